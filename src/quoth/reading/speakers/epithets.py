"""Who is called by an office alone: "the Vermont senator" is Senator Bernie Voss, "the former governor" whoever is said
to have been one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quoth.reading.mentions import KINDS
from quoth.reading.speakers.scene import Scene
from quoth.reading.speakers.seats import STATES

_PERSON = KINDS.index("person")
_OFFICES = {
    form: office
    for office, forms in {
        "senator": "senator sen",
        "governor": "governor gov",
        "representative": "representative rep congressman congresswoman",
        "candidate": "candidate nominee front-runner frontrunner hopeful contender challenger",
        "mayor": "mayor",
        "coach": "coach",
        "sheriff": "sheriff",
        "judge": "judge justice",
    }.items()
    for form in forms.split()
}
_FORMS = "|".join(sorted(_OFFICES, key=len, reverse=True))
_CALLED = re.compile(rf"(?:the|this)\s(?P<told>(?:[\w.’'-]+\s){{0,5}})(?P<office>{_FORMS})\b", re.I)
_BEFORE = re.compile(rf"(?:(?:[A-Z][\w.’'-]*|(?i:{_FORMS})\b\.?)\s){{1,6}}\Z")
_MORE = r"(?!(?:and|at|by|for|from|in|of|on|over|that|to|who|whose|with)\b)[\w.’'-]+\s"  # no word of another phrase
_BEHIND = re.compile(
    r"(?:\s\([^()\n]{1,20}\))?,\s(?:who (?:is|was)\s)?(?:the|an?|his|her|its)\s"
    rf"(?:{_MORE}){{0,5}}?(?P<office>{_FORMS})\b(?!['’])",
    re.I,
)
_OTHERS = frozenset(
    "Republican Democratic Democrat GOP Labour Conservative Liberal Tory Independent Senate House".split()
)
_FORM = re.compile(rf"\b(?:{_FORMS})\b", re.I)
_TOLD = re.compile(r"\b(?:former|then)\b")
_WORD = re.compile(r"[A-Z][\w.-]*")
_BESIDE = re.compile(r"\s\([^()\n]{1,20}\)|,\s[^,.\n]{1,60}|\sof\s[^,.\n]{1,30}")  # whose senator somebody is
_NEAR = 60  # code points that a name's titles take, at most


@dataclass(frozen=True, slots=True)
class _Holder:
    """A name's head, the name, and what stands beside it: its titles, and what is in brackets or behind a comma."""

    head: int
    name: tuple[str, ...]
    beside: str


def known_office(scene: Scene) -> Iterator[tuple[int, int]]:
    """Pairs of heads: an office without a name that is a source, and the name of the only one in the text who has it,
    and is of the state that it tells; of several who have it, that of whoever is named last. What nobody named before
    has, be it that of a state or a former one, is whoever spoke last in the same paragraph or the one before, or whom
    its paragraph begins with."""
    asked = [
        (head, called)
        for claim, head in zip(scene.claims, scene.source_of, strict=True)
        if head is not None and len(claim.source) == 1
        if (called := _CALLED.match(scene.text, *claim.source[0])) and _is_head(scene, head, called)
    ]
    holders = _holders(scene) if asked else {}
    for head, called in asked:
        holds = (one for one in holders.get(_OFFICES[called["office"].lower()], ()) if one.head < head)
        fitting = [one for one in holds if _fits(one, called["told"])]
        if fitting:
            yield head, _last_named(scene, head, fitting)
        elif _TOLD.search(called["told"]) or any(state in called["told"] for state in STATES):
            other = _spoke_before(scene, head)
            if other is not None:
                yield head, other


def _is_head(scene: Scene, head: int, called: re.Match[str]) -> bool:
    """Whether a head is the office that a source is called by."""
    word = scene.heads.word[head]
    return bool(scene.words.starts[word] <= called.start("office") < scene.words.ends[word])


def _holders(scene: Scene) -> dict[str, list[_Holder]]:
    """Everybody named whole whose office stands beside the name, by the office."""
    found: dict[str, list[_Holder]] = {}
    text = scene.text
    for head, known in enumerate(scene.evidence):
        name = max((name for name in known.names if len(name) > 1), key=len, default=None)
        if name is None or known.is_body or scene.heads.kind[head, 1:].argmax() + 1 != _PERSON:
            continue
        word = scene.heads.word[head]
        end = int(scene.words.ends[word])
        begin = max(0, int(scene.words.starts[word]) - _NEAR)
        before = _BEFORE.search(text, max(begin, text.rfind("\n", 0, end) + 1), int(scene.words.starts[word]))
        behind = _BEHIND.match(text, end)
        told = (before[0] if before else "", behind["office"] if behind else "")
        offices = {_OFFICES[form.lower()] for words in told for form in _FORM.findall(words)}
        beside = _BESIDE.match(text, end)
        for office in offices:
            found.setdefault(office, []).append(_Holder(head, name, f"{told[0]} {beside[0] if beside else ''}"))
    return found


def _fits(one: _Holder, told: str) -> bool:
    """Whether what an office's words tell of a state or another name stands beside a name, too."""
    words = " ".join(word for word in _WORD.findall(told) if word not in _OTHERS)
    return not words or words in one.beside or any(short in one.beside for short in STATES.get(words, ()))


def _last_named(scene: Scene, head: int, fitting: list[_Holder]) -> int:
    """The head of that one who is named last before a head outside quotation marks."""
    by_name = {one.name[-1]: one.head for one in fitting}
    for other in range(head - 1, -1, -1):
        if scene.known.quotation[scene.heads.word[other]] < 0:
            named = next((name[-1] for name in scene.evidence[other].names if name[-1] in by_name), None)
            if named is not None:
                return by_name[named]
    return fitting[-1].head


def _spoke_before(scene: Scene, head: int) -> int | None:
    """The head of the person's name that a paragraph begins with, or else that was the last source before."""
    paragraph = scene.words.paragraph[scene.heads.word]
    first = int(paragraph.searchsorted(paragraph[head]))
    if _is_persons_name(scene, first) and scene.known.quotation[scene.heads.word[first]] < 0:
        return first
    before = (one for _, one in reversed(scene.in_order()) if one is not None and one < head)
    last = next(before, None)
    return last if last is not None and scene.is_near(last, head) and _is_persons_name(scene, last) else None


def _is_persons_name(scene: Scene, head: int) -> bool:
    return bool(scene.evidence[head].names) and scene.heads.kind[head, 1:].argmax() + 1 == _PERSON
