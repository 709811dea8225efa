"""Outlets, people or periods side by side: who is quoted, how, and about what."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from quoth.archive import FAMILIES, Facets, Terms
from quoth.web.asked import Search
from quoth.web.pages import LABELS, NAMED, faces, with_word
from quoth.web.problems import Refused
from quoth.web.rendering import page
from quoth.web.site import Site, site_of

router = APIRouter(include_in_schema=False)
_MOST = 5
_OFFERED = 30
_EACH = 6  # speakers, outlets or words that are listed of each side
_LONG = 1_000
_DAYS = 5_000
_PERIOD = re.compile(r"\s*(\d{4}(?:-\d\d){0,2})\s*(?:(?:\.\.|–|to)\s*(\d{4}(?:-\d\d){0,2})\s*)?", re.ASCII)
_TITLES = {"kinds": "How they are quoted", "families": "With which words of saying", "named": "Named or not",
           "types": "What they are", "people": "Who is quoted most", "outlets": "Where they are quoted"}  # fmt: skip
_FILTER = {"kinds": "kind", "types": "type", "outlets": "outlet", "families": "family"}
_ORDER: dict[str, Sequence[str]] = {
    "kinds": ("direct", "mixed", "indirect"),
    "named": ("named", "unnamed", "unresolved"),
    "families": FAMILIES,
}


@dataclass(frozen=True, slots=True)
class Cell:
    """How many statements of a side, of how many, and the address that shows them; whether that is an estimate, and
    whether the side stands out by it."""

    count: int
    of: int
    href: str
    about: bool = False
    out: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with a row of cells, one a side, for each value."""

    title: str
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


@dataclass(frozen=True, slots=True)
class _By:
    """What can stand side by side: the filters of a side, the facet that offers sides, the one that differs within."""

    sets: Callable[[str], dict[str, Any] | None]
    offers: str
    differs: str
    label: str
    says: str


def _period(side: str) -> dict[str, Any] | None:
    found = _PERIOD.fullmatch(side)
    return {"since": found[1], "until": found[2] or found[1]} if found else None


def _person(side: str) -> dict[str, Any] | None:
    return {"person": int(side)} if side.isdecimal() and len(side) < 19 and int(side) else None


_BY = {
    "outlet": _By(lambda side: {"outlet": side}, "outlets", "people", "outlets", "an outlet"),
    "person": _By(_person, "people", "outlets", "people", "the number of a person"),
    "speaker": _By(lambda side: {"who": side}, "speakers", "outlets", "names", "a name"),
    "period": _By(_period, "days", "people", "periods", "a year, a month, a day, or two of them as 2021-01..2021-06"),
}


@router.get("/compare")
def compare(request: Request) -> Response:
    """Two to five sides, or what there is to choose from."""
    site, asked = site_of(request), Search.of(request.query_params)
    by = request.query_params.get("by", "outlet")
    if by not in _BY:
        raise Refused(404, f"Compare by {', '.join(_BY)}.")
    sides = [one for one in dict.fromkeys(request.query_params.getlist("side")) if one.strip() and len(one) <= _LONG]
    sets = {side: _BY[by].sets(side) for side in sides}
    offered = _offered(site, asked, by, next(iter(sets.values()), None))
    wrong = _wrong(by, sets)
    asks = [asked.model_copy(update=one) for one in sets.values() if one] if sides and not wrong else []
    return page(
        request, "compare.html", asked=asked, by=by, kinds=_BY, sides=sides, offered=offered, wrong=wrong,
        named=_named(site, by, sides, offered), **_compared(site, by, asks),
    )  # fmt: skip


def _wrong(by: str, sets: Mapping[str, dict[str, Any] | None]) -> str | None:
    unfit = next((side for side, one in sets.items() if one is None), None)
    if unfit is not None:
        return f"“{unfit[:60]}” is not {_BY[by].says}."
    return None if len(sets) in (0, *range(2, _MOST + 1)) else f"Choose two to five; {len(sets)} were chosen."


