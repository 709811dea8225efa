"""Checkpoints -> the shipped model: int8 ONNX with its facts, the tokenizer, and the model card's tables."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import onnx
from tokenizers import Tokenizer

from quoth.reading.confidence import Calibration
from quoth.reading.decoding import Settings
from quoth.reading.pieces import cut
from quoth.reading.session import FORMAT, Session
from quoth.reading.windows import windows
from training.bases import tokenizer_file
from training.batches import CLS, SEP
from training.calibrate import Judged, fit, judged, reliability, thresholds
from training.data import load
from training.evaluate import attributions
from training.fit import settings
from training.graph import build
from training.model import Model, sizes
from training.weights import load_model

TABLES = ("distance", "paragraph", "apart", "match", "quoted", "reach")  # learned preferences outside the graph
UNCALIBRATED = (0.0, 0.3, 0.3, 0.3, 0.3, 0.0)


def main() -> None:
    """Write the model of some checkpoints into --model, calibrated on PolNeAR dev."""
    (config,) = settings()
    paths = {name: Path(path) for name, path in config["paths"].items()}
    folder = paths["model"]
    folder.mkdir(parents=True, exist_ok=True)
    write_tokenizer(config["paths"]["base"], folder / "tokenizer.json")
    model = load_model(config["paths"]["checkpoint"], config["model"])
    gold = paths["data"] / "polnear/dev.jsonl.gz"
    decoding = Settings(**config.get("decode", {}))
    calibrations, wholes = {}, {}
    for name, int8 in (("float32", False), ("int8", True)):
        write(model, folder / "model.onnx", Card(config["version"], decoding, UNCALIBRATED), int8)
        items, count = judge(Session(folder), gold)
        calibrations[name] = fit(items)
        items = [item for item in items if calibrations[name].confidence(item.sure) >= decoding.least]
        wholes[f"{name}_whole"] = whole(items, count)
    calibration = calibrations["int8"]
    write(model, folder / "model.onnx", Card(config["version"], decoding, calibration.weights))
    checkpoint = " and ".join(Path(path).stem for path in config["paths"]["checkpoint"].split(","))
    keep(folder, {"checkpoint": checkpoint, **wholes}, items, count, calibration)


def keep(folder: Path, known: dict[str, Any], items: list[Judged], count: int, calibration: Calibration) -> None:
    """What the model card tells of a model's confidence, beside what is `known` of it."""
    table = {**known, **reliability(items, calibration), "thresholds": thresholds(items, calibration, count)}
    (folder / "calibration.json").write_text(json.dumps(table, indent=1) + "\n")


def whole(items: list[Judged], count: int) -> float:
    """F1 of attributions that are right in all three roles."""
    return round(2 * sum(item.right for item in items) / max(1, len(items) + count), 4)


def judge(session: Session, gold: Path) -> tuple[list[Judged], int]:
    """What a model finds in the gold articles, each right or wrong; and how many there are to find."""
    items: list[Judged] = []
    count = 0
    for document in load(gold):
        text = document["text"]
        pieces = cut(text, session.tokenizer)
        seen = [one.scores for one in session.windows((pieces, window) for window in windows(pieces))]
        found = attributions((document["id"], text, pieces, seen), session.facts.biases, session.facts.settings)
        right = [one for one in document["annotators"][min(document["annotators"])] if one["cue"]]
        items += judged(text, right, found)
        count += len(right)
    return items, count


def write_tokenizer(base: str, path: Path) -> None:
    """The base's tokenizer, without truncation or padding."""
    tokenizer = Tokenizer.from_file(str(tokenizer_file(base)))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(path), pretty=False)


@dataclass(frozen=True)
class Card:
    """What is known of a model besides its weights."""

    version: str
    decoding: Settings
    calibration: tuple[float, ...]


def write(model: Model, path: Path, card: Card, int8: bool = True) -> None:
    """The ONNX file with all that the reader must know."""
    facts = {
        "version": card.version,
        "parts": sizes(model.shape),
        "first": CLS,
        "last": SEP,
        **{name: getattr(model, name).tolist() for name in TABLES},
        "settings": asdict(card.decoding),
        "calibration": list(card.calibration),
    }
    weights = {name: value.numpy() for name, value in model.state_dict().items()}
    metadata = {"format": FORMAT, "facts": json.dumps(facts)}
    onnx.save(build(weights, model.shape, int8, metadata), path)


if __name__ == "__main__":
    main()
