"""Feeds from files, and the articles that they link to from a real server on this machine."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from threading import Thread
from typing import ClassVar
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoth.archive import Archive, ReadBy
from quoth.article import Article, Marks
from quoth.config import FollowOptions, IntakeOptions, Ties
from quoth.errors import FetchError, HeldError, InputError
from quoth.intake import feeds, measured, read
from quoth.intake.fetch import Address
from quoth.intake.follow import Visitor
from quoth.pipeline import add_articles

TEXT = "The harbour of Sallow will be closed from Monday, the council said after its meeting on the cranes."
BODY = f"<p>{TEXT}</p><p>Nobody was hurt, said Petra Lindqvast, the harbour master, on Friday.</p>"
BY = ReadBy("0.1.0", "none")
QUICK = FollowOptions(delay=0.05, backoff=0.02, patience=1.0)


def rss(*items: str) -> bytes:
    space = "http://purl.org/rss/1.0/modules/content/"
    head = f'<rss version="2.0" xmlns:content="{space}"><channel><title>Sallow Herald</title>'
    return f'<?xml version="1.0"?>{head}{"".join(items)}</channel></rss>'.encode()


def item(link: str, body: str = "") -> str:
    content = f"<content:encoded>{escape(body)}</content:encoded>" if body else ""
    return (
        f"<item><title>Harbour closes &amp; opens</title><link>{link}</link><description>Closed.</description>"
        f"<pubDate>Mon, 30 Aug 2021 10:00:00 GMT</pubDate>{content}</item>"
    )


ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Sallow Herald</title><id>x</id>
<entry><title>Harbour closes</title><id>1</id><link href="http://sallow.example/1"/><published>2021-08-30T10:00:00Z
</published><content type="html">{escape(BODY)}</content></entry>
<entry><title>Harbour opens</title><id>2</id><link href="http://sallow.example/2"/><content type="text">{TEXT}

Nobody was hurt, said the master.</content></entry></feed>""".encode()


def put(folder: Path, data: bytes, name: str = "a.rss") -> list[Article | InputError]:
    path = folder / name
    path.write_bytes(data)
    return list(read(str(path), IntakeOptions()))


@pytest.mark.parametrize("name", ["a.rss", "a.xml", "feed"])
def test_whole_texts_of_a_feed(tmp_path: Path, name: str) -> None:
    one, left = put(tmp_path, rss(item("http://sallow.example/1", BODY), item("http://sallow.example/2")), name)
    assert isinstance(one, Article)
    assert (one.url, one.outlet, one.published) == ("http://sallow.example/1", "Sallow Herald", "2021-08-30")
    assert one.title == "Harbour closes & opens" and TEXT in one.text and "<p>" not in one.text
    assert str(left) == (
        f"{tmp_path / name}: has no more than a summary of its entry; `quoth add --follow` fetches the articles"
    )


def test_atom(tmp_path: Path) -> None:
    one, two = put(tmp_path, ATOM, "a.atom")
    assert isinstance(one, Article) and isinstance(two, Article)
    assert (one.url, one.published, two.url) == ("http://sallow.example/1", "2021-08-30", "http://sallow.example/2")
    assert "Petra Lindqvast" in one.text and "said the master" in two.text


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "is empty"), (b"hello", "is no RSS or Atom feed"), (rss(), "without entries"), (rss()[:40], "feed")],
)
def test_what_is_no_feed(tmp_path: Path, data: bytes, reason: str) -> None:
    (error,) = put(tmp_path, data)
    assert isinstance(error, InputError) and reason in str(error)


def test_entities_do_not_explode_and_files_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("the secret")
    entities = '<!ENTITY a "haha">' + "".join(
        f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    outside = f'<!ENTITY x SYSTEM "file://{tmp_path}/secret">'
    body = rss(item("http://sallow.example/1", BODY).replace("Closed.", "&i;&x;").replace("Harbour", "&x;"))
    data = body.replace(b"?>", f"?><!DOCTYPE rss [{entities}{outside}]>".encode(), 1)
    for encoded in (data, data.decode().encode("utf-16")):
        (error,) = put(tmp_path, encoded)
        assert "declares entities of its own" in str(error)


def test_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "feedparser", None)
    (error,) = put(tmp_path, ATOM)
    assert str(error).endswith('is a feed, which needs an extra; install it with: pip install "quoth[feeds]"')


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, len(ATOM)), st.binary(max_size=30), st.integers(0, 60))
def test_any_damage(tmp_path: Path, at: int, put_in: bytes, left_out: int) -> None:
    found = put(tmp_path, ATOM[:at] + put_in + ATOM[at + left_out :])
    assert all(str(one).isprintable() for one in found if isinstance(one, InputError))


class Site(BaseHTTPRequestHandler):
    """Counts what is asked for, and when."""

    asked: ClassVar[Counter[str]] = Counter()
    agents: ClassVar[set[str]] = set()
    robots = "User-agent: *\nDisallow: /private\n"

    def do_GET(self) -> None:
        path = self.path
        self.asked[path] += 1
        self.agents.add(self.headers["User-Agent"])
        if path == "/robots.txt":
            self.answer(200 if self.robots else 404, self.robots.encode(), {"Content-Type": "text/plain"})
        elif path == "/moved":
            self.answer(302, b"", {"Location": "/private/2"})
        elif path == "/busy" and self.asked[path] < 3:
            self.answer(503, b"", {"Retry-After": "0"})
        elif path == "/later":
            self.answer(429, b"", {"Retry-After": "3600"})
        elif path == "/down":
            self.answer(500, b"", {})
        elif path == "/feed":
            self.answer(200, rss(item(f"http://{self.headers['Host']}/1")), {"Content-Type": "application/rss+xml"})
        elif path in ("/all", "/half"):
            links = ["/1", "/private/1"] if path == "/half" else ["/1"]
            feed = rss(*(item(f"http://{self.headers['Host']}{link}") for link in links))
            self.answer(200, feed, {"Content-Type": "application/rss+xml", "ETag": path})
        elif self.headers["If-None-Match"] == '"one"':
            self.answer(304, b"", {})
        else:
            page = f"<html><body><article><h1>Harbour closes at {path}</h1>{BODY}</article></body></html>"
            self.answer(200, page.encode(), {"Content-Type": "text/html", "ETag": '"one"'})

    def answer(self, status: int, data: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(data))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(Site, "asked", Counter())
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def here_only(address: Address) -> bool:
    return address == ip_address("127.0.0.1")


