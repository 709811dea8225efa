"""The best of the statements that words alone find: ranked by the index, and looked at from the best on.

To rank a statement takes a while, and of a word that very many have, relevance says little: of such the statements
that were added last are ranked, and the others follow, the latest first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from quoth.archive.asking.common import WORDS, matches
from quoth.archive.asking.query import Match
from quoth.archive.schema import REPEAT

_MOST = 5_000  # statements that are ranked
_AHEAD = 4  # so many times as are wanted are looked at: some are copies of each other
_UNRANKED = 0.0  # a rank is less, the better the lesser
# Without the plus SQLite would take a comparison for a choice of how to rank.
_rank: sa.ColumnElement[float] = sa.literal_column("+words.rank", sa.Float)
_number = WORDS.c.rowid


def best(
    connection: sa.Connection, match: Match, limit: int, after: tuple[float, int] | None, copies: bool
) -> Sequence[Any]:
    """The numbers of the best, each with its rank, one more than the limit where there are more."""
    least = _least(connection, match)
    wanted = _AHEAD * (limit + 1)
    while True:
        found = list(_ranked(connection, match, least, after, wanted))
        if least and len(found) < wanted:
            found += _others(connection, match, least, after, wanted - len(found))
        again = set() if copies else _again(connection, match, least, [row.id for row in found])
        once = [row for row in found if row.id not in again][: limit + 1]
        if len(once) > limit or len(found) < wanted:
            return once
        wanted *= _AHEAD + 1


def _least(connection: sa.Connection, match: Match) -> int:
    """The number beyond which statements are ranked."""
    latest = sa.select(_number).where(matches(match)).order_by(_number.desc())
    return int(connection.scalar(latest.limit(1).offset(_MOST)) or 0)


def _ranked(
    connection: sa.Connection, match: Match, least: int, after: tuple[float, int] | None, wanted: int
) -> Sequence[Any]:
    """Those that are ranked, the best first."""
    chosen = sa.select(_number.label("id"), _rank.label("place")).where(matches(match), _number > least)
    if after is not None:
        rank, last = after
        if rank >= _UNRANKED:
            return ()
        chosen = chosen.where(sa.or_(_rank > rank, sa.and_(_rank == rank, _number > last)))
    return connection.execute(chosen.order_by("place", "id").limit(wanted)).all()


def _others(
    connection: sa.Connection, match: Match, least: int, after: tuple[float, int] | None, wanted: int
) -> Sequence[Any]:
    """Those that are not ranked, the latest first."""
    last = after[1] - 1 if after is not None and after[0] >= _UNRANKED else least
    chosen = sa.select(_number.label("id"), sa.literal(_UNRANKED).label("place")).where(matches(match))
    return connection.execute(chosen.where(_number <= last).order_by(_number.desc()).limit(wanted)).all()


def _again(connection: sa.Connection, match: Match, least: int, numbers: Sequence[int]) -> set[int]:
    """Of some statements those that another one of the story says too, which is found as well and comes before:
    one that is ranked, of several such the earliest."""
    other = REPEAT.alias("other")
    held = sa.select(sa.literal(1)).select_from(WORDS).where(matches(match), _number == other.c.attribution)
    earlier = other.c.place < REPEAT.c.place
    ranked, its_own = other.c.attribution > least, REPEAT.c.attribution > least
    before = sa.or_(sa.and_(ranked, sa.or_(earlier, ~its_own)), sa.and_(~ranked, ~its_own, earlier))
    chosen = (
        sa.select(REPEAT.c.attribution)
        .join(other, sa.and_(other.c.first == REPEAT.c.first, other.c.attribution != REPEAT.c.attribution))
        .where(REPEAT.c.attribution.in_(numbers), before, held.correlate(other).exists())
    )
    return set(connection.scalars(chosen))
