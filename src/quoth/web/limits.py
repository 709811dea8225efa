"""How much one client may ask for: so many a minute, some of them at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

_CLIENTS = 10_000
_AT_ONCE = 5  # of what a minute allows, a fifth may come at once


class Rate:
    """A bucket for each client, filled steadily."""

    def __init__(self, a_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._speed = a_minute / 60
        self._full = max(1.0, a_minute / _AT_ONCE)
        self._clock = clock
        self._left: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def wait(self, client: str) -> int:
        """Seconds until a client may ask again; 0 lets it, and counts."""
        now = self._clock()
        with self._lock:
            left, then = self._left.pop(client, (self._full, now))
            left = min(self._full, left + (now - then) * self._speed)
            allowed = left >= 1
            self._left[client] = (left - allowed, now)
            if len(self._left) > _CLIENTS:
                del self._left[next(iter(self._left))]
        return 0 if allowed else max(1, round((1 - left) / self._speed))
