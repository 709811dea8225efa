"""Work done a few items at a time."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.reading.abreast import abreast, at_a_stretch

Mapping = Callable[[Callable[[int], int], Iterable[int], int], Iterator[int]]


def by_threads(function: Callable[[int], int], items: Iterable[int], most: int) -> Iterator[int]:
    with ThreadPoolExecutor(2) as pool:
        yield from abreast(pool, function, items, most)


@pytest.mark.parametrize("mapped", [at_a_stretch, by_threads])
@given(st.lists(st.integers(), max_size=30), st.integers(1, 9))
def test_all_results_in_order(mapped: Mapping, items: list[int], most: int) -> None:
    assert list(mapped(lambda item: item * 2, items, most)) == [item * 2 for item in items]


@pytest.mark.parametrize("mapped", [at_a_stretch, by_threads])
def test_no_more_is_taken_than_a_few(mapped: Mapping) -> None:
    taken: list[int] = []
    items = (taken.append(number) or number for number in range(100))  # type: ignore[func-returns-value]
    results = mapped(lambda item: item, items, 5)
    assert next(results) == 0
    assert len(taken) <= 6
