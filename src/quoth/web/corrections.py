"""What people have put right: the log, undoing, and a statement corrected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from quoth.archive import Change, Signed
from quoth.errors import CorrectionError
from quoth.web.asked import Query
from quoth.web.entering import own
from quoth.web.excerpts import excerpt
from quoth.web.forms import Form
from quoth.web.problems import Refused, detail
from quoth.web.rendering import page
from quoth.web.signing import done, lacking, name_of, signature, signed_form
from quoth.web.site import edits, site_of

router = APIRouter(include_in_schema=False)
_EACH = 30
_Number = Annotated[int | None, Field(ge=1, lt=1 << 63)]
_PARTS = ("source", "cue", "content", "kind", "speaker")


class Log(Query):
    """A page of the log."""

    before: _Number = None
    article: _Number = None
    person: _Number = None


@router.get("/corrections")
def corrections(request: Request) -> Response:
    """Every correction, the last first."""
    asked = Log.of(request.query_params)
    archive = site_of(request).archive
    found = archive.logged(article=asked.article, person=asked.person, before=asked.before, limit=_EACH + 1)
    given = asked.given()
    more = {**given, "before": found[_EACH - 1].made.id} if len(found) > _EACH else None
    return page(
        request, "corrections.html", log=found[:_EACH], asked=asked, given=given, more=more, name=name_of(request)
    )


@router.post("/corrections/{number}/undo")
async def undo(request: Request, number: int) -> Response:
    """Put back what a correction changed."""
    form = await signed_form(request)
    signed = signature(form)
    if not signed.who:
        raise Refused(422, "Say who you are: it is kept in the log. Go back and try again.")
    await run_in_threadpool(site_of(request).archive.undo, number, signed.who)
    return done(request, own(form.field("next")), signed)


@router.get("/statements/{number}/correct")
def form_page(request: Request, number: int) -> Response:
    """What stands there, to be put right."""
    if not edits(request):
        raise Refused(403, "Only editors can correct the archive; ask for an editor's token.")
    return _form(request, number)


@router.post("/statements/{number}/correct")
async def correct(request: Request, number: int) -> Response:
    """Put a statement right, or take it out."""
    form = await signed_form(request)
    return await run_in_threadpool(_correct, request, number, form)


def _correct(request: Request, number: int, form: Form) -> Response:
    archive = site_of(request).archive
    signed = signature(form)
    one = archive.show(number).statement
    try:
        if wrong := lacking(signed):
            raise CorrectionError(wrong)
        if form.field("act") == "remove":
            made = archive.remove(number, signed)
        else:
            made = archive.correct(number, _change(_held(one), form.fields), signed)
    except CorrectionError as error:
        return _form(request, number, 422, form.fields, signed, detail(request, error))
    return done(request, f"/articles/{made.article}#correction-{made.id}", signed)


def _form(
    request: Request, number: int, status: int = 200, given: Mapping[str, str] | None = None,
    signed: Signed | None = None, wrong: str | None = None,
) -> Response:  # fmt: skip
    shown = site_of(request).archive.show(number)
    one = shown.statement
    return page(
        request, "correct.html", status, one=one, marked=excerpt(one, shown.article.text), wrong=wrong,
        given={**_held(one), **(given or {})}, offered=sorted({speaker.name for speaker in shown.article.speakers}),
        name=signed.who if signed else name_of(request), why=signed.why if signed else "",
    )  # fmt: skip


def _held(one: Any) -> dict[str, str]:
    """The parts of a statement as the form has them."""
    return {name: getattr(one, name) or "" for name in _PARTS}


def _change(held: Mapping[str, str], given: Mapping[str, str]) -> Change:
    """What a form asks to change; browsers may have changed white space."""
    wanted = {name: given[name].replace("\r\n", "\n") for name in _PARTS if name in given}
    return Change(**{name: value for name, value in wanted.items() if value.split() != held[name].split()})
