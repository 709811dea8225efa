"""Texts -> windows -> batches of about the same length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from random import Random
from typing import Generic, TypeVar

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from quoth.reading.mentions import Traits, traits
from quoth.reading.pieces import Pieces, cut
from quoth.reading.windows import Window, windows
from quoth.reading.words import Ints
from training.alter import altered, headlined
from training.data import IGNORED, Labels, Text, label, unlabelled
from training.people import Heads, heads

CLS, SEP, PAD = 101, 102, 0
NONE = -1  # what a row of cues or heads is filled up with
A = TypeVar("A")


@dataclass(frozen=True)
class Example:
    """One window: pieces with [CLS] and [SEP], and the labels of its words.

    `word` numbers the window's words from 0 (-1 for [CLS] and [SEP]); `cues` are window words;
    `link` is for each word 0 (nobody's), 1 + 4 * cue + label, or IGNORED.
    """

    ids: Ints
    features: Ints
    word: Ints
    tags: Ints
    link: Ints
    cues: Ints
    paragraph: Ints
    heads: Heads
    traits: Traits
    weight: float

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True)
class Batch(Generic[A]):
    """Examples as arrays, or as tensors.

    Of pieces (batch, length): `ids`, `mask`, `features` (…, 3), and `word`, the row of `tags` and `link`, or the last.
    Of words (batch, words): `tags`, `link`, `paragraph`, `kind` and the traits `classes`, `key` and `quotation`; of
    these are `real` so many as there are words. `cues` (batch, cues) and `heads` (batch, heads, 4: word, first and last
    word, chain) are filled up with NONE; `weight` (batch) is that of the mentions in the loss.
    """

    ids: A
    mask: A
    features: A
    word: A
    tags: A
    link: A
    paragraph: A
    kind: A
    classes: A
    key: A
    quotation: A
    real: A
    cues: A
    heads: A
    weight: A

    def on(self: Batch[np.ndarray], device: torch.device) -> Batch[Tensor]:
        """The same as tensors of a device."""
        return Batch(**{one.name: torch.from_numpy(getattr(self, one.name)).to(device) for one in fields(self)})


@dataclass(frozen=True)
class Draw:
    """How an epoch's windows are drawn: their sizes, the share of texts that is altered or given another headline, and
    the padded pieces of a batch."""

    limits: Sequence[int]
    altered: float
    headlined: float
    pieces: int


class Corpus:
    """Texts and their pieces, cut once."""

    def __init__(self, texts: Sequence[Text], tokenizer: Tokenizer) -> None:
        self.texts = texts
        self.tokenizer = tokenizer
        self.pieces = [cut(text.text, tokenizer) for text in texts]

    def examples(self, draw: Draw, random: Random) -> Iterator[Example]:
        """Windows over every text: one annotator, one size, one first edge drawn for each."""
        for text, pieces in zip(self.texts, self.pieces, strict=True):
            original = text
            if random.random() < draw.headlined:
                text = headlined(text, random)
            if random.random() < draw.altered:
                text = altered(text, random)
            if text is not original:
                pieces = cut(text.text, self.tokenizer)
            labels = label(random.choice(text.annotators), pieces.words) if text.labelled else unlabelled(pieces.words)
            someones = Someones(
                heads(text.someones, pieces.words), traits(text.text, pieces.words), text.someones.weight
            )
            for window in _drawn(pieces, random.choice(draw.limits), random):
                yield example(pieces, labels, someones, window)


def _drawn(pieces: Pieces, limit: int, random: Random) -> list[Window]:
    """Windows with little overlap whose edges differ from epoch to epoch."""
    found = windows(pieces, limit, overlap=0)
    if len(found) < 2 or random.random() < 0.3:
        return found
    smaller = random.randint(limit // 2, limit)
    return windows(pieces, smaller, overlap=0)


@dataclass(frozen=True)
class Someones:
    """A text's mentions with their weight in the loss, and what coreference looks at."""

    heads: Heads
    traits: Traits
    weight: float

    def inside(self, kept: Ints) -> Someones:
        """Those whose heads are among the words `kept`, a window's, counted from its first. An edge outside
        the window becomes -1."""
        inside = np.isin(self.heads.word, kept)
        word, first, last = (
            np.where(np.isin(edge[inside], kept), np.searchsorted(kept, edge[inside]), -1)
            for edge in (self.heads.word, self.heads.first, self.heads.last)
        )
        traits = Traits(self.traits.classes[kept], self.traits.key[kept], self.traits.quotation[kept])
        return Someones(Heads(self.heads.kind[kept], word, first, last, self.heads.chain[inside]), traits, self.weight)


def example(pieces: Pieces, labels: Labels, someones: Someones, window: Window) -> Example:
    """One window of a labelled text."""
    word = pieces.word[window.start : window.end]
    kept, index = np.unique(word, return_inverse=True)
    inside = np.isin(labels.cues, kept)
    number = np.cumsum(inside) - 1
    cue = labels.cue[kept]
    known = cue >= 0
    link = np.where(cue == IGNORED, IGNORED, 0)
    # A word whose cue stands outside the window has nothing to point to.
    link[known] = np.where(inside[cue[known]], 1 + 4 * number[cue[known]] + labels.label[kept][known], IGNORED)
    features = pieces.features[window.start : window.end].astype(np.int64)
    seen = someones.inside(kept)
    return Example(
        ids=np.concatenate(([CLS], pieces.ids[window.start : window.end], [SEP])),
        features=np.concatenate((np.zeros((1, features.shape[1]), np.int64), features, np.zeros((1, 3), np.int64))),
        word=np.concatenate(([-1], index, [-1])),
        tags=labels.tags[kept],
        link=link,
        cues=np.searchsorted(kept, labels.cues[inside]),
        paragraph=pieces.words.paragraph[kept],
        heads=seen.heads,
        traits=seen.traits,
        weight=seen.weight,
    )


def batches(examples: Sequence[Example], pieces: int, random: Random) -> list[Batch[np.ndarray]]:
    """Batches of up to `pieces` padded pieces, alike in length, in a drawn order."""
    ordered = sorted(examples, key=lambda example: len(example) + random.uniform(0, 10))
    groups: list[list[Example]] = [[]]
    for one in ordered:
        longest = max(len(one), *(len(other) for other in groups[-1]), 0)
        if groups[-1] and longest * (len(groups[-1]) + 1) > pieces:
            groups.append([])
        groups[-1].append(one)
    random.shuffle(groups)
    return list(map(collate, groups))


@dataclass(frozen=True)
class Room:
    """What examples are filled up to: rows, and of each its pieces, words, cues and heads."""

    rows: int
    pieces: int
    words: int
    cues: int
    heads: int


def room(examples: Sequence[Example]) -> Room:
    """As little as a few examples need."""
    sizes = [(len(e), len(e.tags), len(e.cues), len(e.heads.word)) for e in examples]
    return Room(len(examples), *(max(column) for column in zip(*sizes, strict=True)))


def collate(examples: Sequence[Example], within: Room | None = None) -> Batch[np.ndarray]:
    """Pad a few examples into one batch; what has no room among cues and heads is not learned."""
    inside = within or room(examples)

    def filled(values: Sequence[Ints], fill: int, length: int = inside.words) -> Ints:
        return _filled(values, fill, inside.rows, length)

    empty = inside.rows - len(examples)
    counts = np.array([len(e.tags) for e in examples] + [0] * empty)
    ids = filled([e.ids for e in examples], PAD, inside.pieces)
    word = filled([e.word for e in examples], -1, inside.pieces)
    return Batch(
        ids=ids,
        mask=(ids != PAD).astype(np.int64),
        features=filled([e.features for e in examples], 0, inside.pieces),
        word=np.where(word < 0, inside.words, word),
        tags=filled([e.tags for e in examples], IGNORED),
        link=filled([np.where(e.link > 4 * inside.cues, IGNORED, e.link) for e in examples], IGNORED),
        paragraph=filled([e.paragraph for e in examples], 0),
        kind=filled([e.heads.kind for e in examples], IGNORED),
        classes=filled([e.traits.classes for e in examples], 0),
        key=filled([e.traits.key for e in examples], NONE),
        quotation=filled([e.traits.quotation for e in examples], NONE),
        real=np.arange(inside.words) < counts[:, None],
        cues=filled([e.cues for e in examples], NONE, inside.cues),
        heads=filled([_columns(e.heads) for e in examples], NONE, inside.heads),
        weight=np.array([e.weight for e in examples] + [0.0] * empty, np.float32),
    )


def _columns(heads: Heads) -> Ints:
    return np.stack((heads.word, heads.first, heads.last, heads.chain), 1)


def _filled(values: Sequence[Ints], fill: int, rows: int, length: int) -> Ints:
    """One above the other, each filled up, or cut, to a length, and with empty rows below."""
    out = np.full((rows, length, *values[0].shape[1:]), fill, np.int64)
    for row, value in enumerate(values):
        out[row, : len(value)] = value[:length]
    return out


__all__ = ["NONE", "Batch", "Corpus", "Draw", "Example", "Room", "batches", "collate", "room"]
