"""Correcting, merging and comparing in a real browser, where there is one."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from quoth.archive import Archive
from tests.archive.stories import STORY
from tests.archive.test_people import NEWS
from tests.archive.test_said import TOLD
from tests.archive.test_stories import article
from tests.web.serving import CHROMIUM, opened, served

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
PATHS = ("/said/4", "/stories/1", "/articles/8", "/statements/8/correct", "/speaker?person=2", "/corrections",
         "/speaker/change?person=2")  # fmt: skip


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with Archive(tmp_path_factory.mktemp("acted") / "archive.db") as archive:
        copies = [article(name) for name in ("bridge-wire", "bridge-copy-1", "bridge-cut-2")]
        archive.add([*copies, *TOLD[:4], STORY, *NEWS])
        with served(archive) as address:
            yield address


@pytest.fixture
def tab(running: Browser, address: str) -> Iterator[Page]:
    with opened(running, address) as page:
        yield page


def test_a_speaker_is_corrected_beside_the_article_and_back(tab: Page) -> None:
    tab.goto("/articles/8")
    tab.evaluate("window.still = true")
    tab.click("li[data-of=a3] >> text=correct")
    tab.wait_for_selector("li[data-of=a3] form.correct")
    assert tab.evaluate("window.still")
    assert tab.evaluate("document.activeElement.name") == "speaker"
    tab.keyboard.type("Bo Lind")
    tab.fill("form.correct [name=why]", "He is named")
    tab.press("form.correct [name=why]", "Enter")
    tab.wait_for_selector(".made >> text=He is named")
    assert "#correction-" in tab.url
    assert tab.inner_text(".made .changes") == "speaker\nnobody known Bo Lind"
    tab.click(".made >> text=Undo")
    tab.wait_for_selector(".made", state="detached")
    tab.goto("/corrections")
    assert "Undone" in tab.inner_text(".logged >> nth=0")


def test_people_are_put_together_and_back(tab: Page) -> None:
    tab.goto("/speakers")
    tab.click("td a:has-text('Sorin Haldeck') >> nth=0")
    tab.click("text=Merge or rename")
    tab.check("[name=other] >> nth=0")
    tab.click("text=See what would move")
    tab.fill("[name=why]", "one man")
    tab.click("text=They are one")
    tab.wait_for_selector(".made >> text=one man")
    tab.click(".made >> text=Undo")
    tab.wait_for_selector(".made", state="detached")


def test_two_copies_are_compared_in_place(tab: Page) -> None:
    tab.goto("/stories/1")
    tab.evaluate("window.still = true")
    tab.select_option("[name=one]", "1")
    tab.select_option("[name=other]", "3")
    tab.click("text=Compare >> visible=true >> nth=-1")
    tab.wait_for_url("**/stories/1?one=1&other=3*")
    tab.wait_for_selector("#two del")
    assert tab.evaluate("window.still")


def test_what_is_added_or_left_out_is_said_too(tab: Page) -> None:
    tab.goto("/said/4")
    said = tab.evaluate("getComputedStyle(document.querySelector('.wording del'), '::before').content")
    assert said == '" [left out: "'


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_is_wider_than_a_phone(tab: Page, path: str, scheme: str) -> None:
    tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    tab.set_viewport_size({"width": 390, "height": 800})
    answer = tab.goto(path)
    assert answer and answer.status == 200
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
