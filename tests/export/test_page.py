"""The HTML page, read back as a browser would."""

import io
import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from quoth.article import Article
from quoth.export import write
from tests.export.stories import STORY
from tests.export.strategies import articles

_ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "main", "section", "header", "h1", "p", "span", "a", "div",
    "article", "nav", "ol", "li", "b", "i", "small",
}  # fmt: skip
_VOID = {"meta"}


class Page(HTMLParser):
    """Tags, attributes, the text of articles, and the words under each role."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.article = ""
        self.roles: dict[str, str] = {}
        self.listed = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.add(tag)
        self.attributes |= set(values)
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name == "href" and value]
        if tag not in _VOID:
            self.open.append((tag, values))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        path = [tag for tag, _ in self.open]
        if "nav" in path:
            self.listed += data
        elif "article" in path and "a" not in path:
            self.article += data
            for _, values in self.open:
                if title := values.get("title"):
                    self.roles[title] = self.roles.get(title, "") + data


def written(found: list[Article]) -> str:
    data = io.BytesIO()
    with io.TextIOWrapper(data, "utf-8", newline="\n") as out:
        write(iter(found), "html", out)
        out.flush()
        return data.getvalue().decode("utf-8")


def legible(text: str) -> str:
    """What a page shows of `text`: white space and characters that HTML cannot carry aside."""
    return re.sub(r"\s|\ud800", "", text.encode("utf-8", "replace").decode("utf-8"))


@given(st.lists(articles(), max_size=3))
def test_nothing_of_an_article_becomes_markup(found: list[Article]) -> None:
    page = Page(written(found))
    assert page.open == []
    assert page.tags <= _ALLOWED
    assert not any(name.startswith("on") or name in {"src", "style"} for name in page.attributes)
    assert all(link.startswith("#") for link in page.links)
    assert legible(page.article) == legible("".join(one.text for one in found))


@given(st.lists(articles(), max_size=3))
def test_every_link_leads_somewhere_and_no_id_stands_twice(found: list[Article]) -> None:
    page = Page(written(found))
    assert len(page.ids) == len(set(page.ids))
    marked = {link for link in page.links if link.endswith("-in-list")}
    assert {link.removeprefix("#") for link in marked} <= set(page.ids)
    assert page.links.count("#") == 0


@given(articles())
def test_each_role_holds_its_words_to_the_character(article: Article) -> None:
    page = Page(written([article]))
    for one in article.attributions:
        for role in ("source", "cue", "content"):
            words = "".join(article.text[start:end] for start, end in getattr(one, role))
            assert legible(page.roles.get(f"{role} of {one.id}", "")) == legible(words)


def test_a_story() -> None:
    page = Page(written([STORY]))
    assert page.roles == {
        "source of a1": "Mira Tosk",
        "cue of a1": "said",
        "content of a1": "the pilots claimed the channel was mined",
        "source of a2": "the pilots",
        "cue of a2": "claimed",
        "content of a2": "the channel was mined",
        "source of a3": "Bo Lind",
        "cue of a3": "said",
        "content of a3": "“We wait,”“Then we sail.”",
    }
    assert {"#n1-a1", "#n1-a2", "#n1-a3"} <= set(page.links)
    assert {"n1-a1", "n1-a2", "n1-a3", "n1-a1-in-list"} <= set(page.ids)
    assert "within a1" in page.listed
    assert "93% sure" in page.listed


def test_where_the_article_is_from() -> None:
    text = written([STORY])
    assert "Orda TV · carried by The Veshan Project · Sallow · 2021-08-30 · pages/port.html" in text
    assert text.count("Port shut: official") == 1


def test_the_page_stands_alone() -> None:
    text = written([STORY])
    assert "default-src 'none'" in text
    assert not re.search(r"<script|<link|<img|<iframe|https?://|url\(|@import", text)


def test_no_articles_and_nobody_quoted() -> None:
    assert "No article was read." in written([])
    assert "Nobody is quoted." in written([Article(id="x", origin="x.txt", text="The ferry leaves at noon.")])
