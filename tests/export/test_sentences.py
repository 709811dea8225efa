"""The sentences that an attribution is shown in."""

import pytest
from hypothesis import given

from quoth.article import Attribution
from quoth.export.sentences import around, sentences
from tests.export.strategies import texts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("Dr. Oreld left. She said: no.", ["Dr. Oreld left.", "She said: no."]),
        ("“Go.” He went.", ["“Go.”", "He went."]),
        ("J. B. Lind of Orda Inc. Said so.", ["J. B. Lind of Orda Inc. Said so."]),
        ("Headline\n\nBody of it", ["Headline", "Body of it"]),
        ("It cost 4.50 marks. 12 men left!", ["It cost 4.50 marks.", "12 men left!"]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


@given(texts)
def test_sentences_hold_every_visible_character_once(text: str) -> None:
    kept = "".join(text[start:end] for start, end in sentences(text))
    assert "".join(kept.split()) == "".join(text.split())


def test_only_the_sentences_that_hold_its_words() -> None:
    text = "One said. Two left. Three came."
    one = Attribution(id="a1", kind="indirect", source=((0, 3),), cue=((4, 8),), content=((20, 25),))
    assert [text[start:end] for start, end in around(one, sentences(text))] == ["One said.", "Three came."]
