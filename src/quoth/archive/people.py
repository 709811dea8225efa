"""Speakers of different articles given their person, as articles come: each is held against those alone whose
names share a key, and what is compared stays compared.

What records say of a speaker is a profile, kept once; partition.py decides who is who among profiles.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations, islice
from typing import Any

import sqlalchemy as sa

from quoth.archive import partition
from quoth.archive.addresses import hashed
from quoth.archive.blocking import keys
from quoth.archive.evidence import APART, LEAST, Profile, chance, evidence, name_part
from quoth.archive.identity import enough, said
from quoth.archive.partition import OF_PROFILE, listed, profile_of, rounded, rows
from quoth.archive.schema import BLOCK, LIKENESS, PERSON, PROFILE, SPEAKER, VERSION

_MOST = 64  # profiles that a new one is held against
_LARGEST = 1000  # profiles under one key; what more share tells nobody apart
_DUE = sa.and_(SPEAKER.c.named, SPEAKER.c.profile.is_(None))


def due(connection: sa.Connection) -> bool:
    """Whether there are named speakers without a person."""
    return connection.execute(sa.select(SPEAKER.c.id).where(_DUE).limit(1)).first() is not None


def settle(connection: sa.Connection, limit: int = -1) -> None:
    """Give the named speakers that have none their person: all of them, or so many."""
    chosen = sa.select(SPEAKER, VERSION.c.published).join(VERSION).where(_DUE).order_by(SPEAKER.c.id).limit(limit)
    speakers = {row.id: _said(row) for row in connection.execute(chosen)}
    if not speakers:
        return
    telling = {number: one for number, one in speakers.items() if enough(one)}
    known = {row.said: row.id for row in listed(connection, sa.select(PROFILE), PROFILE.c.said, _ids(speakers))}
    fresh = _inserted(connection, {one.id: one for one in speakers.values() if one.id not in known})
    numbers = known | {profile.id: number for number, profile in fresh.items()}
    places = [{"speaker_id": speaker, "number": numbers[one.id]} for speaker, one in speakers.items()]
    put = SPEAKER.update().where(SPEAKER.c.id == sa.bindparam("speaker_id")).values(profile=sa.bindparam("number"))
    connection.execute(put, places)
    compare(connection, {number: profile for number, profile in fresh.items() if enough(profile)})
    partition.join(connection, _changed(connection, telling, numbers) | _together(connection, telling, numbers))


def _changed(connection: sa.Connection, speakers: Mapping[int, Profile], numbers: Mapping[str, int]) -> set[int]:
    """Profiles that are new, or count for more now that these speakers have been given theirs."""
    more = Counter(numbers[one.id] for one in speakers.values())
    counted = sa.select(SPEAKER.c.profile, sa.func.count().label("size")).group_by(SPEAKER.c.profile)
    sizes = {row.profile: row.size for row in listed(connection, counted, SPEAKER.c.profile, more)}
    return {
        number
        for number, row in rows(connection, more).items()
        if row.person is None or rounded(sizes[number]) != rounded(sizes[number] - more[number])
    }


def _together(connection: sa.Connection, speakers: Mapping[int, Profile], numbers: Mapping[str, int]) -> set[int]:
    """Profiles of which an article has two that may be one but for that: its reader held them apart."""
    chosen = sa.select(SPEAKER.c.id, SPEAKER.c.version)
    articles: dict[int, list[Profile]] = defaultdict(list)
    for row in listed(connection, chosen, SPEAKER.c.id, speakers):
        articles[row.version].append(speakers[row.id])
    found: set[int] = set()
    for named in articles.values():
        called = [(numbers[one.id], keys(one)) for one in named]
        for (one, own), (other, others) in combinations(called, 2):
            if one != other and not own.isdisjoint(others):
                found |= {one, other}
    return found


def _said(row: Any) -> Profile:
    """What a record says of a speaker; the id is the same for the same, unless that tells too little."""
    profile = profile_of(row, row.published, "")
    same = hashed(json.dumps(said(profile)))
    return replace(profile, id=same if enough(profile) else f"{same} {row.id}")


def _ids(speakers: Mapping[int, Profile]) -> set[str]:
    return {one.id for one in speakers.values()}


def _inserted(connection: sa.Connection, fresh: Mapping[str, Profile]) -> dict[int, Profile]:
    """New profiles by their numbers. One that tells too little is a person by itself."""
    numbered = dict(enumerate(fresh.values(), partition.unused(connection, "profile")))
    thin = [number for number, profile in numbered.items() if not enough(profile)]
    persons = dict(zip(thin, range(first := partition.unused(connection, "person"), first + len(thin)), strict=True))
    if persons:
        called = [{"id": persons[n], "name": numbered[n].name, "type": numbered[n].type} for n in thin]
        connection.execute(PERSON.insert(), called)
    values = [
        {
            **{name: getattr(profile, name) for name in OF_PROFILE},
            "id": number,
            "said": profile.id,
            "thin": number in persons,
            "year": profile.day[:4] if profile.day else None,
            "person": persons.get(number),
        }
        for number, profile in numbered.items()
    ]
    if values:
        connection.execute(PROFILE.insert(), values)
        connection.exec_driver_sql(
            "INSERT INTO names (rowid, name) VALUES (?, ?)", [(value["id"], value["name"]) for value in values]
        )
    return numbered


def compare(connection: sa.Connection, fresh: Mapping[int, Profile]) -> None:
    """Keep how alike each new profile is to those that share a key with it, where that is enough for one someone."""
    found = {number: keys(profile) for number, profile in fresh.items()}
    blocks = [{"key": key, "profile": number} for number, held in found.items() for key in sorted(held)]
    if blocks:
        connection.execute(BLOCK.insert(), blocks)
    bearers = _bearers(connection, {other for held in found.values() for key in held for other in _met(key)})
    near = {number for held in bearers.values() for number in held}
    others = rows(connection, near)
    found_alike: dict[tuple[int, int], float] = {}
    for number, profile in fresh.items():
        mates = {mate for key in found[number] for met in _met(key) for mate in bearers.get(met, ())} - {number}
        for mate, weight in _alike(profile, mates, others):
            found_alike[number, mate] = found_alike[mate, number] = weight
    if found_alike:
        pairs = [{"one": one, "other": other, "weight": weight} for (one, other), weight in found_alike.items()]
        connection.execute(LIKENESS.insert(), pairs)


def _met(key: str) -> tuple[str, ...]:
    """The keys under which a bearer of this one finds others: whole names meet a surname alone, not each other."""
    if key[0] == "S":
        return (f"s{key[1:]}",)
    return (key, f"S{key[1:]}") if key[0] == "s" else (key,)


def _bearers(connection: sa.Connection, wanted: Iterable[str]) -> dict[str, list[int]]:
    """Profiles by key; a key of too many is left out, unless it is a whole name: of that the first are taken."""
    found: dict[str, list[int]] = defaultdict(list)
    for row in listed(connection, sa.select(BLOCK), BLOCK.c.key, wanted):
        found[row.key].append(row.profile)
    return {key: sorted(held)[:_LARGEST] for key, held in found.items() if len(held) <= _LARGEST or key[0] == "w"}


def _alike(profile: Profile, mates: Iterable[int], others: Mapping[int, Any]) -> Iterator[tuple[int, float]]:
    for other, mate in islice(_named_alike(profile, [others[mate] for mate in sorted(mates)]), _MOST):
        weight = sum(part.weight for part in evidence(*sorted((profile, other), key=lambda one: one.id)))
        if chance(weight) >= LEAST:
            yield mate, weight


def _named_alike(profile: Profile, mates: Iterable[Any]) -> Iterator[tuple[Profile, int]]:
    """Those whose names may be one with this; each name is looked at once, however many bear it."""
    alike: dict[tuple[str | None, ...], bool] = {}
    for row in mates:
        borne = (row.name,) if row.type == "person" else (row.name, row.country, row.role, row.affiliation)
        if borne not in alike:
            alike[borne] = name_part(profile, profile_of(row, row.year, row.said)).weight > APART
        if alike[borne]:
            yield profile_of(row, row.year, row.said), row.id
