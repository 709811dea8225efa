"""`quoth read`: who said what, at once, nothing stored."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from quoth.cli.options import CORES, Model, Threads
from quoth.config import ReadingOptions

if TYPE_CHECKING:
    from quoth.article import Article
    from quoth.errors import InputError


class Format(StrEnum):
    """How results are written."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    HTML = "html"


class By(StrEnum):
    """What the text puts together."""

    SPEAKER = "speaker"


def read(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH|URL|-",
            help="Pages, plain text, JSON records, web archives, feeds, folders, addresses; - is standard input.",
        ),
    ],
    format: Annotated[
        Format | None,
        typer.Option(help="How to write it; text on a terminal and jsonl elsewhere, if not given.", show_default=False),
    ] = None,
    by: Annotated[
        By | None, typer.Option(help="Put together in the text what each speaker says.", show_default=False)
    ] = None,
    model: Model = "small",
    threads: Threads = CORES,
) -> None:
    """Print who said what in articles. Nothing is stored.

    Exit code: 0 when all was read, 1 when some inputs could not be (each is named), 2 for wrong usage.
    """
    from quoth.cli.output import results
    from quoth.export import write

    if by and format not in (None, Format.TEXT):
        raise typer.BadParameter(f"goes with --format text, not with {format}", param_hint="--by")
    failed: list[InputError] = []
    with results() as out:
        chosen = by or format or (Format.TEXT if out.isatty() else Format.JSONL)
        write(_articles(sources, ReadingOptions(threads, model=model), failed), chosen.value, out)
    if failed:
        raise typer.Exit(1)


def _articles(sources: list[str], options: ReadingOptions, failed: list[InputError]) -> Iterator[Article]:
    """The articles; what cannot be read is named at once, in its turn."""
    from quoth.cli.output import complain
    from quoth.cli.progress import shown
    from quoth.errors import InputError
    from quoth.pipeline import read_sources

    for one in shown(read_sources(sources, reading=options)):
        if isinstance(one, InputError):
            failed.append(one)
            complain(str(one))
        else:
            yield one
