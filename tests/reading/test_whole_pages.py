"""Every page of tests/pages, read by the shipped model, against the attributions expected beside it."""

import json
from pathlib import Path
from typing import Any

import pytest

from quoth.article import Article, Attribution, Spans
from quoth.reading import Reader

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "tests/pages").glob("*.json"))
FLOORS = ROOT / "benchmarks/floors.json"
Key = tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def expected(record: dict[str, Any]) -> list[Key]:
    return [
        (one["kind"], tuple(one["source"]), tuple(one["cue"]), tuple(one["content"])) for one in record["attributions"]
    ]


def key(text: str, one: Attribution) -> Key:
    return one.kind, words(text, one.source), words(text, one.cue), words(text, one.content)


def words(text: str, spans: Spans) -> tuple[str, ...]:
    return tuple(text[start:end] for start, end in spans)


def read(reader: Reader, path: Path) -> tuple[list[Key], list[Key]]:
    """What is expected of a page's text, and what is found."""
    record = json.loads(path.read_text("utf-8"))
    text = record["text"]
    found = reader.read(Article(id=path.stem, origin=path.name, text=text)).attributions
    return expected(record), [key(text, one) for one in found]


def test_a_state_broadcasters_report(reader: Reader) -> None:
    """The page written to come out right from top to bottom: nothing is missing, wrong or too much."""
    wanted, found = read(reader, ROOT / "tests/pages/state-broadcaster.json")
    assert found == wanted


def test_all_pages_together(reader: Reader) -> None:
    """Exactly right in kind, source, cue and content; the share is kept beside the floors of the corpora."""
    pairs = [read(reader, path) for path in PAGES]
    right = sum(len(set(wanted) & set(found)) for wanted, found in pairs)
    share = 2 * right / sum(len(wanted) + len(found) for wanted, found in pairs)
    assert share >= json.loads(FLOORS.read_text("utf-8"))["pages"]["whole"]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_most_of_each_page(reader: Reader, path: Path) -> None:
    """At least every second attribution has its cue and touches its content."""
    wanted, found = read(reader, path)
    cues = {cue for _, _, cue, _ in found}
    assert sum(cue in cues for _, _, cue, _ in wanted) * 2 >= len(wanted)
