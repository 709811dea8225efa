"""A whole course by the clock, for a GPU that is lent for a quarter of an hour: a teacher for each fold of the texts,
which never sees that fold; then the students, side by side, who hear of each labelled text from the teacher that has
not seen it, and of the others from all teachers and from themselves as they were.

    python -m training.course --config training/course.toml

A model that has read a text a few times knows its labels by heart, noise included, and teaches no more than these; one
that has not seen it says what the labels should have been (as in Wolpert, 1992, "Stacked generalization").
"""

from __future__ import annotations

import copy
import itertools
import math
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from training.bases import start
from training.batches import Batch
from training.captured import Captured, Learner, fill
from training.dealt import Dealt, Drawn, dealt
from training.distil import Teachers
from training.fit import Run, drawing, load_texts, load_tokenizer, settings, write
from training.model import Model, round_like_int8, shape_from
from training.told import Told
from training.weights import load_model

Config = dict[str, Any]
_LOOKED = 20  # steps between two looks at the clock
_WARM = 0.06  # of the time, until the rates are at their highest
_LOWEST = 0.01  # of that, at the end


def main() -> None:
    """Teach as the config says, and write each student's weights."""
    (config,) = settings()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.backends.cuda.matmul.allow_tf32 = True
    torch.set_flush_denormal(True)
    drawn = _drawn(config)
    places = {one.length: one.batch.on(device) for one in drawn[0]}
    log = Run(Path(config["paths"]["out"]))
    log.folder.mkdir(parents=True, exist_ok=True)
    school = School(drawn, places, device, log.log)
    teachers = _teachers(config, school)
    write(log.log, "The teachers are ready.")
    for one, model in zip(config["students"], _students(config, teachers, school), strict=True):
        torch.save(model.state_dict(), log.folder / Path(one["config"]).with_suffix(".pt").name)
    drawn.close()


@dataclass(frozen=True)
class School:
    """What all who learn share: the epochs, a place for a batch of each length, the device and the log."""

    drawn: Drawn
    places: dict[int, Batch[Tensor]]
    device: torch.device
    log: Path

    def study(self, seconds: float, learners: Sequence[Learner], learn: Callable[[Dealt], None]) -> None:
        """Learn batch after batch until the time is up, the rates falling with it."""
        begun, steps = time.time(), 0
        for number in itertools.count():
            for one in self.drawn[number]:
                if steps % _LOOKED == 0:
                    spent = (self._now() - begun) / seconds
                    if spent >= 1:
                        return
                    for learner in learners:
                        learner.pace(rate(spent))
                fill(self.places[one.length], one.batch)
                learn(one)
                steps += 1
            write(self.log, f"epoch {number} step {steps} " + " | ".join(one.report() for one in learners))

    def _now(self) -> float:
        if self.device.type == "cuda":
            torch.cuda.synchronize()
        return time.time()


def rate(spent: float) -> float:
    """The share of the full learning rate when so much of the time is spent: warmed up, then down a cosine."""
    if spent < _WARM:
        return spent / _WARM
    return _LOWEST + (1 - _LOWEST) * 0.5 * (1 + math.cos(math.pi * (spent - _WARM) / (1 - _WARM)))


def _drawn(config: Config) -> Drawn:
    course = config["course"]
    texts = load_texts(Path(config["paths"]["data"]), config["draw"]["stories"], bare_too=True)
    corpora = dealt(texts, course["folds"], load_tokenizer(config["paths"]["tokenizer"]))
    return Drawn(corpora, drawing(config), course["epochs"], course["seed"])


def _teachers(config: Config, school: School) -> list[Model]:
    """One for each fold, side by side."""
    table, folds = config["teacher"], config["course"]["folds"]
    learners = []
    for fold in range(folds):
        torch.manual_seed(config["course"]["seed"] + fold)
        model = start(shape_from(table["model"]), config["paths"]["base"])
        learners.append(Learner(model, table["fit"], school.device))
    for length, place in school.places.items():
        for one in learners:
            one.record(length, place)

    def learn(one: Dealt) -> None:
        for fold, learner in enumerate(learners):
            if one.fold not in (fold, folds):
                learner.learn(one.length)

    school.study(table["seconds"], learners, learn)
    return [one.done() for one in learners]


def _students(config: Config, teachers: list[Model], school: School) -> list[Model]:
    """All beside one another, from what is shipped of each."""
    configs = [tomllib.loads(Path(one["config"]).read_text()) for one in config["students"]]
    models = [load_model(one["paths"]["start"], one["model"]).to(school.device) for one in configs]
    before = [copy.deepcopy(model).eval() for model in models]
    told, tell = _telling([*([one] for one in teachers), [*teachers, *before]], config["course"]["share"], school)
    learners = []
    for model, one in zip(models, config["students"], strict=True):
        round_like_int8(model)
        learners.append(Learner(model, one["fit"], school.device))
    for length, place in school.places.items():
        for learner in learners:
            learner.record(length, place, told[length])

    def learn(one: Dealt) -> None:
        tell[one.length, one.fold]()
        for learner in learners:
            learner.learn(one.length)

    school.study(config["course"]["seconds"], learners, learn)
    return [one.done() for one in learners]


def _telling(
    panels: Sequence[Sequence[Model]], share: float, school: School
) -> tuple[dict[int, Told], dict[tuple[int, int], Captured]]:
    """A place for what is told of batches of each length, and what fills it by length and fold: each fold has its panel
    of teachers."""
    places: dict[int, Told] = {}
    tell: dict[tuple[int, int], Captured] = {}
    for length, batch in school.places.items():
        for fold, panel in enumerate(panels):
            teachers = Teachers(panel, share)
            place = places.setdefault(length, copy.deepcopy(teachers.tell(batch)))
            tell[length, fold] = Captured(partial(_tell, teachers, batch, place), "tell", school.device)
    return places, tell


def _tell(teachers: Teachers, batch: Batch[Tensor], place: Told) -> None:
    for to, value in zip(tensors(place), tensors(teachers.tell(batch)), strict=True):
        to.copy_(value)


def tensors(told: Told) -> Iterator[Tensor]:
    """All that is told, one after the other."""
    for value in (getattr(told, one.name) for one in fields(told)):
        if isinstance(value, Tensor):
            yield value
        elif not isinstance(value, float):
            yield from (getattr(value, one.name) for one in fields(value))


if __name__ == "__main__":
    main()
