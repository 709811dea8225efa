"""Texts in the states that news arrives in, with the offsets of their attributions moved along."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random

import numpy as np

from quoth.article import Span
from quoth.reading.quotes import quotations
from training.data import Gold, Text
from training.names import renaming
from training.people import People

Edit = tuple[int, int, str]
State = Callable[[Text, Random], Iterator[Edit]]
_LONGEST = 250  # code points in a headline, at most
_PLACES = ("PORT ILBEN", "MARVETZ", "SANT OREL", "DUNMARRA", "KELMAR CITY", "Ostrava Bay", "NEW HALLE")
_AGENCIES = ("Reuters", "AP", "AFP", "Xinhua", "TASS", "dpa", "Meridian News")
_DATELINES = (
    "{place} ({agency}) — ",
    "{place} ({agency}) - ",
    "{place}, April 3 ({agency}) -- ",
    "{agency} - ",
    "{place} — ",
)
_CURLY = {"“": '"', "”": '"', "‘": "'", "’": "'"}


def altered(text: Text, random: Random) -> Text:
    """`text` in one of the states, drawn by chance."""
    state = STATES[random.choice((*STATES, *_OFTEN))]
    return edited(text, list(state(text, random)))


def headlined(text: Text, random: Random) -> Text:
    """`text` with the headline as sites write it: no full stop; or made of one of its attributions and
    ending, or beginning, in who said it ("Raid revives piracy: official")."""
    end = text.text.find("\n")
    quotable = [gold for gold in text.annotators[0] if _fits_headline(text.text, gold)]
    if end < 0 or end > _LONGEST or not quotable or random.random() < 0.4:
        return edited(text, list(bare_headline(text.text)))
    return _with_headline(text, end, random.choice(quotable), ends_in_source=random.random() < 0.65)


def _fits_headline(text: str, gold: Gold) -> bool:
    if not (gold.cue and len(gold.source) == 1 and len(gold.content) == 1):
        return False
    source, content = text[slice(*gold.source[0])], text[slice(*gold.content[0])]
    named = len(source) < 50 and any(map(str.isupper, source)) and "\n" not in source
    return named and 35 < len(content) < 110 and "\n" not in content and not re.search(r"[.?!:] ", content)


def _with_headline(text: Text, end: int, gold: Gold, ends_in_source: bool) -> Text:
    source = text.text[slice(*gold.source[0])].strip(",;: ")
    content = re.sub(r"^that ", "", text.text[slice(*gold.content[0])].strip(",;:. "))
    content = content[:1].upper() + content[1:]
    first, second = (content, source) if ends_in_source else (source, content)
    spans = (((0, len(first)),), ((len(first) + 2, len(first) + 2 + len(second)),))
    made = Gold(spans[ends_in_source], ((len(first), len(first) + 1),), spans[not ends_in_source])
    headline = f"{first}: {second}"
    rest = [tuple(g for g in golds if _begins(g) > end) for golds in text.annotators]
    people = tuple(person for person in text.people if person[0][0] > end)
    mentions = tuple(one for one in text.someones.mentions if one.span[0] > end)
    someones = replace(text.someones, mentions=mentions, unknown=((0, end), *text.someones.unknown))
    rest_of_it = replace(text, annotators=tuple(rest), people=people, someones=someones)
    body = edited(rest_of_it, [(0, end, headline)])
    return replace(body, annotators=tuple((made, *golds) for golds in body.annotators))


def _begins(gold: Gold) -> int:
    return min(start for start, _ in gold.source + gold.cue + gold.content)


def bare_headline(text: str) -> Iterator[Edit]:
    """The full stop after the headline taken off."""
    end = text.find("\n")
    if 0 < end <= _LONGEST and text[end - 1] == "." and text[end - 2] != ".":
        yield end - 1, end, ""


def edited(text: Text, edits: list[Edit]) -> Text:
    """`text` with each (start, end, replacement) carried out; edits must be in order and apart."""
    parts, place, moved = [], 0, np.arange(len(text.text) + 1)
    for start, end, new in edits:
        parts += [text.text[place:start], new]
        # Offsets within the replaced stretch go to its new end at most.
        moved[start + 1 : end] = np.minimum(moved[start + 1 : end], moved[start] + len(new))
        moved[end:] += len(new) - (end - start)
        place = end
    parts.append(text.text[place:])
    annotators = tuple(tuple(_moved(gold, moved) for gold in golds) for golds in text.annotators)
    people = tuple(spans for spans in (_moved_spans(person, moved) for person in text.people) if spans)
    someones = _moved_people(text.someones, moved)
    return replace(text, text="".join(parts), annotators=annotators, people=people, someones=someones)


def _moved(gold: Gold, moved: np.ndarray) -> Gold:
    return Gold(*(_moved_spans(spans, moved) for spans in (gold.source, gold.cue, gold.content)))


def _moved_people(people: People, moved: np.ndarray) -> People:
    mentions = (
        replace(one, head=head[0], span=span[0])
        for one in people.mentions
        if (head := _moved_spans((one.head,), moved)) and (span := _moved_spans((one.span,), moved))
    )
    return replace(people, mentions=tuple(mentions), unknown=_moved_spans(people.unknown, moved))


def _moved_spans(spans: tuple[Span, ...], moved: np.ndarray) -> tuple[Span, ...]:
    pairs = ((int(moved[start]), int(moved[end])) for start, end in spans)
    return tuple(pair for pair in pairs if pair[0] < pair[1])


def straight_marks(text: str) -> Iterator[Edit]:
    """Every curly mark made straight."""
    for match in re.finditer("[“”‘’]", text):
        yield (*match.span(), _CURLY[match.group()])


def quoted_with(opening: str, closing: str) -> Callable[[str], Iterator[Edit]]:
    """Every double quotation mark replaced by another pair's; a straight one opens where a quotation does."""

    def edits(text: str) -> Iterator[Edit]:
        opening_places = {quotation.start for quotation in quotations(text)}
        for match in re.finditer('[“”"]', text):
            opens = match.group() == "“" or (match.group() == '"' and match.start() in opening_places)
            yield (*match.span(), opening if opens else closing)

    return edits


