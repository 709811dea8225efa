"""What the site that holds a page calls itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quoth.intake import names
from quoth.intake.facts import Facts, flat

_BAR = re.compile(r"\s+(?:[|–—•·»]|-{1,2}|::)\s+")
_COLON = re.compile(r"[^:]{3,36}(?=:\s)")
_DOMAIN = re.compile(r"(?:[\w-]+\.)+(?:com|org|net|info|co|uk|au|in|ca|ie|eu|us|tv)")
_LONGEST, _LONGEST_IN_TITLE = 60, 36  # code points of a site's name, at most
_LONGEST_TITLE = 400  # code points of a title that is looked at, at most


def site(told: Facts, headline: str | None) -> str | None:
    """A site's name as its page tells it: what reads like one, or else what the page's title tells beside the headline,
    or else the address or handle that stands for one."""
    stated = [name for one in _stated(told) if 0 < len(name := _plain(one[:_LONGEST_TITLE])) < _LONGEST]
    named = next((name for name in stated if _is_name(name)), None)
    beside = None if named and not _DOMAIN.fullmatch(named) else _in_title(told.title or "", headline)
    if named and beside and not _is_fuller(beside, named):
        return named
    return beside or named or next(iter(stated), None)


def _is_fuller(name: str, domain: str) -> bool:
    """Whether a name is that of a domain, and says more ("The Spokesman-Review" of "Spokesman.com")."""
    return names.same(name, domain) and len(names.bare(name)) > len(names.bare(domain))


def _stated(told: Facts) -> Iterator[str]:
    yield from told.meta("og:site_name")
    yield from publishers(told)
    yield from told.meta("application-name", "dc.publisher")


def publishers(told: Facts) -> Iterator[str]:
    """The publishers in a page's linked data."""
    for one in told.linked:
        publisher = one.get("publisher")
        for each in publisher if isinstance(publisher, list) else [publisher]:
            if isinstance(each, dict) and isinstance(each.get("name"), str):
                yield flat(each["name"])


def _plain(name: str) -> str:
    """A name without its address beside it ("The Post | post.example"), or the host of an address."""
    if "://" in name:
        return names.host(name) or ""
    parts = [part for part in _BAR.split(flat(name)) if part and not _DOMAIN.fullmatch(part)]
    return (parts[0] if parts else flat(name)).removeprefix("www.")


def _is_name(name: str) -> bool:
    """Whether a site's name is one, and no handle or address ("@thepost", "usatoday", "post.com")."""
    return name != name.lower() and not name.startswith("@")


def _in_title(title: str, headline: str | None) -> str | None:
    """The name that stands behind or before a headline in a page's title."""
    wanted = names.key(headline)
    if not wanted or len(title) > _LONGEST_TITLE:
        return None
    for bar in reversed(list(_BAR.finditer(title))):
        last = _BAR.split(title[bar.end() :])[-1].strip()
        if names.key(title[: bar.start()]).endswith(wanted) and 1 < len(last) <= _LONGEST_IN_TITLE:
            return last
    first = _COLON.match(title)
    return first[0] if first and names.key(title[first.end() :]) == wanted else None
