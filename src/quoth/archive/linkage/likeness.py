"""How alike two names are: words are paired at the least cost of changing one into the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import log2
from string import ascii_lowercase

from quoth.archive.linkage.lexicon import FAINT, NICKNAMES
from quoth.archive.linkage.names import Name, parsed

# What an edit costs. Letters that transcriptions of one sound take for each other are cheap.
_SOUNDS = ("aeiouyj", "uw", "bpfvw", "dt", "gkqcxh", "sczxj", "mn", "lr")
_SOUND_COST = 0.6
_TWIN_COST = 0.3  # a letter doubled
_WEAK_COST = 0.6  # a vowel or an h more
_SWAP_COST = 0.9
_WEAK = frozenset("aeiouyhw")
_BITS = {letter: 1 << place for place, letter in enumerate(ascii_lowercase)}
# What a word costs that stands in one name only.
_INITIAL_COST = 0.15
_NICK_COST = 0.4
_MIDDLE_COST = 0.3
_FAINT_COST = 0.6
_JOINABLE = 3  # letters by which words differ that are not held to be one
_JOINT = 1.2  # as much may words differ that one name joins and the other does not
_MOST = 4.0  # of one pair of words: they have nothing in common
_BUDGET = 0.54  # edits that a name bears, times the logarithm of its length


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two names side by side: pairs of words with their costs, and the words that found no partner."""

    pairs: tuple[tuple[str, str, float], ...]
    left: tuple[str, ...]
    right: tuple[str, ...]
    cost: float
    budget: float

    @property
    def score(self) -> float:
        """1 for nothing to change, 0.5 for as much as a name of this length bears."""
        return 1 / (1 + (self.cost / self.budget) ** 2)


def same_name(a: str, b: str) -> float:
    """How like two names are, up to order, initials, titles, spelling and script; from 0.5 on, they are the same."""
    return likeness(*_both(a, b)).score


def _both(a: str, b: str) -> tuple[Name, Name]:
    one, other = parsed(a), parsed(b)
    if one.body != other.body:
        one, other = parsed(a, True), parsed(b, True)
    return one, other


def far_apart(a: Name, b: Name) -> bool:
    """Whether two names of two whole words each are sure to be apart; most that are compared are, and it is quick."""
    if not (_plain(a) and _plain(b)):
        return False
    if any(_joinable("".join(x.words), word) for x, y in ((a, b), (b, a)) for word in y.words):
        return False
    (x, y), (u, v) = a.words, b.words
    budget = max(1.0, _BUDGET * log2(1 + min(a.length, b.length)))
    bare = a.bare != b.bare
    return _far(x, y, u, v, bare, budget) and _far(x, y, v, u, bare, budget)


def _far(x: str, y: str, u: str, v: str, bare: bool, budget: float) -> bool:
    """Whether `x` into `u` and `y` into `v` costs too much; the quickest is asked first."""
    if _beyond(x, u, bare, budget) or _beyond(y, v, bare, budget):
        return True
    return _cost(x, u, bare) + _cost(y, v, bare) > budget


def _beyond(x: str, y: str, bare: bool, budget: float) -> bool:
    """Whether turning one word into the other is sure to cost more than so much."""
    return (not bare and _least(x, y) > budget and y not in NICKNAMES.get(x, ())) or _cost(x, y, bare) > budget


def _least(x: str, y: str) -> float:
    """What `edits` is sure to be at least: each letter that the other word lacks goes or is changed."""
    return max(_lacking(_letters(x), _letters(y)), _lacking(_letters(y), _letters(x)))


def _lacking(one: tuple[int, int], other: tuple[int, int]) -> float:
    lacking = one[0] & ~other[0]
    dear = lacking & ~other[1]
    return _SOUND_COST * lacking.bit_count() + (1.0 - _SOUND_COST) * dear.bit_count()


@lru_cache(maxsize=1 << 17)
def _letters(word: str) -> tuple[int, int]:
    """Which letters a word has, and which cost little where it has none of them: weak ones, and those that sound
    like one that it has. Bits, so that many words are compared quickly; what is no letter counts as no letter."""
    has = {letter for letter in word if letter in _BITS}
    cheap = _WEAK.union(*(sound for sound in _SOUNDS if not has.isdisjoint(sound)))
    return sum(_BITS[letter] for letter in has), sum(_BITS[letter] for letter in cheap)


def _plain(name: Name) -> bool:
    return len(name.words) == 2 and all(len(word) > 1 and word not in name.capitals for word in name.words)


def likeness(a: Name, b: Name) -> Likeness:
    """Two names side by side; the same either way round."""
    if (a.words, a.han) > (b.words, b.han):
        found = likeness(b, a)
        return Likeness(
            tuple((y, x, cost) for x, y, cost in found.pairs), found.right, found.left, found.cost, found.budget
        )
    budget = max(1.0, _BUDGET * log2(1 + min(a.length, b.length)))
    if not a.words or not b.words:
        return Likeness((), a.words, b.words, 4 * budget, budget)
    one = _spread(_joined(a.words, b.words), a.capitals, b.words)
    other = _spread(_joined(b.words, one), b.capitals, one)
    bare = a.bare != b.bare
    pairs, left, right = _paired(one, other, bare)
    cost = sum(cost for _, _, cost in pairs) + _alone(a, b, pairs, left, right)
    cost += _disagreeing(a, b, pairs)
    return Likeness(tuple(pairs), left, right, cost, budget)


