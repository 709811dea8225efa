"""Who stands behind each source: attributions and chains of mentions -> speakers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from quoth.article import Span, Spans
from quoth.reading.antecedents import Judge, likely
from quoth.reading.apposition import apposed, remarks, within
from quoth.reading.coreference import chains
from quoth.reading.floor import persons_spoken
from quoth.reading.heads import Heads
from quoth.reading.leads import holder
from quoth.reading.mentions import CLASSES, KINDS, NAME, Traits
from quoth.reading.names import BEFORE_NOUN, TITLES, Clues, clues, compatible
from quoth.reading.sourcing import first_end
from quoth.reading.speaking import called_again, document_read, governments, own_subject, spoke_last, told_more
from quoth.reading.telling import told
from quoth.reading.words import Words

_I, _WE, _IT = (CLASSES.index(name) for name in ("I", "we", "it"))
_WORD = re.compile(r"\w{4,}")
_PERSON = KINDS.index("person")
_BODY = np.eye(len(KINDS), dtype=np.float32)[KINDS.index("organization")]
_INDEFINITE = re.compile(r"an?\s", re.I)
_TITLE_GOES_ON = re.compile(rf"(?:{BEFORE_NOUN.pattern})+(?: [A-Z][\w.'’-]+)+")
_NAME_LAST = re.compile(r", ([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}),?$")
_NESTED = 64  # contents looked back at for one that holds a place
_ALIKE = 0.3  # of a headline's words, the least share that its claim has with the body's


@dataclass(frozen=True, slots=True)
class Claim:
    """What matters of an attribution here: its spans, and the number of the one it stands within."""

    source: Spans
    cue: Spans
    content: Spans
    within: int | None


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


def people(text: str, words: Words, heads: Heads, known: Traits, claims: Sequence[Claim], judge: Judge) -> People:
    """Who is who in a text, and who makes each claim."""
    spans = _mentions(words, heads)
    source_of = [_source(text, words, heads, spans, claim.source) for claim in claims]
    whole = _whole_sources(text, claims, source_of)
    evidence = [_clues(text, known, words, heads, number, whole.get(number, span)) for number, span in enumerate(spans)]
    for head in _newly_met(text, claims, source_of, evidence):
        evidence[head] = replace(evidence[head], is_new=True)
    evidence = [replace(one, voice=v) if v else one for one, v in zip(evidence, told(heads, known), strict=True)]
    sure = list(apposed(text, words, heads, known, spans))
    sure += _named_behind(text, heads, known, spans, claims, source_of)
    earlier = likely(text, words, heads, known, judge)
    groups = Groups(len(heads), chains(earlier, evidence, dict(sure), within(heads, known, sure)))
    heads = _agreed(heads, groups, evidence)
    for one, other in sure:
        if groups.of[one] == groups.of[other]:
            continue
        if groups.agree(one, other, evidence):
            groups.join(one, other)
        else:
            groups.move(other, one)
    for one, other in persons_spoken(text, words, heads, known, spans):
        groups.move(one, other)
    _give_to_quoted(words, heads, known, claims, source_of, groups)
    outside = set(np.flatnonzero(known.quotation[heads.word] < 0).tolist())
    for one, other in spoke_last(text, words, heads, known, claims, source_of):
        if not groups.between(other, one, outside) and groups.agree_one(one, other, evidence):
            groups.move(one, other)
    for one, other in own_subject(text, words, heads, known, claims, source_of):
        if groups.agree_one(one, other, evidence):
            groups.move(one, other)
    for one, other in told_more(text, words, heads, claims, source_of):
        if groups.agree_one(one, other, evidence):
            groups.move(one, other)
    for one, other in document_read(text, words, heads, known, claims, source_of):
        groups.move(one, other)
    for one, other in called_again(text, words, heads, known, claims, source_of):
        if _is_first(heads, groups, one, source_of) and groups.agree(one, other, evidence):
            groups.join(one, other)
    for one, other in remarks(text, words, heads, known, claims, source_of):
        if not any(known.classes[heads.word[head]] == NAME for head in groups.with_(other)):
            groups.join(one, other)
    for one, other in holder(text, claims, source_of, evidence):
        if groups.agree(one, other, evidence) and not _has_name(groups.with_(other), evidence):
            groups.join(one, other)
    speaking = sorted({head for source in source_of if source is not None for head in groups.with_(source)})
    for one, other in governments(text, spans, evidence, speaking):
        if not any(evidence[head].gender or evidence[head].first_person == "I" for head in groups.with_(other)):
            groups.join(one, other)
    _resolve_headline(text, claims, source_of, spans, evidence, groups)
    speaker = [None if head is None else groups.of[head] for head in source_of]
    reason = _carry_on(text, claims, speaker)
    place = {one: number for number, one in enumerate(groups.members)}
    everyone = tuple(Someone(tuple(sorted(members))) for members in groups.members.values())
    return People(heads, everyone, tuple(None if one is None else place[one] for one in speaker), reason)


def _is_first(heads: Heads, groups: Groups, head: int, source_of: Sequence[int | None]) -> bool:
    """Whether nobody who is the same as a head has been a source before it."""
    start = np.searchsorted(heads.word, heads.first[head])
    return not any(one < start and one in source_of for one in groups.with_(head))


def _agreed(heads: Heads, groups: Groups, evidence: Sequence[Clues]) -> Heads:
    """The heads, each of the kind that its chain is; a body's name makes all of it an organization."""
    kind = heads.kind.copy()
    for members in groups.members.values():
        if len(members) > 1:
            kind[members] = kind[members].mean(axis=0)
        if any(evidence[head].is_body for head in members):
            kind[members] = _BODY
    return replace(heads, kind=kind)


