"""The mentions of a text as profiles of speakers are read from them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from quoth.article import Span
from quoth.reading.heads import Heads
from quoth.reading.mentions import CLASSES, KINDS, NAME, Traits
from quoth.reading.speakers.headings import title_end
from quoth.reading.speakers.names import name_span
from quoth.reading.words import Words

PLACE, ORGANIZATION, PERSON = (KINDS.index(name) for name in ("place", "organization", "person"))
_COMMON = re.compile(r"\b[a-z][\w'’-]*")


@dataclass(frozen=True)
class Mention:
    """One mention: its span, its head's span and word, and what class and kind of head that is."""

    text: str = field(repr=False)
    span: Span
    head: Span
    word: int
    name: str
    kind: int

    @cached_property
    def capitals(self) -> Span | None:
        """The proper name in it."""
        return name_span(self.text, self.head, self.span)


@dataclass(frozen=True, slots=True)
class Cast:
    """What profiles are read from."""

    text: str
    words: Words
    heads: Heads
    known: Traits
    common: frozenset[str]  # the words that stand in lower case
    title_end: int  # where a headline in title case ends
    names: Mapping[int, tuple[Sequence[int], Sequence[int]]]  # of each kind: the heads that are names, where they begin

    def names_in(self, span: Span, kind: int) -> Sequence[int]:
        """The heads within a span that are names of a kind."""
        numbers, starts = self.names[kind]
        return numbers[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]

    def mention(self, number: int) -> Mention:
        """The mention of a head."""
        word = int(self.heads.word[number])
        return Mention(
            self.text,
            span=(int(self.words.starts[self.heads.first[number]]), int(self.words.ends[self.heads.last[number]])),
            head=(int(self.words.starts[word]), int(self.words.ends[word])),
            word=word,
            name=CLASSES[self.known.classes[word]],
            kind=int(self.heads.kind[number][1:].argmax()) + 1,
        )


def cast_of(text: str, words: Words, heads: Heads, known: Traits) -> Cast:
    """A text's cast."""
    common, end = frozenset(_COMMON.findall(text)), title_end(text)
    return Cast(text, words, heads, known, common, end, _names_by_kind(words, heads, known))


def _names_by_kind(words: Words, heads: Heads, known: Traits) -> dict[int, tuple[list[int], list[int]]]:
    kinds, names = heads.kind[:, 1:].argmax(axis=1) + 1, known.classes[heads.word] == NAME
    each = {kind: np.flatnonzero(names & (kinds == kind)) for kind in range(1, len(KINDS))}
    return {kind: (rows.tolist(), words.starts[heads.word[rows]].tolist()) for kind, rows in each.items()}
