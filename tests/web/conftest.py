"""A small archive behind the pages, and a browser that runs no scripts."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from starlette.testclient import TestClient

from quoth.archive import Archive, ReadBy
from quoth.article import Article, Attribution, Speaker
from quoth.config import WebOptions
from quoth.web.app import application
from quoth.web.site import Site
from quoth.web.tokens import Keys
from tests.archive.stories import STORY, said, spans
from tests.archive.test_people import NEWS
from tests.archive.test_search import ARTICLES
from tests.archive.test_stories import article

TITLE = "<script>alert(1)</script> \"'>&amp;\u202eflip"
HOSTILE = f"{TITLE}\n\n<b>Bo</b> \u202eVT said <img src=x onerror=alert(1)>\u202c\x00\x1b[31m."
ATTACK = Article(
    id="attack",
    origin="pages/<i>attack</i>.html",
    url="javascript:alert(1)",
    text=HOSTILE,
    title=TITLE,
    authors=("<u>Ana</u>",),
    outlet="</a><script src=//evil.example></script>",
    via='" onmouseover="alert(1)',
    published="2021-12-24",
    published_basis="text",
    language='en" onload="x',
    attributions=(
        Attribution(
            "a1\"'><s>", "indirect", spans(HOSTILE, "<b>Bo</b>"), spans(HOSTILE, "said"),
            spans(HOSTILE, "<img src=x onerror=alert(1)>"), "s1",
        ),
    ),
    speakers=(Speaker("s1", "<b>Bo</b>", "person", role="<em>boss</em>", mentions=spans(HOSTILE, "<b>Bo</b>")),),
)  # fmt: skip
EXTRA = tuple(
    said(
        "Bo Lind", "said", f"berth {n} is free", outlet="Orda TV", published=f"2022-0{1 + n % 5}-11", origin=f"{n}.html"
    )
    for n in range(25)
)


def fake() -> tuple[object, ReadBy]:
    """A reader that finds what the article of the tests says, and takes no time."""
    return _read, ReadBy("0.1.0", "fake")


def _read(articles: Iterable[Article]) -> Iterator[Article]:
    for one in articles:
        known = STORY.text in one.text
        yield replace(one, attributions=STORY.attributions, speakers=STORY.speakers) if known else one


def browser(archive: Archive, options: WebOptions = WebOptions(), keys: Keys | None = None, **more: str) -> TestClient:
    site = Site(archive, options, keys or Keys(), fake)  # type: ignore[arg-type]
    # By a number, as on the machine itself: any other name is refused.
    return TestClient(application(site), base_url="http://127.0.0.1:8642", follow_redirects=False, headers=more)


@pytest.fixture(scope="module")
def running() -> Iterator[Browser]:
    from tests.web.serving import chromium  # which needs this file itself

    with chromium() as browser:
        yield browser


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "archive.db") as archive:
        yield archive


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("web") / "archive.db") as archive:
        archive.add((*ARTICLES, ATTACK, *EXTRA))
        yield archive


@pytest.fixture(scope="session")
def retold(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """One story by three outlets, and people whom articles call by several names."""
    with Archive(tmp_path_factory.mktemp("retold") / "archive.db") as archive:
        copies = ("bridge-wire", "bridge-copy-1", "bridge-cut-2")
        archive.add([*(article(name, outlet=f"The {name} <s>") for name in copies), *NEWS])
        yield archive


@pytest.fixture
def web(full: Archive) -> TestClient:
    return browser(full)
