"""How right a model is, through `quoth read`, on the dev sets; never under benchmarks/floors.json.

    python -m benchmarks.accuracy [--model small] [--data ../shared/data]

PolNeAR marks no attribution inside another's content, so its figures are also given without those that
quoth files `within` another ("outer").
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
FLOORS = ROOT / "benchmarks/floors.json"
RESULTS = ROOT / "benchmarks/results"
Record = dict[str, Any]
Figures = dict[str, float]
_ROLES = ("source", "cue", "content")
_BINS = 10


def load(path: Path) -> list[Record]:
    """The objects of a .jsonl.gz file."""
    with gzip.open(path, "rt", encoding="utf8") as lines:
        return [json.loads(line) for line in lines]


def read(gold: Path, folder: Path, model: str = "small") -> list[Record]:
    """What `quoth read` finds in the texts of a gold file."""
    source = folder / f"{gold.parent.name}.jsonl"
    source.write_text("".join(json.dumps({"id": d["id"], "text": d["text"]}) + "\n" for d in load(gold)))
    command = [sys.executable, "-m", "quoth", "read", str(source), "--model", model, "--format", "jsonl"]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def outer(records: list[Record]) -> list[Record]:
    """The same without what stands in another's content."""
    return [r | {"attributions": [a for a in r["attributions"] if a["within"] is None]} for r in records]


def score(scorer: Path, gold: Path, records: list[Record], folder: Path) -> dict[str, Any]:
    """What a scorer of ../shared/eval prints."""
    predicted = folder / "predicted.jsonl"
    predicted.write_text("".join(json.dumps(record) + "\n" for record in records))
    flags = [] if scorer.stem == "score_sentences" else ["--json"]
    command = [sys.executable, str(scorer), str(gold), str(predicted), *flags]
    result: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return result


def f1(result: Mapping[str, Any]) -> Figures:
    """Precision, recall and F1 of every measure, flat."""
    rows: Figures = {}
    for name, row in result.items():
        if isinstance(row, dict):
            rows |= {name: row["f1"], f"{name}_precision": row["precision"], f"{name}_recall": row["recall"]}
        elif isinstance(row, float):
            rows[name] = row
    return {name: round(value, 4) for name, value in rows.items()}


def reliability(gold: Path, records: list[Record]) -> dict[str, Any]:
    """By tenth of confidence, how often source, cue and content are all exactly right."""
    known = {d["id"]: (d["text"], d["annotators"][min(d["annotators"])]) for d in load(gold)}
    pairs = [pair for record in records for pair in _judged(record, *known[record["id"]])]
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(_BINS)]
    for sure, right in pairs:
        bins[min(int(sure * _BINS), _BINS - 1)].append((sure, right))
    rows = [
        {
            "from": number / _BINS,
            "found": len(held),
            "confidence": round(sum(sure for sure, _ in held) / len(held), 3),
            "right": round(sum(right for _, right in held) / len(held), 3),
        }
        for number, held in enumerate(bins)
        if held
    ]
    error = sum(row["found"] * abs(row["confidence"] - row["right"]) for row in rows) / max(1, len(pairs))
    return {"expected_error": round(error, 4), "bins": rows}


def _judged(record: Record, text: str, gold: list[Record]) -> Iterator[tuple[float, bool]]:
    right = {key_of(text, one) for one in gold}
    for one in record["attributions"]:
        yield one["confidence"], key_of(text, one) in right


def key_of(text: str, one: Record) -> tuple[tuple[tuple[int, int], ...], ...]:
    return tuple(tuple(sorted(_trimmed(text, *span) for span in one[role])) for role in _ROLES)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    letters = [place for place in range(start, end) if text[place].isalnum()]
    return (letters[0], letters[-1] + 1) if letters else (start, start)


def measure(data: Path, model: str) -> dict[str, Any]:
    """All figures, from the model's file."""
    scorers = data.parent / "eval"
    polnear, gum = (data / name / "dev.jsonl.gz" for name in ("polnear", "gum"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found, found_gum = read(polnear, folder, model), read(gum, folder, model)
        sentences = polnear.with_name("dev_sentences.jsonl.gz")
        return {
            "polnear": f1(score(scorers / "score.py", polnear, found, folder)),
            "polnear_outer": f1(score(scorers / "score.py", polnear, outer(found), folder)),
            "sentences": f1(score(scorers / "score_sentences.py", sentences, found, folder)),
            "gum": f1(score(scorers / "score.py", gum, found_gum, folder)),
            "reliability": reliability(polnear, outer(found)),
        }


def kept(result: Record, model: str, name: str) -> None:
    """A result about a model, beside those of the others."""
    path = results(model) / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


def results(model: str) -> Path:
    """Where what was measured of a model is kept."""
    return RESULTS if model == "small" else RESULTS / model


def below(figures: Mapping[str, Figures], floors: Mapping[str, Figures]) -> list[str]:
    """A line for every figure under its floor."""
    return [
        f"{group} {name}: {figures[group][name]} is under the floor of {floor}"
        for group, row in floors.items()
        for name, floor in row.items()
        if figures[group][name] < floor
    ]


def main() -> None:
    """Measure, keep the result, and fail where a floor is broken."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared/data")
    parser.add_argument("--model", default="small")
    options = parser.parse_args()
    if not options.data.exists():
        print(f"{options.data}: no corpora here, so accuracy cannot be measured; give their folder with --data")
        return
    result = {"command": f"make accuracy MODEL={options.model}", **measure(options.data, options.model)}
    kept(result, options.model, "accuracy")
    print(json.dumps(result, indent=1))
    broken = below(result, json.loads(FLOORS.read_text()).get(options.model, {}))
    if broken:
        raise SystemExit("\n".join(broken))


if __name__ == "__main__":
    main()
