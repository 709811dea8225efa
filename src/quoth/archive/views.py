"""The archive in the field's own words: views that any program which opens SQLite files can read.

Each column says what it is, in the view's own SQL and in docs/archive.md, which is made from this table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa


@dataclass(frozen=True, slots=True)
class Column:
    """Where a column comes from, and what it says."""

    of: str
    says: str


@dataclass(frozen=True, slots=True)
class View:
    """A view: what a row of it is, its columns, and the tables that they come from."""

    name: str
    says: str
    columns: Mapping[str, Column]
    of: str

    @property
    def sql(self) -> str:
        """The statement that makes it, with its documentation as comments."""
        last = len(self.columns) - 1
        rows = (
            f'  {column.of} AS "{name}"{"," if place < last else ""}  -- {column.says}'
            for place, (name, column) in enumerate(self.columns.items())
        )
        return f"CREATE VIEW {self.name} AS  -- {self.says}\nSELECT\n" + "\n".join(rows) + f"\nFROM {self.of}"


_ARTICLE = {
    "title": Column("version.title", "headline"),
    "outlet": Column("version.outlet", "who wrote it"),
    "via": Column("version.via", "who carried it, when that is somebody else"),
    "published": Column("version.published", "day it was published, as 2018-04-24"),
    "url": Column("version.url", "its address"),
    "origin": Column("version.origin", "path or address that it was read from, as given"),
}
_VERSION = {
    "authors": Column("version.authors", "who signed it, a JSON list"),
    "place": Column("version.place", "place in the dateline"),
    "published_basis": Column("version.published_basis", "where the day was found: meta, url, text or given"),
    "retrieved": Column("version.retrieved", "day it was fetched"),
    "language": Column("version.language", "language of the text"),
    "text": Column("version.text", "the text that every span points into"),
    "record_id": Column("version.record_id", "id of the record that it came as"),
    "quoth_version": Column("version.quoth_version", "version of quoth that read it"),
    "model_version": Column("version.model_version", "version of the model that read it"),
    "added": Column("version.added", "moment at which it was stored, in UTC"),
    "capture_record": Column("version.capture_record", "id of the record of a web archive that it came from"),
    "capture_time": Column("version.capture_time", "moment at which that was captured, in UTC"),
    "capture_digest": Column("version.capture_digest", "digest of the captured payload, as the web archive states it"),
}
_STATEMENTS = "(SELECT count(*) FROM attribution WHERE attribution.{} = {}.id)"
_WORDS = {
    "source": Column("attribution.source", "the words naming who speaks, pieces parted by …"),
    "cue": Column("attribution.cue", "the words that attribute"),
    "content": Column("attribution.content", "what is attributed, pieces parted by …"),
}
_SPANS = {
    "source_spans": Column("attribution.source_spans", "where the source stands in the text, JSON [[start, end], …]"),
    "cue_spans": Column("attribution.cue_spans", "where the cue stands"),
    "content_spans": Column("attribution.content_spans", "where the content stands"),
}
_OF_ATTRIBUTION = (
    "attribution JOIN version ON version.id = attribution.version{} "
    "LEFT JOIN speaker ON speaker.id = attribution.speaker LEFT JOIN profile ON profile.id = speaker.profile"
)
_IN_STORY = "LEFT JOIN fingerprint ON fingerprint.article = version.article"
_CARRIED = (
    "CASE WHEN repeat.first IS NULL THEN 1 ELSE (SELECT count(DISTINCT lower(coalesce(held.via, held.outlet, ''))) "
    "FROM repeat AS other JOIN attribution AS again ON again.id = other.attribution "
    "JOIN version AS held ON held.id = again.version WHERE other.first = repeat.first) END"
)

VIEWS = (
    View(
        "articles",
        "one article, as its latest version has it",
        {
            "id": Column("version.article", "number of the article in this archive"),
            **_ARTICLE,
            **_VERSION,
            "version": Column("version.number", "how many versions of it there are"),
            "statements": Column(_STATEMENTS.format("version", "version"), "how many statements are in it"),
            "story": Column("fingerprint.story", "the same for articles that are copies: the lowest of their numbers"),
        },
        f"version {_IN_STORY} WHERE version.current",
    ),
    View(
        "versions",
        "one version of an article; a changed article is a new one, and the old are kept",
        {
            "id": Column("version.id", "number of the version in this archive"),
            "article": Column("version.article", "article that it is of"),
            "number": Column("version.number", "1 for the first that was added"),
            "current": Column("version.current", "1 for the latest, else 0"),
            **_ARTICLE,
            **_VERSION,
        },
        "version",
    ),
    View(
        "statements",
        "who said what: one attribution in the latest version of an article, with its speaker, article and day",
        {
            "id": Column("attribution.id", "number of the statement in this archive; never given to another"),
            "kind": Column("attribution.kind", "direct, indirect or mixed"),
            "who": Column(
                "coalesce(speaker.name, attribution.source)",
                "the speaker's name, or the source where nobody is resolved",
            ),
            "speaker": Column("speaker.name", "name of the speaker behind the source"),
            "type": Column("speaker.type", "person, organization, place, group, document or other"),
            "role": Column("speaker.role", "what the article calls the speaker"),
            "affiliation": Column("speaker.affiliation", "whom the speaker belongs to"),
            "country": Column("speaker.country", "country that the speaker belongs to"),
            "named": Column("speaker.named", "0 for such as “a senior official”"),
            "unnamed_because": Column("speaker.unnamed_because", "why there is no name, in the article's words"),
            "person": Column("profile.person", "number of the person that the speaker is, across articles"),
            **_WORDS,
            "within": Column("attribution.within", "statement in whose content this one stands"),
            "confidence": Column("attribution.confidence", "probability that source, cue and content are all right"),
            "reason": Column("attribution.reason", "why there is no speaker"),
            "article": Column("version.article", "article that it is in"),
            **_ARTICLE,
            **_SPANS,
            "story": Column("fingerprint.story", "the same for articles that are copies: the lowest of their numbers"),
            "repeats": Column(
                "repeat.first",
                "where it stands in several articles of the story: the earliest of these statements",
            ),
            "outlets": Column(_CARRIED, "how many outlets carried it; such as are unknown count as one"),
            "corrected": Column(
                "(SELECT max(id) FROM correction WHERE statement = attribution.id AND undone IS NULL)",
                "number of the last correction by hand that stands",
            ),
        },
        f"{_OF_ATTRIBUTION.format(' AND version.current')} {_IN_STORY} "
        "LEFT JOIN repeat ON repeat.attribution = attribution.id",
    ),
    View(
        "attributions",
        "one attribution in any version of an article, the old too",
        {
            "id": Column("attribution.id", "number of the statement in this archive"),
            "version": Column("attribution.version", "version of the article that it is in"),
            "record_id": Column("attribution.record_id", "its id in the article's record"),
            "kind": Column("attribution.kind", "direct, indirect or mixed"),
            "speaker": Column("attribution.speaker", "number of its speaker"),
            **_WORDS,
            "within": Column("attribution.within", "attribution in whose content this one stands"),
            "confidence": Column("attribution.confidence", "probability that source, cue and content are all right"),
            "reason": Column("attribution.reason", "why there is no speaker"),
            **_SPANS,
        },
        "attribution",
    ),
    View(
        "speakers",
        "the someone behind sources of one article, as its latest version has it",
        {
            "id": Column("speaker.id", "number of the speaker in this archive"),
            "article": Column("version.article", "article that names the speaker"),
            "name": Column("speaker.name", "name, or the words where there is none"),
            "type": Column("speaker.type", "person, organization, place, group, document or other"),
            "role": Column("speaker.role", "what the article calls the speaker"),
            "affiliation": Column("speaker.affiliation", "whom the speaker belongs to"),
            "country": Column("speaker.country", "country that the speaker belongs to"),
            "named": Column("speaker.named", "0 for such as “a senior official”"),
            "unnamed_because": Column("speaker.unnamed_because", "why there is no name, in the article's words"),
            "person": Column("profile.person", "number of the person that the speaker is, across articles"),
            "statements": Column(_STATEMENTS.format("speaker", "speaker"), "how many statements in the article"),
        },
        "speaker JOIN version ON version.id = speaker.version AND version.current "
        "LEFT JOIN profile ON profile.id = speaker.profile",
    ),
    View(
        "people",
        "one someone, a person or a body, across the articles that name them",
        {
            "id": Column("person.id", "number of the person in this archive; never given to another"),
            "name": Column("person.name", "the fullest name that most articles give"),
            "type": Column("person.type", "person, organization, place, group, document or other"),
            "known": Column("person.known", "id in a list of known people, as `quoth identify` was given it"),
            "names": Column("json_group_array(DISTINCT speaker.name)", "every name that articles give, a JSON list"),
            "articles": Column("count(DISTINCT version.article)", "how many articles name the person"),
            "first": Column("min(version.published)", "day of the earliest"),
            "last": Column("max(version.published)", "day of the latest"),
        },
        "person JOIN profile ON profile.person = person.id JOIN speaker ON speaker.profile = profile.id "
        "JOIN version ON version.id = speaker.version AND version.current GROUP BY person.id",
    ),
    View(
        "mentions",
        "one run of text that refers to a speaker",
        {
            "id": Column("mention.id", "number of the mention in this archive"),
            "speaker": Column("mention.speaker", "speaker that it refers to"),
            "article": Column("version.article", "article that it is in"),
            "text": Column("mention.text", "its words"),
            "start": Column("mention.start", "first character, in code points into the article's text"),
            "end": Column('mention."end"', "the character after the last"),
        },
        "mention JOIN speaker ON speaker.id = mention.speaker "
        "JOIN version ON version.id = speaker.version AND version.current",
    ),
    View(
        "corrections",
        "one correction by hand",
        {
            "id": Column("correction.id", "number of the correction, for `quoth correct --undo`"),
            "made": Column("correction.made", "moment, in UTC"),
            "who": Column("correction.who", "who made it"),
            "why": Column("correction.why", "why"),
            "kind": Column("correction.kind", "change, remove or same of statements; merge, split or rename of people"),
            "article": Column("correction.article", "article that it is in"),
            "statement": Column("correction.statement", "statement that it is of"),
            "before": Column("correction.before", "what stood there, JSON"),
            "after": Column("correction.after", "what stands there now, JSON"),
            "undone": Column("correction.undone", "moment at which it was undone"),
            "undone_by": Column("correction.undone_by", "who undid it"),
        },
        "correction",
    ),
    View(
        "outlets",
        "one outlet",
        {
            "outlet": Column("version.outlet", "who wrote the articles"),
            "articles": Column("count(*)", "how many articles"),
            "statements": Column(
                f"sum({_STATEMENTS.format('version', 'version')})",
                "how many statements are in them",
            ),
            "first": Column("min(version.published)", "day of the earliest"),
            "last": Column("max(version.published)", "day of the latest"),
        },
        "version WHERE version.current AND version.outlet IS NOT NULL GROUP BY version.outlet",
    ),
)


def make(connection: sa.Connection) -> None:
    """Make every view anew; views hold no data."""
    for view in VIEWS:
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {view.name}")
        connection.exec_driver_sql(view.sql)
