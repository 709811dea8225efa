"""Where quotations open and close."""

from itertools import pairwise

import pytest
from hypothesis import given

from quoth.reading.quotes import paragraphs, quotations
from tests.reading.strategies import texts


def quoted(text: str) -> list[str]:
    return [text[one.start : one.end] for one in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('She said "no" and "yes".', ['"no"', '"yes"']),
        ("She said “no” and “yes”.", ["“no”", "“yes”"]),
        ("She said ‘no, it’s not’ twice.", ["‘no, it’s not’"]),
        ("She said 'no, it's not' twice.", ["'no, it's not'"]),
        ("She said « no » twice.", ["« no »"]),
        ("She said „no“ twice.", ["„no“"]),
        ("She said ``no'' twice.", ["``no''"]),
        ("The Ordans' ships and the crews' pay", []),
        ("Rock 'n roll in the ’80s", []),
        ('A 6" pipe is short', []),
        ('"“Outer with ‘inner’ words”"', ['"“Outer with ‘inner’ words”']),
    ],
)
def test_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_that_stays_open_ends_with_its_paragraph() -> None:
    text = '"First part.\n\n"Second part," she said.'
    first, second = quotations(text)
    assert (text[first.start : first.end], first.closed) == ('"First part.', False)
    assert (text[second.start : second.end], second.closed) == ('"Second part,"', True)


@given(texts)
def test_quotations_stand_in_order_within_one_paragraph(text: str) -> None:
    found = quotations(text)
    edges = paragraphs(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    for one in found:
        assert one.start < one.end
        assert any(start <= one.start and one.end <= end for start, end in edges)
