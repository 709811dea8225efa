"""Reading a text on a page, and keeping it or not."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from quoth.archive import Archive
from quoth.config import WebOptions
from tests.archive.stories import STORY, TEXT
from tests.web.conftest import HOSTILE, browser
from tests.web.html import Page


def sent(web: TestClient, path: str, files: Any = None, **fields: str) -> Any:
    proof = Page(web.get("/read").text).fields["proof"]
    return web.post(path, data={"proof": proof, **fields}, files=files)


def test_pasted_read_and_kept(empty: Archive) -> None:
    web = browser(empty)
    answer = sent(web, "/read", text=TEXT)
    assert answer.status_code == 303
    draft = answer.headers["location"]
    shown = Page(web.get(draft).text)
    assert "3 statements, not kept yet" in shown.words
    assert "the pilots claimed the channel was mined" in shown.words
    assert empty.stats().articles == 0
    kept = sent(web, f"{draft}/keep", outlet="Orda TV", published="2021-08-30", url="https://orda.example/port")
    assert kept.headers["location"] == "/articles/1"
    found = empty.article(1).article
    assert (found.outlet, found.published, found.published_basis) == ("Orda TV", "2021-08-30", "given")
    assert (found.url, found.title) == ("https://orda.example/port", "Port shut: official")
    assert found.attributions == STORY.attributions
    assert web.get(draft).status_code == 404
    # The same text once more is the same article.
    again = sent(web, "/read", text=TEXT).headers["location"]
    sent(web, f"{again}/keep", outlet="Orda TV", published="2021-08-30", url="https://orda.example/port")
    assert empty.stats().articles == 1


def test_a_page_that_is_dropped(empty: Archive) -> None:
    web = browser(empty)
    body = "".join(f"<p>{part}</p>" for part in TEXT.split("\n\n")[1:])
    page = f"<html><head><title>Port shut</title></head><body><article><h1>Port shut</h1>{body}</article></body></html>"
    answer = sent(web, "/read", files={"file": ("page.html", page.encode(), "text/html")})
    assert answer.status_code == 303, Page(answer.text).words
    assert "We wait" in web.get(answer.headers["location"]).text


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({}, "give one of the three"),
        ({"text": TEXT, "address": "https://orda.example/"}, "give one of the three"),
        ({"text": "Der Hafen bleibt geschlossen, sagte der Hafenmeister am Montag in der Stadt. " * 4}, "English"),
        ({"address": "file:///etc/passwd"}, "is no address that quoth fetches"),
        ({"address": "/etc/passwd"}, "is no address that quoth fetches"),
        ({"address": "http://127.0.0.1:8642/"}, "private address"),
        ({"address": "http://[::1]/"}, "private address"),
        ({"address": "http://169.254.169.254/latest"}, "private address"),
        ({"address": "http://2130706433/"}, "private address"),
    ],
)
def test_what_cannot_be_read_is_told_and_nothing_is_lost(web: TestClient, fields: dict[str, str], says: str) -> None:
    answer = sent(web, "/read", **fields)
    assert answer.status_code == 422
    page = Page(answer.text)
    assert says in page.words
    assert page.fields["address"] == fields.get("address", "")
    assert fields.get("text", "") in page.text


def test_a_hostile_text_stays_text(web: TestClient) -> None:
    answer = sent(web, "/read", text=HOSTILE + " The harbour master said that the port would stay closed for a week.")
    text = web.get(answer.headers["location"]).text
    assert text.count("<script") == 2
    assert "<img" not in text


@pytest.mark.parametrize("fields", [{"published": "soon"}, {"published": "2021-02-30"}, {"url": "javascript:alert(1)"}])
def test_what_is_given_must_make_sense(empty: Archive, fields: dict[str, str]) -> None:
    web = browser(empty)
    draft = sent(web, "/read", text=TEXT).headers["location"]
    assert sent(web, f"{draft}/keep", **fields).status_code == 422
    assert empty.stats().articles == 0


def test_too_long_a_text(full: Archive) -> None:
    web = browser(full, WebOptions(max_text=100))
    answer = sent(web, "/read", text=TEXT)
    assert answer.status_code == 413
    assert "100 is the most" in Page(answer.text).words


def test_a_form_of_another_site_is_refused(empty: Archive) -> None:
    web = browser(empty)
    assert web.post("/read", data={"text": TEXT}).status_code == 403
    other = Page(browser(empty).get("/read").text).fields["proof"]
    web.get("/read")
    assert web.post("/read", data={"text": TEXT, "proof": other}).status_code == 403
    mine = Page(web.get("/read").text).fields["proof"]
    for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"},
                    {"Origin": "http://127.0.0.1:9999"}):  # fmt: skip
        assert web.post("/read", data={"text": TEXT, "proof": mine}, headers=headers).status_code == 403
    own = {"Origin": "http://127.0.0.1:8642", "Sec-Fetch-Site": "same-origin"}
    assert web.post("/read", data={"text": TEXT, "proof": mine}, headers=own).status_code == 303


def test_an_archive_for_reading_only(full: Archive) -> None:
    web = browser(full, WebOptions(read_only=True))
    assert web.get("/read").status_code == 403
    assert "/read" not in [href for href, _ in Page(web.get("/").text).links]
    assert web.post("/api/v1/read", json={"text": TEXT}).status_code == 403
    proof = Page(web.get("/enter").text).fields["proof"]
    for path in ("/read", "/read/x/keep"):
        assert web.post(path, data={"text": TEXT, "proof": proof}).status_code == 403


def test_so_many_texts_a_minute(full: Archive) -> None:
    web = browser(full, WebOptions(reads=5))
    assert sent(web, "/read", text=TEXT).status_code == 303
    answer = sent(web, "/read", text=TEXT)
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0
