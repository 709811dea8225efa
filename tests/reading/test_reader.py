"""The reader with the shipped model, on invented articles."""

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from quoth.article import Article, Attribution, Spans
from quoth.config import ReadingOptions
from quoth.errors import ModelError
from quoth.reading import Reader
from quoth.reading.session import Session
from quoth.reading.words import split
from tests.reading.strategies import texts

STORY = (
    "Orda closes port of Sallow: official\n\n"
    "The port of Sallow will stay closed until Friday, the harbour master said.\n\n"
    "“We have no choice,” said Petra Lindqvast, who runs the port. “The cranes are not safe.”\n\n"
    "According to the dockers' union, two men were hurt on Monday."
)
FILLER = "The ferry to Veshan leaves at noon. It carries forty cars, and takes two hours in calm weather. "


def article(text: str, name: str = "a") -> Article:
    return Article(id=name, origin=name, text=text)


def parts(text: str, spans: Spans) -> list[str]:
    return [text[start:end] for start, end in spans]


def roles(text: str, one: Attribution) -> tuple[list[str], list[str], list[str]]:
    return parts(text, one.source), parts(text, one.cue), parts(text, one.content)


def test_who_said_what(reader: Reader) -> None:
    found = [roles(STORY, one) for one in reader.read(article(STORY)).attributions]
    assert (
        ["the harbour master"],
        ["said"],
        ["The port of Sallow will stay closed until Friday"],
    ) in found
    assert (
        ["Petra Lindqvast, who runs the port"],
        ["said"],
        ["“We have no choice,”", "“The cranes are not safe.”"],
    ) in found
    assert (["the dockers' union"], ["According to"], ["two men were hurt on Monday"]) in found


def test_what_was_read_in_is_kept(reader: Reader) -> None:
    before = Article(id="x", origin="y", text=STORY, title="t", outlet="o", published="2020-01-02")
    after = reader.read(before)
    assert before.attributions == ()
    assert json.loads(json.dumps(after.record())) == {
        **before.record(),
        "attributions": [one.record() for one in after.attributions],
        "speakers": [one.record() for one in after.speakers],
    }


@pytest.mark.parametrize("text", ["", " ", "\n\n", "A", "...", "\u200b", "said", '"', "\ud800", "🙂🙂"])
def test_texts_with_nothing_to_read(reader: Reader, text: str) -> None:
    assert reader.read(article(text)).attributions == ()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts)
def test_spans_of_any_text(reader: Reader, text: str) -> None:
    check(text, reader.read(article(text)).attributions)


def check(text: str, found: tuple[Attribution, ...]) -> None:
    """What holds of every reading: order, apartness, whole words, no outer white space."""
    words = split(text)
    inner = {place for start, end in zip(words.starts, words.ends, strict=True) for place in range(start + 1, end)}
    assert [one.id for one in found] == [f"a{number}" for number in range(1, len(found) + 1)]
    first = [min(span[0] for span in one.source + one.cue + one.content) for one in found]
    assert first == sorted(first)
    ids = {one.id for one in found}
    for one in found:
        assert one.cue and one.content
        assert one.within is None or (one.within in ids and one.within != one.id)
        assert one.confidence is not None and 0 <= one.confidence <= 1
        spans = sorted(one.source + one.cue + one.content)
        assert all(left[1] <= right[0] for left, right in pairwise(spans))
        for start, end in spans:
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
            assert start not in inner and end not in inner


def test_a_nested_claim_stands_within_the_outer_one(reader: Reader) -> None:
    text = (
        "The envoy told reporters that the rebels had promised to leave the airport.\n\n"
        "Belmark said its admiralty has claimed that the ships were on a training mission."
    )
    read = reader.read(article(text))
    check(text, read.attributions)
    by_id = {one.id: one for one in read.attributions}
    inner = [one for one in read.attributions if one.within]
    assert inner
    for one in inner:
        outer = by_id[str(one.within)].content
        for start, end in one.source + one.cue + one.content:
            assert any(begin <= start and end <= stop for begin, stop in outer)


def test_nothing_is_read_twice_when_nesting_is_off(reader: Reader) -> None:
    text = "The envoy said that the rebels said that the airport is open."
    flat = Reader(ReadingOptions(nested=False)).read(article(text))
    assert all(one.within is None for one in flat.attributions)
    assert len(flat.attributions) <= len(reader.read(article(text)).attributions)


def test_speakers_are_left_null_where_nobody_asks(reader: Reader) -> None:
    whole = reader.read(article(STORY))
    without = Reader(ReadingOptions(speakers=False)).read(article(STORY))
    assert whole.speakers
    assert not without.speakers
    assert without.attributions == tuple(replace(one, speaker=None, reason=None) for one in whole.attributions)


