"""Which article an article is: the same address means the same one, whatever its text says now."""

from __future__ import annotations

import json
import os
import re
from hashlib import blake2b

from quoth.article import Article, stable

_NUMBERED = re.compile(r"(.+):\d+", re.DOTALL)
_HALF = re.compile("[\ud800-\udfff]")
_NOWHERE = ("-", "text")  # standard input, and text handed over in Python
_OF_RECORD = ("url", "title", "authors", "outlet", "via", "place", "published", "published_basis", "language", "text")


def address(article: Article) -> str:
    """Where the article lives, as a text that can be stored."""
    return _address(article).encode("utf-8", "backslashreplace").decode("utf-8")


def _address(article: Article) -> str:
    """Where the article lives: its url; else, in a file of records, the record's own id; else its file.

    What has none of these is its text: an article that comes twice by a pipe is one, a changed one another.
    """
    if article.url:
        return article.url
    numbered = _NUMBERED.fullmatch(article.origin)
    if numbered:
        own = article.id != stable(article.origin)
        return f"{_absolute(numbered[1])}#{article.id if own else text_hash(article)}"
    if article.origin in _NOWHERE:
        return f"{article.origin}#{text_hash(article)}"
    return _absolute(article.origin)


def text_hash(article: Article) -> str:
    """The same for the same text, wherever it stands."""
    return hashed(storable(article.text))


def record_hash(article: Article) -> str:
    """The same as long as nothing that intake found in the article has changed."""
    return hashed(json.dumps([getattr(article, name) for name in _OF_RECORD]))


def storable(text: str) -> str:
    """`text` with each half of a character, which no file can hold, as one that stands for it: offsets stay."""
    return _HALF.sub("\ufffd", text)


def hashed(text: str) -> str:
    """Thirty-two hex digits that are the same for the same text only."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _absolute(origin: str) -> str:
    # A name and no file: nothing is looked up on the disk.
    return origin if "://" in origin or origin in _NOWHERE else os.path.abspath(origin)  # noqa: PTH100
