"""What several commands take, and how an archive is opened for them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quoth.config import cores

if TYPE_CHECKING:
    from quoth.archive import Archive


class Format(StrEnum):
    """How results are written."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


class Layout(StrEnum):
    """How one result is written."""

    TEXT = "text"
    JSON = "json"


class Kind(StrEnum):
    """How much of a content is quoted."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Type(StrEnum):
    """What a speaker is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    GROUP = "group"
    DOCUMENT = "document"
    OTHER = "other"


ArchiveFile = Annotated[
    Path | None,
    typer.Option(
        "--archive",
        envvar="QUOTH_ARCHIVE",
        metavar="FILE",
        show_default=False,
        help="The archive; if not given, QUOTH_ARCHIVE names it, or else it is in your data folder.",
    ),
]
FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format", help="How to write it; text on a terminal and jsonl elsewhere, if not given.", show_default=False
    ),
]
LayoutOption = Annotated[
    Layout | None,
    typer.Option(
        "--format", help="How to write it; text on a terminal and json elsewhere, if not given.", show_default=False
    ),
]
CORES = cores()
Threads = Annotated[
    int,
    typer.Option(
        "--threads",
        min=1,
        max=64,
        show_default="one for each core, up to 4",
        help="How many texts to read at a time.",
    ),
]
Model = Annotated[
    str,
    typer.Option(
        "--model",
        envvar="QUOTH_MODEL",
        metavar="NAME|FOLDER",
        help="What reads: small, or base, which is more often right and slower (extra `base`).",
    ),
]
Limit = Annotated[int, typer.Option("--limit", min=1, max=1000, help="How many at most.")]
After = Annotated[
    str | None, typer.Option("--after", metavar="PLACE", help="Go on where a page ended; each page tells its place.")
]
Outlet = Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Only of this outlet.")]
Since = Annotated[
    str | None,
    typer.Option("--since", metavar="DAY", help="Published on this day or later: 2018-04-24, 2018-04, 2018."),
]
Until = Annotated[str | None, typer.Option("--until", metavar="DAY", help="Published on this day or before.")]


@contextmanager
def opened(file: Path | None, create: bool = False) -> Iterator[Archive]:
    """The archive that is asked for."""
    from quoth.archive import Archive
    from quoth.config import ArchiveOptions, default_archive

    with Archive(file or default_archive(), ArchiveOptions(create=create)) as archive:
        yield archive
