"""The best of the statements that words alone find: ranked by the index, and looked at from the best on.

To rank a statement takes a while, and of a word that very many have, relevance says little: of such the statements
that were added last are ranked, and the others are found by date.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from quoth.archive.query import Match
from quoth.archive.schema import REPEAT

_MOST = 30_000  # statements that are ranked
_AHEAD = 4  # so many times as are wanted are looked at: some are copies of each other
_WORDS = sa.table("words", sa.column("rowid", sa.Integer))
# Without the plus SQLite would take a comparison for a choice of how to rank.
_rank: sa.ColumnElement[float] = sa.literal_column("+words.rank", sa.Float)


def best(
    connection: sa.Connection, match: Match, limit: int, after: tuple[float, int] | None, copies: bool
) -> Sequence[Any] | None:
    """The numbers of the best, each with its rank, one more than the limit where there are more; None where too many
    of those that were looked at are copies to tell."""
    least = _least(connection, match)
    number = _WORDS.c.rowid
    ranked = sa.select(number.label("id"), _rank.label("place")).where(_matches(match), number > least)
    if after is not None:
        rank, last = after
        ranked = ranked.where(sa.or_(_rank > rank, sa.and_(_rank == rank, number > last)))
    wanted = _AHEAD * (limit + 1)
    found = connection.execute(ranked.order_by("place", "id").limit(wanted)).all()
    if copies:
        return found[: limit + 1]
    again = _again(connection, match, least, [row.id for row in found])
    once = [row for row in found if row.id not in again][: limit + 1]
    return once if len(once) > limit or len(found) < wanted else None


def _least(connection: sa.Connection, match: Match) -> int:
    """The number beyond which statements are ranked."""
    latest = sa.select(_WORDS.c.rowid).where(_matches(match)).order_by(_WORDS.c.rowid.desc())
    return int(connection.scalar(latest.limit(1).offset(_MOST)) or 0)


def _again(connection: sa.Connection, match: Match, least: int, numbers: Sequence[int]) -> set[int]:
    """Of some statements those that an earlier one of the story says too, which is found as well."""
    earlier = REPEAT.alias("earlier")
    held = sa.select(sa.literal(1)).select_from(_WORDS).where(_matches(match), _WORDS.c.rowid == earlier.c.attribution)
    chosen = (
        sa.select(REPEAT.c.attribution)
        .join(earlier, sa.and_(earlier.c.first == REPEAT.c.first, earlier.c.place < REPEAT.c.place))
        .where(REPEAT.c.attribution.in_(numbers), earlier.c.attribution > least, held.correlate(earlier).exists())
    )
    return set(connection.scalars(chosen))


def _matches(match: Match) -> sa.ColumnElement[bool]:
    return sa.literal_column("words").op("MATCH", is_comparison=True)(match.expression)