class Groups:
    """Heads in groups that can be joined: `of` numbers each head's group, `members` lists each group's heads."""

    def __init__(self, count: int, chains: Sequence[Sequence[int]]) -> None:
        self.of = [0] * count
        self.members = {number: list(chain) for number, chain in enumerate(chains)}
        for number, chain in self.members.items():
            for head in chain:
                self.of[head] = number

    def with_(self, head: int) -> list[int]:
        """All that are the same someone as a head."""
        return self.members[self.of[head]]

    def join(self, one: int, other: int) -> None:
        """What two heads are is the same someone from now on."""
        if self.of[one] == self.of[other]:
            return
        kept, gone = sorted((self.of[one], self.of[other]), key=lambda number: -len(self.members[number]))
        moved = self.members.pop(gone)
        self.members[kept] += moved
        for head in moved:
            self.of[head] = kept

    def agree(self, one: int, other: int, evidence: Sequence[Clues]) -> bool:
        """Whether nothing that is known of two heads' groups contradicts that they are one."""
        return all(compatible(evidence[a], evidence[b]) for a in self.with_(one) for b in self.with_(other))

    def agree_one(self, head: int, other: int, evidence: Sequence[Clues]) -> bool:
        """The same for one head and the other's group."""
        return all(compatible(evidence[head], evidence[b]) for b in self.with_(other))

    def between(self, first: int, last: int, among: Container[int]) -> bool:
        """Whether one who is the same as the second of two heads stands between them."""
        return any(one in among for one in self.with_(last) if first < one < last)

    def move(self, head: int, to: int) -> None:
        """One head, without the others of its group, is the same someone as another from now on; itself: nobody."""
        if head != to and self.of[head] == self.of[to]:
            return
        left = self.members[self.of[head]]
        left.remove(head)
        if not left:
            del self.members[self.of[head]]
        self.of[head] = self.of[to] if head != to else max(self.members, default=-1) + 1
        self.members.setdefault(self.of[head], []).append(head)


def _mentions(words: Words, heads: Heads) -> list[Span]:
    return list(zip(words.starts[heads.first].tolist(), words.ends[heads.last].tolist(), strict=True))


def _clues(text: str, known: Traits, words: Words, heads: Heads, number: int, mention: Span) -> Clues:
    word = int(heads.word[number])
    return clues(text, known, word, (int(words.starts[word]), int(words.ends[word])), mention)


def _newly_met(
    text: str, claims: Sequence[Claim], source_of: Sequence[int | None], evidence: Sequence[Clues]
) -> Iterator[int]:
    """The heads of sources like "a diplomat", who is none of those before."""
    for claim, head in zip(claims, source_of, strict=True):
        if head is not None and evidence[head].office and _INDEFINITE.match(text, *claim.source[0]):
            yield head


def _whole_sources(text: str, claims: Sequence[Claim], source_of: Sequence[int | None]) -> dict[int, Span]:
    """The words of the sources in one piece by their heads: more than a mention, which may begin too late."""
    pairs = ((head, claim.source) for claim, head in zip(claims, source_of, strict=True) if head is not None)
    return {head: source[0] for head, source in pairs if len(source) == 1 and "," not in text[slice(*source[0])]}


def _source(text: str, words: Words, heads: Heads, mentions: Sequence[Span], source: Spans) -> int | None:
    """The head that a source is about: its mention is most like the source's words, and it is not there to tell more
    of another word ("Tarvan official", "Ada Rosen, head of the council")."""
    best, likeness = None, 0.0
    for start, end in source:
        first, last = np.searchsorted(words.starts[heads.word], (start, end)).tolist()
        more = first_end(text, (start, end))
        is_headed = any(mentions[head][0] < more <= mentions[head][1] for head in range(first, last))
        for head in range(first, last):
            share = _overlap(mentions[head], (start, end))
            if is_headed and mentions[head][0] >= more:
                continue
            if share >= max(likeness, 0.01) and not _tells_more(
                text, int(words.ends[heads.word[head]]), mentions[head], end
            ):
                best, likeness = head, share
    return best


