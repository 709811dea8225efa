"""The corpora -> texts with attributions -> words with labels."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np

from quoth.article import Span
from quoth.reading.tags import BEGIN, INNER
from quoth.reading.words import Ints, Words
from training.people import UNKNOWN, People, corenlp_people, gum_people

IGNORED = -100
NOBODY = -1
_SILVER = 0.4  # what CoreNLP's word counts for beside a person's
_ROLES = ("content", "source", "cue")  # a word that two attributions claim goes to the last of these


@dataclass(frozen=True)
class Gold:
    """One attribution by hand; `cue` is empty where the annotator marked none."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True)
class Text:
    """A text with what each of its annotators marked in it; `people`: the words of names of people; `someones`:
    its mentions, and who is who. Where it is not `labelled`, nobody marked anything."""

    id: str
    text: str
    annotators: tuple[tuple[Gold, ...], ...]
    people: tuple[tuple[Span, ...], ...] = ()
    someones: People = UNKNOWN
    labelled: bool = True


@dataclass(frozen=True)
class Labels:
    """Of each word its tag, the number of its cue (or NOBODY) and its label to it; `cues`: first words."""

    tags: Ints
    cue: Ints
    label: Ints
    cues: Ints


def load(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a .jsonl or .jsonl.gz file."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf8") as lines:
        yield from map(json.loads, lines)


def polnear(path: Path) -> list[Text]:
    """PolNeAR: news, annotated by up to six people."""
    return [polnear_text(d) for d in load(path)]


def polnear_text(d: dict[str, Any]) -> Text:
    """One article of PolNeAR."""
    annotators = tuple(_golds(d["annotators"][name]) for name in sorted(d["annotators"]))
    sentences = d.get("corenlp", {}).get("sentences", [])
    tokens = [token for sentence in sentences for token in sentence["tokens"]]
    people = tuple(_people(d["text"], tokens))
    return Text(d["id"], d["text"], annotators, people, corenlp_people(d, _SILVER))


def _people(text: str, tokens: Iterable[list[Any]]) -> Iterator[tuple[Span, ...]]:
    """Runs of words that CoreNLP takes for somebody's name."""
    for is_person, run in groupby(tokens, lambda token: bool(token[3] == "PERSON")):
        words = tuple((start, end) for start, end, *_ in run if is_person and text[start:end][:1].isupper())
        if words:
            yield words


def gum(path: Path) -> list[Text]:
    """GUM: documents, and contents that hold attributions of their own as texts by themselves."""
    texts: list[Text] = []
    for d in load(path):
        golds = _golds(d["attributions"])
        texts.append(Text(d["id"], d["text"], (golds,), (), gum_people(d)))
        texts.extend(_nested(d["id"], d["text"], golds))
    return texts


def bare(path: Path) -> list[Text]:
    """Texts without labels, for a teacher to read."""
    return [Text(d["id"], d["text"], ((),), labelled=False) for d in load(path)]


def _golds(attributions: Iterable[dict[str, Any]]) -> tuple[Gold, ...]:
    golds = (Gold(*(tuple(map(tuple, a[role])) for role in ("source", "cue", "content"))) for a in attributions)
    return tuple(gold for gold in golds if gold.content or gold.cue)


def _nested(name: str, text: str, golds: tuple[Gold, ...]) -> Iterator[Text]:
    for outer in golds:
        if not outer.content:
            continue
        start, end = outer.content[0][0], outer.content[-1][1]
        inner = [gold for gold in golds if gold.cue and start <= gold.cue[0][0] and gold.cue[-1][1] <= end]
        if inner and outer not in inner:
            moved = tuple(_moved(gold, start, end) for gold in inner)
            yield Text(f"{name}:{start}", text[start:end], (moved,))


def _moved(gold: Gold, start: int, end: int) -> Gold:
    roles = (
        tuple((s - start, e - start) for s, e in spans if start <= s and e <= end)
        for spans in (gold.source, gold.cue, gold.content)
    )
    return Gold(*roles)


def label(golds: tuple[Gold, ...], words: Words) -> Labels:
    """What each word is. Words of an attribution without a cue are left out of the loss."""
    count = len(words)
    tags, cue, role = np.zeros(count, np.int64), np.full(count, NOBODY), np.zeros(count, np.int64)
    for gold in golds:
        if not gold.cue:
            for first, last in _ranges(words, gold.source + gold.content):
                tags[first:last] = cue[first:last] = IGNORED
    numbered = sorted((gold for gold in _outermost(golds) if gold.cue), key=lambda gold: gold.cue)
    cues = [int(_ranges(words, gold.cue[:1])[0][0]) for gold in numbered]
    for name in _ROLES:
        # What two claim is the first one's: "he" of "he said, adding that" belongs to "said".
        for number, gold in reversed(list(enumerate(numbered))):
            for first, last in _ranges(words, getattr(gold, name)):
                tags[first:last], tags[first] = INNER[name], BEGIN[name]
                cue[first:last] = number if name != "cue" else NOBODY
                base = 0 if name == "source" else 2
                role[first:last], role[first] = base + 1, base
    return Labels(tags, cue, role, np.array(cues, np.int64))


def unlabelled(words: Words) -> Labels:
    """Of words that nobody labelled."""
    unknown = np.full(len(words), IGNORED)
    return Labels(unknown, unknown, np.zeros(len(words), np.int64), np.zeros(0, np.int64))


def _outermost(golds: tuple[Gold, ...]) -> list[Gold]:
    """Without those whose cue stands in another's content: a nested one is read by itself."""
    return [
        gold
        for gold in golds
        if not (gold.cue and any(_holds(other, gold.cue[0]) for other in golds if other is not gold))
    ]


def _holds(outer: Gold, cue: Span) -> bool:
    return any(start <= cue[0] and cue[1] <= end for start, end in outer.content)


def _ranges(words: Words, spans: Iterable[Span]) -> list[tuple[int, int]]:
    ranges = [(int(np.searchsorted(words.ends, s, "right")), int(np.searchsorted(words.starts, e))) for s, e in spans]
    return [(first, last) for first, last in ranges if first < last]
