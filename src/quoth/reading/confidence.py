"""How sure the parts of an attribution are -> the chance that all of it is right."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, prod

_TINY = 1e-4


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of a logistic regression fitted on the dev articles (Platt scaling, 1999): one for each
    of `evidence`, in order."""

    weights: tuple[float, ...]

    def confidence(self, sure: tuple[float, ...]) -> float:
        """The chance, from 0 to 1, that source, cue and content are all exactly right."""
        total = sum(weight * value for weight, value in zip(self.weights, evidence(sure), strict=True))
        return round(1 / (1 + exp(-max(-30.0, min(30.0, total)))), 3)


def evidence(sure: tuple[float, ...]) -> tuple[float, ...]:
    """What the regression takes: 1, then the log odds of each part and those of all together were they independent, and
    the chance of these."""
    together = prod(sure)
    return (1.0, *(_log_odds(part) for part in (*sure, together)), together)


def _log_odds(probability: float) -> float:
    bounded = min(max(probability, _TINY), 1 - _TINY)
    return log(bounded / (1 - bounded))
