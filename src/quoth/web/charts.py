"""Counts of days as bars: by day, month or year, whichever shows them all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

HEIGHT = 60
_MOST = 93  # bars of days, or of months
_GAP = 0.15  # of a bar's room
_UNITS = (("day", 10), ("month", 7), ("year", 4))


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time with how many statements are of it, and where its bar stands in a chart of HEIGHT."""

    when: str
    count: int
    x: float
    width: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars from the first to the last stretch, each of one `unit`, side by side over a width of `slots`."""

    unit: str
    slots: int
    bars: tuple[Bar, ...]

    @property
    def most(self) -> int:
        return max(bar.count for bar in self.bars)

    @property
    def total(self) -> int:
        return sum(bar.count for bar in self.bars)


def chart(days: Mapping[str, int]) -> Chart | None:
    """The days with their counts as a chart; None where there are fewer than two stretches to compare."""
    known = {day: count for day, count in days.items() if _is_day(day)}
    if not known:
        return None
    first, last = min(known), max(known)
    unit, length = next(
        ((unit, length) for unit, length in _UNITS if _place(last, length) - _place(first, length) < _MOST), _UNITS[-1]
    )
    sums: dict[str, int] = {}
    for day in sorted(known):
        sums[day[:length]] = sums.get(day[:length], 0) + known[day]
    if len(sums) < 2:
        return None
    start = _place(first, length)
    return Chart(unit, _place(last, length) - start + 1, tuple(_bars(sums, start, length)))


def _bars(sums: Mapping[str, int], start: int, length: int) -> Iterator[Bar]:
    most = max(sums.values())
    for when, count in sums.items():
        height = max(1.5, round(HEIGHT * count / most, 2))
        yield Bar(when, count, _place(when, length) - start + _GAP / 2, 1 - _GAP, HEIGHT - height, height)


def _place(day: str, length: int) -> int:
    """Which day, month or year since the beginning it is."""
    year, month, number = (int(part) for part in (day[:4], day[5:7] or "1", day[8:10] or "1"))
    return {10: date(year, month, number).toordinal(), 7: year * 12 + month - 1, 4: year}[length]


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and bool(date.fromisoformat(text))
    except ValueError:
        return False
