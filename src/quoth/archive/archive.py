"""An archive in one file on this machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

import numpy.typing as npt
import sqlalchemy as sa

from quoth.archive import (
    adding,
    backup,
    checks,
    corrections,
    fetches,
    identities,
    index,
    lasting,
    logbook,
    meanings,
    migrations,
    people,
    rereading,
    rows,
    showing,
    sqlite,
    watching,
    who,
    wholes,
)
from quoth.archive.addresses import text_hash
from quoth.archive.asking import alike, company, reports, search, terms
from quoth.archive.asking.common import is_common
from quoth.archive.asking.facets import NAMES, facets
from quoth.archive.asking.query import parse
from quoth.archive.linkage.authority import Entry
from quoth.archive.same import meant, sayings, stories
from quoth.archive.schema import VERSION
from quoth.archive.values import (
    Change,
    Correction,
    Facets,
    Filters,
    Lasting,
    Listing,
    Logged,
    Near,
    Order,
    Page,
    Person,
    Problem,
    ReadBy,
    Reread,
    Saying,
    Shown,
    Signed,
    SpeakerLine,
    Standing,
    Stats,
    Stored,
    Terms,
    Whole,
)
from quoth.archive.watching import Moment
from quoth.article import Article, Marks, Statement
from quoth.config import ArchiveOptions
from quoth.errors import ClosedArchiveError, DamagedArchiveError, MissingArchiveError, one_line

_SETTLED = 500  # speakers whose people are found in one transaction, when an older archive is opened


class Keeps(Protocol):
    """What every archive can do, whatever it keeps its rows in."""

    def add(self, articles: Iterable[Article], by: ReadBy = ...) -> list[Stored]: ...
    def held(self, article: Article, by: ReadBy = ...) -> Stored | None: ...
    def recall(self, article: Article, by: ReadBy = ...) -> Article | None: ...
    def captured(self, record: str, by: ReadBy = ...) -> int | None: ...
    def located(self, address: str, by: ReadBy = ...) -> int | None: ...
    def marks(self, address: str) -> Marks | None: ...
    def keep_marks(self, fetched: Mapping[str, Marks]) -> None: ...
    def outdated(self, by: ReadBy, limit: int = ...) -> dict[int, Article]: ...
    def reread(self, articles: Mapping[int, Article], by: ReadBy) -> list[Reread]: ...
    def records(self) -> Iterator[Article]: ...
    def statements(self) -> Iterator[Statement]: ...
    def search(
        self,
        query: str,
        filters: Filters = ...,
        *,
        order: Order | None = ...,
        limit: int = ...,
        after: str | None = ...,
        copies: bool = ...,
        like: npt.ArrayLike | None = ...,
    ) -> Page: ...
    def show(self, number: int) -> Shown: ...
    def speakers(
        self, filters: Filters = ..., limit: int = ..., bound: int | None = ...
    ) -> tuple[SpeakerLine, ...]: ...
    def person(self, number: int) -> Person: ...
    def called(self, given: str) -> int: ...
    def identify(self, known: Iterable[Entry]) -> tuple[Lasting, ...]: ...
    def articles(self, filters: Filters = ..., *, limit: int = ..., after: str | None = ...) -> Listing: ...
    def stats(self) -> Stats: ...
    def facets(
        self, query: str, filters: Filters = ..., of: Sequence[str] = ..., most: int = ..., bound: int | None = ...
    ) -> Facets: ...
    def terms(self, sides: Sequence[tuple[str, Filters]], most: int = ...) -> Terms: ...
    def standings(self, filters: Filters, most: int = ...) -> tuple[Standing, ...]: ...
    def near(self, filters: Filters, most: int = ...) -> tuple[Near, ...]: ...
    def article(self, number: int) -> Whole: ...
    def texts(self, articles: Sequence[int]) -> Mapping[int, str]: ...
    def unembedded(self, limit: int = ...) -> dict[int, str]: ...
    def embed(self, contents: Mapping[int, str], vectors: Mapping[str, npt.NDArray[Any]]) -> int: ...
    def left_to_embed(self) -> int: ...
    def check(self, repair: bool = ...) -> list[Problem]: ...
    def backup(self, target: str | PathLike[str]) -> None: ...
    def close(self) -> None: ...


class Archive:
    """What was read, in one SQLite file. A context manager; made where there is none, unless told otherwise.

    Any number of programs may read it while one writes; two that write take turns, a batch each.
    """

    def __init__(self, path: str | PathLike[str], options: ArchiveOptions = ArchiveOptions()) -> None:
        self.path = Path(path)
        _prepare(self.path, options)
        self._engine = sqlite.engine(self.path, options)
        self._watch = watching.Watch(self._engine)
        try:
            self._open(options)
        except BaseException:
            self.close()
            raise

    def _open(self, options: ArchiveOptions) -> None:
        with sqlite.reading(self._engine) as connection:
            # Asked before anything is changed: the file may be somebody else's.
            done = migrations.taken(connection)
        sqlite.keep_log(self._engine, options.timeout)
        if done < len(migrations.MIGRATIONS):
            with sqlite.writing(self._engine) as connection:
                migrations.migrate(connection)
                stories.complete(connection)
        self._settle()

    def _settle(self) -> None:
        """Find the people of an archive from before there were any, a batch at a time: stopped, it goes on there."""
        while True:
            with sqlite.reading(self._engine) as connection:
                if not people.due(connection):
                    return
            with sqlite.writing(self._engine) as connection:
                people.settle(connection, _SETTLED)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._watch.close()
        self._engine.dispose()

    def moment(self) -> Moment | None:
        """A state of the archive, another after each write by any program; None where it cannot be told just now."""
        return self._watch.moment()

    def add(self, articles: Iterable[Article], by: ReadBy = ReadBy()) -> list[Stored]:
        """Store a batch of read articles, all of it or, when something goes wrong, nothing.

        An article held as it is stays; one that has changed at its address becomes a new version; one that
        another model has read is read anew.
        """
        batch = adding.fitting(articles)
        if not batch:
            return []
        with sqlite.writing(self._engine) as connection:
            stored = adding.add_all(connection, batch, by)
            people.settle(connection)
            return stored

    def held(self, article: Article, by: ReadBy = ReadBy()) -> Stored | None:
        """What `add` would say to an article that need not be read again; None where it must be."""
        with sqlite.reading(self._engine) as connection:
            return adding.held(connection, article, by)

    def recall(self, article: Article, by: ReadBy = ReadBy()) -> Article | None:
        """The article with what this model read in the same text elsewhere, if it has: a copy costs no reading."""
        alike = sa.select(VERSION).where(VERSION.c.text_hash == text_hash(article), VERSION.c.model_version == by.model)
        alike = alike.where(VERSION.c.article.not_in(corrections.articles()))
        with sqlite.reading(self._engine) as connection:
            for found in rows.articles(connection, connection.execute(alike.limit(1)).all()):
                return replace(article, attributions=found.attributions, speakers=found.speakers)
        return None

    def captured(self, record: str, by: ReadBy = ReadBy()) -> int | None:
        """The article that has the capture with this record's id and need not be read again; None where none has."""
        with sqlite.reading(self._engine) as connection:
            return adding.captured(connection, record, by)

    def located(self, address: str, by: ReadBy = ReadBy()) -> int | None:
        """The article at this address that need not be read again; None where there is none."""
        with sqlite.reading(self._engine) as connection:
            return adding.located(connection, address, by)

    def marks(self, address: str) -> Marks | None:
        """What an address was marked with when it was fetched last."""
        with sqlite.reading(self._engine) as connection:
            return fetches.marks(connection, address)

    def keep_marks(self, fetched: Mapping[str, Marks]) -> None:
        """Remember what addresses are marked with. After what came from them is stored, never before."""
        if fetched:
            with sqlite.writing(self._engine) as connection:
                fetches.keep(connection, fetched)

    def records(self) -> Iterator[Article]:
        """The latest version of every article, in the order in which the articles came."""
        latest = sa.select(VERSION).where(VERSION.c.current).order_by(VERSION.c.article)
        with sqlite.reading(self._engine) as connection:
            yield from rows.articles(connection, connection.execute(latest))

    def statements(self) -> Iterator[Statement]:
        """Every statement of the latest versions, in the order in which they came."""
        with sqlite.reading(self._engine) as connection:
            yield from search.statements(connection)

    def search(
        self,
        query: str,
        filters: Filters = Filters(),
        *,
        order: Order | None = None,
        limit: int = 20,
        after: str | None = None,
        copies: bool = False,
        like: npt.ArrayLike | None = None,
    ) -> Page:
        """A page of up to `limit` (at most 1,000) statements; `after` is where the page before ended.

        Of a statement that several articles of a story carry, the earliest that is found, or each of the `copies`.

        By relevance if there are words to be found, else by date, the latest first. Any query is understood:
        words, "phrases", OR, NOT, brackets, word*. QueryError for a filter that means nothing.

        With `like`, a vector (quoth.meaning.Encoder makes them), those first whose content is most like it, whatever
        the order asked for; a statement that has no vector yet is left out. MeaningError.
        """
        with sqlite.reading(self._engine) as connection:
            if like is not None:
                return alike.like(connection, like, query, filters, limit, after, copies)
            return search.search(connection, query, filters, order, limit, after, copies)

    def ranks(self, query: str, filters: Filters = Filters()) -> bool:
        """Whether `search` can put the best first: not where nothing is there that must occur, nor where filters
        choose from words that very many statements have; such come by date."""
        with sqlite.reading(self._engine) as connection:
            match = search.with_filters(parse(query), filters)
            if match is None or match.negated:
                return False
            return not (search.narrowed(filters) and is_common(connection, match))

    def statement(self, number: int) -> Statement:
        """A statement by its number, and nothing else. NotHeldError."""
        with sqlite.reading(self._engine) as connection:
            return search.numbered(connection, number)

    def show(self, number: int) -> Shown:
        """A statement with its article and what stands around it. NotHeldError."""
        with sqlite.reading(self._engine) as connection:
            return showing.shown(connection, number)

    def saying(self, number: int) -> Saying:
        """Every wording of a statement, and the articles that carried it. NotHeldError."""
        with sqlite.reading(self._engine) as connection:
            return sayings.of(connection, search.numbered(connection, number))

    def speakers(
        self, filters: Filters = Filters(), limit: int = 20, bound: int | None = None
    ) -> tuple[SpeakerLine, ...]:
        """Who is quoted, the most quoted first, up to a limit (at most 1,000).

        Where filters leave many more than `bound`, about so many are looked at, and the counts are estimates.
        """
        with sqlite.reading(self._engine) as connection:
            return reports.speakers(connection, filters, limit, bound)

    def person(self, number: int) -> Person:
        """Who a person is, by what names, and why those are held to be one someone. NotHeldError."""
        with sqlite.reading(self._engine) as connection:
            return who.by_number(connection, number)

    def identify(self, known: Iterable[Entry]) -> tuple[Lasting, ...]:
        """Give people the ids of the entries of a list that they are."""
        with sqlite.writing(self._engine) as connection:
            return lasting.identify(connection, known)

    def called(self, given: str) -> int:
        """Whom a number, a list's id, or a name to the letter means. NotHeldError; QueryError for several."""
        with sqlite.reading(self._engine) as connection:
            return who.number(connection, given)

    def articles(self, filters: Filters = Filters(), *, limit: int = 20, after: str | None = None) -> Listing:
        """A page of up to `limit` (at most 1,000) articles by outlet and date, the latest first."""
        with sqlite.reading(self._engine) as connection:
            return reports.articles(connection, filters, limit, after)

    def stats(self) -> Stats:
        """How much there is, by day, outlet, kind and model."""
        with sqlite.reading(self._engine) as connection:
            return reports.stats(connection)

    def outdated(self, by: ReadBy, limit: int = 32) -> dict[int, Article]:
        """The next articles that another model, or quoth, has read, by the numbers of their versions."""
        with sqlite.reading(self._engine) as connection:
            return rereading.outdated(connection, by, limit)

    def reread(self, articles: Mapping[int, Article], by: ReadBy) -> list[Reread]:
        """Store readings of some versions in the place of those that there are, all of them or none.

        What has been corrected by hand stays so. An article that has changed meanwhile is passed over. RecordError.
        """
        adding.fitting(articles.values())
        with sqlite.writing(self._engine) as connection:
            found = [rereading.reread(connection, number, article, by) for number, article in articles.items()]
            people.settle(connection)
            return [one for one in found if one is not None]

    def correct(self, number: int, change: Change, signed: Signed) -> Correction:
        """Put a statement right. The log keeps what stood there. NotHeldError, CorrectionError."""
        with sqlite.writing(self._engine) as connection:
            made = corrections.change(connection, number, change, signed)
            people.settle(connection)
            return made

    def remove(self, number: int, signed: Signed) -> Correction:
        """Take out a statement that nobody made. NotHeldError."""
        with sqlite.writing(self._engine) as connection:
            return corrections.remove(connection, number, signed)

    def merge(self, one: int, other: int, signed: Signed) -> Correction:
        """Hold two people to be one, who keeps the number of the first. NotHeldError, CorrectionError."""
        with sqlite.writing(self._engine) as connection:
            return identities.merge(connection, one, other, signed)

    def split(self, number: int, signed: Signed) -> Correction:
        """Hold the speaker of a statement to be somebody else than the rest of the person. CorrectionError."""
        with sqlite.writing(self._engine) as connection:
            return identities.split(connection, number, signed)

    def rename(self, number: int, name: str, signed: Signed) -> Correction:
        """Call a person otherwise than their articles do. NotHeldError, CorrectionError."""
        with sqlite.writing(self._engine) as connection:
            return identities.rename(connection, number, name, signed)

    def same(self, number: int, other: int, signed: Signed) -> Correction:
        """Hold two statements to be one saying, in other words. NotHeldError, CorrectionError."""
        with sqlite.writing(self._engine) as connection:
            return meant.join(connection, number, other, signed)

    def undo(self, number: int, who: str) -> Correction:
        """Put back what a correction changed. NotHeldError, CorrectionError."""
        with sqlite.writing(self._engine) as connection:
            undone = identities.undo(connection, number, who)
            people.settle(connection)
            return undone

    def corrections(self) -> tuple[Correction, ...]:
        """Every correction, the first first."""
        with sqlite.reading(self._engine) as connection:
            return corrections.listed(connection)

    def logged(
        self,
        *,
        article: int | None = None,
        person: int | None = None,
        standing: bool = False,
        before: int | None = None,
        limit: int = 50,
    ) -> tuple[Logged, ...]:
        """Up to `limit` (at most 1,000) corrections in words, the last first: in an article, of a person, that were
        not undone, made before another."""
        with sqlite.reading(self._engine) as connection:
            return logbook.latest(connection, article, person, standing, before, limit)

    def facets(
        self,
        query: str,
        filters: Filters = Filters(),
        of: Sequence[str] = NAMES,
        most: int = 10,
        bound: int | None = None,
    ) -> Facets:
        """How many statements `search` finds, and how many of each of the commonest values of some facets.

        Where there are many more than `bound`, about so many are looked at, and the counts are estimates.
        """
        with sqlite.reading(self._engine) as connection:
            return facets(connection, query, filters, of, most, bound)

    def terms(self, sides: Sequence[tuple[str, Filters]], most: int = 10) -> Terms:
        """The words that stand out on each of some sides, a search each, beside the others together."""
        with sqlite.reading(self._engine) as connection:
            return terms.terms(connection, sides, most)

    def standings(self, filters: Filters, most: int = 20) -> tuple[Standing, ...]:
        """What articles call whom the filters choose, from when to when; those of the most articles, by day."""
        with sqlite.reading(self._engine) as connection:
            return company.standings(connection, filters, most)

    def near(self, filters: Filters, most: int = 20) -> tuple[Near, ...]:
        """Who else is quoted in the latest articles that quote whom the filters choose."""
        with sqlite.reading(self._engine) as connection:
            return company.near(connection, filters, most)

    def article(self, number: int) -> Whole:
        """The latest version of an article with its statements. NotHeldError."""
        with sqlite.reading(self._engine) as connection:
            return wholes.whole(connection, number)

    def texts(self, articles: Sequence[int]) -> Mapping[int, str]:
        """The texts of some articles by their numbers, as their latest versions have them."""
        with sqlite.reading(self._engine) as connection:
            return wholes.texts(connection, articles)

    def left_to_embed(self) -> int:
        """How many statements have no vector yet, by which they could be found with `like`."""
        with sqlite.reading(self._engine) as connection:
            return meanings.left(connection)

    def unembedded(self, limit: int = 256) -> dict[int, str]:
        """The next statements, by their numbers, whose contents are to be embedded; none where all are.

        Those on the way whose content has a vector already get that.
        """
        with sqlite.writing(self._engine) as connection:
            return meanings.due(connection, limit)

    def embed(self, contents: Mapping[int, str], vectors: Mapping[str, npt.NDArray[Any]]) -> int:
        """Keep the vectors of contents for the statements that have them, all or none; how many got one.

        A statement whose content is another by now gets none. MeaningError.
        """
        units = {content: meanings.unit(vector) for content, vector in vectors.items()}
        with sqlite.writing(self._engine) as connection:
            return meanings.keep(connection, contents, units)

    def check(self, repair: bool = True) -> list[Problem]:
        """What is wrong with the archive, of which what can be made anew from the rest is, unless told otherwise."""
        with sqlite.reading(self._engine) as connection:
            found = checks.look(connection)
            connection.rollback()  # a look that came upon a damaged index could not be ended otherwise
        with sqlite.writing(self._engine) as connection:
            problems = checks.repair(connection, found) if repair else [one.problem for one in found]
        # After the repairs: they may have changed words that the index holds.
        with sqlite.writing(self._engine) as connection:
            of_index = checks.look_at_index(connection)
            told = checks.repair(connection, of_index) if repair else [one.problem for one in of_index]
            if not (whole := all(one.repaired for one in told)):
                connection.rollback()
        return problems + told if whole or not repair else problems + self._renewed(told)

    def _renewed(self, told: list[Problem]) -> list[Problem]:
        """What was wrong with the indexes of words, which are made anew in the place of those that cannot be mended."""
        try:
            with sqlite.bare(self._engine) as connection:
                index.renew(connection)
        except DamagedArchiveError:
            return told
        return [replace(one, repaired=True) for one in told]

    def backup(self, target: str | PathLike[str]) -> None:
        """A copy in another file, as the archive is at one moment, while others may write to it."""
        backup.backup(self._engine, Path(target))


def _prepare(path: Path, options: ArchiveOptions) -> None:
    """The folder of an archive that may be made; MissingArchiveError where one must be there."""
    try:
        if _there(path):
            return
        if not options.create:
            raise MissingArchiveError(one_line(f"{path}: there is no archive; make one with `quoth add`"))
        path.parent.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ClosedArchiveError(one_line(f"{path}: cannot be opened ({reason}); check the path")) from None


def _there(path: Path) -> bool:
    try:
        path.stat()
    except FileNotFoundError:
        return False
    return True
