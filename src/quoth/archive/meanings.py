"""What contents mean, as vectors: which statements wait for one, and which vectors lie closest to another.

A vector belongs to a content, however many statements have it; a statement points to it, and to nothing once its
content is another. Whatever made a vector, it has length 1 and is kept in a byte a number. The signs of its numbers
are kept once more, a block of vectors in one row, so that a look at all of them is a look at a few bytes of each:
those whose signs differ least, by their weight in what is asked for, are compared in full. Nothing here needs an
extension of SQLite, so the file stays one that any program opens.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from hashlib import blake2b
from itertools import groupby
from typing import Any

import numpy as np
import numpy.typing as npt
import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from quoth.archive.schema import ATTRIBUTION, MEANING, SIGNS
from quoth.errors import MeaningError

SIZE = 384  # numbers of a vector
_BLOCK = 1024  # vectors of which the signs stand in one row
_WORDS = SIZE // 64
_HEAVIEST = 3  # that a sign counts
_CHUNK = 8_192  # vectors that are compared at once
Floats = npt.NDArray[np.float32]
Planes = npt.NDArray[np.uint64]  # (words of a vector, vectors): SQLite's rows as numpy adds them up fastest
# By the index of those that wait: there are few where there are many statements, which SQLite does not know.
_DUE = "FROM attribution INDEXED BY attribution_due WHERE meaning IS NULL AND content != ''"


def left(connection: sa.Connection) -> int:
    """How many statements have no vector yet."""
    return int(connection.exec_driver_sql(f"SELECT count(*) {_DUE}").scalar() or 0)


def due(connection: sa.Connection, limit: int) -> dict[int, str]:
    """The next statements whose content has no vector. Those on the way whose content has one get it."""
    chosen = f"SELECT id, content {_DUE} ORDER BY id LIMIT ?"
    while contents := {row.id: row.content for row in connection.exec_driver_sql(chosen, (limit,))}:
        held = _held(connection, contents.values())
        _link(connection, {number: content for number, content in contents.items() if content in held}, held)
        if rest := {number: content for number, content in contents.items() if content not in held}:
            return rest
    return {}


def keep(connection: sa.Connection, contents: Mapping[int, str], vectors: Mapping[str, Floats]) -> int:
    """Give statements the vectors of their contents, if those still are their contents. How many got one."""
    held = _held(connection, contents.values())
    fresh = [content for content in dict.fromkeys(contents.values()) if content not in held]
    first = int(connection.scalar(sa.select(sa.func.max(MEANING.c.id))) or 0) + 1
    numbers = {content: number for number, content in enumerate(fresh, first)}
    if fresh:
        bytes_ = quantized(np.stack([vectors[content] for content in fresh]))
        rows = zip(numbers.items(), bytes_, strict=True)
        connection.execute(
            MEANING.insert(), [{"id": n, "key": _key(content), "vector": row.tobytes()} for (content, n), row in rows]
        )
        _sign(connection, dict(zip(numbers.values(), bytes_, strict=True)))
    linked = _link(connection, contents, held | numbers)
    drop(connection, numbers.values())
    return linked


def of_version(connection: sa.Connection, version: int) -> dict[str, int]:
    """The contents of a version's statements with the numbers of their vectors."""
    chosen = sa.select(ATTRIBUTION.c.content, ATTRIBUTION.c.meaning)
    chosen = chosen.where(ATTRIBUTION.c.version == version, ATTRIBUTION.c.meaning.is_not(None))
    return {row.content: row.meaning for row in connection.execute(chosen)}


def follow(connection: sa.Connection, version: int, before: Mapping[str, int]) -> None:
    """Give a version that was read again the vectors of the contents that it had, and drop those of no statement."""
    for content, number in before.items():
        alike = (ATTRIBUTION.c.version == version, ATTRIBUTION.c.content == content)
        connection.execute(ATTRIBUTION.update().where(*alike).values(meaning=number))
    drop(connection, before.values())


def drop(connection: sa.Connection, numbers: Collection[int | None]) -> None:
    """Take away those of some vectors that no statement has any more."""
    chosen = sa.select(MEANING.c.id).where(MEANING.c.id.in_(_listed(set(numbers) - {None})), _unused())
    gone = list(connection.scalars(chosen))
    if gone:
        connection.execute(MEANING.delete().where(MEANING.c.id.in_(_listed(gone))))
        _sign(connection, dict.fromkeys(gone, np.zeros(SIZE, np.int8)))


def unit(vector: npt.ArrayLike) -> Floats:
    """A vector of length 1 in the direction of another. MeaningError."""
    given = np.asarray(vector, np.float32)
    length = float(np.linalg.norm(given)) if given.shape == (SIZE,) else 0.0
    if not 0 < length < np.inf:
        raise MeaningError(f"a vector of {SIZE} numbers that are not all 0 is needed; quoth.meaning.Encoder makes them")
    made: Floats = given / np.float32(length)
    return made


