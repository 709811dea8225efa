"""Who stands behind each source: attributions and chains of mentions -> speakers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from quoth.reading.heads import Heads
from quoth.reading.mentions import CLASSES, KINDS, NAME
from quoth.reading.scores import Floats
from quoth.reading.spans import NOBODYS
from quoth.reading.speakers.antecedents import Judge, likely
from quoth.reading.speakers.apposition import (
    apposed,
    as_one,
    called_me,
    in_office,
    not_ones_own,
    remarks,
    told_of,
    within,
)
from quoth.reading.speakers.called import is_state
from quoth.reading.speakers.coreference import chains
from quoth.reading.speakers.epithets import is_new_one, known_office
from quoth.reading.speakers.floor import asked, persons_spoken
from quoth.reading.speakers.groups import Groups
from quoth.reading.speakers.headline import has_name, repeated_below, resolve_headline
from quoth.reading.speakers.leads import holder, same_office
from quoth.reading.speakers.many import many_again
from quoth.reading.speakers.names import DEMONYM, Clues
from quoth.reading.speakers.scene import Claim, Scene
from quoth.reading.speakers.seats import is_country
from quoth.reading.speakers.sources import joint_again, named_behind, with_evidence
from quoth.reading.speakers.speaking import (
    both_again,
    called_again,
    document_read,
    governments,
    named_again,
    own_body,
    own_subject,
    paragraph_subject,
    same_document,
    sentence_subject,
    short_again,
    spoke_last,
    subject_before,
    told_more,
)
from quoth.reading.words import Ints

_I, _WE, _IT = (CLASSES.index(name) for name in ("I", "we", "it"))
_ONES = frozenset(CLASSES.index(name) for name in ("I", "he", "she"))
_IS_IT, _IS_ONE = (np.array([name in some for name in CLASSES]) for some in (("it",), ("I", "he", "she")))
_PERSON = KINDS.index("person")
_BODY, _PLACE = (np.eye(len(KINDS), dtype=np.float32)[KINDS.index(name)] for name in ("organization", "place"))
_ASKED = re.compile(r"(?:[Aa]sked|[Qq]uestioned|[Pp]ressed)\b")
_ING = re.compile(r"\w+ing\b")
_STOPS = (". ", "! ", "? ", ".” ", '." ')
_MARKS = " \"“”‘’'(["
_MEMBERS = 64  # mentions of somebody that are looked through for how he was brought in
_NESTED = 64  # contents looked back at for one that holds a place


@dataclass(frozen=True, slots=True)
class Someone:
    """One chain of mentions: the numbers of its heads, in the order of the text."""

    heads: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class People:
    """Everyone in a text, and for each of its claims the number of whoever makes it, or why nobody is given."""

    heads: Heads
    everyone: tuple[Someone, ...]
    speaker: tuple[int | None, ...]
    reason: tuple[str | None, ...]


def people(scene: Scene, judge: Judge) -> People:
    """Who is who in a text, and who makes each claim."""
    text, words, heads, known, claims = scene.text, scene.words, scene.heads, scene.known, scene.claims
    scene = with_evidence(scene)
    told = (*apposed(scene), *in_office(scene), *named_behind(scene), *joint_again(scene))
    sure = [(head, one) for head, one in told if one < head]  # a mention that runs over both is its own office
    earlier = likely(text, words, heads, known, judge)
    others = list(told_of(scene))
    apart = within(text, words, heads, known, sure, (*not_ones_own(scene), *others))
    groups = Groups(len(heads), chains(earlier, _with_names_behind(scene.evidence, sure), dict(sure), apart))
    scene = replace(scene, heads=_agreed(scene, groups), strangers=_listed(others))
    _hold(scene, groups, sure)
    for rule in _RULES:
        rule.apply(scene, groups)
    _name_governments(scene, groups)
    resolve_headline(scene, groups)
    speaker = [None if head is None else groups.of[head] for head in scene.source_of]
    repeated = repeated_below(scene)
    begun = (repeated.get(number, sentence_subject(scene, claim)) for number, claim in enumerate(claims))
    subjects = [None if head is None else groups.of[head] for head in begun]
    reason = _carry_on(text, claims, speaker, subjects)
    place = {one: number for number, one in enumerate(groups.members)}
    everyone = tuple(Someone(tuple(sorted(members))) for members in groups.members.values())
    return People(scene.heads, everyone, tuple(None if one is None else place[one] for one in speaker), reason)


def _with_names_behind(evidence: Sequence[Clues], sure: Sequence[tuple[int, int]]) -> list[Clues]:
    """What is known of every head, of a nation's office also the name right behind it: "the Tarvan minister, Ada Rosen"
    is no minister met before with another name."""
    known = list(evidence)
    for name, office in sure:
        nation = evidence[office].nation.title()
        is_nations = evidence[office].office and (DEMONYM.fullmatch(nation) or is_country(nation))
        if is_nations and evidence[name].names and not evidence[office].names:
            known[office] = replace(evidence[office], names=evidence[name].names)
    return known


def _listed(pairs: Sequence[tuple[int, int]]) -> dict[int, list[int]]:
    """By the first of each pair, all second ones."""
    listed: dict[int, list[int]] = {}
    for one, other in pairs:
        listed.setdefault(one, []).append(other)
    return listed


def _agreed(scene: Scene, groups: Groups) -> Heads:
    """The heads, each of the kind that its chain is: who is "it" is no person; a body's name makes all of it an
    organization, and what is said of a country alone a place."""
    kind = _mean_by(np.array(groups.of, np.int64), scene.heads.kind, scene.classes)
    for state in _states(scene, groups, kind):
        kind[groups.with_(state)] = _PLACE
    for body in (head for head, known in enumerate(scene.evidence) if known.is_body):
        kind[groups.with_(body)] = _BODY
    return replace(scene.heads, kind=kind)


def _mean_by(group: Ints, kind: Floats, classes: Ints) -> Floats:
    """For each head the mean kind (heads, kinds) of its group; whoever is "it" and never "he" is no person."""
    counts = np.bincount(group)
    sums = np.stack([np.bincount(group, column) for column in kind.T], axis=1)
    mean = sums / np.maximum(counts, 1)[:, None]
    has_it, has_one = (np.bincount(group, is_so[classes]) > 0 for is_so in (_IS_IT, _IS_ONE))
    mean[has_it & ~has_one & (counts > 1), _PERSON] = 0.0
    return mean[group].astype(np.float32)


def _states(scene: Scene, groups: Groups, kind: Floats) -> Iterator[int]:
    """The heads of sources that the model takes for persons, and the text for countries that it does not know."""
    persons = kind[:, 1:].argmax(axis=1) + 1 == _PERSON
    for head in dict.fromkeys(head for head in scene.source_of if head is not None and persons[head]):
        named = [one for one in groups.with_(head) if scene.evidence[one].names]
        is_bare = {len(name) for one in named for name in scene.evidence[one].names} == {1}
        is_he = not _ONES.isdisjoint(scene.classes[groups.with_(head)].tolist())
        if is_bare and not is_he and any(is_state(scene.text, form) for form in {scene.forms[one] for one in named}):
            yield head


def _hold(scene: Scene, groups: Groups, sure: Sequence[tuple[int, int]]) -> None:
    """What grammar makes one stays so, whatever the chains are."""
    for one, other in sure:
        if groups.of[one] == groups.of[other]:
            continue
        if groups.agree(one, other, scene.evidence):
            groups.join(one, other)
        else:
            groups.move(other, one)


def _quoted(scene: Scene) -> Iterator[tuple[int, int]]:
    """Pairs of heads: an "I" in a quotation, and its speaker's."""
    contents = sorted((*span, number) for number, claim in enumerate(scene.claims) for span in claim.content)
    classes = scene.classes
    for head in np.flatnonzero((classes == _I) & (scene.known.quotation[scene.heads.word] >= 0)).tolist():
        owner = _innermost(contents, int(scene.words.starts[scene.heads.word[head]]))
        source = scene.source_of[owner] if owner is not None else None
        if source is not None and source != head and classes[source] not in (_I, _WE, _IT):
            yield head, source


