"""Whoever says a part of a quotation says all of it, and what goes on from it in the next paragraph."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from quoth.article import Span, Spans
from quoth.reading.quotes import Quotation, begins_paragraph, ends_paragraph, is_next_paragraph, touching
from quoth.reading.spans import tidy_content

_Held = tuple[int, int, int]  # a span, and the number of whose it is
_NOBODY = -1
_MARK = 2  # code points that a quotation mark takes, at most
_SENTENCE = 24  # code points that a quotation has which is no exclamation or title, at least


def continued(text: str, contents: Sequence[Spans], taken: Sequence[Span], marks: Sequence[Quotation]) -> list[Spans]:
    """`contents` of a text's attributions, each with the parts of its quotations that nobody was given.

    `taken` are all spans of all their roles. A content that breaks off within a quotation that it begins or ends with
    goes as far as its marks. A part of a quotation still open at its paragraph's end that fills its own paragraph goes
    to whoever has the part before it, or else the one after it. A quotation that is a whole paragraph is by whoever
    said the last one of the paragraph before (PolNeAR train: 85 of 100).
    """
    others = sorted((*span, _NOBODY) for span in taken)
    result = [[_filled(span, others, marks) for span in content] for content in contents]
    held = sorted((*span, number) for number, content in enumerate(result) for span in content)
    for chain in _chains(text, marks):
        owners = [_overlapping(quotation, held) for quotation in chain]
        for number, quotation in enumerate(chain):
            owner = _nearest(owners, number)
            free = _overlapping(quotation, others) is None and ends_paragraph(text, quotation)
            if owner is not None and free:
                result[owner].append((quotation.start, quotation.end))
    held = sorted((*span, number) for number, content in enumerate(result) for span in content)
    for owner, quotation in _whole_paragraphs(text, held, others, marks):
        result[owner].append((quotation.start, quotation.end))
    return [tidy_content(text, tuple(content), marks) for content in result]


def _whole_paragraphs(
    text: str, held: Sequence[_Held], others: Sequence[_Held], marks: Sequence[Quotation]
) -> Iterator[tuple[int, Quotation]]:
    """The quotations that are a whole paragraph and nobody's, each with whose the one before it is."""
    last: int | None = None
    for before, quotation in pairwise(marks):
        last = _overlapping(before, held) if last is None else last
        is_free = _overlapping(quotation, others) is None and _overlapping(quotation, held) is None
        if last is not None and is_free and _goes_on(text, before, quotation):
            yield last, quotation
        else:
            last = None


def _goes_on(text: str, before: Quotation, quotation: Quotation) -> bool:
    """Whether a quotation is the whole of the paragraph behind that of the one before."""
    is_sentence = quotation.end - quotation.start >= _SENTENCE and ends_paragraph(text, quotation)
    return is_sentence and is_next_paragraph(text, before.end, quotation.start)


def _filled(span: Span, others: Sequence[_Held], marks: Sequence[Quotation]) -> Span:
    """A content's span as far as the marks of a quotation that it breaks off in, if nothing else stands between."""
    start, end = span
    for one in touching(marks, span):
        first, last = one.start + _MARK, one.end - _MARK
        if start <= first < end < last and _is_free(end, one.end, others):
            end = one.end
        elif first < start < last <= end and _is_free(one.start, start, others):
            start = one.start
    return start, end


def _is_free(start: int, end: int, spans: Sequence[_Held]) -> bool:
    near = spans[max(0, bisect_left(spans, (start, 0, 0)) - 1) : bisect_left(spans, (end, 0, 0))]
    return all(other <= start for _, other, _ in near)


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


def _overlapping(quotation: Quotation, spans: Sequence[_Held]) -> int | None:
    """The number of the first of some sorted spans that overlaps a quotation."""
    place = bisect_left(spans, (quotation.start, 0, 0))
    near = spans[max(0, place - 1) : place + 1]
    return next((number for start, end, number in near if start < quotation.end and quotation.start < end), None)
