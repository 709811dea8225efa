"""Words and paragraphs."""

import numpy as np
import pytest
from hypothesis import given

from quoth.reading.words import split
from tests.reading.strategies import texts


def words(text: str) -> list[str]:
    found = split(text)
    return [text[start:end] for start, end in zip(found.starts, found.ends, strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said no.", ["He", "said", "no", "."]),
        ("Orda's envoy", ["Orda", "'", "s", "envoy"]),
        ("Orda’s envoy", ["Orda", "’", "s", "envoy"]),
        ("They don't, O'Dell.", ["They", "don't", ",", "O'Dell", "."]),
        ("naïve cafe\u0301", ["naïve", "cafe\u0301"]),
        ("$20,000", ["$", "20", ",", "000"]),
        ("``We go,'' he", ["``", "We", "go", ",", "''", "he"]),
        ("“Yes”—no", ["“", "Yes", "”", "—", "no"]),
        ("", []),
        (" \n\t\u00a0", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_paragraphs_are_parted_by_blank_lines() -> None:
    found = split("One two\nthree\n\nfour\n \n\nfive")
    assert found.paragraph.tolist() == [0, 0, 0, 1, 2]


@given(texts)
def test_words_cover_all_letters_and_no_space(text: str) -> None:
    found = split(text)
    covered = np.zeros(len(text), bool)
    for start, end in zip(found.starts, found.ends, strict=True):
        assert start < end
        assert not covered[start:end].any()
        covered[start:end] = True
        assert not any(character.isspace() for character in text[start:end])
    assert all(covered[place] for place, character in enumerate(text) if character.isalnum())
    assert (np.diff(found.starts) > 0).all()
    assert (np.diff(found.paragraph) >= 0).all()


SAID = "“The ferry will not sail in March.” Ona Brandt, who runs the port of Sallow, told its council on Monday. "


def test_breaks_that_were_lost_are_put_back_behind_quotations() -> None:
    crowded = SAID * 15
    found = split(crowded)
    starts = [crowded[found.starts[place] :].split()[0] for place in np.flatnonzero(np.diff(found.paragraph)) + 1]
    assert starts == ["Ona"] * 15
    assert split(crowded.replace("March.”", "March”.")).paragraph.tolist() == found.paragraph.tolist()


@pytest.mark.parametrize(
    "text",
    [
        SAID * 4,  # as long as paragraphs are
        "\n\n".join([SAID * 4] * 9),
        "He called it a “ferry.” and left. " * 60,  # goes on in lower case
        "The ferry will not sail in March. Ona Brandt told the council. " * 60,  # nobody is quoted
    ],
)
def test_other_paragraphs_stay_as_they_are(text: str) -> None:
    assert split(text).paragraph.max() == text.count("\n\n")
