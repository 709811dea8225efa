"""Names in mentions, and which two can be one someone's."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.reading.mentions import CLASSES, traits
from quoth.reading.speakers.names import Clues, agree, clues, compatible, merged, name_parts, name_span
from quoth.reading.speakers.titles import without_titles
from quoth.reading.words import split


def named(text: str, head: str, mention: str) -> Sequence[str]:
    place, start = text.index(head), text.index(mention)
    span = name_span(text, (place, place + len(head)), (start, start + len(mention)))
    return name_parts(text[slice(*span)])[1] if span else ()


@pytest.mark.parametrize(
    ("mention", "head", "name"),
    [
        ("Tarvan's top security official Sorin Haldeck", "Haldeck", "Sorin Haldeck"),
        ("President Yelda Brandt’s", "Brandt", "Yelda Brandt"),
        ("Gen. J. Q. Oreld", "Oreld", "J. Q. Oreld"),
        ("the Ministry of Ports and Harbours", "Ministry", "Ministry of Ports and Harbours"),
        ("Juana de la Mar", "Mar", "Juana de la Mar"),
        ("the Ostravan official", "official", ""),
        ("Mr. Haldeck, the envoy", "Haldeck", "Haldeck"),
        ("Agriculture Minister Lena Hartog", "Hartog", "Lena Hartog"),
        ("Energy Watch Tarva", "Watch", "Energy Watch Tarva"),
    ],
)
def test_the_name_in_a_mention(mention: str, head: str, name: str) -> None:
    assert " ".join(named(mention, head, mention)) == name


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Yelda Brandt", "Brandt", True),
        ("Yelda Brandt", "Marek Brandt", False),
        ("Y. Brandt", "Yelda Brandt", True),
        ("Council for National Defense", "CND", True),
        ("Tarvan", "Westmark", False),
    ],
)
def test_names_that_can_be_one_someone(one: str, other: str, same: bool) -> None:
    assert agree(one.lower().split(), other.lower().split()) is same


def test_he_is_not_she() -> None:
    he, she = known_of("he", "he"), known_of("she", "she")
    assert not compatible(he, she)
    assert compatible(he, Clues(names=frozenset([("brandt",)])))


def known_of(text: str, head: str) -> Clues:
    """The clues of a mention that is the whole text."""
    words = split(text)
    place = text.index(head), text.index(head) + len(head)
    word = int(np.searchsorted(words.starts, place[0]))
    return clues(text, CLASSES[traits(text, words).classes[word]], place, (0, len(text)))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("the Norrish official", "official"), ("his Norrish counterpart", "counterpart"), True),
        (("the Norrish official", "official"), ("his Tarvish counterpart", "counterpart"), False),
        (("the Norrish official", "official"), ("Norr", "Norr"), False),
        (("the foreign minister", "minister"), ("Foreign Minister Ilse Tessel", "Tessel"), True),
        (("the foreign minister", "minister"), ("Defense Minister Ilse Tessel", "Tessel"), False),
        (("the minister", "minister"), ("Defense Minister Ilse Tessel", "Tessel"), True),
    ],
)
def test_offices_and_nations(one: tuple[str, str], other: tuple[str, str], same: bool) -> None:
    assert compatible(known_of(*one), known_of(*other)) is same
    assert compatible(known_of(*other), known_of(*one)) is same


def test_what_is_known_adds_up() -> None:
    full, short = (Clues(names=frozenset([tuple(name.split())])) for name in ("yelda brandt", "brandt"))
    assert not compatible(merged(full, short), Clues(names=frozenset([("marek", "brandt")])))


@given(st.text(max_size=60), st.data())
def test_any_text(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    found = name_span(text, (place, place), (0, len(text)))
    assert found is None or 0 <= found[0] < found[1] <= len(text)


def test_a_name_whose_other_half_the_mention_leaves_out() -> None:
    text = "the auditor, Femi Okonjo-Hale, said"
    start = text.index("Femi")
    place = text.index("Okonjo"), text.index("-Hale")
    span = name_span(text, place, (start, place[1]))
    assert span and text[slice(*span)] == "Femi Okonjo-Hale"


@pytest.mark.parametrize(
    ("called", "name"),
    [
        ("French President Emmanuel Marin", "Emmanuel Marin"),
        ("United States District Judge Clara Odum", "Clara Odum"),
        ("Bank of Tarvik Governor Andrew Bell", "Andrew Bell"),
        ("Agriculture Minister Torvik", "Torvik"),
        ("Martin Luther King Jr.", "Martin Luther King Jr."),
        ("Stephen King", "Stephen King"),
        ("Supreme Defense Council", "Supreme Defense Council"),
        ("President of the United Isles", ""),
    ],
)
def test_without_titles(called: str, name: str) -> None:
    assert " ".join(without_titles(called.split())) == name
