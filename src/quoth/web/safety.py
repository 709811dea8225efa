"""What stands around the pages: who may ask, from where, how much; and what browsers are told of each answer."""

from __future__ import annotations

import socket
from collections.abc import Hashable, Sequence
from ipaddress import ip_address
from urllib.parse import quote, urlsplit

from fastapi import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from quoth.config import WebOptions
from quoth.web.answers import SAFE, Answer, Enough, Made, cookie
from quoth.web.memory import noting
from quoth.web.problems import API, FAULT, Refused, problem
from quoth.web.signing import NAME
from quoth.web.site import Site
from quoth.web.tokens import Role
from quoth.web.turns import Turns, taken

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
_OURS = ("same-origin", "none")
_PASSING = ("/read", "/enter")  # what is there for one person, once
_LAG = 5.0  # seconds that a page may be late while others add articles
_BESIDE = 1_000  # bytes that an answer takes besides its body


class Around:
    """Checks each request before the pages see it, and adds to each answer what keeps browsers strict."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self._app, self._site = app, site
        self._names = _names(site.options)
        self._turns = Turns(site.options.at_once, site.options.waiting, site.options.patience)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        answer = Answer(send, request, self._site, HEADERS)
        try:
            await self._answered(request, answer)
        except Enough:
            pass
        finally:
            await answer.end()

    async def _answered(self, request: Request, answer: Answer) -> None:
        scope, receive = request.scope, request.receive
        try:
            refused = self._refused(request)
            if refused is not None:
                await refused(scope, receive, answer)
            elif request.method in SAFE:
                await self._shown(request, answer)
            else:
                await self._app(scope, _Limited(receive, self._site.options.max_body), answer)
        except Refused as error:
            await problem(request, error.status_code, error.detail, error.headers)(scope, receive, answer)
        except Exception:
            if not answer.begun:
                await problem(request, 500, FAULT)(scope, receive, answer)
            raise

    async def _shown(self, request: Request, answer: Answer) -> None:
        """What is there to see: as it was made before where that holds, else made in its turn."""
        asked, known = _asked(request), self._site.answers
        if (made := known.get(asked)) is not None:
            await answer.give(made)
            return
        turn = await self._turns.take()
        answer.began = turn.end
        with taken(turn):
            if (made := known.get(asked)) is not None:  # by whoever had a turn before
                await answer.give(made)
            else:
                await self._make(asked, request, answer)

    async def _make(self, asked: Hashable, request: Request, answer: Answer) -> None:
        known = self._site.answers
        good = known.now(0.0 if request.url.path.startswith(API) else _LAG)
        with noting() as late:
            # A head is made as the whole is.
            await self._app({**request.scope, "method": "GET"}, request.receive, answer)
        await answer.end()
        if answer.made is not None and _kept(request, answer.made):
            known.put(asked, answer.made, good, len(answer.made.body) + _BESIDE, late)

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
        if request.method not in SAFE and not _own(request):
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
        return role or keys.role_of(cookie(request, SESSION)) or ("reader" if options.public else None)


def _asked(request: Request) -> Hashable:
    """All that an answer depends on beside the archive: what is asked for, by whom, and by which name of ours."""
    url, name = request.url, cookie(request, NAME)
    return url.scheme, request.headers.get("host"), url.path, url.query, request.scope["role"], name


def _kept(request: Request, made: Made) -> bool:
    """Whether others may get the same."""
    taken = {name.lower() for name, _ in made.headers}
    return made.status == 200 and b"set-cookie" not in taken and not request.url.path.startswith(_PASSING)


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
