"""An adding process for the tests to kill: a stand-in that finds one `said` takes the place of the model."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from quoth.archive import Archive, ReadBy
from quoth.article import Article, Attribution, Speaker
from quoth.config import ArchiveOptions, ReadingOptions
from quoth.errors import QuothError
from quoth.pipeline import add_articles

BATCH = 4
BY = ReadBy("0.1.0", "stand-in")


def taken(count: int, name: str = "a") -> Iterator[Article]:
    """Articles as intake hands them on: nothing read in them yet."""
    for n in range(count):
        text = f"Speaker {n} of {name} said the channel is {n} m deep. " + "It is calm. " * 20
        yield Article(id=f"{name}{n}", origin=f"{name}/{n}.txt", text=text, title=f"Report {n}")


def read(articles: Iterable[Article]) -> Iterator[Article]:
    """What the stand-in finds."""
    for article in articles:
        cue = article.text.index("said")
        one = Attribution("a1", "indirect", ((0, cue - 1),), ((cue, cue + 4),), ((cue + 5, cue + 20),), speaker="s1")
        who = Speaker("s1", article.text[: cue - 1], "person", mentions=one.source)
        yield replace(article, attributions=(one,), speakers=(who,))


def run(path: Path, count: int, tell: Connection, name: str = "a") -> None:
    """Add `count` articles; after each that is stored, tell how many are."""
    try:
        with Archive(path) as archive:
            for number, _ in enumerate(add_articles(taken(count, name), archive, read, BY, batches()), 1):
                tell.send(number)
    except QuothError as error:
        tell.send(str(error))


def run_without_room(path: Path, count: int, tell: Connection, room: int) -> None:
    """The same where no file may grow beyond `room` bytes: the system itself refuses to write on."""
    import resource
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    run(path, count, tell)


def batches() -> ReadingOptions:
    return ReadingOptions(articles=BATCH)


def limited(path: Path, max_bytes: int) -> Archive:
    return Archive(path, ArchiveOptions(max_bytes=max_bytes))
