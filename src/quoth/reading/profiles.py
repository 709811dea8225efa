"""A chain of mentions -> a speaker's profile, from the article's own words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from quoth.article import Article, Span, Speaker, SpeakerType
from quoth.reading.antecedents import Judge
from quoth.reading.heads import Heads
from quoth.reading.mentions import CLASSES, KINDS, PRONOUNS, Traits, traits
from quoth.reading.names import (
    BEFORE_NOUN,
    TITLES,
    fullest,
    is_body,
    is_field,
    is_office,
    is_only_title,
    is_titled,
    name_span,
    without_titles,
)
from quoth.reading.scene import Claim
from quoth.reading.seats import SEATS
from quoth.reading.someone import People, people, speakers_of
from quoth.reading.sourcing import with_sources, with_whole_names
from quoth.reading.speaking import DOCUMENTS
from quoth.reading.words import Words

_NAME, _NOUN, _THEY = (CLASSES.index(name) for name in ("name", "noun", "they"))
_PLACE, _ORGANIZATION, _PERSON = (KINDS.index(name) for name in ("place", "organization", "person"))
_DETERMINERS = re.compile(
    r"^(?:(?:now|the|a|an|this|that|these|those|his|her|its|their|our|my|your|one|another)\s+)+", re.I
)
_RELATIVE = re.compile(
    r"[,;:(–—\n]|\s(?:who|which|that|whose|whom|when|where)\s"
    r"|\s(?:on|last|late|early|in)\s(?:\w+day|January|February|March|April|June|July|August|September|October|November"
    r"|December)\b",
    re.I,
)
_NAMED = re.compile(r"\s+[^\W\d_a-z]")  # a name right behind a role: "his sister Ada"
_APPOSED = re.compile(
    r",\s+(?!(?:whose|who|which|whom|where|when)\b)((?P<whose>(?:the|a|an|its|his|her|their|our|[A-Z]\w*['’]?s)\s)?[^,.;:\n“”\"()]{3,90}?)"
    r"(?=[,.;\n]|\s(?:who|which|that|whose|where|when|said|says|told)\b)"
)
_LEADS = re.compile(
    r",?\swho\s(?:\w+\s)?(?:heads|headed|leads|led|chairs|chaired|runs|ran|directs|works (?:for|at))\s"
    r"([^,.;:\n“”\"()]{3,80})"
)
_OFFICE_OF = re.compile(r"(?:[\w'’-]+\s){0,4}?(?P<office>[\w'’-]+)(?:\s(?:of|at|for)\s.*)?")
_ROLE_BEFORE = re.compile(
    r"(?:(?i:the|an?|its|his|her|their|our)\s|(?=[A-Z]\w*['’]?s\s))([^,.;:\n“”\"()]{3,90}),\s+(?:the\s)?$"
)
_TIME = re.compile(r"\b(?:days?|weeks?|months?|years?|morning|evening|night|(?:same|first|second|last|next) time)$")
_LOOSE = re.compile(r"(?:\s(?:of|in|at|for|to|with|and|the|an?))+$")  # what a phrase does not end with
_VAGUE = frozenset(
    "man woman person people guy one someone somebody everyone boy girl child men women others other author".split()
)
_NO_NAME = PRONOUNS.keys() | frozenset(
    "nobody none somebody someone anybody anyone everybody everyone nothing something everything many some few most"
    " several both all each neither either others".split()
)
_GROUPS = frozenset("people police authorities media public staff family crew team troops residents".split())
_ANONYMOUS = re.compile(
    r"on (?:the )?condition of (?:strict )?anonymity|(?:not|never|declin\w+|refus\w+|ask\w+|request\w+)[^.;]{0,40}"
    r"(?:be (?:named|identified|quoted)|anonymity|be named)|not authori[sz]ed to|spoke anonymously"
    r"|(?:(?:ask|request)(?:ed|ing) that )?(?:his|her|their) (?:\w+ )?names? "
    r"(?:not (?:to )?be (?:used|published|printed|given)|(?:to )?be withheld)|without giving (?:his|her|their) names?",
    re.I,
)
_ALL_OF_THEM = re.compile(r"\s+(?:both|all|neither|none|the two)\b", re.I)  # whoever was named last
_WHY = re.compile(r"\b(?:because|since|as|citing|for fear|out of)\b[^.,;!?\n]*", re.I)
_COMMON = re.compile(r"\b[a-z][\w'’-]*")
_STATE = (  # what is said of a country or a city, not of a person, before and behind its name
    r"\b(?:in|across|throughout|invaded|republic of|government of|people of|town of|city of) {name}\b(?!['’])",
    r"\b{name}(?:['’]?s?)? (?:government|(?:foreign|defen[cs]e|interior|finance|health|transport) m|parliament|army"
    r"|navy|military|president|prime m|minist|capital|embassy|ambassador|borders?|territory|regime|authorities)",
    r"\b{name}, for its part\b",
    r"\b{name}(?:n|an|ian|ese|ish) (?:government|delegation|official|minister|side|capital|army|forces|people)",
)
_ARTICLE = re.compile(r"(?:The|An?)\s")
_BEHIND_NAMES = frozenset(("of", "from", "for", "in", "on"))
_OF_IT = re.compile(r"(?:its|their)\s", re.I)
_WHERE = re.compile(r"\b(?:in|at|near|outside|around)\s(?:the\s)?$")
_NEAR = 12  # code points before a place that tell of it
_FAR = 2000  # code points that a sentence reaches to each side, at most
_SENTENCE = re.compile(r"[^.!?\n]*[.!?]?")


@dataclass(frozen=True, slots=True)
class _Mention:
    """One mention: its span, its head's span and word, and what class and kind of head that is."""

    span: Span
    head: Span
    word: int
    name: str
    kind: int


