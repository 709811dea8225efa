"""Texts dealt into folds, and their windows as batches of a few fixed shapes, each of one fold: what has the same shape
can be recorded once and played again (training/captured.py)."""

from __future__ import annotations

import multiprocessing
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.pool import AsyncResult
from random import Random

import numpy as np
from tokenizers import Tokenizer

from training.batches import Batch, Corpus, Draw, Example, Room, collate
from training.data import Text

LENGTHS = (112, 144, 184, 264)  # pieces of a window, at most
_CUES, _HEADS = 17, 76  # more than any window of the training texts has
_DRAWING = 14  # processes, at most

Arrays = Batch[np.ndarray]


@dataclass(frozen=True)
class Dealt:
    """A batch, whose texts it holds, and which of LENGTHS it has."""

    fold: int
    length: int
    batch: Arrays


def fold_of(text: Text, folds: int) -> int:
    """Always the same, and one for a document and what is cut out of it; of what nobody labelled, `folds`."""
    return zlib.crc32(text.id.split(":")[0].encode()) % folds if text.labelled else folds


def dealt(texts: Iterable[Text], folds: int, tokenizer: Tokenizer) -> dict[int, Corpus]:
    """The corpus of each fold."""
    hands: dict[int, list[Text]] = {}
    for text in texts:
        hands.setdefault(fold_of(text, folds), []).append(text)
    return {fold: Corpus(hand, tokenizer) for fold, hand in sorted(hands.items())}


def epoch(corpora: Mapping[int, Corpus], draw: Draw, random: Random) -> list[Dealt]:
    """Every text once, in batches in a drawn order."""
    found = [
        Dealt(fold, length, batch)
        for fold, corpus in corpora.items()
        for length, examples in enumerate(_by_length(corpus.examples(draw, random)))
        for batch in shaped(examples, length, draw.pieces, random)
    ]
    random.shuffle(found)
    return found


def _by_length(examples: Iterable[Example]) -> list[list[Example]]:
    rows: list[list[Example]] = [[] for _ in LENGTHS]
    for one in examples:
        rows[next(number for number, length in enumerate(LENGTHS) if len(one) <= length)].append(one)
    return rows


def shaped(examples: list[Example], length: int, pieces: int, random: Random) -> Iterator[Arrays]:
    """Batches of one shape; the last is filled up with empty rows."""
    rows = pieces // LENGTHS[length]
    room = Room(rows, LENGTHS[length], LENGTHS[length], _CUES, _HEADS)
    random.shuffle(examples)
    for start in range(0, len(examples), rows):
        yield collate(examples[start : start + rows], room)


class Drawn:
    """So many epochs, drawn by other processes; once all are there, they come again from the first."""

    def __init__(self, corpora: Mapping[int, Corpus], draw: Draw, count: int, seed: int) -> None:
        _held[:] = [(corpora, draw, seed)]
        processes = max(1, min(_DRAWING, (os.cpu_count() or 1) - 2))
        self._pool = multiprocessing.get_context("fork").Pool(processes)
        self._waiting = [self._pool.apply_async(_epoch, (number,)) for number in range(count)]
        self._there: list[list[Dealt]] = []

    def __getitem__(self, number: int) -> Sequence[Dealt]:
        """An epoch; where it is not drawn yet, one that is."""
        while len(self._there) < len(self._waiting) and (not self._there or self._next().ready()):
            self._there.append(self._next().get())
        return self._there[number % len(self._there)]

    def _next(self) -> AsyncResult[list[Dealt]]:
        return self._waiting[len(self._there)]

    def close(self) -> None:
        """End the drawing."""
        self._pool.terminate()


_held: list[tuple[Mapping[int, Corpus], Draw, int]] = []  # what a process draws from; it is forked with it


def _epoch(number: int) -> list[Dealt]:
    ((corpora, draw, seed),) = _held
    return epoch(corpora, draw, Random(f"{seed}-{number}"))


__all__ = ["LENGTHS", "Arrays", "Dealt", "Drawn", "dealt", "epoch", "fold_of", "shaped"]
