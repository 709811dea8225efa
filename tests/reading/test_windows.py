"""Windows over pieces: every piece is seen, cuts fall between paragraphs."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from quoth.reading.pieces import FEATURES, cut
from quoth.reading.windows import LIMIT, windows
from tests.reading.strategies import texts


@given(texts)
def test_pieces_follow_the_words(tokenizer: Tokenizer, text: str) -> None:
    pieces = cut(text, tokenizer)
    assert len(pieces.ids) == len(pieces.word) == len(pieces.features)
    assert (np.diff(pieces.word) >= 0).all()
    assert ((pieces.word >= 0) & (pieces.word < max(1, len(pieces.words)))).all()
    assert (pieces.features < np.array(list(FEATURES.values()))).all()


@given(texts, st.integers(8, 60), st.integers(0, 20))
def test_windows_cover_every_piece(tokenizer: Tokenizer, text: str, limit: int, overlap: int) -> None:
    pieces = cut(text, tokenizer)
    found = windows(pieces, limit, overlap)
    seen = np.zeros(len(pieces), bool)
    for window in found:
        assert 0 < len(window) <= limit
        seen[window.start : window.end] = True
    assert seen.all()
    assert all(one.start < other.start and one.end < other.end for one, other in pairwise(found))


def test_windows_are_cut_between_paragraphs(tokenizer: Tokenizer) -> None:
    text = "\n\n".join(f"Paragraph {number} says that the harbour is closed today." for number in range(200))
    pieces = cut(text, tokenizer)
    paragraph = pieces.words.paragraph[pieces.word]
    found = windows(pieces)
    assert len(found) > 3
    for window in found[:-1]:
        assert paragraph[window.end - 1] != paragraph[window.end]
    for window in found[1:]:
        assert paragraph[window.start - 1] != paragraph[window.start]


def test_a_paragraph_longer_than_a_window_is_cut_after_sentences(tokenizer: Tokenizer) -> None:
    text = "The harbour of Sallow is closed to all ships today. " * 200
    pieces = cut(text, tokenizer)
    for window in windows(pieces)[:-1]:
        assert text[pieces.words.starts[pieces.word[window.end - 1]]] == "."


def test_one_endless_word_still_fits(tokenizer: Tokenizer) -> None:
    pieces = cut("x.y" * 3000, tokenizer)
    assert all(len(window) <= LIMIT for window in windows(pieces))
