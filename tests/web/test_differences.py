"""How two texts differ, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.web.differences import alike, compared, counted, shown, worded

SOME = st.sampled_from("the port is shut “not” NOT don’t don't 40 … . \n\n \n , <b> & é 𝔊 _ -".split(" "))
TEXTS = st.one_of(st.text(max_size=60), st.lists(SOME, max_size=20).map(" ".join))


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("the port is shut", "the port is shut", "the port is shut"),
        ("“The port is shut,”", "\"the port is shut,\"", "&#34;the port is shut,&#34;"),
        ("the port is shut", "the old port is shut", "the <ins>old</ins> port is shut"),
        ("the old port is shut", "the port is shut", "the <del>old</del> port is shut"),
        ("we will not wait for them", "they will not wait for us",
         "<del>we</del> <ins>they</ins> will not wait for <del>them</del> <ins>us</ins>"),
        ("one two the three four", "five six the seven eight",
         "<del>one two the three four</del> <ins>five six the seven eight</ins>"),
        ("<b>", "", "<del>&lt;b&gt;</del>"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_words(one: str, other: str, wanted: str) -> None:
    assert shown(worded(one, other)) == wanted


@given(TEXTS, TEXTS)
def test_nothing_is_lost(one: str, other: str) -> None:
    for pieces in (worded(one, other), [piece for part in compared(one, other) for piece in part]):
        assert "".join(alike(" ".join(piece.text for piece in pieces if piece.how != "new"))) == "".join(alike(one))
        assert "".join(alike(" ".join(piece.text for piece in pieces if piece.how != "cut"))) == "".join(alike(other))


@given(TEXTS)
def test_the_same_differs_nowhere(text: str) -> None:
    assert {piece.how for piece in worded(text, text.upper().lower())} <= {"same"} or text.lower() != text.casefold()
    assert counted(worded(text, text), "cut") == 0


def test_paragraphs() -> None:
    one = "Port shut\n\nThe port is shut. It is deep.\n\nNobody knows why."
    other = "Port closed\n\nThe port is shut. It is very deep.\n\nA new end."
    assert [shown(part) for part in compared(one, other)] == [
        "Port <del>shut</del> <ins>closed</ins>",
        "The port is shut. It is <ins>very</ins> deep.",
        "<del>Nobody knows why</del> <ins>A new end</ins>.",
    ]
    assert counted([piece for part in compared(one, other) for piece in part], "new") == 5


def test_as_many_paragraphs_are_compared_one_by_one() -> None:
    one = "Ferry was overloaded\n\nKELDA - Nobody counted.\n\nIt sank."
    other = "Sunken ferry: no count\n\nNobody counted.\n\nIt sank."
    assert [shown(part) for part in compared(one, other)] == [
        "<ins>Sunken</ins> ferry <del>was overloaded</del> <ins>: no count</ins>",
        "<del>KELDA -</del> Nobody counted.",
        "It sank.",
    ]


def test_words_before_and_after_stay_apart() -> None:
    one, other = "“A list was sent,” said Brandt.", "Brandt insisted that a list was sent."
    assert "that</ins> a list" in shown(worded(one, other))


def test_a_paragraph_ends_where_both_do() -> None:
    one, other = "Bridge at Sallow closed after crack\n\nIt is old.", "Old bridge closed\n\nIt is old."
    assert [shown(part) for part in compared(one, other)] == [
        "<ins>Old</ins> bridge <del>at Sallow closed after crack</del> <ins>closed</ins>",
        "It is old.",
    ]


def test_texts_that_have_nothing_in_common_are_quick() -> None:
    one, other = (" ".join(f"{word}{number % 97}" for number in range(20_000)) for word in ("a", "b"))
    assert [piece.how for part in compared(one, other) for piece in part] == ["cut", "new"]
