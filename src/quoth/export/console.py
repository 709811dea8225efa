"""The terminal that results are written to: what every layout for it needs."""

from __future__ import annotations

import re
from typing import IO

from rich.console import Console
from rich.text import Text

from quoth.errors import one_line

_NARROWEST = 24
# Characters that show nothing: soft hyphens, joiners, byte order marks.
_UNSEEN = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))


def console(out: IO[str]) -> Console:
    """`out` as rich writes to it: nothing in a text means anything to it."""
    return Console(file=out, highlight=False, emoji=False, markup=False)


def bare(console: Console) -> bool:
    """Whether there are no colours, so that brackets stand for them."""
    return console.no_color or console.color_system is None


def lines(console: Console, text: Text, indent: int = 0) -> None:
    """`text` wrapped beside its indent, without white space at the ends of lines."""
    width = max(console.width - indent, _NARROWEST)
    for line in text.wrap(console, width):
        line.rstrip()
        line.pad_left(indent if line else 0)
        console.print(line, no_wrap=True, overflow="ignore", crop=False)


def clean(text: str) -> str:
    """`text` on one line, with nothing in it that a terminal would obey."""
    return one_line(re.sub(r"\s", " ", text.translate(_UNSEEN)))
