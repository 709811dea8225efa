"""A chain of mentions -> a speaker's profile, from the article's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from quoth.article import Article, Span, Speaker, SpeakerType
from quoth.reading.heads import Heads
from quoth.reading.mentions import traits
from quoth.reading.pieces import Pieces
from quoth.reading.speakers import affiliations, called, roles
from quoth.reading.speakers.antecedents import Judge
from quoth.reading.speakers.cast import ORGANIZATION, PERSON, PLACE, Cast, Mention, cast_of
from quoth.reading.speakers.names import CAMPS, COUNTS
from quoth.reading.speakers.scene import Claim, Scene
from quoth.reading.speakers.seats import SEATS
from quoth.reading.speakers.someone import People, people, speakers_of
from quoth.reading.speakers.sourcing import (
    with_headline_cut,
    with_holders_apart,
    with_sources,
    with_whole_names,
    without_things,
    without_weekdays,
)
from quoth.reading.speakers.speaking import is_document
from quoth.reading.speakers.titles import (
    holds_body,
    is_body,
    is_body_noun,
    is_office,
    is_title,
    is_titled,
    without_titles,
)
from quoth.reading.speakers.unnamed import why_unnamed

_TRADES = frozenset(
    "doctors nurses teachers lawyers students workers volunteers scientists researchers officials prosecutors lawmakers"
    " experts analysts economists diplomats witnesses survivors protesters sources insiders aides critics".split()
)
_THINGS = frozenset(
    "evidence photos photographs pictures data figures findings simulations results numbers statistics images footage"
    " tests models estimates projections minutes".split()
)
_OWNER = re.compile(r"(?:his|her|its|their)\s", re.I)
_PEOPLE = re.compile(r"(?:(?<!pap)(?<!numb)(?<!lett)[eo]rs|ists|ians|ants|(?<!m)ents|ees|medics)\Z")
# Names of many: "House Democrats", "North Belorans".
_NATIONALS = re.compile(r"\b(?:\w{3,}(?:cans|ians|eans)|Democrats|Republicans|Conservatives|Liberals|Socialists)\Z")
_OF = re.compile(r" (?:of|from) ")
_PREPOSITION = re.compile(r"\b(?:of|for|at|from|in|on|to|with)\b")
_CROWDS = frozenset("team audience crowd".split())
_GROUPS = COUNTS | frozenset(
    "and people police authorities media public staff family crew team couple jury panel crowd troops residents several"
    " some many few most others both all percent majority minority proportion population public those faculty"
    " electorate audience lot lots"
    " children voters generation elite base establishment grassroots circle ranks half third quarter".split()
)
# A share of many, or nobody of them: "about 4 in 10 voters", "34%", "none of the candidates".
_SHARE = re.compile(
    r"(?:(?:about|nearly|almost|roughly|only|just|barely|fully|more|fewer|less|than|at|least|over|under|up|to|some|the|an?"
    r"|virtually|another)\s)*"
    r"(?:\d[\d.,]*\s?(?:%|percent\b|per cent\b)|\d+\s(?:in|out of)\s\d+|no one\b|nobody\b"
    r"|(?:half|none|most|many|few|several|all|each|both|majority|minority|third|quarter|(?:one|two|three)-\w+s?)"
    r"(?: of\b|$))",
    re.I,
)


def with_speakers(article: Article, pieces: Pieces, heads: Heads, judge: Judge) -> Article:
    """The article with its speakers, and with each attribution's."""
    if not article.attributions:
        return article
    words = pieces.words
    place = {one.id: number for number, one in enumerate(article.attributions)}
    claims = [Claim(one.source, one.cue, one.content, place.get(one.within or "")) for one in article.attributions]
    heads = without_weekdays(article.text, words, heads)
    heads = with_sources(article.text, words, heads, [claim.source for claim in claims])
    known = traits(article.text, words, pieces.marks)
    heads = without_things(article.text, words, heads, known, [claim.source for claim in claims])
    heads = with_whole_names(article.text, words, heads, known)
    heads = with_headline_cut(article.text, words, with_holders_apart(article.text, words, heads))
    scene = Scene(article.text, words, heads, known, claims)
    cast, found = cast_of(scene), people(scene, judge)
    ids = {number: f"s{place}" for place, number in enumerate(speakers_of(found), 1)}
    attributions = (
        replace(one, speaker=None if who is None else ids[who], reason=reason)
        for one, who, reason in zip(article.attributions, found.speaker, found.reason, strict=True)
    )
    sources = _sources(article.text, claims, found)
    speakers = (profile(cast, found, number, id, sources[number]) for number, id in ids.items())
    return replace(article, attributions=tuple(attributions), speakers=tuple(speakers))


