"""Fetching as a guest: as robots.txt allows, one host at a time with a pause, nothing twice that has not changed."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from quoth.article import Article, Marks
from quoth.config import FollowOptions, IntakeOptions
from quoth.errors import FetchError, HeldError, InputError, MissingExtraError
from quoth.intake import decode
from quoth.intake.fetch import ROBOT, Allowed, Fetched, fetch, public
from quoth.intake.pages import page

if TYPE_CHECKING:
    from protego import Protego

_BUSY = (429, 500, 502, 503, 504)
_OPEN = ""  # a robots.txt that forbids nothing
_MOST_RULES = 500_000  # bytes of a robots.txt that are read, as RFC 9309 asks for


class Visitor:
    """Who fetches in one run, and what it knows of the hosts it has been to."""

    def __init__(self, options: IntakeOptions, allowed: Allowed = public) -> None:
        self._options, self._allowed = options, allowed
        self._how = options.follow or FollowOptions()
        self._rules: dict[str, Protego | str] = {}
        self._free: dict[str, float] = {}

    def named(self, address: str) -> Fetched:
        """An address that a person named: asked for once, or patiently where links are followed. FetchError."""
        if not self._options.follow:
            return fetch(address, self._options, self._allowed)
        return self._patiently(address, self._options.ties.marks(address) or Marks(), robots=False)

    def follow(self, links: Sequence[str], origin: str) -> Iterator[Article | InputError]:
        """The articles that a feed links to, within bounds; what is left over is told in a line."""
        until = time.monotonic() + self._how.max_time
        room = self._how.max_bytes
        for number, link in enumerate(links):
            if number >= self._how.entries or room <= 0 or time.monotonic() > until:
                yield InputError(origin, f"has {len(links) - number} more entries than one run follows; add it again")
                return
            try:
                found = self._fetched(link)
                room -= len(found.data)
                yield self._article(link, found)
            except InputError as error:
                yield error

    def page(self, address: str, found: Fetched) -> Article:
        """The article of a page that was fetched."""
        text = decode.decode(found.data, address, found.charset)
        article = page(text, address, self._options, url=found.address)
        return replace(article, retrieved=self._options.today or datetime.now(UTC).date().isoformat())

    def keep(self, address: str, found: Fetched) -> None:
        """Remember how a page is marked that has been taken in."""
        if found.marks != Marks():
            self._options.ties.keep(address, found.marks)

    def _fetched(self, link: str) -> Fetched:
        """What a link leads to. That it is unchanged is a use only where its article is held."""
        known = self._options.ties.marks(link) if self._options.ties.located(link) else None
        return self._patiently(link, known or Marks(), robots=True)

    def _article(self, link: str, found: Fetched) -> Article | InputError:
        if found.kind == "unchanged":
            return HeldError(link, self._options.ties.located(link) or 0)
        if found.kind != "html":
            raise InputError(link, "is no HTML page; fetch it by itself")
        article = self.page(link, found)
        self.keep(link, found)
        return article

    def _patiently(self, address: str, known: Marks, robots: bool) -> Fetched:
        """Fetch, and again later where the site is busy."""
        for attempt in range(1, self._how.tries + 1):
            try:
                return fetch(address, self._options, self._allowed, known, self._permit if robots else self._pause)
            except FetchError as error:
                wait = error.wait if error.wait is not None else self._how.backoff * 2 ** (attempt - 1)
                if error.status not in _BUSY or attempt == self._how.tries or wait > self._how.patience:
                    raise
                self._free[_host(address)] = time.monotonic() + wait
        raise FetchError(address, "was not asked for; tries must be at least 1")

    def _permit(self, address: str) -> None:
        """Wait until the host may be asked again; FetchError where its robots.txt forbids the address."""
        rules = self._rules_of(address)
        if isinstance(rules, str):
            raise FetchError(address, f"is on a site whose robots.txt cannot be had: {rules}")
        if not rules.can_fetch(address, ROBOT):
            raise FetchError(
                address, "must not be fetched, says the site's robots.txt; save the page and give the file"
            )
        asked = rules.crawl_delay(ROBOT) or 0.0
        if asked > self._how.patience:
            raise FetchError(address, f"may be asked for only every {asked:g} seconds; save the page and give the file")
        self._pause(address, asked)

    def _pause(self, address: str, asked: float = 0.0) -> None:
        host = _host(address)
        time.sleep(max(self._free.get(host, 0.0) - time.monotonic(), 0.0))
        self._free[host] = time.monotonic() + max(self._how.delay, asked)

    def _rules_of(self, address: str) -> Protego | str:
        """What a host's robots.txt says; why not, where it cannot be had: then all is forbidden (RFC 9309)."""
        try:
            from protego import Protego
        except ImportError:
            raise MissingExtraError(address, "linked from a feed", "feeds") from None
        host = _host(address)
        if host not in self._rules:
            try:
                self._rules[host] = Protego.parse(self._robots(host))
            except InputError as error:
                self._rules[host] = error.reason
        return self._rules[host]

    def _robots(self, host: str) -> str:
        """A host's robots.txt; one that is not there forbids nothing."""
        try:
            limits = replace(self._options, max_bytes=_MOST_RULES)
            found = fetch(f"{host}/robots.txt", limits, self._allowed, permit=self._pause)
        except FetchError as error:
            if error.status is None or error.status >= 500 or error.status in _BUSY:
                raise
            return _OPEN
        return found.data.decode("utf-8", "replace") if found.kind == "text" else _OPEN


def _host(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
