"""How sure the parts of an attribution are, against whether all of it was right: a logistic regression."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from quoth.reading.confidence import Calibration, evidence

Found = dict[str, Any]
_ROLES = ("source", "cue", "content")
_BINS = 10


@dataclass(frozen=True)
class Judged:
    """One attribution that the model found: how sure its parts are, and whether it is exactly right."""

    sure: tuple[float, ...]
    right: bool


def judged(text: str, gold: Iterable[Found], found: Iterable[Found]) -> list[Judged]:
    """Every attribution found, right where the annotator has the same three roles."""
    known = {_roles(text, one) for one in gold}
    return [Judged(tuple(one["sure"]), _roles(text, one) in known) for one in found]


def _roles(text: str, one: Found) -> tuple[tuple[tuple[int, int], ...], ...]:
    return tuple(tuple(sorted(_trimmed(text, *span) for span in one[role])) for role in _ROLES)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """As the scorer trims: to the first and last letter or digit."""
    inside = [place for place in range(start, end) if text[place].isalnum()]
    return (inside[0], inside[-1] + 1) if inside else (start, start)


def fit(items: list[Judged], penalty: float = 1e-2, rounds: int = 30) -> Calibration:
    """Newton's method on the log loss with a small ridge."""
    rows = np.array([evidence(item.sure) for item in items])
    right = np.array([item.right for item in items], float)
    weights = np.zeros(rows.shape[1])
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (chance - right) + penalty * weights
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + penalty * np.eye(len(weights))
        weights = weights - np.linalg.solve(curve, slope)
    return Calibration(tuple(float(weight) for weight in weights))


def reliability(items: list[Judged], calibration: Calibration) -> dict[str, Any]:
    """By tenth of confidence: how many, how sure on average, how often right; and the expected error."""
    sure = np.array([calibration.confidence(item.sure) for item in items])
    right = np.array([item.right for item in items])
    bins = np.minimum((sure * _BINS).astype(int), _BINS - 1)
    rows = [
        {
            "from": number / _BINS,
            "found": int(mine.sum()),
            "confidence": round(float(sure[mine].mean()), 3),
            "right": round(float(right[mine].mean()), 3),
        }
        for number in range(_BINS)
        if (mine := bins == number).any()
    ]
    error = sum(row["found"] * abs(row["confidence"] - row["right"]) for row in rows) / max(1, len(items))
    return {"expected_error": round(error, 4), "bins": rows}


def thresholds(items: list[Judged], calibration: Calibration, gold: int) -> list[dict[str, float]]:
    """Precision and recall of `whole` over those at least so sure."""
    table = []
    for least in (0.0, 0.5, 0.7, 0.9):
        kept = [item.right for item in items if calibration.confidence(item.sure) >= least]
        precision, recall = sum(kept) / max(1, len(kept)), sum(kept) / max(1, gold)
        table.append({"least": least, "precision": round(precision, 3), "recall": round(recall, 3)})
    return table
