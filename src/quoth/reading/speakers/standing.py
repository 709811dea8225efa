"""What a speaker is by an article's own words: role, affiliation, country, and why somebody is not named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from quoth.article import Span
from quoth.reading.speakers import called
from quoth.reading.speakers.cast import ORGANIZATION, PERSON, PLACE, Cast, Mention
from quoth.reading.speakers.names import BEFORE_NOUN, COUNTS, DEMONYM, name_span
from quoth.reading.speakers.seats import SEATS, country
from quoth.reading.speakers.someone import People
from quoth.reading.speakers.speaking import DOCUMENTS
from quoth.reading.speakers.titles import (
    GENERALS,
    RANKS,
    begins_office_of,
    holders,
    holds_body,
    is_body_noun,
    is_field,
    is_office,
    is_only_title,
    is_title,
    is_titled,
    without_titles,
)

_APPOSED = re.compile(
    r",\s+(?!(?:whose|who|which|whom|where|when|is|was|are|were|has|had|will)\b)"
    r"((?P<whose>(?:the|a|an|its|his|her|their|our|[A-Z]\w*['’]?s|\w+['’]s)\s)?(?:[A-Z]\.(?:[A-Z]\.)+|[^,.;:\n“”\"()]){3,140}?)"
    r"(?=[,.;\n]|\s\([A-Z]{2,}\)|\s(?:who|which|that|whose|where|when|said|says|told)\b)"
)
_LEADS = re.compile(
    r",?\swho\s(?:\w+\s)?(?:heads|headed|leads|led|chairs|chaired|runs|ran|directs|works (?:for|at))\s"
    r"([^,.;:\n“”\"()]{3,80})"
)
_OF_BODY = re.compile(r"\sof\s(?:the\s)?((?:[A-Z][\w&'’-]*|of|for|and)(?:\s(?:[A-Z][\w&'’-]*|of|for|and))*)(?=[,.;\n])")
_OF_BODYS = re.compile(r" (?:of|from) (?:the )?(.+)")
# ", Director, Velmora Securities": what somebody leads stands behind the office.
_DIRECTOR_OF = re.compile(
    r", (?:[A-Z&][\w&-]*\s){0,4}"
    r"(?:Director|President|Manager|C[EFO]O|Chairman|[Ff]ounder|Partner|Head|Analyst|Economist)"
    r", ([A-Z][\w&.’'-]*(?: [A-Z][\w&.’'-]*)*)(?=[,.;\n”\"]|\s(?:said|says|told|adds|added)\b|$)"
)
_BEHIND_OFFICE = re.compile(r"\s(?:of|at|for|to|in|from|with|on|responsible|charged|overseeing|covering|leading)\s")
_TRADE = re.compile(r"\w+(?:ist|ologist|ician)|doctor|nurse|lawyer|teacher|pilot|designer|trader|adviser|head|boss")
_JOINED = re.compile(r"\s(?:and|&)\s|,\s")
_WORDS = 6  # words of an office up to "of", at most
_ROLE_BEFORE = re.compile(
    r"(?:(?i:the|an?|its|his|her|their|our)\s|(?=(?:[A-Z]\w*\s){0,3}[A-Z]\w*['’]?s\s))([^,.;:\n“”\"()]{3,90}),\s+(?:the\s)?$"
)
_NAME_FOLLOWS = re.compile(r" [^\W\d_a-z]")
_UP_TO = re.compile(r"(?:(?!\s(?:who|which|that|from \d+|until|under|since)\b)[^,;:()\n])+")
_GOES_ON = 60  # code points that a role behind "Orda's" takes, at most
_CLOCK = re.compile(r"\A\d\d?[:.]\d\d\s")  # at the head of a live page's line
_COUNTED = re.compile(rf"(?:{'|'.join(sorted(COUNTS))})\s", re.I)
_TIME = re.compile(r"\b(?:days?|weeks?|months?|years?|morning|evening|night|(?:same|first|second|last|next) time)$")
_MANY = re.compile(
    r"((?:(?!(?:of|for|at|in|from) )[\w'’-]+ ){0,4}?(?P<work>[\w-]+[^s\W]))s((?: (?:of|for|at|in|from)\b.*)?)\Z"
)
# What tells how somebody is, and not what.
_NO_ROLE = re.compile(
    r"\A(?:potential|possible|probable|likely|would-be|only|most|more|less|least|best|worst|being|\w+iest)\b"
    r"|\A(?:first|last)(?!\s(?:lady|minister|vice|deputy|secretary|assistant|responder|sergeant|officer)\b)"
    r"|(?-i:\b(?:is|was|are|were|he|she|it|they|who|one)\b)",
    re.I,
)
# What somebody is not, or has come to be.
_DENIAL = re.compile(r"(?:n['’]t|\b(?:not|never|no longer|becom(?:es?|ing)|became|run\w* for|bid for))\s(?:ever\s)?\Z")
_LOOSE = re.compile(r"(?:\s(?:of|in|at|for|to|with|and|the|an?))+$")  # what a phrase does not end with
_VAGUE = frozenset(
    "man woman person people guy one someone somebody everyone boy girl child men women others other author".split()
)
_ANONYMOUS = re.compile(
    r"on (?:the )?condition of (?:strict )?anonymity|(?:not|never|declin\w+|refus\w+|ask\w+|request\w+)[^.;]{0,40}"
    r"(?:be (?:named|identified|quoted)|anonymity|be named)|not authori[sz]ed to(?: [\w-]+){1,8}|spoke anonymously"
    r"|(?:(?:(?:ask|request)(?:ed|ing)|on (?:the )?condition) that )?(?:his|her|their) (?:\w+ )?names? "
    r"(?:not (?:to )?be (?:used|published|printed|given)|(?:to )?be withheld)|without giving (?:his|her|their) names?",
    re.I,
)
_ALL_OF_THEM = re.compile(r"\s+(?:both|all|neither|none|the two)\b", re.I)  # whoever was named last
_WHY = re.compile(r"\b(?:because|since|as|citing|for fear|out of)\b[^.,;!?\n]*", re.I)
_ARTICLE = re.compile(r"\A(?:(?:The|An?|Former|Then|Retired|Veteran|Longtime|Interim)\s)+")
_OWNED = re.compile(r"(?:['’]s|(?<=s)['’])\Z")
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
    " financial technology medical legal athletic team global vice".split()
)
_BASED = re.compile(r"\A[A-Z][\w ]*-based\s")
_NO_BODY = frozenset("Act Bill Law Agreement Accord Treaty Amendment Award Prize Cup".split())
_OF_IT = re.compile(r"(?:its|their)\s", re.I)
_COURTESIES = frozenset("mr mrs ms miss dr sir dame mx".split())
_SHORT_OFFICES = frozenset("gov sen rep".split())
_PEERS = frozenset("lord baron baroness cllr".split())  # a role only by itself
_NO_NOUNS = frozenset(
    "a an the this that his her its their our my your late young younger old older elder little dear poor and or but"
    " of for from in on at by to with as than like named called nicknamed then now former fellow ethnic both all some"
    " many several few most other two three four five six seven eight nine ten eleven twelve fifteen twenty"
    " pseudonym elected appointed".split()
)
# What is capitalized before an office is part of it ("Tamsund captain"), but not where it only begins a sentence.
_OFFICE_BEFORE = re.compile(
    r"(?:\b(?!(?:The|A|An|When|While|As|But|And|If|After|Before|Although|Though|With|For|In|On|At|By|From|To|Asked|Told"
    r"|Even|Only|Both|Like|Unlike|His|Her|Its|Their|Our|My|Then|Former)\s)[A-Z][\w’'-]*\s){0,3}"
    r"(?:(?:head|vice|deputy|assistant|former|national|chief|prime|foreign|finance)[\s-])?\b(?P<office>[a-z-]+)\s\Z"
)
# "The agency's head, " before a name.
_OFFICE_AHEAD = re.compile(
    r"(?:^|[.!?;,”\"]\s|\n|\b(?:whether|that|and|with|by|of|to|from|for|says?|said)\s)(?:(?:[Tt]he|[Ii]ts|[Tt]heir|[Oo]ur|whose)\s|(?=[A-Z]\w*['’]s\s))"
    r"(?P<role>(?:[\w'’-]+\s){0,4}?(?P<office>[a-zA-Z-]+)(?:\sof\s[a-z]+)?),\s\Z"
)
_NEAR_NAME = 60  # code points before a name in which its office stands
# What somebody is the head of within a body: "Head of Research at Velmora".
_FIELD_OF = re.compile(r"\b(?:head|director|president|chief|manager|editor|professor|VP) (?:of|for) \Z", re.I)
_AT_BODY = re.compile(r" (?:at|with) (?:the )?[A-Z]")
_WHERE = re.compile(r"\b(?:in|at|near|outside|around|visit(?:s|ed|ing)|tour(?:s|ed|ing))\s(?:the\s)?$")
_ASKED_BY = re.compile(r"\b(?:polled|surveyed|interviewed|quoted|cited|contacted|seen)\sby\s(?:the\s)?$")
_NEAR = 20  # code points before a place or a body that tell of it
_FAR = 2000  # code points that a sentence reaches to each side, at most
_SENTENCE = re.compile(r"[^.!?\n]*[.!?]?")


def role(text: str, mentions: Sequence[Mention], sources: Sequence[Span]) -> str | None:
    """What somebody is said to be: the most telling phrase, or the words before or behind the name."""
    nouns = [one for one in mentions if one.name == "noun" and not _vague(text, one) and not _denied(text, one)]
    phrases = [
        called.phrase(text, one) for one in nouns if one.kind == PERSON or is_office(text[slice(*one.head)].lower())
    ]
    phrases += _of_something(text, mentions)
    phrases += [title for one in mentions if (title := _title(text, one) or _ahead(text, one))]
    phrases += [called.DETERMINERS.sub("", " ".join(text[slice(*span)].split())) for span in _behind(text, mentions)]
    phrases += _before(text, mentions, sources)
    phrases = [phrase for phrase in phrases if phrase.lower().rstrip(".") not in _COURTESIES]
    whole = (
        _single(_LOOSE.sub("", phrase)) for phrase in phrases if not (_TIME.search(phrase) or _NO_ROLE.search(phrase))
    )
    return max(filter(None, whole), key=_telling, default=None)


def _single(phrase: str) -> str:
    """A role as one of many has it: "founding member" of "founding members of the club"."""
    found = _MANY.match(phrase)
    is_work = found is not None and (is_office(found["work"].lower()) or found["work"] == "member")
    return f"{found[1]}{found[3]}" if found and is_work else phrase


def without_rank(phrase: str) -> str:
    """A role without the rank behind an office: "Army chief General", "Council leader Cllr"."""
    words = phrase.split()
    while len(words) > 1 and (_is_short_rank(words) or words[-1].lower() in _PEERS or _is_rank(words)):
        del words[-1]
    return " ".join(words)


def _is_short_rank(words: Sequence[str]) -> bool:
    """Whether the last of some words is a rank or a courtesy cut short, and not but a part of it ("Lt. Col.")."""
    last, bare = words[-1], [word.lower().rstrip(".") for word in words]
    return last.endswith(".") and bare[-1] not in _SHORT_OFFICES and not RANKS.issuperset(bare)


def _is_rank(words: Sequence[str]) -> bool:
    """Whether the last of some words is a rank behind an office, and no part of it ("Attorney General")."""
    is_soldiers = words[-1].lower() in RANKS and words[-2].lower() not in GENERALS
    return is_soldiers and any(is_title(word) and word.lower() not in RANKS for word in words[:-1])


def _of_something(text: str, mentions: Sequence[Mention]) -> Iterator[str]:
    """The offices that say of what they are: "former president of Keldoria"."""
    for one in mentions:
        if one.name in ("name", "noun") and begins_office_of(text, one.head[0]):
            end = one.span[1] + _GOES_ON * text.endswith(("'s", "’s"), *one.span)  # "director of Orda's police"
            whole = _UP_TO.match(text, one.span[0], end)
            yield called.DETERMINERS.sub("", whole[0]).strip() if whole else ""


def _behind(text: str, mentions: Sequence[Mention]) -> Iterator[Span]:
    """The phrases that stand behind a name and say who that is (", the harbour master,")."""
    for one in mentions:
        span = one.capitals if one.name == "name" else None
        role = _APPOSED.match(text, span[1]) if span else None
        if role and not _TIME.search(role[1]) and (role["whose"] or _is_role(role[1])):
            yield role.span(1)


def _led(text: str, mentions: Sequence[Mention]) -> Iterator[Span]:
    """What somebody is said behind the name to lead, to work for or to be of ("Dara Lindholm of Osk Bank")."""
    for one in mentions:
        led = _LEADS.match(text, one.head[1]) if one.name in ("name", "noun") else None
        if led is None and one.name == "name" and one.kind == PERSON:
            led = _OF_BODY.match(text, one.head[1]) or _DIRECTOR_OF.match(text, one.head[1])
        if led:
            yield led.span(1)


def _is_role(phrase: str) -> bool:
    """Whether a phrase without an article is an office: "secretary of the council", "Harbour Master at PKA"."""
    is_one = any(not office.endswith("s") for office in _offices(phrase))
    return is_one or phrase.lower().startswith("chief executive")


def _offices(phrase: str) -> list[str]:
    """The words of a phrase up to "of" or the like that are somebody's office or work."""
    what = _BEHIND_OFFICE.split(phrase, 1)[0]
    parts = [part.lower().split() for part in _JOINED.split(what) if part.strip()]
    heads = [part[-2] if part[-2:-1] and part[-1] == "general" and part[-2] in GENERALS else part[-1] for part in parts]
    works = (head for head in heads if is_office(head) or _TRADE.fullmatch(head))
    told = [head for head in works if head.rstrip(".") not in _COURTESIES | _SHORT_OFFICES | (RANKS - {"professor"})]
    return told if len(what.split()) <= _WORDS else []


