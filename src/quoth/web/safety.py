"""What stands around the pages: who may ask, from where, how much; and what browsers are told of each answer."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from hashlib import blake2b
from http.cookies import CookieError
from ipaddress import ip_address
from urllib.parse import quote, urlsplit

from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from quoth.config import WebOptions
from quoth.web.problems import API, FAULT, Refused, problem
from quoth.web.site import Site
from quoth.web.tokens import Role

SESSION = "quoth_session"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not no-referrer: browsers would then send forms of ours with an origin of null.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
    "Cache-Control": "private, no-cache",
}
_OPEN = ("/enter", "/static/")  # what is shown to somebody without a token
_SAFE = ("GET", "HEAD")
_OURS = ("same-origin", "none")
_TAGGED = 2_000_000  # bytes of an answer that gets a tag


class Around:
    """Checks each request before the pages see it, and adds to each answer what keeps browsers strict."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self._app, self._site = app, site
        self._names = _names(site.options)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        answer = _Answer(send, request)
        try:
            await self._answered(request, answer)
        except _Enough:
            pass
        finally:
            await answer.end()

    async def _answered(self, request: Request, answer: _Answer) -> None:
        scope, receive = request.scope, request.receive
        limited = _Limited(receive, self._site.options.max_body)
        try:
            refused = self._refused(request)
            if refused is None:
                # A head is made as the whole is.
                method = "GET" if request.method == "HEAD" else request.method
                await self._app({**scope, "method": method}, limited, answer)
            else:
                await refused(scope, receive, answer)
        except Refused as error:
            await problem(request, error.status_code, error.detail, error.headers)(scope, receive, answer)
        except Exception:
            if not answer.begun:
                await problem(request, 500, FAULT)(scope, receive, answer)
            raise

    def _refused(self, request: Request) -> Response | None:
        """An answer other than the one that was asked for; Refused where there is none. Notes the role."""
        options = self._site.options
        if not self._named(request.headers.get("host", "")):
            raise Refused(421, "This server does not go by that name; use its address as it was printed, or "
                               "start it with --allow-host NAME.")  # fmt: skip
        if wait := self._site.requests.wait(client(request)):
            raise Refused(429, f"Too many requests; try again in {wait} seconds.", {"Retry-After": str(wait)})
        if len(request.url.query) > options.max_query:
            raise Refused(414, f"The address has more than {options.max_query:,} characters; ask for less at once.")
        _check_length(request.headers.get("content-length"), options.max_body)
        if request.method not in _SAFE and not _own(request):
            raise Refused(403, "The request comes from another site; open the page here and try again.")
        role = self._role(request)
        request.scope["role"] = role
        if role is None and not request.url.path.startswith(_OPEN):
            return _ask(request)
        return None

    def _named(self, host: str) -> bool:
        """Whether a request is for this machine by a name of its own: another's name may lead here (DNS rebinding)."""
        try:
            name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
        except ValueError:
            return False
        return name in self._names or _numeric(name) or (self._site.options.public and bool(name))

    def _role(self, request: Request) -> Role | None:
        keys, options = self._site.keys, self._site.options
        if not keys.asked:
            return "editor"
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        role = keys.role(token.strip()) if scheme.lower() == "bearer" else None
        return role or keys.role_of(_cookie(request, SESSION)) or ("reader" if options.public else None)


def client(request: Request) -> str:
    """Whose request it is, for counting."""
    return request.client.host if request.client else ""


def local(host: str) -> bool:
    """Whether only this machine can reach an address that is listened on."""
    return host == "localhost" or (_numeric(host) and ip_address(host).is_loopback)


def _names(options: WebOptions) -> frozenset[str]:
    own: Sequence[str] = () if local(options.host) else (socket.gethostname(), socket.getfqdn())
    return frozenset(name.lower() for name in ("localhost", options.host, *own, *options.names) if name)


def _numeric(name: str) -> bool:
    """Whether a name is a number that no name server is asked for."""
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _own(request: Request) -> bool:
    """Whether a request that changes something comes from a page of ours, or from no page at all."""
    if request.headers.get("sec-fetch-site", "none") not in _OURS:
        return False
    origin = request.headers.get("origin")
    return origin is None or origin.partition("://")[2] == request.headers.get("host", "")


def _ask(request: Request) -> Response:
    if request.url.path.startswith(API):
        raise Refused(401, "Give a token: `Authorization: Bearer TOKEN`.", {"WWW-Authenticate": "Bearer"})
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"/enter?next={quote(here, safe='')}", 303)


def _cookie(request: Request, name: str) -> str:
    try:
        return request.cookies.get(name, "")
    except CookieError:
        return ""


def _check_length(stated: str | None, most: int) -> None:
    if stated is not None and (not stated.isdecimal() or int(stated[:20]) > most):
        raise Refused(413, f"More than {most:,} bytes are sent; {most:,} is the most. "
                           "`quoth add` on the command line takes larger files.")  # fmt: skip


class _Limited:
    """A body that ends the request when it grows too large, whatever it said of its length."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive, self._most, self._seen = receive, most, 0

    async def __call__(self) -> Message:
        message = await self._receive()
        self._seen += len(message.get("body", b""))
        if self._seen > self._most:
            _check_length(str(self._seen), self._most)
        return message


class _Enough(Exception):  # noqa: N818 - nothing is wrong
    """Whoever asked for the head has it: nothing more need be made."""


class _Answer:
    """An answer on its way out: headers are added, and what is small and whole gets a tag (ETag)."""

    def __init__(self, send: Send, request: Request) -> None:
        self._send, self._request = send, request
        self._bare = request.method == "HEAD"
        self.begun = False
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            if self._tagged(message["status"], headers):
                self._start = message
                return
        elif self._start is not None:
            self._body += message.get("body", b"")
            return
        elif self._bare:
            await self._send({"type": "http.response.body", "body": b""})
            raise _Enough
        await self._send(message)

    async def end(self) -> None:
        """Send what was held back."""
        if self._start is None:
            return
        headers = MutableHeaders(scope=self._start)
        headers["ETag"] = tag = f'"{blake2b(self._body, digest_size=12).hexdigest()}"'
        if tag in _tags(self._request.headers):
            self._start["status"] = 304
            self._body = b""
            del headers["content-length"]
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": b"" if self._bare else self._body})

    def _tagged(self, status: int, headers: Headers) -> bool:
        # What comes in a stream says no length, and files have a tag already.
        length = headers.get("content-length", "")
        whole = length.isdecimal() and int(length) <= _TAGGED
        return self._request.method in _SAFE and status == 200 and whole and "etag" not in headers


def _tags(headers: Headers) -> list[str]:
    return [one.strip().removeprefix("W/") for one in headers.get("if-none-match", "").split(",")]
