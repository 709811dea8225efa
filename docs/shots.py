"""docs/pictures/*.png, of the pages as a browser shows them: `python -m docs.shots` (needs Chromium).

The news in docs/pictures/news.jsonl is invented: people, places, ships and outlets.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from playwright.sync_api import Page, sync_playwright

PICTURES = Path(__file__).parent / "pictures"
NEWS = PICTURES / "news.jsonl"
MOST = 300_000  # bytes of a picture: it stays in the history for good
_QUOTH = (sys.executable, "-m", "quoth")
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True, slots=True)
class Shot:
    """What is shown: where, what is done there first, how large, and in which colours."""

    path: str
    act: Callable[[Page], object] = lambda page: None
    width: int = 1180
    height: int = 780
    scheme: Literal["light", "dark"] = "light"


def _wordings(page: Page) -> None:
    """Go on to the wordings of the first statement that several outlets have."""
    page.click("text=/also in/ >> nth=0")
    page.wait_for_selector(".wording")


def _titled(title: str) -> Callable[[Page], None]:
    """Go on to the article of a headline, and point at a cue in it."""

    def act(page: Page) -> None:
        page.click(f"td a:has-text('{title}')")
        page.hover("article .cue >> nth=2")

    return act


def _copies(page: Page) -> None:
    """Go on to the copies of a story, and compare two that differ."""
    page.click("td a:has-text('Sunken ferry')")
    page.click("text=Compare the copies word by word")
    page.wait_for_selector("#two")
    page.evaluate("scrollTo(0, document.querySelector('#difference').offsetTop - 60)")


SHOTS = {
    "search": Shot("/?q=gate+OR+list+OR+counted"),
    "article": Shot("/articles", _titled("Minister knew of warnings"), scheme="dark"),
    "speaker": Shot("/speakers", lambda page: page.click("td a:has-text('Irena Solvik')")),
    "said": Shot("/?q=list+18+40&sort=date", _wordings),
    "story": Shot("/articles", _copies, height=700),
    "compare": Shot("/compare?side=Harbour+Times&side=Veshan+Wire&side=The+Maresh+Observer"),
    "phone": Shot("/?q=letters", width=390, height=780, scheme="dark"),
}


def take(names: list[str]) -> None:
    """Take the pictures of some names, or all."""
    with _served() as address, sync_playwright() as running:
        browser = running.chromium.launch(executable_path=_chromium(), args=["--no-sandbox", "--disable-gpu"])
        for name in names or list(SHOTS):
            shot = SHOTS[name]
            page = browser.new_page(
                base_url=address, viewport={"width": shot.width, "height": shot.height}, color_scheme=shot.scheme
            )
            page.goto(shot.path)
            shot.act(page)
            page.wait_for_load_state()
            taken = page.screenshot(path=PICTURES / f"{name}.png")
            page.close()
            if len(taken) > MOST:
                raise SystemExit(f"{name}.png has {len(taken):,} bytes; {MOST:,} is the most")
        browser.close()


@contextmanager
def _served() -> Iterator[str]:
    """The address of an archive of the invented news."""
    with TemporaryDirectory() as folder:
        known = {**os.environ, "QUOTH_ARCHIVE": f"{folder}/archive.db"}
        subprocess.run([*_QUOTH, "add", NEWS.name], cwd=PICTURES, env=known, check=True)
        serving = [*_QUOTH, "serve", "--port", "0"]
        with subprocess.Popen(serving, env=known, stderr=subprocess.PIPE, encoding="utf-8") as server:
            try:
                assert server.stderr
                yield server.stderr.readline().split()[1]  # quoth: http://127.0.0.1:8642/  (Ctrl-C ends it)
            finally:
                server.terminate()


def _chromium() -> str:
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found is None:
        raise SystemExit("no Chromium is installed; on Debian: apt-get install chromium")
    return found


if __name__ == "__main__":
    take(sys.argv[1:])
