"""The pages in a real browser, where there is one: what scripts add, and that the policy lets them."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from quoth.archive import Archive
from tests.archive.stories import TEXT
from tests.web.serving import CHROMIUM, LOOKS, opened, served, sound

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")


@pytest.fixture(scope="module")
def address(full: Archive) -> Iterator[str]:
    with served(full) as found:
        yield found


@pytest.fixture
def tab(running: Browser, address: str) -> Iterator[Page]:
    with opened(running, address) as page:
        yield page


def test_an_attribution_is_tied_together(tab: Page) -> None:
    tab.goto("/articles/1")
    tab.hover("article .cue >> nth=1")
    tied = tab.locator("article .tied").all_inner_texts()
    assert [one.removeprefix("a2") for one in tied] == ["the pilots", "claimed", "the channel was mined"]
    assert tab.locator("li.tied").count() == 1
    tab.mouse.move(5, 5)
    assert tab.locator(".tied").count() == 0
    tab.focus("article a.number >> nth=2")
    assert tab.locator("article .tied").count() == 4


def test_choices_change_the_page_and_back_brings_it_again(tab: Page) -> None:
    tab.goto("/?q=ships")
    tab.evaluate("window.still = true")
    tab.click(".facets a:has-text('Maresh Daily')")
    tab.wait_for_url("**/?q=ships&outlet=Maresh+Daily")
    tab.wait_for_selector(".chosen a")
    assert tab.evaluate("window.still")  # swapped in, not loaded anew
    tab.fill("#q", "late")
    tab.press("#q", "Enter")
    tab.wait_for_selector("text=1 statement")
    assert "outlet=Maresh" in tab.url
    tab.go_back()
    tab.wait_for_selector("text=2 statements")
    assert tab.input_value("#q") == "ships"


def test_days_are_brushed(tab: Page) -> None:
    tab.goto("/?who=Bo+Lind&since=2022&until=2022")
    bars = tab.locator(".chart a .room")
    first, last = bars.nth(bars.count() - 3).bounding_box(), bars.nth(bars.count() - 1).bounding_box()
    assert first
    assert last
    tab.mouse.move(first["x"] + first["width"] / 2, first["y"] + 20)
    tab.mouse.down()
    tab.mouse.move(last["x"] + last["width"] / 2, last["y"] + 20, steps=4)
    assert tab.locator(".chart a.in").count() == 3
    tab.mouse.up()
    tab.wait_for_url("**since=2022-03&until=2022-05*")
    assert "15 statements" in tab.inner_text(".summary")


def test_days_are_drawn_with_axes(tab: Page) -> None:
    """By uPlot, under the bars that are links, also after a part of the page was swapped."""
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.goto("/?who=Bo+Lind")
    aligned(tab)
    tab.evaluate("document.querySelector('.days').id = 'old'")
    tab.press("#q", "Enter")
    expect(tab.locator("#old")).to_have_count(0)
    aligned(tab)
    assert not said  # nothing that the page's policy forbids


def aligned(tab: Page) -> None:
    """There is one drawing, and the bars that are links lie within its axes."""
    canvas = tab.locator(".days canvas")
    expect(canvas).to_have_count(1)
    drawn, bars = canvas.bounding_box(), tab.locator(".chart").bounding_box()
    assert drawn and bars
    assert drawn["x"] < bars["x"] and bars["x"] + bars["width"] <= drawn["x"] + drawn["width"] + 1
    assert drawn["y"] <= bars["y"] and bars["y"] + bars["height"] < drawn["y"] + drawn["height"]


def test_days_without_scripts(running: Browser, address: str) -> None:
    page = running.new_context(java_script_enabled=False, base_url=address).new_page()
    page.goto("/?who=Bo+Lind")
    assert page.locator(".days canvas").count() == 0
    box = page.locator(".chart a .bar, .chart a .on").first.bounding_box()
    assert box and box["width"] > 1
    page.locator(".chart a").last.click()
    page.wait_for_url("**since=*")


def test_a_file_that_is_chosen_is_read(tab: Page) -> None:
    tab.goto("/read")
    tab.set_input_files("[name=file]", {"name": "a.txt", "mimeType": "text/plain", "buffer": TEXT.encode()})
    tab.click("text=Read it")
    tab.wait_for_selector("text=3 statements, not kept yet")


@pytest.mark.parametrize(
    "path", ["/", "/articles/1", "/articles/6", "/compare?side=Orda+TV&side=Maresh+Daily", "/speakers",
             "/compare?by=period&side=2021&side=2022", "/speaker?who=Mira+Tosk"]
)  # fmt: skip
def test_no_page_is_wider_than_a_phone(tab: Page, path: str) -> None:
    tab.set_viewport_size({"width": 390, "height": 800})
    tab.goto(path)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390


# What another width or other colours can break; all else is looked at once.
CHANGING = {"runOnly": ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"]}


@pytest.mark.parametrize(
    "path",
    ["/", "/?q=port&outlet=Orda+TV", "/?q=nowhere&kind=direct", "/speakers", "/speaker?who=Mira+Tosk",
     "/speaker?who=Bo+Lind", "/articles", "/articles/1", "/articles/6",
     "/compare?side=Orda+TV&side=Maresh+Daily", "/compare?by=period&side=2021&side=2022", "/read", "/api", "/enter",
     "/said/1", "/stories/1", "/corrections", "/statements/1/correct", "/speaker/change?person=1"],
)  # fmt: skip
def test_axe_finds_no_serious_fault(tab: Page, path: str) -> None:
    tab.goto(path)
    for look in LOOKS:
        tab.set_viewport_size({"width": look.width, "height": 800})
        tab.emulate_media(color_scheme=look.scheme)
        sound(tab, {} if look == LOOKS[0] else CHANGING)
