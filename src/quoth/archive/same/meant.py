"""Statements of one person that may be one saying in other words: near by their vectors, held to be one by people.

Vectors tell what is about the same, not what says the same (benchmarks/said.py). So what they bring together is
offered, the likest first, and somebody who has looked at both says that it is the same. That is a correction like
others; it names articles and words, not numbers of statements, so that it holds when they are read again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import sqlalchemy as sa

from quoth.archive import corrections, meanings, rows
from quoth.archive.asking.search import numbered
from quoth.archive.same import said
from quoth.archive.schema import ATTRIBUTION, CORRECTION, MEANING, VERSION
from quoth.archive.values import Correction, Signed
from quoth.article import Statement
from quoth.errors import CorrectionError

KIND = "same"
_OFFERED = 6
_ALIKE = 0.5  # likeness from which contents may mean the same
_OTHER = 0.5  # of the telling words, at most, are in both: where more are the same, what differs is the point
_NAME = re.compile(r"(?<=[\w,;:]\s)[“\"‘(]?([A-Z][^\W_]+)")
_MANY = 1_000  # statements of the person that are held against one: those nearest to it in time


def may_be_one(a: str, b: str, likeness: float) -> bool:
    """Whether two contents may say the same in other words: alike, and neither tells other numbers or names."""
    one, other = said.tokens(a), said.tokens(b)
    telling, others = sorted((said.telling(one), said.telling(other)), key=len)
    if likeness < _ALIKE or not telling:
        return False
    if (said.numbers(one) ^ said.numbers(other)) - {"1"}:  # "no one" is no number
        return False
    names, more = sorted((set(_NAME.findall(a)), set(_NAME.findall(b))), key=len)
    return names <= more and (Counter(telling) & Counter(others)).total() <= _OTHER * len(telling)


def offered(connection: sa.Connection, one: Statement, held: Collection[int]) -> tuple[Statement, ...]:
    """What the person may have said elsewhere in other words, the likest first, each with its likeness; none of the
    statements `held` to be this already, one for each content."""
    vector = _vector(connection, one)
    if one.person is None or vector is None:
        return ()
    near = [row for row in connection.execute(_near(one)) if row.id not in held]
    alike = meanings.likeness(connection, vector, {row.meaning for row in near})
    each = {row.meaning: row for row in reversed(near) if may_be_one(one.content, row.content, alike[row.meaning])}
    best = sorted(each.values(), key=lambda row: (-alike[row.meaning], row.id))[:_OFFERED]
    return tuple(replace(numbered(connection, row.id), likeness=alike[row.meaning]) for row in best)


def _near(one: Statement) -> sa.Select[Any]:
    """The person's statements in other articles that have a vector, those of about the same time first."""
    apart = sa.func.abs(sa.func.julianday(VERSION.c.published) - sa.func.julianday(one.published))
    theirs = said.theirs(one, ATTRIBUTION.c.id, ATTRIBUTION.c.content, ATTRIBUTION.c.meaning)
    return theirs.where(ATTRIBUTION.c.meaning.is_not(None)).order_by(apart.nulls_last(), ATTRIBUTION.c.id).limit(_MANY)


def _vector(connection: sa.Connection, one: Statement) -> meanings.Floats | None:
    chosen = sa.select(MEANING.c.vector).join_from(ATTRIBUTION, MEANING).where(ATTRIBUTION.c.id == one.id)
    kept = connection.scalar(chosen)
    return meanings.unit(np.frombuffer(kept, np.int8)) if kept else None


def join(connection: sa.Connection, number: int, other: int, signed: Signed) -> Correction:
    """Hold two statements to be one saying. NotHeldError, CorrectionError."""
    pair = numbered(connection, number), numbered(connection, other)
    if pair[0].article == pair[1].article:
        raise CorrectionError(f"{number} and {other} stand in one article; a saying is what several articles tell")
    if pair[1].id in {one.id for one in joined(connection, pair[:1])}:
        raise CorrectionError(f"{number} and {other} are held to be one saying already")
    after = {"articles": [one.article for one in pair], "contents": [one.content for one in pair]}
    return corrections.log(connection, KIND, signed, {}, after)


def joined(connection: sa.Connection, told: Sequence[Statement]) -> list[Statement]:
    """The statements that people have held to be one saying with some of these, as they are read now."""
    own = CORRECTION.c
    of = sa.func.json_each(own.after, "$.articles").table_valued("value")
    among = sa.select(of).where(of.c.value.in_({one.article for one in told})).exists()
    chosen = sa.select(own.after).where(own.kind == KIND, own.undone.is_(None), among)
    held = {one.id for one in told}
    found: dict[int, Statement] = {}
    for after in connection.scalars(chosen.order_by(own.id)).all():
        for article, content in _others(after, told):
            found |= {one.id: one for one in _told(connection, article, content) if one.id not in held}
    return list(found.values())


def _others(after: dict[str, Any], told: Sequence[Statement]) -> Iterator[tuple[int, str]]:
    """Of two places that are held to be one saying each of which the other is among those told."""
    sides = list(zip(after["articles"], after["contents"], strict=True))
    for (article, content), other in zip(sides, reversed(sides), strict=True):
        if any(one.article == article and said.one_saying(one.content, content) for one in told):
            yield other


def _told(connection: sa.Connection, article: int, content: str) -> Iterator[Statement]:
    """The statements of an article that say something."""
    view = rows.STATEMENTS
    for row in connection.execute(sa.select(view).where(view.c.article == article)):
        if said.one_saying(row.content, content):
            yield rows.statement(row)
