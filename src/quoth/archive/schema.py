"""The archive's tables as SQLAlchemy knows them; migrations.py makes them, and a test holds the two together."""

from __future__ import annotations

import sqlalchemy as sa

METADATA = sa.MetaData()

MIGRATION = sa.Table(
    "migration",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("applied", sa.Text, nullable=False),
)
ARTICLE = sa.Table(
    "article",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("address", sa.Text, nullable=False, unique=True),
)
VERSION = sa.Table(
    "version",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("article", sa.ForeignKey("article.id"), nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("current", sa.Boolean, nullable=False),
    sa.Column("record_id", sa.Text, nullable=False),
    sa.Column("origin", sa.Text, nullable=False),
    sa.Column("url", sa.Text),
    sa.Column("title", sa.Text),
    sa.Column("authors", sa.JSON, nullable=False),
    sa.Column("outlet", sa.Text),
    sa.Column("outlet_key", sa.Text),
    sa.Column("via", sa.Text),
    sa.Column("place", sa.Text),
    sa.Column("published", sa.Text),
    sa.Column("published_basis", sa.Text),
    sa.Column("retrieved", sa.Text),
    sa.Column("language", sa.Text),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("text_hash", sa.Text, nullable=False),
    sa.Column("record_hash", sa.Text, nullable=False),
    sa.Column("quoth_version", sa.Text),
    sa.Column("model_version", sa.Text),
    sa.Column("added", sa.Text, nullable=False),
    sa.Column("capture_record", sa.Text),
    sa.Column("capture_time", sa.Text),
    sa.Column("capture_digest", sa.Text),
)
PERSON = sa.Table(
    "person",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("type", sa.Text, nullable=False),
    sa.Column("known", sa.Text),
)
PROFILE = sa.Table(
    "profile",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("said", sa.Text, nullable=False, unique=True),
    sa.Column("thin", sa.Boolean, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("type", sa.Text, nullable=False),
    sa.Column("role", sa.Text),
    sa.Column("affiliation", sa.Text),
    sa.Column("country", sa.Text),
    sa.Column("year", sa.Text),
    sa.Column("person", sa.ForeignKey("person.id")),
    sa.Column("given", sa.ForeignKey("person.id")),
    sa.Column("first", sa.ForeignKey("profile.id")),
)
BLOCK = sa.Table(
    "block",
    METADATA,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("profile", sa.ForeignKey("profile.id"), primary_key=True),
)
NAMESAKE = sa.Table(
    "namesake",
    METADATA,
    sa.Column("one", sa.ForeignKey("profile.id"), primary_key=True),
    sa.Column("other", sa.ForeignKey("profile.id"), primary_key=True),
)
LIKENESS = sa.Table(
    "likeness",
    METADATA,
    sa.Column("one", sa.ForeignKey("profile.id"), primary_key=True),
    sa.Column("other", sa.ForeignKey("profile.id"), primary_key=True),
    sa.Column("weight", sa.Float, nullable=False),
)
LINK = sa.Table(
    "link",
    METADATA,
    sa.Column("one", sa.ForeignKey("profile.id"), primary_key=True),
    sa.Column("other", sa.ForeignKey("profile.id"), primary_key=True),
    sa.Column("score", sa.Float, nullable=False),
    sa.Column("parts", sa.JSON, nullable=False),
)
SPEAKER = sa.Table(
    "speaker",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("version", sa.ForeignKey("version.id"), nullable=False),
    sa.Column("record_id", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("type", sa.Text, nullable=False),
    sa.Column("role", sa.Text),
    sa.Column("affiliation", sa.Text),
    sa.Column("country", sa.Text),
    sa.Column("named", sa.Boolean, nullable=False),
    sa.Column("unnamed_because", sa.Text),
    sa.Column("profile", sa.ForeignKey("profile.id")),
)
MENTION = sa.Table(
    "mention",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("speaker", sa.ForeignKey("speaker.id"), nullable=False),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
)
ATTRIBUTION = sa.Table(
    "attribution",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("version", sa.ForeignKey("version.id"), nullable=False),
    sa.Column("record_id", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("speaker", sa.ForeignKey("speaker.id")),
    sa.Column("within", sa.ForeignKey("attribution.id")),
    sa.Column("confidence", sa.Float),
    sa.Column("reason", sa.Text),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("cue", sa.Text, nullable=False),
    sa.Column("content", sa.Text, nullable=False),
    sa.Column("source_spans", sa.JSON, nullable=False),
    sa.Column("cue_spans", sa.JSON, nullable=False),
    sa.Column("content_spans", sa.JSON, nullable=False),
    sa.Column("corrected", sa.Boolean, nullable=False),
    sa.Column("meaning", sa.ForeignKey("meaning.id")),
)
MEANING = sa.Table(
    "meaning",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("key", sa.LargeBinary, nullable=False, unique=True),
    sa.Column("vector", sa.LargeBinary, nullable=False),
)
SIGNS = sa.Table(
    "signs",
    METADATA,
    sa.Column("block", sa.Integer, primary_key=True),
    sa.Column("signs", sa.LargeBinary, nullable=False),
)
CORRECTION = sa.Table(
    "correction",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("made", sa.Text, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("article", sa.ForeignKey("article.id")),
    sa.Column("statement", sa.Integer),
    sa.Column("before", sa.JSON, nullable=False),
    sa.Column("after", sa.JSON, nullable=False),
    sa.Column("undone", sa.Text),
    sa.Column("undone_by", sa.Text),
)
FINGERPRINT = sa.Table(
    "fingerprint",
    METADATA,
    sa.Column("article", sa.ForeignKey("article.id"), primary_key=True),
    sa.Column("story", sa.ForeignKey("article.id"), nullable=False),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("numbers", sa.LargeBinary, nullable=False),
)
BAND = sa.Table(
    "band",
    METADATA,
    sa.Column("key", sa.Integer, primary_key=True),
    sa.Column("article", sa.ForeignKey("article.id"), primary_key=True),
)
REPEAT = sa.Table(
    "repeat",
    METADATA,
    sa.Column("attribution", sa.ForeignKey("attribution.id"), primary_key=True),
    sa.Column("first", sa.ForeignKey("attribution.id"), nullable=False),
    sa.Column("place", sa.Integer, nullable=False),
)
FETCH = sa.Table(
    "fetch",
    METADATA,
    sa.Column("address", sa.Text, primary_key=True),
    sa.Column("etag", sa.Text),
    sa.Column("modified", sa.Text),
    sa.Column("fetched", sa.Text, nullable=False),
)
TALLY_KIND = sa.Table(
    "tally_kind",
    METADATA,
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("type", sa.Text, primary_key=True),
    sa.Column("named", sa.Integer, primary_key=True),
    sa.Column("printed", sa.Integer, nullable=False),
    sa.Column("once", sa.Integer, nullable=False),
)
TALLY_VERSION = sa.Table(
    "tally_version",
    METADATA,
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("printed", sa.Integer, nullable=False),
    sa.Column("once", sa.Integer, nullable=False),
)
TALLY_SPEAKER = sa.Table(
    "tally_speaker",
    METADATA,
    sa.Column("person", sa.Integer, primary_key=True),
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("type", sa.Text, primary_key=True),
    sa.Column("named", sa.Integer, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("once", sa.Integer, nullable=False),
)
