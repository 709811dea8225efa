"""What one person said, found in the wordings of several outlets: by the words alone."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.archive import Archive
from quoth.archive.same import said
from quoth.archive.same.said import one_saying
from quoth.article import Article, Attribution, Kind, Speaker

PAIRS = [json.loads(line) for line in (Path(__file__).parent / "said.jsonl").read_text("utf-8").splitlines()]
PRECISION, RECALL = 0.95, 0.75  # floors; benchmarks/said.py has the figures


def test_labelled_pairs() -> None:
    count = Counter((one_saying(pair["a"], pair["b"]), pair["same"]) for pair in PAIRS)
    assert count[True, True] >= PRECISION * (count[True, True] + count[True, False])
    assert count[True, True] >= RECALL * (count[True, True] + count[False, True])


WORDS = st.sampled_from("the port is shut not never 40 forty ships mines gate don’t dredgers leave … “ ” Ä".split())
TEXTS = st.one_of(st.text(max_size=30), st.lists(WORDS, max_size=12).map(" ".join))


@given(TEXTS, TEXTS)
def test_either_way_round(a: str, b: str) -> None:
    assert one_saying(a, b) == one_saying(b, a)


def report(number: int, outlet: str, cue: str, content: str, kind: Kind, who: str = "Sorin Haldeck") -> Article:
    text = f"{who} {cue} {content}."
    start = len(who) + 1
    one = Attribution(
        "a1",
        kind,
        ((0, len(who)),),
        ((start, start + len(cue)),),
        ((start + len(cue) + 1, len(text) - 1),),
        speaker="s1",
    )
    speaker = Speaker("s1", who, "person", role="harbour minister", mentions=((0, len(who)),))
    return Article(
        f"r{number}",
        f"{number}.txt",
        text,
        outlet=outlet,
        published=f"2020-03-0{number}",
        attributions=(one,),
        speakers=(speaker,),
    )


WHOLE = "“Those who send warships to our doorstep should not be surprised when the door is locked”"
TOLD = [
    report(1, "Orda TV", "said", WHOLE, "direct"),
    report(2, "Maresh Daily", "warned", "“should not be surprised when the door is locked”", "direct"),
    report(
        3, "Kestria Post", "claimed", "those who send warships to their doorstep should not be surprised", "indirect"
    ),
    report(4, "Orda TV", "said", "“the strait will be open to every ship by the end of summer”", "direct"),
    report(5, "Brenik Ledger", "said", WHOLE, "direct", who="Yelda Brandt"),
]


@pytest.fixture
def full(archive: Archive) -> Archive:
    archive.add(TOLD)
    return archive


def wordings(archive: Archive, number: int) -> list[tuple[str | None, str, str]]:
    return [(one.statement.outlet, one.statement.cue, one.manner) for one in archive.show(number).wordings]


def test_wordings_side_by_side(full: Archive) -> None:
    wanted = [
        ("Orda TV", "said", "quoted whole"),
        ("Maresh Daily", "warned", "cut"),
        ("Kestria Post", "claimed", "paraphrased"),
    ]
    assert wordings(full, 1) == wanted


def test_what_stands_alone_or_was_said_by_another(full: Archive) -> None:
    assert wordings(full, 4) == []
    assert wordings(full, 5) == []


def test_nobody_known_says_nothing_again(archive: Archive) -> None:
    archive.add([replace(one, speakers=(), attributions=(replace(one.attributions[0], speaker=None),)) for one in TOLD])
    assert wordings(archive, 1) == []


def test_who_has_said_very_much_is_looked_at_by_rare_words(full: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    more = (f"“nobody asked about gate {n} of the harbour”" for n in range(8))
    full.add([report(n, "Orda TV", "said", words, "direct") for n, words in enumerate(more, 10)])
    numbers = [one.id for one in full.statements()]
    every = [wordings(full, number) for number in numbers]
    assert sum(map(bool, every)) > 2
    monkeypatch.setattr(said, "_MANY", 4)
    assert [wordings(full, number) for number in numbers] == every
