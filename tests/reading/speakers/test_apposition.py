"""Mentions that grammar makes one, from made-up heads."""

from dataclasses import replace

import numpy as np

from quoth.reading.heads import Heads
from quoth.reading.mentions import KINDS, traits
from quoth.reading.speakers.apposition import apposed, remarks
from quoth.reading.speakers.scene import Claim, Scene
from quoth.reading.speakers.sources import with_evidence
from quoth.reading.words import split


def seen(text: str, *mentions: tuple[str, str]) -> Scene:
    """People headed by some words (head, mention)."""
    words = split(text)
    forms = [text[start:end] for start, end in zip(words.starts, words.ends, strict=True)]
    place = np.array([forms.index(head) for head, _ in mentions])
    kind = np.zeros((len(place), len(KINDS)), np.float32)
    kind[:, KINDS.index("person")] = 1
    vector = np.zeros((len(place), 1), np.float32)
    starts = [text.index(mention) for _, mention in mentions]
    ends = [start + len(mention) for start, (_, mention) in zip(starts, mentions, strict=True)]
    first, last = np.searchsorted(words.starts, starts), np.searchsorted(words.ends, ends)
    return with_evidence(Scene(text, words, Heads(place, kind, vector, vector, first, last), traits(text, words)))


def joined(text: str, *mentions: tuple[str, str]) -> list[tuple[str, str]]:
    return [(mentions[one][0], mentions[other][0]) for one, other in apposed(seen(text, *mentions))]


def test_a_role_and_the_name_behind_it() -> None:
    text = "On Monday its envoy, Tamsin Oreld, told reporters so."
    assert joined(text, ("envoy", "its envoy"), ("Oreld", "Tamsin Oreld")) == [("Oreld", "envoy")]


def test_a_role_right_before_the_name() -> None:
    text = "It was army spokesman Bo Lindahl who said so."
    assert joined(text, ("spokesman", "army spokesman"), ("Lindahl", "Bo Lindahl")) == [("Lindahl", "spokesman")]


def test_two_heads_of_one_mention() -> None:
    text = "So said Tamsin Oreld."
    assert joined(text, ("Tamsin", "Tamsin Oreld"), ("Oreld", "Tamsin Oreld")) == [("Oreld", "Tamsin")]


def test_a_list_is_no_apposition() -> None:
    text = "The talks with the envoy, Tamsin Oreld and Bo Lindahl went on."
    assert joined(text, ("envoy", "the envoy"), ("Oreld", "Tamsin Oreld"), ("Lindahl", "Bo Lindahl")) == []


def test_words_between_keep_them_apart() -> None:
    text = "So the envoy of Orda told Tamsin Oreld, who left."
    assert joined(text, ("envoy", "the envoy"), ("Oreld", "Tamsin Oreld")) == []


def test_who_made_the_remarks() -> None:
    text = "Ordas top official says so.\n\nDavor Melikan, the secretary, made the remarks in a meeting with Bo Lindahl."
    scene = seen(text, ("official", "Ordas top official"), ("Melikan", "Davor Melikan"), ("Lindahl", "Bo Lindahl"))
    claims = [Claim(((0, 18),), ((19, 23),), ())]
    assert list(remarks(replace(scene, claims=claims, source_of=[0]))) == [(1, 0)]
    assert list(remarks(replace(scene, claims=claims, source_of=[None]))) == []
