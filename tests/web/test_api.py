"""The API: the same records as on the command line, and what its own description says of it."""

import io
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema_rs
import pyarrow.parquet
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
from quoth.config import ArchiveOptions, WebOptions
from quoth.export.tables import columns
from quoth.web.examples import ANSWERS
from tests.archive.stories import STORY, TEXT
from tests.web.conftest import browser
from tests.web.html import fetched
from tests.web.serving import served

ROOT = Path(__file__).parents[2]

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
    assert got(web, "/people/1")["names"] == {"Mira Tosk": 1}
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
     ("/statements/99", 404), ("/people/99", 404), ("/articles/0", 404), ("/nothing", 404),
     ("/articles/99999999999999999999", 404), ("/people/99999999999999999999", 404), ("/people/-1", 404),
     ("/people/-99999999999999999999", 404), ("/statements/-99999999999999999999", 404),
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


def test_schemathesis_finds_nothing(full: Archive) -> None:
    """The tool itself, as `schemathesis.toml` tells it what 422 means; CI's own runs look at more."""
    with served(full, WebOptions(port=0, requests=10_000_000, reads=10_000_000)) as address:
        tool = [sys.executable, "-c", "from schemathesis.cli import schemathesis; schemathesis()"]
        asked = ["run", f"{address}/api/v1/openapi.json", "--max-examples", "4", "--seed", "1", "--no-color"]
        done = subprocess.run([*tool, *asked], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_the_documents_examples(full: Archive, tmp_path: Path) -> None:
    examples = re.findall(r"^curl .+$", (ROOT / "docs/serve.md").read_text("utf-8"), re.M)
    assert len(examples) == 7
    with served(full) as address:
        for example in examples:
            command = example.replace("http://127.0.0.1:8642", address).replace(
                "curl ", "curl --silent --show-error --fail "
            )
            done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False)
            assert done.returncode == 0, (example, done.stderr)
            assert done.stdout or list(tmp_path.iterdir()), example
    assert pyarrow.parquet.read_table(tmp_path / "port.parquet").num_rows == 5


def test_every_answer_has_an_example_of_its_kind(web: TestClient) -> None:
    described = got(web, "/openapi.json")
    for path, methods in described["paths"].items():
        for one in methods.values():
            answers = one["responses"]["200"]["content"]
            if path.endswith("/export"):
                continue
            schema = {**answers["application/json"]["schema"], "components": described["components"]}
            jsonschema_rs.validate(schema, answers["application/json"]["example"])
    assert "examples" in json.dumps(described["paths"]["/api/v1/statements"]["get"]["parameters"])


def test_the_spans_of_the_example_are_those_of_its_words(web: TestClient) -> None:
    one = ANSWERS["/api/v1/statements"]["statements"][0]
    text = ANSWERS["/api/v1/articles/{number}"]["text"]
    for name in ("source", "cue", "content"):
        assert [text[start:end] for start, end in one[f"{name}_spans"]] == [one[name]]


def test_the_api_in_words(web: TestClient) -> None:
    page = fetched(web, "/api")
    assert "GET /api/v1/statements Statements by words and filters, a page at a time. q Words that all" in page.words
    assert "kind Only statements quoted so. direct | indirect | mixed" in page.words
    assert "html A page." in page.words
    assert '"statements": [ { "id": 1' in page.words
    assert "`" not in page.words


def test_exactly_this_result_as_parquet(web: TestClient) -> None:
    answer = web.get("/api/v1/export?format=parquet&q=ships&sort=date")
    assert answer.headers["content-disposition"] == "attachment; filename=quoth.parquet"
    rows = pyarrow.parquet.read_table(io.BytesIO(answer.content)).to_pylist()
    found = got(web, "/statements?q=ships&sort=date")["statements"]
    assert [row["id"] for row in rows] == [one["id"] for one in found]
    assert [[hit["start"], hit["end"]] for hit in rows[0]["hits"]] == found[0]["hits"]
    assert "PARQUET" in fetched(web, "/?q=ships").words


def test_parquet_without_its_extra(web: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    answer = web.get("/api/v1/export?format=parquet")
    assert (answer.status_code, answer.json()["title"]) == (501, "Not Implemented")
    assert "quoth[parquet]" in answer.json()["detail"]
    monkeypatch.setattr("quoth.export.parquet.find_spec", lambda name: None)
    assert "PARQUET" not in fetched(web, "/?q=ships").words


def test_every_copy(retold: Archive) -> None:
    web = browser(retold)
    once, each = (got(web, f"/statements?speaker=valk&copies={copies}")["statements"] for copies in ("false", "true"))
    assert len(each) > len(once) > 0
    lines = web.get("/api/v1/export?format=jsonl&speaker=valk&copies=true").text.splitlines()
    assert len(lines) == len(each)
    page = fetched(web, "/?speaker=valk")
    assert "shown every copy" in fetched(web, page.to("every copy")).words


def test_a_person_as_the_command_line_names_them(web: TestClient) -> None:
    by_number = got(web, "/statements?person=1")["statements"]
    assert by_number
    assert got(web, f"/statements?person={by_number[0]['speaker']}")["statements"] == by_number
    assert got(web, f"/facets?person={by_number[0]['speaker']}")["statements"] == len(by_number)
    answer = web.get("/api/v1/statements?person=Nobody")
    assert (answer.status_code, answer.json()["detail"]) == (404, "This archive holds nobody called 'Nobody'.")


def test_a_page_with_what_else_is_known_of_it(web: TestClient) -> None:
    body = "".join(f"<p>{part}</p>" for part in TEXT.split("\n\n")[1:])
    html = f"<html><head><title>Port shut</title></head><body><article><h1>Port shut</h1>{body}</article></body></html>"
    told = {"url": "https://orda.example/port", "outlet": "Orda TV", "published": "2021-08-30"}
    record = web.post("/api/v1/read", json={"html": html, **told}).json()
    assert {name: record[name] for name in told} == told
    assert (record["title"], record["published_basis"]) == ("Port shut", "given")
    assert web.post("/api/v1/read", json={"html": html, "published": "soon"}).status_code == 422
