"""The pages that show what the archive holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import Any

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from quoth.archive import FAMILIES, Facets, Filters, Whole
from quoth.article import Article, Statement
from quoth.errors import NotHeldError
from quoth.export.page import begins_with_title, listed, marked
from quoth.export.people import described, spoken
from quoth.web.asked import Listed, Quoted, Search
from quoth.web.charts import chart
from quoth.web.excerpts import excerpt
from quoth.web.finding import find, left_out
from quoth.web.people import merged_into
from quoth.web.problems import Refused
from quoth.web.profile import profile
from quoth.web.rendering import page, static
from quoth.web.signing import name_of
from quoth.web.site import Site, edits, site_of

router = APIRouter(include_in_schema=False)
ANCHOR = "s"
_MEDIA = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
_PROFILE = ("days", "outlets", "kinds", "types", "named", "cues", "roles", "affiliations", "countries", "mentions",
            "sources")  # fmt: skip
_WORDED = ("roles", "affiliations", "countries", "mentions", "sources")
_DAYS = 5_000
_SHOWN = 10  # values of a facet
# A form on its own page, or with scripts beside what it is about.
_CORRECT = (
    ' · <a href="/statements/{0}/correct" hx-get="/statements/{0}/correct" hx-select="#correct-{0}" '
    'hx-target="next .slot" hx-swap="innerHTML">correct</a>'
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet: how many statements have it, what it leads to, and whether it is chosen."""

    label: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A heading with its choices."""

    title: str
    choices: tuple[Choice, ...]


# Each facet with its heading, and the filters that a value of it sets.
_FACETS: dict[str, tuple[str, tuple[str, ...]]] = {
    "people": ("Speaker", ("who", "speaker", "person")),
    "outlets": ("Outlet", ("outlet",)),
    "kinds": ("Quoted", ("kind",)),
    "types": ("Type of speaker", ("type",)),
    "named": ("Named", ("named", "resolved")),
    "days": ("Day", ("since", "until")),
}
NAMED: dict[str, dict[str, Any]] = {
    "named": {"named": True},
    "unnamed": {"named": False},
    "unresolved": {"resolved": False},
}
LABELS = {
    "direct": "directly",
    "indirect": "indirectly",
    "mixed": "in part",
    "named": "by name",
    "unnamed": "without a name",
    "unresolved": "not resolved",
    "say": "say, tell",
    "announce": "announce, confirm",
    "explain": "explain, stress",
    "claim": "claim, insist",
    "think": "think, expect",
    "warn": "warn, threaten",
    "accuse": "accuse, condemn",
    "deny": "deny, reject",
    "admit": "admit, regret",
    "praise": "praise, welcome",
    "promise": "promise, plan",
    "demand": "demand, ask",
}

# The filters as they are told, where their own names say too little.
_NAMES = {"who": "speaker", "person": "speaker", "kind": "quoted", "type": "type of speaker", "cue": "words of saying",
          "family": "words of saying", "named": "named", "resolved": "speaker", "since": "from", "until": "to",
          "copies": "shown"}  # fmt: skip
_SAID = {
    ("named", "true"): LABELS["named"],
    ("named", "false"): LABELS["unnamed"],
    ("resolved", "true"): "resolved",
    ("resolved", "false"): LABELS["unresolved"],
    ("copies", "true"): "every copy",
    ("copies", "false"): "once a story",
}


@router.get("/static/{name}")
def a_file(name: str) -> Response:
    """What pages load; its address changes with it."""
    try:
        content = static(name)
    except KeyError:
        raise Refused(404, "There is no such file.") from None
    kept = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(content, headers=kept, media_type=_MEDIA[name.rpartition(".")[2]])


@router.get("/")
def search(request: Request) -> Response:
    """The start page: what a search finds, and what can be chosen from it."""
    site, asked = site_of(request), Search.of(request.query_params)
    left = left_out(site) if asked.like else 0
    found = find(site, asked, asked.filters(), after=asked.after)
    counts = _counts(site, asked)
    if not counts.statements and not _narrowed(asked):
        return page(request, "empty.html")
    texts = site.archive.texts([one.article for one in found.statements])
    return page(
        request,
        "search.html",
        asked=asked,
        found=[(one, excerpt(one, texts.get(one.article, ""))) for one in found.statements],
        next=asked.address("/", after=found.after) if found.after else None,
        facets=[_facet(asked, name, counts) for name in _FACETS if name != "days"],
        chart=chart(counts.counts["days"]),
        counts=counts,
        chosen=_chosen(site, asked),
        families=FAMILIES,
        labels=LABELS,
        left=left,
        ranked=asked.sort == "date" or not asked.q.strip() or site.archive.ranks(asked.q, asked.filters()),
    )


@router.get("/statements/{number}")
def statement(request: Request, number: int) -> Response:
    """A statement's lasting address leads to its place in its article."""
    article = site_of(request).archive.statement(number).article
    whole = site_of(request).archive.article(article)
    place = next(place for place, one in enumerate(whole.statements) if one.id == number)
    return RedirectResponse(f"/articles/{article}#{ANCHOR}-{whole.article.attributions[place].id}", 303)


