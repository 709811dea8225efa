"""Statements of an archive for a person at a terminal: a list of them with the hits marked, or one with its text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any, Protocol

from rich.console import Console
from rich.text import Text

from quoth.article import Article, Capture, Carrier, Span, Statement
from quoth.export.console import bare, clean, console, lines
from quoth.export.marks import attribution
from quoth.export.sentences import around, beside, sentences
from quoth.export.terminal import LEGEND, quoted

_HIT = "bold reverse"
_INDENT = 4
_NAMES = 12  # names and reasons of one person
_NOBODY = "(nobody named)"
_TEXTS = ("text", "attributions", "speakers")


def write_found(statements: Iterable[Statement], out: IO[str]) -> None:
    """Each statement with its number, who said it where and when, and the words that were looked for marked."""
    screen = console(out)
    for one in statements:
        _print(screen, one)
        screen.print()


class Someone(Protocol):
    """Whoever speaks: one someone across articles, under some names, for some reasons."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def known(self) -> str | None: ...
    @property
    def names(self) -> Mapping[str, int]: ...
    @property
    def reasons(self) -> Sequence[Why]: ...
    def record(self) -> dict[str, Any]: ...


class Why(Protocol):
    """Why two records are of one someone."""

    @property
    def one(self) -> str: ...
    @property
    def other(self) -> str: ...
    @property
    def score(self) -> float: ...
    @property
    def parts(self) -> Sequence[tuple[str, float, str]]: ...


class Wording(Protocol):
    """How a statement words what others say too."""

    @property
    def statement(self) -> Statement: ...
    @property
    def manner(self) -> str: ...


def write_person(person: Someone, out: IO[str]) -> None:
    """Who somebody is: every name, and why they are held to be one."""
    _person(console(out), person)


class Shown(Protocol):
    """A statement with all that is known of it: its article, what it stands within, those within it, the articles
    that carried it and where from, who speaks, every wording, and what may be the same in other words."""

    @property
    def statement(self) -> Statement: ...
    @property
    def article(self) -> Article: ...
    @property
    def outer(self) -> Statement | None: ...
    @property
    def inner(self) -> Sequence[Statement]: ...
    @property
    def carriers(self) -> Sequence[Carrier]: ...
    @property
    def whence(self) -> str | None: ...
    @property
    def person(self) -> Someone | None: ...
    @property
    def wordings(self) -> Sequence[Wording]: ...
    @property
    def perhaps(self) -> Sequence[Statement]: ...


def write_shown(shown: Shown, out: IO[str]) -> None:
    """One statement in its text, with the sentence before and after, the statements around and in it, the articles
    that carried it, every wording, and who it is."""
    one, article = shown.statement, shown.article
    screen = console(out)
    before, chosen, after = _context(one, article.text)
    lines(screen, _heading(one))
    lines(screen, Text(_provenance(one), style="dim"), _INDENT)
    lines(screen, Text(clean(one.url or one.origin), style="dim"), _INDENT)
    if article.capture:
        lines(screen, Text(_captured(article.capture, article.origin), style="dim"), _INDENT)
    screen.print()
    if bare(screen):
        lines(screen, Text(LEGEND), _INDENT)
    for part in (before, *chosen, after):
        if part:
            lines(screen, quoted(article.text, attribution(one), [part], bare(screen)), _INDENT)
    for label, others in (("within", [shown.outer] if shown.outer else []), ("in it", shown.inner)):
        for other in others:
            screen.print()
            lines(screen, Text(label, style="dim"))
            _print(screen, other, _INDENT)
    if shown.carriers:
        screen.print()
        lines(screen, Text("the story, as it was carried", style="dim"))
        lines(screen, Text(clean(f"likely origin: {shown.whence}")), _INDENT)
    for carrier in shown.carriers:
        _carried(screen, carrier)
    for wording in shown.wordings:
        screen.print()
        lines(screen, Text(f"worded: {wording.manner}", style="dim"))
        _print(screen, wording.statement, _INDENT)
    for other in shown.perhaps:
        screen.print()
        lines(screen, Text("perhaps the same, in other words", style="dim"))
        _print(screen, other, _INDENT)
    if shown.person:
        screen.print()
        _person(screen, shown.person)


