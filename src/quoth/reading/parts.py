"""Drafts in words -> the spans of their roles in the text, as a person would mark them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quoth.article import Spans
from quoth.reading.continuing import continued
from quoth.reading.decoding import Draft
from quoth.reading.quotes import Quotation
from quoth.reading.sharing import shared
from quoth.reading.spans import (
    MORE_FOLLOWS,
    NOUN_FOLLOWS,
    completed,
    is_about,
    is_object,
    parted,
    passive,
    tidy_content,
    tidy_source,
    to_spans,
    unbroken,
    wants_no_name,
    with_clause,
    with_first,
    with_object,
)
from quoth.reading.words import Words


@dataclass(frozen=True, slots=True)
class Parts:
    """The roles of one attribution, and how sure each part is (0 to 1)."""

    source: Spans
    cue: Spans
    content: Spans
    sure: tuple[float, ...]


def parts(text: str, words: Words, drafts: Sequence[Draft], marks: Sequence[Quotation]) -> list[Parts]:
    """The parts of the drafts, in their order, which is that of their cues."""
    found = [_parts(text, words, draft, marks) for draft in drafts]
    found = [one for one in found if not _says_nothing(text, one)]
    contents = _continued(text, found, marks)
    sources = shared(text, [one.source for one in found], [one.cue for one in found], contents)
    return [
        replace(one, source=source, content=content)
        for one, source, content in zip(found, sources, contents, strict=True)
    ]


def _says_nothing(text: str, one: Parts) -> bool:
    is_other = is_object(text, one.cue[0], one.content) or is_about(text, one.cue[0], one.source, one.content)
    return is_other or wants_no_name(text, one.content)


def _parts(text: str, words: Words, draft: Draft, marks: Sequence[Quotation]) -> Parts:
    source, cue, content = (
        unbroken(text, to_spans(words, ranges)) for ranges in (draft.source, [draft.cue], draft.content)
    )
    content = with_object(text, cue[0], content, source)
    source, content = parted(text, with_first(text, with_clause(text, source, cue[0])), cue[0], content)
    source, content = passive(text, source, cue[0], content)
    return Parts(
        source=tidy_source(text, completed(text, source, cue + content, NOUN_FOLLOWS)),
        cue=cue,
        content=tidy_content(text, completed(text, content, cue + source, MORE_FOLLOWS), marks),
        sure=draft.sure,
    )


def _continued(text: str, found: Sequence[Parts], marks: Sequence[Quotation]) -> list[Spans]:
    taken = [span for one in found for span in one.source + one.cue + one.content]
    return continued(text, [one.content for one in found], taken, marks)
