"""The file as it is, in programs that people open such files with."""

import asyncio
from pathlib import Path

import duckdb
import pytest
from datasette.app import Datasette

from quoth.archive import Archive
from tests.archive.stories import STORY


def test_datasette_shows_a_view(archive: Archive, path: Path) -> None:
    archive.add([STORY])
    site = Datasette([str(path)])
    answer = asyncio.run(site.client.get(f"/{path.stem}/statements.json?_shape=array&_sort=id"))
    assert answer.status_code == 200
    held = archive.search("", limit=10).statements
    assert [(row["id"], row["content"]) for row in answer.json()] == sorted((one.id, one.content) for one in held)


def test_duckdb_reads_a_view(archive: Archive, path: Path) -> None:
    archive.add([STORY])
    opened = duckdb.connect()
    try:
        opened.execute("SET autoinstall_known_extensions = false")
        opened.execute("LOAD sqlite")
    except duckdb.Error:
        pytest.skip("DuckDB lacks its reader of SQLite files; `INSTALL sqlite` fetches it")
    opened.execute(f"ATTACH '{path}' AS held (TYPE sqlite, READ_ONLY)")
    found = opened.execute("SELECT id, content FROM held.statements ORDER BY id").fetchall()
    assert found == sorted((one.id, one.content) for one in archive.search("", limit=10).statements)
