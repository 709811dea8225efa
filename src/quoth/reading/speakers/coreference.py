"""Heads -> chains of those that are the same someone."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from quoth.reading.speakers.antecedents import Likely
from quoth.reading.speakers.names import STEM, Clues, compatible, merged, short_forms

_LEAST = 1.0  # how much likelier than nobody a chain is, at least


def chains(
    likely: Likely,
    clues: Sequence[Clues],
    sure: Mapping[int, int] = MappingProxyType({}),
    apart: Mapping[int, Sequence[int]] = MappingProxyType({}),
) -> list[list[int]]:
    """The numbers of the heads, taken together where they are the same someone, in the order of the text.

    Each head joins the chain whose heads together are the likeliest, unless nobody is likelier or what is known of the
    two (`clues`) contradicts it. Before all others comes what `sure` tells of a head, and then whoever had the same
    first and last name or the initials of one, for "the Russian official" the last one of that nation. A head is never
    one with what `apart` tells of it, nor with whoever has the name of a later one of these ("Shares in Velmora" are
    not Velmora), and "another" something only by `sure`.
    """
    chain: list[list[int]] = []
    said: list[Clues] = []
    number_of: list[int] = []
    met = _Met({}, {}, {})
    for head, (clue, candidates) in enumerate(zip(clues, likely, strict=True)):
        coming = _candidates(clue, candidates, met, number_of)
        numbers = itertools.chain((number_of[sure[head]],), coming) if head in sure else coming
        strangers = set(_strangers(head, apart, clues, met, number_of)) if head in apart else ()
        for number in numbers:
            if number not in strangers and compatible(said[number], clue):
                chain[number].append(head)
                said[number] = merged(said[number], clue)
                break
        else:
            number = len(chain)
            chain.append([head])
            said.append(clue)
        number_of.append(number)
        if clue.names or clue.office:
            met.add(head, number, clue)
    return chain


def _candidates(
    clue: Clues, candidates: Sequence[tuple[int, float]], met: _Met, number_of: Sequence[int]
) -> Iterator[int]:
    """The chains that a head may be of, those first that come before others."""
    if clue.is_new:
        return
    if clue.names or clue.office:
        yield from (number_of[one] for one in met.first(clue))
    yield from _likeliest(candidates, number_of)
    yield from met.last(clue)


def _strangers(
    head: int,
    apart: Mapping[int, Sequence[int]],
    clues: Sequence[Clues],
    met: _Met,
    number_of: Sequence[int],
) -> Iterator[int]:
    """The chains that a head is not of."""
    for other in apart[head]:
        if other < head:
            yield number_of[other]
        else:
            yield from met.last(clues[other])


def _likeliest(candidates: Sequence[tuple[int, float]], number_of: Sequence[int]) -> list[int]:
    """The chains that are likelier than nobody, the likeliest first."""
    if len(candidates) < 2:
        return [number_of[head] for head, chance in candidates if chance > _LEAST]
    odds: dict[int, float] = {}
    for head, chance in candidates:
        odds[number_of[head]] = odds.get(number_of[head], 0.0) + chance
    return sorted((number for number, chance in odds.items() if chance > _LEAST), key=lambda number: -odds[number])


@dataclass(frozen=True, slots=True)
class _Met:
    """The heads so far, by what others may call the same someone: the last one of each name, the last official of
    each nation and title, and the chains of each surname, the last first."""

    called: dict[tuple[str, ...], int]
    of: dict[str, int]
    surnames: dict[str, list[int]]

    def first(self, clue: Clues) -> Iterator[int]:
        """Whom a head is before all others."""
        yield from (self.called[name] for name in _calls(clue) if name in self.called)
        if clue.office and clue.definite:
            yield from (self.of[one] for one in (clue.nation[:STEM], *clue.titles) if one in self.of)

    def last(self, clue: Clues) -> Iterator[int]:
        """The chains that a name is where it is nobody else."""
        for name in clue.names:
            yield from self.surnames.get(name[-1], ())

    def add(self, head: int, number: int, clue: Clues) -> None:
        """A head has been met, and is of a chain."""
        for name in clue.names:
            met = self.surnames.setdefault(name[-1], [])
            if not met or met[0] != number:
                self.surnames[name[-1]] = [number, *(one for one in met if one != number)]
        for name in _calls(clue):
            if len(name) > 1:
                self.called[name] = head
        for name in clue.names:
            if len(name) > 1:
                self.called.update(((short,), head) for short in short_forms(name))
        for one in (clue.nation[:STEM] * clue.office, *clue.titles):
            if one:
                self.of[one] = head
            office, of, _ = one.partition(" of ")
            if of:
                self.of.setdefault(office, head)  # "the president", if nobody is known by that


def _calls(clue: Clues) -> Iterator[tuple[str, ...]]:
    """What tells somebody alone: a whole name, a surname with a title ("General Tessel")."""
    for name in clue.names:
        yield name
        yield from ((word, name[-1]) for title in clue.titles for word in title.split())
