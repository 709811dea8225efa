"""One statement with every wording of it side by side, and how it went from outlet to outlet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import Response

from quoth.archive import Said
from quoth.article import Statement
from quoth.web.differences import alike, counted, shown, worded
from quoth.web.problems import Refused
from quoth.web.rendering import page
from quoth.web.site import site_of

router = APIRouter(include_in_schema=False)
_WORDS = 600  # of a wording that are compared; more are cut off
_MANNERS = ("quoted whole", "cut", "paraphrased")


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
    saying = site_of(request).archive.saying(number)
    measure = _measure(saying.wordings, request.query_params.get("beside", ""))
    kinds = {each.statement.id: each.manner for each in saying.wordings}
    cues = Counter(each.statement.cue.casefold() for each in saying.wordings if each.statement.cue)
    return page(
        request, "said.html", one=saying.statement, wordings=_wordings(saying.wordings, measure), measure=measure,
        carriers=saying.carriers, manners=[(one, list(kinds.values()).count(one)) for one in _MANNERS],
        cues=cues.most_common(), outlets=len({one.outlet for one in saying.carriers if one.statement}),
        days=sorted({each.statement.published for each in saying.wordings if each.statement.published}),
        of={each.statement.id: each for each in saying.wordings},
    )  # fmt: skip


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
