"""Distillation: what trained models make of a batch, for a smaller one to learn beside the gold (Hinton et al., 2015,
"Distilling the knowledge in a neural network"). Several teachers are heard as their mean."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from training.batches import Batch
from training.losses import Seen, candidates, link_scores, look
from training.model import Model
from training.someone import earlier_scores, tried_heads
from training.told import Told
from training.weights import load_model


class Teachers:
    """Trained models of any size with the student's pieces."""

    def __init__(self, models: Sequence[Model], share: float) -> None:
        self.models = [model.eval() for model in models]
        self.share = share

    @torch.no_grad()
    def tell(self, batch: Batch[Tensor]) -> Told:
        """What they make of a batch."""
        seen = [look(model, batch) for model in self.models]

        def mean(scores: Callable[[Model, Seen], Tensor]) -> Tensor:
            each = [scores(model, one).softmax(-1) for model, one in zip(self.models, seen, strict=True)]
            return torch.stack(each).mean(0)

        tags, kinds = mean(lambda _, one: one["tags"]), mean(lambda _, one: one["mention"])
        cues, tried = candidates(batch, tags, batch.real), tried_heads(batch, kinds)
        links = mean(lambda model, one: link_scores(model, batch, one, cues))
        chains = mean(lambda model, one: earlier_scores(model, batch, one, tried))
        return Told(self.share, tags, cues, links, kinds, tried, chains)


def teachers(table: dict[str, Any], device: torch.device) -> Teachers:
    """Those of a [teach] table, each by its configuration."""
    return Teachers([trained(path).to(device) for path in table["configs"]], table["share"])


def trained(path: str) -> Model:
    """The model that a configuration made."""
    config = tomllib.loads(Path(path).read_text())
    return load_model(_newest(config["paths"]), config["model"])


def _newest(paths: dict[str, str]) -> str:
    """A model's checkpoints, or its shipped file where they are gone."""
    kept = all(Path(path).exists() for path in paths["checkpoint"].split(","))
    return paths["checkpoint"] if kept or "model" not in paths else str(Path(paths["model"], "model.onnx"))
