"""Counts of the archive, kept as long as nothing has been written to the archive, and a little longer."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import Any, TypeVar, cast

from quoth.archive import (
    Archive,
    Facets,
    Filters,
    Near,
    SpeakerLine,
    Standing,
    Stats,
    Terms,
)
from quoth.web.memory import Memory
from quoth.web.turns import step_aside

_MOST = 512
_BOUND = 1_500  # statements that are looked at for the counts of a page
_LAG = 5.0  # seconds that counts may be late while others add articles,
_DEAR = 20.0  # or so many times as long as they take,
_LATEST = 60.0  # up to a minute
_LOCKS = 64
_T = TypeVar("_T")


class Counting:
    """What the archive counts, with a memory: the counts of a large one take longer than a page may."""

    def __init__(self, archive: Archive, clock: Callable[[], float]) -> None:
        self._archive, self._clock = archive, clock
        self._known: Memory[Any] = Memory(archive.moment, _MOST, clock)
        self._locks = tuple(threading.Lock() for _ in range(_LOCKS))

    def facets(self, query: str, filters: Filters, of: Sequence[str], most: int = 10) -> Facets:
        """The counts as they are now; of very many statements, estimates."""
        asked = ("facets", query, filters, tuple(of), most)
        return self._kept(asked, lambda: self._archive.facets(query, filters, of, most, _BOUND))

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
        """Who is quoted most; of very many statements, by estimates."""
        return self._kept(("speakers", filters, most), lambda: self._archive.speakers(filters, most, _BOUND))

    def stats(self) -> Stats:
        """How much there is."""
        return self._kept("stats", self._archive.stats)

    def _kept(self, asked: Hashable, ask: Callable[[], _T]) -> _T:
        """What was counted before, if that holds; several who ask for the same are waited for by the others."""
        lock = self._locks[hash(asked) % _LOCKS]
        if not lock.acquire(blocking=False):
            step_aside()
            lock.acquire()
        try:
            known = self._known.get(asked)
            return self._asked(asked, ask) if known is None else cast(_T, known)
        finally:
            lock.release()

    def _asked(self, asked: Hashable, ask: Callable[[], _T]) -> _T:
        began = self._clock()
        good = self._known.now()
        found = ask()
        if good is not None:
            ended = self._clock()
            lag = min(_LATEST, max(_LAG, _DEAR * (ended - began)))
            self._known.put(asked, found, replace(good, until=ended + lag))
        return found
