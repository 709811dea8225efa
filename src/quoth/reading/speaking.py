"""A pronoun that speaks is whoever spoke last, where its own chain has said nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from quoth.reading.apposition import Claims
from quoth.reading.heads import Heads
from quoth.reading.mentions import CLASSES, KINDS, NAME, NOUN, Traits
from quoth.reading.words import Words

_HE, _SHE, _IT, _THEY = (CLASSES.index(name) for name in ("he", "she", "it", "they"))
_PERSON = KINDS.index("person")
_GROUPS = frozenset("people police authorities staff family crew team troops".split())


def spoke_last(
    text: str, words: Words, heads: Heads, known: Traits, claims: Sequence[Claims], source_of: Sequence[int | None]
) -> Iterator[tuple[int, int]]:
    """Pairs of heads: a pronoun that is a source, and the source of the claim before it in the same paragraph or the
    one before, if that can be so called."""
    order = sorted(range(len(claims)), key=lambda number: claims[number].cue[0][0])
    classes = known.classes[heads.word]
    last: int | None = None
    for number in order:
        head = source_of[number]
        if head is None:
            continue
        if last is not None and _is_near(words, heads, last, head):
            wanted = int(classes[head])
            if wanted in (_HE, _SHE, _IT, _THEY) and _fits(text, words, heads, classes, wanted, last):
                yield head, last
        last = head


def _is_near(words: Words, heads: Heads, earlier: int, later: int) -> bool:
    paragraph = words.paragraph[heads.word]
    return bool(0 <= paragraph[later] - paragraph[earlier] <= 1 and earlier < later)


def _fits(text: str, words: Words, heads: Heads, classes: np.ndarray, wanted: int, head: int) -> bool:
    """Whether a pronoun can stand for a name or noun."""
    if classes[head] == wanted:
        return True
    if classes[head] < NAME:
        return False
    word = text[words.starts[heads.word[head]] : words.ends[heads.word[head]]].lower()
    is_plural = classes[head] == NOUN and (word in _GROUPS or (word.endswith("s") and not word.endswith("ss")))
    is_person = heads.kind[head].argmax() == _PERSON
    if wanted == _THEY:
        return is_plural
    return bool(not is_plural and is_person == (wanted in (_HE, _SHE)))
