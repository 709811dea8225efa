"""Whose "I" it is: made-up heads of made-up interviews, hearings and letters."""

import re

import numpy as np

from quoth.reading.floor import first_persons
from quoth.reading.heads import Heads
from quoth.reading.mentions import KINDS, traits
from quoth.reading.words import split

HEARING = (
    "We hear case nine. Ms. Rosen?\n\n"
    "Thank you. I will be brief.\n\n"
    "Do you say that I am wrong?\n\n"
    "I say you are late. I mean it.\n\n"
    "May I ask you why?\n\n"
    "I lost my keys."
)


def whose(text: str, *names: str) -> list[str]:
    """For each "I", "me" or "my" the name that it belongs to, "alone", or "" for no word of it."""
    words = split(text)
    spans = sorted(
        [(match.start(), match.end()) for name in names for match in re.finditer(re.escape(name), text)]
        + [match.span() for match in re.finditer(r"\b(?:I|me|my|you)\b", text)]
    )
    place = np.searchsorted(words.ends, [end for _, end in spans])
    kind = np.zeros((len(place), len(KINDS)), np.float32)
    kind[:, KINDS.index("person")] = 1
    vector = np.zeros((len(place), 1), np.float32)
    heads = Heads(place, kind, vector, vector, place, place)
    found = dict(first_persons(text, words, heads, traits(text, words), spans))
    given = []
    for head, (start, end) in enumerate(spans):
        if text[start:end] in ("I", "me", "my"):
            other = found.get(head)
            given.append("" if other is None else "alone" if other == head else text[slice(*spans[other])])
    return given


def test_whoever_is_called_answers_and_does_not_ask() -> None:
    assert whose(HEARING, "Ms. Rosen") == [
        "Ms. Rosen",
        "alone",
        "Ms. Rosen",
        "Ms. Rosen",
        "alone",
        "Ms. Rosen",
        "Ms. Rosen",
    ]


def test_labels_give_the_floor() -> None:
    text = "ROSEN: I was there.\n\nKELL: So was I.\n\nROSEN: Not before me.\n\nKELL: I beg to differ."
    assert whose(text, "ROSEN", "KELL") == ["ROSEN", "KELL", "ROSEN", "KELL"]


def test_a_speaker_who_names_herself() -> None:
    text = "Good evening. I’m Ada Rosen.\n\nI want to thank my sister.\n\nShe taught me to count."
    assert whose(text, "Ada Rosen") == ["Ada Rosen", "Ada Rosen", "Ada Rosen", "Ada Rosen"]


def test_a_letter_is_its_signers() -> None:
    text = "Dear Bo,\n\nI miss the sea, and my boat.\n\nYours ever,\n\nAda Rosen"
    assert whose(text, "Bo", "Ada Rosen") == ["Ada Rosen", "Ada Rosen"]


def test_a_byline() -> None:
    assert whose("Why we sing\n\nBy Ada Rosen\n\nI sing when I am sad.", "Ada Rosen") == ["Ada Rosen", "Ada Rosen"]


def test_a_quotation_is_left_to_whoever_is_quoted() -> None:
    assert whose("By Ada Rosen\n\n“I was there,” Bo Kell said. I was not.", "Ada Rosen", "Bo Kell") == ["", "Ada Rosen"]


def test_a_talk_of_strangers_is_not_one_persons() -> None:
    text = "\n\n".join(["Did you see me?", "I did.", "Are you sure?", "I am. Are you?", "I think you are right."])
    assert whose(text) == ["alone", "alone", "alone", "alone"]


def test_a_column_with_one_question_stays_as_it_is() -> None:
    assert whose("I like boats.\n\nDo you?\n\nI like them more than my cat does.") == ["", "", ""]
