"""Answers that are kept: they are what would be made anew, each browser's own, and no older than they may be."""

import gzip
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from quoth.archive import Archive, Change, Signed
from quoth.config import WebOptions
from quoth.web.app import application
from quoth.web.rendering import STATIC, static
from quoth.web.site import Site
from quoth.web.tokens import kept
from tests.archive.stories import STORY, said
from tests.web.conftest import browser
from tests.web.html import Page
from tests.web.test_pages import PAGES

ANA = Signed("Ana Brook", "heard it")
OPEN = WebOptions(host="0.0.0.0")
API = (
    "/api/v1/statements?q=port", "/api/v1/statements/1", "/api/v1/facets", "/api/v1/articles", "/api/v1/articles/1",
    "/api/v1/speakers", "/api/v1/stats", "/api/v1/openapi.json", "/api/v1/export?format=csv",
)  # fmt: skip


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "archive.db") as archive:
        archive.add([STORY])
        yield archive


def without(page: str) -> str:
    """A page without the proof in its forms, another for each browser."""
    return re.sub(r'name="proof" value="\w+"', 'name="proof"', page)


def looks(monkeypatch: pytest.MonkeyPatch, name: str) -> list[Any]:
    """Each call of something that an archive does."""
    calls: list[Any] = []
    real = getattr(Archive, name)

    def counted(*args: Any, **more: Any) -> Any:
        calls.append(args)
        return real(*args, **more)

    monkeypatch.setattr(Archive, name, counted)
    return calls


@pytest.mark.parametrize("path", [*PAGES, *API])
def test_what_is_kept_is_what_is_made_anew(full: Archive, path: str) -> None:
    web, anew = browser(full), browser(full, WebOptions(kept=0))
    first, again, plain = (one.get(path) for one in (web, web, anew))
    assert without(first.text) == without(again.text) == without(plain.text)
    keys = ("content-type", "cache-control", "content-security-policy", "vary", "content-encoding")
    assert [[one.headers.get(key) for key in keys] for one in (again, plain)] == [
        [first.headers.get(k) for k in keys]
    ] * 2