def _innermost(contents: Sequence[tuple[int, int, int]], place: int) -> int | None:
    """The number of the narrowest content (start, end, number) that holds a place; `contents` are sorted."""
    after = bisect_left(contents, (place + 1,))
    near = contents[max(0, after - _NESTED) : after]
    around = ((end - start, number) for start, end, number in near if place < end)
    return min(around, default=(0, None))[1]


def _always(scene: Scene, groups: Groups, one: int, other: int) -> bool:
    return True


def _agrees(scene: Scene, groups: Groups, one: int, other: int) -> bool:
    is_stranger = any(groups.of[told] == groups.of[other] for told in scene.strangers.get(one, ()))
    return not is_stranger and groups.agree_one(one, other, scene.evidence)


def _alone(scene: Scene, groups: Groups, one: int, other: int) -> bool:
    return groups.with_(one) == [one]


def _nobody_between(scene: Scene, groups: Groups, one: int, other: int) -> bool:
    """The same, where whoever the first is does not stand between the second's source and it outside quotations."""
    told = (claim.source[-1][1] for claim, head in zip(scene.claims, scene.source_of, strict=True) if head == other)
    end = max((place for place in told if place <= scene.spans[one][0]), default=0)
    between = np.array([head for head in groups.between(other, one) if scene.spans[head][0] >= end], np.int64)
    between = scene.heads.word[between[scene.classes[between] >= NAME]]
    is_named = scene.classes[one] >= NAME and not groups.agree(one, other, scene.evidence)  # "the man, named Bo Lind"
    return not (scene.known.quotation[between] < 0).any() and not is_named and _agrees(scene, groups, one, other)


