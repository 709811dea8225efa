"""Who said what for a person at a terminal: each sentence with the words marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import IO

from rich.console import Console
from rich.text import Text

from quoth.article import Article, Attribution, Span, Speaker
from quoth.export.console import bare, clean, console, lines
from quoth.export.marks import outline, pieces
from quoth.export.people import NOBODY, called, counted, described, spoken
from quoth.export.sentences import around, sentences

# Colours by role, and for where there is no colour the brackets that stand for them.
_STYLES = {"source": "bold cyan", "cue": "italic magenta", "content": "yellow"}
_BRACKETS = {"source": ("[", "]"), "cue": ("<", ">"), "content": ("{", "}")}
LEGEND = "[who] <cue> {what}"
_INDENT = 4


def write_text(articles: Iterable[Article], out: IO[str]) -> None:
    """Each article's headline, where it is from, and its attributions, as it is read."""
    _write(articles, out, _in_order)


def write_by_speaker(articles: Iterable[Article], out: IO[str]) -> None:
    """The same with the attributions of each speaker together, who says most first."""
    _write(articles, out, _by_speaker)


def _write(articles: Iterable[Article], out: IO[str], attributions: Callable[[Console, Article], None]) -> None:
    screen = console(out)
    if bare(screen):
        screen.print(LEGEND)
    for article in articles:
        screen.print()
        lines(screen, Text(clean(article.title or article.origin), style="bold underline"))
        lines(screen, Text(clean(_provenance(article)), style="dim"))
        if not article.attributions:
            lines(screen, Text("Nobody is quoted.", style="dim"))
        attributions(screen, article)


def _in_order(screen: Console, article: Article) -> None:
    spans = sentences(article.text)
    for one, depth in outline(article.attributions):
        screen.print()
        who, stood = called(article, one)
        lines(screen, _heading(one, (who, "bold"), (f" — {stood}" if stood else "", "italic")), _INDENT * depth)
        lines(screen, quoted(article.text, one, around(one, spans), bare(screen)), _INDENT * (depth + 1))


def _by_speaker(screen: Console, article: Article) -> None:
    spans = sentences(article.text)
    for speaker, said in spoken(article):
        screen.print()
        lines(screen, _introduced(speaker, len(said)))
        for one in said:
            _, stood = called(article, one)
            screen.print()
            lines(screen, _heading(one, (stood, "italic")), _INDENT)
            lines(screen, quoted(article.text, one, around(one, spans), bare(screen)), 2 * _INDENT)


def _provenance(article: Article) -> str:
    outlet = article.outlet or "outlet unknown"
    carried = f", carried by {article.via}" if article.via else ""
    place = f", {article.place}" if article.place else ""
    day = article.published or "day unknown"
    return f"{outlet}{carried}{place}, {day} - {article.origin}"


def _heading(one: Attribution, *who: tuple[str, str]) -> Text:
    """An attribution's number, who makes it in pieces of (words, style), and what is known of it."""
    inside = f", within {one.within}" if one.within else ""
    sure = "" if one.confidence is None else f", {one.confidence:.0%} sure"
    shown = [(clean(words), style) for words, style in who if words]
    space = "  " if shown else ""
    return Text.assemble((f"{clean(one.id)} ", "dim"), *shown, (clean(f"{space}{one.kind}{inside}{sure}"), "dim"))


def _introduced(speaker: Speaker | None, count: int) -> Text:
    """A speaker's name, what the article says of them, and how often they speak."""
    about = [described(speaker)] if speaker and described(speaker) else []
    name = speaker.name if speaker else NOBODY
    return Text.assemble((clean(name), "bold"), (clean(f"  {', '.join([*about, counted(count)])}"), "dim"))


def quoted(text: str, one: Attribution, sentences: Iterable[Span], bare: bool) -> Text:
    """Some sentences of a text, an attribution's three roles marked in them."""
    result = Text()
    last: int | None = None
    for start, end in sentences:
        if last is not None:
            result.append(" " if text[last:start].isspace() else " … ")
        for begin, stop, role in pieces(start, end, one):
            before, after = _BRACKETS[role] if role and bare else ("", "")
            result.append(before + clean(text[begin:stop]) + after, style=_STYLES.get(role, ""))
        last = end
    return result
