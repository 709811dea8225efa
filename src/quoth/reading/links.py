"""How near a word stands to a cue, and what it can be to it."""

from __future__ import annotations

from functools import cache

import numpy as np

from quoth.reading.words import Ints

LINKED = ("source", "content")  # the roles of words that belong to a cue
LABELS = ("B-source", "I-source", "B-content", "I-content")
DISTANCES = 33
PARAGRAPHS = 5
_NEAR = 6
FAR = 256  # words apart: from here on all are in the last bucket


def distance_bucket(words: Ints) -> Ints:
    """Signed distance in words -> 0 … DISTANCES-1: every one of the nearest six has a bucket of its
    own, farther ones share one by the half octave."""
    bucket: Ints = _buckets()[np.minimum(np.maximum(words, -FAR), FAR) + FAR]
    return bucket


@cache
def _buckets() -> Ints:
    words = np.arange(-FAR, FAR + 1)
    size = np.abs(words)
    far = _NEAR + np.floor(2 * np.log2(np.maximum(size, _NEAR) / _NEAR)).astype(np.int64) + 1
    bucket = np.minimum(np.where(size <= _NEAR, size, far), DISTANCES // 2)
    return DISTANCES // 2 + np.sign(words) * bucket


def paragraph_bucket(paragraphs: Ints) -> Ints:
    """Signed distance in paragraphs -> 0 … PARAGRAPHS-1."""
    return np.clip(paragraphs, -(PARAGRAPHS // 2), PARAGRAPHS // 2) + PARAGRAPHS // 2
