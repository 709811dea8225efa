"""Articles -> rows, within one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa

from quoth.archive import addresses, corrections, identities, index, meanings, stories
from quoth.archive.addresses import storable
from quoth.archive.clock import now
from quoth.archive.folding import folded
from quoth.archive.rows import words
from quoth.archive.schema import ARTICLE, ATTRIBUTION, MENTION, SPEAKER, VERSION
from quoth.archive.values import Outcome, ReadBy, Stored
from quoth.article import ROLES, Article, Capture
from quoth.errors import RecordError

_GIVEN = ("url", "title", "outlet", "via", "place", "published", "published_basis", "retrieved", "language")


def fitting(articles: Iterable[Article]) -> list[Article]:
    """The articles, if every span in them fits its text. RecordError."""
    listed = list(articles)
    for article in listed:
        for start, end in _spans(article):
            if not 0 <= start < end <= len(article.text):
                raise RecordError(
                    f"{article.origin}: the span {start}-{end} does not fit its text of {len(article.text)} "
                    "characters; spans are code points into the text, end-exclusive"
                )
    return listed


def held(connection: sa.Connection, article: Article, by: ReadBy) -> Stored | None:
    """What the archive says to an article that it holds as it is, read by this model; None if it does not."""
    row = _current(connection, article)
    return Stored(article.origin, "known", row.article) if _known(connection, row, article, by) else None


def captured(connection: sa.Connection, record: str, by: ReadBy) -> int | None:
    """The article that has a capture, as this quoth and this model read it or in an older version."""
    chosen = sa.select(VERSION.c.article).where(VERSION.c.capture_record == storable(record))
    return connection.scalar(chosen.where(sa.or_(~VERSION.c.current, _read(by))).limit(1))


def located(connection: sa.Connection, address: str, by: ReadBy) -> int | None:
    """The article at an address, as this quoth and this model read it."""
    chosen = sa.select(ARTICLE.c.id).join(VERSION).where(ARTICLE.c.address == storable(address), VERSION.c.current)
    return connection.scalar(chosen.where(_read(by)))


def _read(by: ReadBy) -> sa.ColumnElement[bool]:
    return sa.and_(*(VERSION.c[name] == value for name, value in _read_by(by).items()))


def add_all(connection: sa.Connection, articles: Iterable[Article], by: ReadBy) -> list[Stored]:
    """Store articles, and find anew which statements are one in the stories that they belong to."""
    stored = [_add(connection, one, by) for one in articles]
    stories.settle(connection, {one.article for one in stored if one.outcome != "known"})
    return stored


def _add(connection: sa.Connection, article: Article, by: ReadBy) -> Stored:
    """Store one article, unless it is held as it is."""
    row = _current(connection, article)
    if _known(connection, row, article, by):
        return Stored(article.origin, "known", row.article)
    if row is not None and row.record_hash == addresses.record_hash(article):
        return reread(connection, article, row.article, row.id, by)
    if row is not None:
        stories.leave(connection, row.article)
        index.remove(connection, row.id)
        connection.execute(VERSION.update().where(VERSION.c.id == row.id).values(current=False))
        version = _version(connection, article, by, row.article, row.number + 1)
        return _told(connection, _filled(connection, article, row.article, version, "changed"))
    number = _inserted(connection, ARTICLE.insert().values(address=addresses.address(article)))
    version = _version(connection, article, by, number, 1)
    return _told(connection, _filled(connection, article, number, version, "new"))


def reread(connection: sa.Connection, article: Article, number: int, version: int, by: ReadBy) -> Stored:
    """Put another reading of a version in the place of the one that there is, with what has been corrected in it."""
    stories.open_up(connection, number)
    meant = meanings.of_version(connection, version)
    _forget(connection, version)
    connection.execute(VERSION.update().where(VERSION.c.id == version).values(_read_by(by)))
    stored = _filled(connection, article, number, version, "reread")
    corrections.keep(connection, number, version)
    identities.keep(connection, number, version)
    meanings.follow(connection, version, meant)
    stories.settle(connection, [number])
    return stored


def _current(connection: sa.Connection, article: Article) -> Any:
    return connection.execute(
        sa.select(
            VERSION.c.id,
            VERSION.c.article,
            VERSION.c.number,
            VERSION.c.record_hash,
            VERSION.c.model_version,
            VERSION.c.capture_time,
        )
        .join(ARTICLE)
        .where(ARTICLE.c.address == addresses.address(article), VERSION.c.current)
    ).first()


def _same(row: Any, article: Article, by: ReadBy) -> bool:
    return bool(row.model_version == by.model and row.record_hash == addresses.record_hash(article))


def _known(connection: sa.Connection, row: Any, article: Article, by: ReadBy) -> bool:
    return row is not None and (_same(row, article, by) or _earlier(connection, row, article))


def _earlier(connection: sa.Connection, row: Any, article: Article) -> bool:
    """Whether it is a capture from before the latest version, of a text that an older one has: the same web
    archive, added once more, must not bring back what has changed since."""
    time = article.capture.time if article.capture else None
    # Without the Z: a second's fractions come after the second.
    if not time or not row.capture_time or time.rstrip("Z") > row.capture_time.rstrip("Z"):
        return False
    alike = (VERSION.c.article == row.article, VERSION.c.record_hash == addresses.record_hash(article))
    return connection.scalar(sa.select(VERSION.c.id).where(*alike, ~VERSION.c.current).limit(1)) is not None


def _filled(connection: sa.Connection, article: Article, number: int, version: int, outcome: Outcome) -> Stored:
    """The version's speakers, mentions and attributions, and their words in the index."""
    speakers = _speakers(connection, article, version)
    _attributions(connection, article, version, speakers)
    index.insert(connection, version)
    return Stored(article.origin, outcome, number)


