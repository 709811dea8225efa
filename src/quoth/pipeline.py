"""Sources in, read articles out: the rooms joined, as generators."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from importlib.metadata import version
from typing import TYPE_CHECKING

from quoth.article import Article, Marks
from quoth.config import IntakeOptions, ReadingOptions
from quoth.errors import HeldError, InputError
from quoth.intake import measured
from quoth.intake import read as take_in
from quoth.intake.ahead import ahead
from quoth.intake.ids import stable
from quoth.reading import Reader

if TYPE_CHECKING:
    from quoth.archive import Keeps, ReadBy, Reread, Stored
    from quoth.meaning import Encoder, Floats

__all__ = ["add_articles", "add_sources", "add_taken", "measured", "read", "read_sources", "read_text"]
Taken = Article | InputError
Read = Callable[[Iterable[Article]], Iterator[Article]]
Encode = Callable[[Iterable[str]], "Floats"]
_EMBEDDED = 64  # contents whose vectors are stored at once: what is lost at the most when the run is stopped
_LEAST = 2_000  # characters that even an empty article or an error takes for, ahead of reading
_NAMELESS = "text"


def read_sources(
    sources: Iterable[str],
    intake: IntakeOptions = IntakeOptions(),
    reading: ReadingOptions = ReadingOptions(),
) -> Iterator[Taken]:
    """Every article of some paths, folders, addresses or `-`, read, in their order.

    What cannot be read comes as an InputError in its place; nothing is raised for it.
    """
    reader = _reader(reading)
    taken = ahead(_taken(sources, intake), _weight, reading.characters)
    for batch in _batches(taken, reading):
        yield from _read(batch, reader)


def add_sources(
    sources: Iterable[str],
    archive: Keeps,
    intake: IntakeOptions = IntakeOptions(),
    reading: ReadingOptions = ReadingOptions(),
) -> Iterator[Stored | InputError]:
    """Every article of some sources read into an archive, a batch at a time, and what became of each.

    Stopped at any moment it has stored whole batches only, and goes on from there when it is called again.
    """
    yield from add_taken(sources, archive, *reads(reading), intake, reading)


def add_taken(
    sources: Iterable[str],
    archive: Keeps,
    read: Read,
    by: ReadBy,
    intake: IntakeOptions = IntakeOptions(),
    reading: ReadingOptions = ReadingOptions(),
) -> Iterator[Stored | InputError]:
    """The same with any `read`. What the archive holds of web archives and sites is not even taken in again."""
    fetched: dict[str, Marks] = {}
    came: dict[str, Marks] = {}
    ties = replace(
        intake.ties,
        captured=lambda record: archive.captured(record, by),
        located=lambda address: archive.located(address, by),
        marks=archive.marks,
        keep=fetched.__setitem__,
    )

    def stored() -> None:
        archive.keep_marks(came)
        came.clear()

    marked = ahead(_marked(_taken(sources, replace(intake, ties=ties)), fetched), _weight, reading.characters)
    yield from add_articles(_unmarked(marked, came), archive, read, by, reading, stored)


def add_articles(
    taken: Iterable[Taken],
    archive: Keeps,
    read: Read,
    by: ReadBy,
    options: ReadingOptions = ReadingOptions(),
    after: Callable[[], object] = tuple,
) -> Iterator[Stored | InputError]:
    """The same for articles taken in already. What the archive holds is not read again. `after` each batch is
    stored, something more can be done."""
    for batch in _batches(taken, options):
        stored = iter(_add([one for one in batch if isinstance(one, Article)], archive, read, by))
        after()
        for one in batch:
            yield next(stored) if isinstance(one, Article) else _told(one)


def reread(archive: Keeps, reading: ReadingOptions = ReadingOptions()) -> Iterator[Reread]:
    """What an older model or quoth read in an archive, read again, a batch at a time, and what is different.

    Stopped at any moment it goes on from there when it is called again.
    """
    from quoth.archive import ReadBy

    reader = _reader(reading)
    by = ReadBy(version("quoth"), reader.session.facts.version)
    yield from reread_articles(archive, reader.read_many, by, reading)


def reread_articles(
    archive: Keeps, read: Read, by: ReadBy, options: ReadingOptions = ReadingOptions()
) -> Iterator[Reread]:
    """The same with any `read`."""
    while found := archive.outdated(by, options.articles):
        yield from archive.reread(dict(zip(found, read(found.values()), strict=True)), by)


def embed(archive: Keeps, encode: Encode | None = None, threads: int = 1) -> Iterator[int]:
    """Every content of an archive that has no vector yet gets one, a batch at a time: how many statements each.

    Contents that are the same are embedded once. Stopped at any moment, it goes on from there when it is called
    again. MeaningError where the extra is not installed, once there is something to embed.
    """
    while contents := archive.unembedded(_EMBEDDED):
        texts = list(dict.fromkeys(contents.values()))
        vectors = (encode or _encoder(threads).encode)(texts)
        yield archive.embed(contents, dict(zip(texts, vectors, strict=True)))


def meaning(sentence: str) -> Floats:
    """What `Archive.search` takes as `like`. MeaningError."""
    return _encoder().encode([sentence]).reshape(-1)


def means() -> bool:
    """Whether the extra `meaning` is installed."""
    from quoth.meaning import available

    return available()


def read(source: str, intake: IntakeOptions = IntakeOptions(), reading: ReadingOptions = ReadingOptions()) -> Article:
    """The one article of a path or address, read. InputError where there is none, or more than one."""
    found = list(take_in(source, intake))
    if len(found) > 1:
        raise InputError(source, f"holds {len(found)} articles; use quoth.read_sources for more than one")
    if isinstance(found[0], InputError):
        raise found[0]
    return _reader(reading).read(found[0])


def read_text(text: str, reading: ReadingOptions = ReadingOptions()) -> Article:
    """The article that is `text` as it stands, read."""
    return _reader(reading).read(Article(id=stable(text), origin=_NAMELESS, text=text))


def reads(options: ReadingOptions = ReadingOptions()) -> tuple[Read, ReadBy]:
    """What reads articles with the shipped model, and the versions that the archive notes of it."""
    from quoth.archive import ReadBy

    reader = _reader(options)
    return reader.read_many, ReadBy(version("quoth"), reader.session.facts.version)


@lru_cache(maxsize=2)
def _reader(options: ReadingOptions) -> Reader:
    return Reader(options)


@lru_cache(maxsize=1)
def _encoder(threads: int = 1) -> Encoder:
    from quoth.meaning import Encoder

    return Encoder(threads)


def _taken(sources: Iterable[str], options: IntakeOptions) -> Iterator[Taken]:
    return (one for source in sources for one in take_in(source, options))


def _marked(taken: Iterable[Taken], fetched: dict[str, Marks]) -> Iterator[tuple[Taken | None, dict[str, Marks]]]:
    """Each with the marks of what was fetched until then, and at last those that are left."""
    for one in taken:
        yield one, fetched.copy()
        fetched.clear()
    yield None, fetched


def _unmarked(marked: Iterable[tuple[Taken | None, dict[str, Marks]]], came: dict[str, Marks]) -> Iterator[Taken]:
    """Each by itself; its marks go to those that `came`. So none is kept before what it marks is stored, though
    others are taken in ahead."""
    for one, marks in marked:
        came.update(marks)
        if one is not None:
            yield one


def _weight(taken: object) -> int:
    """How much of the room for what is taken in ahead something needs."""
    one = taken[0] if isinstance(taken, tuple) else taken
    return _LEAST + (len(one.text) if isinstance(one, Article) else 0)


def _batches(taken: Iterable[Taken], options: ReadingOptions) -> Iterator[list[Taken]]:
    """What was taken in a few at a time, and fewer where they are long."""
    batch: list[Taken] = []
    for one in taken:
        batch.append(one)
        if len(batch) >= options.articles or sum(map(_length, batch)) >= options.characters:
            yield batch
            batch = []
    yield batch


def _add(articles: list[Article], archive: Keeps, read: Read, by: ReadBy) -> list[Stored]:
    """Store a batch, of which only what is new to this model is read."""
    found = [archive.held(one, by) or archive.recall(one, by) for one in articles]
    fresh = read([one for one, known in zip(articles, found, strict=True) if known is None])
    ready = [next(fresh) if known is None else known for known in found]
    stored = iter(archive.add([one for one in ready if isinstance(one, Article)], by))
    return [next(stored) if isinstance(one, Article) else one for one in ready]


def _told(error: InputError) -> Stored | InputError:
    from quoth.archive import Stored

    return Stored(error.origin, "known", error.article) if isinstance(error, HeldError) else error


def _length(taken: Article | InputError) -> int:
    return len(taken.text) if isinstance(taken, Article) else 0


def _read(taken: list[Taken], reader: Reader) -> Iterator[Taken]:
    articles = reader.read_many([one for one in taken if isinstance(one, Article)])
    for one in taken:
        yield next(articles) if isinstance(one, Article) else one
