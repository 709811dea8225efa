"""Which speakers are worth comparing: those whose names share a key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, product

from quoth.archive.linkage.countries import without
from quoth.archive.linkage.evidence import APART, Profile, name_part, own_country
from quoth.archive.linkage.lexicon import COMMON_BODY, NICKNAMES
from quoth.archive.linkage.names import Name, letter, parsed, sound

_WORDS = 5  # of a name, from both ends
_LARGEST = 1000  # names under one key; of more only those are compared that sound the same
_MANY = 60  # speakers of one name; of more each is compared with the first ones and with its neighbours
_HUBS = 12
_WINDOW = 8


def keys(profile: Profile) -> frozenset[str]:
    """Under which keys a speaker is found, by the sounds of the name and of every alias."""
    names = (profile.name, *profile.aliases)
    if profile.type == "person":
        return frozenset(key for name in names for key in _person(parsed(name, False)))
    own = own_country(profile)
    return frozenset(
        key for name in names for text in {name, without(name, own)} for key in _body(parsed(text, True), own)
    )


def _person(name: Name) -> Iterator[str]:
    """A word and the first letter's sound of another: what is left when one of them is an initial or misspelled."""
    words = _ends(name.words)
    if len(words) == 1:
        yield f"s {sound(words[0])}"
        return
    for first, word in ((x, y) for x in words for y in words if x != y and len(y) > 1):
        for called in NICKNAMES.get(first, (first,)):
            yield f"p {letter(called)} {sound(word)}"
    for word in {*words[:1], *words[-1:]}:
        yield f"S {sound(word)}"
    yield f"w {sound(''.join(words))}"


def _body(name: Name, own: str | None) -> Iterator[str]:
    telling = [word for word in name.words if word not in COMMON_BODY]
    for word in _ends(telling):
        yield f"o {sound(word)}"
    if not telling:
        yield f"c {own} {' '.join(sorted(map(sound, name.words)))}"
        for word in set(name.words):
            yield f"c {own} {sound(word)}"
    if len(name.words) == 1:
        yield f"a {name.words[0]}"
    elif len(name.words) > 2:
        yield f"a {''.join(word[0] for word in name.words)}"


def _ends(words: Sequence[str]) -> Sequence[str]:
    return words if len(words) <= _WORDS else (*words[:2], *words[2 - _WORDS :])


def pairs(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Every pair worth comparing, once, as places in `profiles`, of which the first say most.

    Names are compared first, each once, however many speakers bear it.
    """
    bearers: dict[tuple[Hashable, ...], list[int]] = defaultdict(list)
    for at, profile in enumerate(profiles):
        bearers[borne(profile)].append(at)
    groups = list(bearers.values())
    for group in groups:
        yield from _among(group)
    firsts = [profiles[group[0]] for group in groups]
    for one, other in _alike(firsts):
        if name_part(firsts[one], firsts[other]).weight > APART:
            yield from _between(groups[one], groups[other])


def borne(profile: Profile) -> tuple[Hashable, ...]:
    """All that the likeness of names depends on."""
    if profile.type == "person":
        return True, profile.name, profile.aliases
    return False, profile.name, profile.aliases, own_country(profile)


def _among(group: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Bearers of one name: each with each; of many each with the first ones and with its neighbours."""
    if len(group) <= _MANY:
        yield from combinations(group, 2)
        return
    for at, one in enumerate(group):
        yield from ((first, one) for first in group[: min(_HUBS, at)])
        yield from ((one, other) for other in group[max(at + 1, _HUBS) : at + 1 + _WINDOW])


def _between(one: Sequence[int], other: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Bearers of two names: each with each; of many each with the first ones."""
    if len(one) * len(other) <= _MANY**2:
        yield from product(one, other)
        return
    yield from product(one[:_HUBS], other)
    yield from product(one[_HUBS:], other[:_HUBS])


def _alike(firsts: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Names that share a key, each two once."""
    blocks: dict[str, list[int]] = defaultdict(list)
    found = [keys(first) for first in firsts]
    for at, names in enumerate(found):
        for key in names:
            blocks[key].append(at)
    for at, names in enumerate(found):
        near = {other for key in names for other in _mates(key, at, blocks, firsts)}
        yield from ((at, other) for other in sorted(near) if other > at)


def _mates(key: str, at: int, blocks: Mapping[str, list[int]], firsts: Sequence[Profile]) -> Iterable[int]:
    """Who else stands under a key; a whole name meets a surname alone, not every other of that surname."""
    if key[0] == "S":
        return blocks.get(f"s{key[1:]}", ())
    if key[0] == "s":
        return (*blocks[key], *blocks.get(f"S{key[1:]}", ()))
    block = blocks[key]
    if len(block) <= _LARGEST:
        return block
    whole = _whole(firsts[at])
    return [other for other in block if _whole(firsts[other]) == whole]


@lru_cache(maxsize=1 << 17)
def _whole(profile: Profile) -> str:
    return " ".join(sorted(map(sound, parsed(profile.name, profile.type != "person").words)))


def found_by(profiles: Iterable[Profile]) -> frozenset[str]:
    """All keys of some speakers, to keep what may be one of them of a longer list."""
    return frozenset(key for profile in profiles for key in keys(profile))
