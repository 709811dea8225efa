"""An archive served to a real browser, where there is one."""

import shutil
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from quoth.archive import Archive
from quoth.config import WebOptions
from quoth.web.app import application
from quoth.web.server import listening
from quoth.web.site import Site
from quoth.web.tokens import Keys
from tests.web.conftest import fake

CHROMIUM = shutil.which("chromium")
# axe-core 4.11.1 (MPL-2.0), from npm; to renew it: `npm pack axe-core@VERSION`, its axe.min.js and LICENSE into axe/.
AXE = (Path(__file__).parent / "axe/axe.min.js").read_text("utf-8")
AUDIT = """async options => {
  const found = await axe.run(document, {resultTypes: ["violations"], ...options});
  const serious = found.violations.filter(one => ["serious", "critical"].includes(one.impact));
  return serious.flatMap(one => one.nodes.map(node => `${one.id}: ${node.target} ${node.failureSummary}`));
}"""


class Look(NamedTuple):
    """How wide a window is, and in which colours."""

    width: int
    scheme: Literal["light", "dark"]

    def __str__(self) -> str:
        return f"{self.width}-{self.scheme}"


SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LOOKS = [Look(width, scheme) for width in (1280, 390) for scheme in SCHEMES]


@contextmanager
def served(archive: Archive, options: WebOptions = WebOptions(port=0), keys: Keys | None = None) -> Iterator[str]:
    """The address of an archive's pages."""
    with listening(options) as listener:
        app = application(Site(archive, options, keys or Keys(), fake))  # type: ignore[arg-type]
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser itself."""
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, address: str, look: Look = LOOKS[0], complaints: bool = True) -> Iterator[Page]:
    """A tab; whatever the browser complains of fails the test, unless that is asked for."""
    page = browser.new_page(
        base_url=address, viewport={"width": look.width, "height": 800}, color_scheme=look.scheme,
        reduced_motion="reduce",
    )  # fmt: skip
    page.set_default_timeout(10_000)
    said: list[str] = []
    # A form that is not filled in rightly is answered so, and the browser tells of it by itself.
    page.on("console", lambda message: said.extend([] if "status of 422" in message.text else [message.text]))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(f"dialog {dialog.message}"))
    yield page
    page.close()
    assert not said or not complaints, said


def sound(page: Page, options: Mapping[str, Any] = MappingProxyType({})) -> None:
    """Fails where axe finds a serious fault, or the page is wider than the window."""
    page.evaluate(AXE)
    found = page.evaluate(AUDIT, dict(options))
    assert not found, (page.url, found)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
