"""Names and whole speakers held to be the same: quoth beside rapidfuzz's best ratio, and the speed of linking.

    python -m benchmarks.identity [--names ../shared/data/names/pairs.csv] [--speakers 100000]

The budget of edits was chosen on the pairs of names; `halves` says how much that flatters: it is chosen again on one
random half and counted on the other, 200 times. Of the pairs of speakers, those in even lines were looked at while
the weights were set, and the odd ones only when the first figures were known.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from quoth.archive.identity import Profile, link, same_name
from quoth.archive.linkage import likeness

ROOT = Path(__file__).parents[1]
BUDGETS = (0.46, 0.50, 0.54, 0.58, 0.62)
SYLLABLES = "ba ko ri ma len dor vas tik mar sa lo ni pet gar hu el an tor is ka mi ro ze du fal".split()
ROLES = "health minister|finance minister|mayor|senator|spokesman|analyst|coach|striker|judge|police chief".split("|")
COUNTRIES = ("Velmora", "Kestria", "Norland", "Tarshan", None, None, None)


def figures(found: Sequence[bool], true: Sequence[bool]) -> dict[str, float]:
    """Precision, recall and F1 of what was held to be the same."""
    right = sum(a and b for a, b in zip(found, true, strict=True))
    precision, recall = right / max(1, sum(found)), right / max(1, sum(true))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def names(path: Path) -> dict[str, Any]:
    """The labelled pairs of names."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    true = [row["is_match"] == "true" for row in rows]
    return {
        "pairs": len(rows),
        "quoth": figures([same_name(row["name1"], row["name2"]) >= 0.5 for row in rows], true),
        "halves": halves(rows, true),
        "rapidfuzz": peer(rows, true),
    }


def halves(rows: Sequence[dict[str, str]], true: Sequence[bool]) -> dict[str, Any]:
    """The budget chosen on one half, counted on the other: lowest 5 %, middle and highest 5 % of 200 divisions."""
    shipped = likeness._BUDGET
    found: dict[float, list[bool]] = {}
    for budget in BUDGETS:
        likeness._BUDGET = budget
        found[budget] = [same_name(row["name1"], row["name2"]) >= 0.5 for row in rows]
    likeness._BUDGET = shipped
    chance = random.Random(0)
    counted = []
    for _ in range(200):
        order = chance.sample(range(len(rows)), len(rows))
        seen, unseen = order[: len(rows) // 2], order[len(rows) // 2 :]

        def at(budget: float, half: Sequence[int]) -> dict[str, float]:
            return figures([found[budget][place] for place in half], [true[place] for place in half])

        counted.append(at(max(BUDGETS, key=lambda budget: at(budget, seen)["f1"]), unseen))
    spread = {}
    for figure in ("precision", "recall", "f1"):
        cuts = statistics.quantiles([one[figure] for one in counted], n=20)
        spread[figure] = [round(cuts[0], 4), round(cuts[9], 4), round(cuts[-1], 4)]
    return spread


def peer(rows: Sequence[dict[str, str]], true: Sequence[bool]) -> dict[str, Any] | None:
    """rapidfuzz's best ratio at its best threshold on the same pairs, when it is installed."""
    try:
        from rapidfuzz import fuzz, utils  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        return None
    ratios: dict[str, Callable[..., float]] = {
        name: getattr(fuzz, name) for name in ("ratio", "token_sort_ratio", "token_set_ratio", "WRatio")
    }
    best: dict[str, Any] = {"f1": 0.0}
    for name, ratio in ratios.items():
        scores = [ratio(row["name1"], row["name2"], processor=utils.default_process) for row in rows]
        for least in sorted(set(scores)):
            counted = figures([score >= least for score in scores], true)
            if counted["f1"] > best["f1"]:
                best = {"ratio": name, "threshold": round(least, 1), **counted}
    return best


def speakers(path: Path) -> dict[str, Any]:
    """The pairs of whole speaker records."""
    pairs = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    found = [len(link({**pair[side], "id": side, "article": side} for side in "ab")) == 1 for pair in pairs]
    true = [pair["same"] for pair in pairs]
    return {
        "pairs": len(pairs),
        "quoth": figures(found, true),
        "even": figures(found[::2], true[::2]),
        "odd": figures(found[1::2], true[1::2]),
    }


def speed(count: int) -> dict[str, Any]:
    """Linking so many speakers made at random, a few of them in the news all the time."""
    records = list(made(count))
    began = time.process_time()
    found = link(records)
    return {"speakers": count, "identities": len(found), "seconds": round(time.process_time() - began, 1)}


def made(count: int) -> list[Profile]:
    """Speakers with names made of syllables, some by surname, initial or a letter less."""
    chance = random.Random(1)

    def word(least: int, most: int) -> str:
        return "".join(chance.choices(SYLLABLES, k=chance.randint(least, most))).capitalize()

    first, last = [word(2, 3) for _ in range(600)], [word(2, 4) for _ in range(count // 8 + 1)]
    people = [
        (chance.choice(first), chance.choice(last), chance.choice(ROLES), chance.choice(COUNTRIES))
        for _ in range(count // 5 + 1)
    ]
    records = []
    for number in range(count):
        often = int(chance.paretovariate(0.9)) - 1 if chance.random() < 0.5 else chance.randrange(len(people))
        given, family, role, country = people[min(often, len(people) - 1)]
        forms = (f"{given} {family}", f"{given[0]}. {family}", family, f"{family}, {given}", f"{given} {family[:-1]}")
        records.append(
            Profile(
                f"{number}",
                chance.choices(forms, (80, 5, 8, 2, 5))[0],
                role=role if chance.random() < 0.7 else None,
                country=country if chance.random() < 0.6 else None,
                article=f"{number // 4}",
                day=f"201{chance.randrange(9)}-01-01",
            )
        )
    return records


def main() -> None:
    """Counts and writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=Path, default=ROOT.parent / "shared/data/names/pairs.csv")
    parser.add_argument("--speakers", type=int, default=100_000)
    parser.add_argument("--out", type=Path, default=ROOT / "benchmarks/results/identity.json")
    options = parser.parse_args()
    result = {
        "command": "python -m benchmarks.identity",
        "names": names(options.names),
        "speakers": speakers(ROOT / "tests/archive/pairs.jsonl"),
        "speed": speed(options.speakers),
    }
    text = json.dumps(result, indent=1)
    options.out.write_text(f"{text}\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
