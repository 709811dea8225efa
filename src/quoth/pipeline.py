"""Sources in, read articles out: the rooms joined, as generators."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from importlib.metadata import version
from typing import TYPE_CHECKING

from quoth.article import Article
from quoth.config import IntakeOptions, ReadingOptions
from quoth.errors import InputError
from quoth.intake import read as take_in
from quoth.intake.ids import stable
from quoth.reading import Reader

if TYPE_CHECKING:
    from quoth.archive import Keeps, ReadBy, Stored

Read = Callable[[Iterable[Article]], Iterator[Article]]
_NAMELESS = "text"


def read_sources(
    sources: Iterable[str],
    intake: IntakeOptions = IntakeOptions(),
    reading: ReadingOptions = ReadingOptions(),
) -> Iterator[Article | InputError]:
    """Every article of some paths, folders, addresses or `-`, read, in their order.

    What cannot be read comes as an InputError in its place; nothing is raised for it.
    """
    reader = _reader(reading)
    for batch in _batches(_taken(sources, intake), reading):
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
    yield from add_articles(_taken(sources, intake), archive, *reads(reading), reading)


def add_articles(
    taken: Iterable[Article | InputError],
    archive: Keeps,
    read: Read,
    by: ReadBy,
    options: ReadingOptions = ReadingOptions(),
) -> Iterator[Stored | InputError]:
    """The same for articles taken in already, with any `read`. What the archive holds is not read again."""
    for batch in _batches(taken, options):
        stored = iter(_add([one for one in batch if isinstance(one, Article)], archive, read, by))
        for one in batch:
            yield next(stored) if isinstance(one, Article) else one


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


def _taken(sources: Iterable[str], options: IntakeOptions) -> Iterator[Article | InputError]:
    return (one for source in sources for one in take_in(source, options))


def _batches(taken: Iterable[Article | InputError], options: ReadingOptions) -> Iterator[list[Article | InputError]]:
    """What was taken in a few at a time, and fewer where they are long."""
    batch: list[Article | InputError] = []
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


def _length(taken: Article | InputError) -> int:
    return len(taken.text) if isinstance(taken, Article) else 0


def _read(taken: list[Article | InputError], reader: Reader) -> Iterator[Article | InputError]:
    articles = reader.read_many([one for one in taken if isinstance(one, Article)])
    for one in taken:
        yield next(articles) if isinstance(one, Article) else one
