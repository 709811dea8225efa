"""Scores of words -> which words are whose source, cue and content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from quoth.reading.links import LINKED
from quoth.reading.scores import Biases, Floats, Scores, link_probabilities
from quoth.reading.tags import BEGIN, INNER
from quoth.reading.words import Words

Range = tuple[int, int]
Path = list[int]
_TINY = 1e-6
_HOPELESS = 0.15  # where no label is likelier than this anywhere, no path through a role is worth its while
_RARE = 1e-3  # so likely at least is what chances are compared with
_GROUP = 32  # windows decoded together, so that an article of any length needs little memory


@dataclass(frozen=True, slots=True)
class Settings:
    """What the decoder weighs, chosen on the dev sets.

    `cue_bias` is added to the log probability that a cue begins; `source_cost` and `content_cost` are
    taken from that of a source or content, `second_cost` where no content was found at that. Below
    `zone` nothing is looked at; a cue's best word has at least `cue_least`. What is found is kept from a
    confidence of `least` on, without a source and a quotation from one of `least_bare` on, by a mere colon without a
    quotation from one of `least_label` on, and in another's content from one of `least_nested` on.
    """

    cue_bias: float = -0.4
    cue_least: float = 0.25
    source_cost: float = 0.4
    content_cost: float = 1.2
    second_cost: float = -2.0
    zone: float = 0.02
    least: float = 0.12
    least_bare: float = 0.25
    least_label: float = 0.4
    least_nested: float = 0.7


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution in words: ranges of them, end-exclusive; and how sure each part is (0 to 1)."""

    cue: Range
    source: tuple[Range, ...]
    content: tuple[Range, ...]
    sure: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Cue:
    words: Range
    sure: float


@dataclass(frozen=True, slots=True)
class _Group:
    """Neighbouring windows of one text. The words from `first` to `last` are theirs to decide on; the
    outermost windows are there to see what stands around these. `tags` begins with word `start`."""

    seen: Sequence[Scores]
    first: int
    last: int
    start: int
    tags: Floats


def decode(words: Words, seen: Iterable[Scores], biases: Biases, settings: Settings) -> list[Draft]:
    """The attributions of one text from all its windows, in the order of their cues."""
    drafts: list[Draft] = []
    for group in _groups(len(words), seen):
        found = _without_overlap(_drafts(words, group, biases, settings))
        drafts += (draft for draft in found if group.first <= draft.cue[0] < group.last)
    return sorted(drafts, key=lambda draft: draft.cue)


def _groups(count: int, seen: Iterable[Scores]) -> Iterator[_Group]:
    held: list[Scores] = []
    first = 0
    for scores in seen:
        held.append(scores)
        if len(held) == _GROUP:
            last = _seam(*held[-2:])
            yield _group(held, first, last)
            held, first = held[-3:], last
    if held:
        yield _group(held, first, count)


def _group(seen: Sequence[Scores], first: int, last: int) -> _Group:
    """Each word's tags are taken from the window that sees most around it."""
    start, end = seen[0].first, seen[-1].last
    tags = np.zeros((end - start, seen[0].tags.shape[1]), np.float32)
    seams = [start, *(_seam(*pair) for pair in pairwise(seen)), end]
    for scores, (begin, stop) in zip(seen, pairwise(seams), strict=True):
        # Words without a piece, as between two windows, are in neither.
        low, high = max(begin, scores.first), min(stop, scores.last)
        tags[low - start : high - start] = scores.tags[low - scores.first : high - scores.first]
    return _Group(list(seen), first, last, start, tags)


def _seam(one: Scores, other: Scores) -> int:
    """The first word that the second of two neighbouring windows decides on."""
    return (one.last + other.first) // 2


def _cues(words: Words, group: _Group, settings: Settings) -> Iterator[_Cue]:
    """Best runs of cue tags by Viterbi: no inner tag without its beginning, none over a paragraph's end."""
    cue = group.tags[:, (BEGIN["cue"], INNER["cue"])]
    for zone in _zones(words, [(group.start, cue)], settings.zone, settings.cue_least):
        zone.logs[:, 1] += settings.cue_bias
        path = _viterbi(zone.logs.tolist(), (0.0,))
        for left, right, _ in _spans(path):
            chosen = zone.states[range(left, right), path[left:right]]
            sure = float(chosen.prod() ** (1 / len(chosen))) if len(chosen) > 1 else float(chosen[0])
            yield _Cue((zone.first + left, zone.first + right), sure)


