"""The pages, as a browser without scripts gets them; articles may be hostile."""

import csv
import io
import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from quoth.archive import Archive, Filters
from quoth.archive.asking import common, sampling
from quoth.config import WebOptions
from quoth.web import counting
from quoth.web.safety import HEADERS
from tests.archive.stories import STORY
from tests.web.conftest import TITLE, browser
from tests.web.html import Page

PAGES = (
    "/", "/?q=port", "/?q=%3Cscript%3E&outlet=%22%3E", "/?q=nowhere", "/?kind=direct&named=&since=2021-08",
    "/speakers", "/speakers?named=false", "/speakers?type=person", "/speaker?who=Bo+Lind",
    "/speaker?who=%3Cb%3EBo%3C/b%3E", "/speaker?who=Bo+Lind&since=1990&until=1991", "/articles",
    "/articles?outlet=Orda+TV", "/articles?since=2030", "/articles/1", "/articles/6", "/compare",
    "/compare?side=Orda+TV&side=Maresh+Daily&q=ships", "/compare?by=speaker&side=Bo+Lind&side=%3Cb%3EBo%3C/b%3E",
    "/compare?side=Orda+TV", "/read", "/enter", "/api", "/said/1", "/said/3", "/said/9", "/stories/1", "/stories/6",
    "/corrections", "/statements/1/correct", "/statements/9/correct", "/speaker/change?person=1",
    "/speaker/merge?person=1&other=2", "/speaker/rename?person=1&name=%3Cb%3E", "/speaker/split?person=1&statement=1",
)  # fmt: skip


def got(web: TestClient, path: str, status: int = 200) -> Page:
    answer = web.get(path)
    assert answer.status_code == status, answer.text
    return Page(answer.text)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_sound_and_strict(web: TestClient, path: str) -> None:
    answer = web.get(path)
    assert answer.status_code == 200, answer.text
    assert all(answer.headers[name] == value for name, value in HEADERS.items())
    page = Page(answer.text)
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert "style" not in page.tags | page.attributes
    assert not any(name.startswith("on") for name in page.attributes)
    scripts = re.findall("<script[^>]*>", answer.text)
    assert all(re.fullmatch('<script src="/static/[^"]*" defer>', one) for one in scripts)  # nothing of an article
    assert all(one.startswith("/static/") for one in page.loaded)
    assert not any(href.lower().startswith(("javascript:", "data:")) for href, _ in page.links)


@pytest.mark.parametrize("path", ["/", "/?q=port", "/speakers", "/speaker?who=Bo+Lind", "/articles/1", "/articles/6",
                                  "/compare?side=Orda+TV&side=Maresh+Daily"])  # fmt: skip
def test_every_link_leads_somewhere(web: TestClient, path: str) -> None:
    page = got(web, path)
    for href in sorted(set(page.own()))[:40]:
        assert web.get(href).status_code in (200, 303), href
    places = {href.removeprefix("#") for href, _ in page.links if href.startswith("#")}
    assert places <= set(page.ids)


def test_the_policy_forbids_what_is_not_ours() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_search_shows_statements_with_their_words_marked(web: TestClient) -> None:
    text = web.get("/?q=mined").text
    assert '<span class="source">the pilots</span> <span class="cue">claimed</span>' in text
    assert "the channel was <mark>mined</mark></span>" in text
    assert "Orda TV</bdi>, carried by <bdi>The Veshan Project" in text
    assert "2021-08-30" in text


def test_facets_lead_to_as_many_statements_as_they_say(web: TestClient) -> None:
    page = got(web, "/")
    for label, count in (("Bo Lind", 28), ("Orda TV", 29), ("indirectly", 32), ("person", 2), ("without a name", 1)):
        href = page.to(f"{label}{count}")
        assert f"{count} statement" in got(web, href).words, href


def test_a_choice_can_be_taken_back_and_another_made(web: TestClient) -> None:
    page = got(web, "/?outlet=Maresh+Daily&q=ships")
    assert "2 statements in 2 articles" in page.words
    assert page.to("outlet Maresh Daily") == "/?q=ships"
    assert page.fields["outlet"] == "Maresh Daily"
    assert "Maresh Daily" in web.get("/?outlet=Orda+TV").text  # still offered


