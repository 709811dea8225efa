"""Whether one article is a copy of another, by the words of their texts: whole, edited, cut, or with more around it.

Marks, case and apostrophes make no difference. A sketch of fixed size finds the few that may be copies among many;
the shingles themselves, runs of words, then decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from math import sqrt
from unicodedata import normalize

import numpy as np
import numpy.typing as npt
from rensa import RMinHash

from quoth.archive.folding import folded

SHINGLE = 4  # words
_NUMBERS = 128  # of a sketch; two of them are a key
_SEED = 1
_HELD = 0.75  # of the shorter one's shingles, which a copy must share
_ALIKE = 0.45  # of all shingles in both, or else the shorter one is cut
_HEAD = 40  # shingles that a text begins with
_KEPT = 0.3  # of those of the shorter one, which must be in the longer: pages that share furniture differ there
_BEGUN = 0.5  # of those of the longer one, which a cut copy must have
_LEAST = 24  # shingles; what is shorter is a copy if it is the same
_DEVIATIONS = 3  # how far a sketch may be off
_LOST = re.compile(r"['’‘‛ʼ＇`´′\u00ad\u200b-\u200d\u2060\ufeff]")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Sketch:
    """What stands for a text: how many shingles it has, and a few numbers that copies mostly share."""

    size: int
    numbers: bytes

    @property
    def keys(self) -> list[int]:
        """What is looked up: two sketches that share a key may be of copies."""
        return sorted(set(self.array.view(np.int64).tolist()))

    @property
    def array(self) -> npt.NDArray[np.uint32]:
        """The numbers, to be counted with."""
        return np.frombuffer(self.numbers, np.dtype("<u4"))


def words(text: str) -> list[str]:
    """The words of a text as they are compared: without case, accents, apostrophes and characters unseen."""
    found = _WORD.findall(normalize("NFKC", _LOST.sub("", text)).casefold())
    return [one if one.isascii() else folded(one) for one in found]


def body(text: str, title: str | None) -> str:
    """A text without the headline above it, which each carrier writes for itself."""
    return (text.removeprefix(title).strip() or text) if title else text


@lru_cache(maxsize=512)
def shingles(text: str) -> frozenset[str]:
    """Every run of a few words in a text; of a shorter text all its words."""
    return frozenset(_runs(text))


@lru_cache(maxsize=512)
def head(text: str) -> frozenset[str]:
    """The shingles that a text begins with."""
    return frozenset(islice(_runs(text), _HEAD))


def sketch(text: str) -> Sketch:
    """The sketch of a text."""
    found = shingles(text)
    made = RMinHash(num_perm=_NUMBERS, seed=_SEED)
    made.update(sorted(found))
    return Sketch(len(found), np.array(made.digest(), np.dtype("<u4")).tobytes() if found else b"")


def may_be(one: Sketch, other: Sketch) -> float:
    """How alike two texts are by their sketches; 0 where they are too far apart to be copies."""
    if not one.size or not other.size:
        return 0.0
    found = float(np.mean(one.array == other.array))
    short, long = sorted((one.size, other.size))
    if short < _LEAST:
        return float(one == other)
    # What the least that makes a copy of these sizes has in common.
    least = _HELD * short / (short + long - _HELD * short)
    return found if found >= least - _DEVIATIONS * sqrt(least * (1 - least) / _NUMBERS) else 0.0


def copied(one: str, other: str) -> bool:
    """Whether two texts are copies, one of the other or both of a third."""
    short, long = sorted((one, other), key=lambda text: (len(shingles(text)), text))
    fewer, more = shingles(short), shingles(long)
    if len(fewer) < _LEAST:
        return bool(fewer) and fewer == more
    shared = len(fewer & more)
    if shared < _HELD * len(fewer) or _part(head(short), more) < _KEPT:
        return False
    # Editors cut from the end: what stands somewhere within a much longer text is one item of a round-up.
    return shared >= _ALIKE * (len(fewer) + len(more) - shared) or _part(head(long), fewer) >= _BEGUN


def _part(some: frozenset[str], whole: frozenset[str]) -> float:
    return len(some & whole) / max(1, len(some))


def _runs(text: str) -> Iterator[str]:
    found = words(text)
    for start in range(max(1, len(found) - SHINGLE + 1) if found else 0):
        yield " ".join(found[start : start + SHINGLE])
