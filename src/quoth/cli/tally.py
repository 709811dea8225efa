"""How many articles a run has added, skipped and failed to read: on the terminal, in a report, at the end."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from quoth.cli.output import complain, failing_of
from quoth.errors import InputError, one_line

if TYPE_CHECKING:
    from quoth.archive import Stored

Tell = Callable[["Stored | InputError"], None]
_WORDS = {
    "new": "new",
    "changed": "changed",
    "older": "older than held",
    "reread": "read again",
    "known": "held already",
}


class Tally:
    """Outcomes so far, and the reasons of failures; of how many bytes of files, where that is known."""

    def __init__(self, total: int | None = None) -> None:
        self._total = total
        self._came = 0
        self.outcomes: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()
        self._begun = time.monotonic()

    @property
    def failed(self) -> int:
        """How many inputs could not be read."""
        return self.reasons.total()

    @contextmanager
    def shown(self) -> Iterator[Tell]:
        """Counts what it is called with, on the terminal too where there is one; a failure is named at once."""
        if sys.stderr is None or not sys.stderr.isatty():
            yield self._count
            return
        from rich.console import Console

        with Console(stderr=True).status("reading") as status:

            def count(one: Stored | InputError) -> None:
                self._count(one)
                status.update(f"{self._counts()} - {self._rate():.1f} a second{self._left()}")

            yield count

    def came(self, count: int) -> None:
        """So many more bytes have been taken in."""
        self._came += count

    def summary(self) -> str:
        """The run in a line, and a line for each reason of failure."""
        reasons = (f"  {count} failed: {one_line(reason)}" for reason, count in self.reasons.most_common())
        return "\n".join([self._counts(), *reasons])

    def _count(self, one: Stored | InputError) -> None:
        if isinstance(one, InputError):
            self.reasons[one.reason] += 1
            complain(str(one))
        else:
            self.outcomes[one.outcome] += 1

    def _counts(self) -> str:
        counts = [f"{self.outcomes[name]} {word}" for name, word in _WORDS.items() if self.outcomes[name]]
        return ", ".join([*counts, f"{self.failed} failed"] if self.failed else counts) or "nothing to add"

    def _left(self) -> str:
        """The time that is left, if the rest goes as fast as what has come."""
        if not self._total or not self._came:
            return ""
        seconds = (time.monotonic() - self._begun) * max(self._total / self._came - 1, 0)
        return f", {timedelta(seconds=round(seconds))} left"

    def _rate(self) -> float:
        return (self.outcomes.total() + self.failed) / max(time.monotonic() - self._begun, 1e-3)


@contextmanager
def reported(file: Path | None) -> Iterator[Tell]:
    """Writes a line of JSON for each input that failed or was skipped, if a file is named for it."""
    if file is None:
        yield lambda one: None
        return
    with failing_of(file), file.open("w", encoding="utf-8", buffering=1) as out:
        yield lambda one: _report(one, out.write)


def _report(one: Stored | InputError, write: Callable[[str], object]) -> None:
    if isinstance(one, InputError):
        line: dict[str, object] = {"origin": one.origin, "outcome": "failed", "reason": one.reason}
    elif one.outcome == "known":
        line = {"origin": one.origin, "outcome": "skipped", "reason": "held already", "article": one.article}
    else:
        return
    write(json.dumps(line) + "\n")
