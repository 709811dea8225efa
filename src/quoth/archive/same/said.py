"""Statements of one person that are one saying: the same words, all of them or a part, wherever they stand.

By text alone; what may be said in other words is for meant.py.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from quoth.archive import rows
from quoth.archive.asking import query
from quoth.archive.asking.common import WORDS
from quoth.archive.asking.common import matches as matching
from quoth.archive.asking.query import Match
from quoth.archive.folding import folded
from quoth.archive.linkage.lexicon import NUMBERS
from quoth.archive.schema import ATTRIBUTION, PROFILE, SPEAKER, VERSION
from quoth.archive.values import Said
from quoth.article import Statement

_MANY = 1_000  # statements of the person that are all held against one, and those that have a rare word
_ASKED = 8  # words of it by which they are found
_LEAST = 3  # telling words that a saying has
_SHARED = 0.85  # of the telling words of the shorter one in the longer, and of them in the same order
_WHOLE = 0.9  # of the fullest quotation's words is all of it
_APOSTROPHES = re.compile(r"['’‘ʼ`]")
_MARKS = str.maketrans("“”„«»–—…", " " * 8)  # what else is ASCII is folded at once
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_NOT = frozenset("no not never none nobody nothing neither nor cannot without".split())
_NOT_ENDING = re.compile(r"(?:do|does|did|is|are|was|were|has|have|had|wo|would|ca|could|should|must)nt")
# Words that a paraphrase changes freely: articles, pronouns, auxiliaries, what joins.
_FAINT = frozenset(
    "a an the this that these those i we you he she it they me us him her them my our your his its their who which"
    " be am is are was were been being will would shall should can could may might must do does did have has had"
    " and or but so as of to in on at by for with from there here also just then than said".split()
)


def one_saying(a: str, b: str) -> bool:
    """Whether two contents are the same words, or the one a part of the other, up to how they are reported."""
    return _one(tokens(a), tokens(b))


def _one(one: Sequence[str], other: Sequence[str]) -> bool:
    shorter, longer = sorted((telling(one), telling(other)), key=lambda words: (len(words), words))
    if len(shorter) < _LEAST:
        return one == other and len(one) >= _LEAST
    if one == other:
        return True
    enough = max(_LEAST, _SHARED * len(shorter))
    # First what is found soonest: nearly all have too few words in common.
    if len(set(shorter) & set(longer)) < enough - len(shorter) + len(set(shorter)):
        return False
    if _denied(shorter) != _denied(_beside(shorter, longer)) or numbers(shorter) - numbers(longer):
        return False
    shared = Counter(shorter) & Counter(longer)
    return shared.total() >= enough and _in_order(shorter, longer) >= enough


def tokens(text: str) -> list[str]:
    """The words of a text without case, marks and apostrophes, numbers as digits."""
    words = _TOKEN.findall(_APOSTROPHES.sub("", folded(text.translate(_MARKS))))
    return [str(NUMBERS.get(word, word)) for word in words]


def telling(words: Iterable[str]) -> list[str]:
    """The words without those that a paraphrase changes freely."""
    return [word for word in words if word not in _FAINT]


def _denied(words: Sequence[str]) -> int:
    """How often something is denied, where that is more or less than once an even number."""
    return sum(word in _NOT or bool(_NOT_ENDING.fullmatch(word)) for word in words) % 2


def _beside(shorter: Sequence[str], longer: Sequence[str]) -> Sequence[str]:
    """The part of a longer text from the first word that it shares to the last."""
    places = [place for place, word in enumerate(longer) if word in set(shorter) - _NOT]
    return longer[max(0, places[0] - 1) : places[-1] + 1] if places else longer


def numbers(words: Iterable[str]) -> set[str]:
    """Those that are numbers."""
    return {word for word in words if word[0].isdigit()}


def _in_order(one: Sequence[str], other: Sequence[str]) -> int:
    """The length of the longest sequence of words that both have in this order."""
    row = [0] * (len(other) + 1)
    for word in one:
        before = row
        row = [0]
        for place, against in enumerate(other, 1):
            row.append(before[place - 1] + 1 if word == against else max(before[place], row[-1]))
    return row[-1]


def of(connection: sa.Connection, one: Statement) -> tuple[Said, ...]:
    """How a saying is worded, in this statement and in others of the person, by date; none where it stands alone."""
    if one.person is None:
        return ()
    others = _others(connection, one, tokens(one.content))
    told = sorted([one, *others], key=lambda each: (each.published or "9999", each.id))
    fullest = max((tokens(each.content) for each in told if each.kind == "direct"), key=len, default=[])
    return tuple(Said(each, _manner(each, fullest)) for each in told) if others else ()


def _manner(one: Statement, fullest: Sequence[str]) -> str:
    """Whether a statement quotes whole what was said, cuts it, or says it in words of its own."""
    if one.kind == "indirect":
        return "paraphrased"
    words = tokens(one.content)
    whole = one.kind == "direct" and len(words) >= _WHOLE * len(fullest)
    return "quoted whole" if whole else "cut"


def _others(connection: sa.Connection, one: Statement, words: Sequence[str]) -> list[Statement]:
    """The person's statements in other articles that are one saying with this: all are looked at, or, of somebody
    who has said very much, those that share a rare word with it."""
    chosen = theirs(one, ATTRIBUTION.c.id, ATTRIBUTION.c.content)
    near = connection.execute(chosen.limit(_MANY + 1)).all()
    if len(near) > _MANY:
        sharing = _sharing(connection, words)
        near = connection.execute(chosen.where(ATTRIBUTION.c.id.in_(sharing))).all() if sharing is not None else []
    same = [row.id for row in near if _one(words, tokens(row.content))]
    view = rows.STATEMENTS
    return [rows.statement(row) for row in connection.execute(sa.select(view).where(view.c.id.in_(same)))]


def theirs(one: Statement, *columns: sa.ColumnElement[Any]) -> sa.Select[Any]:
    """What the person says in other articles."""
    return (
        sa.select(*columns)
        .select_from(PROFILE.join(SPEAKER, SPEAKER.c.profile == PROFILE.c.id).join(ATTRIBUTION).join(VERSION))
        .where(PROFILE.c.person == one.person, VERSION.c.current, VERSION.c.article != one.article)
    )


def _sharing(connection: sa.Connection, words: Sequence[str]) -> sa.Select[Any] | None:
    """The statements that have one of the rare ones of some words, or the two longest where none is rare."""
    asked = sorted(set(telling(words)), key=lambda word: (-len(word), word))[:_ASKED]
    matches = [match for word in asked if (match := query.within("content", word)) is not None]
    rare = [match for match in matches if not _common(connection, match)]
    found = Match(" OR ".join(one.expression for one in rare)) if rare else query.both(*matches[:2])
    return None if found is None else _having(found)


def _common(connection: sa.Connection, match: Match) -> bool:
    """Whether more statements have a word than are looked at for it."""
    return connection.execute(_having(match).limit(1).offset(_MANY)).first() is not None


def _having(match: Match) -> sa.Select[Any]:
    return sa.select(WORDS.c.rowid).where(matching(match))
