"""JSON records -> articles. A record's text is kept to the character."""

from __future__ import annotations

from typing import Any

from quoth.article import Article, Capture
from quoth.config import IntakeOptions
from quoth.errors import InputError
from quoth.intake import days, ids, language
from quoth.intake.decode import size


def record(value: object, origin: str, options: IntakeOptions) -> Article:
    """An article from an object with at least `text`. InputError, LanguageError."""
    if not isinstance(value, dict):
        raise InputError(origin, f"is {_kind(value)}, not an object; a record is an object with at least a text")
    text = value.get("text")
    if not isinstance(text, str):
        raise InputError(origin, 'has no "text"; a record is an object with at least a text')
    if not text.strip():
        raise InputError(origin, 'has an empty "text"; nothing to read')
    if len(text) > options.max_bytes:
        raise InputError(origin, f"has a text longer than {size(options.max_bytes)}; split it, or raise max_bytes")
    published = _day(value, "published", origin)
    return Article(
        id=_identity(value, origin),
        origin=origin,
        text=text,
        title=_string(value, "title", origin),
        url=_string(value, "url", origin),
        outlet=_string(value, "outlet", origin),
        via=_string(value, "via", origin),
        place=_string(value, "place", origin),
        authors=_authors(value, origin),
        published=published,
        published_basis="given" if published else None,
        retrieved=_day(value, "retrieved", origin),
        capture=_capture(value, origin),
        language=language.english(text, origin),
    )


def _identity(value: dict[str, Any], origin: str) -> str:
    given = value.get("id")
    if given is None or given == "":
        return ids.stable(origin)
    if isinstance(given, (str, int)) and not isinstance(given, bool):
        return str(given)
    raise _wrong(origin, "id", given, "a string")


def _string(value: dict[str, Any], name: str, origin: str) -> str | None:
    given = value.get(name)
    if given is None or isinstance(given, str):
        return given or None
    raise _wrong(origin, name, given, "a string")


def _authors(value: dict[str, Any], origin: str) -> tuple[str, ...]:
    given = value.get("authors") or []
    listed = [given] if isinstance(given, str) else given
    if isinstance(listed, list) and all(isinstance(one, str) for one in listed):
        return tuple(listed)
    raise _wrong(origin, "authors", given, "a list of strings")


def _day(value: dict[str, Any], name: str, origin: str) -> str | None:
    given = _string(value, name, origin)
    if given is None:
        return None
    found = days.first(given)
    if found is None:
        raise InputError(origin, f'has {given[:40]!r} as "{name}"; write the day as 2018-04-24')
    return found.isoformat()


def _capture(value: dict[str, Any], origin: str) -> Capture | None:
    given = value.get("capture")
    if given is None:
        return None
    if not isinstance(given, dict):
        raise _wrong(origin, "capture", given, "an object with record, time and digest")
    return Capture(*(_string(given, name, origin) for name in ("record", "time", "digest")))


def _wrong(origin: str, name: str, given: object, wanted: str) -> InputError:
    return InputError(origin, f'has {_kind(given)} as "{name}"; it must be {wanted}')


def _kind(value: object) -> str:
    kinds = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return kinds.get(type(value), "a number")
