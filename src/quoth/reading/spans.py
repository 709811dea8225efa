"""Ranges of words -> spans of code points as a person would mark them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quoth.article import Kind, Span, Spans
from quoth.reading.quotes import Quotation
from quoth.reading.words import Words

_LOOSE = ",;:–—-|/ \t\r\n\xa0"
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_MARKS = "\"“”„‟«»‹›‘’‚'`"


def to_spans(text: str, words: Words, ranges: Iterable[tuple[int, int]]) -> Spans:
    """Code points of ranges of words, without the marks and spaces that hang loose at their ends."""
    spans = (
        trimmed(text, (int(words.starts[first]), int(words.ends[last - 1])), _LOOSE) for first, last in ranges
    )
    return tuple(span for span in spans if span[0] < span[1])


def trimmed(text: str, span: Span, loose: str) -> Span:
    """`span` less the characters of `loose`, and white space, at its ends."""
    start, end = span
    while start < end and (text[start] in loose or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in loose or text[end - 1].isspace()):
        end -= 1
    return start, end


def tidy_source(text: str, spans: Spans) -> Spans:
    """Names only: no quotation marks around them, no bracket without its partner, no full stop after a sentence."""
    tidied = (_paired(text, trimmed(text, span, _LOOSE + _MARKS + "!?")) for span in spans)
    return tuple(span for span in tidied if span[0] < span[1])


def tidy_content(text: str, spans: Spans, quotations: Sequence[Quotation]) -> Spans:
    """Content with its quotation marks: both of a pair that it fills, none that belongs to words outside."""
    tidied = (_paired(text, _marked(text, span, quotations)) for span in spans)
    return tuple(span for span in _apart(tidied) if span[0] < span[1] and any(map(str.isalnum, text[slice(*span)])))


def _apart(spans: Iterable[Span]) -> list[Span]:
    """The spans without overlap, in order."""
    apart: list[Span] = []
    for start, end in sorted(spans):
        if apart and start < apart[-1][1]:
            start = apart[-1][1]
        if start < end:
            apart.append((start, end))
    return apart


def _marked(text: str, span: Span, quotations: Sequence[Quotation]) -> Span:
    start, end = span
    for quotation in quotations:
        if quotation.end <= start or quotation.start >= end:
            if not (quotation.end == start or quotation.start == end):
                continue
        inner_start, inner_end = quotation.start + 1, quotation.end - quotation.closed
        if start <= inner_start and end >= inner_end and inner_start < inner_end:
            start, end = min(start, quotation.start), max(end, quotation.end)
        elif start == quotation.start and end < inner_end and end - start > 1:
            continue
        elif inner_end <= start < quotation.end:
            start = quotation.end
        elif quotation.start < end <= inner_start:
            end = quotation.start
    return trimmed(text, (start, end), _LOOSE)


def _paired(text: str, span: Span) -> Span:
    start, end = span
    for opening, closing in _PAIRS.items():
        inside = text[start:end]
        if inside.startswith(opening) and closing not in inside:
            start += 1
        if inside.endswith(closing) and opening not in inside:
            end -= 1
    return trimmed(text, (start, end), _LOOSE)


def kind(text: str, content: Spans, quotations: Sequence[Quotation]) -> Kind:
    """Whether all, none or some of the content's letters stand in quotation marks."""
    places = [place for start, end in content for place in range(start, end) if text[place].isalnum()]
    quoted = sum(any(q.start < place < q.end for q in quotations) for place in places)
    if not quoted:
        return "indirect"
    return "direct" if quoted == len(places) else "mixed"
