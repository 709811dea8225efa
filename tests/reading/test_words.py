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
