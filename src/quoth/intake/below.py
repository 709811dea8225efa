"""The part of a page below its headline, and the days that are shown in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from itertools import dropwhile
from typing import TYPE_CHECKING

from quoth.intake import days, names
from quoth.intake.facts import flat, heading

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_OWN = ("html", "body", "article", "main")
_MAY_HEAD = ("h4", "div", "span", "p", "td", "b", "strong", "font", "center")
_UNREAD = ("script", "style", "head", "nav", "aside", "form", "iframe", "noscript")
_FURNITURE = re.compile(
    r"comment|related|sidebar|widget|tweet|twitter|\btoday|current|clock|\bnav|menu|footer|promo|recirc|trending|popular"
    r"|latest|most-|newsletter|copyright|weather|ticker|archive",
    re.I,
)
_TOLD = re.compile(r"date|time|publi|posted|byline|author|meta|info|edition|credit", re.I)
_CHANGED = re.compile(r"\b(?:updated?|modified|edited|retrieved|accessed|printed)\b", re.I)
_FETCHED = re.compile(r"(?:retrieved|accessed|printed|crawled|archived|downloaded|fetched)\b", re.I)
_PUBLISHED = re.compile(r"\b(?:first )?(?:published|posted|created)\b", re.I)
_KEPT = frozenset(["class", "id", "datetime", "title", "content", "itemprop", "pubdate", "property", "name"])
_LONGEST = 120  # code points in a line that shows the day
_PARTS = 8  # elements inside one that shows the day
_PROSE = 1500  # code points after the headline among which the day is shown


def headline(tree: HtmlElement, title: str) -> HtmlElement:
    """A copy of the page without its furniture and without what stands above the headline."""
    article = deepcopy(tree)
    top = _top(article, names.key(title))
    around = {top, *top.iterancestors()} if top is not None else set()
    for node in list(article.iter()):
        if node not in around and node.getparent() is not None and _is_furniture(node):
            node.drop_tree()
        elif isinstance(node.tag, str):
            kept = {name: value for name, value in node.attrib.items() if name in _KEPT}
            node.attrib.clear()  # one by one would fail at a name that is no XML
            node.attrib.update(kept)
    if top is not None:
        _behead(top)
    return article


def _top(article: HtmlElement, key: str) -> HtmlElement | None:
    """The headline, or where no element is it, the first paragraph."""
    for node in article.iter("h1", "h2", "h3"):
        if names.key(heading(node)) == key:
            return node
    for node in article.iter(*_MAY_HEAD):
        if len(node) <= _PARTS and names.key(node.text_content()) == key:
            return node
    return next((node for node in article.iter("p") if len(node.text_content()) > _LONGEST), None)


def _is_furniture(node: HtmlElement) -> bool:
    if node.tag in _OWN:
        return False
    named = f"{node.get('class') or ''} {node.get('id') or ''}"
    if len(node) <= 1 and _FETCHED.match(flat(node.text_content()[:_LONGEST])):
        return True
    loose = node.tag == "footer" and next(node.iterancestors("article"), None) is None
    return loose or node.tag in _UNREAD or bool(_FURNITURE.search(named))


def _behead(top: HtmlElement) -> None:
    """Drop what comes before the headline, but for times in its own header: any other day there may be that of
    the crawl."""
    own = next(top.iterancestors("article", "header"), None)
    inside = own is not None
    node = top
    while node.getparent() is not None:
        inside = inside and node is not own
        for before in list(node.itersiblings(preceding=True)):
            if not (inside and next(before.iter("time"), None) is not None):
                before.drop_tree()
        node = node.getparent()


def days_shown(article: HtmlElement) -> Iterator[date]:
    """Days of publication that the part of a page shows, those that are called so first."""
    shown = list(_shown(article))
    called = [text for text in shown if _PUBLISHED.search(text)]
    for text in (*called, *(text for text in shown if not _CHANGED.search(text))):
        yield from days.find(text)


def _shown(article: HtmlElement) -> Iterator[str]:
    passed = 0
    for node in dropwhile(lambda one: one.tag != "body", article.iter()):
        text = flat(node.text_content()) if len(node) <= _PARTS else ""
        if node.tag == "time" and node.get("datetime") and not _CHANGED.search(f"{node.get('class')} {text}"):
            yield str(node.get("datetime"))
        elif 0 < len(text) < _LONGEST and (node.tag == "time" or days.is_line(text) or _says_when(node, text)):
            yield text
        passed += len(node.text or "") + len(node.tail or "")
        if passed > _PROSE:
            return


def _says_when(node: HtmlElement, text: str) -> bool:
    return bool(_PUBLISHED.match(text)) or bool(
        _TOLD.search(f"{node.get('class') or ''} {node.get('id') or ''} {node.get('itemprop') or ''}")
    )
