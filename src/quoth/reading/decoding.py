"""Scores of words -> which words are whose source, cue and content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from quoth.reading.scores import Biases, Floats, Scores, link_probabilities
from quoth.reading.tags import BEGIN, INNER
from quoth.reading.words import Ints, Words

Range = tuple[int, int]
_TINY = 1e-6


@dataclass(frozen=True, slots=True)
class Settings:
    """What the decoder weighs, chosen on the dev sets."""

    cue_bias: float = 0.4
    start_cost: float = 1.0
    zone: float = 0.02
    hint: float = 0.005
    least_nested: float = 0.5


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution in words: ranges of them, end-exclusive; how sure each part is (0 to 1); and the
    most that a word of the content looks like the cue of another."""

    cue: Range
    source: tuple[Range, ...]
    content: tuple[Range, ...]
    sure: tuple[float, ...]
    hint: float = 0.0


@dataclass(frozen=True, slots=True)
class _Cue:
    words: Range
    sure: float


def decode(words: Words, seen: Sequence[Scores], biases: Biases, settings: Settings) -> list[Draft]:
    """The attributions of one text from all its windows, in the order of their cues."""
    if not seen:
        return []
    owner = _owners(len(words), seen)
    tags = _joined_tags(len(words), seen, owner)
    cues = list(_cues(words, tags, settings))
    drafts = list(_drafts(words, seen, owner, cues, biases, settings))
    likely = tags[:, BEGIN["cue"]]
    found = [replace(draft, hint=_hint(draft, likely)) for draft in _without_overlap(drafts)]
    return sorted(found, key=lambda draft: draft.cue)


def _hint(draft: Draft, likely: Floats) -> float:
    return max(float(likely[first:last].max()) for first, last in draft.content)


def _owners(count: int, seen: Sequence[Scores]) -> Ints:
    """For each word the window that sees most around it."""
    best, owner = np.full(count, -1.0), np.zeros(count, np.int64)
    for number, scores in enumerate(seen):
        here = np.arange(scores.first, scores.last)
        before = here - scores.first if scores.first else np.full(len(here), np.inf)
        after = scores.last - here if scores.last < count else np.full(len(here), np.inf)
        margin = np.minimum(before, after)
        better = margin > best[scores.first : scores.last]
        best[here[better]], owner[here[better]] = margin[better], number
    return owner


def _joined_tags(count: int, seen: Sequence[Scores], owner: Ints) -> Floats:
    tags = np.zeros((count, seen[0].tags.shape[1]), np.float32)
    tags[:, 0] = 1
    for number, scores in enumerate(seen):
        mine = np.flatnonzero(owner[scores.first : scores.last] == number)
        tags[scores.first + mine] = scores.tags[mine]
    return tags


def _cues(words: Words, tags: Floats, settings: Settings) -> Iterator[_Cue]:
    """Best runs of cue tags by Viterbi: no inner tag without its beginning, none over a paragraph's end."""
    begin, inner = tags[:, BEGIN["cue"]], tags[:, INNER["cue"]]
    for first, last in _runs(begin + inner > settings.zone, words.paragraph):
        states = np.stack((1 - begin - inner, begin, inner), axis=1)[first:last]
        values = np.log(np.maximum(states, _TINY))
        values[:, 1] += settings.cue_bias
        path = _viterbi(values.tolist(), 0.0)
        for start, end, _ in _spans(path):
            chosen = [states[k, path[k]] for k in range(start, end)]
            yield _Cue((first + start, first + end), float(np.prod(chosen) ** (1 / len(chosen))))


def _drafts(
    words: Words,
    seen: Sequence[Scores],
    owner: Ints,
    cues: Sequence[_Cue],
    biases: Biases,
    settings: Settings,
) -> Iterator[Draft]:
    firsts = np.array([cue.words[0] for cue in cues], np.int64)
    inside = [np.flatnonzero((firsts >= scores.first) & (firsts < scores.last)) for scores in seen]
    links = [
        link_probabilities(scores, firsts[here], words.paragraph, biases) if len(here) else None
        for scores, here in zip(seen, inside, strict=True)
    ]
    taken = np.zeros(len(words), np.bool_)
    for cue in cues:
        taken[cue.words[0] : cue.words[1]] = True
    for number, cue in enumerate(cues):
        views = [
            (window, scores.first, probabilities[:, np.searchsorted(here, number)])
            for window, (scores, here, probabilities) in enumerate(zip(seen, inside, links, strict=True))
            if probabilities is not None and number in here
        ]
        views.sort(key=lambda view: view[0] != owner[cue.words[0]])
        first, view = _merged([(start, rows) for _, start, rows in views])
        draft = _draft(words, cue, first, np.where(taken[first : first + len(view), None], 0, view), settings)
        if draft is not None:
            yield draft


