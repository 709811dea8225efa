"""One HTML page that holds everything: the articles with each role marked, and a list that leads to each.

No script, nothing fetched, and a content policy that forbids both. Colours are Okabe and Ito's, which
people with any colour vision can tell apart; underlines say the same without colour.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from importlib.resources import files
from typing import IO

from quoth.article import Article, Attribution, Speaker
from quoth.export.marks import Mark, Segment, outline, segments
from quoth.export.people import called, counted, described, spoken, words

_EXCERPT = 90


def write_html(articles: Iterable[Article], out: IO[str]) -> None:
    """The page, written as the articles come."""
    style = "".join(files(__package__).joinpath(name).read_text("utf-8") for name in ("marks.css", "page.css"))
    out.write(_head(style))
    empty = True
    for number, article in enumerate(articles, 1):
        out.write(_encodable("".join(_article(article, f"n{number}"))))
        empty = False
    if empty:
        out.write("<p>No article was read.</p>")
    out.write("</main></body></html>\n")


def _head(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{digest}'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1"><title>Who said what</title>'
        f"<style>{style}</style></head><body><main>"
        '<p class="key marked"><span class="source">who</span> <span class="cue">how</span> '
        '<span class="content d0">what</span> <span class="content d1">what, within</span></p>'
    )


def _article(article: Article, anchor: str) -> Iterator[str]:
    yield f'<section id="{anchor}"><header>{_provenance(article)}{_heading(article)}</header>'
    yield f'<div class="columns"><article class="marked" lang="{escape(article.language or "")}">'
    yield f"{marked(article, anchor)}</article>"
    yield f'<nav aria-label="Who said what">{_speakers(article, anchor)}{listed(article, anchor)}</nav></div>'
    yield "</section>\n"


def _heading(article: Article) -> str:
    """The title, where the text does not begin with it."""
    return "" if begins_with_title(article) else f"<h1>{escape(article.title or article.origin)}</h1>"


def begins_with_title(article: Article) -> bool:
    return bool(article.title) and article.text.startswith(f"{article.title}\n\n")


def _provenance(article: Article) -> str:
    known = (
        article.outlet,
        f"carried by {article.via}" if article.via else None,
        article.place,
        article.published or "day unknown",
        ", ".join(article.authors),
        article.origin,
    )
    return f'<p class="from">{" · ".join(escape(one) for one in known if one)}</p>'


def marked(article: Article, anchor: str) -> str:
    """The text, paragraph by paragraph, with its marks; each attribution's first has the place `anchor-id`."""
    parts: list[str] = ['<p class="headline" role="heading" aria-level="1">' if begins_with_title(article) else "<p>"]
    opened: list[Mark] = []
    seen: set[str] = set()
    for segment in segments(len(article.text), article.attributions):
        kept = _common(opened, segment.marks)
        parts.append("</span>" * (len(opened) - kept))
        for mark in segment.marks[kept:]:
            parts.append(_opening(mark, anchor, seen))
        opened = list(segment.marks)
        parts.append(_paragraphed(article.text[segment.start : segment.end], segment, anchor))
    parts.append("</span>" * len(opened) + "</p>")
    return "".join(parts)


def _common(opened: list[Mark], marks: tuple[Mark, ...]) -> int:
    count = 0
    while count < min(len(opened), len(marks)) and opened[count] == marks[count]:
        count += 1
    return count


def _opening(mark: Mark, anchor: str, seen: set[str]) -> str:
    number = f"{anchor}-{mark.attribution}"
    first = mark.attribution not in seen
    seen.add(mark.attribution)
    place = f' id="{escape(number)}"' if first else ""
    link = f'<a class="number" href="#{escape(number)}-in-list">{escape(mark.attribution)}</a>' if first else ""
    label = escape(f"{mark.role} of {mark.attribution}")
    of = escape(mark.attribution)
    return f'<span class="{mark.role} d{min(mark.depth, 2)}" title="{label}" data-of="{of}"{place}>{link}'


def _paragraphed(text: str, segment: Segment, anchor: str) -> str:
    """Text in which blank lines end paragraphs, the marks on it closed before and opened after."""
    closing = "</span>" * len(segment.marks) + "</p><p>"
    opening = "".join(_opening(mark, anchor, {mark.attribution}) for mark in segment.marks)
    return (closing + opening).join(escape(part) for part in text.split("\n\n"))


def _speakers(article: Article, anchor: str) -> str:
    """Everyone who speaks, with what they are and how much they say, leading to each thing said."""
    rows = "".join(_speaker(one, said, anchor) for one, said in spoken(article) if one is not None)
    return f'<ul class="speakers">{rows}</ul>' if rows else ""


def _speaker(speaker: Speaker, said: list[Attribution], anchor: str) -> str:
    about = " · ".join(escape(part) for part in (described(speaker), _kind(speaker), counted(len(said))) if part)
    links = " ".join(f'<a href="#{escape(f"{anchor}-{one.id}")}">{escape(one.id)}</a>' for one in said)
    return f'<li><b class="source">{escape(speaker.name)}</b> <small>{about}</small> <small>{links}</small></li>'


def _kind(speaker: Speaker) -> str:
    return speaker.type if speaker.named else f"unnamed {speaker.type}"


def listed(article: Article, anchor: str, after: Mapping[str, str] = {}) -> str:
    """The attributions as a list that leads to their places in the text; `after` some stands more, as HTML."""
    if not article.attributions:
        return "<p>Nobody is quoted.</p>"
    rows = (_row(article, one, anchor, depth, after.get(one.id, "")) for one, depth in outline(article.attributions))
    return f"<ol>{''.join(rows)}</ol>"


def _row(article: Article, one: Attribution, anchor: str, depth: int, after: str) -> str:
    number = escape(f"{anchor}-{one.id}")
    who, said_as = called(article, one)
    said_as = f' <span class="as">{escape(said_as)}</span>' if said_as else ""
    sure = "" if one.confidence is None else f" · {one.confidence:.0%} sure"
    inside = f" · within {one.within}" if one.within else ""
    return (
        f'<li id="{number}-in-list" class="d{min(depth, 2)}" data-of="{escape(one.id)}">'
        f'<a href="#{number}"><b class="source">{escape(who)}</b>'
        f'{said_as} <i class="cue">{escape(words(article.text, one.cue))}</i> '
        f'<span class="what">{escape(_short(words(article.text, one.content)))}</span></a>'
        f"<small>{escape(one.id)} · {escape(one.kind)}{escape(inside)}{escape(sure)}</small>{after}</li>"
    )


def _short(text: str) -> str:
    return text if len(text) <= _EXCERPT else text[:_EXCERPT].rsplit(" ", 1)[0] + " …"


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
