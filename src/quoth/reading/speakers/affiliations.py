"""Whose somebody is, and of what country, by an article's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from quoth.article import Span
from quoth.reading.speakers import called
from quoth.reading.speakers.cast import ORGANIZATION, PERSON, PLACE, Cast, Mention
from quoth.reading.speakers.names import BEFORE_NOUN, COUNTS, DAYS, DEMONYM, MONTHS, name_span
from quoth.reading.speakers.roles import behind
from quoth.reading.speakers.seats import SEATS, country, is_country, is_nations, is_within
from quoth.reading.speakers.someone import People
from quoth.reading.speakers.speaking import DOCUMENTS
from quoth.reading.speakers.titles import (
    holders,
    holds_body,
    is_body_noun,
    is_field,
    is_office,
    is_title,
    is_titled,
)

_LEADS = re.compile(
    r",?\swho\s(?:\w+\s)?(?:heads|headed|leads|led|chairs|chaired|runs|ran|directs|works (?:for|at))\s"
    r"([^,.;:\n“”\"()]{3,80})"
)
_OF_BODY = re.compile(
    r"\sof\s(?:the\s)?((?:[A-Z][\w&'’-]*|of|for|and)(?:\s(?:[A-Z][\w&'’-]*|of|for|and))*)"
    r"(?=[,.;\n]|\s(?:said|says|told|tells|added|adds|wrote|writes)\b)"
)
_OF_BODYS = re.compile(r" (?:of|from) (?:the )?(.+)")
# ", Director, Velmora Securities": what somebody leads stands behind the office.
_DIRECTOR_OF = re.compile(
    r", (?:[A-Z&][\w&-]*\s){0,4}"
    r"(?:Director|President|Manager|C[EFO]O|Chairman|[Ff]ounder|Partner|Head|Analyst|Economist)"
    r", ([A-Z][\w&.’'-]*(?: [A-Z][\w&.’'-]*)*)(?=[,.;\n”\"]|\s(?:said|says|told|adds|added)\b|$)"
)
_COUNTED = re.compile(rf"(?:{'|'.join(sorted(COUNTS))})\s", re.I)
_ARTICLE = re.compile(r"\A(?:(?:The|An?|Former|Then|Retired|Veteran|Longtime|Interim|Senior|Top)\s)+")
_OWNED = re.compile(r"(?:['’]s|(?<=s)['’])\Z")
_OWNER_BEFORE = re.compile(
    r"\b(?!(?:As|In|On|At|But|And|When|While|The|For|With|Said|Says|If|Like|To|From|By)\s)(?P<owner>(?:[A-Z][\w&.-]*\s){0,3}[A-Z][\w&.-]*)(?:['’]s|(?<=s)['’])\s\Z"
)
_OWNER_WITHIN = re.compile(r"(?P<owner>(?:[A-Z][\w&.-]*\s){0,3}[A-Z][\w&.-]*)(?:['’]s|(?<=s)['’])\s(?=[A-Z])")
_OWNERS = 50  # code points that the body whose somebody is takes before a name, at most
_CHAMBERS = frozenset("Senate Parliament Congress Assembly".split())
_NOUNS = re.compile(r"(?: [a-z-]+){0,3} ")
# The first words of "Joint Chiefs of Staff".
_BODY_OF = re.compile(
    r"(?:[A-Z]\w+ )*(?:Chiefs|Board|House|School|Church|Friends|Doctors|University|College|Bank|Institute)"
    r" of (?:the )?\Z"
)
_WORKS_AT = re.compile(r" at (?:the )?([A-Z].+)\Z")
_JOINTS = frozenset("of for and the at in de la".split())
_OF_OFFICERS = frozenset(
    "home project product program programme managing marketing sales operations business communications research"
    " majority minority regional assistant associate operating"
    " political financial technology medical legal athletic team global vice".split()
)
_BASED = re.compile(r"\A[A-Z][\w ]*-based\s")
_NO_BODY = frozenset("Act Bill Law Agreement Accord Treaty Amendment Award Prize Cup".split())
_OF_IT = re.compile(r"(?:its|their)\s", re.I)
# What somebody is the head of within a body: "Head of Research at Velmora".
_FIELD_OF = re.compile(r"\b(?:head|director|president|chief|manager|editor|professor|VP) (?:of|for) \Z", re.I)
_SUBJECT_OF = re.compile(r"\b(?:professor|lecturer|student|scholar) (?:of|in) \Z", re.I)
_AT_BODY = re.compile(r" (?:at|with) (?:the )?[A-Z]")
_WHERE = re.compile(r"\b(?:in|at|on|for|near|outside|around|visit(?:s|ed|ing)|tour(?:s|ed|ing))\s(?:the\s)?$")
_ASKED_BY = re.compile(r"(?<!employed )(?<!hired )\bby\s(?:the\s)?$")
_DATED = re.compile("|".join(sorted(DAYS | MONTHS)))
_PEOPLES = frozenset("Latino Latina Latinos Hispanic Arab Asian African Muslim Jewish Christian Black White".split())
_NO_LONGER = ("former", "then", "ex", "acting")
_NEAR = 20  # code points before a place or a body that tell of it


def _led(text: str, mentions: Sequence[Mention]) -> Iterator[Span]:
    """What somebody is said behind the name to lead, to work for or to be of ("Dara Lindholm of Osk Bank")."""
    for one in mentions:
        led = _LEADS.match(text, one.head[1]) if one.name in ("name", "noun") else None
        if led is None and one.name == "name" and one.kind == PERSON:
            led = _OF_BODY.match(text, one.head[1]) or _DIRECTOR_OF.match(text, one.head[1])
        if led:
            yield led.span(1)


def inside(cast: Cast, mentions: Sequence[Mention], kind: int) -> str | None:
    """The organization or place named with somebody's name or in the phrase behind it, or else within another mention;
    of several the longest."""
    own = [one.head for one in mentions]
    led = _led(cast.text, mentions) if kind == ORGANIZATION else ()
    wide = [one for one in mentions if one.span != one.head]
    beside = (*(one.span for one in wide if one.name == "name"), *behind(cast.text, mentions), *led)
    others = [one.span for one in wide if one.name != "name"]
    names = (_named_in(cast, stretches, own, kind) for stretches in (beside, others))
    return next(filter(None, names), None)


def land(cast: Cast, mentions: Sequence[Mention], role: str | None) -> str | None:
    """The country that somebody's mentions name, or whose nation's word a role begins with: "Norwegian" of "Norwegian
    prime minister"."""
    words = [_OWNED.sub("", word) for word in (role or "").split() if word.lower() not in _NO_LONGER]
    begins = (" ".join(words[:count]) for count in (3, 2, 1) if len(words) > count)
    told = next((land for land in begins if _is_land(cast.text, land)), None)
    return told or inside(cast, mentions, PLACE)


