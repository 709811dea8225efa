"""The values that quoth hands from room to room: articles, attributions, speakers."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from hashlib import blake2b
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
    probability, calibrated on held-out articles, that source, cue and content are all right. Where
    `speaker` is null, `reason` says why. `corrected` is what a person has put right.
    """

    id: str
    kind: Kind
    source: Spans
    cue: Spans
    content: Spans
    speaker: str | None = None
    within: str | None = None
    confidence: float | None = None
    reason: str | None = None
    corrected: bool = False

    def record(self) -> dict[str, Any]:
        """The attribution as the record's JSON object."""
        return _object(self)


@dataclass(frozen=True, slots=True)
class Speaker:
    """The someone behind one or more sources of an article, as of this article.

    `name` is the fullest name, or for somebody unnamed the fullest description; `unnamed_because` the
    article's words for why there is no name.
    """

    id: str
    name: str
    type: SpeakerType
    role: str | None = None
    affiliation: str | None = None
    country: str | None = None
    named: bool = True
    unnamed_because: str | None = None
    mentions: Spans = ()

    def record(self) -> dict[str, Any]:
        """The speaker as the record's JSON object."""
        return _object(self)


@dataclass(frozen=True, slots=True)
class Capture:
    """Where the bytes of an article are in a web archive: the record's id, the moment it was taken, and the
    digest of its payload, each as the archive states it."""

    record: str | None = None
    time: str | None = None
    digest: str | None = None


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
    capture: Capture | None = None
    language: str | None = None
    attributions: tuple[Attribution, ...] = ()
    speakers: tuple[Speaker, ...] = ()

    def record(self) -> dict[str, Any]:
        """The article as the JSON object that `quoth read` and every export speak."""
        record = _object(self)
        order = [name for name in record if name not in ("text", "attributions", "speakers")]
        return {name: record[name] for name in (*order, "text", "attributions", "speakers")}


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution in the archive, with its speaker, article and day.

    `source`, `cue` and `content` are the words, the `_spans` where they stand in the article's text; `hits` are
    the spans of `content` that a search matched. `speaker` is the resolved name, `person` the number of whom that is
    across articles, `within` another statement, `corrected` the last correction by hand; `likeness` is how like the
    content is to a sentence that a search was given, 1 for the same.
    Articles that are copies are one `story`; `repeats` is the earliest published of the statements that are this one
    in them, where there are others, and `outlets` how many outlets carried it.
    """

    id: int
    kind: Kind
    speaker: str | None
    type: SpeakerType | None
    role: str | None
    affiliation: str | None
    country: str | None
    named: bool | None
    unnamed_because: str | None
    source: str
    cue: str
    content: str
    within: int | None
    confidence: float | None
    reason: str | None
    article: int
    title: str | None
    outlet: str | None
    via: str | None
    published: str | None
    url: str | None
    origin: str
    source_spans: Spans = ()
    cue_spans: Spans = ()
    content_spans: Spans = ()
    hits: Spans = ()
    story: int | None = None
    repeats: int | None = None
    outlets: int = 1
    person: int | None = None
    corrected: int | None = None
    likeness: float | None = None

    @property
    def who(self) -> str:
        """The speaker's name, or the source's words where nobody is resolved."""
        return self.speaker or self.source

    def record(self) -> dict[str, Any]:
        """The statement as a JSON object."""
        return _object(self)


@dataclass(frozen=True, slots=True)
class Carrier:
    """An article of a story, in the order in which they came: who carried it, from which other article, and why.

    `statement` is the one in it that is shown, if it has it; `taken_from` is another article, None where unknown.
    """

    article: int
    outlet: str | None
    published: str | None
    url: str | None
    origin: str
    statement: int | None
    taken_from: int | None
    likely_origin: bool
    why: str

    def record(self) -> dict[str, Any]:
        """The carrier as a JSON object."""
        return _object(self)


@dataclass(frozen=True, slots=True)
class Marks:
    """What a site calls a page as it is now, so that it need not send it again unchanged."""

    etag: str | None = None
    modified: str | None = None


def stable(*parts: str) -> str:
    """The id of an article that came without one: sixteen hex digits, the same for the same address or path."""
    return blake2b("\n".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _object(value: Article | Attribution | Capture | Carrier | Speaker | Statement) -> dict[str, Any]:
    kind: Any = type(value)
    return {name: _plain(getattr(value, name)) for name in _names(kind)}


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _plain(value: Any) -> Any:
    """A value as JSON has it; a tuple holds parts, words or spans."""
    if isinstance(value, tuple):
        return [list(one) if isinstance(one, tuple) else _plain(one) for one in value]
    return _object(value) if isinstance(value, _PARTS) else value


_PARTS = (Attribution, Capture, Speaker)  # a union would be as right, but is slow to ask
