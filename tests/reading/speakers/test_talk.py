"""Whose turn it is."""

from hypothesis import given
from hypothesis import strategies as st

from quoth.reading.speakers.talk import Turn, voices

SOMEBODY = Turn()


def test_two_strangers_alternate() -> None:
    spoken = voices([SOMEBODY] * 4)
    assert spoken[0] == spoken[2] != spoken[1] == spoken[3]
    assert spoken[0] == spoken[1][::-1]


def test_a_stranger_who_is_named_was_that_one_all_along() -> None:
    assert [speaker for speaker, _ in voices([SOMEBODY, SOMEBODY, Turn(7), SOMEBODY])][::2] == [7, 7]


def test_one_who_goes_on_speaks_to_the_same() -> None:
    assert len(set(voices([Turn(7)] * 3))) == 1


def test_whoever_calls_a_third_one_steps_back() -> None:
    spoken = voices([Turn(7), Turn(8), Turn(9, is_called=True), SOMEBODY, SOMEBODY])
    assert [speaker for speaker, _ in spoken] == [7, 8, 9, 7, 9]


def test_a_third_one_who_comes_in_answers_the_last() -> None:
    spoken = voices([Turn(7), Turn(8), Turn(9), SOMEBODY, SOMEBODY])
    assert [speaker for speaker, _ in spoken] == [7, 8, 9, 8, 9]


def test_whoever_is_spoken_to_by_name_was_there_before_and_answers() -> None:
    assert voices([SOMEBODY, SOMEBODY, Turn(to=7), SOMEBODY])[1::2] == [(7, -2), (7, -2)]


def test_whoever_is_spoken_to_does_not_speak() -> None:
    assert [speaker for speaker, _ in voices([Turn(7), Turn(8), Turn(to=7), SOMEBODY])] == [7, 8, 8, 7]


def test_strangers_who_talk_for_long_may_be_many() -> None:
    spoken = voices([Turn(size=50)] * 12)
    assert len({speaker for speaker, _ in spoken}) == 12
    assert {other for _, other in spoken} == {None}


def test_a_stranger_who_says_most_of_a_long_talk_is_one() -> None:
    spoken = voices([Turn(size=20), Turn(size=200)] * 6)
    answers = {speaker for speaker, _ in spoken[1::2]}
    assert len(answers) == 1
    assert {other for _, other in spoken[::2]} == answers
    assert len({speaker for speaker, _ in spoken[::2]}) == 6


def test_whoever_is_known_stays_so_in_a_long_talk() -> None:
    spoken = voices([Turn(7, size=50), Turn(size=50)] * 6)
    assert {speaker for speaker, _ in spoken[::2]} == {7}
    assert {other for _, other in spoken[1::2]} == {7}


_SOMEONE = st.none() | st.integers(0, 3)


@given(st.lists(st.builds(Turn, _SOMEONE, st.booleans(), _SOMEONE, st.integers(1, 99)), max_size=24))
def test_whoever_is_known_speaks_and_never_to_himself(turns: list[Turn]) -> None:
    for turn, (speaker, other) in zip(turns, voices(turns), strict=True):
        assert turn.holder in (None, speaker)
        assert speaker != other


def test_whoever_is_spoken_to_in_a_long_talk_was_there_just_before() -> None:
    spoken = [speaker for speaker, _ in voices([Turn(size=50)] * 7 + [Turn(to=7, size=50)] + [Turn(size=50)] * 4)]
    assert spoken[6] == 7 == spoken[8] == spoken[10]
    assert 7 not in spoken[:6]
