"""What may be the same in other words, on the page of a saying: looked at, joined, undone."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from quoth import pipeline
from quoth.archive import Archive
from quoth.config import WebOptions
from tests.archive.test_meant import LOCKED, SHUT, encode
from tests.web.conftest import browser
from tests.web.html import fetched
from tests.web.test_corrections import sent


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "archive.db") as archive:
        archive.add([SHUT, LOCKED])
        sum(pipeline.embed(archive, encode))
        yield archive


def test_offered_joined_and_undone(held: Archive) -> None:
    web = browser(held)
    page = fetched(web, "/said/1")
    assert "1 wording of one statement" in page.words
    offered = page.words.split("Perhaps the same in other words")[1]
    assert "no naval vessel may pass" in offered
    assert "% alike" in offered
    assert page.fields["other"] == "2"
    answer = sent(web, "/said/1/same", other="2")
    assert (answer.status_code, answer.headers["location"]) == (303, "/said/1")
    joined = fetched(web, "/said/1")
    assert "2 wordings of one statement" in joined.words
    assert "1 paraphrased, 1 in other words" in joined.words
    assert "Perhaps the same" not in joined.words
    log = fetched(web, joined.to("What was put together by hand"))
    assert "Held to be one saying" in log.words
    assert "no naval vessel may pass until further notice" in log.words
    assert sent(web, "/corrections/1/undo", next="/said/1", why="").status_code == 303
    assert "1 wording of one statement" in fetched(web, "/said/1").words


def test_only_editors_join_and_say_why(held: Archive) -> None:
    web = browser(held, WebOptions(read_only=True))
    page = fetched(web, "/said/1")
    assert "Perhaps the same in other words" in page.words
    assert "It is the same" not in page.words
    assert sent(browser(held), "/said/1/same", other="2", why=" ").status_code == 422
    assert sent(browser(held), "/said/1/same", other="two").status_code == 422
    assert sent(browser(held), "/said/1/same", other="99").status_code == 404
    assert browser(held).post("/said/1/same", data={"other": "2", "by": "A", "why": "b"}).status_code == 403
    assert held.corrections() == ()


def test_what_is_not_taken_in_is_said(held: Archive, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "archive.db") as connection:
        connection.execute("UPDATE attribution SET meaning = NULL WHERE id = 2")
    page = fetched(browser(held, WebOptions(read_only=True)), "/said/1")
    assert "1 statement is not looked at for the same in other words: quoth embed takes in" in page.words
