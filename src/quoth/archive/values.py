"""What goes into the archive and comes out of it, beside articles and statements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from quoth.article import Article, Carrier, SpeakerType, Statement

Order = Literal["relevance", "date"]
Outcome = Literal["new", "changed", "older", "reread", "known"]


@dataclass(frozen=True, slots=True)
class ReadBy:
    """The versions of quoth and of the model that read an article; None is unknown."""

    quoth: str | None = None
    model: str | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of an article: a new one, a new version of one, or one from before the latest that is kept behind
    it, read again, or held already as it is."""

    origin: str
    outcome: Outcome
    article: int


@dataclass(frozen=True, slots=True)
class Filters:
    """Which statements are asked for; None asks for any. Days may be whole years or months: `2018`, `2018-04`.

    `speaker` asks for words in a name, `who` for a name, or an unresolved source's words, to the letter, `person`
    for one someone by the number, `family` for cues of one of the FAMILIES.
    """

    speaker: str | None = None
    outlet: str | None = None
    kind: str | None = None
    cue: str | None = None
    type: str | None = None
    role: str | None = None
    affiliation: str | None = None
    country: str | None = None
    named: bool | None = None
    since: str | None = None
    until: str | None = None
    who: str | None = None
    resolved: bool | None = None
    person: int | None = None
    family: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of statements, and where the next one goes on; None where there is no more."""

    statements: tuple[Statement, ...]
    after: str | None = None


class Line:
    """A row of a report."""

    __slots__ = ()

    def record(self) -> dict[str, Any]:
        """The row as a JSON object."""
        return asdict(self)  # type: ignore[call-overload, no-any-return]


@dataclass(frozen=True, slots=True)
class ArticleLine(Line):
    """An article in a list of them."""

    id: int
    title: str | None
    outlet: str | None
    via: str | None
    published: str | None
    url: str | None
    origin: str
    versions: int
    statements: int
    story: int | None


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of articles, and where the next one goes on; None where there is no more."""

    articles: tuple[ArticleLine, ...]
    after: str | None = None


@dataclass(frozen=True, slots=True)
class SpeakerLine(Line):
    """Somebody who is quoted: how often, from when to when, and by which outlets ("" is unknown).

    What several articles of a story carry counts once, for the first of them to be published.
    A source that is not resolved goes by its words, without a type; who is only known by a bare surname, or by
    words that fit many, goes by that, without a `person`. `names` are all that articles call the person.
    """

    name: str
    type: SpeakerType | None
    named: bool | None
    statements: int
    articles: int
    first: str | None
    last: str | None
    outlets: Mapping[str, int]
    person: int | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason(Line):
    """Why two records are held to be of one person: how sure that is, and each part, above 0 for it, below against."""

    one: str
    other: str
    score: float
    parts: tuple[tuple[str, float, str], ...]


@dataclass(frozen=True, slots=True)
class Person(Line):
    """One someone across articles: every name, in how many articles each, and why they are one, record by record.

    `known` is the id that a list of known people has for them.
    """

    id: int
    name: str
    type: SpeakerType
    names: Mapping[str, int]
    records: tuple[str, ...]
    reasons: tuple[Reason, ...]
    known: str | None = None


