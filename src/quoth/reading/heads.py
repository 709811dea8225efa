"""The words of a text that head mentions, as the encoder sees them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache, cached_property
from itertools import pairwise

import numpy as np

from quoth.reading.mentions import EXTENTS, KINDS, REACH
from quoth.reading.scores import Edges, Floats, Scores, product, softmax
from quoth.reading.words import Ints

_NOBODY = KINDS.index("nobody")
_LEAST = 0.4  # a word heads a mention from this probability on


@dataclass(frozen=True)
class Heads:
    """Heads in the order of the text: `word` (n), `kind` (n, 5) probabilities of KINDS, `anaphor` and
    `antecedent` (n, d), and the first and last word of each one's mention (n)."""

    word: Ints
    kind: Floats
    anaphor: Floats
    antecedent: Floats
    first: Ints
    last: Ints

    def __len__(self) -> int:
        return len(self.word)

    @cached_property
    def at_words(self) -> list[int]:
        """The words as plain numbers, among which one is found faster than in an array."""
        words: list[int] = self.word.tolist()
        return words

    def number(self, word: int) -> int:
        """The first head that is a word or stands behind it."""
        return bisect_left(self.at_words, word)

    def at(self, word: int) -> int | None:
        """The number of the head that a word is, if it is one."""
        place = self.number(word)
        return place if place < len(self) and self.at_words[place] == word else None

    def only(self, kept: Ints) -> Heads:
        """Those of some numbers, or of a mask."""
        return Heads(*(getattr(self, field.name)[kept] for field in fields(self)))

    def between(self, first: int, last: int) -> Heads:
        """Those from word `first` up to word `last`."""
        low, high = np.searchsorted(self.word, (first, last))
        return Heads(*(getattr(self, field.name)[low:high] for field in fields(self)))


@dataclass(frozen=True, slots=True)
class Seen:
    """One window's scores of attributions, and its heads."""

    scores: Scores
    heads: Heads


def find_heads(inside: Edges, outputs: Mapping[str, Floats], reach: Floats, paragraph: Ints) -> Heads:
    """The heads of a window and their mentions; `outputs` have a row for each of its words, `reach` (2, EXTENTS) are
    the preferred distances of the mentions' edges, `paragraph` is that of every word of the text."""
    words, kind = inside.words, softmax(outputs["mention"])
    rows = np.flatnonzero(1 - kind[:, _NOBODY] > _LEAST)
    anaphor, antecedent, query = (outputs[name][rows] for name in ("anaphor", "antecedent", "edge_query"))
    first, last = _mention(query, outputs["edge_key"], rows, reach, paragraph[words])
    return Heads(words[rows], kind[rows], anaphor, antecedent, words[first], words[last])


def _mention(query: Floats, key: Floats, rows: Ints, reach: Floats, paragraph: Ints) -> tuple[Ints, Ints]:
    """The row of the first and last word of the mention of each head in `rows`."""
    size = query.shape[1] // 2
    places = rows[:, None] + np.arange(-REACH, REACH + 1)
    held = places.clip(0, len(key) - 1)
    outside = (places != held) | (paragraph[held] != paragraph[rows][:, None])
    flat = held + np.arange(len(rows))[:, None] * len(key)
    edges: list[Ints] = []
    for side in range(2):
        part = slice(side * size, (side + 1) * size)
        scores = product(query[:, part], key[:, part].T).take(flat)
        scores /= np.float32(np.sqrt(size))
        scores += reach[side]
        scores[outside | _wrong_side()[side]] = -np.inf
        edges.append(rows - REACH + scores.argmax(axis=1))
    return edges[0], edges[1]


@cache
def _wrong_side() -> np.ndarray:
    """A mention begins at its head or before, ends at it or after: (2, EXTENTS)."""
    side = np.arange(EXTENTS) - REACH
    return np.stack((side > 0, side < 0))


def joined(windows: Sequence[Heads], seams: Sequence[int], width: int) -> Heads:
    """The heads of a whole text, each from the window that decides on it; `seams` stand between them."""
    edges = [0, *seams, np.iinfo(np.int64).max]
    parts = [heads.between(*pair) for heads, pair in zip(windows, pairwise(edges), strict=False)]
    if not parts:
        return no_heads(width)
    return Heads(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Heads)))


def no_heads(width: int) -> Heads:
    """Those of a text that has none, or of which none are asked for."""
    whole, none = np.empty(0, np.int64), np.empty((0, width), np.float32)
    return Heads(whole, np.empty((0, len(KINDS)), np.float32), none, none, whole, whole)


class Gathered:
    """Passes the scores of windows on as they come, and keeps their heads."""

    def __init__(self, seen: Iterable[Seen], width: int) -> None:
        self._seen = seen
        self._width = width
        self._heads: list[Heads] = []
        self._seams: list[int] = []

    def scores(self) -> Iterator[Scores]:
        """The scores of every window, in order."""
        before: Scores | None = None
        for window in self._seen:
            if before is not None:
                self._seams.append((before.last + window.scores.first) // 2)
            self._heads.append(window.heads)
            before = window.scores
            yield window.scores

    def heads(self) -> Heads:
        """The heads of all windows passed on so far."""
        return joined(self._heads, self._seams, self._width)
