"""Two mentions that grammar makes one: "its envoy, Tamsin Oreld", and who "made the remarks"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from quoth.reading.heads import Heads
from quoth.reading.mentions import CLASSES, KINDS, NAME, NOUN, Traits
from quoth.reading.speakers.names import JOINT
from quoth.reading.speakers.scene import Scene
from quoth.reading.speakers.titles import begins_office_of, holders, is_body_noun, is_office, is_title
from quoth.reading.words import Words

_NOBODY, _PERSON, _BODY, _PLACE, _OTHER = (
    KINDS.index(name) for name in ("nobody", "person", "organization", "place", "other")
)
_BETWEEN = re.compile(
    r",?\s+|\s(?:and|turned)\s[a-z-]+\s|(?:, (?:who was )?(?:identified|named)(?: by [^,.\n]{1,40})? as )?"
)
_PAST = ("retired", "former", "late", "(ret.)", "(retd)", "(Retd)", "(Ret.)")
_OF_RANKS = ("Air", "Rear", "Vice", "Wing")  # "Air Marshal"
_SET_OFF = re.compile(r"(?: [A-Z][\w'’-]*){0,2},\s+(?:(?:the|an?)\s+)?")
_MANY = re.compile(r"[a-z][^su\W]s\Z")
_ACCORDING = re.compile(r"\baccording to \Z", re.I)
_CLOSED = re.compile(r"\s*(?:[,.;:)—–]|$|\n)|\s+(?:said|says|told|has|who)\b|\s+of\s[A-Z][^,.;\n]{1,40}[,.;]")
_BEFORE_ROLE = 16  # code points that "according to" takes
_ANOTHERS = re.compile(r",[^,]*\bof (?P<whose>his|her|its|their)\s(?!own\b)")
# A word begins with a letter that no other stands before: in a whole text it is found faster by it than by a boundary.
_REMARKS = re.compile(r"m(?<!\wm)ade (?:the|those|these|his|her|their) (?:\w+ )?(?:remarks?|comments?|statements?)\b")
_AS_ONE = re.compile(r"[Aa](?<!\w.)s (?P<role>(?P<a>(?:an?|the|your|our)\s)?[^,.;:?!\n“”\"]{3,80}), (?=I\b)")
# Behind these somebody is named by himself, or spoken to: "I am Bo Voss", "they say, ‘Bo, …’".
_ONESELF = re.compile(r"(?:\b(?:I am|I['’]m|me|myself|name is|it['’]s|this is)|[‘'])\s?\Z")
_CALLED_ME = re.compile(
    r"[cn](?<!\w.)(?:all(?:s|ed|ing)?|icknam(?:es?|ed)|amed) (?P<me>me) (?P<name>[A-Z][\w’'-]*)(?=[ ,.;!?)”\"\n]|$)"
)
_BEGINS = re.compile(r"(?:that |(?:If|Unless) )?")
_ANYBODY = ("a ", "an ", "any ", "every ", "each ")
_HIS = ("His ", "his ", "Her ", "her ")
_SELF = 10  # code points that these take
_ONE = (CLASSES.index("he"), CLASSES.index("she"))
_RELATIVE = 7  # code points that " which " takes
_NEAR, _FAR = 3, 8  # heads between which a role and a name may stand
_ROLE_GOES_ON = re.compile(r"(?P<phrase> (?:of|for|at|in|to) [^,.;:()\n“”\"]{2,80}),\s+\Z")
_NAME_GOES_ON = re.compile(r"(?: [A-Z][\w'’-]*)+ \Z")
_LONGEST = 3  # words from one head of a name to another, at most
_NAMED_SUBJECT = 160  # code points from the subject's name to "made", at most


@dataclass(frozen=True, slots=True)
class _Beside:
    """What is asked of heads that stand side by side: each one's class and likeliest kind, where sources begin that a
    cue follows at once, and which heads are offices."""

    scene: Scene
    classes: Sequence[int]
    kinds: Sequence[int]
    subjects: frozenset[int]
    offices: Sequence[int]


def apposed(scene: Scene) -> Iterator[tuple[int, int]]:
    """Pairs of heads that are one, the later one first: two heads of the same mention or name; a name and its short
    form in brackets; a role and the name right behind it ("its envoy, Tamsin Oreld," or "envoy Tamsin Oreld")."""
    beside = _Beside(
        scene,
        classes=scene.classes.tolist(),
        kinds=(scene.heads.kind[:, 1:].argmax(axis=1) + 1).tolist(),
        subjects=frozenset(_subjects(scene)),
        offices=[head for head, known in enumerate(scene.evidence) if known.office],
    )
    for head in range(1, len(scene.heads)):
        is_name = beside.classes[head] == NAME
        if scene.forms[head] == JOINT or (is_name and scene.evidence[head].office):
            continue  # "United States Senator", who is not the United States
        if not is_name and not _looks_back(beside, head):
            continue
        start = _with_titles(scene.text, scene.spans[head][0]) if is_name else scene.spans[head][0]
        for other in _before(beside, head, is_name):
            if scene.forms[other] != JOINT and _are_one(beside, other, head, start):
                start = min(start, scene.spans[other][0])
                yield head, other


def _looks_back(beside: _Beside, head: int) -> bool:
    """Whether what is no name may be somebody before it: its mention begins there, or it is an office behind a name."""
    scene = beside.scene
    is_wide = scene.spans[head][0] < scene.places[head][0]
    return is_wide or (beside.classes[head] == NOUN and is_office(scene.forms[head]))


def _are_one(beside: _Beside, other: int, head: int, start: int) -> bool:
    """Whether a head and one before it are the same someone; the later one's mention begins at `start`, with its
    titles."""
    scene, own, others = beside.scene, beside.classes[head], beside.classes[other]
    if scene.spans[head] == scene.spans[other]:
        return True
    if own == NOUN:
        return others == NAME and scene.spans[head][0] not in beside.subjects and _is_office_of(scene, other, head)
    if own != NAME:
        return False
    return (
        _one_name(scene, other, head)
        or (others == NAME and _is_short(scene, other, head))
        or ((others == NOUN or scene.evidence[other].office) and _behind(beside, other, head, start))
    )


def _subjects(scene: Scene) -> Iterator[int]:
    """Where the sources begin that a cue follows at once: "with the host Ada Rosen, the candidate said"."""
    for claim in scene.claims:
        if len(claim.source) == 1 and claim.cue and claim.cue[0][0] == claim.source[0][1] + 1:
            yield claim.source[0][0]


def _before(beside: _Beside, head: int, is_name: bool) -> Iterator[int]:
    """The heads right before one, the nearest first, and for a name the offices before these."""
    yield from range(head - 1, max(-1, head - _NEAR - 1), -1)
    if is_name:
        offices = beside.offices
        yield from reversed(offices[bisect_left(offices, head - _FAR) : bisect_left(offices, head - _NEAR)])


def _is_office_of(scene: Scene, name: int, role: int) -> bool:
    """Whether an office stands right behind somebody's whole name: "Marta Hruby, leader of the bloc"."""
    office = scene.forms[role]
    if not is_office(office) or office.endswith("s"):
        return False
    behind = scene.text[scene.places[name][1] : scene.spans[role][0]]
    if not _SET_OFF.fullmatch(behind) or not _may_be_one(scene, name):
        return False
    return any(len(words) > 1 for words in scene.evidence[name].names)


