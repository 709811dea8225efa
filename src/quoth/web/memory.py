"""What was answered before, for as long as that is right, or very nearly."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Generic, TypeVar

from quoth.archive import Moment

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Good:
    """How long an answer is good for: as long as the archive is in a state, and until then even after additions."""

    moment: Moment
    until: float


@dataclass(frozen=True, slots=True)
class _Held(Generic[T]):
    value: T
    good: Good
    size: int


_late: ContextVar[list[Good] | None] = ContextVar("late", default=None)


@contextmanager
def noting() -> Iterator[Sequence[Good]]:
    """What is made meanwhile is made from these answers that are no longer quite right."""
    late: list[Good] = []
    token = _late.set(late)
    try:
        yield late
    finally:
        _late.reset(token)


class Memory(Generic[T]):
    """Answers by what was asked, those asked for last, up to a size in all.

    One is right until the archive is written to. With a `lag` it is given so many seconds after that too, while
    others add articles: but never after what somebody looks for at once, a text kept here or a correction by hand.
    """

    def __init__(self, moment: Callable[[], Moment | None], most: int, clock: Callable[[], float]) -> None:
        self._moment, self._clock = moment, clock
        self._most = most
        self._size = 0
        self._held: OrderedDict[Hashable, _Held[T]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, asked: Hashable) -> T | None:
        """What was answered before, if that still holds."""
        with self._lock:
            held = self._held.get(asked)
        now = None if held is None else self._moment()
        if held is None or now is None or not self._holds(held.good, now):
            return None
        if held.good.moment != now and (late := _late.get()) is not None:
            late.append(held.good)
        with self._lock:
            if asked in self._held:
                self._held.move_to_end(asked)
        return held.value

    def now(self, lag: float = 0.0) -> Good | None:
        """How long what is made from now on is good for; None where that cannot be told."""
        moment = self._moment()
        return None if moment is None else Good(moment, self._clock() + lag)

    def put(self, asked: Hashable, value: T, good: Good | None, size: int = 1, late: Sequence[Good] = ()) -> None:
        """Keep an answer. Made from what was late, it is as late, and for no longer."""
        if good is None or size > self._most:
            return
        with self._lock:
            self._drop(asked)
            self._held[asked] = _Held(value, min(late, key=lambda one: one.until, default=good), size)
            self._size += size
            while self._size > self._most:
                self._drop(next(iter(self._held)))

    def _holds(self, good: Good, now: Moment) -> bool:
        late = good.moment.looked_for == now.looked_for and self._clock() < good.until
        return good.moment == now or late

    def _drop(self, asked: Hashable) -> None:
        held = self._held.pop(asked, None)
        self._size -= held.size if held else 0
