"""How far a run has come: on standard error, and only where somebody watches while results go elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def shown(items: Iterable[T]) -> Iterator[T]:
    """`items`, counted on the terminal when standard output is not one."""
    if not _watched():
        yield from items
        return
    from rich.console import Console

    with Console(stderr=True).status("reading") as status:
        for number, item in enumerate(items, 1):
            status.update(f"{number} read")
            yield item


def _watched() -> bool:
    return sys.stderr is not None and sys.stderr.isatty() and not sys.stdout.isatty()
