"""Texts in the states that news arrives in, with the offsets of their attributions moved along."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from random import Random

import numpy as np

from quoth.article import Span
from quoth.reading.quotes import quotations
from training.data import Gold, Text

Edit = tuple[int, int, str]
_CURLY = {"“": '"', "”": '"', "‘": "'", "’": "'"}


def altered(text: Text, random: Random) -> Text:
    """`text` in one of the states, drawn by chance."""
    edits = random.choice(STATES)(text.text)
    return edited(text, list(edits))


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
    return Text(text.id, "".join(parts), tuple(tuple(_moved(g, moved) for g in a) for a in text.annotators))


def _moved(gold: Gold, moved: np.ndarray) -> Gold:
    def spans(old: tuple[Span, ...]) -> tuple[Span, ...]:
        pairs = ((int(moved[start]), int(moved[end])) for start, end in old)
        return tuple(pair for pair in pairs if pair[0] < pair[1])

    return Gold(spans(gold.source), spans(gold.cue), spans(gold.content))


def straight_marks(text: str) -> Iterator[Edit]:
    """Every curly mark made straight."""
    for match in re.finditer("[“”‘’]", text):
        yield (*match.span(), _CURLY[match.group()])


def quoted_with(opening: str, closing: str) -> Callable[[str], Iterator[Edit]]:
    """Double quotation marks replaced by another pair."""

    def edits(text: str) -> Iterator[Edit]:
        for quotation in quotations(text):
            if text[quotation.start] in "\"“":
                yield quotation.start, quotation.start + 1, opening
                if quotation.closed and text[quotation.end - 1] in "\"”":
                    yield quotation.end - 1, quotation.end, closing

    return edits


def lost_apostrophes(text: str) -> Iterator[Edit]:
    """Irans top official, doesnt."""
    for match in re.finditer(r"(?<=\w)['’](?=\w)", text):
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


STATES: tuple[Callable[[str], Iterator[Edit]], ...] = (
    straight_marks,
    quoted_with("“", "”"),
    quoted_with("‘", "’"),
    quoted_with("'", "'"),
    quoted_with("«", "»"),
    lost_apostrophes,
    lost_apostrophes,
    upper_headline,
    one_paragraph,
)
