"""`quoth identify`: people of the archive get the ids that a list of known ones has for them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quoth.cli.options import ArchiveFile, Format, FormatOption, opened

_SHOWN = ("person", "name", "known", "called")


def identify(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="Known people and bodies: JSON lines with id, name, aliases, description; .gz, .bz2 too.",
        ),
    ],
    format: FormatOption = None,
    archive: ArchiveFile = None,
) -> None:
    """Give the people of the archive the ids of those in a list whom they are, and print whom it knows.

    By name, role and country, as people are found; whoever may as well be another gets none. `quoth speakers
    --person` and `quoth search --person` take such an id. Run it again when there is more in the archive.
    """
    from quoth.archive import Lasting
    from quoth.archive.linkage.authority import entries
    from quoth.cli.output import results, text_wanted
    from quoth.export.reports import write_columns
    from quoth.export.tables import write_rows

    with opened(archive) as held, results() as out:
        found = held.identify(entries(file))
        if text_wanted(format, out):
            write_columns(found, _SHOWN, out)
        else:
            write_rows(found, Lasting, format or Format.JSONL, out)
