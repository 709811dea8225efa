"""One statement with every wording of it side by side, and how it went from outlet to outlet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from quoth.archive import Said
from quoth.article import Statement
from quoth.pipeline import means
from quoth.web.differences import alike, counted, shown, worded
from quoth.web.excerpts import excerpt
from quoth.web.finding import left_out
from quoth.web.problems import Refused
from quoth.web.rendering import page
from quoth.web.signing import done, lacking, name_of, signature, signed_form
from quoth.web.site import Site, site_of

router = APIRouter(include_in_schema=False)
_WORDS = 600  # of a wording that are compared; more are cut off
_MANNERS = ("quoted whole", "cut", "paraphrased", "in other words")


@dataclass(frozen=True, slots=True)
class Wording:
    """The statements that have the same words after the same cue, and how these differ from the measure's."""

    statements: tuple[Statement, ...]
    manner: str
    measure: bool
    marked: Markup
    cut: int
    new: int


@router.get("/said/{number}")
def said(request: Request, number: int) -> Response:
    """A statement's wordings, each beside the fullest one or another that is asked for."""
    site = site_of(request)
    left = left_out(site) if means() else 0
    saying = site.archive.saying(number)
    measure = _measure(saying.wordings, request.query_params.get("beside", ""))
    kinds = {each.statement.id: each.manner for each in saying.wordings}
    cues = Counter(each.statement.cue.casefold() for each in saying.wordings if each.statement.cue)
    return page(
        request, "said.html", one=saying.statement, wordings=_wordings(saying.wordings, measure), measure=measure,
        carriers=saying.carriers, manners=[(one, list(kinds.values()).count(one)) for one in _MANNERS],
        cues=cues.most_common(), outlets=len({one.outlet for one in saying.carriers if one.statement}),
        days=sorted({each.statement.published for each in saying.wordings if each.statement.published}),
        of={each.statement.id: each for each in saying.wordings}, perhaps=_excerpts(site, saying.perhaps),
        by_hand=_MANNERS[-1] in kinds.values(), left=left, name=name_of(request),
    )  # fmt: skip


@router.post("/said/{number}/same")
async def same(request: Request, number: int) -> Response:
    """Hold another statement to be this one in other words."""
    form = await signed_form(request)
    signed = signature(form)
    other = form.field("other")
    if wrong := lacking(signed):
        raise Refused(422, wrong)
    if not other.isdecimal():
        raise Refused(422, "Choose which statement says the same; go back to the page.")
    await run_in_threadpool(site_of(request).archive.same, number, int(other), signed)
    return done(request, f"/said/{number}", signed)


def _excerpts(site: Site, found: Sequence[Statement]) -> list[tuple[Statement, Markup]]:
    texts = site.archive.texts([one.article for one in found])
    return [(one, excerpt(one, texts.get(one.article, ""))) for one in found]


def _measure(wordings: Sequence[Said], asked: str) -> Statement:
    """The wording that the others are held against: the one that is asked for, else the fullest quotation."""
    by_number = {str(each.statement.id): each.statement for each in wordings}
    if asked:
        if asked not in by_number:
            raise Refused(404, "This wording is not among those of the statement; choose one of the list.")
        return by_number[asked]
    return max(by_number.values(), key=lambda one: (one.kind == "direct", one.kind == "mixed", len(alike(one.content))))


def _wordings(told: Sequence[Said], measure: Statement) -> list[Wording]:
    """The wordings, the measure first, then by date; such as are the same are one."""
    groups: dict[tuple[object, ...], list[Said]] = {}
    for each in told:
        groups.setdefault((alike(each.statement.content), each.statement.cue.casefold(), each.manner), []).append(each)
    made = [_wording(group, measure) for group in groups.values()]
    return sorted(made, key=lambda one: not one.measure)


def _wording(group: Sequence[Said], measure: Statement) -> Wording:
    statements = tuple(each.statement for each in group)
    pieces = worded(_short(measure.content), _short(statements[0].content))
    return Wording(
        statements, group[0].manner, measure in statements, shown(pieces), counted(pieces, "cut"),
        counted(pieces, "new"),
    )  # fmt: skip


def _short(text: str) -> str:
    words = text.split()
    return text if len(words) <= _WORDS else " ".join([*words[:_WORDS], "…"])
