"""What heads a mention, where it ends and who it is, learned again on an encoder that stays as it is, as does what it
says of attributions.

    python -m training.mentions --config training/taught.toml

Takes the model's checkpoint, and writes `mentions.pt` beside it.
"""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import torch
from torch import Tensor

from training.batches import Batch, Corpus, Draw, batches
from training.data import gum, polnear
from training.fit import load_tokenizer, rate, settings, write
from training.losses import Seen, halves
from training.model import Model, rounded_values
from training.rows import by_word
from training.someone import people_loss
from training.weights import load_model

_HEADS = ("mention", "anaphor", "antecedent", "edge_query", "edge_key")
_TABLES = ("apart", "match", "quoted", "reach")
_FIT = {"cycles": [1], "restart": 1.0, "warmup": 0.05}
_RATE, _EPOCHS, _REPORTED = 1e-3, 2, 25


def main() -> None:
    """Learn for two epochs."""
    (config,) = settings()
    torch.set_num_threads(config["fit"]["threads"])
    torch.set_flush_denormal(True)
    path = Path(config["paths"]["checkpoint"])
    model = load_model(str(path), config["model"]).eval()
    corpus, draw = _corpus(config["paths"]), _draw(config)
    log = path.with_name("mentions.txt")
    for epoch in range(_EPOCHS):
        random = Random(f"mentions-{epoch}")
        learn(model, batches(list(corpus.examples(draw, random)), draw.pieces, random), (epoch, _EPOCHS), log)
    torch.save(model.state_dict(), path.with_name("mentions.pt"))


def _corpus(paths: dict[str, str]) -> Corpus:
    data = Path(paths["data"])
    texts = polnear(data / "polnear/train.jsonl.gz") + gum(data / "gum/train.jsonl.gz")
    return Corpus([text for text in texts if text.someones.weight], load_tokenizer(paths["base"]))


def _draw(config: dict[str, Any]) -> Draw:
    return Draw(**{name: value for name, value in config["draw"].items() if name != "stories"})


def learn(model: Model, some: list[Batch[Any]], which: tuple[int, int], log: Path) -> None:
    """One epoch of several."""
    learned = [value for name in _HEADS for value in model.heads[name].parameters()]
    learned += [getattr(model, name) for name in _TABLES]
    optimizer = torch.optim.AdamW(learned, _RATE, betas=(0.9, 0.98), weight_decay=0.0)
    sums: dict[str, float] = {}
    for place, batch in enumerate(some, 1):
        done = (which[0] + place / len(some)) / which[1]
        for group in optimizer.param_groups:
            group["lr"] = _RATE * rate(done, _FIT)
        held = batch.on(torch.device("cpu"))
        parts = people_loss(model, held, seen(model, held))
        optimizer.zero_grad()
        torch.stack(list(parts.values())).sum().backward()
        optimizer.step()
        sums = {name: sums.get(name, 0.0) + float(part.detach()) for name, part in parts.items()}
        if place % _REPORTED == 0:
            write(log, f"step {place}/{len(some)} { ({name: round(v / _REPORTED, 4) for name, v in sums.items()}) }")
            sums = {}


def seen(model: Model, batch: Batch[Tensor]) -> Seen:
    """What the heads that learn say of each word."""
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16, enabled=halves(batch.ids.device)):
        hidden = rounded_values(model.encode(batch.ids, batch.mask, batch.features))
    by_piece = {name: model.heads[name](hidden.float()) for name in _HEADS}
    return {name: by_word(part, batch.word, batch.tags.shape[1]) for name, part in by_piece.items()}


if __name__ == "__main__":
    main()
