"""What speaks for and against two speakers being one someone, part by part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from math import exp

from quoth.archive.linkage.countries import country, mentioned, without
from quoth.archive.linkage.lexicon import COMMON_BODY, NICKNAMES
from quoth.archive.linkage.likeness import Likeness, acronym, far_apart, likeness
from quoth.archive.linkage.names import Name, parsed, sound
from quoth.archive.linkage.roles import far, fields, gender, kinds, left, role_words

# Weights are added logarithms of odds, as in record linkage after Fellegi and Sunter.
WEIGHTS = {
    "name": 2.0,  # the full name is the same
    "spelling": 1.4,  # other letters, less by how many
    "nickname": 1.2,
    "initials": 0.3,
    "surname": -1.7,  # one word only: it takes more to be the same
    "common": -1.0,  # "Foreign Ministry"
    "acronym": -0.8,
    "alias": 1.5,  # the one's name is among the other's further names
    "role": 0.6,
    "role word": 0.8,  # for each telling word shared, up to two
    "role other": -0.4,
    "role far": -3.5,
    "affiliation": 2.0,
    "affiliation other": -3.8,
    "affiliation kind": -0.6,  # a party and an office of state, or two offices
    "country": 1.2,
    "country other": -4.5,
    "country told": -3.0,  # where one of the two is told by the role only
    "gender other": -3.0,
    "generation": -1.8,
    "article": -3.0,  # its reader held them apart
}
_STEEP = 9.0  # how fast the name's weight falls with the share of a word that differs
_STEEP_BODY = 14.0
_SHORT = 6  # letters; in words up to these another consonant is another name ("Maria", "Marina")
_HARD = 1.5  # so much more does such a change count
_SHARED = 0.5  # of what also relatives or namesakes in one trade have in common
LEAST = 0.6  # how sure a link must be
_THIN = frozenset(("surname", "common", "acronym", "initials"))
_AGAINST = -1.5
APART = -9.0  # no likeness of names at all
_LEFT = 0.4  # so much counts a walk of life that somebody has left, as the record says itself
_YEARS = 2.0  # after these a role or an employer is worth half as much


@dataclass(frozen=True, slots=True)
class Profile:
    """A speaker as one article knows it. `id` is the speaker's throughout all records given to `link`."""

    id: str
    name: str
    type: str = "person"
    role: str | None = None
    affiliation: str | None = None
    country: str | None = None
    named: bool = True
    aliases: tuple[str, ...] = ()
    article: str | None = None
    outlet: str | None = None
    day: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One reason: what was compared, its weight (above 0 speaks for, below against), and the words compared."""

    name: str
    weight: float
    why: str
    kind: str = ""  # the weight's key in WEIGHTS


def probability(parts: tuple[Part, ...]) -> float:
    """How sure it is that two speakers with this evidence are one."""
    return chance(sum(part.weight for part in parts))


def chance(weight: float) -> float:
    """Logarithms of odds, added up, as a probability."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, weight))))


def contrary(parts: tuple[Part, ...]) -> bool:
    """Whether something sets two speakers apart, and not merely that little is known."""
    against = any(
        part.weight <= _AGAINST or (part.kind == "spelling" and part.weight < 0)
        for part in parts
        if part.kind not in _THIN
    )
    return against and probability(parts) < LEAST


def evidence(a: Profile, b: Profile) -> tuple[Part, ...]:
    """Everything that speaks for or against; a pair without likeness of names has that one part only."""
    if not a.named or not b.named:
        return (Part("named", APART, "nobody knows who an unnamed speaker is"),)
    if (a.type == "person") != (b.type == "person"):
        return (Part("type", APART, f"{a.type} / {b.type}"),)
    name = name_part(a, b)
    if name.weight <= APART:
        return (name,)
    fading = _fading(a.day, b.day)
    affiliation = tuple(_affiliation(a, b, fading))
    role, place = tuple(_role(a, b, fading)), tuple(_country(a, b))
    if any(part.weight <= -1 for part in affiliation):
        role, place = _halved(role), _halved(place)
    elif _respelled(name, a, b):
        affiliation, place = _halved(affiliation), _halved(place)
    return tuple(part for part in (name, *_gender(a, b), *role, *affiliation, *place, *_article(a, b)) if part.weight)


