"""`quoth backup`: a copy of the archive."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quoth.cli.options import ArchiveFile, opened


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The copy; it must not be there yet.")],
    archive: ArchiveFile = None,
) -> None:
    """Copy the archive as it is at this moment, also while it is being added to. The copy is an archive too."""
    with opened(archive) as held:
        held.backup(file)
