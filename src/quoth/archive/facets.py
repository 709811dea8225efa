"""The statements that a search finds, counted by what they have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from quoth.archive import query, sampling, search
from quoth.archive.families import FAMILIES
from quoth.archive.reports import KNOWN
from quoth.archive.schema import ATTRIBUTION, MENTION, PERSON, PROFILE, REPEAT, SPEAKER, VERSION
from quoth.archive.values import Face, Facets, Filters

MOST = 5_000  # values of one facet
_COUNT = sa.func.count()
# The same for statements that are one in a story; of those that it finds search shows one.
_ONE = sa.func.coalesce(REPEAT.c.first, ATTRIBUTION.c.id)
# Whom the speaker is known to be, across articles.
_PERSON = (
    sa.select(PERSON.c.id)
    .select_from(PROFILE.join(PERSON, KNOWN))
    .where(PROFILE.c.id == SPEAKER.c.profile)
    .correlate(SPEAKER)
    .scalar_subquery()
)
_NAMED = sa.case((SPEAKER.c.named, "named"), (SPEAKER.c.named.is_(False), "unnamed"), else_="unresolved")
# What each facet counts by; an outlet is one however it is spelled.
_COLUMNS: dict[str, sa.ColumnElement[Any]] = {
    "speakers": search.WHO,
    "outlets": VERSION.c.outlet_key,
    "kinds": ATTRIBUTION.c.kind,
    "types": SPEAKER.c.type,
    "named": _NAMED,
    "days": VERSION.c.published,
    "cues": sa.func.lower(ATTRIBUTION.c.cue),
    "sources": ATTRIBUTION.c.source,
    "roles": SPEAKER.c.role,
    "affiliations": SPEAKER.c.affiliation,
    "countries": SPEAKER.c.country,
    "families": sa.func.cue_families(ATTRIBUTION.c.cue),
}
# How a value is written, where that is not how it is counted.
_WRITTEN: dict[str, sa.ColumnElement[Any]] = {"outlets": VERSION.c.outlet}
NAMES = (*_COLUMNS, "mentions")
PEOPLE = "people"  # asked for like a facet, and answered as people: names are not enough to tell them apart


def facets(
    connection: sa.Connection, text: str, filters: Filters, of: Sequence[str], most: int, bound: int | None = None
) -> Facets:
    """How many statements and articles `text` and the filters find, and the commonest values of some NAMES.

    A statement that several articles of a story carry counts once, and once for each value that it has in them: as
    often as it is shown by a search with that value as a filter. Of more than `bound`, about so many are looked at.
    """
    values = [name for name in of if name != PEOPLE]
    match = query.parse(text)
    if match is None and text.strip():
        return Facets(0, 0, {name: {} for name in values})
    match = search.with_filters(match, filters)
    part = sampling.sample(connection, match, filters, bound)
    found = _counted(connection, part, of, most)
    # What is rare enough to slip through is looked at one by one.
    few = part.step > 1 and found.statements < sampling.FEW * part.step
    return _counted(connection, part.whole, of, most) if few else found


def _counted(connection: sa.Connection, part: sampling.Part, of: Sequence[str], most: int) -> Facets:
    step, found = part.step, _found(part, of)
    total = sa.select(
        sa.literal(""), sa.literal(""), _once(found), sa.func.count(found.c.article.distinct()), sa.null()
    )
    chosen = [total.select_from(found)]
    for name in of:
        chosen += (
            _SPECIAL[name](found, min(most, MOST)) if name in _SPECIAL else [_counts(found, name, min(most, MOST))]
        )
    rows = connection.execute(sa.union_all(*chosen)).all()
    counts: dict[str, dict[str, int]] = {name: {} for name in of if name != PEOPLE}
    people: list[Face] = []
    for facet, value, count, _, person in rows[1:]:
        if facet == PEOPLE:
            people.append(Face(value, person, count * step))
        elif count:
            counts[facet][value] = count * step
    people.sort(key=lambda one: (-one.count, one.name, one.person or 0))
    return Facets(rows[0][2] * step, rows[0][3] * step, counts, tuple(people[:most]), step)


def _found(part: sampling.Part, of: Sequence[str]) -> sa.CTE:
    """The statements with what is counted of each. One look for all: SQLite keeps a CTE that is used more than once."""
    columns = [_ONE.label("one"), ATTRIBUTION.c.speaker.label("speaker"), VERSION.c.article.label("article")]
    columns += [_COLUMNS[name].label(f"of_{name}") for name in of if name in _COLUMNS]
    columns += [_WRITTEN[name].label(f"as_{name}") for name in of if name in _WRITTEN]
    if PEOPLE in of:
        columns += [search.WHO.label("who"), _PERSON.label("person")]
    return part.selected(*columns).cte("found")


def _counts(found: sa.CTE, name: str, most: int) -> sa.Select[Any]:
    """The values of a facet, the commonest first."""
    by = found.c[f"of_{name}"]
    written = sa.func.min(found.c[f"as_{name}"]) if name in _WRITTEN else by
    return _commonest(name, written, _once(found), sa.null(), most, by.is_not(None), by)


def _mentions(found: sa.CTE, most: int) -> list[sa.Select[Any]]:
    """The words that refer to who speaks, as often as they do."""
    by = MENTION.c.text
    return [_commonest("mentions", by, _COUNT, sa.null(), most, MENTION.c.speaker.in_(sa.select(found.c.speaker)), by)]


def _families(found: sa.CTE, _: int) -> list[sa.Select[Any]]:
    """The families of cues; one cue may be of several."""
    return [_family(found, name) for name in FAMILIES]


def _family(found: sa.CTE, name: str) -> sa.Select[Any]:
    row: list[sa.ColumnElement[Any]] = [
        sa.literal("families"), sa.literal(name), _once(found), sa.literal(0), sa.null(),
    ]  # fmt: skip
    return sa.select(*row).select_from(found).where(found.c.of_families.contains(f" {name} "))


def _people(found: sa.CTE, most: int) -> list[sa.Select[Any]]:
    """Those who are known by number, and the names of whoever else there is, each as often as the filter finds."""
    person, who = found.c.person, found.c.who
    known = _commonest(PEOPLE, sa.func.max(PERSON.c.name), _once(found), person, most, PERSON.c.id == person, person)
    others = sa.select(who).where(person.is_(None), who != "")
    return [known, _commonest(PEOPLE, who, _once(found), sa.null(), most, who.in_(others), who)]


_SPECIAL = {"mentions": _mentions, "families": _families, PEOPLE: _people}


def _commonest(
    facet: str,
    value: sa.ColumnElement[Any],
    count: sa.ColumnElement[int],
    person: sa.ColumnElement[Any],
    most: int,
    where: sa.ColumnElement[bool],
    by: sa.ColumnElement[Any],
) -> sa.Select[Any]:
    named = sa.literal(facet).label("facet"), value.label("value"), count.label("count")
    chosen = sa.select(*named, sa.literal(0), person.label("person")).where(where).group_by(by)
    return sa.select(chosen.order_by(sa.desc("count"), sa.asc("value")).limit(most).subquery())


def _once(found: sa.CTE) -> sa.Function[int]:
    """How many statements there are, those that are one in a story once."""
    return sa.func.count(found.c.one.distinct())
