"""A statement in its sentence: source, cue, content, and the words that were looked for, marked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup, escape

from quoth.article import Spans, Statement
from quoth.export.marks import attribution, pieces
from quoth.export.sentences import around, sentences

_MOST = 600  # characters that are shown of one statement
_UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_BARE = re.compile(r"[\x00-\x1f\x7f-\x9f\s]+")


def line(text: str | None) -> Markup:
    """A text on one line, as markup that turns nothing around it: without what hides letters or their order."""
    bare = _BARE.sub(" ", _UNSEEN.sub("", text or "")).strip()
    return Markup("<bdi>{}</bdi>").format(bare.encode("utf-8", "replace").decode("utf-8"))


def excerpt(one: Statement, text: str) -> Markup:
    """The sentences that a statement stands in, with its marks."""
    made = attribution(one)
    hits = _placed(one)
    left = _MOST
    parts: list[str] = []
    last: int | None = None
    for start, end in around(made, sentences(text)):
        if last is not None:
            parts.append(" " if text[last:start].isspace() else " … ")
        stop = min(end, start + left)
        for begin, close, role in pieces(start, stop, made):
            words = "".join(_with_hits(text, begin, close, hits))
            parts.append(f'<span class="{role}{" d0" if role == "content" else ""}">{words}</span>' if role else words)
        left -= stop - start
        last = end
        if stop < end or not left:
            parts.append(" …")
            break
    return Markup("".join(parts))


def _with_hits(text: str, start: int, end: int, hits: Spans) -> Iterator[str]:
    """A stretch of text as markup, the hits in it marked."""
    place = start
    for first, last in hits:
        begin, stop = max(first, place), min(last, end)
        if begin < stop:
            yield str(escape(text[place:begin]))
            yield f"<mark>{escape(text[begin:stop])}</mark>"
            place = stop
    yield str(escape(text[place:end]))


def _placed(one: Statement) -> Spans:
    """Where the hits in a content stand in the text: its pieces are joined by ` … `."""
    found: list[tuple[int, int]] = []
    before = 0
    for start, end in one.content_spans:
        length = end - start
        for first, last in one.hits:
            begin, stop = max(first - before, 0), min(last - before, length)
            if begin < stop:
                found.append((start + begin, start + stop))
        before += length + 3
    return tuple(sorted(found))
