"""Addresses -> bytes: http and https only, public machines only, up to a size and within a time."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from quoth.article import Marks
from quoth.config import IntakeOptions
from quoth.errors import FetchError
from quoth.intake.decode import too_big

if TYPE_CHECKING:
    import httpx

Address = IPv4Address | IPv6Address
Allowed = Callable[[Address], bool]
# Of IPv6, what ends in an address of IPv4, and what a network translates into its own.
_HOLDING = (ip_network("::/96"), ip_network("64:ff9b::/96"))
_LOCAL = (ip_network("64:ff9b:1::/48"),)
_KINDS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "text",
    "application/json": "json",
    "application/x-ndjson": "lines",
    "application/jsonl": "lines",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
    "application/xml": "feed",
    "text/xml": "feed",
}
ROBOT = "quoth"  # what robots.txt calls this reader
_UNCHANGED = 304
_UNMARKED = Marks()
_MOVED = (301, 302, 303, 307, 308)
_MEANING = {
    401: "asks for a password",
    403: "refuses to give the page",
    404: "has no such page",
    410: "no longer has the page",
    429: "asks to come back later",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came from `address`, after redirects: its bytes, their kind, and the charset named with them. Of the
    kind "unchanged", without bytes, where a site says that it is as it was marked."""

    address: str
    data: bytes
    kind: str
    charset: str | None
    marks: Marks = _UNMARKED


def agent() -> str:
    """Who asks, as sites are told."""
    return f"{ROBOT}/{version('quoth')} (news reader; +https://pypi.org/project/quoth)"


def public(address: Address) -> bool:
    """Whether a machine's address is one of the open internet."""
    machine = _reached(address)
    return bool(machine.is_global) and not machine.is_multicast and not any(machine in one for one in _LOCAL)


def _reached(address: Address) -> Address:
    """The machine that an address leads to: some of IPv6 hold one of IPv4."""
    if isinstance(address, IPv4Address):
        return address
    if any(address in one for one in _HOLDING):
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour or address


def fetch(
    address: str,
    options: IntakeOptions,
    allowed: Allowed = public,
    known: Marks = Marks(),
    permit: Callable[[str], object] = str,
) -> Fetched:
    """Get a page, unless it is still as it is `known`. `allowed` says which machines may be asked, `permit` raises
    for an address that must not be; every redirect is checked anew. FetchError."""
    import httpx

    until = time.monotonic() + options.timeout
    try:
        with httpx.Client(timeout=options.timeout, headers=_headers(known), trust_env=False) as client:
            return _follow(client, address, options, allowed, until, permit)
    except httpx.TimeoutException:
        raise _too_slow(address, options) from None
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise FetchError(address, f"cannot be reached ({reason}); check the address and the connection") from None


def _headers(known: Marks) -> dict[str, str]:
    given = {"User-Agent": agent(), "If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in given.items() if value}


def _follow(
    client: httpx.Client,
    address: str,
    options: IntakeOptions,
    allowed: Allowed,
    until: float,
    permit: Callable[[str], object],
) -> Fetched:
    here = address
    for _ in range(options.max_redirects + 1):
        permit(here)
        answer = client.send(_request(client, address, here, allowed), stream=True)
        try:
            if answer.status_code in _MOVED and "location" in answer.headers:
                here = urljoin(here, answer.headers["location"])
                continue
            return _taken(answer, address, here, options, until)
        finally:
            answer.close()
    raise FetchError(address, f"is redirected more than {options.max_redirects} times; give the final address")


def _request(client: httpx.Client, address: str, here: str, allowed: Allowed) -> httpx.Request:
    """A request to a machine that was checked, by its number: a name could lead elsewhere when asked again."""
    import httpx

    url = httpx.URL(here)
    if url.scheme not in ("http", "https") or not url.host:
        raise FetchError(address, f"leads to {here[:80]!r}, which is no http(s) address; give another")
    machine = _machine(address, url, allowed)
    literal = f"[{machine}]" if machine.version == 6 else str(machine)
    request = client.build_request("GET", url.copy_with(host=literal), headers={"Host": url.netloc.decode("ascii")})
    request.extensions["sni_hostname"] = url.raw_host.decode("ascii")
    return request


def _machine(address: str, url: httpx.URL, allowed: Allowed) -> Address:
    port = url.port or (443 if url.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(url.raw_host.decode("ascii").strip("[]"), port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FetchError(address, f"names a site that does not answer ({url.host}); check the address") from None
    machines = [ip_address(str(one[4][0]).partition("%")[0]) for one in found]
    if not all(map(allowed, machines)):
        raise FetchError(
            address, "leads to a private address, which quoth does not fetch; save the page and give the file"
        )
    return machines[0]


def _taken(answer: httpx.Response, address: str, here: str, options: IntakeOptions, until: float) -> Fetched:
    status = answer.status_code
    marks = Marks(answer.headers.get("etag"), answer.headers.get("last-modified"))
    if status == _UNCHANGED:
        return Fetched(here, b"", "unchanged", None, marks)
    if status != 200:
        meaning = _MEANING.get(status, "answers with an error")
        raise FetchError(
            address,
            f"{meaning} (status {status}); open it in a browser, or save the page and give the file",
            status,
            _wait(answer.headers.get("retry-after", "")),
        )
    stated = answer.headers.get("content-type", "text/html").split(";")[0].strip().lower()
    if stated not in _KINDS:
        raise FetchError(address, f"is {stated}, not a page; give the address of an article")
    data = bytearray()
    for part in answer.iter_bytes():
        data += part
        if len(data) > options.max_bytes:
            raise too_big(address, options.max_bytes)
        if time.monotonic() > until:
            raise _too_slow(address, options)
    return Fetched(here, bytes(data), _KINDS[stated], answer.charset_encoding, marks)


def _wait(stated: str) -> float | None:
    """The seconds that a Retry-After asks for: a number of them, or until a moment."""
    if stated.strip().isdigit():
        return float(stated)
    try:
        return max((parsedate_to_datetime(stated) - datetime.now(UTC)).total_seconds(), 0.0)
    except (ValueError, TypeError):
        return None


def _too_slow(address: str, options: IntakeOptions) -> FetchError:
    return FetchError(address, f"took longer than {options.timeout:g} seconds; try again later")
