"""Transcripts: lines that open with a name and a colon ("ROSEN: I was there."), or with one in double brackets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quoth.article import Span, Spans

_OPENS = re.compile(
    r"^(?:[\"“„«‹‘']|``|'')?(?P<name>[^\W\d_a-z][\w.'’-]*(?: (?:de|van|von|al|bin|[^\W\d_a-z][\w.'’-]*)){0,4})"
    r"(?P<colon>:)[ \t]+(?=\S)",
    re.M,
)
_BRACKETED = re.compile(
    r"^\(\((?P<name>[^\W\d_a-z][^()\n]{1,40}?)(?P<colon>\)\))[ \t]+(?=\S)", re.M
)  # "((Ada Rosen)) I"
# The same where a page has lost its breaks: then only names in capitals are labels.
_RUN_IN = re.compile(
    r"(?<=[.?!…:—–\-\"”»'’)\]][ \t])(?:[\"“„«‹‘']|``|'')?(?P<name>[^\W\d_a-z][^\W\d_a-z.'’-]+"
    r"(?: [^\W\d_a-z][^\W\d_a-z.'’-]*){0,3})(?P<colon>:)[ \t]+(?=\S)"
)
# Where the last turn ends: with its line, or with its sentence. Every text has such a place.
_ENDS = {
    _OPENS: re.compile(r"$", re.M),
    _BRACKETED: re.compile(r"$", re.M),
    _RUN_IN: re.compile(r"[.?!…][\"”»'’)\]]*(?=\s)|$", re.M),
}
# What stands before a colon again and again and is nobody.
_NOBODY = re.compile(
    r"(?:a|q|watch|update|updated|read|related|photos?|videos?|images?|correction|note|more|see|also|fact|claim|listen"
    r"|question|answer|source|editor.*|breaking|live|poll|topics?|tags?|share|follow|by|via|date|time|where|when"
    r"|transcript|interview|opinion|analysis|comment|exclusive|explainer|profile|podcast|review"
    r"|(?:dear|more|new)\s.*|.*\sdeals?)",
    re.I,
)
# What marks a question or an answer in an interview, instead of a name.
LETTERS = {"Q": "Q", "A": "A", "Question": "Q", "Answer": "A"}
_ASIDE = re.compile(r"[(\[][^\n]*[)\]]\.?[\"”»›’']*")
_LINE = re.compile(r"[^\n]+")
_MARKS = "\"“”„«»‹›‘’'` \t\r"
_LEAST = 3  # lines with labels in a transcript, of two people at least


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person says until the next one does: the label's name, what closes it, and a span for each line."""

    source: Span
    cue: Span
    content: Spans


def labels(text: str) -> list[Span]:
    """The names at the heads of a transcript's lines, in order; none where the text is no transcript."""
    return [match.span("name") for match in _openings(text)]


def turns(text: str) -> list[Turn]:
    """Every turn of a transcript; each goes on to the next label. The last one is its line or, where the
    breaks are lost, its sentence."""
    found = _openings(text)
    ends = [match.start() for match in found[1:]] + [_last_end(text, match) for match in found[-1:]]
    pairs = ((match, tuple(_lines(text, match.end(), end))) for match, end in zip(found, ends, strict=True))
    return [Turn(match.span("name"), match.span("colon"), content) for match, content in pairs if content]


def _openings(text: str) -> list[re.Match[str]]:
    kinds = (_of_a_talk(text, pattern.finditer(text)) for pattern in _ENDS)
    return next(filter(None, kinds), [])


def _of_a_talk(text: str, matches: Iterable[re.Match[str]]) -> list[re.Match[str]]:
    """Those that name somebody, if they are of a talk: of two people at least, one of whom comes again; or else those
    that mark questions and answers, if both come again."""
    found = list(matches)
    named = [match for match in found if not _is_nobody(text, match["name"])]
    names = [match["name"] for match in named]
    if len(named) >= _LEAST and 1 < len(set(names)) < len(names):
        return named
    asked = [match for match in found if match["name"] in LETTERS]
    counts = Counter(LETTERS[match["name"]] for match in asked)
    return asked if len(counts) == len(set(LETTERS.values())) and min(counts.values()) > 1 else []


def _is_nobody(text: str, name: str) -> bool:
    """Whether a label is no person's: "UPDATE", or a team's, which the text calls "the Rovers"."""
    return bool(_NOBODY.fullmatch(name)) or re.search(rf"\b[Tt]he {re.escape(name)}\b", text) is not None


def _last_end(text: str, opening: re.Match[str]) -> int:
    return next(_ENDS[opening.re].finditer(text, opening.end())).end()


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    """The lines of a stretch without the marks around them; not the asides ("(LAUGHTER)")."""
    for match in _LINE.finditer(text, start, end):
        words = match[0].strip(_MARKS)
        if words and not _ASIDE.fullmatch(words):
            begin = match.start() + match[0].index(words)
            yield begin, begin + len(words)


def within_turns(places: Sequence[int], held: Sequence[Turn]) -> list[int | None]:
    """For each place the number of the turn whose content holds it."""
    return [next((number for number, turn in enumerate(held) if _holds(turn, place)), None) for place in places]


def _holds(turn: Turn, place: int) -> bool:
    return any(start <= place < end for start, end in turn.content)
