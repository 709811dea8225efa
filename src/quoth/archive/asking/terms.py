"""Words that stand out in what some say, beside what others say."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import sqlalchemy as sa

from quoth.archive.asking import query, sampling, search
from quoth.archive.folding import folded
from quoth.archive.schema import ATTRIBUTION, REPEAT, VERSION
from quoth.archive.values import Filters, Term, Terms

LOOKED = 400  # statements of each side
_PRIOR = 500.0  # words that the prior weighs as much as
_LEAST = 2  # statements that a word stands in, to be told
_TOKEN = re.compile(r"[^\W_]+")
_LONG = re.compile(r"[a-z0-9]{3,}")  # the same, three letters or more, of a text in ASCII
_BESIDE = 4_096
_ONE = sa.func.coalesce(REPEAT.c.first, ATTRIBUTION.c.id)
# Words of every text: they tell how somebody speaks, and not about what.
_FAINT = frozenset(
    "a about above according across after again against all almost along already also although always am among an and"
    " another any anybody anyone anything are aren around as at away back be became because become been before behind"
    " being below between both but by came can cannot come comes could couldn did didn do does doesn doing don done"
    " down during each either else enough even ever every everyone everything few find first for from further gave get"
    " gets getting give given gives go goes going gone got had hadn has hasn have haven having he her here hers herself"
    " him himself his how however i if in indeed instead into is isn it its itself just keep kept know known last least"
    " less let lets like likely ll look made make makes making many may maybe me might mine more most much must my"
    " myself near need never new next no nobody none nor not nothing now of off often on once one ones only onto or"
    " other others our ours ourselves out over own part per perhaps put quite rather re really right said same saw say"
    " saying says see seem seems seen several shall she should shouldn since so some somebody someone something soon"
    " still such sure t take taken takes taking tell than that the their theirs them themselves then there these they"
    " thing things think this those though through thus time to today together told tomorrow too took toward towards"
    " two under until up upon us use used using ve very via want wanted wants was wasn way ways we well went were weren"
    " what whatever when where whether which while who whole whom whose why will with within without won would wouldn"
    " yes yesterday yet you your yours yourself d m s mr mrs ms dr".split()
)


@dataclass(frozen=True, slots=True)
class _Side:
    """The words of a side's statements: how often each is said, and in which statements it stands anywhere."""

    said: Counter[str]
    standing: Counter[str]
    looked: int
    of: int


def terms(connection: sa.Connection, sides: Sequence[tuple[str, Filters]], most: int) -> Terms:
    """The words that stand out in each of two or more sides, each against the others together.

    By weighted log-odds with an informative Dirichlet prior, the words of all sides (Monroe, Colaresi, Quinn,
    “Fightin' Words: Lexical Feature Selection and Evaluation for Identifying the Content of Political Conflict”,
    Political Analysis 16:4, 2008, equations 16, 22 and 23), over the content words of up to LOOKED statements a side.
    """
    found = [_side(connection, text, filters) for text, filters in sides]
    whole = sum((one.said for one in found), Counter[str]())
    return Terms(
        tuple(
            tuple(
                Term(word, round(weight, 2), tuple(side.standing[word] for side in found))
                for word, weight in _standing_out(one, whole, most)
            )
            for one in found
        ),
        tuple(one.looked for one in found),
        tuple(one.of for one in found),
    )


def _standing_out(side: _Side, whole: Counter[str], most: int) -> list[tuple[str, float]]:
    """A side's words with their z-scores, the highest first."""
    n, total = side.said.total(), whole.total()
    rest = total - n
    scores: list[tuple[str, float]] = []
    for word, count in side.said.items():
        if side.standing[word] < _LEAST:
            continue
        prior = _PRIOR * whole[word] / total
        other = whole[word] - count
        here = math.log((count + prior) / (n + _PRIOR - count - prior))
        there = math.log((other + prior) / (rest + _PRIOR - other - prior))
        weight = (here - there) / math.sqrt(1 / (count + prior) + 1 / (other + prior))
        if weight > 0:
            scores.append((word, weight))
    return sorted(scores, key=lambda one: (-one[1], one[0]))[:most]


def _side(connection: sa.Connection, text: str, filters: Filters) -> _Side:
    """The words of what a search finds, or of a part of it."""
    match = query.parse(text)
    if match is None and text.strip():
        return _Side(Counter(), Counter(), 0, 0)
    match = search.with_filters(match, filters)
    part = sampling.sample(connection, match, filters, LOOKED)
    found = _looked(connection, part)
    # What is rare enough to slip through is looked at one by one.
    few = part.step > 1 and found.looked < sampling.FEW
    return _looked(connection, part.whole, found.of) if few else found


def _looked(connection: sa.Connection, part: sampling.Part, least: int = 0) -> _Side:
    of = ATTRIBUTION.c
    columns = _ONE.label("one"), of.content, of.source, of.cue, search.WHO.label("who"), VERSION.c.title
    chosen = part.selected(*columns)
    said: list[str] = []
    standing: dict[int, set[str]] = {}
    for one, content, *beside in connection.execute(chosen.limit(2 * LOOKED)).all():
        words = _words(content)
        if one not in standing:
            said += words
        # Elsewhere in the index of words too: what is told is how many statements a search for the word finds.
        standing.setdefault(one, set()).update(words, *(_standing(text or "") for text in beside))
    told = Counter(chain.from_iterable(standing.values()))
    return _Side(Counter(said), told, len(standing), max(least, len(standing) * part.step))


@lru_cache(_BESIDE)
def _standing(text: str) -> frozenset[str]:
    """The telling words of what stands beside many statements: a name, a cue, a headline."""
    return frozenset(_words(text))


def _words(text: str) -> list[str]:
    """The telling words of a text, as the index has them."""
    lower = text.casefold()
    if lower.isascii():
        return [word for word in _LONG.findall(lower) if word not in _FAINT]
    found = _TOKEN.findall(lower)
    if not "".join(found).isascii():
        found = [folded(word) for word in found]
    return [word for word in found if word not in _FAINT and len(word) > 2]