def _halved(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    return tuple(replace(part, weight=round(part.weight * _SHARED, 2)) if part.weight > 0 else part for part in parts)


def _respelled(name: Part, a: Profile, b: Profile) -> bool:
    """Whether a person's names differ by more than order, initials or a nickname."""
    return a.type == "person" and name.kind == "spelling"


def name_part(a: Profile, b: Profile) -> Part:
    """The likeness of two names, or of a name and the other's alias where that is greater."""
    body = a.type != "person"
    # Of people's names the countries tell nothing, and one answer serves all who bear them.
    own, others = (_own(a), _own(b)) if body else (None, None)
    best = _named(a.name, b.name, body, own, others)
    for one in (a.name, *a.aliases):
        for other in (b.name, *b.aliases):
            if (one, other) == (a.name, b.name):
                continue
            found = _named(one, other, body, own, others)
            if found.weight > max(0.0, best.weight):
                best = Part("alias", min(found.weight, WEIGHTS["alias"]), found.why, "alias")
    return best


def own_country(profile: Profile) -> str | None:
    """The country of a speaker: as given, else as the role, the affiliation or a body's name tells."""
    return _own(profile)


@lru_cache(maxsize=1 << 17)
def _own(profile: Profile) -> str | None:
    name = profile.name if profile.type != "person" else None
    return country(profile.country) or mentioned(profile.role) or mentioned(profile.affiliation) or mentioned(name)


@lru_cache(maxsize=1 << 18)
def _named(one: str, other: str, body: bool, own: str | None, others: str | None) -> Part:
    why = f"{one} / {other}"
    if body and _short(one, other, own, others):
        return Part("name", WEIGHTS["acronym"], why, "acronym")
    if body:
        one, other = without(one, own or others), without(other, others or own)
    a, b = parsed(one, body), parsed(other, body)
    if not body and far_apart(a, b):
        return Part("name", APART, why)
    found = likeness(a, b)
    kind = _kind(a, b, found)
    if found.score < 0.5 and kind != "surname":
        return Part("name", APART, why)
    if kind == "surname" and any(cost > 0.9 for _, _, cost in found.pairs):
        return Part("name", APART, why)
    changed = max((_changed(x, y, cost) for x, y, cost in found.pairs), default=0.0)
    if changed and kind == "name" and not body:
        kind = "spelling"
    weight = WEIGHTS[kind] - (_STEEP_BODY if body else _STEEP) * changed
    if a.generation != b.generation:
        weight += WEIGHTS["generation"]
    if not body and any(_feminine(x, y) for x, y, _ in found.pairs):
        weight += WEIGHTS["gender other"]
    return Part("name", round(weight, 2), why, kind)


def _short(one: str, other: str, own: str | None, others: str | None) -> bool:
    """Whether one body's name is the initials of the other's, with its country or without."""
    ones = {parsed(text, True) for text in (one, without(one, own or others))}
    wholes = {parsed(text, True) for text in (other, without(other, others or own))}
    return any(acronym(a, b) or acronym(b, a) for a in ones for b in wholes)


def _kind(a: Name, b: Name, found: Likeness) -> str:
    """How much of a name is the same, as a key of WEIGHTS."""
    if a.body:
        return "common" if all(word in COMMON_BODY for word in (*a.words, *b.words)) else "name"
    full = [pair for pair in found.pairs if len(pair[0]) > 1 and len(pair[1]) > 1]
    if len(found.pairs) < 2:
        return "surname"
    if len(full) < 2:
        return "initials"
    return "nickname" if any(_nick(x, y) for x, y, _ in full) else "name"


def _changed(x: str, y: str, cost: float) -> float:
    """The share of a word that differs; initials and nicknames are counted by their kind."""
    if min(len(x), len(y)) == 1 or _nick(x, y):
        return 0.0
    hard = min(len(x), len(y)) <= _SHORT and sound(x) != sound(y)
    return (_HARD if hard else 1.0) * cost / max(len(x), len(y))


def _nick(x: str, y: str) -> bool:
    return x != y and y in NICKNAMES.get(x, ())


def _feminine(x: str, y: str) -> bool:
    """Alexander and Alexandra, Daniel and Danielle, Francis and Frances: one letter, two people."""
    if x == y or _nick(x, y) or min(len(x), len(y)) < 3:
        return False
    x, y = sorted((x, y), key=lambda word: (word[-1] not in "ae", word))
    stem = min(len(x), len(y)) - 2
    return (x[-1] in "ae" and y[-1] not in "aeiouy" and x[:stem] == y[:stem]) or {x[-2:], y[-2:]} == {"is", "es"}


def _gender(a: Profile, b: Profile) -> Iterator[Part]:
    one, other = (gender(f"{' '.join(parsed(p.name, False).titles)} {p.role or ''}") for p in (a, b))
    if a.type == "person" and one and other and one != other:
        yield Part("gender", WEIGHTS["gender other"], f"{one} / {other}", "gender other")


def _role(a: Profile, b: Profile, fading: float) -> Iterator[Part]:
    one, other = _spoken(a), _spoken(b)
    words, others = role_words(one), role_words(other)
    if not words or not others:
        return
    why = f"{one} / {other}"
    shared = words & others
    if len(shared) / min(len(words), len(others)) > 0.6:
        yield Part("role", WEIGHTS["role"] + WEIGHTS["role word"] * min(2, len(shared)), why, "role")
    elif a.type == "person" and far(fields(a.role), fields(b.role)):
        fading *= _LEFT if left(one) or left(other) else 1
        yield Part("role", round(WEIGHTS["role far"] * fading, 2), why, "role far")
    elif not fields(one) & fields(other):
        yield Part("role", round(WEIGHTS["role other"] * fading, 2), why, "role other")


def _spoken(profile: Profile) -> str | None:
    """The role, else the title that stands with the name."""
    return profile.role or (" ".join(parsed(profile.name, False).titles) if profile.type == "person" else None) or None


def _affiliation(a: Profile, b: Profile, fading: float) -> Iterator[Part]:
    if a.type != "person":
        return
    why = f"{a.affiliation or a.role} / {b.affiliation or b.role}"
    if a.affiliation and b.affiliation:
        if one_body(a.affiliation, b.affiliation):
            yield Part("affiliation", WEIGHTS["affiliation"], why, "affiliation")
        else:
            kind = "affiliation kind" if _compatible(a.affiliation, b.affiliation) else "affiliation other"
            yield Part("affiliation", round(WEIGHTS[kind] * fading, 2), why, kind)
    elif (a.affiliation and _within(a.affiliation, b.role)) or (b.affiliation and _within(b.affiliation, a.role)):
        yield Part("affiliation", WEIGHTS["affiliation"] / 2, why, "affiliation")


@lru_cache(maxsize=1 << 16)
def one_body(one: str, other: str) -> bool:
    """Whether two affiliations are one body: alike, one short for the other, or its initials."""
    a, b = parsed(one, True), parsed(other, True)
    if acronym(a, b) or acronym(b, a):
        return True
    words, others = ({word[:6] for word in name.words if word not in COMMON_BODY} for name in (a, b))
    if words and others:
        return words <= others or others <= words or likeness(a, b).score >= 0.8
    return likeness(a, b).score >= 0.8 or set(a.words) <= set(b.words) or set(b.words) <= set(a.words)


def _compatible(one: str, other: str) -> bool:
    """Whether one person may well be of both: of a party and an office of state, or of two offices."""
    found, others = kinds(one), kinds(other)
    return bool(found and others) and "state" in found | others and "party" not in found & others


def _within(affiliation: str, role: str | None) -> bool:
    """Whether a role says the affiliation itself: "Republican congressman" of the Republican Party."""
    words = role_words(affiliation)
    found = role_words(role)
    return bool(words) and len(words & found) * 2 >= len(words)


def _country(a: Profile, b: Profile) -> Iterator[Part]:
    one, other = _own(a), _own(b)
    if one and other:
        same = one == other
        told = a.type == "person" and not (a.country and b.country)
        kind = "country" if same else "country told" if told else "country other"
        yield Part("country", WEIGHTS[kind] * (2 if same and a.type != "person" else 1), f"{one} / {other}", kind)


def _article(a: Profile, b: Profile) -> Iterator[Part]:
    if a.article is not None and a.article == b.article and a.id != b.id and not one_form(a, b):
        yield Part("article", WEIGHTS["article"], a.article, "article")


def one_form(a: Profile, b: Profile) -> bool:
    """Whether two names have the same words but for initials: an article that holds them apart does so by mistake."""
    words, others = ({word for word in parsed(one.name, one.type != "person").words if len(word) > 1} for one in (a, b))
    return words == others and len(words) > 1


def _fading(one: str | None, other: str | None) -> float:
    """1 for the same days, less the longer ago: people change their posts."""
    try:
        days = abs((date.fromisoformat(one or "") - date.fromisoformat(other or "")).days)
    except ValueError:
        return 1.0
    return 1 / (1 + days / (365 * _YEARS))
