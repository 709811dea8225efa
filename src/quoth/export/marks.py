"""Which characters of an article play which role in which attribution, and which stands within which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quoth.article import ROLES, Attribution, Statement


@dataclass(frozen=True, slots=True)
class Mark:
    """One role of one attribution; `depth` is how many others it stands within."""

    attribution: str
    role: str
    depth: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text with the marks on all of it, the outermost first."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def segments(length: int, attributions: Sequence[Attribution]) -> Iterator[Segment]:
    """A text of `length` code points cut wherever a mark begins or ends, in order and without gaps."""
    opens: dict[int, list[tuple[int, Mark]]] = {}
    edges = {0, length}
    for one, depth in outline(attributions):
        for role in ROLES:
            for start, end in getattr(one, role):
                opens.setdefault(start, []).append((end, Mark(one.id, role, depth)))
                edges |= {start, end}
    active: list[tuple[int, Mark]] = []
    for start, end in pairwise(sorted(edges)):
        active = [one for one in active if one[0] > start] + opens.get(start, [])
        active.sort(key=lambda one: (one[1].depth, -one[0]))
        yield Segment(start, end, tuple(mark for _, mark in active))


def outline(attributions: Sequence[Attribution]) -> list[tuple[Attribution, int]]:
    """Attributions with how many others each stands within; each follows the one that it stands within."""
    places = {one.id: place for place, one in enumerate(attributions)}
    within = {one.id: one.within for one in attributions}
    paths = {one.id: [places[name] for name in _outward(one.id, within)][::-1] for one in attributions}
    return [(one, len(paths[one.id]) - 1) for one in sorted(attributions, key=lambda one: paths[one.id])]


def _outward(name: str, within: Mapping[str, str | None]) -> list[str]:
    """The attribution, the one that it stands within, and so on outward."""
    chain = [name]
    while (outer := within[chain[-1]]) in within and outer not in chain:
        chain.append(str(outer))
    return chain


def pieces(start: int, end: int, one: Attribution) -> Iterator[tuple[int, int, str]]:
    """A sentence cut at the roles that one attribution has in it: (start, end, role or nothing)."""
    place = start
    for (first, last), role in sorted((span, name) for name in ROLES for span in getattr(one, name)):
        begin, stop = max(first, place), min(last, end)
        if begin < stop:
            yield place, begin, ""
            yield begin, stop, role
            place = stop
    yield place, end, ""


def attribution(one: Statement) -> Attribution:
    """A statement as the attribution that it is in its article's text."""
    return Attribution(str(one.id), one.kind, one.source_spans, one.cue_spans, one.content_spans)
