"""Every page and what can be done on it, in a real browser: wide and on a phone, in light and in dark colours."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import numpy as np
import numpy.typing as npt
import pytest
from playwright.sync_api import Browser, Page, expect

from quoth import pipeline
from quoth.archive import Archive
from quoth.config import WebOptions
from quoth.web.tokens import kept
from tests.archive.stories import STORY, TEXT
from tests.archive.test_alike import encode
from tests.archive.test_meant import LOCKED, SHUT
from tests.archive.test_meant import encode as about_war
from tests.archive.test_people import NEWS
from tests.archive.test_said import TOLD
from tests.archive.test_stories import article
from tests.web.conftest import ATTACK, EXTRA
from tests.web.serving import CHROMIUM, LOOKS, Look, opened, served, sound

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
COPIES = ("bridge-wire", "bridge-copy-1", "bridge-cut-2")
# In the order in which they are added: the copies are articles 1 to 3, and the story is article 8.
ARTICLES = (*(article(name, outlet=f"The {name}") for name in COPIES), *TOLD[:4], STORY, *NEWS, *EXTRA, ATTACK)
PORT, ATTACKED = 8, 8 + len(NEWS) + len(EXTRA) + 1


class StandIn:
    """Takes the place of the model that knows what sentences mean."""

    def encode(self, texts: Iterable[str]) -> npt.NDArray[np.float32]:
        return encode(list(texts))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with (
        pytest.MonkeyPatch.context() as patch,
        Archive(tmp_path_factory.mktemp("journeys") / "archive.db") as archive,
    ):
        patch.setattr(pipeline, "_encoder", lambda threads=1: StandIn())
        archive.add(ARTICLES)
        with served(archive, WebOptions(port=0, requests=1_000_000, reads=1_000_000)) as address:
            yield address


@pytest.fixture(params=LOOKS, ids=str)
def look(request: pytest.FixtureRequest) -> Look:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def tab(running: Browser, address: str, look: Look) -> Iterator[Page]:
    with opened(running, address, look) as page:
        yield page


def undo(tab: Page) -> None:
    tab.click(".made >> text=Undo")
    tab.wait_for_selector(".made", state="detached")


def sign(tab: Page, why: str) -> None:
    tab.fill("[name=why]", why)
    tab.fill("[name=by]", "Ana Brook")


def open_form(tab: Page) -> None:
    """The form beside the last statement of the story, once it is there to stay and has the focus."""
    tab.click("li[data-of=a3] >> text=correct")
    expect(tab.locator("form.correct [name=speaker]")).to_be_focused()


def test_search_narrowed_and_back(tab: Page) -> None:
    tab.goto("/")
    tab.fill("#q", "berth")
    tab.press("#q", "Enter")
    tab.wait_for_selector("text=25 statements")
    assert tab.url.endswith("/?q=berth")  # what is empty stays out of the address
    tab.click("aside a:has-text('indirectly')")
    tab.wait_for_selector(".chosen >> text=quoted indirectly")
    tab.click("text=latest first")
    tab.wait_for_url("**sort=date*")
    tab.click("text=Next page")
    tab.wait_for_selector("text=First page")
    assert tab.locator(".statement").count() == 5
    sound(tab)
    again = tab.url
    tab.goto("about:blank")
    tab.goto(again)  # the address holds all of it
    assert tab.locator(".statement").count() == 5
    assert tab.input_value("#q") == "berth"
    for _ in range(3):
        tab.go_back()
    tab.wait_for_selector("text=Next page")
    tab.click(".chosen a")
    tab.wait_for_selector(".chosen", state="detached")
    assert "q=berth" in tab.url


def test_days_brushed_and_typed(tab: Page) -> None:
    tab.goto("/?q=berth")
    bars = tab.locator(".chart a .room")
    bars.nth(1).scroll_into_view_if_needed()
    first, last = bars.nth(1).bounding_box(), bars.nth(3).bounding_box()
    assert first and last
    tab.mouse.move(first["x"] + first["width"] / 2, first["y"] + 20)
    tab.mouse.down()
    tab.mouse.move(last["x"] + last["width"] / 2, last["y"] + 20, steps=4)
    tab.mouse.up()
    tab.wait_for_url("**since=2022-02&until=2022-04*")
    assert tab.locator("text=15 statements").count() == 1
    assert "from 2022-02 × , remove to 2022-04" in " ".join(tab.inner_text(".chosen").split())
    tab.fill("[aria-label=Days] [name=since]:visible", "2022-04")
    tab.press("[aria-label=Days] [name=since]:visible", "Enter")
    tab.wait_for_url("**since=2022-04&until=2022-04*")
    assert tab.inner_text(".summary strong") == "5 statements"


def test_by_keyboard_alone(tab: Page) -> None:
    tab.goto("/?q=berth")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "main"
    tab.focus(".chart a >> nth=0")
    tab.keyboard.press("Enter")  # each bar is a link of its own
    tab.wait_for_url("**since=2022-01&until=2022-01*")
    tab.focus("aside a:has-text('indirectly')")
    tab.keyboard.press("Enter")
    tab.wait_for_selector(".chosen >> text=quoted indirectly")
    expect(tab.locator("#main")).to_be_focused()  # and the keyboard goes on from there
    tab.goto(f"/articles/{PORT}")
    tab.focus("article a.number >> nth=1")
    assert tab.locator("article .tied").count() == 3
    tab.keyboard.press("Enter")
    tab.wait_for_url("**#s-a2-in-list")


def test_by_meaning(tab: Page) -> None:
    tab.goto("/")
    tab.click("text=By meaning")
    tab.fill("#like", "berth 7 is free")
    tab.press("#like", "Enter")
    tab.wait_for_selector("text=100% alike")
    assert parse_qsl(urlsplit(tab.url).query) == [("like", "berth 7 is free")]
    assert "berth 7 is free" in tab.inner_text(".statement >> nth=0")
    sound(tab)
    tab.goto("/said/4")
    tab.click("text=Search by meaning")
    tab.wait_for_selector("text=100% alike")


def test_the_same_in_other_words(running: Browser, look: Look, tmp_path: Path) -> None:
    with Archive(tmp_path / "archive.db") as archive:
        archive.add([SHUT, LOCKED])
        sum(pipeline.embed(archive, about_war))
        with served(archive) as address, opened(running, address, look) as tab:
            tab.goto("/said/1")
            tab.click("text=It is the same")
            sound(tab)
            tab.fill("[name=by]", "Ana Brook")
            tab.click("text=Put it with the wordings")
            tab.wait_for_selector("text=2 wordings of one statement")
            sound(tab)
            tab.click("text=What was put together by hand")
            tab.wait_for_selector("text=Held to be one saying")
            sound(tab)
            tab.click("text=Undo")
            tab.wait_for_selector("text=Undone")
            tab.goto("/said/1")
            tab.wait_for_selector("text=It is the same")


def test_more_filters(tab: Page) -> None:
    tab.goto("/?q=gate")
    tab.click("text=More filters")
    tab.fill(".more [name=speaker]", "lind")
    tab.fill(".more [name=role]", "pilot")
    sound(tab)
    tab.click(".more button")
    tab.wait_for_selector(".chosen >> text=pilot")
    assert dict(parse_qsl(urlsplit(tab.url).query)) == {"q": "gate", "role": "pilot", "speaker": "lind"}
    assert tab.locator("text=1 statement").count() == 1


@pytest.mark.parametrize("format", ["csv", "json", "jsonl", "parquet"])
def test_exactly_this_result_is_saved(tab: Page, format: str) -> None:
    tab.goto("/?q=berth&until=2022-01")
    with tab.expect_download() as started:
        tab.click(f"text=/^{format}$/i")
    assert started.value.suggested_filename == f"quoth.{format}"
    assert Path(started.value.path()).stat().st_size > 500


def test_an_article_and_its_copies(tab: Page) -> None:
    tab.goto("/articles/2")
    tab.click("summary:has-text('The story, as it was carried')")
    expect(tab.locator(".carriers li")).to_have_count(3)
    sound(tab)
    tab.click("text=Compare the copies word by word")
    tab.select_option("[name=one]", "3")
    tab.select_option("[name=other]", "1")
    tab.click("form.range button >> text=Compare")
    tab.wait_for_url("**one=3&other=1*")
    tab.wait_for_selector("#two ins")
    sound(tab)
    tab.go_back()
    tab.wait_for_url("**/stories/2")


def test_links_to_the_original_and_to_a_web_archive(tab: Page) -> None:
    tab.goto(f"/articles/{PORT}")
    links = tab.locator(".facts a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert links[:2] == ["https://orda.example/port", "https://web.archive.org/web/20210830/https://orda.example/port"]
    assert "credited by The Veshan Project, who carried it" in tab.inner_text(".facts")
    assert "named in the page's own data" in tab.inner_text(".facts")


def test_an_attribution_lights_up(tab: Page, look: Look) -> None:
    tab.goto(f"/articles/{PORT}")
    calm = tab.locator("article .content >> nth=0").evaluate("one => getComputedStyle(one).outlineStyle")
    tab.hover("article .cue >> nth=0")
    expect(tab.locator("li.tied")).to_have_count(1)
    lit = tab.locator("article .content.tied >> nth=0").evaluate("one => getComputedStyle(one).outlineStyle")
    assert (calm, lit) == ("none", "solid")
    sound(tab)
    nested = tab.locator("article .content .content.d1")
    assert "the channel was mined" in nested.inner_text()
    assert nested.evaluate("one => getComputedStyle(one).textDecorationStyle") == "dashed"  # told without colour too


def test_printed_it_is_the_text(tab: Page) -> None:
    tab.goto(f"/articles/{PORT}")
    tab.emulate_media(media="print")
    assert not tab.locator("header.top").is_visible()
    assert not tab.locator(".acts").first.is_visible()
    assert tab.locator("article .cue").first.is_visible()
    assert tab.locator("text=Who said what").is_visible()


def test_a_hostile_article_does_nothing(tab: Page) -> None:
    tab.goto(f"/articles/{ATTACKED}")  # a tab that complains or runs anything fails
    assert "<img src=x onerror=alert(1)>" in tab.inner_text("article")
    tab.goto("/?q=alert")
    assert tab.locator("img").count() == 0


def test_people_put_together_and_back(tab: Page) -> None:
    tab.goto("/speakers")
    tab.fill("[name=speaker]", "haldeck")
    tab.press("[name=speaker]", "Enter")
    tab.click("td a:has-text('Haldeck') >> nth=0")
    tab.click("text=Merge or rename")
    sound(tab)
    tab.check("[name=other] >> nth=0")
    tab.click("text=See what would move")
    tab.wait_for_selector("text=What moves")
    tab.click("text=The other way round")
    tab.wait_for_selector("text=What moves")
    tab.go_back()
    sound(tab)
    tab.click("text=They are one")
    assert "/speaker/merge" in tab.url  # the browser asks for what is missing
    sign(tab, "one man")
    tab.click("text=They are one")
    tab.wait_for_selector(".made >> text=one man")
    sound(tab)
    undo(tab)


def test_a_person_renamed_and_back(tab: Page) -> None:
    tab.goto("/speakers")
    tab.click("td a:has-text('Haldeck') >> nth=0")
    tab.click("text=Merge or rename")
    tab.fill("[name=name]", "Secretary Haldeck")
    tab.click("text=See how that looks")
    tab.wait_for_selector("text=will be called Secretary Haldeck")
    sign(tab, "as he signs")
    tab.click("button >> text=Rename")
    tab.wait_for_selector("h1:has-text('Secretary Haldeck')")
    undo(tab)
    assert tab.locator("h1:has-text('Secretary')").count() == 0


def test_somebody_taken_apart_and_back(tab: Page) -> None:
    tab.goto("/speakers")
    tab.click("td a:has-text('Haldeck') >> nth=0")
    tab.wait_for_selector("text=somebody else? >> nth=0")
    statements = tab.locator(".statement").count()
    tab.click("text=somebody else? >> nth=0")
    tab.wait_for_selector("text=to somebody of their own")
    sound(tab)
    sign(tab, "another man")
    tab.click("button >> text=take apart")
    tab.wait_for_selector(".made >> text=another man")
    expect(tab.locator(".statement")).to_have_count(statements - 1)
    undo(tab)
    expect(tab.locator(".statement")).to_have_count(statements)


def test_a_speaker_by_days(tab: Page) -> None:
    tab.goto("/speaker?who=Bo+Lind")
    sound(tab)
    tab.click(".chart a >> nth=-1")
    tab.wait_for_url("**since=*")
    tab.click("text=All days")
    tab.click("text=Next page")
    tab.wait_for_selector("text=First page")


def test_wordings_side_by_side(tab: Page) -> None:
    tab.goto("/said/4")
    count = tab.locator(".wording").count()
    assert count > 1
    chosen = tab.locator("#beside option >> nth=1").get_attribute("value")
    assert chosen
    tab.select_option("#beside", chosen)
    tab.click("button >> text=Compare")
    tab.wait_for_url(f"**beside={chosen}")
    expect(tab.locator(".wording")).to_have_count(count)
    assert tab.locator(".wording ins, .wording del").count() > 0
    assert tab.locator(".chain li").count() > 1
    sound(tab)


@pytest.mark.parametrize("by", ["outlets", "people", "names", "periods"])
def test_sides_are_compared_and_each_bar_leads_on(tab: Page, by: str) -> None:
    tab.goto("/compare")
    tab.click(f".tools >> text={by}")
    tab.wait_for_selector(f"legend:has-text('Two to five {by}')")
    tab.check("[name=side] >> nth=0")
    tab.check("[name=side] >> nth=1")
    tab.click("button >> text=Compare")
    tab.wait_for_selector("table.compared")
    sound(tab)
    bar = tab.locator(".compared td a[title]").last
    told = bar.get_attribute("title")
    bar.click()
    tab.wait_for_selector(f".summary >> text=/^{told} in/")


def test_one_side_is_too_few(tab: Page) -> None:
    tab.goto("/compare")
    tab.check("[name=side] >> nth=0")
    tab.click("button >> text=Compare")
    tab.wait_for_selector("[role=alert] >> text=Choose two to five")
    sound(tab)


def test_a_text_read_and_kept(tab: Page) -> None:
    tab.goto("/read")
    tab.click("text=Read it")
    tab.wait_for_selector("[role=alert] >> text=give one of the three")
    sound(tab)
    tab.fill("[name=text]", TEXT)
    tab.click("text=Read it")
    tab.wait_for_selector("text=not kept yet")
    sound(tab)
    tab.reload()
    tab.fill("[name=published]", "soon")
    tab.click("text=Keep it")
    tab.wait_for_selector("[role=alert] >> text=is no day")
    tab.fill("[name=published]", "2021-08-30")
    tab.fill("[name=outlet]", "Orda TV")
    tab.click("text=Keep it")
    tab.wait_for_url(re.compile(r"/articles/\d+$"))
    assert "given by whoever added it" in tab.inner_text(".facts")


def test_a_page_dropped(tab: Page) -> None:
    tab.goto("/read")
    tab.evaluate(
        """text => {
          const data = new DataTransfer();
          data.items.add(new File([text], "port.txt", {type: "text/plain"}));
          const form = document.querySelector("[data-drop]");
          for (const type of ["dragover", "drop"])
            form.dispatchEvent(new DragEvent(type, {dataTransfer: data, bubbles: true, cancelable: true}));
        }""",
        TEXT,
    )
    tab.wait_for_selector("text=not kept yet")


def test_a_statement_corrected_taken_out_and_back(tab: Page) -> None:
    tab.goto(f"/articles/{PORT}")
    open_form(tab)
    sound(tab)
    sign(tab, "the name stands there")
    tab.fill("form.correct [name=speaker]", "Bo Lind")
    tab.click("text=Correct it")
    tab.wait_for_selector(".made >> text=the name stands there")
    sound(tab)
    undo(tab)
    tab.goto(f"/articles/{PORT}")
    open_form(tab)
    sign(tab, "a saying of nobody")
    tab.click("text=take it out")
    tab.wait_for_selector(".made >> text=Statement taken out")
    expect(tab.locator("article .content")).to_have_count(2)
    tab.goto("/corrections")
    sound(tab)
    tab.click(".logged >> nth=0 >> text=Undo")
    tab.wait_for_selector(".logged >> nth=0 >> text=Undone by Ana Brook")
    tab.goto(f"/articles/{PORT}")
    assert tab.locator("article .content").count() > 2


def test_what_is_wrong_is_said_in_its_place(tab: Page) -> None:
    tab.goto("/statements/1/correct")
    sign(tab, "a try")
    tab.click("text=the words, and how they are quoted")
    tab.fill("[name=content]", "words that do not stand there")
    tab.evaluate("document.querySelector('form.correct').noValidate = true")
    with tab.expect_response(re.compile("/statements/1/correct")) as answer:
        tab.evaluate("fetch(document.querySelector('form.correct').action, {method: 'POST', body: new FormData("
                     "document.querySelector('form.correct'))}).catch(() => 0)")  # fmt: skip
    assert answer.value.status == 422
    assert 'role="alert"' in answer.value.text()


def test_nothing_and_nobody(tab: Page) -> None:
    tab.goto("/?q=nowhere&kind=direct")
    sound(tab)
    tab.click("text=Search without filters")
    tab.wait_for_url("**/?q=nowhere")
    tab.goto("/articles?outlet=Nobody")
    assert tab.locator("text=No article of these").is_visible()
    sound(tab)


def test_an_empty_archive(running: Browser, empty: Archive, look: Look) -> None:
    with served(empty) as address, opened(running, address, look) as tab:
        for path in ("/", "/speakers", "/articles", "/compare", "/corrections"):
            tab.goto(path)
            sound(tab)
        tab.goto("/")
        tab.click("text=read one text here")
        tab.wait_for_url("**/read")


def test_the_door(running: Browser, full: Archive, look: Look, tmp_path: Path) -> None:
    keys, tokens = kept(tmp_path / "archive.db")
    options = WebOptions(port=0, names=("desk.example",))
    with served(full, options, keys) as address, opened(running, address, look, complaints=False) as tab:
        tab.goto("/?q=port")
        tab.wait_for_url("**/enter?next=*")
        sound(tab)
        tab.fill("[name=token]", "guess")
        tab.press("[name=token]", "Enter")
        tab.wait_for_selector("[role=alert] >> text=no token of this archive")
        tab.fill("[name=token]", tokens["reader"])
        tab.press("[name=token]", "Enter")
        tab.wait_for_url("**/?q=port")
        tab.goto("/articles/1")
        assert tab.locator(".acts a:has-text('correct')").count() == 0  # readers read
        tab.click("text=Leave")
        tab.wait_for_url("**/enter")


WRONG = {
    "/articles/999": "holds no article 999",
    "/nowhere": "go on from the start page",
    "/?since=soon": "since",
    "/speaker?who=Nobody": "search for a part of the name",
}


def test_errors_say_what_to_do(running: Browser, address: str, look: Look) -> None:
    with opened(running, address, look, complaints=False) as tab:  # the browser tells of each status itself
        for path, says in WRONG.items():
            tab.goto(path)
            assert says in tab.inner_text("main")
            sound(tab)
        tab.click("main a:has-text('Search')")
        tab.wait_for_selector("#q")