def _is_land(text: str, name: str) -> bool:
    """Whether the words that a role begins with are a country's or a nation's."""
    is_known = is_nations(name) or is_country(name)
    return is_known or (name[:1].isupper() and _is_nations(text, name))


def _named_in(cast: Cast, stretches: Iterable[Span], own: Sequence[Span], kind: int) -> str | None:
    """The longest name of a kind in some stretches that is not somebody's own, whose heads are `own`."""
    named = (stretch for stretch in stretches if any(cast.names_in(stretch, one) for one in (kind, PLACE)))
    held = (_without_holder(cast.text, stretch, own) for stretch in named)
    found = ((span, stretch) for stretch in held for span in _named_within(cast, stretch, kind))
    others = (
        span
        for span, stretch in found
        if not any(span[0] <= head[0] < span[1] for head in own) and not _is_aside(cast.text, span, stretch, kind, own)
    )
    names = [_bare(cast.text[slice(*_without_place(cast, span))]) for span in others]
    names = [name for name in names if _may_be(name, kind)]
    lands = [name for name in names if not _is_nations(cast.text, name)]
    names = lands if lands or kind == ORGANIZATION else names
    return max(map(_employer, names), key=len, default=None)


def _may_be(name: str, kind: int) -> bool:
    """Whether a name may be one of a kind: no mere noun ("Agency officials"), no country for a body, nobody's own."""
    if _DATED.fullmatch(name) or (kind == PLACE and (is_within(name) or name.split()[-1] in _PEOPLES)):
        return False
    is_land = kind == ORGANIZATION and is_country(name)
    return not (is_land or is_body_noun(name)) and (holds_body(name.split()) or not _is_persons(name.split()))


def _is_persons(name: Sequence[str]) -> bool:
    """Whether a name is somebody's with a title, be it a surname alone ("Vice President Orsk")."""
    return is_titled([*name[:-1], "", *name[-1:]])  # as if a first name stood before it, too


def _bare(name: str) -> str:
    """A name without what only stands before it ("the", "three", "Geneva-based")."""
    return _BASED.sub("", _COUNTED.sub("", _ARTICLE.sub("", name)))


def _without_place(cast: Cast, span: Span) -> Span:
    """A body's name up to where it is: "Ashby Clinic" of "Ashby Clinic in Ostend"."""
    end = cast.text.find(" in ", *span)
    is_where = end >= 0 and holds_body(cast.text[span[0] : end].split()) and cast.names_in((end, span[1]), PLACE)
    return (span[0], end) if is_where else span


