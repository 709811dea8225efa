"""What each state that news arrives in costs: PolNeAR dev altered in one way at a time, through `quoth read`.

    python -m benchmarks.robustness [--data ../shared/data] [--every 2] [--out benchmarks/results/robustness.json]

`cost` is in points of `who` F1, against the same articles as they are.
"""

from __future__ import annotations

import argparse
import gzip
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.accuracy import ROOT, Record, kept, load, read, score
from training.alter import STATES, State, edited
from training.data import Text, polnear_text

_ROLES = ("source", "cue", "content")


def gold(texts: Sequence[Text]) -> list[Record]:
    """Texts as the scorers take them, by the first annotator."""
    return [
        {
            "id": one.id,
            "text": one.text,
            "annotators": {"gold": [{role: getattr(g, role) for role in _ROLES} for g in one.annotators[0]]},
        }
        for one in texts
    ]


def changed(texts: Sequence[Text], state: State) -> list[Text]:
    """The texts in one state, the same at every run."""
    return [edited(one, list(state(one, Random(one.id)))) for one in texts]


def measure(texts: Sequence[Text], scorer: Path, folder: Path, model: str) -> dict[str, float]:
    """`who` and `whole` of some texts."""
    path = folder / "altered" / "gold.jsonl.gz"
    path.parent.mkdir(exist_ok=True)
    with gzip.open(path, "wt", encoding="utf8") as lines:
        lines.writelines(json.dumps(record) + "\n" for record in gold(texts))
    found = score(scorer, path, read(path, folder, model), folder)
    return {name: found[name]["f1"] for name in ("who", "whole")}


def table(data: Path, every: int, model: str) -> dict[str, Any]:
    """The figures of the articles as they are, and of each state with what it costs."""
    texts = [polnear_text(d) for d in load(data / "polnear/dev.jsonl.gz")[::every]]
    scorer = data.parent / "eval/score.py"
    with tempfile.TemporaryDirectory() as name:
        plain = measure(texts, scorer, Path(name), model)
        rows = {}
        for state, edits in STATES.items():
            rows[state] = measure(changed(texts, edits), scorer, Path(name), model)
            rows[state]["cost"] = round(100 * (plain["who"] - rows[state]["who"]), 1)
            print(state, rows[state], flush=True)
    return {"articles": len(texts), "as they are": plain, "states": rows}


def main() -> None:
    """Measure and keep the result."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared/data")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--model", default="small")
    options = parser.parse_args()
    command = f"python -m benchmarks.robustness --model {options.model} --every {options.every}"
    kept({"command": command, **table(options.data, options.every, options.model)}, options.model, "robustness")


if __name__ == "__main__":
    main()
