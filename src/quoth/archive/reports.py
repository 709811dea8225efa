"""What the archive holds, counted."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from quoth.archive import pages, sampling, who
from quoth.archive.schema import ATTRIBUTION, FINGERPRINT, PERSON, PROFILE, REPEAT, SPEAKER, VERSION
from quoth.archive.search import LATEST, WHO, first, narrowed
from quoth.archive.values import ArticleLine, Filters, Listing, SpeakerLine, Stats

_STATEMENTS = (
    ATTRIBUTION.join(VERSION)
    .outerjoin(SPEAKER, SPEAKER.c.id == ATTRIBUTION.c.speaker)
    .outerjoin(REPEAT, REPEAT.c.attribution == ATTRIBUTION.c.id)
)
_COUNT = sa.func.count()
_ONCE = sa.func.coalesce(REPEAT.c.place, 0) == 0
# Who is known by a bare surname alone is not put together with others of that name as a person,
# but goes by it, unless somebody has said who it is.
KNOWN = sa.and_(PROFILE.c.person == PERSON.c.id, sa.or_(PROFILE.c.thin.is_(False), PROFILE.c.given.is_not(None)))
PEOPLE = _STATEMENTS.outerjoin(PROFILE, PROFILE.c.id == SPEAKER.c.profile).outerjoin(PERSON, KNOWN)
CALLED = sa.func.coalesce(PERSON.c.name, WHO)
_TYPE = sa.func.coalesce(PERSON.c.type, SPEAKER.c.type)


def speakers(connection: sa.Connection, filters: Filters, limit: int, step: int = 1) -> tuple[SpeakerLine, ...]:
    """Who is quoted most, and how often by each outlet; where one statement in `step` is looked at, about."""
    once = sampling.part(None, filters, step) if step > 1 else [first(filters)]
    by_outlet = (
        sa.select(
            PERSON.c.id.label("person"),
            CALLED.label("name"),
            _TYPE.label("type"),
            SPEAKER.c.named,
            sa.func.coalesce(VERSION.c.outlet, "").label("outlet"),
            _COUNT.label("statements"),
            sa.func.count(VERSION.c.article.distinct()).label("articles"),
            sa.func.min(VERSION.c.published).label("first"),
            sa.func.max(VERSION.c.published).label("last"),
        )
        .select_from(PEOPLE)
        .where(VERSION.c.current, CALLED != "", *narrowed(filters), *once)
        .group_by(PERSON.c.id, CALLED, _TYPE, SPEAKER.c.named, VERSION.c.outlet)
        .subquery()
    )
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
        .limit(pages.bounded(limit))
    )
    found = connection.execute(chosen).all()
    names = who.called(connection, {row.person for row in found} - {None})
    return tuple(_speaker(row, tuple(names.get(row.person, ())), step) for row in found)


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
    """How much there is, by day, outlet and kind. Each statement is looked at twice, however much is counted."""
    nobody = ATTRIBUTION.c.speaker.is_(None)
    said = _counted(connection, ATTRIBUTION.c.kind, SPEAKER.c.type, SPEAKER.c.named, nobody)
    told = _counted(connection, VERSION.c.outlet, VERSION.c.published, VERSION.c.model_version)
    return Stats(
        articles=_number(connection, sa.select(_COUNT).select_from(VERSION).where(VERSION.c.current)),
        versions=_number(connection, sa.select(_COUNT).select_from(VERSION)),
        stories=_number(connection, sa.select(sa.func.count(FINGERPRINT.c.story.distinct()))),
        printed=sum(row.printed for row in said),
        statements=sum(row.once for row in said),
        named=sum(row.once for row in said if row[2] is True),
        unnamed=sum(row.once for row in said if row[2] is False),
        unresolved=sum(row.once for row in said if row[3]),
        kinds=_counts(said, 0),
        types=_counts(said, 1),
        outlets=_counts(told, 0),
        days=dict(sorted(_counts(told, 1).items())),
        models=_counts(told, 2),
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


def _counted(connection: sa.Connection, *columns: sa.ColumnElement[Any]) -> Sequence[Any]:
    """How many statements were printed, and how many there are, for each values of some columns."""
    once = sa.func.sum(sa.case((_ONCE, 1), else_=0)).label("once")
    chosen = sa.select(*columns, _COUNT.label("printed"), once).select_from(_STATEMENTS).where(VERSION.c.current)
    return connection.execute(chosen.group_by(*columns)).all()


def _counts(counted: Sequence[Any], place: int) -> dict[str, int]:
    """How many statements there are for each value of a column, the most first."""
    found: Counter[str] = Counter()
    for row in counted:
        if row[place] is not None and row.once:
            found[row[place]] += row.once
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))
