"""Whether an archive is what was written, and what of it can be made anew from the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

import sqlalchemy as sa

from quoth.archive import index, meanings, migrations, tallies, views
from quoth.archive.addresses import hashed
from quoth.archive.rows import spans_of, words
from quoth.archive.same import stories
from quoth.archive.schema import ARTICLE, ATTRIBUTION, MENTION, SPEAKER, VERSION
from quoth.archive.values import Problem
from quoth.article import ROLES, Spans

_MOST = 1_000  # problems that are told: where there are more, one thing is behind them
_OF_INDEX = ("missing from index", "wrong # of entries in index", "non-unique entry in index")
Repair = Callable[[sa.Connection], object]


@dataclass(frozen=True, slots=True)
class Found:
    """A problem, and what puts it right where something can."""

    problem: Problem
    repair: Repair | None = None


def look(connection: sa.Connection) -> list[Found]:
    """What is wrong with the tables and what stands in them."""
    return list(islice((one for check in _CHECKS for one in _guarded(connection, check)), _MOST))


def look_at_index(connection: sa.Connection) -> list[Found]:
    """Whether the index of words has the words of the statements. Needs a transaction that writes."""
    return list(_guarded(connection, _indexed))


def repair(connection: sa.Connection, found: list[Found]) -> list[Problem]:
    """Put right what can be, and say of each problem whether it was."""
    return [_repaired(connection, one) for one in found]


def _repaired(connection: sa.Connection, found: Found) -> Problem:
    if found.repair is None:
        return found.problem
    try:
        with connection.begin_nested():
            found.repair(connection)
    except sa.exc.DBAPIError:
        return found.problem
    return replace(found.problem, repaired=True)


def _guarded(connection: sa.Connection, check: Callable[[sa.Connection], Iterator[Found]]) -> Iterator[Found]:
    """What a check finds; where it comes upon bytes that cannot be read, that."""
    try:
        yield from check(connection)
    except (sa.exc.DBAPIError, ValueError, TypeError) as error:
        reason = getattr(error, "orig", error)
        yield Found(Problem(check.__name__.strip("_"), f"cannot be read to the end ({reason})"))


def _pages(connection: sa.Connection) -> Iterator[Found]:
    """SQLite's own check of every page and index."""
    for (line,) in connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST})").all():
        if line != "ok":
            yield Found(Problem("pages", line), _reindex if any(part in line for part in _OF_INDEX) else None)


def _schema(connection: sa.Connection) -> Iterator[Found]:
    """Tables, indexes and views, against those of a new archive."""
    there = _described(connection)
    for name, (kind, sql) in _wanted().items():
        if there.get(name) != (kind, sql):
            state = "differs from what it should be" if name in there else "is missing"
            yield Found(Problem("schema", f"the {kind} {name} {state}"), _made(name, kind, sql, name in there))


_MADE: Mapping[str, Repair] = {"view": views.make, "trigger": tallies.make}


def _made(name: str, kind: str, sql: str | None, there: bool) -> Repair | None:
    """What makes a part of the schema anew: views, triggers and indexes hold nothing of their own."""
    if kind in _MADE:
        return _MADE[kind]
    return partial(_execute, sql=sql) if kind == "index" and sql and not there else None


def _references(connection: sa.Connection) -> Iterator[Found]:
    """Rows that belong to a row that is not there."""
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        problem = Problem(f"{table} {row}", f"belongs to a row of {parent} that is not there")
        yield Found(problem, meanings.unlink if parent == "meaning" else None)


def _versions(connection: sa.Connection) -> Iterator[Found]:
    """One latest version for each article."""
    latest = sa.func.max(VERSION.c.number)
    chosen = (
        sa.select(
            ARTICLE.c.id,
            sa.func.count(VERSION.c.id),
            latest == sa.func.max(sa.case((VERSION.c.current, VERSION.c.number))),
        )
        .outerjoin(VERSION)
        .group_by(ARTICLE.c.id)
    )
    for number, count, right in connection.execute(chosen):
        if not count:
            yield Found(Problem(f"article {number}", "has no version"))
        elif not right:
            yield Found(
                Problem(f"article {number}", "has another version than its latest as current"),
                partial(_settle, number=number),
            )


def _texts(connection: sa.Connection) -> Iterator[Found]:
    """Texts against their hashes, and the words of attributions and mentions against the texts."""
    for row in connection.execute(sa.select(VERSION.c.id, VERSION.c.text, VERSION.c.text_hash)):
        sound = hashed(row.text) == row.text_hash
        if not sound:
            yield Found(Problem(f"version {row.id}", "its text is not the text that was added"))
        yield from _attributed(connection, row.id, row.text, sound)
        yield from _mentioned(connection, row.id, row.text, sound)


