"""The file itself: migrations, views, and files that are something else."""

import sqlite3
from pathlib import Path

import pytest

from quoth.archive import (
    Archive,
    Change,
    Signed,
    migrations,
    schema,
    views,
)
from quoth.config import ArchiveOptions
from quoth.errors import ClosedArchiveError, ForeignArchiveError, MissingArchiveError, NewerArchiveError
from tests.archive.stories import STORY


def test_the_tables_are_what_sqlalchemy_is_told(archive: Archive, path: Path) -> None:
    with sqlite3.connect(path) as connection:
        for table in schema.METADATA.tables.values():
            found = {
                row[1]: (row[2], bool(row[3] or row[5]))
                for row in connection.execute(f"PRAGMA table_info({table.name})")
            }
            assert found == {column.name: (str(column.type), not column.nullable) for column in table.columns}, (
                table.name
            )
            keys = {(row[3], row[2], row[4]) for row in connection.execute(f"PRAGMA foreign_key_list({table.name})")}
            assert keys == {(one.parent.name, *one.target_fullname.split(".")) for one in table.foreign_keys}, (
                table.name
            )


def test_steps_are_recorded(archive: Archive, path: Path) -> None:
    with sqlite3.connect(path) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM migration ORDER BY number")]
        assert names == [one.name for one in migrations.MIGRATIONS]
        assert connection.execute("PRAGMA application_id").fetchone() == (migrations.APPLICATION,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_step_that_fails_leaves_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = migrations.Migration("bad", ("CREATE TABLE half (id)", "CREATE TABLE half (id)"))
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, bad))
        with pytest.raises(Exception, match="already exists"):
            Archive(path)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,)
    with Archive(path) as archive:
        archive.add([STORY])


def test_an_older_archive_is_brought_up_to_date(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive(path) as archive:
        archive.add([STORY])
    step = migrations.Migration("notes", ("CREATE TABLE note (id INTEGER PRIMARY KEY)",))
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, step))
    with Archive(path) as archive:
        assert list(archive.records()) == [STORY]
    with sqlite3.connect(path) as connection:
        number = len(migrations.MIGRATIONS)
        assert connection.execute("SELECT number, name FROM migration ORDER BY number DESC").fetchone() == (
            number,
            "notes",
        )


def test_a_newer_archive_is_left_alone(archive: Archive, path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO migration VALUES (99, 'later', '')")
    with pytest.raises(NewerArchiveError, match=r"archive\.db: has schema 99, .* install the latest quoth"):
        Archive(path)


def test_a_database_of_something_else_is_left_alone(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (id)")
    before = path.read_bytes()
    with pytest.raises(ForeignArchiveError, match=r"something else \(it holds recipes\)"):
        Archive(path)
    assert path.read_bytes() == before


def test_a_file_of_another_kind_is_left_alone(path: Path) -> None:
    path.write_text("Port shut: official\n" * 500)
    before = path.read_bytes()
    with pytest.raises(ForeignArchiveError, match="is no archive, nor any SQLite file"):
        Archive(path)
    assert path.read_bytes() == before


def test_no_archive_where_one_must_be(path: Path) -> None:
    with pytest.raises(MissingArchiveError, match=r"there is no archive; make one with `quoth add`"):
        Archive(path, ArchiveOptions(create=False))
    assert not path.exists()


def test_folders_on_the_way_are_made(tmp_path: Path) -> None:
    with Archive(tmp_path / "a/b/archive.db") as archive:
        archive.add([STORY])
    assert (tmp_path / "a/b/archive.db").exists()


def test_a_path_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for bad in (tmp_path / "file/archive.db", tmp_path, "a\0b"):
        with pytest.raises(ClosedArchiveError, match="check"):
            Archive(bad)


@pytest.mark.parametrize("view", views.VIEWS, ids=lambda view: view.name)
def test_views_open_in_plain_sqlite(archive: Archive, path: Path, view: views.View) -> None:
    archive.add([STORY])
    archive.correct(3, Change(kind="mixed"), Signed("Ana Brook", "half of it is quoted"))
    with sqlite3.connect(path) as connection:
        found = connection.execute(f"SELECT * FROM {view.name}")
        assert [column[0] for column in found.description] == list(view.columns)
        assert found.fetchall()
        (sql,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (view.name,)).fetchone()
    assert view.says in sql
    assert all(column.says in sql for column in view.columns.values())


def test_words_of_the_view_are_at_its_spans(archive: Archive, path: Path) -> None:
    archive.add([STORY])
    with sqlite3.connect(path) as connection:
        found = connection.execute(
            "SELECT s.content, group_concat(substr(a.text, json_extract(span.value, '$[0]') + 1,"
            " json_extract(span.value, '$[1]') - json_extract(span.value, '$[0]')), ' … ')"
            " FROM statements s JOIN articles a ON a.id = s.article, json_each(s.content_spans) span GROUP BY s.id"
        ).fetchall()
    assert len(found) == 3
    assert all(content == cut for content, cut in found)
