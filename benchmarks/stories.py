"""Which articles are held to be copies, on labelled pairs of invented ones; and, beside it, by whole texts alone.

    python -m benchmarks.stories

The labels were written before any threshold was set. The articles of half `seen` were looked at while they were,
those of half `unseen` were counted once they were; but one hand wrote both. A pair is held to be of copies when both
articles are in one story of an archive.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

from quoth.archive import Archive
from quoth.archive.same import copies
from quoth.article import Article

ROOT = Path(__file__).parents[1]
SET = ROOT / "tests/archive/copies.jsonl"
Labelled = dict[str, Any]
Pair = tuple[Labelled, Labelled]


def figures(pairs: Iterable[Pair], found: Callable[[Labelled, Labelled], bool]) -> dict[str, float]:
    """Precision, recall and F1 of the pairs that were held to be copies."""
    listed = list(pairs)
    chosen = [(one["story"] == other["story"]) for one, other in listed if found(one, other)]
    true = sum(one["story"] == other["story"] for one, other in listed)
    precision, recall = sum(chosen) / max(1, len(chosen)), sum(chosen) / max(1, true)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {"pairs": len(listed), "copies": true, **_rounded(precision=precision, recall=recall, f1=f1)}


def stories(articles: Iterable[Labelled]) -> tuple[Mapping[str, int | None], float]:
    """The story of each article in an archive that was given all of them, and the seconds that took."""
    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder) / "archive.db") as archive:
        began = time.process_time()
        archive.add([_article(one) for one in articles])
        seconds = time.process_time() - began
        return {line.origin: line.story for line in archive.articles(limit=1000).articles}, seconds


def plain(threshold: float) -> Callable[[Labelled, Labelled], bool]:
    """Copies by the share of all shingles alone."""

    def found(one: Labelled, other: Labelled) -> bool:
        a, b = (copies.shingles("\n\n".join(each["paragraphs"])) for each in (one, other))
        return len(a & b) >= threshold * len(a | b)

    return found


def by_kind(articles: Iterable[Labelled], story: Mapping[str, int | None]) -> dict[str, dict[str, int]]:
    """Of each kind of article: how many there are, and how many stand where their label says."""
    listed = list(articles)
    counts: dict[str, dict[str, int]] = {}
    for one in listed:
        held = {other["id"] for other in listed if story[other["id"]] == story[one["id"]]}
        wanted = {other["id"] for other in listed if other["story"] == one["story"]}
        right = len(held) > 1 and held <= wanted if len(wanted) > 1 else held == wanted
        count = counts.setdefault(one["how"], {"articles": 0, "right": 0})
        count["articles"] += 1
        count["right"] += right
    return counts


def _article(one: Labelled) -> Article:
    text = "\n\n".join([one["title"], *one["paragraphs"]])
    return Article(one["id"], one["id"], text, url=one["id"], title=one["title"])


def _rounded(**numbers: float) -> dict[str, float]:
    return {name: round(number, 4) for name, number in numbers.items()}


def main() -> None:
    """Counts and writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "benchmarks/results/stories.json")
    options = parser.parse_args()
    articles = [json.loads(line) for line in SET.read_text("utf-8").splitlines()]
    story, seconds = stories(articles)

    def together(one: Labelled, other: Labelled) -> bool:
        return story[one["id"]] == story[other["id"]]

    halves = {half: [one for one in articles if one["half"] == half] for half in ("seen", "unseen")}
    result = {
        "command": "python -m benchmarks.stories",
        "articles": len(articles),
        "all": figures(combinations(articles, 2), together),
        **{half: figures(combinations(some, 2), together) for half, some in halves.items()},
        "kinds": by_kind(articles, story),
        "by the share of all shingles alone": {
            str(threshold): figures(combinations(articles, 2), plain(threshold)) for threshold in (0.25, 0.5, 0.75)
        },
        "milliseconds an article": round(1000 * seconds / len(articles), 1),
    }
    text = json.dumps(result, indent=1)
    options.out.write_text(f"{text}\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
