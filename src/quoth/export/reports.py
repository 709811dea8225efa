"""Reports on an archive for a person at a terminal: columns, and counts with a line of days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import IO, Any

from rich.table import Table
from rich.text import Text

from quoth.export.console import clean, console, lines
from quoth.export.tables import Row

_BARS = "▁▂▃▄▅▆▇█"
_WIDEST = 60  # days, or stretches of days, in the line of them
_SIGNS = {"came": "+", "went": "-", "changed": "~"}
_SHARED = ("named", "unnamed", "unresolved")
_SHORT = 12  # characters of a value that is not worth a line break
_MOST = 10  # values that are listed of one kind


def write_columns(rows: Iterable[Row], columns: Sequence[str], out: IO[str]) -> None:
    """Some columns of rows under their names; numbers to the right."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    records = [row.record() for row in rows]
    for name in columns:
        numbers = all(isinstance(record[name], int | None) for record in records)
        short = all(len(_cell(record[name])) <= _SHORT for record in records)
        table.add_column(name, justify="right" if numbers else "left", overflow="fold", no_wrap=numbers or short)
    for record in records:
        table.add_row(*(_cell(record[name]) for name in columns))
    console(out).print(table)


def write_differences(rows: Iterable[Row], out: IO[str]) -> None:
    """Articles in which something is different, each with what came (+), went (-) and changed (~)."""
    screen = console(out)
    for row in rows:
        record = row.record()
        told = [(sign, clean(one)) for name, sign in _SIGNS.items() for one in record[name]]
        if told:
            lines(screen, Text(clean(record["origin"]), style="bold"))
        for sign, words in told:
            lines(screen, Text(f"{sign} {words}"), 4)


def write_stats(record: Mapping[str, Any], out: IO[str]) -> None:
    """Numbers one a line, then the counts of each kind with their shares, then the days as a line."""
    screen = console(out)
    for name, value in record.items():
        if isinstance(value, int):
            screen.print(f"{name:<12}{value:>10,}{_share(name, value, record)}")
    for name, counts in record.items():
        if isinstance(counts, Mapping) and counts and name != "days":
            screen.print(f"\n{name}", style="dim")
            for value, count in list(counts.items())[:_MOST]:
                screen.print(f"{clean(value)[:40]:<40}{count:>10,}{count / sum(counts.values()):>6.0%}")
    if record["days"]:
        screen.print("\ndays", style="dim")
        screen.print(f"{min(record['days'])} {sparkline(record['days'])} {max(record['days'])}", soft_wrap=True)


def sparkline(days: Mapping[str, int]) -> str:
    """Counts by ISO day as a line of bars, from the first day to the last, each gap shown."""
    places = [date.fromisoformat(day).toordinal() for day in days]
    first, length = min(places), max(places) - min(places) + 1
    width = min(length, _WIDEST)
    heights = [0] * width
    for place, count in zip(places, days.values(), strict=True):
        heights[(place - first) * width // length] += count
    highest = max(heights)
    return "".join(_BARS[-(-height * (len(_BARS) - 1) // highest)] if height else " " for height in heights)


def _share(name: str, value: int, record: Mapping[str, Any]) -> str:
    """Of the statements, how many are by somebody named, unnamed or not resolved."""
    return f"{value / max(record['statements'], 1):>6.0%}" if name in _SHARED else ""


def _cell(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{clean(name) or 'unknown'} {count}" for name, count in list(value.items())[:3])
    return "" if value is None else "no" if value is False else "yes" if value is True else clean(str(value))
