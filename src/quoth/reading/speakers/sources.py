"""Which head each claim's source is about, and what its words tell of whoever that is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from quoth.article import Span, Spans
from quoth.reading.mentions import CLASSES, KINDS, NAME
from quoth.reading.speakers.headings import title_end
from quoth.reading.speakers.names import BEFORE_NOUN, JOINT, Clues, clues
from quoth.reading.speakers.scene import Scene
from quoth.reading.speakers.sourcing import first_end, titled_name_end
from quoth.reading.speakers.speaking import DOCUMENTS
from quoth.reading.speakers.telling import told
from quoth.reading.speakers.titles import is_body_noun, is_many_titles, is_office, is_title

_PERSON, _PLACE = KINDS.index("person"), KINDS.index("place")
_SURELY = 0.9  # how sure it is that a name is a person's, at least
_COMMON = re.compile(r"\b[a-z][\w'’-]*")
_HARDLY = 0.1  # how sure it is that a place's name is a person's, at most
_WHO = re.compile(r"who ")
_INDEFINITE = re.compile(r"an?\s", re.I)
_NAME_OF = re.compile(r"(?:[A-Z][\w.]*\s|[a-z]+\s){0,3}?(?P<name>(?:[A-Z][\w.’-]*\s){1,3}[A-Z][\w’-]*)\s(?:of|from)\s")
# "the Harbour Rights Fund's Ada Rosen"
_OWNED_NAME = re.compile(
    r"(?:[Tt]he\s)?(?:[A-Z][\w&.-]*\s){0,6}[A-Z][\w&.-]*(?:['’]s|(?<=s)['’])\s(?P<name>(?:[A-Z][\w.’-]*\s){1,3}[A-Z][\w’-]*)"
)
# "one of the ministers, Ada Rosen", "the speaker of the parliament Ada Rosen".
_ONE_OF = re.compile(r"(?:[Oo]ne(?: of)?|[Aa]nother)\b")
_OFFICE_OF = re.compile(
    r"\b(?P<office>[a-z-]+) of (?:(?:the|its|his|her) )?(?:(?!(?:the|its|his|her)\b)[a-z]+ ){1,2}"
    r"(?P<name>(?:[A-Z][\w.’-]* )+[A-Z][\w’-]*)$"
)
_TITLE_GOES_ON = re.compile(rf"(?:{BEFORE_NOUN.pattern})+(?: [A-Z][\w.'’-]+)+")
_COUNTRYMAN = re.compile(r"[Tt]he [A-Z]\w+(?:an|ese|ish|man|woman)")
_JOINT = Clues(is_new=True, is_many=True)  # several together are nobody met before
_AGENCY = re.compile(r"^[^\W\d_a-z][^()\n]{1,60}\((?P<agency>[^\W\d_a-z][\w-]+)\)\s*(?:--?|[–—])", re.M)
_CALLED = re.compile(r"\b(?P<noun>[a-z]+)(?: [^\W\d_a-z][\w.'’-]*){1,4}(?=['’]s\Z|\Z)")
_NAME_LAST = re.compile(
    r", (?:[a-z]+ )?(?:[A-Z][a-z]+\. )*([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3})(?:, \d{1,3}(?: years old)?)?,?$"
)


def with_evidence(scene: Scene) -> Scene:
    """A scene with the head of each claim's source, and with what is known of every head."""
    scene = replace(scene, source_of=[_source(scene, claim.source) for claim in scene.claims])
    whole = _whole_sources(scene)
    evidence = _evidence(scene, whole)
    for head in _newly_met(scene, evidence):
        evidence[head] = replace(evidence[head], is_new=True)
    voices = told(scene.heads, scene.known)
    return replace(scene, evidence=[replace(e, voice=v) if v else e for e, v in zip(evidence, voices, strict=True)])


