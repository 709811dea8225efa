"""Who is called by an office alone: "the Vermont senator" is Senator Bernie Voss, "the former governor" whoever is said
to have been one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quoth.reading.mentions import KINDS
from quoth.reading.speakers.scene import Scene
from quoth.reading.speakers.seats import STATES
from quoth.reading.speakers.titles import is_office

_PERSON = KINDS.index("person")
# What offices are called for short, or besides.
_SAME = {
    form: office
    for office, forms in {
        "senator": "sen",
        "governor": "gov",
        "representative": "rep congressman congresswoman",
        "candidate": "nominee front-runner frontrunner hopeful contender challenger",
        "judge": "justice",
    }.items()
    for form in (office, *forms.split())
}
_VAGUE = frozenset("official source resident witness survivor volunteer employee member lawmaker".split())  # of many
_CALLED = re.compile(r"(?:the|this)\s(?P<told>(?:[\w.’'-]+\s){0,5})", re.I)
_MORE = r"(?!(?:and|at|by|for|from|in|of|on|over|that|to|who|whose|with)\b)[\w.’'-]+\s"  # no word of another phrase
_BEHIND = re.compile(
    r"(?:\s\([^()\n]{1,20}\))?,\s(?:who (?:is|was)\s)?(?:(?:the|an?|his|her|its)\s)?"
    rf"(?P<told>(?:{_MORE}){{0,5}}?[\w-]+)(?=[,.;:\n]|\s(?:at|for|from|in|of|who)\b)",
)
_OTHERS = frozenset(
    "Republican Democratic Democrat GOP Labour Conservative Liberal Tory Independent Senate House".split()
)
_TOLD = re.compile(r"\b(?:former|then)\b")
_OF = re.compile(r"\s(?:of|for)\s(?:the\s)?[A-Z]\w+")
_ANYBODY = re.compile(r"(?:an?|one|another|some)\s", re.I)
_WORD = re.compile(r"[A-Z][\w.-]*")
_BESIDE = re.compile(r"\s\([^()\n]{1,20}\)|,\s[^,.\n]{1,60}|\sof\s[^,.\n]{1,30}")  # whose senator somebody is
_BEFORE = 80  # code points before a name in which its titles stand
_BACK = 400  # heads looked back at for who of several is named last
_TITLES = 7  # words of these, at most


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
        if (called := _CALLED.fullmatch(scene.text, claim.source[0][0], _start(scene, head)))
        if (_office(scene.forms[head]) or "") not in ("", *_VAGUE)
    ]
    holders, spoken = (_holders(scene), _spoken(scene)) if asked else ({}, [])
    for head, called in asked:
        holds = (one for one in holders.get(_office(scene.forms[head]) or "", ()) if one.head < head)
        fitting = [one for one in holds if _fits(one, called["told"] + _whose(scene, head))]
        if fitting:
            yield head, _last_named(scene, head, fitting)
        elif _TOLD.search(called["told"]) or any(f"{state} " in called["told"] for state in STATES):
            other = _spoke_before(scene, head, spoken)
            if other is not None:
                yield head, other


def is_new_one(text: str, place: int) -> bool:
    """Whether somebody who has not been named begins there: "an official"."""
    return _ANYBODY.match(text, place) is not None


def _start(scene: Scene, head: int) -> int:
    return int(scene.words.starts[scene.heads.word[head]])


def _whose(scene: Scene, head: int) -> str:
    """What an office is of: "of Turkey"."""
    of = _OF.match(scene.text, scene.places[head][1])
    return of[0] if of else ""


def _office(word: str) -> str | None:
    """What office or work a word is, if it is one."""
    bare = word.lower().rstrip(".")
    is_one = (is_office(bare) and not bare.endswith("s")) or bare.endswith(("ologist", "surgeon", "ician"))
    return _SAME.get(bare, bare if is_one else None)


def _holders(scene: Scene) -> dict[str, list[_Holder]]:
    """Everybody named whole whose office stands beside the name, by the office."""
    found: dict[str, list[_Holder]] = {}
    text = scene.text
    for head, known in enumerate(scene.evidence):
        name = max((name for name in known.names if len(name) > 1), key=len, default=None)
        if name is None or known.is_body or scene.heads.kind[head, 1:].argmax() + 1 != _PERSON:
            continue
        start, end = _start(scene, head), scene.places[head][1]
        titles, behind, beside = _titles(text, start), _BEHIND.match(text, end), _BESIDE.match(text, end)
        told = [*titles, *(behind["told"].split() if behind else ())]
        for office in {office for word in told if (office := _office(word))}:
            words = f"{' '.join(titles)} {beside[0] if beside else ''}"
            found.setdefault(office, []).append(_Holder(head, name, words))
    return found


def _titles(text: str, start: int) -> list[str]:
    """The words before a place that are capitals or offices."""
    before = text[max(0, start - _BEFORE, text.rfind("\n", 0, start) + 1) : start].split(" ")[:-1][-_TITLES:]
    first = len(before)
    while first and before[first - 1] and (before[first - 1][0].isupper() or _office(before[first - 1])):
        first -= 1
    return before[first:]


def _fits(one: _Holder, told: str) -> bool:
    """Whether what an office's words tell of a state or another name stands beside a name, too."""
    words = " ".join(word for word in _WORD.findall(told) if word not in _OTHERS)
    return not words or words in one.beside or any(short in one.beside for short in STATES.get(words, ()))


def _last_named(scene: Scene, head: int, fitting: list[_Holder]) -> int:
    """The head of that one who is named last before a head outside quotation marks."""
    by_name = {one.name[-1]: one.head for one in fitting}
    for other in range(head - 1, max(-1, head - _BACK), -1):
        if scene.known.quotation[scene.heads.word[other]] < 0:
            named = next((name[-1] for name in scene.evidence[other].names if name[-1] in by_name), None)
            if named is not None:
                return by_name[named]
    return fitting[-1].head


def _spoken(scene: Scene) -> list[int]:
    """The heads of all sources, in order."""
    return sorted({head for head in scene.source_of if head is not None})


def _spoke_before(scene: Scene, head: int, spoken: Sequence[int]) -> int | None:
    """The head of the person's name that a paragraph begins with, or else that was the last source before."""
    paragraph = scene.words.paragraph[scene.heads.word]
    first = int(paragraph.searchsorted(paragraph[head]))
    if _is_persons_name(scene, first) and scene.known.quotation[scene.heads.word[first]] < 0:
        return first
    place = bisect_left(spoken, head)
    last = spoken[place - 1] if place else None
    return last if last is not None and scene.is_near(last, head) and _is_persons_name(scene, last) else None


def _is_persons_name(scene: Scene, head: int) -> bool:
    return bool(scene.evidence[head].names) and scene.heads.kind[head, 1:].argmax() + 1 == _PERSON
