"""A lead's office without a name, and whoever the text names next without saying who that is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quoth.article import Span
from quoth.reading.mentions import KINDS, NOUN
from quoth.reading.speakers.names import Clues
from quoth.reading.speakers.scene import Scene

_PERSON = KINDS.index("person")
_BODIES = (KINDS.index("organization"), KINDS.index("place"))
_NEXT = 3  # claims behind the lead's within which its speaker is named
_ANYONE = re.compile(r"(?:an?|one|some|any|no|his|her)\s|.*\b(?:officials|ministers|lawmakers)$", re.I | re.S)
# Of whom the lead tells so much is named next; a spokesman or a source is not.
_SOMEBODY = re.compile(
    r"an?\s(?!(?:\S+\s){0,2}(?:spokes\w+|officials?|sources?|diplomat|witness|(?<!former )aide)\b)(?:\S+\s){2,}", re.I
)
_ANY = re.compile(r"an? ", re.I)
_RELATIVE = re.compile(
    r"the (?:mother|father|widow|widower|son|daughter|brother|sister|wife|husband|uncle|aunt|nephew|niece|girlfriend"
    r"|boyfriend|partner|fianc[ée]+|owner|driver|founder|author) of\b",
    re.I,
)
_ONE_OF_MANY = re.compile(r"\b(?:official|lawmaker)\Z", re.I)
_SAYS_WHO = re.compile(r"\s*(?:,\s*(?!(?:and|but|who|which|however|for|in|on|at|speaking|adding)\b)|\()", re.I)


_WHOSE = re.compile(r"(?:the )?(?P<owner>[A-Z][\w&.-]*(?: [A-Z][\w&.-]*)*)['’]s (?:[\w-]+ )*(?P<office>[\w-]+)")
_WHOLE_NAME = r"[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]*)*(?: [A-Z][\w-]+)"
_TOP = ("head", "boss", "chief")
_IS_TOP = re.compile(
    r", (?:the|its) (?:[\w-]+['’]s? )?(?:CEO|chief executive|president|chair\w*|director|head|boss|chief)\b"
)


def holder(scene: Scene) -> Iterator[tuple[int, int]]:
    """The head of a lead's office and that of its holder, at most one pair: "the country's water minister said on
    Tuesday … Halima Oduya told reporters". News names the office first and then the person, and tells of anybody
    else who that is; "a former bookkeeper" is whoever speaks next, "the mayor" whoever is said to be that."""
    text, evidence = scene.text, scene.evidence
    first = text.partition("\n\n")[0]
    body = len(first) if first[-1:].isalnum() else -1  # a headline has no full stop
    below = [
        (claim.source[0], head)
        for claim, head in scene.in_order()
        if head is not None and len(claim.source) == 1 and claim.source[0][0] > body
    ]
    if not below:
        return
    (lead, office), *others = below
    others = [(span, head) for span, head in others if span != lead]
    is_new = "\n\n" not in text[body + 2 : lead[0]].strip() and bool(_SOMEBODY.match(text, *lead))
    is_new = is_new and _is_person(scene, office)
    is_new = is_new or (
        bool(_ANY.match(text, *lead)) and any(_is_titled(scene, *one, office) for one in others[:_NEXT])
    )
    is_known = evidence[office].office or _RELATIVE.match(text, *lead)
    if not is_new and (_ANYONE.match(text, *lead) or not is_known):
        return
    told = next((head for span, head in others if not is_new and _has_office(scene, span, office)), None)
    if told is None and others and scene.forms[office].lower() in _TOP and _IS_TOP.search(text, *others[0][0]):
        told = others[0][1]
    if told is not None:
        yield told, office
        return
    is_vague = not is_new and bool(_ONE_OF_MANY.search(text, *lead))
    fits = _is_told if is_vague else _is_bare_name
    for span, head in others[: 1 if is_vague or is_new else _NEXT]:
        is_one = fits(text, span, head, evidence) or (is_new and _is_titled(scene, span, head, office))
        if scene.heads.kind[head].argmax() not in _BODIES and is_one:
            yield head, office
            return


def _is_titled(scene: Scene, source: Span, head: int, office: int) -> bool:
    """Whether a source is a name that comes with an office: "U.S. District Judge Marta Ellison"."""
    told = scene.text[source[0] : scene.spans[head][1]].lower()
    return f" {scene.forms[office].lower()} " in f" {told}" and bool(scene.evidence[head].names)


def same_office(scene: Scene) -> Iterator[tuple[int, int]]:
    """Pairs of heads: whose name comes with an office ("Velmora founder and chief executive Ada Rosen"), and the source
    that is "Velmora's chief executive"."""
    text, words = scene.text, scene.words
    for claim, head in zip(scene.claims, scene.source_of, strict=True):
        whose = _WHOSE.fullmatch(text, *claim.source[0]) if head is not None and len(claim.source) == 1 else None
        if head is None or whose is None or not scene.evidence[head].office:
            continue
        own, office = re.escape(whose["owner"]), re.escape(whose["office"])
        named = re.search(rf"\b{own}(?:['’]s)? (?:[\w&-]+ ){{0,5}}?(?:co-)?{office},? (?P<name>{_WHOLE_NAME})", text)
        name = scene.heads.at(words.number(named.end("name")) - 1) if named else None
        if name is not None and scene.evidence[name].names:
            yield name, head


def _has_office(scene: Scene, source: Span, office: int) -> bool:
    """Whether a source says behind a name that its bearer has an office: "Ruta Kall, the mayor of Skarn"."""
    _, comma, behind = scene.text[slice(*source)].partition(", ")
    word = scene.forms[office].lower()
    return (
        bool(comma) and not _ONE_OF_MANY.search(word) and re.match(rf"(?:the )?{re.escape(word)}\b", behind) is not None
    )


def _is_person(scene: Scene, head: int) -> bool:
    return bool(scene.classes[head] == NOUN and scene.heads.kind[head].argmax() == _PERSON)


def _parts(name: Sequence[str]) -> int:
    """How many words of a name may each head it."""
    return sum(word.count("-") + 1 for word in name)


def _is_told(text: str, source: Span, head: int, evidence: Sequence[Clues]) -> bool:
    """Whether a source is a whole name that has not stood before and comes with an office ("Ali Odaro, the secretary
    of the council,"): a "top security official" is told of more closely by whoever speaks next."""
    called = text[slice(*source)].partition(",")[0]
    name = tuple(called.lower().split())
    first = next((number for number, one in enumerate(evidence) if name in one.names), head)
    is_first = head - first < _parts(name)
    return (
        len(name) > 1
        and name in evidence[head].names
        and is_first
        and bool(_SAYS_WHO.match(text, source[0] + len(called)))
    )


def _is_bare_name(text: str, source: Span, head: int, evidence: Sequence[Clues]) -> bool:
    """Whether a source is a whole name that has not stood before and comes with no title; a clause may follow."""
    name = tuple(text[slice(*source)].partition(", who ")[0].lower().split())
    is_whole = len(name) > 1 and name in evidence[head].names
    first = next((number for number, one in enumerate(evidence) if any(name[-1] in word for word in one.names)), head)
    is_first = head - first < _parts(name)
    is_titled = any(one.titles for one in evidence if name in one.names)
    return is_whole and is_first and not is_titled and not _SAYS_WHO.match(text, source[1])
