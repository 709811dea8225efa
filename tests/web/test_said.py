"""The page of one statement: every wording side by side, and the articles that carried it."""

from collections.abc import Iterator

import pytest

from quoth.archive import Archive
from tests.archive.test_said import TOLD, WHOLE, report
from tests.web.conftest import ATTACK, browser
from tests.web.html import Page, fetched

EVIL = "“<script>alert(1)</script> \u202ethose who send <b>warships</b> to our doorstep & the door should be locked”"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("told") / "archive.db") as archive:
        archive.add([*TOLD, report(8, "Sallow Post", "said", WHOLE, "direct"), ATTACK])
        for number, word in ((6, "alert"), (7, "prompt")):
            evil = EVIL.replace("alert", word)
            archive.add([report(number, f"</ins><script>{word}", "said", evil, "direct", who="Mira Tosk")])
        yield archive


def got(archive: Archive, path: str) -> tuple[str, Page]:
    page = fetched(browser(archive), path)
    return page.html, page


def test_wordings_side_by_side(told: Archive) -> None:
    text, page = got(told, "/said/3")
    assert "3 wordings of one statement" in page.words
    assert "4 statements in 4 outlets · 2020-03-01 to 2020-03-08 · 2 quoted whole, 1 cut, 1 paraphrased" in page.words
    assert "Words of saying said 2 warned 1 claimed 1" in page.words
    assert "“<del>Those who send warships to our doorstep</del> should not be surprised" in text
    assert (
        "to <del>our</del> <ins>their</ins> doorstep should not be surprised <del>when the door is locked”</del>"
        in text
    )
    assert "7 words left out" in page.words
    assert "1 word of its own 6 words left out" in page.words
    assert page.to("Kestria Post") == "/statements/3"
    assert "said quoted whole the others are compared with this" in page.words


def test_another_wording_is_the_measure(told: Archive) -> None:
    text, _ = got(told, "/said/1?beside=2")
    assert "<ins>Those who send warships to our doorstep</ins> should" in text
    assert browser(told).get("/said/1?beside=5").status_code == 404
    assert browser(told).get("/said/1?beside=%3Cb%3E").status_code == 404


def test_the_chain_in_time(told: Archive) -> None:
    _, page = got(told, "/said/2")
    chain = page.words.split("How it went round")[1]
    places = [chain.index(name) for name in ("Orda TV", "Maresh Daily", "Kestria Post", "Sallow Post")]
    assert places == sorted(places)
    assert "warned · cut" in chain


def test_what_stands_alone(told: Archive) -> None:
    text, page = got(told, "/said/4")
    assert "1 wording of one statement" in page.words
    assert "Compared with" not in page.words
    assert "<del>" not in text.split("<main")[1]


def test_it_is_linked_from_where_statements_are(told: Archive) -> None:
    for path in ("/?q=doorstep", "/articles/1", "/speaker?person=1"):
        assert "/said/1" in [href for href, _ in got(told, path)[1].links], path
    assert browser(told).get("/said/99").status_code == 404


def test_copies_are_told_with_their_evidence(retold: Archive) -> None:
    _, page = got(retold, "/said/1")
    assert "3 statements in 3 outlets" in page.words
    for one in retold.article(1).carriers:
        assert one.why in page.words
    assert {"/stories/1"} <= {href for href, _ in page.links}


def test_hostile_words_stay_text(told: Archive) -> None:
    for one in told.search("prompt OR alert warships").statements:
        text, page = got(told, f"/said/{one.id}")
        assert text.count("<script") == 2
        assert "<b>warships" not in text
        assert "<b>warships</b>" in page.text


def test_every_link_leads_somewhere(told: Archive) -> None:
    web = browser(told)
    for href in sorted(set(got(told, "/said/1")[1].own())):
        assert web.get(href).status_code in (200, 303), href
