"""RSS and Atom feeds -> articles: the whole texts that a feed carries, or, if told to, what it links to."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any

from quoth.article import Article
from quoth.config import IntakeOptions
from quoth.errors import InputError, MissingExtraError
from quoth.intake.pages import page

if TYPE_CHECKING:
    from quoth.intake.follow import Visitor

_FEED = re.compile(rb"<(?:[a-z]+:)?(?:rss|feed|rdf)[\s>]", re.IGNORECASE)
_BLANK = re.compile(r"\n\s*\n")


def begins(start: bytes) -> bool:
    """Whether bytes begin as a feed does."""
    head = start.lstrip(b"\xef\xbb\xbf \t\r\n")[:1024]
    return head[:1] == b"<" and bool(_FEED.search(head)) and b"<html" not in head.lower()


def read(data: bytes, origin: str, options: IntakeOptions, visitor: Visitor) -> Iterator[Article | InputError]:
    """The articles of a feed, the entries in their order, each once."""
    feed = _parsed(data, origin)
    if options.follow:
        links = list(dict.fromkeys(link for entry in feed.entries if (link := _link(entry))))
        yield from visitor.follow(links, origin)
        return
    bare = 0
    for number, entry in enumerate(feed.entries, 1):
        text = _text(entry)
        bare += not text
        if text:
            yield _taken(_page(entry, text, feed), f"{origin}:{number}", options, _link(entry))
    if bare:
        left = "its entry" if bare == 1 else f"{bare} entries"
        yield InputError(origin, f"has no more than a summary of {left}; `quoth add --follow` fetches the articles")


def _parsed(data: bytes, origin: str) -> Any:
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        raise InputError(origin, "is empty; nothing to read")
    try:
        import feedparser
    except ImportError:
        raise MissingExtraError(origin, "a feed", "feeds") from None
    try:
        # As a stream: of a string the library would see whether it is an address, and fetch it.
        feed = feedparser.parse(io.BytesIO(data))
    except (ValueError, LookupError, RecursionError, AssertionError) as error:
        raise InputError(origin, f"is no feed that can be read ({type(error).__name__}); check the address") from None
    if not feed.entries:
        what = (
            "is a feed without entries; nothing to read" if feed.get("version") else "is no RSS or Atom feed; check it"
        )
        raise InputError(origin, what)
    return feed


def _link(entry: Any) -> str | None:
    link = str(entry.get("link") or "").strip()
    return link if link.startswith(("http://", "https://")) else None


def _text(entry: Any) -> str:
    """The whole text of an entry as HTML; nothing where the feed has a summary only."""
    for content in entry.get("content") or ():
        value = str(content.get("value") or "")
        if value.strip():
            return value if "html" in str(content.get("type")) else _paragraphs(value)
    return ""


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(part)}</p>" for part in _BLANK.split(text))


def _page(entry: Any, text: str, feed: Any) -> str:
    """An entry as the page that it would be: intake finds day, authors and credits in it as in any."""
    outlet = (entry.get("source") or {}).get("title") or feed.feed.get("title")
    facts = {
        "og:site_name": outlet,
        "article:published_time": entry.get("published") or entry.get("updated"),
        "author": entry.get("author"),
    }
    metas = "".join(
        f'<meta property="{name}" content="{escape(str(value))}">' for name, value in facts.items() if value
    )
    title = escape(str(entry.get("title") or ""))
    return (
        f"<html><head><title>{title}</title>{metas}</head><body><article><h1>{title}</h1>{text}</article></body></html>"
    )


def _taken(html: str, origin: str, options: IntakeOptions, url: str | None) -> Article | InputError:
    try:
        return page(html, origin, options, url=url)
    except InputError as error:
        return error
