"""Taking in on a thread of its own, so that whoever reads need not wait for it."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

Item = TypeVar("Item")
_PARTING = 1.0  # seconds that the thread gets to finish what it is at, when no more is wanted


class _Shelf(Generic[Item]):
    """Items between the thread that puts them there and the one that takes them, up to a size of `most`."""

    def __init__(self, size: Callable[[Item], int], most: int) -> None:
        self._size, self._most = size, most
        self._items: deque[Item] = deque()
        self._held = 0
        self._changed = threading.Condition()
        self._comes = self._wanted = True  # whether there is more, and whether it is wanted
        self._error: BaseException | None = None

    def fill(self, items: Iterable[Item]) -> None:
        """Put all there; an error comes after what was before it."""
        try:
            for item in items:
                if not self._put(item):
                    return
        except BaseException as error:
            self._error = error
        finally:
            with self._changed:
                self._comes = False
                self._changed.notify_all()

    def _put(self, item: Item) -> bool:
        with self._changed:
            self._changed.wait_for(lambda: self._held < self._most or not self._wanted)
            self._items.append(item)
            self._held += self._size(item)
            self._changed.notify_all()
            return self._wanted

    def empty(self) -> Iterator[Item]:
        """Take all, in order."""
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._items or not self._comes)
                if not self._items:
                    break
                item = self._items.popleft()
                self._held -= self._size(item)
                self._changed.notify_all()
            yield item
        if self._error is not None:
            raise self._error

    def leave(self) -> None:
        """Want no more."""
        with self._changed:
            self._wanted = False
            self._changed.notify_all()


def ahead(items: Iterable[Item], size: Callable[[Item], int], most: int) -> Iterator[Item]:
    """The same items in their order, each taken before it is asked for while those that wait are less than `most` in
    `size`."""
    shelf: _Shelf[Item] = _Shelf(size, most)
    thread = threading.Thread(target=shelf.fill, args=(items,), name="quoth-intake", daemon=True)
    thread.start()
    try:
        yield from shelf.empty()
    finally:
        shelf.leave()
        thread.join(_PARTING)
