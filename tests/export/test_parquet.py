"""Parquet: every statement a row, streamed, opened by DuckDB, and one line where the extra is missing."""

import io
import sys
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet
import pytest

from quoth.archive import Archive
from quoth.article import Statement
from quoth.errors import MissingExtraError
from quoth.export import parquet
from tests.archive.stories import STORY


def statements(tmp_path: Path) -> list[Statement]:
    with Archive(tmp_path / "archive.db") as archive:
        archive.add([STORY])
        return list(archive.statements())


def written(path: Path, *rows: Statement) -> pyarrow.parquet.ParquetFile:
    with path.open("wb") as out:
        parquet.write_parquet(rows, out, str(path))
    return pyarrow.parquet.ParquetFile(path)


def test_a_column_for_each_field_of_a_statement() -> None:
    assert set(parquet.COLUMNS) == {field.name for field in fields(Statement)}


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    given = statements(tmp_path)
    found = written(tmp_path / "a.parquet", *given).read().to_pylist()
    spans = ("source_spans", "cue_spans", "content_spans", "hits")
    for row in found:
        row |= {name: tuple((at["start"], at["end"]) for at in row[name]) for name in spans}
    assert [Statement(**row) for row in found] == given


def test_duckdb_opens_it(tmp_path: Path) -> None:
    given = statements(tmp_path)
    written(tmp_path / "a.parquet", *given)
    query = (
        f"SELECT who, count(*) FROM (SELECT coalesce(speaker, source) AS who FROM '{tmp_path}/a.parquet') GROUP BY 1"
    )
    counts = dict(duckdb.connect().execute(query).fetchall())
    assert counts == {who: sum(one.who == who for one in given) for who in {one.who for one in given}}
    (first,) = duckdb.connect().execute(f"SELECT min(published::DATE) FROM '{tmp_path}/a.parquet'").fetchall()
    assert str(first[0]) == STORY.published


def test_row_groups_as_the_rows_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "_ROWS", 2)
    one = statements(tmp_path)[0]
    out, taken = io.BytesIO(), []

    def rows() -> Any:
        for number in range(5):
            taken.append(out.tell())
            yield replace(one, id=number)

    parquet.write_parquet(rows(), out, "a.parquet")
    assert taken[4] > taken[0], "what came first is written before the last has come"
    assert pyarrow.parquet.ParquetFile(io.BytesIO(out.getvalue())).num_row_groups == 3


def test_nothing_is_a_table_without_rows(tmp_path: Path) -> None:
    assert written(tmp_path / "a.parquet").read().num_rows == 0


def test_every_column_says_what_it_is(tmp_path: Path) -> None:
    for field in written(tmp_path / "a.parquet").schema_arrow:
        assert field.metadata[b"says"].decode() == parquet.COLUMNS[field.name].says


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r'^out\.parquet: .*pip install "quoth\[parquet\]"$'):
        parquet.write_parquet([], io.BytesIO(), "out.parquet")
