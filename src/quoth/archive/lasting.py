"""People of the archive held against a list of known ones, whose ids they keep."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from quoth.archive.linkage.authority import Entry
from quoth.archive.linkage.blocking import keys
from quoth.archive.linkage.evidence import APART, LEAST, Profile, chance, evidence, name_part
from quoth.archive.linkage.joining import Joining, Node
from quoth.archive.partition import profile_of, rows
from quoth.archive.schema import BLOCK, PERSON, PROFILE
from quoth.archive.values import Lasting


def identify(connection: sa.Connection, known: Iterable[Entry]) -> tuple[Lasting, ...]:
    """Give people the ids of the entries that they are; the entries are gone through once and not kept.

    Nobody is given an id that as likely is another's, nor two people one. Who had an id of an entry that fits
    no more loses it only to whom it fits.
    """
    bearers: dict[str, set[int]] = defaultdict(set)
    borne = sa.select(BLOCK.c.key, PROFILE.c.id).join(PROFILE, PROFILE.c.first == BLOCK.c.profile)
    for row in connection.execute(borne):
        bearers[row.key].add(row.id)
    near: dict[str, Profile] = {}
    mates: dict[str, set[int]] = {}
    for entry in known:
        profile = entry.profile()
        found = set().union(*(bearers[key] for key in keys(profile) if key in bearers))
        if found:
            near[entry.id], mates[entry.id] = profile, found
    held = rows(connection, set().union(*mates.values()))
    weights = dict(_weighed(near, mates, held))
    told = {number for _, number in weights}
    joined = _joined(near, held, weights, told)
    for person, profile in joined.items():
        connection.execute(PERSON.update().where(PERSON.c.known == profile.id).values(known=None))
        connection.execute(PERSON.update().where(PERSON.c.id == person).values(known=profile.id))
    names = {row.id: row.name for row in connection.execute(sa.select(PERSON).where(PERSON.c.id.in_(joined)))}
    return tuple(Lasting(person, names[person], joined[person].id, joined[person].name) for person in sorted(joined))


def _weighed(
    near: Mapping[str, Profile], mates: Mapping[str, set[int]], held: Mapping[int, Any]
) -> Iterable[tuple[tuple[str, int], float]]:
    """How alike each entry is to each profile that shares a key with it, where that is enough for one someone."""
    for name, entry in near.items():
        for number in mates[name]:
            profile = profile_of(held[number], None, held[number].said)
            if name_part(entry, profile).weight > APART:
                weight = sum(part.weight for part in evidence(entry, profile))
                if chance(weight) >= LEAST:
                    yield (name, number), weight


def _joined(
    near: Mapping[str, Profile], held: Mapping[int, Any], weights: Mapping[tuple[str, int], float], told: set[int]
) -> dict[int, Profile]:
    """Which entry each person is."""
    entries = [Node((near[name],), known=True) for name in sorted({name for name, _ in weights})]
    profiles = [
        Node((profile_of(held[number], None, held[number].said),), given=held[number].person) for number in sorted(told)
    ]
    pairs = {(name, held[number].said): weight for (name, number), weight in weights.items()}
    clusters = Joining([*entries, *profiles], LEAST, pairs).clusters()
    return {one.given: one.known.profile for one in clusters if one.known and one.given is not None}