@dataclass(frozen=True, slots=True)
class Cast:
    """What profiles are read from."""

    text: str
    words: Words
    heads: Heads
    known: Traits
    common: frozenset[str]  # the words that stand in lower case
    names: Mapping[int, tuple[Sequence[int], Sequence[int]]]  # of each kind: the heads that are names, where they begin

    def names_in(self, span: Span, kind: int) -> Sequence[int]:
        """The heads within a span that are names of a kind."""
        numbers, starts = self.names[kind]
        return numbers[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]

    def mention(self, number: int) -> _Mention:
        """The mention of a head."""
        word = int(self.heads.word[number])
        return _Mention(
            span=(int(self.words.starts[self.heads.first[number]]), int(self.words.ends[self.heads.last[number]])),
            head=(int(self.words.starts[word]), int(self.words.ends[word])),
            word=word,
            name=CLASSES[self.known.classes[word]],
            kind=int(self.heads.kind[number][1:].argmax()) + 1,
        )


def with_speakers(article: Article, words: Words, heads: Heads, judge: Judge) -> Article:
    """The article with its speakers, and with each attribution's."""
    if not article.attributions:
        return article
    place = {one.id: number for number, one in enumerate(article.attributions)}
    claims = [Claim(one.source, one.cue, one.content, place.get(one.within or "")) for one in article.attributions]
    heads = with_sources(article.text, words, heads, [claim.source for claim in claims])
    known = traits(article.text, words)
    heads = with_whole_names(article.text, words, heads, known)
    common = frozenset(_COMMON.findall(article.text))
    cast = Cast(article.text, words, heads, known, common, _names_by_kind(words, heads, known))
    found = people(article.text, words, heads, cast.known, claims, judge)
    ids = {number: f"s{place}" for place, number in enumerate(speakers_of(found), 1)}
    attributions = (
        replace(one, speaker=None if who is None else ids[who], reason=reason)
        for one, who, reason in zip(article.attributions, found.speaker, found.reason, strict=True)
    )
    sources = _sources(article.text, claims, found)
    speakers = (profile(cast, found, number, id, sources[number]) for number, id in ids.items())
    return replace(article, attributions=tuple(attributions), speakers=tuple(speakers))


def _names_by_kind(words: Words, heads: Heads, known: Traits) -> dict[int, tuple[list[int], list[int]]]:
    kinds, names = heads.kind[:, 1:].argmax(axis=1) + 1, known.classes[heads.word] == _NAME
    each = {kind: np.flatnonzero(names & (kinds == kind)) for kind in range(1, len(KINDS))}
    return {kind: (rows.tolist(), words.starts[heads.word[rows]].tolist()) for kind, rows in each.items()}


