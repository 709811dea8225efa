"""The net that weighs the likeliest antecedents again, fitted to GUM train on what the shipped encoder gives.

    python -m training.antecedents [--data ../shared/data]

Two nets are also fitted each to one half of the documents and judged by the other: how often the likeliest is right.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from quoth.reading.heads import Gathered
from quoth.reading.mentions import traits
from quoth.reading.models import folder
from quoth.reading.pair import opened
from quoth.reading.pieces import cut
from quoth.reading.session import NET, Session
from quoth.reading.speakers.antecedents import Net, Seen, odds, seen
from quoth.reading.speakers.sourcing import with_whole_names
from quoth.reading.windows import windows
from training.data import load
from training.people import gum_people
from training.people import heads as gold_heads

_HIDDEN, _EPOCHS, _BATCH, _RATE, _DECAY, _DROPPED = 32, 15, 256, 4e-3, 0.2, 0.2


@dataclass(frozen=True)
class Example:
    """What the net sees of a text, and which of the heads tried each is (heads, TRIED)."""

    seen: Seen
    right: np.ndarray


def examples(session: Session, documents: Iterable[dict[str, Any]]) -> Iterator[Example]:
    """One of each document."""
    for document in documents:
        text, pieces = document["text"], cut(document["text"], session.tokenizer)
        gathered = Gathered(session.windows((pieces, one) for one in windows(pieces)), session.facts.parts["anaphor"])
        for _ in gathered.scores():
            pass
        known = traits(text, pieces.words)
        heads = with_whole_names(text, pieces.words, gathered.heads(), known)
        gold = gold_heads(gum_people(document), pieces.words)
        number_of = dict(zip(gold.word.tolist(), gold.chain.tolist(), strict=True))
        chain = np.array([number_of.get(word, -1) for word in heads.word.tolist()])
        sight = seen(text, pieces.words, heads, known, session.facts.relations)
        right = (chain[sight.tried] == chain[:, None]) & (chain[:, None] >= 0) & (sight.tried >= 0)
        yield Example(sight, right)


class _Fitted(nn.Module):
    """The net of quoth.reading.speakers.antecedents while it is fitted."""

    def __init__(self, one: Seen) -> None:
        super().__init__()
        sizes = {"later": one.later.shape[1], "earlier": one.earlier.shape[1], "pair": one.pair.shape[1]}
        sizes["text"] = len(one.text)
        self.layers = nn.ModuleDict({name: nn.Linear(size, _HIDDEN, bias=False) for name, size in sizes.items()})
        self.nobody = nn.Parameter(torch.zeros(_HIDDEN))
        self.out, self.none = nn.Linear(_HIDDEN, 1, bias=False), nn.Linear(_HIDDEN, 1, bias=False)
        self.drop = nn.Dropout(_DROPPED)

    def forward(self, rows: dict[str, Tensor]) -> Tensor:
        """Scores of nobody and of each head tried (rows, 1 + TRIED)."""
        later = self.layers["later"](rows["later"]) + self.layers["text"](rows["text"])
        hidden = later[:, None] + self.layers["earlier"](rows["earlier"]) + self.layers["pair"](rows["pair"])
        scores = self.out(self.drop(hidden.relu()))[..., 0].masked_fill(~rows["usable"], -1e4)
        return torch.cat((self.none(self.drop((later + self.nobody).relu())), scores), 1)

    def net(self) -> Net:
        """As it is shipped."""
        weights = {name: layer.weight.T for name, layer in self.layers.items()}
        values = {**weights, "nobody": self.nobody, "out": self.out.weight[0], "none": self.none.weight[0]}
        return Net(**{name: value.detach().numpy().copy() for name, value in values.items()})


def _rows(held: Sequence[Example]) -> dict[str, Tensor]:
    parts: dict[str, list[np.ndarray]] = {}
    for one in held:
        count = len(one.right)
        parts.setdefault("text", []).append(np.tile(one.seen.text, (count, 1)))
        parts.setdefault("later", []).append(one.seen.later)
        parts.setdefault("earlier", []).append(one.seen.earlier[one.seen.tried])
        parts.setdefault("pair", []).append(one.seen.pair.reshape(*one.right.shape, -1))
        parts.setdefault("usable", []).append(one.seen.tried >= 0)
        parts.setdefault("right", []).append(one.right)
    return {name: torch.from_numpy(np.concatenate(arrays)) for name, arrays in parts.items()}


def fit(held: Sequence[Example]) -> Net:
    """The net for which all that a head is are together the likeliest."""
    torch.manual_seed(0)
    rows, model = _rows(held), _Fitted(held[0].seen)
    count = len(rows["right"])
    steps = _EPOCHS * (count // _BATCH)
    optimizer = torch.optim.AdamW(model.parameters(), _RATE, weight_decay=_DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, _RATE, total_steps=steps)
    for _ in range(_EPOCHS):
        for batch in torch.randperm(count)[: count - count % _BATCH].split(_BATCH):
            some = {name: values[batch] for name, values in rows.items()}
            right = torch.cat((~some["right"].any(1, keepdim=True), some["right"]), 1)
            scores = model(some)
            loss = (scores.logsumexp(1) - scores.masked_fill(~right, -1e4).logsumexp(1)).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return model.eval().net()


def rightly(held: Sequence[Example], net: Net) -> float:
    """How often the likeliest is right, of all heads."""
    right = total = 0
    for one in held:
        chances = np.where(one.seen.tried >= 0, odds(one.seen, net), 0)
        best, places = chances.max(axis=1), chances.argmax(axis=1)
        is_right = np.where(best > 1, one.right[np.arange(len(best)), places], ~one.right.any(axis=1))
        right, total = right + int(is_right.sum()), total + len(is_right)
    return right / total


def main() -> None:
    """Judge by halves; then fit to all and keep."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--model", default="small")
    options = parser.parse_args()
    model = folder(options.model)
    held = list(examples(opened(model), load(options.data / "gum/train.jsonl.gz")))
    halves = held[::2], held[1::2]
    for mine, other in (halves, halves[::-1]):
        print(f"fitted to one half, right in the other: {rightly(other, fit(mine)):.4f}")
    net = fit(held)
    np.savez_compressed(model / NET, **{name: getattr(net, name) for name in Net.__slots__})
    print(f"{model / NET}: {(model / NET).stat().st_size} bytes")


if __name__ == "__main__":
    main()
