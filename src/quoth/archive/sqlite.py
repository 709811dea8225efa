"""SQLite as the archive uses it: how a file is opened, and what its errors mean to a user."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from quoth.archive.asking.families import families
from quoth.config import ArchiveOptions
from quoth.errors import (
    ArchiveError,
    BusyArchiveError,
    ClosedArchiveError,
    DamagedArchiveError,
    ForeignArchiveError,
    FullArchiveError,
    QueryError,
    SlowArchiveError,
    one_line,
)

_WRITE = "quoth_write"
_WRITTEN = "quoth_written"
_WRITES = count(1)
_STEPS = 50_000  # of SQLite's machine between two looks at the clock
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_LOCKED = (BusyArchiveError, "is kept locked by another program; try again when that has ended")
_CLOSED = (ClosedArchiveError, "cannot be opened, read or written; check its folder, its permissions and its disk")
_DAMAGED = (
    DamagedArchiveError,
    "is damaged; run `quoth check`, and put a backup in its place if that cannot repair it",
)
# SQLite's primary error codes by what a user can do about them.
_MEANING: dict[int, tuple[type[ArchiveError], str]] = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_INTERRUPT: (
        SlowArchiveError,
        "holds too much for what was asked, which was stopped; ask for less: an outlet, days, a speaker or rarer words",
    ),
    sqlite3.SQLITE_FULL: (FullArchiveError, "has no room to grow; make room, and give the same command again"),
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: (ForeignArchiveError, "is no archive, nor any SQLite file; name another file"),
    sqlite3.SQLITE_CANTOPEN: _CLOSED,
    sqlite3.SQLITE_READONLY: _CLOSED,
    sqlite3.SQLITE_PERM: _CLOSED,
    sqlite3.SQLITE_IOERR: _CLOSED,
}


def engine(path: Path, options: ArchiveOptions) -> sa.Engine:
    """Connections to a file, each with foreign keys, a busy timeout, and transactions that begin when told to."""
    made = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)),
        connect_args={"timeout": options.timeout},
        json_serializer=_json,
    )

    @event.listens_for(made, "connect")
    def _connect(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")
        # A batch that was reported as stored outlives a power cut.
        connection.execute("PRAGMA synchronous = FULL")
        connection.create_function("cue_families", 1, families, deterministic=True)
        if options.max_bytes is not None:
            (size,) = connection.execute("PRAGMA page_size").fetchone()
            connection.execute(f"PRAGMA max_page_count = {max(1, options.max_bytes // size)}")

    @event.listens_for(made, "begin")
    def _begin(connection: sa.Connection) -> None:
        # Who will write says so at once: a reader that turns writer could not wait for another.
        writes = connection.get_execution_options().get(_WRITE)
        _bound(connection.connection.driver_connection, None if writes else options.patience)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return made


@contextmanager
def reading(opened: sa.Engine) -> Iterator[sa.Connection]:
    """One look at the archive: what others add meanwhile is not seen."""
    with named(_name(opened)), opened.begin() as connection:
        yield connection


@contextmanager
def writing(opened: sa.Engine) -> Iterator[sa.Connection]:
    """One transaction that writes: all of it is stored, or nothing."""
    with named(_name(opened)), opened.execution_options(**{_WRITE: True}).begin() as connection:
        yield connection
    opened.update_execution_options(**{_WRITTEN: next(_WRITES)})


def written(opened: sa.Engine) -> int:
    """Another number after each transaction that has written here."""
    return int(opened.get_execution_options().get(_WRITTEN, 0))


@contextmanager
def bare(opened: sa.Engine, name: str | None = None) -> Iterator[sqlite3.Connection]:
    """SQLite's own connection, for what cannot stand in a transaction; errors are of `name`, if given."""
    with named(name or _name(opened)):
        held = opened.raw_connection()
        try:
            driver = held.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            _bound(driver, None)
            yield driver
        finally:
            held.close()


def keep_log(opened: sa.Engine, timeout: float) -> None:
    """Switch to a write-ahead log, so that readers and a writer do not wait for each other."""
    until = time.monotonic() + timeout
    with bare(opened) as connection:
        while True:
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                # Two that make the switch at once: SQLite does not wait by itself here.
                if _code(error) not in _BUSY or time.monotonic() > until:
                    raise
                time.sleep(0.01)


@contextmanager
def named(name: str) -> Iterator[None]:
    """What SQLite raises, as an ArchiveError that names the file and says what to do."""
    try:
        yield
    except QueryError:
        raise
    except ArchiveError as error:
        raise type(error)(one_line(f"{name}: {str(error).removeprefix(f'{name}: ')}")) from None
    except sa.exc.DBAPIError as error:
        raise _meant(name, error.orig) from error
    except sqlite3.Error as error:
        raise _meant(name, error) from error


def _bound(connection: Any, seconds: float | None) -> None:
    """Stop whatever the connection does once so many seconds have gone by."""
    if seconds is None:
        connection.set_progress_handler(None, 0)
        return
    until = time.monotonic() + seconds
    connection.set_progress_handler(lambda: time.monotonic() > until, _STEPS)


def _meant(name: str, error: BaseException | None) -> Exception:
    kind, meaning = _MEANING.get(_code(error), (None, ""))
    if kind is None and "decode to UTF-8" in str(error):
        kind, meaning = _DAMAGED
    if kind is None:
        return error if isinstance(error, Exception) else ArchiveError(str(error))
    return kind(one_line(f"{name}: {meaning} ({error})"))


def _name(opened: sa.Engine) -> str:
    return str(opened.url.database)


def _code(error: BaseException | None) -> int:
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _json(value: object) -> str:
    import json

    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
