"""What a speaker is called: a name, or words for somebody who has none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from quoth.article import Span
from quoth.reading.mentions import PRONOUNS, SHORT_NAMES
from quoth.reading.speakers.cast import PERSON, Cast, Mention
from quoth.reading.speakers.names import BEFORE_NOUN, COUNTS, DEMONYM, JOINT, fullest
from quoth.reading.speakers.seats import SEATS, country
from quoth.reading.speakers.titles import (
    holders,
    holds_body,
    is_maker,
    is_many_titles,
    is_only_title,
    is_title,
    without_titles,
)
from quoth.reading.turns import LETTERS

DETERMINERS = re.compile(
    r"^(?:(?:now|then|the|a|an|this|that|these|those|his|her|its|their|our|my|your|one|another|whose)\s+)+", re.I
)
_RELATIVE = re.compile(
    r"[,;:(–—\n]|\s(?:who|which|that|whose|whom|when|where)\s"
    r"|(?<!published)(?<!released)(?<!issued)(?<!posted)\s(?:on|last|late|early|in)\s(?:\w+day|January|February|March|April|June|July|August|September|October|November"
    r"|December)\b",
    re.I,
)
_NAMED = re.compile(r"\s+[^\W\d_a-z]")  # a name right behind a role: "his sister Ada"
_BOTH = re.compile(r"\A[Bb]oth ")
_NAMES = re.compile(r"(?:\(?[A-Z][\w.'’-]*\)?,? |and |of |for |the )+[A-Z][\w.'’-]*\)?")
_MANY_OF = re.compile(r"[A-Z][a-z]{2,}(?<![ius])s of |(?:Many|Most|Several|Some|Few) ")  # "Readers of the Herald"
_NO_NAME = (
    PRONOUNS.keys()
    | frozenset(
        "nobody none somebody someone anybody anyone everybody everyone nothing something everything many some few most"
        " several both all each neither either others one another".split()
    )
    | COUNTS
)
_NOBODYS = (["Police"], ["Staff"], ["Media"], ["Authorities"])  # sentences begin with these
_NEWS = ("Reuters", "Axios", "Forbes")  # names that read like plurals
_PLURAL = re.compile(r"(?<![ui])s$|ple$|men$")
_NUMBER = re.compile(r"[IVX]+")
_CROWNS = frozenset("prince princess king queen pope saint emperor empress sultan".split())
SHORT_FORM = re.compile(r"[A-Z]{2,6}(?: [A-Z]{2,6})*|(?:[A-Z]\.){2,6}")
# Many who have a name together.
_CLUBS = frozenset(
    "States Democrats Republicans Brothers Sisters Fathers Kings Queens Princes Commanders Captains Chiefs".split()
)
# What stands behind a firm's name, not a person's.
_FIRM = (
    r"(?:\.com\b|,? (?:Inc|Corp|Co|Ltd|plc|PLC)\b|(?:['’]s?)? (?:spokes\w+|chief executive|CEO|CFO|shares|stock"
    r"|engineers|employees|customers|executives|headquarters|subsidiary|stores|products|[Pp]roject [Mm]anager)\b)"
)
_OFTEN = 2  # times that a short name stands where a longer one does but once
_SHORT = 3  # letters of "the" and "two"
_OWNER = re.compile(r"(?<=s)['’]$|['’]s$")  # "the county's"
_BEHIND_NAMES = frozenset(("of", "from", "for", "in", "on"))
# What is said of a country or a city, not of a person, before and behind its name.
_OF_STATES = re.compile(
    r"\b(?:in|across|throughout|neighbou?ring|invaded|republic of|government of|people of|town of|city of) \Z"
)
_STATES = re.compile(
    r"(?:['’]?s?)? (?i:government|(?:foreign|defen[cs]e|interior|finance|health|transport) m|parliament|army|navy"
    r"|military|president|prime m|minist|capital|embassy|ambassador|mission to|delegation|central bank|nuclear|borders?"
    r"|territory|regime|authorities)"
    r"|, for its part\b"
    r"|(?:n|an|ian|ni|ese|ish|i) (?i:government|delegation|official|minister|president|side|capital|army|forces"
    r"|soldiers|troops|nuclear|people)"
)
_BEFORE_STATE = 16  # code points that stand before its name


def whole(text: str, mention: Mention, sources: Iterable[Span]) -> Mention:
    """A mention as far as the source that it is a part of, but without the office that the name there holds."""
    if mention.name not in ("noun", "name"):
        return mention
    around = next((one for one in sources if one[0] <= mention.span[0] and mention.span[1] <= one[1]), None)
    if around is None or around == mention.span:
        return mention
    is_holder = any(start < mention.span[0] <= name for start, name, _ in holders(text, around))
    return replace(mention, span=(mention.span[0] if is_holder else around[0], around[1]))


def name(cast: Cast, mentions: Sequence[Mention], kind: int) -> str | None:
    """The fullest proper name; of an organization or a place as it stands, of a person without titles, of several
    together all of their names."""
    together = next((one for one in mentions if cast.text[slice(*one.head)] == JOINT), None)
    if together is not None:
        words = phrase(cast.text, together)
        return words if _NAMES.fullmatch(words) else None
    spans = [(one, one.capitals) for one in mentions]
    names = [cast.text[slice(*span)].split() for one, span in spans if span and _is_name(cast, one, span)]
    names = list(map(list, dict.fromkeys(tuple(words[words[0] == "Both" :]) for words in names)))
    if kind == PERSON:
        names = [_of_nothing(_without_trade(cast, _untitled(_without_owner(words)))) for words in names]
        names = [name for name in names if not _MANY_OF.match(" ".join(name))]
        whole = [name for name in names if len(name) > 1]
        names = [name for name in names if not any(_goes_on(cast.text, name, one) for one in whole)]
    else:
        names = [_bare(words)[1:] if _tells_more(words) else words for words in names]
        names = _bodys(cast.text, names)
    return " ".join(fullest(names)) or None


def _tells_more(words: list[str]) -> bool:
    """Whether the word before a body's name only tells more of it ("Steelmaker", "Tavir-based")."""
    first = _bare(words)[0]
    return len(_bare(words)) > 1 and (is_maker(first) or first.endswith("-based"))


