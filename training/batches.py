"""Texts -> windows -> batches of about the same length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from quoth.reading.links import distance_bucket, paragraph_bucket
from quoth.reading.mentions import Traits, traits
from quoth.reading.pieces import Pieces, cut
from quoth.reading.windows import Window, windows
from quoth.reading.words import Ints
from training.alter import altered, headlined
from training.data import IGNORED, NOBODY, Labels, Text, label, unlabelled
from training.people import Heads, heads

CLS, SEP, PAD = 101, 102, 0


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
class Batch:
    """Examples as tensors. `word` (batch, length) is the row of `tags` and `link` of each piece, or the last."""

    ids: Tensor
    mask: Tensor
    features: Tensor
    word: Tensor
    tags: Tensor
    link: Tensor
    cues: tuple[Ints, ...]
    paragraph: tuple[Ints, ...]
    heads: tuple[Heads, ...]
    traits: tuple[Traits, ...]
    weight: tuple[float, ...]

    @property
    def real(self) -> Tensor:
        """Which of the padded words are words (batch, words)."""
        counts = torch.tensor([len(one) for one in self.paragraph])
        return torch.arange(self.tags.shape[1]) < counts[:, None]


@dataclass(frozen=True)
class Draw:
    """How an epoch's windows are drawn."""

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
            someones = Someones(heads(text.someones, pieces.words), traits(text.text, pieces.words))
            for window in _drawn(pieces, random.choice(draw.limits), random):
                yield example(pieces, labels, someones, text.someones.weight, window)


def _drawn(pieces: Pieces, limit: int, random: Random) -> list[Window]:
    """Windows with little overlap whose edges differ from epoch to epoch."""
    found = windows(pieces, limit, overlap=0)
    if len(found) < 2 or random.random() < 0.3:
        return found
    smaller = random.randint(limit // 2, limit)
    return windows(pieces, smaller, overlap=0)


@dataclass(frozen=True)
class Someones:
    """A text's mentions, and what coreference looks at."""

    heads: Heads
    traits: Traits

    def inside(self, kept: Ints) -> Someones:
        """Those whose heads are among the words `kept`, a window's, counted from its first. An edge outside
        the window becomes -1."""
        inside = np.isin(self.heads.word, kept)
        word, first, last = (
            np.where(np.isin(edge[inside], kept), np.searchsorted(kept, edge[inside]), -1)
            for edge in (self.heads.word, self.heads.first, self.heads.last)
        )
        traits = Traits(self.traits.classes[kept], self.traits.key[kept], self.traits.quotation[kept])
        return Someones(Heads(self.heads.kind[kept], word, first, last, self.heads.chain[inside]), traits)


def example(pieces: Pieces, labels: Labels, someones: Someones, weight: float, window: Window) -> Example:
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
        weight=weight,
    )


def batches(examples: Sequence[Example], pieces: int, random: Random) -> Iterator[Batch]:
    """Batches of up to `pieces` padded pieces, alike in length, in a drawn order."""
    ordered = sorted(examples, key=lambda example: len(example) + random.uniform(0, 10))
    groups: list[list[Example]] = [[]]
    for one in ordered:
        longest = max(len(one), *(len(other) for other in groups[-1]), 0)
        if groups[-1] and longest * (len(groups[-1]) + 1) > pieces:
            groups.append([])
        groups[-1].append(one)
    random.shuffle(groups)
    yield from map(collate, groups)


def collate(examples: Sequence[Example]) -> Batch:
    """Pad a few examples into one batch."""
    length = max(map(len, examples))
    widest = max(len(example.tags) for example in examples)

    def padded(values: list[Ints], size: int, fill: int) -> Tensor:
        out = np.full((len(values), size, *values[0].shape[1:]), fill, np.int64)
        for row, value in enumerate(values):
            out[row, : len(value)] = value
        return torch.from_numpy(out)

    ids = padded([e.ids for e in examples], length, PAD)
    word = padded([e.word for e in examples], length, -1)
    return Batch(
        ids=ids,
        mask=(ids != PAD).long(),
        features=padded([e.features for e in examples], length, 0),
        word=torch.where(word < 0, widest, word),
        tags=padded([e.tags for e in examples], widest, IGNORED),
        link=padded([e.link for e in examples], widest, IGNORED),
        cues=tuple(e.cues for e in examples),
        paragraph=tuple(e.paragraph for e in examples),
        heads=tuple(e.heads for e in examples),
        traits=tuple(e.traits for e in examples),
        weight=tuple(e.weight for e in examples),
    )


def distances(cues: Ints, words: int, paragraph: Ints) -> tuple[Tensor, Tensor]:
    """Buckets of distance and paragraph between every word and every cue, each (words, cues)."""
    apart = np.arange(words)[:, None] - cues[None, :]
    rows = np.pad(paragraph, (0, max(0, words - len(paragraph))), mode="edge")
    return (
        torch.from_numpy(distance_bucket(apart)),
        torch.from_numpy(paragraph_bucket(rows[:words, None] - paragraph[cues][None, :])),
    )


__all__ = ["NOBODY", "Batch", "Corpus", "Draw", "Example", "batches", "collate", "distances", "example"]
