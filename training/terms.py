"""How a model's scores are read: [decode] and [pair] of a config, and what its confidence is worth, fitted to PolNeAR
dev. Weights stay as they are.

python -m training.terms --config training/base_taught.toml
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from quoth.reading.confidence import Calibration
from quoth.reading.decoding import Settings
from quoth.reading.pair import opened
from quoth.reading.pieces import cut
from quoth.reading.session import Session
from quoth.reading.terms import Terms, write_terms
from quoth.reading.windows import windows
from training.calibrate import Judged, fit, judged, reliability, thresholds
from training.data import load
from training.evaluate import attributions
from training.fit import settings

UNCALIBRATED = Calibration((0.0, 0.3, 0.3, 0.3, 0.3, 0.0, 0.0))
_TOLD = "calibration.json"  # what the model card tells of a model's confidence


def main() -> None:
    """Fit the terms of a model that is there."""
    (config,) = settings()
    folder = Path(config["paths"]["model"])
    known = json.loads((folder / _TOLD).read_text())
    exported = {name: known[name] for name in ("checkpoint", "float32_whole", "int8_whole")}
    share = config.get("pair", {}).get("share")
    fit_terms(terms_of(config, share), folder, Path(config["paths"]["data"]), exported, "whole")


def terms_of(config: Mapping[str, Any], share: float | None = None) -> Terms:
    """Those that a config chooses, before its model's confidence is fitted."""
    return Terms(Settings(**config.get("decode", {})), UNCALIBRATED, share)


def fit_terms(terms: Terms, folder: Path, data: Path, known: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Write the terms, fitted, into a model's folder, and what the card tells of them. Returns what is `known` with, by
    that name, the F1 of attributions that are right in all three roles."""
    write_terms(terms, folder)
    items, count = judge(opened(folder), data / "polnear/dev.jsonl.gz")
    terms = replace(terms, calibration=fit(items))
    write_terms(terms, folder)
    items = [item for item in items if terms.calibration.confidence(item.sure) >= terms.settings.least]
    whole = round(2 * sum(item.right for item in items) / max(1, len(items) + count), 4)
    known = {**known, name: whole}
    told = reliability(items, terms.calibration)
    table = {**known, **told, "thresholds": thresholds(items, terms.calibration, count)}
    (folder / _TOLD).write_text(json.dumps(table, indent=1) + "\n")
    return known


def judge(session: Session, gold: Path) -> tuple[list[Judged], int]:
    """What a model finds in the gold articles, each right or wrong; and how many there are to find."""
    items: list[Judged] = []
    count = 0
    for document in load(gold):
        text = document["text"]
        pieces = cut(text, session.tokenizer)
        seen = [one.scores for one in session.windows((pieces, window) for window in windows(pieces))]
        found = attributions((document["id"], text, pieces, seen), session.facts.biases, session.facts.terms.settings)
        right = [one for one in document["annotators"][min(document["annotators"])] if one["cue"]]
        items += judged(text, right, found)
        count += len(right)
    return items, count


if __name__ == "__main__":
    main()
