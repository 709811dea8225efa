"""Counts that are kept as statements come, change and go, so that nobody who asks waits until all are counted.

SQLite's triggers keep them, whatever writes: what a change touches is taken off the counts before it and put on
after. Triggers and counts hold nothing of their own, so both can be made anew at any time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

NOBODY = -1  # for `named`, where no speaker is resolved
_ONCE = "coalesce(repeat.place, 0) = 0"  # of those that are one in a story, the first
# Who is known by a bare surname alone goes by it, unless somebody has said who it is.
_KNOWN = "profile.person IS NOT NULL AND (NOT profile.thin OR profile.given IS NOT NULL)"
_OF = (
    "attribution JOIN version ON version.id = attribution.version AND version.current "
    "LEFT JOIN speaker ON speaker.id = attribution.speaker LEFT JOIN profile ON profile.id = speaker.profile "
    "LEFT JOIN repeat ON repeat.attribution = attribution.id"
)


@dataclass(frozen=True, slots=True)
class Tally:
    """What is counted by what: the columns of a table, and where each comes from."""

    table: str
    by: dict[str, str]
    counts: dict[str, str]

    def counted(self, condition: str = "true") -> str:
        """The rows of statements with a condition."""
        columns = ", ".join((*self.by.values(), *self.counts.values()))
        kept = f"WHERE {condition} GROUP BY {', '.join(map(str, range(1, len(self.by) + 1)))}"
        return f"SELECT {columns} FROM {_OF} {kept} HAVING {' OR '.join(self.counts.values())}"

    def put(self, condition: str, sign: str) -> str:
        """The statement that adds them to the table, or takes them off."""
        names = ", ".join((*self.by, *self.counts))
        added = ", ".join(f"{name} = {name} {sign} excluded.{name}" for name in self.counts)
        return (
            f"INSERT INTO {self.table} ({names}) SELECT * FROM ({self.counted(condition)}) WHERE true "
            f"ON CONFLICT DO UPDATE SET {added}"
        )

    @property
    def gone(self) -> str:
        """The trigger that drops a row that counts nothing any more."""
        nothing = " AND ".join(f"NEW.{name} = 0" for name in self.counts)
        same = " AND ".join(f"{name} = NEW.{name}" for name in self.by)
        return (
            f"CREATE TRIGGER {self.table}_gone AFTER UPDATE ON {self.table} WHEN {nothing} "
            f"BEGIN DELETE FROM {self.table} WHERE {same}; END"
        )


KINDS = Tally(
    "tally_kind",
    {
        "kind": "attribution.kind",
        "type": "coalesce(speaker.type, '')",
        "named": f"coalesce(speaker.named, {NOBODY})",
    },
    {"printed": "count(*)", "once": f"sum({_ONCE})"},
)
VERSIONS = Tally("tally_version", {"version": "attribution.version"}, {"printed": "count(*)", "once": f"sum({_ONCE})"})
# A person by the number alone: who is called how changes as more is known.
SPEAKERS = Tally(
    "tally_speaker",
    {
        "person": f"CASE WHEN {_KNOWN} THEN profile.person ELSE 0 END",
        "name": f"CASE WHEN {_KNOWN} THEN '' ELSE coalesce(speaker.name, attribution.source) END",
        "type": f"CASE WHEN {_KNOWN} THEN '' ELSE coalesce(speaker.type, '') END",
        "named": f"coalesce(speaker.named, {NOBODY})",
        "version": "attribution.version",
    },
    {"once": f"sum({_ONCE})"},
)
TALLIES = (KINDS, VERSIONS, SPEAKERS)


@dataclass(frozen=True, slots=True)
class _Event:
    """Something that happens to a row: what it is to SQLite, the statements that it touches, and what counts them."""

    name: str
    happens: str
    touches: str
    tallies: tuple[Tally, ...] = TALLIES

    def trigger(self, sign: str) -> str:
        """The trigger that takes what it touches off the counts before it, or puts it on after."""
        moment, row = ("BEFORE", "OLD") if sign == "-" else ("AFTER", "NEW")
        what = self.happens.format(row=row)
        put = "; ".join(tally.put(self.touches.format(row=row), sign) for tally in self.tallies)
        return f"CREATE TRIGGER {self.name}_{moment.lower()} {moment} {what} BEGIN {put}; END"


_CAME = _Event("attribution_came", "INSERT ON attribution", "attribution.id = {row}.id")
_GOES = _Event("attribution_goes", "DELETE ON attribution", "attribution.id = {row}.id")
_CHANGES = (
    _Event(
        "attribution_changes", "UPDATE OF version, kind, speaker, source ON attribution", "attribution.id = {row}.id"
    ),
    _Event("speaker_changes", "UPDATE OF name, type, named ON speaker", "attribution.speaker = {row}.id"),
    _Event("speaker_known", "UPDATE OF profile ON speaker", "attribution.speaker = {row}.id", (SPEAKERS,)),
    _Event("version_changes", "UPDATE OF current ON version", "attribution.version = {row}.id"),
    _Event(
        "profile_changes",
        "UPDATE OF person, thin, given ON profile",
        "attribution.speaker IN (SELECT id FROM speaker WHERE profile = {row}.id)",
        (SPEAKERS,),
    ),
    _Event("repeat_changes", "UPDATE ON repeat", "attribution.id = {row}.attribution"),
)
# The first of those that are one counts as if it stood alone.
_REPEATED = (("comes", "INSERT", "NEW"), ("goes", "DELETE", "OLD"))


def _triggers() -> Iterator[str]:
    yield from (tally.gone for tally in TALLIES)
    yield _CAME.trigger("+")
    yield _GOES.trigger("-")
    for event in _CHANGES:
        yield event.trigger("-")
        yield event.trigger("+")
    for name, what, row in _REPEATED:
        touched = f"attribution.id = {row}.attribution"
        event = _Event(f"repeat_{name}", f"{what} ON repeat WHEN {row}.place > 0", touched)
        yield event.trigger("-")
        yield event.trigger("+")


TRIGGERS = {sql.split()[2]: sql for sql in _triggers()}


def make(connection: sa.Connection) -> None:
    """Make the triggers, and all counts, anew."""
    for name, sql in TRIGGERS.items():
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
        connection.exec_driver_sql(sql)
    rebuild(connection)


def rebuild(connection: sa.Connection) -> None:
    """Count all statements anew."""
    for tally in TALLIES:
        connection.exec_driver_sql(f"DELETE FROM {tally.table}")
        connection.exec_driver_sql(f"INSERT INTO {tally.table} {tally.counted()}")


def faults(connection: sa.Connection) -> Iterator[str]:
    """What is not as the statements say it must be."""
    for tally in TALLIES:
        kept = f"SELECT {', '.join((*tally.by, *tally.counts))} FROM {tally.table}"
        for one, other in ((kept, tally.counted()), (tally.counted(), kept)):
            wrong = connection.exec_driver_sql(f"SELECT count(*) FROM ({one} EXCEPT {other})").scalar()
            if wrong:
                yield f"{wrong} rows of {tally.table} count other than there is"
                break
