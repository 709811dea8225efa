"""Plain text files, clean and as they were copied from a page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.config import IntakeOptions
from quoth.errors import InputError
from quoth.intake import plain

OPTIONS = IntakeOptions(today="2026-11-24")
STORY = (
    "The harbour of Sallow will be closed from Monday, the council said after its meeting.\n\n"
    "The mayor told reporters that the cranes had not been safe since the storm in March."
)


def test_headline_and_body() -> None:
    article = plain(f"Harbour of Sallow to close\n\n{STORY}\n", "a.txt", OPTIONS)
    assert article.title == "Harbour of Sallow to close"
    assert article.text == f"Harbour of Sallow to close\n\n{STORY}"
    assert (article.outlet, article.published, article.language) == (None, None, "en")


def test_a_text_without_a_headline() -> None:
    article = plain(STORY, "a.txt", OPTIONS)
    assert (article.title, article.text) == (None, STORY)


def test_crawl_date_above_and_form_below() -> None:
    text = (
        f"2019-11-20\n\nHarbour of Sallow to close\n\nShare Tweet Print\n\n{STORY}\n\nRead more\n\n"
        "https://veshan.example/?p=1\n\nYour Name\nYour Email Address\nYour Comment\nSubmit\n"
    )
    article = plain(text, "a.txt", OPTIONS)
    assert article.text == f"Harbour of Sallow to close\n\n{STORY}"
    assert article.published is None


@pytest.mark.parametrize(
    ("bar", "day"),
    [("2021-05-02 14:12 | Share | Print", None), ("Published 3 May 2021 · 4 min read · Share", "2021-05-03")],
)
def test_a_bar_of_a_date_and_buttons(bar: str, day: str | None) -> None:
    article = plain(f"{bar}\nHarbour of Sallow to close\n\n{STORY}", "a.txt", OPTIONS)
    assert article.text == f"Harbour of Sallow to close\n\n{STORY}"
    assert article.published == day, "a crawl's day is not that of publication"


def test_a_byline() -> None:
    article = plain(f"Harbour of Sallow to close\n\nBy Ana Brook and Ib Sund\n\n{STORY}", "a.txt", OPTIONS)
    assert article.authors == ("Ana Brook", "Ib Sund")
    assert article.text == f"Harbour of Sallow to close\n\n{STORY}"


def test_a_dateline_with_its_year() -> None:
    text = f"Harbour of Sallow to close\n\nTARVIK, April 3, 2018 (Kelmar News Agency) -- {STORY}"
    article = plain(text, "a.txt", OPTIONS)
    assert (article.published, article.published_basis) == ("2018-04-03", "text")
    assert (article.outlet, article.place) == ("Kelmar News Agency", "Tarvik")
    assert article.text.endswith(STORY)


def test_wrapped_lines_are_put_together() -> None:
    wrapped = STORY.replace("Monday, the", "Monday,\nthe").replace("since the storm", "since\nthe storm")
    text = plain(f"Harbour of Sallow to close\n\n{wrapped}", "a.txt", OPTIONS).text
    assert "since the storm in March" in text
    assert "\n" not in text.replace("\n\n", "")


@pytest.mark.parametrize("text", ["", "  \n\n ", "Your Name\nYour Email Address", "2019-11-20", "---"])
def test_nothing_to_read(text: str) -> None:
    with pytest.raises(InputError, match=r"a\.txt: .*nothing to read"):
        plain(text, "a.txt", OPTIONS)


@given(st.text(max_size=500))
def test_any_text(text: str) -> None:
    try:
        article = plain(text, "any.txt", OPTIONS)
    except InputError as error:
        assert str(error).isprintable()
    else:
        assert article.text == article.text.strip()
        assert any(map(str.isalnum, article.text))


def test_a_note_to_editors_above_the_dateline() -> None:
    text = f"Harbour of Sallow to close\n\n(Adds analyst comment, shares)\n\nAug 14 (Corvin News) - {STORY}"
    article = plain(text, "a.txt", OPTIONS)
    assert article.text == f"Harbour of Sallow to close\n\n{STORY}"
    assert article.outlet == "Corvin News"


@pytest.mark.parametrize("menu", ["Home | World | Region", "News > Middle East > Sell", "Home » World » Politics"])
def test_a_menu_above_is_no_headline(menu: str) -> None:
    assert (
        plain(f"{menu}\nHarbour of Sallow to close\n\n{STORY}\n", "a.txt", OPTIONS).title
        == "Harbour of Sallow to close"
    )


def test_a_first_sentence_that_ends_in_a_quotation_is_no_headline() -> None:
    first = "LODE HARBOR, Nov. 25 — Brell on Wednesday accused Tavia, a charge that Tavia dismissed as “theater.”"
    assert plain(f"{first}\n\n{STORY}\n", "a.txt", OPTIONS).title is None
