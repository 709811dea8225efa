"""Statements by what they mean: those most like a sentence come first, a page at a time, with the filters of words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from typing import Any

import numpy.typing as npt
import sqlalchemy as sa

from quoth.archive import meanings, pages, query, search
from quoth.archive.meanings import Floats
from quoth.archive.schema import ATTRIBUTION
from quoth.archive.values import Filters, Page

_FIRST = 4_096  # of the vectors nearest by their signs are compared in full
_MORE = 8  # times as many where filters leave too few of them
_FEW = 8_000  # statements that filters leave: all are compared
_ASKED = 200  # vectors of which the statements are looked up at once, the likest first
Found = list[tuple[float, int]]  # likeness and number, the likest first


def like(
    connection: sa.Connection,
    vector: npt.ArrayLike,
    text: str,
    filters: Filters,
    limit: int,
    after: str | None,
    copies: bool,
) -> Page:
    """Statements that `text` and the filters find, by how like the vector they are; such as have none are left out."""
    match = query.parse(text)
    if match is None and text.strip():
        return Page(())
    match = search.with_filters(match, filters)
    chosen = search.selected(match, filters, ATTRIBUTION.c.id, ATTRIBUTION.c.meaning)
    chosen = chosen.where(ATTRIBUTION.c.meaning.is_not(None))
    if not copies:
        chosen = chosen.where(search.first(filters, match))
    count = pages.bounded(limit)
    place = pages.read("likeness", after) if after is not None else None
    found = _found(connection, meanings.unit(vector), chosen, place, count + 1)
    page = found[:count]
    listed = search.listed(connection, [number for _, number in page], match)
    statements = tuple(replace(one, likeness=alike) for one, (alike, _) in zip(listed, page, strict=True))
    more = pages.written("likeness", *page[-1]) if len(found) > count else None
    return Page(statements, more)


def _found(
    connection: sa.Connection, wanted: Floats, chosen: sa.Select[Any], place: tuple[float, int] | None, count: int
) -> Found:
    """The first `count` after a place, or all that there are."""
    numbers, differing = meanings.distances(connection, wanted)
    most = _FIRST
    while True:
        near = meanings.likeness(connection, wanted, meanings.nearest(numbers, differing, most))
        found = _likest(connection, near, chosen, place, count)
        if len(found) >= count or most >= len(numbers):
            return found[:count]
        if most == _FIRST:
            rows = connection.execute(chosen.limit(_FEW + 1)).all()
            if len(rows) <= _FEW:
                alike = meanings.likeness(connection, wanted, {row.meaning for row in rows})
                return _ordered(rows, alike, place)[:count]
        most *= _MORE


def _likest(
    connection: sa.Connection,
    near: dict[int, float],
    chosen: sa.Select[Any],
    place: tuple[float, int] | None,
    count: int,
) -> Found:
    """The first statements after a place that have one of some vectors: at least `count`, or all."""
    ordered = sorted(
        (one for one in near if place is None or near[one] <= place[0]), key=near.__getitem__, reverse=True
    )
    found: Found = []
    # What is equally like stays together: statements of it come by their numbers.
    alike = (list(held) for _, held in groupby(ordered, key=near.__getitem__))
    while len(found) < count and (group := next(alike, None)) is not None:
        while len(group) < _ASKED and (more := next(alike, None)) is not None:
            group += more
        found += _ordered(connection.execute(meanings.among(group, chosen)), near, place)
    return found


def _ordered(rows: Iterable[Any], alike: dict[int, float], place: tuple[float, int] | None) -> Found:
    found = ((alike[meaning], number) for number, meaning in rows if meaning in alike)
    ordered = sorted(found, key=_place)
    return [one for one in ordered if place is None or _place(one) > _place(place)]


def _place(one: tuple[float, int]) -> tuple[float, int]:
    return -one[0], one[1]
