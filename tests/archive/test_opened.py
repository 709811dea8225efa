"""The file as it is, in a program that people open such files with."""

import asyncio
from pathlib import Path

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
