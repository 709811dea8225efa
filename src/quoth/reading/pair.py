"""A larger model that reads together with the small one: what both make of each word is taken for what one makes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import TypeVar

import numpy as np

from quoth.reading.models import SMALL
from quoth.reading.scores import Biases, Edges, Floats, softmax
from quoth.reading.session import Facts, Session
from quoth.reading.speakers.antecedents import Relations
from quoth.reading.terms import load_terms

_CHANCES = ("tags", "mention")
# Heads whose product is a score, and of how many rows side by side each of them consists.
_PRODUCTS = {("query", 1): ("key", 4), ("anaphor", 1): ("antecedent", 1), ("edge_query", 2): ("edge_key", 2)}
_TINY = 1e-9
Table = TypeVar("Table", Biases, Relations)


def opened(folder: Path, threads: int = 1) -> Session:
    """The model of a folder, ready to run. ModelError."""
    share = load_terms(folder).share
    return Session(folder, threads) if share is None else Pair(folder, share, threads)


class Pair(Session):
    """Both models, ready to run. Chances are their mean, weighted; scores that are products become the weighted mean of
    theirs, by rows as long as both together."""

    def __init__(self, folder: Path, share: float, threads: int = 1) -> None:
        super().__init__(folder, threads)
        self._weights = (share, 1 - share)
        self._small = Session(SMALL)
        self.facts = self._joined()

    def outputs(self, inputs: dict[str, np.ndarray], inside: Edges) -> dict[str, Floats]:
        """What the two make of each word, as one."""
        both = super().outputs(inputs, inside), self._small.outputs(inputs, inside)
        chances = {name: np.log(self._mean([softmax(one[name]) for one in both]) + _TINY) for name in _CHANCES}
        return chances | self._rows(both)

    def run(self, inputs: dict[str, np.ndarray]) -> Floats:
        """The two bare encoders; the numbers are the larger one's."""
        self._small.run(inputs)
        return super().run(inputs)

    def _joined(self) -> Facts:
        mine, other = self.facts, self._small.facts
        products = {name for (asked, _), (answer, _) in _PRODUCTS.items() for name in (asked, answer)}
        return replace(
            mine,
            version=f"{mine.version}+{other.version}",
            parts={name: size + other.parts[name] * (name in products) for name, size in mine.parts.items()},
            biases=self._table(mine.biases, other.biases),
            relations=self._table(mine.relations, other.relations),
            reach=self._mean((mine.reach, other.reach)),
        )

    def _table(self, *both: Table) -> Table:
        each = (self._mean([getattr(one, field.name) for one in both]) for field in fields(both[0]))
        return type(both[0])(*each)

    def _mean(self, both: Sequence[Floats]) -> Floats:
        one, other = both
        mean: Floats = np.float32(self._weights[0]) * one + np.float32(self._weights[1]) * other
        return mean

    def _rows(self, both: Sequence[Mapping[str, Floats]]) -> dict[str, Floats]:
        """A score is a product divided by the root of the rows' length: here each model's in its own measure."""
        rows: dict[str, Floats] = {}
        for (asked, times), (answer, answers) in _PRODUCTS.items():
            widths = [one[asked].shape[1] // times for one in both]
            scales = [
                weight * (sum(widths) / width) ** 0.5 for weight, width in zip(self._weights, widths, strict=True)
            ]
            rows[asked] = _beside([np.float32(s) * one[asked] for s, one in zip(scales, both, strict=True)], times)
            rows[answer] = _beside([one[answer] for one in both], answers)
        return rows


def _beside(both: Sequence[Floats], times: int) -> Floats:
    """Each of `times` rows of the one, and that of the other behind it (words, n)."""
    words = len(both[0])
    rows: Floats = np.concatenate([one.reshape(words, times, -1) for one in both], axis=2).reshape(words, -1)
    return rows