def _may_be_one(scene: Scene, head: int) -> bool:
    return scene.heads.kind[head].argmax() in (_NOBODY, _PERSON) and not scene.evidence[head].is_body


def _with_titles(text: str, start: int) -> int:
    """Where a name begins with the titles before it that its mention leaves out ("Sir", "retired General")."""
    while text[start - 1 : start] == " ":
        begin = text.rfind(" ", 0, start - 1) + 1
        word = text[begin : start - 1]
        if not ((word[:1].isupper() and (is_title(word) or word in _OF_RANKS)) or word in _PAST):
            break
        start = begin
    return start


def in_office(scene: Scene) -> Iterator[tuple[int, int]]:
    """Pairs of heads: the name of whoever holds an office, and the office: "President of Keldoria Lena Orsk"."""
    heads, words = scene.heads, scene.words
    for place in holders(scene.text):
        low, middle, high = (heads.number(words.number(edge)) for edge in place)
        if low and middle < high and begins_office_of(scene.text, int(words.starts[heads.word[low - 1]])):
            middle = heads.number(int(heads.first[high - 1]))
            yield from ((name, low - 1) for name in range(middle, high) if heads.kind[name].argmax() == _PERSON)


def as_one(scene: Scene) -> Iterator[tuple[int, int]]:
    """Pairs of heads: what somebody is, and the "I" that says so: "as your mayor, I …"."""
    found = list(_AS_ONE.finditer(scene.text))
    heads = {span: head for head, span in enumerate(scene.spans)} if found else {}
    for match in found:
        me = scene.heads.at(scene.words.number(match.end()))
        role = heads.get(match.span("role"))
        if me is None or role is None or scene.heads.kind[role, 1:].argmax() + 1 != _PERSON:
            continue
        if is_office(scene.forms[role].lower()) or (match["a"] and scene.classes[role] == NOUN):
            yield role, me


