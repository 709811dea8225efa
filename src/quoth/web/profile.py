"""What the page of a speaker says beside what they said: roles in time, words that stand out, who is quoted beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from quoth.archive import Filters, Standing
from quoth.web.asked import Search
from quoth.web.site import Site

_ROLES = 12
_WORDS = 16
_NEAR = 12


@dataclass(frozen=True, slots=True)
class Stretch:
    """A role with its place, in per cent of the time from the first day to the last."""

    standing: Standing
    x: float
    width: float


def profile(site: Site, asked: Search) -> dict[str, Any]:
    """What the template needs."""
    filters = asked.filters()
    # The same days by anybody: what everybody spoke of then does not stand out.
    everybody = Filters(since=filters.since, until=filters.until)
    found = site.counting.terms([("", filters), ("", everybody)], _WORDS)
    return {
        "stretches": stretches(site.counting.standings(filters, _ROLES)),
        "words": found.sides[0],
        "near": site.counting.near(filters, _NEAR),
    }


def stretches(standings: Sequence[Standing]) -> list[Stretch]:
    """Roles from when to when, on one scale."""
    days = [day for one in standings for day in (_number(one.since), _number(one.until)) if day is not None]
    first, last = (min(days), max(days)) if days else (0, 0)
    scale = 100 / max(1, last - first)
    made: list[Stretch] = []
    for one in standings:
        since, until = _number(one.since), _number(one.until)
        if since is None or until is None:
            made.append(Stretch(one, 0, 0))
            continue
        # A single day is seen too.
        width = max(2.0, (until - since) * scale)
        made.append(Stretch(one, round(min((since - first) * scale, 100 - width), 2), round(width, 2)))
    return made


def _number(day: str | None) -> int | None:
    try:
        return date.fromisoformat(day or "").toordinal()
    except ValueError:
        return None
