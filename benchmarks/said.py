"""Wordings held to be one saying, against invented pairs that were labelled before the rule was written.

python -m benchmarks.said

By the words: tests/archive/said.jsonl. By meaning: tests/archive/said_meaning.jsonl, in other words, each true pair
beside others of the same topic that claim something else, deny it or tell another number; the rule was made on the half
called tune. It is not right often enough to go by it, so that what it finds is offered, and a person decides.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from quoth.archive.same.meant import may_be_one
from quoth.archive.same.said import one_saying
from quoth.meaning import Encoder

ROOT = Path(__file__).parents[1]
Judged = tuple[dict[str, Any], bool]


def pairs(name: str) -> list[dict[str, Any]]:
    """The labelled pairs of a file."""
    return [json.loads(line) for line in (ROOT / "tests/archive" / name).read_text("utf-8").splitlines()]


def counted(judged: Iterable[Judged]) -> dict[str, Any]:
    """How many pairs, and how many of them are right."""
    found = list(judged)
    right = sum(pair["same"] and same for pair, same in found)
    wrong = Counter(pair["case"] for pair, same in found if pair["same"] != same)
    held = sum(same for _, same in found)
    return {
        "pairs": len(found),
        "held to be one": held,
        "precision": round(right / held, 4) if held else None,
        "recall": round(right / sum(pair["same"] for pair, _ in found), 4),
        "wrong by case": dict(sorted(wrong.items())),
    }


def main() -> None:
    """Counts and writes."""
    by_words, in_others = pairs("said.jsonl"), pairs("said_meaning.jsonl")
    encoder = Encoder()

    def meant(pair: dict[str, Any]) -> bool:
        one, other = encoder.encode([pair["a"], pair["b"]])
        return may_be_one(pair["a"], pair["b"], float(one @ other))

    judged = [(pair, meant(pair)) for pair in in_others]
    result = {
        "command": "python -m benchmarks.said",
        **counted((pair, one_saying(pair["a"], pair["b"])) for pair in by_words),
        "offered by meaning": {
            half: counted(one for one in judged if one[0]["half"] == half) for half in ("tune", "test")
        },
        "offered beside the words": counted(
            (pair, meant(pair)) for pair in by_words if not one_saying(pair["a"], pair["b"])
        ),
    }
    text = json.dumps(result, indent=1)
    (ROOT / "benchmarks/results/said.json").write_text(f"{text}\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
