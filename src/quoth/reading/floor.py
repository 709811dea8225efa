"""Whose "I" stands outside quotation marks: who has the floor in an interview, a hearing or a letter."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from quoth.article import Span
from quoth.reading.heads import Heads
from quoth.reading.mentions import CLASSES, KINDS, NAME, Traits
from quoth.reading.turns import labels
from quoth.reading.words import Words

_I, _YOU = CLASSES.index("I"), CLASSES.index("you")
_NAMES = r"((?:[^\W\d_a-z][\w.'’-]*\s?){1,4})"
_CALLED = re.compile(rf"(?:^|[.?!\]…]\s+){_NAMES}[.?]$", re.M)
_ADDRESSED = re.compile(rf"{_NAMES},\s")
_INTRODUCED = re.compile(r"\b(?:I['’]?m|I am|[Mm]y name is) (?:(?:your|the|an?) [^.,\n]{1,40}, )?(?=[^\W\d_])")
_SIGNED = re.compile(
    r"^(?:Yours|Sincerely|Respectfully|Faithfully|Cordially|Best|Kind|Warm|Regards|Love)\b[^\n.,]{0,30},\s+", re.M
)
_BYLINE = re.compile(r"\A(?:[^\n]*\n\s*){0,2}By (?=[^\W\d_a-z])")
_TALKED = 3  # paragraphs with "I", with "you" and with a question, from which on people talk to each other
_QUESTIONS = 0.1  # of a talk's paragraphs, the least share that ends in a question


@dataclass(frozen=True, slots=True)
class Turns:
    """The paragraphs of a text, the numbers of the heads that are an "I" outside quotation marks by paragraph,
    and whether several people talk to each other."""

    paragraphs: tuple[Span, ...]
    first_persons: tuple[tuple[int, ...], ...]
    are_talk: bool


def first_persons(
    text: str, words: Words, heads: Heads, known: Traits, mentions: Sequence[Span]
) -> Iterator[tuple[int, int]]:
    """Pairs of heads: an "I" outside quotation marks, and whoever that is.

    A label ("ROSEN:"), being called ("Miss Rosen?"), naming oneself ("I'm Ada Rosen"), signing or a line "By Ada Rosen"
    gives the floor, and it is kept. Where people talk to each other, whoever is called keeps it, but for paragraphs
    that end in a question; an "I" that nobody is known by is not the one of another paragraph, and the pair is that
    head twice.
    """
    turns = _turns(text, words, heads, known)
    if not any(turns.first_persons):
        return
    names = _people(text, words, heads, known, mentions)
    for inside, holder in zip(turns.first_persons, _floor(text, turns, names), strict=True):
        for head in inside:
            if holder is not None:
                yield head, holder
            elif turns.are_talk:
                yield head, inside[0]  # the first one: by itself


def _turns(text: str, words: Words, heads: Heads, known: Traits) -> Turns:
    count = int(words.paragraph[-1]) + 1 if len(words) else 0
    firsts = np.searchsorted(words.paragraph, np.arange(count))
    lasts = np.searchsorted(words.paragraph, np.arange(count), "right") - 1
    paragraphs = tuple(zip(words.starts[firsts].tolist(), words.ends[lasts].tolist(), strict=True))
    classes, outside = known.classes[heads.word], known.quotation[heads.word] < 0
    place = words.paragraph[heads.word]
    inside: list[list[int]] = [[] for _ in paragraphs]
    for head in np.flatnonzero((classes == _I) & outside).tolist():
        inside[place[head]].append(head)
    asked = sum(text[end - 1] == "?" for _, end in paragraphs)
    talk = (len(set(place[(classes == one) & outside].tolist())) >= _TALKED for one in (_I, _YOU))
    are_talk = asked >= max(_TALKED, _QUESTIONS * count) and all(talk)
    return Turns(paragraphs, tuple(map(tuple, inside)), are_talk)


def _people(text: str, words: Words, heads: Heads, known: Traits, mentions: Sequence[Span]) -> dict[Span, int]:
    """The heads that are people's names, by the span of the mention. Behind a full stop ("Ms. Rosen") a name is not
    one by its class."""
    starts = words.starts[heads.word].tolist()
    return {
        mentions[head]: head
        for head in np.flatnonzero(known.classes[heads.word] >= NAME).tolist()
        if KINDS[heads.kind[head].argmax()] == "person" and text[starts[head]].isupper()
    }


def _floor(text: str, turns: Turns, names: dict[Span, int]) -> Iterator[int | None]:
    """For each paragraph the head of whoever speaks in it, if that is known."""
    labels = _labels(text, turns.paragraphs)
    holder = _signed(text, names)
    called: int | None = None
    for place, (start, end) in enumerate(turns.paragraphs):
        own = _introduced(text, start, end, names)
        if place in labels:
            own = holder = _named(names, labels[place])
        elif called is not None:
            holder = called
        elif own is not None and not turns.are_talk:
            holder = own
        asks = turns.are_talk and called is None and text[end - 1] == "?"
        yield own if own is not None else None if asks else holder
        called = _called(text, start, end, names, turns.are_talk)


def _labels(text: str, paragraphs: Sequence[Span]) -> dict[int, Span]:
    """The labels of a transcript's turns by paragraph."""
    ends = [end for _, end in paragraphs]
    return {bisect_left(ends, span[1]): span for span in labels(text)}


def _called(text: str, start: int, end: int, names: dict[Span, int], in_talk: bool) -> int | None:
    """Whoever is given the floor by a paragraph: its last sentence is but a name, or it asks somebody by name."""
    last = _CALLED.search(text, max(start, end - 80), end)
    first = _ADDRESSED.match(text, start, end) if in_talk and text[end - 1] == "?" else None
    return next((_named(names, match.span(1)) for match in (last, first) if match), None)


def _introduced(text: str, start: int, end: int, names: dict[Span, int]) -> int | None:
    """Whoever a paragraph says "I" is."""
    said = (match.end() for match in _INTRODUCED.finditer(text, start, end))
    return next((head for place in said for (begin, _), head in names.items() if begin == place), None)


def _signed(text: str, names: dict[Span, int]) -> int | None:
    """Whoever signs the text, below or above it."""
    signed = (match.end() for pattern in (_SIGNED, _BYLINE) for match in pattern.finditer(text))
    return next((head for place in signed for (begin, _), head in names.items() if begin == place), None)


def _named(names: dict[Span, int], span: Span) -> int | None:
    """Whoever is named within a span."""
    return next((head for (start, end), head in names.items() if start >= span[0] and end <= span[1] + 1), None)
