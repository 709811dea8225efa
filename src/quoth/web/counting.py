"""Counts of a search, kept as long as nothing has been written to the archive."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

from quoth.archive import Archive, Facets, Filters

_MOST = 256
_State = tuple[tuple[int, int], ...]
_Asked = tuple[_State, str, Filters, tuple[str, ...], int]


class Counting:
    """`Archive.facets` with a memory: the counts of a large archive take longer than a page may."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._known: OrderedDict[_Asked, Facets] = OrderedDict()
        self._lock = threading.Lock()

    def facets(self, query: str, filters: Filters, of: Sequence[str], most: int = 10) -> Facets:
        """The counts as they are now."""
        asked = (self._state(), query, filters, tuple(of), most)
        with self._lock:
            if asked in self._known:
                self._known.move_to_end(asked)
                return self._known[asked]
        found = self._archive.facets(query, filters, of, most)
        with self._lock:
            self._known[asked] = found
            while len(self._known) > _MOST:
                self._known.popitem(last=False)
        return found

    def _state(self) -> _State:
        """Another after each write: SQLite writes to the log beside the archive first."""
        path = self._archive.path
        return tuple(map(_written, (path, path.with_name(f"{path.name}-wal"))))


def _written(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return found.st_mtime_ns, found.st_size
