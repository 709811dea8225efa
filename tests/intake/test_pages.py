"""Whole pages as sites write them, each against the record expected beside it."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.article import Article
from quoth.config import IntakeOptions
from quoth.errors import InputError, LanguageError
from quoth.intake import page, read

PAGES = Path(__file__).parents[1] / "pages"
EXPECTED = sorted(PAGES.glob("*.json"))
FIELDS = ("title", "outlet", "via", "place", "published", "published_basis", "authors", "text")
OPTIONS = IntakeOptions(today="2026-11-24")
BODY = "".join(
    f"<p>The council of Sallow said on Monday that pier {n} would be closed for the winter, and that the ferry "
    "would leave from the old harbour until the spring.</p>"
    for n in range(4)
)


def source_of(expected: Path) -> Path:
    return next(path for path in PAGES.glob(f"{expected.stem}.*") if path != expected)


def taken(source: str) -> Article:
    (article,) = read(source, OPTIONS)
    assert isinstance(article, Article), article
    return article


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.stem)
@pytest.mark.parametrize("field", FIELDS)
def test_pages(expected: Path, field: str) -> None:
    record = taken(str(source_of(expected))).record()
    assert record[field] == json.loads(expected.read_text("utf-8"))[field]


def test_there_are_pages_enough() -> None:
    records = [json.loads(path.read_text("utf-8")) for path in EXPECTED]
    assert len(records) >= 15
    assert len({record["via"] or record["outlet"] for record in records if record["outlet"]}) >= 6


def made(head: str = "", body: str = BODY, heading: str = "Ferry moves to the old harbour") -> str:
    return (
        f'<html lang="en"><head>{head}</head><body><div class="nav"><a href="/">Home</a> <a href="/news">News</a></div>'
        f"<article><h1>{heading}</h1>{body}</article></body></html>"
    )


def made_page(**parts: str) -> Article:
    return page(made(**parts), "made.html", OPTIONS)


@pytest.mark.parametrize(
    "title",
    [
        "Ferry moves to the old harbour | Sallow Gazette",
        "Ferry moves to the old harbour - Sallow Gazette",
        "Ferry moves to the old harbour — SallowGazette.example",
        "Sallow Gazette: Ferry moves to the old harbour",
        "News | Ferry moves to the old harbour | Sallow Gazette",
    ],
)
def test_the_headline_has_no_site_name_and_no_kicker(title: str) -> None:
    head = f'<title>{title}</title><meta property="og:site_name" content="Sallow Gazette">'
    article = made_page(head=head)
    assert article.title == "Ferry moves to the old harbour"
    assert article.text.startswith("Ferry moves to the old harbour\n\nThe council of Sallow said")


def test_a_headline_keeps_its_own_colon_and_dash() -> None:
    heading = "Ferry moves - again - to the old harbour: minister"
    head = f'<title>{heading} | Sallow Gazette</title><meta property="og:site_name" content="Sallow Gazette">'
    assert made_page(head=head, heading=heading).title == heading


@pytest.mark.parametrize(
    ("head", "day", "basis"),
    [
        ('<meta property="article:published_time" content="2020-11-30T23:10:00-05:00">', "2020-11-30", "meta"),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2020-11-30"}</script>',
            "2020-11-30",
            "meta",
        ),
        ('<link rel="canonical" href="https://gazette.example/2020/11/30/ferry">', "2020-11-30", "url"),
        ('<meta property="article:modified_time" content="2020-12-02">', None, None),
        ('<meta property="article:published_time" content="2090-11-30">', None, None),
        ("", None, None),
    ],
)
def test_the_day_of_publication(head: str, day: str | None, basis: str | None) -> None:
    article = made_page(head=head)
    assert (article.published, article.published_basis) == (day, basis)


def test_a_day_that_stands_only_in_furniture_is_none() -> None:
    body = f'<div class="today">Wednesday, November 20, 2019</div>{BODY}'
    assert made_page(body=body).published is None


def test_a_day_that_contradicts_the_body_is_none() -> None:
    head = '<meta name="date" content="2019-11-20">'
    body = BODY + "<p>The envoys met in Sallow on Tuesday, April 24, and agreed on the fares for the summer.</p>"
    assert made_page(head=head, body=body).published is None
    near = body.replace("April 24", "November 19")
    assert made_page(head=head, body=near).published == "2019-11-20"


@pytest.mark.parametrize(
    ("first", "outlet", "place"),
    [
        ("Orda TV - The council", "Orda TV", None),
        ("TARVIK (Reuters) — The council", "Reuters", "Tarvik"),
        ("PORT SALLOW, April 3 (Xinhua) -- The council", "Xinhua", "Port Sallow"),
        ("TARVIK: The council", None, "Tarvik"),
        ("The council", None, None),
    ],
)
def test_what_is_glued_to_the_first_sentence(first: str, outlet: str | None, place: str | None) -> None:
    body = BODY.replace("The council", first, 1)
    article = made_page(body=body)
    assert (article.outlet, article.place) == (outlet, place)
    assert article.text.split("\n\n")[1].startswith("The council of Sallow said")


def test_a_copy_names_who_wrote_it_and_who_carried_it() -> None:
    head = '<meta property="og:site_name" content="The Veshan Project">'
    article = made_page(head=head, body=BODY.replace("The council", "Orda TV - The council", 1))
    assert (article.outlet, article.via) == ("Orda TV", "The Veshan Project")


def test_forms_share_bars_tags_and_comments_are_left_out() -> None:
    around = (
        "<p>Read more</p><p>Tags: ferry, Sallow</p><p>Share Tweet Print</p><p>Your Name</p><p>Your Email Address</p>"
        "<p>Your Comment</p><p>A reader says the ferry was always late, and who would know it better than a reader?</p>"
    )
    assert made_page(body=BODY + around).text == made_page().text


def test_lost_apostrophes_are_left_as_they_are() -> None:
    body = BODY + "<p>The mayors office doesnt know yet, and Ordas ferry wont wait for it to find out.</p>"
    assert "The mayors office doesnt know yet, and Ordas ferry wont wait" in made_page(body=body).text


def test_broken_letters_are_mended() -> None:
    broken = "The café’s owner said “no”".encode().decode("cp1252", "replace")
    text = made_page(body=BODY + f"<p>{broken} to every offer that the council of Sallow had made.</p>").text
    assert "café" in text


@pytest.mark.parametrize(
    "html",
    ["<html></html>", "<html><body><p></p></body></html>", "<p>", "no tags at all", made(body="")],
)
def test_pages_without_an_article(html: str) -> None:
    with pytest.raises(InputError, match=r"^made\.html: .*;"):
        page(html, "made.html", OPTIONS)


def test_deeply_nested_pages_do_no_harm() -> None:
    deep = made(body="<div>" * 100_000 + BODY)
    try:
        article = page(deep, "deep.html", OPTIONS)
    except InputError as error:
        assert "deep.html" in str(error)
    else:
        assert "council of Sallow" in article.text


@given(st.text(max_size=300), st.text(max_size=60))
def test_any_page_gives_an_article_or_one_clear_line(text: str, heading: str) -> None:
    html = made(body=BODY + f"<p>{text}</p>", heading=heading)
    try:
        article = page(html, "any.html", OPTIONS)
    except InputError as error:
        assert str(error).isprintable()
    else:
        assert article.text == article.text.strip()
        assert "\n\n\n" not in article.text


def test_an_attribute_that_is_no_xml_does_no_harm() -> None:
    assert made_page(body=BODY + "<p \x01{a=1 b:c:d=2>The end of it came late.</p>").text


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ("<title>{} - Sallow Gazette</title>", "Sallow Gazette"),
        ("<title>Opinion | {} | The Sallow Gazette</title>", "The Sallow Gazette"),
        ("<title>Sallow Gazette: {}</title>", "Sallow Gazette"),
        ('<title>{} – Gazette</title><meta property="og:site_name" content="@gazette">', "Gazette"),
        ('<title>{}</title><meta property="og:site_name" content="https://www.gazette.com">', "gazette.com"),
        ('<title>{}</title><meta property="og:site_name" content="Gazette | gazette.com">', "Gazette"),
        (
            '<title>{} | The Sallow-Gazette</title><meta property="og:site_name" content="Sallow.com">',
            "The Sallow-Gazette",
        ),
        ('<title>{} | News</title><meta property="og:site_name" content="Sallow.com">', "Sallow.com"),
        (
            '<title>{}</title><meta property="og:site_name" content="sallowgazette">'
            '<script type="application/ld+json">{{"@type": "NewsArticle", "publisher": {{"name": "SALLOW GAZETTE"}}}}'
            "</script>",
            "SALLOW GAZETTE",
        ),
        ("<title>{}</title>", None),
    ],
)
def test_the_outlet_is_what_the_site_calls_itself(head: str, outlet: str | None) -> None:
    assert made_page(head=head.format("Ferry moves to the old harbour")).outlet == outlet


def test_an_outlet_of_capitals_before_the_first_sentence_is_no_place() -> None:
    article = made_page(body="<p>SBC News - The council of Sallow said on Monday that the ferry will move.</p>" + BODY)
    assert (article.outlet, article.place) == ("SBC News", None)


def test_scores_and_names_are_in_the_language_that_the_page_declares() -> None:
    scores = "".join(f"<p>Kestrel Bay’s Orla Venn d. Rockmere 70-4{one}</p>" for one in range(9))
    assert made_page(body=scores).language == "en"
    with pytest.raises(LanguageError):
        page(made(body=scores).replace('lang="en"', ""), "scores.html", OPTIONS)


@pytest.mark.parametrize(
    "line",
    [
        "Harbour fears: Fishermen flee as the tide turns [INSIGHT]|",
        "Staff Reports",
        "Story continues below gallery",
        "Contributing: Ada Rosen",
        "(Reporting by Ada Rosen; Editing by Bo Lind)",
        "Ada Rosen contributed reporting.",
        "More Sallow news: https://gazette.example/sallow",
        "The Morning Newsletter",
        "If you enjoyed this article, we have a proposition for you.",
    ],
)
def test_lines_around_an_article_are_no_part_of_it(line: str) -> None:
    assert line not in made_page(body=f"{BODY}<p>{line}</p>{BODY.replace('council', 'mayor')}").text


def test_ids_are_stable() -> None:
    assert made_page().id == made_page().id
    assert page(made(), "a.html", OPTIONS).id != page(made(), "b.html", OPTIONS).id


PORTAL = """<html><head><title>Keldor Watch - Harbour chief denies sale :: News</title></head><body bgcolor=white>
<table width=100%><tr><td>Home | News | Forum | Contact</td></tr></table>
<table><tr><td width=150>Menu<br>Top 10<br>Downloads</td><td>
<font size=5><b>Harbour chief denies sale</b></font><br>
<font size=1>Posted on Monday, May 10, 2021 @ 09:12:33 by admin</font><br><br>
PORT SANN, May 9 (Kelmar News Agency) -- The head of the harbour authority on Sunday denied that the port would be sold
to a Marovian company.<br><br>
&quot;There is no buyer, and there is no price,&quot; Ilse Varga told reporters in Port Sann. She accused the newspaper
that carried the report of &quot;selling ink&quot;.<br>&nbsp;<br />
Dockers said they had not been told anything. According to their union, 1,200 jobs are at risk.<br><br>
<font size=1>(2312 Reads) &nbsp; <a href=#>comments?</a> | <a href=#>Printer friendly page</a></font>
</td></tr></table></body></html>"""


def test_a_page_laid_out_by_tables_and_line_breaks() -> None:
    article = page(PORTAL, "portal.html", OPTIONS)
    assert article.title == "Harbour chief denies sale"
    assert (article.outlet, article.place) == ("Kelmar News Agency", "Port Sann")
    _, *body = article.text.split("\n\n")
    assert [one[:20] for one in body] == ["The head of the harb", '"There is no buyer, ', "Dockers said they ha"]
    assert body[-1].endswith("1,200 jobs are at risk.")


def test_a_table_of_figures_stays_one() -> None:
    rows = "".join(f"<tr><td>Ward {n}</td><td>{n}12</td></tr>" for n in range(5))
    prose = "<p>The count of the votes went on until the morning, and nobody slept in the town hall of Sallow.</p>"
    article = page(f"<html><body><h1>Votes counted</h1>{prose}<table>{rows}</table>{prose[:-5]}</p></body></html>",
                   "votes.html", OPTIONS)  # fmt: skip
    assert "Ward 1" in article.text
