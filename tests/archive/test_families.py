"""Words of saying by what they do beside saying."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.archive import FAMILIES, Archive, Filters
from quoth.archive.asking.families import WORDS, families
from quoth.errors import QueryError
from tests.archive.stories import said

CUES = (
    "said",
    "Said in a warning",
    "claimed that",
    "according to",
    "denies",
    "worried aloud",
    "condémned",
    "hums",
    "§",
)


@pytest.mark.parametrize(
    ("cue", "found"),
    [("said", "say"), ("SAYS", "say"), ("was quoted as saying", "say"), ("according to", "say"), ("denies", "deny"),
     ("worried", "warn"), ("condemned", "accuse"), ("said in a warning", "say warn"), ("agreeing", "promise"),
     ("hums", ""), ("", ""), ("essay", "")],
)  # fmt: skip
def test_families_of_a_cue(cue: str, found: str) -> None:
    assert families(cue).split() == found.split()


def test_every_word_is_of_one_family() -> None:
    assert sum(map(len, WORDS.values())) == len(frozenset().union(*WORDS.values()))
    assert all(re.fullmatch("[a-z]+", word) for words in WORDS.values() for word in words)


@given(st.text())
def test_any_cue_has_families(cue: str) -> None:
    assert set(families(cue).split()) <= set(FAMILIES)


def test_as_many_as_the_filter_finds(archive: Archive) -> None:
    archive.add([said("Bo Lind", cue, f"gate {n} is shut") for n, cue in enumerate(CUES)])
    counts = archive.facets("", of=["families"]).counts["families"]
    assert counts == {"say": 3, "claim": 1, "warn": 2, "accuse": 1, "deny": 1}
    for name in FAMILIES:
        assert len(archive.search("", Filters(family=name)).statements) == counts.get(name, 0), name
    with pytest.raises(QueryError, match="'shout' is no family of cues; give one of say, announce"):
        archive.search("", Filters(family="shout"))
