"""One in so many of what a search finds, where all of it is more than somebody who waits can be asked to wait for."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from quoth.archive import search
from quoth.archive.query import Match
from quoth.archive.schema import ATTRIBUTION, PROFILE, REPEAT, SPEAKER, VERSION
from quoth.archive.values import Filters

FEW = 30  # statements that a part must have to tell of the whole
_ENOUGH = 1_000_000  # more need not be counted to know that they are many


def step(connection: sa.Connection, match: Match | None, filters: Filters, most: int | None) -> int:
    """In how many statements to look at one, so that about `most` are looked at; 1 is all of them."""
    return 1 if most is None else max(1, round(_size(connection, match, filters) / most))


def part(match: Match | None, filters: Filters, step: int) -> list[sa.ColumnElement[bool]]:
    """The conditions that leave one statement in `step`, of those that are one in a story one at most.

    By the numbers of the statements where an index finds them one by one, else by those of articles.
    """
    if step == 1:
        return []
    single = _by_words(match) or filters.person is not None or filters.speaker is not None
    number = ATTRIBUTION.c.id if single else VERSION.c.id
    # An outlet, or a person, seldom has a story twice, and the first of others' is none of its own.
    once = [] if filters.outlet or filters.person else [sa.func.coalesce(REPEAT.c.place, 0) == 0]
    return [_scattered(number) % step == 0, *once]


def _scattered(number: sa.ColumnElement[int]) -> sa.ColumnElement[int]:
    """A number without the regularities of the one that it is made from (Knuth's multiplicative hash)."""
    return (number * 2_654_435_761).bitwise_and(0xFFFF_FFFF).bitwise_rshift(8)


def _size(connection: sa.Connection, match: Match | None, filters: Filters) -> int:
    """How many statements there are to look at, at most: as many as the narrowest of the indexes finds."""
    sizes = [_articles(connection, filters)]
    if match is not None and not match.negated:
        sizes.append(_counted(connection, sa.select(search.WORDS.c.rowid).where(search.matches(match)).limit(_ENOUGH)))
    if filters.person is not None:
        joined = PROFILE.join(SPEAKER, SPEAKER.c.profile == PROFILE.c.id).join(ATTRIBUTION)
        theirs = sa.select(ATTRIBUTION.c.id).select_from(joined).where(PROFILE.c.person == filters.person)
        sizes.append(_counted(connection, theirs))
    if (spoken := search.spoken(filters)) is not None:
        sizes.append(_counted(connection, spoken))
    return min(sizes)


def _articles(connection: sa.Connection, filters: Filters) -> int:
    """How many statements the articles of an outlet and of some days have, if all have the same number of them."""
    statements = _number(connection, sa.select(sa.func.max(ATTRIBUTION.c.id)))
    if filters.outlet is None and filters.since is None and filters.until is None:
        return statements
    narrowed = search.narrowed(Filters(outlet=filters.outlet, since=filters.since, until=filters.until))
    articles = _counted(connection, sa.select(VERSION.c.id).where(search.LATEST, *narrowed))
    return articles * statements // max(1, _number(connection, sa.select(sa.func.max(VERSION.c.id))))


def _by_words(match: Match | None) -> bool:
    return match is not None and not match.negated


def _counted(connection: sa.Connection, chosen: sa.Select[Any] | sa.CompoundSelect[Any]) -> int:
    return _number(connection, sa.select(sa.func.count()).select_from(chosen.subquery()))


def _number(connection: sa.Connection, chosen: sa.Select[Any]) -> int:
    return int(connection.scalar(chosen) or 0)
