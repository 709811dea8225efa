"""Which statements of a story are one."""

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from quoth.archive.same.repeats import Said, repeated


def said(number: int, article: int, content: str, cue: str = "said", source: str = "Bo Lind", day: str = "") -> Said:
    return Said(number, article, day or None, f"hash {article}", source, cue, content)


PORT = "the port will stay closed until the divers have seen to the lock"


def test_the_earliest_published_comes_first() -> None:
    one = [said(1, 1, PORT, day="2021-03-10"), said(2, 2, PORT), said(3, 3, PORT, day="2021-03-09")]
    assert repeated(one) == [(3, 1, 2)]


def test_an_editors_hand_makes_no_other_statement() -> None:
    for other in (
        said(2, 2, f"“{PORT.capitalize()},”"),
        said(2, 2, PORT, cue="told reporters", source="Mr Lind"),
        said(2, 2, PORT.replace("the divers have", "divers had")),
        said(2, 2, PORT.removesuffix(" to the lock")),
    ):
        assert repeated([said(1, 1, PORT), other]) == [(1, 2)]


def test_other_statements_are_others() -> None:
    for other in (
        said(2, 2, PORT.replace("the divers have", "divers had"), cue="denied"),
        said(2, 2, "the lock will be mended in May", source="Bo Lind"),
        said(2, 1, PORT),  # of the same article
    ):
        assert repeated([said(1, 1, PORT), other]) == []
    assert repeated([said(1, 1, "yes", source="Bo Lind"), said(2, 2, "Yes!", source="Ana Brook")]) == []
    assert repeated([said(1, 1, "…"), said(2, 2, "…")]) == []


def test_what_is_nested_stays_apart() -> None:
    outer, inner = said(1, 1, f"the pilots claimed {PORT}"), said(2, 1, PORT, cue="claimed", source="the pilots")
    again = [replace(one, id=one.id + 2, article=2, text_hash="hash 2") for one in (outer, inner)]
    assert repeated([outer, inner, *again]) == [(1, 3), (2, 4)]


def test_said_twice_in_each() -> None:
    assert repeated([said(1, 1, PORT), said(2, 1, PORT), said(3, 2, PORT), said(4, 2, PORT)]) == [(1, 3), (2, 4)]


CONTENTS = st.sampled_from([PORT, PORT.replace("closed", "shut"), f"{PORT} at last", "yes", "", "the lock is old"])
SAID = st.builds(
    said, st.just(0), st.integers(1, 4), CONTENTS, st.sampled_from(["said", "denied"]), st.sampled_from("ab")
)


@given(st.lists(SAID, max_size=12))
def test_one_of_each_article_at_most(statements: list[Said]) -> None:
    numbered = [replace(one, id=number) for number, one in enumerate(statements)]
    groups = repeated(numbered)
    assert max(Counter(number for group in groups for number in group).values(), default=1) == 1
    for group in groups:
        assert len({numbered[number].article for number in group}) == len(group) > 1
