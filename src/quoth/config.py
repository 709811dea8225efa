"""Options that travel together, each group as one value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IntakeOptions:
    """Limits on what is taken in. Sizes are bytes, times are seconds."""

    max_bytes: int = 20_000_000
    timeout: float = 20.0
    max_redirects: int = 5
    today: str | None = None


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How the model is run: `threads` windows at a time, `articles` held at once, contents read again
    for what is nested in them or not."""

    threads: int = 1
    articles: int = 32
    nested: bool = True
