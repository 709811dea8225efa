"""The statements that a search finds, counted by what they have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from quoth.archive import query, search
from quoth.archive.schema import ATTRIBUTION, MENTION, REPEAT, SPEAKER, VERSION
from quoth.archive.values import Facets, Filters

MOST = 5_000  # values of one facet
_COUNT = sa.func.count()
# The same for statements that are one in a story; of those that it finds search shows one.
_ONE = sa.func.coalesce(REPEAT.c.first, ATTRIBUTION.c.id)
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
}
# How a value is written, where that is not how it is counted.
_WRITTEN: dict[str, sa.ColumnElement[Any]] = {"outlets": VERSION.c.outlet}
NAMES = (*_COLUMNS, "mentions")


def facets(connection: sa.Connection, text: str, filters: Filters, of: Sequence[str], most: int) -> Facets:
    """How many statements and articles `text` and the filters find, and the commonest values of some NAMES.

    A statement that several articles of a story carry counts once, and once for each value that it has in them: as
    often as it is shown by a search with that value as a filter.
    """
    match = query.parse(text)
    if match is None and text.strip():
        return Facets(0, 0, {name: {} for name in of})
    match = search.with_filters(match, filters)
    columns = [_ONE.label("one"), ATTRIBUTION.c.speaker.label("speaker"), VERSION.c.article.label("article")]
    columns += [_COLUMNS[name].label(f"of_{name}") for name in of if name in _COLUMNS]
    columns += [_WRITTEN[name].label(f"as_{name}") for name in of if name in _WRITTEN]
    # One look for all of them: SQLite keeps the rows of a CTE that is used more than once.
    found = search.selected(match, filters, *columns).cte("found")
    total = sa.select(sa.literal(""), sa.literal(""), _once(found), sa.func.count(found.c.article.distinct()))
    chosen = [total.select_from(found), *(_counts(found, name, min(most, MOST)) for name in of)]
    rows = connection.execute(sa.union_all(*chosen)).all()
    counts: dict[str, dict[str, int]] = {name: {} for name in of}
    for facet, value, count, _ in rows[1:]:
        counts[facet][value] = count
    return Facets(rows[0][2], rows[0][3], counts)


def _counts(found: sa.CTE, name: str, most: int) -> sa.Select[Any]:
    """The values of a facet, the commonest first."""
    by: sa.ColumnElement[Any] = MENTION.c.text if name == "mentions" else found.c[f"of_{name}"]
    written = sa.func.min(found.c[f"as_{name}"]) if name in _WRITTEN else by
    count = _COUNT if name == "mentions" else _once(found)
    chosen = sa.select(sa.literal(name).label("facet"), written.label("value"), count.label("count"), sa.literal(0))
    if name == "mentions":
        chosen = chosen.where(MENTION.c.speaker.in_(sa.select(found.c.speaker)))
    ordered = chosen.where(by.is_not(None)).group_by(by).order_by(sa.desc("count"), sa.asc("value")).limit(most)
    return sa.select(ordered.subquery())


def _once(found: sa.CTE) -> sa.Function[int]:
    """How many statements there are, those that are one in a story once."""
    return sa.func.count(found.c.one.distinct())
