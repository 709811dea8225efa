"""The record as JSON: a list, or a line for each article."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import IO

from quoth.article import Article


def write_jsonl(articles: Iterable[Article], out: IO[str]) -> None:
    """A record a line, each as soon as it is read."""
    for article in articles:
        out.write(_line(article) + "\n")
        out.flush()


def write_json(articles: Iterable[Article], out: IO[str]) -> None:
    """One list of records, written as they come."""
    before = "[\n"
    for article in articles:
        out.write(before + _line(article))
        before = ",\n"
    out.write("[]\n" if before == "[\n" else "\n]\n")


def _line(article: Article) -> str:
    text = json.dumps(article.record(), ensure_ascii=False)
    # Half a character cannot be written as UTF-8, but as JSON's own escape.
    return text if _whole(text) else json.dumps(article.record())


def _whole(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
