"""Where quotation marks open and close, paragraph by paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from quoth.article import Span

_MARK = re.compile(r"``|''|[\"“”„‟«»‹›‘’‚']")
_LONGEST = 3_000  # code points within single marks; a search without an end would take forever
_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
_END = re.compile(r"[^\S\n]*(?:\n[^\S\n]*\n|\Z)")
_CLOSERS = {
    '"': ('"', "”"),
    "“": ("”", '"'),
    "‟": ("”",),
    "„": ("“", "”"),
    "«": ("»",),
    "»": ("«",),
    "‹": ("›",),
    "›": ("‹",),
    "``": ("''", '"'),
    "''": ("''",),
    "‘": ("’",),
    "‚": ("‘", "’"),
    "'": ("'",),
}
_SINGLE = frozenset("'‘‚’")
_EITHER_SIDE = frozenset(('"', "''", "'", "»", "›"))


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quoted stretch with its marks. `end` lies past the closing mark, or at the paragraph's end."""

    start: int
    end: int
    closed: bool


def quotations(text: str) -> tuple[Quotation, ...]:
    """Every quotation of `text`, in order; one that never closes runs to the end of its paragraph."""
    return tuple(one for start, end in paragraphs(text) for one in _in_paragraph(text, start, end))


def touching(quotations: Sequence[Quotation], span: Span) -> Sequence[Quotation]:
    """Those that overlap `span` or stand right beside it."""
    start, end = span
    first = bisect_left(quotations, start, key=lambda one: one.end)
    last = bisect_right(quotations, end, key=lambda one: one.start)
    return quotations[first:last]


def paragraphs(text: str) -> list[Span]:
    """The spans between blank lines."""
    edges = [0]
    for match in _BREAK.finditer(text):
        edges += match.span()
    edges.append(len(text))
    return [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]


def begins_paragraph(text: str, end: int, quotation: Quotation) -> bool:
    """Whether nothing but one break stands between `end`, a paragraph's end, and the quotation."""
    return _BREAK.fullmatch(text, end, quotation.start) is not None


def is_next_paragraph(text: str, place: int, start: int) -> bool:
    """Whether `start` begins the paragraph behind the one that holds `place`."""
    breaks = list(_BREAK.finditer(text, place, start))
    return len(breaks) == 1 and breaks[0].end() == start


def ends_paragraph(text: str, quotation: Quotation) -> bool:
    """Whether nothing follows the quotation in its paragraph."""
    return _END.match(text, quotation.end) is not None


def _in_paragraph(text: str, start: int, end: int) -> list[Quotation]:
    found: list[Quotation] = []
    marks = list(_MARK.finditer(text, start, end))
    opened: re.Match[str] | None = None
    for match in marks:
        if opened is None:
            if _opens(text, match, start, end):
                opened = match
        elif match.group() in _CLOSERS[opened.group()] and _closes(text, match, start, end):
            found.append(Quotation(opened.start(), match.end(), True))
            opened = None
    if opened is not None and opened.group() not in _SINGLE:
        found.append(Quotation(opened.start(), end, False))
    return found


def _opens(text: str, match: re.Match[str], start: int, end: int) -> bool:
    mark = match.group()
    if mark not in _CLOSERS:
        return False
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end()] if match.end() < end else " "
    if mark in _EITHER_SIDE and (after.isspace() or before.isalnum()):
        return False
    return mark not in _SINGLE or _closes_later(text, match, end)


def _closes_later(text: str, opening: re.Match[str], end: int) -> bool:
    """Whether a single mark has its partner: the ’ of ’tis or of the ’80s has none."""
    if text[opening.start() - 1 : opening.start()].isalnum() or text[opening.end() : opening.end() + 1].isspace():
        return False
    closers = "".join(_CLOSERS[opening.group()])
    return (
        re.compile(rf"(?<=\S)[{closers}](?!\w)").search(text, opening.end() + 1, min(end, opening.end() + _LONGEST))
        is not None
    )


def _closes(text: str, match: re.Match[str], start: int, end: int) -> bool:
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end()] if match.end() < end else " "
    if match.group() in _SINGLE:
        return not before.isspace() and not after.isalnum()
    return not (before.isspace() and after.isalnum() and match.group() == '"')
