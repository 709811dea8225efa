"""The README's tables of figures, from the results that the benchmarks keep."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parents[1] / "benchmarks/results"
Result = dict[str, Any]


def figures() -> str:
    """How well it reads, and how fast; how fast an archive answers."""
    names = ("accuracy", "speakers", "speed", "intake", "archive")
    accuracy, speakers, speed, intake, archive = (_json(name) for name in names)
    larger = [_json(f"base/{name}") for name in ("accuracy", "speakers", "speed")]
    tables = (_speed(speed, larger[2]), _intake(intake), _archive(archive))
    reading = [*_accuracy(accuracy, larger[0]), *_speakers(speakers, larger[1])]
    return "\n".join([*reading, *(line for one in tables for line in ("", *one)), ""])


def _json(name: str) -> Result:
    found: Result = json.loads((RESULTS / f"{name}.json").read_text("utf-8"))
    return found


_NEWS = {
    "whole": ("source, cue and content all exactly right", "0.576 | 0.27"),
    "direct": ("the same where something is quoted directly", "0.716 | "),
    "who": ("each character of content with its exact source", "0.797 | 0.49"),
}


def _accuracy(small: Result, base: Result) -> Iterable[str]:
    yield "| on held-out news (PolNeAR dev), F1 | quoth | `--model base` | two annotators | rules over spaCy¹ |"
    yield "| --- | --- | --- | --- | --- |"
    for name, (shown, others) in _NEWS.items():
        figures = " | ".join(_shown(one["polnear"][name]) for one in (small, base))
        yield f"| {shown} | {figures} | {others} |"
    yield ""
    yield "| elsewhere | quoth | `--model base` |"
    yield "| --- | --- | --- |"
    spans = " | ".join(_spans(one["sentences"]) for one in (small, base))
    yield f"| exact spans on its sentences: source / cue / content (BERT + CofeNet²: 83.2 / 75.3 / 72.9) | {spans} |"
    found = " | ".join(
        "; ".join(_shown(one["gum"][name]) for name in ("found", "found_source")) for one in (small, base)
    )
    yield f"| many genres (GUM dev): found; found with its source | {found} |"


def _spans(sentences: Result) -> str:
    return " / ".join(f"{sentences[role]:.1f}" for role in ("source", "cue", "content"))


def _speakers(small: Result, base: Result) -> Iterable[str]:
    right = " | ".join(
        "; ".join(_shown(one["speakers"][whose]["right_of_found"]) for whose in ("all", "hard"))
        for one in (small, base)
    )
    yield f"| of those found, the right speaker; where the source is no name | {right} |"


def _speed(result: Result, larger: Result) -> Iterable[str]:
    rows = {(row["name"], row["threads"], row["processes"]): row for row in result["contestants"]}
    for row in larger["contestants"]:
        if row["name"] == "quoth":
            rows["base", row["threads"], row["processes"]] = row
    yield (
        f"Speed on {result['machine']['cores']} cores; the processor's int8 instructions, which the model is made for: "
        f"{result['machine']['int8 instructions']}."
    )
    yield ""
    yield "| words a second | 1 thread | 2 threads | peak memory |"
    yield "| --- | --- | --- | --- |"
    for name, shown in (
        ("quoth", "quoth"),
        ("attributions", "quoth, speakers left null"),
        ("base", "quoth, `--model base`"),
        ("spacy", "spaCy's small parser alone"),
        ("bare", "the bare model"),
    ):
        one, two = rows[name, 1, 1], rows[name, 2, 1]
        memory = f"{two['peak_megabytes']} MB"
        yield f"| {shown} | {one['words_per_second']:,} | {two['words_per_second']:,} | {memory} |"


def _intake(result: Result) -> Iterable[str]:
    yield f"| {result['pages']} pages of news sites | quoth | trafilatura |"
    yield "| --- | --- | --- |"
    mine, peer = result["quoth"], result["trafilatura"]
    for name, shown in (("f1", "text, F1 of words"), ("dated", "right day"), ("milliseconds", "milliseconds a page")):
        yield f"| {shown} | {mine[name]} | {peer[name]} |"


_ASKED = {
    "a word": "a word",
    "one of the 100 commonest words": "one of the 100 commonest words",
    "a word by date": "a word, by date",
    "a speaker": "a speaker",
    "a word of an outlet": "a word, in an outlet",
    "facets of a word": "facets of a word",
    "by meaning": "by meaning",
    "show": "a statement with all its wordings",
}


_PEERS = {
    ("datasette", "a word"): "Datasette over the same file: a word",
    ("duckdb", "a word by date"): "DuckDB over the Parquet export: a word, by date",
}


def _archive(result: Result) -> Iterable[str]:
    held = result["archives"]
    sizes = " | ".join(f"{one['articles']:,} articles, {one['held']['printed']:,} statements" for one in held)
    yield f"| milliseconds of one core until a search of an archive answers, median / 95th | {sizes} |"
    yield f"| --- |{' --- |' * len(held)}"
    for name, shown in _ASKED.items():
        times = ({**one["milliseconds"], **one["meaning"]["milliseconds"]}[name] for one in held)
        cells = " | ".join(f"{one['processor_median']:.0f} / {one['processor_95th']:.0f}" for one in times)
        yield f"| {shown} | {cells} |"
    for (peer, name), shown in _PEERS.items():
        times = (one["beside"][peer][name] for one in held)
        cells = " | ".join(f"{one['processor_median']:.0f} / {one['processor_95th']:.0f}" for one in times)
        yield f"| {shown} | {cells} |"


def _shown(value: float) -> str:
    return f"{value:.3f}"
