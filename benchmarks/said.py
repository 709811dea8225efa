"""Wordings held to be one saying, against invented pairs that were labelled before the rule was written.

python -m benchmarks.said
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from quoth.archive.said import one_saying

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Counts and writes."""
    pairs = [json.loads(line) for line in (ROOT / "tests/archive/said.jsonl").read_text("utf-8").splitlines()]
    found = [(pair, one_saying(pair["a"], pair["b"])) for pair in pairs]
    right = sum(pair["same"] and same for pair, same in found)
    wrong = Counter(pair["case"] for pair, same in found if pair["same"] != same)
    result = {
        "command": "python -m benchmarks.said",
        "pairs": len(pairs),
        "precision": round(right / max(1, sum(same for _, same in found)), 4),
        "recall": round(right / sum(pair["same"] for pair in pairs), 4),
        "wrong by case": dict(sorted(wrong.items())),
    }
    text = json.dumps(result, indent=1)
    (ROOT / "benchmarks/results/said.json").write_text(f"{text}\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