def _before(text: str, mentions: Sequence[Mention], sources: Sequence[Span]) -> Iterator[str]:
    """The phrases that begin a source and end before its name ("the harbour's master, Ada Rosen")."""
    for one in mentions:
        span = one.capitals if one.name == "name" else None
        for start, end in sources:
            role = _ROLE_BEFORE.match(text, start, span[0]) if span and start < span[0] < end else None
            if role:
                yield " ".join(role[1].split())


def _vague(text: str, mention: Mention) -> bool:
    """Whether a noun tells nothing of what somebody is. One by itself is what is said of somebody ("more sanguine"),
    if it is no office and stands before no name."""
    word = text[slice(*mention.head)]
    is_said = mention.span == mention.head and not is_office(word) and not _NAME_FOLLOWS.match(text, mention.head[1])
    return is_said or word.lower() in _VAGUE or word[0].isupper() or text.startswith("whose ", mention.span[0])


def _denied(text: str, mention: Mention) -> bool:
    """Whether somebody is said not to be that: "He was never a smoker"."""
    return _DENIAL.search(text, max(0, mention.span[0] - _NEAR), mention.span[0]) is not None


def _telling(phrase: str) -> tuple[bool, bool, int]:
    return bool(_offices(phrase)), bool(re.search(r"\b(?:of|for|at|to)\b", phrase)), min(len(phrase.split()), 12)


