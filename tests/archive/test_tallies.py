"""Counts that are kept equal what is counted anew, whatever is done to an archive."""

import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from quoth.archive import (
    Archive,
    Change,
    Filters,
    ReadBy,
    Signed,
    migrations,
    tallies,
)
from quoth.article import Article
from quoth.errors import CorrectionError, NotHeldError
from tests.archive.stories import STORY, said
from tests.archive.test_facets import known
from tests.archive.test_people import NEWS, told
from tests.archive.test_stories import BRIDGE

ALL = Filters(since="0001")  # chooses whatever has a day, and is counted statement by statement
ANA = Signed("Ana Brook", "looked at the page")
HELD: list[Article] = [
    STORY,
    *NEWS,
    *(replace(one, published=one.published or "2020-05-05") for one in BRIDGE),
    known("bridge-wire"),
    said("Bo Lind", "said", "the port is closed", outlet="Orda TV", published="2021-09-02"),
    said("Åsa Holm", "claimed", "ships are late", published="2021-10-01"),
]


def counted(archive: Archive) -> None:
    """That the counts which are kept are those of the statements."""
    assert archive.check(repair=False) == []
    for limit in (1, 3, 50):
        assert archive.speakers(limit=limit) == archive.speakers(ALL, limit)
    every = list(archive.statements())
    once = [one for one in every if one.repeats in (None, one.id)]
    stats = archive.stats()
    assert (stats.printed, stats.statements) == (len(every), len(once))
    assert (stats.named, stats.unnamed, stats.unresolved) == tuple(
        sum(one.named is value for one in once) for value in (True, False, None)
    )
    assert stats.kinds == Counter(one.kind for one in once)
    assert stats.types == Counter(one.type for one in once if one.type)
    assert stats.outlets == Counter(one.outlet for one in once if one.outlet)
    assert stats.days == Counter(one.published for one in once)


class Hands:
    """Whatever may be done to an archive, drawn by chance."""

    def __init__(self, archive: Archive, chance: random.Random) -> None:
        self.archive, self.chance = archive, chance

    def add(self) -> None:
        self.archive.add(self.chance.sample(HELD, 4), self.by())

    def change(self) -> None:
        one = self.chance.choice(HELD)
        self.archive.add([replace(one, attributions=one.attributions[1:], text=f"{one.text} More to come.")], self.by())

    def add_more_of_one(self) -> None:
        number = self.chance.randrange(50, 60)
        self.archive.add([told(number, ("Haldeck", "goalkeeper"), ("an aide", None))], self.by())

    def reread(self) -> None:
        by = ReadBy("0.2.0", f"model {self.chance.random()}")
        self.archive.reread(self.archive.outdated(by, 3), by)

    def correct(self) -> None:
        change = self.chance.choice((Change(kind="mixed"), Change(speaker="Bo Lind"), Change(source="", speaker="")))
        self.archive.correct(self.statement(), change, ANA)

    def remove(self) -> None:
        self.archive.remove(self.statement(), ANA)

    def merge(self) -> None:
        self.archive.merge(self.person(), self.person(), ANA)

    def split(self) -> None:
        several = {one.person for one in self.archive.speakers(limit=50) if one.articles > 1} - {None}
        theirs = [one.id for one in self.archive.statements() if one.person in several]
        self.archive.split(self.chance.choice(theirs or [self.statement()]), ANA)

    def rename(self) -> None:
        self.archive.rename(self.person(), f"Somebody {self.chance.randrange(9)}", ANA)

    def undo(self) -> None:
        if made := self.archive.corrections():
            self.archive.undo(self.chance.choice(made).id, "Ana Brook")

    def by(self) -> ReadBy:
        return ReadBy("0.1.0", self.chance.choice(("one", "two")))

    def statement(self) -> int:
        return self.chance.choice([one.id for one in self.archive.statements()])

    def person(self) -> int:
        return self.chance.choice([one.person for one in self.archive.speakers(limit=50) if one.person is not None])


@pytest.mark.parametrize("seed", range(4))
def test_counts_follow(archive: Archive, seed: int) -> None:
    chance = random.Random(seed)
    hands = Hands(archive, chance)
    archive.add(HELD[:8])
    moves: list[Callable[[], None]] = [
        hands.add,
        hands.change,
        hands.add_more_of_one,
        hands.reread,
        hands.correct,
        hands.remove,
        hands.merge,
        hands.split,
        hands.rename,
        hands.undo,
    ]
    done = set()
    for move in chance.sample(moves * 4, len(moves) * 4):
        with suppress(CorrectionError, NotHeldError):
            move()
            done.add(move)
        counted(archive)
    assert done == set(moves)


def test_an_archive_from_before_counts_is_counted(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as before:
        before.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:8])
        before.setattr(tallies, "make", lambda connection: None)
        with Archive(path) as archive:
            archive.add(HELD)
    with Archive(path) as archive:
        counted(archive)
