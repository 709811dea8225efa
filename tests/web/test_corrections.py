"""Statements corrected on their article's page, the log of it, and undoing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from quoth.archive import Archive, Change, Signed
from quoth.config import WebOptions
from quoth.web.tokens import kept
from tests.archive.stories import STORY
from tests.web.conftest import ATTACK, browser
from tests.web.html import Page, fetched

ANA = Signed("Ana Brook", "looked at the page")
EVIL = Signed("<b>Bo</b>\u202e", "<script>alert(1)</script>")


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "archive.db") as archive:
        archive.add([STORY, ATTACK])
        yield archive


def sent(web: TestClient, path: str, **fields: str) -> Any:
    proof = Page(web.get("/corrections").text).fields.get("proof") or Page(web.get("/read").text).fields["proof"]
    return web.post(path, data={"proof": proof, "by": "Ana Brook", "why": "heard it", **fields})


def test_a_speaker_is_put_right_and_back(held: Archive) -> None:
    web = browser(held)
    form = fetched(web, fetched(web, "/articles/1").to("correct"))
    assert form.fields["speaker"] == "Mira Tosk"
    answer = sent(web, "/statements/3/correct", speaker="Bo Lind")
    assert answer.status_code == 303
    place = urlsplit(answer.headers["location"])
    assert place.path == "/articles/1"
    page = fetched(web, place.path)
    assert place.fragment in page.ids
    assert "speakernobody known Bo Lind" in page.words
    assert "“heard it”" in page.words
    assert held.show(3).statement.speaker == "Bo Lind"
    undone = sent(web, "/corrections/1/undo", next="/articles/1", why="")
    assert (undone.status_code, undone.headers["location"]) == (303, "/articles/1")
    assert held.show(3).statement.speaker is None
    assert "Corrected in this article" not in fetched(web, "/articles/1").words
    log = fetched(web, "/corrections?article=1")
    assert "Undone by Ana Brook" in log.words


def test_only_what_differs_is_changed(held: Archive) -> None:
    web = browser(held)
    one = held.show(3).statement
    same = {"source": one.source, "cue": f" {one.cue}", "kind": one.kind, "speaker": one.speaker or ""}
    answer = sent(web, "/statements/3/correct", **same, content="“We wait,” … “Then we sail.”\r\n")
    assert answer.status_code == 422
    assert "nothing of statement 3 would change" in Page(answer.text).words
    assert sent(web, "/statements/3/correct", **{**same, "content": "“We wait,”"}).status_code == 303
    (made,) = held.corrections()
    assert set(made.after) == {"content"}
    assert made.who == "Ana Brook"


def test_what_nobody_said_is_taken_out(held: Archive) -> None:
    web = browser(held)
    answer = sent(web, "/statements/2/correct", act="remove", content="changed meanwhile")
    assert answer.headers["location"] == "/articles/1#correction-1"
    page = fetched(web, "/articles/1")
    assert "Statement taken out statement 2" in page.words
    assert "/statements/2" not in [href for href, _ in page.links]
    fetched(web, "/statements/2", 404)
    assert sent(web, "/corrections/1/undo").status_code == 303
    fetched(web, "/statements/2/correct")


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"content": "<i>the moon is shut"}, "is not in the article; copy the words as they stand"),
        ({"cue": " "}, "the cue of statement 2 cannot be empty"),
        ({"speaker": "Bo Lind", "why": " "}, "Say why"),
        ({"speaker": "Bo Lind", "by": ""}, "Say who you are"),
    ],
)
def test_what_cannot_be_changed_is_told_and_nothing_is_lost(held: Archive, fields: dict[str, str], says: str) -> None:
    answer = sent(browser(held), "/statements/2/correct", **fields)
    assert answer.status_code == 422
    page = Page(answer.text)
    assert says in page.words
    assert fields.get("content", "") in page.text
    assert page.fields["speaker"] == fields.get("speaker", "the pilots")
    assert held.corrections() == ()


def test_what_stands_on_another_is_undone_first(held: Archive) -> None:
    held.correct(2, Change(content="mined"), ANA)
    held.correct(2, Change(content="channel"), ANA)
    web = browser(held)
    page = fetched(web, "/corrections")
    assert page.to("number 2") == "/corrections?before=3#correction-2"
    answer = sent(web, "/corrections/1/undo")
    assert answer.status_code == 422
    assert "correction 2 was made on top of 1; undo 2 first" in Page(answer.text).words
    for number in (2, 1):
        assert sent(web, f"/corrections/{number}/undo").status_code == 303
    assert sent(web, "/corrections/1/undo").status_code == 422
    assert sent(web, "/corrections/9/undo").status_code == 404


def test_the_log_goes_on_by_pages(held: Archive) -> None:
    for kind in ("direct", "mixed") * 17:
        held.correct(2, Change(kind=kind), ANA)
    web = browser(held)
    page = fetched(web, "/corrections")
    assert page.text.count("Statement corrected") == 30
    earlier = fetched(web, page.to("Earlier ones"))
    assert earlier.text.count("Statement corrected") == 4
    assert earlier.to("The latest") == "/corrections"
    assert "All 34 that stand" in fetched(web, "/articles/1").words


def test_an_empty_log_says_how_to_correct(held: Archive) -> None:
    assert "choose “correct” beside a statement" in fetched(browser(held), "/corrections").words
    assert "choose" not in fetched(browser(held, WebOptions(read_only=True)), "/corrections").words


def test_hostile_names_and_reasons_stay_text(held: Archive) -> None:
    attack = held.article(2).statements[0].id
    held.correct(attack, Change(speaker="<img src=x onerror=alert(1)>"), EVIL)
    held.remove(attack, EVIL)
    web = browser(held)
    for path in ("/corrections", "/articles/2"):
        text = web.get(path).text
        assert text.count("<script") == 2
        assert "<img" not in text
    held.undo(2, "<u>x</u>")
    assert {"u", "img"}.isdisjoint(fetched(web, "/corrections").tags)
    assert web.get(f"/statements/{attack}/correct").text.count("<script") == 2


def test_a_form_of_another_site_is_refused(held: Archive) -> None:
    held.correct(2, Change(content="mined"), ANA)
    web = browser(held)
    proof = Page(web.get("/read").text).fields["proof"]
    fields = {"by": "x", "why": "x", "speaker": "Bo Lind"}
    for path in ("/statements/3/correct", "/corrections/1/undo"):
        assert web.post(path, data=fields).status_code == 403
        for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
            assert web.post(path, data={**fields, "proof": proof}, headers=headers).status_code == 403
        assert web.get(path).status_code in (200, 405)
    assert len(held.corrections()) == 1
    for next in ("//evil.example", "https://evil.example"):
        answer = sent(web, "/corrections/1/undo", next=next)
        assert answer.headers.get("location", "/") == "/"


def test_readers_see_and_editors_do(held: Archive, tmp_path: Path) -> None:
    held.correct(2, Change(content="mined"), ANA)
    keys, tokens = kept(tmp_path / "archive.db")
    reader = browser(held, WebOptions(host="0.0.0.0"), keys, Authorization=f"Bearer {tokens['reader']}")
    closed = browser(held, WebOptions(read_only=True))
    for web in (reader, closed):
        assert "Ana Brook" in fetched(web, "/corrections").words
        assert "Undo" not in fetched(web, "/corrections").words
        assert "correct" not in [said.strip() for _, said in fetched(web, "/articles/1").links]
        fetched(web, "/statements/2/correct", 403)
        proof = Page(web.get("/enter").text).fields["proof"]
        for path in ("/corrections/1/undo", "/statements/2/correct", "/speaker/rename"):
            data = {"proof": proof, "by": "x", "why": "x", "speaker": "y", "person": "1", "name": "z"}
            assert web.post(path, data=data).status_code == 403
    editor = browser(held, WebOptions(host="0.0.0.0"), keys, Authorization=f"Bearer {tokens['editor']}")
    assert Page(editor.get("/statements/2/correct").text).fields["by"] == ""
    sent(editor, "/corrections/1/undo", by="Ib Sund")
    assert Page(editor.get("/statements/2/correct").text).fields["by"] == "Ib Sund", "remembered"
    public = browser(held, WebOptions(read_only=True, public=True))
    assert "Ana Brook" not in fetched(public, "/corrections").words
    assert "looked at the page" in fetched(public, "/corrections").words
