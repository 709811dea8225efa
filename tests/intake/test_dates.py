"""Days as pages and reports write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.config import IntakeOptions
from quoth.intake import days, page
from quoth.intake.dates import in_address

SAME = date(2019, 4, 3)


@pytest.mark.parametrize(
    "text",
    [
        "2019-04-03", "2019-04-03T23:59:00-05:00", "April 3, 2019", "3 April 2019", "Apr. 3, 2019", "3rd of April 2019",
        "2019/4/3", "20190403", "Published: Wednesday, April 3, 2019 at 10:15 a.m.",
    ],
)  # fmt: skip
def test_days_are_read(text: str) -> None:
    assert days.first(text) == SAME


@pytest.mark.parametrize("text", ["", "3/4/2019", "April 2019", "2019", "31 April 2019", "1850-01-01", "12345678901"])
def test_what_is_no_certain_day(text: str) -> None:
    assert days.first(text) is None


@pytest.mark.parametrize(
    "address",
    ["https://a.example/2019/04/03/ferry", "https://a.example/2019/apr/03/ferry", "https://a.example/news-2019-04-03.html",
     "https://a.example/ferry_20190403.html"],
)  # fmt: skip
def test_the_day_in_an_address(address: str) -> None:
    assert in_address(address) == SAME


@pytest.mark.parametrize(
    "address", ["https://a.example/2019/ferry", "https://a.example/20191/04", "https://a.example/"]
)
def test_addresses_without_a_day(address: str) -> None:
    assert in_address(address) is None


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("Wednesday, November 20, 2019", True),
        ("2019-11-20", True),
        ("Published: 20 Nov 2019 10:15 GMT", True),
        ("20/11/2019", True),
        ("On November 20, 2019 the port was closed", False),
        ("The port", False),
    ],
)
def test_lines_that_are_a_date_and_nothing_else(line: str, is_one: bool) -> None:
    assert days.is_line(line) is is_one


STORY = "".join(
    f"<p>The council of Sallow said on Monday that pier {n} would be closed, and that the ferry would wait.</p>"
    for n in range(5)
)


def published(inner: str = "", head: str = "", story: str = STORY) -> tuple[str | None, str | None]:
    title = "<title>Ferry moves to the old harbour</title>"
    heading = inner if "<h1" in inner else f"<h1>Ferry moves to the old harbour</h1>{inner}"
    html = f"<html><head>{title}{head}</head><body>{heading}{story}</body></html>"
    article = page(html, "made.html", IntakeOptions(today="2026-11-24"))
    return article.published, article.published_basis


@pytest.mark.parametrize(
    "shown",
    [
        "<div>April 3, 2019</div>", "<p>By Brin Ostrava <span class='date'>Wednesday, 3 April 2019 | 10:15</span></p>",
        "<time datetime='2019-04-03T10:15:00Z'>2 years ago</time>", "<p>Posted on April 3rd, 2019 by brin</p>",
        "<div class='meta'>Updated: April 5, 2019</div><div class='meta'>Published: April 3, 2019</div>",
        "<div class='date'><i>April 3</i> <i>10:15</i> <i>2019</i></div>",
        "<aside>May 1, 2020</aside><div class='tweet'>May 2, 2020</div><div class='posted'>3 Apr 2019</div>",
    ],
)  # fmt: skip
def test_a_day_shown_below_the_headline(shown: str) -> None:
    assert published(shown) == ("2019-04-03", "text")


@pytest.mark.parametrize(
    "around",
    [
        "<div class='date'>Wednesday, November 20, 2019</div><h1>Ferry moves to the old harbour</h1>",
        "<p>2019-11-20</p><h1>Ferry moves to the old harbour</h1>",
        "<article><p>20 November 2019</p><h1>Ferry moves to the old harbour</h1></article>",
        "<h1>Ferry moves to the old harbour</h1><div class='sidebar'>Latest: November 20, 2019</div>",
        "<h1>Ferry moves to the old harbour</h1><p>Last updated: November 20, 2019</p>",
        "<h1>Ferry moves to the old harbour</h1><p>Retrieved 2019-11-20</p>",
    ],
)
def test_a_day_above_the_headline_or_in_furniture_is_none(around: str) -> None:
    assert published(around) == (None, None)


def test_a_time_in_the_articles_own_header_above_the_headline() -> None:
    header = "<header><time datetime='2019-04-03'>3 April</time><h1>Ferry moves to the old harbour</h1></header>"
    assert published(f"<article>{header}</article>") == ("2019-04-03", "text")


@pytest.mark.parametrize(
    ("address", "day"),
    [("https://a.example/2019/04/02/ferry", "2019-04-02"), ("https://a.example/ferry-votes-2019-04-02/", "2019-04-03")],
)
def test_only_an_address_filed_under_its_day_decides_between_neighbours(address: str, day: str) -> None:
    head = f"<link rel='canonical' href='{address}'><meta name='pubdate' content='2019-04-03T01:00:00Z'>"
    assert published(head=head)[0] == day


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "datePublished": "2019-04-03",}',
        '// <![CDATA[\n{"@type": "NewsArticle", "datePublished": "2019-04-03"}\n// ]]>',
        '{"@type": ["NewsArticle"], "datePublished": "Wed, 03 Apr 2019 10:15:00 GMT"}',
    ],
)
def test_linked_data_as_sites_write_it(script: str) -> None:
    head = f"<script type='application/ld+json; charset=utf-8'>{script}</script>"
    assert published(head=head) == ("2019-04-03", "meta")


def test_a_day_of_the_past_written_with_its_year_contradicts_nothing() -> None:
    head = "<meta name='pubdate' content='2019-04-03'>"
    old = "<p>The first ferry of the line sank on Tuesday, Sept. 11, 2001, in a storm off the port of Sallow.</p>"
    assert published(head=head, story=STORY + old) == ("2019-04-03", "meta")


@given(st.dates(date(2000, 1, 1), date(2049, 12, 31)))
def test_any_day_is_read_back(day: date) -> None:
    for form in ("%Y-%m-%d", "%B %d, %Y", "%d %B %Y", "%b %d, %Y", "%Y%m%dT10:00"):
        assert days.first(day.strftime(form)) == day
    (named,) = days.named(f"They met on {day.strftime('%A, %B %d')}.")
    assert named.far(day) == 0
    assert named.falls(day)


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    assert all(isinstance(found, date) for found in days.find(text))
    days.is_line(text)
    list(days.named(text))
