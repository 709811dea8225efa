"""Who a headline's ": official" is, by the body below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quoth.article import Spans
from quoth.reading.speakers.groups import Groups
from quoth.reading.speakers.scene import Claim, Scene
from quoth.reading.speakers.speaking import DOCUMENTS, is_document
from quoth.reading.speakers.titles import SHORT_TITLES, TITLES

_WORD = re.compile(r"\w{4,}")
_LETTERS = re.compile(r"\w+")
_QUOTES = "\"'“‘«„"
_REPEATED = 4  # words of a headline's quotation that tell whose it is, at least
_ALIKE = 0.3  # of a headline's words, the least share that its claim has with the body's


def resolve_headline(scene: Scene, groups: Groups) -> None:
    """A headline's ": official" is the only one who is named in the body with that office, or else whoever makes the
    same claim there, unless that official has a name. Words quoted there are whose they are in the body, whatever
    stands behind their colon."""
    body = scene.text.find("\n\n")
    if body < 0:
        return
    below = [(claim, head) for claim, head in zip(scene.claims, scene.source_of, strict=True) if claim.cue[0][0] > body]
    for claim, head in zip(scene.claims, scene.source_of, strict=True):
        if claim.cue[0][0] > body or head is None:
            continue
        quoting = next((other for one, other in below if other is not None and _repeats(scene.text, claim, one)), None)
        is_paper = quoting is not None and is_document(scene.forms[quoting].lower())
        if quoting is not None and not is_paper and groups.of[quoting] != groups.of[head]:
            is_known = has_name(scene, groups.with_(head)) and not has_name(scene, groups.with_(quoting))
            groups.move(*((quoting, head) if is_known else (head, quoting)))
        if has_name(scene, groups.with_(head)):
            continue
        if scene.forms[head].lower() in DOCUMENTS and scene.text[body - 1].isalnum():
            same = _document_below(scene, head, body)
            if same is not None:
                groups.join(head, same)
            continue
        named_so = _called_so(scene, groups, head, [other for _, other in below if other is not None])
        if named_so is not None:
            groups.join(head, named_so)
            continue
        alike = [
            (_alike(scene.text, claim, one), -number) for number, (one, other) in enumerate(below) if other is not None
        ]
        share, place = max(alike, default=(0.0, 0))
        same = below[-place][1] if share >= _ALIKE else None
        for other in (_titled(scene, groups, head, body), _only_one(scene, groups, head, body), same):
            is_title = other != same and groups.with_(head) == [head]  # which is all that a headline calls somebody
            if other is not None and (is_title or groups.agree(head, other, scene.evidence)):
                groups.join(head, other)
                break


def repeated_below(scene: Scene) -> dict[int, int]:
    """The heads of those whose words below a headline a quotation without a source in it repeats, by its number."""
    body = scene.text.find("\n\n")
    found: dict[int, int] = {}
    for number, claim in enumerate(scene.claims):
        if body >= 0 and not claim.source and claim.cue[0][0] < body:
            below = (
                (one, head)
                for one, head in zip(scene.claims, scene.source_of, strict=True)
                if head is not None and one.cue[0][0] > body
            )
            whose = next((head for one, head in below if _repeats(scene.text, claim, one)), None)
            if whose is not None:
                found[number] = whose
    return found


def _document_below(scene: Scene, head: int, body: int) -> int | None:
    """The first document below a headline that is called like the one there ("Leaked memo shows …")."""
    form = scene.forms[head].lower()
    below = (one for one in range(head + 1, len(scene.heads)) if scene.spans[one][0] > body)
    return next((one for one in below if scene.forms[one].lower() == form), None)


def _called_so(scene: Scene, groups: Groups, head: int, below: Sequence[int]) -> int | None:
    """The first source below a headline with the word that heads one there ("survivors", "several survivors")."""
    form = scene.forms[head].lower()
    if not scene.evidence[head].is_many:
        return None
    return next(
        (one for one in below if scene.forms[one].lower() == form and groups.agree(head, one, scene.evidence)), None
    )


def _titled(scene: Scene, groups: Groups, office: int, body: int) -> int | None:
    """Who has a name and is called below a headline with all words of an office in it: "Norra's minister" is "Norra's
    transport minister Elsa Torvik", if there is but one."""
    short = SHORT_TITLES.get(scene.forms[office], "")
    wanted = _words(short, ((0, len(short)),)) if short else _words(scene.text, (scene.spans[office],))
    found = {
        groups.of[head]: head
        for head, span in enumerate(scene.spans)
        if span[0] > body
        and scene.evidence[head].titles
        and wanted <= _words(scene.text, (span,))
        and has_name(scene, groups.with_(head))
    }
    is_office = scene.evidence[office].office or scene.forms[office].lower() in TITLES
    return next(iter(found.values())) if len(found) == 1 and is_office else None


def _only_one(scene: Scene, groups: Groups, office: int, body: int) -> int | None:
    """Who has a name and is the only one below a headline with the office there, whatever else is said of it: "Village
    chief" is "the 71-year-old chief"."""
    form = scene.forms[office].lower()
    below = [one for one, span in enumerate(scene.spans) if span[0] > body and scene.forms[one].lower() == form]
    is_one = len({groups.of[one] for one in below}) == 1 and scene.evidence[office].office
    if not is_one or not has_name(scene, groups.with_(below[0])):
        return None
    return below[0] if groups.agree(office, below[0], scene.evidence) else None


def has_name(scene: Scene, members: Sequence[int]) -> bool:
    """Whether one of some heads is a name, and no mere title."""
    return any(not TITLES.issuperset(name) for head in members for name in scene.evidence[head].names)


def _alike(text: str, one: Claim, other: Claim) -> float:
    mine, theirs = _words(text, one.content), _words(text, other.content)
    return len(mine & theirs) / max(1, len(mine))


def _repeats(text: str, headline: Claim, one: Claim) -> bool:
    """Whether a headline's quotation stands word for word in what is quoted below."""
    if not headline.content or text[headline.content[0][0]] not in _QUOTES:
        return False
    mine = _LETTERS.findall(text[slice(*headline.content[0])].lower())
    theirs = _LETTERS.findall(" ".join(text[slice(*span)] for span in one.content).lower())
    return len(mine) >= _REPEATED and f" {' '.join(mine)} " in f" {' '.join(theirs)} "


def _words(text: str, spans: Spans) -> set[str]:
    return {word.lower()[:6] for start, end in spans for word in _WORD.findall(text[start:end])}