def _without_holder(text: str, span: Span, own: Iterable[Span]) -> Span:
    """A mention up to the name of whoever holds the office that it is, one of whose own words stands there: "President
    of Keldoria"."""
    names = (name for _, name, end in holders(text, span) if any(name <= word[0] < end for word in own))
    return span[0], next(names, span[1])


def _named_within(cast: Cast, stretch: Span, kind: int) -> Iterator[Span]:
    """The names of a kind within a stretch; a place whose name holds a body's word is that body."""
    for head_kind in {kind, PLACE}:
        for head in map(cast.scene.places.__getitem__, cast.names_in(stretch, head_kind)):
            span = name_span(cast.text, head, stretch)
            if span is None:
                continue
            is_bodys = holds_body(cast.text[slice(*span)].split())
            is_part = head_kind == PLACE and span[1] > head[1] and not is_bodys
            of = _BODY_OF.search(cast.text, stretch[0], span[0])
            span = (of.start(), span[1]) if of else span
            if not is_part and (ORGANIZATION if is_bodys else head_kind) == kind:
                yield span


def _employer(name: str) -> str:
    """A body's name without the office that somebody has there: "Chief Executive Officer of Velmora"."""
    office, of, body = name.partition(" of ")
    last = office.split()[-1].lower() if of else ""
    is_ones = is_office(last) and not last.endswith("s")  # not the "Joint Chiefs of Staff"
    return _ARTICLE.sub("", body[:1].upper() + body[1:]) if is_ones else name


def _is_aside(text: str, span: Span, stretch: Span, kind: int, own: Iterable[Span]) -> bool:
    """Whether a name within a stretch tells only more of another thing there ("the Upper Mirel dam") or an office's, or
    a place is but where somebody is, a body but who asked."""
    name = _ARTICLE.sub("", text[slice(*span)])
    is_ones_office = " of " not in name and is_office(name.split()[-1].lower())
    is_no_body = kind == ORGANIZATION and (name.split()[-1] in _NO_BODY or _is_nations(text, name))
    if is_field(name) or is_ones_office or is_no_body:
        return True
    if _FIELD_OF.search(text, max(0, span[0] - _NEAR), span[0]) and _AT_BODY.match(text, *span[1:], stretch[1]):
        return True
    if _SUBJECT_OF.search(text, max(0, span[0] - _NEAR), span[0]) and not holds_body(name.split()):
        return True
    noun = BEFORE_NOUN.match(text, span[1], max(span[1], stretch[1]))
    is_ones = noun is not None and (is_office(noun[0].strip()) or any(_heads(text, span, one) for one in own))
    is_anothers = noun is not None and not is_ones
    before = _WHERE if kind == PLACE else _ASKED_BY
    return is_anothers or before.search(text, max(0, span[0] - _NEAR), span[0]) is not None


def _heads(text: str, name: Span, head: Span) -> bool:
    """Whether a word a few nouns behind a name heads what the name tells more of: "fellow" of "Space Agency research
    fellow"."""
    return head[0] > name[1] and _NOUNS.fullmatch(text, name[1], head[0]) is not None


def _is_nations(text: str, name: str) -> bool:
    """Whether a word is that of a nation whose country the text names: "Belorian" of Beloria."""
    lands = (re.escape(name[:-more]) for more in range(1, 4))
    return bool(DEMONYM.fullmatch(name)) and any(re.search(rf"\b{land}\b", text) for land in lands if len(land) > 3)


def affiliation(cast: Cast, found: People, mentions: Sequence[Mention], role: str | None) -> str | None:
    """The body whose somebody is, who has a role."""
    told = inside(cast, mentions, ORGANIZATION) or _own_body(cast, found, mentions) or _body_before(cast, role or "")
    works_at = _WORKS_AT.search(role or "")
    return told or (_bare(works_at[1]) if works_at else _body_behind(cast.text, mentions)) or _whose(cast, mentions)


def _whose(cast: Cast, mentions: Sequence[Mention]) -> str | None:
    """The body whose somebody is right before the name: "CBN's Gloria Borg"."""
    spans = [one.capitals for one in mentions if one.kind == PERSON and one.name == "name"]
    before = (
        _OWNER_BEFORE.search(cast.text, max(0, span[0] - _OWNERS), span[0]) or _OWNER_WITHIN.match(cast.text, *span)
        for span in spans
        if span
    )
    names = (one["owner"] for one in before if one)
    return next((name for name in names if _is_bodys_name(cast, name)), None)