def _merged(views: Sequence[tuple[int, Floats]]) -> tuple[int, Floats]:
    """What several windows say of one cue: the first view, and the others where that does not reach."""
    if len(views) == 1:
        return views[0]
    first = min(start for start, _ in views)
    last = max(start + len(rows) for start, rows in views)
    merged = np.zeros((last - first, views[0][1].shape[1]), np.float32)
    for start, rows in reversed(views):
        merged[start - first : start - first + len(rows)] = rows
    return first, merged


def _draft(words: Words, cue: _Cue, first: int, view: Floats, settings: Settings) -> Draft | None:
    """One cue's source and content: the best runs of its labels by Viterbi."""
    nobody = 1 - view.sum(axis=1)
    ranges: dict[str, list[Range]] = {"source": [], "content": []}
    sure: dict[str, list[float]] = {"source": [], "content": []}
    for start, end in _runs(nobody < 1 - settings.zone, np.zeros(len(view), np.int64)):
        states = np.concatenate((nobody[start:end, None], view[start:end]), axis=1)
        path = _viterbi(np.log(np.maximum(states, _TINY)).tolist(), settings.start_cost)
        for left, right, role in _spans(path):
            name = ("source", "content")[role]
            chosen = states[left:right, 1 + 2 * role] + states[left:right, 2 + 2 * role]
            ranges[name].append((first + start + left, first + start + right))
            sure[name] += chosen.tolist()
    if not ranges["content"]:
        return None
    source = tuple(_within_paragraph(words, ranges["source"]))
    parts = (cue.sure, _least(sure["source"]), _least(sure["content"]), _mean(sure["content"]))
    return Draft(cue.words, source, tuple(ranges["content"]), parts)


def _least(values: Sequence[float]) -> float:
    return min(values, default=0.5)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.5


def _within_paragraph(words: Words, ranges: Sequence[Range]) -> Iterator[Range]:
    """A source never runs over a paragraph's end."""
    for first, last in ranges:
        same = words.paragraph[first:last] == words.paragraph[first]
        yield first, first + int(same.sum())


def _runs(flags: np.ndarray, groups: Ints) -> list[Range]:
    """Stretches of true flags within one group."""
    ids = np.where(flags, groups + 1, 0)
    edges = np.flatnonzero(np.diff(ids, prepend=0, append=0)).tolist()
    return [
        (start, end) for start, end in zip(edges, [*edges[1:], len(flags)], strict=True) if start < end and flags[start]
    ]


def _viterbi(values: Sequence[Sequence[float]], start_cost: float) -> list[int]:
    """Best path over states 0 (nobody), then pairs of beginning and inner; an inner state follows only
    its own beginning or itself, a beginning costs `start_cost`."""
    states = len(values[0])
    pairs = range(1, states, 2)
    total = [values[0][0]] + [v for s in pairs for v in (values[0][s] - start_cost, -1e9)]
    back: list[list[int]] = []
    for row in values[1:]:
        best = max(range(states), key=total.__getitem__)
        new, origin = [total[best] + row[0]], [best]
        for state in pairs:
            inner = state if total[state] >= total[state + 1] else state + 1
            new += [total[best] + row[state] - start_cost, total[inner] + row[state + 1]]
            origin += [best, inner]
        total = new
        back.append(origin)
    state = max(range(states), key=total.__getitem__)
    path = [state]
    for origin in reversed(back):
        state = origin[state]
        path.append(state)
    return path[::-1]


def _spans(path: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Runs of one pair's states as (start, end, pair); a beginning right after its own kind goes on."""
    start = 0
    pairs = [(state - 1) // 2 for state in path]
    for place in range(1, len(path) + 1):
        if place == len(path) or pairs[place] != pairs[start]:
            if path[start]:
                yield start, place, pairs[start]
            start = place


def _without_overlap(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """No word in two attributions: the surer one keeps it, the other its longest remaining stretch."""
    used: set[int] = set()
    for draft in sorted(drafts, key=lambda draft: -draft.sure[3]):
        source = tuple(_free(draft.source, used))
        content = tuple(_free(draft.content, used))
        if not content:
            continue
        used.update(place for first, last in source + content for place in range(first, last))
        yield replace(draft, source=source, content=content)


def _free(ranges: Sequence[Range], used: set[int]) -> Iterator[Range]:
    for first, last in ranges:
        stretches = _runs(np.array([place not in used for place in range(first, last)]), np.zeros(last - first, np.int64))
        if stretches:
            start, end = max(stretches, key=lambda stretch: stretch[1] - stretch[0])
            yield first + start, first + end

