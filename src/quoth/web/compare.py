"""Outlets or speakers side by side: who is quoted, and how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from quoth.archive import Facets
from quoth.web.asked import Search
from quoth.web.pages import LABELS, NAMED
from quoth.web.problems import Refused
from quoth.web.rendering import page
from quoth.web.site import site_of

router = APIRouter(include_in_schema=False)
_MOST = 5
_OFFERED = 30
_EACH = 6  # speakers or outlets that are listed of each side
_LONG = 1_000
# What can stand side by side: the filter of a side, the facet that offers sides, and the one that differs within.
_BY = {"outlet": ("outlet", "outlets", "speakers"), "speaker": ("who", "speakers", "outlets")}
_TITLES = {"kinds": "How they are quoted", "named": "Named or not", "types": "What they are",
           "speakers": "Who is quoted most", "outlets": "Where they are quoted"}  # fmt: skip
_FILTER = {"kinds": "kind", "types": "type", "speakers": "who", "outlets": "outlet"}
_ORDER = {"kinds": ("direct", "mixed", "indirect"), "named": ("named", "unnamed", "unresolved")}


@dataclass(frozen=True, slots=True)
class Cell:
    """How many statements of a side, of how many, and the address that shows them."""

    count: int
    of: int
    href: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with a row of cells, one a side, for each value."""

    title: str
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


@router.get("/compare")
def compare(request: Request) -> Response:
    """Two to five sides, or what there is to choose from."""
    site, asked = site_of(request), Search.of(request.query_params)
    by = request.query_params.get("by", "outlet")
    if by not in _BY:
        raise Refused(404, "Compare by outlet or by speaker.")
    name, offers, differing = _BY[by]
    sides = [one for one in dict.fromkeys(request.query_params.getlist("side")) if one and len(one) <= _LONG]
    offered = site.counting.facets(asked.q, asked.model_copy(update={name: None}).filters(), (offers,), _OFFERED)
    wrong = None if len(sides) in (0, *range(2, _MOST + 1)) else f"Choose two to five; {len(sides)} were chosen."
    sections: list[Section] = []
    totals: list[tuple[str, Cell]] = []
    if sides and not wrong:
        of = ("kinds", "named", "types", differing)
        asks = [asked.model_copy(update={name: side}) for side in sides]
        counts = [site.counting.facets(one.q, one.filters(), of, _EACH * 20) for one in asks]
        whole = max(one.statements for one in counts)
        totals = [
            (side, Cell(one.statements, whole, ask.address("/")))
            for side, ask, one in zip(sides, asks, counts, strict=True)
        ]
        sections = [_section(facet, asks, counts) for facet in of]
    return page(
        request, "compare.html", asked=asked, by=by, sides=sides, offered=offered.counts[offers], wrong=wrong,
        sections=sections, totals=totals, most=_MOST,
    )  # fmt: skip


def _section(facet: str, asks: Sequence[Search], counts: Sequence[Facets]) -> Section:
    sums: dict[str, int] = {}
    for one in counts:
        for value, count in list(one.counts[facet].items())[:_EACH]:
            sums[value] = sums.get(value, 0) + count
    values = _ORDER.get(facet) or sorted(sums, key=lambda value: (-sums[value], value))
    rows = tuple(
        (LABELS.get(value, value), tuple(_cell(facet, value, *one) for one in zip(asks, counts, strict=True)))
        for value in values
    )
    return Section(_TITLES[facet], rows)


def _cell(facet: str, value: str, asked: Search, counts: Facets) -> Cell:
    sets: dict[str, Any] = NAMED[value] if facet == "named" else {_FILTER[facet]: value}
    return Cell(counts.counts[facet].get(value, 0), counts.statements, asked.address("/", **sets))
