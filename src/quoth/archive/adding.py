"""Articles -> rows, within one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count, takewhile
from typing import Any

import sqlalchemy as sa

from quoth.archive import addresses, corrections, identities, index, meanings
from quoth.archive.addresses import storable
from quoth.archive.clock import now
from quoth.archive.folding import folded
from quoth.archive.partition import listed
from quoth.archive.rows import words
from quoth.archive.same import stories
from quoth.archive.schema import ARTICLE, ATTRIBUTION, MENTION, SPEAKER, VERSION
from quoth.archive.values import ReadBy, Stored
from quoth.article import ROLES, Article, Capture, Speaker
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


def add_all(connection: sa.Connection, articles: Sequence[Article], by: ReadBy) -> list[Stored]:
    """Store articles, and find anew which statements are one in the stories that they belong to."""
    held = _held(connection, map(addresses.address, articles))
    stored: list[Stored] = []
    fresh: dict[str, Article] = {}
    for article in articles:
        address = addresses.address(article)
        if address not in held and address not in fresh:
            fresh[address] = article
            continue
        # What came before it may be what it is another version of.
        stored += _new(connection, fresh, by)
        held |= fresh.keys()
        fresh = {}
        stored.append(_again(connection, article, by))
    stored += _new(connection, fresh, by)
    stories.settle(connection, {one.article for one in stored if one.outcome != "known"})
    return stored


def _held(connection: sa.Connection, wanted: Iterable[str]) -> set[str]:
    """Of some addresses those at which there are articles."""
    chosen = sa.select(ARTICLE.c.address).join(VERSION).where(VERSION.c.current)
    return {row.address for row in listed(connection, chosen, ARTICLE.c.address, wanted)}


def _new(connection: sa.Connection, fresh: Mapping[str, Article], by: ReadBy) -> list[Stored]:
    """Store articles at addresses that have none."""
    if not fresh:
        return []
    numbers = dict(zip(count(_next(connection, ARTICLE)), fresh, strict=False))
    connection.execute(ARTICLE.insert(), [{"id": number, "address": one} for number, one in numbers.items()])
    versions = dict(zip(count(_next(connection, VERSION)), numbers, strict=False))
    rows = [{"id": id, **_version(fresh[numbers[number]], by, number, 1)} for id, number in versions.items()]
    connection.execute(VERSION.insert(), rows)
    _fill(connection, {id: fresh[numbers[number]] for id, number in versions.items()})
    stories.place(connection, list(numbers))
    return [Stored(fresh[address].origin, "new", number) for number, address in numbers.items()]


def _again(connection: sa.Connection, article: Article, by: ReadBy) -> Stored:
    """Store an article of which there is a version, unless that is it."""
    row = _current(connection, article)
    if _known(connection, row, article, by):
        return Stored(article.origin, "known", row.article)
    if row.record_hash == addresses.record_hash(article):
        return reread(connection, article, row.article, row.id, by)
    if _from_before(row, article):
        return _behind(connection, article, row, by)
    stories.leave(connection, row.article)
    index.remove(connection, row.id)
    connection.execute(VERSION.update().where(VERSION.c.id == row.id).values(current=False))
    version = _next(connection, VERSION)
    values = _version(article, by, row.article, row.number + 1)
    connection.execute(VERSION.insert().values(id=version, **values))
    _fill(connection, {version: article})
    corrections.pass_on(connection, row.article, row.id, version)
    identities.keep(connection, row.article, version)
    stories.place(connection, [row.article])
    return Stored(article.origin, "changed", row.article)


def _behind(connection: sa.Connection, article: Article, row: Any, by: ReadBy) -> Stored:
    """Keep a capture from before the latest version as an older one, in its place among them by time."""
    number = row.number + 1
    versions = sa.select(VERSION.c.id, VERSION.c.number, VERSION.c.capture_time, VERSION.c.retrieved)
    held = connection.execute(versions.where(VERSION.c.article == row.article).order_by(VERSION.c.number.desc())).all()
    for one in takewhile(lambda other: _from_before(other, article), held):
        connection.execute(VERSION.update().where(VERSION.c.id == one.id).values(number=one.number + 1))
        number = one.number
    version = _next(connection, VERSION)
    values = {**_version(article, by, row.article, number), "id": version, "current": False}
    connection.execute(VERSION.insert().values(values))
    _fill(connection, {version: article})
    return Stored(article.origin, "older", row.article)


def reread(connection: sa.Connection, article: Article, number: int, version: int, by: ReadBy) -> Stored:
    """Put another reading of a version in the place of the one that there is, with what has been corrected in it."""
    stories.open_up(connection, number)
    meant = meanings.of_version(connection, version)
    _forget(connection, version)
    connection.execute(VERSION.update().where(VERSION.c.id == version).values(_read_by(by)))
    _fill(connection, {version: article})
    corrections.keep(connection, number, version)
    identities.keep(connection, number, version)
    meanings.follow(connection, version, meant)
    stories.settle(connection, [number])
    return Stored(article.origin, "reread", number)


def _current(connection: sa.Connection, article: Article) -> Any:
    return connection.execute(
        sa.select(
            VERSION.c.id,
            VERSION.c.article,
            VERSION.c.number,
            VERSION.c.record_hash,
            VERSION.c.model_version,
            VERSION.c.capture_time,
            VERSION.c.retrieved,
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
    if not row.capture_time or not _moment(article) or _moment(article) > row.capture_time.rstrip("Z"):
        return False
    alike = (VERSION.c.article == row.article, VERSION.c.record_hash == addresses.record_hash(article))
    return connection.scalar(sa.select(VERSION.c.id).where(*alike, ~VERSION.c.current).limit(1)) is not None


def _from_before(row: Any, article: Article) -> bool:
    """Whether an article was captured before a version was, or before the day on which that was fetched."""
    return "" < _moment(article) < (row.capture_time or row.retrieved or "").rstrip("Z")


def _moment(article: Article) -> str:
    """When an article was captured, if that is known. Without the Z: a second's fractions come after the second."""
    return (article.capture.time or "").rstrip("Z") if article.capture else ""