def _sources(text: str, claims: Sequence[Claim], found: People) -> dict[int | None, list[Span]]:
    """Where each someone is a source in one piece."""
    sources: dict[int | None, list[Span]] = {number: [] for number in found.speaker}
    for claim, who in zip(claims, found.speaker, strict=True):
        sources[who] += claim.source if len(claim.source) == 1 else ()
    return sources


def profile(cast: Cast, found: People, number: int, id: str, sources: Sequence[Span] = ()) -> Speaker:
    """The speaker that is someone of a text, by all its mentions; `sources` are where it is a source."""
    heads = list(found.everyone[number].heads)
    called_by = [_to_comma(cast.text, span) for span in sources]
    mentions = [called.whole(cast.text, cast.mention(head), called_by) for head in heads]
    kind, name = _named(cast, mentions, int(found.heads.kind[heads, 1:].sum(axis=0).argmax()) + 1)
    shown = name or _owned(cast, found, mentions, called.descriptor(cast.text, mentions, sources))
    told = [one for one in mentions if not roles.is_opinion(cast, one)]
    role = roles.role(cast.text, told, sources) if kind == PERSON else None
    role = roles.without_rank(role.partition(name)[0]) if role and name and name in role else role
    role = None if role and name and not is_title(role) and set(role.split()) <= set(name.split()) else role
    if role and name and _is_bodys(cast.text, name, role) and not _is_one(mentions):
        kind, role = ORGANIZATION, None
    type = "group" if not name and not _is_one(mentions) and _SHARE.match(shown) else _type(cast, mentions, kind, name)
    return Speaker(
        id=id,
        name=shown,
        type=type,
        role=role or None if type == "person" and (name or not shown.endswith(role or "")) else None,
        affiliation=affiliations.affiliation(cast, found, told, role) if type in ("person", "group") else None,
        country=affiliations.land(cast, told, role),
        named=name is not None,
        unnamed_because=None if name else why_unnamed(cast.text, mentions),
        mentions=tuple(dict.fromkeys(one.span for one in mentions)),
    )


def _owned(cast: Cast, found: People, mentions: Sequence[Mention], shown: str) -> str:
    """A descriptor with the name of whose it is: "Binyam Tarhan's office" for "his office", where nobody else of that
    kind is named between the two."""
    pronoun = _OWNER.match(shown)
    starts = [one.span[0] for one in mentions if cast.text.startswith(shown, one.span[0])]
    if pronoun is None or not starts:
        return shown
    head = cast.heads.at(cast.words.number(starts[0]))
    owner = next((one for one in found.everyone if head in one.heads), None)
    if owner is None:
        return shown
    kind = int(found.heads.kind[list(owner.heads), 1:].sum(axis=0).argmax()) + 1
    if not set(cast.names_in((0, starts[0]), kind)[-1:]) & set(owner.heads):
        return shown
    _, name = _named(cast, [cast.mention(one) for one in owner.heads], kind)
    return f"{name}'s {shown[pronoun.end() :]}" if name else shown


def _is_bodys(text: str, name: str, role: str) -> bool:
    """Whether a role beside a name says that it is a body's: "water regulator Aquos", "Aquos, the water regulator"; not
    "Karel Voss, the leader of the party"."""
    what = _PREPOSITION.split(role)[0].split()
    beside = (f"{role} {name}", f"{name}, {role}", *(f"{name}, {article} {role}" for article in ("the", "a", "an")))
    return bool(what) and is_body_noun(what[-1]) and any(words in text for words in beside)


