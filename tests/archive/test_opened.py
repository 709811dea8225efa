"""The file as it is, in programs that people open such files with."""

import asyncio
from pathlib import Path

import duckdb
import duckdb_extensions
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


def test_duckdb_attaches_it(archive: Archive, path: Path) -> None:
    archive.add([STORY])
    held = archive.search("", limit=10).statements
    database = duckdb.connect()
    duckdb_extensions.import_extension("sqlite_scanner")
    database.execute("LOAD sqlite_scanner")
    database.execute(f"ATTACH '{path}' AS archive (TYPE sqlite, READ_ONLY)")
    found = database.execute("SELECT id, content, outlet FROM archive.statements ORDER BY id").fetchall()
    assert found == sorted((one.id, one.content, one.outlet) for one in held)
    (counted,) = database.execute("SELECT sum(statements) FROM archive.outlets").fetchone() or (None,)
    assert counted == len(held)
