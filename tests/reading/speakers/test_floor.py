"""Whose "I" it is: made-up heads of made-up interviews, hearings and letters."""

import re

import numpy as np

from quoth.reading.heads import Heads
from quoth.reading.mentions import KINDS, traits
from quoth.reading.speakers.floor import persons_spoken
from quoth.reading.speakers.scene import Scene
from quoth.reading.words import split

HEARING = (
    "We hear case nine. Ms. Rosen?\n\n"
    "Thank you. I will be brief.\n\n"
    "Do you say that I am wrong?\n\n"
    "I say you are late. I mean it.\n\n"
    "May I ask you why?\n\n"
    "I lost my keys."
)


def whose(text: str, *names: str, of: tuple[str, ...] = ("I", "me", "my")) -> list[str]:
    """For each word of `of` the name that it belongs to, "new" for the first of somebody unknown and that word for
    the others, or "" for no word of it."""
    words = split(text)
    spans = sorted(
        [(match.start(), match.end()) for name in names for match in re.finditer(re.escape(name), text)]
        + [match.span() for match in re.finditer(r"\b(?:I|me|my|you)\b", text)]
    )
    first = np.searchsorted(words.starts, [start for start, _ in spans])
    place = np.searchsorted(words.ends, [end for _, end in spans])
    kind = np.zeros((len(place), len(KINDS)), np.float32)
    kind[:, KINDS.index("person")] = 1
    vector = np.zeros((len(place), 1), np.float32)
    heads = Heads(place, kind, vector, vector, first, place)
    found = dict(persons_spoken(Scene(text, words, heads, traits(text, words))))
    given = []
    for head, (start, end) in enumerate(spans):
        if text[start:end] in of:
            other = found.get(head)
            given.append("" if other is None else "new" if other == head else text[slice(*spans[other])])
    return given