@router.get("/articles")
def articles(request: Request) -> Response:
    """The articles, the latest first."""
    site = site_of(request)
    asked = Listed.of(request.query_params)
    filters = Filters(outlet=asked.outlet, since=asked.since, until=asked.until)
    found = site.archive.articles(filters, limit=50, after=asked.after)
    return page(request, "articles.html", found=found, asked=asked)


@router.get("/articles/{number}")
def article(request: Request, number: int) -> Response:
    """One article with the roles marked."""
    whole = site_of(request).archive.article(number)
    persons = {
        attribution.speaker: statement.person
        for attribution, statement in zip(whole.article.attributions, whole.statements, strict=True)
    }
    log = site_of(request).archive.logged(article=number, standing=True)
    shown = of_article(whole.article, _acts(whole, edits(request)))
    return page(request, "article.html", whole=whole, persons=persons, log=log, name=name_of(request), **shown)


@router.get("/speakers")
def speakers(request: Request) -> Response:
    """Who is quoted most."""
    asked = Quoted.of({"limit": "100", **request.query_params})
    filters = Filters(**asked.model_dump(exclude={"limit"}))
    counting = site_of(request).counting
    # Where nothing is filtered the archive keeps the counts themselves.
    about = filters != Filters() and counting.facets("", filters, ()).about > 1
    return page(request, "speakers.html", found=counting.speakers(filters, asked.limit), asked=asked, about=about)


@router.get("/speaker")
def speaker(request: Request) -> Response:
    """Somebody by number or name: what they said, when, where, and how they are quoted."""
    site, asked = site_of(request), Search.of(request.query_params)
    try:
        person = site.archive.person(asked.person) if asked.person else None
    except NotHeldError:
        heir = merged_into(site.archive, asked.person or 0)
        if heir is None:
            raise
        return RedirectResponse(asked.address("/speaker", person=heir), 303)
    name = person.name if person else asked.who
    if not name:
        raise Refused(404, "Name a speaker; the page of speakers lists those who are quoted most.")
    counts = _once(site.counting.facets(asked.q, asked.filters(), _PROFILE, _DAYS))
    if not person and not site.counting.facets("", Filters(who=name), ("named",)).statements:
        raise Refused(404, f"Nobody of the name “{name}” is quoted in this archive; search for a part of the name.")
    found = site.archive.search(asked.q, asked.filters(), order="date", after=asked.after)
    texts = site.archive.texts([one.article for one in found.statements])
    shown = [(one, excerpt(one, texts.get(one.article, ""))) for one in found.statements]
    return page(
        request,
        "speaker.html",
        asked=asked,
        name=name,
        person=person,
        whose={"person": person.id} if person else {"who": name},
        counts=counts,
        days=[(day, list(group)) for day, group in groupby(shown, key=lambda one: one[0].published)],
        chart=chart(counts.counts["days"]),
        next=asked.address("/speaker", after=found.after) if found.after else None,
        labels=LABELS,
        **profile(site, asked),
        log=site.archive.logged(person=person.id, standing=True) if person else (),
        signer=name_of(request),
    )


def of_article(article: Article, acts: Mapping[str, str] = {}) -> dict[str, Any]:
    """What the template of an article needs; `acts` are links, as HTML, for its attributions."""
    return {
        "article": article,
        "marked": Markup(_encodable(marked(article, ANCHOR))),
        "listed": Markup(_encodable(listed(article, ANCHOR, acts))),
        "titled": begins_with_title(article),
        "speakers": [(one, described(one), said) for one, said in spoken(article) if one is not None],
        "anchor": ANCHOR,
    }


