"""The archive's schema as it grew, step by step. A step and the record of it are one transaction.

A step that has been released is never changed; what is new is a new step. Views and triggers hold no data: whenever a
step was taken all of them are made anew, and with the triggers the counts that they keep, so a change of those alone
is a step without statements.
"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from quoth.archive import tallies, views
from quoth.archive.clock import now
from quoth.archive.schema import MIGRATION
from quoth.errors import ForeignArchiveError, NewerArchiveError

APPLICATION = 0x71756F74  # "quot", where `file` and others look for whose a database is


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: its name, and what it does to the tables."""

    name: str
    statements: tuple[str, ...]


MIGRATIONS = (
    Migration(
        "articles, their versions, speakers, mentions, attributions, and an index of words",
        (
            """CREATE TABLE article (
                id INTEGER PRIMARY KEY,
                address TEXT NOT NULL UNIQUE
            )""",
            """CREATE TABLE version (
                id INTEGER PRIMARY KEY,
                article INTEGER NOT NULL REFERENCES article (id),
                number INTEGER NOT NULL,
                current BOOLEAN NOT NULL,
                record_id TEXT NOT NULL,
                origin TEXT NOT NULL,
                url TEXT,
                title TEXT,
                authors JSON NOT NULL,
                outlet TEXT,
                outlet_key TEXT,
                via TEXT,
                place TEXT,
                published TEXT,
                published_basis TEXT,
                retrieved TEXT,
                language TEXT,
                text TEXT NOT NULL,
                text_hash TEXT NOT NULL,
                record_hash TEXT NOT NULL,
                quoth_version TEXT,
                model_version TEXT,
                added TEXT NOT NULL,
                UNIQUE (article, number)
            )""",
            "CREATE UNIQUE INDEX version_current ON version (article) WHERE current",
            "CREATE INDEX version_published ON version (published, id) WHERE current",
            "CREATE INDEX version_outlet ON version (outlet_key, published) WHERE current",
            "CREATE INDEX version_text ON version (text_hash)",
            """CREATE TABLE speaker (
                id INTEGER PRIMARY KEY,
                version INTEGER NOT NULL REFERENCES version (id),
                record_id TEXT NOT NULL,
                name TEXT NOT NULL,
                type TEXT NOT NULL,
                role TEXT,
                affiliation TEXT,
                country TEXT,
                named BOOLEAN NOT NULL,
                unnamed_because TEXT
            )""",
            "CREATE INDEX speaker_version ON speaker (version)",
            """CREATE TABLE mention (
                id INTEGER PRIMARY KEY,
                speaker INTEGER NOT NULL REFERENCES speaker (id),
                start INTEGER NOT NULL,
                "end" INTEGER NOT NULL,
                text TEXT NOT NULL
            )""",
            "CREATE INDEX mention_speaker ON mention (speaker)",
            # A statement keeps its number for good: no other ever gets it, even when it has been deleted.
            """CREATE TABLE attribution (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                version INTEGER NOT NULL REFERENCES version (id),
                record_id TEXT NOT NULL,
                kind TEXT NOT NULL,
                speaker INTEGER REFERENCES speaker (id),
                within INTEGER REFERENCES attribution (id) DEFERRABLE INITIALLY DEFERRED,
                confidence FLOAT,
                reason TEXT,
                source TEXT NOT NULL,
                cue TEXT NOT NULL,
                content TEXT NOT NULL,
                source_spans JSON NOT NULL,
                cue_spans JSON NOT NULL,
                content_spans JSON NOT NULL
            )""",
            "CREATE INDEX attribution_version ON attribution (version)",
            "CREATE INDEX attribution_speaker ON attribution (speaker) WHERE speaker IS NOT NULL",
            "CREATE INDEX attribution_within ON attribution (within) WHERE within IS NOT NULL",
            # The words themselves stay in the view; here is only where they occur.
            """CREATE VIRTUAL TABLE words USING fts5 (
                content, source, cue, who, title,
                content='statements', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
            )""",
            "INSERT INTO words (words, rank) VALUES ('rank', 'bm25(4.0, 1.0, 1.0, 4.0, 2.0)')",
        ),
    ),
    Migration(
        "stories: articles that are copies, and statements that they repeat",
        (
            # A story goes by the lowest number of its articles.
            """CREATE TABLE fingerprint (
                article INTEGER PRIMARY KEY REFERENCES article (id),
                story INTEGER NOT NULL REFERENCES article (id),
                size INTEGER NOT NULL,
                numbers BLOB NOT NULL
            )""",
            "CREATE INDEX fingerprint_story ON fingerprint (story)",
            """CREATE TABLE band (
                "key" INTEGER NOT NULL,
                article INTEGER NOT NULL REFERENCES article (id),
                PRIMARY KEY ("key", article)
            ) WITHOUT ROWID""",
            # Only statements that stand in several articles of a story, the first of them too.
            """CREATE TABLE repeat (
                attribution INTEGER PRIMARY KEY REFERENCES attribution (id),
                first INTEGER NOT NULL REFERENCES attribution (id),
                place INTEGER NOT NULL
            )""",
            "CREATE UNIQUE INDEX repeat_first ON repeat (first, place)",
        ),
    ),
    Migration(
        "captures of web archives, and what was fetched",
        (
            "ALTER TABLE version ADD COLUMN capture_record TEXT",
            "ALTER TABLE version ADD COLUMN capture_time TEXT",
            "ALTER TABLE version ADD COLUMN capture_digest TEXT",
            "CREATE INDEX version_capture ON version (capture_record) WHERE capture_record IS NOT NULL",
            """CREATE TABLE fetch (
                address TEXT NOT NULL PRIMARY KEY,
                etag TEXT,
                modified TEXT,
                fetched TEXT NOT NULL
            )""",
        ),
    ),
    Migration(
        "people across articles",
        (
            # The number of a person is never given to another.
            """CREATE TABLE person (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                name TEXT NOT NULL,
                type TEXT NOT NULL
            )""",
            # What records say of speakers, each once; `thin` is too little to know the same one again.
            """CREATE TABLE profile (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                said TEXT NOT NULL UNIQUE,
                thin BOOLEAN NOT NULL,
                name TEXT NOT NULL,
                type TEXT NOT NULL,
                role TEXT,
                affiliation TEXT,
                country TEXT,
                year TEXT,
                person INTEGER REFERENCES person (id),
                given INTEGER REFERENCES person (id)
            )""",
            "CREATE INDEX profile_person ON profile (person)",
            "CREATE INDEX profile_given ON profile (given) WHERE given IS NOT NULL",
            """CREATE TABLE block (
                key TEXT NOT NULL,
                profile INTEGER NOT NULL REFERENCES profile (id),
                PRIMARY KEY (key, profile)
            ) WITHOUT ROWID""",
            """CREATE TABLE likeness (
                one INTEGER NOT NULL REFERENCES profile (id),
                other INTEGER NOT NULL REFERENCES profile (id),
                weight FLOAT NOT NULL,
                PRIMARY KEY (one, other)
            ) WITHOUT ROWID""",
            """CREATE TABLE link (
                one INTEGER NOT NULL REFERENCES profile (id),
                other INTEGER NOT NULL REFERENCES profile (id),
                score FLOAT NOT NULL,
                parts JSON NOT NULL,
                PRIMARY KEY (one, other)
            ) WITHOUT ROWID""",
            "CREATE INDEX link_other ON link (other)",
            "ALTER TABLE speaker ADD COLUMN profile INTEGER REFERENCES profile (id)",
            "CREATE INDEX speaker_profile ON speaker (profile, version) WHERE profile IS NOT NULL",
            # Whose person is still to be found: in an archive from before there were people, everybody.
            "CREATE INDEX speaker_due ON speaker (id) WHERE named = 1 AND profile IS NULL",
            """CREATE VIRTUAL TABLE names USING fts5 (
                name, content='profile', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
            )""",
        ),
    ),
    Migration(
        "corrections by hand",
        (
            """CREATE TABLE correction (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                made TEXT NOT NULL,
                who TEXT NOT NULL,
                why TEXT NOT NULL,
                kind TEXT NOT NULL,
                article INTEGER REFERENCES article (id),
                statement INTEGER,
                before JSON NOT NULL,
                after JSON NOT NULL,
                undone TEXT,
                undone_by TEXT
            )""",
            "CREATE INDEX correction_article ON correction (article)",
            "CREATE INDEX correction_statement ON correction (statement)",
            "ALTER TABLE attribution ADD COLUMN corrected BOOLEAN NOT NULL DEFAULT 0",
        ),
    ),
    Migration(
        "people by the ids of a list of known ones",
        (
            "ALTER TABLE person ADD COLUMN known TEXT",
            "CREATE UNIQUE INDEX person_known ON person (known) WHERE known IS NOT NULL",
        ),
    ),
    Migration(
        "what contents mean",
        (
            # A content's key is a hash of it: as many statements as have the content share the vector.
            """CREATE TABLE meaning (
                id INTEGER PRIMARY KEY,
                key BLOB NOT NULL UNIQUE,
                vector BLOB NOT NULL
            )""",
            """CREATE TABLE signs (
                block INTEGER PRIMARY KEY,
                signs BLOB NOT NULL
            )""",
            "ALTER TABLE attribution ADD COLUMN meaning INTEGER REFERENCES meaning (id)",
            "CREATE INDEX attribution_meaning ON attribution (meaning) WHERE meaning IS NOT NULL",
            # Which statements wait for a vector.
            "CREATE INDEX attribution_due ON attribution (id) WHERE meaning IS NULL AND content != ''",
        ),
    ),
    Migration(
        "names compared once, however many profiles bear them",
        (
            # The first profile of each name stands for it: it alone has keys, and names that may be one.
            "ALTER TABLE profile ADD COLUMN first INTEGER REFERENCES profile (id)",
            "CREATE INDEX profile_first ON profile (first)",
            "CREATE INDEX profile_name ON profile (name) WHERE first = id",
            "CREATE INDEX profile_due ON profile (id) WHERE first IS NULL AND thin = 0",
            """CREATE TABLE namesake (
                one INTEGER NOT NULL REFERENCES profile (id),
                other INTEGER NOT NULL REFERENCES profile (id),
                PRIMARY KEY (one, other)
            ) WITHOUT ROWID""",
            "DELETE FROM block",
        ),
    ),
    Migration(
        "counts that are kept",
        (
            # Kept by the triggers of tallies.py.
            """CREATE TABLE tally_kind (
                kind TEXT NOT NULL,
                type TEXT NOT NULL,
                named INTEGER NOT NULL,
                printed INTEGER NOT NULL,
                once INTEGER NOT NULL,
                PRIMARY KEY (kind, type, named)
            ) WITHOUT ROWID""",
            """CREATE TABLE tally_version (
                version INTEGER PRIMARY KEY,
                printed INTEGER NOT NULL,
                once INTEGER NOT NULL
            )""",
            """CREATE TABLE tally_speaker (
                person INTEGER NOT NULL,
                name TEXT NOT NULL,
                type TEXT NOT NULL,
                named INTEGER NOT NULL,
                version INTEGER NOT NULL,
                once INTEGER NOT NULL,
                PRIMARY KEY (person, name, type, named, version)
            ) WITHOUT ROWID""",
            "CREATE INDEX version_told ON version (outlet, published, model_version) WHERE current",
            # By the number, which alone would lead to the table: what is asked of very many rows, and nothing wide.
            "CREATE INDEX attribution_narrow ON attribution (id, version, speaker, kind)",
            "CREATE INDEX version_narrow ON version (id, published, outlet_key, article) WHERE current",
        ),
    ),
)


def taken(connection: sa.Connection) -> int:
    """How many steps the archive has gone; 0 for a new file. ForeignArchiveError, NewerArchiveError."""
    names = set(connection.exec_driver_sql("SELECT name FROM sqlite_schema").scalars())
    if MIGRATION.name not in names:
        if names:
            raise ForeignArchiveError(f"is a database of something else (it holds {min(names)}); name another file")
        return 0
    number = int(connection.scalar(sa.select(sa.func.coalesce(sa.func.max(MIGRATION.c.number), 0))) or 0)
    if number > len(MIGRATIONS):
        raise NewerArchiveError(
            f"has schema {number}, and this quoth knows {len(MIGRATIONS)}; install the latest quoth to use it"
        )
    return number


def migrate(connection: sa.Connection) -> None:
    """Take the steps that are missing, within the connection's transaction."""
    before = taken(connection)
    if before == 0:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
        MIGRATION.create(connection)
    for number, step in enumerate(MIGRATIONS[before:], before + 1):
        for statement in step.statements:
            connection.exec_driver_sql(statement)
        connection.execute(MIGRATION.insert().values(number=number, name=step.name, applied=now()))
    if before < len(MIGRATIONS):
        views.make(connection)
        tallies.make(connection)