def _sources(text: str, claims: Sequence[Claim], found: People) -> dict[int | None, list[Span]]:
    """Where each someone is a source in one piece."""
    sources: dict[int | None, list[Span]] = {number: [] for number in found.speaker}
    for claim, who in zip(claims, found.speaker, strict=True):
        sources[who] += claim.source if len(claim.source) == 1 else ()
    return sources


def profile(cast: Cast, found: People, number: int, id: str, sources: Sequence[Span] = ()) -> Speaker:
    """The speaker that is someone of a text, by all its mentions; `sources` are where it is a source."""
    heads = found.everyone[number].heads
    unbroken = [span for span in sources if "," not in cast.text[slice(*span)]]
    mentions = [_whole(cast.mention(head), unbroken) for head in heads]
    kind = int(cast.heads.kind[list(heads), 1:].sum(axis=0).argmax()) + 1
    if any(one.name in ("noun", "name") and is_office(cast.text[slice(*one.head)].lower()) for one in mentions):
        kind = _PERSON
    name = _name(cast, mentions, kind)
    if name and kind == _ORGANIZATION and is_titled(name.split()):
        kind, name = _PERSON, " ".join(without_titles(name.split()))
    if name and is_body(name.split()):
        kind = _ORGANIZATION
    if name and name.removeprefix("The ") in SEATS and not any(one.name in ("he", "she", "I") for one in mentions):
        kind = _PLACE
    if kind == _PERSON and name and _is_state(cast.text, name, mentions):
        kind = _PLACE
    shown = name or _descriptor(cast.text, mentions)
    role = _role(cast.text, mentions, sources) if kind == _PERSON else None
    role = role.removesuffix(f" {name}") if role else None
    return Speaker(
        id=id,
        name=shown,
        type=_type(cast, mentions, kind, name),
        role=role if role != _DETERMINERS.sub("", shown) else None,
        affiliation=_affiliation(cast, found, mentions) if kind == _PERSON else None,
        country=_inside(cast, mentions, _PLACE),
        named=name is not None,
        unnamed_because=None if name else _why_unnamed(cast.text, mentions),
        mentions=tuple(dict.fromkeys(one.span for one in mentions)),
    )


def _whole(mention: _Mention, sources: Iterable[Span]) -> _Mention:
    """A mention as far as the source that it is a part of."""
    around = (one for one in sources if one[0] <= mention.span[0] and mention.span[1] <= one[1])
    return replace(mention, span=next(around, mention.span)) if mention.name in ("noun", "name") else mention


def _name(cast: Cast, mentions: Sequence[_Mention], kind: int) -> str | None:
    """The fullest proper name; of an organization or a place as it stands, of a person without titles."""
    spans = [(one, name_span(cast.text, one.head, one.span)) for one in mentions]
    names = [cast.text[slice(*span)].split() for one, span in spans if span and _is_name(cast, one, span)]
    if kind == _PERSON:
        names = [_of_nothing(without_titles(words)) for words in names]
    return " ".join(fullest(names)) or None


def _of_nothing(words: list[str]) -> list[str]:
    """A person's name without the body that it comes with ("Karim Dhal of the Harbour Institute"), or a place."""
    at = next((place for place, word in enumerate(words) if place and word in _BEHIND_NAMES), len(words))
    return words[:at] if at > 1 or words[at : at + 1] in (["in"], ["on"]) else words


def _is_name(cast: Cast, mention: _Mention, span: Span) -> bool:
    """Whether capitals make a name here: not those of a sentence's first word ("Officials said"), which also stands
    in lower case or reads like a plural."""
    words = cast.text[slice(*span)].split()
    if BEFORE_NOUN.match(cast.text, span[1], mention.span[1]):
        return False
    if all(word.lower() in TITLES for word in words) or words[-1].lower() in _NO_NAME or is_only_title(words):
        return False
    is_common = words[0].lower() in cast.common or re.search(r"(?<![ui])s$|ple$", words[0])
    if is_common and len(words) > 1 and words[1] in ("in", "at", "from", "near"):
        return False
    return mention.name == "name" or len(words) > 1 or not is_common


def _descriptor(text: str, mentions: Sequence[_Mention]) -> str:
    """What an unnamed speaker is called: the fullest phrase that is no pronoun, or else the first words."""
    phrases = [
        _phrase(text, one, keep_article=True) for one in mentions if one.word >= 0 and one.name in ("noun", "name")
    ]
    return max(phrases, key=len, default="") or text[slice(*mentions[0].span)]


