"""Names taken apart: the words that tell, in Latin letters, without titles, particles and legal forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from quoth.archive.linkage.lexicon import (
    ABBREVIATIONS,
    BODY_WORDS,
    FATHERS,
    GENERATIONS,
    HONOURS,
    LEGAL,
    LEGAL_PHRASES,
    NUMBERS,
    PARTICLES,
    SPELLED,
    TITLES,
)

_LONGEST = 160  # code points; what is longer is no name, and comparing it would take forever
_MARKS = re.compile(r"['`’‘ʼʻ]")
_DOTTED = re.compile(r"\b(?:[a-z]\.\s?){1,5}[a-z]\b\.?|\ba/s\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+|\d+(?:st|nd|rd|th)?")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_ROMAN = re.compile(r"(?=[ivx])(x{0,3})(ix|iv|v?i{0,3})")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_ABJAD = re.compile(r"[\u0590-\u077f\u08a0-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


@dataclass(frozen=True, slots=True)
class Name:
    """One name, ready for comparing. `words` are those that tell, in their order."""

    words: tuple[str, ...]
    titles: tuple[str, ...] = ()
    fathers: tuple[tuple[str, str], ...] = ()  # (child, father) of "Salman bin Fahd"
    capitals: frozenset[str] = frozenset()  # words in capitals, of a name that is not
    generation: int | None = None
    body: bool = False  # reads as an organization's name
    bare: bool = False  # written without vowels, as Arabic and Hebrew are
    han: str = ""

    @property
    def length(self) -> int:
        """How many letters and digits tell."""
        return sum(map(len, self.words))


@lru_cache(maxsize=1 << 17)
def parsed(text: str, body: bool | None = None) -> Name:
    """`text` taken apart; `body` says whether it names an organization, None that nobody knows."""
    text = text[:_LONGEST]
    latin = _latin(text)
    plain = latin.lower()
    found = _words(plain)
    if body is None:
        body = _reads_as_body(found, latin)
    if not body:
        found = _words(_turned(plain))
    telling = _body(_spelled(found, ABBREVIATIONS)) if body else found
    titles: tuple[str, ...] = ()
    generation = None
    if not body:
        telling, generation = _unsuffixed(telling, latin)
        titles, telling = _untitled(telling)
    words = tuple(word for word in telling if word not in PARTICLES or len(word) == 1) or tuple(
        telling or text.casefold().split()
    )
    return Name(
        words=tuple(_numbered(words, roman=body)),
        titles=titles,
        fathers=tuple(_fathers(telling)),
        capitals=frozenset()
        if latin.isupper()
        else frozenset(one.lower() for one in _WORD.findall(latin) if one.isupper()),
        generation=generation,
        body=body,
        bare=bool(_ABJAD.search(text)),
        han="".join(_HAN.findall(text)),
    )


def _latin(text: str) -> str:
    """`text` in ASCII, with dots within abbreviations gone ("S.A.R.L." becomes "SARL", "J.R." becomes "J R")."""
    return _DOTTED.sub(_undotted, _MARKS.sub("", anyascii(_MARKS.sub("", text))))


def _undotted(match: re.Match[str]) -> str:
    letters = [one for one in match.group() if one.isalpha()]
    joined = "".join(letters)
    return joined if joined.lower() in LEGAL or joined.lower() in ABBREVIATIONS else " ".join(letters)


def _turned(plain: str) -> str:
    """ "Halvorsen, Marit" in the order of speech; what follows the comma may be a suffix instead."""
    last, comma, first = plain.partition(",")
    after = _WORD.findall(first)
    if (
        not comma
        or "," in first
        or not after
        or any(one in GENERATIONS or one in HONOURS or one in LEGAL for one in after)
    ):
        return plain
    return f"{first} {last}"


def _words(plain: str) -> list[str]:
    return _spelled(_WORD.findall(plain), SPELLED)


def _spelled(words: Iterable[str], spellings: Mapping[str, str]) -> list[str]:
    return " ".join(spellings.get(word, word) for word in words).split()


def _reads_as_body(words: Sequence[str], latin: str) -> bool:
    """Whether a name has a word that only organizations have; the short legal forms count in capitals, behind it."""
    if any(word in BODY_WORDS or (word in LEGAL and len(word) > 2) for word in words):
        return True
    return _phrased(" ".join(words)) or (len(words) > 1 and words[-1] in LEGAL and _capital(words[-1], latin))


def _capital(word: str, latin: str) -> bool:
    return not latin.isupper() and re.search(rf"\b{word.upper()}\b", latin) is not None


def _phrased(text: str) -> bool:
    return any(f" {phrase} " in f" {text} " for phrase in LEGAL_PHRASES if len(phrase) > 5)


def _body(words: Sequence[str]) -> list[str]:
    """Without legal forms, as long as something is left."""
    text = f" {' '.join(words)} "
    for phrase in LEGAL_PHRASES:
        text = text.replace(f" {phrase} ", " ")
    left = [word for word in text.split() if word not in LEGAL]
    return left if any(word not in PARTICLES for word in left) else list(words)


def _unsuffixed(words: list[str], latin: str) -> tuple[list[str], int | None]:
    """Without what follows a name: honours, the generation, a legal form in capitals."""
    generation = None
    while len(words) > 1:
        last = words[-1]
        if len(words) > 2 and last in GENERATIONS:
            generation = GENERATIONS[last]
        elif not (last in HONOURS or (last in LEGAL and _capital(last, latin))):
            break
        words = words[:-1]
    return words, generation


def _untitled(words: list[str]) -> tuple[tuple[str, ...], list[str]]:
    count = 0
    while count < len(words) - 1 and words[count] in TITLES:
        count += 1
    return tuple(words[:count]), words[count:]


def _fathers(words: Sequence[str]) -> Iterable[tuple[str, str]]:
    for before, word, after in zip(words, words[1:], words[2:], strict=False):
        if word in FATHERS and before != after:
            yield before, after


def _numbered(words: Iterable[str], roman: bool) -> Iterable[str]:
    """Numbers as digits: "forty-four", "1st", and in a body's name "XII"."""
    tens = 0
    for word in words:
        value = NUMBERS.get(word) or (int(word) if tens and word.isdigit() and len(word) == 1 else None)
        if tens and (value is None or value > 9):
            yield str(tens)
            tens = 0
        if value is not None and value >= 20:
            tens = value
        elif value is not None:
            yield str(tens + value)
            tens = 0
        else:
            yield _number(word, roman)
    if tens:
        yield str(tens)


