"""Ranges of words become spans as a person would mark them."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.reading.quotes import quotations
from quoth.reading.spans import (
    MORE_FOLLOWS,
    NOUN_FOLLOWS,
    completed,
    is_about,
    is_object,
    kind,
    parted,
    tidy_content,
    tidy_source,
    to_spans,
    with_clause,
    with_first,
    with_object,
)
from quoth.reading.words import split
from tests.reading.strategies import texts


def span(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


@pytest.mark.parametrize(
    ("text", "found", "tidied"),
    [
        ('"We sail," he said.', "We sail,", '"We sail,"'),
        ('"We sail," he said.', '"We sail,"', '"We sail,"'),
        ("“We sail,” he said.", "“We sail", "“We sail,”"),
        ('He said it was "grave".', 'it was "grave"', 'it was "grave"'),
        ("He said (on Monday) it was grave.", "it was grave.", "it was grave."),
        ("It was grave, he said.", "It was grave,", "It was grave"),
        ("It was grave (he said)", "(he", "he"),
        ("13:12 GMT\nThe power is out, says the grid.", "13:12 GMT\nThe power is out", "The power is out"),
    ],
)
def test_content(text: str, found: str, tidied: str) -> None:
    marks = quotations(text)
    assert [text[slice(*one)] for one in tidy_content(text, (span(text, found),), marks)] == [tidied]


def test_a_source_has_no_marks_around_it() -> None:
    text = 'said "Melikan",'
    assert tidy_source(text, (span(text, '"Melikan",'),)) == (span(text, "Melikan"),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Oreld, the envoy, said", "Oreld, the envoy,"),
        ("said Oreld, the envoy. Then", "Oreld, the envoy"),
        ("Oreld, said", "Oreld"),
        ("said “Oreld”.", "Oreld"),
        ("Oreld -- the envoy -- said", "Oreld -- the envoy --"),
        ("Oreld – the envoy – said", "Oreld – the envoy –"),
        ("Oreld – said", "Oreld"),
        ("Oreld’s book “Salt” said", "Oreld’s book “Salt”"),
        ("the spot, titled “Salt,” said", "the spot, titled “Salt,”"),
        ('Oreld\'s "Salt" said', 'Oreld\'s "Salt"'),
    ],
)
def test_what_closes_a_phrase_belongs_to_the_source(text: str, expected: str) -> None:
    start, end = span(text, expected)
    loose = (start, end + (text[end : end + 1] == ","))
    assert tidy_source(text, (loose,)) == tidy_source(text, ((start, end),)) == ((start, end),)


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ('"We sail," he said.', '"We sail,"', "direct"),
        ("He said they sail.", "they sail", "indirect"),
        ('He said they "sail" today.', 'they "sail" today', "mixed"),
        ("He said « we sail ».", "« we sail »", "direct"),
    ],
)
def test_kind(text: str, content: str, expected: str) -> None:
    assert kind(text, (span(text, content),), quotations(text)) == expected


@given(texts, st.data())
def test_tidied_spans_have_no_outer_space_and_cut_no_word(text: str, data: st.DataObject) -> None:
    words = split(text)
    edges = sorted(data.draw(st.lists(st.integers(0, len(words)), max_size=8)))
    ranges = [(first, last) for first, last in pairwise(edges) if first < last]
    spans = to_spans(words, ranges)
    marks = quotations(text)
    inner = {place for start, end in zip(words.starts, words.ends, strict=True) for place in range(start + 1, end)}
    for tidied in (tidy_source(text, spans), tidy_content(text, spans, marks)):
        for start, end in tidied:
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
            assert start not in inner and end not in inner
        assert all(one[1] <= other[0] for one, other in pairwise(sorted(tidied)))


def test_for_its_part_is_no_part_of_a_source() -> None:
    text = "Kelmar, for its part, said so."
    assert [text[slice(*span)] for span in tidy_source(text, ((0, 21),))] == ["Kelmar"]


def test_a_source_has_no_dateline() -> None:
    text = "KESH - President of Keldoria Lena Orsk said so. Lena KESH - Orsk did."
    assert tidy_source(text, ((0, 38),)) == ((7, 38),)
    assert tidy_source(text, ((48, 64),)) == ((48, 64),)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Tarva TV - Solvania's envoy said so.", "Solvania's envoy"),
        ("Harbour News Agency – The envoy of Orda said so.", "The envoy of Orda"),
        ("Ada Rosen - the mayor of Orda - said so.", "Ada Rosen - the mayor of Orda -"),
        ("Bo Kell - Orda's mayor - said so.", "Bo Kell - Orda's mayor -"),
    ],
)
def test_a_source_has_no_outlet_glued_on(text: str, source: str) -> None:
    ((start, end),) = tidy_source(text, ((0, text.index(" said")),))
    assert text[start:end] == source


@pytest.mark.parametrize(
    ("span", "broken", "whole"),
    [
        ("The", NOUN_FOLLOWS, "The harbour board"),
        ("the sale of", MORE_FOLLOWS, "the sale of the old pier"),
        ("the sale", MORE_FOLLOWS, "the sale"),
        ("a", NOUN_FOLLOWS, "a crime"),
        ("scandal", NOUN_FOLLOWS, "scandal"),
    ],
)
def test_a_phrase_does_not_break_off(span: str, broken: re.Pattern[str], whole: str) -> None:
    text = "The harbour board condemned the sale of the old pier, which it called a crime. A scandal"
    start, cue = re.search(rf"\b{span}\b", text), text.index("condemned")
    assert start
    ((first, last),) = completed(text, (start.span(),), ((cue, cue + 9),), broken)
    assert text[first:last].strip() == whole


@pytest.mark.parametrize(
    ("text", "cue", "content", "wanted"),
    [
        ("Orda called on Belmark to open the port.", "called on", "to open the port", "Belmark to open the port"),
        ("She urged all of them to sail.", "urged", "to sail", "all of them to sail"),
        ("She vowed to sail.", "vowed", "to sail", "to sail"),
        ("She threatened, in a rage, to sail.", "threatened", "to sail", "to sail"),
        ("She said that he came.", "said", "that he came", "that he came"),
    ],
)
def test_whoever_is_asked_belongs_to_what_is_asked(text: str, cue: str, content: str, wanted: str) -> None:
    span, asked = re.search(cue, text), re.search(content, text)
    assert span and asked
    ((start, end),) = with_object(text, span.span(), (asked.span(),), ())
    assert text[start:end] == wanted


def test_what_tells_more_of_an_object_is_no_content() -> None:
    text = "Orda and Kelmar signed a pact on fishing rights. Orda said on Monday it would fish."
    cues = [(text.index(cue), text.index(cue) + len(cue)) for cue in ("signed", "said")]
    contents = [(text.index(words), text.index(words) + len(words)) for words in ("fishing rights", "it would fish")]
    assert [is_object(text, cue, (content,)) for cue, content in zip(cues, contents, strict=True)] == [True, False]


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        ("Storm Greta: what we know so far", True),
        ("Storm Greta: live updates", True),
        ("Analysis: why the truce failed", True),
        ("Interview: 'Nobody asks'", False),
        ("Mayor: what we lost is our trust", False),
        ("Harbour is closed: official", False),
    ],
)
def test_a_headline_may_quote_nobody(text: str, nobody: bool) -> None:
    colon = text.index(":")
    assert is_about(text, (colon, colon + 1), ((0, colon),), ((colon + 2, len(text)),)) is nobody


def test_a_sources_clause_goes_on_to_its_comma() -> None:
    text = "The conductor Helena Brod, who sang in Malek's opera, remembers it."
    cue = (text.index("remembers"), text.index(" it"))
    broken, whole = ((0, text.index(end) + len(end)) for end in ("sang", "opera,"))
    assert with_clause(text, (broken,), cue) == (whole,)
    assert with_clause(text, ((0, text.index(",")),), cue) == ((0, text.index(",")),)


def test_content_with_only_a_space_between_is_one() -> None:
    text = "“He is not my player. Yet,” he said."
    parts = (span(text, "“He is not my player."), span(text, "Yet,”"))
    assert tidy_content(text, parts, quotations(text)) == (span(text, "“He is not my player. Yet,”"),)


def test_a_clause_between_source_and_content_is_the_sources() -> None:
    text = "According to two guards, who asked for silence, nobody came."
    source, content = (span(text, "two guards"),), (span(text, "who asked for silence, nobody came"),)
    assert parted(text, source, span(text, "According to"), content) == (
        (span(text, "two guards, who asked for silence,"),),
        (span(text, "nobody came"),),
    )
    assert parted(text, source, (70, 75), content) == (source, content)  # its cue stands behind


@pytest.mark.parametrize(
    ("before", "first"),
    [
        ("A year later, the Bank of Orda (BO), and ", "the Bank of Orda"),
        ("Prices fell. The Bank of Orda, and ", "The Bank"),
        ("Prices fell. The Bank of Orda closed, and ", "the Coastal Fund"),
        ("Prices fell in the Bank of Orda, and ", "the Coastal Fund"),
    ],
)
def test_a_source_goes_back_to_who_its_sentence_begins_with(before: str, first: str) -> None:
    text = f"{before}the Coastal Fund found that they rose."
    end = text.index(" found")
    assert with_first(text, ((len(before), end),)) == ((text.index(first), end),)
    assert with_first(text, ()) == ()