def _first_time(scene: Scene, groups: Groups, one: int, other: int) -> bool:
    """Whether nobody who is the same as a head has been a source before it below the headline, or told of since the
    other, and nothing speaks against it."""
    start = scene.heads.number(int(scene.heads.first[one]))
    body = scene.text.find("\n\n")
    earlier = [head for head in groups.with_(one) if head < start]
    spoke = any(head in scene.source_of and scene.spans[head][0] > body for head in earlier)
    is_told_of = any(head > other and scene.classes[head] >= NAME for head in earlier)
    return not spoke and not is_told_of and groups.agree(one, other, scene.evidence)


def _no_name(scene: Scene, groups: Groups, one: int, other: int) -> bool:
    return not (scene.classes[groups.with_(other)] == NAME).any()


def _nameless(scene: Scene, groups: Groups, one: int, other: int) -> bool:
    return not has_name(scene, groups.with_(one))


def _only_office(scene: Scene, groups: Groups, one: int, other: int) -> bool:
    members = groups.with_(one)
    before = (head for head in members[:_MEMBERS] if head < one and scene.forms[head] == scene.forms[one])
    is_anybody = any(is_new_one(scene.text, scene.spans[head][0]) for head in before)
    return not is_anybody and not has_name(scene, members) and groups.agree(one, other, scene.evidence)


def _only_pronouns(scene: Scene, groups: Groups, one: int, other: int) -> bool:
    return bool((scene.classes[groups.with_(one)] < NAME).all()) and groups.agree(one, other, scene.evidence)


def _no_name_yet(scene: Scene, groups: Groups, one: int, other: int) -> bool:
    return groups.agree(one, other, scene.evidence) and not has_name(scene, groups.with_(other))


@dataclass(frozen=True, slots=True)
class _Rule:
    """Pairs of heads that are the same someone where that holds: one head alone moves, or all of its group joins."""

    pairs: Callable[[Scene], Iterator[tuple[int, int]]]
    holds: Callable[[Scene, Groups, int, int], bool]
    act: Callable[[Groups, int, int], None]

    def apply(self, scene: Scene, groups: Groups) -> None:
        """Move or join, pair by pair."""
        for one, other in self.pairs(scene):
            if self.holds(scene, groups, one, other):
                self.act(groups, one, other)


def _compatible(scene: Scene, groups: Groups, one: int, other: int) -> bool:
    return groups.of[one] != groups.of[other] and groups.agree(one, other, scene.evidence)


