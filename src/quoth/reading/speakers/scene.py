"""A text as the rules about who speaks in it see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from quoth.article import Span, Spans
from quoth.reading.heads import Heads
from quoth.reading.mentions import Traits
from quoth.reading.speakers.names import Clues
from quoth.reading.words import Ints, Words


@dataclass(frozen=True, slots=True)
class Claim:
    """What matters of an attribution here: its spans, and the number of the one it stands within."""

    source: Spans
    cue: Spans
    content: Spans
    within: int | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """A text with the heads of its mentions and what is known of each, its claims, and for each of these the head that
    its source is about, if any."""

    text: str
    words: Words
    heads: Heads
    known: Traits
    claims: Sequence[Claim] = ()
    source_of: Sequence[int | None] = ()
    evidence: Sequence[Clues] = ()
    strangers: Mapping[int, Sequence[int]] = field(default_factory=dict)  # whom a head that speaks tells of
    spans: Sequence[Span] = ()  # each head's mention
    places: Sequence[Span] = ()  # and its own word
    forms: Sequence[str] = ()
    # What each head is: a pronoun of some kind, a name or another noun.
    classes: Ints = field(default_factory=lambda: np.empty(0, np.int64))

    def __post_init__(self) -> None:
        if self.spans:
            return  # a scene that tells more of the same heads has all that follows from them
        places = _spans(self.words, self.heads.word, self.heads.word)
        object.__setattr__(self, "spans", _spans(self.words, self.heads.first, self.heads.last))
        object.__setattr__(self, "places", places)
        object.__setattr__(self, "forms", [self.text[start:end] for start, end in places])
        object.__setattr__(self, "classes", self.known.classes[self.heads.word])

    def number(self, place: int) -> int:
        """The first head whose word begins at a place or behind it."""
        return self.heads.number(self.words.number(place))

    def in_order(self) -> list[tuple[Claim, int | None]]:
        """Each claim with the head of its source, by where the cues stand."""
        return sorted(zip(self.claims, self.source_of, strict=True), key=lambda pair: pair[0].cue[0][0])

    def is_near(self, earlier: int, later: int) -> bool:
        """Whether a head stands before another, in the same paragraph or the one before."""
        paragraph = self.words.paragraph[self.heads.word]
        return bool(0 <= paragraph[later] - paragraph[earlier] <= 1 and earlier < later)


def _spans(words: Words, first: Ints, last: Ints) -> list[Span]:
    return list(zip(words.starts[first].tolist(), words.ends[last].tolist(), strict=True))