def _phrase(text: str, mention: _Mention, keep_article: bool = False) -> str:
    """A mention up to where a clause begins, in one line."""
    start, end = mention.span
    cut = _RELATIVE.search(text, mention.head[1], end) or _NAMED.match(text, mention.head[1], end)
    phrase = " ".join(text[start : cut.start() if cut else end].split())
    return phrase if keep_article else _DETERMINERS.sub("", phrase)


def _role(text: str, mentions: Sequence[_Mention], sources: Sequence[Span]) -> str | None:
    """What somebody is said to be: the most telling phrase, or the words before or behind the name."""
    nouns = [one for one in mentions if one.name == "noun" and not _vague(text, one)]
    phrases = [_phrase(text, one) for one in nouns if one.kind == _PERSON or is_office(text[slice(*one.head)].lower())]
    phrases += [title for one in mentions if (title := _title(text, one))]
    phrases += [_DETERMINERS.sub("", " ".join(text[slice(*span)].split())) for span in _behind(text, mentions)]
    phrases += _before(text, mentions, sources)
    whole = (_LOOSE.sub("", phrase) for phrase in phrases if not _TIME.search(phrase))
    return max(filter(None, whole), key=_telling, default=None)


def _behind(text: str, mentions: Sequence[_Mention]) -> Iterator[Span]:
    """The phrases that stand behind a name and say who that is (", the harbour master,")."""
    for one in mentions:
        span = name_span(text, one.head, one.span) if one.name == "name" else None
        role = _APPOSED.match(text, span[1]) if span else None
        if role and not _TIME.search(role[1]) and (role["whose"] or _is_role(role[1])):
            yield role.span(1)


def _led(text: str, mentions: Sequence[_Mention]) -> Iterator[Span]:
    """What somebody is said behind the name to lead or to work for."""
    for one in mentions:
        led = _LEADS.match(text, one.head[1]) if one.name in ("name", "noun") else None
        if led:
            yield led.span(1)


def _is_role(phrase: str) -> bool:
    """Whether a phrase without an article is an office: "secretary of the council", "Harbour Master at PKA"."""
    office = _OFFICE_OF.fullmatch(phrase)
    return office is not None and (is_office(office["office"].lower()) or phrase.lower().startswith("chief executive"))


def _before(text: str, mentions: Sequence[_Mention], sources: Sequence[Span]) -> Iterator[str]:
    """The phrases that begin a source and end before its name ("the harbour's master, Ada Rosen")."""
    for one in mentions:
        span = name_span(text, one.head, one.span) if one.name == "name" else None
        for start, end in sources:
            role = _ROLE_BEFORE.match(text, start, span[0]) if span and start < span[0] < end else None
            if role:
                yield " ".join(role[1].split())


def _vague(text: str, mention: _Mention) -> bool:
    word = text[slice(*mention.head)]
    return word.lower() in _VAGUE or word[0].isupper() or text.startswith("whose ", mention.span[0])


def _telling(phrase: str) -> tuple[bool, int]:
    return bool(re.search(r"\b(?:of|for|at|to)\b", phrase)), min(len(phrase.split()), 12)


def _title(text: str, mention: _Mention) -> str:
    """The words before a name that say what its bearer is ("Foreign Minister", "Tarvan's envoy")."""
    span = name_span(text, mention.head, mention.span)
    if span is None:
        return ""
    words = text[slice(*span)].split()
    bare = without_titles(words)
    before = text[mention.span[0] : span[0]].split()
    titles = [*before, *words[: len(words) - len(bare)]]
    phrase = _DETERMINERS.sub("", " ".join(titles)).strip(" ,")
    is_title = any(word.lower().rstrip(".") in TITLES for word in titles)
    return phrase if is_title and phrase.lower().rstrip(".") not in ("mr", "mrs", "ms", "miss", "dr") else ""


def _is_state(text: str, name: str, mentions: Sequence[_Mention]) -> bool:
    """Whether a name taken for a person's is a country's or city's that the model does not know."""
    if " " in name or any(one.name in ("he", "she", "I") for one in mentions):
        return False
    return any(re.search(pattern.format(name=re.escape(name)), text) for pattern in _STATE)


