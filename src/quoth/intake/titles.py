"""The headline as the page shows it: no site name after it, no kicker before it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from quoth.intake import names
from quoth.intake.facts import Facts, flat
from quoth.intake.sites import publishers

_BAR = re.compile(r"\s+(?:[|–—•·»«]|-{1,3}|::|<|>)\s+|\s*\|\s*")
_COLON = re.compile(r"^([^:]{3,30}):\s+")
_MARKUP = re.compile(r"</?[a-zA-Z]\w*(?:\s[^>]*)?/?>")
_WORD = re.compile(r"\w+")
_LONGEST = 400
_SITE = 36  # code points in a site's name, at most
_ALIKE, _SAME = 0.5, 0.8  # share of words for a heading to be the headline; for one of a lesser rank
_FEWEST = 3  # words of a headline; letters of a word that tells nothing
# Sections that most sites have, by `names.key`.
_SECTIONS = frozenset(
    "opinion opinions editorial editorials comment commentisfree letters news world worldnews uknews usnews politics"
    " business sport sports technology tech science health entertainment culture lifestyle travel analysis breakingnews"
    " latestnews topstories home international national local".split()
)


def headline(facts: Facts) -> str | None:
    """The heading that the page's other titles agree with, or else the best of these."""
    told = list(dict.fromkeys(title for title in _told(facts) if title))
    shown = [heading for heading in facts.headings if 3 < len(heading) <= _LONGEST]
    if not told:
        return own(shown[0], facts) if len(shown) == 1 else None
    found = _closest(shown, told, _ALIKE)
    if found:
        return _without_kicker(own(found, facts), told)
    return _closest(facts.lesser, told, _SAME) or _likely(shown, facts) or _whole(told)


def _closest(shown: Sequence[str], told: Sequence[str], least: float) -> str | None:
    """The heading that is most like one of the titles told, if it is that much like it."""
    best = max(shown, key=lambda heading: max(alike(heading, title) for title in told), default=None)
    return best if best and max(alike(best, title) for title in told) >= least else None


def _likely(shown: Sequence[str], facts: Facts) -> str | None:
    """The first heading of the first rank that has telling words of what the page says of itself, one where it
    stands alone: titles for search engines and for sharing may be others altogether."""
    said = _telling(" ".join((facts.title or "", *facts.meta("og:title", "og:description", "description"))))
    least = min(2, len(shown))
    fit = (one for one in shown if len(one.split()) >= _FEWEST and len(_telling(one) & said) >= least)
    return next((one for one in fit if not _is_site(one, _sites(facts))), None)


def _telling(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.lower()) if len(word) > _FEWEST}


def _whole(told: Sequence[str]) -> str:
    """The first title, or the one that goes on where it was cut short."""
    start = told[0].rstrip(".… ")
    return max((title for title in told if title.startswith(start)), key=len) if start != told[0] else told[0]


def _told(facts: Facts) -> Iterator[str]:
    """Titles from where no reader sees them, without the site's name."""
    for title in _stated(facts):
        yield bare(plain(title), facts)


def _stated(facts: Facts) -> Iterator[str]:
    yield from (one["headline"] for one in facts.linked if isinstance(one.get("headline"), str))
    yield from facts.meta("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "headline")
    if facts.title:
        yield facts.title


def plain(title: str) -> str:
    """A title on one line, without markup and with its letters unescaped."""
    import html

    return flat(_MARKUP.sub("", html.unescape(title)))


def _without_kicker(shown: str, told: Sequence[str]) -> str:
    """A heading may begin with its section's name; the titles elsewhere do not."""
    shorter = [title for title in told if shown != title and shown.endswith(title) and len(title) > len(shown) / 2]
    return max(shorter, key=len) if shorter and shown not in told else shown


def bare(title: str, facts: Facts) -> str:
    """`title` without the name of the site, of any outlet, or of one of the site's sections at either end."""
    return _cut(title, facts, names.outletish)


def own(heading: str, facts: Facts) -> str:
    """`heading` without the site's or a section's name: one that is shown ends in no other outlet's."""
    return _cut(heading, facts, lambda part: False)


def _cut(title: str, facts: Facts, is_outlet: Callable[[str], bool]) -> str:
    sites, sections, title = _sites(facts), _sections(facts), flat(title)

    def is_other(part: str) -> bool:
        """Whether a part is no part of the headline."""
        return _is_site(part, sites) or names.key(part) in sections or (" " in part and is_outlet(part))

    for _ in range(4):
        shorter = _shorter(title, is_other, sites)
        if shorter == title:
            break
        title = shorter
    return title


def _sites(facts: Facts) -> list[str]:
    sites = [*facts.meta("og:site_name", "application-name"), names.core(facts.url), *publishers(facts)]
    return [site for site in (*sites, *(names.core(url) for url in facts.meta("og:url"))) if site]


def _sections(facts: Facts) -> frozenset[str]:
    own = [*facts.meta("article:section", "section", "parsely-section", "cxenseparse:category")]
    own += [one["articleSection"] for one in facts.linked if isinstance(one.get("articleSection"), str)]
    return _SECTIONS | {names.key(section) for section in own}


def _shorter(title: str, is_other: Callable[[str], bool], sites: Sequence[str]) -> str:
    bars = list(_BAR.finditer(title))
    if bars:
        first, last = title[: bars[0].start()], title[bars[-1].end() :]
        if bars[-1].start() > 0 and is_other(last):
            return title[: bars[-1].start()]
        if bars[0].end() < len(title) and is_other(first):
            return title[bars[0].end() :]
    colon = _COLON.match(title)
    if colon and any(names.key(colon[1]) == names.key(site) for site in sites):
        return title[colon.end() :]
    return title


def _is_site(part: str, sites: Sequence[str]) -> bool:
    if names.key(part) in names.AGENCIES or any(names.key(part) == names.key(site) for site in sites):
        return True
    return 0 < len(part) < _SITE and any(names.same(part, site) for site in sites)


def alike(one: str, other: str) -> float:
    """Share of words that two titles have in common."""
    a, b = (set(_WORD.findall(title.lower())) for title in (one, other))
    return len(a & b) / max(1, min(len(a), len(b))) * min(1.0, 2 * min(len(a), len(b)) / max(1, len(a), len(b)))
