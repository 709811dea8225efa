"""How likely each head is someone met before it: the likeliest by the encoder's numbers are weighed again by a small
net, which also sees what stands around both (fitted by training/antecedents.py)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np

from quoth.reading.heads import Heads
from quoth.reading.mentions import (
    CLASSES,
    FAR,
    MATCHES,
    QUOTED,
    Traits,
    distance_bucket,
    matching,
    quoting,
)
from quoth.reading.scores import Floats, product
from quoth.reading.words import Ints, Words

TRIED = 12  # earlier heads that are weighed again
_BEFORE = 160  # heads that are looked back at
_AT_ONCE = 64
_LITTLE = 0.05  # odds against nobody that are no matter
_MOST = 20.0  # a score's size, at most
_PARAGRAPHS = 8  # paragraphs between two heads that are told apart
_TURNS = 20  # paragraphs apart from which on it is no matter whose turn it is
_I, _YOU = CLASSES.index("I"), CLASSES.index("you")
# By class of head, how much surer than the net it is that somebody has stood before: "he" and "she" are never nobody.
_SOMEBODY = np.array([3.0 if name in ("he", "she") else 1.0 for name in CLASSES], np.float32)
# How a mention begins: by its head, or else with these, with another word, or with a capital.
_BEGINNINGS = {
    form: number
    for number, forms in enumerate(
        (
            "the",
            "this that these those such",
            "a an another one some any several many most no each every other",
            "my our you your his her its their whose",
        ),
        2,
    )
    for form in forms.split()
}
_OTHER, _CAPITAL, _BEGINNING = 1, 6, 7

# For each head the numbers of the earlier ones that it may be, and how much likelier each is than nobody.
Likely = list[list[tuple[int, float]]]


@dataclass(frozen=True)
class Relations:
    """Learned preferences for an antecedent: by distance (classes, DISTANCES), by both heads' classes and
    letters (classes, classes, MATCHES), and by quotations (classes, QUOTED)."""

    apart: Floats
    match: Floats
    quoted: Floats

    @cached_property
    def by_words(self) -> Floats:
        """The preferences by distance, for each number of words up to FAR (classes, FAR + 1)."""
        by_words: Floats = self.apart[:, distance_bucket(np.arange(FAR + 1))]
        return np.ascontiguousarray(by_words)


@dataclass(frozen=True, slots=True)
class Net:
    """A net with one hidden layer: what it takes of the text, of the later and the earlier head and of both together;
    `nobody` stands for the earlier head where there is none, and `out` and `none` weigh what comes out."""

    text: Floats
    later: Floats
    earlier: Floats
    pair: Floats
    nobody: Floats
    out: Floats
    none: Floats


@dataclass(frozen=True, slots=True)
class Judge:
    """What says of two heads how likely they are one: a model's preferences, and the net that was fitted to it."""

    relations: Relations
    net: Net


def load_net(path: Path) -> Net:
    """The net of a file."""
    with np.load(path) as held:
        return Net(**{field.name: held[field.name] for field in fields(Net)})


@dataclass(frozen=True, slots=True)
class Seen:
    """What the net sees: of the text, of each head as the later and as the earlier one, and of each with those before
    it that are `tried` (heads, TRIED), which are -1 where there are fewer."""

    text: Floats
    later: Floats
    earlier: Floats
    pair: Floats
    tried: Ints


def likely(text: str, words: Words, heads: Heads, known: Traits, judge: Judge) -> Likely:
    """For each head the earlier ones that it may be."""
    found: Likely = []
    if len(heads):
        sight = seen(text, words, heads, known, judge.relations)
        chances = odds(sight, judge.net) * _SOMEBODY[known.classes[heads.word]][:, None]
        rows, columns = np.nonzero((chances > _LITTLE) & (sight.tried >= 0))
        held = list(zip(sight.tried[rows, columns].tolist(), chances[rows, columns].tolist(), strict=True))
        edges = np.searchsorted(rows, np.arange(len(heads) + 1)).tolist()
        found += (held[first:last] for first, last in pairwise(edges))
    return found


