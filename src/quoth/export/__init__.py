"""Read articles -> files in the formats that people and programs take."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import IO

from quoth.article import Article
from quoth.export.page import write_html
from quoth.export.records import write_json, write_jsonl
from quoth.export.terminal import write_by_speaker, write_text

Writer = Callable[[Iterable[Article], IO[str]], None]
WRITERS: dict[str, Writer] = {
    "text": write_text,
    "speaker": write_by_speaker,
    "json": write_json,
    "jsonl": write_jsonl,
    "html": write_html,
}


def write(articles: Iterable[Article], format: str, out: IO[str]) -> None:
    """Write articles as they come, in one of WRITERS."""
    WRITERS[format](articles, out)


__all__ = ["WRITERS", "write"]