def called_me(scene: Scene) -> Iterator[tuple[int, int]]:
    """Pairs of heads: a name, and the "me" whom others call by it: "he called me Ada"."""
    for match in _CALLED_ME.finditer(scene.text):
        name, me = (scene.heads.at(scene.words.number(match.start(part))) for part in ("name", "me"))
        if name is not None and me is not None:
            yield name, me


def _one_name(scene: Scene, first: int, second: int) -> bool:
    """Whether two heads are words of one name ("Water Minister Ada Rosen") and one mention's; a sentence may begin with
    the first."""
    start, end = scene.places[first], scene.places[second]
    mention = scene.spans[first]
    if scene.spans[second][0] > start[0] and not (mention[0] < start[0] and mention[1] >= end[1]):
        return False
    heads = scene.heads
    if heads.word[second] != heads.word[first] + 1 and heads.kind[second].argmax() != _PERSON:
        return False
    between = scene.text[start[0] : end[0]].split(" ")[:-1]
    return 0 < len(between) <= _LONGEST and all(word[:1].isupper() and word.isalpha() for word in between)


def _is_short(scene: Scene, name: int, short: int) -> bool:
    """Whether a name stands in brackets right behind another."""
    (_, begin), (start, end) = scene.places[name], scene.places[short]
    if not scene.text.startswith(" (", begin):
        return False
    return scene.text[begin + 2 : start] in ("", "“", '"', "‘", "'") and ")" in scene.text[end : end + 2]


def _behind(beside: _Beside, role: int, name: int, start: int) -> bool:
    """Whether a name, which with its titles begins at `start`, stands right behind a role or its head, set off by a
    comma or by nothing, or by "identified as". Behind "according to the clerk," or "through his lawyers," stands
    somebody else, and so behind a thing without a comma: "the deal Hruby signed"."""
    scene, what, who = beside.scene, beside.kinds[role], beside.kinds[name]
    if what == _PLACE or who == _PLACE:
        return False
    text, (begin, wide), (_, own) = scene.text, scene.spans[role], scene.places[role]
    noun = scene.forms[role].lower()
    is_ones = is_office(noun) or (what == _BODY and is_body_noun(noun))
    if what in (_OTHER, _BODY) and who == _PERSON and not is_ones:
        return False
    for end in (own, wide, _phrase_end(text, own, start, wide, is_office(noun))):
        between = text[end:start]
        if end <= start and "\n" not in between and _BETWEEN.fullmatch(between):
            if between.strip() != ",":
                return bool(what != _OTHER or who != _BODY)
            is_told = _ACCORDING.search(text, max(0, begin - _BEFORE_ROLE), begin)
            is_other = is_told or _MANY.search(text, begin, own)
            is_bodys = what == _BODY and who == _PERSON and not is_office(noun)
            return not is_other and not is_bodys and _CLOSED.match(text, scene.spans[name][1]) is not None
    return False


def _phrase_end(text: str, own: int, start: int, end: int, is_one: bool) -> int:
    """Where a role's phrase ends whose mention goes on with the name, or that is an office: before its comma, or before
    what is left of the name ("minister of water, Ada Rosen, and …", "colleague Tran Van Duc")."""
    if own >= start or not (is_one or start < end):
        return end
    phrase = _ROLE_GOES_ON.match(text, own, start)
    if phrase:
        return phrase.end("phrase")
    return start if _NAME_GOES_ON.match(text, own, start) else end


