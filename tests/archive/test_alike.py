"""Statements by vectors: the likest first, with filters, a page at a time; vectors follow what becomes of contents.

The vectors are made up from words, so that no model is needed: contents with the same words lie close.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth import pipeline
from quoth.archive import (
    Archive,
    Change,
    Filters,
    Page,
    ReadBy,
    Signed,
    meanings,
)
from quoth.archive.asking import alike
from quoth.archive.meanings import SIZE, nearest
from quoth.article import Statement
from quoth.errors import MeaningError, QueryError
from tests.archive.stories import STORY, numbered, said

NEWER = ReadBy("0.2.0", "newer")
ANA = Signed("Ana Brook", "it says so")


def encode(texts: Iterable[str]) -> npt.NDArray[np.float32]:
    """The sum of a random vector for each word."""
    return np.stack([_sum(text.casefold().split() or [""]) for text in texts])


def _sum(words: list[str]) -> npt.NDArray[np.float32]:
    seeds = (int.from_bytes(blake2b(word.encode("utf-8", "replace"), digest_size=8).digest()) for word in words)
    total = np.sum([np.random.default_rng(seed).standard_normal(SIZE) for seed in seeds], axis=0)
    return np.float32(total)  # type: ignore[return-value]


def embedded(archive: Archive) -> int:
    return sum(pipeline.embed(archive, encode))


def like(archive: Archive, words: str, **more: object) -> Page:
    return archive.search("", like=encode([words])[0], **more)  # type: ignore[arg-type]


def vectors(path: Path) -> int:
    with sqlite3.connect(path) as connection:
        return int(connection.execute("SELECT count(*) FROM meaning").fetchone()[0])


PORT = [
    said("Mira Tosk", "said", "the harbour stays shut until the mines go", outlet="Orda TV", published="2021-08-30"),
    said("Bo Lind", "warned", "the harbour stays shut all summer", outlet="Maresh Daily", published="2021-09-02"),
    said("Ib Sund", "said", "farmers have lost half of the harvest", outlet="Orda TV", published="2021-09-03"),
]  # fmt: skip


@pytest.fixture
def full(archive: Archive) -> Archive:
    archive.add(PORT)
    embedded(archive)
    return archive


def test_the_likest_first(full: Archive) -> None:
    page = like(full, "the harbour stays shut all summer")
    assert [one.source for one in page.statements] == ["Bo Lind", "Mira Tosk", "Ib Sund"]
    found = [one.likeness or 0 for one in page.statements]
    assert found == sorted(found, reverse=True)
    assert page.statements[0].likeness == pytest.approx(1, abs=0.01)
    assert page.statements[0].record()["likeness"] == page.statements[0].likeness


def test_filters_and_words_narrow(full: Archive) -> None:
    def sources(**more: object) -> list[str]:
        return [one.source for one in like(full, "the harbour stays shut", **more).statements]

    assert sources(filters=Filters(outlet="Orda TV")) == ["Mira Tosk", "Ib Sund"]
    assert sources(filters=Filters(since="2021-09", cue="warned")) == ["Bo Lind"]
    vector = encode(["the harbour stays shut"])[0]
    assert [one.source for one in full.search("harvest OR mines", like=vector).statements] == ["Mira Tosk", "Ib Sund"]
    (hit,) = full.search("harvest", like=vector).statements
    assert [hit.content[start:end] for start, end in hit.hits] == ["harvest"]
    assert full.search("?!", like=vector).statements == ()


def test_pages_go_on(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.add(numbered(30))
    embedded(archive)
    whole = like(archive, "the channel is 7 m deep", limit=1000)
    for first, few in (
        (alike._FIRST, alike._FEW),
        (4, 100),
        (4, 2),
    ):  # all compared in full, or filters' few, or more and more
        monkeypatch.setattr(alike, "_FIRST", first)
        monkeypatch.setattr(alike, "_FEW", few)
        listed: list[Statement] = []
        after = None
        while True:
            page = like(archive, "the channel is 7 m deep", limit=7, after=after)
            listed += page.statements
            after = page.after
            if after is None:
                break
        assert sorted(one.id for one in listed) == sorted(one.id for one in whole.statements)
        assert listed[0].content == "the channel is 7 m deep"
    with pytest.raises(QueryError, match="no place to go on from"):
        like(archive, "the channel", after=archive.search("channel", limit=1).after)


def test_as_if_all_were_looked_up_at_once(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    same = [said(f"Speaker {n}", "said", "the channel is 3 m deep", origin=f"same/{n}.html") for n in range(5)]
    archive.add([*numbered(30), *same])
    embedded(archive)
    for filters in (Filters(), Filters(who="Speaker 3")):
        whole = like(archive, "the channel is 7 m deep", limit=1000, filters=filters).statements
        for asked in (1, 3):
            monkeypatch.setattr(alike, "_ASKED", asked)
            for limit in (1, 4, 12):
                assert (
                    like(archive, "the channel is 7 m deep", limit=limit, filters=filters).statements == whole[:limit]
                )


def test_what_filters_leave_few_of_is_looked_at_whole(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.add([*numbered(30), *PORT])
    embedded(archive)
    asked = [("", Filters(who="Speaker 3")), ("harbour", Filters()), ("shut", Filters(since="2021-08-30"))]
    (quiet,) = encode(["all quiet"])
    whole = [archive.search(words, filters, like=quiet).statements for words, filters in asked]
    assert all(whole)
    monkeypatch.setattr(alike, "_FIRST", 3)
    for (words, filters), every in zip(asked, whole, strict=True):
        assert archive.search(words, filters, like=quiet).statements == every


def test_signs_are_as_far_as_their_weights(archive: Archive, path: Path) -> None:
    archive.add(numbered(40))
    embedded(archive)
    wanted = meanings.unit(encode(["the channel is shut"])[0])
    with sqlite3.connect(path) as connection:
        kept = connection.execute("SELECT id, vector FROM meaning").fetchall()
    with sa.create_engine(f"sqlite:///{path}").connect() as reading:
        far = dict(zip(*meanings.distances(reading, wanted), strict=True))
    assert len(kept) == 40
    for number, vector in kept:
        differing = (np.frombuffer(vector, np.int8) > 0) != (wanted > 0)
        assert far[number] == meanings.weighed(wanted)[differing].sum()


@pytest.mark.parametrize("most", [1, 7, 100, 999, 1000, 2000])
def test_the_nearest_differ_least(most: int) -> None:
    chance = np.random.default_rng(most)
    numbers, differing = np.arange(5, 1005), chance.integers(150, 250, 1000).astype(np.uint16)
    places = [number - 5 for number in nearest(numbers, differing, most)]
    assert len(set(places)) == min(most, 1000)
    assert sorted(differing[places]) == sorted(differing)[:most]


def test_a_copy_is_shown_once(archive: Archive) -> None:
    again = replace(STORY, origin="pages/other.html", url="https://other.example/port", outlet="Maresh Daily")
    archive.add([STORY, again])
    embedded(archive)
    found = like(archive, "the channel was mined").statements
    assert len(found) == 3
    assert len(like(archive, "the channel was mined", copies=True).statements) == 6


def test_equal_contents_share_a_vector(archive: Archive, path: Path) -> None:
    archive.add([said(f"Speaker {n}", "said", "the port is shut", origin=f"{n}.html") for n in range(5)])
    asked: list[str] = []

    def counting(texts: Iterable[str]) -> npt.NDArray[np.float32]:
        asked.extend(texts)
        return encode(texts)

    assert archive.left_to_embed() == 5
    assert sum(pipeline.embed(archive, counting)) == 5
    archive.add([said("Speaker 9", "said", "the port is shut", origin="9.html")])
    assert sum(pipeline.embed(archive, counting)) == 0  # it had one waiting
    assert asked == ["the port is shut"]
    assert archive.left_to_embed() == 0
    assert len(like(archive, "the port is shut", copies=True).statements) == 6
    assert vectors(path) == 1


def test_stopped_it_goes_on(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.add(numbered(10))
    monkeypatch.setattr(pipeline, "_EMBEDDED", 4)
    assert next(pipeline.embed(archive, encode)) == 4
    assert archive.left_to_embed() == 6
    assert len(like(archive, "the channel").statements) == 4
    assert list(pipeline.embed(archive, encode)) == [4, 2]
    assert list(pipeline.embed(archive, encode)) == []


def test_a_reading_again_keeps_the_vectors_of_what_it_finds_again(archive: Archive, path: Path) -> None:
    archive.add([STORY], ReadBy("0.1.0", "older"))
    embedded(archive)
    assert vectors(path) == 3
    ((number, _),) = archive.outdated(NEWER).items()
    archive.reread({number: replace(STORY, attributions=STORY.attributions[:2])}, NEWER)
    assert archive.left_to_embed() == 0
    assert vectors(path) == 2
    assert archive.check(repair=False) == []


def test_a_correction_asks_for_another_vector(full: Archive, path: Path) -> None:
    made = full.correct(1, Change(content="until the mines go"), ANA)
    assert (full.left_to_embed(), vectors(path)) == (1, 2)
    assert [one.id for one in like(full, "the mines").statements] == [2, 3]
    embedded(full)
    assert like(full, "until the mines go").statements[0].id == 1
    full.undo(made.id, "Ana Brook")
    assert (full.left_to_embed(), vectors(path)) == (1, 2)
    embedded(full)
    full.correct(2, Change(kind="mixed"), ANA)
    assert full.left_to_embed() == 0
    full.remove(2, ANA)
    assert vectors(path) == 2
    assert full.check(repair=False) == []


def test_a_changed_article_is_embedded_anew_and_its_old_version_not_found(full: Archive) -> None:
    changed = replace(said("Mira Tosk", "said", "the harbour opens on Monday"), origin=PORT[0].origin)
    assert [one.outcome for one in full.add([changed])] == ["changed"]
    assert embedded(full) == 1
    found = like(full, "the harbour stays shut until the mines go").statements
    assert [one.content for one in found if one.source == "Mira Tosk"] == ["the harbour opens on Monday"]
    assert full.check(repair=False) == []


def test_a_content_that_changed_meanwhile_gets_nothing(full: Archive, path: Path) -> None:
    full.add([said("Ana Brook", "said", "the lock is old and it leaks", origin="late.html")])
    waiting = full.unembedded()
    (number,) = waiting
    full.correct(number, Change(content="the lock is old"), ANA)
    assert full.embed(waiting, dict(zip(waiting.values(), encode(waiting.values()), strict=True))) == 0
    assert vectors(path) == 3
    assert full.check(repair=False) == []


@pytest.mark.parametrize("bad", [[1.0] * 3, np.zeros(SIZE), np.full(SIZE, np.nan)], ids=["short", "zero", "nan"])
def test_no_vector(full: Archive, bad: npt.ArrayLike) -> None:
    with pytest.raises(MeaningError, match="a vector of 384 numbers"):
        full.search("", like=bad)


SPOILT = {
    "another content": "UPDATE meaning SET key = x'00' WHERE id = 1",
    "of no statement": "INSERT INTO meaning VALUES (9, x'01', zeroblob(384))",
    "has not 384": "UPDATE meaning SET vector = x'0102' WHERE id = 2",
    "signs of block 0": "UPDATE signs SET signs = zeroblob(length(signs))",
    "of no vectors": "INSERT INTO signs VALUES (7, randomblob(48 * 1024))",
    "not there": "UPDATE attribution SET meaning = 99 WHERE id = 1",
}


@pytest.mark.parametrize(("what", "statement"), SPOILT.items())
def test_check_mends(full: Archive, path: Path, what: str, statement: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(statement)
    problems = full.check()
    assert any(what in one.what for one in problems)
    assert all(one.repaired for one in problems)
    full.check()
    embedded(full)
    assert full.check(repair=False) == []
    assert like(full, PORT[0].text[len("Mira Tosk said ") : -1]).statements[0].id == 1


CONTENTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20)


@settings(max_examples=15)
@given(st.lists(CONTENTS, min_size=1, max_size=5), st.text(max_size=20))
def test_any_words_any_query(tmp_path_factory: pytest.TempPathFactory, contents: list[str], query: str) -> None:
    with Archive(tmp_path_factory.mktemp("any") / "archive.db") as archive:
        archive.add([said("Bo", "said", content, origin=f"{n}") for n, content in enumerate(contents)])
        embedded(archive)
        assert archive.left_to_embed() == 0
        archive.search(query, like=encode(["the port"])[0])
        assert len(archive.search("", like=encode(["the port"])[0], copies=True).statements) == len(contents)
