"""The values that quoth hands from room to room: articles, attributions, speakers."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Literal

Span = tuple[int, int]
Spans = tuple[Span, ...]
Kind = Literal["direct", "indirect", "mixed"]
Basis = Literal["meta", "url", "text", "given"]
SpeakerType = Literal["person", "organization", "place", "group", "document", "other"]
ROLES = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Attribution:
    """One act of attributing. Spans are code points into the article's text, end-exclusive.

    `within` is the id of the attribution in whose content this one stands; `confidence` is the
    probability, calibrated on held-out articles, that source, cue and content are all right.
    """

    id: str
    kind: Kind
    source: Spans
    cue: Spans
    content: Spans
    speaker: str | None = None
    within: str | None = None
    confidence: float | None = None

    def record(self) -> dict[str, Any]:
        """The attribution as the record's JSON object."""
        return _record(self)


@dataclass(frozen=True, slots=True)
class Speaker:
    """The someone behind one or more sources of an article."""

    id: str
    name: str
    type: SpeakerType
    role: str | None = None
    affiliation: str | None = None
    named: bool = True
    mentions: Spans = ()

    def record(self) -> dict[str, Any]:
        """The speaker as the record's JSON object."""
        return _record(self)


@dataclass(frozen=True, slots=True)
class Article:
    """One news item. `text` is what every span points into.

    `published` and `retrieved` are ISO days (`2018-04-24`); `place` is the dateline's place.
    """

    id: str
    origin: str
    text: str
    url: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    via: str | None = None
    place: str | None = None
    published: str | None = None
    published_basis: Basis | None = None
    retrieved: str | None = None
    language: str | None = None
    attributions: tuple[Attribution, ...] = ()
    speakers: tuple[Speaker, ...] = ()

    def record(self) -> dict[str, Any]:
        """The article as the JSON object that `quoth read` and every export speak."""
        record = _record(self)
        order = [name for name in record if name not in ("text", "attributions", "speakers")]
        return {name: record[name] for name in (*order, "text", "attributions", "speakers")}


def _record(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_record(item) for item in value]
    if isinstance(value, (Article, Attribution, Speaker)):
        return {field.name: _record(getattr(value, field.name)) for field in fields(value)}
    return value
