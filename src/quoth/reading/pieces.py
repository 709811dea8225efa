"""Text -> word pieces with the features that the model takes besides them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from quoth.reading import words as wording
from quoth.reading.quotes import Quotation, quotations
from quoth.reading.words import Ints, Words

# How many values each feature takes; the model's embeddings are as large.
FEATURES = {"shape": 7, "quotation": 4, "place": 4}
LOWER, TITLE, UPPER, MIXED, NUMBER, MARK, LETTER = range(7)
OUTSIDE, INSIDE, OPENING, CLOSING = range(4)
_CHUNK = 50_000
_DOUBLED = re.compile("``|''")  # the encoder sees a mark that it knows, as wide
_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character, which JSON can hold and UTF-8 cannot
_CUT = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of one text.

    `ids` (n), `word` (n): the word that a piece belongs to; `features` (n, 3) in the order of FEATURES; `marks` are the
    text's quotations.
    """

    words: Words
    marks: tuple[Quotation, ...]
    ids: Ints
    word: Ints
    features: npt.NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.ids)


def cut(text: str, tokenizer: Tokenizer) -> Pieces:
    """Cut `text` into words and word pieces. Words that have no piece (zero-width marks) are left out."""
    words, marks = wording.split(text), quotations(text)
    ids, starts = _encode(text, tokenizer)
    word = np.searchsorted(words.starts, starts, side="right") - 1
    inside = word >= 0
    ids, word = ids[inside], word[inside]
    return Pieces(words, marks, ids, word, _features(text, words, marks)[word])


def _encode(text: str, tokenizer: Tokenizer) -> tuple[Ints, Ints]:
    ids, starts = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    text = _DOUBLED.sub('" ', _SURROGATE.sub("\ufffd", text))
    for start, end in _chunks(text):
        encoding = tokenizer.encode(text[start:end], add_special_tokens=False)
        ids.append(np.array(encoding.ids, np.int64))
        starts.append(np.fromiter((first for first, _ in encoding.offsets), np.int64, len(encoding)) + start)
    return np.concatenate(ids), np.concatenate(starts)


def _chunks(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of about _CHUNK code points that end at white space where there is any."""
    start = 0
    while start < len(text):
        end = start + _CHUNK
        if end < len(text):
            match = _CUT.search(text, end, end + 1_000)
            end = match.start() if match else end
        yield start, min(end, len(text))
        start = end


def _features(text: str, words: Words, marks: Iterable[Quotation]) -> npt.NDArray[np.uint8]:
    columns = (_shape(text, words), _quotation(words, marks), _place(words))
    return np.stack(columns, axis=1).astype(np.uint8)


def _shape(text: str, words: Words) -> npt.NDArray[np.uint8]:
    """The letter case of each word; `text` itself is lower-cased by the tokenizer."""
    upper = _counts(_is_upper(words.codes), words)
    letters = _counts(words.classes == wording.LETTER, words)
    digits = _counts(words.classes == wording.DIGIT, words)
    first = _is_upper(words.codes[words.starts])
    shape = np.full(len(words), MIXED, np.uint8)
    shape[upper == 0] = LOWER
    shape[first & (upper == 1)] = TITLE
    shape[(upper == letters) & (upper > 1)] = UPPER
    shape[(upper == 1) & (letters == 1)] = LETTER
    shape[digits > 0] = NUMBER
    shape[(letters == 0) & (digits == 0)] = MARK
    return shape


def _counts(flags: npt.NDArray[np.bool_], words: Words) -> Ints:
    total = np.concatenate(([0], np.cumsum(flags)))
    return total[words.ends] - total[words.starts]


def _is_upper(codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
    upper: npt.NDArray[np.bool_] = _UPPER[np.minimum(codes, len(_UPPER) - 1)]
    return upper


_UPPER = np.array([chr(code).isupper() for code in range(0x590)] + [False], np.bool_)


def _quotation(words: Words, marks: Iterable[Quotation]) -> npt.NDArray[np.uint8]:
    state = np.full(len(words), OUTSIDE, np.uint8)
    for quotation in marks:
        first, last = np.searchsorted(words.starts, (quotation.start, quotation.end))
        state[first:last] = INSIDE
        state[first : first + 1] = OPENING
        if quotation.closed and last > first:
            state[last - 1] = CLOSING
    return state


def _place(words: Words) -> npt.NDArray[np.uint8]:
    """1 for a paragraph's first word; 2 more within the first paragraph, which is the headline where more follow."""
    starts = np.diff(words.paragraph, prepend=-1) > 0
    headline = (words.paragraph == 0) & (len(words) > 0 and words.paragraph[-1] > 0)
    place: npt.NDArray[np.uint8] = (starts + 2 * headline).astype(np.uint8)
    return place
