"""How much is worked on at once: what comes besides waits in line, and what would wait too long is told to come again.

Many threads at once make each other wait, and none of them is any faster for it.
"""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from quoth.web.problems import Refused

_AGAIN = 2  # seconds
_Waiting = asyncio.Future[None]


class Turns:
    """So many turns at once; `waiting` may wait for one, none of them longer than `patience` seconds."""

    def __init__(self, at_once: int, waiting: int, patience: float) -> None:
        self._free, self._waiting, self._patience = at_once, waiting, patience
        self._line: deque[_Waiting] = deque()
        self._lock = threading.Lock()

    async def take(self) -> Turn:
        """A turn, in the order in which they are asked for. Refused."""
        with self._lock:
            if self._free:
                self._free -= 1
                return Turn(self)
            if len(self._line) >= self._waiting:
                raise _refused()
            mine: _Waiting = asyncio.get_running_loop().create_future()
            self._line.append(mine)
        try:
            await asyncio.wait_for(mine, self._patience)
        except BaseException as error:
            self._leave(mine)
            raise _refused() if isinstance(error, TimeoutError) else error from None
        return Turn(self)

    def give_back(self) -> None:
        """Whoever has waited longest gets a turn that has ended."""
        with self._lock:
            if not self._line:
                self._free += 1
                return
            following = self._line.popleft()
        following.get_loop().call_soon_threadsafe(self._begin, following)

    def _begin(self, following: _Waiting) -> None:
        if following.done():  # gone meanwhile
            self.give_back()
        else:
            following.set_result(None)

    def _leave(self, mine: _Waiting) -> None:
        with self._lock:
            if mine in self._line:
                self._line.remove(mine)
                return
        if mine.done() and not mine.cancelled():  # it had just been given a turn
            self.give_back()


class Turn:
    """A turn, which ends once however often it is told to."""

    def __init__(self, turns: Turns) -> None:
        self._turns: Turns | None = turns

    def end(self) -> None:
        """Let the next one begin."""
        turns, self._turns = self._turns, None
        if turns is not None:
            turns.give_back()


_mine: ContextVar[Turn | None] = ContextVar("mine", default=None)


@contextmanager
def taken(turn: Turn) -> Iterator[None]:
    """What runs meanwhile has this turn; it has ended afterwards."""
    token = _mine.set(turn)
    try:
        yield
    finally:
        _mine.reset(token)
        turn.end()


def step_aside() -> None:
    """End the turn of whoever runs this, who has to wait for another and works on nothing."""
    if (turn := _mine.get()) is not None:
        turn.end()


def _refused() -> Refused:
    says = f"There is more to do here than can be done at once; try again in {_AGAIN} seconds."
    return Refused(503, says, {"Retry-After": str(_AGAIN)})