def quantized(vectors: Floats) -> npt.NDArray[np.int8]:
    """Vectors (rows) in a byte a number: their directions, the largest number as 127."""
    most = np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-8)
    made: npt.NDArray[np.int8] = np.round(vectors * (127 / most)).astype(np.int8)
    return made


def distances(connection: sa.Connection, wanted: Floats) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.uint16]]:
    """The numbers of all vectors, and how far the signs of each are from those of the one that is wanted: those that
    differ, each by its weight there."""
    asked, weights = _planes(quantized(wanted[None, :])), _weights(wanted)
    places = np.arange(1, _BLOCK + 1)
    numbers, far = [], []
    for row in connection.execute(sa.select(SIGNS.c.block, SIGNS.c.signs).order_by(SIGNS.c.block)):
        differing = _unpacked(row.signs) ^ asked
        counts = (np.bitwise_count(differing & one).sum(axis=0, dtype=np.uint16) for one in weights)
        numbers.append(places + row.block * _BLOCK)
        far.append(np.sum([count << bit for bit, count in enumerate(counts)], axis=0, dtype=np.uint16))
    if not numbers:
        return np.empty(0, np.int64), np.empty(0, np.uint16)
    return np.concatenate(numbers), np.concatenate(far)


def weighed(wanted: Floats) -> npt.NDArray[np.uint8]:
    """How much each sign of a vector counts: its number's size in two bits. A small one says little by its sign."""
    size = np.abs(wanted)
    made: npt.NDArray[np.uint8] = np.minimum(_HEAVIEST, np.round(2 * _HEAVIEST * size / size.max())).astype(np.uint8)
    return made


def _weights(wanted: Floats) -> list[Planes]:
    """The bits of the weights, the least first, each as signs are kept."""
    return [_planes((weighed(wanted) >> bit & 1).astype(np.int8)[None, :]) for bit in range(_HEAVIEST.bit_length())]


def nearest(numbers: npt.NDArray[np.int64], differing: npt.NDArray[np.uint16], most: int) -> list[int]:
    """The numbers of those that differ least."""
    if len(numbers) <= most:
        return [int(one) for one in numbers]
    # There are few counts of signs, so this is quicker than any order.
    last = int(np.searchsorted(np.bincount(differing).cumsum(), most))
    less = np.flatnonzero(differing < last)
    places = np.concatenate((less, np.flatnonzero(differing == last)[: most - len(less)]))
    return [int(one) for one in numbers[places]]


def only(
    numbers: npt.NDArray[np.int64], far: npt.NDArray[np.uint16], wanted: Collection[int]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.uint16]]:
    """Some of the numbers, which are in their order, and how far those are."""
    places = np.isin(numbers, np.fromiter(wanted, np.int64, len(wanted)), assume_unique=True)
    return numbers[places], far[places]


def likeness(connection: sa.Connection, wanted: Floats, numbers: Collection[int]) -> dict[int, float]:
    """How alike some vectors are to another: 1 for the same direction, 0 for nothing in common."""
    found: dict[int, float] = {}
    listed = list(numbers)
    for start in range(0, len(listed), _CHUNK):
        chosen = sa.select(MEANING.c.id, MEANING.c.vector).where(
            MEANING.c.id.in_(_listed(listed[start : start + _CHUNK]))
        )
        rows = [(number, kept) for number, kept in connection.execute(chosen).all() if len(kept) == SIZE]
        vectors = np.frombuffer(b"".join(kept for _, kept in rows), np.int8).reshape(-1, SIZE).astype(np.float32)
        alike = vectors @ wanted / np.maximum(np.linalg.norm(vectors, axis=1), 1e-8)
        found |= {number: round(one, 4) for (number, _), one in zip(rows, alike.tolist(), strict=True)}
    return found


def among(numbers: Collection[int], chosen: sa.Select[Any]) -> sa.Select[Any]:
    """Statements that have one of some vectors and are chosen otherwise too, with the numbers of their vectors.

    Those with the vectors are few: each is looked at by itself, whatever else SQLite would begin with.
    """
    near = ATTRIBUTION.alias("near")
    return sa.select(near.c.id, near.c.meaning).where(
        near.c.meaning.in_(_listed(numbers)), chosen.where(ATTRIBUTION.c.id == near.c.id).correlate(near).exists()
    )


def faults(connection: sa.Connection) -> Iterator[str]:
    """What is wrong with the vectors, all of which can be made again."""
    for number in _foreign(connection):
        yield f"statement {number} has the vector of another content"
    for number in connection.scalars(sa.select(MEANING.c.id).where(_unused())):
        yield f"vector {number} is of no statement"
    for number in connection.scalars(sa.select(MEANING.c.id).where(_broken())):
        yield f"vector {number} has not {SIZE} numbers"
    signs = {row.block: row.signs for row in connection.execute(sa.select(SIGNS))}
    for block, right in _blocks(connection):
        if signs.pop(block, None) != right:
            yield f"the signs of block {block} are not those of its vectors"
    for block in (block for block, kept in signs.items() if any(kept)):
        yield f"the signs of block {block} are of no vectors"


