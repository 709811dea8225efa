"""Invented stories of what PolNeAR has little of: world news, governments that speak, condemning and denying.

`stories.txt` parts them by `---` lines. Within one, [1 who] <1 said> {1 what} carry the same number; a
claim whose source stands with another one's cue has none of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from quoth.article import Span
from training.data import Gold, Text

STORIES = Path(__file__).with_name("stories.txt")
_MARK = re.compile(r"([\[<{])(\d+) ([^\]>}]*)[\]>}]")
_ROLES = "[<{"  # source, cue, content


def stories(path: Path = STORIES) -> list[Text]:
    """Every story with its attributions."""
    parts = path.read_text("utf-8").split("\n---\n")
    return [story(f"story{number}", part.strip()) for number, part in enumerate(parts, 1)]


def story(id: str, marked: str) -> Text:
    """One story without its marks, and what they mark."""
    text, found = "", dict[str, tuple[list[Span], ...]]()
    for words, role, number in _pieces(marked):
        if number:
            roles = found.setdefault(number, ([], [], []))
            roles[_ROLES.index(role)].append((len(text), len(text) + len(words)))
        text += words
    return Text(id, text, (tuple(Gold(*map(tuple, roles)) for roles in found.values()),))


def _pieces(marked: str) -> Iterator[tuple[str, str, str]]:
    """(words, role, number) in order; words outside any mark have neither."""
    place = 0
    for match in _MARK.finditer(marked):
        yield marked[place : match.start()], "", ""
        role, number, words = match.groups()
        yield words, role, number
        place = match.end()
    yield marked[place:], "", ""
