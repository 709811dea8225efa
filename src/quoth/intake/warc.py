"""Web archives (WARC) -> articles: every response that is an HTML page, one record held at a time.

Damage is named by the byte at which it is, and reading goes on at the next record that is whole. A page whose
bytes are not those that were archived, by length, digest or checksum, is not taken in.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from typing import IO, TYPE_CHECKING

from quoth.article import Article, Capture
from quoth.config import IntakeOptions
from quoth.errors import HeldError, InputError, MissingExtraError
from quoth.intake import days, decode
from quoth.intake.containers import Container
from quoth.intake.pages import page

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

Taken = Article | InputError
_HEAD = 65_536  # bytes that the head of a response may take beside its page
_PAGES = ("text/html", "application/xhtml+xml")
# Some crawlers unpack a body and leave its head as it was: what cannot be unpacked is tried as it stands.
_PACKED = ("all", "content")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")
_CUT = "its end is missing"


@dataclass(frozen=True, slots=True)
class _Response:
    """A response as it came: what the archive says of it, and its first bytes, all of them if they are not more
    than a page may have. Without bytes where the archive of articles holds it already."""

    origin: str
    capture: Capture
    address: str | None
    block: bytes
    length: int
    digest: str | None
    article: int | None


@dataclass(frozen=True, slots=True)
class _Damage:
    """What is wrong, the byte at which it is, if a record came before it, and from where on another may come."""

    reason: str
    at: int | None
    after: int


def read(stream: IO[bytes], origin: str, options: IntakeOptions) -> Iterator[Taken]:
    """The pages of a web archive, in their order. A stream that cannot be wound back ends where it is damaged."""
    try:
        import fastwarc  # noqa: F401
    except ImportError:
        raise MissingExtraError(origin, "a web archive", "warc") from None
    found = False
    for one in _read(Container(stream, options.ties.came), origin, options):
        found = True
        yield one
    if not found:
        raise InputError(origin, "holds no response that is an HTML page; check what was archived")


def _read(container: Container, origin: str, options: IntakeOptions) -> Iterator[Taken]:
    if container.seekable and container.blank(0):
        raise InputError(origin, "is empty; nothing to read")
    damage = yield from _stretch(container, 0, origin, options)
    if damage and damage.at is None:
        if container.following(damage.after) is None:
            raise InputError(origin, f"is no web archive that can be read ({damage.reason}); check the file")
        damage = replace(damage, at=0)
    while damage:
        begin = container.following(damage.after)
        if damage.at is not None:
            yield _told(origin, damage, begin)
        damage = None if begin is None else (yield from _stretch(container, begin, origin, options))


def _told(origin: str, damage: _Damage, begin: int | None) -> InputError:
    rest = "; reading goes on after it" if begin else ", and none after it can be read; get the web archive again"
    return InputError(f"{origin}:{damage.at}", f"is no whole record ({damage.reason}){rest}")


def _stretch(
    container: Container, begin: int, origin: str, options: IntakeOptions
) -> Generator[Taken, None, _Damage | None]:
    """The pages from a byte on, to the end or to damage. Each waits until what follows shows that it is whole."""
    last: int | None = None
    waiting: Taken | None = None
    reason = ""
    records = container.records(begin)
    while True:
        try:
            record = next(records, None)
            response = _response(record, origin, options) if record else None
        except (OSError, ValueError, InputError) as error:
            reason = _meant(error)
            break
        if record is None:
            break
        yield from [waiting] if waiting else []
        last = record.stream_pos
        waiting = _taken(response, options) if response else None
    if last is None:
        return _Damage(reason or _CUT, None, begin + 1) if reason or not container.blank(begin) else None
    if not container.seekable:
        yield from [waiting] if waiting else []
        return _Damage(reason, last, last) if reason else None
    end = container.end(last, begin)
    if end is None:
        return _Damage(reason or _CUT, last, last + 1)
    yield from [waiting] if waiting else []
    return _Damage(reason or _CUT, end, end if reason else end + 1) if reason or not container.blank(end) else None


def _meant(error: Exception) -> str:
    reason = error.reason if isinstance(error, InputError) else str(error)
    return " ".join(reason.partition(";")[0].split())[:60] or type(error).__name__


def _response(record: WarcRecord, origin: str, options: IntakeOptions) -> _Response | None:
    """What a record holds, if it is a response by HTTP."""
    from fastwarc.warc import WarcRecordType

    if record.record_type != WarcRecordType.response or not record.is_http:
        return None
    named = record.headers.get
    moment = _MOMENT.fullmatch(named("WARC-Date") or "")
    capture = Capture(named("WARC-Record-ID"), moment[0] if moment else None, named("WARC-Payload-Digest"))
    article = options.ties.captured(capture.record) if capture.record else None
    return _Response(
        origin=f"{origin}:{record.stream_pos}",
        capture=capture,
        address=(named("WARC-Target-URI") or "").strip("<> ") or None,
        block=b"" if article else _all(record, options.max_bytes + _HEAD + 1),
        length=record.content_length,
        digest=named("WARC-Block-Digest"),
        article=article,
    )


def _all(record: WarcRecord, most: int) -> bytes:
    data = bytearray()
    while len(data) < most and (part := record.reader.read(most - len(data))):
        data += part
    return bytes(data)


def _taken(response: _Response, options: IntakeOptions) -> Taken | None:
    """The article of a response, or why there is none; None for what is no page."""
    if response.article:
        return HeldError(response.origin, response.article)
    try:
        return _article(response, options)
    except InputError as error:
        return error


def _article(response: _Response, options: IntakeOptions) -> Article | None:
    opened = _opened(response, "none")
    if not 200 <= (opened.http_headers.status_code or 0) < 300 or _type(opened) not in _PAGES:
        return None
    limit = options.max_bytes
    if len(response.block) > limit + _HEAD:
        raise decode.too_big(response.origin, limit)
    if len(response.block) < response.length:
        raise InputError(response.origin, f"is no whole record ({_CUT}); get the web archive again")
    if not _sound(response.block, response.digest):
        raise InputError(response.origin, "does not have the digest that it was archived with; get the archive again")
    body = _body(response, limit)
    if len(body) > limit:
        raise decode.too_big(response.origin, limit)
    day = days.first(response.capture.time or "")
    retrieved = day.isoformat() if day else None
    text = decode.decode(body, response.origin, opened.http_charset)
    taken = page(text, response.origin, replace(options, today=retrieved or options.today), url=response.address)
    return replace(taken, retrieved=retrieved, capture=response.capture)


def _opened(response: _Response, packed: str) -> WarcRecord:
    """The response with its head read and its body to be read, unpacked or as it is."""
    from fastwarc.warc import WarcRecord, WarcRecordType

    record = WarcRecord()
    record.init_headers(WarcRecordType.response)
    record.set_bytes_content(response.block)
    record.is_http = True
    try:
        record.parse_http(auto_decode=packed)  # type: ignore[arg-type]
    except (OSError, ValueError):
        raise InputError(response.origin, "holds no HTTP response that can be read; get the archive again") from None
    if record.http_headers is None:
        raise InputError(response.origin, "holds no HTTP response that can be read; get the archive again")
    return record


def _type(record: WarcRecord) -> str:
    return (record.http_content_type or "").strip().lower()


def _body(response: _Response, limit: int) -> bytes:
    for packed in _PACKED:
        try:
            return _all(_opened(response, packed), limit + 1)
        except (OSError, ValueError, InputError):
            continue
    body = _all(_opened(response, "none"), limit + 1)
    if not body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise InputError(response.origin, "has a body that cannot be unpacked; get the web archive again")
    return body


def _sound(block: bytes, digest: str | None) -> bool:
    """Whether bytes have a digest, so far as it is one that can be computed."""
    name, _, stated = (digest or "").partition(":")
    name = name.strip().lower().replace("-", "")
    if name not in ("md5", "sha1", "sha256", "sha384", "sha512"):
        return True
    found = hashlib.new(name, block, usedforsecurity=False).digest()
    spelled = (found.hex(), base64.b32encode(found).decode().rstrip("="), base64.b64encode(found).decode().rstrip("="))
    given = stated.strip().rstrip("=")
    return given in spelled or given.lower() == spelled[0] or given.upper() == spelled[1]
