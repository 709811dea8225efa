"""Whose "I" stands outside quotation marks: who has the floor in an interview, a hearing or a letter."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from quoth.article import Span
from quoth.reading.heads import Heads
from quoth.reading.mentions import CLASSES, KINDS, NAME, Traits
from quoth.reading.speakers.scene import Scene
from quoth.reading.speakers.talk import Turn, voices
from quoth.reading.speakers.titles import TITLES
from quoth.reading.turns import LETTERS, labels
from quoth.reading.words import Ints, Words

_I, _YOU = CLASSES.index("I"), CLASSES.index("you")
_NAMES = r"((?:[^\W\d_a-z][\w.'’-]*\s){0,3}[^\W\d_a-z][\w.'’-]*\s?)"
_TITLE = rf"(?:(?i:{'|'.join(sorted(title for title in TITLES if title.isalpha()))})\b)"
_CALLED = re.compile(
    rf"(?:^|[.?!\]…]\s+)(?={_TITLE}){_NAMES}[.?]$|, (?={_TITLE}){_NAMES}, (?:please|go ahead|you may)\b", re.M
)
_ADDRESSED = re.compile(rf"{_NAMES},\s")
_ASKED = re.compile(rf", {_NAMES}\?$")
_SPOKEN_TO = re.compile(
    rf"(?:^|(?<=[.!?…] ))(?={_TITLE}){_NAMES},\s(?!(?:and|who|the|an?)\b|\d)|, (?={_TITLE}){_NAMES}[.?!]",
    re.M,
)
_GREETED = re.compile(
    r"\b(?:(?:[Hh]i|[Hh]ello|[Hh]ey|[Tt]hanks|[Tt]hank you|[Ww]elcome|[Ss]orry|[Gg]ood (?:morning|evening)),? "
    rf"|(?:joined (?:today |tonight )?by|my guest (?:\w+ )?is|here with) ){_NAMES}(?=[,.!?]|$)"
)
_INTERVIEW = re.compile(r"\b[Ii]nterview\w*")
# Several are interviewed: "interviews experts on the storm", "Interview with Ada Rosen and Bo Voss of Tarva Games".
_SEVERAL = re.compile(
    r"[^\n]*?\b[Ii]nterviews?(?: with)? (?:"
    r"(?:[a-z-]+ ){0,3}[a-z-]{3,}(?<!s)s (?:about|after|at|from|in|of|on|over)\b"
    r"|(?:[A-Z][\w.’-]* ){2,4}and (?:[A-Z][\w.’-]*[ \n,]){2})"
)
_TOPIC = re.compile(r"\b(?:on|about|over|after|for|in)\b")
_HEADLINES = 600  # code points within which an interview is called one
_INTRODUCED = re.compile(
    r"\b(?:(?:[Hh]i|[Hh]ey|[Hh]ello)\b[^.!?\n]{0,20}? (?:it['’]?s|this is)|I['’]?m|I am|[Mm]y name is)"
    r" (?:(?:your|the|an?) [^.,\n]{1,40}, )?(?=[^\W\d_])"
)
_BESIDE_ME = re.compile(rf"(?<!\S){_NAMES}and (?:I|me|myself)\b|\b(?:I|me|myself) and {_NAMES}(?=[,.;!?]|$)")
_SIGNED = re.compile(
    r"^(?:Yours|Sincerely|Respectfully|Faithfully|Cordially|Best|Kind|Warm|Regards|Love)\b[^\n.,]{0,30},\s+", re.M
)
_BYLINE = re.compile(
    r"\A(?:[^\n]*\n\s*){0,2}"
    r"(?:By|(?:[A-Z]\w+ )?(?:Remarks|Statement|Speech|Address|Testimony|Lecture)\b[^\n]{0,20}? by) (?=[^\W\d_a-z])"
)
_DELIVERED = re.compile(
    r"\s(?:delivered|gave|made|issued)\s(?:[\w’']+\s){0,4}?(?:remarks|speech|address|statement|lecture)\b"
)
_LAST, _SHORT = 200, 90  # code points that a signature stands before the end, and in the line above it, at most
_INTRODUCTION = 3000  # code points before the first question that an interview is introduced in, at most
_ASKED_IN = 400  # code points of a question, at most: a longer paragraph that ends in one is an answer
_TALKED = 3  # paragraphs with "I", with "you" and with a question, from which on people talk to each other
# Who is told of by "you" and is anybody; "if you could" asks somebody.
_ANYBODY = re.compile(
    r"(?<![\w’'])(?:if|once|unless|when|whenever) (you)\b(?! (?:could|like|mind|please|want|will|would)\b)"
    r"|\b(you) can(?:['’]t|not)?\b",
    re.I,
)
_QUESTIONS = 0.1  # of a talk's paragraphs, the least share that ends in a question
_REPLIES = 0.2  # and that does or begins with a reply, where fewer do
_REPLY = re.compile(
    r"(?:Absolutely|All ?right|Bye|Cool|Exactly|Good|Great|Hello|Hi|Hm+|Huh|Mhm|Mm+|No|Nope|OK|Oh|Okay|Really|Right"
    r"|Sure|Thank you|Thanks|True|Uh|Um|Well|Wow|Yeah|Yep|Yes)\b"
)


@dataclass(frozen=True, slots=True)
class Turns:
    """The paragraphs of a text, the numbers of the heads that are an "I" or a "you" outside quotation marks by
    paragraph, which of these are anybody ("if you look"), and whether several people talk to each other."""

    paragraphs: tuple[Span, ...]
    first_persons: tuple[tuple[int, ...], ...]
    second_persons: tuple[tuple[int, ...], ...]
    anybody: frozenset[int]
    are_talk: bool


def asked(scene: Scene) -> Iterator[tuple[int, int]]:
    """Pairs of heads: each "Q" of an interview, and the first of them, who is nobody else."""
    heads = zip(scene.claims, scene.source_of, strict=True)
    found = [head for claim, head in heads if head is not None and LETTERS.get(scene.forms[head]) == "Q"]
    yield from ((head, found[0]) for head in found)


def persons_spoken(scene: Scene) -> Iterator[tuple[int, int]]:
    """Pairs of heads: an "I" outside quotation marks, or a "you" in a talk, and whoever that is.

    A label ("ROSEN:"), being called ("Miss Rosen?"), naming oneself ("I'm Ada Rosen"), signing or a line "By Ada Rosen"
    gives the floor, and it is kept; of several who are interviewed each speaks for a paragraph. Where people talk to
    each other they take turns, and "you" is the other one, if it is not anybody ("if you look"). The first "I" of
    somebody unknown is paired with itself, and so is a paragraph's first "you".
    """
    text, words, heads, known = scene.text, scene.words, scene.heads, scene.known
    if not ((scene.classes == _I) & (known.quotation[heads.word] < 0)).any():
        return
    turns = _turns(text, words, heads, known)
    names = _first_heads(text, _people(text, words, heads, known, scene.spans))
    labels, signer = _labels(text, turns.paragraphs), _signed(text, names)
    lettered = list(_lettered(scene, list(labels.values()), names))
    yield from ((own, owner) for _, own, owner in lettered if own != owner)
    names |= {span: owner for span, _, owner in lettered}
    if labels or (turns.are_talk and signer is None):
        yield from _talking(turns, list(_talk_floor(text, turns.paragraphs, names, labels)))
        return
    are_several = signer is None and _SEVERAL.match(text) is not None
    guest = _interviewed(text, names) if signer is None and not are_several else None
    floor = _floor(text, turns.paragraphs, names, signer, guest)
    for (start, end), mine, yours, holder in zip(
        turns.paragraphs, turns.first_persons, turns.second_persons, floor, strict=True
    ):
        if holder is not None or are_several:
            yield from ((head, mine[0] if holder is None else holder) for head in mine)
        if guest is not None and _asks(text, start, end):
            yield from ((head, guest) for head in yours)


def _talking(turns: Turns, floor: Sequence[Turn]) -> Iterator[tuple[int, int]]:
    heard: dict[int, int] = {}
    spoken = voices(floor)
    for inside, (speaker, _) in zip(turns.first_persons, spoken, strict=True):
        for head in inside:
            yield head, heard.setdefault(speaker, head if speaker < 0 else speaker)
    for inside, (_, other) in zip(turns.second_persons, spoken, strict=True):
        yield from ((head, head) for head in inside if head in turns.anybody)
        told = [head for head in inside if head not in turns.anybody]
        if told:  # a stranger, in this paragraph only
            to = told[0] if other is None else heard.get(other, other if other >= 0 else told[0])
            yield from ((head, to) for head in told)


def _turns(text: str, words: Words, heads: Heads, known: Traits) -> Turns:
    count = int(words.paragraph[-1]) + 1 if len(words) else 0
    firsts = np.searchsorted(words.paragraph, np.arange(count))
    lasts = np.searchsorted(words.paragraph, np.arange(count), "right") - 1
    paragraphs = tuple(zip(words.starts[firsts].tolist(), words.ends[lasts].tolist(), strict=True))
    classes, outside = known.classes[heads.word], known.quotation[heads.word] < 0
    place = words.paragraph[heads.word]
    first_persons, second_persons = (
        _by_paragraph(np.flatnonzero((classes == one) & outside), place, count) for one in (_I, _YOU)
    )
    talk = all(sum(map(bool, inside)) >= _TALKED for inside in (first_persons, second_persons))
    talk = talk and _are_exchange(text, paragraphs)
    return Turns(paragraphs, first_persons, second_persons, _anybody(text, words, heads) if talk else frozenset(), talk)


def _anybody(text: str, words: Words, heads: Heads) -> frozenset[int]:
    """The heads that are a "you" who is anybody: "if you look"."""
    places = [match.start(match.lastindex or 0) for match in _ANYBODY.finditer(text)]
    found = map(heads.at, map(words.number, places))
    return frozenset(head for head in found if head is not None)


def _are_exchange(text: str, paragraphs: Sequence[Span]) -> bool:
    """Whether enough paragraphs are questions, or replies to others."""
    asked = sum(text[end - 1] == "?" for _, end in paragraphs)
    replies = sum(bool(_REPLY.match(text, *span)) for span in paragraphs)
    count = len(paragraphs)
    return asked >= max(_TALKED, _QUESTIONS * count) or asked + replies >= max(_TALKED, _REPLIES * count)


def _by_paragraph(found: Ints, paragraph: Ints, count: int) -> tuple[tuple[int, ...], ...]:
    inside: list[list[int]] = [[] for _ in range(count)]
    for head in found.tolist():
        inside[paragraph[head]].append(head)
    return tuple(map(tuple, inside))


def _people(text: str, words: Words, heads: Heads, known: Traits, mentions: Sequence[Span]) -> dict[Span, int]:
    """The heads that are people's names outside quotation marks, by the span of the mention. Behind a full stop
    ("Ms. Rosen") a name is not one by its class: there it has two words, is one elsewhere, or a label or line."""
    classes = known.classes[heads.word]
    sure = set(known.key[known.classes == NAME].tolist())
    starts, ends = words.starts[heads.word].tolist(), words.ends[heads.word].tolist()
    is_name = (classes >= NAME) & (known.quotation[heads.word] < 0)
    return {
        mentions[head]: head
        for head in np.flatnonzero(is_name).tolist()
        if KINDS[heads.kind[head].argmax()] == "person"
        and text[starts[head]].isupper()
        and (
            heads.first[head] < heads.word[head]
            or int(known.key[heads.word[head]]) in sure
            or text[ends[head] : ends[head] + 1] in (":", "\n", "")
        )
    }


def _first_heads(text: str, names: dict[Span, int]) -> dict[Span, int]:
    """The same names, each with the head of the first that reads alike."""
    first: dict[str, int] = {}
    return {span: first.setdefault(text[slice(*span)].lower(), head) for span, head in names.items()}


def _floor(
    text: str, paragraphs: Sequence[Span], names: dict[Span, int], holder: int | None, guest: int | None
) -> Iterator[int | None]:
    """For each paragraph the head of whoever speaks in it, if the text says so; `holder` is who signs it, `guest` who
    is interviewed."""
    called: int | None = None
    introduced = {own for span in paragraphs if (own := _introduced(text, *span, names)) is not None}
    for start, end in paragraphs:
        own = _introduced(text, start, end, names)
        holder = next((one for one in (own, called, holder) if one is not None), None)
        if own is None and _is_beside(text, start, end, names, holder):
            others = introduced - {holder}
            holder = others.pop() if len(others) == 1 else None
        yield holder if holder is not None or _asks(text, start, end) else guest
        called = _called(text, start, end, names)


def _talk_floor(
    text: str, paragraphs: Sequence[Span], names: dict[Span, int], labels: dict[int, Span]
) -> Iterator[Turn]:
    """The same where people talk to each other. A label is kept until the next; whoever is called, or interviewed,
    speaks until the next question."""
    guest = _interviewed(text, names)
    kept = called = asked = None
    for place, (start, end) in enumerate(paragraphs):
        asks = text[end - 1] == "?"
        if labels:
            kept = _named(names, labels[place]) if place in labels else kept
            yield Turn(kept, size=end - start)
            continue
        own = _introduced(text, start, end, names)
        kept = None if asks else called if called is not None else kept
        known = (own, called, asked, kept, None if asks else guest)
        holder = next((one for one in known if one is not None), None)
        yield Turn(holder, called is not None and own is None, _spoken_to(text, start, end, names), end - start)
        called = _called(text, start, end, names)
        asked = _asked(text, start, end, names)


def _asks(text: str, start: int, end: int) -> bool:
    """Whether a paragraph is a question to whoever is interviewed."""
    return text[end - 1] == "?" and end - start <= _ASKED_IN


def _labels(text: str, paragraphs: Sequence[Span]) -> dict[int, Span]:
    """The labels of a transcript's turns by paragraph."""
    ends = [end for _, end in paragraphs]
    return {bisect_left(ends, span[1]): span for span in labels(text)}


