"""`make train`: fit the model, resume where it stopped, keep a log that a person can follow."""

from __future__ import annotations

import argparse
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer

from training.bases import start, tokenizer_file
from training.batches import Batch, Corpus, Draw, batches
from training.data import bare, gum, polnear
from training.distil import Teachers, teachers
from training.losses import loss
from training.model import Model, round_like_int8, shape_from
from training.stories import stories
from training.weights import load_model

_REPORTED = 25  # steps between two lines of the log
_SAVED = 600  # seconds between two states within an epoch
CONFIG = str(Path(__file__).with_name("config.toml"))


def main() -> None:
    """Train as the config says."""
    config = settings()
    out = Path(config["paths"]["out"])
    out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(config["fit"]["threads"])
    torch.set_flush_denormal(True)
    torch.manual_seed(config["fit"]["seed"])
    taught = teachers(config["teach"]) if "teach" in config else None
    corpus = load_corpus(config["paths"], config["fit"]["stories"], bool(taught))
    learn(_begun(config), corpus, config["fit"], Run(out), taught)


def _begun(config: dict[str, Any]) -> Model:
    """What training begins with: the base, or what was trained before."""
    paths = config["paths"]
    if "start" in paths:
        return load_model(paths["start"], config["model"])
    return start(shape_from(config["model"]), paths["base"])


@dataclass(frozen=True)
class Run:
    """Where a training writes: log, last state, and the weights of every epoch."""

    folder: Path

    @property
    def log(self) -> Path:
        return self.folder / "log.txt"

    @property
    def last(self) -> Path:
        return self.folder / "last.pt"

    def weights(self, epoch: int) -> Path:
        return self.folder / f"epoch{epoch:02d}.pt"


def load_corpus(paths: dict[str, str], times: int, bare_too: bool = False) -> Corpus:
    """The training texts, cut into pieces; the invented stories `times` over; with a teacher, those without labels."""
    data = Path(paths["data"])
    texts = polnear(data / "polnear/train.jsonl.gz") + gum(data / "gum/train.jsonl.gz") + stories() * times
    if bare_too:
        texts += bare(data / "wikinews/articles.jsonl.gz") + bare(data / "pages/truth.jsonl")
    return Corpus(texts, load_tokenizer(paths["base"]))


def learn(model: Model, corpus: Corpus, fit: dict[str, Any], run: Run, taught: Teachers | None = None) -> None:
    """All epochs, from where it stopped; the last ones feel the rounding to int8."""
    draw = Draw(fit["limits"], fit["altered"], fit["headlined"], fit["pieces"])
    training = Training(model, fit, _steps(corpus, fit["pieces"]), taught)
    training.resume(run.last)
    epochs = sum(fit["cycles"])
    for epoch in range(training.epoch, epochs):
        if epoch >= epochs - fit["rounded"]:
            round_like_int8(model)
        examples = list(corpus.examples(draw, Random(f"{fit['seed']}-{epoch}")))
        training.run_epoch(batches(examples, fit["pieces"], Random(f"order-{epoch}")), run)
        training.save(run.last)
        torch.save(model.state_dict(), run.weights(training.epoch))


def settings() -> dict[str, Any]:
    """The --config file, with the paths given on the command line."""
    first = argparse.ArgumentParser(add_help=False)
    first.add_argument("--config", default=CONFIG)
    chosen, rest = first.parse_known_args()
    config = tomllib.loads(Path(chosen.config).read_text())
    parser = argparse.ArgumentParser(parents=[first])
    for name, value in config["paths"].items():
        parser.add_argument(f"--{name}", default=value)
    config["paths"] = vars(parser.parse_args(rest))
    return config


def load_tokenizer(base: str) -> Tokenizer:
    """The base's tokenizer, whole texts in, nothing cut off."""
    tokenizer = Tokenizer.from_file(str(tokenizer_file(base)))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _steps(corpus: Corpus, pieces: int) -> int:
    """Steps in an epoch, about: batches are filled to nine tenths."""
    return round(sum(map(len, corpus.pieces)) / (0.9 * pieces))


