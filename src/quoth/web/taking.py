"""What is put into the page or sent to the API -> an article that can be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from quoth.article import Article
from quoth.config import IntakeOptions, WebOptions
from quoth.errors import FetchError, InputError
from quoth.intake import page, plain, read, record

ORIGIN = "text"  # what was handed over has no place of its own; the archive knows it by its text
_KINDS = (".html", ".htm", ".xhtml")
_TIMEOUT = 15.0
_TOLD = ("url", "title", "outlet", "published", "published_basis")


def taken(text: str, address: str, file: tuple[str, bytes] | None, options: WebOptions) -> Article:
    """The one article of a text, an address or a file. InputError."""
    given = [bool(text.strip()), bool(address), file is not None]
    if sum(given) != 1:
        raise InputError(ORIGIN, "give one of the three: a text, an address or a file")
    if address:
        return fetched(address, options)
    limits = _limits(options)
    if file is not None:
        return _filed(*file, limits)
    return _pasted(text, limits)


def fetched(address: str, options: WebOptions) -> Article:
    """The article at an address of the open internet. InputError."""
    # Anything else would be a path on this machine.
    if not address.lower().startswith(("http://", "https://")):
        raise FetchError(address, "is no address that quoth fetches; give one that begins with http:// or https://")
    found = list(read(address, _limits(options)))
    if len(found) != 1:
        raise FetchError(address, f"holds {len(found)} articles; give the address of one")
    if isinstance(found[0], InputError):
        raise found[0]
    return found[0]


def recorded(value: dict[str, str | None], options: WebOptions) -> Article:
    """The article that is a text as it stands, with what else was said of it. InputError."""
    return record(value, ORIGIN, _limits(options))


def paged(html: str, told: Mapping[str, str | None], options: WebOptions) -> Article:
    """The article of a page, with what else was said of it. InputError."""
    found = page(html, ORIGIN, _limits(options), told.get("url"))
    given = record({**told, "text": found.text}, ORIGIN, _limits(options))
    return replace(found, **{name: value for name in _TOLD if (value := getattr(given, name))})


def _pasted(text: str, limits: IntakeOptions) -> Article:
    """A text or, where somebody pasted a page's source, that page."""
    start = text.lstrip()[:200].lower()
    take = page if start.startswith(("<!doctype html", "<html")) else plain
    return take(text, ORIGIN, limits)


def _filed(name: str, data: bytes, limits: IntakeOptions) -> Article:
    if name.lower().endswith(_KINDS) or data.lstrip()[:1] == b"<":
        return page(data, ORIGIN, limits)
    try:
        return plain(data.decode("utf-8-sig"), ORIGIN, limits)
    except UnicodeDecodeError:
        raise InputError(ORIGIN, "the file is neither a page nor a text in UTF-8; save it as one of these") from None


def _limits(options: WebOptions) -> IntakeOptions:
    return IntakeOptions(max_bytes=options.max_body, timeout=_TIMEOUT)
