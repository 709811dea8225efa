"""The headline: as the page shows it, without the site, the section or a kicker."""

import pytest

from quoth.config import IntakeOptions
from quoth.intake import page

OPTIONS = IntakeOptions(today="2026-11-24")
HEADLINE = "Ferry moves to the old harbour"
SITE = '<meta property="og:site_name" content="Sallow Gazette">'
BODY = "".join(
    f"<p>The council of Sallow said on Monday that pier {n} would be closed, and that the ferry would wait.</p>"
    for n in range(5)
)


def title(head: str = "", top: str = "", body: str = BODY) -> str | None:
    html = f"<html><head>{head}</head><body>{top}<article>{body}</article></body></html>"
    return page(html, "made.html", OPTIONS).title


@pytest.mark.parametrize(
    "heading",
    [
        HEADLINE,
        f'<span class="kicker">Transport</span>{HEADLINE}',
        f'<span class="article-section">Harbour</span><p>{HEADLINE}</p>',
        f'{HEADLINE} <span class="badge">Subscribers</span>',
        f"{HEADLINE} <small>Council decides after a long night</small>",
        "Ferry moves<br>to the old harbour",
        "<span>Ferry moves</span><div>to the old harbour</div>",
        '<span class="sr-only">Article: </span>Ferry moves to the old har\u00adbour',
        f'<span class="headline-label">{HEADLINE}</span>',
        f'<a href="/ferry">{HEADLINE}</a>',
        f"Harbour {HEADLINE}",
        f"{HEADLINE} | Sallow Gazette",
    ],
)
def test_what_stands_in_the_heading_beside_it(heading: str) -> None:
    assert title(f"<title>{HEADLINE} | Sallow Gazette</title>{SITE}", f"<h1>{heading}</h1>") == HEADLINE


@pytest.mark.parametrize(
    "told",
    [
        f"{HEADLINE} | Sallow Gazette",
        f"{HEADLINE} | World News | Sallow Gazette",
        f"{HEADLINE} - Politics - Sallow Gazette",
        f"Opinion | {HEADLINE}",
        f"{HEADLINE} | Kelmar Daily News",
        f"{HEADLINE} - BBC",
        f"Sallow Gazette: {HEADLINE}",
        f"{HEADLINE} | Coast and Sea",
        "Ferry moves to the old harbo&amp;#117;r",
    ],
)
def test_without_a_heading(told: str) -> None:
    section = '<meta property="article:section" content="Coast and Sea">'
    assert title(f"{SITE}{section}<title>{told}</title>") == HEADLINE


@pytest.mark.parametrize(
    "heading",
    ["Sallow: the ferry - and who pays for it", "Ten days at sea | The long way home", "Pier 4 – Opening Week"],
)
def test_a_headline_keeps_what_is_its_own(heading: str) -> None:
    assert title(f"<title>{heading} | Sallow Gazette</title>{SITE}", f"<h1>{heading}</h1>") == heading


def test_the_site_is_the_first_heading_and_the_headline_a_lesser_one() -> None:
    head = f"<title>{HEADLINE}s: a plan | Sallow Gazette</title>{SITE}"
    assert title(head, f"<h1>Sallow Gazette</h1><h2>{HEADLINE}</h2>") == HEADLINE


def test_other_headings_of_the_first_rank() -> None:
    others = "<h1>Sallow Gazette</h1><h1>Sign up for our letters</h1>"
    assert title(f"<title>{HEADLINE}</title>{SITE}", f"{others}<h1>{HEADLINE}</h1>") == HEADLINE


def test_a_heading_that_leads_to_another_report() -> None:
    other = '<h1 class="headline"><a href="https://other.example/gulls" target="_blank">Gulls of the harbour</a></h1>'
    assert title(f"<title>{HEADLINE}</title>{SITE}", other) == HEADLINE


def test_titles_for_search_engines_differ_from_the_headline() -> None:
    head = f"<title>Sallow council votes 5-4 on harbour plan | Sallow Gazette</title>{SITE}"
    assert title(head, "<h1>Five voices for a new harbour</h1>") == "Five voices for a new harbour"
    assert title(head, "<h1>Read every morning with us</h1>") == "Sallow council votes 5-4 on harbour plan"


def test_a_title_cut_short_where_another_goes_on() -> None:
    linked = '{"@type": "NewsArticle", "headline": "Ferry moves to the old…"}'
    head = f'<script type="application/ld+json">{linked}</script><title>{HEADLINE} | Sallow Gazette</title>{SITE}'
    assert title(head) == HEADLINE
