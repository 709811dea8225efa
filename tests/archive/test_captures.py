"""Captures of web archives in the archive: what they keep, and adding the same ones again."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from quoth.archive import Archive, ReadBy
from quoth.article import Article, Capture, Marks
from quoth.config import IntakeOptions, ReadingOptions, Ties
from quoth.errors import HeldError
from quoth.intake import read as take_in
from quoth.pipeline import add_taken
from tests.archive.adder import BY, read, taken
from tests.intake.archives import html, info, name, record

NEXT = ReadBy("0.1.0", "next")


def page(number: int, version: int = 1) -> bytes:
    """A capture of a page, which another version of it changes."""
    body = html(number).replace(b"</h1>", f"</h1><p>Speaker {number} said the tide is {version} m.</p>".encode())
    second = number + 10 * version
    return record(
        second, body, url=f"http://sallow.example/{number}", warc={"WARC-Date": f"2021-08-30T10:{version:02}:00Z"}
    )


def put(folder: Path, *records: bytes) -> Path:
    path = folder / "sallow.warc.gz"
    path.write_bytes(b"".join([info(), *records]))
    return path


def add(archive: Archive, path: Path, by: ReadBy = BY, batch: int = 2) -> list[str]:
    found = add_taken([str(path)], archive, read, by, reading=ReadingOptions(articles=batch))
    return [getattr(one, "outcome", str(one)) for one in found]


def test_a_statement_leads_back_to_the_bytes(archive: Archive, path: Path, tmp_path: Path) -> None:
    first, crawl = info(), tmp_path / "sallow.warc.gz"
    crawl.write_bytes(first + page(1))
    assert add(archive, crawl) == ["new"]
    (article,) = archive.records()
    assert article.capture and article.capture.record == name(11)
    assert article.capture.digest and article.retrieved == "2021-08-30"
    with sqlite3.connect(path) as connection:
        row = connection.execute(
            "SELECT a.origin, a.capture_record, a.capture_time, a.capture_digest"
            " FROM statements s JOIN articles a ON a.id = s.article"
        ).fetchone()
    assert row == (f"{crawl}:{len(first)}", name(11), "2021-08-30T10:01:00Z", article.capture.digest)
    start = int(row[0].rpartition(":")[2])
    crawl.write_bytes(crawl.read_bytes()[start:])
    with Archive(tmp_path / "other.db") as other:
        assert add(other, crawl) == ["new"]
        assert next(other.records()).text == article.text


def test_the_same_again_is_not_even_taken_in(archive: Archive, tmp_path: Path) -> None:
    crawl = put(tmp_path, *map(page, range(5)))
    assert add(archive, crawl) == ["new"] * 5
    assert add(archive, crawl) == ["known"] * 5
    ties = Ties(captured=lambda record: archive.captured(record, BY))
    assert all(isinstance(one, HeldError) for one in take_in(str(crawl), IntakeOptions(ties=ties)))
    assert add(archive, crawl, NEXT) == ["reread"] * 5


def test_stopped_in_the_middle_it_goes_on(archive: Archive, tmp_path: Path) -> None:
    crawl = put(tmp_path, *map(page, range(7)))
    count = 0

    def counting(articles: Iterable[Article]) -> Iterator[Article]:
        nonlocal count
        for article in read(articles):
            count += 1
            yield article

    run = add_taken([str(crawl)], archive, counting, BY, reading=ReadingOptions(articles=3))
    assert getattr(next(run), "outcome", None) == "new"
    del run
    assert (count, archive.stats().articles) == (3, 3)
    found = list(add_taken([str(crawl)], archive, counting, BY, reading=ReadingOptions(articles=3)))
    assert [getattr(one, "outcome", None) for one in found] == ["known"] * 3 + ["new"] * 4
    assert count == 7


def test_captures_of_a_page_that_changed_and_came_back(archive: Archive, tmp_path: Path) -> None:
    crawl = put(tmp_path, page(1, 1), page(2, 1), page(1, 2), page(1, 3))
    assert add(archive, crawl) == ["new", "new", "changed", "changed"]
    assert archive.stats().versions == 4
    for by in (BY, NEXT, BY):
        assert "changed" not in add(archive, crawl, by)
    assert archive.stats().versions == 4
    assert "the tide is 3 m" in next(archive.records()).text


def test_an_unchanged_capture_between_two_changes(archive: Archive, tmp_path: Path) -> None:
    again = record(
        50,
        html(1).replace(b"</h1>", b"</h1><p>Speaker 1 said the tide is 1 m.</p>"),
        url="http://sallow.example/1",
        warc={"WARC-Date": "2021-08-30T10:01:30Z"},
    )
    crawl = put(tmp_path, page(1, 1), again, page(1, 2))
    assert add(archive, crawl, batch=1) == ["new", "known", "changed"]
    assert add(archive, crawl, batch=1) == ["known", "known", "known"]
    assert archive.stats().versions == 2


def test_a_capture_through_records(archive: Archive, tmp_path: Path) -> None:
    add(archive, put(tmp_path, page(1)))
    (article,) = archive.records()
    lines = tmp_path / "out.jsonl"
    lines.write_text(json.dumps(article.record()) + "\n", encoding="utf-8")
    with Archive(tmp_path / "other.db") as other:
        assert add(other, lines) == ["new"]
        assert next(other.records()).capture == article.capture


def test_marks_are_kept(archive: Archive) -> None:
    assert archive.marks("http://sallow.example/1") is None
    archive.keep_marks({})
    archive.keep_marks({"http://sallow.example/1": Marks('"a"', None), "http://sallow.example/2": Marks(None, "Mon")})
    archive.keep_marks({"http://sallow.example/1": Marks('"b"', "Tue")})
    assert archive.marks("http://sallow.example/1") == Marks('"b"', "Tue")
    assert archive.marks("http://sallow.example/2") == Marks(None, "Mon")


def test_where_an_article_is(archive: Archive) -> None:
    (one,) = taken(1)
    archive.add([replace(one, url="http://sallow.example/1", capture=Capture("x"))], BY)
    number = archive.located("http://sallow.example/1", BY)
    assert number == archive.captured("x", BY) is not None
    assert archive.located("http://sallow.example/1", NEXT) is None
    assert archive.captured("x", NEXT) is None
    assert archive.located("http://sallow.example/2", BY) is None


@pytest.mark.parametrize("time", [None, "2021-08-30T10:05:00Z"])
def test_a_later_capture_of_an_older_text_is_a_change(archive: Archive, time: str | None) -> None:
    (one,) = taken(1)
    first = replace(one, url="http://sallow.example/1", capture=Capture("a", "2021-08-30T10:01:00Z"))
    second = replace(first, text=first.text + "More.", capture=Capture("b", "2021-08-30T10:02:00Z"))
    for article in (first, second):
        archive.add([article], BY)
    assert archive.add([replace(first, capture=Capture("c", time))], BY)[0].outcome == "changed"


def captured(time: str, words: str) -> Article:
    """A page as it was at a moment."""
    (one,) = taken(1)
    return replace(
        one, url="http://sallow.example/1", text=f"{one.text} {words}", capture=Capture(f"<{time}>", f"2021-08-{time}Z")
    )


def test_an_older_capture_added_later_does_not_become_the_latest(archive: Archive, path: Path) -> None:
    days = {time: captured(time, f"It is day {time}.") for time in ("28T10:00:00", "29T10:00:00", "30T10:00:00")}
    outcomes = [archive.add(read([days[time]]), BY)[0].outcome for time in sorted(days, reverse=True)]
    assert outcomes == ["new", "older", "older"]
    assert next(archive.records()).text == days["30T10:00:00"].text
    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT number, current, capture_time FROM versions ORDER BY number").fetchall()
    assert rows == [(1, 0, "2021-08-28T10:00:00Z"), (2, 0, "2021-08-29T10:00:00Z"), (3, 1, "2021-08-30T10:00:00Z")]
    assert archive.articles().articles[0].versions == 3
    assert len(archive.search("said").statements) == 1
    assert [archive.add(read([one]), BY)[0].outcome for one in days.values()] == ["known"] * 3
    assert archive.captured("<28T10:00:00>", BY) is not None
    assert archive.check() == []


def test_a_capture_from_before_a_page_was_fetched(archive: Archive) -> None:
    old = captured("28T10:00:00", "It was so.")
    archive.add(read([replace(old, text=old.text + " It is so now.", capture=None, retrieved="2021-08-30")]), BY)
    assert archive.add(read([old]), BY)[0].outcome == "older"
    assert next(archive.records()).text.endswith("It is so now.")
