"""Wordings held to be one saying, against invented pairs that were labelled before the rule was written.

python -m benchmarks.said

By the words: tests/archive/said.jsonl. By meaning: tests/archive/said_meaning.jsonl, in other words; the rule here was
made on the half called tune, and the half called test was looked at once it stood. It had to be right 95 times in 100
to be used, and is not: the archive goes by the words alone.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from quoth.archive import said
from quoth.archive.said import one_saying, tokens
from quoth.meaning import Encoder

ROOT = Path(__file__).parents[1]
Judged = tuple[dict[str, Any], bool]
ALIKE = 0.65  # likeness of what may mean the same
LEAST = 3  # telling words
OTHER = 0.5  # of them are in the other at the most: where more are the same, what differs is the point
NAME = re.compile(r"(?<=[\w,;:]\s)[“\"‘(]?([A-Z][^\W_]+)")


def one_meaning(a: str, b: str, likeness: float) -> bool:
    """Whether two contents say the same in other words: alike, and neither denies the other or tells other numbers
    or names."""
    one, other = tokens(a), tokens(b)
    telling, others = sorted((said._telling(one), said._telling(other)), key=len)
    if likeness < ALIKE or len(telling) < LEAST:
        return False
    numbers = (said._numbers(one) ^ said._numbers(other)) - {"1"}  # "no one" is no number
    if numbers or said._denied(one) != said._denied(other):
        return False
    names, more = sorted((set(NAME.findall(a)), set(NAME.findall(b))), key=len)
    return names <= more and (Counter(telling) & Counter(others)).total() <= OTHER * len(telling)


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
        return one_meaning(pair["a"], pair["b"], float(one @ other))

    judged = [(pair, meant(pair)) for pair in in_others]
    result = {
        "command": "python -m benchmarks.said",
        **counted((pair, one_saying(pair["a"], pair["b"])) for pair in by_words),
        "by meaning": {half: counted(one for one in judged if one[0]["half"] == half) for half in ("tune", "test")},
        "by words or meaning": counted((pair, one_saying(pair["a"], pair["b"]) or meant(pair)) for pair in by_words),
    }
    text = json.dumps(result, indent=1)
    (ROOT / "benchmarks/results/said.json").write_text(f"{text}\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
