"""Counts of the archive, kept as long as nothing has been written to the archive."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from pathlib import Path
from typing import Any, TypeVar, cast

from quoth.archive import Archive, Facets, Filters, Near, SpeakerLine, Standing, Stats, Terms

_MOST = 512
_BOUND = 5_000  # statements that are looked at for the counts of a page
_State = tuple[tuple[int, int], ...]
_T = TypeVar("_T")


class Counting:
    """What the archive counts, with a memory: the counts of a large one take longer than a page may."""

    def __init__(self, archive: Archive, bound: int = _BOUND) -> None:
        self._archive, self._bound = archive, bound
        self._known: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def facets(self, query: str, filters: Filters, of: Sequence[str], most: int = 10) -> Facets:
        """The counts as they are now; of very many statements, estimates."""
        asked = ("facets", query, filters, tuple(of), most)
        return self._kept(asked, lambda: self._archive.facets(query, filters, of, most, self._bound))

    def terms(self, sides: Sequence[tuple[str, Filters]], most: int) -> Terms:
        """The words that stand out on each side."""
        return self._kept(("terms", tuple(sides), most), lambda: self._archive.terms(sides, most))

    def near(self, filters: Filters, most: int) -> tuple[Near, ...]:
        """Who is quoted in the same articles."""
        return self._kept(("near", filters, most), lambda: self._archive.near(filters, most))

    def standings(self, filters: Filters, most: int) -> tuple[Standing, ...]:
        """What articles call whoever speaks."""
        return self._kept(("standings", filters, most), lambda: self._archive.standings(filters, most))

    def speakers(self, filters: Filters, most: int) -> tuple[SpeakerLine, ...]:
        """Who is quoted most."""
        return self._kept(("speakers", filters, most), lambda: self._archive.speakers(filters, most))

    def stats(self) -> Stats:
        """How much there is."""
        return self._kept("stats", self._archive.stats)

    def _kept(self, asked: Hashable, ask: Callable[[], _T]) -> _T:
        """What was answered before, if nothing has been written since."""
        key = (self._state(), asked)
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return cast(_T, self._known[key])
        found = ask()
        with self._lock:
            self._known[key] = found
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