def _title(text: str, mention: Mention) -> str:
    """The words before a name that say what its bearer is ("Foreign Minister", "Tarvan's envoy")."""
    span = mention.capitals
    if span is None:
        return ""
    words = text[slice(*span)].split()
    bare = [] if is_only_title(words) or all(map(is_title, words)) else without_titles(words)
    before = _CLOCK.sub("", text[mention.span[0] : span[0]]).split()
    titles = [*before, *words[: len(words) - len(bare)]]
    while titles and titles[-1].lower().rstrip(".") in _COURTESIES:
        del titles[-1]
    phrase = called.DETERMINERS.sub("", " ".join(titles)).strip(" ,")
    is_told = any(map(is_title, titles)) or (mention.kind == PERSON and bool(titles) and _is_noun(titles[-1]))
    return without_rank(phrase) if is_told else ""


def _ahead(text: str, mention: Mention) -> str:
    """The office before a name that its mention leaves out ("Tamsund captain", "the club's head coach", "The agency's
    head, Colin Drury,")."""
    span = mention.capitals if mention.name == "name" else None
    if span is None:
        return ""
    before = _OFFICE_BEFORE.search(text, max(0, span[0] - _NEAR_NAME), span[0])
    if before and is_title(before["office"]):
        return before[0].strip()
    set_off = _OFFICE_AHEAD.search(text, max(0, span[0] - _NEAR_NAME), span[0])
    return set_off["role"] if set_off and is_office(set_off["office"].lower()) and text.startswith(",", span[1]) else ""