def _drafts(words: Words, group: _Group, biases: Biases, settings: Settings) -> Iterator[Draft]:
    cues = list(_cues(words, group, settings))
    taken = np.zeros(len(group.tags), np.bool_)
    for cue in cues:
        taken[cue.words[0] - group.start : cue.words[1] - group.start] = True
    views = [_merged(views) for views in _views(words, group, cues, biases)]
    for first, view in views:
        view[taken[first - group.start : first - group.start + len(view)]] = 0
    views = _agreed(views, group)
    zones: list[list[_Zone]] = [[] for _ in cues]
    for zone in _zones(words, views, settings.zone, _HOPELESS):
        zones[zone.view].append(zone)
    for cue, own in zip(cues, zones, strict=True):
        draft = _draft(cue, own, settings)
        if draft is not None:
            yield draft


View = tuple[int, Floats]


def _views(words: Words, group: _Group, cues: Sequence[_Cue], biases: Biases) -> list[list[View]]:
    """For each cue what every window that holds it says of its words, the one that decides on it first."""
    firsts = np.array([cue.words[0] for cue in cues], np.int64)
    views: list[list[View]] = [[] for _ in cues]
    decides = np.searchsorted([_seam(*pair) for pair in pairwise(group.seen)], firsts, side="right")
    for window, scores in enumerate(group.seen):
        low, high = np.searchsorted(firsts, (scores.first, scores.last)).tolist()
        if low == high:
            continue
        links = link_probabilities(scores, firsts[low:high], words.paragraph, biases)
        for number, link in enumerate(links, low):
            views[number].insert(0 if decides[number] == window else len(views[number]), (scores.first, link))
    return views


def _merged(views: Sequence[View]) -> View:
    """What several windows say of one cue: the first view, and the others where that does not reach."""
    if len(views) == 1:
        return views[0]
    first = min(start for start, _ in views)
    last = max(start + len(rows) for start, rows in views)
    merged = np.zeros((last - first, views[0][1].shape[1]), np.float32)
    for start, rows in reversed(views):
        merged[start - first : start - first + len(rows)] = rows
    return first, merged


def _agreed(views: Sequence[View], group: _Group) -> list[View]:
    """What each word is to each cue, where what it is to all of them weighs as much as what it is by itself: their
    geometric mean (Heskes, 1998, "Selecting weighting factors in logarithmic opinion pools")."""
    alone = _by_role(group.tags[:, [state for role in LINKED for state in (BEGIN[role], INNER[role])]])
    linked = np.zeros_like(alone)
    for first, view in views:
        linked[first - group.start : first - group.start + len(view)] += _by_role(view)
    factor = np.sqrt((alone + _RARE) / (linked + _RARE)).repeat(2, axis=1)
    agreed: list[View] = []
    for first, view in views:
        scaled = view * factor[first - group.start : first - group.start + len(view)]
        scaled /= np.maximum(1, _total(scaled))[:, None]
        agreed.append((first, scaled))
    return agreed


def _by_role(rows: Floats) -> Floats:
    """Two states of each role -> their sums."""
    sums: Floats = rows[:, ::2] + rows[:, 1::2]
    return sums


def _draft(cue: _Cue, zones: Sequence[_Zone], settings: Settings) -> Draft | None:
    """One cue's source and content, this found at a lower cost where it has none at the first."""
    for cost in (settings.content_cost, settings.second_cost):
        (source, sources), (content, contents) = _roles(zones, (settings.source_cost, cost))
        if content:
            parts = (cue.sure, min(sources, default=0.5), min(contents), sum(contents) / len(contents))
            return Draft(cue.words, _nearest(source, cue.words), tuple(content), parts)
    return None


def _nearest(source: Sequence[Range], cue: Range) -> tuple[Range, ...]:
    """The one range of a source that is nearest to its cue: no annotator breaks a source in two."""
    return tuple(sorted(source, key=lambda one: max(cue[0] - one[1], one[0] - cue[1]))[:1])


Role = tuple[list[Range], list[float]]


def _roles(zones: Iterable[_Zone], costs: Sequence[float]) -> tuple[Role, Role]:
    """The best runs of a cue's labels by Viterbi; and how sure each of their words is."""
    roles: tuple[Role, Role] = (([], []), ([], []))
    for zone in zones:
        for left, right, role in _spans(_viterbi(zone.logs.tolist(), costs)):
            ranges, sure = roles[role]
            ranges.append((zone.first + left, zone.first + right))
            begins, goes_on = zone.states[left:right, 1 + 2 * role], zone.states[left:right, 2 + 2 * role]
            sure.extend((begins + goes_on).tolist())
    return roles


