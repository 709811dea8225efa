"""Whether an archive has been written to since, asked often enough that it must cost next to nothing."""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import dataclass

import sqlalchemy as sa

from quoth.archive import sqlite

_TIMEOUT = 0.1  # seconds: whoever asks is about to ask the archive itself otherwise
_LOG = "SELECT count(*), count(undone) FROM correction"


@dataclass(frozen=True, slots=True)
class Moment:
    """A state of an archive: `written` is another after each write, and `looked_for` after those that somebody looks
    for at once: what this program has written, and corrections by hand."""

    written: int
    looked_for: tuple[int, ...]


class Watch:
    """Tells the moment, over a connection of its own: SQLite tells each connection what others have written."""

    def __init__(self, opened: sa.Engine) -> None:
        self._engine = opened
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._known: tuple[int, tuple[int, ...]] = (-1, ())

    def moment(self) -> Moment | None:
        """The state that the archive is in; None where that cannot be told just now."""
        ours = sqlite.written(self._engine)
        with self._lock:
            try:
                written, corrected = self._looked()
            except sqlite3.Error:
                return None
        return Moment(written, (ours, *corrected))

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _looked(self) -> tuple[int, tuple[int, ...]]:
        if self._connection is None:
            self._connection = sqlite3.connect(
                str(self._engine.url.database), timeout=_TIMEOUT, isolation_level=None, check_same_thread=False
            )
        (written,) = self._connection.execute("PRAGMA data_version").fetchone()
        if written != self._known[0]:
            self._known = written, self._connection.execute(_LOG).fetchone()
        return self._known
