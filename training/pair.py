"""How a model reads together with the small one: its terms, and their calibration, fitted to PolNeAR dev.

python -m training.pair --config training/base_taught.toml
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from quoth.reading.decoding import Settings
from quoth.reading.pair import TERMS, Pair
from training.calibrate import fit
from training.export import UNCALIBRATED, judge, keep, whole
from training.fit import settings


def main() -> None:
    """Write the terms of [pair] into the model's folder."""
    (config,) = settings()
    folder = Path(config["paths"]["model"])
    terms = {"share": config["pair"]["share"], "settings": asdict(Settings(**config.get("decode", {})))}
    _write(folder, {**terms, "calibration": UNCALIBRATED})
    items, count = judge(Pair(folder), Path(config["paths"]["data"], "polnear/dev.jsonl.gz"))
    calibration = fit(items)
    _write(folder, {**terms, "calibration": calibration.weights})
    items = [item for item in items if calibration.confidence(item.sure) >= terms["settings"]["least"]]
    known = json.loads((folder / "calibration.json").read_text())
    alone = {name: known[name] for name in ("checkpoint", "float32_whole", "int8_whole")}
    keep(folder, {**alone, "pair_whole": whole(items, count)}, items, count, calibration)


def _write(folder: Path, terms: dict[str, object]) -> None:
    (folder / TERMS).write_text(json.dumps(terms, indent=1) + "\n")


if __name__ == "__main__":
    main()
