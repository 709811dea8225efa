"""A news page -> an article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from quoth.article import Article
from quoth.config import IntakeOptions
from quoth.errors import InputError
from quoth.intake import (
    bodies,
    bylines,
    credits,
    dates,
    days,
    decode,
    furniture,
    ids,
    language,
    layout,
    names,
    sites,
    titles,
)
from quoth.intake.facts import Facts, facts, flat

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DEEPEST = 2_000  # nested elements; real pages stay under a hundred
_HEAD = 8  # lines among which the headline may stand again
_HEADING = 60  # code points in a heading over offers of other reports
_KICKER = 40  # code points that a section's name before it may take
_PROSE = 80  # code points in a line that, where it ends with a stop, is a paragraph and no label
_STOPS = '.!?”"’'
_BULLET = re.compile(r"^- (?=\S)")  # extraction marks the items of lists so
_TAG = re.compile(r"<[a-zA-Z!/?]")


def page(html: str | bytes, origin: str, options: IntakeOptions, url: str | None = None) -> Article:
    """An article from a page's HTML. InputError, LanguageError."""
    text = decode.decode(html, origin) if isinstance(html, bytes) else html
    tree = _tree(layout.parted(decode.mend_page(text)), origin)
    layout.boxed(tree)
    told = facts(tree)
    told = replace(told, url=url or told.url)
    title = _mended(titles.headline(told))
    site = sites.site(told, title)
    lines = _body(tree, title)
    above = bylines.above(lines)
    credit, body = credits.unglue(furniture.without_head(lines[len(above) :]), site)
    if not body:
        raise InputError(origin, "holds no article text; give the page of one article, not a front page or a menu")
    published = dates.published(told, tree, (title or "", *body), credit.day, days.today(options.today))
    authors = _authors(told, site, above)
    writer = credit.outlet or _agency(told)
    whole = "\n\n".join((title, *body) if title else body)
    copied = bool(writer and site and not names.same(writer, site))
    return Article(
        id=ids.stable(url or told.url or origin),
        origin=origin,
        text=whole,
        url=url or _address(told),
        title=title,
        authors=authors,
        outlet=writer if copied or not site else site,
        via=site if copied else None,
        place=credit.place,
        published=published.day.isoformat() if published else None,
        published_basis=published.basis if published else None,
        language=language.english(whole, origin, tree.getroottree().getroot().get("lang", "")),
    )


def _tree(text: str, origin: str) -> HtmlElement:
    from lxml import etree
    from lxml.html import HtmlElement, HTMLParser, document_fromstring

    if not _TAG.search(text):
        raise InputError(origin, "holds no HTML; if it is plain text, name it .txt")
    try:
        parser = HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
        # Every element is one of a kind: asked in Python for each, lxml would spend more time on that than on the rest.
        parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
        tree = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        raise InputError(origin, "holds no HTML that can be read; save the page again") from None
    if sum(1 for _ in tree.iter()) > _DEEPEST and _depth(tree) > _DEEPEST:
        raise InputError(origin, f"has more than {_DEEPEST} elements inside each other; save the page again")
    return tree


def _depth(tree: HtmlElement) -> int:
    from lxml import etree

    depth = deepest = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _body(tree: HtmlElement, title: str | None) -> tuple[str, ...]:
    """The article's paragraphs and byline, without its headline and without what stands around it."""
    links, offers = bodies.links(tree), bodies.offers(tree)
    lines = [_BULLET.sub("", flat(decode.mend(line))) for line in bodies.lines(tree)]
    kept = furniture.cleaned([line for line in lines if line])
    headline = names.key(title)
    for number, line in enumerate(kept[:_HEAD]):
        # The section's name may stand glued before it.
        if headline and names.key(line).endswith(headline) and len(line) < len(title or "") + _KICKER:
            above = kept[:number]  # a lead may stand above it, where the headline comes again below a picture
            is_lead = all(len(one) >= _PROSE and one[-1] in _STOPS for one in above)
            kept = (*(above if is_lead else ()), *furniture.without_head(kept[number + 1 :]))
            break
    beside = links | {headline}
    own = furniture.once([line for line in kept if names.key(line) not in beside])
    return _without_offers(own, offers)


def _without_offers(lines: Sequence[str], offers: frozenset[str]) -> tuple[str, ...]:
    """The lines without other reports offered below them, and without the heading of these."""
    count = sum(1 for _ in takewhile(lambda line: names.key(line) in offers, reversed(lines)))
    kept = lines[: len(lines) - count]
    headed = count and kept and len(kept[-1]) < _HEADING and kept[-1][-1] not in _STOPS
    return tuple(kept[:-1] if headed else kept)


def _linked_authors(told: Facts) -> Iterator[tuple[str, str]]:
    """Name and type of every author in the linked data."""
    for one in told.linked:
        author = one.get("author") or one.get("creator")
        for each in author if isinstance(author, list) else [author]:
            if isinstance(each, str):
                yield flat(each), "Person"
            elif isinstance(each, dict):
                given = each.get("name")
                for name in given if isinstance(given, list) else [given]:
                    if isinstance(name, str):
                        yield flat(name), str(each.get("@type", "Person"))


def _agency(told: Facts) -> str | None:
    """Another outlet that the page names as its author."""
    for name, kind in _linked_authors(told):
        if "Organization" in kind or names.key(name) in names.AGENCIES:
            return names.AGENCIES.get(names.key(name), name)
    return None


def _authors(told: Facts, site: str | None, above: Sequence[str]) -> tuple[str, ...]:
    linked = [name for name, kind in _linked_authors(told) if "Organization" not in kind]
    stated = [*told.meta("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl")]
    shown = bylines.named((*told.bylines, *above))
    for group in (linked, list(told.authors), stated, shown):
        people = list(dict.fromkeys(name for text in group for name in bylines.people(text, site)))
        if people:
            return tuple(people)
    return ()


def _mended(text: str | None) -> str | None:
    return flat(decode.mend(text)) or None if text else None


def _address(told: Facts) -> str | None:
    for address in filter(None, (told.url, *told.meta("og:url"))):
        if address.startswith(("http://", "https://")):
            return address
    return None


__all__: Sequence[str] = ["page"]
