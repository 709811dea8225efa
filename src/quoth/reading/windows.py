"""Pieces -> windows that the encoder can take, cut at paragraph ends, overlapping by whole paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from quoth.reading.pieces import Pieces
from quoth.reading.words import Ints

LIMIT = 510
OVERLAP = 60
_SENTENCE_ENDS = frozenset(".!?")


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces `start` to `end` of one text."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


def windows(pieces: Pieces, limit: int = LIMIT, overlap: int = OVERLAP) -> list[Window]:
    """Windows of up to `limit` pieces that cover the text; each begins about `overlap` pieces, in
    whole paragraphs, before the last one's end."""
    units = list(_units(pieces, limit // 2))
    found: list[Window] = []
    first = 0
    while first < len(units):
        last = first
        while last + 1 < len(units) and units[last + 1][1] - units[first][0] <= limit:
            last += 1
        found.append(Window(units[first][0], units[last][1]))
        if last + 1 == len(units):
            break
        following = last + 1
        while following - 1 > first and units[last][1] - units[following][0] < overlap:
            following -= 1
            if units[last + 1][1] - units[following][0] > limit:
                following += 1
                break
        first = following
    return found


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
