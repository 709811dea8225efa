"""Made vectors of contents, scattered around topics, and how many of the likest a search by them finds."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from hashlib import blake2b
from pathlib import Path

import numpy as np
import numpy.typing as npt

from quoth.archive import Archive

SIZE = 384  # numbers of a vector
TOPICS = 2_000
FIRST = 10  # of the likest
ASKED = 20  # questions
_AT_ONCE = 8_192
_COMPARED = 65_536
Floats = npt.NDArray[np.float32]


class Topics:
    """A vector for any text: its topic's and, as long as that, one of its own; of the topics few have very many."""

    def __init__(self, seed: int = 5) -> None:
        self._centres = _units(np.random.default_rng(seed).standard_normal((TOPICS, SIZE), np.float32))
        self._shares = np.cumsum(1 / np.arange(5, TOPICS + 5))

    def vector(self, text: str) -> Floats:
        """Always the same for the same text."""
        own = np.random.default_rng(int.from_bytes(blake2b(text.encode(), digest_size=8).digest()))
        topic: Floats = self._centres[np.searchsorted(self._shares, own.random() * self._shares[-1])]
        noise = own.standard_normal(SIZE, np.float32) / np.float32(SIZE**0.5)
        made: Floats = _units((topic + noise)[None, :])[0]
        return made


def embed(archive: Archive, topics: Topics) -> int:
    """Give every statement its vector; how many had none."""
    done = 0
    while contents := archive.unembedded(_AT_ONCE):
        done += archive.embed(contents, {content: topics.vector(content) for content in contents.values()})
    return done


def recall(path: Path, archive: Archive, topics: Topics) -> float:
    """The share of the likest ten contents, all vectors compared in full, that a search finds; over some questions."""
    asked = [topics.vector(f"question {number}") for number in range(ASKED)]
    found = 0
    for vector, contents in zip(asked, likest(path, asked), strict=True):
        page = archive.search("", like=vector, limit=100, copies=True)
        first = list(dict.fromkeys(one.content for one in page.statements))[:FIRST]
        found += len(contents & set(first))
    return round(found / (FIRST * ASKED), 4)


def likest(path: Path, asked: Sequence[Floats]) -> list[set[str]]:
    """For each question the contents of the ten likest of all vectors."""
    wanted = np.stack(asked).T
    best = [(np.empty(0, np.float32), np.empty(0, np.int64))] * len(asked)
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT id, vector FROM meaning")
        while some := rows.fetchmany(_COMPARED):
            numbers = np.array([number for number, _ in some])
            kept = np.frombuffer(b"".join(vector for _, vector in some), np.int8).reshape(-1, SIZE)
            alike = _units(kept.astype(np.float32)) @ wanted
            best = [_better(*held, alike[:, place], numbers) for place, held in enumerate(best)]
        chosen = "SELECT content FROM attribution WHERE meaning = ? LIMIT 1"
        return [{connection.execute(chosen, (int(one),)).fetchone()[0] for one in held} for _, held in best]


def _better(
    alike: Floats, numbers: npt.NDArray[np.int64], more: Floats, others: npt.NDArray[np.int64]
) -> tuple[Floats, npt.NDArray[np.int64]]:
    """The ten likest of some and others."""
    both, all_ = np.concatenate((alike, more)), np.concatenate((numbers, others))
    first = np.argsort(-both)[:FIRST]
    return both[first], all_[first]


def _units(vectors: Floats) -> Floats:
    made: Floats = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return made
