"""A story told by an "I": whom the teller tells of is somebody else."""

from __future__ import annotations

import numpy as np

from quoth.reading.heads import Heads
from quoth.reading.mentions import CLASSES, KINDS, NAME, Traits

_I = CLASSES.index("I")
_TOLD = [CLASSES.index(name) for name in ("we", "he", "she", "it", "they")]
_PERSON = KINDS.index("person")
_QUOTATIONS = 10  # in a story with people who talk, at least
_TELLS = 3  # times that its teller says "I", at least


def told(heads: Heads, known: Traits) -> list[str]:
    """For each head "teller" or "told", or "" where that is not known: in quotations, and in texts that are no story
    with people who talk."""
    classes, outside = known.classes[heads.word], known.quotation[heads.word] < 0
    teller = (classes == _I) & outside
    if known.quotation.max(initial=-1) + 1 < _QUOTATIONS or teller.sum() < _TELLS:
        return [""] * len(heads)
    is_person = (classes >= NAME) & (heads.kind.argmax(axis=1) == _PERSON)
    others = (np.isin(classes, _TOLD) | is_person) & outside
    voices: list[str] = np.select([teller, others], ["teller", "told"], "").tolist()
    return voices