def test_neighbours_and_threads_change_nothing(reader: Reader) -> None:
    stories = [article(STORY, "a"), article(FILLER * 40 + "\n\n" + STORY, "b"), article("", "c"), article(STORY, "d")]
    alone = [reader.read(one) for one in stories]
    assert list(reader.read_many(iter(stories))) == alone
    several = Reader(ReadingOptions(threads=2))
    assert list(several.read_many(stories)) == alone, "a few, which all threads read together"
    assert list(several.read_many(iter(stories * 3))) == alone * 3, "many, each few by a thread of its own"


def test_an_article_longer_than_many_windows(reader: Reader) -> None:
    """The same paragraphs over and over: each attribution once and whole, wherever windows end."""
    paragraph = "“The {n} cranes are not safe,” said Petra Lindqvast, the director of the port of Sallow."
    text = "\n\n".join(paragraph.format(n=number) + "\n\n" + FILLER for number in range(100, 300))
    found = reader.read(article(text)).attributions
    check(text, found)
    said = [one for one in found if parts(text, one.cue) == ["said"]]
    assert [parts(text, one.content) for one in said] == [[f"“The {n} cranes are not safe,”"] for n in range(100, 300)]
    assert all(parts(text, one.source)[0].startswith("Petra Lindqvast") for one in said)


SAID = (
    "The port of Sallow is closed to all ships on day {n}, the harbour master said.",
    "Petra Lindqvast told the council that {n} cranes were not safe.",
    "“We count {n} boats and no pilot,” a fisherman said.",
    "According to the weather office, a storm of {n} hours will follow.",
)


@pytest.mark.parametrize("mark", ["\u200b", "\u200b\u200b \u200b", "\u2060", "\u00ad \u00ad"])
def test_words_without_pieces_between_windows(reader: Reader, mark: str) -> None:
    """Marks that nobody sees make words that the encoder does not: what is read behind them is what is read without
    them, at its place."""
    said = [SAID[n % len(SAID)].format(n=n) for n in range(120)]
    plain, marked = "\n\n".join(said), f"\n\n{mark}\n\n".join(said)
    before, found = (reader.read(article(text)).attributions for text in (plain, marked))
    check(marked, found)
    assert len(found) > 110
    for role in ("source", "cue", "content"):
        assert [parts(marked, getattr(one, role)) for one in found] == [
            parts(plain, getattr(one, role)) for one in before
        ]


def test_no_full_stop_and_no_paragraph(reader: Reader) -> None:
    text = "and the ferry leaves at noon said the harbour master " * 4000
    check(text, reader.read(article(text)).attributions)


@pytest.mark.parametrize("threads", [1, 2])
def test_the_stream_is_taken_as_it_comes(threads: int) -> None:
    """No more articles are held than a few for each thread."""
    taken = 0

    def stream() -> Iterator[Article]:
        nonlocal taken
        for number in range(100):
            taken += 1
            yield article(STORY, str(number))

    results = Reader(ReadingOptions(threads=threads)).read_many(stream())
    assert next(results).id == "0"
    assert taken <= 8 * threads


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="install quoth again"):
        Session(tmp_path)


def test_doubled_marks_are_read_as_straight_ones(reader: Reader) -> None:
    straight = '"The lock will open on Monday," Ann Bell told reporters. "We have waited for two years."'
    doubled = straight.replace('"The', "``The").replace('Monday,"', "Monday,''").replace('"We', "``We")
    doubled = doubled.replace('years."', "years.''")
    found = [reader.read(article(text)).attributions for text in (straight, doubled)]
    (one,), (other,) = found
    assert parts(doubled, other.content) == ["``The lock will open on Monday,''", "``We have waited for two years.''"]
    assert (one.kind, one.confidence) == (other.kind, other.confidence)


def test_that_somebody_wants_no_name_is_not_said(reader: Reader) -> None:
    text = "One engineer asked not to be identified. “It is a disgrace,” the engineer said."
    (one,) = reader.read(article(text)).attributions
    assert parts(text, one.content) == ["“It is a disgrace,”"]


def test_according_to_within_what_is_reported(reader: Reader) -> None:
    text = (
        "Davor Leskin spoke on Tuesday. He added that, according to a senior engineer who asked not to be named "
        "because he still works at the dam, the reserve had fallen by a third."
    )
    outer, inner = reader.read(article(text)).attributions
    assert inner.within == outer.id
    assert parts(text, inner.source) == [
        "a senior engineer who asked not to be named because he still works at the dam"
    ]
    assert parts(text, inner.content) == ["the reserve had fallen by a third"]
