"""Work done a few items at a time, its results in order: by threads, or by one."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def abreast(
    pool: ThreadPoolExecutor, function: Callable[[Item], Result], items: Iterable[Item], ahead: int
) -> Iterator[Result]:
    """map(), by the threads of `pool`; up to `ahead` items are begun before their result is asked for."""
    begun: deque[Future[Result]] = deque()
    try:
        for item in items:
            begun.append(pool.submit(function, item))
            if len(begun) > ahead:
                yield begun.popleft().result()
        while begun:
            yield begun.popleft().result()
    finally:
        for future in begun:
            future.cancel()


def at_a_stretch(function: Callable[[Item], Result], items: Iterable[Item], most: int) -> Iterator[Result]:
    """map(), up to `most` items before the first result is handed on: faster where what the function needs and what
    is done with its results would push each other out of the processor's cache."""
    coming = iter(items)
    while results := [function(item) for item in islice(coming, most)]:
        yield from results
