"""Who is who, on GUM dev: speakers through `quoth read`, and coreference beside a rule.

    python -m benchmarks.speakers [--model small] [--data ../shared/data]

The peer is the nearest-name rule, blind to gender: a pronoun is whoever was mentioned last, a name whoever has
had the same last word; it gets quoth's own mentions. (coreferee asks for a spaCy of 2022 and fastcoref for
weights from a hub; neither installs here.)
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from benchmarks.accuracy import FLOORS, ROOT, below, kept, load, read, score
from quoth.article import Span
from quoth.reading.heads import Gathered
from quoth.reading.mentions import CLASSES, KINDS, traits
from quoth.reading.models import folder
from quoth.reading.pair import opened
from quoth.reading.pieces import cut
from quoth.reading.session import Session
from quoth.reading.speakers.scene import Scene
from quoth.reading.speakers.someone import people
from quoth.reading.windows import windows

Chains = list[frozenset[Span]]
Document = dict[str, Any]
_PRONOUNS = frozenset(CLASSES[:-2])
# GUM's types by quoth's kinds; "other" is all the rest.
_KINDS = {"person": "person", "organization": "organization", "place": "place"}


def speakers(data: Path, model: str) -> dict[str, Any]:
    """The figures of score_speakers.py, from the model's file."""
    gold = data / "gum/dev.jsonl.gz"
    with tempfile.TemporaryDirectory() as name:
        found = read(gold, Path(name), model)
        return score(data.parent / "eval/score_speakers.py", gold, found, Path(name))


class Found:
    """What the model and the rule say of one text."""

    def __init__(self, text: str, session: Session) -> None:
        pieces = cut(text, session.tokenizer)
        seen = Gathered(session.windows((pieces, one) for one in windows(pieces)), session.facts.parts["anaphor"])
        for _ in seen.scores():
            pass
        heads, known, words = seen.heads(), traits(text, pieces.words), pieces.words
        who = people(Scene(text, words, heads, known), session.judge)
        starts, ends = words.starts[heads.first].tolist(), words.ends[heads.last].tolist()
        self.spans: list[Span] = [_bare(text, *span) for span in zip(starts, ends, strict=True)]
        self.kinds = [KINDS[number] for number in heads.kind[:, 1:].argmax(axis=1) + 1]
        self.chains: Chains = [frozenset(self.spans[head] for head in one.heads) for one in who.everyone]
        last = [text[words.starts[word] : words.ends[word]].lower() for word in heads.word.tolist()]
        self.ruled = _ruled(self.spans, last, [CLASSES[number] for number in known.classes[heads.word]])


def _ruled(spans: Sequence[Span], last: Sequence[str], classes: Sequence[str]) -> Chains:
    """The rule's chains."""
    number_of: list[int] = []
    by_word: dict[str, int] = {}
    for place, (word, name) in enumerate(zip(last, classes, strict=True)):
        before = number_of[-1] if number_of and name in _PRONOUNS else by_word.get(word, place)
        number_of.append(before)
        if name not in _PRONOUNS:
            by_word[word] = before
    return [frozenset(s for s, n in zip(spans, number_of, strict=True) if n == one) for one in dict.fromkeys(number_of)]


def _bare(text: str, start: int, end: int) -> Span:
    """A span without punctuation at its edges."""
    letters = [place for place in range(start, end) if text[place].isalnum()]
    return (letters[0], letters[-1] + 1) if letters else (start, end)


def mention_f1(documents: Iterable[tuple[Document, Found]]) -> dict[str, float]:
    """F1 of exact mentions, by kind and all."""
    counts: Counter[tuple[str, str]] = Counter()
    for gold, found in documents:
        known = {
            _bare(gold["text"], start, end): _KINDS.get(kind, "other") for start, end, kind, *_ in gold["entities"]
        }
        mine = dict(zip(found.spans, found.kinds, strict=True))
        for name in ("all", *KINDS[1:]):
            theirs = {span for span, kind in known.items() if name in ("all", kind)}
            ours = {span for span, kind in mine.items() if name in ("all", kind)}
            counts[name, "both"] += len(theirs & ours)
            counts[name, "sum"] += len(theirs) + len(ours)
    return {name: round(2 * counts[name, "both"] / max(1, counts[name, "sum"]), 4) for name in ("all", *KINDS[1:])}


def conll(pairs: Iterable[tuple[Chains, Chains]]) -> dict[str, float]:
    """MUC, B³ and CEAF-φ4 over documents, and their mean (CoNLL-2012; chains of one are left out)."""
    sums = {name: np.zeros(4) for name in ("muc", "b3", "ceaf")}
    for gold, found in pairs:
        gold, found = ([one for one in chains if len(one) > 1] for chains in (gold, found))
        for name, parts in (("muc", _muc), ("b3", _b3)):
            sums[name] += np.array((*parts(found, gold), *parts(gold, found)))
        sums["ceaf"] += _ceaf(gold, found)
    rows = {name: round(_f1(*values), 4) for name, values in sums.items()}
    return {**rows, "mean": round(sum(rows.values()) / len(rows), 4)}


def _f1(right: float, of: float, caught: float, gold: float) -> float:
    precision, recall = right / max(1, of), caught / max(1, gold)
    return 2 * precision * recall / max(1e-9, precision + recall)


def _muc(chains: Chains, others: Chains) -> tuple[float, float]:
    """Links of `chains` that `others` have, and all of them (Vilain et al., 1995)."""
    place = {mention: number for number, one in enumerate(others) for mention in one}
    parts = [len({place.get(mention, mention) for mention in one}) for one in chains]
    return sum(len(one) - n for one, n in zip(chains, parts, strict=True)), sum(len(one) - 1 for one in chains)


def _b3(chains: Chains, others: Chains) -> tuple[float, float]:
    """Each mention's share of its chain that it should have, summed; and the mentions (Bagga and Baldwin, 1998)."""
    right = sum(len(one & other) ** 2 / len(one) for one in chains for other in others)
    return right, sum(map(len, chains))


def _ceaf(gold: Chains, found: Chains) -> np.ndarray:
    """The likeness of chains paired at best, against the number found and the number of gold (Luo, 2005)."""
    alike = np.array([[2 * len(one & other) / (len(one) + len(other)) for other in found] for one in gold])
    best = alike[linear_sum_assignment(-alike)].sum() if alike.size else 0.0
    return np.array((best, len(found), best, len(gold)))


def _gold(document: Document) -> Chains:
    return [frozenset(_bare(document["text"], *span) for span in chain) for chain in document["coref"]]


def measure(data: Path, model: str) -> dict[str, Any]:
    """All figures."""
    session = opened(folder(model))
    documents = [(one, Found(one["text"], session)) for one in load(data / "gum/dev.jsonl.gz")]
    return {
        "speakers": speakers(data, model),
        "mentions": mention_f1(documents),
        "coreference": conll((_gold(gold), found.chains) for gold, found in documents),
        "coreference_by_rule": conll((_gold(gold), found.ruled) for gold, found in documents),
    }


def main() -> None:
    """Measure, keep the result, and fail where a floor is broken."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared/data")
    parser.add_argument("--model", default="small")
    options = parser.parse_args()
    command = f"python -m benchmarks.speakers --model {options.model}"
    result = {"command": command, **measure(options.data, options.model)}
    kept(result, options.model, "speakers")
    print(json.dumps(result, indent=1))
    broken = below(result["speakers"], json.loads(FLOORS.read_text())["speakers"].get(options.model, {}))
    if broken:
        raise SystemExit("\n".join(broken))


if __name__ == "__main__":
    main()
