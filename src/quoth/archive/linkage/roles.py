"""What roles and affiliations say of a speaker: their telling words, the walk of life, man or woman."""

from __future__ import annotations

import re
from functools import lru_cache

from quoth.archive.linkage.countries import country, mentioned
from quoth.archive.linkage.lexicon import PARTICLES, SPELLED

_WORDS = re.compile(r"[a-z]+")
_STEM = 6  # letters: minister and ministry, agriculture and agricultural are one
_PHRASES = {
    "member of parliament": "lawmaker", "member of the european parliament": "lawmaker european",
    "member of congress": "lawmaker", "chief executive officer": "ceo", "chief executive": "ceo",
    "chief constable": "police chief", "head coach": "coach", "law professor": "professor law",
    "attorney general": "attorneygeneral", "prime minister": "premier", "board member": "boardmember",
}  # fmt: skip
_SYNONYMS = {
    "mp": "lawmaker", "mep": "lawmaker european", "legislator": "lawmaker", "parliamentarian": "lawmaker",
    "congressman": "lawmaker congress", "congresswoman": "lawmaker congress", "attorney": "lawyer",
    "solicitor": "lawyer", "barrister": "lawyer", "justice": "judge", "commander": "general", "surgeon": "doctor",
    "physician": "doctor", "musician": "singer", "author": "novelist", "writer": "novelist", "manager": "coach",
    "spokeswoman": "spokesman", "spokesperson": "spokesman", "chairwoman": "chairman", "chair": "chairman",
    "chairperson": "chairman", "actress": "actor", "policeman": "police", "businesswoman": "businessman",
    "diplomat": "ambassador", "envoy": "ambassador", "boss": "head", "director": "head", "adviser": "advisor",
    "academic": "professor", "lecturer": "professor", "gov": "governor", "gen": "general", "sen": "senator",
    "rep": "lawmaker congress", "dr": "doctor", "prof": "professor", "col": "colonel", "lt": "lieutenant",
}  # fmt: skip
_IDLE = PARTICLES | frozenset(
    "s former ex acting interim then late senior junior top leading new outgoing retired one veteran mr mrs ms sir"
    " miss lady hon secretary state chief national regional high deputy vice by with from at his her its who"
    .split()
)  # fmt: skip
_FIELDS = {
    "politics": "minister premier president senator lawmaker mayor governor chancellor ambassador councillor"
    " politician opposition parliament congress party king queen prince commissioner deputy secretary ministry",
    "force": "general colonel captain lieutenant admiral army soldier police sheriff inspector superintendent militia"
    " rebel commander officer detective marshal guard brigade",
    "law": "lawyer judge prosecutor attorneygeneral court counsel magistrate",
    "business": "ceo chairman banker businessman analyst trader entrepreneur executive investor engineer",
    "learning": "professor economist researcher scientist historian teacher university student scholar economics"
    " school",
    "health": "doctor nurse hospital dentist psychiatrist paramedic",
    "sport": "footballer striker goalkeeper midfielder defender cricketer coach athlete gymnast boxer wrestler cyclist"
    " swimmer runner racing skater player batsman bowler jockey captain golfer sprinter",
    "arts": "singer actor novelist film painter theatre poet composer artist dancer sculptor opera comedian rapper",
    "faith": "archbishop bishop priest cleric pastor rabbi imam pope monk ayatollah",
    "people": "farmer driver shopkeeper resident witness fisherman neighbor mother father survivor owner contractor"
    " worker student waiter rancher miner villager retiree refugee",
}
_FIELD = {word: name for name, words in _FIELDS.items() for word in words.split()}
# Between these people move, and are spoken of now as one and now as the other.
_PUBLIC = frozenset(("politics", "force", "law", "business", "learning"))
_KINDS = {
    "party": "party campaign front league alliance bloc forum movement coalition opposition republican democratic labor"
    " conservatives republicans democrats socialists greens liberals",
    "state": "house senate congress administration government ministry department office cabinet embassy council"
    " parliament agency bureau commission court army navy guard police presidency state nations assembly command",
}
_KIND = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_WOMAN = re.compile(r"\b(?:\w*woman|actress|queen|princess|mother|wife|sister|daughter|widow|mrs|ms|miss|lady|nun)\b")
_MAN = re.compile(r"\b(?:\w*(?<!wo)man|king|prince|father|husband|brother|son|widower|mr|sir|monk)\b")
_ANYBODY = frozenset(("spokesman", "chairman", "german", "human", "woman", "ombudsman", "roman", "ottoman", "oman"))


@lru_cache(maxsize=1 << 16)
def role_words(role: str | None) -> frozenset[str]:
    """The telling words of a role, cut to their stems, without countries and degrees of rank."""
    words = _plain(role)
    own = mentioned(role)
    return frozenset(word[:_STEM] for word in words if word not in _IDLE and not (own and country(word) == own))


@lru_cache(maxsize=1 << 16)
def fields(role: str | None) -> frozenset[str]:
    """The walks of life that a role belongs to; none for a spokesman, a leader, a director."""
    return frozenset(_FIELD[word] for word in _plain(role) if word in _FIELD)


def left(role: str | None) -> bool:
    """Whether a role is said to be over."""
    return bool({"former", "ex", "retired"} & set(_WORDS.findall((role or "").lower())))


def far(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether hardly anybody is of both sets of fields at a time."""
    return bool(one and other) and not one & other and not (one & _PUBLIC and other & _PUBLIC)


@lru_cache(maxsize=1 << 16)
def gender(words: str | None) -> str | None:
    """Whether a role's or title's words speak of a man or a woman, where they do."""
    text = (words or "").lower()
    if _WOMAN.search(text):
        return "woman"
    return "man" if any(found not in _ANYBODY for found in _MAN.findall(text)) else None


def kinds(affiliation: str) -> frozenset[str]:
    """Whether a body is a party, or part of a state."""
    return frozenset(_KIND[word] for word in _plain(affiliation) if word in _KIND)


def _plain(role: str | None) -> list[str]:
    text = f" {' '.join(_WORDS.findall((role or '').lower()))} "
    for phrase, word in _PHRASES.items():
        text = text.replace(f" {phrase} ", f" {word} ")
    words = " ".join(_SYNONYMS.get(SPELLED.get(word, word), SPELLED.get(word, word)) for word in text.split())
    return words.split()