def test_the_archive_is_asked_once(full: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = looks(monkeypatch, "search")
    web = browser(full)
    assert [web.get("/?q=port").status_code for _ in range(3)] == [200] * 3
    assert web.head("/?q=port").headers["etag"] == web.get("/?q=port").headers["etag"]
    assert len(calls) == 1
    web.get("/?q=ports")
    assert len(calls) == 2


def test_each_browser_has_a_proof_of_its_own(held: Archive) -> None:
    keys, tokens = kept(held.path)
    webs = [browser(held, OPEN, keys, Authorization=f"Bearer {tokens['editor']}") for _ in range(2)]
    pages = [[Page(web.get("/articles/1").text).fields["proof"] for _ in range(2)] for web in webs]
    assert all(one == again for one, again in pages)
    assert pages[0][0] != pages[1][0]
    for web, (proof, _) in zip(webs, pages, strict=True):
        fields = {"by": "Ana", "why": "heard it", "speaker": "Bo Lind", "proof": proof}
        answers = [
            web.post("/statements/3/correct", data=fields | change).status_code for change in ({"proof": "x"}, {})
        ]
        assert answers == [403, 303]
        held.undo(held.corrections()[-1].id, "Ana")


def test_readers_and_editors_and_names_are_not_mixed_up(held: Archive) -> None:
    keys, tokens = kept(held.path)
    for _ in range(2):
        for role, corrects in (("editor", True), ("reader", False)):
            web = browser(held, OPEN, keys, Authorization=f"Bearer {tokens[role]}")
            assert ("/statements/1/correct" in web.get("/articles/1").text) == corrects
        assert browser(held, OPEN, keys).get("/articles/1").status_code == 303
    held.correct(3, Change(speaker="Bo Lind"), ANA)
    for name in ("Ana Brook", "Bo <Lind>", "Ana Brook"):
        web = browser(held, Cookie=f"quoth_name={quote(name, safe='')}")
        assert Page(web.get("/articles/1").text).fields["by"] == name


def test_what_is_done_here_or_by_hand_is_seen_at_once(held: Archive) -> None:
    web = browser(held)
    pages = ("/", "/articles/1", "/api/v1/statements?speaker=Lind")
    before = [web.get(path).text for path in pages]
    with Archive(held.path) as other:
        other.correct(3, Change(speaker="Bo Lind"), ANA)
        corrected = [web.get(path).text for path in pages]
        other.undo(1, "Ana Brook")
        assert [without(web.get(path).text) for path in pages] == [without(one) for one in before]
    assert all(one != other for one, other in zip(before, corrected, strict=True))
    held.add([said("Bo Lind", "said", "the port is closed")])
    assert "the port is closed" in web.get("/").text
    assert web.get("/api/v1/stats").json()["articles"] == 2


def test_what_others_add_may_be_seen_seconds_later_on_pages_and_at_once_by_programs(held: Archive) -> None:
    now = [0.0]
    web = TestClient(application(Site(held, clock=lambda: now[0])), base_url="http://127.0.0.1:8642")
    pages, counts = ("/", "/articles"), ("/api/v1/stats", "/api/v1/facets", "/api/v1/speakers")
    calls = ("/api/v1/articles", "/api/v1/statements?q=closed")
    before = {path: web.get(path).text for path in (*pages, *counts, *calls)}
    with Archive(held.path) as other:
        other.add([said("Bo Lind", "said", "the port is closed", title="Port shut")])
    assert all(web.get(path).text == before[path] for path in (*pages, *counts))
    assert all(web.get(path).text != before[path] for path in calls)
    now[0] = 5.0
    assert all(web.get(path).text != before[path] for path in before)


def test_what_is_for_one_person_is_not_kept(full: Archive) -> None:
    web = browser(full)
    word = web.post("/read", data={"proof": Page(web.get("/read").text).fields["proof"], "text": STORY.text})
    draft = word.headers["location"]
    assert "2 statements" in web.get(draft).text or "statement" in web.get(draft).text
    assert web.post(f"{draft}/keep", data={"proof": "x"}).status_code == 403
    web.app.state.site.drafts.drop(draft.rpartition("/")[2])  # type: ignore[attr-defined]
    assert web.get(draft).status_code == 404


def raw(web: TestClient, path: str, **headers: str) -> tuple[Any, bytes]:
    with web.stream("GET", path, headers=headers) as answer:
        return answer, b"".join(answer.iter_raw())


@pytest.mark.parametrize("path", ["/", "/api/v1/openapi.json", *(f"/static/{name}" for name in STATIC)])
def test_packed_it_is_the_same(full: Archive, path: str) -> None:
    web = browser(full)
    for _ in range(2):
        plain, whole = raw(web, path, **{"Accept-Encoding": "gzip;q=0, identity"})
        packed, small = raw(web, path, **{"Accept-Encoding": "br, GZIP ;q=0.5"})
        if len(whole) < 1_000:
            assert small == whole
            continue
        assert (plain.headers.get("content-encoding"), packed.headers["content-encoding"]) == (None, "gzip")
        assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
        assert gzip.decompress(small) == whole
        assert len(small) < len(whole) / 2
        assert int(packed.headers["content-length"]) == len(small)
        assert packed.headers["etag"] == f"W/{plain.headers['etag']}"
        tagged = {"If-None-Match": packed.headers["etag"]}
        assert [raw(web, path, **tagged, **{"Accept-Encoding": e})[0].status_code for e in ("gzip", "")] == [304] * 2


def test_what_comes_in_a_stream_is_not_held_back(full: Archive) -> None:
    answer, body = raw(browser(full), "/api/v1/export?format=csv", **{"Accept-Encoding": "gzip"})
    assert "content-encoding" not in answer.headers
    assert "etag" not in answer.headers
    assert body.startswith(b"id,")


def test_more_than_can_be_done_at_once(full: Archive) -> None:
    web = browser(full, WebOptions(at_once=0, waiting=0))
    answer = web.get("/api/v1/stats")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    assert answer.json()["detail"].endswith("try again in 2 seconds.")
    page = web.get("/")
    assert page.status_code == 503
    assert "try again in 2 seconds" in page.text


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("htmx.js", "d6fdc75f204e6bde"),  # htmx.org 2.0.11
        ("uplot.js", "19c8d4c6ad88929a"),  # uplot 1.6.32
        ("uplot.css", "df630c6a8d6f8eea"),
    ],
)
def test_what_others_wrote_is_as_it_was_published(name: str, begins: str) -> None:
    assert hashlib.sha256(static(name)).hexdigest().startswith(begins)