def within(
    text: str,
    words: Words,
    heads: Heads,
    known: Traits,
    sure: Iterable[tuple[int, int]],
    others: Iterable[tuple[int, int]] = (),
) -> dict[int, list[int]]:
    """For each head those that it cannot be, as one stands in the other's mention: "his counterpart" is not him, and
    "the secretary of the council" not the council. "A man who lost his boat" may be him, but "a figure that it gave"
    is not it. So are the pairs of others."""
    apart: dict[int, list[int]] = {}
    for head, other in others:
        apart.setdefault(head, []).append(other)
        apart.setdefault(other, []).append(head)
    one = _firsts(len(heads), sure)
    classes = known.classes[heads.word]
    lows = np.searchsorted(heads.word, heads.first)
    highs = np.searchsorted(heads.word, heads.last, "right")
    for head in np.flatnonzero(highs - lows > 1).tolist():
        for other in range(lows[head], highs[head]):
            later, earlier = max(head, other), min(head, other)
            may_be = other > head and classes[other] < NAME and not _is_told_by(text, words, heads, other)
            if not may_be and one[head] != one[other]:
                apart.setdefault(later, []).append(earlier)
                apart.setdefault(earlier, []).append(later)
    return apart


def _firsts(count: int, sure: Iterable[tuple[int, int]]) -> list[int]:
    """For each head the first one of all that it surely is."""
    above = list(range(count))
    for pair in sure:
        one, other = sorted(_first(above, head) for head in pair)
        above[other] = one
    return [_first(above, head) for head in range(count)]


def _first(above: Sequence[int], head: int) -> int:
    while above[head] != head:
        head = above[head]
    return head


def _is_told_by(text: str, words: Words, heads: Heads, pronoun: int) -> bool:
    """Whether a pronoun is who tells of a thing: "a figure that it gave"."""
    start = int(words.starts[heads.word[pronoun]])
    return text.endswith((" that ", " which ", " whom "), max(0, start - _RELATIVE), start)


def not_ones_own(scene: Scene) -> Iterator[tuple[int, int]]:
    """Pairs of heads: that of a source, and the pronoun of somebody else behind its comma ("Bo Voss, one of her
    pupils")."""
    for claim, head in zip(scene.claims, scene.source_of, strict=True):
        for match in _ANOTHERS.finditer(scene.text, *claim.source[0]) if claim.source else ():
            pronoun = scene.heads.at(scene.words.number(match.start("whose")))
            if head is not None and pronoun is not None and pronoun != head:
                yield head, pronoun


def told_of(scene: Scene) -> Iterator[tuple[int, int]]:
    """Pairs of heads: a "he" or "she" that speaks, and a person's name that is quoted or with which the content begins:
    "“It was Mr. Voss,” he said", "he said Voss was late", "if Voss wins, he said"; and anybody there: "what a
    student owes, he said, …"."""
    for claim, head in zip(scene.claims, scene.source_of, strict=True):
        if head is None or scene.classes[head] not in _ONE:
            continue
        for start, end in claim.content:
            first, last = map(scene.number, (start, end))
            begins = _after(_BEGINS, scene.text, start)
            yield from ((head, other) for other in range(first, last) if _is_told_of(scene, other, begins))


def _after(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.match(text, start)
    return found.end() if found else start


def _is_told_of(scene: Scene, head: int, begins: int) -> bool:
    begin = scene.spans[head][0]
    if scene.classes[head] == NOUN and scene.text.startswith(_ANYBODY, begin):
        return True
    if scene.classes[head] == NOUN and begin == begins and scene.text.startswith(_HIS, begin):
        return True  # "His deputy was late, he said"
    if not _is_name(scene, head) or (begin != begins and scene.known.quotation[scene.heads.word[head]] < 0):
        return False
    return not _ONESELF.search(scene.text, max(0, begin - _SELF), begin)


def remarks(scene: Scene) -> Iterator[tuple[int, int]]:
    """Pairs of heads: a name whose bearer "made the remarks", and the source of the claim before that."""
    for match in _REMARKS.finditer(scene.text):
        begin = max(scene.text.rfind("\n", 0, match.start()), match.start() - _NAMED_SUBJECT)
        first, last = map(scene.number, (begin, match.start()))
        named = next((head for head in range(first, last) if _is_name(scene, head)), None)
        source = next(_sources_before(scene, begin), None)
        if named is not None and source is not None:
            yield named, source


def _sources_before(scene: Scene, place: int) -> Iterator[int]:
    """The heads of the sources of claims that end before a place, the nearest first."""
    for claim, source in zip(reversed(scene.claims), reversed(scene.source_of), strict=True):
        if claim.cue[0][0] < place and source is not None:
            yield source


def _is_name(scene: Scene, head: int) -> bool:
    """Whether a head is a person's name."""
    return bool(scene.classes[head] == NAME and KINDS[scene.heads.kind[head].argmax()] == "person")
