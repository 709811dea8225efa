"""One source for two cues: "he said …, adding that …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quoth.article import Spans

_ENDS = re.compile(r"[.!?…][\"”’»')\]]*\s+[\"“‘«'(\[]*[A-Z0-9]|\n")
_CLAUSE = re.compile(r"[,;:–—]|\b(?:and|but|or|while|as|by)\b|[\"”’»]")
_SUBJECT = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Tt]h(?:is|at|ese|ose)|who|which|[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Ww]e"
    r"|[A-Z]\w*)\b"
)


def shared(text: str, sources: Sequence[Spans], cues: Sequence[Spans], contents: Sequence[Spans]) -> list[Spans]:
    """The sources of attributions in the order of their cues, each part of one where it belongs.

    One without a source takes that of the attribution before it in the same sentence, or of the one after it where
    that source stands before its cue.
    """
    found = _moved(text, sources, cues)
    for number, cue in enumerate(cues):
        if not found[number]:
            neighbours = (near for near in (number - 1, number + 1) if 0 <= near < len(cues))
            fitting = (
                found[near] for near in neighbours if _fits(text, found[near], cue, cues[near], contents[number])
            )
            found[number] = next(fitting, ())
    return found


def _moved(text: str, sources: Sequence[Spans], cues: Sequence[Spans]) -> list[Spans]:
    """A part of a source that stands right before another's cue speaks there: "A denied it, and B called on C"."""
    begins = {cue[0][0]: number for number, cue in enumerate(cues)}
    found = list(sources)
    for number, source in enumerate(sources):
        for span in source if len(source) > 1 else ():
            other = begins.get(span[1] + 1)
            if other is not None and other != number:
                found[number] = tuple(one for one in found[number] if one != span)
                found[other] = found[other] or (span,)
    return found


def _fits(text: str, source: Spans, cue: Spans, other: Spans, content: Spans) -> bool:
    """Whether a neighbour's source may speak here too."""
    if not source or source[-1][1] > cue[0][0] or _overlap(source, content):
        return False
    first, last = sorted((cue[0][0], other[0][0]))
    # A cue may itself begin a sentence.
    return not _ENDS.search(text, min(first, source[0][0]), last + 1) and not _has_subject(
        text[source[-1][1] : cue[0][0]]
    )


def _has_subject(before: str) -> bool:
    """Whether the words right before a cue are its own subject: ", and its ministry" called on."""
    return bool(_SUBJECT.search(_CLAUSE.split(before)[-1]))


def _overlap(one: Spans, other: Spans) -> bool:
    return any(start < end and begin < stop for start, stop in one for begin, end in other)
