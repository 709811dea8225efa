"""One in so many of what a search finds, where all of it is more than somebody who waits can be asked to wait for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from quoth.archive.asking import search
from quoth.archive.asking.common import MANY, WORDS, is_common, matches
from quoth.archive.asking.query import Match
from quoth.archive.schema import ATTRIBUTION, PROFILE, REPEAT, SPEAKER, VERSION
from quoth.archive.values import Filters

FEW = 30  # statements that a part must have to tell of the whole
_PROBED = 20  # articles by which it is told how many statements with common words one has
_MOST = 200  # articles in which such are looked for: each takes as long as some fifty statements


@dataclass(frozen=True, slots=True)
class Part:
    """What to look at of what a match and filters find: one in `step`, in all statements or in some `articles`."""

    match: Match | None
    filters: Filters
    step: int = 1
    articles: bool = False

    def selected(self, *columns: sa.ColumnElement[Any]) -> sa.Select[Any]:
        """Some columns of the statements that are looked at."""
        chosen = search.selected(self.match, self.filters, *columns, articles=self.articles)
        if not self.articles:
            return chosen.where(*part(self.match, self.filters, self.step))
        held = sa.select(VERSION.c.id).where(*_held(self.filters), _scattered(VERSION.c.id) % self.step == 0)
        return chosen.where(VERSION.c.id.in_(held.correlate(None)), *_once(self.filters, self.step))

    @property
    def whole(self) -> Part:
        """All of it."""
        return Part(self.match, self.filters)


def sample(connection: sa.Connection, match: Match | None, filters: Filters, most: int | None) -> Part:
    """About `most` of the statements that a match and filters find; None is all of them."""
    if most is None or not is_common(connection, match):
        return Part(match, filters, step(connection, match, filters, most))
    held = sa.select(VERSION.c.id).where(*_held(filters))
    articles = _counted(connection, held)
    few = Part(match, filters, max(1, articles // _PROBED), articles=True)
    found = _counted(connection, few.selected(ATTRIBUTION.c.id))
    wanted = min(_MOST, most * _PROBED // max(1, found))
    return Part(match, filters, max(1, round(articles / wanted)), articles=True)


def step(connection: sa.Connection, match: Match | None, filters: Filters, most: int | None) -> int:
    """In how many statements to look at one, so that about `most` are looked at; 1 is all of them."""
    return 1 if most is None else max(1, round(_size(connection, match, filters) / most))


def part(match: Match | None, filters: Filters, step: int) -> list[sa.ColumnElement[bool]]:
    """The conditions that leave one statement in `step`, of those that are one in a story one at most.

    By the numbers of the statements where an index finds them one by one, else by those of articles.
    """
    if step == 1:
        return []
    once = _once(filters, step)
    if _by_words(match):
        # By the index's own number, so that nothing else is looked up for those that are left out.
        return [_scattered(WORDS.c.rowid) % step == 0, *once]
    if filters.person is not None or filters.speaker is not None:
        return [_scattered(ATTRIBUTION.c.id) % step == 0, *once]
    # As a list of articles, so that SQLite looks at their statements and at no others.
    held = sa.select(VERSION.c.id).where(search.LATEST, *_dated(filters), _scattered(VERSION.c.id) % step == 0)
    return [ATTRIBUTION.c.version.in_(held.correlate(None)), *once]


def _once(filters: Filters, step: int) -> list[sa.ColumnElement[bool]]:
    """That a statement is the first of its story, where a part is looked at.

    An outlet, or a person, seldom has a story twice, and the first of others' is none of its own.
    """
    return [] if step == 1 or filters.outlet or filters.person else [sa.func.coalesce(REPEAT.c.place, 0) == 0]


def _scattered(number: sa.ColumnElement[int]) -> sa.ColumnElement[int]:
    """A number without the regularities of the one that it is made from (Knuth's multiplicative hash)."""
    return (number * 2_654_435_761).bitwise_and(0xFFFF_FFFF).bitwise_rshift(8)


def _size(connection: sa.Connection, match: Match | None, filters: Filters) -> int:
    """How many statements there are to look at, at most: as many as the narrowest of the indexes finds."""
    sizes = [_articles(connection, filters)]
    if match is not None and not match.negated:
        sizes.append(_counted(connection, sa.select(WORDS.c.rowid).where(matches(match)).limit(MANY + 1)))
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
    articles = _counted(connection, sa.select(VERSION.c.id).where(search.LATEST, *_dated(filters)))
    return articles * statements // max(1, _number(connection, sa.select(sa.func.max(VERSION.c.id))))


def _dated(filters: Filters) -> list[sa.ColumnElement[bool]]:
    return search.narrowed(Filters(outlet=filters.outlet, since=filters.since, until=filters.until))


def _held(filters: Filters) -> list[sa.ColumnElement[bool]]:
    return [search.LATEST, *search.of_articles(filters)]


def _by_words(match: Match | None) -> bool:
    return match is not None and not match.negated


def _counted(connection: sa.Connection, chosen: sa.Select[Any] | sa.CompoundSelect[Any]) -> int:
    return _number(connection, sa.select(sa.func.count()).select_from(chosen.subquery()))


def _number(connection: sa.Connection, chosen: sa.Select[Any]) -> int:
    return int(connection.scalar(chosen) or 0)
