"""Content that holds an attribution of its own, as a text to be read by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from tokenizers import Tokenizer

from quoth.article import Span, Spans
from quoth.reading.pieces import Pieces, cut
from quoth.reading.quotes import Quotation, touching

_WORD = re.compile(r"[a-z]+")
_VERBS = (
    "accuse acknowledge advise agree allege announce argue assert assure believe boast caution claim complain"
    " concede conclude condemn confirm contend criticize criticise declare decline deny describe disclose dismiss"
    " dispute emphasize estimate expect explain imply indicate inform insist maintain mention pledge predict promise"
    " propose recall recommend refuse reject remark remind reply report respond reveal state stress suggest testify"
    " threaten urge vow warn"
).split()
_NOUNS_TOO = frozenset("claim estimate mention pledge promise recall remark reply report state stress".split())
_OTHERS = "according admit admits admitted say says said tell tells told write writes wrote swear swears swore".split()


def _forms(verb: str) -> set[str]:
    stem = verb.removesuffix("y") + "i" if verb.endswith("y") else verb.removesuffix("e")
    past = {stem + "ed"}
    return past if verb in _NOUNS_TOO else past | {verb, stem + "es" if verb.endswith("y") else verb + "s"}


# Words with which people are quoted, and before which words they quote nobody ("to tell", "was accused", "a proposed
# bill"). Only content that holds one is read again: it costs time.
_SAYING = frozenset(_OTHERS).union(*map(_forms, _VERBS))
_UNSAID = frozenset(
    "to will would can could cannot should must may might shall not let be am is are was were been being"
    " a an the this that these those any no my your his her its our their".split()
)
_ALWAYS = "according"  # whatever stands before it: "that, according to the police, nobody was hurt"
_THAT = re.compile(r"that,?\s+")
_JOINT = " "
_HEADLINE = 2


@dataclass(frozen=True, slots=True)
class Fragment:
    """The pieces of one content joined into a text; `places` gives each of its characters' place in the
    article, -1 for a joint."""

    text: str
    places: tuple[int, ...]

    def spans(self, inner: Spans) -> Spans:
        """Spans of the fragment as spans of the article: one over a joint becomes two."""
        return tuple(part for start, end in inner for part in self._parts(start, end))

    def _parts(self, start: int, end: int) -> list[Span]:
        parts: list[Span] = []
        for place in self.places[start:end]:
            if parts and place == parts[-1][1]:
                parts[-1] = (parts[-1][0], place + 1)
            elif place >= 0:
                parts.append((place, place + 1))
        return parts


def may_nest(text: str, content: Spans) -> bool:
    """Whether a content holds a word with which people are quoted."""
    return any(_quotes(_WORD.findall(text[start:end].lower())) for start, end in content)


def _quotes(words: Sequence[str]) -> bool:
    pairs = pairwise(("", *words))
    return any(word == _ALWAYS or (word in _SAYING and before not in _UNSAID) for before, word in pairs)


def fragment(text: str, content: Spans, quotations: Sequence[Quotation]) -> Fragment:
    """A content as a text, without the quotation marks around its pieces."""
    characters: list[str] = []
    places: list[int] = []
    for start, end in _opened(text, [_unquoted(span, quotations) for span in content]):
        if characters:
            characters.append(_JOINT)
            places.append(-1)
        characters.append(text[start:end])
        places.extend(range(start, end))
    return Fragment("".join(characters), tuple(places))


def _opened(text: str, content: Sequence[Span]) -> Iterator[Span]:
    """Without the "that" with which a reported clause begins, which would look like its subject's."""
    for number, (start, end) in enumerate(content):
        that = _THAT.match(text, start, end) if number == 0 else None
        yield that.end() if that else start, end


def fragment_pieces(text: str, tokenizer: Tokenizer) -> Pieces:
    """Word pieces of a fragment: it has no headline."""
    pieces = cut(text, tokenizer)
    features = pieces.features.copy()
    features[:, 2] &= ~np.uint8(_HEADLINE)
    return replace(pieces, features=features)


def _unquoted(span: Span, quotations: Sequence[Quotation]) -> Span:
    start, end = span
    for quotation in touching(quotations, span):
        if quotation.start == start and quotation.end >= end - 1:
            start += 1
            end -= quotation.closed and quotation.end == end
    return start, max(start, end)
