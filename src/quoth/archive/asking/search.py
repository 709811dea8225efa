"""Statements by their words and by filters, a page at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import sqlalchemy as sa

from quoth.archive import rows
from quoth.archive.asking import pages, query, ranking
from quoth.archive.asking.common import WORDS, Indexed, by_article, is_common, matches
from quoth.archive.asking.families import WORDS as FAMILIES
from quoth.archive.asking.families import saying
from quoth.archive.asking.query import Match
from quoth.archive.folding import folded
from quoth.archive.schema import ATTRIBUTION, CORRECTION, PERSON, PROFILE, REPEAT, SPEAKER, VERSION
from quoth.archive.values import Filters, Order, Page
from quoth.article import Spans, Statement
from quoth.errors import NotHeldError, QueryError, one_line

_NAMES = sa.table("names", sa.column("rowid", sa.Integer))
# Without the plus SQLite would take a comparison for a choice of how to rank.
_rank: sa.ColumnElement[float] = sa.literal_column("+words.rank", sa.Float)
# As the indexes of the latest versions say it: SQLite takes those for nothing that is compared with 1.
LATEST: sa.ColumnElement[Any] = sa.literal_column("version.current")
# With the plus it looks a version's statements up, not the version of each statement: by date, few are looked at.
_OF_LATEST = ATTRIBUTION.c.version == sa.literal_column("+version.id", sa.Integer)
_GREATEST = (1 << 63) - 1  # SQLite's numbers end here
_OPEN, _CLOSE = "\x02", "\x03"
_RECENT = 1_000  # articles that are looked through for whom a filter names
_LITTLE = 10_000  # statements of those, of which all are looked at
_SPOKEN = ("type", "role", "affiliation", "country")  # filters of speakers that few may have
_SHORT_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
# Statements with words, by indexes that have what most searches ask: rows are wide, and few of them on a page.
_NARROW = Indexed(
    Indexed(WORDS, ATTRIBUTION, ATTRIBUTION.c.id == WORDS.c.rowid), VERSION, VERSION.c.id == ATTRIBUTION.c.version
)
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

    Of those that are one in a story the earliest that is found, or each of the `copies`. Of very many that words
    alone find those that were added last are ranked; very many from which filters choose go by date.
    """
    match = query.parse(text)
    if match is None and text.strip():
        return Page(())
    match = with_filters(match, filters)
    common = is_common(connection, match)
    chosen = _order(match, order, by_day=common and bool(narrowed(filters)), after=after)
    if match is not None and chosen == "relevance" and not narrowed(filters):
        place = None if after is None else pages.read(chosen, after)
        found = ranking.best(connection, match, pages.bounded(limit), place, copies)
    else:
        once = () if copies else (first(filters, match, common),)
        found = _looked(connection, _Look(match, filters, chosen, after, once, pages.bounded(limit) + 1, common))
    page = found[: pages.bounded(limit)]
    statements = listed(connection, [row.id for row in page], match)
    more = pages.written(chosen, page[-1].place, page[-1].id) if len(found) > len(page) else None
    return Page(statements, more)


def _order(match: Match | None, asked: Order | None, by_day: bool, after: str | None) -> Order:
    """The order that statements come in. What has begun in one goes on in it, whatever has been added since."""
    if match is None or match.negated or asked == "date":
        return "date"
    if after is not None and asked is None:
        by_day = pages.order(after) == "date"
    return "date" if by_day else "relevance"


def statements(connection: sa.Connection) -> Iterator[Statement]:
    """Every statement, in the order of their numbers."""
    for row in connection.execute(sa.select(rows.STATEMENTS).order_by(rows.STATEMENTS.c.id)):
        yield rows.statement(row)


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
    match: Match | None,
    filters: Filters,
    *columns: sa.ColumnElement[Any],
    by_day: bool = False,
    articles: bool = False,
    narrow: bool = False,
) -> sa.Select[Any]:
    """Some columns of the statements that a match and the filters find, those that are copies too.

    `by_day` is quick where the first few of many are wanted in the order of their days, `articles` where words that
    very many statements have are looked for in a few articles, or in the first few by their days, and `narrow` where
    words are looked for and little else is asked of a statement than its kind, its speaker, its outlet and its day.
    """
    chosen = sa.select(*columns).where(LATEST, *narrowed(filters))
    by_words = match is not None and not match.negated
    joined = VERSION.join(ATTRIBUTION, _OF_LATEST) if by_day and not by_words else ATTRIBUTION.join(VERSION)
    if match is not None and by_words:
        whole = WORDS.join(joined, ATTRIBUTION.c.id == WORDS.c.rowid)
        joined = by_article() if articles else _NARROW if narrow else whole
        chosen = chosen.where(matches(match))
    elif match is not None:
        chosen = chosen.where(_found(match))
    spoken_for = joined.outerjoin(SPEAKER, SPEAKER.c.id == ATTRIBUTION.c.speaker)
    return chosen.select_from(spoken_for.outerjoin(REPEAT, REPEAT.c.attribution == ATTRIBUTION.c.id))


def narrowed(filters: Filters) -> list[sa.ColumnElement[bool]]:
    """The filters that look at columns and at who speaks, as conditions. QueryError."""
    given = {name: getattr(filters, name) for name in _NARROWED}
    return [_NARROWED[name](value) for name, value in given.items() if value is not None] + _by(filters)