def _inside(cast: Cast, mentions: Sequence[_Mention], kind: int) -> str | None:
    """The organization or place named within a mention, or in the phrase behind a name; of several the longest."""
    own_words = {one.word for one in mentions}
    own = [one.head for one in mentions]
    names = []
    stretches = (*(one.span for one in mentions), *_behind(cast.text, mentions), *_led(cast.text, mentions))
    for stretch in stretches:
        for other in map(cast.mention, cast.names_in(stretch, kind)):
            if other.word in own_words:
                continue
            span = name_span(cast.text, other.head, stretch)
            is_own = span is not None and any(span[0] <= one.head[0] < span[1] for one in mentions)
            is_part = span is not None and kind == _PLACE and span[1] > other.head[1]
            if span and not is_own and not is_part and not _is_aside(cast.text, span, kind, own):
                names.append(_employer(_ARTICLE.sub("", cast.text[slice(*span)])))
    return max(names, key=len, default=None)


def _employer(name: str) -> str:
    """A body's name without the office that somebody has there: "Chief Executive Officer of Velmora"."""
    office, of, body = name.partition(" of ")
    return _ARTICLE.sub("", body[:1].upper() + body[1:]) if of and is_office(office.split()[-1].lower()) else name


def _is_aside(text: str, span: Span, kind: int, own: Iterable[Span]) -> bool:
    """Whether a name tells only more of another thing ("the Upper Mirel dam") or an office's, or a place is but where
    somebody is."""
    if is_field(text[slice(*span)]) or is_office(text[slice(*span)].split()[-1].lower()):
        return True
    noun = BEFORE_NOUN.match(text, span[1])
    is_anothers = noun is not None and not any(start <= noun.end() <= end for start, end in own)
    return is_anothers or (kind == _PLACE and _WHERE.search(text, max(0, span[0] - _NEAR), span[0]) is not None)


def _affiliation(cast: Cast, found: People, mentions: Sequence[_Mention]) -> str | None:
    return _inside(cast, mentions, _ORGANIZATION) or _own_body(cast, found, mentions)


def _own_body(cast: Cast, found: People, mentions: Sequence[_Mention]) -> str | None:
    """The body whose somebody is: what "its" of "its chief executive" is."""
    owners = (one.span[0] for one in mentions if one.name in ("noun", "name"))
    for start in owners:
        if not _OF_IT.match(cast.text, start):
            continue
        owner = int(np.searchsorted(cast.heads.word, np.searchsorted(cast.words.starts, start)))
        chain = next((one.heads for one in found.everyone if owner in one.heads), ())
        others = [cast.mention(head) for head in chain if head != owner]
        nouns = {cast.text[slice(*one.head)].lower() for one in others}
        if any(one.kind == _ORGANIZATION for one in others) and not nouns & DOCUMENTS:
            name = _name(cast, others, _ORGANIZATION) or _descriptor(cast.text, others)
            return _ARTICLE.sub("", name[:1].upper() + name[1:])
    return None


def _type(cast: Cast, mentions: Sequence[_Mention], kind: int, name: str | None) -> SpeakerType:
    nouns = {cast.text[slice(*one.head)].lower() for one in mentions if one.name in ("noun", "name")}
    if kind == _PERSON:
        return "group" if " and " in (name or "") or (not name and _plural(mentions, nouns)) else "person"
    if not name and nouns & DOCUMENTS:
        return "document"
    # A place that speaks is its government.
    return "organization" if kind in (_ORGANIZATION, _PLACE) else "other"


def _plural(mentions: Sequence[_Mention], nouns: Iterable[str]) -> bool:
    if any(one.name in ("he", "she", "I") for one in mentions):
        return False
    plural = [noun in _GROUPS or (noun.endswith("s") and not noun.endswith(("ss", "us"))) for noun in nouns]
    return any(plural) or (not plural and any(one.name in ("they", "we") for one in mentions))


def _why_unnamed(text: str, mentions: Sequence[_Mention]) -> str | None:
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


def _sentences(text: str, mentions: Sequence[_Mention]) -> Iterator[Span]:
    for one in mentions:
        least = max(0, one.head[0] - _FAR)
        start = max(text.rfind(mark, least, one.head[0]) for mark in (". ", "! ", "? ", "\n")) + 1
        start = max(start, least)
        match = _SENTENCE.match(text, start + (text[start : start + 1] == " "), one.head[1] + _FAR)
        yield (start, max(match.end() if match else one.head[1], one.head[1]))
