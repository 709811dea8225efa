"""Content that is read again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.reading.nesting import fragment, may_nest
from quoth.reading.quotes import quotations


@pytest.mark.parametrize(
    ("content", "may"),
    [
        ("that the commanders claimed they had never fired", True),
        ("the report DENIES it", True),
        ("it relied on the port authority’s word", False),
        ("they testified for hours", True),
        ("that, according to the police, nobody was hurt", True),
        ("the claimant was there", False),
        ("", False),
    ],
)
def test_what_may_hold_another(content: str, may: bool) -> None:
    assert may_nest(content, ((0, len(content)),)) is may


def test_a_fragment_is_the_content_without_its_marks() -> None:
    text = 'He said: "They said yes," and "no".'
    content = ((9, 25), (30, 34))
    part = fragment(text, content, quotations(text))
    assert part.text == "They said yes, no"
    assert [text[start:end] for start, end in part.spans(((0, 4),))] == ["They"]
    assert [text[start:end] for start, end in part.spans(((10, 17),))] == ["yes,", "no"]


@given(st.text(alphabet='ab "“”', max_size=40), st.lists(st.integers(0, 40), min_size=4, max_size=4))
def test_fragments_map_back(text: str, edges: list[int]) -> None:
    a, b, c, d = sorted(min(edge, len(text)) for edge in edges)
    part = fragment(text, ((a, b), (c, d)), quotations(text))
    assert len(part.text) == len(part.places)
    for start in range(len(part.text)):
        for begin, end in part.spans(((start, start + 1),)):
            assert text[begin:end] == part.text[start]
