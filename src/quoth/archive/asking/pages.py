"""Pages by keyset: each says where it ended, and the next goes on from there, however far in."""

from __future__ import annotations

import base64
import json
from typing import Any

import sqlalchemy as sa

from quoth.errors import QueryError, one_line

MOST = 1_000  # rows on a page
_PLACES: dict[str, tuple[type, ...]] = {
    "relevance": (float, int),
    "likeness": (float, int),
    "date": (str, type(None)),
}


def bounded(limit: int) -> int:
    """A limit that a page can have."""
    return min(max(limit, 1), MOST)


def written(order: str, place: object, number: int) -> str:
    """Where a page ends, as a word that can be given back."""
    return base64.urlsafe_b64encode(json.dumps([order, place, number]).encode()).decode().rstrip("=")


def read(order: str, after: str) -> tuple[Any, int]:
    """The place and number that a page ended with. QueryError."""
    try:
        kind, place, number = json.loads(base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)))
        if kind == order and isinstance(place, _PLACES[order]) and isinstance(number, int):
            return place, number
    except (ValueError, TypeError):
        pass
    raise QueryError(one_line(f"{after!r} is no place to go on from; take the one that the same search has printed"))


def order(after: str) -> Any:
    """The order that a page came in; None where the word tells of none."""
    try:
        return json.loads(base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)))[0]
    except (ValueError, TypeError, LookupError):
        return None


def before_day(
    published: sa.ColumnElement[Any], number: sa.ColumnElement[Any], day: str | None, last: int
) -> sa.ColumnElement[bool]:
    """What follows by date, the latest first: what has no day comes last."""
    if day is None:
        return sa.and_(published.is_(None), number < last)
    return sa.or_(published < day, sa.and_(published == day, number < last), published.is_(None))
