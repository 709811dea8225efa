"""Statements as a Parquet file, a row each: for DuckDB, pandas and whatever else reads columns."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import islice
from typing import IO, TYPE_CHECKING, Any

from quoth.article import Statement
from quoth.errors import MissingExtraError

if TYPE_CHECKING:
    import pyarrow

_ROWS = 16_384  # statements of a row group: so many are in memory at a time
_SPANS = ("source_spans", "cue_spans", "content_spans", "hits")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds, as arrow calls it, and what it says."""

    type: str
    says: str


COLUMNS = {
    "id": Column("int64", "number of the statement in the archive"),
    "kind": Column("string", "direct, indirect or mixed"),
    "speaker": Column("string", "name of the speaker behind the source"),
    "type": Column("string", "person, organization, place, group, document or other"),
    "role": Column("string", "what the article calls the speaker"),
    "affiliation": Column("string", "whom the speaker belongs to"),
    "country": Column("string", "country that the speaker belongs to"),
    "named": Column("bool", "false for such as “a senior official”"),
    "unnamed_because": Column("string", "why there is no name, in the article's words"),
    "source": Column("string", "the words naming who speaks, pieces parted by …"),
    "cue": Column("string", "the words that attribute"),
    "content": Column("string", "what is attributed, pieces parted by …"),
    "within": Column("int64", "statement in whose content this one stands"),
    "confidence": Column("float64", "probability that source, cue and content are all right"),
    "reason": Column("string", "why there is no speaker"),
    "article": Column("int64", "article that it is in"),
    "title": Column("string", "headline of the article"),
    "outlet": Column("string", "who wrote it"),
    "via": Column("string", "who carried it, when that is somebody else"),
    "published": Column("string", "day it was published, as 2018-04-24"),
    "url": Column("string", "its address"),
    "origin": Column("string", "path or address that it was read from, as given"),
    "source_spans": Column("spans", "where the source stands in the article's text, in code points, the end exclusive"),
    "cue_spans": Column("spans", "where the cue stands"),
    "content_spans": Column("spans", "where the content stands"),
    "hits": Column("spans", "the words of the content that a search was for"),
    "story": Column("int64", "the same for articles that are copies: the lowest of their numbers"),
    "repeats": Column("int64", "where several articles of the story have it: the earliest of these statements"),
    "outlets": Column("int64", "how many outlets carried it"),
    "person": Column("int64", "number of the person that the speaker is, across articles"),
    "corrected": Column("int64", "number of the last correction by hand that stands"),
    "likeness": Column("float64", "how like the content is to the sentence that a search was given, 1 for the same"),
}


def write_parquet(statements: Iterable[Statement], out: IO[bytes], name: str) -> None:
    """Write statements as they come, a row group at a time. MissingExtraError, which names the file."""
    out.writelines(packed(statements, name))


def packed(statements: Iterable[Statement], name: str) -> Iterator[bytes]:
    """The same in pieces, as the statements come."""
    try:
        import pyarrow
        from pyarrow.parquet import ParquetWriter
    except ImportError:
        raise MissingExtraError(name, "Parquet", "parquet") from None
    schema = _schema()
    left = iter(statements)
    held = _Held()
    with ParquetWriter(held, schema, compression="zstd") as writer:
        while rows := list(islice(map(_row, left), _ROWS)):
            writer.write_table(pyarrow.Table.from_pylist(rows, schema=schema))
            yield held.taken()
    yield held.taken()


def available() -> bool:
    """Whether the extra is installed."""
    return find_spec("pyarrow") is not None


class _Held(io.RawIOBase):
    """A file of which what was written is taken away."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._length = 0

    def writable(self) -> bool:
        return True

    def write(self, part: Any, /) -> int:
        self._parts.append(bytes(part))
        self._length += len(part)
        return len(part)

    def tell(self) -> int:
        return self._length

    def taken(self) -> bytes:
        """What was written since it was asked for last."""
        parts, self._parts = self._parts, []
        return b"".join(parts)


def _schema() -> pyarrow.Schema:
    """The columns with their types; what each says is kept in the file."""
    import pyarrow

    span = pyarrow.struct([("start", pyarrow.int32()), ("end", pyarrow.int32())])
    types = {"spans": pyarrow.list_(span), "bool": pyarrow.bool_()}
    return pyarrow.schema(
        pyarrow.field(name, types.get(one.type) or getattr(pyarrow, one.type)(), metadata={"says": one.says})
        for name, one in COLUMNS.items()
    )


def _row(statement: Statement) -> dict[str, Any]:
    values = {name: getattr(statement, name) for name in COLUMNS}
    return values | {name: list(_places(values[name])) for name in _SPANS}


def _places(spans: Iterable[tuple[int, int]]) -> Iterator[dict[str, int]]:
    for start, end in spans:
        yield {"start": start, "end": end}
