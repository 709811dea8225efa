"""Who may come in, from where, and how much they may ask for."""

import json
import stat
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from quoth.archive import Archive
from quoth.config import WebOptions
from quoth.errors import ServerError
from quoth.web.limits import Rate
from quoth.web.safety import local
from quoth.web.tokens import Keys, kept
from tests.archive.stories import TEXT
from tests.web.conftest import browser
from tests.web.html import Page

OPEN = WebOptions(host="0.0.0.0")


@pytest.fixture
def keys(tmp_path: Path) -> tuple[Keys, dict[str, str]]:
    made, tokens = kept(tmp_path / "archive.db")
    return made, dict(tokens)


def test_tokens_are_made_once_and_only_their_hashes_kept(tmp_path: Path) -> None:
    made, tokens = kept(tmp_path / "archive.db")
    file = tmp_path / "archive.db.tokens"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert set(tokens) == {"reader", "editor"}
    assert not any(token in file.read_text() for token in tokens.values())
    again, none = kept(tmp_path / "archive.db")
    assert (again, none) == (made, {})
    assert again.role(tokens["editor"]) == "editor"
    assert again.role("") is None
    assert "secret" not in repr(made)


@pytest.mark.parametrize("content", ["", "{}", '{"secret": "x", "reader": "", "editor": ""}', "[]"])
def test_a_file_of_something_else(tmp_path: Path, content: str) -> None:
    (tmp_path / "archive.db.tokens").write_text(content)
    with pytest.raises(ServerError, match="holds no tokens of quoth; delete it to get new ones"):
        kept(tmp_path / "archive.db")


def test_nobody_comes_in_without_a_token(full: Archive, keys: tuple[Keys, dict[str, str]]) -> None:
    web = browser(full, OPEN, keys[0])
    answer = web.get("/?q=port&kind=direct")
    assert (answer.status_code, answer.headers["location"]) == (303, "/enter?next=%2F%3Fq%3Dport%26kind%3Ddirect")
    for path in ("/api/v1/statements", "/api/v1/openapi.json", "/api/v1/export?format=csv"):
        refused = web.get(path)
        assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
        assert refused.headers["content-type"] == "application/problem+json"
    assert web.post("/read").status_code == 303
    assert web.get("/static/app.css").status_code == 200
    for wrong in ("Bearer x", "Basic x", "Bearer ", f"Basic {keys[1]['reader']}"):
        assert web.get("/api/v1/stats", headers={"Authorization": wrong}).status_code == 401


def test_a_token_opens_the_door_once(full: Archive, keys: tuple[Keys, dict[str, str]]) -> None:
    web = browser(full, OPEN, keys[0])
    proof = Page(web.get("/enter?next=/articles/1").text).fields
    assert proof["next"] == "/articles/1"
    assert web.post("/enter", data={**proof, "token": "guess"}).status_code == 403
    assert web.post("/enter", data={"token": keys[1]["reader"]}).status_code == 403  # no form of ours
    answer = web.post("/enter", data={**proof, "token": f" {keys[1]['reader']} "})
    assert (answer.status_code, answer.headers["location"]) == (303, "/articles/1")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert keys[1]["reader"].lower() not in cookie
    assert web.get("/articles/1").status_code == 200
    assert web.post("/leave", data=proof).status_code == 303
    assert web.get("/articles/1").status_code == 303


