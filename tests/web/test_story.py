"""The page of a story: its copies with the evidence, and any two of them compared."""

from dataclasses import replace

import pytest

from quoth.archive import Archive
from tests.archive.test_stories import article
from tests.web.conftest import ATTACK, browser
from tests.web.html import Page, fetched


def got(archive: Archive, path: str) -> tuple[str, Page]:
    page = fetched(browser(archive), path)
    return page.html, page


def test_copies_with_the_evidence_for_each(retold: Archive) -> None:
    _, page = got(retold, "/stories/2")
    whole = retold.article(2)
    assert "One story in 3 articles" in page.words
    assert f"Likely origin: {whole.whence}" in page.words
    for one in whole.carriers:
        assert one.why in page.words
        assert f"/articles/{one.article}" in [href for href, _ in page.links]
    assert got(retold, "/articles/2")[1].to("Compare the copies") == "/stories/2"


def test_any_two_are_compared(retold: Archive) -> None:
    text, page = got(retold, "/stories/1?one=1&other=2")
    assert "words in both" in page.words
    assert "Cracked bridge" in page.words
    assert "<ins>Cracked</ins>" in text
    back, _ = got(retold, "/stories/1?one=2&other=1")
    assert "<del>Cracked</del>" in back
    cut, page = got(retold, "/stories/1?one=1&other=3")
    assert cut.count("<del>") > 0


@pytest.mark.parametrize("query", ["", "?one=&other=", "?other=1", "?one=2", "?one=3&other=3"])
def test_two_are_always_chosen(retold: Archive, query: str) -> None:
    text, _ = got(retold, f"/stories/1{query}")
    assert text.count(" selected") == 2


@pytest.mark.parametrize("query", ["?one=9", "?other=4", "?one=%3Cb%3E&other=2"])
def test_articles_of_other_stories_are_not(retold: Archive, query: str) -> None:
    answer = browser(retold).get(f"/stories/1{query}")
    assert answer.status_code == 404
    assert "choose two of the list" in answer.text


def test_an_article_without_copies(retold: Archive) -> None:
    assert "No other article of this archive is a copy" in got(retold, "/stories/4")[1].words
    assert browser(retold).get("/stories/99").status_code == 404


def test_hostile_copies_stay_text(empty: Archive) -> None:
    wire = article("bridge-wire")
    evil = "\n\n<script>alert(1)</script><img src=x onerror=alert(1)> \u202e</ins></p>"
    copies = [replace(wire, id=name, origin=name, outlet=f"<s>{name}", text=f"{wire.text}{evil}{name}")
              for name in ("a", "b")]  # fmt: skip
    empty.add([wire, *copies, ATTACK])
    text, page = got(empty, "/stories/1?one=1&other=2")
    assert text.count("<script") == 2
    assert {"img", "s"}.isdisjoint(page.tags)
    assert "<script>alert(1)</script>" in page.text
