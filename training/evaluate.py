"""Scores of a checkpoint on the dev sets, by the shared scorers, and what the decoder does best with."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch

from quoth.reading.decoding import Settings, decode
from quoth.reading.parts import parts
from quoth.reading.pieces import Pieces, cut
from quoth.reading.quotes import quotations
from quoth.reading.scores import Biases, Scores, by_word, edges
from quoth.reading.windows import Window, windows
from training.batches import CLS, SEP
from training.data import load
from training.fit import load_tokenizer, settings
from training.model import Model
from training.weights import load_model

Scored = tuple[str, str, Pieces, list[Scores]]


def scored(model: Model, documents: list[dict[str, Any]], tokenizer: Any) -> Iterator[Scored]:
    """Every document with the model's scores of its windows."""
    model.eval()
    for document in documents:
        pieces = cut(document["text"], tokenizer)
        seen = [run(model, pieces, window) for window in windows(pieces)]
        yield document["id"], document["text"], pieces, seen


def run(model: Model, pieces: Pieces, window: Window) -> Scores:
    """What the model makes of one window's words."""
    inside = edges(pieces, window)
    ids = np.concatenate(([CLS], pieces.ids[window.start : window.end], [SEP]))
    features = np.pad(pieces.features[window.start : window.end].astype(np.int64), ((1, 1), (0, 0)))
    with torch.no_grad():
        outputs = model(torch.tensor(ids)[None], torch.ones(1, len(ids)), torch.tensor(features)[None])
    return by_word(inside, {name: inside.mean(values[0, 1:-1].float().numpy()) for name, values in outputs.items()})


def biases(model: Model) -> Biases:
    """The model's distance tables as arrays."""
    return Biases(model.distance.detach().numpy(), model.paragraph.detach().numpy())


def attributions(scored: Scored, tables: Biases, chosen: Settings) -> list[dict[str, Any]]:
    """A document's attributions as the scorers take them."""
    _, text, pieces, seen = scored
    drafts = decode(pieces.words, seen, tables, chosen)
    return [asdict(one) for one in parts(text, pieces.words, drafts, quotations(text))]


def score(gold: Path, predicted: dict[str, list[dict[str, Any]]], scorer: Path) -> dict[str, Any]:
    """What a scorer of ../shared/eval says."""
    path = Path("/tmp") / f"predicted-{gold.parent.name}.jsonl"
    path.write_text("".join(json.dumps({"id": i, "attributions": a}) + "\n" for i, a in predicted.items()))
    command = [sys.executable, str(scorer), str(gold), str(path)] + (["--json"] if scorer.stem == "score" else [])
    result: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return result


def main() -> None:
    """Print the dev figures of a checkpoint."""
    (config,) = settings()
    data = Path(config["paths"]["data"])
    scorers = data.parent / "eval"
    torch.set_num_threads(config["fit"]["threads"])
    model = load_model(config["paths"]["checkpoint"], config["model"])
    tokenizer = load_tokenizer(config["paths"]["base"])
    tables = biases(model)
    for corpus in ("polnear", "gum"):
        gold = data / corpus / "dev.jsonl.gz"
        items = list(scored(model, list(load(gold)), tokenizer))
        predicted = {item[0]: attributions(item, tables, Settings()) for item in items}
        _show(score(gold, predicted, scorers / "score.py"))
        if corpus == "polnear":
            _show(score(gold.with_name("dev_sentences.jsonl.gz"), predicted, scorers / "score_sentences.py"))


def _show(table: dict[str, Any]) -> None:
    for name, value in table.items():
        row = value if isinstance(value, dict) else {"f1": value}
        print(f"{name:14}", *(f"{measure} {number:.3f}" for measure, number in row.items()))


if __name__ == "__main__":
    main()
