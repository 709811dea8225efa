"""Rows -> articles and statements."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

import sqlalchemy as sa

from quoth.archive.schema import ATTRIBUTION, MENTION, SPEAKER
from quoth.article import ROLES, Article, Attribution, Capture, Spans, Speaker, Statement

JOIN = " … "
_SPANS = tuple(f"{role}_spans" for role in ROLES)
_COLUMNS = tuple(field.name for field in fields(Statement) if field.name not in ("hits", "likeness"))
STATEMENTS = sa.table("statements", *(sa.column(name) for name in _COLUMNS))
_FACTS = (
    "origin", "text", "url", "title", "outlet", "via", "place",
    "published", "published_basis", "retrieved", "language",
)  # fmt: skip


def statement(row: sa.Row[Any]) -> Statement:
    """A row of the view of statements as the value."""
    values: dict[str, Any] = dict(row._mapping)
    named = values.pop("named")
    values |= {name: spans_of(json.loads(values[name])) for name in _SPANS}
    return Statement(**values, named=None if named is None else bool(named))


def articles(connection: sa.Connection, versions: Iterable[sa.Row[Any]]) -> Iterator[Article]:
    """Rows of versions as articles with what was read in them."""
    for row in versions:
        yield _article(row, *_read(connection, row.id))


def words(text: str, spans: Spans) -> str:
    """The words at some spans, pieces parted by an ellipsis."""
    return JOIN.join(text[start:end] for start, end in spans)


def spans_of(value: Any) -> Spans:
    """Spans as JSON keeps them, as values."""
    return tuple((start, end) for start, end in value)


def _article(row: sa.Row[Any], attributions: tuple[Attribution, ...], speakers: tuple[Speaker, ...]) -> Article:
    facts = {name: getattr(row, name) for name in _FACTS}
    capture = Capture(row.capture_record, row.capture_time, row.capture_digest)
    return Article(
        **facts,
        id=row.record_id,
        authors=tuple(row.authors),
        capture=capture if capture != Capture() else None,
        attributions=attributions,
        speakers=speakers,
    )


def _read(connection: sa.Connection, version: int) -> tuple[tuple[Attribution, ...], tuple[Speaker, ...]]:
    speakers = connection.execute(sa.select(SPEAKER).where(SPEAKER.c.version == version).order_by(SPEAKER.c.id)).all()
    attributions = connection.execute(
        sa.select(ATTRIBUTION).where(ATTRIBUTION.c.version == version).order_by(ATTRIBUTION.c.id)
    ).all()
    ids = {row.id: row.record_id for row in attributions}
    names = {row.id: row.record_id for row in speakers}
    return (
        tuple(_attribution(row, ids, names) for row in attributions),
        tuple(_speaker(connection, row) for row in speakers),
    )


def _attribution(row: sa.Row[Any], ids: Mapping[int, str], speakers: Mapping[int, str]) -> Attribution:
    return Attribution(
        id=row.record_id,
        kind=row.kind,
        source=spans_of(row.source_spans),
        cue=spans_of(row.cue_spans),
        content=spans_of(row.content_spans),
        speaker=speakers.get(row.speaker),
        within=ids.get(row.within),
        confidence=row.confidence,
        reason=row.reason,
        corrected=row.corrected,
    )


def _speaker(connection: sa.Connection, row: sa.Row[Any]) -> Speaker:
    mentions = connection.execute(
        sa.select(MENTION.c.start, MENTION.c.end).where(MENTION.c.speaker == row.id).order_by(MENTION.c.id)
    )
    return Speaker(
        id=row.record_id,
        name=row.name,
        type=row.type,
        role=row.role,
        affiliation=row.affiliation,
        country=row.country,
        named=row.named,
        unnamed_because=row.unnamed_because,
        mentions=tuple((start, end) for start, end in mentions),
    )
