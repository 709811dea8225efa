"""Charts, excerpts and addresses: the small things that pages are made of."""

import re
from dataclasses import fields
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from quoth.article import Article, Attribution, Spans, Statement
from quoth.web.asked import Search, addressed
from quoth.web.charts import HEIGHT, chart
from quoth.web.excerpts import excerpt, line
from quoth.web.rendering import archived, opened
from tests.export.strategies import articles
from tests.web.html import Page

DAYS = st.dictionaries(st.dates().map(str), st.integers(1, 10_000), max_size=40)


@given(DAYS)
def test_every_statement_is_in_a_bar_and_every_bar_in_its_chart(days: dict[str, int]) -> None:
    made = chart(days)
    if made is None:
        assert len({day[:4] for day in days}) < 2 or len(days) < 2
        return
    assert sum(bar.count for bar in made.bars) == sum(days.values())
    for bar in made.bars:
        assert 0 <= bar.x <= bar.x + bar.width <= made.slots
        assert 0 <= bar.y < HEIGHT
    assert [bar.when for bar in made.bars] == sorted({bar.when for bar in made.bars})


def test_days_months_or_years() -> None:
    for last, unit in (("2021-03-01", "day"), ("2021-12-01", "month"), ("2040-01-01", "year")):
        made = chart({"2021-01-01": 1, last: 2})
        assert made
        assert (made.unit, made.most) == (unit, 2)
    assert chart({"2021": 3, "": 1, "2021-01-01": 1}) is None


@given(articles(), st.data())
def test_an_excerpt_of_anything_is_text(article: Article, data: st.DataObject) -> None:
    for one in article.attributions:
        words = " … ".join(article.text[start:end] for start, end in one.content)
        hits = data.draw(st.lists(st.tuples(st.integers(0, len(words)), st.integers(0, len(words)))))
        page = Page(f"<p>{excerpt(_statement(one, words, tuple(sorted(hits))), article.text)}</p>")
        assert page.open == []
        assert page.tags <= {"p", "span", "mark"}


def _statement(one: Attribution, content: str, hits: Spans) -> Statement:
    nothing: dict[str, Any] = {field.name: None for field in fields(Statement)}
    spans = {"source_spans": one.source, "cue_spans": one.cue, "content_spans": one.content, "hits": hits}
    return Statement(**(nothing | {"id": 1, "kind": one.kind, "content": content} | spans))


@given(st.text())
def test_a_line_is_one_line_and_turns_nothing(text: str) -> None:
    shown = str(line(text))
    assert not re.search("[\u202a-\u202e\u2066-\u2069\n\r\0]", shown)
    assert Page(shown).tags == {"bdi"}


@given(st.text(min_size=1, max_size=40), st.text(max_size=40))
def test_an_address_says_all_that_is_asked_for(q: str, who: str) -> None:
    asked = Search.model_validate({"q": q, "who": who, "named": False})
    again = Search.of(dict(parse_qsl(urlsplit(asked.address("/")).query)))
    assert again == asked


def test_addresses() -> None:
    assert addressed("/", {"a": None, "b": ""}) == "/"
    assert opened("HTTPS://x.example") == "HTTPS://x.example"
    assert [opened(one) for one in (None, "", "javascript:x", " http://x", "data:x")] == [None] * 5
    assert (
        archived("https://x.example/a b?c=é", None) == "https://web.archive.org/web/2/https://x.example/a%20b?c=%C3%A9"
    )
