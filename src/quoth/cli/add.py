"""`quoth add`: articles read into the archive."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quoth.cli.options import CORES, ArchiveFile, Model, Threads, opened


def add(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH|URL",
            help="Pages, plain text, JSON records, web archives, feeds, folders, addresses; - is standard input.",
        ),
    ],
    report: Annotated[
        Path | None,
        typer.Option(
            "--report", metavar="FILE", help="Write a line of JSON for each input that failed or was skipped."
        ),
    ] = None,
    follow: Annotated[
        bool,
        typer.Option("--follow", help="Fetch the articles that feeds link to, as robots.txt allows and without haste."),
    ] = False,
    model: Model = "small",
    threads: Threads = CORES,
    archive: ArchiveFile = None,
) -> None:
    """Read articles into the archive, which is made if there is none.

    What it holds already is skipped, a changed article becomes a new version of the same one. Stopped at any
    moment, even by force, it keeps what was stored, and the same command goes on from there.
    Exit code: 0 when all was read, 1 when some inputs could not be (each is named), 2 for wrong usage.
    """
    from quoth.cli.output import results
    from quoth.cli.tally import Tally, reported
    from quoth.config import FollowOptions, IntakeOptions, ReadingOptions, Ties
    from quoth.pipeline import add_sources, measured

    tally = Tally(measured(sources))
    intake = IntakeOptions(follow=FollowOptions() if follow else None, ties=Ties(came=tally.came))
    with opened(archive, create=True) as held, reported(report) as tell, results() as out, tally.shown() as count:
        for one in add_sources(sources, held, intake, reading=ReadingOptions(threads, model=model)):
            count(one)
            tell(one)
        out.write(tally.summary() + "\n")
    if tally.failed:
        raise typer.Exit(1)
