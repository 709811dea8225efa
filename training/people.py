"""Mentions and coreference: GUM's by hand, PolNeAR's by CoreNLP -> heads with labels."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np

from quoth.article import Span
from quoth.reading.mentions import KINDS, REACH
from quoth.reading.words import Ints, Words

IGNORED = -100
ALONE = -1
_PERSON, _OTHER = KINDS.index("person"), KINDS.index("other")
_GUM_KINDS = {name: KINDS.index(name) for name in ("person", "organization", "place")}
_NER_KINDS = {"PERSON": "person", "ORGANIZATION": "organization", "LOCATION": "place"}
_PEOPLE = frozenset("i me my mine we us our you your he him his she her hers himself herself who whom".split())
_NOMINAL = ("N", "PRP", "W", "DT", "CD", "JJ")
_Tokens = Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention by its head's span and its own; `kind` is a number of KINDS or IGNORED; `chain` numbers who it
    is in this text, ALONE for someone mentioned once."""

    head: Span
    span: Span
    kind: int
    chain: int


@dataclass(frozen=True, slots=True)
class People:
    """A text's mentions, and words of which it is not known whether they head one; `weight` in the loss."""

    mentions: tuple[Mention, ...] = ()
    unknown: tuple[Span, ...] = ()
    weight: float = 0.0


UNKNOWN = People()


@dataclass(frozen=True, slots=True)
class Heads:
    """Of each word its kind (words); of each head its word, first and last word, and chain, in text order."""

    kind: Ints
    word: Ints
    first: Ints
    last: Ints
    chain: Ints


def gum_people(d: dict[str, Any]) -> People:
    """Every entity, each once, with its chain."""
    number_of = {tuple(span): number for number, spans in enumerate(d["coref"]) for span in spans}
    kinds = {(start, end): _GUM_KINDS.get(kind, _OTHER) for start, end, kind, _ in d["entities"]}
    kinds = dict.fromkeys(number_of, _OTHER) | kinds
    tokens = list(_governed(d["tokens"], [tuple(s) for s in d["sentences"]]))
    last = _last_of_names(tokens, [token[5] for token in d["tokens"]])
    mentions = [
        Mention(last.get(head, head), span, kind, number_of.get(span, ALONE))
        for span, kind in kinds.items()
        if (head := _head(tokens, span)) is not None
    ]
    return People(tuple(mentions), (), 1.0)


def _governed(tokens: _Tokens, sentences: Sequence[Span]) -> Iterator[tuple[int, int, Span | None]]:
    """Each token's span with that of the token that governs it."""
    starts = [token[0] for token in tokens]
    for begin, end in sentences:
        first, last = np.searchsorted(starts, (begin, end)).tolist()
        inside = tokens[first:last]
        for start, end, _, _, number, *_ in inside:
            governor = inside[number - 1] if 0 < number <= len(inside) else None
            yield start, end, (governor[0], governor[1]) if governor else None


def _last_of_names(tokens: Sequence[tuple[int, int, Span | None]], relations: Sequence[str]) -> dict[Span, Span]:
    """The last word of each name of several, by its first, which governs it in Universal Dependencies;
    CoreNLP takes the last for the head, and so do we: it is the one that comes again ("Ms. Oreld")."""
    return {
        governor: (start, end)
        for (start, end, governor), relation in zip(tokens, relations, strict=True)
        if relation == "flat" and governor is not None and governor[0] < start
    }


def _head(tokens: Sequence[tuple[int, int, Span | None]], span: Span) -> Span | None:
    """The token of a span whose governor stands outside it."""
    low = bisect_left(tokens, span[0], key=lambda token: token[0])
    for start, end, governor in map(tokens.__getitem__, range(low, len(tokens))):
        if start >= span[1]:
            return None
        if governor is None or governor[0] < span[0] or governor[1] > span[1]:
            return start, end
    return None


def corenlp_people(d: dict[str, Any], weight: float) -> People:
    """CoreNLP's chains, and the names that stand in none; other nouns may head mentions or not."""
    sentences = d.get("corenlp", {}).get("sentences", [])
    tokens = [token for sentence in sentences for token in sentence["tokens"]]
    if not tokens:
        return UNKNOWN
    governed: list[tuple[int, int, Span | None]] = [
        one for sentence in sentences for one in _corenlp_governed(sentence)
    ]
    known = {(token[0], token[1]): token for token in tokens}
    mentions: dict[Span, Mention] = {}
    for number, spans in enumerate(d["corenlp"]["coref"]):
        for begin, stop in spans:
            head = _head(governed, (begin, stop))
            if head is not None and head not in mentions:
                mentions[head] = Mention(head, (begin, stop), _silver_kind(known[head]), number)
    for span, head in _named(tokens):
        mentions.setdefault(head, Mention(head, span, _silver_kind(known[head]), ALONE))
    unknown = (
        (start, end) for start, end, tag, *_ in tokens if tag.startswith(_NOMINAL) and (start, end) not in mentions
    )
    return People(tuple(mentions.values()), tuple(unknown), weight)


def _corenlp_governed(sentence: dict[str, Any]) -> Iterator[tuple[int, int, Span | None]]:
    tokens = sentence["tokens"]
    for token, (governor, _) in zip(tokens, sentence["deps"], strict=True):
        yield token[0], token[1], (tokens[governor - 1][0], tokens[governor - 1][1]) if governor else None


def _named(tokens: _Tokens) -> Iterator[tuple[Span, Span]]:
    """Runs of one kind of name, each with its last word."""
    for kind, run in groupby(tokens, lambda token: str(token[3])):
        if kind in _NER_KINDS:
            (first, *_), (*_, last) = (held := list(run)), held
            yield (first[0], last[1]), (last[0], last[1])


def _silver_kind(token: Sequence[Any]) -> int:
    if token[3] in _NER_KINDS:
        return KINDS.index(_NER_KINDS[token[3]])
    return _PERSON if str(token[4]).lower() in _PEOPLE else IGNORED


def heads(people: People, words: Words) -> Heads:
    """The mentions of a text by words; two mentions with one head become one, the longer."""
    kind = np.zeros(len(words), np.int64) if people.weight else np.full(len(words), IGNORED, np.int64)
    for start, end in people.unknown:
        first, last = _range(words, (start, end))
        kind[first:last] = IGNORED
    found: dict[int, tuple[int, int, int, int]] = {}
    for mention in sorted(people.mentions, key=lambda one: (one.chain == ALONE, one.span[0] - one.span[1])):
        head, (first, last) = _range(words, mention.head), _range(words, mention.span)
        word = head[1] - 1
        if head[0] < head[1] and word not in found:
            found[word] = (mention.kind, first, last - 1, mention.chain)
            kind[word] = mention.kind
    order = sorted(found)
    rows = np.array([found[word][1:] for word in order], np.int64).reshape(-1, 3)
    return Heads(kind, np.array(order, np.int64), rows[:, 0], rows[:, 1], rows[:, 2])


def _range(words: Words, span: Span) -> tuple[int, int]:
    return int(np.searchsorted(words.ends, span[0], "right")), int(np.searchsorted(words.starts, span[1]))


def within_reach(word: Ints, edge: Ints) -> np.ndarray:
    """Which edges can be pointed to from their heads."""
    near: np.ndarray = np.abs(edge - word) <= REACH
    return near


__all__ = ["ALONE", "IGNORED", "Heads", "Mention", "People", "corenlp_people", "gum_people", "heads", "within_reach"]
