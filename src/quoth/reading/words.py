"""Text -> words and paragraphs, by arithmetic on code points (a million words a second)."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

SPACE, LETTER, DIGIT, MARK = 0, 1, 2, 3
_TABLE_SIZE = 0x3000
_CLITIC = r"(?:s|re|ll|d|ve|m)(?!\w)"
# don't, O'Brien: one word. Trump's: two, since a source ends before its 's.
_INNER_APOSTROPHE = re.compile(rf"(?<=\w)['’](?=\w)(?!{_CLITIC})", re.IGNORECASE)
_DOUBLED = re.compile("``|''")  # one quotation mark, and one word
_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
_CROWDED = 240  # words of a paragraph from which on it is taken for one whose breaks were lost
_STOPS, _CLOSING = (np.array([ord(mark) for mark in marks]) for marks in (".!?", "\"”'’»"))


@dataclass(frozen=True)
class Words:
    """The words of one text: code point `starts` and `ends`, and the `paragraph` number of each."""

    codes: npt.NDArray[np.uint32]
    classes: npt.NDArray[np.uint8]
    starts: Ints
    ends: Ints
    paragraph: Ints

    def __len__(self) -> int:
        return len(self.starts)

    @cached_property
    def begins(self) -> list[int]:
        """The starts as plain numbers, among which one place is found faster than in an array."""
        begins: list[int] = self.starts.tolist()
        return begins

    def number(self, place: int) -> int:
        """The first word that begins at a place or behind it."""
        return bisect_left(self.begins, place)


def split(text: str) -> Words:
    """Cut `text` into words (runs of letters and digits, or one mark each) and paragraphs."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    classes = _classes(codes)
    for match in _INNER_APOSTROPHE.finditer(text):
        classes[match.start()] = LETTER
    doubled = np.array([match.start() for match in _DOUBLED.finditer(text)], np.int64)
    classes[doubled + 1] = SPACE
    wordy = (classes == LETTER) | (classes == DIGIT)
    mark = classes == MARK
    before = np.concatenate(([False], wordy[:-1])) if len(wordy) else wordy
    after = np.concatenate((wordy[1:], [False])) if len(wordy) else wordy
    starts = np.flatnonzero(mark | (wordy & ~before))
    ends = np.flatnonzero(mark | (wordy & ~after)) + 1
    ends[np.searchsorted(starts, doubled)] += 1
    breaks = np.array([match.end() for match in _BREAK.finditer(text)], np.int64)
    paragraph = np.searchsorted(breaks, starts, side="right")
    return Words(codes, classes, starts, ends, paragraph + _lost_breaks(codes[starts], paragraph))


def _lost_breaks(first: npt.NDArray[np.uint32], paragraph: Ints) -> Ints:
    """How many breaks were lost before each word, by the words' `first` code points and paragraphs: in a crowded
    paragraph there was one after every sentence that ends a quotation, as news is set."""
    crowded = np.bincount(paragraph)[paragraph] > _CROWDED if len(paragraph) else np.zeros(0, bool)
    if not crowded.any():
        return np.zeros_like(paragraph)
    stop, closing = np.isin(first, _STOPS), np.isin(first, _CLOSING)
    ended = np.flatnonzero(crowded[2:] & ((stop[:-2] & closing[1:-1]) | (closing[:-2] & stop[1:-1]))) + 2
    begins = np.zeros(len(first), np.int64)
    begins[[place for place in ended.tolist() if chr(first[place]).isupper()]] = 1
    lost: Ints = np.cumsum(begins)
    return lost


def _classes(codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint8]:
    classes = _table()[np.minimum(codes, _TABLE_SIZE - 1)]
    for rare in np.unique(codes[codes >= _TABLE_SIZE]):
        classes[codes == rare] = _class(int(rare))
    return classes


@cache
def _table() -> npt.NDArray[np.uint8]:
    return np.array([_class(code) for code in range(_TABLE_SIZE)], np.uint8)


def _class(code: int) -> int:
    character = chr(code)
    if character.isspace() or code < 32:
        return SPACE
    if character.isdigit():
        return DIGIT
    # Combining marks belong to the letter before them.
    return LETTER if character.isalnum() or character == "_" or 0x300 <= code < 0x370 else MARK
