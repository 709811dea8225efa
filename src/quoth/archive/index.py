"""The index of words: it holds the statements of each article's latest version, and is kept by hand.

SQLite's triggers could keep it, but an index of a view must be told each word that it forgets, and a version has
all its statements at once.
"""

from __future__ import annotations

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
