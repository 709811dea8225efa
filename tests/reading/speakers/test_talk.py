"""Whose turn it is."""

from hypothesis import given
from hypothesis import strategies as st

from quoth.reading.speakers.talk import voices


def test_two_strangers_alternate() -> None:
    spoken = voices([(None, False)] * 4)
    assert spoken[0] == spoken[2] != spoken[1] == spoken[3]
    assert spoken[0] == spoken[1][::-1]


def test_a_stranger_who_is_named_was_that_one_all_along() -> None:
    assert [speaker for speaker, _ in voices([(None, False), (None, False), (7, False), (None, False)])][::2] == [7, 7]


def test_one_who_goes_on_speaks_to_the_same() -> None:
    assert len(set(voices([(7, False), (7, False), (7, False)]))) == 1


def test_whoever_calls_a_third_one_steps_back() -> None:
    spoken = voices([(7, False), (8, False), (9, True), (None, False), (None, False)])
    assert [speaker for speaker, _ in spoken] == [7, 8, 9, 7, 9]


def test_a_third_one_who_comes_in_answers_the_last() -> None:
    spoken = voices([(7, False), (8, False), (9, False), (None, False), (None, False)])
    assert [speaker for speaker, _ in spoken] == [7, 8, 9, 8, 9]


@given(st.lists(st.tuples(st.none() | st.integers(0, 3), st.booleans()), max_size=12))
def test_whoever_is_known_speaks_and_never_to_himself(holders: list[tuple[int | None, bool]]) -> None:
    for (holder, _), (speaker, other) in zip(holders, voices(holders), strict=True):
        assert holder in (None, speaker)
        assert speaker != other
