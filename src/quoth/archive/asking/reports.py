"""What the archive holds, counted."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from quoth.archive import tallies, who
from quoth.archive.asking import pages, sampling
from quoth.archive.asking.common import InOrder, is_called
from quoth.archive.asking.search import LATEST, WHO, first, narrowed
from quoth.archive.schema import (
    ATTRIBUTION,
    FINGERPRINT,
    PERSON,
    PROFILE,
    REPEAT,
    SPEAKER,
    TALLY_KIND,
    TALLY_SPEAKER,
    TALLY_VERSION,
    VERSION,
)
from quoth.archive.values import ArticleLine, Filters, Listing, SpeakerLine, Stats

_STATEMENTS = (
    ATTRIBUTION.join(VERSION)
    .outerjoin(SPEAKER, SPEAKER.c.id == ATTRIBUTION.c.speaker)
    .outerjoin(REPEAT, REPEAT.c.attribution == ATTRIBUTION.c.id)
)
_COUNT = sa.func.count()
# Who is known by a bare surname alone is not put together with others of that name as a person,
# but goes by it, unless somebody has said who it is.
KNOWN = sa.and_(PROFILE.c.person == PERSON.c.id, sa.or_(PROFILE.c.thin.is_(False), PROFILE.c.given.is_not(None)))
PEOPLE = _STATEMENTS.outerjoin(PROFILE, PROFILE.c.id == SPEAKER.c.profile).outerjoin(PERSON, KNOWN)
CALLED = sa.func.coalesce(PERSON.c.name, WHO)
_TYPE = sa.func.coalesce(PERSON.c.type, SPEAKER.c.type)
_OUTLET = sa.func.coalesce(VERSION.c.outlet, "")
_DAYS = sa.func.min(VERSION.c.published).label("first"), sa.func.max(VERSION.c.published).label("last")
_TALLY = TALLY_SPEAKER.c
_WHOSE = _TALLY.person, _TALLY.name, _TALLY.type, _TALLY.named


def speakers(
    connection: sa.Connection, filters: Filters, limit: int, bound: int | None = None
) -> tuple[SpeakerLine, ...]:
    """Who is quoted most, and how often by each outlet.

    By the counts that are kept where nothing is filtered; else of more statements than `bound` about so many are
    looked at.
    """
    most = pages.bounded(limit)
    step = 1 if filters == Filters() else sampling.step(connection, None, filters, bound)
    by_outlet = (_kept(connection, most) if filters == Filters() else _looked(filters, step)).subquery()
    of = by_outlet.c
    chosen = (
        sa.select(
            of.person,
            of.name,
            of.type,
            of.named,
            sa.func.sum(of.statements).label("statements"),
            sa.func.sum(of.articles).label("articles"),
            sa.func.min(of.first).label("first"),
            sa.func.max(of.last).label("last"),
            sa.func.json_group_object(of.outlet, of.statements).label("outlets"),
        )
        .group_by(of.person, of.name, of.type, of.named)
        .order_by(sa.desc("statements"), of.name, of.person)
        .limit(most)
    )
    found = connection.execute(chosen).all()
    names = who.called(connection, {row.person for row in found} - {None})
    return tuple(_speaker(row, tuple(names.get(row.person, ())), step) for row in found)


def _looked(filters: Filters, step: int) -> sa.Select[Any]:
    """Who is quoted by which outlet, counted; where one statement in `step` is looked at, those."""
    once = sampling.part(None, filters, step) if step > 1 else [first(filters)]
    return (
        sa.select(
            PERSON.c.id.label("person"),
            CALLED.label("name"),
            _TYPE.label("type"),
            SPEAKER.c.named,
            _OUTLET.label("outlet"),
            _COUNT.label("statements"),
            sa.func.count(VERSION.c.article.distinct()).label("articles"),
            *_DAYS,
        )
        .select_from(PEOPLE)
        .where(VERSION.c.current, is_called(CALLED), *narrowed(filters), *once)
        .group_by(PERSON.c.id, CALLED, _TYPE, SPEAKER.c.named, VERSION.c.outlet)
    )


def _kept(connection: sa.Connection, most: int) -> sa.Select[Any]:
    """The same of all statements, by the counts that are kept; only of those who are quoted most."""
    count = sa.func.sum(_TALLY.once)
    called = sa.or_(_TALLY.person > 0, is_called(_TALLY.name))
    totals = sa.select(*_WHOSE, count.label("once")).where(called).group_by(*_WHOSE)
    least = connection.scalar(totals.with_only_columns(count).order_by(count.desc()).limit(1).offset(most - 1))
    whose = totals.having(count >= (least or 0)).subquery()
    same = sa.and_(*(whose.c[column.name] == column for column in _WHOSE))
    joined = InOrder(whose, TALLY_SPEAKER, same).join(VERSION, VERSION.c.id == _TALLY.version)
    own = (
        sa.func.nullif(_TALLY.person, 0).label("person"),
        sa.func.coalesce(PERSON.c.name, _TALLY.name).label("name"),
        sa.func.coalesce(PERSON.c.type, sa.func.nullif(_TALLY.type, "")).label("type"),
        sa.type_coerce(sa.func.nullif(_TALLY.named, tallies.NOBODY), sa.Boolean).label("named"),
        _OUTLET.label("outlet"),
    )
    return (
        sa.select(*own, count.label("statements"), _COUNT.label("articles"), *_DAYS)
        .select_from(joined.outerjoin(PERSON, PERSON.c.id == _TALLY.person))
        .group_by(*_WHOSE, VERSION.c.outlet)
    )


def articles(connection: sa.Connection, filters: Filters, limit: int, after: str | None) -> Listing:
    """Articles, the latest first."""
    count = sa.select(_COUNT).select_from(ATTRIBUTION).where(ATTRIBUTION.c.version == VERSION.c.id).scalar_subquery()
    version = VERSION.c
    chosen = sa.select(
        version.article.label("id"),
        version.title,
        version.outlet,
        version.via,
        version.published,
        version.url,
        version.origin,
        version.number.label("versions"),
        count.label("statements"),
        sa.select(FINGERPRINT.c.story).where(FINGERPRINT.c.article == version.article).scalar_subquery(),
    ).where(LATEST, *narrowed(Filters(outlet=filters.outlet, since=filters.since, until=filters.until)))
    if after is not None:
        chosen = chosen.where(pages.before_day(version.published, version.id, *pages.read("date", after)))
    chosen = chosen.order_by(version.published.desc().nulls_last(), version.id.desc()).add_columns(
        version.id.label("place")
    )
    found = connection.execute(chosen.limit(pages.bounded(limit) + 1)).all()
    page = found[: pages.bounded(limit)]
    more = pages.written("date", page[-1].published, page[-1].place) if len(found) > len(page) else None
    return Listing(tuple(ArticleLine(*list(row)[:-1]) for row in page), more)


def stats(connection: sa.Connection) -> Stats:
    """How much there is, by day, outlet and kind, by the counts that are kept."""
    said = connection.execute(sa.select(TALLY_KIND)).all()
    by = VERSION.c.outlet, VERSION.c.published, VERSION.c.model_version
    once = sa.func.sum(TALLY_VERSION.c.once).label("once")
    of_versions = sa.select(*by, once).join_from(VERSION, TALLY_VERSION, TALLY_VERSION.c.version == VERSION.c.id)
    told = connection.execute(of_versions.where(LATEST).group_by(*by)).all()
    return Stats(
        articles=_number(connection, sa.select(_COUNT).select_from(VERSION).where(LATEST)),
        versions=_number(connection, sa.select(_COUNT).select_from(VERSION)),
        stories=_number(connection, sa.select(sa.func.count(FINGERPRINT.c.story.distinct()))),
        printed=sum(row.printed for row in said),
        statements=sum(row.once for row in said),
        named=sum(row.once for row in said if row.named == 1),
        unnamed=sum(row.once for row in said if row.named == 0),
        unresolved=sum(row.once for row in said if row.named == tallies.NOBODY),
        kinds=_counts(said, "kind"),
        types=_counts(said, "type"),
        outlets=_counts(told, "outlet"),
        days=dict(sorted(_counts(told, "published").items())),
        models=_counts(told, "model_version"),
    )


def _speaker(row: Any, names: tuple[str, ...], step: int) -> SpeakerLine:
    counts = {name: count * step for name, count in json.loads(row.outlets).items()}
    outlets = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return SpeakerLine(
        name=row.name,
        type=row.type,
        named=row.named,
        statements=row.statements * step,
        articles=row.articles * step,
        first=row.first,
        last=row.last,
        outlets=dict(outlets),
        person=row.person,
        names=names,
    )


def _number(connection: sa.Connection, chosen: sa.Select[Any]) -> int:
    return int(connection.scalar(chosen) or 0)


def _counts(counted: Sequence[Any], column: str) -> dict[str, int]:
    """How many statements there are for each value of a column, the most first; none is no value."""
    found: Counter[str] = Counter()
    for row in counted:
        if row.once and (value := getattr(row, column)):
            found[value] += row.once
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))
