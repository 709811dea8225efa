"""Sources in which the model saw nobody."""

import numpy as np
import pytest

from quoth.reading.heads import Heads
from quoth.reading.mentions import KINDS
from quoth.reading.speakers.sourcing import with_sources
from quoth.reading.words import split


def heads_of(text: str, source: str, *known: str) -> list[str]:
    """The words that head mentions once a source counts as one, in order."""
    words = split(text)
    forms = [text[start:end] for start, end in zip(words.starts, words.ends, strict=True)]
    place = np.array([forms.index(one) for one in known], np.int64)
    kind, vector = np.zeros((len(known), len(KINDS)), np.float32), np.zeros((len(known), 2), np.float32)
    start = text.index(source)
    found = with_sources(
        text, words, Heads(place, kind, vector, vector, place, place), [((start, start + len(source)),), ()]
    )
    assert len({len(getattr(found, name)) for name in ("word", "kind", "anaphor", "antecedent", "first", "last")}) == 1
    return [forms[word] for word in found.word]


@pytest.mark.parametrize(
    ("source", "head"),
    [
        ("A senior Tarvan official", "official"),
        ("the secretary of the council", "secretary"),
        ("a pilot, who asked not to be named,", "pilot"),
        ("Ada", "Ada"),
    ],
)
def test_a_source_without_a_mention_is_one(source: str, head: str) -> None:
    assert heads_of(f"On Friday {source} said so.", source, "Friday") == ["Friday", head]


def test_a_source_with_a_mention_stays_as_it_is() -> None:
    assert heads_of("The old pilot of the boat said so.", "The old pilot of the boat", "pilot") == ["pilot"]