def _evidence(scene: Scene, whole: Mapping[int, Span]) -> list[Clues]:
    """What the words of each head's mention tell, or those of the source that it is."""
    own = [CLASSES[one] for one in scene.classes.tolist()]
    places = enumerate(scene.places)
    found = [clues(scene.text, own[head], place, whole.get(head, scene.spans[head])) for head, place in places]
    for head in np.flatnonzero(scene.heads.kind[:, 1:].argmax(axis=1) + 1 == _PERSON).tolist():
        start, end = scene.places[head]
        if found[head].names and _COUNTRYMAN.fullmatch(scene.text, start - 4, end):
            found[head] = Clues(definite=True)
    for head in [head for head, one in enumerate(found) if one.names and scene.spans[head] != scene.places[head]]:
        found[head] = _called_body(scene.text, scene.spans[head], found[head])
    found = _without_common(scene, _with_kinds(scene, found))
    found = [_JOINT if form == JOINT else one for form, one in zip(scene.forms, found, strict=True)]
    agency = _AGENCY.search(scene.text)
    name = (agency["agency"].lower(),) if agency else None
    return [replace(one, is_body=True) if name in one.names else one for one in found] if agency else found


def _called_body(text: str, mention: Span, known: Clues) -> Clues:
    """What is known of whom a mention calls a body by the noun before the name: "the daily Sporten"."""
    called = _CALLED.search(text, *mention) if not known.is_body else None
    return replace(known, is_body=True) if called and is_body_noun(called["noun"]) else known


def _with_kinds(scene: Scene, found: Sequence[Clues]) -> list[Clues]:
    """What is known of every head, and which names are surely persons' or but places'."""
    kind, is_name = scene.heads.kind, scene.classes == NAME
    known = list(found)
    for head in np.flatnonzero(is_name & (kind[:, _PERSON] > _SURELY)).tolist():
        if known[head].names and not known[head].is_body:
            known[head] = _surely_person(known[head])
    surnames = {name[-1] for one in known for name in one.names if len(name) > 1 and not one.is_body}
    is_place = (kind[:, 1:].argmax(axis=1) + 1 == _PLACE) & (kind[:, _PERSON] < _HARDLY)
    for head in np.flatnonzero(is_name & is_place).tolist():
        is_ones = known[head].titles or known[head].gender or surnames & {name[0] for name in known[head].names}
        known[head] = known[head] if is_ones else _but_place(known[head])
    return known


def _without_common(scene: Scene, found: Sequence[Clues]) -> list[Clues]:
    """What is known of every head; a headline in title case has no names that are but words of the text below:
    "Expansion"."""
    end = title_end(scene.text)
    common = frozenset(_COMMON.findall(scene.text)) if end else frozenset()
    known = list(found)
    for head in range(int(np.searchsorted(scene.words.ends[scene.heads.word], end, "right"))):
        if known[head].names and all(word in common for name in known[head].names for word in name):
            known[head] = replace(known[head], names=frozenset(), is_body=False)
    return known


@lru_cache(maxsize=4096)  # of one text the same names are met again and again
def _surely_person(known: Clues) -> Clues:
    return replace(known, is_person=True)


@lru_cache(maxsize=4096)
def _but_place(known: Clues) -> Clues:
    return replace(known, is_place=True)


def _newly_met(scene: Scene, evidence: list[Clues]) -> Iterator[int]:
    """The heads of sources like "a diplomat" and "a report by the council", who is none of those before."""
    for claim, head in zip(scene.claims, scene.source_of, strict=True):
        is_one = head is not None and (evidence[head].office or scene.forms[head].lower() in DOCUMENTS)
        if head is not None and is_one and _INDEFINITE.match(scene.text, *claim.source[0]):
            yield head


def _whole_sources(scene: Scene) -> dict[int, Span]:
    """The words of the sources in one piece by their heads: more than a mention, which may begin too late, or less."""
    pairs = zip(scene.claims, scene.source_of, strict=True)
    found = [(head, claim.source[0]) for claim, head in pairs if head is not None and len(claim.source) == 1]
    return {
        head: source
        for head, source in found
        if "," not in scene.text[slice(*source)] and not _is_part(source, scene.spans[head])
    }


def _is_part(span: Span, whole: Span) -> bool:
    return whole[0] <= span[0] and span[1] <= whole[1]


def _office_of(scene: Scene, head: int, source: Span) -> Iterator[tuple[int, int]]:
    """The name behind an office of something that is no name, and the office, if the source's head is that."""
    found = _OFFICE_OF.search(scene.text, *source)
    name = _head_at(scene, found.end("name")) if found and _is_one_office(found["office"]) else None
    is_person = name is not None and scene.heads.kind[name].argmax() == _PERSON
    if name is not None and is_person and name > head and scene.forms[head] == (found["office"] if found else ""):
        yield name, head


