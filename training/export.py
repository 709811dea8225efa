"""Checkpoints -> the shipped model: int8 ONNX with its facts, the tokenizer, and the model card's tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import onnx
from tokenizers import Tokenizer

from quoth.reading.session import FORMAT
from training.bases import tokenizer_file
from training.batches import CLS, SEP
from training.fit import settings
from training.graph import build
from training.model import Model, sizes
from training.terms import fit_terms, terms_of
from training.weights import load_model

TABLES = ("distance", "paragraph", "apart", "match", "quoted", "reach")  # learned preferences outside the graph


def main() -> None:
    """Write the model of some checkpoints into --model, its terms fitted to PolNeAR dev."""
    (config,) = settings()
    paths = {name: Path(path) for name, path in config["paths"].items()}
    folder = paths["model"]
    folder.mkdir(parents=True, exist_ok=True)
    write_tokenizer(config["paths"]["base"], folder / "tokenizer.json")
    model = load_model(config["paths"]["checkpoint"], config["model"])
    known: dict[str, Any] = {
        "checkpoint": " and ".join(Path(one).stem for one in config["paths"]["checkpoint"].split(","))
    }
    for name, int8 in (("float32", False), ("int8", True)):
        write(model, folder / "model.onnx", config["version"], int8)
        known = fit_terms(terms_of(config), folder, paths["data"], known, f"{name}_whole")
    if "pair" in config:
        fit_terms(terms_of(config, config["pair"]["share"]), folder, paths["data"], known, "whole")


def write_tokenizer(base: str, path: Path) -> None:
    """The base's tokenizer, without truncation or padding."""
    tokenizer = Tokenizer.from_file(str(tokenizer_file(base)))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(path), pretty=False)


def write(model: Model, path: Path, version: str, int8: bool = True) -> None:
    """The ONNX file with all that the reader must know."""
    facts = {
        "version": version,
        "parts": sizes(model.shape),
        "first": CLS,
        "last": SEP,
        **{name: getattr(model, name).tolist() for name in TABLES},
    }
    weights = {name: value.numpy() for name, value in model.state_dict().items()}
    metadata = {"format": FORMAT, "facts": json.dumps(facts)}
    onnx.save(build(weights, model.shape, int8, metadata), path)


if __name__ == "__main__":
    main()