def test_whoever_is_called_answers_and_does_not_ask() -> None:
    assert whose(HEARING, "Ms. Rosen") == [
        "Ms. Rosen",
        "new",
        "Ms. Rosen",
        "Ms. Rosen",
        "I",
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


def test_strangers_take_turns() -> None:
    text = "\n\n".join(["Did you see me?", "I did.", "Are you sure?", "I am. Are you?", "I think you are right."])
    assert whose(text) == ["new", "new", "I", "me"]


def test_who_replies_talks_though_nobody_asks() -> None:
    said = ["I saw you.", "I told you.", "I forgot.", "Then you told me.", "So you know."]
    replies = [f"{reply} {one}" for reply, one in zip(["Oh.", "Yeah.", "Right.", "Well.", "No."], said, strict=True)]
    assert whose("\n\n".join(replies)) == ["new", "new", "I", "I"]
    assert whose("\n\n".join(said)) == [""] * 4


def test_you_are_the_other_one() -> None:
    assert whose(HEARING, "Ms. Rosen", of=("you",)) == ["I", "Ms. Rosen", "I", "Ms. Rosen"]
    text = "ROSEN: I heard you.\n\nKELL: Who told you?\n\nROSEN: You did.\n\nKELL: I did not."
    assert whose(text, "ROSEN", "KELL", of=("you",)) == ["KELL", "ROSEN"]


def test_whoever_is_answered_by_title_asked() -> None:
    text = "\n\n".join(
        [
            "Did you see me, and do you know why?",
            "It was you, Justice Rosen. I saw you.",
            "Are you sure that I was there?",
            "I am. Were you?",
            "I ask you. Did you tell me?",
        ]
    )
    assert whose(text, "Justice Rosen") == [
        "Justice Rosen",
        "new",
        "Justice Rosen",
        "I",
        "Justice Rosen",
        "Justice Rosen",
    ]


def test_a_host_and_a_guest() -> None:
    text = "\n\n".join(
        [
            "Welcome back. I’m your host, Bo Kell, and I am joined by Ada Rosen.",
            "Happy to be here. I like your show.",
            "Do you? I never know.",
            "I do. Who told you otherwise?",
            "I read it. Did you?",
            "Where was that? Did I miss it?",
        ]
    )
    assert whose(text, "Bo Kell", "Ada Rosen") == ["Bo Kell", *["Bo Kell", "Ada Rosen"] * 3]


def test_whoever_is_interviewed_answers() -> None:
    text = "\n\n".join(
        [
            "An interview with Ada Rosen on the loss of the ferry",
            "Why did you leave Tarvan, and may I ask when?",
            "I was tired.",
            "I still am, to tell you the truth.",
            "Do you write?",
            "I try to.",
            "Would you go back?",
            "I would not.",
        ]
    )
    assert whose(text, "Ada Rosen") == ["new", *["Ada Rosen"] * 4]


def test_a_signed_text_with_questions_is_no_talk() -> None:
    text = "By Ada Rosen\n\n" + "\n\n".join(["Have you asked yourself why I sing?"] * 4)
    assert set(whose(text, "Ada Rosen")) == {"Ada Rosen"}


def test_a_long_paragraph_that_ends_in_a_question_is_an_answer() -> None:
    answer = "I lost it. " + "The sea took it from all of us. " * 15 + "Why should it give it back?"
    text = f"An interview with Ada Rosen\n\nDid you lose the boat?\n\n{answer}"
    assert whose(text, "Ada Rosen") == ["Ada Rosen"]


def test_an_interview_that_is_called_one_late() -> None:
    story = "Ada Rosen lost her boat in the storm. " + "The sea took all that it could get. " * 20
    text = f"The ferry\n\n{story}She gave Tarva Today an interview.\n\nDid you see it?\n\nI saw it."
    assert whose(text, "Ada Rosen") == ["Ada Rosen"]


def test_a_speaker_who_greets() -> None:
    text = "Hey, it’s Ada Rosen and welcome back.\n\nI want to show you my boat."
    assert whose(text, "Ada Rosen") == ["Ada Rosen", "Ada Rosen"]


LONG_TALK = (
    "Did you bring the rope?\n\nYes, I did.\n\nGood.\n\nYeah, I think so.\n\nOkay. What did you pay?\n\n"
    "I paid nine.\n\nYou paid nine?\n\nYeah.\n\nWow.\n\nI know.\n\nOh well, you did your best.\n\nSure, I tried."
)


def test_a_stranger_spoken_to_in_a_long_talk_is_told_of_in_that_paragraph_only() -> None:
    assert whose(LONG_TALK, of=("you",)) == ["new", "new", "new"]


def test_you_who_is_anybody_is_nobody_in_the_talk() -> None:
    talk = HEARING.replace("you are late. I mean it.", "you are late. If you look, you can see it.")
    assert whose(talk, "Ms. Rosen", of=("you",))[2:5] == ["I", "new", "new"]
    assert whose(talk.replace("If you look", "If you would look"), "Ms. Rosen", of=("you",))[3] == "I"


def test_who_tells_of_somebody_beside_himself_is_the_other() -> None:
    text = (
        "What is Lantern House?\n\nIt is two people. I'm Bo Lind.\n\nAnd I'm Ada Rosen. I draw.\n\n"
        "How did it begin?\n\nIn school, Ada and I had a list, and I wrote it."
    )
    assert whose(text, "Bo Lind", "Ada Rosen", "Ada")[-2:] == ["Bo Lind", "Bo Lind"]


def test_of_several_who_are_interviewed_each_speaks_for_a_paragraph() -> None:
    text = (
        "The Herald interviews weather experts on the flood\n\nPhoto of interviewee Ada Rosen.\n\nIs it over?\n\n"
        "I doubt it. I saw the river.\n\nI have not seen it."
    )
    assert whose(text, "Ada Rosen") == ["new", "I", "new"]
    assert whose(text.replace("weather experts", "Ada Rosen"), "Ada Rosen") == ["Ada Rosen"] * 3
