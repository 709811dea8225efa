"""The index of words: it holds the statements of each article's latest version, and is kept by hand.

SQLite's triggers could keep it, but an index of a view must be told each word that it forgets, and a version has
all its statements at once.
"""

from __future__ import annotations

import sqlite3

import sqlalchemy as sa

_INDEXES = ("words", "names")
COLUMNS = ("content", "source", "cue", "who", "title")
_LISTED = ", ".join(COLUMNS)
_OF_VERSION = "FROM statements WHERE id IN (SELECT id FROM attribution WHERE version = ?)"


def insert(connection: sa.Connection, version: int) -> None:
    """Take in the statements of a version that is the latest."""
    connection.exec_driver_sql(f"INSERT INTO words (rowid, {_LISTED}) SELECT id, {_LISTED} {_OF_VERSION}", (version,))


def remove(connection: sa.Connection, version: int) -> None:
    """Forget the statements of a version, as long as it still is the latest."""
    connection.exec_driver_sql(
        f"INSERT INTO words (words, rowid, {_LISTED}) SELECT 'delete', id, {_LISTED} {_OF_VERSION}", (version,)
    )


def rebuild(connection: sa.Connection) -> None:
    """Make the indexes anew from the statements and the names."""
    for index in _INDEXES:
        connection.exec_driver_sql(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")


def verify(connection: sa.Connection) -> None:
    """Hold the indexes against what they are of. SQLite calls the file damaged where they differ."""
    for index in _INDEXES:
        connection.exec_driver_sql(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")


def renew(connection: sqlite3.Connection) -> None:
    """Make the indexes anew where their own pages cannot be read, nor be deleted: they are taken out of the schema,
    and the file is written anew without what nothing leads to any more."""
    wanted = {name: sql for name, sql in connection.execute("SELECT name, sql FROM sqlite_schema") if name in _INDEXES}
    connection.execute("PRAGMA writable_schema = ON")
    try:
        connection.execute("BEGIN IMMEDIATE")
        for name in wanted:
            own = f"{name}_"
            connection.execute(
                "DELETE FROM sqlite_schema WHERE name = ? OR substr(tbl_name, 1, ?) = ?", (name, len(own), own)
            )
        connection.execute("PRAGMA writable_schema = RESET")
        for name, sql in wanted.items():
            connection.execute(sql)
            connection.execute(f"INSERT INTO {name} ({name}) VALUES ('rebuild')")
        connection.execute("COMMIT")
        connection.execute("VACUUM")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute("PRAGMA writable_schema = RESET")
