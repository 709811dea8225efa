"""Processes that are killed, disks that are full, and others who write at the same time."""

import multiprocessing
import random
import sqlite3
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from quoth.archive import Archive
from quoth.config import ArchiveOptions
from quoth.errors import BusyArchiveError, FullArchiveError
from quoth.pipeline import add_articles
from tests.archive import adder
from tests.archive.adder import BATCH, BY
from tests.archive.stories import numbered

KILLS = 60
COUNT = 120
# One process that has loaded everything, from which each that adds is forked: no time goes into starting.
CONTEXT = multiprocessing.get_context("forkserver" if sys.platform != "win32" else "spawn")


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    if sys.platform != "win32":
        CONTEXT.set_forkserver_preload(["tests.archive.adder"])


def started(what: Callable[..., None], *arguments: Any, **named: Any) -> tuple[Any, Connection]:
    """A process that does `what`, and what it tells."""
    told, tell = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(target=what, args=arguments, kwargs={**named, "tell": tell})  # type: ignore[attr-defined]
    process.start()
    tell.close()
    return process, told


def last(told: Connection) -> int | str:
    """The last that a process told."""
    said: int | str = 0
    try:
        while True:
            said = told.recv()
    except EOFError:
        return said


def stored(path: Path) -> list[str]:
    """What a program that knows nothing of quoth sees: the articles, each with its statement, speaker and words."""
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'words'").fetchone():
            return []
        connection.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
        connection.rollback()
        found = connection.execute(
            "SELECT a.origin FROM articles a JOIN statements s ON s.article = a.id JOIN speakers p ON p.article = a.id"
            " JOIN mentions m ON m.speaker = p.id WHERE s.id IN (SELECT rowid FROM words WHERE words MATCH 'channel')"
            " ORDER BY a.id"
        ).fetchall()
        assert [(len(found),)] * 5 == [
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()
            for table in ("article", "version", "speaker", "attribution", "fingerprint")
        ]
    return [origin for (origin,) in found]


def whole() -> list[str]:
    return [article.origin for article in adder.taken(COUNT)]


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_killed_at_any_moment(tmp_path: Path) -> None:
    chance = random.Random(6)
    kills = finished = 0
    path, before = tmp_path / "0.db", 0
    while kills < KILLS:
        process, told = started(adder.run, path, COUNT)
        told.poll(10)  # begins when the first batch is stored, or a finished one is passed over
        time.sleep(chance.random() * 0.15)
        process.kill()
        process.join()
        reported = last(told)
        kills += process.exitcode == -9
        held = stored(path)
        assert held == whole()[: len(held)], "what is stored is what came first"
        assert len(held) % BATCH == 0, "no half batch"
        assert isinstance(reported, int)
        assert len(held) >= max(before, reported), "nothing that was stored or reported is lost"
        before = len(held)
        if before == COUNT:
            finished += 1
            path, before = tmp_path / f"{finished}.db", 0
    with Archive(path) as archive:
        outcomes = [one.outcome for one in add(archive)]
    assert outcomes == ["known"] * before + ["new"] * (COUNT - before), "the same command goes on where it stopped"
    assert stored(path) == whole()


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_killed_while_it_is_made(tmp_path: Path) -> None:
    for number in range(10):
        process, told = started(adder.run, tmp_path / f"{number}.db", 0)
        time.sleep(number * 0.002)
        process.kill()
        process.join()
        told.close()
        with Archive(tmp_path / f"{number}.db") as archive:
            add(archive, 2 * BATCH)
        assert stored(tmp_path / f"{number}.db") == whole()[: 2 * BATCH]


def add(archive: Archive, count: int = COUNT) -> list[Any]:
    return list(add_articles(adder.taken(count), archive, adder.read, BY, adder.batches()))


def test_two_writers_and_a_reader(path: Path) -> None:
    one, told_one = started(adder.run, path, COUNT, name="a")
    other, told_other = started(adder.run, path, COUNT, name="b")
    seen = [0]
    while one.is_alive() or other.is_alive():
        if path.exists():
            with sqlite3.connect(path, timeout=30) as connection:
                if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'articles'").fetchone():
                    seen.append(connection.execute("SELECT count(*) FROM articles").fetchone()[0])
        time.sleep(0.005)
    assert (last(told_one), last(told_other)) == (COUNT, COUNT)
    assert seen == sorted(seen)
    assert all(number % BATCH == 0 for number in seen)
    assert sorted(stored(path)) == sorted(f"{name}/{n}.txt" for name in "ab" for n in range(COUNT))


def test_two_that_add_the_same(path: Path) -> None:
    processes = [started(adder.run, path, COUNT) for _ in range(2)]
    assert [last(told) for _, told in processes] == [COUNT, COUNT]
    assert sorted(stored(path)) == sorted(whole())


def test_somebody_who_does_not_let_go(archive: Archive, path: Path) -> None:
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with Archive(path, ArchiveOptions(timeout=0.05)) as other:
        with pytest.raises(BusyArchiveError, match=r"archive\.db: is kept locked by another program; try again"):
            other.add(numbered(1))
        assert list(other.records()) == []
    holder.execute("ROLLBACK")
    holder.close()
    archive.add(numbered(1))


def test_a_reader_keeps_what_it_saw(archive: Archive) -> None:
    archive.add(numbered(3))
    records = archive.records()
    first = next(records)
    archive.add(numbered(6))
    assert [first, *records] == numbered(3)


def test_no_room_to_grow(path: Path) -> None:
    with adder.limited(path, 400_000) as archive:
        done = 0
        with pytest.raises(FullArchiveError, match="has no room to grow; make room, and give the same command again"):
            for _ in add_articles(adder.taken(10_000), archive, adder.read, BY, adder.batches()):
                done += 1
    held = stored(path)
    assert 0 < done == len(held) < 10_000
    with Archive(path) as archive:
        outcomes = [one.outcome for one in add(archive)]
    assert outcomes[:done] == ["known"] * min(done, COUNT)
    assert stored(path)[:COUNT] == whole()


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits on processes")
def test_a_disk_that_takes_no_more(path: Path) -> None:
    with Archive(path):
        pass
    process, told = started(adder.run_without_room, path, 10_000, room=700_000)
    complaint = last(told)
    process.join()
    assert process.exitcode == 0
    assert isinstance(complaint, str)
    assert str(path) in complaint
    held = stored(path)
    assert held
    assert len(held) % BATCH == 0
    with Archive(path) as archive:
        add(archive)
    assert stored(path)[:COUNT] == whole()[:COUNT]
