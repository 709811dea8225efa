"""Rows of any kind as a table that programs take: a JSON list, a JSON object a line, or CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import IO, Any, Protocol


class Row(Protocol):
    """Whatever can say of itself what it is as a JSON object."""

    def record(self) -> dict[str, Any]: ...


def write_rows(rows: Iterable[Row], kind: type[Any], format: str, out: IO[str]) -> None:
    """Write rows, all of one dataclass, as they come: as `json`, `jsonl` or `csv`."""
    out.writelines(written(rows, kind, format))


def written(rows: Iterable[Row], kind: type[Any], format: str) -> Iterator[str]:
    """The same in pieces, as the rows come."""
    return _WRITERS[format](rows, columns(kind))


def write_object(record: dict[str, Any], out: IO[str]) -> None:
    """Write one JSON object."""
    out.write(json.dumps(record, ensure_ascii=False) + "\n")


def columns(kind: type[Any]) -> list[str]:
    """The names of a dataclass's fields, in their order."""
    return [field.name for field in fields(kind)]


def _jsonl(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    for row in rows:
        yield json.dumps(row.record(), ensure_ascii=False) + "\n"


def _json(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    before = "[\n"
    for row in rows:
        yield before + json.dumps(row.record(), ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _csv(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    yield _csv_line(columns)
    for row in rows:
        record = row.record()
        yield _csv_line([_cell(record[name]) for name in columns])


def _csv_line(cells: Sequence[Any]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


def _cell(value: Any) -> Any:
    """A value as CSV has it: lists and objects as JSON, nothing as nothing."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict | bool) else value


_WRITERS = {"json": _json, "jsonl": _jsonl, "csv": _csv}
