"""The proper name in a mention, and whether two mentions can be one someone's by their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product, starmap
from unicodedata import combining, normalize

from quoth.article import Span
from quoth.reading.speakers.seats import NATIONS_WORD, STATES, is_country, is_nations, land_of
from quoth.reading.speakers.titles import (
    OFFICIALS,
    SHORT_TITLES,
    area,
    begins_office_of,
    holds_body,
    is_behind_office,
    is_body,
    is_body_noun,
    is_courtesy,
    is_field,
    is_many_titles,
    is_office,
    is_only_title,
    is_title,
    kind_of_body,
    told_title,
    without_form,
    without_titles,
)

_TOKEN = re.compile(r"[^\W_](?:[\w&.'’–-]*[^\W_])?\.?")
_REST = re.compile(r"(?:-\w+)*")  # a mention ends with a word, and that may be half a name: "Okonjo-Hale"
_POSSESSIVE = re.compile(r"['’]s?$")
# Most names, which need no cutting into words.
_PLAIN = re.compile(r"(?:the )?(?P<name>(?!\w{0,18}day\b)[A-Z][a-z]{1,20}(?: (?!\w{0,18}day\b)[A-Z][a-z]{1,20}){1,3})")
_OWNED_ENDS = ("'", "’", "'s", "’s")
_MANY = re.compile(r"\s+(?:&\s+)?|(?<=s)['’]\s+")
# Who owns bodies in their names: "King's Hospital".
_OWNERS = re.compile(
    r"(?:King|Queen|Alzheimer|Parkinson|Children|People|Women|Men|Doctor|Lloyd|Moody|Sotheby|Christie)['’]s"
)
_DEFINITE = re.compile(r"(?:the|this|that|these|those)\s", re.I)
_OWNED = re.compile(r"(his|her)\s", re.I)
# Whose something is by a name: "Voss's campaign", "the Voss campaign".
_NAMED_OWNER = re.compile(r"([A-Z][\w-]*[a-z])(?:['’]s?)?\s(?:[a-z-]+\s){0,2}\Z")
_POSSESSED = re.compile(r"[A-Z][\w-]*[a-z]['’]s?\s(?:[a-z-]+\s){0,2}\Z")
CAMPS = frozenset("campaign camp administration".split())
_NEW = re.compile(
    r"(?:another|one other|an? (?:second|third|different|new)|several|some|many|nearly|most)\s"
    r"|(?:(?:about|almost|roughly|only|just|over) )?\d[\d.,]*\s?(?:%|per ?cent\b)",
    re.I,
)
_SUFFIXES = frozenset("KC QC MP MEP MSP OBE CBE MBE PhD MD Jr Sr II III IV".split())
_INITIAL = re.compile(r"(?:[^\W\d_]\.)+|[^\W\d_]|(?:Jr|Sr|St|Yu|Ya|Ye|Yo|Zh|Kh|Ch|Sh|Ts)\.")
_INSIDE = frozenset(
    "de del dela der den da di do du la le el al af zu bin bint ibn ben van von und ter ten dos das y e wa".split()
)
_PRONOUNS = frozenset(("his", "her"))
COUNTS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
    " nineteen twenty thirty forty fifty dozens hundreds thousands".split()
)
JOINT = "and"  # the head of several who are a source together
DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
MONTHS = frozenset("January February March April May June July August September October November December".split())
_MANY_NOUNS = frozenset("all both many most few several some others people none".split()) | COUNTS
_ARABIC = re.compile(r"(?i:al|el|ul|an|ar|as|at|ad|az|ash)-(?=[A-Z])")  # "al-Mirsal"
_MEDIA = frozenset("tv radio today online".split())  # "Tarva TV" is not Tarva
# "Ministry of Trade, Industry and Energy".
_LISTED = re.compile(
    r"(?:[Tt]he )?(?P<name>(?:[A-Z][\w’'-]* )*(?:Ministry|Department|Office|Council|Committee|Commission|Institute)"
    r" (?:of|on|for) (?:[A-Z][\w-]+ (?:and )?)*[A-Z][\w-]+(?:, [A-Z][\w-]+)+,? and [A-Z][\w-]+(?: [A-Z][\w-]+)*)"
)
_OF = frozenset("of for and the on in".split())
_SMALL = _INSIDE | _OF  # words in lower case that may stand within a name
# "North Belora" is not Belora.
_PARTS = frozenset("north south east west northern southern eastern western central upper lower new old".split())
STEM = 4  # letters that a country and its nation's name have in common, at least
_NATION = re.compile(rf"\b({NATIONS_WORD}\b|U\.[SK]\.|U[SK]\b|[A-Z]\w{{3,}}(?=['’]s\b)|[A-Z]\w{{3,}}(?=s [a-z]))")
DEMONYM = re.compile(NATIONS_WORD)
_LAST_OF_TWO = re.compile(rf"\b{NATIONS_WORD} ({NATIONS_WORD}) \Z")  # "American Samoan" before an office
_DETERMINED = re.compile(r"\b(?:the|an?|his|her|its|their|our|my|your|that|this)\s\Z", re.I)
BEFORE_NOUN = re.compile(r" (?!\w+ by\b)(?!(?:of|for|from|in|on|at|to|with|and|or|who|which|that|as|by)\b)[a-z]{3,}\b")
_KIND_OF = re.compile(
    r"(?<!['’])\b(?!(?:the|this|that|former|then|late|new|top|senior|same|other)\b)[a-z]+ $|\b(?:Deputy |Vice )?Prime $"
)


_NATIONALS = re.compile(r"\w{3,}(?:cans|ians|eans)|democrats|republicans|conservatives|liberals|socialists|voters")
_GENDERS = dict.fromkeys(
    "mr sir lord king prince father brother son husband uncle nephew grandfather man boy chairman spokesman congressman"
    " businessman widower".split(),
    "he",
) | dict.fromkeys(
    "mrs ms miss dame lady queen princess mother sister daughter wife aunt niece grandmother woman girl chairwoman"
    " spokeswoman congresswoman businesswoman widow".split(),
    "she",
)
# Words that may begin a sentence and are no names.
_NO_NAMES = _GENDERS.keys() | frozenset("many most some several few others".split())
_WIDEST = 100  # code points from a name's head to its ends, at most
# Whose agency or paper it is: "the TVS news agency".
_OUTLET = re.compile(
    r"(?<![\w-])(?!(?:The|An?|This|That|Its|Their|His|Her|Our|One|Another)\b)((?:[A-Z][\w'’]*\s)*[A-Z][\w'’]*)\s"
    r"(?:news |state |television )?\Z"
)
_TITLED = 60  # code points before a head within which its title stands
_OF_WHAT = re.compile(r" of (?:the )?([A-Z]\w+(?: [A-Z]\w+)*)")
_STATE_BODIES = frozenset(
    "government ministry parliament army navy military court embassy police delegation side team".split()
)
_LANDS = frozenset(("u.s.", "us", "uk", "u.k.", "united", "eu"))
_FEWEST = 3  # letters of a short form that leaves some out
_OPENING = 16  # code points that "the" or "another" take at most


@dataclass(frozen=True, slots=True)
class Clues:
    """What contradicts others: `he` or `she`, the words of names, `titles` ("foreign minister", before a name or as an
    office) and of what nation an official is. What points back ("the" of "the official", who holds an `office`) or does
    not ("another official"); whether a name is no person's but a body's ("the Harbour Council") or a place's, or surely
    a person's; what kind of `body` somebody is ("court"); and a noun of many ("officials"); who is the "teller" of a
    story or "told" of in it; and whether it is "his" or "her" one, or whose by name. All lower-case."""

    gender: str = ""
    names: frozenset[tuple[str, ...]] = frozenset()
    definite: bool = False
    is_new: bool = False
    office: bool = False
    titles: frozenset[str] = frozenset()
    nation: str = ""
    is_body: bool = False
    is_place: bool = False
    is_person: bool = False
    body: str = ""
    is_many: bool = False
    voice: str = ""
    first_person: str = ""
    owner: str = ""


def clues(text: str, own: str, place: Span, mention: Span) -> Clues:
    """What is known of one mention; `own` its head's class, `place` the span of that word."""
    if own not in ("name", "noun"):
        return _pronoun(own)
    before, head = text[mention[0] : place[0]], text[slice(*place)]
    span = name_span(text, place, mention)
    titles, words = name_parts(text[slice(*span)]) if span else ((), ())
    if head in SHORT_TITLES and words == (head,):
        return _short(head)
    if own == "name" and words and is_only_title([*titles, *words]):
        words = _without_office(text, place, (*titles, *words))
    # "Mother of missing hiker pleads", "Most of them agree"
    is_noun = own == "noun" and words == (head,) and head.lower() in _NO_NAMES
    if not words or is_noun or (own == "name" and is_many_titles(words)):
        of_what = _OF_WHAT.match(text, place[1], mention[1])
        opening = text[mention[0] : min(mention[1], mention[0] + _OPENING)]
        return _nameless(before, head, opening, of_what[1].lower() if of_what else "")
    if _is_adjective(text, place, mention):
        return Clues(nation=land_of(words[-1]), is_body=True)
    return _named(_gender(before, head), titles, words)