def _is_noun(word: str) -> bool:
    """Whether a word right before a name says what its bearer is: "florist", not "late" or "and"."""
    return len(word) > 2 and word.islower() and word.isalpha() and word not in _NO_NOUNS


def inside(cast: Cast, mentions: Sequence[Mention], kind: int) -> str | None:
    """The organization or place named with somebody's name or in the phrase behind it, or else within another mention;
    of several the longest."""
    own = [one.head for one in mentions]
    led = _led(cast.text, mentions) if kind == ORGANIZATION else ()
    wide = [one for one in mentions if one.span != one.head]
    beside = (*(one.span for one in wide if one.name == "name"), *_behind(cast.text, mentions), *led)
    others = [one.span for one in wide if one.name != "name"]
    names = (_named_in(cast, stretches, own, kind) for stretches in (beside, others))
    return next(filter(None, names), None)


def _named_in(cast: Cast, stretches: Iterable[Span], own: Sequence[Span], kind: int) -> str | None:
    """The longest name of a kind in some stretches that is not somebody's own, whose heads are `own`."""
    held = (_without_holder(cast.text, stretch, own) for stretch in stretches)
    found = ((span, stretch) for stretch in held for span in _named_within(cast, stretch, kind))
    others = (
        span
        for span, stretch in found
        if not any(span[0] <= head[0] < span[1] for head in own) and not _is_aside(cast.text, span, stretch, kind, own)
    )
    names = [_bare(cast.text[slice(*_without_place(cast, span))]) for span in others]
    names = [name for name in names if holds_body(name.split()) or not _is_persons(name.split())]
    names = [name for name in names if not is_body_noun(name)]  # "Agency officials"
    names = [name for name in names if kind == PLACE or name in SEATS or not country(name)]
    lands = [name for name in names if not _is_nations(cast.text, name)]
    names = lands if lands or kind == ORGANIZATION else names
    return max(map(_employer, names), key=len, default=None)


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
        for other in map(cast.mention, cast.names_in(stretch, head_kind)):
            span = name_span(cast.text, other.head, stretch)
            if span is None:
                continue
            is_bodys = holds_body(cast.text[slice(*span)].split())
            is_part = head_kind == PLACE and span[1] > other.head[1] and not is_bodys
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
    return told or (_bare(works_at[1]) if works_at else _body_behind(cast.text, mentions))


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
    like = np.flatnonzero(keys[cast.heads.word] == keys[int(np.searchsorted(cast.words.starts, end)) - 1])
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
            is_nobodys = is_body_noun(told) or told.startswith("No ") or is_title(told.split()[-1])
            return None if is_nobodys else told  # "the company" tells nobody anything
    return None


