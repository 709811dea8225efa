"""Which statements of a story's articles are one: the same act of attributing, carried again.

Values in, values out. No two of one article are ever one, and the order in which articles came changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from quoth.archive.same.copies import words

_TELLING = 4  # different words of a content that say by themselves whose it is
_ALIKE = 0.6  # of the words of two contents with one cue, for an editor's changes


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of an article of a story; those of one article in the order of its text."""

    id: int
    article: int
    published: str | None
    text_hash: str
    source: str
    cue: str
    content: str


@dataclass(slots=True)
class _One:
    """A statement as it is compared."""

    said: Said
    source: str
    cue: str
    content: str
    words: frozenset[str]


@dataclass(slots=True)
class _Group:
    """Statements that are one, so far."""

    members: list[_One] = field(default_factory=list)
    articles: set[int] = field(default_factory=set)

    def take(self, one: _One) -> None:
        self.members.append(one)
        self.articles.add(one.said.article)


def repeated(statements: Iterable[Said]) -> list[tuple[int, ...]]:
    """The ids of statements that are one, the earliest published first, for all that stand more than once."""
    ordered = sorted(statements, key=lambda one: (*_age(one), one.article))  # stable: within an article by its text
    groups: list[_Group] = []
    for _, listed in groupby(ordered, key=lambda one: one.article):
        _take([_compared(one) for one in listed], groups)
    found = (sorted((one.said for one in group.members), key=_placed) for group in groups)
    return [tuple(one.id for one in members) for members in found if len(members) > 1]


def _take(statements: Sequence[_One], groups: list[_Group]) -> None:
    """Put the statements of an article into the groups, the surest first; the rest are groups of their own."""
    left = list(statements)
    for key in _KEYS:
        known: dict[object, list[_Group]] = defaultdict(list)
        for group in groups:
            for wanted in {key(one) for one in group.members} - {None}:
                known[wanted].append(group)
        left = [one for one in left if not _joined(one, known[key(one)] if key(one) else ())]
    left = [one for one in left if not _joined(one, _near(one, groups))]
    for one in left:
        groups.append(made := _Group())
        made.take(one)


def _joined(one: _One, groups: Iterable[_Group]) -> bool:
    """Whether a statement has gone to the first group that has none of its article."""
    for group in groups:
        if one.said.article not in group.articles:
            group.take(one)
            return True
    return False


def _near(one: _One, groups: Iterable[_Group]) -> list[_Group]:
    """Groups with the same cue and nearly the same content, the nearest first."""
    found = [(max(_likeness(one, other) for other in group.members), group) for group in groups]
    return [group for likeness, group in sorted(found, key=lambda pair: -pair[0]) if likeness >= _ALIKE]


def _likeness(one: _One, other: _One) -> float:
    if one.cue != other.cue or min(len(one.words), len(other.words)) < _TELLING:
        return 0.0
    return len(one.words & other.words) / len(one.words | other.words)


def _same(one: _One) -> object:
    return (one.content, one.source) if one.content else None


def _same_content(one: _One) -> object:
    return one.content if len(one.words) >= _TELLING else None


_KEYS: tuple[Callable[[_One], object], ...] = (_same, _same_content)


def _compared(said: Said) -> _One:
    content = words(said.content)
    return _One(said, " ".join(words(said.source)), " ".join(words(said.cue)), " ".join(content), frozenset(content))


def _age(one: Said) -> tuple[bool, str, str]:
    return one.published is None, one.published or "", one.text_hash


def _placed(one: Said) -> tuple[bool, str, int]:
    return one.published is None, one.published or "", one.id
