"""What goes wrong on PolNeAR dev, counted by type and shown: `python -m benchmarks.errors`.

    python -m benchmarks.errors [--data ../shared/data] [--page ../run/errors.html] [--each 40]

The counts go to benchmarks/results/errors.json; the page, which shows the corpus's words, stays outside the repository.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from benchmarks.accuracy import ROOT, Record, key_of, load, outer, read

_ROLES = ("source", "cue", "content")
_AROUND = 160  # characters shown on each side
_STYLE = "body{font:16px/1.5 serif;max-width:50em;margin:2em auto}mark.source{background:#9cf}mark.cue{background:#fc9}"
_STYLE += "mark.content{background:#cfc}small{color:#666}"
TYPES = {
    "missed": "no cue found where the annotator has one",
    "invented": "a cue found where the annotator has none",
    "invented, but another annotator's": "the first annotator has none there, another one has exactly this",
    "cue's boundary": "the cue begins or ends elsewhere",
    "source missing": "no source found",
    "another source": "not a word of the source is right",
    "source's boundary": "the source begins or ends elsewhere",
    "content missing": "no content found",
    "content given to another cue": "half of the content or more is somebody else's",
    "content in other pieces": "as many characters nearly, but parted otherwise",
    "content's boundary": "the content begins or ends elsewhere",
}


@dataclass(frozen=True)
class Error:
    """One error: its type, the text, what the annotator has and what was found."""

    type: str
    text: str
    gold: Record | None
    found: Record | None


def errors(text: str, gold: Sequence[Record], others: Sequence[Record], found: Sequence[Record]) -> Iterator[Error]:
    """What is wrong with what was found in a text; `others` are the other annotators'."""
    matched = {place: _same_cue(one, found) for place, one in enumerate(gold)}
    for place, one in enumerate(gold):
        mine = matched[place]
        if mine is None:
            yield Error("missed", text, one, None)
        elif kind := _wrong(text, one, mine, found):
            yield Error(kind, text, one, mine)
    taken = [id(one) for one in matched.values() if one is not None]
    known = {key_of(text, one) for one in others}
    for one in found:
        if id(one) not in taken:
            kind = "invented, but another annotator's" if key_of(text, one) in known else "invented"
            yield Error(kind, text, None, one)


def _same_cue(gold: Record, found: Sequence[Record]) -> Record | None:
    cue = _characters(gold, "cue")
    return next((one for one in found if cue & _characters(one, "cue")), None)


def _wrong(text: str, gold: Record, found: Record, all_found: Sequence[Record]) -> str | None:
    """The type of the first thing wrong: cue, then source, then content; None where nothing is."""
    source, cue, content = (a == b for a, b in zip(key_of(text, gold), key_of(text, found), strict=True))
    if not cue:
        return "cue's boundary"
    if not source:
        return _wrong_source(gold, found)
    return None if content else _wrong_content(gold, found, all_found)


def _wrong_source(gold: Record, found: Record) -> str:
    if not found["source"]:
        return "source missing"
    return "source's boundary" if _characters(gold, "source") & _characters(found, "source") else "another source"


def _wrong_content(gold: Record, found: Record, all_found: Sequence[Record]) -> str:
    wanted, got = _characters(gold, "content"), _characters(found, "content")
    if not got:
        return "content missing"
    elsewhere = set().union(*(_characters(one, "content") for one in all_found if one is not found))
    if len(wanted & elsewhere - got) * 2 >= len(wanted):
        return "content given to another cue"
    return "content in other pieces" if len(gold["content"]) != len(found["content"]) else "content's boundary"


def _characters(one: Record, role: str) -> set[int]:
    return {place for start, end in one[role] for place in range(start, end)}


def shown(error: Error) -> str:
    """An error as a person sees it: the passage as the annotator has it, and as it was found."""
    held = [one for one in (error.gold, error.found) if one]
    places = [place for one in held for role in _ROLES for span in one[role] for place in span]
    start, end = max(0, min(places) - _AROUND), min(len(error.text), max(places) + _AROUND)
    return "".join(
        f"<p><small>{label}</small> {_marked(error.text, one, start, end)}</p>"
        for label, one in (("annotator", error.gold), ("quoth", error.found))
        if one
    )


def _marked(text: str, one: Record, start: int, end: int) -> str:
    parts, place = [], start
    for begin, stop, role in sorted((*span, name) for name in _ROLES for span in one[name]):
        parts.append(
            escape(text[place:begin]) + f'<mark class="{role}">{escape(text[max(begin, place) : stop])}</mark>'
        )
        place = max(place, stop)
    return "".join(parts) + escape(text[place:end])


def page(found: Sequence[Error], each: int) -> str:
    """All types with their counts, and some errors of each."""
    counts = Counter(one.type for one in found)
    parts = [f"<!doctype html><meta charset=utf-8><title>Errors</title><style>{_STYLE}</style>"]
    for kind, meaning in TYPES.items():
        parts.append(f"<h2>{kind}: {counts[kind]}</h2><p><em>{meaning}</em></p>")
        parts += [shown(one) + "<hr>" for one in [one for one in found if one.type == kind][:each]]
    return "\n".join(parts)


def collected(data: Path) -> list[Error]:
    """Every error on the dev articles, without what is filed within another."""
    gold = data / "polnear/dev.jsonl.gz"
    with tempfile.TemporaryDirectory() as name:
        records = {record["id"]: record for record in outer(read(gold, Path(name)))}
    result: list[Error] = []
    for d in load(gold):
        first, *others = (d["annotators"][name] for name in sorted(d["annotators"]))
        wanted = [one for one in first if one["cue"]]
        result += errors(
            d["text"], wanted, [one for other in others for one in other], records[d["id"]]["attributions"]
        )
    return result


def main() -> None:
    """Count, write the page, keep the counts."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared/data")
    parser.add_argument("--page", type=Path, default=ROOT.parent / "run/errors.html")
    parser.add_argument("--each", type=int, default=40)
    parser.add_argument("--out", type=Path, default=ROOT / "benchmarks/results/errors.json")
    options = parser.parse_args()
    found = collected(options.data)
    counts = Counter(one.type for one in found)
    options.page.write_text(page(found, options.each), "utf-8")
    result = {"command": "python -m benchmarks.errors", "counts": {kind: counts[kind] for kind in TYPES}}
    options.out.write_text(json.dumps(result, indent=1) + "\n")
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
