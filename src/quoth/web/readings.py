"""The page that reads a text at once, and keeps it or not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from quoth.article import Article
from quoth.errors import InputError
from quoth.web import taking
from quoth.web.forms import checked
from quoth.web.pages import of_article
from quoth.web.problems import Refused
from quoth.web.rendering import opened, page
from quoth.web.safety import client
from quoth.web.site import Site, edits, site_of

router = APIRouter(include_in_schema=False)
_GONE = "This text is no longer held here; read it again."
_GIVEN = ("outlet", "published", "url")
_LONG = 2_000


@router.get("/read")
def read_page(request: Request) -> Response:
    """A box to put a text into."""
    _allowed(request)
    return page(request, "read.html", text="", address="", wrong=None)


@router.post("/read")
async def read(request: Request) -> Response:
    """Read what was put in; it is shown on a page of its own, so that going back and reloading do no harm."""
    form = await checked(request)
    site = _allowed(request)
    text, address = form.field("text"), form.field("address").strip()
    count(request)
    try:
        article = await run_in_threadpool(_read, site, text, address, form.file)
    except InputError as error:
        return page(request, "read.html", 422, text=text, address=address, wrong=error.reason)
    return RedirectResponse(f"/read/{site.drafts.put(article)}", 303)


@router.get("/read/{word}")
def draft(request: Request, word: str) -> Response:
    """A text that was read, before it is kept."""
    article = _draft(_allowed(request), word)
    return page(request, "draft.html", word=word, wrong=None, given={}, **of_article(article))


@router.post("/read/{word}/keep")
async def keep(request: Request, word: str) -> Response:
    """Store it, with what was given of it."""
    form = await checked(request)
    site = _allowed(request)
    if not edits(request):
        raise Refused(403, "Your token is for reading; ask for an editor's to add to the archive.")
    article = _draft(site, word)
    given = {name: form.field(name).strip()[:_LONG] for name in _GIVEN}
    wrong = _wrong(given["published"], given["url"])
    if wrong:
        return page(request, "draft.html", 422, word=word, wrong=wrong, given=given, **of_article(article))
    number = await run_in_threadpool(site.keep, _completed(article, **given))
    site.drafts.drop(word)
    return RedirectResponse(f"/articles/{number}", 303)


def count(request: Request) -> None:
    """Count a text against those that one client may have read. Refused."""
    if wait := site_of(request).readings.wait(client(request)):
        raise Refused(429, f"Too many texts at once; try again in {wait} seconds.", {"Retry-After": str(wait)})


def _read(site: Site, text: str, address: str, file: tuple[str, bytes] | None) -> Article:
    taken = taking.taken(text, address, file, site.options)
    return site.read(taken)


def _allowed(request: Request) -> Site:
    site = site_of(request)
    if site.options.read_only:
        raise Refused(403, "This archive is for reading only; run quoth yourself to read other texts.")
    return site


def _draft(site: Site, word: str) -> Article:
    article = site.drafts.get(word)
    if article is None:
        raise Refused(404, _GONE)
    return article


def _wrong(published: str, url: str) -> str | None:
    """What is wrong with what was given, if anything is."""
    try:
        if published and (len(published) != 10 or not date.fromisoformat(published)):
            raise ValueError
    except ValueError:
        return f"“{published[:40]}” is no day; write it as 2018-04-24."
    return None if not url or opened(url) else "The address must begin with http:// or https://."


def _completed(article: Article, outlet: str, published: str, url: str) -> Article:
    """The article with what was given of it; a day that was given is marked so."""
    dated = replace(article, published=published or None, published_basis="given" if published else None)
    kept = article if published == (article.published or "") else dated
    return replace(kept, outlet=outlet or None, url=url or None)
