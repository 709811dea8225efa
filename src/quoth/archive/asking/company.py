"""What articles call somebody as time goes by, and who else is quoted beside them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from quoth.archive.asking import query, search
from quoth.archive.asking.reports import CALLED, PEOPLE
from quoth.archive.schema import ATTRIBUTION, FINGERPRINT, PERSON, SPEAKER, VERSION
from quoth.archive.values import Filters, Near, Standing

_LOOKED = 400  # articles, the latest, in which somebody is looked for beside another
_COUNT = sa.func.count(VERSION.c.article.distinct())


def standings(connection: sa.Connection, filters: Filters, most: int) -> tuple[Standing, ...]:
    """The roles that articles give whoever speaks, each from when to when, in the order of their days."""
    said = [sa.func.lower(one) for one in (SPEAKER.c.role, SPEAKER.c.affiliation, SPEAKER.c.country)]
    # However the first letter is written; the greatest spelling is the one with the fewest capitals.
    spelled = [sa.func.max(SPEAKER.c[name]).label(name) for name in ("role", "affiliation", "country")]
    days = VERSION.c.published
    # By day and then by number, both at once: the article of the least and of the greatest.
    place = sa.func.coalesce(days, "") + sa.func.printf(" %012d", VERSION.c.article)
    counted = (
        _COUNT.label("articles"),
        *(sa.func.min(one).label(name) for one, name in ((days, "since"), (place, "first"))),
        *(sa.func.max(one).label(name) for one, name in ((days, "until"), (place, "last"))),
    )
    chosen = (
        _theirs(filters, *spelled, *counted)
        .where(sa.or_(SPEAKER.c.role.is_not(None), SPEAKER.c.affiliation.is_not(None)))
        .group_by(*said)
        .order_by(sa.desc("articles"), *said)
        .limit(most)
    )
    found = [_standing(row) for row in connection.execute(chosen)]
    return tuple(sorted(found, key=lambda one: (one.since or "9", one.until or "9", one.role or "")))


def near(connection: sa.Connection, filters: Filters, most: int) -> tuple[Near, ...]:
    """Who else is quoted in the latest articles that quote somebody, by the number of stories."""
    versions = _theirs(filters, VERSION.c.id, VERSION.c.published).distinct()
    latest = (
        versions.order_by(VERSION.c.published.desc().nulls_last(), VERSION.c.id.desc()).limit(_LOOKED).cte("latest")
    )
    stories = sa.func.count(FINGERPRINT.c.story.distinct()).label("stories")
    chosen = (
        sa.select(CALLED.label("name"), PERSON.c.id.label("person"), stories, sa.func.max(VERSION.c.article))
        .select_from(PEOPLE.join(FINGERPRINT, FINGERPRINT.c.article == VERSION.c.article))
        .where(ATTRIBUTION.c.version.in_(sa.select(latest.c.id)), SPEAKER.c.named)
        .where(ATTRIBUTION.c.speaker.not_in(_speakers(filters).correlate(None)))
        .group_by(CALLED, PERSON.c.id)
        .order_by(sa.desc("stories"), CALLED)
        .limit(most)
    )
    return tuple(Near(*row) for row in connection.execute(chosen))


def _theirs(filters: Filters, *columns: sa.ColumnElement[Any]) -> sa.Select[Any]:
    """Some columns of the statements of whom the filters choose."""
    return search.selected(_match(filters), filters, *columns)


def _speakers(filters: Filters) -> sa.Select[Any]:
    return _theirs(filters, ATTRIBUTION.c.speaker).where(ATTRIBUTION.c.speaker.is_not(None))


def _match(filters: Filters) -> query.Match | None:
    return search.with_filters(None, filters)


def _standing(row: Any) -> Standing:
    first, last = (int(place.rpartition(" ")[2]) for place in (row.first, row.last))
    return Standing(row.role, row.affiliation, row.country, row.articles, row.since, row.until, first, last)