def _named_behind(
    text: str,
    heads: Heads,
    known: Traits,
    mentions: Sequence[Span],
    claims: Sequence[Claim],
    source_of: Sequence[int | None],
) -> Iterator[tuple[int, int]]:
    """Pairs of heads: the whole name of a person at a source's end, and the source's own ("the secretary of the
    council, Ada Rosen,")."""
    for claim, head in zip(claims, source_of, strict=True):
        name = _NAME_LAST.search(text, *claim.source[0]) if head is not None and len(claim.source) == 1 else None
        if (
            name is None
            or head is None
            or known.classes[heads.word[head]] == NAME
            or " and " in text[claim.source[0][0] : name.start()]
        ):
            continue
        for other in range(head + 1, len(heads)):
            if mentions[other][0] > name.start(1):
                break
            if mentions[other] == name.span(1) and heads.kind[other].argmax() == _PERSON:
                yield other, head


def _tells_more(text: str, head_end: int, mention: Span, end: int) -> bool:
    """Whether a mention ends before a noun: "Tarvan" of "Tarvan official", not "a diplomat familiar with the talks"; or
    its head is but part of the title before a name: "transport" of "transport minister Elsa Torvik"."""
    if mention[1] <= head_end:
        return BEFORE_NOUN.match(text, head_end, end) is not None
    return _TITLE_GOES_ON.fullmatch(text, head_end, mention[1]) is not None


def _overlap(one: Span, other: Span) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, shared) / (max(one[1], other[1]) - min(one[0], other[0]))


def _give_to_quoted(
    words: Words,
    heads: Heads,
    known: Traits,
    claims: Sequence[Claim],
    source_of: Sequence[int | None],
    groups: Groups,
) -> None:
    """ "I" in somebody's quotation is that somebody."""
    contents = sorted((*span, number) for number, claim in enumerate(claims) for span in claim.content)
    for head, word in enumerate(heads.word.tolist()):
        if known.classes[word] != _I or known.quotation[word] < 0:
            continue
        owner = _innermost(contents, int(words.starts[word]))
        source = source_of[owner] if owner is not None else None
        if source is not None and source != head and known.classes[heads.word[source]] not in (_I, _WE, _IT):
            groups.move(head, source)


def _innermost(contents: Sequence[tuple[int, int, int]], place: int) -> int | None:
    """The number of the narrowest content (start, end, number) that holds a place; `contents` are sorted."""
    after = bisect_left(contents, (place + 1,))
    near = contents[max(0, after - _NESTED) : after]
    return next((number for _, end, number in reversed(near) if place < end), None)


def _resolve_headline(
    text: str,
    claims: Sequence[Claim],
    source_of: Sequence[int | None],
    spans: Sequence[Span],
    evidence: Sequence[Clues],
    groups: Groups,
) -> None:
    """A headline's ": official" is whoever makes the same claim in the body, or else the only one who is named there
    with that office, unless that official has a name."""
    body = text.find("\n\n")
    if body < 0:
        return
    below = [(claim, head) for claim, head in zip(claims, source_of, strict=True) if claim.cue[0][0] > body]
    for claim, head in zip(claims, source_of, strict=True):
        if claim.cue[0][0] > body or head is None or _has_name(groups.with_(head), evidence):
            continue
        alike = [(_alike(text, claim, one), -number) for number, (one, other) in enumerate(below) if other is not None]
        share, place = max(alike, default=(0.0, 0))
        same = below[-place][1] if share >= _ALIKE else None
        for other in (same, _titled(text, spans, head, body, evidence, groups)):
            if other is not None and groups.agree(head, other, evidence):
                groups.join(head, other)
                break


def _titled(
    text: str, spans: Sequence[Span], office: int, body: int, evidence: Sequence[Clues], groups: Groups
) -> int | None:
    """Who has a name and is called below a headline with all words of an office in it: "Norra's minister" is "Norra's
    transport minister Elsa Torvik", if there is but one."""
    wanted = _words(text, (spans[office],))
    found = {
        groups.of[head]: head
        for head, span in enumerate(spans)
        if span[0] > body
        and evidence[head].titles
        and wanted <= _words(text, (span,))
        and _has_name(groups.with_(head), evidence)
    }
    return next(iter(found.values())) if len(found) == 1 and evidence[office].office else None


def _has_name(members: Sequence[int], evidence: Sequence[Clues]) -> bool:
    return any(not TITLES.issuperset(name) for head in members for name in evidence[head].names)


def _alike(text: str, one: Claim, other: Claim) -> float:
    mine, theirs = _words(text, one.content), _words(text, other.content)
    return len(mine & theirs) / max(1, len(mine))


def _words(text: str, spans: Spans) -> set[str]:
    return {word.lower()[:6] for start, end in spans for word in _WORD.findall(text[start:end])}


def _carry_on(text: str, claims: Sequence[Claim], speaker: list[int | None]) -> tuple[str | None, ...]:
    """A claim without a source of its own goes on with what was said right before it in the same paragraph."""
    reasons: list[str | None] = []
    for number, claim in enumerate(claims):
        reason = None
        if speaker[number] is None:
            before = _neighbour(text, claims, number)
            if not claim.source and before is not None and speaker[before] is not None:
                speaker[number] = speaker[before]
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
    return before


def speakers_of(found: People) -> Iterator[int]:
    """The numbers of those who speak, in the order of their first claim."""
    yield from dict.fromkeys(one for one in found.speaker if one is not None)
