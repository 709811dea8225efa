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
    """Those that are asked for; else the article and what it was taken from, or whatever else comes first."""
    second = chosen[1] or (number if number != chosen[0] else "")
    from_ = str(carriers[second].taken_from) if second else ""
    listed = [chosen[0], from_ if from_ in carriers else "", *carriers]
    first = next(each for each in listed if each and each != second)
    return carriers[first], carriers[second or next(each for each in carriers if each != first)]


def _difference(site: Site, one: Carrier, other: Carrier) -> Difference:
    texts = site.archive.texts([one.article, other.article])
    paragraphs = compared(texts[one.article], texts[other.article])
    pieces = [piece for paragraph in paragraphs for piece in paragraph]
    same, cut, new = (counted(pieces, how) for how in ("same", "cut", "new"))  # type: ignore[arg-type]
    return Difference(tuple(map(shown, paragraphs)), same, cut, new)