def _alone(
    a: Name, b: Name, pairs: Sequence[tuple[str, str, float]], left: Sequence[str], right: Sequence[str]
) -> float:
    """What the words without a partner cost."""
    more = [*left, *right]
    if a.body or b.body:
        return sum(_FAINT_COST if word in FAINT else _MOST for word in more)
    cost = sum(_INITIAL_COST if len(word) == 1 else _MIDDLE_COST for word in more)
    full = [pair for pair in pairs if min(len(pair[0]), len(pair[1])) > 1]
    if a.words != b.words and (not full or (len(pairs) == 1 and more)):
        cost += _MOST
    return cost


def _disagreeing(a: Name, b: Name, pairs: Sequence[tuple[str, str, float]]) -> float:
    """What sets two names apart whatever their letters: generations, son and father, characters."""
    cost = 0.0
    if a.generation != b.generation and a.generation and b.generation:
        cost += _MOST
    if any((father, child) in b.fathers for child, father in a.fathers):
        cost += _MOST
    if a.han and b.han and a.han != b.han:
        cost += _MOST
    if any(min(len(x), len(y)) > 1 and x in a.capitals and y in b.capitals for x, y, edited in pairs if edited):
        cost += _MOST
    return cost


def _paired(
    one: Sequence[str], other: Sequence[str], bare: bool
) -> tuple[list[tuple[str, str, float]], tuple[str, ...], tuple[str, ...]]:
    """Every word of the shorter name with its partner in the longer one, the likest first."""
    ranked = sorted(
        (_cost(x, y, bare) / max(len(x), len(y)) ** 0.5, abs(i - j), i, j)
        for i, x in enumerate(one)
        for j, y in enumerate(other)
    )
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in ranked:
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    pairs = [(one[i], other[j], _cost(one[i], other[j], bare)) for i, j in sorted(found.items())]
    left = tuple(word for i, word in enumerate(one) if i not in found)
    right = tuple(word for j, word in enumerate(other) if j not in taken)
    return pairs, left, right


def _joined(words: tuple[str, ...], others: Sequence[str]) -> tuple[str, ...]:
    """Neighbours written as one where the other name writes them so ("Pol Pot", "PolPot"; "J. C.", "Jean-Claude")."""
    for size in (3, 2):
        for at in range(len(words) - size + 1):
            part = words[at : at + size]
            whole = "".join(part)
            if _near(whole, others, min(map(len, part)) > 1) and not all(_near(x, others) for x in part):
                return _joined((*words[:at], whole, *words[at + size :]), others)
    return words


def _near(word: str, others: Sequence[str], misspelled: bool = True) -> bool:
    if word in others:
        return True
    return misspelled and any(_joinable(word, y) and edits(word, y) <= _JOINT for y in others)


def _joinable(word: str, other: str) -> bool:
    """Whether two words may be so near that one name joins what the other does not."""
    return abs(len(word) - len(other)) < _JOINABLE and _least(word, other) <= _JOINT


def _spread(words: tuple[str, ...], capitals: frozenset[str], others: Sequence[str]) -> tuple[str, ...]:
    """Capitals that are the initials of neighbours in the other name, one by one ("JC Juncker")."""
    initials = "".join(word[0] for word in others)
    return tuple(
        part
        for word in words
        for part in (
            word if word in capitals and 1 < len(word) < 5 and word not in others and word in initials else (word,)
        )
    )


def _cost(x: str, y: str, bare: bool) -> float:
    """What turning one word into the other costs."""
    if x == y:
        return 0.0
    if x.isdigit() or y.isdigit():
        return _MOST
    if len(x) == 1 or len(y) == 1:
        return _INITIAL_COST if x[0] == y[0] else _MOST
    if y in NICKNAMES.get(x, ()):
        return _NICK_COST
    return min(_MOST, edits(_bare(x), _bare(y)) if bare else edits(x, y))


def _bare(word: str) -> str:
    return "".join(letter for letter in word if letter not in _WEAK) or word


@lru_cache(maxsize=1 << 18)
def edits(x: str, y: str) -> float:
    """The least cost of changing `x` into `y`, letter by letter."""
    if x > y:
        return edits(y, x)
    without_x, without_y = _singles(x), _singles(y)
    before: list[float] = []
    row = [0.0, *accumulate(without_y)]
    for i, a in enumerate(x):
        gone = without_x[i]
        further, before, row = before, row, [row[0] + gone]
        for j, b in enumerate(y):
            best = before[j] + (0.0 if a == b else _change(a, b))
            best = min(best, row[j] + without_y[j], before[j + 1] + gone)
            if i and j and a == y[j - 1] and b == x[i - 1]:
                best = min(best, further[j - 1] + _SWAP_COST)
            row.append(best)
        if min(row) >= _MOST:
            return _MOST
    return row[-1]


@lru_cache(maxsize=1 << 17)
def _singles(word: str) -> list[float]:
    return [_single(word, at) for at in range(len(word))]


def _single(word: str, at: int) -> float:
    """What a letter costs that one word has and the other lacks."""
    if at and word[at] == word[at - 1]:
        return _TWIN_COST
    return _WEAK_COST if word[at] in _WEAK else 1.0


@lru_cache(maxsize=4096)
def _change(a: str, b: str) -> float:
    return _SOUND_COST if any(a in sound and b in sound for sound in _SOUNDS) else 1.0


def acronym(short: Name, long: Name) -> bool:
    """Whether `short` is made of the initials of `long`'s words."""
    if len(short.words) != 1 or len(long.words) < 3:
        return False
    return short.words[0] == "".join(word[0] for word in long.words)
