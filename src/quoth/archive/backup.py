"""A copy of an archive in use, as it is at one moment."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import sqlalchemy as sa

from quoth.archive import sqlite
from quoth.errors import ClosedArchiveError, one_line


def backup(opened: sa.Engine, target: Path) -> None:
    """Write the copy, which is there as a whole or not at all. Others may write meanwhile. ArchiveError."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        if target.exists() or target.is_symlink():
            raise ClosedArchiveError(one_line(f"{target}: is there already; name a file that is not"))
        target.parent.mkdir(parents=True, exist_ok=True)
        with sqlite.bare(opened, str(target)) as connection:
            connection.execute("VACUUM INTO ?", (str(part),))
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        part.replace(target)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ClosedArchiveError(one_line(f"{target}: cannot be written ({reason}); check the path")) from None
    finally:
        _drop(part)


def _drop(part: Path) -> None:
    with suppress(OSError, ValueError):
        part.unlink(missing_ok=True)
