"""The lines of a page's article, found by trafilatura with settings measured on real pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from quoth.intake import names

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BODY = re.compile(r"article|body|content|story|text|entry|post", re.I)
_BESIDE = re.compile(r"comment|related|promo|teaser|card|list|caption|reply|quote", re.I)
_SENTENCE = 80  # code points in a paragraph that is more than a label
_PARAGRAPHS = 2  # such paragraphs in a container, at least, to count as a piece of the body
_KEPT = 0.6  # share of the text that the strict settings may leave before they count as too strict
_LABEL = 40  # code points in a run of text that may be a label
_LINK = 20  # code points in a link that by itself is a line between paragraphs
_OFFER, _OFFERED = 200, 0.3  # code points in a line that offers another report; share of links in it
_STOPS = '.!?”"’'
_INLINE = frozenset(
    "a abbr acronym b big cite code data del dfn em font i ins kbd mark q s samp small span strike strong sub sup time"
    " tt u var wbr".split()
)
_CONTAINERS = ("div", "section", "article", "main", "td", "center")
_BLOCKS = frozenset(["p", "div", "section", "h2", "h3", "ul", "figure", "blockquote", "aside"])
_LINKED = 0.5  # share of links in a run of text above which it is no paragraph
_UNREAD = (
    *("script", "style", "svg", "template", "link", "meta", "noscript", "iframe", "canvas", "video", "audio"),
    *("nav", "footer", "button", "select", "option", "input", "textarea", "img", "source"),
)
_BREAK = re.compile(r"[\x00-\x1f\ufffe\uffff]+")  # in a page's source a line break is a space
_UNSEEN = re.compile(r"display:\s*none|visibility:\s*hidden", re.I)
_JUDGED = re.compile(r"(?:^|\s)(?:link|bottom)(?:\s|$)")  # classes of spans that strict extraction throws away
_OUTSIDE = re.compile(r"comment|related|repl(?:y|ies)|widget|newsletter|promo|recirc", re.I)
_HIDDEN = re.compile(r"\b(?:hidden|sr-only|screen-reader\S*|visually-?hidden|tooltip|rollover\S*|popover)\b", re.I)


def lines(tree: HtmlElement) -> list[str]:
    """The article's lines in their order, empty where it has none. Pieces of the body are joined in `tree`."""
    _smooth(tree)
    _wrap(tree)
    _join(tree)
    text = _extracted(tree, fast=True, favor_precision=True)
    # Each further way costs as much again, and most pages need none.
    if len(text) < _KEPT * _prose(tree) and len(text) < (least := _KEPT * len(_extracted(tree, fast=True))):
        strict = _extracted(tree, favor_precision=True)
        text = strict if len(strict) >= least else _extracted(tree)
    return text.split("\n") if text else []


def links(tree: HtmlElement) -> frozenset[str]:
    """Keys of the lines that would be nothing but a link to another report."""
    texts = (node.text_content().strip() for node in tree.iter("a"))
    return frozenset(names.key(text) for text in texts if len(text) >= _LINK and text[-1] not in _STOPS)


def offers(tree: HtmlElement) -> frozenset[str]:
    """Keys of the lines that link elsewhere with a good part of their words, and are no sentence: below an article
    they offer other reports."""
    keys = set()
    for node in tree.iter("li", "p"):
        text = node.text_content().strip()
        if text and len(text) < _OFFER and text[-1] not in _STOPS:
            linked = sum(len(link.text_content()) for link in node.iter("a"))
            if linked >= _OFFERED * len(text):
                keys.add(names.key(text))
    return frozenset(keys)


def _prose(tree: HtmlElement) -> int:
    """How many code points a tree has in runs of text that are no labels and no links: an article has hardly more."""
    runs = tree.xpath(f"//body//text()[string-length() > {_LABEL}][not(ancestor::a)]", smart_strings=False)
    return sum(len(run) for run in (" ".join(text.split()) for text in runs) if len(run) > _LABEL)


