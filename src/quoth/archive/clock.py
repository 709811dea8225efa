"""The time as the archive writes it."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """The moment, in UTC, to the second: `2018-04-24T09:30:00Z`."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