def _acts(whole: Whole, edits: bool) -> dict[str, str]:
    """What can be done with each statement of an article."""
    pairs = zip(whole.article.attributions, whole.statements, strict=True)
    return {attribution.id: _links(one, edits) for attribution, one in pairs}


def _links(one: Statement, edits: bool) -> Markup:
    made = Markup('<small class="acts"> · <a href="/said/{0}">wordings</a>{1}{2}</small>{3}')
    form = Markup(_CORRECT).format(one.id) if edits else ""
    slot = Markup('<div class="slot"></div>') if edits else ""
    return made.format(one.id, form, " · corrected" if one.corrected else "", slot)


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _counts(site: Site, asked: Search) -> Facets:
    """The counts of what is found; those of a facet that is chosen from, as they are without that choice."""
    filters = asked.filters()
    chosen = {name for name, (_, fields) in _FACETS.items() if any(getattr(asked, one) is not None for one in fields)}
    # One look for all that nothing has been chosen from; more values of each than are shown, for the days.
    counts = site.counting.facets(asked.q, filters, [name for name in _FACETS if name not in chosen], _DAYS)
    merged: dict[str, Mapping[str, int]] = dict(counts.counts)
    people = counts.people
    for name in chosen:
        without = replace(filters, **dict.fromkeys(_FACETS[name][1], None))
        found = site.counting.facets(asked.q, without, (name,), _DAYS)
        people = found.people or people
        merged |= found.counts
    return replace(counts, counts=merged, people=people)


def _once(counts: Facets) -> Facets:
    """Words that differ in nothing but capitals together, under the spelling that most have."""
    return replace(counts, counts=dict(counts.counts) | {name: _merged(counts.counts[name]) for name in _WORDED})


def _merged(counts: Mapping[str, int]) -> dict[str, int]:
    sums: dict[str, tuple[str, int]] = {}
    for value, count in counts.items():
        spelled, sum = sums.get(value.casefold(), (value, 0))
        sums[value.casefold()] = (spelled, sum + count)
    return dict(sorted(sums.values(), key=lambda one: -one[1]))


def faces(counts: Facets) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """Those who are quoted, how often, and the filters that show them: by number, or by the name to the letter."""
    for one in counts.people:
        yield one.name, one.count, {"person": one.person} if one.person else {"who": one.name}


def with_word(q: str, word: str) -> str:
    """What is looked for, and a word besides."""
    return f"({q}) {word}" if q.strip() else word


def _facet(asked: Search, name: str, counts: Facets) -> Facet:
    title, fields = _FACETS[name]
    return Facet(title, tuple(islice(_choices(asked, name, fields, counts), _SHOWN)))


def _choices(asked: Search, name: str, fields: tuple[str, ...], counts: Facets) -> Iterator[Choice]:
    none: dict[str, Any] = dict.fromkeys(fields, None)
    for value, count, sets in faces(counts) if name == "people" else _values(name, fields, counts.counts[name]):
        chosen = all(_same(getattr(asked, field), wanted) for field, wanted in sets.items())
        href = asked.address("/", after=None, **(none if chosen else none | sets))
        yield Choice(LABELS.get(value, value), count, href, chosen)


def _values(name: str, fields: tuple[str, ...], counts: Mapping[str, int]) -> Iterator[tuple[str, int, dict[str, Any]]]:
    for value, count in counts.items():
        yield value, count, NAMED[value] if name == "named" else {fields[0]: value}


def _same(one: Any, other: Any) -> bool:
    return one.casefold() == other.casefold() if isinstance(one, str) and isinstance(other, str) else one == other


def _narrowed(asked: Search) -> bool:
    """Whether less than everything is asked for."""
    return bool(asked.q.strip()) or asked.filters() != Filters()


def _chosen(site: Site, asked: Search) -> list[tuple[str, str, str]]:
    """Each filter that is set, in words, its value, and the address without it."""
    given = asked.given("q", "sort", "after", "like")
    return [
        (_NAMES.get(name, name), _told(site, name, value), asked.address("/", after=None, **{name: None}))
        for name, value in given.items()
    ]


def _told(site: Site, name: str, value: str) -> str:
    """The value of a filter as it is said."""
    if name == "person":
        with suppress(NotHeldError):
            return site.archive.person(int(value)).name
    return _SAID.get((name, value)) or LABELS.get(value, value)