def _extracted(tree: HtmlElement, *, fast: bool = False, favor_precision: bool = False) -> str:
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(
            tree, include_comments=False, with_metadata=False, fast=fast, favor_precision=favor_precision
        )
    except Exception:  # hostile markup makes it raise whatever its own parsers raise
        return ""
    return str(getattr(found, "text", None) or "")


def _smooth(tree: HtmlElement) -> None:
    """Take out what no reader sees, and classes by which extraction would throw a paragraph's words away."""
    for node in list(tree.iter(*_UNREAD)):
        node.drop_tree()
    for span in list(tree.iter("span")):
        if _is_hidden(span):
            span.drop_tree()
        elif _JUDGED.search(span.get("class") or ""):
            span.attrib.clear()
    for paragraph in tree.iter("p"):
        for node in paragraph.iter():
            if node.text and _BREAK.search(node.text):
                node.text = _BREAK.sub(" ", node.text)
            if node.tail and _BREAK.search(node.tail):
                node.tail = _BREAK.sub(" ", node.tail)


def _is_hidden(node: HtmlElement) -> bool:
    return bool(_HIDDEN.search(node.get("class") or "") or _UNSEEN.search(node.get("style") or ""))


def _wrap(tree: HtmlElement) -> None:
    """Make paragraphs of sentences that stand bare between others: extraction would leave them out."""
    for node in list(tree.iter(*_CONTAINERS)):
        if any(child.tag in _BLOCKS for child in node) and _is_body(node):
            _wrap_in(node)
            if _sentences(node) >= _PARAGRAPHS:
                for child in filter(_is_paragraph, list(node.iterchildren("div"))):
                    child.tag = "p"


def _is_paragraph(node: HtmlElement) -> bool:
    text = node.text_content().strip()
    plain = len(text) >= _SENTENCE and text[-1] in _STOPS and not _BESIDE.search(_names(node))
    return plain and all(child.tag in _INLINE or child.tag == "br" for child in node.iter() if child is not node)


def _is_body(node: HtmlElement) -> bool:
    """Whether a container's names say that it holds an article, and none around it that it stands beside one."""
    name = _names(node)
    holds = node.tag in ("article", "main") or (_BODY.search(name) and not _BESIDE.search(name))
    return bool(holds) and not any(_OUTSIDE.search(_names(one)) for one in node.iterancestors("div", "section"))


def _names(node: HtmlElement) -> str:
    return f"{node.get('class') or ''} {node.get('id') or ''}"


def _wrap_in(node: HtmlElement) -> None:
    runs: list[tuple[HtmlElement | None, list[HtmlElement]]] = [(None, [])]  # what comes before, and what is inline
    for child in node:
        if child.tag in _INLINE:
            runs[-1][1].append(child)
        else:
            runs.append((child, []))
    for before, inline in runs:
        lead = (node.text if before is None else before.tail) or ""
        text = lead + "".join(child.text_content() + (child.tail or "") for child in inline)
        linked = sum(len(link.text_content()) for child in inline for link in child.iter("a"))
        if len(text.strip()) >= _SENTENCE and linked < _LINKED * len(text):
            paragraph = node.makeelement("p")
            paragraph.text = _BREAK.sub(" ", lead)
            if before is None:
                node.text = None
                node.insert(0, paragraph)
            else:
                before.tail = None
                before.addnext(paragraph)
            paragraph.extend(inline)


def _join(tree: HtmlElement) -> None:
    """Where advertisements part the body into several containers of one class, put all into the first:
    extraction would take one of them and leave the others."""
    pieces: defaultdict[str, list[HtmlElement]] = defaultdict(list)
    for node in _pieces(tree):
        pieces[f"{node.tag} {node.get('class')}"].append(node)
    for first, *others in pieces.values():
        for other in others:
            if not any(above is first for above in other.iterancestors()):
                first.extend(list(other))


def _pieces(tree: HtmlElement) -> Iterator[HtmlElement]:
    for node in tree.iter("div", "section"):
        if _sentences(node) >= _PARAGRAPHS and _is_body(node):
            yield node


def _sentences(node: HtmlElement) -> int:
    return sum(len(child.text_content()) > _SENTENCE for child in node.iterchildren("p"))
