"""Pages read back as a browser would read them."""

from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from starlette.testclient import TestClient

_VOID = {"meta", "link", "input", "br", "rect"}


class Page(HTMLParser):
    """Tags, attributes, links, form fields and text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.loaded: list[str] = []
        self.fields: dict[str, str] = {}
        self.text = ""
        self.html = text
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self.attributes |= set(values)
        self.ids += [values["id"]] if "id" in values else []
        self.links += [(values["href"], "")] if tag == "a" and "href" in values else []
        self.loaded += [values[name] for name in ("src",) if name in values]
        self.loaded += [values["href"]] if tag == "link" else []
        if tag == "input" and values.get("name"):
            self.fields[values["name"]] = values.get("value", "")
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            assert self.open.pop() == tag, tag

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.links and "a" in self.open:
            href, said = self.links[-1]
            self.links[-1] = (href, said + data)

    @property
    def words(self) -> str:
        return " ".join(self.text.split())

    def own(self, here: str = "http://127.0.0.1/") -> list[str]:
        """The addresses on the same server that the page leads to."""
        whole = [urljoin(here, href) for href, _ in self.links if not href.startswith("#")]
        return [one for one in whole if urlsplit(one).hostname == "127.0.0.1"]

    def to(self, label: str) -> str:
        """Where the link with some words leads."""
        return next(href for href, said in self.links if label in " ".join(said.split()))


def fetched(web: TestClient, path: str, status: int = 200) -> Page:
    """A page in which every tag is closed and no id stands twice."""
    answer = web.get(path)
    assert answer.status_code == status, answer.text
    page = Page(answer.text)
    assert (page.open, len(page.ids)) == ([], len(set(page.ids)))
    return page
