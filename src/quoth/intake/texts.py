"""Plain text files, clean or as they were copied from a page: date and headline first, forms last."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quoth.article import Article
from quoth.config import IntakeOptions
from quoth.errors import InputError
from quoth.intake import bylines, credits, dates, days, decode, furniture, ids, language

_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_MARKDOWN = re.compile(r"^#{1,6}\s+")
_HEADLINE = 220
_CLOSING = "\"'”’»"
_WRAPPED = 60  # lines of at least so many code points, and ends without a stop, are one paragraph's


def plain(text: str, origin: str, options: IntakeOptions) -> Article:
    """An article from plain text: headline, blank line, body. InputError, LanguageError."""
    lines = _paragraphs(decode.mend(text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")))
    kept = furniture.without_head(furniture.cleaned(lines))
    if not any(map(str.isalnum, "".join(kept))):
        raise InputError(origin, "holds no article text; nothing to read")
    title, body = _headed(kept)
    authors, body = _authors(body)
    credit, body = credits.unglue(body)
    whole = "\n\n".join([title, *body] if title else body)
    published = dates.from_text(lines, body, credit.day, days.today(options.today))
    return Article(
        id=ids.stable(origin, whole),
        origin=origin,
        text=whole,
        title=title,
        authors=authors,
        outlet=credit.outlet,
        place=credit.place,
        published=published.day.isoformat() if published else None,
        published_basis=published.basis if published else None,
        language=language.english(whole, origin),
    )


def _authors(body: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who wrote it, by the line above the body, and the body."""
    above = bylines.above(body)
    found = dict.fromkeys(name for line in bylines.named(above) for name in bylines.people(line, None))
    return (tuple(found), body[len(above) :]) if found and len(above) < len(body) else ((), body)


def _paragraphs(text: str) -> list[str]:
    blocks = [block.strip() for block in _BLANK.split(text)]
    if len(blocks) <= 2 and text.count("\n") > len(blocks) * 2:
        return [line for block in blocks for line in _unwrapped(block)]
    return [line for block in blocks for line in _unwrapped(block) if line]


def _unwrapped(block: str) -> list[str]:
    """A block's lines, those that were only wrapped put together again."""
    lines = [" ".join(line.split()) for line in block.split("\n") if line.strip()]
    if len(lines) > 1 and all(len(line) >= _WRAPPED for line in lines[:-1]) and _runs_on(lines):
        return [" ".join(lines)]
    return lines


def _runs_on(lines: Sequence[str]) -> bool:
    ends = sum(line[-1] in ".!?\"”’'" for line in lines[:-1])
    return ends * 2 < len(lines) - 1 or (len(lines) == 2 and not ends)


def _headed(lines: Sequence[str]) -> tuple[str | None, tuple[str, ...]]:
    """The headline, where the first line looks like one, and the rest."""
    first, rest = lines[0], tuple(lines[1:])
    title = _MARKDOWN.sub("", first)
    is_title = bool(rest) and len(title) <= _HEADLINE and (first != title or title.rstrip(_CLOSING)[-1:] not in ".,;")
    return (title, rest) if is_title else (None, tuple(lines))
