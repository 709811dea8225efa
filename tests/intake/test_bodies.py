"""What of a page is the article's body."""

import pytest

from quoth.config import IntakeOptions
from quoth.intake import page

OPTIONS = IntakeOptions(today="2026-11-24")
TITLE = "Ferry moves to the old harbour"
LEAD = "The council of Sallow has decided that the ferry to Tarvik will leave from the old harbour for the winter."
PARAGRAPHS = [
    f"The council said on Monday that pier {n} would be closed, and that the ferry would wait there until the spring."
    for n in range(4)
]
BODY = "".join(f"<p>{one}</p>" for one in PARAGRAPHS)


def body(inner: str, above: str = f"<h1>{TITLE}</h1>", below: str = "") -> list[str]:
    html = (
        f"<html><head><title>{TITLE} | Sallow Gazette</title></head><body>{above}"
        f'<div class="article-body">{inner}</div>{below}</body></html>'
    )
    return page(html, "made.html", OPTIONS).text.split("\n\n")[1:]


@pytest.mark.parametrize("wrapped", [f"<p>{LEAD}</p>", LEAD, f"<b>{LEAD[:20]}</b>{LEAD[20:]}", f"<div>{LEAD}</div>"])
def test_a_lead_is_kept_whether_it_has_an_element_or_stands_bare(wrapped: str) -> None:
    assert body(wrapped + BODY) == [LEAD, *PARAGRAPHS]


def test_bare_comments_are_not_made_paragraphs() -> None:
    comment = "I was on that ferry when it rained for the whole day, and nobody came to help.<p>Yes</p>"
    below = f'<div id="comments"><div class="comment"><div class="content">{comment}</div></div></div>'
    assert body(BODY, below=below) == PARAGRAPHS


def test_words_in_a_link_stay() -> None:
    marked = BODY.replace("pier 0", '<span class="link"><a href="/piers">pier 0</a></span>')
    assert body(marked) == PARAGRAPHS


@pytest.mark.parametrize("hidden", ['class="sr-only"', 'style="display: none"', 'class="rollover-block"'])
def test_what_no_reader_sees_is_left_out(hidden: str) -> None:
    marked = BODY.replace("pier 0", f"pier 0<span {hidden}>All about the piers of Sallow</span>")
    assert body(marked) == PARAGRAPHS


def test_a_line_break_in_the_source_is_a_space() -> None:
    assert body(BODY.replace(" that the", "\nthat the").replace(" would wait", "\n<i>would\nwait</i>")) == PARAGRAPHS


def test_items_of_a_list_have_no_mark_before_them() -> None:
    items = ["The ferry leaves at six in the morning.", "It is back at nine in the evening."]
    inner = BODY + f"<ul><li>{items[0]}</li><li>{items[1]}</li></ul><p>{LEAD}</p>"
    assert body(inner) == [*PARAGRAPHS, *items, LEAD]


def test_a_lead_above_a_picture_that_repeats_the_headline() -> None:
    assert body(f"<p>{LEAD}</p><p>{TITLE}</p>{BODY}") == [LEAD, *PARAGRAPHS]


def test_offers_of_other_reports_below_the_article() -> None:
    offers = ["The long way <a href='/a'>of a ferryman to Sallow</a>", "How to <a href='/b'>tie a boat in a storm</a>"]
    listed = "".join(f"<li>{one}</li>" for one in offers)
    assert body(f"{BODY}<h3>Great stories of the Gazette</h3><ul>{listed}</ul>") == PARAGRAPHS


@pytest.mark.parametrize(
    "line",
    [
        "Follow Brin Ostrava on Twitter: @brin_o", "Follow the Gazette on Facebook and Instagram.",
        "Like this story? Share it with a friend!", "An error has occurred, please try again later.",
        "This copy is for your personal, non-commercial use only.", "Write to Brin Ostrava at brin@gazette.example",
        "brin@gazette.example",
    ],
)  # fmt: skip
def test_lines_that_are_no_part_of_an_article(line: str) -> None:
    assert body(f"{BODY}<p>{line}</p>") == PARAGRAPHS


@pytest.mark.parametrize(
    "line",
    [
        "Gulls follow the ferry on every trip, the captain said.",
        "An error that occurred on the bridge cost a day.",
        "Thank you, the mayor told the crew.",
        "You can reach the captain at any hour, the council said.",
    ],
)
def test_sentences_that_only_begin_like_them_stay(line: str) -> None:
    assert body(f"{BODY}<p>{line}</p>") == [*PARAGRAPHS, line]
