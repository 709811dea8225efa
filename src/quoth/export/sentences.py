"""The sentences that an attribution stands in: for showing, where a full stop too many does no harm."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from quoth.article import Attribution, Span

_TITLES = r"Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Prof|Rev|Hon|St|Jr|Sr|No|vs|Co|Corp|Inc|Ltd|[A-Z]|[A-Z]\.[A-Z]"
_END = re.compile(r"[.!?…][\"”’»')\]]*\s+(?=[\"“‘«'(\[]*[A-Z0-9])|\n[^\S\n]*\n\s*")
_ABBREVIATION = re.compile(rf"(?:^|[\s(\"“])(?:{_TITLES})\.$")


def sentences(text: str) -> list[Span]:
    """The spans of the sentences of `text`, without the white space between them."""
    ends = [match.end() for match in _END.finditer(text) if not _abbreviates(text, match)]
    cut = (_stripped(text, start, end) for start, end in pairwise([0, *ends, len(text)]))
    return [(start, end) for start, end in cut if start < end]


def _abbreviates(text: str, match: re.Match[str]) -> bool:
    """Whether the full stop belongs to a word such as Dr., and so ends nothing."""
    end = match.start() + 1
    return "\n" not in match.group() and bool(_ABBREVIATION.search(text, max(0, end - 8), end))


def _stripped(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())


def around(attribution: Attribution, spans: Sequence[Span]) -> list[Span]:
    """The sentences, put together where they follow each other, that hold any of its words."""
    found: set[int] = set()
    for start, end in attribution.source + attribution.cue + attribution.content:
        first = max(0, bisect_right(spans, start, key=lambda one: one[0]) - 1)
        last = bisect_left(spans, end, key=lambda one: one[0])
        found.update(range(first, max(last, first + 1)))
    return [spans[number] for number in sorted(found) if number < len(spans)]


def beside(chosen: Sequence[Span], spans: Sequence[Span]) -> tuple[Span | None, Span | None]:
    """The sentence before the first of some, and the one after the last."""
    before = [one for one in spans if chosen and one[1] <= chosen[0][0]]
    after = [one for one in spans if chosen and one[0] >= chosen[-1][1]]
    return before[-1] if before else None, after[0] if after else None