def odds(sight: Seen, net: Net) -> Floats:
    """How much likelier than nobody each of the heads tried is."""
    later = product(sight.later, net.later)
    later += sight.text @ net.text
    nobody = np.maximum(later + net.nobody, 0) @ net.none
    hidden = product(sight.pair, net.pair).reshape(*sight.tried.shape, -1)
    hidden += later[:, None]
    hidden += product(sight.earlier, net.earlier)[sight.tried]
    scores = np.maximum(hidden, 0, out=hidden) @ net.out
    chances: Floats = np.exp(np.clip(scores - nobody[:, None], -_MOST, _MOST))
    return chances


def seen(text: str, words: Words, heads: Heads, known: Traits, relations: Relations) -> Seen:
    """What the net sees of a text."""
    tried, scores = _tried(heads, known, relations)
    before, last = _repeated(known.key[heads.word])
    each = _each(text, words, heads, known, before)
    later = np.concatenate((each, _bounded(scores.max(axis=1, initial=-_MOST))[:, None], heads.anaphor), axis=1)
    earlier = np.concatenate((each, heads.antecedent), axis=1)
    pair = _pairs(words, heads, known, tried, last)
    pair[0] = _bounded(scores)
    pair = pair.reshape(len(pair), -1).T
    return Seen(_text(words, heads, known), later.astype(np.float32), earlier.astype(np.float32), pair, tried)


def _bounded(scores: Floats) -> Floats:
    return np.asarray(np.clip(scores, -_MOST / 2, _MOST) / 4, np.float32)


def _tried(heads: Heads, known: Traits, relations: Relations) -> tuple[Ints, Floats]:
    """The likeliest earlier heads of each in the order of the text, and their scores."""
    tried = np.full((len(heads), TRIED), -1, np.int64)
    scores = np.full((len(heads), TRIED), -_MOST, np.float32)
    for first in range(0, len(heads), _AT_ONCE):
        last, begin = min(first + _AT_ONCE, len(heads)), max(0, first - _BEFORE)
        here = antecedent_scores(heads, known, relations, (first, last), (begin, last))
        here[np.arange(begin, last)[None, :] >= np.arange(first, last)[:, None]] = -np.inf
        count = min(TRIED, last - begin)
        best = np.sort(np.argpartition(here, last - begin - count, axis=1)[:, -count:], axis=1)
        found: Floats = np.take_along_axis(here, best, axis=1)
        is_earlier = found > -np.inf
        tried[first:last, :count] = np.where(is_earlier, begin + best, -1)
        scores[first:last, :count] = np.where(is_earlier, found, -_MOST)
    return tried, scores


def antecedent_scores(
    heads: Heads, known: Traits, relations: Relations, later: tuple[int, int], earlier: tuple[int, int]
) -> Floats:
    """Scores of the heads numbered `later` (rows) to be who those numbered `earlier` (columns) are."""
    one, other = heads.word[slice(*later)], heads.word[slice(*earlier)]
    mine, theirs = known.classes[one][:, None], known.classes[other][None, :]
    width = np.float32(np.sqrt(heads.anaphor.shape[1]))
    scores = product(heads.anaphor[slice(*later)], heads.antecedent[slice(*earlier)].T)
    scores /= width
    # Flat places in the tables: numpy finds these many times faster than by several indexes.
    apart = np.minimum(np.abs(one[:, None] - other[None, :]), FAR)
    scores += relations.by_words.take(mine * (FAR + 1) + apart)
    scores += relations.match.take((mine * len(CLASSES) + theirs) * MATCHES + matching(known, one, other))
    scores += relations.quoted.take(mine * QUOTED + quoting(known, one, other))
    return scores


def _repeated(keys: Ints) -> tuple[Ints, Ints]:
    """How often each head's word has headed a mention before, and which of the heads was the last one, or -1."""
    found: list[tuple[int, int]] = []
    met: dict[int, tuple[int, int]] = {}
    for head, key in enumerate(keys.tolist()):
        before, last = met.get(key, (0, -1))
        found.append((before, last))
        met[key] = (before + 1, head)
    both = np.array(found, np.int64).reshape(-1, 2)
    return both[:, 0], both[:, 1]


