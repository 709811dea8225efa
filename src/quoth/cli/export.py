"""`quoth export`: the archive for other programs."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from quoth.cli.options import ArchiveFile, opened


class Export(StrEnum):
    """Formats of an export."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to; - is standard output.")],
    format: Annotated[
        Export, typer.Option("--format", help="jsonl: a record an article; csv, parquet: a row a statement.")
    ],
    archive: ArchiveFile = None,
) -> None:
    """Write the latest version of every article, whole, as records, or every statement as a table.

    The file is there as a whole or not at all; one of that name is replaced. parquet needs the extra `parquet`.
    """
    from quoth.article import Statement
    from quoth.cli.output import bytes_in, results_in
    from quoth.export import write
    from quoth.export.parquet import write_parquet
    from quoth.export.tables import write_rows

    if format is Export.PARQUET:
        with opened(archive) as held, bytes_in(file) as packed:
            write_parquet(held.statements(), packed, str(file))
        return
    with opened(archive) as held, results_in(file) as out:
        if format is Export.JSONL:
            write(held.records(), "jsonl", out)
        else:
            write_rows(held.statements(), Statement, "csv", out)
