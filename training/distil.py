"""Distillation: what trained models make of a batch, for a smaller one to learn beside the gold (Hinton et al., 2015,
"Distilling the knowledge in a neural network"). Several teachers are heard as their mean; where each of them has left
out a fold of the texts, a text is told of by the one that does not know it: what the others know by heart is but the
gold once more."""

from __future__ import annotations

import random
import sys
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from training.batches import NOWHERE, Batch
from training.losses import Seen, candidates, link_scores, look
from training.model import Model
from training.someone import earlier_scores, tried_heads
from training.told import Told
from training.weights import load_model


class Teachers:
    """Trained models of any size with the student's pieces. `folds`: each has left out a fold of the texts."""

    def __init__(self, models: Sequence[Model], share: float, folds: bool = False) -> None:
        self.models = [model.eval() for model in models]
        self.share = share
        self.folds = folds

    @torch.no_grad()
    def tell(self, batch: Batch[Tensor]) -> Told:
        """What they make of a batch."""
        heard = self._heard(batch.fold)
        seen = [look(model, batch) for model in heard]

        def mean(scores: Callable[[Model, Seen], Tensor]) -> Tensor:
            each = [scores(model, one).softmax(-1) for model, one in zip(heard, seen, strict=True)]
            return torch.stack(each).mean(0)

        tags, kinds = mean(lambda _, one: one["tags"]), mean(lambda _, one: one["mention"])
        cues, tried = candidates(batch, tags, batch.real), tried_heads(batch, kinds)
        links = mean(lambda model, one: link_scores(model, batch, one, cues))
        chains = mean(lambda model, one: earlier_scores(model, batch, one, tried))
        return Told(self.share, tags, cues, links, kinds, tried, chains)

    def _heard(self, fold: int) -> Sequence[Model]:
        if not self.folds:
            return self.models
        return [random.choice(self.models) if fold == NOWHERE else self.models[fold % len(self.models)]]


def teachers(table: dict[str, Any], device: torch.device) -> Teachers:
    """Those of a [teach] table, each by its configuration; one that was trained in folds is several."""
    configs = [tomllib.loads(Path(path).read_text()) for path in table["configs"]]
    models = [load_model(files, one["model"]).to(device) for one in configs for files in _files(one)]
    return Teachers(models, table["share"], any("folds" in one["fit"] for one in configs))


def _files(config: dict[str, Any]) -> list[str]:
    """A model's checkpoints, or its shipped file where they are gone; those of every fold that there are."""
    paths = config["paths"]
    if "folds" in config["fit"]:
        each = map(paths["checkpoint"].format, range(config["fit"]["folds"]))
        return [path for path in each if Path(path).exists()] or sys.exit(f"No teacher at {paths['checkpoint']}")
    kept = all(Path(path).exists() for path in paths["checkpoint"].split(","))
    return [paths["checkpoint"] if kept or "model" not in paths else str(Path(paths["model"], "model.onnx"))]
