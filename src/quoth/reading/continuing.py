"""A quotation that is still open at a paragraph's end goes on in the next: whoever says one part says all."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from quoth.article import Span, Spans
from quoth.reading.quotes import Quotation, begins_paragraph, ends_paragraph
from quoth.reading.spans import tidy_content

_NOBODY = -1


def continued(text: str, contents: Sequence[Spans], taken: Sequence[Span], marks: Sequence[Quotation]) -> list[Spans]:
    """`contents` of a text's attributions, each with the parts of its quotations that nobody was given.

    `taken` are all spans of all their roles. A part that fills its paragraph goes to whoever has the
    part before it, or else the one after it.
    """
    result = [list(content) for content in contents]
    held = sorted((*span, number) for number, content in enumerate(contents) for span in content)
    others = sorted((*span, _NOBODY) for span in taken)
    for chain in _chains(text, marks):
        owners = [_overlapping(quotation, held) for quotation in chain]
        for number, quotation in enumerate(chain):
            owner = _nearest(owners, number)
            free = _overlapping(quotation, others) is None and ends_paragraph(text, quotation)
            if owner is not None and free:
                result[owner].append((quotation.start, quotation.end))
    return [tidy_content(text, tuple(content), marks) for content in result]


def _chains(text: str, marks: Sequence[Quotation]) -> Iterator[list[Quotation]]:
    """Runs of quotations of which all but the last stay open and all but the first begin a paragraph."""
    chain: list[Quotation] = []
    for quotation in marks:
        goes_on = bool(chain) and not chain[-1].closed and begins_paragraph(text, chain[-1].end, quotation)
        if not goes_on and len(chain) > 1:
            yield chain
        chain = [*chain, quotation] if goes_on else [quotation]
    if len(chain) > 1:
        yield chain


def _nearest(owners: Sequence[int | None], number: int) -> int | None:
    before = (owner for owner in reversed(owners[:number]) if owner is not None)
    after = (owner for owner in owners[number:] if owner is not None)
    return next(before, next(after, None))


def _overlapping(quotation: Quotation, spans: Sequence[tuple[int, int, int]]) -> int | None:
    """The number of the first of some sorted spans that overlaps a quotation."""
    place = bisect_left(spans, (quotation.start, 0, 0))
    near = spans[max(0, place - 1) : place + 1]
    return next((number for start, end, number in near if start < quotation.end and quotation.start < end), None)
