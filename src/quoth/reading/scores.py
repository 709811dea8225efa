"""What the encoder says of each word of a window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from quoth.reading.links import LABELS, distance_bucket, paragraph_bucket
from quoth.reading.pieces import Pieces
from quoth.reading.windows import Window
from quoth.reading.words import Ints

Floats = npt.NDArray[np.float32]
_PRODUCT = 1 << 18  # multiplications up to which BLAS keeps to one thread


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


@dataclass(frozen=True, slots=True)
class Edges:
    """A window's words that have pieces, and where in the window each one's pieces begin and end."""

    words: Ints
    starts: Ints
    ends: Ints

    def mean(self, rows: Floats) -> Floats:
        """The rows of pieces -> one row for each word, their mean."""
        mean: Floats = rows[self.starts]
        several = np.flatnonzero(self.ends - self.starts > 1)
        starts, ends = self.starts[several], self.ends[several]
        for place in range(1, int((ends - starts).max(initial=0))):
            longer = ends - starts > place
            mean[several[longer]] += rows[starts[longer] + place]
        mean[several] /= (ends - starts).astype(np.float32)[:, None]
        return mean


def edges(pieces: Pieces, window: Window) -> Edges:
    """The words of a window."""
    word = pieces.word[window.start : window.end]
    starts = np.flatnonzero(np.diff(word, prepend=-1))
    return Edges(word[starts], starts, np.append(starts[1:], len(word)))


def by_word(inside: Edges, outputs: Mapping[str, Floats]) -> Scores:
    """A window's outputs, a row for each of its words that has pieces -> one for every word."""
    tags, query, key = (outputs[name] for name in ("tags", "query", "key"))
    first, last = int(inside.words[0]), int(inside.words[-1]) + 1
    if len(inside.words) < last - first:
        tags, query, key = (_spread(rows, inside.words - first, last - first) for rows in (tags, query, key))
    return Scores(first, last, softmax(tags), query, key)


def link_probabilities(scores: Scores, cues: Ints, paragraph: Ints, biases: Biases) -> Floats:
    """Probability of each word of the window to be each of LABELS to each cue (cues, words, 4).

    `cues` are the first words of the cues, `paragraph` (words of the text) their paragraphs. What is
    missing to 1 over the first and last axes is the probability that the word belongs to nobody.
    """
    here = np.arange(scores.first, scores.last)
    width = scores.query.shape[1]
    keys = scores.key[cues - scores.first].reshape(len(cues), len(LABELS), width)
    # One small product a cue: a single large one would wake BLAS's threads, which costs more than it saves.
    values = scores.query / np.float32(np.sqrt(width)) @ keys.transpose(0, 2, 1)
    near = distance_bucket(here[None, :] - cues[:, None])
    apart = paragraph_bucket(paragraph[here][None, :] - paragraph[cues][:, None])
    values += np.ascontiguousarray(biases.distance.T).take(near, axis=0)
    values += np.ascontiguousarray(biases.paragraph.T).take(apart, axis=0)
    highest = np.maximum(values.max(axis=0).max(axis=1), 0)[:, None]
    powers = np.exp(values - highest)
    powers /= np.exp(-highest) + powers.sum(axis=(0, 2))[:, None]
    result: Floats = powers
    return result


def product(rows: Floats, weights: Floats) -> Floats:
    """Their matrix product, a few rows at a time: a large one would wake BLAS's threads, which costs more than it saves
    and disturbs the model's."""
    out = np.empty((len(rows), weights.shape[1]), np.float32)
    step = max(1, _PRODUCT // max(1, weights.size))
    for first in range(0, len(rows), step):
        np.matmul(rows[first : first + step], weights, out=out[first : first + step])
    return out


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
