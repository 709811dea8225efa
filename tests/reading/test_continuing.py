"""Quotations that run over paragraphs."""

import pytest

from quoth.reading.continuing import continued
from quoth.reading.quotes import quotations


def parts(text: str, *contents: str, cue: str = "said") -> list[list[str]]:
    """What `contents`, found in `text`, are continued to."""
    spans = [((text.index(one), text.index(one) + len(one)),) for one in contents]
    taken = [*(one for (one,) in spans), (text.index(cue), text.index(cue) + len(cue))]
    return [[text[slice(*one)] for one in found] for found in continued(text, spans, taken, quotations(text))]


@pytest.mark.parametrize("marks", ['""', "“”"])
def test_only_the_last_paragraph_closes(marks: str) -> None:
    opening, closing = marks[0], marks[1]
    text = f"Oreld said: {opening}One.\n\n{opening}Two.\n\n{opening}Three.{closing}\n\nThe end."
    first = f"{opening}One."
    assert parts(text, first) == [[first, f"{opening}Two.", f"{opening}Three.{closing}"]]


def test_the_cue_stands_in_the_last_paragraph() -> None:
    text = '"One.\n\n"Two," she said.'
    assert parts(text, '"Two,"') == [['"One.', '"Two,"']]


def test_another_speaker_keeps_the_next_paragraph() -> None:
    text = 'A said: "One.\n\n"Two," B said.'
    assert parts(text, '"One.', '"Two,"') == [['"One.'], ['"Two,"']]


def test_a_closed_quotation_does_not_go_on() -> None:
    text = 'A said: "One."\n\n"Two."'
    assert parts(text, '"One."') == [['"One."']]


def test_a_quotation_of_a_few_words_is_no_continuation() -> None:
    text = 'A said: "One.\n\n"Greed" is a play by Oreld.'
    assert parts(text, '"One.') == [['"One.']]


WHOLE = "“Nobody has called us, and nobody will.”"


def test_a_whole_paragraph_is_by_whoever_said_the_last_words_before_it() -> None:
    text = f"“We wait,” Orrel said.\n\n{WHOLE}\n\n{WHOLE.replace('us', 'them')}"
    assert parts(text, "“We wait,”") == [["“We wait,”", WHOLE, WHOLE.replace("us", "them")]]


@pytest.mark.parametrize(
    "between",
    ["Orrel said the port would stay shut.", "“We wait,” Orrel said.\n\nThe port is shut.", "“We wait.” So it went."],
)
def test_nobody_quoted_in_the_paragraph_before_says_it(between: str) -> None:
    text = f"Brandt said nothing.\n\n{between}\n\n{WHOLE}"
    assert parts(text, "nothing") == [["nothing"]]


def test_what_breaks_off_in_a_quotation_goes_as_far_as_its_marks() -> None:
    text = "Orrel said: “We wait. Nobody has called us.”"
    assert parts(text, "“We wait.") == parts(text, "Nobody has called us.”") == [["“We wait. Nobody has called us.”"]]


def test_what_breaks_off_before_another_one_s_words_stays() -> None:
    text = "Orrel: “We wait. He said he would call.”"
    assert parts(text, "“We wait.") == [["“We wait."]]
