"""The statements that a search finds, counted by what they have in common."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import Any

import sqlalchemy as sa

from quoth.archive.asking import query, sampling, search
from quoth.archive.asking.common import PRONOUNS
from quoth.archive.asking.families import FAMILIES, families
from quoth.archive.asking.reports import KNOWN
from quoth.archive.schema import ATTRIBUTION, MENTION, PERSON, PROFILE, REPEAT, SPEAKER, VERSION
from quoth.archive.values import Face, Facets, Filters

MOST = 5_000  # values of one facet
_AT_ONCE = 10_000  # rows in memory
# Whom the speaker is known to be, across articles.
_PERSON = (
    sa.select(PERSON.c.id)
    .select_from(PROFILE.join(PERSON, KNOWN))
    .where(PROFILE.c.id == SPEAKER.c.profile)
    .correlate(SPEAKER)
    .scalar_subquery()
)
_NAMED = sa.case((SPEAKER.c.named, "named"), (SPEAKER.c.named.is_(False), "unnamed"), else_="unresolved")
PEOPLE = "people"  # asked for like a facet, and answered as people: names are not enough to tell them apart
# What each facet looks at.
_COLUMNS: dict[str, tuple[sa.ColumnElement[Any], ...]] = {
    "speakers": (search.WHO,),
    "outlets": (VERSION.c.outlet_key, VERSION.c.outlet),
    "kinds": (ATTRIBUTION.c.kind,),
    "types": (SPEAKER.c.type,),
    "named": (_NAMED,),
    "days": (VERSION.c.published,),
    "cues": (sa.func.lower(ATTRIBUTION.c.cue),),
    "sources": (ATTRIBUTION.c.source,),
    "roles": (SPEAKER.c.role,),
    "affiliations": (SPEAKER.c.affiliation,),
    "countries": (SPEAKER.c.country,),
    "families": (ATTRIBUTION.c.cue,),
    "mentions": (ATTRIBUTION.c.speaker,),
    PEOPLE: (_PERSON, search.WHO),
}
NAMES = tuple(name for name in _COLUMNS if name != PEOPLE)


def facets(
    connection: sa.Connection, text: str, filters: Filters, of: Sequence[str], most: int, bound: int | None = None
) -> Facets:
    """How many statements and articles `text` and the filters find, and the commonest values of some NAMES.

    A statement that several articles of a story carry counts once, and once for each value that it has in them: as
    often as it is shown by a search with that value as a filter. Of more than `bound`, about so many are looked at.
    """
    match = query.parse(text)
    if match is None and text.strip():
        return Facets(0, 0, {name: {} for name in of if name != PEOPLE})
    match = search.with_filters(match, filters)
    part = sampling.sample(connection, match, filters, bound)
    found = _counted(connection, part, of, most)
    # What is rare enough to slip through is looked at one by one.
    few = part.step > 1 and found.statements < sampling.FEW * part.step
    return _counted(connection, part.whole, of, most) if few else found


def _counted(connection: sa.Connection, part: sampling.Part, of: Sequence[str], most: int) -> Facets:
    """Counted here and not by SQLite, which sorts what is found anew for every facet."""
    chosen = part.selected(REPEAT.c.first, VERSION.c.article, *(column for name in of for column in _COLUMNS[name]))
    whole, tallies = _Tally(), {name: _TALLIES.get(name, _Tally)() for name in of}
    articles: set[int] = set()
    for rows in connection.execute(chosen).partitions(_AT_ONCE):
        firsts, held, *columns = zip(*rows, strict=True)
        articles.update(held)
        whole.take(firsts, [True] * len(firsts))
        left = iter(columns)
        for name, tally in tallies.items():
            tally.take(firsts, *islice(left, len(_COLUMNS[name])))
    counts = {name: tally.found(connection) for name, tally in tallies.items()}
    people = [Face(name, person, count) for (name, person), count in counts.pop(PEOPLE, {}).items()]
    people.sort(key=lambda one: (-one.count, one.name, one.person or 0))
    return Facets(
        whole.counts[True] * part.step,
        len(articles) * part.step,
        {name: _commonest(found, min(most, MOST), part.step) for name, found in counts.items()},
        tuple(replace(one, count=one.count * part.step) for one in people[:most]),
        part.step,
    )


class _Tally:
    """How many statements have each value; those that are one in a story, and share the first of these, count once."""

    def __init__(self) -> None:
        self.counts: Counter[Any] = Counter()
        self._seen: set[tuple[Any, int]] = set()

    def take(self, firsts: Sequence[int | None], *columns: Sequence[Any]) -> None:
        """Count some statements by what was looked at of them."""
        self.add(zip(columns[0], firsts, strict=True))

    def add(self, pairs: Iterable[tuple[Any, int | None]]) -> None:
        """Count values, each of a statement with the first of those that are one with it."""
        alone: list[Any] = []
        for value, first in pairs:
            if first is None:
                alone.append(value)
            elif (value, first) not in self._seen:
                self._seen.add((value, first))
                alone.append(value)
        self.counts.update(alone)

    def found(self, connection: sa.Connection) -> dict[Any, int]:
        """The values as they are told."""
        return {value: count for value, count in self.counts.items() if value is not None}


class _Outlets(_Tally):
    """An outlet is one however it is spelled."""

    def __init__(self) -> None:
        super().__init__()
        self._spelled: dict[str, str] = {}

    def take(self, firsts: Sequence[int | None], *columns: Sequence[Any]) -> None:
        super().take(firsts, columns[0])
        for key, name in set(zip(*columns, strict=True)):
            self._spelled[key] = min(name or "", self._spelled.get(key, name or ""))

    def found(self, connection: sa.Connection) -> dict[Any, int]:
        return {self._spelled[key]: count for key, count in super().found(connection).items()}


class _Families(_Tally):
    """One cue may be of several families."""

    def take(self, firsts: Sequence[int | None], *columns: Sequence[Any]) -> None:
        both = zip(columns[0], firsts, strict=True)
        self.add((name, first) for cue, first in both for name in families(cue).split())

    def found(self, connection: sa.Connection) -> dict[Any, int]:
        return {name: self.counts[name] for name in FAMILIES if name in self.counts}


class _Mentions(_Tally):
    """The words that refer to who speaks, as often as they do."""

    def found(self, connection: sa.Connection) -> dict[Any, int]:
        speakers = _each(super().found(connection))
        counted = sa.select(MENTION.c.text, sa.func.count()).where(MENTION.c.speaker.in_(speakers))
        return {row[0]: row[1] for row in connection.execute(counted.group_by(MENTION.c.text))}


class _People(_Tally):
    """Those who are known by number, and the names of whoever else there is, each as often as the filter finds."""

    def __init__(self) -> None:
        super().__init__()
        self._unknown: set[str] = set()

    def take(self, firsts: Sequence[int | None], *columns: Sequence[Any]) -> None:
        persons, names = columns
        alone = {name for person, name in zip(persons, names, strict=True) if not person and name}
        self._unknown.update(name for name in alone if name.lower() not in PRONOUNS)
        known = ((("", person), first) for person, first in zip(persons, firsts, strict=True) if person)
        # A filter by name finds those too who have it and are known by number.
        named = (((name, None), first) for name, first in zip(names, firsts, strict=True))
        self.add(chain(known, named))

    def found(self, connection: sa.Connection) -> dict[Any, int]:
        numbers = _each(person for _, person in self.counts if person)
        named = sa.select(PERSON.c.id, PERSON.c.name).where(PERSON.c.id.in_(numbers))
        known = {(row.name, row.id): self.counts["", row.id] for row in connection.execute(named)}
        return known | {(name, None): self.counts[name, None] for name in self._unknown}


_TALLIES: dict[str, type[_Tally]] = {
    "outlets": _Outlets,
    "families": _Families,
    "mentions": _Mentions,
    PEOPLE: _People,
}


def _commonest(counts: Mapping[str, int], most: int, step: int) -> dict[str, int]:
    """The values that most statements have."""
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return {value: count * step for value, count in ordered[:most]}


def _each(numbers: Iterable[int]) -> sa.Select[Any]:
    """Any number of numbers as one parameter."""
    return sa.select(sa.func.json_each(json.dumps(list(numbers))).table_valued("value").c.value)
