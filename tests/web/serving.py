"""An archive served to a real browser, where there is one."""

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from quoth.archive import Archive
from quoth.config import WebOptions
from quoth.web.app import application
from quoth.web.server import listening
from quoth.web.site import Site
from tests.web.conftest import fake

CHROMIUM = shutil.which("chromium")


@contextmanager
def served(archive: Archive, options: WebOptions = WebOptions(port=0)) -> Iterator[str]:
    """The address of an archive's pages."""
    with listening(options) as listener:
        app = application(Site(archive, options, reads=fake))  # type: ignore[arg-type]
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
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
def opened(browser: Browser, address: str) -> Iterator[Page]:
    """A tab; whatever the browser complains of fails the test."""
    page = browser.new_page(base_url=address)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    page.close()
    assert not said, said