@dataclass(frozen=True, slots=True)
class Lasting(Line):
    """A person who is somebody of a list of known ones: the number and name here, the id and name there."""

    person: int
    name: str
    known: str
    called: str


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be put right in a statement; None is left as it is.

    Spans are the words as they stand in the article, pieces parted by " … ", or characters: `120-135, 140-150`.
    `speaker` is a name; "" is nobody, and an empty source none.
    """

    source: str | None = None
    cue: str | None = None
    content: str | None = None
    kind: str | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """Who corrects, and why."""

    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Correction(Line):
    """A correction by hand, as the log has it."""

    id: int
    made: str
    who: str
    why: str
    kind: str
    article: int | None
    statement: int | None
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    undone: str | None
    undone_by: str | None


@dataclass(frozen=True, slots=True)
class Logged:
    """A correction with the name of its article, whether its statement is there, each thing that it changed, as words
    before and after, and another correction, made on top of it, that must be undone first."""

    made: Correction
    title: str | None
    held: bool
    changes: tuple[tuple[str, str | None, str | None], ...]
    later: int | None = None


@dataclass(frozen=True, slots=True)
class Reread(Line):
    """What another reading of an article brought: the statements that came, went and changed, as the words they are.

    A changed one has its cue where it had; what a person has corrected stays as corrected.
    """

    article: int
    origin: str
    came: tuple[str, ...]
    went: tuple[str, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stats(Line):
    """How much an archive holds. The counts by kind, type, outlet, day and model are of statements.

    What several articles of a story carry counts once, for the first of them to be published; `printed` counts
    it each time.
    """

    articles: int
    versions: int
    stories: int
    printed: int
    statements: int
    named: int
    unnamed: int
    unresolved: int
    kinds: Mapping[str, int]
    types: Mapping[str, int]
    outlets: Mapping[str, int]
    days: Mapping[str, int]
    models: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Said:
    """One wording of something said: quoted whole, cut, paraphrased, or, as somebody has found, in other words."""

    statement: Statement
    manner: str


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement with every wording of it, its own and those of copies too, and the articles that carried it, each
    by date. `statement` of a carrier is None where a copy has left it out. `perhaps` are what may be the same in other
    words, the likest first."""

    statement: Statement
    wordings: tuple[Said, ...]
    carriers: tuple[Carrier, ...]
    perhaps: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A statement with its article, the one that it stands within, those within it, who speaks, and every wording.

    `carriers` are the articles of its story, where there are several, and `whence` says where the story is from.
    `perhaps` are what may be the same in other words, the likest first.
    """

    statement: Statement
    article: Article
    outer: Statement | None
    inner: tuple[Statement, ...]
    carriers: tuple[Carrier, ...] = ()
    whence: str | None = None
    person: Person | None = None
    wordings: tuple[Said, ...] = ()
    perhaps: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Face(Line):
    """Somebody among those who are quoted: one someone by the number, or, without one, whoever goes by that name."""

    name: str
    person: int | None
    count: int


@dataclass(frozen=True, slots=True)
class Facets(Line):
    """The statements that a search finds, counted: all of them, and those of each value of what was asked for.

    What several articles of a story carry counts once; `articles` are all that carry what is found. Where `about`
    is more than 1, one in so many was looked at, and the counts are estimates.
    """

    statements: int
    articles: int
    counts: Mapping[str, Mapping[str, int]]
    people: tuple[Face, ...] = ()
    about: int = 1


@dataclass(frozen=True, slots=True)
class Term(Line):
    """A word that stands out in what some say: how much, and how many of the statements of each side have it."""

    word: str
    weight: float
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Terms(Line):
    """The words that stand out on each of some sides, and how many statements of each were looked at, of how many.

    Where a side has been looked at as a whole the counts are those of a search for the word.
    """

    sides: tuple[tuple[Term, ...], ...]
    looked: tuple[int, ...]
    of: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Standing(Line):
    """What articles call somebody, from when to when: the first and the last article that does, and how many."""

    role: str | None
    affiliation: str | None
    country: str | None
    articles: int
    since: str | None
    until: str | None
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Near(Line):
    """Somebody who is quoted in the same articles as another: in how many stories, and an article of the latest."""

    name: str
    person: int | None
    stories: int
    article: int


@dataclass(frozen=True, slots=True)
class Whole:
    """An article as the archive holds it: its number, the moment it was added, how many versions there are of it.

    `statements` are those of its attributions, in the same order; `carriers` are the articles of its story, where
    there are several, and `whence` says where the story is from.
    """

    number: int
    versions: int
    added: str
    article: Article
    statements: tuple[Statement, ...]
    carriers: tuple[Carrier, ...] = ()
    whence: str | None = None


@dataclass(frozen=True, slots=True)
class Problem(Line):
    """Something wrong in an archive: where, what, and whether it has been put right."""

    where: str
    what: str
    repaired: bool = False
