"""The API: the same records as on the command line, and what its own description says of it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient

from quoth.archive import Archive, sqlite
from quoth.article import Statement
from quoth.config import ArchiveOptions
from quoth.export.tables import columns
from tests.archive.stories import STORY, TEXT
from tests.web.conftest import browser

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


def got(web: TestClient, path: str) -> Any:
    answer = web.get(f"/api/v1{path}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_statements(web: TestClient) -> None:
    found = got(web, "/statements?q=closed+OR+late&sort=date")
    assert [one["content"] for one in found["statements"]] == ["ships are late", "the port is closed"]
    assert list(found["statements"][0]) == columns(Statement)
    assert found["after"] is None


@pytest.mark.parametrize(
    ("query", "count"),
    [("speaker=lind&until=2021", 3), ("who=Mira+Tosk", 1), ("kind=direct", 1), ("named=false", 1), ("type=group", 1),
     ("cue=was+quoted+as+saying", 1), ("role=minister", 1), ("country=veshan", 1), ("since=2021-09&until=2021-09", 1)],
)  # fmt: skip
def test_filters_as_on_the_command_line(web: TestClient, query: str, count: int) -> None:
    assert len(got(web, f"/statements?{query}")["statements"]) == count


def test_pages_by_cursor(web: TestClient) -> None:
    seen: list[int] = []
    after = ""
    while True:
        page = got(web, f"/statements?limit=7&after={after}")
        seen += [one["id"] for one in page["statements"]]
        after = page["after"]
        if after is None:
            break
    assert len(seen) == len(set(seen)) == 33
    first = got(web, "/articles?limit=20")
    rest = got(web, f"/articles?limit=20&after={first['after']}")
    assert len({one["id"] for one in first["articles"] + rest["articles"]}) == 31


def test_records(web: TestClient) -> None:
    assert got(web, "/articles/1") == json.loads(json.dumps(STORY.record()))
    shown = got(web, "/statements/2")
    assert (shown["content"], shown["outer"]["id"]) == ("the channel was mined", 1)
    assert shown["sentences"] in TEXT
    assert got(web, "/speakers?limit=1")["speakers"][0]["name"] == "Bo Lind"
    assert got(web, "/stats")["statements"] == 33
    assert got(web, "/facets?outlet=maresh+daily")["counts"]["outlets"] == {"Maresh Daily": 2}


def test_read_stores_nothing(web: TestClient, full: Archive) -> None:
    before = full.stats()
    record = web.post("/api/v1/read", json={"text": TEXT, "title": "Port shut", "published": "2021-08-30"}).json()
    assert record["text"] == TEXT
    assert (record["title"], record["published"], record["published_basis"]) == ("Port shut", "2021-08-30", "given")
    assert [one["id"] for one in record["attributions"]] == ["a1", "a2", "a3"]
    assert full.stats() == before


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({}, 422),
        ({"text": ""}, 422),
        ({"text": "x", "html": "x"}, 422),
        ({"text": 1}, 422),
        ({"texts": "x"}, 422),
        ({"text": TEXT, "published": "soon"}, 422),
        ({"url": "http://127.0.0.1/"}, 422),
        ({"url": "/etc/passwd"}, 422),
        ({"html": "no page"}, 422),
        ([], 422),
    ],
)
def test_what_cannot_be_read(web: TestClient, given: Any, status: int) -> None:
    answer = web.post("/api/v1/read", json=given)
    assert answer.status_code == status
    problem = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert (problem["type"], problem["status"], bool(problem["detail"])) == ("about:blank", status, True)
    assert "root" not in answer.text


def test_half_a_character_does_no_harm(web: TestClient) -> None:
    answer = web.post("/api/v1/read", content=json.dumps({"text": f"{TEXT} \ud83d"}).encode())
    assert answer.status_code in (200, 422)
    body = json.dumps({"text": f"{TEXT} \ud83d"}).encode()
    answer = web.post("/api/v1/read", content=body, headers={"Content-Type": "application/json"})
    assert answer.json()["text"] == f"{TEXT} \ufffd"


@pytest.mark.parametrize(
    ("path", "status"),
    [("/statements?limit=0", 422), ("/statements?outlets=x", 422), ("/statements?since=2021-02-30", 422),
     ("/statements/99", 404), ("/articles/0", 404), ("/articles/99999999999999999999", 404), ("/nothing", 404),
     ("/export", 422), ("/export?format=pdf", 422), ("/export?format=csv&since=2021-02-30", 422)],
)  # fmt: skip
def test_problems(web: TestClient, path: str, status: int) -> None:
    answer = web.get(f"/api/v1{path}")
    assert (answer.status_code, answer.json()["status"]) == (status, status)
    assert answer.headers["content-type"] == "application/problem+json"


def test_other_methods(web: TestClient) -> None:
    answer = web.delete("/api/v1/stats")
    assert (answer.status_code, answer.headers["content-type"]) == (405, "application/problem+json")


@pytest.mark.parametrize("path", ["/api/v1/stats", "/api/v1/export?format=csv", "/", "/articles/1", "/static/app.css",
                                  "/api/v1/articles/0", "/nowhere"])  # fmt: skip
def test_a_head_is_that_of_the_whole(web: TestClient, path: str) -> None:
    web.get("/read")  # the browser's own cookie
    whole, head = web.get(path), web.head(path)
    assert (head.status_code, head.content) == (whole.status_code, b"")
    assert head.headers == whole.headers
    assert web.head("/api/v1/read").status_code == 405


def test_a_look_that_takes_too_long(full: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive(full.path, ArchiveOptions(patience=0.0)) as hurried:
        monkeypatch.setattr(sqlite, "_STEPS", 10)  # of so few articles as there are here
        web = browser(hurried)
        answer = web.get("/api/v1/facets?q=NOT+nowhere")
        assert (answer.status_code, answer.headers["content-type"]) == (504, "application/problem+json")
        assert "ask for less: an outlet, days" in answer.json()["detail"]
        assert "ask for less: an outlet, days" in web.get("/?q=NOT+nowhere").text
        assert str(full.path) not in answer.text


def test_tags(web: TestClient) -> None:
    answer = web.get("/api/v1/stats")
    assert web.get("/api/v1/stats", headers={"If-None-Match": f'"x", W/{answer.headers["etag"]}'}).status_code == 304


def test_an_export_of_any_length(empty: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    from quoth.web import api
    from tests.archive.stories import numbered

    monkeypatch.setattr(api, "_PAGE", 7)
    empty.add(numbered(30))
    answer = browser(empty).get("/api/v1/export?format=jsonl")
    assert len({json.loads(line)["id"] for line in answer.text.splitlines()}) == 30
    assert "etag" not in answer.headers
    assert "attachment" in answer.headers["content-disposition"]


def test_described_with_examples(web: TestClient) -> None:
    described = got(web, "/openapi.json")
    assert {"/api/v1/statements", "/api/v1/read", "/api/v1/export"} <= set(described["paths"])
    assert "examples" in json.dumps(described["components"]["schemas"]["ToRead"])
    assert not [path for path in described["paths"] if not path.startswith("/api/v1/")]


def test_it_does_what_its_description_says(full: Archive) -> None:
    from quoth.config import WebOptions

    web = browser(full, WebOptions(requests=10_000_000, reads=10_000_000))
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", web.app, headers={"Host": "127.0.0.1"})
    for operation in schema.get_all_operations():
        assert isinstance(operation, Ok)
        _explore(operation.ok())


def _explore(operation: Any) -> None:
    from hypothesis import given

    @given(case=operation.as_strategy())
    @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
    def explore(case: Any) -> None:
        answer = case.call(headers={"Host": "127.0.0.1"})
        case.validate_response(answer, checks=CHECKS)

    explore()


def test_the_documents_examples(web: TestClient) -> None:
    text = (Path(__file__).parents[2] / "docs/serve.md").read_text("utf-8")
    examples = re.findall(r"^curl 'http://127\.0\.0\.1:8642(.+?)'(?: --json '(.+)')?", text, re.M)
    assert len(examples) == 5
    for path, body in examples:
        answer = web.post(path, json=json.loads(body)) if body else web.get(path)
        assert answer.status_code == 200, path