@dataclass(frozen=True, slots=True)
class _Zone:
    """Neighbouring words of one paragraph that may have a role in one view, from word `first` on: `states` (words,
    labels) are the probabilities of nobody and of each label, `logs` their logarithms."""

    view: int
    first: int
    states: Floats
    logs: Floats


def _zones(words: Words, views: Sequence[View], zone: float, least: float) -> Iterator[_Zone]:
    """The stretches of all views where some label is likelier than `zone`, and somewhere likelier than `least`."""
    if not views:
        return
    rows = np.concatenate([view for _, view in views])
    likely = _total(rows)
    numbers = np.repeat(np.arange(len(views)), [len(view) for _, view in views])
    place = np.concatenate([np.arange(first, first + len(view)) for first, view in views])
    places = np.flatnonzero(likely > zone)
    if not len(places):
        return
    number, word = numbers[places], place[places]
    paragraph = words.paragraph[word]
    apart = (word[1:] != word[:-1] + 1) | (paragraph[1:] != paragraph[:-1]) | (number[1:] != number[:-1])
    starts = np.concatenate(([0], np.flatnonzero(apart) + 1))
    ends = np.append(starts[1:], len(places))
    promising = np.maximum.reduceat(likely[places], starts) >= least
    states = np.column_stack((1 - likely[places], rows[places]))
    logs = np.log(np.maximum(states, _TINY))
    for start, end in zip(starts[promising].tolist(), ends[promising].tolist(), strict=True):
        yield _Zone(int(number[start]), int(word[start]), states[start:end], logs[start:end])


def _total(rows: Floats) -> Floats:
    """The sum of each row: column by column, which is many times faster where these are few."""
    total = rows[:, 0]
    for column in range(1, rows.shape[1]):
        total = total + rows[:, column]
    return total


def _viterbi(values: Sequence[Sequence[float]], costs: Sequence[float]) -> Path:
    """Best path over states 0 (nobody), then pairs of beginning and inner, a pair for each of `costs`;
    an inner state follows only its own beginning or itself, a beginning costs its pair's."""
    states = len(values[0])
    pairs = list(zip(range(1, states, 2), costs, strict=True))
    total = [values[0][0]] + [v for state, cost in pairs for v in (values[0][state] - cost, -1e9)]
    back: list[list[int]] = []
    for row in values[1:]:
        highest = max(total)
        best = total.index(highest)
        new, origin = [highest + row[0]], [best]
        for state, cost in pairs:
            inner = state if total[state] >= total[state + 1] else state + 1
            new += [highest + row[state] - cost, total[inner] + row[state + 1]]
            origin += [best, inner]
        total = new
        back.append(origin)
    state = total.index(max(total))
    path = [state]
    for origin in reversed(back):
        state = origin[state]
        path.append(state)
    return path[::-1]


def _spans(path: Path) -> Iterator[tuple[int, int, int]]:
    """Runs of one pair's states as (start, end, pair); a beginning right after its own kind goes on."""
    start = 0
    pairs = [(state - 1) // 2 for state in path]
    for place in range(1, len(path) + 1):
        if place == len(path) or pairs[place] != pairs[start]:
            if path[start]:
                yield start, place, pairs[start]
            start = place


def _without_overlap(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """No word in two attributions: the surer one keeps it, the other its longest remaining stretch."""
    used: set[int] = set()
    for draft in sorted(drafts, key=lambda draft: -draft.sure[3]):
        source = tuple(_free(draft.source, used))
        content = tuple(_free(draft.content, used))
        if not content:
            continue
        for first, last in source + content:
            used.update(range(first, last))
        is_whole = source == draft.source and content == draft.content
        yield draft if is_whole else replace(draft, source=source, content=content)


def _free(ranges: Sequence[Range], used: set[int]) -> Iterator[Range]:
    for first, last in ranges:
        if used.isdisjoint(range(first, last)):
            yield first, last
            continue
        taken = [place for place in range(first, last) if place in used]
        gaps = [(one + 1, other) for one, other in pairwise([first - 1, *taken, last]) if one + 1 < other]
        if gaps:
            yield max(gaps, key=lambda gap: gap[1] - gap[0])
