"""`check`: what it finds, what it makes anew, and that a damaged page never passes."""

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from quoth.archive import Archive
from quoth.archive.values import Problem
from quoth.errors import ArchiveError, DamagedArchiveError
from tests.archive.stories import STORY, numbered


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An archive that nobody has open."""
    path = tmp_path / "archive.db"
    with Archive(path) as archive:
        archive.add([STORY, *numbered(30)])
    return path


def spoilt(path: Path, *statements: str) -> None:
    with sqlite3.connect(path) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def checked(path: Path, repair: bool = True) -> list[Problem]:
    with Archive(path) as archive:
        return archive.check(repair)


def test_nothing_is_wrong(path: Path) -> None:
    assert checked(path) == []
    with Archive(path) as archive:
        assert archive.check(repair=False) == []


REPAIRED = {
    "words": ["INSERT INTO words (words) VALUES ('delete-all')"],
    "words of one": ["INSERT INTO words (rowid, content) VALUES (999, 'nobody said this')"],
    "view": ["DROP VIEW statements", "CREATE VIEW statements AS SELECT 1 AS id"],
    "no view": ["DROP VIEW outlets"],
    "index": ["DROP INDEX attribution_version"],
    "content": ["UPDATE attribution SET content = 'something else' WHERE id = 2"],
    "cue": ["UPDATE attribution SET cue = 'denied'"],
    "mention": ["UPDATE mention SET text = 'Nobody' WHERE id = 1"],
    "trigger": ["DROP TRIGGER speaker_known_after"],
    "counts": ["UPDATE tally_kind SET once = once + 1", "DELETE FROM tally_speaker WHERE version = 2"],
    "count of nothing": ["INSERT INTO tally_version VALUES (999, 3, 3)"],
    "current": ["UPDATE version SET current = 0 WHERE id = 3"],
}


@pytest.mark.parametrize("statements", REPAIRED.values(), ids=REPAIRED)
def test_what_can_be_made_anew(path: Path, statements: list[str]) -> None:
    before = readings(path)
    spoilt(path, *statements)
    told = checked(path, repair=False)
    assert told
    assert not any(one.repaired for one in told)
    mended = checked(path)
    assert mended
    assert all(one.repaired for one in mended)
    assert checked(path) == []
    assert readings(path) == before


def test_an_index_that_lacks_rows(path: Path) -> None:
    spoilt(path, "CREATE TABLE spare (version)", "CREATE INDEX spare_version ON spare (version)")
    # Two indexes change places: each has the rows of the other's table.
    spoilt(
        path,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET rootpage = (SELECT sum(rootpage) FROM sqlite_schema"
        " WHERE name IN ('spare_version', 'attribution_version')) - rootpage"
        " WHERE name IN ('spare_version', 'attribution_version')",
    )
    problems = checked(path)
    assert any("missing from index attribution_version" in one.what for one in problems)
    assert all(one.repaired for one in problems if "attribution_version" in one.what)
    assert checked(path) == []


def readings(path: Path) -> tuple[object, ...]:
    with Archive(path) as archive:
        return tuple(archive.records()), archive.search("channel").statements


LOST = {
    "text": (
        "UPDATE version SET text = 'Nobody said anything.' WHERE id = 2",
        "its text is not the text that was added",
    ),
    "span": ("UPDATE attribution SET content_spans = '[[1,9999]]' WHERE id = 2", "has a span outside its text"),
    "no JSON": ("UPDATE attribution SET content_spans = 'nothing' WHERE id = 2", "cannot be read to the end"),
    "shape": ("UPDATE attribution SET content_spans = '{\"a\": 1}' WHERE id = 2", "cannot be read to the end"),
    "orphan": ("DELETE FROM version WHERE id = 4", "belongs to a row of version that is not there"),
    "mention": ('UPDATE mention SET "end" = 9999 WHERE id = 1', "has a span outside its text"),
    "article": ("DELETE FROM version WHERE id = 4", "has no version"),
    "table": ("DROP TABLE mention", "the table mention is missing"),
}


@pytest.mark.parametrize(("statement", "problem"), LOST.values(), ids=LOST)
def test_what_cannot(path: Path, statement: str, problem: str) -> None:
    spoilt(path, statement)
    for _ in range(2):
        assert any(problem in one.what and not one.repaired for one in checked(path))


def test_words_are_not_taken_from_a_text_that_is_not_the_one_added(path: Path) -> None:
    spoilt(path, "UPDATE version SET text = replace(text, 'deep', 'wide') WHERE id = 5")
    assert not any(one.repaired for one in checked(path) if one.where != "words")


def damaged(path: Path, folder: Path) -> Iterator[Path]:
    """Copies of an archive, in each of which one page is something else."""
    spoilt(path, "VACUUM")  # no page is free: damage in a free one does no harm, and none sees it
    whole = path.read_bytes()
    size = 4096
    chance = random.Random(1)
    for number in range(1, len(whole) // size):
        copy = folder / f"{number}.db"
        garbage = chance.randbytes(size) if number % 2 else bytes(size)
        copy.write_bytes(whole[: number * size] + garbage + whole[(number + 1) * size :])
        yield copy


def test_no_damaged_page_passes(path: Path, tmp_path: Path) -> None:
    for copy in damaged(path, tmp_path):
        try:
            assert checked(copy, repair=False), copy.name
            assert checked(copy), copy.name
        except ArchiveError as error:
            assert isinstance(error, DamagedArchiveError), copy.name
            assert str(copy) in str(error)


def test_a_damaged_page_is_named_when_it_is_come_upon(path: Path, tmp_path: Path) -> None:
    for copy in damaged(path, tmp_path):
        try:
            with Archive(copy) as archive:
                list(archive.records())
                archive.search("channel OR port")
                archive.add(numbered(40))
        except DamagedArchiveError as error:
            assert "run `quoth check`" in str(error)


def test_an_index_of_words_whose_pages_are_damaged_is_made_anew(path: Path, tmp_path: Path) -> None:
    mended = 0
    for copy in damaged(path, tmp_path):
        with suppress(DamagedArchiveError):
            problems = checked(copy)
            if Problem("words", "the index of words does not fit the statements", repaired=True) in problems:
                assert checked(copy) == []
                with Archive(copy) as archive:
                    assert archive.search("channel").statements
                mended += 1
    assert mended


def test_cut_short(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with suppress(DamagedArchiveError):
        assert checked(path)


def test_backup(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "kept" / "backup.db"
    with Archive(path) as archive:
        archive.backup(target)
        archive.add(numbered(31))
    assert checked(target) == []
    with Archive(target) as copy, Archive(path) as archive:
        assert list(copy.records()) == [STORY, *numbered(30)]
        copy.add(numbered(31))
        assert list(copy.records()) == list(archive.records())
    assert not list(target.parent.glob(".*"))


def test_backup_while_another_writes(path: Path, tmp_path: Path) -> None:
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("DELETE FROM mention")
    with Archive(path) as archive:
        archive.backup(tmp_path / "backup.db")
    writer.execute("ROLLBACK")
    writer.close()
    assert checked(tmp_path / "backup.db") == []


def test_a_backup_takes_no_other_files_place(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "there.db"
    target.write_text("kept")
    with Archive(path) as archive:
        with pytest.raises(ArchiveError, match=r"there\.db: is there already; name a file that is not"):
            archive.backup(target)
        with pytest.raises(ArchiveError, match="cannot be written"):
            archive.backup(target / "below.db")
    assert target.read_text() == "kept"


def test_a_copied_file_is_an_archive(path: Path, tmp_path: Path) -> None:
    shutil.copy(path, tmp_path / "copy.db")
    assert checked(tmp_path / "copy.db") == []
