"""Headline, day and text of real news pages: quoth beside trafilatura alone.

    python -m benchmarks.intake [--data ../shared/data/pages] [--out benchmarks/results/intake.json]

The pages' truth holds their text only, so of headlines and days it is counted how many pages have one.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trafilatura import bare_extraction

from quoth.config import IntakeOptions
from quoth.errors import InputError
from quoth.intake import language, page

ROOT = Path(__file__).parents[1]
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Found:
    """What a reader of pages found in one."""

    title: str | None
    day: str | None
    text: str


Reader = Callable[[bytes, str], Found]


def quoth(html: bytes, url: str) -> Found:
    """quoth's intake."""
    try:
        article = page(html, url, IntakeOptions(), url=url)
    except InputError:
        return Found(None, None, "")
    return Found(article.title, article.published, article.text.removeprefix(f"{article.title}\n\n"))


def trafilatura(html: bytes, url: str) -> Found:
    """trafilatura with its own metadata."""
    found: Any = bare_extraction(html, url=url, include_comments=False, with_metadata=True)
    return Found(found.title, found.date, found.text or "") if found else Found(None, None, "")


READERS: dict[str, Reader] = {"quoth": quoth, "trafilatura": trafilatura}


def overlap(found: str, true: str) -> tuple[float, float]:
    """Word precision and recall, by counts."""
    one, other = Counter(_WORD.findall(found)), Counter(_WORD.findall(true))
    shared = sum((one & other).values())
    return shared / max(1, sum(one.values())), shared / max(1, sum(other.values()))


def measure(reader: Reader, pages: Sequence[tuple[bytes, str, str]]) -> dict[str, float]:
    """Means over the pages, and milliseconds of processor time a page."""
    precision = recall = f1 = 0.0
    began = time.process_time()
    found = [reader(html, url) for html, url, _ in pages]
    seconds = time.process_time() - began
    for one, (_, _, text) in zip(found, pages, strict=True):
        p, r = overlap(one.text, text)
        precision, recall, f1 = precision + p, recall + r, f1 + 2 * p * r / max(1e-9, p + r)
    count = len(pages)
    return {
        "precision": round(precision / count, 4),
        "recall": round(recall / count, 4),
        "f1": round(f1 / count, 4),
        "titled": round(sum(bool(one.title) for one in found) / count, 4),
        "dated": round(sum(bool(one.day) for one in found) / count, 4),
        "milliseconds": round(1000 * seconds / count, 1),
    }


def load(folder: Path) -> list[tuple[bytes, str, str]]:
    """The English pages: HTML, address, true text."""
    truth = [json.loads(line) for line in (folder / "truth.jsonl").read_text("utf-8").splitlines()]
    return [
        (gzip.decompress((folder / f"{one['id']}.html.gz").read_bytes()), one["url"], one["text"])
        for one in truth
        if _is_english(one["text"])
    ]


def _is_english(text: str) -> bool:
    try:
        return bool(language.english(text, ""))
    except InputError:
        return False


def main() -> None:
    """Measure both readers on the same pages and keep the result."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared/data/pages")
    parser.add_argument("--out", type=Path, default=ROOT / "benchmarks/results/intake.json")
    options = parser.parse_args()
    pages = load(options.data)
    for reader in READERS.values():
        reader(*pages[0][:2])  # what is loaded at first use is not counted
    rows = {name: measure(reader, pages) for name, reader in READERS.items()}
    result = {"command": "python -m benchmarks.intake", "pages": len(pages), **rows}
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(result, indent=1) + "\n")
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
