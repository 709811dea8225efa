"""Pages of an archive in which articles are copies, and people go by several names."""

import pytest

from quoth.archive import Archive
from tests.web.conftest import browser
from tests.web.html import Page, fetched


def got(archive: Archive, path: str) -> Page:
    page = fetched(browser(archive), path)
    assert "s" not in page.tags
    return page


def test_a_statement_shows_once_with_how_many_carried_it(retold: Archive) -> None:
    page = got(retold, "/?q=deep")
    assert "1 statement in 3 articles" in page.words
    assert page.to("also in 2 other outlets") == "/said/1"
    for label in ("The bridge-wire <s>1", "The bridge-copy-1 <s>1", "The bridge-cut-2 <s>1", "directly1"):
        assert "1 statement in" in got(retold, page.to(label)).words
    assert "also in" not in got(retold, "/?q=gate").words


def test_an_article_names_its_carriers_and_why(retold: Archive) -> None:
    page = got(retold, "/articles/2")
    assert "The story, as it was carried" in page.words
    whole = retold.article(2)
    assert f"Likely origin: {whole.whence}" in page.words
    assert page.words.count("· likely origin") == sum(one.likely_origin for one in whole.carriers)
    for carrier in whole.carriers:
        assert carrier.why in page.words
    assert {"/articles/1", "/articles/3"} <= {href for href, _ in page.links}
    assert "as it was carried" not in got(retold, "/articles/4").words


def test_one_someone_has_a_page(retold: Archive) -> None:
    listed = got(retold, "/speakers")
    (line,) = (one for one in retold.speakers() if one.name == "Sorin Haldeck" and one.statements > 1)
    page = got(retold, listed.to("Sorin Haldeck"))
    assert f"{line.statements} statements in {line.articles} articles" in page.words
    assert all(name in page.words for name in line.names)
    assert "Why these are held to be one" in page.words
    assert retold.person(line.person or 0).reasons[0].parts[0][2] in page.words
    assert page.to("Everybody of this name") == "/speaker?who=Sorin+Haldeck"
    found = got(retold, page.to("Search what they said"))
    assert f"{line.statements} statements" in found.words
    assert page.to("Orda TV3") == f"/?outlet=Orda+TV&person={line.person}"
    assert "3 statements" in got(retold, page.to("Orda TV3")).words


@pytest.mark.parametrize(("path", "status"), [("/speaker?person=99", 404), ("/speaker?person=x", 422)])
def test_nobody_of_this_number(retold: Archive, path: str, status: int) -> None:
    assert browser(retold).get(path).status_code == status


def test_the_api_tells_the_same(retold: Archive) -> None:
    web = browser(retold)
    shown = web.get("/api/v1/statements/1").json()
    assert [one["article"] for one in shown["carriers"]] == [one.article for one in retold.show(1).carriers]
    assert shown["whence"] == retold.show(1).whence
    (one,) = web.get("/api/v1/statements?q=deep").json()["statements"]
    assert one["outlets"] == 3
    person = web.get("/api/v1/speakers").json()["speakers"][0]
    found = web.get("/api/v1/statements", params={"person": person["person"]}).json()["statements"]
    assert len(found) == person["statements"]
    assert web.get(f"/api/v1/statements/{found[0]['id']}").json()["someone"]["name"] == person["name"]
