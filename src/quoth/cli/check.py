"""`quoth check`: whether the archive is what was written."""

from __future__ import annotations

from typing import Annotated

import typer

from quoth.cli.options import ArchiveFile, opened


def check(
    repair: Annotated[
        bool, typer.Option("--repair/--no-repair", help="Make anew what can be made from the rest, or only tell.")
    ] = True,
    archive: ArchiveFile = None,
) -> None:
    """Verify the archive: pages, schema, rows, texts, spans, and the index of words; mend what can be mended.

    Exit code: 0 when nothing is wrong any more, 1 when something is (each is named), 2 for wrong usage.
    """
    from quoth.cli.output import results
    from quoth.errors import one_line

    with opened(archive) as held, results() as out:
        problems = held.check(repair)
        for one in problems:
            out.write(one_line(f"{one.where}: {one.what}{'; repaired' if one.repaired else ''}") + "\n")
        if not problems:
            out.write("nothing is wrong\n")
    if not all(one.repaired for one in problems):
        raise typer.Exit(1)