def write_shown_json(shown: Shown, out: IO[str]) -> None:
    """The same as one JSON object."""
    one, article = shown.statement, shown.article
    before, chosen, after = _context(one, article.text)
    record = {
        **one.record(),
        "before": _words(article.text, [before]),
        "sentences": _words(article.text, chosen),
        "after": _words(article.text, [after]),
        "outer": shown.outer.record() if shown.outer else None,
        "inner": [other.record() for other in shown.inner],
        "carriers": [carrier.record() for carrier in shown.carriers],
        "whence": shown.whence,
        "someone": shown.person.record() if shown.person else None,
        "wordings": [{"manner": each.manner, **each.statement.record()} for each in shown.wordings],
        "perhaps": [other.record() for other in shown.perhaps],
        "record": {name: value for name, value in article.record().items() if name not in _TEXTS},
    }
    out.write(json.dumps(record, ensure_ascii=False) + "\n")


def _person(screen: Console, person: Someone) -> None:
    known = f"  known as {clean(person.known)}" if person.known else ""
    lines(screen, Text.assemble(("person ", "dim"), f"{person.id} ", (clean(person.name), "bold"), (known, "dim")))
    for name, articles in list(person.names.items())[:_NAMES]:
        lines(screen, Text(f"{clean(name)}, {articles} article{'s' if articles > 1 else ''}"), _INDENT)
    for why in person.reasons[:_NAMES]:
        lines(screen, Text(clean(f"{why.one} = {why.other}, {why.score:.0%} sure"), style="dim"), _INDENT)
        for name, weight, words in why.parts:
            lines(screen, Text(clean(f"{weight:+.1f} {name}: {words}"), style="dim"), 2 * _INDENT)


def _print(screen: Console, one: Statement, indent: int = 0) -> None:
    lines(screen, _heading(one), indent)
    said = Text.assemble((clean(one.cue), "italic magenta"), ": ", _marked(one, bare(screen)))
    lines(screen, said, indent + _INDENT)
    lines(screen, Text(_provenance(one), style="dim"), indent + _INDENT)


def _carried(screen: Console, one: Carrier) -> None:
    """Who carried a story, and why it is thought from where."""
    what = f"statement {one.statement}" if one.statement else "without this statement"
    where = f"{one.outlet or 'outlet unknown'}, {one.published or 'day unknown'} - {one.url or one.origin}"
    lines(screen, Text.assemble((f"{one.article} ", "dim"), (clean(where), "bold"), (f"  {what}", "dim")), _INDENT)
    lines(screen, Text(clean(one.why)), 2 * _INDENT)


def _heading(one: Statement) -> Text:
    who = clean(one.who.rstrip(",")) or _NOBODY
    what = ", ".join(clean(part) for part in (one.role, one.affiliation) if part)
    sure = "" if one.confidence is None else f", {one.confidence:.0%} sure"
    like = "" if one.likeness is None else f", {one.likeness:.0%} alike"
    by_hand = "" if one.corrected is None else f", corrected ({one.corrected})"
    return Text.assemble(
        (f"{one.id} ", "dim"), (who, "bold"), f", {what}" if what else "", (f"  {one.kind}{sure}{by_hand}{like}", "dim")
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
    others = one.outlets - 1
    also = f"; also in {others} other outlet{'s' if others > 1 else ''}" if others else ""
    return clean(
        f"{one.title or one.origin} - {one.outlet or 'outlet unknown'}{carried}, {one.published or 'day unknown'}{also}"
    )


def _captured(capture: Capture, origin: str) -> str:
    """The record of a web archive that the article was read from, and where that is."""
    moment = f"captured {capture.time}" if capture.time else "captured at a time unknown"
    return clean(f"{moment}, WARC record {capture.record or 'without an id'}, in {origin}")


def _context(one: Statement, text: str) -> tuple[Span | None, list[Span], Span | None]:
    """The sentences of a statement, and the one before and after."""
    spans = sentences(text)
    chosen = around(attribution(one), spans)
    before, after = beside(chosen, spans)
    return before, chosen, after


def _words(text: str, spans: Sequence[Span | None]) -> str | None:
    return " … ".join(text[span[0] : span[1]] for span in spans if span) or None
