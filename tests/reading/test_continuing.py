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