def _bodys(text: str, names: Sequence[list[str]]) -> list[list[str]]:
    """The names of a body without those that are a shorter one and what follows it but once or tells where it is:
    "Velmora Stock Is Falling", "Doctors in Tarva"."""
    short = {tuple(_bare(name)) for name in names}
    names = [_without_land(name) for name in names]
    seats = [f" {' '.join(one)}" for one in short if " ".join(one) in SEATS]
    own = [name for name in names if not " ".join(name).endswith(tuple(seats)) or name[0] == "The"]  # "VOA Pentagon"
    return [name for name in own if not any(_goes_on(text, _bare(name), one) for one in short)]


def _without_land(name: list[str]) -> list[str]:
    """A body's name without whose country's it is: "the United States' Basketball Association"."""
    for place, word in enumerate(name, 1):
        if _OWNER.search(word) and place < len(name):
            return name[place:] if country(" ".join(_bare([*name[: place - 1], _OWNER.sub("", word)]))) else name
    return name


def _bare(name: list[str]) -> list[str]:
    return name[1:] if len(name) > 1 and name[0] == "The" else name


def _goes_on(text: str, name: Sequence[str], short: Sequence[str]) -> bool:
    more = name[len(short) :] if tuple(name[: len(short)]) == tuple(short) else []
    if not more:
        return False
    is_rare = (
        more[0] not in _BEHIND_NAMES
        and not (DEMONYM.fullmatch(" ".join(short)) or country(" ".join(short)))
        and text.count(" ".join(name)) == 1
        and text.count(" ".join(short)) > _OFTEN
        and not holds_body(more)
    )
    return more[0] in ("in", "at") or is_rare


def _untitled(words: list[str]) -> list[str]:
    """A name without titles, if it is not but a first name with a crown: "Prince Alwin"."""
    bare = without_titles(words)
    crown = words[: len(words) - len(bare)][-1:]
    is_crowned = crown and crown[0].lower() in _CROWNS and all(map(_NUMBER.fullmatch, bare[1:]))
    return crown + bare if is_crowned else bare


def is_nobodys(cast: Cast, mentions: Sequence[Mention], name: str) -> bool:
    """Whether a name without a title is no person's: but capitals ("SPV"), or with "the" right before it, for which
    nobody's stands but a nation's ("the Sorrel Falls Leader")."""
    is_firm = " " not in name and re.search(rf"\b{re.escape(name)}{_FIRM}", cast.text)
    if is_firm or SHORT_FORM.fullmatch(name) or name.startswith("The ") or name.split()[0].endswith("-based"):
        return True
    starts = (one.capitals[0] for one in mentions if one.capitals)
    is_definite = any(
        cast.text.startswith(name, at) and cast.text[max(0, at - 4) : at].lower() == "the " for at in starts
    )
    return is_definite and not DEMONYM.fullmatch(name)


