"""People put together, taken apart or renamed by hand, and any correction undone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from quoth.archive import corrections, partition, people
from quoth.archive.addresses import storable
from quoth.archive.clock import now
from quoth.archive.folding import folded
from quoth.archive.schema import CORRECTION, PERSON, PROFILE, SPEAKER, VERSION
from quoth.archive.values import Correction, Signed
from quoth.archive.who import by_number
from quoth.errors import CorrectionError, NotHeldError

KINDS = ("merge", "split", "rename")  # of corrections that are of people


def merge(connection: sa.Connection, one: int, other: int, signed: Signed) -> Correction:
    """Hold two people to be one."""
    if one == other:
        raise CorrectionError(f"{one} is one person already; name two")
    before = {"people": [_kept(connection, number) for number in (one, other)]}
    numbers = _profiles(connection, [one, other])
    _give(connection, numbers, one)
    partition.join(connection, numbers)
    partition.forget(connection, {other})
    return corrections.log(connection, "merge", signed, before, {"people": [one, other]})


def split(connection: sa.Connection, number: int, signed: Signed) -> Correction:
    """Hold the speaker of a statement to be somebody else than the rest of the person."""
    row = corrections.statement(connection, number)
    speaker = connection.execute(sa.select(SPEAKER).where(SPEAKER.c.id == row.speaker)).first()
    if speaker is None or speaker.profile is None:
        raise CorrectionError(f"nobody is named as the speaker of statement {number}; give one with --speaker")
    profile = partition.rows(connection, [speaker.profile])[speaker.profile]
    old = _kept(connection, profile.person)
    if old["speakers"] < 2:
        raise CorrectionError(f"person {profile.person} speaks in this article only; there is nothing to take apart")
    new, person = partition.unused(connection, "profile"), partition.unused(connection, "person")
    connection.execute(PERSON.insert().values(id=person, name=profile.name, type=profile.type))
    _give(connection, _profiles(connection, [profile.person]), profile.person)
    values = {**profile._mapping, "id": new, "said": f"{profile.said} {new}", "person": person, "given": person}
    connection.execute(PROFILE.insert().values(values))
    connection.exec_driver_sql("INSERT INTO names (rowid, name) VALUES (?, ?)", (new, profile.name))
    connection.execute(SPEAKER.update().where(SPEAKER.c.id == speaker.id).values(profile=new))
    if not profile.thin:
        people.compare(connection, {new: partition.profile_of(profile, profile.year, values["said"])})
    partition.join(connection, {new, profile.id})
    after = {"people": [profile.person, person], "profile": new, "speaker": speaker.name}
    return corrections.log(connection, "split", signed, {"people": [old]}, after, row.article, number)


def rename(connection: sa.Connection, number: int, name: str, signed: Signed) -> Correction:
    """Call a person otherwise than their articles do."""
    wanted = " ".join(storable(name).split())
    old = _kept(connection, number)
    if not wanted:
        raise CorrectionError(f"the new name of person {number} is empty; give one")
    if wanted == old["name"]:
        raise CorrectionError(f"person {number} is called {wanted} already; give another name")
    connection.execute(PERSON.update().where(PERSON.c.id == number).values(name=wanted))
    # Known by a bare surname alone, they would go on being listed by it.
    thin = sa.select(PROFILE.c.id).where(PROFILE.c.person == number, PROFILE.c.thin)
    _give(connection, connection.scalars(thin).all(), number)
    return corrections.log(connection, "rename", signed, {"people": [old]}, {"people": [number], "name": wanted})


def undo(connection: sa.Connection, number: int, who: str) -> Correction:
    """Put back what a correction changed. NotHeldError, CorrectionError."""
    row = connection.execute(sa.select(CORRECTION).where(CORRECTION.c.id == min(number, (1 << 63) - 1))).first()
    if row is None:
        raise NotHeldError(f"holds no correction {number}; `quoth correct --list` tells them")
    made = Correction(*row)
    if made.undone:
        raise CorrectionError(f"correction {number} was undone at {made.undone}; there is nothing to undo")
    above = later(connection, [made]).get(number)
    if above is not None:
        raise CorrectionError(f"correction {above} was made on top of {number}; undo {above} first")
    undone = {"undone": now(), "undone_by": who}
    # First: who is who, and by what name, depends on the corrections that stand.
    connection.execute(CORRECTION.update().where(CORRECTION.c.id == number).values(undone))
    if made.kind in KINDS:
        _part(connection, made)
    elif made.statement is not None:
        corrections.undo(connection, made)
    return Correction(*connection.execute(sa.select(CORRECTION).where(CORRECTION.c.id == number)).one())


def keep(connection: sa.Connection, article: int, version: int) -> None:
    """Speakers of a new reading whom somebody has taken apart are so again."""
    chosen = sa.select(CORRECTION).where(
        CORRECTION.c.article == article, CORRECTION.c.kind == "split", CORRECTION.c.undone.is_(None)
    )
    made = {folded(row.after["speaker"]): row.after["profile"] for row in connection.execute(chosen)}
    speakers = sa.select(SPEAKER).where(SPEAKER.c.version == version, SPEAKER.c.named)
    for row in connection.execute(speakers).all() if made else ():
        if folded(row.name) in made:
            put = SPEAKER.update().where(SPEAKER.c.id == row.id)
            connection.execute(put.values(profile=made[folded(row.name)]))


def later(connection: sa.Connection, made: Sequence[Correction]) -> dict[int, int]:
    """For each correction that another one stands on, the last of those."""
    standing = CORRECTION.c.undone.is_(None)
    chosen = sa.select(CORRECTION).where(CORRECTION.c.id > min((one.id for one in made), default=0), standing)
    rows = connection.execute(chosen.order_by(CORRECTION.c.id)).all() if made else ()
    return {one.id: row.id for row in rows for one in made if one.id < row.id and _on(row, one)}


def _on(row: Any, made: Correction) -> bool:
    """Whether a later correction is of the same people, or of the same statement."""
    if made.kind in KINDS:
        return bool(set(row.after.get("people", ())) & set(made.after["people"]))
    return bool(made.statement is not None and row.statement == made.statement and row.kind != "split")


def _kept(connection: sa.Connection, number: int) -> dict[str, Any]:
    """A person as it is, so that it can be made anew. NotHeldError."""
    person = by_number(connection, number)
    chosen = sa.select(PROFILE.c.id, PROFILE.c.given).where(PROFILE.c.person == number)
    given = {str(row.id): row.given for row in connection.execute(chosen)}
    spoken = sa.select(sa.func.count()).select_from(
        SPEAKER.join(PROFILE).join(VERSION, VERSION.c.id == SPEAKER.c.version)
    )
    count = connection.scalar(spoken.where(PROFILE.c.person == number, VERSION.c.current))
    return {"id": number, "name": person.name, "type": person.type, "profiles": given, "speakers": count or 0}


def _profiles(connection: sa.Connection, persons: Collection[int]) -> set[int]:
    return set(connection.scalars(sa.select(PROFILE.c.id).where(PROFILE.c.person.in_(persons))))


def _give(connection: sa.Connection, numbers: Iterable[int], person: int) -> None:
    """Say by hand whose some profiles are."""
    put = PROFILE.update().where(PROFILE.c.id == sa.bindparam("number")).values(given=person, person=person)
    if given := [{"number": number} for number in numbers]:
        connection.execute(put, given)


def _part(connection: sa.Connection, made: Correction) -> None:
    """People as they were before they were put together, taken apart or renamed; who has come since is placed anew."""
    touched = _profiles(connection, made.after["people"])
    if made.kind == "split":
        back = SPEAKER.update().where(SPEAKER.c.profile == made.after["profile"]).values(profile=None)
        connection.execute(back)
        put = PROFILE.update().where(PROFILE.c.id == made.after["profile"]).values(given=None, person=None)
        connection.execute(put)
    for person in made.before["people"]:
        if made.kind == "rename":
            connection.execute(PERSON.update().where(PERSON.c.id == person["id"]).values(name=person["name"]))
        elif connection.scalar(sa.select(PERSON.c.id).where(PERSON.c.id == person["id"])) is None:
            connection.execute(PERSON.insert().values({name: person[name] for name in ("id", "name", "type")}))
        for number, given in person["profiles"].items():
            put = PROFILE.update().where(PROFILE.c.id == int(number))
            connection.execute(put.values(given=given, person=person["id"]))
    partition.join(connection, touched)
    partition.forget(connection, set(made.after["people"]))
