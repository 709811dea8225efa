"""The API: the records of quoth by HTTP, with the filters of the command line."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field, field_validator
from starlette.responses import Response, StreamingResponse

from quoth.archive import (
    ArticleLine,
    Facets,
    Filters,
    Person,
    SpeakerLine,
    Stats,
)
from quoth.archive.asking.facets import NAMES, PEOPLE
from quoth.article import Article, Carrier, Statement
from quoth.export.parquet import packed
from quoth.export.statements import write_shown_json
from quoth.export.tables import written
from quoth.web import taking
from quoth.web.asked import Called, Export, Listed, Paged, Quoted
from quoth.web.finding import find, left_out
from quoth.web.problems import Refused
from quoth.web.readings import count
from quoth.web.site import Site, site_of

_CHUNK = 1 << 16
_PAGE = 1_000
_MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "parquet": "application/vnd.apache.parquet",
}
Number = Annotated[int, Path(description="Its number in the archive.", examples=[1])]


class Problem(BaseModel):
    """What went wrong (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[dict[str, str]] = []


class Statements(BaseModel):
    """A page of statements; `after` is where the next one goes on, null where there is no more. Of a search by meaning
    `left_out` is how many statements were not looked at: `quoth embed` takes in what they mean."""

    statements: list[Statement]
    after: str | None
    left_out: int | None


class Articles(BaseModel):
    """A page of articles; `after` is where the next one goes on, null where there is no more."""

    articles: list[ArticleLine]
    after: str | None


class Speakers(BaseModel):
    """Who is quoted, the most quoted first."""

    speakers: list[SpeakerLine]


class InText(BaseModel):
    """A statement with the sentences before and after it, the statements around and in it, the articles that carried
    its story, and who somebody is."""

    model_config = ConfigDict(extra="allow")

    id: int
    before: str | None
    sentences: str | None
    after: str | None
    outer: Statement | None
    inner: list[Statement]
    carriers: list[Carrier]
    whence: str | None
    someone: Person | None
    record: dict[str, Any]


class ToRead(BaseModel):
    """One of a text as it stands, a page's HTML, or an address of the open internet."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"text": "The port is closed, the harbour master said."}],
            "anyOf": [
                {"required": [name], "properties": {name: {"type": "string", "minLength": 1}}}
                for name in ("text", "html", "url")
            ],
        },
    )

    text: str | None = Field(None, description="A text as it stands; every span points into it.")
    html: str | None = Field(None, description="A page.")
    url: str | None = Field(None, max_length=2_000, description="An address; with a text or page, where it is from.")
    title: str | None = Field(None, max_length=2_000, description="Its headline.")
    outlet: str | None = Field(None, max_length=2_000, description="Who wrote it.")
    published: str | None = Field(None, max_length=40, description="The day it was published.", examples=["2018-04-24"])

    @field_validator("text", "html", "url", "title", "outlet", "published")
    @classmethod
    def whole(cls, value: str | None) -> str | None:
        """Halves of characters, which JSON can hold and no answer can, are replaced; offsets stay."""
        return value and value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    content = {"application/problem+json": {"schema": Problem.model_json_schema()}}
    return {status: {"description": "A problem, in words.", "content": content} for status in statuses}


_EXPORTED: dict[int | str, dict[str, Any]] = {
    200: {"content": {media.partition(";")[0]: {} for media in _MEDIA.values()}}
}
router = APIRouter(prefix="/api/v1", responses=_problems(401, 403, 414, 421, 422, 429, 500, 503, 504))


@router.get("/statements", response_model=Statements, responses=_problems(404, 501), tags=["statements"])
def statements(request: Request, asked: Annotated[Paged, Query()]) -> Response:
    """Statements by words and filters, a page at a time."""
    site = site_of(request)
    left = left_out(site) if asked.like else None
    page = find(site, asked, asked.chosen(site.archive), asked.limit, asked.after)
    return _json({"statements": [one.record() for one in page.statements], "after": page.after, "left_out": left})


@router.get("/statements/{number}", response_model=InText, responses=_problems(404), tags=["statements"])
def statement(request: Request, number: Number) -> Response:
    """One statement in its text, as `quoth show` prints it."""
    shown = site_of(request).archive.show(number)
    out = io.StringIO()
    write_shown_json(shown, out)
    return Response(out.getvalue(), media_type="application/json")


@router.get("/facets", response_model=Facets, responses=_problems(404), tags=["statements"])
def facets(request: Request, asked: Annotated[Called, Query()]) -> Response:
    """What words and filters find, counted: by speaker, outlet, kind, type, name, day, cue and more.

    Of very many statements one in `about` is looked at, and the counts are estimates."""
    site = site_of(request)
    return _json(site.counting.facets(asked.q, asked.chosen(site.archive), (*NAMES, PEOPLE), 20).record())


@router.get(
    "/export",
    response_class=StreamingResponse,
    responses=_EXPORTED | _problems(404, 501),
    tags=["statements"],
)
def export(request: Request, asked: Annotated[Export, Query()]) -> Response:
    """All statements that words and filters find, as a table that is written while it is read."""
    found = _all(site_of(request), asked)
    first = next(found, ())  # asked for here, so that a wrong filter is an answer and no broken stream
    pieces = _written(_joined(first, found), asked.format)
    begun = next(pieces)  # and so that a missing extra is one
    headers = {"Content-Disposition": f"attachment; filename=quoth.{asked.format}"}
    return StreamingResponse(chain([begun], pieces), headers=headers, media_type=_MEDIA[asked.format])


@router.get("/articles", response_model=Articles, tags=["articles"])
def articles(request: Request, asked: Annotated[Listed, Query()]) -> Response:
    """Articles, the latest first, a page at a time."""
    filters = Filters(outlet=asked.outlet, since=asked.since, until=asked.until)
    found = site_of(request).archive.articles(filters, limit=asked.limit, after=asked.after)
    return _json({"articles": [one.record() for one in found.articles], "after": found.after})


@router.get("/articles/{number}", response_model=Article, responses=_problems(404), tags=["articles"])
def article(request: Request, number: Number) -> Response:
    """The record of an article, as `quoth read` prints it."""
    return _json(site_of(request).archive.article(number).article.record())


@router.get("/speakers", response_model=Speakers, tags=["speakers"])
def speakers(request: Request, asked: Annotated[Quoted, Query()]) -> Response:
    """Who is quoted most, and by which outlets."""
    filters = Filters(**asked.model_dump(exclude={"limit"}))
    found = site_of(request).counting.speakers(filters, asked.limit)
    return _json({"speakers": [one.record() for one in found]})


@router.get("/people/{number}", response_model=Person, responses=_problems(404), tags=["speakers"])
def person(request: Request, number: Number) -> Response:
    """Who one someone is, as `quoth speakers --person` prints it: every name, and why they are held to be one."""
    return _json(site_of(request).archive.person(number).record())


@router.get("/stats", response_model=Stats, tags=["articles"])
def stats(request: Request) -> Response:
    """How much the archive holds."""
    return _json(site_of(request).counting.stats().record())


@router.post("/read", response_model=Article, responses=_problems(400, 413), tags=["reading"])
def read(request: Request, given: ToRead) -> Response:
    """Who said what in a text, a page or at an address, as a record. Nothing is stored."""
    site = site_of(request)
    if site.options.read_only:
        raise Refused(403, "This archive is for reading only; run quoth yourself to read other texts.")
    count(request)
    return _json(site.read(_taken(given, site)).record())


def _taken(given: ToRead, site: Site) -> Article:
    if given.text is not None and given.html is None:
        return taking.recorded(given.model_dump(exclude={"html"}), site.options)
    if given.html is not None and given.text is None:
        return taking.paged(given.html, given.model_dump(exclude={"html", "text"}), site.options)
    if given.url is not None and given.html is None:
        return taking.fetched(given.url, site.options)
    raise Refused(422, "Give one of text, html and url.")


def _all(site: Site, asked: Export) -> Iterator[tuple[Statement, ...]]:
    """What is found, page after page: nothing is held open for somebody who reads slowly."""
    filters = asked.chosen(site.archive)
    after: str | None = None
    while True:
        page = find(site, asked, filters, _PAGE, after)
        yield page.statements
        after = page.after
        if after is None:
            return


def _joined(first: tuple[Statement, ...], rest: Iterator[tuple[Statement, ...]]) -> Iterator[Statement]:
    yield from first
    for page in rest:
        yield from page


def _written(rows: Iterator[Statement], format: str) -> Iterator[bytes]:
    if format == "parquet":
        return packed(rows, "the export")
    return _chunks(written(rows, Statement, format))


def _chunks(pieces: Iterator[str]) -> Iterator[bytes]:
    """Pieces of text, put together until they are worth sending."""
    held = bytearray()
    for piece in pieces:
        held += piece.encode("utf-8")
        if len(held) >= _CHUNK:
            yield bytes(held)
            held.clear()
    yield bytes(held)


def _json(value: Mapping[str, Any]) -> Response:
    return Response(json.dumps(value, ensure_ascii=False), media_type="application/json")