@lru_cache(maxsize=8192)  # of one text the same names are met again and again
def _named(gender: str, titles: tuple[str, ...], words: tuple[str, ...]) -> Clues:
    """What is known of somebody by a name and its titles."""
    title = told_title(titles)
    return Clues(
        gender,
        frozenset([tuple(_plain(_ARABIC.sub("", word)) for word in without_form(words))]),
        titles=frozenset([title] if title else []),
        nation=_nation(titles) if title else "",
        is_body=is_body(words),
        body=kind_of_body(words[-1].lower()) if len(words) > 1 else "",
    )


def _nation(titles: Sequence[str]) -> str:
    """Of what country somebody is by the titles before the name: "French President", "United States Senator"."""
    begins = (" ".join(titles[:count]) for count in (2, 1))
    return next((land_of(name) for name in begins if is_nations(name) or is_country(name)), "")


@cache
def _plain(word: str) -> str:
    """A word in lower case without accents: "erdogan"."""
    return "".join(one for one in normalize("NFKD", word.lower()) if not combining(one))


@cache
def _short(title: str) -> Clues:
    """What is known of "the PM"."""
    return Clues(definite=True, office=True, titles=frozenset([SHORT_TITLES[title]]))


def _without_office(text: str, place: Span, words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of whose an office is, if the head at `place` is one of them: "United States" of "United States
    Senator", and nothing of its "Senator"."""
    bare = list(words)
    while bare and is_title(bare[-1]):
        del bare[-1]
    return tuple(bare) if text[slice(*place)] in bare else ()


def _is_adjective(text: str, place: Span, mention: Span) -> bool:
    """Whether a head only tells of what nation an official is: "Tarvan" of "the Tarvan envoy" is no person."""
    noun = BEFORE_NOUN.match(text, place[1]) if mention[1] <= place[1] and DEMONYM.fullmatch(text, *place) else None
    return noun is not None and (
        is_office(noun[0].strip()) or bool(_DETERMINED.search(text, max(0, place[0] - 6), place[0]))
    )


@lru_cache(maxsize=8192)  # most heads: there are few such words, and they come again
def _nameless(before: str, head: str, opening: str, land: str) -> Clues:
    """What is known of somebody without a name, by a mention's words before its head and those with which it opens, and
    of what an office is."""
    gender, office = _gender(before, head), head.lower()
    definite, is_new = bool(_DEFINITE.match(opening)), bool(_NEW.match(opening))
    outlet = _OUTLET.search(before) if is_body_noun(office) else None
    if outlet and not DEMONYM.fullmatch(outlet[1]):
        return Clues(names=frozenset([tuple(outlet[1].lower().split())]), is_body=True, is_new=True)
    owned = _OWNED.match(opening)
    named = _NAMED_OWNER.search(before) if office in CAMPS or _POSSESSED.search(before) else None
    owner = owned[1].lower() if owned else named[1].lower() if named else ""
    nation, kind = _LAST_OF_TWO.search(before) or _NATION.search(before), _KIND_OF.search(before)
    body = kind_of_body(office)
    if office not in OFFICIALS:
        is_nations = office in _STATE_BODIES or is_office(office)
        state = next((state.lower() for state in STATES if f"{state} " in before), "") if is_office(office) else ""
        whose = state or (land_of(nation[1]) if nation and is_nations else "")
        return Clues(
            gender, definite=definite, is_new=is_new, nation=whose, is_many=_is_many(office), owner=owner, body=body
        )
    title = f"{kind[0].lower()}{office}" if kind else office
    state = next((state.lower() for state in STATES if f"{state} " in before), "")
    return Clues(
        gender,
        definite=definite,
        is_new=is_new,
        office=True,
        titles=frozenset([f"{title} of {land}" if land else title]),
        nation=state or (land_of(nation[1]) if nation else land_of(land.title()) * _is_land(land)),
        owner=owner,
    )


def _is_land(name: str) -> bool:
    """Whether what an office is of may be a country, and is no body or field ("secretary of State")."""
    return not (" " in name or is_field(name) or holds_body([name]))


@cache
def _pronoun(name: str) -> Clues:
    return Clues(name if name in ("he", "she") else "", first_person=name if name in ("I", "we") else "")


def _is_many(noun: str) -> bool:
    return noun in _MANY_NOUNS or (noun.endswith("s") and not noun.endswith(("ss", "us", "is", "'s", "’s")))


def _gender(before: str, head: str) -> str:
    """What the words of a mention up to its head tell, the last first."""
    for word in reversed((before[-_TITLED:] + head).lower().split()):
        found = _GENDERS.get(word.rstrip("."))
        if found:
            return found
    return ""


def merged(one: Clues, other: Clues) -> Clues:
    """What is known of both together: of "Yelda" and "Yelda Brandt" the longer."""
    if _adds_nothing(other, one):
        return one
    names = one.names | other.names
    fullest = frozenset(name for name in names if not any(set(name) < set(longer) for longer in names))
    titles = one.titles | other.titles
    return Clues(
        one.gender or other.gender,
        fullest,
        titles=titles,
        nation=one.nation or other.nation,
        is_body=one.is_body or other.is_body,
        is_place=(one.is_place or not one.names) and (other.is_place or not other.names) and bool(names),
        is_person=one.is_person or other.is_person,
        body=one.body or other.body,
        is_many=not names and (one.is_many or other.is_many),
        voice=one.voice or other.voice,
        first_person=one.first_person or other.first_person,
        owner=one.owner or other.owner,
    )


def _adds_nothing(one: Clues, other: Clues) -> bool:
    return (
        one.names <= other.names
        and one.titles <= other.titles
        and one.gender in ("", other.gender)
        and one.nation in ("", other.nation)
        and one.is_place == other.is_place
        and one.is_person <= other.is_person
        and one.body in ("", other.body)
        and one.voice in ("", other.voice)
        and one.first_person in ("", other.first_person)
        and one.owner in ("", other.owner)
        and (bool(other.names) or other.is_many >= one.is_many)
    )


def compatible(one: Clues, other: Clues) -> bool:
    """Whether nothing contradicts that both are the same someone."""
    if one.gender and other.gender and one.gender != other.gender:
        return False
    if one.voice and other.voice and one.voice != other.voice:
        return False
    if one.first_person and other.first_person and one.first_person != other.first_person:
        return False
    if one.owner and other.owner and _are_other_owners(one.owner, other.owner):
        return False
    if one.nation and other.nation and one.nation[:STEM] != other.nation[:STEM]:
        return False
    if _is_nation(one, other) or _is_nation(other, one):
        return False
    if (one.is_body and _is_person(other)) or (other.is_body and _is_person(one)):
        return False
    if (one.is_place and other.gender) or (other.is_place and one.gender):
        return False
    if _other_bodies(one.body, other.body) or (one.body and other.is_person) or (other.body and one.is_person):
        return False
    if _is_other_government(one, other) or _is_other_government(other, one):
        return False
    if (_is_one(other) and is_of_many(one)) or (_is_one(one) and is_of_many(other)):
        return False
    if one.titles and other.titles and any(starmap(_differ, product(one.titles, other.titles))):
        return False
    is_same = not one.names or not other.names or (one.names == other.names and len(one.names) == 1)
    return is_same or all(starmap(agree, product(one.names, other.names)))


def _are_other_owners(one: str, other: str) -> bool:
    """Whether what is "his" and what is "hers", or Voss's and Rosen's, are two; what is "his" may be Voss's."""
    return {one, other} == _PRONOUNS or (one != other and _PRONOUNS.isdisjoint((one, other)))


def _other_bodies(one: str, other: str) -> bool:
    """Whether nothing is of both kinds: a court is no company, but an agency may be a ministry."""
    if not one or not other or one == other:
        return False
    return "agency" not in (one, other) or bool({"court", "company", "university", "party", "paper"} & {one, other})


def _is_other_government(one: Clues, other: Clues) -> bool:
    """Whether one is a nation's government, and the other nothing that is called like the nation."""
    if one.body != "government" or not one.nation or not other.names:
        return False
    stem = one.nation[:STEM]
    return not any(name[-1].startswith(stem) for name in other.names)


def _is_person(one: Clues) -> bool:
    return bool(one.gender or one.titles)


def is_of_many(one: Clues) -> bool:
    """Whether a noun or a name is one of many: "officials", "Americans"."""
    return one.is_many or any(_NATIONALS.fullmatch(name[-1]) for name in one.names)


def _is_one(one: Clues) -> bool:
    return bool(one.gender) or one.first_person == "I"


def _differ(one: str, other: str) -> bool:
    """Whether nobody has both titles: "foreign minister" and "defense minister", "deputy mayor" and "mayor"."""
    if one.removeprefix("deputy ") == other.removeprefix("deputy ") and one != other:
        return True
    mine, theirs = one.split()[-2:], other.split()[-2:]
    return len(mine) == len(theirs) == 2 and mine[1] == theirs[1] and mine[0] != theirs[0]


def _is_nation(one: Clues, other: Clues) -> bool:
    """Whether one is the country of the other, an official: "Russia" of "the Russian official"."""
    if not (other.nation and other.titles):
        return False
    stem = other.nation[:STEM]
    return any(len(name) == 1 and land_of(name[0]).startswith(stem) for name in one.names)


def agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names can be one's: a word in common, of two whole names all words of the shorter or the last one and
    first names that do not differ; or initials."""
    if one == other or (not set(one).isdisjoint(other) and _alike(one, other)):
        shorter, longer = sorted((one, other), key=len)
        if "and" in longer and len(shorter) == 1 and len(longer) > 1:
            return False  # "Hruby" of "Hruby and Maat"
        if shorter[-1] != longer[-1] and _NATIONALS.fullmatch(longer[-1]):
            return False  # "Senate" of "Senate Republicans"
        is_outlet = len(shorter) == 1 and len(longer) > 1 and longer[-1] in _MEDIA and shorter[0] == longer[0]
        return not is_outlet and not (longer[0] in _PARTS and tuple(longer[1:]) == tuple(shorter))
    return "".join(other) in short_forms(tuple(one)) or "".join(one) in short_forms(tuple(other))


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names with a word in common can be one's."""
    if len(one) == 1 or len(other) == 1:
        return True
    if one[-1] != other[-1] or (holds_body(one[-1:]) and _OF.isdisjoint([*one, *other])):
        return set(one) <= set(other) or set(other) <= set(one)
    shorter, longer = sorted((one, other), key=len)
    if list(longer[-len(shorter) :]) == list(shorter) and _OF.isdisjoint(longer):  # "Eriksson Ek" of "Joel Eriksson Ek"
        return True
    return one[0].startswith(other[0].rstrip(".")) or other[0].startswith(one[0].rstrip("."))


def initials(words: Sequence[str]) -> str:
    """The first letters of a name of several words, or nothing."""
    return "".join(word[0] for word in words if word not in _OF) if len(words) > 1 else ""


@lru_cache(maxsize=8192)  # of one text the same names are met again and again
def short_forms(words: tuple[str, ...]) -> frozenset[str]:
    """What a name of several words is called for short: its initials, those without its country's, and of these the
    first three or more ("CDC" of "U.S. Centers for Disease Control and Prevention")."""
    whole = initials(words)
    own = initials(words[1:]) if words[0] in _LANDS else whole
    return frozenset([whole, *(own[:end] for end in range(_FEWEST, len(own)))]) if whole else frozenset()


def name_span(text: str, place: Span, mention: Span) -> Span | None:
    """The run of capitalized words around a mention's head, which stands at `place`; None if that has no name."""
    if text[place[0] : place[0] + 1].islower() and text[place[0] - 1 : place[0]].isspace():
        return None  # most heads: no need to cut their mention into words
    if begins_office_of(text, place[0]):
        return None  # whose it is stands behind it, and has a head
    if place == mention and text[slice(*place)].isalpha() and not text.startswith("-", place[1]):
        return place if text[place[0]].isupper() else None  # and most others are a word by itself
    return _capitals(text, place, mention)


@lru_cache(maxsize=4096)  # of one text the same mentions are asked for again
def _capitals(text: str, place: Span, mention: Span) -> Span | None:
    listed = _LISTED.match(text, mention[0])
    if listed and place[0] < listed.end():
        return listed.span("name")
    plain = _PLAIN.fullmatch(text, *mention)
    is_whole = plain and plain.start("name") <= place[0] and not text.startswith("-", mention[1])
    if plain and is_whole and not is_behind_office(text, plain.start("name")):
        return plain.span("name")
    rest = _REST.match(text, mention[1])
    stop = rest.end() if rest else mention[1]
    first = text.rfind(" ", mention[0], max(mention[0], place[0] - _WIDEST)) + 1 or mention[0]
    tokens = list(_tokens(text, (first, min(stop, place[1] + _WIDEST)), place[0]))
    at = next((n for n, (start, end, _) in enumerate(tokens) if start <= place[0] < end), None)
    if at is None or not _is_capital(tokens[at][2]):
        return None
    first = _reach(text, tokens, at, -1)
    last = _reach(text, tokens, at, 1)
    if first and _is_whole([word for _, _, word in tokens]):
        first, last = int(tokens[0][2].lower() == "the"), len(tokens) - 1
    if is_courtesy(tokens[first][2]):  # "Mr. Burman of the Tax Center"
        last = next((n - 1 for n in range(first + 2, last) if tokens[n][2] in ("of", "from")), last)
    if is_behind_office(text, tokens[first][0]):
        name = first + area([word for _, _, word in tokens[first : last + 1]])
        first, last = (name, last) if at >= name else (first, name - 1)
    return tokens[first][0], _end(tokens[last])


def _tokens(text: str, stretch: Span, place: int) -> Iterator[tuple[int, int, str]]:
    """The words of a stretch, each with where it stands: up to the first behind a place that is no part of a name."""
    for match in _TOKEN.finditer(text, *stretch):
        word = match[0]
        yield *match.span(), word
        if match.start() > place and not _is_capital(word) and word.lower() not in _SMALL:
            return


@lru_cache(maxsize=8192)  # of one text the same names are met again and again
def name_parts(capitals: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The titles before the name in what name_span finds, without "The", and the name's words without letters behind
    it ("KC")."""
    words = _without_the(_words(capitals))
    bare = without_titles(words)
    titles = words[: len(words) - len(bare)]
    while len(bare) > 1 and bare[-1].rstrip(".") in _SUFFIXES:
        del bare[-1]
    return tuple(titles), tuple(bare)


def _is_whole(words: Sequence[str]) -> bool:
    """Whether a mention is but a body's long name: "U.S. Centers for Disease Control and Prevention"."""
    bare = words[words[0].lower() == "the" :]
    is_joined = "and" in bare and not {"of", "for", "on"}.isdisjoint(bare)
    return is_joined and not is_title(bare[0]) and all(_is_capital(word) or word in _OF for word in bare)


def _without_the(words: list[str]) -> list[str]:
    return words[1:] if len(words) > 1 and words[0] in ("The", "Both") else words


def _words(name: str) -> list[str]:
    return [_POSSESSIVE.sub("", word) for word in name.split()]


def _reach(text: str, tokens: Sequence[tuple[int, int, str]], at: int, step: int) -> int:
    """The farthest token of the name to one side: capitalized, or a small word with a capitalized one beyond."""
    reached, place = at, at + step
    is_bodys = holds_body([tokens[at][2]])  # "Nurses and Midwives Union"
    while 0 <= place < len(tokens):
        word = tokens[place][2]
        is_capital = _is_capital(word)
        if not (
            is_capital or word.lower() in _INSIDE or (word == "and" and is_bodys) or (step > 0 and word.lower() in _OF)
        ):
            break
        if word in DAYS or not _adjacent(text, tokens, min(place, place - step)):
            break
        if step > 0 and word in MONTHS and tokens[place - 1][2] in ("in", "on"):
            break
        if is_capital:
            reached = place
        place += step
    return reached


def _is_capital(word: str) -> bool:
    return word[0].isupper() or _ARABIC.match(word) is not None


def _adjacent(text: str, tokens: Sequence[tuple[int, int, str]], first: int) -> bool:
    """Whether only white space stands between a token and the next, and the first is no owner ("Tarvan's"), if not
    one of many ("the Workers' Union")."""
    (_, end, word), (start, _, behind) = tokens[first], tokens[first + 1]
    is_owner = word.endswith(_OWNED_ENDS) and not _OWNERS.fullmatch(word) and behind != "Office"
    return not is_owner and (text[end:start] == " " or bool(_MANY.fullmatch(text, end, start))) and _is_open(word)


def _is_open(word: str) -> bool:
    return not word.endswith(".") or bool(_INITIAL.fullmatch(word)) or is_title(word)


def _end(token: tuple[int, int, str]) -> int:
    start, _, word = token
    word = word if _INITIAL.fullmatch(word) else word.rstrip(".")
    return start + len(_POSSESSIVE.sub("", word))


def fullest(names: Iterable[Sequence[str]]) -> list[str]:
    """The name with most words, "The" aside; of these the longest, or the first."""
    return max(map(list, names), key=lambda name: (len(_without_the(name)), len(name)), default=[])
