"""What the encoder says of each word of a window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from quoth.reading.links import LABELS, distance_bucket, paragraph_bucket
from quoth.reading.pieces import Pieces
from quoth.reading.windows import Window
from quoth.reading.words import Ints

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Biases:
    """Learned preferences by distance in words (4, DISTANCES) and in paragraphs (4, PARAGRAPHS)."""

    distance: Floats
    paragraph: Floats


@dataclass(frozen=True, slots=True)
class Scores:
    """Words `first` to `last` of a text as one window saw them.

    `tags` (words, 7): probabilities; `query` (words, d); `key` (words, 4 * d).
    """

    first: int
    last: int
    tags: Floats
    query: Floats
    key: Floats


def by_word(pieces: Pieces, window: Window, outputs: Sequence[Floats]) -> Scores:
    """A window's outputs, a row for each of its pieces, taken together by word."""
    word = pieces.word[window.start : window.end]
    edges = np.flatnonzero(np.diff(word, prepend=-1))
    lengths = np.diff(edges, append=len(word)).astype(np.float32)[:, None]
    tags, query, key = (np.add.reduceat(output, edges, axis=0) / lengths for output in outputs)
    first, last = int(word[0]), int(word[-1]) + 1
    if len(edges) < last - first:
        tags, query, key = (_spread(rows, word[edges] - first, last - first) for rows in (tags, query, key))
    return Scores(first, last, softmax(tags), query, key)


def link_probabilities(scores: Scores, cues: Ints, paragraph: Ints, biases: Biases) -> Floats:
    """Probability of each word of the window to be each of LABELS to each cue (words, cues, 4).

    `cues` are the first words of the cues, `paragraph` (words of the text) their paragraphs. What is
    missing to 1 over the last two axes is the probability that the word belongs to nobody.
    """
    here = np.arange(scores.first, scores.last)
    width = scores.query.shape[1]
    keys = scores.key[cues - scores.first].reshape(-1, width)
    values = (scores.query @ keys.T / np.sqrt(width)).reshape(len(here), len(cues), len(LABELS))
    near = distance_bucket(here[:, None] - cues[None, :])
    apart = paragraph_bucket(paragraph[here][:, None] - paragraph[cues][None, :])
    values += biases.distance.T[near] + biases.paragraph.T[apart]
    highest = np.maximum(values.max(axis=(1, 2), keepdims=True), 0)
    powers = np.exp(values - highest)
    result: Floats = powers / (np.exp(-highest) + powers.sum(axis=(1, 2), keepdims=True))
    return result


def softmax(values: Floats) -> Floats:
    """Over the last axis."""
    powers = np.exp(values - values.max(axis=-1, keepdims=True))
    result: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return result


def _spread(rows: Floats, places: Ints, count: int) -> Floats:
    """Rows for words that have no piece: the zeros make them nobody's."""
    spread = np.zeros((count, rows.shape[1]), np.float32)
    spread[places] = rows
    return spread
