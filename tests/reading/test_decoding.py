"""Scores become drafts: made-up scores, so that every rule is seen by itself."""

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import pytest

from quoth.reading.decoding import Draft, Settings, decode
from quoth.reading.links import DISTANCES, LABELS, PARAGRAPHS
from quoth.reading.scores import Biases, Scores
from quoth.reading.tags import TAGS
from quoth.reading.words import Words, split

BIASES = Biases(np.zeros((4, DISTANCES), np.float32), np.zeros((4, PARAGRAPHS), np.float32))
STRONG = 40.0


@dataclass(frozen=True)
class Said:
    """What the made-up model thinks: words of the cue, source and content."""

    cue: tuple[int, int]
    source: tuple[tuple[int, int], ...] = ()
    content: tuple[tuple[int, int], ...] = ()


def scores(words: Words, said: list[Said], first: int = 0, last: int | None = None) -> Scores:
    """Scores of a window that is sure of every `said` whose cue it sees."""
    count = len(words) if last is None else last
    width = 4 * len(said) or 4
    tags = np.full((count, len(TAGS)), 1e-4, np.float32)
    tags[:, 0] = 1
    query, key = np.zeros((count, width), np.float32), np.zeros((count, 4, width), np.float32)
    for number, one in enumerate(said):
        tags[one.cue[0] : one.cue[1]] = np.eye(len(TAGS))[TAGS.index("I-cue")]
        tags[one.cue[0]] = np.eye(len(TAGS))[TAGS.index("B-cue")]
        for role, spans in (("source", one.source), ("content", one.content)):
            for begin, end in spans:
                tags[begin:end] = np.eye(len(TAGS))[TAGS.index(f"I-{role}")]
        for label, name in enumerate(LABELS):
            key[one.cue[0], label, 4 * number + label] = STRONG
            for begin, end in one.source if name.endswith("source") else one.content:
                places = [begin] if name.startswith("B") else range(begin + 1, end)
                query[list(places), 4 * number + label] = STRONG
        # A word that is nobody's scores below zero with every cue.
    return Scores(first, count, tags[first:], np.where(query > 0, query, -1)[first:], key.reshape(count, -1)[first:])


def drafts(text: str, said: list[Said]) -> list[Draft]:
    words = split(text)
    return decode(words, [scores(words, said)], BIASES, Settings())


def test_source_cue_and_content_of_one_attribution() -> None:
    (draft,) = drafts("Oreld said it rained", [Said((1, 2), ((0, 1),), ((2, 4),))])
    assert (draft.source, draft.cue, draft.content) == (((0, 1),), (1, 2), ((2, 4),))
    assert min(draft.sure) > 0.9


def test_content_in_two_pieces() -> None:
    (draft,) = drafts("It rained , he added , all day", [Said((4, 5), ((3, 4),), ((0, 2), (6, 8)))])
    assert draft.content == ((0, 2), (6, 8))


def test_each_word_goes_to_its_own_cue() -> None:
    said = [Said((1, 2), ((0, 1),), ((2, 4),)), Said((6, 7), ((5, 6),), ((7, 9),))]
    found = drafts("A said it rained . B denied it rained", said)
    assert [draft.content for draft in found] == [((2, 4),), ((7, 9),)]


def test_a_cue_without_content_is_dropped() -> None:
    assert drafts("Oreld said so", [Said((1, 2), ((0, 1),))]) == []


def test_what_a_word_is_by_itself_weighs_as_much_as_what_it_is_to_a_cue() -> None:
    words = split("Oreld said it rained")
    said = scores(words, [Said((1, 2), ((0, 1),), ((2, 4),))])
    unsure = replace(said, query=np.where(said.query > 0, -0.02, said.query))  # 0.4 that each belongs to the cue
    outside = np.where(said.tags[:, :1] > 0.5, said.tags, np.eye(len(TAGS))[0])
    outside[1] = said.tags[1]
    ((draft,), none) = (decode(words, [one], BIASES, Settings()) for one in (unsure, replace(said, tags=outside)))
    assert (draft.source, draft.content) == (((0, 1),), ((2, 4),))
    assert none == []


def test_a_cue_ends_with_its_paragraph() -> None:
    (draft,) = drafts("It rained said\n\nOreld", [Said((2, 4), (), ((0, 2),))])
    assert draft.cue == (2, 3)


def test_no_source_or_content_runs_over_a_paragraphs_end() -> None:
    (draft,) = drafts("It rained\n\nall day said Oreld\n\nThe end", [Said((4, 5), ((5, 8),), ((0, 4),))])
    assert all(end <= 6 or start >= 6 for start, end in draft.source)
    assert all(end <= 2 or start >= 2 for start, end in draft.content)


def test_a_text_without_words() -> None:
    words = split("")
    assert decode(words, [], BIASES, Settings()) == []


@pytest.mark.parametrize("windows", [2, 5, 40, 100])
def test_windows_are_joined_without_seams(windows: int) -> None:
    """However the text is cut, every attribution comes out once and whole."""
    sentence = "Oreld said the ships of Orda had sailed .\n\n"
    count = 20 * windows
    words = split(sentence * count)
    size = len(words) // count
    said = [Said((n + 1, n + 2), ((n, n + 1),), ((n + 2, n + size - 1),)) for n in range(0, len(words), size)]
    edges = np.linspace(0, count, windows + 1).astype(int)
    seen = [
        _window(words, said, max(0, begin - 2) * size, min(count, end + 2) * size)
        for begin, end in pairwise(edges.tolist())
    ]
    found = decode(words, iter(seen), BIASES, Settings())
    assert [(draft.cue, draft.source, draft.content) for draft in found] == [
        (one.cue, one.source, one.content) for one in said
    ]


def _window(words: Words, said: list[Said], first: int, last: int) -> Scores:
    """Only the attributions of the window, so that keys stay narrow; cue numbers start anew in each."""
    inside = [
        Said(
            (one.cue[0] - first, one.cue[1] - first),
            tuple((a - first, b - first) for a, b in one.source),
            tuple((a - first, b - first) for a, b in one.content),
        )
        for one in said
        if first <= one.cue[0] < last
    ]
    part = Words(words.codes, words.classes, words.starts[first:last], words.ends[first:last], words.paragraph)
    own = scores(part, inside)
    return Scores(first, last, own.tags, own.query, own.key)
