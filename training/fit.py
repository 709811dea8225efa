"""`make train`: fit models, resume where they stopped, keep a log that a person can follow."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import signal
import time
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from training.bases import start, tokenizer_file
from training.batches import Batch, Corpus, Draw
from training.data import Text, bare, gum, polnear
from training.distil import Teachers, teachers, trained
from training.draws import drawn
from training.losses import loss
from training.model import Model, round_like_int8, shape_from
from training.stories import stories
from training.told import Told
from training.weights import load_model

_REPORTED = 25  # steps between two lines of the log
_SAVED = 600  # seconds between two states within an epoch
CONFIG = str(Path(__file__).with_name("config.toml"))
Config = dict[str, Any]


def main() -> None:
    """Train as the configs say, several side by side: the first says what all of them read, and who teaches them."""
    configs = settings()
    first = configs[0]
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.set_num_threads(first["fit"]["threads"])
    torch.set_flush_denormal(True)
    corpus = load_corpus(first["paths"], first["draw"]["stories"], "teach" in first)
    trainings = [_training(config, device) for config in configs]
    taught = teachers(first["teach"], device) if "teach" in first else None
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        learn(trainings, _epochs(corpus, first, trainings), taught, device)
    except KeyboardInterrupt:
        for one in trainings:
            one.save()
        print("Stopped; it goes on from here when it is started again.", flush=True)
        for child in multiprocessing.active_children():
            child.kill()
        os._exit(1)  # its pool may be amid a lock, and would be waited for


def _training(config: Config, device: torch.device) -> Training:
    run = Run(Path(config["paths"]["out"]))
    run.folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(config["fit"]["seed"])
    return Training(_begun(config).to(device), config["fit"], run)


def _begun(config: Config) -> Model:
    """What training begins with: the base, or what was trained before; or the base with a trained model of fewer layers
    for its lowest."""
    paths = config["paths"]
    if "start" in paths:
        return load_model(paths["start"], config["model"])
    model = start(shape_from(config["model"]), paths["base"])
    if "lower" in paths:
        model.load_state_dict(trained(paths["lower"]).state_dict(), strict=False)
    return model


@dataclass(frozen=True)
class Run:
    """Where a training writes: log, last state, and the weights at the end of each cycle."""

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
    return Corpus(load_texts(Path(paths["data"]), times, bare_too), load_tokenizer(paths["base"]))


def load_texts(data: Path, times: int, bare_too: bool) -> list[Text]:
    """The training texts, the invented stories `times` over, and those without labels if they are asked for."""
    texts = polnear(data / "polnear/train.jsonl.gz") + gum(data / "gum/train.jsonl.gz") + stories() * times
    if bare_too:
        texts += bare(data / "wikinews/articles.jsonl.gz") + bare(data / "pages/truth.jsonl")
    return texts


def drawing(config: Config) -> Draw:
    """How a config's epochs are drawn."""
    return Draw(**{name: value for name, value in config["draw"].items() if name != "stories"})


def _epochs(corpus: Corpus, config: Config, trainings: Sequence[Training]) -> Iterator[list[Batch[np.ndarray]]]:
    """Each epoch's batches, from the one where the trainings stopped."""
    left = range(min(one.epoch for one in trainings), max(one.epochs for one in trainings))
    return drawn(corpus, drawing(config), config["fit"]["seed"], left)


def learn(
    trainings: Sequence[Training],
    epochs: Iterator[list[Batch[np.ndarray]]],
    taught: Teachers | None,
    device: torch.device,
) -> None:
    """All epochs; what is told of a batch is told to all."""
    for number, batches in enumerate(epochs, min(one.epoch for one in trainings)):
        for place, batch in enumerate(batches, 1):
            learners = [one for one in trainings if one.wants(number, place)]
            if learners:
                held = batch.on(device)
                told = taught.tell(held) if taught else None
                for one in learners:
                    one.learn(held, told, place, len(batches))
        for one in trainings:
            one.end_epoch(number)