def _is_one_office(word: str) -> bool:
    return is_office(word) and not word.endswith("s")


def joint_again(scene: Scene) -> Iterator[tuple[int, int]]:
    """Pairs of heads: several together, and the same ones before: "Trump and Ryan", "Ryan and Trump"."""
    met: dict[frozenset[str], int] = {}
    for head in range(len(scene.heads)):
        if scene.forms[head] == JOINT:
            names = frozenset(scene.text[slice(*scene.spans[head])].replace(",", " ").split())
            before = met.setdefault(names, head)
            if before != head:
                yield head, before


def _source(scene: Scene, source: Spans) -> int | None:
    """The head that a source is about: its mention is most like the source's words, and it is not there to tell more
    of another word ("Tarvan official", "Ada Rosen, head of the council")."""
    best, likeness = None, 0.0
    for start, end in source:
        first, last = map(scene.number, (start, end))
        if len(source) == 1 and first < last and (start, end) == scene.spans[first] == scene.places[first]:
            return first  # "he"
        if len(source) == 1 and _WHO.match(scene.text, start, end):
            return scene.heads.at(scene.words.number(start))  # "who back Ada Rosen"
        joint = next((head for head in range(first, last) if scene.forms[head] == JOINT), None)
        if joint is not None:
            return joint
        named = _NAME_OF.match(scene.text, start, end) or _OWNED_NAME.fullmatch(scene.text, start, end)
        person = None if named is None else _head_at(scene, named.end("name"))
        is_ones = person is not None and not is_many_titles([scene.forms[person]])
        if person is not None and is_ones and scene.heads.kind[person].argmax() == _PERSON:
            return person  # "Ida Marsh of the Labour Party", not "Sunni Members of Parliament"
        titled = titled_name_end(scene.text, (start, end)) if first < last else None
        if titled is not None:
            holder = _head_at(scene, titled)
            return int(last - 1) if holder is None else holder
        more = first_end(scene.text, (start, end))
        is_headed = any(scene.spans[head][0] < more <= scene.spans[head][1] for head in range(first, last))
        for head in range(first, last):
            mention = scene.spans[head]
            share = _overlap(mention, (start, end))
            if is_headed and mention[0] >= more:
                continue
            if share >= max(likeness, 0.01) and not _tells_more(scene.text, scene.places[head][1], mention, end):
                best, likeness = head, share
    return best


def _head_at(scene: Scene, end: int) -> int | None:
    """The head whose word ends at a place."""
    return scene.heads.at(scene.words.number(end) - 1)


def _tells_more(text: str, head_end: int, mention: Span, end: int) -> bool:
    """Whether a mention ends before a noun: "Tarvan" of "Tarvan official", not "a diplomat familiar with the talks"; or
    its head is but part of the title before a name: "transport" of "transport minister Elsa Torvik"."""
    if mention[1] <= head_end:
        return BEFORE_NOUN.match(text, head_end, end) is not None
    return _TITLE_GOES_ON.fullmatch(text, head_end, mention[1]) is not None


def _overlap(one: Span, other: Span) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, shared) / (max(one[1], other[1]) - min(one[0], other[0]))


def named_behind(scene: Scene) -> Iterator[tuple[int, int]]:
    """Pairs of heads: the whole name of a person at a source's end, and the source's own ("the secretary of the
    council, Ada Rosen,")."""
    for claim, head in zip(scene.claims, scene.source_of, strict=True):
        name = _NAME_LAST.search(scene.text, *claim.source[0]) if head is not None and len(claim.source) == 1 else None
        if head is not None and len(claim.source) == 1:
            yield from _office_of(scene, head, claim.source[0])
        is_one_of = bool(claim.source) and _ONE_OF.match(scene.text, *claim.source[0])
        is_name = head is not None and scene.classes[head] == NAME and not is_title(scene.forms[head])
        if name is None or head is None or (is_name and not is_one_of):
            continue
        before, with_title = scene.text[claim.source[0][0] : name.start()], name.start(1) > name.start() + len(", ")
        if " and " in before or (with_title and "," in before):
            continue
        for other in range(head + 1, len(scene.heads)):
            if scene.spans[other][0] > name.start(1):
                break
            is_it = scene.spans[other] == name.span(1) or (with_title and scene.spans[other][1] == name.end(1))
            if is_it and scene.heads.kind[other].argmax() == _PERSON:
                yield other, head