def _only_short(scene: Scene, groups: Groups, one: int, other: int) -> bool:
    """Whether a head's group has no whole name of its own."""
    names = (name for head in groups.with_(one) for name in scene.evidence[head].names)
    return all(len(name) == 1 for name in names) and _compatible(scene, groups, one, other)


_RULES = (
    _Rule(named_again, _compatible, Groups.join),
    _Rule(short_again, _only_short, Groups.join),
    _Rule(many_again, _compatible, Groups.join),
    _Rule(persons_spoken, _always, Groups.move),
    _Rule(asked, _always, Groups.move),
    _Rule(_quoted, _always, Groups.move),
    _Rule(paragraph_subject, _agrees, Groups.move),
    _Rule(spoke_last, _nobody_between, Groups.move),
    _Rule(own_subject, _agrees, Groups.move),
    _Rule(subject_before, _only_pronouns, Groups.join),
    _Rule(own_body, _alone, Groups.move),
    _Rule(told_more, _agrees, Groups.move),
    _Rule(document_read, _always, Groups.move),
    _Rule(same_document, _no_name_yet, Groups.join),
    _Rule(called_again, _first_time, Groups.join),
    _Rule(both_again, _nameless, Groups.join),
    _Rule(known_office, _only_office, Groups.join),
    _Rule(remarks, _no_name, Groups.join),
    _Rule(holder, _no_name_yet, Groups.join),
    _Rule(same_office, _no_name_yet, Groups.join),
    _Rule(_quoted, _always, Groups.move),  # once more, as speakers have moved since
    _Rule(as_one, _always, Groups.move),
    _Rule(called_me, _no_name_yet, Groups.join),
)


def _name_governments(scene: Scene, groups: Groups) -> None:
    speaking = sorted({head for source in scene.source_of if source is not None for head in groups.with_(source)})
    for one, other in governments(scene, speaking):
        evidence = (scene.evidence[head] for head in groups.with_(one) + groups.with_(other))
        if not any(each.gender or each.first_person == "I" for each in evidence):
            groups.join(one, other)


def _carry_on(
    text: str, claims: Sequence[Claim], speaker: list[int | None], subjects: Sequence[int | None]
) -> tuple[str | None, ...]:
    """A claim without a source of its own goes on with what was said right before it in the same paragraph, or is made
    by its sentence's subject, or by whose words a headline repeats; but who "asked whether …", or to whom something
    "is known", nobody tells."""
    reasons: list[str | None] = []
    for number, claim in enumerate(claims):
        reason = None
        if speaker[number] is None:
            is_anyones = _ASKED.match(text, claim.cue[0][0]) or NOBODYS.match(text, claim.cue[0][0])
            before = None if is_anyones else _neighbour(text, claims, number)
            if not claim.source and before is not None and speaker[before] is not None:
                speaker[number] = speaker[before]
            elif not claim.source and not is_anyones and subjects[number] is not None:
                speaker[number] = subjects[number]
            else:
                reason = "no source in the text" if not claim.source else "nobody is known by these words"
        reasons.append(reason)
    return tuple(reasons)


def _neighbour(text: str, claims: Sequence[Claim], number: int) -> int | None:
    """The nearest claim before one, of the same level and paragraph."""
    claim = claims[number]
    earlier = (n for n in range(number - 1, -1, -1) if claims[n].within == claim.within and claims[n].source)
    before = next(earlier, None)
    if before is None or "\n\n" in text[claims[before].cue[0][1] : claim.cue[0][0]]:
        return None
    return None if _has_subject(text, claims[before], claim) else before


def _has_subject(text: str, before: Claim, claim: Claim) -> bool:
    """Whether a claim stands in another sentence than the one before it, and something stands there before its cue:
    "Keldoria has reported it. Nobody else denies it"."""
    cue = claim.cue[0][0]
    begin = max(text.rfind(stop, 0, cue) for stop in _STOPS) + 2
    held = any(begin <= start for start, _ in (*before.cue, *before.source))
    return not held and bool(text[begin:cue].strip(_MARKS)) and not _ING.match(text, cue)


def speakers_of(found: People) -> Iterator[int]:
    """The numbers of those who speak, in the order of their first claim."""
    yield from dict.fromkeys(one for one in found.speaker if one is not None)