def first(filters: Filters, match: Match | None = None, common: bool = False) -> sa.ColumnElement[bool]:
    """That none of the statements which are one with this in its story, and are found too, is earlier.

    For choices from the attributions, with their repeats. `common` words are looked for in each by itself.
    """
    earlier = REPEAT.alias("earlier")
    joined = earlier.join(ATTRIBUTION, ATTRIBUTION.c.id == earlier.c.attribution).join(VERSION)
    found = (
        sa.select(earlier.c.place)
        .select_from(joined.outerjoin(SPEAKER, SPEAKER.c.id == ATTRIBUTION.c.speaker))
        .where(earlier.c.first == REPEAT.c.first, earlier.c.place < REPEAT.c.place, VERSION.c.current)
        .where(*narrowed(filters), *((_found(match, common),) if match else ()))
    )
    return ~found.correlate(REPEAT).exists()


def _found(match: Match, each: bool = False) -> sa.ColumnElement[bool]:
    """That the words of a statement match; `each` is quick where few statements are looked at."""
    numbers = sa.select(WORDS.c.rowid).where(matches(match))
    if each:
        return numbers.where(WORDS.c.rowid == ATTRIBUTION.c.id).correlate(ATTRIBUTION).exists()
    return ATTRIBUTION.c.id.not_in(numbers) if match.negated else ATTRIBUTION.c.id.in_(numbers)


@dataclass(frozen=True, slots=True)
class _Look:
    """What is looked for: the first `wanted` that a match and filters find, in an order, after a place in it.

    `once` are the conditions that leave one of those that are one in a story, and `common` is that very many
    statements have the words.
    """

    match: Match | None
    filters: Filters
    order: Order
    after: str | None
    once: tuple[sa.ColumnElement[bool], ...]
    wanted: int
    common: bool

    def found(self, connection: sa.Connection, *near: sa.ColumnElement[bool], **how: bool) -> Sequence[Any]:
        """The numbers of the statements in their order, each with its place in it; only those that are near."""
        place = _rank if self.order == "relevance" else VERSION.c.published
        columns = ATTRIBUTION.c.id, place.label("place")
        chosen = selected(self.match, self.filters, *columns, **how).where(*near, *self.once).limit(self.wanted)
        if self.after is not None:
            chosen = chosen.where(_AFTER[self.order](*pages.read(self.order, self.after)))
        if self.order == "relevance":
            return connection.execute(chosen.order_by(place, ATTRIBUTION.c.id)).all()
        return connection.execute(chosen.order_by(place.desc().nulls_last(), ATTRIBUTION.c.id.desc())).all()


def _looked(connection: sa.Connection, look: _Look) -> Sequence[Any]:
    """The first statements in their order, each with its place in it."""
    if look.order == "date" and (look.common or (look.match is None and _who(look.filters))):
        return _recent(connection, look)
    # One person's statements are few, and are found faster than days.
    return look.found(connection, by_day=look.filters.person is None, narrow=True)


def _recent(connection: sa.Connection, look: _Look) -> Sequence[Any]:
    """The first statements by date, looked for in the latest articles and, where there are too few, in all."""
    held = of_articles(look.filters) if look.common else []
    rare = not look.common and _little(connection, look.filters)
    edge = None if rare else _edge(connection, look.after, held)
    if edge is not None or look.common:
        near = [*held, *([VERSION.c.published >= edge] if edge is not None else [])]
        found = look.found(connection, *near, by_day=True, articles=look.common)
        if len(found) == look.wanted or edge is None:
            return found
    # Whoever is not found soon is rare, and found faster than days.
    return look.found(connection, *_described(look.filters))


def of_articles(filters: Filters) -> list[sa.ColumnElement[bool]]:
    """The filters that choose articles: by outlet and day, and those that quote a person."""
    chosen = narrowed(Filters(outlet=filters.outlet, since=filters.since, until=filters.until))
    if filters.person is not None:
        quoting = sa.select(SPEAKER.c.version).where(SPEAKER.c.id.in_(_called(filters.person)))
        chosen.append(VERSION.c.id.in_(quoting))
    return chosen


def _who(filters: Filters) -> bool:
    """Whether the filters ask who speaks."""
    return filters.speaker is not None or any(getattr(filters, name) is not None for name in _SPOKEN)


def _described(filters: Filters) -> list[sa.ColumnElement[bool]]:
    """The filters on what speakers are, as conditions by which statements are found."""
    given = [_NARROWED[name](value) for name in _SPOKEN if (value := getattr(filters, name)) is not None]
    return [ATTRIBUTION.c.speaker.in_(sa.select(SPEAKER.c.id).where(*given))] if given else []


def _little(connection: sa.Connection, filters: Filters) -> bool:
    """Whether those who are called so have said little enough to look at all of it."""
    theirs = spoken(filters)
    if theirs is None:
        return False
    each = sa.union_all(*theirs.selects).subquery()
    return connection.execute(sa.select(sa.literal(1)).select_from(each).limit(1).offset(_LITTLE)).first() is None


def _edge(connection: sa.Connection, after: str | None, among: Sequence[sa.ColumnElement[bool]]) -> str | None:
    """A day not far before the latest, or before that on which a page ended; None where there is nothing beyond."""
    day = pages.read("date", after)[0] if after is not None else "~"
    if day is None:
        return None
    days = sa.select(VERSION.c.published).where(LATEST, VERSION.c.published <= day, *among)
    return connection.scalar(days.order_by(VERSION.c.published.desc()).limit(1).offset(_RECENT))


def _after_rank(rank: float, number: int) -> sa.ColumnElement[bool]:
    return sa.or_(_rank > rank, sa.and_(_rank == rank, ATTRIBUTION.c.id > number))


def _after_day(day: str | None, number: int) -> sa.ColumnElement[bool]:
    return pages.before_day(VERSION.c.published, ATTRIBUTION.c.id, day, number)


_AFTER: dict[Order, Callable[[Any, int], sa.ColumnElement[bool]]] = {"relevance": _after_rank, "date": _after_day}


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


def listed(connection: sa.Connection, numbers: list[int], match: Match | None) -> tuple[Statement, ...]:
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
