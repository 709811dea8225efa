"""The day of publication, chosen among all that a page offers.

The rule: what the page's head or markup states (`meta`), else the day in its address (`url`; where the
address is filed under a day, it also decides between two neighbouring ones), else the day in its dateline,
else the first day shown below the headline (`text`), else what htmldate finds there (`text`). A day in the
future is none, nor one that the body contradicts; a date that stands only in page furniture, or above the
headline, is never looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from quoth.article import Basis
from quoth.intake import below, days
from quoth.intake.days import Partial
from quoth.intake.facts import Facts

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_METAS = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time", "datepublished",
    "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "dc.date.issued", "dcterms.created", "dcterms.date", "dc.date", "dc.date.created", "article.published",
    "cxenseparse:recs:publishtime", "bt:pubdate", "rnews:datepublished", "date", "ptime", "pdate",
    "originalpublicationdate",
    "article.created", "displaydate", "published_at",
)  # fmt: skip
_ADDRESS = re.compile(
    r"/(?P<y>(?:19|20)\d\d)[/-](?P<m>\d\d?|[a-z]{3})[/-](?P<d>\d\d?)(?=[/_.-]|$)"
    r"|[/_-](?P<y2>20\d\d)(?P<m2>[01]\d)(?P<d2>[0-3]\d)(?=[/_.-]|$)"
    r"|[/-](?P<y3>20\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d)(?=[/_.-]|$)",
    re.I,
)
_FILED = re.compile(r"/(?:19|20)\d\d[/-](?:\d\d?|[a-z]{3})[/-]\d\d?/", re.I)  # whole parts of the path
_STATED = re.compile(r"\b(?:published|posted|first published|date|by)\b", re.I)
_FAR = 60  # days; a report names days by weekday and day of the month when they are closer than that


@dataclass(frozen=True, slots=True)
class Published:
    """A day of publication and where it stands."""

    day: date
    basis: Basis


def published(
    facts: Facts, tree: HtmlElement, lines: Sequence[str], dateline: Partial | None, today: date
) -> Published | None:
    """The first candidate, in the order of the rule, that nothing speaks against. `lines`: headline and body."""
    title, *body = lines
    for found in _candidates(facts, tree, title, dateline):
        if not days.after(found.day, today) and not _contradicted(found.day, body, dateline):
            return found
    return None


def from_text(lines: Sequence[str], body: Sequence[str], dateline: Partial | None, today: date) -> Published | None:
    """The same for plain text: a dateline with its year, or a line that says when it was published."""
    stated = (days.first(line) for line in lines if _STATED.search(line) and len(line) < 120)
    candidates = (dateline.whole() if dateline else None, *stated)
    for day in candidates:
        if day and not days.after(day, today) and not _contradicted(day, body, dateline):
            return Published(day, "text")
    return None


def _candidates(facts: Facts, tree: HtmlElement, title: str, dateline: Partial | None) -> Iterator[Published]:
    addresses = [address for address in (facts.url, *facts.meta("og:url")) if address]
    filed = [day for address in addresses if (day := in_address(address))]
    sure = [day for address in addresses if _FILED.search(address) and (day := in_address(address))]
    for text in _stated(facts):
        if day := days.first(text):
            # The hour of Greenwich may already count as the next day where the report was filed.
            beside = [one for one in sure if abs((one - day).days) == 1]
            yield Published(beside[0], "url") if beside else Published(day, "meta")
    yield from (Published(day, "url") for day in filed)
    if dateline and (day := dateline.whole()):
        yield Published(day, "text")
    article = below.headline(tree, title)
    yield from (Published(day, "text") for day in below.days_shown(article))
    if (day := _by_htmldate(article)) and day not in _modified(facts):
        yield Published(day, "text")


def _stated(facts: Facts) -> Iterator[str]:
    for one in facts.linked:
        for name in ("datePublished", "dateCreated", "uploadDate"):
            if isinstance(one.get(name), str):
                yield one[name]
    yield from facts.meta(*_METAS)
    yield from facts.times


def in_address(address: str) -> date | None:
    """The day that an address is filed under."""
    for match in _ADDRESS.finditer(address):
        found = [value for value in match.groups() if value]
        if day := days.first(f"{found[0]}-{_month(found[1])}-{found[2]}"):
            return day
    return None


def _modified(facts: Facts) -> set[date]:
    """Days on which the page was changed: no sign of when it came out."""
    changed = [text for name, texts in facts.metas.items() if "modif" in name or "update" in name for text in texts]
    changed += [one["dateModified"] for one in facts.linked if isinstance(one.get("dateModified"), str)]
    return {day for text in changed if (day := days.first(text))}


def _month(text: str) -> str:
    months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    return str(months.index(text.lower()) + 1) if text.lower() in months else text


def _by_htmldate(tree: HtmlElement) -> date | None:
    from htmldate import find_date

    try:
        found = find_date(tree, original_date=True, extensive_search=False)
    except Exception:  # htmldate raises what its own parsers raise
        return None
    return date.fromisoformat(found) if found else None


def _contradicted(day: date, body: Sequence[str], dateline: Partial | None) -> bool:
    """Whether the report's own days tell another time: its dateline, or all those that it names with their
    weekday ("Tuesday, April 24") and that are neither near nor fall on that weekday this year or last."""
    if dateline and dateline.far(day) > _FAR:
        return True
    named = [found for paragraph in body[:12] for found in days.named(paragraph)]
    return bool(named) and all(one.far(day) > _FAR and not one.falls(day) for one in named)