def _lettered(scene: Scene, spans: Sequence[Span], names: dict[Span, int]) -> Iterator[tuple[Span, int, int]]:
    """The labels that are but letters ("Q:", "A:"), each with its own head and that of whoever it is: who answers is
    interviewed, or else the first that is named above; who asks is nobody known."""
    letters = [(span, LETTERS[scene.text[slice(*span)]]) for span in spans if scene.text[slice(*span)] in LETTERS]
    if not letters:
        return
    above = (head for span, head in names.items() if span[1] < spans[0][0] and " " in scene.text[slice(*span)])
    guest = _interviewed(scene.text, names)
    guest = next(above, None) if guest is None else guest
    owners = {"A": guest} if guest is not None else {}
    for span, letter in letters:
        own = scene.heads.at(scene.words.number(span[0]))
        if own is not None:
            yield span, own, owners.setdefault(letter, own)


def _called(text: str, start: int, end: int, names: dict[Span, int]) -> int | None:
    """Whoever is given the floor by a paragraph: its last sentence is but a title and a name, or asks that one to go
    ahead."""
    last = _CALLED.search(text, max(start, end - 80), end)
    return _named(names, last.span(last.lastindex or 0)) if last else None


def _asked(text: str, start: int, end: int, names: dict[Span, int]) -> int | None:
    """Whoever is asked by name: "Ada, why did you go?", "Why did you go, Ada?"."""
    found = [_GREETED.search(text, start, end)]
    if text[end - 1] == "?":
        found += [_ADDRESSED.match(text, start, end), _ASKED.search(text, max(start, end - 80), end)]
    return next((head for one in found if one and (head := _named(names, one.span(1))) is not None), None)


