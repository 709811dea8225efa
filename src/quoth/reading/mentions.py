"""Words as heads of mentions, and how two heads stand to each other.

Coreference links heads, not spans (Dobrovolskii, "Word-Level Coreference Resolution", EMNLP 2021): there are
far fewer of them; each head's span is pointed to afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np

from quoth.reading.quotes import Quotation, quotations
from quoth.reading.words import Ints, Words

KINDS = ("nobody", "person", "organization", "place", "other")
# Classes of heads: pronouns by what they can stand for, then names and all other words.
CLASSES = ("I", "we", "you", "he", "she", "it", "they", "who", "name", "noun")
DISTANCES = 17  # between two heads, in words, by the half octave
MATCHES = 3  # other word, same word, same word after the same word
QUOTED = 5  # both outside, both in one quotation, only the later one in, only the earlier one in, in two
REACH = 24  # words to each side of a head that its mention can reach
EXTENTS = 2 * REACH + 1

PRONOUNS = {
    form: CLASSES.index(name)
    for name, forms in {
        "I": "i me my mine myself",
        "we": "we us our ours ourselves",
        "you": "you your yours yourself yourselves",
        "he": "he him his himself",
        "she": "she her hers herself",
        "it": "it its itself",
        "they": "they them their theirs themselves themself",
        "who": "who whom whose which that this these those",
    }.items()
    for form in forms.split()
}
SHORT_NAMES = frozenset(("US", "WHO", "IT"))  # no pronouns, but of a text in capitals
NAME, NOUN = CLASSES.index("name"), CLASSES.index("noun")
_BEFORE_SENTENCES = frozenset(".!?:\"“”‘'«»")
_NEAR = 4
FAR = 512  # words apart: from here on all are in the last bucket


@dataclass(frozen=True, slots=True)
class Traits:
    """Of each word of a text: its class, a number for its letters, and the quotation it stands in, or -1."""

    classes: Ints
    key: Ints
    quotation: Ints


def traits(text: str, words: Words, marks: Iterable[Quotation] | None = None) -> Traits:
    """What coreference looks at besides the encoder's numbers; `marks` are the text's quotations, where known."""
    forms = [text[start:end] for start, end in zip(words.starts.tolist(), words.ends.tolist(), strict=True)]
    folded = [form if form in SHORT_NAMES else form.lower() for form in forms]
    numbers: dict[str, int] = {}
    key = [numbers.setdefault(form, len(numbers)) for form in folded]
    classes = [PRONOUNS.get(form, NOUN) for form in folded]
    before = "."
    for place, form in enumerate(forms):
        is_he = form == "He" and place > 0 and classes[place - 1] == NAME and forms[place + 1 : place + 2] == [","]
        if form[0].isupper() and (classes[place] == NOUN or is_he) and before not in _BEFORE_SENTENCES:
            classes[place] = NAME  # also "Liu He,"
        before = "" if form == "." and len(before) == 1 and before.isupper() else form  # "Ada C. Rosen"
    held = _quotation(words, quotations(text) if marks is None else marks)
    return Traits(np.array(classes, np.int64), np.array(key, np.int64), held)


def _quotation(words: Words, marks: Iterable[Quotation]) -> Ints:
    quotation = np.full(len(words), -1, np.int64)
    for number, one in enumerate(marks):
        first, last = np.searchsorted(words.starts, (one.start, one.end))
        quotation[first:last] = number
    return quotation


def distance_bucket(apart: Ints) -> Ints:
    """Words between two heads -> 0 … DISTANCES-1: the nearest four by themselves, farther ones by the half octave."""
    bucket: Ints = _buckets()[np.minimum(apart, FAR)]
    return bucket


@cache
def _buckets() -> Ints:
    apart = np.arange(FAR + 1)
    far = _NEAR + np.floor(2 * np.log2(np.maximum(apart, _NEAR) / _NEAR)).astype(np.int64)
    return np.clip(np.where(apart <= _NEAR, apart, far), 0, DISTANCES - 1)


def matching(known: Traits, later: Ints, earlier: Ints) -> Ints:
    """How the letters of each later head compare with those of each earlier one -> (later, earlier)."""
    same = known.key[later][:, None] == known.key[earlier][None, :]
    before = known.key[np.maximum(later - 1, 0)][:, None] == known.key[np.maximum(earlier - 1, 0)][None, :]
    matches: Ints = same.astype(np.int64) + (same & before)
    return matches


def quoting(known: Traits, later: Ints, earlier: Ints) -> Ints:
    """Which of two heads stand in quotations -> (later, earlier)."""
    one, other = known.quotation[later][:, None], known.quotation[earlier][None, :]
    apart = np.where(one < 0, 3, np.where(other < 0, 2, 4))
    return np.where(one == other, (one >= 0).astype(np.int64), apart)
