"""What a page says about itself in its head, its linked data and its headings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SPACE = re.compile(r"\s+")
_INVISIBLE = re.compile("[\xad\u200b\u2060\ufeff]")
# What stands in a heading beside the headline: the section, a badge, the deck, words for screen readers.
_BESIDE = re.compile(
    r"kicker|eyebrow|over-?line|roofline|label|badge|flag|section|categor|topic|prefix|pre-?title|sub-?(?:head|title)"
    r"|deck|\bdek\b|standfirst|\bicon|hidden|sr-only|screen-reader",
    re.I,
)
_INLINE = frozenset("a abbr b bdi cite del em font i ins mark q s span strong sub sup time u wbr".split())
_LARGE = frozenset("4 5 6 7 +1 +2 +3".split())  # sizes of letters above the page's own, or by how much
_LESSER = ("h2", "h3")
_FEWEST = 3  # words that must be left of a heading without what stands beside the headline
_ARTICLE_TYPES = re.compile(r"Article|Posting|Report|Review|WebPage", re.I)
_STORY_TYPES = re.compile(r"Article|Posting|Report|Review", re.I)
_LONGEST_BYLINE = 120
_WRAPPING = re.compile(r"^\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[(?:\*/)?)|(?:-->|(?://|/\*)?\s*\]\]>(?:\*/)?)\s*$")
_PAIR = re.compile(r'"(headline|datePublished|dateModified)"\s*:\s*"([^"\\]+)"')
_MOST_PARTS = 6  # elements in one that holds a headline
_SHORTEST, _LONGEST_HEADING = 8, 300
_MOST_LINKED = 200  # objects of linked data looked at


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says. `metas`: name or property, in small letters, to its contents; `linked`: the
    article objects of its JSON-LD, stories first; `headings`: those of the first rank, `lesser`: other elements
    that may hold the headline; `times`: days marked as the day of publication;
    `authors`: names marked as such; `bylines`: whole lines."""

    metas: dict[str, tuple[str, ...]]
    linked: tuple[dict[str, Any], ...]
    headings: tuple[str, ...]
    lesser: tuple[str, ...]
    title: str | None
    url: str | None
    times: tuple[str, ...]
    authors: tuple[str, ...]
    bylines: tuple[str, ...]

    def meta(self, *names: str) -> Iterator[str]:
        """The contents of the named metas, in the order of the names."""
        for name in names:
            yield from self.metas.get(name, ())


def facts(tree: HtmlElement) -> Facts:
    """Read them from a parsed page; the page is not changed."""
    marked = _marked(tree)
    return Facts(
        metas=_metas(tree),
        linked=tuple(_linked(tree)),
        headings=tuple(text for node in tree.iter("h1") if not _leads_away(node) and (text := heading(node))),
        lesser=tuple(_lesser(marked.headlines)),
        title=next((text for node in tree.iter("title") if (text := flat(node.text_content()))), None),
        url=next(iter(tree.xpath("//link[@rel='canonical']/@href")), None),
        times=tuple(_times(marked.days)),
        authors=tuple(_item_authors(marked.authors)),
        bylines=tuple(_bylines(marked.bylines)),
    )


@dataclass(frozen=True, slots=True)
class _Marked:
    """Elements by what their markup says of them, in the order of the page."""

    headlines: list[HtmlElement] = field(default_factory=list)
    days: list[HtmlElement] = field(default_factory=list)
    authors: list[HtmlElement] = field(default_factory=list)
    bylines: list[HtmlElement] = field(default_factory=list)


def _marked(tree: HtmlElement) -> _Marked:
    """All of them in one walk, which is several times as fast as a question to the page for each."""
    found = _Marked()
    for node in tree.iter():
        classes, item = node.get("class", ""), node.get("itemprop")
        if node.tag in _LESSER or item == "headline" or "headline" in classes or _is_large(node):
            found.headlines.append(node)
        if item == "datePublished" or "published" in classes or node.get("pubdate") is not None:
            found.days.append(node)
        if item == "author" or (node.tag == "a" and node.get("rel") == "author"):
            found.authors.append(node)
        if "byline" in classes:
            found.bylines.append(node)
    return found