def _offered(site: Site, asked: Search, by: str, sets: Mapping[str, Any] | None) -> dict[str, tuple[str, int]]:
    """The sides that can be chosen, each with its label and its statements."""
    without = asked.model_copy(update=dict.fromkeys(sets or _BY[by].sets("1") or {"since": None, "until": None}))
    offers = _BY[by].offers
    counts = site.counting.facets(asked.q, without.filters(), (offers,), _DAYS if offers == "days" else _OFFERED)
    if offers == "people":
        return {str(one.person): (one.name, one.count) for one in counts.people if one.person}
    if offers == "days":
        return {when: (when, count) for when, count in _periods(counts.counts["days"])}
    return {value: (value, count) for value, count in counts.counts[offers].items()}


def _periods(days: Mapping[str, int]) -> list[tuple[str, int]]:
    """The years of some days or, where there are few, their months or the days themselves; the latest of them."""
    for length in (4, 7, 10):
        sums: dict[str, int] = {}
        for day, count in days.items():
            if len(day) >= length:
                sums[day[:length]] = sums.get(day[:length], 0) + count
        if len(sums) > 1:
            break
    return sorted(sums.items())[-_OFFERED:]


def _named(site: Site, by: str, sides: Sequence[str], offered: Mapping[str, tuple[str, int]]) -> dict[str, str]:
    """What the sides are called. NotHeldError where one is nobody."""
    others = [side for side in sides if side not in offered and by == "person" and _person(side)]
    names = {side: site.archive.person(int(side)).name for side in others}
    return {side: offered[side][0] if side in offered else names.get(side, side) for side in sides}


def _compared(site: Site, by: str, asks: Sequence[Search]) -> dict[str, Any]:
    """The sections, and the whole of each side."""
    if not asks:
        return {"sections": [], "totals": [], "about": False}
    of = ("kinds", "families", "named", "types", _BY[by].differs)
    counts = [site.counting.facets(one.q, one.filters(), of, _EACH * 20) for one in asks]
    most = max(one.statements for one in counts)
    totals = [
        Cell(one.statements, most, ask.address("/"), one.about > 1) for ask, one in zip(asks, counts, strict=True)
    ]
    words = site.counting.terms([(one.q, one.filters()) for one in asks], _EACH)
    return {
        "sections": [*(_section(facet, asks, counts) for facet in of), _topics(asks, words)],
        "totals": totals,
        "about": any(cell.about for cell in totals),
    }


def _section(facet: str, asks: Sequence[Search], counts: Sequence[Facets]) -> Section:
    """A facet of all sides: each value that is among the commonest of one of them."""
    found = [list(_values(facet, one)) for one in counts]
    sums: dict[str, int] = {}
    for one in found:
        for value, _, count, _ in one[: None if facet in _ORDER else _EACH]:
            sums[value] = sums.get(value, 0) + count
    ranked = sorted(sums, key=lambda value: (-sums[value], value))
    values = [value for value in _ORDER[facet] if value in sums] if facet in _ORDER else ranked
    labels = {value: (label, sets) for one in found for value, label, _, sets in one}
    held = [{value: count for value, _, count, _ in one} for one in found]
    return Section(
        _TITLES[facet],
        tuple(
            (
                labels[value][0],
                tuple(
                    Cell(mine.get(value, 0), one.statements, ask.address("/", **labels[value][1]), one.about > 1)
                    for ask, one, mine in zip(asks, counts, held, strict=True)
                ),
            )
            for value in values
        ),
    )


def _values(facet: str, counts: Facets) -> Iterator[tuple[str, str, int, dict[str, Any]]]:
    """Each value of a facet as it is told apart and as it is called, with its count and its filters."""
    if facet == "people":
        yield from ((str(sets), name, count, sets) for name, count, sets in faces(counts))
        return
    for value, count in counts.counts[facet].items():
        yield value, LABELS.get(value, value), count, NAMED[value] if facet == "named" else {_FILTER[facet]: value}


def _topics(asks: Sequence[Search], words: Terms) -> Section:
    """The words that stand out, side by side."""
    rows: dict[str, tuple[Cell, ...]] = {}
    for mine in words.sides:
        for term in mine:
            rows[term.word] = tuple(
                Cell(
                    round(count * of / looked) if looked else 0,
                    of,
                    ask.address("/", q=with_word(ask.q, term.word)),
                    of > looked,
                    any(one.word == term.word for one in theirs),
                )
                for ask, count, looked, of, theirs in zip(
                    asks, term.counts, words.looked, words.of, words.sides, strict=True
                )
            )
    return Section("Words that stand out", tuple(rows.items()))