def _spoken_to(text: str, start: int, end: int, names: dict[Span, int]) -> int | None:
    """Whoever a paragraph is spoken to by title: "Justice Rosen, you are late.", "It is both, Justice Rosen."."""
    found = _SPOKEN_TO.finditer(text, start, end)
    called = (_named(names, one.span(one.lastindex or 0)) for one in found)
    return next((head for head in called if head is not None), None)


def _interviewed(text: str, names: dict[Span, int]) -> int | None:
    """Whoever an interview is with: the first name behind the word in its paragraph, or else the last before it."""
    word = _INTERVIEW.search(text, 0, max(_HEADLINES, _first_question(text)))
    if not word:
        return None
    first, last = text.rfind("\n", 0, word.start()), text.find("\n", word.end())
    full = [span for span, head in names.items() if " " in text[slice(*span)].strip()]
    near = [span for span in full if first < span[0] and span[1] <= (last if last >= 0 else len(text))]
    behind = [span for span in near if span[0] > word.end() and not _TOPIC.search(text, word.end(), span[0])]
    chosen = min(behind, default=max((span for span in near if span[1] < word.start()), default=None))
    return None if chosen is None else names[chosen]


def _first_question(text: str) -> int:
    """Where a text's first question ends a paragraph, or 0."""
    return min(max(0, text.find("?\n\n")), _INTRODUCTION)