def _is_bodys_name(cast: Cast, name: str) -> bool:
    is_short = called.SHORT_FORM.fullmatch(name) and country(name) is None
    return bool(is_short) or holds_body(name.split()) or _is_often_body(cast, name)


def _body_behind(text: str, mentions: Sequence[Mention]) -> str | None:
    """The body that stands behind somebody's name: "Karim Dhal of Harbour Law School"."""
    spans = [one.capitals for one in mentions if one.kind == PERSON]
    behind = (_OF_BODYS.search(text, *span) for span in spans if span)
    return next((one[1] for one in behind if one and holds_body(one[1].split())), None)


def _body_before(cast: Cast, role: str) -> str | None:
    """The body that a role begins with: "Infomat" of "Infomat President", "Infomat's head of sales"."""
    words = role.split()
    owner = next((place for place, word in enumerate(words, 1) if _OWNED.search(word)), 0)
    begins = (place for place in range(1, len(words)) if words[place - 1] not in _JOINTS and _begins_role(words[place]))
    end = owner or next(begins, 0)
    name = _OWNED.sub("", " ".join(words[:end]))
    if not name or not name[0].isupper() or is_title(words[0]) or is_field(name):
        return None
    is_land = DEMONYM.fullmatch(name) or (not holds_body(words[:end]) and _is_lands(name))
    if is_land or _COUNTED.match(name) or not _is_met(cast, name):
        return None
    is_one = _is_often_body(cast, name)
    if (end == 1 and holds_body(words[:1]) and words[0] not in _CHAMBERS) or words[-1].lower() == "minister":
        return None  # "Society President", "Civil Aviation Minister"
    return name if is_one or name in SEATS or called.SHORT_FORM.fullmatch(name) or holds_body(words[:end]) else None


def _is_often_body(cast: Cast, name: str) -> bool:
    """Whether the last word of a name heads a body's name somewhere, and a person's no more often."""
    end = cast.text.find(name) + len(name)
    keys = cast.known.key
    like = np.flatnonzero(keys[cast.heads.word] == keys[cast.words.number(end) - 1])
    kinds = (cast.heads.kind[like, 1:].argmax(axis=1) + 1).tolist()
    return bool(kinds.count(ORGANIZATION) >= max(1, kinds.count(PERSON)))


def _is_lands(name: str) -> bool:
    """Whether a name is or begins with a country's: "United States District"."""
    return name not in SEATS and any(country(" ".join(name.split()[:count])) for count in (1, 2, 3))


def _is_met(cast: Cast, name: str) -> bool:
    """Whether capitals are a name's, and not but those of a sentence's first word ("Shop owner")."""
    if " " in name or called.SHORT_FORM.fullmatch(name):
        return True
    return name.lower() not in cast.common and bool(re.search(rf"[\w,’'][”\"]? {re.escape(name)}\b", cast.text))


def _begins_role(word: str) -> bool:
    """Whether a word behind a body's name is its officer's ("Project" of "Infomat Project Manager")."""
    is_small = word[0].islower() and word not in _JOINTS
    return is_small or is_title(word) or is_field(word) or word.lower() in _OF_OFFICERS


def _own_body(cast: Cast, found: People, mentions: Sequence[Mention]) -> str | None:
    """The body whose somebody is: what "its" of "its chief executive" is, or "company" of "company spokesman"."""
    for owner in _owners(cast, mentions):
        chain = next((one.heads for one in found.everyone if owner in one.heads), ())
        others = [cast.mention(head) for head in chain if head != owner]
        nouns = {cast.text[slice(*one.head)].lower() for one in others}
        if any(one.kind == ORGANIZATION for one in others) and not nouns & DOCUMENTS:
            body = called.name(cast, others, ORGANIZATION) or called.descriptor(cast.text, others)
            told = _ARTICLE.sub("", body[:1].upper() + body[1:])
            is_nobodys = is_body_noun(told.split()[-1]) or told.startswith("No ") or is_title(told.split()[-1])
            return None if is_nobodys else told  # "the company" tells nobody anything
    return None


def _owners(cast: Cast, mentions: Sequence[Mention]) -> Iterator[int]:
    """The heads in mentions of whose body somebody is: "its", "company"."""
    for one in mentions:
        if one.name not in ("noun", "name"):
            continue
        first = cast.words.number(one.span[0])
        owner = cast.heads.at(first)
        if owner is not None and _OF_IT.match(cast.text, one.span[0]):
            yield owner
        for head in range(*map(cast.heads.number, (first, one.word))):
            if is_body_noun(cast.scene.forms[head]):
                yield head
