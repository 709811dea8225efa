"""A pronoun that speaks, or "the firm", is whoever spoke last, where its own chain has said nothing."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import numpy as np

from quoth.article import Span
from quoth.reading.mentions import CLASSES, KINDS, NAME, NOUN
from quoth.reading.speakers.names import JOINT, is_of_many
from quoth.reading.speakers.scene import Claim, Scene
from quoth.reading.speakers.seats import country
from quoth.reading.speakers.titles import is_many_titles
from quoth.reading.words import Ints, Words

_HE, _SHE, _IT, _THEY = (CLASSES.index(name) for name in ("he", "she", "it", "they"))
_PERSON, _BODY, _PLACE = (KINDS.index(name) for name in ("person", "organization", "place"))
_LATELY = 3  # claims looked back at for whom a noun calls again
_GOVERNMENT = re.compile(r"(?:[Tt]he\s)?([A-Z]\w{3,})(?:['’]s)?\sgovernment")
_ITS = re.compile(r"its\s", re.I)
_RELATIVE = re.compile(r"which|who|that")
_SAID_IN = re.compile(r"(?: (?:in|on|via) (?:an?|its|his|her|their|the) (?:[\w-]+ ){0,2}[\w-]+)?")
_WHO = {"the man": _HE, "the woman": _SHE} | {f"{many} of them": _THEY for many in ("all", "both", "many", "most")}
_BOTH = re.compile(
    r"(?i:the (?:pair|duo)|(?:the two|both)(?: (?:men|women|leaders|ministers|officials|presidents|senators|sides))?)"
)
_DATELINE = re.compile(r"[^\W\d_a-z][^\n]{1,70}?(?:\)|[^\W\d_a-z]{3,}) ?(?:--?|[–—]) ")
_STOP = re.compile(r"[.!?…][\"”’'»]* \Z")
_SPACE = 4  # code points that a stop, marks and a space take
_TOLD_MORE = re.compile(r", (?:which|who|whose|an?|the)\s[^.!?\n“\"]*, ")
_ING = re.compile(r"\w+ing\b")
_WHILE = 8  # code points that " before " takes
_GOES_ON = re.compile(r"(?:,|\b(?:after|before|while|by)) \Z")
_STOPS = (". ", "! ", "? ", "\n")
_STEM = 4  # letters that a country and its nation's name have in common, at least
_GROUPS = frozenset("and people police authorities staff family crew team troops jury panel couple band".split())
DOCUMENTS = frozenset(
    "report study investigation inquiry audit statement letter document survey poll article book paper post"
    " tweet email e-mail memo release complaint lawsuit indictment affidavit filing ruling transcript editorial"
    " column blog website text declaration communique communiqué readout bulletin dispatch notice briefing"
    " dossier memorandum resolution review analysis story constitution law bill proclamation warning order"
    " message research presentation video manual polling ad advert advertisement commercial audio recording tape ledger"
    " legislation agreement treaty guideline disclosure opinion summary record".split()
)
_READ = re.compile(r"(?:it )?(?:read|reads|goes|went|continue[sd]|adds|added|conclude[sd]):?,?")
# What news calls a body or a person on second mention, who is no new one then.
_AGAIN = {
    "body": re.compile(
        r"the (?:[\w-]+ )?(?:firm|company|group|body|organi[sz]ation|agency|charity|watchdog|think[ -]tank|regulator"
        r"|broadcaster|newspaper|paper|magazine|outlet|network|carrier|airline|retailer|manufacturer)",
        re.I,
    ),
    "person": re.compile(
        r"the (?:[\w-]+ ){0,2}(?:politician|lawmaker|legislator|billionaire|actor|actress|singer|economist|researcher"
        r"|professor|scientist|activist|businessman|businesswoman|lawyer|diplomat|negotiator"
        r"|midfielder|striker|defender|goalkeeper|winger|(?-i:[A-Z])\w+(?:an|ese|ish|man|woman)"
        r"|\d+-year-old(?: [\w -]+)?)",
        re.I,
    ),
}


def is_document(noun: str) -> bool:
    """Whether a noun is one or many things that say something ("report", "studies")."""
    one = f"{noun[:-3]}y" if noun.endswith("ies") else noun.removesuffix("s")
    return not DOCUMENTS.isdisjoint((noun, one))


def spoke_last(scene: Scene) -> Iterator[tuple[int, int]]:
    """Pairs of heads: a pronoun that is a source, and the source of the claim before it in the same paragraph or the
    one before, if that can be so called."""
    classes = scene.classes
    last: int | None = None
    for _, head in scene.in_order():
        if head is None:
            continue
        if last is not None and scene.is_near(last, head):
            wanted = _WHO.get(scene.text[slice(*scene.spans[head])].lower(), int(classes[head]))
            if wanted in (_HE, _SHE, _IT, _THEY) and _fits(scene, wanted, last):
                yield head, last
        last = head


def subject_before(scene: Scene) -> Iterator[tuple[int, int]]:
    """Pairs of heads: an "it" or "they" that begins a sentence and speaks, and the subject of the sentence before ("The
    team, led by Ada Rosen, used lasers. They estimate …")."""
    starts = scene.words.starts[scene.heads.first].tolist()
    for claim, head in zip(scene.claims, scene.source_of, strict=True):
        if head is None or scene.classes[head] not in (_IT, _THEY):
            continue
        place = claim.source[0][0]
        if scene.text[place - 2 : place] != ". ":
            continue
        begin = _sentence_start(scene.text, place - 2)
        subject = next((one for one, start in enumerate(starts) if start == begin), None)
        if subject is not None and (_fits(scene, int(scene.classes[head]), subject) or _alone(scene, subject, head)):
            yield head, subject


def _alone(scene: Scene, subject: int, they: int) -> bool:
    """Whether a body may be "they", as nobody else who may stands between: "The league named nobody. They said …"."""
    is_body = scene.heads.kind[subject].argmax() == _BODY and scene.classes[subject] >= NAME
    return bool(is_body) and not any(_fits(scene, _THEY, one) for one in range(subject + 1, they))


def paragraph_subject(scene: Scene) -> Iterator[tuple[int, int]]:
    """Pairs of heads: a "he" or "she" that speaks, and the last person named before it in its paragraph outside
    quotations, if a sentence begins with that one: "Diarra will not stay. “I am tired,” she says."; or, if it begins a
    sentence, whom the one before begins with: "Diarra will be replaced by Bo Lind. She said …"."""
    names = np.flatnonzero((scene.classes >= NAME) & (scene.known.quotation[scene.heads.word] < 0))
    people = names[scene.heads.kind[names, 1:].argmax(axis=1) + 1 == _PERSON]
    paragraph = scene.words.paragraph
    for head in (one for one in scene.source_of if one is not None and scene.classes[one] in (_HE, _SHE)):
        place = paragraph[scene.heads.word[head]]
        before = people[(people < head) & (paragraph[scene.heads.word[people]] == place)]
        if not len(before):
            continue
        if _begins_sentence(scene.text, scene.spans[before[-1]][0]):
            yield head, int(before[-1])
        elif _begins_sentence(scene.text, scene.spans[head][0]):
            begin = _sentence_start(scene.text, scene.spans[head][0] - 2)
            beginning = [one for one in before.tolist() if scene.spans[one][0] == begin]
            yield from ((head, one) for one in beginning if _is_named(scene, one, "person"))


def _sentence_start(text: str, place: int) -> int:
    """Where the sentence begins that a place stands in."""
    stops = ((text.rfind(stop, 0, place), stop) for stop in _STOPS)
    return max((at + len(stop) for at, stop in stops if at >= 0), default=0)


def _begins_sentence(text: str, place: int) -> bool:
    return text[max(0, place - 1) : place] in ("", "\n") or bool(_STOP.search(text, max(0, place - _SPACE), place))


def sentence_subject(scene: Scene, claim: Claim) -> int | None:
    """The person or body that a sentence begins with which goes on with a claim that has no source: "Tharam hit back,
    tweeting: …"."""
    if claim.source or not claim.cue:
        return None
    begin = _sentence_start(scene.text, claim.cue[0][0])
    dateline = _DATELINE.match(scene.text, begin)
    first = scene.words.number(dateline.end() if dateline else begin)
    beginning = np.flatnonzero(scene.heads.first == first)
    if not len(beginning):
        return None
    subject = int(beginning[scene.heads.last[beginning].argmax()])
    goes_on = _is_participle(scene.text, claim.cue[0]) or _tells_more(scene, beginning, claim.cue[0])
    return subject if goes_on and scene.heads.kind[subject, 1:].argmax() + 1 in (_PERSON, _BODY, _PLACE) else None


def _tells_more(scene: Scene, beginning: Ints, cue: Span) -> bool:
    """Whether nothing stands between a sentence's first name and a cue but what is told of it: "Keldoria, which hosts
    the talks, has said …"."""
    ends = scene.words.ends[scene.heads.word[beginning]].tolist()
    return any(_TOLD_MORE.fullmatch(scene.text, end, cue[0]) for end in ends)


def _is_participle(text: str, cue: Span) -> bool:
    return bool(_ING.match(text, *cue)) and bool(_GOES_ON.search(text, max(0, cue[0] - _WHILE), cue[0]))


def own_body(scene: Scene) -> Iterator[tuple[int, int]]:
    """Pairs of heads: the "its" that a source begins with ("its director"), and the body that spoke before it."""
    last: int | None = None
    for claim, head in scene.in_order():
        its = _its(scene, claim)
        if its is not None and last is not None and scene.is_near(last, its) and _fits(scene, _IT, last):
            yield its, last
        last = head if head is not None else last


def _its(scene: Scene, claim: Claim) -> int | None:
    if not claim.source or not _ITS.match(scene.text, *claim.source[0]):
        return None
    return scene.heads.at(scene.words.number(claim.source[0][0]))


def _fits(scene: Scene, wanted: int, head: int) -> bool:
    """Whether a pronoun can stand for a name or noun."""
    own = scene.classes[head]
    if own == wanted:
        return True
    if own < NAME:
        return False
    word = scene.forms[head].lower()
    is_plural = own == NOUN and (word in _GROUPS or (word.endswith("s") and not word.endswith("ss")))
    is_plural |= is_many_titles([word.title()]) or is_of_many(scene.evidence[head])
    is_person = scene.heads.kind[head].argmax() == _PERSON
    if wanted == _THEY:
        return is_plural
    return bool(not is_plural and is_person == (wanted in (_HE, _SHE)))


def called_again(scene: Scene) -> Iterator[tuple[int, int]]:
    """Pairs of heads: "the firm" or "the Labour politician" that is a source, and the name of the body or person that
    was the last such source in the same paragraph or the one before, or else of the last body that stands there."""
    order = [head for _, head in scene.in_order() if head is not None]
    again = {head: _again(scene, head) for head in order}
    for place, head in enumerate(order):
        wanted = again[head]
        before = order[max(0, place - _LATELY) : place] if wanted else []
        called = (one for one in reversed(before) if scene.is_near(one, head))
        last = next((one for one in called if again[one] == wanted or _is_named(scene, one, wanted)), None)
        other = _body_before(scene, head) if wanted == "body" else None
        if last is None and wanted == "person":
            other = _person_before(scene, head)
        yield from ((head, one) for one in (last, other) if one is not None and scene.is_near(one, head))


def _person_before(scene: Scene, head: int) -> int | None:
    """The one person named whole in the paragraph of a head or the one before, above it."""
    named: dict[tuple[str, ...], int] = {}
    for one in range(head - 1, -1, -1):
        if not scene.is_near(one, head):
            break
        if scene.heads.kind[one, 1:].argmax() + 1 == _PERSON:
            named |= {name: one for name in scene.evidence[one].names if len(name) > 1}
    return next(iter(named.values())) if len(named) == 1 else None


def _body_before(scene: Scene, head: int) -> int | None:
    """The last body named before a head, in the same paragraph or the one before."""
    paragraph = scene.words.paragraph[scene.heads.word]
    first = int(np.searchsorted(paragraph, paragraph[head] - 1))
    return next((one for one in range(head - 1, first - 1, -1) if _is_bodys_name(scene, one)), None)


def _is_bodys_name(scene: Scene, head: int) -> bool:
    """Whether a head is a body's name, or what the model takes for one."""
    known = scene.evidence[head]
    is_ones = scene.classes[head] == NAME and scene.heads.kind[head].argmax() == _BODY
    return bool(known.names) and (known.is_body or bool(is_ones))


def _again(scene: Scene, head: int) -> str:
    """What a noun calls again: a "person", a "body", or nothing."""
    words, heads = scene.words, scene.heads
    phrase = scene.text[words.starts[heads.first[head]] : words.ends[heads.word[head]]]
    is_noun = scene.classes[head] == NOUN or not scene.evidence[head].names
    return next((kind for kind, pattern in _AGAIN.items() if is_noun and pattern.fullmatch(phrase)), "")


def _is_named(scene: Scene, head: int, wanted: str) -> bool:
    """Whether a head is of the wanted kind and a name, or has one in its mention ("council leader Bo Amadi"). A name
    that begins a sentence is known from where it stands elsewhere."""
    heads, known = scene.heads, scene.known
    inside = heads.word[head : heads.number(int(heads.last[head]) + 1)]
    is_person = heads.kind[head].argmax() == _PERSON
    names = known.key[known.classes == NAME]
    return is_person == (wanted == "person") and bool(np.isin(known.key[inside], names).any())


def own_subject(scene: Scene) -> Iterator[tuple[int, int]]:
    """Pairs of heads: the pronoun behind the first claim of a paragraph, and that claim's subject ("The port will
    close, it said"). Only in the first claim of all is "he" or "she" so surely the subject."""
    classes, words = scene.classes, scene.words
    paragraph = -1
    for place, (claim, head) in enumerate(scene.in_order()):
        before = paragraph
        paragraph = int(words.paragraph[words.number(claim.cue[0][0])])
        wanted = (_IT, _THEY) if place else (_IT, _THEY, _HE, _SHE)
        if head is None or paragraph == before or classes[head] not in wanted:
            continue
        subject = _subject(scene, claim)
        if subject is not None and subject < head and _fits(scene, int(classes[head]), subject):
            yield head, subject


def _subject(scene: Scene, claim: Claim) -> int | None:
    """The head of the widest mention that begins where a claim's content does, unless that is quoted."""
    first = scene.words.number(claim.content[0][0]) if claim.content else -1
    beginning = np.flatnonzero(scene.heads.first == first)
    if not len(beginning) or scene.known.quotation[first] >= 0:
        return None
    return int(beginning[scene.heads.last[beginning].argmax()])


def both_again(scene: Scene) -> Iterator[tuple[int, int]]:
    """Pairs of heads: "the two men" or "both leaders" who speak, and the last two named together before, in the same
    paragraph or the one before."""
    together = [head for head in range(len(scene.heads)) if scene.forms[head] == JOINT]
    for claim, head in zip(scene.claims, scene.source_of, strict=True):
        if head is None or not together or len(claim.source) != 1 or not _BOTH.fullmatch(scene.text, *claim.source[0]):
            continue
        place = bisect_left(together, head)
        if place and scene.is_near(together[place - 1], head):
            yield head, together[place - 1]


def document_read(scene: Scene) -> Iterator[tuple[int, int]]:
    """Pairs of heads: the "it" of "it read", and the last document before it in the same paragraph or the one before
    ("in a two-line statement")."""
    for claim, head in zip(scene.claims, scene.source_of, strict=True):
        if head is None or scene.classes[head] != _IT or not _READ.fullmatch(scene.text, *claim.cue[0]):
            continue
        word = _document_before(scene.text, scene.words, int(scene.heads.word[head]))
        about = np.flatnonzero(scene.heads.word[:head] == word)
        if len(about):
            yield head, int(about[0])


def _document_before(text: str, words: Words, word: int) -> int:
    """The last word before another that names a document, in the same paragraph or the one before, or -1."""
    first = int(np.searchsorted(words.paragraph, words.paragraph[word] - 1))
    before = range(word - 1, first - 1, -1)
    return next((one for one in before if text[words.starts[one] : words.ends[one]].lower() in DOCUMENTS), -1)


def same_document(scene: Scene) -> Iterator[tuple[int, int]]:
    """Pairs of heads: "the study" that is a source, and the last study before it."""
    key = scene.known.key[scene.heads.word]
    for head in scene.source_of:
        if head is None or not scene.evidence[head].definite or scene.forms[head].lower() not in DOCUMENTS:
            continue
        earlier = np.flatnonzero(key[:head] == key[head])
        if len(earlier):
            yield head, int(earlier[-1])


def told_more(scene: Scene) -> Iterator[tuple[int, int]]:
    """Pairs of heads: the "which" or "who" that goes on behind a comma, and what it goes on about: whoever speaks
    before it ("the ministry said in a statement, which also warned"), or else what stands there."""
    text = scene.text
    for claim, head in zip(scene.claims, scene.source_of, strict=True):
        if head is None or len(claim.source) != 1 or not _RELATIVE.fullmatch(text, *claim.source[0]):
            continue
        start = claim.source[0][0]
        if text[start - 2 : start] == ", ":
            about = _told_in(scene, start - 2)
            about = _before(scene, start) if about is None else about
        else:
            about = _right_before(scene, start)
        if about is not None and about < head:
            yield head, about


def _before(scene: Scene, relative: int) -> int | None:
    """What a "who" or "which" behind a comma is about: the last person in that clause ("Ann Bell of the council, who"),
    or the widest other mention that ends there."""
    text, heads = scene.text, scene.heads
    ends, is_person = scene.words.ends[heads.last], heads.kind.argmax(axis=1) == _PERSON
    if text.startswith("which", relative):
        ending = np.flatnonzero((ends == relative - 2) & ~is_person)
        return int(ending[heads.first[ending].argmin()]) if len(ending) else None
    clause = max(text.rfind(mark, 0, relative - 2) for mark in ',;:.\n“”"')
    people = np.flatnonzero((ends > clause) & (ends < relative) & is_person).tolist()
    # "the Tarvan president, who", not "an aide to the president, who"
    widest = min((scene.spans[head] for head in people if ends[head] == relative - 2), default=None)
    surely = [
        head
        for head in people
        if scene.evidence[head].names
        or scene.evidence[head].gender
        or (scene.evidence[head].office and scene.spans[head] == widest)
    ]
    many = np.flatnonzero((ends == relative - 2) & (heads.kind.argmax(axis=1) != _PLACE)).tolist()
    return max(surely or people or many, default=None)  # "the party's top figures, who"


def _right_before(scene: Scene, relative: int) -> int | None:
    """What a "who" or "that" without a comma is about: the last mention that goes on with it, or ends before it."""
    starts, ends = scene.words.ends[scene.heads.word], scene.words.ends[scene.heads.last]
    around = np.flatnonzero((starts < relative) & (ends >= relative - 1))
    return int(around[-1]) if len(around) else None


def _told_in(scene: Scene, comma: int) -> int | None:
    """Who said something in what ends at a comma: "said in a statement"."""
    pairs = zip(scene.claims, scene.source_of, strict=True)
    return next((head for claim, head in pairs if _SAID_IN.fullmatch(scene.text, claim.cue[0][1], comma)), None)


def named_again(scene: Scene) -> Iterator[tuple[int, int]]:
    """Pairs of heads: a whole name, and the first that has it, however it came to a role ("the envoy, Ada Rosen")."""
    first: dict[tuple[str, ...], int] = {}
    for head, known in enumerate(scene.evidence):
        for name in known.names:
            if len(name) > 1 and first.setdefault(name, head) != head:
                yield head, first[name]


def short_again(scene: Scene) -> Iterator[tuple[int, int]]:
    """Pairs of heads: a lone name that is a source, and the only person whose whole name has that word, be it a surname
    that comes first or a headline's: "Park" of "Park Ji-hyun", "Restrepo" of "José Restrepo Gaviria"."""
    whole: dict[str, dict[tuple[str, ...], int]] = {}
    lone: list[tuple[int, str]] = []
    sources = {head for head in scene.source_of if head is not None}
    for head, known in enumerate(scene.evidence):
        for name in known.names if not known.is_body else ():
            if len(name) == 1 and head in sources:
                lone.append((head, name[0]))
            elif len(name) > 1 and scene.heads.kind[head, 1:].argmax() + 1 == _PERSON:
                for word in name:
                    whole.setdefault(word, {}).setdefault(name, head)
    for head, word in lone:
        if len(whole.get(word, ())) == 1 and scene.heads.kind[head, 1:].argmax() + 1 == _PERSON:
            yield head, next(iter(whole[word].values()))


def governments(scene: Scene, speaking: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs of heads: a country's government and the country's name, or this and its capital, if both speak: "the
    Norrish government said … Norr, it said, will not sign"."""
    yield from _capitals(scene, speaking)
    named = [(head, name[0]) for head in speaking for name in scene.evidence[head].names if len(name) == 1]
    for head in speaking if named else ():
        government = _GOVERNMENT.fullmatch(scene.text, *scene.spans[head])
        land = next((one for one, name in named if government and _is_of(government[1].lower(), name)), None)
        if land is not None:
            yield head, land


def _capitals(scene: Scene, speaking: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs of heads: names of one country or its capital."""
    met: dict[str, int] = {}
    for head in speaking:
        lands = filter(None, (country(" ".join(name)) for name in scene.evidence[head].names))
        land = None if scene.evidence[head].titles else next(lands, None)
        if land is not None and met.setdefault(land, head) != head:
            yield head, met[land]


def _is_of(nation: str, country: str) -> bool:
    return nation.startswith(country[: max(_STEM, len(country) - 2)])
