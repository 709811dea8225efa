"""Who said what for a person at a terminal: each sentence with the words marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO

from rich.console import Console
from rich.text import Text

from quoth.article import Article, Attribution, Span, Spans
from quoth.export.console import bare, clean, console, lines
from quoth.export.marks import outline
from quoth.export.sentences import around, sentences

# Colours by role, and for where there is no colour the brackets that stand for them.
_STYLES = {"source": "bold cyan", "cue": "italic magenta", "content": "yellow"}
_BRACKETS = {"source": ("[", "]"), "cue": ("<", ">"), "content": ("{", "}")}
LEGEND = "[who] <cue> {what}"
_NOBODY = "(nobody named)"
_INDENT = 4


def write_text(articles: Iterable[Article], out: IO[str]) -> None:
    """Each article's headline, where it is from, and its attributions, as it is read."""
    screen = console(out)
    if bare(screen):
        screen.print(LEGEND)
    for article in articles:
        _print(screen, article)


def _print(screen: Console, article: Article) -> None:
    screen.print()
    lines(screen, Text(clean(article.title or article.origin), style="bold underline"))
    lines(screen, Text(clean(_provenance(article)), style="dim"))
    if not article.attributions:
        lines(screen, Text("Nobody is quoted.", style="dim"))
    spans = sentences(article.text)
    for one, depth in outline(article.attributions):
        screen.print()
        lines(screen, _heading(article, one), _INDENT * depth)
        lines(screen, quoted(article.text, one, around(one, spans), bare(screen)), _INDENT * (depth + 1))


def _provenance(article: Article) -> str:
    outlet = article.outlet or "outlet unknown"
    carried = f", carried by {article.via}" if article.via else ""
    place = f", {article.place}" if article.place else ""
    day = article.published or "day unknown"
    return f"{outlet}{carried}{place}, {day} - {article.origin}"


def _heading(article: Article, one: Attribution) -> Text:
    who = _words(article.text, one.source) or _NOBODY
    inside = f", within {one.within}" if one.within else ""
    sure = "" if one.confidence is None else f", {one.confidence:.0%} sure"
    return Text.assemble((f"{clean(one.id)} ", "dim"), (who, "bold"), (clean(f"  {one.kind}{inside}{sure}"), "dim"))


def _words(text: str, spans: Spans) -> str:
    return " … ".join(clean(text[start:end]) for start, end in spans).rstrip(",")


def quoted(text: str, one: Attribution, sentences: Iterable[Span], bare: bool) -> Text:
    """Some sentences of a text, an attribution's three roles marked in them."""
    result = Text()
    last: int | None = None
    for start, end in sentences:
        if last is not None:
            result.append(" " if text[last:start].isspace() else " … ")
        for begin, stop, role in _pieces(start, end, one):
            before, after = _BRACKETS[role] if role and bare else ("", "")
            result.append(before + clean(text[begin:stop]) + after, style=_STYLES.get(role, ""))
        last = end
    return result


def _pieces(start: int, end: int, one: Attribution) -> Iterator[tuple[int, int, str]]:
    """A sentence cut at the roles in it: (start, end, role or nothing)."""
    place = start
    for (first, last), role in sorted((span, name) for name in _STYLES for span in getattr(one, name)):
        begin, stop = max(first, place), min(last, end)
        if begin < stop:
            yield place, begin, ""
            yield begin, stop, role
            place = stop
    yield place, end, ""