def _is_large(node: HtmlElement) -> bool:
    """Whether letters are larger than the page's, as headings were before there were style sheets."""
    return node.tag == "font" and node.get("size") in _LARGE


def flat(text: str | None) -> str:
    """`text` on one line."""
    return _SPACE.sub(" ", _INVISIBLE.sub("", text or "")).strip()


def heading(node: HtmlElement) -> str:
    """The words of a heading without what its markup sets beside them."""
    text = flat("".join(_words(node)))
    return text if len(text.split()) >= _FEWEST else flat(node.text_content())


def _words(node: HtmlElement) -> Iterator[str]:
    from lxml import etree

    walk = etree.iterwalk(node, events=("start", "end"))
    for event, one in walk:
        gap = "" if one.tag in _INLINE else " "
        if event == "end":
            yield gap + ((one.tail or "") if one is not node else "")
        elif one is not node and (one.tag == "small" or _BESIDE.search(_names(one))):
            walk.skip_subtree()
        else:
            yield gap + (one.text or "")


def _names(node: HtmlElement) -> str:
    return f"{node.get('class') or ''} {node.get('id') or ''}"


def _leads_away(node: HtmlElement) -> bool:
    """Whether a heading is a link to another site's page: then it is another report's."""
    return any(link.get("target") == "_blank" and "://" in (link.get("href") or "") for link in node.iter("a"))


def _lesser(nodes: Iterable[HtmlElement]) -> Iterator[str]:
    for node in nodes:
        if len(node) < _MOST_PARTS and _SHORTEST <= len(text := flat(node.text_content())) <= _LONGEST_HEADING:
            yield text


def _metas(tree: HtmlElement) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for node in tree.iter("meta"):
        name = node.get("property") or node.get("name") or node.get("itemprop") or ""
        content = flat(node.get("content"))
        if name and content:
            found[name.lower()] = (*found.get(name.lower(), ()), content)
    return found


def _linked(tree: HtmlElement) -> list[dict[str, Any]]:
    objects: list[dict[str, Any]] = []
    for node in tree.xpath("//script[contains(@type, 'ld+json')]"):
        text = node.text or ""
        try:
            objects.extend(_objects(json.loads(_WRAPPING.sub("", text), strict=False)))
        except (ValueError, RecursionError):
            objects.extend(_salvaged(text))
    known = {one["@id"]: one for one in objects if isinstance(one.get("@id"), str) and len(one) > 1}
    articles = [one for one in objects if _ARTICLE_TYPES.search(str(one.get("@type")))]
    resolved = [{name: _resolved(value, known) for name, value in one.items()} for one in articles]
    return sorted(resolved, key=lambda one: not _STORY_TYPES.search(str(one.get("@type"))))


def _salvaged(text: str) -> Iterator[dict[str, Any]]:
    """What can be told of an article whose object is no sound JSON."""
    pairs = {match[1]: match[2] for match in reversed(list(_PAIR.finditer(text)))}
    if pairs:
        yield {"@type": "Article", **pairs}


def _objects(value: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    waiting = [value]
    while waiting and len(found) < _MOST_LINKED:
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, dict):
            found.append(one)
            waiting.extend(one[name] for name in ("@graph", "mainEntity") if name in one)
    return found


def _resolved(value: Any, known: dict[str, dict[str, Any]]) -> Any:
    if isinstance(value, list):
        return [_resolved(one, known) for one in value]
    if isinstance(value, dict) and set(value) == {"@id"} and isinstance(value["@id"], str):
        return known.get(value["@id"], value)
    return value


def _times(nodes: Iterable[HtmlElement]) -> Iterator[str]:
    """Days that the page marks up as the day of publication."""
    for node in nodes:
        value = node.get("datetime") or node.get("content") or flat(node.text_content())[:60]
        if value:
            yield value


def _item_authors(nodes: Iterable[HtmlElement]) -> Iterator[str]:
    for node in nodes:
        inner = node.xpath(".//*[@itemprop='name']")
        yield flat((inner or [node])[0].get("content") or (inner or [node])[0].text_content())


def _bylines(nodes: Iterable[HtmlElement]) -> Iterator[str]:
    for node in nodes:
        text = flat(node.text_content())
        if len(text) < _LONGEST_BYLINE:
            yield text
