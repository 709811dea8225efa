"""Answers on their way out: marked as one's own, tagged, packed, and kept for whoever asks for the same."""

from __future__ import annotations

import gzip
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2b
from http.cookies import CookieError

from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import Message, Send

from quoth.web.rendering import SEAT, set_cookie
from quoth.web.site import Site

_WHOLE = 2_000_000  # bytes of an answer that gets a tag, and is packed and kept
_PACKED = ("text/", "application/json", "application/problem+json", "image/svg+xml")
_SMALL = 1_000  # bytes that are not worth packing
_SPEED = 5  # of gzip: half the time of the default, and a twentieth more bytes
SAFE = ("GET", "HEAD")


@dataclass(frozen=True)
class Made:
    """An answer as it was made, whole."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes

    @cached_property
    def tag(self) -> str:
        return f'"{blake2b(self.body, digest_size=12).hexdigest()}"'

    @cached_property
    def packed(self) -> bytes:
        # No secret of somebody's can be guessed by its length: pages of other sites ask without our cookies.
        return gzip.compress(self.body, _SPEED, mtime=0)

    @cached_property
    def packable(self) -> bool:
        kind = Headers(raw=list(self.headers)).get("content-type", "")
        return _SMALL <= len(self.body) <= _WHOLE and kind.startswith(_PACKED)


class Answer:
    """What is sent for one request. `began` is told when nothing more has to be worked out than what is streamed."""

    def __init__(self, send: Send, request: Request, site: Site, headers: dict[str, str]) -> None:
        self._send, self._request, self._site = send, request, site
        self._headers = headers
        self._bare = request.method == "HEAD"
        self._held: Message | None = None
        self._body: list[bytes] = []
        self.begun = False
        self.made: Made | None = None
        self.began: Callable[[], None] = lambda: None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            headers = MutableHeaders(scope=message)
            for name, value in self._headers.items():
                headers.setdefault(name, value)
            self.began()
            if _whole(headers):
                self._held = message
                return
        elif self._held is not None:
            self._body.append(message.get("body", b""))
            return
        elif self._bare:
            await self._send({"type": "http.response.body", "body": b""})
            raise Enough
        await self._send(message)

    async def end(self) -> None:
        """Send what was held back."""
        if self._held is not None and self.made is None:
            self.made = Made(self._held["status"], tuple(self._held["headers"]), b"".join(self._body))
            await self.give(self.made)

    async def give(self, made: Made) -> None:
        """Send an answer, as it was made for whoever asks the same."""
        own, seat = self._own(made)
        headers = MutableHeaders(raw=list(own.headers))
        if seat is not None:
            headers.append("set-cookie", seat)
        tagged = self._request.method in SAFE and own.status == 200 and len(own.body) <= _WHOLE
        status, body, packs = own.status, own.body, own.packable
        if packs:
            headers.add_vary_header("Accept-Encoding")
        if packs and _takes_packed(self._request.headers):
            body = own.packed
            headers["Content-Encoding"] = "gzip"
            headers["Content-Length"] = str(len(body))
        if tagged:
            headers["ETag"] = f"W/{own.tag}" if body is not own.body else own.tag
        if tagged and own.tag in _tags(self._request.headers):
            status, body = 304, b""
            del headers["content-length"]
        await self._send({"type": "http.response.start", "status": status, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": b"" if self._bare else body})

    def _own(self, made: Made) -> tuple[Made, str | None]:
        """The answer with the proof for this browser in its forms, and the cookie that it needs for that."""
        blank = self._site.blank.encode()
        if blank not in made.body:
            return made, None
        seat = cookie(self._request, SEAT)
        given = seat or secrets.token_urlsafe(16)
        proof = self._site.proof(given).encode()
        own = replace(made, body=made.body.replace(blank, proof))
        return own, None if seat else _seated(self._request, given)


class Enough(Exception):  # noqa: N818 - nothing is wrong
    """Whoever asked for the head has it: nothing more need be made."""


def cookie(request: Request, name: str) -> str:
    """A cookie of whoever asks; empty where there is none that can be read."""
    try:
        return request.cookies.get(name, "")
    except CookieError:
        return ""


def _seated(request: Request, seat: str) -> str:
    made = Response()
    set_cookie(request, made, SEAT, seat)
    return made.headers["set-cookie"]


def _whole(headers: Headers) -> bool:
    # What comes in a stream says no length. Pages are whole however long they are: they may have forms.
    length = headers.get("content-length", "")
    page = headers.get("content-type", "").startswith("text/html")
    return length.isdecimal() and (page or int(length) <= _WHOLE)


def _takes_packed(headers: Headers) -> bool:
    accepted = [one.replace(" ", "") for one in headers.get("accept-encoding", "").lower().split(",")]
    return any(one == "gzip" or (one.startswith("gzip;q=") and one[7:].strip("0.") != "") for one in accepted)


def _tags(headers: Headers) -> list[str]:
    return [one.strip().removeprefix("W/") for one in headers.get("if-none-match", "").split(",")]
