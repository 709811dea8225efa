"""Many people told of in other words: "Senate Republicans" are "Republican senators"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quoth.reading.speakers.scene import Scene

_PARTY_IN = re.compile(
    r"(?:the )?(?:(?P<chamber>[a-z]+) (?P<party>[a-z]+s)|(?P<partys>[a-z]+s) in the (?P<its>[a-z]+))", re.I
)
_MEMBERS = re.compile(r"(?:the )?(?P<party>[a-z]+) (?P<members>[a-z]+)", re.I)
_PEOPLE = re.compile(r"[Tt]he (?P<nation>[A-Z]\w+(?:an|[^s]i)) people")
_NATION = re.compile(r"[A-Z]\w+(?:an|[^s]i)s")
_WHERE = re.compile(r" in [A-Z][^,]*\Z")
_CHAMBERS = {
    "senators": "senate",
    "representatives": "house",
    "congressmen": "house",
    "congresspeople": "house",
    "commissioners": "commission",
    "councillors": "council",
    "councilors": "council",
    "delegates": "delegation",
}
_MANY = ("s", "men", "people")
_PARTIES = {"gop": "republican", "democratic": "democrat", "tory": "conservative", "tories": "conservative"}


def many_again(scene: Scene) -> Iterator[tuple[int, int]]:
    """Pairs of heads: people of one party and chamber, or of one nation, and the first who are called the same in other
    words: "Senate Republicans" and "Republican senators", "the Tarvan people" and "Tarvans"."""
    met: dict[tuple[str, str], int] = {}
    for head, span in enumerate(scene.spans):
        mention = scene.text[slice(*span)] if scene.forms[head].endswith(_MANY) else ""
        if not mention or not _may_be_many(scene.forms[head], mention.lower()):
            continue
        who = _who(mention) or _who(_WHERE.sub("", mention))
        if who is not None and met.setdefault(who, head) != head:
            yield head, met[who]


def _may_be_many(word: str, mention: str) -> bool:
    """Whether a mention in lower case, or its own word, may be one of the kinds that are looked for."""
    is_members = word == "people" or word[0].isupper() or word in _CHAMBERS
    return is_members or any(chamber in mention for chamber in _CHAMBERS.values())


def _who(mention: str) -> tuple[str, str] | None:
    """Of what people are members, and how they are called."""
    party, members, people = (one.fullmatch(mention) for one in (_PARTY_IN, _MEMBERS, _PEOPLE))
    if people:
        return "people", people["nation"].lower()
    if members and members["members"].lower() in _CHAMBERS:
        return _CHAMBERS[members["members"].lower()], _party(members["party"])
    if party and (chamber := (party["chamber"] or party["its"]).lower()) in _CHAMBERS.values():
        return chamber, _party(party["party"] or party["partys"])
    return ("people", mention[:-1].lower()) if _NATION.fullmatch(mention) else None


def _party(word: str) -> str:
    name = word.lower()
    return _PARTIES.get(name) or name.removesuffix("s")
