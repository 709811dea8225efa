"""The batches of every epoch, drawn by other processes while the epochs before are learned."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterator
from random import Random

import numpy as np

from training.batches import Batch, Corpus, Draw, batches

_AHEAD = 8
_held: list[tuple[Corpus, Draw, int]] = []  # what a process draws from; it is forked with it, nothing is copied


def drawn(corpus: Corpus, draw: Draw, seed: int, epochs: range) -> Iterator[list[Batch[np.ndarray]]]:
    """The batches of each epoch in turn, as many epochs ahead as there are processes."""
    processes = max(1, min(_AHEAD, (os.cpu_count() or 1) - 2))
    with multiprocessing.get_context("fork").Pool(processes, _hold, ((corpus, draw, seed),)) as pool:
        waiting = deque(pool.apply_async(_epoch, (epoch,)) for epoch in epochs[:processes])
        for following in (*epochs[processes:], *[None] * len(waiting)):
            done = waiting.popleft().get()
            if following is not None:
                waiting.append(pool.apply_async(_epoch, (following,)))
            yield done


def _hold(what: tuple[Corpus, Draw, int]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever learns saves first, then ends its pool
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _held[:] = [what]


def _epoch(epoch: int) -> list[Batch[np.ndarray]]:
    ((corpus, draw, seed),) = _held
    examples = list(corpus.examples(draw, Random(f"{seed}-{epoch}")))
    return batches(examples, draw.pieces, Random(f"order-{epoch}"))