def _number(word: str, roman: bool) -> str:
    if ordinal := _ORDINAL.fullmatch(word):
        return ordinal[1]
    if roman and (number := _ROMAN.fullmatch(word)):
        return str(10 * len(number[1]) + _UNITS[number[2]])
    return str(int(word)) if word.isdecimal() and word.isascii() else word


_UNITS = {"": 0, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}


_SIBILANT = re.compile(r"sch|tsch|dzh|zh|sh|ch|ts|tz|cz|hs|dj|c(?=[eiy])|[zxj]")
_SOUNDS = str.maketrans({"c": "k", "g": "k", "q": "k", "b": "p", "f": "p", "v": "p", "d": "t", "m": "n"})
_FIRSTS = _SOUNDS | str.maketrans({"h": "k", "w": "p"})
_SILENT = str.maketrans("", "", "aeiouyhw")


@lru_cache(maxsize=1 << 17)
def sound(word: str) -> str:
    """The consonants of a word by how they sound, doubled ones once; a word of vowels or digits stays as it is."""
    heard = _SIBILANT.sub("s", word.replace("ph", "f")).translate(_SILENT).translate(_SOUNDS)
    return re.sub(r"(.)\1+", r"\1", heard) or word


def letter(word: str) -> str:
    """The sound that a word, or an initial, begins with; any vowel counts as one, and H as Kh or G."""
    return "a" if word[0] in "aeiouyj" else word[0].translate(_FIRSTS)
