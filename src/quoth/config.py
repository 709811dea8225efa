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
    """How the model is run. `threads` of 0 leaves the number to onnxruntime."""

    threads: int = 0
    batch_windows: int = 8
    nested: bool = True