def _told(connection: sa.Connection, stored: Stored) -> Stored:
    """The same, and the article is in its story."""
    stories.place(connection, stored.article)
    return stored


def _forget(connection: sa.Connection, version: int) -> None:
    """Take away what was read in a version; the version itself stays."""
    index.remove(connection, version)
    connection.execute(ATTRIBUTION.delete().where(ATTRIBUTION.c.version == version))
    speakers = sa.select(SPEAKER.c.id).where(SPEAKER.c.version == version)
    connection.execute(MENTION.delete().where(MENTION.c.speaker.in_(speakers)))
    connection.execute(SPEAKER.delete().where(SPEAKER.c.version == version))


def _version(connection: sa.Connection, article: Article, by: ReadBy, number: int, version: int) -> int:
    given = {name: _optional(getattr(article, name)) for name in _GIVEN}
    row = {
        **given,
        **_read_by(by),
        "article": number,
        "number": version,
        "current": True,
        "record_id": storable(article.id),
        "origin": storable(article.origin),
        "authors": [storable(one) for one in article.authors],
        "outlet_key": folded(given["outlet"]) if given["outlet"] else None,
        "text": storable(article.text),
        "text_hash": addresses.text_hash(article),
        "record_hash": addresses.record_hash(article),
        "added": now(),
        **_captured(article.capture or Capture()),
    }
    return _inserted(connection, VERSION.insert().values(row))


def _captured(capture: Capture) -> dict[str, str | None]:
    return {
        "capture_record": _optional(capture.record),
        "capture_time": _optional(capture.time),
        "capture_digest": _optional(capture.digest),
    }


def _read_by(by: ReadBy) -> dict[str, str | None]:
    return {"quoth_version": by.quoth, "model_version": by.model}


def _speakers(connection: sa.Connection, article: Article, version: int) -> dict[str, int]:
    """The numbers of the article's speakers by their ids in the record."""
    numbers: dict[str, int] = {}
    for one in article.speakers:
        row = {
            "version": version,
            "record_id": storable(one.id),
            "name": storable(one.name),
            "type": one.type,
            "role": _optional(one.role),
            "affiliation": _optional(one.affiliation),
            "country": _optional(one.country),
            "named": one.named,
            "unnamed_because": _optional(one.unnamed_because),
        }
        numbers[one.id] = _inserted(connection, SPEAKER.insert().values(row))
    text = storable(article.text)
    mentions = [
        {"speaker": numbers[one.id], "start": start, "end": end, "text": text[start:end]}
        for one in article.speakers
        for start, end in one.mentions
    ]
    if mentions:
        connection.execute(MENTION.insert(), mentions)
    return numbers


def _attributions(connection: sa.Connection, article: Article, version: int, speakers: dict[str, int]) -> None:
    first = _unused(connection)
    numbers = {one.id: number for number, one in enumerate(article.attributions, first)}
    text = storable(article.text)
    rows: list[dict[str, Any]] = [
        {
            "id": number,
            "version": version,
            "record_id": storable(one.id),
            "kind": one.kind,
            "speaker": speakers.get(one.speaker or ""),
            "within": numbers.get(one.within or ""),
            "confidence": one.confidence,
            "reason": _optional(one.reason),
            "corrected": one.corrected,
            **{role: words(text, getattr(one, role)) for role in ROLES},
            **{f"{role}_spans": getattr(one, role) for role in ROLES},
        }
        for number, one in enumerate(article.attributions, first)
    ]
    if rows:
        connection.execute(ATTRIBUTION.insert(), rows)


def _unused(connection: sa.Connection) -> int:
    """The first number that no attribution has ever had."""
    last = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = 'attribution'").scalar()
    return int(last or 0) + 1


def _inserted(connection: sa.Connection, insert: sa.Insert) -> int:
    key = connection.execute(insert).inserted_primary_key
    assert key is not None
    return int(key[0])


def _optional(value: str | None) -> str | None:
    return None if value is None else storable(value)


def _spans(article: Article) -> Iterator[tuple[int, int]]:
    for one in article.attributions:
        for role in ROLES:
            yield from getattr(one, role)
    for speaker in article.speakers:
        yield from speaker.mentions