def _without_owner(words: list[str]) -> list[str]:
    """A person's name without whose he is ("Fox News’ Brett Baar"), or how old."""
    owners = [place for place, word in enumerate(words[:-1], 1) if word.endswith(("’", "'", "-year-old"))]
    return words[max(owners, default=0) :]


def _without_trade(cast: Cast, words: list[str]) -> list[str]:
    """A whole name without the word before it that stands in lower case elsewhere ("Stallholder Iqbal Chaudry")."""
    trade = words[0].lower() if len(words) > 2 and words[1][0].isupper() else ""
    is_common = len(trade) > _SHORT and not cast.common.isdisjoint((trade, f"{trade}s"))
    return words[1:] if is_common else words


def _of_nothing(words: list[str]) -> list[str]:
    """A person's name without the body that it comes with ("Karim Dhal of the Harbour Institute"), or a place."""
    are_capitals = all(map(str.isupper, words))  # "GEN. ADA ROSEN ON BEHALF OF THE"
    forms = [word.lower() if are_capitals else word for word in words]
    at = next((place for place, form in enumerate(forms) if place and form in _BEHIND_NAMES), len(words))
    return words[:at] if at > 1 or words[at : at + 1] in (["in"], ["on"]) else words


def _is_name(cast: Cast, mention: Mention, span: Span) -> bool:
    """Whether capitals make a name here: not those of a sentence's first word ("Officials said"), which also stands
    in lower case or reads like a plural."""
    words = cast.text[slice(*span)].split()
    if BEFORE_NOUN.match(cast.text, span[1], mention.span[1]) or (len(words) == 1 and words[0] in LETTERS):
        return False
    words = words[words[0] in ("A", "An") :] or words
    if (
        all(map(is_title, words))
        or words in _NOBODYS
        or (words[-1].lower() in _NO_NAME and words[-1] not in SHORT_NAMES)
        or is_only_title(words)
        or (is_many_titles(words[-1:]) and "of" not in words and (len(words) == 1 or words[-1] not in _CLUBS))
    ):
        return False
    if len(words) > 1 and words[1].islower() and (is_many_titles(words[:1]) or words[0] == "Members"):
        return False  # "Residents of Kesh"
    if words[0] in _NEWS:
        return True
    if mention.span[1] <= cast.title_end and all(word.lower() in cast.common for word in words):
        return False
    is_common = words[0].lower() in cast.common or _PLURAL.search(words[0])
    if is_common and len(words) > 1 and words[1] in ("in", "at", "from", "near"):
        return False
    return mention.name == "name" or len(words) > 1 or not is_common


def descriptor(text: str, mentions: Sequence[Mention], sources: Sequence[Span] = ()) -> str:
    """What an unnamed speaker is called: the fullest phrase that is no pronoun, or else the words of the first source
    or mention."""
    phrases = [
        phrase(text, one, keep_article=True) for one in mentions if one.word >= 0 and one.name in ("noun", "name")
    ]
    first = next(iter(sources), mentions[0].span)
    return max(phrases, key=len, default="") or _OWNER.sub("", " ".join(text[slice(*first)].split()))


def phrase(text: str, mention: Mention, keep_article: bool = False) -> str:
    """A mention up to where a clause begins, in one line."""
    start, end = mention.span
    if text[slice(*mention.head)] == JOINT:
        comma = text.find(",", mention.head[1], end)
        return _BOTH.sub("", " ".join(text[start : comma if comma >= 0 else end].split()))
    start += text[start : mention.head[0]].rfind(", ") + 1  # "the Assembly, Brell's ambassador"
    cut = _RELATIVE.search(text, mention.head[1], end) or _NAMED.match(text, mention.head[1], end)
    words = _OWNER.sub("", " ".join(text[start : cut.start() if cut else end].split()))
    return words if keep_article else DETERMINERS.sub("", words)


def is_state(text: str, called: str) -> bool:
    """Whether a word taken for a person's name is a country's or city's that the model does not know."""
    start = text.find(called)
    while start >= 0:
        end = start + len(called)
        begins, goes_on = not text[max(0, start - 1) : start].isalnum(), text[end : end + 1]
        is_whole = not goes_on.isalnum() and goes_on not in ("'", "’")
        if begins and (
            (is_whole and _OF_STATES.search(text, max(0, start - _BEFORE_STATE), start)) or _STATES.match(text, end)
        ):
            return True
        start = text.find(called, end)
    return False
