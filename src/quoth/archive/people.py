"""Speakers of different articles given their person, as articles come: each name is held against those alone that
share a key with it, once, and each speaker against those whose names may be one; what is compared stays compared.

What records say of a speaker is a profile, kept once; partition.py decides who is who among profiles.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from typing import Any

import sqlalchemy as sa

from quoth.archive import partition
from quoth.archive.addresses import hashed
from quoth.archive.identity import enough, said
from quoth.archive.linkage.blocking import borne, keys
from quoth.archive.linkage.evidence import APART, LEAST, Profile, chance, evidence, name_part
from quoth.archive.partition import OF_PROFILE, listed, profile_of, rounded, rows
from quoth.archive.schema import BLOCK, LIKENESS, NAMESAKE, PERSON, PROFILE, SPEAKER, VERSION

_MOST = 256  # profiles that a new one is held against
_LARGEST = 1000  # names under one key; what more share tells nobody apart
_DUE = sa.and_(SPEAKER.c.named, SPEAKER.c.profile.is_(None))
_NAMELESS = sa.and_(PROFILE.c.first.is_(None), PROFILE.c.thin.is_(False))


def due(connection: sa.Connection) -> bool:
    """Whether there are named speakers without a person, or profiles whose names were never compared by themselves."""
    chosen = (sa.select(SPEAKER.c.id).where(_DUE), sa.select(PROFILE.c.id).where(_NAMELESS))
    return any(connection.execute(one.limit(1)).first() is not None for one in chosen)


def settle(connection: sa.Connection, limit: int = -1) -> None:
    """Give the named speakers that have none their person: all of them, or so many."""
    nameless = connection.execute(sa.select(PROFILE).where(_NAMELESS).order_by(PROFILE.c.id).limit(limit)).all()
    _firsts(connection, {row.id: profile_of(row, row.year, row.said) for row in nameless})
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
    """Keep how alike each new profile is to those whose names may be one, where that is enough for one someone."""
    firsts = _firsts(connection, fresh)
    near: dict[int, set[int]] = {first: {first} for first in firsts.values()}
    for row in listed(connection, sa.select(NAMESAKE), NAMESAKE.c.one, near):
        near[row.one].add(row.other)
    bearers = _bearers(connection, {name for names in near.values() for name in names})
    alike: dict[tuple[int, int], float] = {}
    for number, profile in fresh.items():
        mates = sorted((row for name in near[firsts[number]] for row in bearers[name]), key=lambda row: int(row.id))
        for mate, weight in _alike(profile, [row for row in mates if row.id != number][:_MOST]):
            alike[number, mate] = alike[mate, number] = weight
    if alike:
        pairs = [{"one": one, "other": other, "weight": weight} for (one, other), weight in alike.items()]
        connection.execute(LIKENESS.insert(), pairs)


def _bearers(connection: sa.Connection, firsts: Iterable[int]) -> dict[int, list[Any]]:
    """The first profiles of each of some names."""
    place = sa.func.row_number().over(partition_by=PROFILE.c.first, order_by=PROFILE.c.id).label("place")
    numbered = sa.select(PROFILE, place).subquery()
    found: dict[int, list[Any]] = defaultdict(list)
    for row in listed(connection, sa.select(numbered).where(numbered.c.place <= _MOST + 1), numbered.c.first, firsts):
        found[row.first].append(row)
    return found


def _alike(profile: Profile, mates: Iterable[Any]) -> Iterator[tuple[int, float]]:
    for row in mates:
        other = profile_of(row, row.year, row.said)
        weight = sum(part.weight for part in evidence(*sorted((profile, other), key=lambda one: one.id)))
        if chance(weight) >= LEAST:
            yield row.id, weight


def _firsts(connection: sa.Connection, fresh: Mapping[int, Profile]) -> dict[int, int]:
    """For each new profile the first one of its name; a name that is new is compared with those that share a key."""
    bearing = sa.select(PROFILE).where(PROFILE.c.first == PROFILE.c.id)
    known = listed(connection, bearing, PROFILE.c.name, {profile.name for profile in fresh.values()})
    held = {borne(profile_of(row, row.year, row.said)): int(row.id) for row in known}
    firsts = {number: held.setdefault(borne(profile), number) for number, profile in fresh.items()}
    if firsts:
        put = PROFILE.update().where(PROFILE.c.id == sa.bindparam("number")).values(first=sa.bindparam("of"))
        connection.execute(put, [{"number": number, "of": first} for number, first in firsts.items()])
        _meet(connection, {number: fresh[number] for number, first in firsts.items() if number == first})
    return firsts


def _meet(connection: sa.Connection, names: Mapping[int, Profile]) -> None:
    """Keep which names new ones may be one with, each by the first profile that bears it."""
    found = {number: keys(profile) for number, profile in names.items()}
    blocks = [{"key": key, "profile": number} for number, held in found.items() for key in sorted(held)]
    if not blocks:
        return
    connection.execute(BLOCK.insert(), blocks)
    sharing = _sharing(connection, {other for held in found.values() for key in held for other in _met(key)})
    others = rows(connection, {number for held in sharing.values() for number in held})
    alike: set[tuple[int, int]] = set()
    for number, profile in names.items():
        for mate in {mate for key in found[number] for met in _met(key) for mate in sharing.get(met, ())} - {number}:
            row = others[mate]
            if name_part(profile, profile_of(row, row.year, row.said)).weight > APART:
                alike |= {(number, mate), (mate, number)}
    if alike:
        connection.execute(NAMESAKE.insert(), [{"one": one, "other": other} for one, other in sorted(alike)])


def _met(key: str) -> tuple[str, ...]:
    """The keys under which a bearer of this one finds others: whole names meet a surname alone, not each other."""
    if key[0] == "S":
        return (f"s{key[1:]}",)
    return (key, f"S{key[1:]}") if key[0] == "s" else (key,)


def _sharing(connection: sa.Connection, wanted: Iterable[str]) -> dict[str, list[int]]:
    """Names by key; a key of too many is left out, unless it is a whole name: of that the first are taken."""
    found: dict[str, list[int]] = defaultdict(list)
    for row in listed(connection, sa.select(BLOCK), BLOCK.c.key, wanted):
        found[row.key].append(row.profile)
    return {key: sorted(held)[:_LARGEST] for key, held in found.items() if len(held) <= _LARGEST or key[0] == "w"}