def followed(site: str, *paths: str, how: FollowOptions = QUICK, ties: Ties = Ties()) -> list[Article | InputError]:
    options = IntakeOptions(follow=how, ties=ties)
    data = rss(*(item(f"{site}{path}", BODY) for path in paths))
    return list(feeds.read(data, "feed", options, Visitor(options, here_only)))


def test_followed_politely(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("quoth.intake.follow.time.sleep", pauses.append)
    found = followed(site, "/1", "/private/1", "/moved", "/1", "/2", how=replace(QUICK, delay=1000.0))
    assert [isinstance(one, Article) for one in found] == [True, False, False, True]
    assert all("robots.txt" in str(one) for one in found[1:3])
    assert isinstance(found[0], Article) and found[0].url == f"{site}/1" and found[0].retrieved
    assert Site.asked == {"/robots.txt": 1, "/1": 1, "/moved": 1, "/2": 1}
    assert [pause > 900 for pause in pauses] == [False, True, True, True]
    (agent,) = Site.agents
    assert agent.startswith("quoth/") and "+https://" in agent


def test_a_robots_file_that_cannot_be_had(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Site, "robots", "")
    assert isinstance(followed(site, "/1")[0], Article)
    monkeypatch.setattr(Site, "robots", "User-agent: quoth\nCrawl-delay: 900\n")
    assert "only every 900 seconds" in str(followed(site, "/1")[0])


def test_a_busy_site_is_asked_again(site: str) -> None:
    busy, later, down = followed(site, "/busy", "/later", "/down")
    assert isinstance(busy, Article) and Site.asked["/busy"] == 3
    assert isinstance(later, FetchError) and "asks to come back later" in str(later) and Site.asked["/later"] == 1
    assert isinstance(down, FetchError) and Site.asked["/down"] == 3


def test_what_has_not_changed_is_not_sent_again(site: str) -> None:
    kept: dict[str, Marks] = {}
    ties = Ties(keep=kept.__setitem__)
    followed(site, "/1", ties=ties)
    assert kept == {f"{site}/1": Marks('"one"', None)}
    (held,) = followed(site, "/1", ties=Ties(marks=kept.get, located=lambda address: 7))
    assert isinstance(held, HeldError) and held.article == 7
    (anew,) = followed(site, "/1", ties=Ties(marks=kept.get))
    assert isinstance(anew, Article), "without its article it is needed"


def test_a_feed_is_only_remembered_when_all_of_it_came(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quoth.intake.follow.Visitor", lambda options: Visitor(options, here_only))
    kept: dict[str, Marks] = {}
    for path in ("/all", "/half"):
        list(read(f"{site}{path}", IntakeOptions(follow=QUICK, ties=Ties(keep=kept.__setitem__))))
    assert set(kept) == {f"{site}/1", f"{site}/all"}


@pytest.mark.parametrize(
    "how", [{"entries": 1}, {"max_bytes": 10}, {"max_time": 0.05, "delay": 0.2}], ids=lambda how: next(iter(how))
)
def test_bounds(site: str, how: dict[str, float]) -> None:
    found = followed(site, "/1", "/2", "/3", how=replace(QUICK, **how))  # type: ignore[arg-type]
    assert isinstance(found[0], Article)
    assert len(found) == 2 and "has 2 more entries than one run follows" in str(found[1])


def test_private_addresses_are_refused(tmp_path: Path, site: str) -> None:
    path = tmp_path / "a.rss"
    path.write_bytes(rss(item(f"{site}/1"), item("http://10.0.0.1/"), item("file:///etc/passwd")))
    found = list(read(str(path), IntakeOptions(follow=QUICK)))
    assert len(found) == 2 and not Site.asked
    assert all("private address" in str(one) for one in found)


def test_into_an_archive_and_again(site: str, tmp_path: Path) -> None:
    """Marks are remembered with what came, so that the next run asks for nothing twice."""

    def add(archive: Archive) -> list[str]:
        fetched: dict[str, Marks] = {}
        ties = Ties(located=lambda address: archive.located(address, BY), marks=archive.marks, keep=fetched.__setitem__)
        taken = followed(site, "/1", "/private/1", "/2", ties=ties)
        found = add_articles(taken, archive, no_reading, BY, after=lambda: archive.keep_marks(fetched))
        return [getattr(one, "outcome", "failed") for one in found]

    with Archive(tmp_path / "archive.db") as archive:
        assert add(archive) == ["new", "failed", "new"]
        assert add(archive) == ["known", "failed", "known"]
        assert archive.marks(f"{site}/1") == Marks('"one"', None)


def no_reading(articles: Iterable[Article]) -> Iterator[Article]:
    yield from articles


def test_how_much_there_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("1234")
    (tmp_path / "b.png").write_text("1234")
    assert measured([str(tmp_path), str(tmp_path / "a.txt")]) == 8
    assert measured([str(tmp_path), "-"]) is None
    assert measured(["http://sallow.example/"]) is None