def test_days_are_bars_that_lead_to_them(web: TestClient) -> None:
    page = got(web, "/?who=Bo+Lind")
    bars = [href for href, said in page.links if re.fullmatch(r"\s*2022-0\d: \d+ statements?\s*", said)]
    assert len(bars) == 5
    query = parse_qs(urlsplit(bars[0]).query)
    assert query == {"who": ["Bo Lind"], "since": ["2022-01"], "until": ["2022-01"]}
    assert "5 statements in 5 articles" in got(web, bars[0]).words


def test_pages_go_on_without_limit_and_the_address_says_where(web: TestClient) -> None:
    seen: list[str] = []
    path = "/?who=Bo+Lind"
    while True:
        page = got(web, path)
        seen += [href for href, _ in page.links if href.startswith("/statements/")]
        if "Next page" not in page.text:
            break
        path = page.to("Next page")
        assert parse_qs(urlsplit(path).query)["who"] == ["Bo Lind"]
    assert len(seen) == len(set(seen)) == 28


def test_exactly_this_result_is_saved(web: TestClient) -> None:
    page = got(web, "/?q=ships&outlet=Maresh+Daily&sort=date")
    rows = list(csv.DictReader(io.StringIO(web.get(page.to("CSV")).text)))
    assert [row["content"] for row in rows] == ["ships are late", "ships use the other port"]
    lines = web.get(page.to("JSONL")).text.splitlines()
    assert [json.loads(line)["content"] for line in lines] == [row["content"] for row in rows]
    assert [one["id"] for one in web.get(page.to("JSON")).json()] == [int(row["id"]) for row in rows]


def test_nothing_found_says_what_to_do(web: TestClient) -> None:
    page = got(web, "/?q=nowhere&kind=direct")
    assert "Nothing was found" in page.words
    assert page.to("Search without filters") == "/?q=nowhere"


def test_an_empty_archive_says_what_to_do(empty: Archive) -> None:
    web = browser(empty)
    assert "quoth add page.html" in got(web, "/").words
    for path in ("/articles", "/speakers", "/compare"):
        assert "quoth add" in got(web, path).words
    assert "read one text here" not in got(browser(empty, WebOptions(read_only=True)), "/").words


def test_an_article(web: TestClient) -> None:
    page = got(web, "/articles/1")
    assert "Mira Tosk, the minister of Orda, said a2the pilots claimed the channel was mined" in page.words
    assert "2021-08-30named in the page's own data" in page.text.replace("\n", "")
    assert "carried by The Veshan Project" in page.words
    assert "https://orda.example/port" in [href for href, _ in page.links]
    assert page.to("web archive") == "https://web.archive.org/web/20210830/https://orda.example/port"
    assert {"s-a1", "s-a2", "s-a3", "s-a1-in-list"} <= set(page.ids)
    assert page.to("Mira Tosk") == "/speaker?person=1"
    assert "Mira Tosk" in got(web, "/speaker?person=1").words
    assert page.to("the pilots") == "/speaker?who=the+pilots"  # nobody whom another article names again


def test_a_statement_has_an_address_that_lasts(web: TestClient) -> None:
    answer = web.get("/statements/2")
    assert (answer.status_code, answer.headers["location"]) == (303, "/articles/1#s-a2")
    got(web, "/statements/999", 404)


def test_a_hostile_article_stays_text(web: TestClient) -> None:
    answer = web.get("/articles/6")
    page = Page(answer.text)
    assert "<script>alert(1)</script>" in page.text
    assert "<img src=x onerror=alert(1)>" in page.text
    assert "javascript:alert(1)" in page.text
    assert {"img", "u", "em", "s"}.isdisjoint(page.tags)
    title = re.search("<title>(.*?)</title>", answer.text)
    assert title and "<" not in title[1]


def test_what_turns_letters_around_stays_where_it_is(web: TestClient) -> None:
    text = web.get("/?q=alert").text
    assert "\u202e" in TITLE
    assert "\u202e" not in text.split('class="from"')[1].split("</p>")[0]
    assert '<p class="said marked" dir="auto">' in text