def settings() -> list[Config]:
    """The --config files, with the paths given on the command line."""
    first = argparse.ArgumentParser(add_help=False)
    first.add_argument("--config", nargs="+", default=[CONFIG])
    chosen, rest = first.parse_known_args()
    configs = [tomllib.loads(Path(path).read_text()) for path in chosen.config]
    names = sorted({name for config in configs for name in config["paths"]})
    parser = argparse.ArgumentParser(parents=[first])
    for name in names:
        parser.add_argument(f"--{name}")
    given = {name: value for name, value in vars(parser.parse_args(rest)).items() if value and name in names}
    return [{**config, "paths": config["paths"] | given} for config in configs]


def load_tokenizer(base: str) -> Tokenizer:
    """The base's tokenizer, whole texts in, nothing cut off."""
    tokenizer = Tokenizer.from_file(str(tokenizer_file(base)))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


class Training:
    """A model, its optimizer, and how far it has come."""

    def __init__(self, model: Model, fit: dict[str, Any], run: Run) -> None:
        self.model = model
        self.fit = fit
        self.run = run
        self.optimizer = torch.optim.AdamW(groups(model, fit), betas=(0.9, 0.98), fused=True)
        self.peaks = [group["lr"] for group in self.optimizer.param_groups]
        self.epoch, self.place = 0, 0
        self.saved = self.reported = time.time()
        self.sums: dict[str, Tensor] = {}
        self.steps = 0
        self._resume()
        self._round()

    @property
    def epochs(self) -> int:
        """How many there are to learn."""
        return sum(self.fit["cycles"])

    def wants(self, epoch: int, place: int) -> bool:
        """Whether it has yet to learn a batch."""
        return epoch == self.epoch < self.epochs and place > self.place

    def learn(self, batch: Batch[Tensor], told: Told | None, place: int, places: int) -> None:
        """One step, at that place of the epoch's batches."""
        self.model.train()
        self._pace(self.epoch + place / places)
        self.optimizer.zero_grad(set_to_none=True)
        parts = loss(self.model, batch, told)
        torch.stack(list(parts.values())).sum().backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.place, self.steps = place, self.steps + 1
        for name, part in parts.items():
            self.sums[name] = self.sums.get(name, 0.0) + part.detach()
        if self.steps == _REPORTED:
            self._report(places)
        if time.time() - self.saved > _SAVED:
            self.save()

    def end_epoch(self, number: int) -> None:
        """Go on to the next epoch; the end of a cycle is kept."""
        if number != self.epoch or self.epoch == self.epochs:
            return
        self.epoch, self.place = self.epoch + 1, 0
        if self.epoch in np.cumsum(self.fit["cycles"]):
            torch.save(self.model.state_dict(), self.run.weights(self.epoch))
        self.save()
        self._round()

    def _round(self) -> None:
        """The last epochs feel the rounding to int8."""
        if self.epoch >= self.epochs - self.fit["rounded"]:
            round_like_int8(self.model)

    def _pace(self, done: float) -> None:
        """Set the learning rates for `done` epochs."""
        for group, peak in zip(self.optimizer.param_groups, self.peaks, strict=True):
            group["lr"] = peak * rate(done, self.fit)

    def _report(self, places: int) -> None:
        parts = " ".join(f"{name} {float(total) / self.steps:.3f}" for name, total in self.sums.items())
        each = (time.time() - self.reported) / self.steps
        write(self.run.log, f"epoch {self.epoch} step {self.place}/{places} {parts} {1000 * each:.0f} ms a step")
        self.sums, self.steps, self.reported = {}, 0, time.time()

    def save(self) -> None:
        """Everything that resuming needs, replaced whole."""
        state = {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "epoch": self.epoch,
            "place": self.place,
        }
        part = self.run.last.with_suffix(".part")
        torch.save(state, part)
        part.replace(self.run.last)
        self.saved = time.time()

    def _resume(self) -> None:
        """Go on where it stopped, if it did."""
        if not self.run.last.exists():
            return
        state = torch.load(self.run.last, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.epoch, self.place = state["epoch"], state["place"]


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
