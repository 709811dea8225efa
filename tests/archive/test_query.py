"""What a person types, as FTS5 gets it."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.archive.asking.query import Match, both, parse, within

TYPED = st.lists(
    st.sampled_from(
        ["(", ")", '"', "“", "”", "*", "NOT", "OR", "AND", "NEAR", "port", "ships", "c:", "-", "^", "\0", " "]
    )
    | st.text(max_size=4),
    max_size=40,
).map(" ".join)


@pytest.fixture(scope="module")
def index() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5 (c)")
    connection.executemany("INSERT INTO words VALUES (?)", [("the port",), ("ships wait",), ("ships port",)])
    return connection


def found(index: sqlite3.Connection, text: str) -> set[int]:
    match = parse(text)
    if match is None:
        return set()
    rows = {row for (row,) in index.execute("SELECT rowid FROM words WHERE words MATCH ?", (match.expression,))}
    return {1, 2, 3} - rows if match.negated else rows


@pytest.mark.parametrize(
    ("typed", "expression"),
    [
        ("port", '"port"'),
        ("port closed", '("port" AND "closed")'),
        ("port AND closed", '("port" AND "closed")'),
        ('"port closed" today', '("port closed" AND "today")'),
        ("“port closed” today", '("port closed" AND "today")'),
        ('"port closed', '"port closed"'),
        ("port OR harbour", '("port" OR "harbour")'),
        ("a port OR b harbour", '(("a" AND "port") OR ("b" AND "harbour"))'),
        ("port NOT closed", '("port" NOT "closed")'),
        ("NOT closed port", '("port" NOT "closed")'),
        ("harb*", '"harb" *'),
        ('"port of sal"*', '"port of sal" *'),
        ("(port OR harbour) closed", '(("port" OR "harbour") AND "closed")'),
        ("don't", '"don\'t"'),
        ("U.S.", '"U.S."'),
        ("speaker:x", '"speaker:x"'),
        ("or and not", '("or" AND "and" AND "not")'),
        ('"OR"', '"OR"'),
        ("OR port OR OR", '"port"'),
        ("port NOT", '"port"'),
        ("NOT NOT port", '"port"'),
        (")port(", '"port"'),
        ("() port", '"port"'),
        ("port — closed !!", '("port" AND "closed")'),
    ],
)
def test_expressions(typed: str, expression: str) -> None:
    assert parse(typed) == Match(expression)


@pytest.mark.parametrize("typed", ["", "  ", "???", "OR", "NOT", "()", '""', "\0", "\ud800", "*", "— …"])
def test_no_word_in_it(typed: str) -> None:
    assert parse(typed) is None


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        ("NOT port", {2}),
        ("NOT port NOT wait", set()),
        ("port OR NOT ships", {1, 3}),
        ("NOT ships OR NOT port", {1, 2}),
        ("NOT (ships port)", {1, 2}),
        ("NOT (NOT ships)", {2, 3}),
        ("ships (port OR NOT wait)", {3}),
    ],
)
def test_not_anywhere(index: sqlite3.Connection, typed: str, rows: set[int]) -> None:
    assert found(index, typed) == rows


@given(typed=TYPED | st.text())
def test_fts5_takes_whatever_was_typed(index: sqlite3.Connection, typed: str) -> None:
    found(index, typed)
    for phrase in (True, False):
        if match := within("c", typed, phrase):
            index.execute("SELECT rowid FROM words WHERE words MATCH ?", (match.expression,)).fetchall()


@pytest.mark.parametrize(
    "typed",
    ["(" * 5000, "a OR (" * 3000, "NOT " * 5000 + "a", "a " * 5000, '"' * 5001, "a*" * 5000, "((((((((((a" * 99],
)
def test_long_and_deep(index: sqlite3.Connection, typed: str) -> None:
    found(index, typed)


def test_in_one_column() -> None:
    assert within("who", "Bo Lind") == Match('who : ("Bo" AND "Lind")')
    assert within("cue", "according to", phrase=True) == Match('cue : "according to"')
    assert within("who", "?!") is None


def test_both() -> None:
    assert both(None, None) is None
    assert both(Match("a", negated=True), Match("b")) == Match("(b NOT a)")
