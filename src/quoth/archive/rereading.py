"""What an older model or an older quoth read, read again: which articles, and what is different now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from quoth.archive import adding, rows
from quoth.archive.schema import VERSION
from quoth.archive.values import ReadBy, Reread
from quoth.article import Article, Attribution, Spans

_CUT = 80  # characters of a statement in a report


def outdated(connection: sa.Connection, by: ReadBy, limit: int) -> dict[int, Article]:
    """The next articles that somebody else has read, with nothing read in them, by the numbers of their versions."""
    chosen = sa.select(VERSION).where(VERSION.c.current, _other(by)).order_by(VERSION.c.id).limit(limit)
    versions = connection.execute(chosen).all()
    articles = rows.articles(connection, versions)
    return {
        row.id: replace(article, attributions=(), speakers=()) for row, article in zip(versions, articles, strict=True)
    }


def reread(connection: sa.Connection, version: int, article: Article, by: ReadBy) -> Reread | None:
    """Put another reading in the place of the one that there is; None if the article has changed meanwhile."""
    row = connection.execute(sa.select(VERSION).where(VERSION.c.id == version, VERSION.c.current, _other(by))).first()
    if row is None or row.text != article.text:
        return None
    (before,) = rows.articles(connection, [row])
    adding.reread(connection, article, row.article, version, by)
    (after,) = rows.articles(connection, [row])
    return _difference(row, _by_cue(before), _by_cue(after), article.text)


def _other(by: ReadBy) -> sa.ColumnElement[bool]:
    return sa.or_(
        VERSION.c.model_version.is_distinct_from(by.model), VERSION.c.quoth_version.is_distinct_from(by.quoth)
    )


def _by_cue(article: Article) -> dict[tuple[Spans, int], tuple[Attribution, str | None]]:
    """Statements by where their cues stand; several may have one cue, or none."""
    names = {one.id: one.name for one in article.speakers}
    found: dict[tuple[Spans, int], tuple[Attribution, str | None]] = {}
    for one in article.attributions:
        number = 0
        while (one.cue, number) in found:
            number += 1
        found[one.cue, number] = (one, names.get(one.speaker or ""))
    return found


def _difference(row: Any, before: Mapping[Any, Any], after: Mapping[Any, Any], text: str) -> Reread:
    changed = (key for key in after if key in before and _told(*after[key]) != _told(*before[key]))
    return Reread(
        row.article,
        row.origin,
        tuple(_words(text, after[key][0]) for key in after if key not in before),
        tuple(_words(text, before[key][0]) for key in before if key not in after),
        tuple(_words(text, after[key][0]) for key in changed),
    )


def _told(one: Attribution, speaker: str | None) -> tuple[Any, ...]:
    return one.source, one.content, one.kind, speaker


def _words(text: str, one: Attribution) -> str:
    said = rows.words(text, one.content)
    who = rows.words(text, one.source) or "(nobody named)"
    return f"{who} {rows.words(text, one.cue)}: {said if len(said) <= _CUT else said[:_CUT] + '…'}"
