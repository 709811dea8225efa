"""Days as text writes them: found, read, compared. Only whole days; clock times are left aside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

_MONTH = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
MONTHS = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
_WEEKDAYS = ["Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun"]
_ORDINAL = r"(?:st|nd|rd|th)?"
_FULL = re.compile(
    rf"(?<![\d-])(?P<y>(?:19|20)\d\d)[-/.](?P<m>[01]?\d)[-/.](?P<d>[0-3]?\d)(?!\d)"
    rf"|\b(?P<M>{MONTHS})\.? (?P<D>[0-3]?\d){_ORDINAL},?(?: \d\d?:\d\d)? (?P<Y>(?:19|20)\d\d)\b"
    rf"|\b(?P<D2>[0-3]?\d){_ORDINAL}(?: of)?[ -](?P<M2>{MONTHS})\.?,?[ -](?P<Y2>(?:19|20)\d\d)\b"
    rf"|(?<![\d/.])(?P<a>[0-3]?\d)[/.](?P<b>[0-3]?\d)[/.](?P<Y3>(?:19|20)\d\d)(?!\d)"
    rf"|(?<!\d)(?P<y4>20[0-4]\d)(?P<m4>[01]\d)(?P<d4>[0-3]\d)(?=T|$|\D)",
    re.I,
)
_PART = re.compile(
    rf"\b(?:(?P<M>{MONTHS})\.? (?P<D>[0-3]?\d){_ORDINAL}(?!\d)|(?P<D2>[0-3]?\d){_ORDINAL} (?P<M2>{MONTHS})\b)"
)
_NAMED = re.compile(
    rf"\b(?P<W>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?:the )?"
    rf"(?:(?P<M>{MONTHS})\.? (?P<D>[0-3]?\d)|(?P<D2>[0-3]?\d){_ORDINAL} (?:of )?(?P<M2>{MONTHS}))\b"
    r"(?!\.?,? (?:19|20)\d\d)"
)
_LINE = re.compile(
    rf"\W*(?:(?:published|posted|updated|last updated|date|on|created|modified|added"
    rf"|printed|retrieved|accessed)\b:?\s*(?:on\s+)?)*"
    rf"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,?\s+)?(?:the\s+)?"
    rf"(?:(?:19|20)\d\d[-/.][01]?\d[-/.][0-3]?\d|[0-3]?\d[-/.][01]?\d[-/.](?:(?:19|20)\d\d|\d\d)"
    rf"|[01]?\d/[0-3]?\d/(?:19|20)\d\d"
    rf"|{MONTHS}\.?\s+[0-3]?\d{_ORDINAL},?\s+(?:19|20)\d\d|[0-3]?\d{_ORDINAL}[ -]{MONTHS}\.?,?[ -](?:19|20)\d\d)"
    rf"(?:[T\s,|@·-]*(?:at\s+)?\d{{1,2}}[:.]\d\d(?:[:.]\d\d)?(?:\.\d+)?"
    rf"\s*(?:[ap]\.?m\.?)?\s*(?:Z|[A-Z]{{2,4}}|[+-]\d\d:?\d\d)?)?\W*",
    re.I,
)
_OLDEST = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Partial:
    """A day of the year, with the year and the weekday (0 is Monday) where these were written."""

    month: int
    day: int
    year: int | None = None
    weekday: int | None = None

    def far(self, other: date) -> int:
        """How many days this is away from `other`, in whichever year brings it nearest."""
        return min((abs((found - other).days) for found in self._around(other)), default=9999)

    def falls(self, other: date) -> bool:
        """Whether it is a day within a year of `other` that falls on the weekday written with it."""
        near = (found for found in self._around(other) if abs((found - other).days) < 365)
        return any(found.weekday() == self.weekday for found in near)

    def _around(self, other: date) -> list[date]:
        years = (self.year,) if self.year else (other.year - 1, other.year, other.year + 1)
        return [found for year in years if (found := _day(year, self.month, self.day))]

    def whole(self) -> date | None:
        """The date, where the year is known."""
        return _day(self.year, self.month, self.day) if self.year else None


def today(given: str | None) -> date:
    """The day that counts as today: the one given, else the clock's (UTC)."""
    return date.fromisoformat(given) if given else datetime.now(UTC).date()


def find(text: str) -> Iterator[date]:
    """Every full date in `text`, in its order; days that could be read two ways are left out."""
    for match in _FULL.finditer(text):
        found = _read(match)
        if found and found >= _OLDEST:
            yield found


def first(text: str | None) -> date | None:
    """The first full date in `text`."""
    return next(find(text), None) if text else None


def partial(text: str) -> Partial | None:
    """The day of the year that `text` names."""
    if whole := first(text):
        return Partial(whole.month, whole.day, whole.year)
    return _partial(match) if (match := _PART.search(text)) else None


def named(text: str) -> Iterator[Partial]:
    """Days written with their weekday and no year ("Tuesday, April 9"): news does so for days close by."""
    for match in _NAMED.finditer(text):
        if found := _partial(match):
            yield replace(found, weekday=_WEEKDAYS.index(match["W"]))


def is_line(text: str) -> bool:
    """Whether `text` is a date and nothing else."""
    return len(text) < 100 and bool(_LINE.fullmatch(text.strip()))


def after(day: date, limit: date) -> bool:
    """Whether `day` lies in the future; a day's grace covers the time zones."""
    return day > limit + timedelta(days=1)


def _partial(match: re.Match[str]) -> Partial | None:
    month, day = match["M"] or match["M2"], int(match["D"] or match["D2"])
    found = Partial(_month(month), day)
    return found if _day(2020, found.month, day) else None


def _read(match: re.Match[str]) -> date | None:
    if match["y"]:
        return _day(int(match["y"]), int(match["m"]), int(match["d"]))
    if match["M"]:
        return _day(int(match["Y"]), _month(match["M"]), int(match["D"]))
    if match["M2"]:
        return _day(int(match["Y2"]), _month(match["M2"]), int(match["D2"]))
    if match["y4"]:
        return _day(int(match["y4"]), int(match["m4"]), int(match["d4"]))
    one, two, year = int(match["a"]), int(match["b"]), int(match["Y3"])
    readings = {found for found in (_day(year, one, two), _day(year, two, one)) if found}
    return readings.pop() if len(readings) == 1 else None


def _month(name: str) -> int:
    return _MONTH.index(name[:3].lower()) + 1


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
