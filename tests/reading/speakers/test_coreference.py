"""Chains from made-up scores, so that every rule is seen by itself."""

import numpy as np

from quoth.reading.heads import Heads
from quoth.reading.mentions import CLASSES, DISTANCES, KINDS, MATCHES, QUOTED, traits
from quoth.reading.models import SMALL
from quoth.reading.speakers.antecedents import Judge, Relations, likely, load_net
from quoth.reading.speakers.apposition import apposed, within
from quoth.reading.speakers.coreference import chains
from quoth.reading.speakers.names import Clues, compatible, merged
from quoth.reading.speakers.scene import Scene
from quoth.reading.speakers.sources import with_evidence
from quoth.reading.words import split

NEUTRAL = Judge(
    Relations(
        np.zeros((len(CLASSES), DISTANCES), np.float32),
        np.zeros((len(CLASSES), len(CLASSES), MATCHES), np.float32),
        np.zeros((len(CLASSES), QUOTED), np.float32),
    ),
    load_net(SMALL / "antecedents.npz"),
)


def linked(text: str, mentions: dict[str, str], links: dict[str, str]) -> list[set[str]]:
    """The chains of the words of `mentions` (head: its mention), each told by `links` who it is."""
    words = split(text)
    known = traits(text, words)
    forms = [text[start:end] for start, end in zip(words.starts, words.ends, strict=True)]
    begins = {head: int(np.searchsorted(words.starts, text.index(mention))) for head, mention in mentions.items()}
    places = {head: forms.index(head, begin) for head, begin in begins.items()}
    order = sorted(mentions, key=places.__getitem__)
    place, first = (np.array([where[head] for head in order]) for where in (places, begins))
    told = [[(order.index(links[head]), 9.0)] if head in links else [] for head in order]
    kind = np.zeros((len(order), len(KINDS)), np.float32)
    ends = [text.index(mentions[head]) + len(mentions[head]) for head in order]
    heads = Heads(place, kind, kind, kind, first, np.searchsorted(words.ends, ends))
    scene = with_evidence(Scene(text, words, heads, known))
    sure = list(apposed(scene))
    found = chains(told, scene.evidence, dict(sure), within(text, words, heads, known, sure))
    return [{order[number] for number in chain} for chain in found]


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
    words = split("")
    assert chains(likely("", words, heads, traits("", words), NEUTRAL), []) == []


def test_a_chain_is_as_likely_as_its_heads_together() -> None:
    said = [Clues()] * 4
    assert chains([[], [], [(1, 9.0)], [(0, 2.0), (1, 1.5), (2, 1.5)]], said) == [[0], [1, 2, 3]]
    assert chains([[], [(0, 0.6)], [(0, 0.6), (1, 0.6)], []], said) == [[0], [1], [2], [3]]


def test_a_surname_joins_a_name_seen_in_two_heads() -> None:
    text = "Yelda Brandt spoke ; then Brandt left"
    mentions = {"Yelda": "Yelda", "Brandt": "Yelda Brandt", "spoke": "spoke"}
    assert {"Yelda", "Brandt"} in linked(text, mentions, {"Brandt": "Yelda"})
    one, other = Clues(names=frozenset([("yelda",)])), Clues(names=frozenset([("yelda", "brandt")]))
    assert compatible(merged(one, other), Clues(names=frozenset([("brandt",)])))


def test_whose_official_somebody_is_is_somebody_else() -> None:
    text = "He met Kestras top envoy"
    assert linked(text, {"Kestras": "Kestras", "envoy": "Kestras top envoy"}, {"envoy": "Kestras"}) == [
        {"Kestras"},
        {"envoy"},
    ]


def test_the_official_is_the_last_one_of_that_nation_or_office() -> None:
    text = (
        "an official met his Norrish counterpart ; the minister slept ; the official spoke , the Norrish diplomat too"
    )
    mentions = {
        "counterpart": "his Norrish counterpart",
        "minister": "the minister",
        "diplomat": "the Norrish diplomat",
    }
    assert {"counterpart", "diplomat"} in linked(text, mentions, {"diplomat": "minister"})


def test_two_of_one_surname_are_told_apart_by_their_titles() -> None:
    text = "General Orhan Tessel met Minister Ilse Tessel ; General Tessel spoke"
    mentions = {"Orhan": "General Orhan Tessel", "Ilse": "Minister Ilse Tessel", "Tessel": "General Tessel"}
    assert linked(text, mentions, {"Tessel": "Ilse"}) == [{"Orhan", "Tessel"}, {"Ilse"}]


def test_an_acronym_is_the_name_that_it_abbreviates() -> None:
    text = "The Human Rights Monitor protested . Then HRM left"
    assert linked(text, {"Monitor": "Human Rights Monitor", "HRM": "HRM"}, {}) == [{"Monitor", "HRM"}]
