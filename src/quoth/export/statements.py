"""Statements of an archive for a person at a terminal: a list of them with the hits marked, or one with its text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import IO

from rich.console import Console
from rich.text import Text

from quoth.article import Article, Span, Statement
from quoth.export.console import bare, clean, console, lines
from quoth.export.marks import attribution
from quoth.export.sentences import around, beside, sentences
from quoth.export.terminal import LEGEND, quoted

_HIT = "bold reverse"
_INDENT = 4
_NOBODY = "(nobody named)"
_TEXTS = ("text", "attributions", "speakers")


def write_found(statements: Iterable[Statement], out: IO[str]) -> None:
    """Each statement with its number, who said it where and when, and the words that were looked for marked."""
    screen = console(out)
    for one in statements:
        _print(screen, one)
        screen.print()


def write_shown(
    one: Statement, article: Article, outer: Statement | None, inner: Sequence[Statement], out: IO[str]
) -> None:
    """One statement in its text, with the sentence before and after, and the statements around and in it."""
    screen = console(out)
    before, chosen, after = _context(one, article.text)
    lines(screen, _heading(one))
    lines(screen, Text(_provenance(one), style="dim"), _INDENT)
    lines(screen, Text(clean(one.url or one.origin), style="dim"), _INDENT)
    screen.print()
    if bare(screen):
        lines(screen, Text(LEGEND), _INDENT)
    for part in (before, *chosen, after):
        if part:
            lines(screen, quoted(article.text, attribution(one), [part], bare(screen)), _INDENT)
    for label, others in (("within", [outer] if outer else []), ("in it", inner)):
        for other in others:
            screen.print()
            lines(screen, Text(label, style="dim"))
            _print(screen, other, _INDENT)


def write_shown_json(
    one: Statement, article: Article, outer: Statement | None, inner: Sequence[Statement], out: IO[str]
) -> None:
    """The same as one JSON object."""
    before, chosen, after = _context(one, article.text)
    shown = {
        **one.record(),
        "before": _words(article.text, [before]),
        "sentences": _words(article.text, chosen),
        "after": _words(article.text, [after]),
        "outer": outer.record() if outer else None,
        "inner": [other.record() for other in inner],
        "record": {name: value for name, value in article.record().items() if name not in _TEXTS},
    }
    out.write(json.dumps(shown, ensure_ascii=False) + "\n")


def _print(screen: Console, one: Statement, indent: int = 0) -> None:
    lines(screen, _heading(one), indent)
    said = Text.assemble((clean(one.cue), "italic magenta"), ": ", _marked(one, bare(screen)))
    lines(screen, said, indent + _INDENT)
    lines(screen, Text(_provenance(one), style="dim"), indent + _INDENT)


def _heading(one: Statement) -> Text:
    who = clean(one.who.rstrip(",")) or _NOBODY
    what = ", ".join(clean(part) for part in (one.role, one.affiliation) if part)
    sure = "" if one.confidence is None else f", {one.confidence:.0%} sure"
    return Text.assemble(
        (f"{one.id} ", "dim"), (who, "bold"), f", {what}" if what else "", (f"  {one.kind}{sure}", "dim")
    )


def _marked(one: Statement, bare: bool) -> Text:
    """What was said, the hits in another style or between brackets."""
    result = Text()
    place = 0
    before, after = ("[", "]") if bare else ("", "")
    for start, end in one.hits:
        result.append(clean(one.content[place:start]))
        result.append(before + clean(one.content[start:end]) + after, style=_HIT)
        place = end
    return result.append(clean(one.content[place:]))


def _provenance(one: Statement) -> str:
    carried = f", carried by {one.via}" if one.via else ""
    return clean(
        f"{one.title or one.origin} - {one.outlet or 'outlet unknown'}{carried}, {one.published or 'day unknown'}"
    )


def _context(one: Statement, text: str) -> tuple[Span | None, list[Span], Span | None]:
    """The sentences of a statement, and the one before and after."""
    spans = sentences(text)
    chosen = around(attribution(one), spans)
    before, after = beside(chosen, spans)
    return before, chosen, after


def _words(text: str, spans: Sequence[Span | None]) -> str | None:
    return " … ".join(text[span[0] : span[1]] for span in spans if span) or None
