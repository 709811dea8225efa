"""The pipeline into the archive: what is read and what need not be, and what fails in its place."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from quoth.archive import Archive, ReadBy
from quoth.article import Article, Marks
from quoth.config import IntakeOptions, ReadingOptions
from quoth.errors import InputError
from quoth.intake import read as take_in
from quoth.pipeline import add_articles, add_taken
from tests.archive import adder

NEXT = ReadBy("0.2.0", "next")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "archive.db") as opened:
        yield opened


class Counting:
    """The stand-in, and how many articles it was given."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, articles: Iterable[Article]) -> Iterator[Article]:
        for article in adder.read(articles):
            self.count += 1
            yield article


def add(archive: Archive, articles: Iterable[Article | InputError], by: ReadBy = adder.BY) -> tuple[list[str], int]:
    """What became of the articles, and how many were read for it."""
    read = Counting()
    found = add_articles(articles, archive, read, by, ReadingOptions(articles=3))
    return [str(one) if isinstance(one, InputError) else one.outcome for one in found], read.count


def test_nothing_is_read_twice(archive: Archive) -> None:
    assert add(archive, adder.taken(7)) == (["new"] * 7, 7)
    assert add(archive, adder.taken(7)) == (["known"] * 7, 0)
    assert add(archive, adder.taken(9)) == (["known"] * 7 + ["new"] * 2, 2)


def test_another_model_reads_all_again(archive: Archive) -> None:
    add(archive, adder.taken(4))
    assert add(archive, adder.taken(4), NEXT) == (["reread"] * 4, 4)
    assert add(archive, adder.taken(4), NEXT) == (["known"] * 4, 0)


def test_a_copy_elsewhere_is_stored_and_not_read(archive: Archive) -> None:
    add(archive, adder.taken(2))
    copies = [replace(one, origin=f"copies/{one.origin}", outlet="Maresh Daily") for one in adder.taken(2)]
    assert add(archive, copies) == (["new"] * 2, 0)
    assert len(archive.search("channel").statements) == 2
    assert len(archive.search("channel", copies=True).statements) == 4
    assert [one.speakers for one in archive.records()] == [one.speakers for one in adder.read([*adder.taken(2)] * 2)]


def test_only_the_changed_is_read(archive: Archive) -> None:
    articles = list(adder.taken(5))
    add(archive, articles)
    changed = replace(articles[3], text=articles[3].text + "It was calm.")
    assert add(archive, [*articles[:3], changed, articles[4]]) == (["known"] * 3 + ["changed", "known"], 1)


def test_what_fails_comes_in_its_place(archive: Archive) -> None:
    one, two = adder.taken(2)
    bad = InputError("none.txt", "does not exist; check the path")
    assert add(archive, [one, bad, two]) == (["new", "none.txt: does not exist; check the path", "new"], 2)


def test_nothing_to_add(archive: Archive) -> None:
    assert add(archive, []) == ([], 0)


def test_files_as_intake_hands_them_on(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The harbour master said the port of Sallow would stay closed for another week.")
    assert add(archive, take_in(str(path))) == (["new"], 1)
    path.write_text("The harbour master said the port of Sallow would stay closed for another month.")
    assert add(archive, take_in(str(path))) == (["changed"], 1)
    assert len(list(archive.records())) == 1


def test_a_mark_is_kept_with_what_it_marks(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """However far ahead is taken in: a page that was fetched and not stored must be fetched again."""
    all_came = Event()

    def fetched(source: str, options: IntakeOptions) -> Iterator[Article]:
        for number, article in enumerate(adder.taken(6)):
            options.ties.keep(f"{source}/{number}", Marks(f'"{number}"', None))
            yield article
        all_came.set()

    def read(articles: Iterable[Article]) -> Iterator[Article]:
        assert all_came.wait(10)
        for article in adder.read(articles):
            if "3" in article.id:
                raise KeyboardInterrupt
            yield article

    monkeypatch.setattr("quoth.pipeline.take_in", fetched)
    with pytest.raises(KeyboardInterrupt):
        list(add_taken(["http://sallow.example"], archive, read, adder.BY, reading=ReadingOptions(articles=2)))
    held = [archive.marks(f"http://sallow.example/{number}") for number in range(6)]
    assert held == [Marks('"0"', None), Marks('"1"', None), None, None, None, None]
