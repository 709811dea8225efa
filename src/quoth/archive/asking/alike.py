"""Statements by what they mean: those most like a sentence come first, a page at a time, with the filters of words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

import numpy as np
import numpy.typing as npt
import sqlalchemy as sa

from quoth.archive import meanings
from quoth.archive.asking import pages, query, search
from quoth.archive.meanings import Floats
from quoth.archive.schema import ATTRIBUTION
from quoth.archive.values import Filters, Page

_FIRST = 4_096  # of the vectors nearest by their signs are compared in full
_MORE = 8  # times as many where filters leave too few of them
_FEW = 30_000  # statements that filters leave: all are looked at, and compared are the nearest of them
_ASKED = 200  # vectors of which the statements are looked up at once, the likest first
Found = list[tuple[float, int]]  # likeness and number, the likest first


@dataclass(frozen=True, slots=True)
class _Look:
    """What is looked for: the likest `count` to a vector, after a place, of the statements that are chosen; `each` is
    quick where few statements are looked at, and `every` where all are."""

    wanted: Floats
    each: sa.Select[Any]
    every: sa.Select[Any]
    place: tuple[float, int] | None
    count: int


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
    count = pages.bounded(limit)
    place = pages.read("likeness", after) if after is not None else None
    # Words are looked for in each by itself where few are looked at, and in all at once where all are.
    each, every = (() if copies else (search.first(filters, match, alone),) for alone in (True, False))
    look = _Look(meanings.unit(vector), chosen.where(*each), chosen.where(*every), place, count + 1)
    found = _found(connection, look)
    page = found[:count]
    listed = search.listed(connection, [number for _, number in page], match)
    statements = tuple(replace(one, likeness=alike) for one, (alike, _) in zip(listed, page, strict=True))
    more = pages.written("likeness", *page[-1]) if len(found) > count else None
    return Page(statements, more)


def _found(connection: sa.Connection, look: _Look) -> Found:
    """The first after a place, or all that there are."""
    numbers, far = meanings.distances(connection, look.wanted)
    few = None
    most = _FIRST
    while True:
        near = meanings.likeness(connection, look.wanted, meanings.nearest(numbers, far, most))
        found = _likest(connection, near, look, patient=few is not None or most >= len(numbers))
        if len(found) >= look.count or most >= len(numbers):
            return found[: look.count]
        if few is None:
            few = connection.execute(look.every.limit(_FEW + 1)).all()
            if len(few) <= _FEW:
                return _of_few(connection, few, look, *meanings.only(numbers, far, {row.meaning for row in few}))
        most *= _MORE


def _likest(connection: sa.Connection, near: dict[int, float], look: _Look, patient: bool) -> Found:
    """The first statements after a place that have one of some vectors: all that are wanted, or all that there are.

    Without patience it stops once so few are found that there will be too few.
    """
    place = look.place
    ordered = sorted(
        (one for one in near if place is None or near[one] <= place[0]), key=near.__getitem__, reverse=True
    )
    found: Found = []
    looked = 0
    # What is equally like stays together: statements of it come by their numbers.
    alike = (list(held) for _, held in groupby(ordered, key=near.__getitem__))
    while len(found) < look.count and (group := next(alike, None)) is not None:
        while len(group) < _ASKED and (more := next(alike, None)) is not None:
            group += more
        found += _ordered(connection.execute(meanings.among(group, look.each)), near, place)
        looked += len(group)
        if not patient and len(found) * len(ordered) < look.count * looked:
            break
    return found


def _of_few(
    connection: sa.Connection,
    rows: Sequence[Any],
    look: _Look,
    numbers: npt.NDArray[np.int64],
    far: npt.NDArray[np.uint16],
) -> Found:
    """The first after a place of some statements, by the nearest of their vectors."""
    most = _FIRST
    while True:
        near = meanings.likeness(connection, look.wanted, meanings.nearest(numbers, far, most))
        found = _ordered(rows, near, look.place)
        if len(found) >= look.count or most >= len(numbers):
            return found[: look.count]
        most *= _MORE


def _ordered(rows: Iterable[Any], alike: dict[int, float], place: tuple[float, int] | None) -> Found:
    found = ((alike[meaning], number) for number, meaning in rows if meaning in alike)
    ordered = sorted(found, key=_place)
    return [one for one in ordered if place is None or _place(one) > _place(place)]


def _place(one: tuple[float, int]) -> tuple[float, int]:
    return -one[0], one[1]