def _owners(cast: Cast, mentions: Sequence[Mention]) -> Iterator[int]:
    """The heads in mentions of whose body somebody is: "its", "company"."""
    for one in mentions:
        if one.name not in ("noun", "name"):
            continue
        first = int(np.searchsorted(cast.words.starts, one.span[0]))
        owner = cast.heads.at(first)
        if owner is not None and _OF_IT.match(cast.text, one.span[0]):
            yield owner
        for head in range(*np.searchsorted(cast.heads.word, (first, one.word)).tolist()):
            if is_body_noun(cast.text[slice(*cast.mention(head).head)]):
                yield head


def why_unnamed(text: str, mentions: Sequence[Mention]) -> str | None:
    """The article's words for why no name is given, which follow a mention in its sentence, or in the next if that is
    of them all ("Both spoke on condition of anonymity")."""
    for one, (_, end) in zip(mentions, _sentences(text, mentions), strict=True):
        more = _ALL_OF_THEM.match(text, end)
        following = _SENTENCE.match(text, more.end()) if more else None
        end = following.end() if following else end
        hidden = _ANONYMOUS.search(text, one.head[1], end)
        if hidden:
            why = _WHY.search(text, hidden.end(), end)
            return " ".join(text[hidden.start() : why.end() if why else hidden.end()].split()).rstrip(' ,"”')
    return None


def _sentences(text: str, mentions: Sequence[Mention]) -> Iterator[Span]:
    for one in mentions:
        least = max(0, one.head[0] - _FAR)
        start = max(text.rfind(mark, least, one.head[0]) for mark in (". ", "! ", "? ", "\n")) + 1
        start = max(start, least)
        match = _SENTENCE.match(text, start + (text[start : start + 1] == " "), one.head[1] + _FAR)
        yield (start, max(match.end() if match else one.head[1], one.head[1]))