def _introduced(text: str, start: int, end: int, names: dict[Span, int]) -> int | None:
    """Whoever a paragraph says "I" is."""
    said = (match.end() for match in _INTRODUCED.finditer(text, start, end))
    return next((head for place in said for (begin, _), head in names.items() if begin == place), None)


def _is_beside(text: str, start: int, end: int, names: dict[Span, int], one: int | None) -> bool:
    """Whether who speaks in a paragraph tells of somebody beside himself: "Ada and I"."""
    beside = [word for match in _BESIDE_ME.finditer(text, start, end) for word in match[match.lastindex or 0].split()]
    return bool(beside) and any(
        not set(beside).isdisjoint(text[slice(*span)].split()) for span, head in names.items() if head == one
    )


def _signed(text: str, names: dict[Span, int]) -> int | None:
    """Whoever signs the text below or above it, or is said above it to give it."""
    signed = [match.end() for pattern in (_SIGNED, _BYLINE) for match in pattern.finditer(text)]
    by_start = {start: head for (start, _), head in names.items()}
    given = (by_start[place] for place in signed if place in by_start)
    below = (head for span, head in reversed(names.items()) if _is_signature(text, span))
    above = (head for (start, end), head in names.items() if end < _HEADLINES and _DELIVERED.match(text, end))
    return next(given, next(below, next(above, None)))


def _is_signature(text: str, span: Span) -> bool:
    """Whether a name is a paragraph by itself in the last lines, below a short one ("Best,")."""
    start, end = span
    if len(text) - end > _LAST or text[end:].partition("\n")[0].strip() or not text[:start].endswith("\n\n"):
        return False
    return start - 2 - text.rfind("\n", 0, start - 2) < _SHORT


def _named(names: dict[Span, int], span: Span) -> int | None:
    """Whoever is named within a span."""
    return next((head for (start, end), head in names.items() if start >= span[0] and end <= span[1] + 1), None)
