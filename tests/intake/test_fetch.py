"""Fetching, from a real server on this machine."""

import gzip
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from threading import Thread
from time import sleep
from typing import Any

import pytest

from quoth.config import IntakeOptions
from quoth.errors import FetchError, InputError
from quoth.intake import read
from quoth.intake.fetch import Address, Fetched, fetch, public

PAGE = b"<html><body><p>The harbour is closed, the council said.</p></body></html>"
OPTIONS = IntakeOptions(max_bytes=100_000, timeout=1.5)


class Site(BaseHTTPRequestHandler):
    """Answers by path."""

    def do_GET(self) -> None:
        path = self.path.strip("/")
        if path == "slow":
            sleep(4)
        if path.isdigit() or path.startswith("to/"):
            self.send_response(302)
            self.send_header("Location", path.removeprefix("to/") if path.startswith("to/") else f"/{int(path) + 1}")
            self.end_headers()
            return
        status, kind, data = {
            "page": (200, "text/html; charset=iso-8859-1", PAGE),
            "packed": (200, "text/html", gzip.compress(PAGE)),
            "image": (200, "image/png", b"\x89PNG"),
            "missing": (404, "text/html", b""),
            "broken": (500, "text/html", b""),
            "huge": (200, "text/html", b"a" * 300_000),
            "bomb": (200, "text/html", gzip.compress(b"a" * 3_000_000)),
        }.get(path, (200, "text/html", PAGE))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        if path in ("packed", "bomb"):
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    """A client that hangs up is nothing to report."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[str]:
    server = Server(("127.0.0.1", 0), Site)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with serving() as address:
        yield address


def here_only(address: Address) -> bool:
    return address == ip_address("127.0.0.1")


def get(address: str) -> Fetched:
    return fetch(address, OPTIONS, allowed=here_only)


def complaint(address: str) -> str:
    with pytest.raises(InputError) as caught:
        get(address)
    line = str(caught.value)
    assert line.isprintable() and line.startswith(f"{address}: ") and ";" in line
    return line


def test_a_page(site: str) -> None:
    assert get(f"{site}/page") == Fetched(f"{site}/page", PAGE, "html", "iso-8859-1")


def test_a_packed_page(site: str) -> None:
    assert get(f"{site}/packed").data == PAGE


def test_redirects_are_followed(site: str) -> None:
    assert get(f"{site}/to/{site}/page") == get(f"{site}/page")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("missing", "has no such page (status 404)"),
        ("broken", "answers with an error (status 500)"),
        ("image", "is image/png, not a page"),
        ("huge", "is larger than"),
        ("bomb", "is larger than"),
        ("slow", "took longer than 1.5 seconds"),
        ("1", "is redirected more than 5 times"),
        ("to/ftp://example.org/", "no http(s) address"),
        ("to/file:///etc/passwd", "no http(s) address"),
        ("to/http://127.0.0.2/", "private address"),
        ("to/http://[::1]/", "private address"),
        ("to/http://10.0.0.1/", "private address"),
        ("to/http://169.254.169.254/latest", "private address"),
    ],
)
def test_what_cannot_be_fetched(site: str, path: str, reason: str) -> None:
    assert reason in complaint(f"{site}/{path}")


def test_a_dead_address() -> None:
    with serving() as address:
        pass
    assert "cannot be reached" in complaint(address)
    assert "does not answer" in complaint("http://no-such-site.invalid/")


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1/", "http://localhost/", "http://0.0.0.0/", "http://[::1]/", "http://192.168.1.1/", "http://2130706433/",
     "http://[::ffff:127.0.0.1]/", "http://user@127.0.0.1/", "http://100.64.0.1/"],
)  # fmt: skip
def test_private_addresses_are_refused(address: str) -> None:
    (error,) = read(address, OPTIONS)
    assert isinstance(error, FetchError)
    assert "private address" in str(error)


@pytest.mark.parametrize("address", ["http://", "https://[", "http://a b/", "http://\x00/", "http://.../"])
def test_what_is_no_address(address: str) -> None:
    (error,) = read(address, OPTIONS)
    assert isinstance(error, InputError)
    assert str(error).isprintable()


def test_which_machines_are_public() -> None:
    assert public(ip_address("93.184.216.34"))
    assert not any(
        public(ip_address(one)) for one in ("127.0.0.1", "10.1.2.3", "::1", "fe80::1", "224.0.0.1", "0.0.0.0")
    )


@pytest.mark.parametrize("form", ["::ffff:{}", "::{}", "64:ff9b::{}", "2002:{hex}::", "64:ff9b:1::{}"])
def test_an_address_within_another_is_the_one_that_counts(form: str) -> None:
    def within(address: str) -> bool:
        first, second = (int(part) for part in divmod(int(ip_address(address)), 1 << 16))
        return public(ip_address(form.format(address, hex=f"{first:x}:{second:x}")))

    assert not within("127.0.0.1")
    assert not within("10.0.0.1")
    assert within("93.184.216.34") == (form != "64:ff9b:1::{}")  # this one is always of the network itself


def test_a_name_that_leads_elsewhere_when_it_is_asked_again(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    port = int(site.rpartition(":")[2])
    numbers = iter(["127.0.0.1", "127.0.0.2"])

    def changing(host: str, *_: object, **__: object) -> list[Any]:
        number = host if host.startswith("127.") else next(numbers)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port))]

    monkeypatch.setattr(socket, "getaddrinfo", changing)
    address = f"http://changing.example:{port}/page"
    assert get(address).data == PAGE  # the machine that was checked is the one that is asked
    assert "leads to a private address" in complaint(address)
