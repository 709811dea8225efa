"""What is written: whole, escaped, and readable again."""

import io
import json
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.article import Article, Attribution
from quoth.export import write
from quoth.export.marks import segments
from quoth.export.sentences import around, sentences
from tests.export.strategies import articles

TEXT = (
    "Envoy says rebels told her they would go\n\n"
    "Some countries, the official added, resent the calm. Mr. Oreld of the U.S. Navy said no.\n\nThe end."
)


def span(part: str) -> tuple[int, int]:
    return TEXT.index(part), TEXT.index(part) + len(part)


ARTICLE = Article(
    id="1",
    origin="pages/a.html",
    text=TEXT,
    title="Envoy says rebels told her they would go",
    outlet="Norwire",
    via="The Veshan Project",
    published="2018-04-24",
    attributions=(
        Attribution(
            "a1",
            "indirect",
            (span("Envoy"),),
            (span("says"),),
            (span("rebels told her they would go"),),
            confidence=0.9,
        ),
        Attribution("a2", "indirect", (span("rebels"),), (span("told"),), (span("they would go"),), within="a1"),
        Attribution(
            "a3",
            "indirect",
            (span("the official"),),
            (span("added"),),
            (span("Some countries"), span("resent the calm")),
        ),
        Attribution("a4", "indirect", (span("Mr. Oreld of the U.S. Navy"),), (span("said"),), (span("no"),)),
    ),
)


def written(format: str, *given: Article) -> str:
    out = io.StringIO()
    write(given, format, out)
    return out.getvalue()


def test_text_shows_each_sentence_with_its_words_marked() -> None:
    text = written("text", ARTICLE)
    assert "Envoy says rebels told her they would go\nNorwire, carried by The Veshan Project, 2018-04-24" in text
    assert "a1 Envoy  indirect, 90% sure" in text
    assert "[Envoy] <says> {rebels told her they would go}" in text
    assert "a2 rebels  indirect, within a1" in text
    assert "{Some countries}, [the official] <added>, {resent the calm}." in text
    assert "[Mr. Oreld of the U.S. Navy] <said> {no}." in text


def test_an_article_in_which_nobody_speaks() -> None:
    silent = Article(id="2", origin="b", text="The end.")
    assert "Nobody is quoted." in written("text", silent)
    assert "Nobody is quoted." in written("html", silent)


def test_jsonl_is_a_record_a_line() -> None:
    lines = written("jsonl", ARTICLE, ARTICLE).splitlines()
    assert [json.loads(line) for line in lines] == [ARTICLE.record()] * 2


@pytest.mark.parametrize("count", [0, 1, 3])
def test_json_is_a_list(count: int) -> None:
    assert json.loads(written("json", *[ARTICLE] * count)) == [ARTICLE.record()] * count


class Seen(HTMLParser):
    """Tags, text, and whether every element that opens closes in its turn."""

    empty = frozenset({"meta"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.article = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        given = dict(attrs)
        self.ids += [one for one in [given.get("id")] if one]
        self.links += [one for one in [given.get("href")] if one]
        assert not any(name.startswith("on") or name == "src" for name in given)
        if tag not in self.empty:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "article" in self.open and "a" not in self.open:
            self.article += data


def test_the_page_marks_roles_and_leads_to_each() -> None:
    html = written("html", ARTICLE)
    seen = Seen(html)
    assert not seen.open
    assert "script" not in seen.tags and "img" not in seen.tags and "link" not in seen.tags
    assert "default-src 'none'" in html
    assert len(seen.ids) == len(set(seen.ids))
    assert {link.removeprefix("#") for link in seen.links} <= set(seen.ids)
    assert {f"n1-a{number}" for number in (1, 2, 3, 4)} <= set(seen.ids)
    assert '<span class="content d1"' in html, "what stands within is marked as such"


@given(st.lists(articles(), max_size=3))
def test_any_article_is_escaped_whole(given: list[Article]) -> None:
    seen = Seen(written("html", *given))
    assert not seen.open
    assert seen.tags <= {
        "html", "head", "meta", "title", "style", "body", "main", "p", "span", "section", "header", "h1", "div",
        "article", "nav", "ol", "li", "a", "b", "i", "small",
    }  # fmt: skip
    expected = "".join(one.text for one in given).encode("utf-8", "replace").decode().replace("\n\n", "")
    assert "".join(seen.article.split()) == "".join(expected.replace("\r", "\n").split())
    text = written("text", *given)
    assert all(character.isprintable() or character == "\n" for character in text)


@given(st.lists(articles(), max_size=3))
def test_any_article_as_json_reads_back(given: list[Article]) -> None:
    records = [article.record() for article in given]
    jsonl = written("jsonl", *given)
    jsonl.encode("utf-8")
    assert [json.loads(line) for line in jsonl.split("\n") if line] == records
    assert json.loads(written("json", *given)) == records


@given(articles())
def test_segments_lie_end_to_end(article: Article) -> None:
    found = list(segments(len(article.text), article.attributions))
    assert "".join(article.text[one.start : one.end] for one in found) == article.text
    for one in article.attributions:
        marked = {
            place for s in found for place in range(s.start, s.end) if any(m.attribution == one.id for m in s.marks)
        }
        assert marked == {place for start, end in one.source + one.cue + one.content for place in range(start, end)}


def test_sentences() -> None:
    assert [TEXT[start:end] for start, end in sentences(TEXT)] == [
        "Envoy says rebels told her they would go",
        "Some countries, the official added, resent the calm.",
        "Mr. Oreld of the U.S. Navy said no.",
        "The end.",
    ]


@given(articles())
def test_every_word_of_an_attribution_is_shown(article: Article) -> None:
    spans = sentences(article.text)
    for one in article.attributions:
        shown = {place for start, end in around(one, spans) for place in range(start, end)}
        words = {place for start, end in one.source + one.cue + one.content for place in range(start, end)}
        assert all(place in shown for place in words if not article.text[place].isspace())
