"""What stands glued to the first sentence: the dateline's place and day, and who wrote the report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quoth.intake import names
from quoth.intake.days import MONTHS, Partial, partial

_DASH = r"(?:—|–|―|--+|-|−)"
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,? )?"
_DAY = rf"{_WEEKDAY}(?:{MONTHS}\.? \d{{1,2}}|\d{{1,2}} {MONTHS})(?:,? \d{{4}})?"
_CAPS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]*[A-ZÀ-ÖØ-Þ.](?![a-zß-ÿ])"
_NAME = r"(?:[A-ZÀ-ÖØ-Þ][\w.'’-]*|d[aeiou]s?|el|al|la|of|the|and)"
_REGION = rf"(?:, {_NAME}(?: {_NAME}){{0,3}}){{0,2}}"
_UPPER_PLACE = rf"{_CAPS}(?:[ /](?:{_CAPS}|de|da|del|la|el|al|of)){{0,3}}{_REGION}"
_ANY_PLACE = rf"{_NAME}(?:[ /]{_NAME}){{0,3}}{_REGION}"
_START = r"(?=[\"“‘«'(\[]? ?[A-ZÀ-ÖØ-Þ0-9])"

# What an agency tells its clients' editors above a report ("(Adds analyst comment, shares)").
_TO_EDITORS = re.compile(
    r"\((?:Adds?|Updates?|Recasts?|Corrects?|Clarifies|Repeats?|Rewrites?|Writes through|Refiles?)\b[^()]*\)\.?"
)

# Each form names what it gives away; the first that fits is taken.
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<place>{_ANY_PLACE})?,? ?(?P<day>{_DAY})?,? ?\((?P<outlet>[A-Za-z][^()]{{1,40}})\) ?(?:{_DASH}|:)\s*",
        rf"\((?P<outlet>[A-Z][^()]{{1,30}})\)\s*(?P<bare>){_START}",
        rf"(?P<place>{_UPPER_PLACE}),? (?P<outlet>[A-Z][\w.& ]{{1,30}}?) ?{_DASH} {_START}",
        rf"(?P<place>{_ANY_PLACE}), (?P<day>{_DAY}) ?(?:{_DASH}|:)\s*{_START}",
        rf"(?P<outlet>[A-Z][\w.&’' ]{{1,40}}?) ?(?:{_DASH}+|[|]) {_START}",
        rf"(?P<place>{_UPPER_PLACE}) ?(?:{_DASH}) ?{_START}",
        rf"(?P<place>{_ANY_PLACE}, {_NAME}(?: {_NAME})?) (?:—|–|--) {_START}",
        rf"(?P<label>{_UPPER_PLACE}): {_START}",
    )
)
_NOT_PLACES = frozenset(
    [
        "breaking",
        "update",
        "updated",
        "exclusive",
        "watch",
        "video",
        "photos",
        "opinion",
        "analysis",
        "editorial",
        "live",
        "review",
        "note",
        "correction",
        "interview",
        "explainer",
        "listen",
        "read",
        "new",
        "spoilers",
        "spoiler",
        "warning",
        "important",
        "question",
        "answer",
        "q",
        "a",
        "summary",
        "highlights",
        "faq",
        "tip",
        "tips",
        "pros",
        "cons",
        "verdict",
        "source",
        "sources",
        "fact",
        "background",
        "context",
        "file",
    ]
)


@dataclass(frozen=True, slots=True)
class Credit:
    """Who wrote the report, where, and on which day of the year, as its first line says."""

    outlet: str | None = None
    place: str | None = None
    day: Partial | None = None


def unglue(paragraphs: Sequence[str], site: str | None = None) -> tuple[Credit, tuple[str, ...]]:
    """The credit at the head of the body, and the body without it. `site` is the carrying site's name."""
    body = tuple(paragraphs)
    if body and _TO_EDITORS.fullmatch(body[0]):
        body = body[1:]
    if not body:
        return Credit(), body
    for form in _FORMS:
        match = form.match(body[0])
        credit = match and _credit(match, body, site)
        if match and credit:
            rest = body[0][match.end() :]
            return credit, ((rest,) if rest else ()) + body[1:]
    return Credit(), body


def _credit(match: re.Match[str], body: tuple[str, ...], site: str | None) -> Credit | None:
    found = match.groupdict()
    outlet, place = found.get("outlet"), found.get("place") or found.get("label")
    if place and names.key(place) in _NOT_PLACES:
        return None
    if place and (place.split()[0].lower().strip(".,") in _NOT_PLACES or len(place) > 60):
        return None
    if found.get("label") and _speaks(place or "", body):
        return None
    if outlet and not _writes(outlet, place, site, strict="bare" in found or match.re is not _FORMS[0]):
        return None
    day = found.get("day")
    if place and outlet and names.is_outlet_word(outlet) and f"{place} {outlet}" in match[0]:
        outlet, place = f"{place} {outlet}", None  # "SBC News - The council …"
    return Credit(_proper(outlet), cased(place) if place else None, partial(day) if day else None)


def _writes(outlet: str, place: str | None, site: str | None, strict: bool) -> bool:
    if strict:
        return names.outletish(outlet) or (names.same(outlet, site) and len(outlet) > 1)
    return bool(place) or outlet[0].isupper() or names.outletish(outlet)


def _speaks(label: str, body: tuple[str, ...]) -> bool:
    """Whether `LABEL:` heads other paragraphs as well: then it is a speaker of a transcript, no place."""
    return any(paragraph.startswith(label + ":") for paragraph in body[1:])


def _proper(outlet: str | None) -> str | None:
    if not outlet:
        return None
    outlet = outlet.strip()
    return names.AGENCIES.get(names.key(outlet), outlet)


def cased(place: str) -> str:
    """A dateline's place in ordinary letters and without its region: `PORT SALLOW, Orda` is Port Sallow."""
    return " ".join(_cased(word) for word in place.strip(" ,").partition(",")[0].split())


def _cased(word: str) -> str:
    plain = word.strip(",")
    if not plain.isupper() or "." in plain or len(plain) < 3:
        return word
    return re.sub(r"[^\W\d_]+", lambda found: found[0].capitalize(), word)
