"""What was answered before, for as long as that is right, or very nearly."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

from quoth.archive import Moment

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Held(Generic[T]):
    value: T
    moment: Moment
    until: float
    size: int


class Memory(Generic[T]):
    """Answers by what was asked, those asked for last, up to a size in all.

    One is right until the archive is written to. With a `lag` it is given so many seconds after that too, while
    others add articles: but never after what somebody looks for at once, a text kept here or a correction by hand.
    """

    def __init__(
        self, moment: Callable[[], Moment | None], most: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.moment = moment
        self._most, self._clock = most, clock
        self._size = 0
        self._held: OrderedDict[Hashable, _Held[T]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, asked: Hashable) -> T | None:
        """What was answered before, if that still holds."""
        with self._lock:
            held = self._held.get(asked)
        now = None if held is None else self.moment()
        if held is None or now is None or not self._holds(held, now):
            return None
        with self._lock:
            if asked in self._held:
                self._held.move_to_end(asked)
        return held.value

    def put(self, asked: Hashable, value: T, moment: Moment | None, size: int = 1, lag: float = 0.0) -> None:
        """Keep an answer that was made when the archive was in the state `moment` or later."""
        if moment is None or size > self._most:
            return
        with self._lock:
            self._drop(asked)
            self._held[asked] = _Held(value, moment, self._clock() + lag, size)
            self._size += size
            while self._size > self._most:
                self._drop(next(iter(self._held)))

    def _holds(self, held: _Held[T], now: Moment) -> bool:
        late = held.moment.looked_for == now.looked_for and self._clock() < held.until
        return held.moment == now or late

    def _drop(self, asked: Hashable) -> None:
        held = self._held.pop(asked, None)
        self._size -= held.size if held else 0
