"""People put together, taken apart and renamed on a page: looked at first, done, and undone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from quoth.archive import Archive
from tests.archive.test_people import NEWS
from tests.web.conftest import ATTACK, browser
from tests.web.html import Page, fetched


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "archive.db") as archive:
        archive.add([*NEWS, ATTACK])
        yield archive


@pytest.fixture
def two(held: Archive) -> tuple[int, int]:
    """The secretary and the goalkeeper."""
    one, other = (one.person for one in held.speakers() if one.name == "Sorin Haldeck")
    assert one and other
    return one, other


def sent(web: TestClient, act: str, page: Page, **fields: str) -> Any:
    return web.post(f"/speaker/{act}", data={**page.fields, "by": "Ana Brook", "why": "one man", **fields})


def test_merged_after_a_look_and_undone(held: Archive, two: tuple[int, int]) -> None:
    web = browser(held)
    secretary, goalkeeper = two
    page = fetched(web, f"/speaker?person={secretary}")
    choice = fetched(web, page.to("Merge or rename"))
    assert choice.fields["other"] == str(goalkeeper)
    preview = fetched(web, f"/speaker/merge?person={secretary}&other={goalkeeper}")
    assert f"1 statement in 1 article of Sorin Haldeck (number {goalkeeper})" in preview.words
    assert "who has 4 statements in 4 articles now" in preview.words
    assert "goalkeeper Sorin Haldeck said the gate 0 is shut" in preview.words
    assert preview.to("The other way round") == f"/speaker/merge?person={goalkeeper}&other={secretary}"
    assert held.corrections() == (), "nothing is done by looking"
    answer = sent(web, "merge", preview)
    assert answer.headers["location"] == f"/speaker?person={secretary}#correction-1"
    page = fetched(web, f"/speaker?person={secretary}")
    assert "5 statements in 5 articles" in page.words
    assert "People put together" in page.words
    gone = web.get(f"/speaker?person={goalkeeper}&since=2020")
    assert gone.headers["location"] == f"/speaker?person={secretary}&since=2020", "an old address leads on"
    undone = web.post("/corrections/1/undo", data={**page.fields, "by": "Ana Brook"})
    assert undone.headers["location"] == f"/speaker?person={secretary}"
    assert "1 statement in" in fetched(web, f"/speaker?person={goalkeeper}").words


def test_taken_apart_after_a_look(held: Archive, two: tuple[int, int]) -> None:
    web = browser(held)
    page = fetched(web, f"/speaker?person={two[0]}")
    preview = fetched(web, page.to("somebody else?"))
    assert "1 statement in 1 article" in preview.words
    assert "who has 4 statements in 4 articles now" in preview.words
    assert sent(web, "split", preview).status_code == 303
    assert "3 statements in 3 articles" in fetched(web, f"/speaker?person={two[0]}").words
    again = sent(web, "split", preview)
    assert again.status_code == 422
    assert "is not one of this person" in Page(again.text).words


def test_renamed_after_a_look(held: Archive, two: tuple[int, int]) -> None:
    web = browser(held)
    name = "<b>Sorin</b> \u202eHaldeck"
    preview = fetched(web, f"/speaker/rename?person={two[0]}&name=%3Cb%3ESorin%3C/b%3E+%E2%80%AEHaldeck")
    assert preview.fields["name"] == name
    assert sent(web, "rename", preview).status_code == 303
    answer = web.get(f"/speaker?person={two[0]}")
    page = Page(answer.text)
    assert "<b>Sorin</b> Haldeck" in page.words
    assert "\u202e" not in answer.text.split("<main")[1].split("Compare")[0].split("</header>")[0].split("href")[0]
    assert "Everybody of this name" not in page.words
    for href in sorted(set(page.own())):
        assert web.get(href).status_code in (200, 303), href
    assert "<b>Sorin</b>" in fetched(web, "/speakers").text
    assert sent(web, "rename", preview).status_code == 422


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/speaker/change", 422, "person"),
        ("/speaker/change?person=99", 404, "holds no person 99"),
        ("/speaker/change?person=1&q=%3F", 200, "try other words"),
        ("/speaker/merge?person=1", 422, "Choose who is the same person"),
        ("/speaker/merge?person=1&other=99", 404, "holds no person 99"),
        ("/speaker/split?person=1", 422, "Choose a statement"),
        ("/speaker/split?person=1&statement=99", 404, "holds no statement 99"),
        ("/speaker/split?person=99&statement=1", 404, "holds no person 99"),
        ("/speaker/nothing?person=1", 405, "does not take that"),
    ],
)
def test_what_cannot_be_done_is_told(held: Archive, path: str, status: int, says: str) -> None:
    assert says in fetched(browser(held), path, status).words


def test_reasons_are_asked_for(held: Archive, two: tuple[int, int]) -> None:
    web = browser(held)
    preview = fetched(web, f"/speaker/merge?person={two[0]}&other={two[1]}")
    answer = sent(web, "merge", preview, why="")
    assert answer.status_code == 422
    assert "Say why" in Page(answer.text).words
    assert sent(web, "merge", preview, other=str(two[0])).status_code == 422
    assert sent(web, "nothing", preview).status_code == 404
    assert web.post("/speaker/merge", data={"person": "1", "other": "2", "by": "x", "why": "x"}).status_code == 403
    assert held.corrections() == ()