def _attributed(connection: sa.Connection, version: int, text: str, sound: bool) -> Iterator[Found]:
    for row in connection.execute(sa.select(ATTRIBUTION).where(ATTRIBUTION.c.version == version)):
        spans = {role: spans_of(getattr(row, f"{role}_spans")) for role in ROLES}
        if not all(_fit(one, text) for one in spans.values()):
            yield Found(Problem(f"attribution {row.id}", "has a span outside its text"))
            continue
        right = {role: words(text, spans[role]) for role in ROLES}
        if any(getattr(row, role) != right[role] for role in ROLES):
            put = ATTRIBUTION.update().where(ATTRIBUTION.c.id == row.id).values(right)
            problem = Problem(f"attribution {row.id}", "its words are not those at its spans")
            yield Found(problem, partial(_run, statement=put) if sound else None)


def _mentioned(connection: sa.Connection, version: int, text: str, sound: bool) -> Iterator[Found]:
    for row in connection.execute(sa.select(MENTION).join(SPEAKER).where(SPEAKER.c.version == version)):
        if not _fit(((row.start, row.end),), text):
            yield Found(Problem(f"mention {row.id}", "has a span outside its text"))
        elif row.text != text[row.start : row.end]:
            put = MENTION.update().where(MENTION.c.id == row.id).values(text=text[row.start : row.end])
            problem = Problem(f"mention {row.id}", "its words are not those at its span")
            yield Found(problem, partial(_run, statement=put) if sound else None)


def _indexed(connection: sa.Connection) -> Iterator[Found]:
    try:
        with connection.begin_nested():
            index.verify(connection)
    except sa.exc.DBAPIError:
        yield Found(Problem("words", "the index of words does not fit the statements"), index.rebuild)


def _stories(connection: sa.Connection) -> Iterator[Found]:
    """The stories, which can be made anew from the texts, against them."""
    wrong = list(stories.faults(connection))
    yield from _summed("stories", wrong, stories.rebuild if wrong and _sound(connection) else None)


def _meanings(connection: sa.Connection) -> Iterator[Found]:
    """The vectors against the contents that they are of; one that is missing is made when it is asked for."""
    yield from _summed("meanings", list(meanings.faults(connection)), meanings.rebuild)


def _tallies(connection: sa.Connection) -> Iterator[Found]:
    """The counts that are kept against the statements. Last: they are made anew from what has been put right."""
    yield from _summed("counts", list(tallies.faults(connection)), tallies.rebuild)


def _summed(where: str, wrong: list[str], mend: Repair | None) -> Iterator[Found]:
    """Faults that are mended together, as one problem."""
    if wrong:
        more = f", and {len(wrong) - 1} more" if len(wrong) > 1 else ""
        yield Found(Problem(where, f"{wrong[0]}{more}"), mend)


_CHECKS = (_pages, _schema, _references, _versions, _texts, _stories, _meanings, _tallies)


def _described(connection: sa.Connection) -> dict[str, tuple[str, str | None]]:
    rows = connection.exec_driver_sql("SELECT name, type, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%'")
    return {name: (kind, sql) for name, kind, sql in rows}


def _wanted() -> dict[str, tuple[str, str | None]]:
    """The schema of a new archive."""
    made = sa.create_engine("sqlite://")
    try:
        with made.begin() as connection:
            migrations.migrate(connection)
            return _described(connection)
    finally:
        made.dispose()


def _sound(connection: sa.Connection) -> bool:
    """Whether every text is the one that was added."""
    rows = connection.execute(sa.select(VERSION.c.text, VERSION.c.text_hash).where(VERSION.c.current))
    return all(hashed(row.text) == row.text_hash for row in rows)


def _fit(spans: Spans, text: str) -> bool:
    return all(0 <= start < end <= len(text) for start, end in spans)


def _run(connection: sa.Connection, statement: sa.Update) -> None:
    connection.execute(statement)


def _execute(connection: sa.Connection, sql: str) -> None:
    connection.exec_driver_sql(sql)


def _reindex(connection: sa.Connection) -> None:
    connection.exec_driver_sql("REINDEX")


def _settle(connection: sa.Connection, number: int) -> None:
    """Make the version with the highest number the current one."""
    latest = sa.select(sa.func.max(VERSION.c.number)).where(VERSION.c.article == number).scalar_subquery()
    connection.execute(VERSION.update().where(VERSION.c.article == number).values(current=False))
    connection.execute(
        VERSION.update().where(VERSION.c.article == number, VERSION.c.number == latest).values(current=True)
    )
