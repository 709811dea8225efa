"""A GPU records a step once for each shape and plays it again: launching a step's thousands of kernels one by one
takes longer than they do. Elsewhere a step is done anew each time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any

import numpy as np
import torch
from torch import Tensor

from training.batches import Batch
from training.fit import groups
from training.losses import loss
from training.model import Model
from training.told import Told

_WARMING = 2  # times that a step is done before it is recorded
_pools: dict[str, Any] = {}


class Captured:
    """A step without arguments, which reads and writes always the same tensors.

    Those of one `pool` share memory: what one leaves behind there is gone once the next is played.
    """

    def __init__(self, step: Callable[[], None], pool: str, device: torch.device) -> None:
        self._step = step
        self._graph: torch.cuda.CUDAGraph | None = None
        if device.type == "cuda":
            self._record(pool)

    def _record(self, pool: str) -> None:
        side = torch.cuda.Stream()
        side.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(side):
            for _ in range(_WARMING):
                self._step()
        torch.cuda.current_stream().wait_stream(side)
        torch.cuda.synchronize()
        self._graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(self._graph, pool=_pools.get(pool)):
            self._step()
        _pools.setdefault(pool, self._graph.pool())

    def __call__(self) -> None:
        if self._graph is None:
            self._step()
        else:
            self._graph.replay()


class Learner:
    """A model, its optimizer, and its step for each length of batches."""

    def __init__(self, model: Model, fit: dict[str, Any], device: torch.device) -> None:
        self.model = model.to(device).train()
        self._device = device
        table = groups(model, fit)
        for group in table:
            group["lr"] = torch.tensor(group["lr"], device=device)
        self._peaks = [float(group["lr"]) for group in table]
        self._optimizer = torch.optim.AdamW(table, betas=(0.9, 0.98), fused=True, capturable=device.type == "cuda")
        self._steps: dict[int, Captured] = {}
        self._sums, self._count = torch.zeros(5, device=device), 0

    def record(self, length: int, batch: Batch[Tensor], told: Told | None = None) -> None:
        """Make ready for batches of a length, which will lie in `batch`, and what is told of them in `told`."""
        self.pace(0.0)  # what is done to record moves no weight
        self._steps[length] = Captured(lambda: self._step(batch, told), "learn", self._device)
        self._optimizer.zero_grad(set_to_none=True)
        for state in self._optimizer.state.values():
            for value in state.values():
                value.zero_()
        self._sums.zero_()

    def learn(self, length: int) -> None:
        """One step, from the batch that lies there."""
        self._steps[length]()
        self._count += 1

    def pace(self, share: float) -> None:
        """Set the learning rates to a share of their highest."""
        for group, peak in zip(self._optimizer.param_groups, self._peaks, strict=True):
            group["lr"].fill_(peak * share)

    def report(self) -> str:
        """The mean parts of the loss since the last report: tags, links, mentions, edges, chains."""
        means = (self._sums / max(1, self._count)).tolist()
        self._sums.zero_()
        self._count = 0
        return " ".join(f"{mean:.3f}" for mean in means)

    def done(self) -> Model:
        """The model, to be asked only; all else is let go."""
        self._steps.clear()
        for value in self.model.parameters():
            value.grad = None
            value.requires_grad_(False)
        return self.model.eval()

    def _step(self, batch: Batch[Tensor], told: Told | None) -> None:
        self._optimizer.zero_grad(set_to_none=True)
        parts = torch.stack(list(loss(self.model, batch, told).values()))
        parts.sum().backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self._optimizer.step()
        self._sums.add_(parts.detach())


def fill(place: Batch[Tensor], batch: Batch[np.ndarray]) -> None:
    """Lay a batch there."""
    for one in fields(place):
        getattr(place, one.name).copy_(torch.from_numpy(getattr(batch, one.name)))
