"""What heads a mention, where it ends and who it is, learned from another model on an encoder that stays as it is, as
does what it says of attributions: rules are written for the mentions that a model finds.

    python -m training.mentions --config training/taught.toml

Takes what the course taught (`learned`), and as the teacher what that started with; writes the `checkpoint`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np
import torch
from torch import Tensor

from training.batches import Batch, batches
from training.fit import drawing, load_corpus, rate, settings, write
from training.losses import Seen, halves
from training.model import Model, rounded_values
from training.rows import apart, by_word
from training.someone import earlier_scores, edge_scores, tried_heads
from training.weights import load_model

_HEADS = ("mention", "anaphor", "antecedent", "edge_query", "edge_key")
_TABLES = ("apart", "match", "quoted", "reach")
_FIT = {"cycles": [1], "restart": 1.0, "warmup": 0.05}
_RATE, _REPORTED = 2e-3, 25


def main() -> None:
    """Learn for a few epochs."""
    (config,) = settings()
    epochs = config["mentions"]["epochs"]
    torch.set_num_threads(config["fit"]["threads"])
    torch.set_flush_denormal(True)
    paths = config["paths"]
    model, teacher = (load_model(paths[name], config["model"]).eval() for name in ("learned", "start"))
    corpus, draw = load_corpus(paths, 1, bare_too=True), drawing(config)
    log = Path(paths["checkpoint"]).with_suffix(".txt")
    for epoch in range(epochs):
        random = Random(f"mentions-{epoch}")
        some = batches(list(corpus.examples(draw, random)), draw.pieces, random)
        learn(model, teacher, some, (epoch / epochs, (epoch + 1) / epochs), log)
        torch.save(model.state_dict(), paths["checkpoint"])


def learn(model: Model, teacher: Model, some: list[Batch[np.ndarray]], share: tuple[float, float], log: Path) -> None:
    """One epoch, from one share of all that is to be learned to another."""
    learned = [value for name in _HEADS for value in model.heads[name].parameters()]
    learned += [getattr(model, name) for name in _TABLES]
    optimizer = torch.optim.AdamW(learned, _RATE, betas=(0.9, 0.98), weight_decay=0.0)
    sums: dict[str, float] = {}
    for place, batch in enumerate(some, 1):
        for group in optimizer.param_groups:
            group["lr"] = _RATE * rate(share[0] + (share[1] - share[0]) * place / len(some), _FIT)
        parts = dict(_losses(model, teacher, batch.on(torch.device("cpu"))))
        optimizer.zero_grad()
        torch.stack(list(parts.values())).sum().backward()
        optimizer.step()
        sums = {name: sums.get(name, 0.0) + float(part.detach()) for name, part in parts.items()}
        if place % _REPORTED == 0:
            write(log, f"step {place}/{len(some)} { ({name: round(v / _REPORTED, 4) for name, v in sums.items()}) }")
            sums = {}


def _losses(model: Model, teacher: Model, batch: Batch[Tensor]) -> Iterator[tuple[str, Tensor]]:
    """How far the model is from what the teacher says of kinds, of mentions' edges and of earlier mentions."""
    mine = seen(model, batch)
    with torch.no_grad():
        theirs = seen(teacher, batch)
        kinds = theirs["mention"].softmax(-1)
        tried = tried_heads(batch, kinds)
        edges = edge_scores(teacher, theirs["edge_query"], theirs["edge_key"], tried.word).softmax(-1)
        earlier = earlier_scores(teacher, batch, theirs, tried).softmax(-1)
        heads = tried.usable * (1 - kinds[:, :, 0]).gather(1, tried.word)
        count = heads.sum().clamp(min=1)
    yield "mentions", apart(mine["mention"], kinds, batch.real) / batch.real.sum()
    scores = edge_scores(model, mine["edge_query"], mine["edge_key"], tried.word)
    yield "edges", 0.1 * apart(scores, edges, heads[None].expand(2, -1, -1)) / count
    yield "chains", 0.15 * apart(earlier_scores(model, batch, mine, tried), earlier, heads) / count


def seen(model: Model, batch: Batch[Tensor]) -> Seen:
    """What the heads that learn say of each word."""
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16, enabled=halves(batch.ids.device)):
        hidden = rounded_values(model.encode(batch.ids, batch.mask, batch.features))
    by_piece = {name: model.heads[name](hidden.float()) for name in _HEADS}
    return {name: by_word(part, batch.word, batch.tags.shape[1]) for name, part in by_piece.items()}


if __name__ == "__main__":
    main()
