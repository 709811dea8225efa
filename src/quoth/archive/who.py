"""Who a person of the archive is: the names that articles give, and why they are held to be one."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from quoth.archive.asking import query
from quoth.archive.partition import OF_PROFILE, listed, rows
from quoth.archive.schema import ATTRIBUTION, LINK, PERSON, PROFILE, SPEAKER, VERSION
from quoth.archive.values import Person, Reason
from quoth.errors import NotHeldError, QueryError, one_line

_TOLD = 50  # records and reasons of one person
_NAMES = sa.table("names", sa.column("rowid", sa.Integer))
_CURRENT = PROFILE.join(SPEAKER, SPEAKER.c.profile == PROFILE.c.id).join(VERSION)


def by_number(connection: sa.Connection, number: int) -> Person:
    """A person by the number. NotHeldError."""
    # SQLite's numbers end here; none that is greater has ever been given, and none below 1.
    row = connection.execute(sa.select(PERSON).where(PERSON.c.id == number)).first() if 0 < number < 1 << 63 else None
    if row is None:
        raise NotHeldError(f"holds no person {number}; `quoth speakers` tells them")
    return _person(connection, row, None)


def number(connection: sa.Connection, given: str) -> int:
    """The person that is meant by a number, a list's id, or a name to the letter. NotHeldError, QueryError."""
    if given.isascii() and given.isdecimal():
        return by_number(connection, int(given)).id
    known = connection.scalar(sa.select(PERSON.c.id).where(PERSON.c.known == given))
    if known is not None:
        return int(known)
    called = sa.or_(sa.func.lower(PERSON.c.name) == given.lower(), sa.func.lower(PROFILE.c.name) == given.lower())
    joined = sa.select(PERSON.c.id, PERSON.c.name).join(PROFILE, PROFILE.c.person == PERSON.c.id).distinct()
    words = query.within("name", given)
    if words is None:
        raise QueryError(one_line(f"the person {given!r} has no word in it; give a number or a name"))
    matching: Any = sa.literal_column("names").op("MATCH", is_comparison=True)(words.expression)
    borne = sa.select(_NAMES.c.rowid).where(matching)
    found = connection.execute(joined.where(PROFILE.c.id.in_(borne), called).order_by(PERSON.c.id)).all()
    if not found:
        raise NotHeldError(one_line(f"holds nobody called {given!r}; `quoth speakers` tells who is quoted"))
    if len(found) > 1:
        told = ", ".join(str(row.id) for row in found[:_TOLD])
        raise QueryError(one_line(f"{len(found)} people are called {given!r}; give the number of one: {told}"))
    return int(found[0].id)


def person(connection: sa.Connection, statement: int) -> Person | None:
    """Who speaks in a statement, with the reasons that bear on how this article calls them; None is nobody known."""
    chosen = (
        sa.select(PERSON, PROFILE.c.id.label("profile"))
        .select_from(ATTRIBUTION.join(SPEAKER, SPEAKER.c.id == ATTRIBUTION.c.speaker).join(PROFILE))
        .join(PERSON, PERSON.c.id == PROFILE.c.person)
        .where(ATTRIBUTION.c.id == statement)
    )
    row = connection.execute(chosen).first()
    return None if row is None else _person(connection, row, row.profile)


def names(connection: sa.Connection, persons: Collection[int]) -> dict[int, dict[str, int]]:
    """What each person is called, and in how many articles, the most first."""
    articles = sa.func.count(VERSION.c.article.distinct()).label("articles")
    counted = (
        sa.select(PROFILE.c.person, SPEAKER.c.name, articles)
        .select_from(_CURRENT)
        .where(VERSION.c.current)
        .group_by(PROFILE.c.person, SPEAKER.c.name)
    )
    found: dict[int, dict[str, int]] = {number: {} for number in persons}
    for row in sorted(
        listed(connection, counted, PROFILE.c.person, persons), key=lambda one: (-one.articles, one.name)
    ):
        found[row.person][row.name] = row.articles
    return found


def called(connection: sa.Connection, persons: Collection[int]) -> dict[int, dict[str, int]]:
    """What each person is called, and in how many records that differ, the most first: found sooner than articles."""
    counted = sa.select(PROFILE.c.person, PROFILE.c.name, sa.func.count().label("records")).group_by(
        PROFILE.c.person, PROFILE.c.name
    )
    found: dict[int, dict[str, int]] = {number: {} for number in persons}
    for row in sorted(listed(connection, counted, PROFILE.c.person, persons), key=lambda one: (-one.records, one.name)):
        found[row.person][row.name] = row.records
    return found


def _person(connection: sa.Connection, row: Any, profile: int | None) -> Person:
    """A person with the reasons that bear on a profile, or with all."""
    held = sa.select(PROFILE.c.id).where(PROFILE.c.person == row.id)
    # Records that were taken apart by hand are still alike, and no reason any more.
    pairs: list[sa.ColumnElement[bool]] = [LINK.c.one.in_(held), LINK.c.other.in_(held)]
    if profile:
        pairs.append(sa.or_(LINK.c.one == profile, LINK.c.other == profile))
    links = connection.execute(sa.select(LINK).where(*pairs).order_by(LINK.c.score.desc()).limit(_TOLD)).all()
    ends = rows(connection, {number for link in links for number in (link.one, link.other)})
    reasons = (
        Reason(
            _record(ends[link.one]),
            _record(ends[link.other]),
            link.score,
            tuple((part["name"], part["weight"], part["why"]) for part in link.parts),
        )
        for link in links
    )
    told = connection.execute(sa.select(PROFILE).where(PROFILE.c.person == row.id).order_by(PROFILE.c.id).limit(_TOLD))
    called = names(connection, [row.id])[row.id]
    return Person(
        row.id, row.name, row.type, called, tuple(dict.fromkeys(map(_record, told))), tuple(reasons), row.known
    )


def _record(row: Any) -> str:
    """What a record says, in a line."""
    _, _, *facts = (getattr(row, name) for name in OF_PROFILE)
    return ", ".join(part for part in (row.name, *facts, row.year) if part)
