"""Words that very many statements have: what is wanted of those is looked for article by article, not in all."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from quoth.archive.asking.query import Match
from quoth.archive.schema import ATTRIBUTION, VERSION

MANY = 30_000  # statements
WORDS = sa.table("words", sa.column("rowid", sa.Integer))
# What stands for somebody whom an article does not tell: no one someone across articles.
PRONOUNS = frozenset(
    "i me my mine we us our you your he him his she her it its they them their who whom which that this these those one"
    " nobody somebody someone everybody everyone anybody anyone others many some".split()
)


class InOrder(sa.Join):
    """A join of which SQLite takes the left side first, whatever it makes of the right."""

    inherit_cache = True


class Indexed(InOrder):
    """The same, where the right side is a table that is read through its narrow index, which has all that is asked of
    it: SQLite would go to the table by the number."""

    inherit_cache = True


@compiles(InOrder)
def _written(join: InOrder, compiler: SQLCompiler, **how: Any) -> str:
    left, right = (compiler.process(side, **(how | {"asfrom": True})) for side in (join.left, join.right))
    assert join.onclause is not None
    through = f" INDEXED BY {right}_narrow" if isinstance(join, Indexed) else ""
    return f"{left} CROSS JOIN {right}{through} ON {compiler.process(join.onclause)}"


def is_common(connection: sa.Connection, match: Match | None) -> bool:
    """Whether more than MANY statements have the words."""
    if match is None or match.negated:
        return False
    found = sa.select(sa.literal(1)).select_from(WORDS).where(matches(match)).limit(1).offset(MANY)
    return connection.execute(found).first() is not None


def matches(match: Match, table: str = "words") -> sa.ColumnElement[bool]:
    """That a row of an index of words matches."""
    return sa.literal_column(table).op("MATCH", is_comparison=True)(match.expression)


def is_called(name: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    """That a name is more than nothing or a pronoun."""
    return sa.func.lower(name).not_in(["", *sorted(PRONOUNS)])


def by_article() -> sa.Join:
    """The statements with words to be matched, found in one version of an article after the other."""
    words = InOrder(VERSION, WORDS, WORDS.c.rowid.between(_number(sa.func.min), _number(sa.func.max)))
    # The numbers of an article's statements lie close together, but others may lie between them.
    held = sa.and_(ATTRIBUTION.c.id == WORDS.c.rowid, ATTRIBUTION.c.version == VERSION.c.id)
    return InOrder(words, ATTRIBUTION, held)


def _number(end: Any) -> sa.ScalarSelect[int]:
    """The first or the last number of a version's statements."""
    chosen = sa.select(end(ATTRIBUTION.c.id)).where(ATTRIBUTION.c.version == VERSION.c.id)
    return chosen.correlate(VERSION).scalar_subquery()