def lost_apostrophes(text: str) -> Iterator[Edit]:
    """Irans top official, doesnt."""
    for match in re.finditer(r"(?<=\w)['’](?=\w)", text):
        yield (*match.span(), "")


def no_marks(text: str) -> Iterator[Edit]:
    """Double quotation marks lost."""
    for match in re.finditer('[“”"«»]', text):
        yield (*match.span(), "")


def upper_headline(text: str) -> Iterator[Edit]:
    """The first line in capitals."""
    end = text.find("\n")
    if end > 0 and len(text[:end].upper()) == end:
        yield 0, end, text[:end].upper()


def one_paragraph(text: str) -> Iterator[Edit]:
    """Every break after the headline turned into a space."""
    for number, match in enumerate(re.finditer(r"\n\s*\n", text)):
        if number:
            yield (*match.span(), " ")


def dateline(text: Text, random: Random) -> Iterator[Edit]:
    """PORT ILBEN (Reuters) — before the first sentence of the body."""
    body = re.search(r"\n\s*\n(?=\S)", text.text)
    if body:
        place, agency = random.choice(_PLACES), random.choice(_AGENCIES)
        yield body.end(), body.end(), random.choice(_DATELINES).format(place=place, agency=agency)


def missing_spaces(text: str) -> Iterator[Edit]:
    """The space after some full stops lost: "in June.He said"."""
    for match in re.finditer(r"(?<=[a-z][.”\"]) (?=[A-Z“\"])", text):
        if match.start() % 3 == 0:
            yield (*match.span(), "")


def renamed(text: Text, random: Random) -> Iterator[Edit]:
    """Everybody under a name that the training news does not know."""
    for span, name in sorted(renaming(text.text, text.people, random).items()):
        yield (*span, name)


def _plain(edits: Callable[[str], Iterator[Edit]]) -> State:
    return lambda text, _: edits(text.text)


STATES: dict[str, State] = {
    "straight": _plain(straight_marks),
    "curly": _plain(quoted_with("“", "”")),
    "single curly": _plain(quoted_with("‘", "’")),
    "single": _plain(quoted_with("'", "'")),
    "guillemets": _plain(quoted_with("«", "»")),
    "doubled": _plain(quoted_with("``", "''")),
    "no marks": _plain(no_marks),
    "no apostrophes": _plain(lost_apostrophes),
    "upper headline": _plain(upper_headline),
    "one paragraph": _plain(one_paragraph),
    "dateline": dateline,
    "missing spaces": _plain(missing_spaces),
    "renamed": renamed,
}
_OFTEN = ("renamed",) * 3 + ("no marks",) * 8 + ("one paragraph",) * 3  # drawn so much more often
