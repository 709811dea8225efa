"""What somebody is by an article's own words: the phrases beside a name that tell it, and the most telling of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from quoth.article import Span
from quoth.reading.speakers import called
from quoth.reading.speakers.cast import PERSON, Cast, Mention
from quoth.reading.speakers.titles import (
    GENERALS,
    RANKS,
    begins_office_of,
    is_office,
    is_only_title,
    is_title,
    without_titles,
)

_SHORT_DOT = r"\.(?=(?<=\.[A-Z]\.)|(?<=\b[A-Z]\.)[A-Z]\.)"  # of "U.S."
_APPOSED = re.compile(
    r",\s+(?!(?:whose|who|which|whom|where|when|is|was|are|were|has|had|will)\b)"
    r"((?P<whose>(?:the|a|an|its|his|her|their|our|[A-Z]\w*['’]?s|\w+['’]s)\s)?(?:[^,.;:\n“”\"()]|"
    + _SHORT_DOT
    + r"){3,140}?)"
    r"(?=(?!" + _SHORT_DOT + r")[,.;\n]|\s\([A-Z]{2,}\)|\s(?:who|which|that|whose|where|when|said|says|told)\b)"
)
_WHO_IS = re.compile(
    r",?\swho(?:['’]s|\s(?:is|serves as))\s(?:(?:also|now|currently|still)\s)?"
    r"((?P<whose>(?:the|an?)\s)?[^,.;:\n“”\"()]{3,90}?)(?=[,.;\n]|\sand\s)"
)
_BEHIND_OFFICE = re.compile(r"\s(?:of|at|for|to|in|from|with|on|responsible|charged|overseeing|covering|leading)\s")
_OF_WHAT = re.compile(r"\b(?:of|for|at|to)\b")
_TRADE = re.compile(r"\w+(?:ist|ologist|ician)|doctor|nurse|lawyer|teacher|pilot|designer|trader|adviser|head|boss")
_JOINED = re.compile(r"\s(?:and|&)\s|,\s")
_WORDS = 6  # words of an office up to "of", at most
_ROLE_BEFORE = re.compile(
    r"(?:(?i:the|an?|its|his|her|their|our)\s|(?=(?:[A-Z]\w*\s){0,3}[A-Z]\w*['’]?s\s))([^,.;:\n“”\"()]{3,90}),\s+(?:the\s)?$"
)
_NAME_FOLLOWS = re.compile(r" [^\W\d_a-z]")
_UP_TO = re.compile(r"(?:(?!\s(?:who|which|that|from \d+|in (?:[A-Z]\w+ )?\d{4}|until|under|since)\b)[^,;:()\n])+")
_GOES_ON = 60  # code points that a role behind "Orda's" takes, at most
_CLOCK = re.compile(r"\A\d\d?[:.]\d\d\s")  # at the head of a live page's line
_TIME = re.compile(r"\b(?:days?|weeks?|months?|years?|morning|evening|night|(?:same|first|second|last|next) time)$")
_MANY = re.compile(
    r"((?:(?!(?:of|for|at|in|from) )[\w'’-]+ ){0,4}?(?P<work>[\w-]+[^s\W]))s((?: (?:of|for|at|in|from)\b.*)?)\Z"
)
# What tells how somebody is, and not what.
_NO_ROLE = re.compile(
    r"\A(?:no|potential|possible|probable|likely|would-be|great|good|true|only|most|more|less|least|best|worst|being|\w+iest)\b|\bthan\b"
    r"|\A(?:mrs?|ms|miss)\b\.?\s[^\s'’]+\Z"
    r"|\A\d+-year-old(?:\s(?:of|from|in)\b.*)?\Z"
    r"|\A(?:first|last)(?!\s(?:lady|minister|vice|deputy|secretary|assistant|responder|sergeant|officer)\b)"
    r"|(?-i:\b(?:is|was|are|were|he|she|it|they|who|one)\b)"
    r"|\bof (?:lying|trying|failing|being|having|using|making|taking|misleading|hiding)\b",
    re.I,
)
# What somebody is not, or has come to be.
_DENIAL = re.compile(
    r"(?:n['’]t|\b(?:not|never|no longer|becom(?:es?|ing)|became|run\w* for|bid for))\s(?:ever\s)?(?:be(?:en)?\s)?\Z"
)
# What is said of somebody: "he’s the ringleader".
_SAID_OF = re.compile(
    r"(?:\b(?:is|was|be|been|being|were|are)|[’']s)\s(?:(?:just|only|really|clearly|obviously|not|now|still)\s)?\Z"
)
_LOOSE = re.compile(r"(?:\s(?:of|in|at|for|to|with|and|the|an?)|\sin (?:[A-Z]\w+ )?\d{4})+$")  # no phrase's end
_DATED = re.compile(
    r"\s(?:(?:from|since|until|between|in) \d{4}|on (?:the|that) (?:night|day|morning|evening|eve))\b.*\Z"
)
_VAGUE = frozenset(
    "man woman person people guy one someone somebody everyone boy girl child men women others other author rival"
    " opponent foe choice favorite favourite supporter fan".split()
)
_COURTESIES = frozenset("mr mrs ms miss dr sir dame mx".split())
_SHORT_OFFICES = frozenset("gov sen rep".split())
_NO_WORK = _COURTESIES | _SHORT_OFFICES | (RANKS - {"professor"}) | {"republican", "democrat", "democratic"}
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
# "South Carolina Sen." before a name.
_TITLES_BEFORE = re.compile(
    r"(?:former\s)?(?:\b(?!(?:The|A|An|When|While|As|But|And|If|After|Before|Although|Though|With|For|In|On|At|By|From|To"
    r"|Even|Only|Both|Like|Unlike|His|Her|Its|Their|Our|My|Then|\w+day)\s)[A-Z][\w’'-]*\s){0,3}\b(?P<office>[A-Z][a-z]+\.?)\s\Z"
)
# "The agency's head, " before a name.
_OFFICE_AHEAD = re.compile(
    r"(?:^|[.!?;,”\"]\s|\n|\b(?:whether|that|and|with|by|of|to|from|for|says?|said)\s)(?:(?:[Tt]he|[Ii]ts|[Tt]heir|[Oo]ur|whose)\s|(?=[A-Z]\w*['’]s\s))"
    r"(?P<role>(?:[\w'’-]+\s){0,4}?(?P<office>[a-zA-Z-]+)(?:\sof\s[a-z]+)?),\s\Z"
)
_NEAR_NAME = 60  # code points before a name in which its office stands
_NEAR = 20  # code points before a noun in which it is denied


def is_opinion(cast: Cast, mention: Mention) -> bool:
    """Whether a mention is what somebody is said to be in a quotation: "he’s the ringleader"."""
    return cast.known.quotation[mention.word] >= 0 and _SAID_OF.search(cast.text, *_near(mention)) is not None


def role(text: str, mentions: Sequence[Mention], sources: Sequence[Span]) -> str | None:
    """What somebody is said to be: the most telling phrase, or the words before or behind the name."""
    nouns = [one for one in mentions if one.name == "noun" and not _vague(text, one) and not _denied(text, one)]
    phrases = [
        called.phrase(text, one) for one in nouns if one.kind == PERSON or is_office(text[slice(*one.head)].lower())
    ]
    phrases += _of_something(text, mentions)
    phrases += [title for one in mentions if (title := _title(text, one) or _ahead(text, one))]
    phrases += [called.DETERMINERS.sub("", " ".join(text[slice(*span)].split())) for span in behind(text, mentions)]
    phrases += _before(text, mentions, sources)
    phrases = [
        _DATED.sub("", phrase) for phrase in dict.fromkeys(phrases) if phrase.lower().rstrip(".") not in _COURTESIES
    ]
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


def behind(text: str, mentions: Sequence[Mention]) -> Iterator[Span]:
    """The phrases that stand behind a name and say who that is (", the harbour master,")."""
    names = (one.capitals for one in mentions if one.name == "name")
    phrases = (_phrase_behind(text, name[1]) for name in names if name)
    yield from (phrase for phrase in phrases if phrase)


@lru_cache(maxsize=1024)  # a profile asks for the same more than once
def _phrase_behind(text: str, end: int) -> Span | None:
    role = _WHO_IS.match(text, end) or _APPOSED.match(text, end)
    is_told = role is not None and bool(role["whose"]) and role.re is _APPOSED
    is_one = role is not None and not _TIME.search(role[1]) and (is_told or _is_role(role[1]))
    return role.span(1) if role and is_one else None


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
    told = [head for head in works if head.rstrip(".") not in _NO_WORK]
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
    return _DENIAL.search(text, *_near(mention)) is not None


def _near(mention: Mention) -> Span:
    """Where what stands before a mention tells how it is meant."""
    return max(0, mention.span[0] - _NEAR), mention.span[0]


def _telling(phrase: str) -> tuple[bool, bool, bool, int]:
    words = phrase.split()
    is_short = words[-1].lower().rstrip(".") in _SHORT_OFFICES
    return bool(_offices(phrase)), bool(_OF_WHAT.search(phrase)), is_short, min(len(words), 12)


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
    if not text.startswith(", ", span[0] - 2):
        return _right_before(text, span)
    set_off = _OFFICE_AHEAD.search(text, max(0, span[0] - _NEAR_NAME), span[0])
    return set_off["role"] if set_off and is_office(set_off["office"].lower()) and text.startswith(",", span[1]) else ""


def _right_before(text: str, span: Span) -> str:
    """The office right before a name."""
    before = _OFFICE_BEFORE.search(text, max(0, span[0] - _NEAR_NAME), span[0])
    if before and is_title(before["office"]):
        return before[0].strip()
    titles = _TITLES_BEFORE.search(text, max(0, span[0] - _NEAR_NAME), span[0])
    if titles and is_title(titles["office"]) and titles["office"].lower().rstrip(".") not in _COURTESIES:
        return titles[0].strip()
    return ""


def _is_noun(word: str) -> bool:
    """Whether a word right before a name says what its bearer is: "florist", not "late" or "and"."""
    return len(word) > 2 and word.islower() and word.isalpha() and word not in _NO_NOUNS