def rebuild(connection: sa.Connection) -> None:
    """Take away what is wrong; whatever lost its vector waits for one."""
    broken = [*connection.scalars(sa.select(MEANING.c.id).where(_broken()))]
    wrong = ATTRIBUTION.c.id.in_(_listed(list(_foreign(connection))))
    connection.execute(
        ATTRIBUTION.update().where(sa.or_(wrong, ATTRIBUTION.c.meaning.in_(_listed(broken)))).values(meaning=None)
    )
    connection.execute(MEANING.delete().where(_unused()))
    connection.execute(SIGNS.delete())
    for block, signs in _blocks(connection):
        connection.execute(SIGNS.insert().values(block=block, signs=signs))


def unlink(connection: sa.Connection) -> None:
    """Statements whose vector is not there wait for one."""
    there = sa.select(MEANING.c.id).where(MEANING.c.id == ATTRIBUTION.c.meaning).exists()
    connection.execute(ATTRIBUTION.update().where(ATTRIBUTION.c.meaning.is_not(None), ~there).values(meaning=None))


def _held(connection: sa.Connection, contents: Collection[str]) -> dict[str, int]:
    """The contents that have a vector, with its number."""
    keys = {_key(content): content for content in contents}
    chosen = sa.select(MEANING.c.key, MEANING.c.id).where(MEANING.c.key.in_(list(keys)))
    return {keys[row.key]: row.id for row in connection.execute(chosen)}


def _link(connection: sa.Connection, contents: Mapping[int, str], numbers: Mapping[str, int]) -> int:
    same = (ATTRIBUTION.c.id == sa.bindparam("statement"), ATTRIBUTION.c.content == sa.bindparam("words"))
    put = ATTRIBUTION.update().where(*same).values(meaning=sa.bindparam("number"))
    rows = [{"statement": n, "words": content, "number": numbers[content]} for n, content in contents.items()]
    return connection.execute(put, rows).rowcount if rows else 0


def _key(content: str) -> bytes:
    """A content in sixteen bytes."""
    return blake2b(content.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _unused() -> sa.ColumnElement[bool]:
    return ~sa.select(ATTRIBUTION.c.id).where(ATTRIBUTION.c.meaning == MEANING.c.id).exists()


def _broken() -> sa.ColumnElement[bool]:
    return sa.func.length(MEANING.c.vector) != SIZE


def _foreign(connection: sa.Connection) -> Iterator[int]:
    """Statements with a vector that is of another content than theirs."""
    chosen = sa.select(ATTRIBUTION.c.id, ATTRIBUTION.c.content, MEANING.c.key).join_from(ATTRIBUTION, MEANING)
    return (row.id for row in connection.execute(chosen) if _key(row.content) != row.key)


def _listed(numbers: Collection[int | None]) -> sa.Select[Any]:
    """Any number of numbers as one parameter."""
    each = sa.func.json_each(json.dumps(list(numbers))).table_valued("value")
    return sa.select(each.c.value)


def _planes(vectors: npt.NDArray[np.int8]) -> Planes:
    """The signs of vectors (rows)."""
    packed: Planes = np.packbits(vectors > 0, axis=1).view("<u8").T
    return packed


def _unpacked(signs: bytes) -> Planes:
    return np.frombuffer(signs, "<u8").reshape(_WORDS, -1)


def _sign(connection: sa.Connection, vectors: Mapping[int, npt.NDArray[np.int8]]) -> None:
    """Keep the signs of vectors by their numbers."""
    blocks: dict[int, list[int]] = defaultdict(list)
    for number in vectors:
        blocks[(number - 1) // _BLOCK].append(number)
    for block, numbers in blocks.items():
        kept = connection.scalar(sa.select(SIGNS.c.signs).where(SIGNS.c.block == block))
        planes = _unpacked(kept).copy() if kept else np.zeros((_WORDS, _BLOCK), np.uint64)
        planes[:, [(number - 1) % _BLOCK for number in numbers]] = _planes(np.stack([vectors[n] for n in numbers]))
        put = insert(SIGNS).values(block=block, signs=planes.tobytes())
        connection.execute(put.on_conflict_do_update(index_elements=["block"], set_={"signs": put.excluded.signs}))


def _blocks(connection: sa.Connection) -> Iterator[tuple[int, bytes]]:
    """The signs as they are to be kept."""
    rows = connection.execute(sa.select(MEANING.c.id, MEANING.c.vector).where(~_broken()).order_by(MEANING.c.id))
    for block, listed in groupby(rows, key=lambda row: (row.id - 1) // _BLOCK):
        planes = np.zeros((_WORDS, _BLOCK), np.uint64)
        for row in listed:
            planes[:, (row.id - 1) % _BLOCK] = _planes(np.frombuffer(row.vector, np.int8)[None, :])[:, 0]
        yield int(block), planes.tobytes()
