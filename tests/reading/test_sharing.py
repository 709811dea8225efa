"""One source, two cues."""

from quoth.article import Spans
from quoth.reading.sharing import shared


def spans(text: str, part: str) -> Spans:
    return ((text.index(part), text.index(part) + len(part)),) if part else ()


def sources(text: str, *claims: tuple[str, str, str]) -> list[str]:
    """The sources of claims (source, cue, content) after sharing."""
    columns = [[spans(text, claim[role]) for claim in claims] for role in range(3)]
    return [" ".join(text[slice(*span)] for span in found) for found in shared(text, *columns)]


def test_the_later_cue_takes_the_earlier_ones_source() -> None:
    text = "He said the port is shut, adding that nobody is hurt, and warning of mines."
    claims = [("He", "said", "the port is shut"), ("", "adding", "nobody is hurt"), ("", "warning", "of mines")]
    assert sources(text, *claims) == ["He", "He", "He"]


def test_the_earlier_cue_takes_a_source_before_it() -> None:
    text = "Tosk said the port is shut, adding that nobody is hurt."
    claims = [("", "said", "the port is shut"), ("Tosk", "adding", "nobody is hurt")]
    assert sources(text, *claims) == ["Tosk", "Tosk"]


def test_a_source_after_the_cue_is_another_ones() -> None:
    text = "It was said that the port is shut, and Tosk added that nobody is hurt."
    claims = [("", "was said", "the port is shut"), ("Tosk", "added", "nobody is hurt")]
    assert sources(text, *claims) == ["", "Tosk"]


def test_a_sentence_shares_nothing_with_the_next() -> None:
    for text in (
        "Tosk said the port is shut. It was added that nobody is hurt.",
        "Tosk said “the port is shut.” It was added that nobody is hurt.",
        "Tosk said the port is shut\n\nit was added that nobody is hurt.",
    ):
        claims = [("Tosk", "said", "the port is shut"), ("", "was added", "nobody is hurt")]
        assert sources(text, *claims) == ["Tosk", ""]


def test_an_abbreviation_with_a_small_letter_after_it_ends_nothing() -> None:
    text = "Tosk said it weighs 12 kg. net, adding that nobody is hurt."
    assert sources(text, ("Tosk", "said", "it weighs 12 kg. net"), ("", "adding", "nobody is hurt")) == ["Tosk"] * 2


def test_nobody_speaks_in_the_content_of_himself() -> None:
    text = "The envoy promised the pilots help, which meant that they lied."
    claims = [("The envoy", "promised", "help"), ("", "meant", "The envoy promised the pilots help")]
    assert sources(text, *claims) == ["The envoy", ""]


def test_who_has_a_source_keeps_it() -> None:
    text = "Tosk said it is shut, and Lind added that nobody is hurt."
    assert sources(text, ("Tosk", "said", "it is shut"), ("Lind", "added", "nobody is hurt")) == ["Tosk", "Lind"]


def test_a_cue_with_a_subject_of_its_own_shares_none() -> None:
    text = "Belmark denied any part in it, and its ministry called on Orda to wait."
    assert sources(text, ("Belmark", "denied", "any part in it"), ("", "called on", "Orda to wait")) == ["Belmark", ""]


def test_a_part_right_before_another_cue_speaks_there() -> None:
    text = "Belmark denied any part in it, and its ministry called on Orda to wait."
    belmark = spans(text, "Belmark") + spans(text, "its ministry")
    cues = [spans(text, "denied"), spans(text, "called on")]
    contents = [spans(text, "any part in it"), spans(text, "Orda to wait")]
    assert shared(text, [belmark, ()], cues, contents) == [spans(text, "Belmark"), spans(text, "its ministry")]