def _each(text: str, words: Words, heads: Heads, known: Traits, before: Ints) -> Floats:
    """Of each head: class, kind, how its mention begins and how long it is, whether it is one of many, whether it is
    quoted, and how often it has stood before."""
    starts, ends = words.starts, words.ends
    opening = zip(starts[heads.first].tolist(), ends[heads.first].tolist(), strict=True)
    begins = np.array([_beginning(text[start:end]) for start, end in opening], np.int64)
    begins[heads.first == heads.word] = 0
    columns = (
        _one_of(len(CLASSES))[known.classes[heads.word]],
        heads.kind,
        _one_of(_BEGINNING)[begins],
        np.stack(
            (
                np.log1p(heads.last - heads.first + 1) / 2,
                _plural(text, ends[heads.word]),
                known.quotation[heads.word] >= 0,
                before > 0,
                np.log1p(before),
            ),
            axis=1,
        ),
    )
    return np.concatenate(columns, axis=1).astype(np.float32)


def _beginning(word: str) -> int:
    return _BEGINNINGS.get(word.lower(), _CAPITAL if word[0].isupper() else _OTHER)


def _plural(text: str, ends: Ints) -> list[bool]:
    return [text[end - 1] == "s" and text[end - 2 : end] not in ("ss", "us", "is") for end in ends.tolist()]


@cache
def _one_of(count: int) -> Floats:
    return np.eye(count, dtype=np.float32)


def _pairs(words: Words, heads: Heads, known: Traits, tried: Ints, last: Ints) -> Floats:
    """Of each head with each that is tried (features, heads, TRIED); the first row is left for their score."""
    here, there = heads.word[:, None], heads.word[tried]
    same = known.key[here] == known.key[there]
    neighbours = known.key[np.maximum(here - 1, 0)] == known.key[np.maximum(there - 1, 0)]
    size = heads.last - heads.first
    opened = known.key[heads.first]
    whole = same & (opened[:, None] == opened[tried]) & (size[:, None] == size[tried])
    gap = words.paragraph[here] - words.paragraph[there]
    few, near = np.minimum(gap, _PARAGRAPHS - 1), gap < _TURNS
    mine, theirs = known.quotation[here], known.quotation[there]
    apart = np.arange(len(heads))[:, None] - tried
    inside, outside = mine >= 0, theirs < 0
    columns = (
        same,
        same & neighbours,
        whole,
        tried == last[:, None],
        known.classes[here] == known.classes[there],
        heads.first[:, None] <= there,
        heads.last[tried] >= here,
        *(few == number for number in range(_PARAGRAPHS)),
        near & (gap % 2 == 1),
        near & (gap % 2 == 0),
        ~inside & outside,
        inside & (mine == theirs),
        inside & outside,
        ~inside & ~outside,
        np.log1p(np.abs(here - there)) / 3,
        np.log1p(np.abs(apart)) / 3,
        apart == 1,
        *np.moveaxis(heads.kind[tried] * heads.kind[:, None], 2, 0),
    )
    out = np.empty((len(columns) + 1, *tried.shape), np.float32)
    for number, column in enumerate(columns, 1):
        out[number] = column
    return out


def _text(words: Words, heads: Heads, known: Traits) -> Floats:
    """Of the whole text: in how many of its paragraphs an "I" and a "you" speak outside quotations, how much is quoted,
    and how long it is."""
    count = int(words.paragraph[-1]) + 1
    classes, outside = known.classes[heads.word], known.quotation[heads.word] < 0
    place = words.paragraph[heads.word]
    shares = [len(set(place[(classes == one) & outside].tolist())) / count for one in (_I, _YOU)]
    first_persons = np.count_nonzero((classes == _I) & outside)
    quoted = np.count_nonzero(known.quotation >= 0) / len(known.quotation)
    return np.array((1, *shares, quoted, np.log1p(count) / 4, np.log1p(first_persons) / 4), np.float32)