def _named(cast: Cast, mentions: Sequence[Mention], kind: int) -> tuple[int, str | None]:
    """What somebody is who seems to be of a kind, and the name, if there is one: each tells of the other."""
    is_office_holder = any(
        one.name in ("noun", "name") and is_office(cast.text[slice(*one.head)].lower()) for one in mentions
    )
    as_person = called.name(cast, mentions, PERSON) if kind == PERSON or is_office_holder or _is_one(mentions) else None
    if is_office_holder or (_is_one(mentions) and _may_be_one(as_person, kind)):
        kind = PERSON
    name = as_person if kind == PERSON else called.name(cast, mentions, kind)
    is_lone = name and kind == PERSON and not _is_one(mentions) and not _NATIONALS.search(name)
    if name and is_lone and called.is_nobodys(cast, mentions, name):
        kind, name = ORGANIZATION, called.name(cast, mentions, ORGANIZATION)
    if name and kind != PERSON and _is_of_body(cast, mentions, name):
        kind, name = PERSON, called.name(cast, mentions, PERSON)
    if name and kind != PERSON and is_titled(name.split()):
        kind, name = PERSON, " ".join(without_titles(name.split()))
    if name and is_body(name.split()):
        kind = ORGANIZATION
    if name and name.removeprefix("The ") in SEATS and not _is_one(mentions):
        kind = PLACE
    return kind, name


def _is_of_body(cast: Cast, mentions: Sequence[Mention], name: str) -> bool:
    """Whether a name is that of somebody with the body behind it: "Karim Dhal of Harbour Law School"."""
    own = _OF.split(name, 1)[0].split()
    is_ones = len(own) > 1 and len(own) < len(name.split()) and not holds_body(own)
    return is_ones and any(one.kind == PERSON and cast.text[slice(*one.head)] == own[-1] for one in mentions)


def _may_be_one(name: str | None, kind: int) -> bool:
    """Whether "he" may be said of somebody that seems to be of a kind: not of a body, if it has no whole name."""
    words = (name or "").split()
    return kind not in (ORGANIZATION, PLACE) or (len(words) > 1 and not holds_body(words))


def _is_one(mentions: Sequence[Mention]) -> bool:
    """Whether somebody is a person, by a pronoun."""
    return any(one.name in ("he", "she", "I") for one in mentions)


def _to_comma(text: str, span: Span) -> Span:
    comma = text.find(",", *span)
    return (span[0], comma) if comma >= 0 else span


def _type(cast: Cast, mentions: Sequence[Mention], kind: int, name: str | None) -> SpeakerType:
    nouns = {cast.text[slice(*one.head)].lower() for one in mentions if one.name in ("noun", "name")}
    if not name and not _is_one(mentions) and any(map(is_document, nouns)):
        return "document"
    if not name and (nouns & (COUNTS | _TRADES) or any(one.name == "who" for one in mentions[:1])):
        return "group"
    if not name and nouns & _THINGS:
        return "other"
    if nouns == {"q"}:
        return "person"  # who asks in an interview
    are_bodys = holds_body(sorted(nouns)) or any(map(is_body_noun, nouns)) or not CAMPS.isdisjoint(nouns)
    if kind == PERSON and (name or _is_one(mentions) or not are_bodys):
        are_named = name is not None and (" and " in name or _NATIONALS.search(name) or name.lower() in _GROUPS)
        are_many = are_named if name else _plural(mentions, nouns)
        return "group" if are_many and not _is_one(mentions) else "person"
    if kind == ORGANIZATION and not name and (not _CROWDS.isdisjoint(nouns) or _are_people(mentions, nouns)):
        return "group"
    # A place that speaks is its government.
    if kind in (ORGANIZATION, PLACE) or are_bodys:
        return "organization"
    return "group" if nouns & _GROUPS else "other"


def _are_people(mentions: Sequence[Mention], nouns: Iterable[str]) -> bool:
    """Whether an unnamed body is but many people ("mediators"), not many bodies ("retailers") or papers."""
    found = [noun for noun in nouns if _PEOPLE.search(noun)]
    are_bodies = any(holds_body([noun[:-1]]) or is_body_noun(noun[:-1]) for noun in found)
    return bool(found) and not are_bodies and not any(one.name == "it" for one in mentions)


def _plural(mentions: Sequence[Mention], nouns: Iterable[str]) -> bool:
    if _is_one(mentions):
        return False
    plural = [noun in _GROUPS or (noun.endswith(("s", "men")) and not noun.endswith(("ss", "us"))) for noun in nouns]
    return any(plural) or (not plural and any(one.name in ("they", "we") for one in mentions))
