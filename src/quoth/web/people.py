"""Who is who, put right on a page: people put together, taken apart and renamed, each looked at before it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Request
from markupsafe import Markup
from pydantic import BeforeValidator, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from quoth.archive import Archive, Correction, Filters, Person, Signed
from quoth.article import Statement
from quoth.errors import CorrectionError
from quoth.web.asked import Query
from quoth.web.excerpts import excerpt
from quoth.web.forms import Form
from quoth.web.problems import Refused, detail
from quoth.web.rendering import page
from quoth.web.signing import done, lacking, name_of, signature, signed_form
from quoth.web.site import Site, edits, site_of

router = APIRouter(include_in_schema=False)
_SHOWN = 3  # statements of those that will move
_OFFERED = 12  # people of a name
_Number = Annotated[int | None, BeforeValidator(lambda value: None if value == "" else value), Field(ge=1, lt=1 << 63)]


class Wanted(Query):
    """Which person, and what is to become of them."""

    person: Annotated[int, Field(ge=1, lt=1 << 63)]
    q: Annotated[str, Field(max_length=200)] = ""
    other: _Number = None
    statement: _Number = None
    name: Annotated[str, Field(max_length=200)] = ""


@dataclass(frozen=True, slots=True)
class Moving:
    """Somebody with the statements that are theirs, or will be, and a few of them."""

    name: str
    person: int | None
    statements: int
    articles: int
    shown: tuple[tuple[Statement, Markup], ...]


@router.get("/speaker/change")
def choices(request: Request) -> Response:
    """What can be put right of a person, and whom they could be put together with."""
    site, asked = _asked(request)
    person = site.archive.person(asked.person)
    words = asked.q if "q" in request.query_params else person.name
    found = site.archive.speakers(Filters(speaker=words), 100) if any(map(str.isalnum, words)) else ()
    others = [one for one in found if one.person not in (None, person.id)][:_OFFERED]
    return page(request, "change.html", person=person, words=words, others=others)


@router.get("/speaker/merge")
def merging(request: Request) -> Response:
    """What will move if two people are one."""
    return _preview(request, "merge")


@router.get("/speaker/split")
def splitting(request: Request) -> Response:
    """What will move if somebody is not who they are held to be."""
    return _preview(request, "split")


@router.get("/speaker/rename")
def renaming(request: Request) -> Response:
    """How a person will be called."""
    return _preview(request, "rename")


@router.post("/speaker/{act}")
async def change(request: Request, act: str) -> Response:
    """Do what was looked at before."""
    form = await signed_form(request)
    if act not in _ACTS:
        raise Refused(404, "People can be put together, taken apart and renamed.")
    return await run_in_threadpool(_change, request, act, form)


def _change(request: Request, act: str, form: Form) -> Response:
    asked = Wanted.of(form.fields)
    signed = signature(form)
    try:
        if wrong := lacking(signed):
            raise CorrectionError(wrong)
        made = _ACTS[act](site_of(request).archive, asked, signed)
    except CorrectionError as error:
        return _preview(request, act, 422, asked, signed, detail(request, error))
    return done(request, f"/speaker?person={asked.person}#correction-{made.id}", signed)


def _merge(archive: Archive, asked: Wanted, signed: Signed) -> Correction:
    return archive.merge(asked.person, asked.other or 0, signed)


def _split(archive: Archive, asked: Wanted, signed: Signed) -> Correction:
    return archive.split(asked.statement or 0, signed)


def _rename(archive: Archive, asked: Wanted, signed: Signed) -> Correction:
    return archive.rename(asked.person, asked.name, signed)


_ACTS: dict[str, Callable[[Archive, Wanted, Signed], Correction]] = {
    "merge": _merge,
    "split": _split,
    "rename": _rename,
}


def _asked(request: Request) -> tuple[Site, Wanted]:
    if not edits(request):
        raise Refused(403, "Only editors can correct the archive; ask for an editor's token.")
    return site_of(request), Wanted.of(request.query_params)


def _preview(
    request: Request, act: str, status: int = 200, asked: Wanted | None = None, signed: Signed | None = None,
    wrong: str | None = None,
) -> Response:  # fmt: skip
    site, given = _asked(request) if asked is None else (site_of(request), asked)
    person = site.archive.person(given.person)
    told: dict[str, Any] = {"moving": None, "staying": _whole(site, person, 0)}
    if act == "merge":
        if given.other is None:
            raise Refused(422, "Choose who is the same person; go back to the list.")
        told["moving"] = _whole(site, site.archive.person(given.other), _SHOWN)
    elif act == "split":
        if given.statement is None:
            raise Refused(422, "Choose a statement of the person; each on their page has a link for it.")
        told["moving"] = _of_article(site, person, given.statement)
    return page(
        request, "preview.html", status, act=act, asked=given, person=person, wrong=wrong,
        name=signed.who if signed else name_of(request), why=signed.why if signed else "", **told,
    )  # fmt: skip


def _whole(site: Site, person: Person, most: int) -> Moving:
    """All that a person has said."""
    filters = Filters(person=person.id)
    counts = site.counting.facets("", filters, ("named",))
    found = site.archive.search("", filters, limit=most).statements if most else ()
    texts = site.archive.texts([one.article for one in found])
    shown = tuple((one, excerpt(one, texts.get(one.article, ""))) for one in found)
    return Moving(person.name, person.id, counts.statements, counts.articles, shown)


def _of_article(site: Site, person: Person, number: int) -> Moving:
    """What the speaker of a statement says in its article. Refused."""
    whole = site.archive.article(site.archive.show(number).statement.article)
    speakers = {one.id: made.speaker for made, one in zip(whole.article.attributions, whole.statements, strict=True)}
    own = [one for one in whole.statements if speakers[one.id] == speakers[number]]
    if not own or own[0].person != person.id:
        raise Refused(422, f"Statement {number} is not one of this person; choose another on their page.")
    shown = tuple((one, excerpt(one, whole.article.text)) for one in own[:_SHOWN])
    return Moving(own[0].who, None, len(own), 1, shown)
