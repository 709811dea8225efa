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
from quoth.reading.speakers.scene import Scene
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

    scene: Scene
    kinds: Sequence[int]  # the likeliest of each head
    common: frozenset[str]  # the words that stand in lower case
    title_end: int  # where a headline in title case ends
    names: Mapping[int, tuple[Sequence[int], Sequence[int]]]  # of each kind: the heads that are names, where they begin

    @property
    def text(self) -> str:
        return self.scene.text

    @property
    def words(self) -> Words:
        return self.scene.words

    @property
    def heads(self) -> Heads:
        return self.scene.heads

    @property
    def known(self) -> Traits:
        return self.scene.known

    def names_in(self, span: Span, kind: int) -> Sequence[int]:
        """The heads within a span that are names of a kind."""
        numbers, starts = self.names[kind]
        return numbers[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]

    def mention(self, number: int) -> Mention:
        """The mention of a head."""
        scene = self.scene
        return Mention(
            scene.text,
            span=scene.spans[number],
            head=scene.places[number],
            word=scene.heads.at_words[number],
            name=CLASSES[scene.classes[number]],
            kind=self.kinds[number],
        )


def cast_of(scene: Scene) -> Cast:
    """A text's cast."""
    kinds: list[int] = (scene.heads.kind[:, 1:].argmax(axis=1) + 1).tolist()
    common = frozenset(_COMMON.findall(scene.text))
    return Cast(scene, kinds, common, title_end(scene.text), _names_by_kind(scene, kinds))


def _names_by_kind(scene: Scene, kinds: Sequence[int]) -> dict[int, tuple[list[int], list[int]]]:
    found: dict[int, tuple[list[int], list[int]]] = {kind: ([], []) for kind in range(1, len(KINDS))}
    for head in np.flatnonzero(scene.classes == NAME).tolist():
        numbers, starts = found[kinds[head]]
        numbers.append(head)
        starts.append(scene.places[head][0])
    return found
