"""Stories that an "I" tells."""

import numpy as np

from quoth.reading.heads import Heads
from quoth.reading.mentions import KINDS, traits
from quoth.reading.speakers.telling import told
from quoth.reading.words import split

STORY = "“I am late,” Brandt said. I saw her and I ran. I fell. " + "“Go!” " * 9


def voices(text: str) -> list[str]:
    """Of the words "I", "Brandt" and "her"."""
    words = split(text)
    forms = [text[start:end] for start, end in zip(words.starts, words.ends, strict=True)]
    place = np.array([n for n, form in enumerate(forms) if form in ("I", "Brandt", "her")])
    kind = np.zeros((len(place), len(KINDS)), np.float32)
    kind[:, KINDS.index("person")] = 1
    nothing = np.zeros((len(place), 1), np.float32)
    return told(Heads(place, kind, nothing, nothing, place, place), traits(text, words))


def test_the_teller_is_nobody_who_is_told_of() -> None:
    assert voices(STORY) == ["", "told", "teller", "told", "teller", "teller"]


def test_news_is_no_story() -> None:
    assert set(voices("“I am late,” Brandt said. I saw her and I ran. I fell.")) == {""}
