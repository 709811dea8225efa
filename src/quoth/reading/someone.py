"""Who stands behind each source: attributions and chains of mentions -> speakers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from quoth.article import Span, Spans
from quoth.reading.apposition import apposed, remarks
from quoth.reading.coreference import Relations, chains
from quoth.reading.heads import Heads
from quoth.reading.mentions import CLASSES, NAME, Traits
from quoth.reading.names import Clues, clues
from quoth.reading.words import Words

_I, _WE = CLASSES.index("I"), CLASSES.index("we")
_WORD = re.compile(r"\w{4,}")
_ALIKE = 0.3  # of a headline's words, the least share that its claim has with the body's


@dataclass(frozen=True, slots=True)
class Claim:
    """What matters of an attribution here: its spans, and the number of the one it stands within."""

    source: Spans
    cue: Spans
    content: Spans
    within: int | None


@dataclass(frozen=True, slots=True)
class Someone:
    """One chain of mentions: the numbers of its heads, in the order of the text."""

    heads: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class People:
    """Everyone in a text, and for each of its claims the number of whoever makes it, or why nobody is given."""

    heads: Heads
    everyone: tuple[Someone, ...]
    speaker: tuple[int | None, ...]
    reason: tuple[str | None, ...]


def people(
    text: str, words: Words, heads: Heads, known: Traits, claims: Sequence[Claim], relations: Relations
) -> People:
    """Who is who in a text, and who makes each claim."""
    spans = _mentions(words, heads)
    evidence = [_clues(text, known, words, heads, number, span) for number, span in enumerate(spans)]
    chain_of = _numbers(len(heads), chains(heads, known, evidence, relations))
    for one, other in apposed(text, words, heads, known, spans):
        _join(chain_of, one, other)
    source_of = [_source(words, heads, spans, claim.source) for claim in claims]
    _give_to_quoted(words, heads, known, claims, source_of, chain_of)
    for one, other in remarks(text, words, heads, known, claims, source_of):
        if not any(known.classes[heads.word[head]] == NAME for head in _chain(chain_of, other)):
            _join(chain_of, one, other)
    speaker: list[int | None] = [None if head is None else chain_of[head] for head in source_of]
    _resolve_headline(text, claims, speaker, chain_of)
    reason = _carry_on(text, claims, speaker)
    order = sorted(set(chain_of))
    everyone = tuple(Someone(tuple(n for n, chain in enumerate(chain_of) if chain == one)) for one in order)
    place = {one: number for number, one in enumerate(order)}
    return People(heads, everyone, tuple(None if one is None else place[one] for one in speaker), reason)


def _mentions(words: Words, heads: Heads) -> list[Span]:
    return list(zip(words.starts[heads.first].tolist(), words.ends[heads.last].tolist(), strict=True))


def _clues(text: str, known: Traits, words: Words, heads: Heads, number: int, mention: Span) -> Clues:
    word = int(heads.word[number])
    return clues(text, known, word, (int(words.starts[word]), int(words.ends[word])), mention)


def _numbers(count: int, groups: list[list[int]]) -> list[int]:
    numbers = [0] * count
    for number, group in enumerate(groups):
        for head in group:
            numbers[head] = number
    return numbers


def _join(chain_of: list[int], one: int, other: int) -> None:
    """What two heads are is the same someone from now on."""
    for head in _chain(chain_of, other):
        chain_of[head] = chain_of[one]


def _chain(chain_of: Sequence[int], head: int) -> list[int]:
    return [place for place, number in enumerate(chain_of) if number == chain_of[head]]


def _source(words: Words, heads: Heads, mentions: Sequence[Span], source: Spans) -> int | None:
    """The head that a source is about: its mention is most like the source's words."""
    best, likeness = None, 0.0
    for start, end in source:
        first, last = np.searchsorted(words.starts[heads.word], (start, end)).tolist()
        for head in range(first, last):
            share = _overlap(mentions[head], (start, end))
            if share > likeness:
                best, likeness = head, share
    return best


def _overlap(one: Span, other: Span) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, shared) / (max(one[1], other[1]) - min(one[0], other[0]))


def _give_to_quoted(
    words: Words,
    heads: Heads,
    known: Traits,
    claims: Sequence[Claim],
    source_of: Sequence[int | None],
    chain_of: list[int],
) -> None:
    """ "I" in somebody's quotation is that somebody."""
    for head, word in enumerate(heads.word.tolist()):
        if known.classes[word] != _I or known.quotation[word] < 0:
            continue
        owner = _innermost(claims, int(words.starts[word]))
        source = source_of[owner] if owner is not None else None
        if source is not None and source != head and known.classes[heads.word[source]] not in (_I, _WE):
            chain_of[head] = chain_of[source]


def _innermost(claims: Sequence[Claim], place: int) -> int | None:
    """The number of the narrowest claim whose content holds a place."""
    holding = [
        (end - start, number)
        for number, claim in enumerate(claims)
        for start, end in claim.content
        if start <= place < end
    ]
    return min(holding, default=(0, None))[1]


def _resolve_headline(text: str, claims: Sequence[Claim], speaker: list[int | None], chain_of: Sequence[int]) -> None:
    """A headline's ": official" is whoever makes the same claim in the body, unless somebody else is known."""
    body = text.find("\n\n")
    if body < 0:
        return
    below = [number for number, claim in enumerate(claims) if claim.cue[0][0] > body and speaker[number] is not None]
    for number, claim in enumerate(claims):
        if claim.cue[0][0] > body or speaker[number] is None or chain_of.count(speaker[number] or 0) > 1:
            continue
        alike = [(_alike(text, claim, claims[other]), -other) for other in below]
        share, other = max(alike, default=(0.0, 0))
        if share >= _ALIKE:
            speaker[number] = speaker[-other]


def _alike(text: str, one: Claim, other: Claim) -> float:
    mine, theirs = _words(text, one.content), _words(text, other.content)
    return len(mine & theirs) / max(1, len(mine))


def _words(text: str, spans: Spans) -> set[str]:
    return {word.lower()[:6] for start, end in spans for word in _WORD.findall(text[start:end])}


def _carry_on(text: str, claims: Sequence[Claim], speaker: list[int | None]) -> tuple[str | None, ...]:
    """A claim without a source of its own goes on with what was said right before it in the same paragraph."""
    reasons: list[str | None] = []
    for number, claim in enumerate(claims):
        reason = None
        if speaker[number] is None:
            before = _neighbour(text, claims, number)
            if not claim.source and before is not None and speaker[before] is not None:
                speaker[number] = speaker[before]
            else:
                reason = "no source in the text" if not claim.source else "nobody is known by these words"
        reasons.append(reason)
    return tuple(reasons)


def _neighbour(text: str, claims: Sequence[Claim], number: int) -> int | None:
    """The nearest claim before one, of the same level and paragraph."""
    claim = claims[number]
    earlier = [n for n in range(number) if claims[n].within == claim.within and claims[n].source]
    if not earlier:
        return None
    between = text[claims[earlier[-1]].cue[0][1] : claim.cue[0][0]]
    return None if "\n\n" in between else earlier[-1]


def speakers_of(found: People) -> Iterator[int]:
    """The numbers of those who speak, in the order of their first claim."""
    yield from dict.fromkeys(one for one in found.speaker if one is not None)
