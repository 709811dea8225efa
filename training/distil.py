"""Distillation: what trained models make of a batch, for a smaller one to learn beside the gold (Hinton et al., 2015,
"Distilling the knowledge in a neural network"). Several teachers are heard as their mean."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from quoth.reading.words import Ints
from training.batches import Batch
from training.losses import Seen, link_scores, look
from training.model import Model
from training.weights import load_model


@dataclass(frozen=True)
class Told:
    """What the teachers make of one batch. `share` of the loss is theirs, the rest the gold's."""

    models: Sequence[Model]
    seen: Sequence[Seen]
    share: float

    def tags(self) -> Tensor:
        """How likely each tag of each word is (batch, words, tags)."""
        return torch.stack([one["tags"].softmax(-1) for one in self.seen]).mean(0)

    def links(self, row: int, cues: Tensor, paragraph: Ints) -> Tensor:
        """How likely each word of a window is to be nobody's, or one of four things to each cue
        (words, 1 + 4 * cues)."""
        each = [
            link_scores(model, seen["query"][row], seen["key"][row], cues, paragraph).softmax(-1)
            for model, seen in zip(self.models, self.seen, strict=True)
        ]
        return torch.stack(each).mean(0)


class Teachers:
    """Trained models of any size with the student's pieces."""

    def __init__(self, models: Sequence[Model], share: float) -> None:
        self.models = [model.eval() for model in models]
        self.share = share

    def tell(self, batch: Batch) -> Told:
        """What they make of a batch."""
        with torch.no_grad():
            return Told(self.models, [look(model, batch) for model in self.models], self.share)


def teachers(table: dict[str, Any]) -> Teachers:
    """Those of a [teach] table, each by its configuration."""
    configs = [tomllib.loads(Path(path).read_text()) for path in table["configs"]]
    return Teachers([load_model(_newest(one["paths"]), one["model"]) for one in configs], table["share"])


def _newest(paths: dict[str, str]) -> str:
    """A model's checkpoints, or its shipped file where they are gone."""
    kept = all(Path(path).exists() for path in paths["checkpoint"].split(","))
    return paths["checkpoint"] if kept or "model" not in paths else str(Path(paths["model"], "model.onnx"))
