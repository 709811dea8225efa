"""Statements by their words and by filters, a page at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import sqlalchemy as sa

from quoth.archive import carriers, pages, query, rows, said, who
from quoth.archive.families import WORDS as FAMILIES
from quoth.archive.families import saying
from quoth.archive.folding import folded
from quoth.archive.query import Match
from quoth.archive.schema import ATTRIBUTION, CORRECTION, PERSON, PROFILE, REPEAT, SPEAKER, VERSION
from quoth.archive.values import Filters, Order, Page, Shown
from quoth.article import Spans, Statement
from quoth.errors import NotHeldError, QueryError, one_line

WORDS = sa.table("words", sa.column("rowid", sa.Integer))
_NAMES = sa.table("names", sa.column("rowid", sa.Integer))
# Without the plus SQLite would take a comparison for a choice of how to rank.
_rank: sa.ColumnElement[float] = sa.literal_column("+words.rank", sa.Float)
# As the indexes of the latest versions say it: SQLite takes those for nothing that is compared with 1.
LATEST: sa.ColumnElement[Any] = sa.literal_column("version.current")
# With the plus it looks a version's statements up, not the version of each statement: by date, few are looked at.
_OF_LATEST = ATTRIBUTION.c.version == sa.literal_column("+version.id", sa.Integer)
_GREATEST = (1 << 63) - 1  # SQLite's numbers end here
_OPEN, _CLOSE = "\x02", "\x03"
_SHORT_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
WHO = sa.func.coalesce(SPEAKER.c.name, ATTRIBUTION.c.source)
# How each filter but those on words narrows the choice: the column, and what it must be.
_NARROWED: dict[str, Callable[[Any], sa.ColumnElement[bool]]] = {
    "outlet": lambda value: VERSION.c.outlet_key == folded(value),
    "kind": lambda value: ATTRIBUTION.c.kind == value,
    "type": lambda value: SPEAKER.c.type == value,
    "role": lambda value: SPEAKER.c.role.icontains(value, autoescape=True),
    "affiliation": lambda value: SPEAKER.c.affiliation.icontains(value, autoescape=True),
    "country": lambda value: SPEAKER.c.country.icontains(value, autoescape=True),
    "named": lambda value: SPEAKER.c.named == value,
    "since": lambda value: VERSION.c.published >= _day(value),
    "until": lambda value: VERSION.c.published <= _day(value) + "~",
    "who": lambda value: value == WHO,
    "resolved": lambda value: ATTRIBUTION.c.speaker.is_not(None) == value,
    "person": lambda value: ATTRIBUTION.c.speaker.in_(_called(value)),
}


def search(
    connection: sa.Connection,
    text: str,
    filters: Filters,
    order: Order | None,
    limit: int,
    after: str | None,
    copies: bool = False,
) -> Page:
    """Statements that `text` and the filters find; all that the filters find where `text` is empty.

    Of those that are one in a story the earliest that is found, or each of the `copies`.
    """
    match = query.parse(text)
    if match is None and text.strip():
        return Page(())
    match = with_filters(match, filters)
    ranked = match is not None and not match.negated
    chosen: Order = "relevance" if ranked and order != "date" else "date"
    choice = _choice(match, filters, chosen, after)
    once = () if copies else (first(filters, match),)
    found = connection.execute(choice.where(*once).limit(pages.bounded(limit) + 1)).all()
    page = found[: pages.bounded(limit)]
    statements = _statements(connection, [row.id for row in page], match)
    more = pages.written(chosen, page[-1].place, page[-1].id) if len(found) > len(page) else None
    return Page(statements, more)


def statements(connection: sa.Connection) -> Iterator[Statement]:
    """Every statement, in the order of their numbers."""
    for row in connection.execute(sa.select(rows.STATEMENTS).order_by(rows.STATEMENTS.c.id)):
        yield rows.statement(row)


def shown(connection: sa.Connection, number: int) -> Shown:
    """One statement by its number, with what stands around it. NotHeldError."""
    view = rows.STATEMENTS.c
    one = numbered(connection, number)
    version = connection.execute(sa.select(VERSION).where(VERSION.c.article == one.article, VERSION.c.current)).all()
    (article,) = rows.articles(connection, version)
    outer = _where(connection, view.id == one.within) if one.within else []
    carried, whence = carriers.of(connection, one.article, one)
    return Shown(
        statement=one,
        article=article,
        outer=outer[0] if outer else None,
        inner=tuple(_where(connection, view.within == one.id)),
        carriers=carried,
        whence=whence,
        person=who.person(connection, one.id),
        wordings=said.of(connection, one),
    )


def numbered(connection: sa.Connection, number: int) -> Statement:
    """A statement by its number. NotHeldError."""
    # SQLite's numbers end here; none that is greater has ever been given.
    found = _where(connection, rows.STATEMENTS.c.id == number) if 0 < number < 1 << 63 else []
    if not found:
        raise NotHeldError(
            f"holds no statement {number} in the latest version of an article; `quoth search` tells them"
        )
    return found[0]


def _where(connection: sa.Connection, condition: sa.ColumnElement[bool]) -> list[Statement]:
    chosen = sa.select(rows.STATEMENTS).where(condition).order_by(rows.STATEMENTS.c.id)
    return [rows.statement(row) for row in connection.execute(chosen)]


def with_filters(match: Match | None, filters: Filters) -> Match | None:
    """What is looked for, with the filters that look at words. QueryError."""
    # A name to the letter is among those that have its words, which the index finds faster than its letters.
    exact = query.within("who", filters.who, phrase=True) if filters.who else None
    return query.both(match, _filter("cue", filters.cue, "cue"), _family(filters.family), exact)


def selected(
    match: Match | None, filters: Filters, *columns: sa.ColumnElement[Any], by_day: bool = False
) -> sa.Select[Any]:
    """Some columns of the statements that a match and the filters find, those that are copies too.

    `by_day` is quick where the first few of many are wanted in the order of their days.
    """
    chosen = sa.select(*columns).where(LATEST, *narrowed(filters))
    by_words = match is not None and not match.negated
    joined = (
        (VERSION.join(ATTRIBUTION, _OF_LATEST) if by_day and not by_words else ATTRIBUTION.join(VERSION))
        .outerjoin(SPEAKER, SPEAKER.c.id == ATTRIBUTION.c.speaker)
        .outerjoin(REPEAT, REPEAT.c.attribution == ATTRIBUTION.c.id)
    )
    if match is not None and not match.negated:
        joined = WORDS.join(joined, ATTRIBUTION.c.id == WORDS.c.rowid)
        chosen = chosen.where(matches(match))
    elif match is not None:
        chosen = chosen.where(_found(match))
    return chosen.select_from(joined)


def narrowed(filters: Filters) -> list[sa.ColumnElement[bool]]:
    """The filters that look at columns and at who speaks, as conditions. QueryError."""
    given = {name: getattr(filters, name) for name in _NARROWED}
    return [_NARROWED[name](value) for name, value in given.items() if value is not None] + _by(filters)


def first(filters: Filters, match: Match | None = None) -> sa.ColumnElement[bool]:
    """That none of the statements which are one with this in its story, and are found too, is earlier.

    For choices from the attributions, with their repeats.
    """
    earlier = REPEAT.alias("earlier")
    joined = earlier.join(ATTRIBUTION, ATTRIBUTION.c.id == earlier.c.attribution).join(VERSION)
    found = (
        sa.select(earlier.c.place)
        .select_from(joined.outerjoin(SPEAKER, SPEAKER.c.id == ATTRIBUTION.c.speaker))
        .where(earlier.c.first == REPEAT.c.first, earlier.c.place < REPEAT.c.place, VERSION.c.current)
        .where(*narrowed(filters), *((_found(match),) if match else ()))
    )
    return ~found.correlate(REPEAT).exists()


def _found(match: Match) -> sa.ColumnElement[bool]:
    """That the words of a statement match."""
    numbers = sa.select(WORDS.c.rowid).where(matches(match))
    return ATTRIBUTION.c.id.not_in(numbers) if match.negated else ATTRIBUTION.c.id.in_(numbers)


def _choice(match: Match | None, filters: Filters, order: Order, after: str | None) -> sa.Select[Any]:
    """The numbers of the statements in their order, each with its place in it."""
    place = _rank if order == "relevance" else VERSION.c.published
    # One person's statements are few, and are found faster than days.
    chosen = selected(match, filters, ATTRIBUTION.c.id, place.label("place"), by_day=filters.person is None)
    if after is not None:
        chosen = chosen.where(_AFTER[order](*pages.read(order, after)))
    if order == "relevance":
        return chosen.order_by(place, ATTRIBUTION.c.id)
    return chosen.order_by(place.desc().nulls_last(), ATTRIBUTION.c.id.desc())


def _after_rank(rank: float, number: int) -> sa.ColumnElement[bool]:
    return sa.or_(_rank > rank, sa.and_(_rank == rank, ATTRIBUTION.c.id > number))


def _after_day(day: str | None, number: int) -> sa.ColumnElement[bool]:
    return pages.before_day(VERSION.c.published, ATTRIBUTION.c.id, day, number)


_AFTER: dict[Order, Callable[[Any, int], sa.ColumnElement[bool]]] = {"relevance": _after_rank, "date": _after_day}


def matches(match: Match, table: str = "words") -> sa.ColumnElement[bool]:
    """That a row of an index of words matches."""
    return sa.literal_column(table).op("MATCH", is_comparison=True)(match.expression)


def _by(filters: Filters) -> list[sa.ColumnElement[bool]]:
    theirs = spoken(filters)
    return [] if theirs is None else [ATTRIBUTION.c.id.in_(theirs)]


def spoken(filters: Filters) -> sa.CompoundSelect[Any] | None:
    """The statements of speakers called so, and of whoever is called so elsewhere; None where no name is asked for."""
    said, called = (_filter(column, filters.speaker, "speaker") for column in ("who", "name"))
    if said is None or called is None:
        return None
    named = sa.select(_NAMES.c.rowid).where(matches(called, "names"))
    people = sa.union(sa.select(PROFILE.c.person).where(PROFILE.c.id.in_(named)), _renamed(filters.speaker or ""))
    theirs = (
        sa.select(ATTRIBUTION.c.id)
        .select_from(PROFILE.join(SPEAKER, SPEAKER.c.profile == PROFILE.c.id).join(ATTRIBUTION))
        .where(PROFILE.c.person.in_(people))
    )
    return sa.union(sa.select(WORDS.c.rowid).where(matches(said)), theirs)


def _renamed(name: str) -> sa.Select[Any]:
    """Persons who are called so by hand alone."""
    number = CORRECTION.c.after["people"][0].as_integer()
    renamed = sa.select(number).where(CORRECTION.c.kind == "rename", CORRECTION.c.undone.is_(None))
    return sa.select(PERSON.c.id).where(PERSON.c.id.in_(renamed), PERSON.c.name.icontains(name, autoescape=True))


def _called(person: int) -> sa.Select[Any]:
    """The speakers of articles that a person is."""
    return sa.select(SPEAKER.c.id).join_from(PROFILE, SPEAKER).where(PROFILE.c.person == min(person, _GREATEST))


def _filter(column: str, given: str | None, name: str) -> Match | None:
    if given is None:
        return None
    found = query.within(column, given, phrase=name == "cue")
    if found is None:
        raise QueryError(one_line(f"the {name} {given!r} holds no word; give one, or leave the filter out"))
    return found


def _family(name: str | None) -> Match | None:
    if name is not None and name not in FAMILIES:
        raise QueryError(one_line(f"{name!r} is no family of cues; give one of {', '.join(FAMILIES)}"))
    return saying(name) if name else None


def _statements(connection: sa.Connection, numbers: list[int], match: Match | None) -> tuple[Statement, ...]:
    """The statements of a page, in its order, each with the hits in its content."""
    view = rows.STATEMENTS
    found = {row.id: rows.statement(row) for row in connection.execute(sa.select(view).where(view.c.id.in_(numbers)))}
    marked = _marked(connection, numbers, match) if match is not None and not match.negated else {}
    return tuple(_with_hits(found[number], marked.get(number, "")) for number in numbers)


def _marked(connection: sa.Connection, numbers: list[int], match: Match) -> dict[int, str]:
    """Contents with characters around each hit."""
    shown = sa.func.highlight(sa.literal_column("words"), 0, _OPEN, _CLOSE)
    chosen = sa.select(WORDS.c.rowid, shown).where(matches(match), WORDS.c.rowid.in_(numbers))
    return {row[0]: row[1] for row in connection.execute(chosen)}


def _with_hits(statement: Statement, marked: str) -> Statement:
    """The statement with the places of the marks, unless its own words hold such characters."""
    text, hits = _unmarked(marked)
    return replace(statement, hits=hits) if text == statement.content else statement


def _unmarked(marked: str) -> tuple[str, Spans]:
    """A text without its marks, and where they stood in it."""
    spans: list[tuple[int, int]] = []
    text = ""
    start = 0
    for part in re.split(f"([{_OPEN}{_CLOSE}])", marked):
        if part == _OPEN:
            start = len(text)
        elif part == _CLOSE:
            spans.append((start, len(text)))
        else:
            text += part
    return text, tuple(spans)


def _day(text: str) -> str:
    """A day, month or year as it is compared with days. QueryError."""
    try:
        if not _SHORT_DAY.fullmatch(text):
            raise ValueError
        date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text)
    except ValueError:
        raise QueryError(one_line(f"{text!r} is no day; write it as 2018-04-24, 2018-04 or 2018")) from None
    return text