class Training:
    """The model, its optimizer, and how far it has come."""

    def __init__(self, model: Model, fit: dict[str, Any], steps: int, taught: Teachers | None = None) -> None:
        self.model = model
        self.taught = taught
        self.fit = fit
        self.steps = steps
        self.optimizer = torch.optim.AdamW(groups(model, fit), betas=(0.9, 0.98), fused=True)
        self.peaks = [group["lr"] for group in self.optimizer.param_groups]
        self.epoch = 0
        self.step = 0

    def run_epoch(self, items: Iterator[Batch], run: Run) -> None:
        """One pass over the batches, or what is left of it after the step where it stopped."""
        self.model.train()
        sums: Counter[str] = Counter()
        pieces, began, saved = 0, time.time(), time.time()
        for number, batch in enumerate(items, 1):
            if number <= self.step:
                continue
            self._pace(self.epoch + min(1.0, number / self.steps))
            sums.update(self._learn(batch))
            pieces += int(batch.mask.sum())
            if number % _REPORTED == 0:
                parts = " ".join(f"{name} {value / _REPORTED:.3f}" for name, value in sums.items())
                rate = pieces / (time.time() - began)
                write(run.log, f"epoch {self.epoch} step {number}/{self.steps} {parts} {rate:.0f} pieces/s")
                sums.clear()
            self.step = number
            if time.time() - saved > _SAVED:
                self.save(run.last)
                saved = time.time()
        self.epoch, self.step = self.epoch + 1, 0

    def _pace(self, done: float) -> None:
        """Set the learning rates for `done` epochs."""
        for group, peak in zip(self.optimizer.param_groups, self.peaks, strict=True):
            group["lr"] = peak * rate(done, self.fit)

    def _learn(self, batch: Batch) -> dict[str, float]:
        self.optimizer.zero_grad(set_to_none=True)
        parts = loss(self.model, batch, self.taught.tell(batch) if self.taught else None)
        torch.stack(list(parts.values())).sum().backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        return {name: part.item() for name, part in parts.items()}

    def save(self, path: Path) -> None:
        """Everything that resuming needs, replaced whole."""
        state = {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "epoch": self.epoch,
            "step": self.step,
        }
        torch.save(state, path.with_suffix(".part"))
        path.with_suffix(".part").replace(path)

    def resume(self, path: Path) -> None:
        """Go on from `path` where there is one."""
        if not path.exists():
            return
        state = torch.load(path, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.epoch, self.step = state["epoch"], state["step"]


def rate(done: float, fit: dict[str, Any]) -> float:
    """The share of the full learning rate after `done` epochs: cosine cycles, each warmed up and each lower than
    the one before (Loshchilov and Hutter 2017, SGDR)."""
    height = 1.0
    for length in fit["cycles"]:
        if done <= length:
            break
        done, height = done - length, height * fit["restart"]
    warm = fit["warmup"] * length
    if done < warm:
        return float(height * done / warm)
    return float(height * (0.02 + 0.98 * 0.5 * (1 + np.cos(np.pi * min(1.0, (done - warm) / (length - warm))))))


def groups(model: Model, fit: dict[str, Any]) -> list[dict[str, Any]]:
    """Parameters by learning rate: heads and features fastest, then the layers from the top down."""
    depth = len(model.layers)
    found: dict[tuple[float, float], list[torch.nn.Parameter]] = {}
    for name, value in model.named_parameters():
        part, *rest = name.split(".")
        below = {"layers": depth - 1 - int(rest[0]) if part == "layers" else 0}.get(part, depth)
        is_head = part not in ("layers", "pieces", "positions", "norm")
        rate = fit["head_rate"] if is_head else fit["encoder_rate"] * fit["layer_decay"] ** below
        decay = fit["weight_decay"] if value.dim() > 1 and "norm" not in name else 0.0
        found.setdefault((rate, decay), []).append(value)
    return [{"params": values, "lr": rate, "weight_decay": decay} for (rate, decay), values in found.items()]


def write(log: Path, line: str) -> None:
    """A line to the log and to the terminal."""
    line = f"{time.strftime('%H:%M:%S')} {line}"
    with log.open("a") as file:
        file.write(line + "\n")
    print(line, flush=True)


if __name__ == "__main__":
    main()