@pytest.mark.parametrize("next", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x", "/a\nb"])
def test_the_door_leads_nowhere_else(full: Archive, keys: tuple[Keys, dict[str, str]], next: str) -> None:
    web = browser(full, OPEN, keys[0])
    proof = Page(web.get("/enter").text).fields["proof"]
    answer = web.post("/enter", data={"proof": proof, "next": next, "token": keys[1]["reader"]})
    assert answer.headers["location"] == "/"


def test_a_session_that_is_not_ours(full: Archive, keys: tuple[Keys, dict[str, str]]) -> None:
    web = browser(full, OPEN, keys[0])
    good = keys[0].session("reader")
    for bad in (
        "",
        "editor",
        good.replace("reader", "editor"),
        good[:-1],
        f"reader.1.{keys[0].signed('reader.1')}",
        "é",
    ):
        assert keys[0].role_of(bad) is None
    assert web.get("/", headers={"Cookie": "quoth_session=x"}).status_code == 303
    assert keys[0].role_of(good) == "reader"
    assert Keys().role_of(good) is None


def test_readers_read_and_editors_keep(empty: Archive, keys: tuple[Keys, dict[str, str]]) -> None:
    for role, status in (("reader", 403), ("editor", 303)):
        web = browser(empty, OPEN, keys[0], Authorization=f"Bearer {keys[1][role]}")
        proof = Page(web.get("/read").text).fields["proof"]
        draft = web.post("/read", data={"proof": proof, "text": TEXT}).headers["location"]
        assert ("only editors can keep it" in web.get(draft).text) == (role == "reader")
        assert web.post(f"{draft}/keep", data={"proof": proof}).status_code == status
    assert empty.stats().articles == 1


def test_a_published_archive_is_read_by_anybody(full: Archive, keys: tuple[Keys, dict[str, str]]) -> None:
    web = browser(full, WebOptions(host="0.0.0.0", read_only=True, public=True), keys[0])
    assert web.get("/", headers={"Host": "news.example"}).status_code == 200
    assert web.get("/read").status_code == 403


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1:8642", "localhost", "LOCALHOST:1", "[::1]:8642", "192.168.1.5"]
)
def test_names_of_this_machine(web: TestClient, host: str) -> None:
    assert web.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "[", "a b"])
def test_another_name_leads_nowhere(web: TestClient, host: str) -> None:
    assert web.get("/", headers={"Host": host}).status_code == 421
    assert web.get("/api/v1/stats", headers={"Host": host}).json()["status"] == 421


def test_a_name_that_is_allowed(full: Archive) -> None:
    web = browser(full, WebOptions(names=("desk.example",)))
    assert web.get("/", headers={"Host": "desk.example"}).status_code == 200


def test_too_large_a_body(full: Archive) -> None:
    web = browser(full, WebOptions(max_body=1_000))
    for path, kind in (("/read", "application/x-www-form-urlencoded"), ("/api/v1/read", "application/json")):
        assert web.post(path, content=b"x" * 2_000).status_code == 413
        streamed = web.post(path, content=(b"x" * 100 for _ in range(30)), headers={"Content-Type": kind})
        assert streamed.status_code == 413
        assert web.post(path, headers={"Content-Length": "many"}).status_code == 413


def test_too_long_an_address(web: TestClient) -> None:
    assert web.get("/?q=" + "x" * 9_000).status_code == 414
    assert web.get("/?q=" + "x" * 1_001).status_code == 422


def test_too_many_requests(full: Archive) -> None:
    web = browser(full, WebOptions(requests=10))
    statuses = [web.get("/api/v1/stats").status_code for _ in range(4)]
    assert statuses[:2] == [200, 200]
    assert statuses[-1] == 429


def test_a_rate_fills_again() -> None:
    now = [0.0]
    rate = Rate(60, lambda: now[0])
    assert [rate.wait("a") for _ in range(12)] == [0] * 12
    assert rate.wait("a") == 1
    assert rate.wait("b") == 0
    now[0] = 1.5
    assert [rate.wait("a"), rate.wait("a")] == [0, 1]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.9.9.9"])
def test_what_only_this_machine_reaches(host: str) -> None:
    assert local(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "desk.example", "192.168.1.5", ""])
def test_what_others_reach(host: str) -> None:
    assert not local(host)


def test_a_fault_of_ours_shows_nothing_of_it(full: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Archive, "stats", lambda self: 1 / 0)
    web = browser(full)
    quiet = TestClient(web.app, base_url="http://127.0.0.1", raise_server_exceptions=False)
    answer = quiet.get("/api/v1/stats")
    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")
    assert "ZeroDivision" not in json.dumps(answer.json())
    assert "Content-Security-Policy" in answer.headers