def test_a_speaker(web: TestClient) -> None:
    page = got(web, "/speaker?who=Mira+Tosk")
    assert "Role minister" in page.words
    assert "Belongs to Orda" in page.words
    assert "Mentioned as Mira Tosk 1 She 1" in page.words
    assert "2021-08-30" in page.words
    assert "28 statements in 28 articles" in got(web, "/speaker?who=Bo+Lind").words
    assert "Nothing of these days" in got(web, "/speaker?who=Bo+Lind&since=1990&until=1990").words
    assert "search for a part of the name" in got(web, "/speaker?who=Nobody", 404).words
    got(web, "/speaker", 404)


def test_compare_leads_to_the_statements_behind_each_bar(web: TestClient) -> None:
    page = got(web, "/compare?side=Orda+TV&side=Maresh+Daily")
    assert "Maresh Daily" in page.words
    bars = [(href, said) for href, said in page.links if "%" in said]
    assert len(bars) > 5
    for href, said in bars:
        count = re.search(r"([\d,]+)\s*$", said)
        assert count
        assert re.search(rf"\b{count[1]} statements? in", got(web, href).words), (href, said)
    assert "Choose two to five; 1 were chosen" in got(web, "/compare?side=Orda+TV").words
    assert "Choose two to five; 6" in got(web, "/compare?" + "&".join(f"side={n}" for n in range(6))).words
    got(web, "/compare?by=colour", 404)


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/nowhere", 404, "There is no page at this address"),
        ("/articles/999", 404, "holds no article 999"),
        ("/articles/x", 422, "number"),
        ("/static/none.js", 404, "no such file"),
        ("/?since=soon", 422, "since"),
        ("/?since=2021-02-30", 422, "is no day; write it as"),
        ("/?kind=shouted", 422, "'direct', 'indirect' or 'mixed'"),
        ("/?after=x", 422, "no place to go on from"),
        ("/?speaker=%3F", 422, "holds no word"),
        ("/read/gone", 404, "read it again"),
    ],
)
def test_errors_are_helpful_pages(web: TestClient, path: str, status: int, says: str) -> None:
    page = got(web, path, status)
    assert says in page.words
    assert page.to("Search") == "/"
    assert ".db" not in page.words


def test_the_same_again_is_not_sent_again(web: TestClient) -> None:
    web.get("/read")  # the browser's own cookie
    first = web.get("/?q=port")
    again = web.get("/?q=port", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert web.get("/?q=ships", headers={"If-None-Match": first.headers["etag"]}).status_code == 200


def test_files_are_kept_for_good_and_change_their_address(web: TestClient) -> None:
    for address in Page(web.get("/").text).loaded:
        answer = web.get(address)
        assert "immutable" in answer.headers["cache-control"]
        assert "v=" in address
    sent = sum(len(web.get(one).content) for one in Page(web.get("/").text).loaded) + len(web.get("/").content)
    assert sent < 200_000


def test_what_is_added_shows_at_once(empty: Archive) -> None:
    web = browser(empty)
    web.get("/")
    empty.add([STORY])
    assert "3 statements in 1 article" in got(web, "/").words


@pytest.mark.parametrize(
    ("path", "ranked"),
    [
        ("/?q=berth", True),
        ("/?q=berth&outlet=Orda+TV", False),
        ("/?q=NOT+port", False),
        ("/?q=port&kind=indirect", True),
    ],
)
def test_a_search_that_is_not_ranked_says_so(
    full: Archive, path: str, ranked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(common, "MANY", 5)
    page = got(browser(full), path)
    assert ("not ranked" in page.words) == (not ranked)
    assert ("best first" in page.words) == ranked
    query = {name: values[0] for name, values in parse_qs(urlsplit(path).query).items()}
    text = query.pop("q")
    found, dated = (full.search(text, Filters(**query), order=one, limit=50) for one in (None, "date"))  # type: ignore[arg-type]
    assert [one.id for one in found.statements]
    assert (found.statements == dated.statements) == (not ranked)


def test_counts_are_called_estimates_only_where_they_are(web: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "_BOUND", 15)
    monkeypatch.setattr(sampling, "FEW", 0)
    assert "estimates" not in web.get("/speakers").text
    assert "estimates" in web.get("/speakers?named=true").text
