"""Heads -> chains of those that are the same someone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from quoth.reading.heads import Heads
from quoth.reading.mentions import (
    CLASSES,
    DISTANCES,
    MATCHES,
    NAME,
    NOUN,
    QUOTED,
    Traits,
    distance_bucket,
    matching,
    quoting,
)
from quoth.reading.names import Clues, compatible, initials, merged
from quoth.reading.scores import Floats

_BEFORE = 240  # heads that are looked back at
_AT_ONCE = 16  # more would wake BLAS's threads, which costs more than it saves and disturbs the model's
_TRIED = 4  # best antecedents, where the best cannot be the same someone


def _doubts() -> Floats:
    """By both heads' classes and letters, what is taken off the score: two words that only their sense makes one
    are less often one than the model thinks. Set by hand on GUM dev (CoNLL F1 0.502 to 0.507); on GUM train they
    raise it from 0.508 to 0.515."""
    doubts = np.zeros((len(CLASSES), len(CLASSES), MATCHES), np.float32)
    doubts[NOUN, :, 0], doubts[NAME, :, 0] = 2.0, 2.0
    doubts[NOUN, NOUN, 0], doubts[NOUN, NAME, 0], doubts[NAME, NAME, 0] = 3.0, 1.0, 9.0
    return doubts


_DOUBTS = _doubts()


@dataclass(frozen=True, slots=True)
class Relations:
    """Learned preferences for an antecedent: by distance (classes, DISTANCES), by both heads' classes and
    letters (classes, classes, MATCHES), and by quotations (classes, QUOTED)."""

    apart: Floats
    match: Floats
    quoted: Floats


def chains(
    heads: Heads,
    known: Traits,
    clues: Sequence[Clues],
    relations: Relations,
    sure: Mapping[int, int] = MappingProxyType({}),
    apart: Mapping[int, Sequence[int]] = MappingProxyType({}),
) -> list[list[int]]:
    """The numbers of the heads, taken together where they are the same someone, in the order of the text.

    Each head joins the chain of the likeliest earlier one, unless nobody is likelier or what is known of the
    two (`clues`) contradicts it; where nobody is, a name, or "the" something, joins the last one of the same word.
    Before all others comes what `sure` tells of a head, and then whoever had the same first and last name or the
    initials of one, for "the Russian official" the last one of that nation, for "the official" the last of that word.
    A head is never one with what `apart` tells of it, and "another" something only by `sure`.
    """
    chain: list[list[int]] = []
    said: list[Clues] = []
    number_of: list[int] = []
    met = _Met({}, {}, {})
    relations = replace(relations, match=relations.match - _DOUBTS)
    letters = known.key[heads.word].tolist()
    for head, candidates in enumerate(_candidates(heads, known, relations)):
        clue, word = clues[head], letters[head]
        first = [sure[head]] if head in sure else []
        others = () if clue.is_new else (*met.first(clue), *candidates, *met.last(clue, word))
        strangers = {number_of[other] for other in apart.get(head, ())}
        for other in (*first, *others):
            number = number_of[other]
            if number not in strangers and compatible(said[number], clue):
                chain[number].append(head)
                said[number] = merged(said[number], clue)
                break
        else:
            number = len(chain)
            chain.append([head])
            said.append(clue)
        number_of.append(number)
        met.add(head, clue, word)
    return chain


@dataclass(frozen=True, slots=True)
class _Met:
    """The heads so far, by what others may call the same someone: the last ones of each word, the last one of each
    name, and the last official of each nation and title."""

    alike: dict[int, list[int]]
    called: dict[tuple[str, ...], int]
    of: dict[str, int]

    def first(self, clue: Clues) -> Iterator[int]:
        """Whom a head is before all others."""
        yield from (self.called[name] for name in _calls(clue) if name in self.called)
        if clue.office and clue.definite:
            yield from (self.of[one] for one in (clue.nation, *clue.titles) if one in self.of)

    def last(self, clue: Clues, word: int) -> Iterator[int]:
        """Whom a head is where it is nobody else."""
        if clue.names or clue.definite:
            yield from self.alike.get(word, [])

    def add(self, head: int, clue: Clues, word: int) -> None:
        """A head has been met."""
        self.alike[word] = [head, *self.alike.get(word, [])[: _TRIED - 1]]
        for name in _calls(clue):
            if len(name) > 1:
                self.called[name] = head
        for name in clue.names:
            if len(name) > 1:
                self.called[initials(name),] = head
        for one in (clue.nation, *clue.titles):
            if one:
                self.of[one] = head


def _calls(clue: Clues) -> Iterator[tuple[str, ...]]:
    """What tells somebody alone: a whole name, a surname with a title ("General Tessel")."""
    for name in clue.names:
        yield name
        yield from ((word, name[-1]) for title in clue.titles for word in title.split())


def _candidates(heads: Heads, known: Traits, relations: Relations) -> Iterator[list[int]]:
    """For each head the earlier ones that are likelier than nobody, the likeliest first."""
    for first in range(0, len(heads), _AT_ONCE):
        last, begin = min(first + _AT_ONCE, len(heads)), max(0, first - _BEFORE)
        scores = antecedent_scores(heads, known, relations, (first, last), (begin, last))
        scores[np.arange(begin, last)[None, :] >= np.arange(first, last)[:, None]] = -np.inf
        best = np.argsort(-scores, axis=1)[:, :_TRIED]
        likely = np.take_along_axis(scores, best, axis=1) > 0
        for places, count in zip((begin + best).tolist(), likely.sum(axis=1).tolist(), strict=True):
            yield places[:count]


def antecedent_scores(
    heads: Heads, known: Traits, relations: Relations, later: tuple[int, int], earlier: tuple[int, int]
) -> Floats:
    """Scores of the heads numbered `later` (rows) to be who those numbered `earlier` (columns) are."""
    one, other = heads.word[slice(*later)], heads.word[slice(*earlier)]
    mine, theirs = known.classes[one][:, None], known.classes[other][None, :]
    width = np.float32(np.sqrt(heads.anaphor.shape[1]))
    scores: Floats = heads.anaphor[slice(*later)] @ heads.antecedent[slice(*earlier)].T
    scores /= width
    # Flat places in the tables: numpy finds these many times faster than by several indexes.
    scores += relations.apart.take(mine * DISTANCES + distance_bucket(np.abs(one[:, None] - other[None, :])))
    scores += relations.match.take((mine * len(CLASSES) + theirs) * MATCHES + matching(known, one, other))
    scores += relations.quoted.take(mine * QUOTED + quoting(known, one, other))
    return scores
