"""What a person types to search -> an expression that the index of words understands, whatever was typed.

Words must all occur; "a phrase" as it stands; OR, NOT and brackets; word* for all words that begin so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

_LONGEST = 4_000  # characters of a query that are looked at
_MOST = 100  # words, phrases, brackets and operators
_DEEPEST = 8  # brackets within brackets; deeper ones are passed over
_OPERATORS = ("AND", "OR", "NOT")
_MARKS = '"“”„«»'
_TOKEN = re.compile(rf"[{_MARKS}](?P<phrase>[^{_MARKS}]*)(?:[{_MARKS}](?P<star>\*?)|$)|[()]|[^\s(){_MARKS}]+")
_UNFIT = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Match:
    """Statements that an expression of SQLite's FTS5 finds or, `negated`, all that it does not."""

    expression: str
    negated: bool = False


def parse(text: str) -> Match | None:
    """What `text` looks for; None if there is no word in it."""
    return _any(_alternatives(iter([*_balanced(islice(_tokens(text), _MOST)), ")"])))


def within(column: str, text: str, phrase: bool = False) -> Match | None:
    """Statements that have all words of `text` in one column of the index, as a phrase or in any order."""
    parts = [text] if phrase else text.split()
    found = _all([term for part in parts[:_MOST] if (term := _term(_clean(part)))])
    return Match(f"{column} : {found.expression}") if found else None


def any_word(column: str, words: Iterable[str]) -> Match:
    """Statements that have one of some words, which are words, in a column of the index."""
    return Match(f"{column} : ({' OR '.join(words)})")


def both(*matches: Match | None) -> Match | None:
    """Statements that all of them find; None finds everything."""
    return _all([match for match in matches if match])


def _tokens(text: str) -> Iterator[str | Match]:
    """Brackets and operators as they stand, words and phrases as what they match; all else is passed over."""
    for found in _TOKEN.finditer(_clean(text)):
        token, phrase = found.group(), found["phrase"]
        if phrase is None and token in (*_OPERATORS, "(", ")"):
            yield token
        elif term := _term(token if phrase is None else phrase + (found["star"] or "")):
            yield term


def _clean(text: str) -> str:
    return _UNFIT.sub(" ", text[:_LONGEST])


def _balanced(tokens: Iterable[str | Match]) -> Iterator[str | Match]:
    """The tokens with a closing bracket for each that opens, and none else."""
    kept: list[bool] = []
    for token in tokens:
        if token == "(":
            kept.append(len(kept) < _DEEPEST)
        if token not in ("(", ")") or (kept and kept[-1]):
            yield token
        if token == ")" and kept:
            kept.pop()
    yield from (")" for one in kept if one)


def _alternatives(tokens: Iterator[str | Match]) -> list[Match]:
    """What stands between OR, up to the closing bracket."""
    found: list[Match] = []
    side: list[Match] = []
    wanted = True
    for token in tokens:
        if token in ("OR", ")"):
            found += [match] if (match := _all(side)) else []
            side, wanted = [], True
        if token == ")":
            break
        if token == "NOT":
            wanted = not wanted
        match = _any(_alternatives(tokens)) if token == "(" else token if isinstance(token, Match) else None
        if match:
            side.append(match if wanted else _not(match))
            wanted = True
    return found


def _term(text: str) -> Match | None:
    """A word or phrase as FTS5 quotes it; None where the index would see no word."""
    bare = re.sub(rf"[{_MARKS}]", " ", text).rstrip("*")
    if not any(unicodedata.category(one)[0] in "LN" or unicodedata.category(one) == "Co" for one in bare):
        return None
    prefix = " *" if text.endswith("*") else ""
    return Match(f'"{bare}"{prefix}')


def _not(match: Match) -> Match:
    return Match(match.expression, not match.negated)


def _all(matches: list[Match]) -> Match | None:
    """Statements that all find: FTS5 knows no NOT without something before it, so that is carried outward."""
    if not matches:
        return None
    found, shut = _parted(matches)
    if not found:
        return Match(_joined(" OR ", shut), negated=True)
    wanted = _joined(" AND ", found)
    return Match(f"({wanted} NOT {_joined(' OR ', shut)})" if shut else wanted)


def _any(matches: list[Match]) -> Match | None:
    """Statements that any finds."""
    inverse = _all([_not(match) for match in matches])
    return _not(inverse) if inverse else None


def _parted(matches: list[Match]) -> tuple[list[str], list[str]]:
    return [one.expression for one in matches if not one.negated], [one.expression for one in matches if one.negated]


def _joined(word: str, expressions: list[str]) -> str:
    return expressions[0] if len(expressions) == 1 else f"({word.join(expressions)})"
