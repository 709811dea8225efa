"""How two texts differ, word by word: what both have, what only the one has, what only the other has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

from markupsafe import Markup

from quoth.export.sentences import sentences

How = Literal["same", "cut", "new"]
_MOST = 1_000_000  # pairs of words that are looked at in one stretch: more differ as a whole
_QUOTES = str.maketrans("‘’‚‛“”„‟«»`´", "''''\"\"\"\"\"\"''")
_WORD = re.compile(r"(?:[^\W_]+(?:['’-][^\W_]+)*|[\W_])\s*")
_PARAGRAPH = re.compile(r"[^\n]*\n\s*|[^\n]+\Z")
_HOWS: tuple[How, ...] = ("same", "cut", "new")
_TAGS = {"cut": "del", "new": "ins"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and whether both texts have them, or only the one (cut), or only the other (new)."""

    how: How
    text: str


def worded(one: str, other: str) -> tuple[Piece, ...]:
    """What has become of the words of a short text in another. Case and the shape of marks make no difference."""
    return _joined(_tidied(list(_differ(one.strip(), other.strip(), len(_UNITS) - 1))))


def compared(one: str, other: str) -> list[tuple[Piece, ...]]:
    """The same of two articles, by paragraphs."""
    paragraphs: list[list[Piece]] = [[]]
    for piece in _joined(_tidied(list(_differ(one.strip(), other.strip(), 0)))):
        first, *further = re.split(r"\s*\n\s*", piece.text)
        paragraphs[-1].append(Piece(piece.how, first))
        paragraphs += [[Piece(piece.how, text)] for text in further]
    kept = ([piece for piece in paragraph if piece.text] for paragraph in paragraphs)
    return [tuple(paragraph) for paragraph in kept if paragraph]


def alike(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared."""
    return tuple(_key(word) for word in _words(text.strip()))


def counted(pieces: Iterable[Piece], how: How) -> int:
    """How many words there are of a kind."""
    return sum(len(re.findall(r"\w+(?:['’-]\w+)*", piece.text)) for piece in pieces if piece.how == how)


def shown(pieces: Iterable[Piece]) -> Markup:
    """The pieces as markup: the white space after what is marked stays outside."""
    return Markup("").join(map(_shown, pieces))


def _shown(piece: Piece) -> Markup:
    if piece.how == "same":
        return Markup("{}").format(piece.text)
    text = piece.text.rstrip()
    return Markup("<{0}>{1}</{0}>{2}").format(Markup(_TAGS[piece.how]), text, piece.text[len(text) :])


def _differ(one: str, other: str, level: int) -> Iterator[Piece]:
    """Units that differ are compared by finer ones: paragraphs, sentences, words."""
    ones, others = _UNITS[level](one), _UNITS[level](other)
    finest = level + 1 == len(_UNITS)
    if finest and len(ones) * len(others) > _MOST:
        yield from (Piece("cut", one), Piece("new", other))
        return
    matched = SequenceMatcher(None, list(map(_key, ones)), list(map(_key, others)))
    for change, first, last, start, end in matched.get_opcodes():
        cut, new = "".join(ones[first:last]), "".join(others[start:end])
        if change == "equal":
            # Where one text or paragraph ends and the other goes on, both go on.
            yield Piece("same", new.rstrip() + min(_space(cut), _space(new), key=_ending))
        elif cut and new and not finest:
            # As many on both sides have most likely been changed one by one.
            pairs = (
                zip(ones[first:last], others[start:end], strict=True) if last - first == end - start else [(cut, new)]
            )
            for before, after in pairs:
                yield from _differ(before, after, level + 1)
        else:
            yield from (Piece("cut", cut), Piece("new", new))


def _space(text: str) -> str:
    return text[len(text.rstrip()) :]


def _ending(space: str) -> tuple[bool, bool]:
    """Puts the end of a paragraph after white space, and the end of a text after both."""
    return not space, "\n" in space


def _tidied(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """A word or mark that two changes happen to share, between them, is part of what changed."""
    found = [piece for piece in pieces if piece.text]
    for place, piece in enumerate(found):
        near = found[max(0, place - 1) : place + 2]
        within = len(near) == 3 and all(one.how != "same" for one in (near[0], near[2]))
        if piece.how == "same" and within and _little(piece) and not any(map(_little, (near[0], near[2]))):
            yield from (Piece("cut", f"{piece.text.rstrip()} "), Piece("new", piece.text))
        else:
            yield piece


def _little(piece: Piece) -> bool:
    return len(_words(piece.text)) < 2


def _joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Changes side by side as one: first all that is cut, then all that is new."""
    found: list[Piece] = []
    texts: dict[How, str] = dict.fromkeys(_HOWS, "")
    for piece in pieces:
        # What both texts end a paragraph with stays apart from what comes after it.
        ended = texts["cut"].endswith("\n") and texts["new"].endswith("\n")
        if ended or (piece.how == "same") != bool(texts["same"]):
            found += _ordered(texts)
            texts = dict.fromkeys(_HOWS, "")
        texts[piece.how] += piece.text
    return tuple(found + _ordered(texts))


def _ordered(texts: Mapping[How, str]) -> list[Piece]:
    """What is the same, or else what is cut, then what is new: the paragraph ends after both."""
    cut, new = texts["cut"], texts["new"]
    if cut and new:
        ends = max(_space(cut), _space(new), key=lambda space: ("\n" in space, len(space)))
        cut, new = f"{cut.rstrip()} ", new.rstrip() + ends
    told: dict[How, str] = {"same": texts["same"], "cut": cut, "new": new}
    return [Piece(how, text) for how, text in told.items() if text]


def _key(unit: str) -> str:
    return " ".join(unit.translate(_QUOTES).casefold().split())


def _paragraphs(text: str) -> list[str]:
    return _PARAGRAPH.findall(text)


def _sentences(text: str) -> list[str]:
    """The sentences, each with the white space after it."""
    starts = [0, *(start for start, _ in sentences(text)[1:]), len(text)]
    return [text[start:end] for start, end in pairwise(starts)]


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


_UNITS: tuple[Callable[[str], list[str]], ...] = (_paragraphs, _sentences, _words)
