"""Pieces -> windows that the encoder can take, cut at paragraph ends, overlapping where the text leans back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from quoth.reading.pieces import FEATURES, OUTSIDE, Pieces
from quoth.reading.words import Ints

LIMIT = 320  # of the 510 that the encoder can take: read as well, and in two thirds of the time
OVERLAP = 60
_QUOTATION = list(FEATURES).index("quotation")
_SENTENCE_ENDS = frozenset(".!?")


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces `start` to `end` of one text."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


def windows(pieces: Pieces, limit: int = LIMIT, overlap: int = OVERLAP) -> list[Window]:
    """Windows that cover the text: the last has up to `limit` pieces, the others four fifths of that, so that no short
    end is read without what stands before it. One that would begin amid a paragraph or with a quotation, whose speaker
    the text before it may name, begins up to `overlap` pieces earlier, in whole units."""
    filled = limit * 4 // 5
    units = list(_units(pieces, filled // 2))
    leaning = _leaning(pieces, units)
    found: list[Window] = []
    first = 0
    while first < len(units):
        last = first
        most = limit if len(pieces) - units[first][0] <= limit else filled
        while last + 1 < len(units) and units[last + 1][1] - units[first][0] <= most:
            last += 1
        found.append(Window(units[first][0], units[last][1]))
        if last + 1 == len(units):
            break
        edge, following = units[last + 1], last + 1
        earliest = max(edge[0] - overlap, edge[1] - filled)
        while leaning[following] and following - 1 > first and units[following - 1][0] >= earliest:
            following -= 1
        first = following
    return found


def _leaning(pieces: Pieces, units: Sequence[tuple[int, int]]) -> list[bool]:
    """Whether each unit is not to be understood without the one before."""
    paragraph = pieces.words.paragraph[pieces.word]
    return [
        start > 0 and bool(paragraph[start] == paragraph[start - 1] or pieces.features[start, _QUOTATION] != OUTSIDE)
        for start, _ in units
    ]


def _units(pieces: Pieces, limit: int) -> Iterator[tuple[int, int]]:
    """Paragraphs as ranges of pieces; those over `limit` in parts that end with a sentence if they can."""
    paragraph = pieces.words.paragraph[pieces.word]
    edges = [0, *(np.flatnonzero(np.diff(paragraph)) + 1).tolist(), len(pieces)]
    for start, end in pairwise(edges):
        while end - start > limit:
            middle = _sentence_end(pieces, start, start + limit)
            yield start, middle
            start = middle
        if start < end:
            yield start, end


def _sentence_end(pieces: Pieces, start: int, end: int) -> int:
    """The last piece index up to `end` that follows a full stop, or else that begins a word, or else `end`."""
    word_starts = np.flatnonzero(np.diff(pieces.word[start : end + 1])) + start + 1
    codes = pieces.words.codes[pieces.words.starts[pieces.word[word_starts - 1]]]
    stops: Ints = word_starts[np.isin(codes, [ord(mark) for mark in _SENTENCE_ENDS])]
    for choice in (stops, word_starts):
        if len(choice) and choice[-1] > start:
            return int(choice[-1])
    return end
