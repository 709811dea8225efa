"""Reading again what an older model read: all of it, once, with corrections kept, and from where it stopped."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from quoth.archive import Archive, Change, ReadBy, Signed
from quoth.article import Article
from quoth.pipeline import add_articles, reread_articles
from tests.archive import adder

LATER = ReadBy("0.1.0", "later")
ANA = Signed("Ana Brook", "looked at the page")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "archive.db") as opened:
        list(add_articles(adder.taken(10), opened, adder.read, adder.BY, adder.batches()))
        yield opened


def longer(articles: Iterable[Article]) -> Iterator[Article]:
    """A later model: it finds more content in every article, nothing in the first, and one more in the second."""
    for article in adder.read(articles):
        (one,) = article.attributions
        wider = replace(one, content=((one.content[0][0], one.content[0][1] + 4),))
        more = replace(one, id="a2", source=(), cue=((len(article.text) - 9, len(article.text) - 7),), speaker=None)
        found = {"Report 0": (), "Report 1": (wider, more)}.get(article.title or "", (wider,))
        yield replace(article, attributions=found)


def test_what_is_different_is_told(archive: Archive) -> None:
    told = list(reread_articles(archive, longer, LATER, adder.batches()))
    assert [(one.article, len(one.came), len(one.went), len(one.changed)) for one in told[:3]] == [
        (1, 0, 1, 0),
        (2, 1, 0, 1),
        (3, 0, 0, 1),
    ]
    assert told[0].went == ("Speaker 0 of a said: the channel is ",)
    assert len(told) == 10
    assert archive.stats().models == {"later": 10}
    assert archive.check() == []
    assert list(reread_articles(archive, longer, LATER)) == []


def test_another_quoth_reads_again_too(archive: Archive) -> None:
    told = list(reread_articles(archive, adder.read, ReadBy("0.2.0", adder.BY.model), adder.batches()))
    assert len(told) == 10
    assert not any(one.came or one.went or one.changed for one in told)


def test_corrections_stay(archive: Archive) -> None:
    archive.correct(1, Change(content="It is calm"), ANA)
    archive.remove(2, ANA)
    list(reread_articles(archive, longer, LATER, adder.batches()))
    assert archive.show(1).statement.content == "It is calm"
    assert archive.show(1).statement.corrected == 1
    sources = [one.source for one in archive.statements() if one.article == 2]
    assert sources == [""], "the one taken out is not back, the one that came is there"
    assert archive.check() == []


def test_it_goes_on_where_it_stopped(archive: Archive) -> None:
    told = reread_articles(archive, longer, LATER, adder.batches())
    assert next(iter(told)).article == 1
    assert [one.article for one in reread_articles(archive, longer, LATER, adder.batches())] == [5, 6, 7, 8, 9, 10]


def test_an_article_that_has_changed_meanwhile_is_passed_over(archive: Archive) -> None:
    found = archive.outdated(LATER, 2)
    (first, *_) = adder.taken(1)
    archive.add([replace(first, text=first.text + " More.")], adder.BY)
    told = archive.reread(dict(zip(found, adder.read(found.values()), strict=True)), LATER)
    assert [one.article for one in told] == [2]