def _fill(connection: sa.Connection, versions: Mapping[int, Article]) -> None:
    """The speakers, mentions and attributions of versions, and their words in the index."""
    _attributions(connection, versions, _speakers(connection, versions))
    for version in versions:
        index.insert(connection, version)


def _forget(connection: sa.Connection, version: int) -> None:
    """Take away what was read in a version; the version itself stays."""
    index.remove(connection, version)
    connection.execute(ATTRIBUTION.delete().where(ATTRIBUTION.c.version == version))
    speakers = sa.select(SPEAKER.c.id).where(SPEAKER.c.version == version)
    connection.execute(MENTION.delete().where(MENTION.c.speaker.in_(speakers)))
    connection.execute(SPEAKER.delete().where(SPEAKER.c.version == version))


def _version(article: Article, by: ReadBy, number: int, version: int) -> dict[str, Any]:
    """The row of a version, but for its id."""
    given = {name: _optional(getattr(article, name)) for name in _GIVEN}
    return {
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


def _captured(capture: Capture) -> dict[str, str | None]:
    return {
        "capture_record": _optional(capture.record),
        "capture_time": _optional(capture.time),
        "capture_digest": _optional(capture.digest),
    }


def _read_by(by: ReadBy) -> dict[str, str | None]:
    return {"quoth_version": by.quoth, "model_version": by.model}


def _speakers(connection: sa.Connection, versions: Mapping[int, Article]) -> dict[int, dict[str, int]]:
    """The numbers of the speakers of versions by their ids in the records."""
    numbers: dict[int, dict[str, int]] = {version: {} for version in versions}
    rows: list[dict[str, Any]] = []
    mentions: list[dict[str, Any]] = []
    speakers = ((version, one) for version, article in versions.items() for one in article.speakers)
    for number, (version, one) in enumerate(speakers, _next(connection, SPEAKER)):
        numbers[version][one.id] = number
        rows.append({"id": number, "version": version, **_speaker(one)})
        text = versions[version].text
        mentions += (
            {"speaker": number, "start": start, "end": end, "text": storable(text[start:end])}
            for start, end in one.mentions
        )
    if rows:
        connection.execute(SPEAKER.insert(), rows)
    if mentions:
        connection.execute(MENTION.insert(), mentions)
    return numbers


def _speaker(one: Speaker) -> dict[str, Any]:
    return {
        "record_id": storable(one.id),
        "name": storable(one.name),
        "type": one.type,
        "role": _optional(one.role),
        "affiliation": _optional(one.affiliation),
        "country": _optional(one.country),
        "named": one.named,
        "unnamed_because": _optional(one.unnamed_because),
    }


def _attributions(
    connection: sa.Connection, versions: Mapping[int, Article], speakers: Mapping[int, Mapping[str, int]]
) -> None:
    first = corrections.unused(connection)
    rows: list[dict[str, Any]] = []
    for version, article in versions.items():
        text = storable(article.text)
        numbers = {one.id: number for number, one in enumerate(article.attributions, first)}
        rows += (
            {
                "id": number,
                "version": version,
                "record_id": storable(one.id),
                "kind": one.kind,
                "speaker": speakers[version].get(one.speaker or ""),
                "within": numbers.get(one.within or ""),
                "confidence": one.confidence,
                "reason": _optional(one.reason),
                "corrected": one.corrected,
                **{role: words(text, getattr(one, role)) for role in ROLES},
                **{f"{role}_spans": getattr(one, role) for role in ROLES},
            }
            for number, one in enumerate(article.attributions, first)
        )
        first += len(article.attributions)
    if rows:
        connection.execute(ATTRIBUTION.insert(), rows)


def _next(connection: sa.Connection, table: sa.Table) -> int:
    """The number that a new row of a table would be given."""
    return int(connection.scalar(sa.select(sa.func.coalesce(sa.func.max(table.c.id), 0))) or 0) + 1


def _optional(value: str | None) -> str | None:
    return None if value is None else storable(value)


def _spans(article: Article) -> Iterator[tuple[int, int]]:
    for one in article.attributions:
        for role in ROLES:
            yield from getattr(one, role)
    for speaker in article.speakers:
        yield from speaker.mentions
