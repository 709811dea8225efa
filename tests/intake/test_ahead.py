"""Taking in ahead: the same items in the same order, no more at a time than asked for."""

import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.intake.ahead import ahead


@given(st.lists(st.text()), st.integers(1, 20))
def test_all_come_in_their_order(items: list[str], most: int) -> None:
    assert list(ahead(items, len, most)) == items


def test_they_are_taken_by_another_thread() -> None:
    def names() -> Iterator[str]:
        yield threading.current_thread().name

    assert list(ahead(names(), len, 1)) == ["quoth-intake"]


def test_no_more_is_taken_than_there_is_room_for() -> None:
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        while True:
            taken += 1
            yield taken

    found = ahead(items(), lambda _: 10, 30)
    for number in range(1, 50):
        assert next(found) == number
        assert taken <= number + 4  # three on the shelf, one in hand
    found.close()  # type: ignore[attr-defined]


def test_an_error_comes_after_what_was_before_it() -> None:
    def items() -> Iterator[str]:
        yield "one"
        raise OSError("the disk is gone")

    found = ahead(items(), len, 100)
    assert next(found) == "one"
    with pytest.raises(OSError, match="the disk is gone"):
        next(found)


def test_whoever_leaves_early_ends_the_thread() -> None:
    def items() -> Iterator[str]:
        while True:
            yield "one more"

    found = ahead(items(), len, 100)
    next(found)
    found.close()  # type: ignore[attr-defined]
    assert "quoth-intake" not in {one.name for one in threading.enumerate()}
