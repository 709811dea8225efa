"""One story: the articles that are copies, where each has it from, and how any two differ."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import Response

from quoth.article import Carrier
from quoth.web.differences import compared, counted, shown
from quoth.web.problems import Refused
from quoth.web.rendering import page
from quoth.web.site import Site, site_of

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Difference:
    """Two texts as one, by paragraphs: how many words both have, only the one, and only the other."""

    paragraphs: tuple[Markup, ...]
    same: int
    cut: int
    new: int


@router.get("/stories/{number}")
def story(request: Request, number: int) -> Response:
    """The story of an article, and two of its articles beside each other."""
    site = site_of(request)
    whole = site.archive.article(number)
    carriers = {str(one.article): one for one in whole.carriers}
    chosen = [request.query_params.get(name, "") for name in ("one", "other")]
    if any(each and each not in carriers for each in chosen):
        raise Refused(404, "This article is not of the story; choose two of the list.")
    one, other = _pair(carriers, chosen, str(number)) if carriers else (None, None)
    return page(
        request, "story.html", whole=whole, article=whole.article, carriers=whole.carriers, one=one, other=other,
        of={carrier.article: carrier for carrier in whole.carriers},
        difference=_difference(site, one, other) if one and other else None,
    )  # fmt: skip


def _pair(carriers: dict[str, Carrier], chosen: list[str], number: str) -> tuple[Carrier, Carrier]:
    """Those that are asked for; else the article after the one that it was taken from, or before whatever comes."""
    first, second = chosen
    if not first:
        first = str(carriers[second or number].taken_from)
        first = first if first in carriers and first != second else next(one for one in carriers if one != second)
    if not second or second == first:
        second = number if number != first else next(one for one in carriers if one != first)
    return carriers[first], carriers[second]


def _difference(site: Site, one: Carrier, other: Carrier) -> Difference:
    texts = site.archive.texts([one.article, other.article])
    paragraphs = compared(texts[one.article], texts[other.article])
    pieces = [piece for paragraph in paragraphs for piece in paragraph]
    same, cut, new = (counted(pieces, how) for how in ("same", "cut", "new"))  # type: ignore[arg-type]
    return Difference(tuple(map(shown, paragraphs)), same, cut, new)
