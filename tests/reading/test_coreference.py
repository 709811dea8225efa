"""Chains from made-up scores, so that every rule is seen by itself."""

import numpy as np

from quoth.reading.coreference import Relations, chains
from quoth.reading.heads import Heads
from quoth.reading.mentions import CLASSES, DISTANCES, KINDS, MATCHES, QUOTED, traits
from quoth.reading.names import Clues, clues, compatible, merged
from quoth.reading.words import split

NEUTRAL = Relations(
    np.zeros((len(CLASSES), DISTANCES), np.float32),
    np.zeros((len(CLASSES), len(CLASSES), MATCHES), np.float32),
    np.zeros((len(CLASSES), QUOTED), np.float32),
)


def linked(
    text: str, mentions: dict[str, str], links: dict[str, str], relations: Relations = NEUTRAL
) -> list[set[str]]:
    """The chains of the words of `mentions` (head: its mention), each told by `links` who it is."""
    words = split(text)
    known = traits(text, words)
    forms = [text[start:end] for start, end in zip(words.starts, words.ends, strict=True)]
    order = sorted(mentions, key=forms.index)
    place = np.array([forms.index(head) for head in order])
    anaphor = np.full((len(order), len(order)), -9.0, np.float32)
    for head, earlier in links.items():
        anaphor[order.index(head), order.index(earlier)] = 9
    kind = np.zeros((len(order), len(KINDS)), np.float32)
    heads = Heads(place, kind, anaphor, np.eye(len(order), dtype=np.float32), place, place)
    evidence = []
    for head, word in zip(order, place, strict=True):
        start = text.index(mentions[head])
        span = int(words.starts[word]), int(words.ends[word])
        evidence.append(clues(text, known, int(word), span, (start, start + len(mentions[head]))))
    return [{order[number] for number in chain} for chain in chains(heads, known, evidence, relations)]


def test_who_is_likelier_than_nobody_is_joined() -> None:
    text = "Yelda Brandt spoke and she left the envoy"
    mentions = {"Brandt": "Yelda Brandt", "she": "she", "envoy": "the envoy"}
    assert linked(text, mentions, {"she": "Brandt"}) == [{"Brandt", "she"}, {"envoy"}]


def test_chains_go_on_through_what_is_between() -> None:
    text = "Brandt spoke , the envoy said ; she left"
    mentions = {"Brandt": "Brandt", "envoy": "the envoy", "she": "she"}
    assert linked(text, mentions, {"envoy": "Brandt", "she": "envoy"}) == [{"Brandt", "envoy", "she"}]


def test_two_names_are_never_one_someone() -> None:
    text = "Yelda Brandt met Sorin Haldeck"
    assert len(linked(text, {"Brandt": "Yelda Brandt", "Haldeck": "Sorin Haldeck"}, {"Haldeck": "Brandt"})) == 2


def test_he_does_not_join_her() -> None:
    text = "Oreld spoke ; she smiled ; he left"
    mentions = {"Oreld": "Oreld", "she": "she", "he": "he"}
    assert linked(text, mentions, {"she": "Oreld", "he": "Oreld"}) == [{"Oreld", "she"}, {"he"}]


def test_nobody_in_no_text() -> None:
    nothing = np.empty(0, np.int64)
    none = np.empty((0, 4), np.float32)
    heads = Heads(nothing, np.empty((0, len(KINDS)), np.float32), none, none, nothing, nothing)
    assert chains(heads, traits("", split("")), [], NEUTRAL) == []


def test_a_surname_joins_a_name_seen_in_two_heads() -> None:
    text = "Yelda Brandt spoke ; then Brandt left"
    mentions = {"Yelda": "Yelda", "Brandt": "Yelda Brandt", "spoke": "spoke"}
    assert {"Yelda", "Brandt"} in linked(text, mentions, {"Brandt": "Yelda"})
    one, other = Clues(names=frozenset([("yelda",)])), Clues(names=frozenset([("yelda", "brandt")]))
    assert compatible(merged(one, other), Clues(names=frozenset([("brandt",)])))
