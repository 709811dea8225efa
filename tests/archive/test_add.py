"""Adding: whole articles kept, nothing twice, versions, other models."""

import sqlite3
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from quoth.archive import Archive, ReadBy
from quoth.archive.addresses import storable
from quoth.article import Article, Attribution, Capture, Speaker, stable
from quoth.errors import RecordError
from tests.archive.stories import STORY, TEXT, numbered, said
from tests.export.strategies import articles

WHOLE = replace(STORY, capture=Capture("<urn:uuid:orda-1>", "2021-09-01T06:30:00Z", "sha1:ORDAPORTSHUT"))
FIRST, SECOND = ReadBy("0.1.0", "one"), ReadBy("0.2.0", "two")


def outcomes(archive: Archive, *articles: Article, by: ReadBy = FIRST) -> list[str]:
    return [one.outcome for one in archive.add(articles, by)]


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(path) as connection:
        return connection.execute(sql).fetchall()


def test_an_article_comes_back_whole(archive: Archive) -> None:
    archive.add([WHOLE])
    assert list(archive.records()) == [WHOLE]


def test_no_field_is_set_nowhere() -> None:
    """So that a new field of the record comes back too, or the test above says so."""
    for kind, values in ((Article, [WHOLE]), (Attribution, WHOLE.attributions), (Speaker, WHOLE.speakers)):
        for field in fields(kind):
            assert any(getattr(one, field.name) not in (field.default, None) for one in values), field.name


@settings(max_examples=30)
@given(articles())
def test_any_article_comes_back(tmp_path_factory: pytest.TempPathFactory, article: Article) -> None:
    with Archive(tmp_path_factory.mktemp("any") / "archive.db") as archive:
        archive.add([article])
        (back,) = archive.records()
    assert back.text == storable(article.text)
    # An attribution may stand within one that is not there; the archive has no row for that.
    held = {one.id for one in article.attributions}
    within = {one.id: one.within if one.within in held else None for one in article.attributions}
    assert back.attributions == tuple(replace(one, within=within[one.id]) for one in article.attributions)


def test_the_same_again_adds_nothing(archive: Archive, path: Path) -> None:
    assert outcomes(archive, STORY) == ["new"]
    before = path.read_bytes(), rows(path, "SELECT * FROM attributions")
    assert outcomes(archive, STORY, STORY) == ["known", "known"]
    assert (path.read_bytes(), rows(path, "SELECT * FROM attributions")) == before


def test_twice_in_a_batch_is_once(archive: Archive) -> None:
    assert outcomes(archive, STORY, STORY) == ["new", "known"]


def test_a_changed_article_is_a_new_version_and_the_old_is_kept(archive: Archive, path: Path) -> None:
    changed = replace(STORY, text=TEXT + " More follows.")
    assert outcomes(archive, STORY) == ["new"]
    assert outcomes(archive, changed) == ["changed"]
    assert list(archive.records()) == [changed]
    assert rows(path, "SELECT number, current, text FROM versions ORDER BY number") == [
        (1, 0, TEXT),
        (2, 1, changed.text),
    ]
    assert rows(path, "SELECT count(*) FROM statements") == [(3,)]
    assert rows(path, "SELECT count(*) FROM attributions") == [(6,)]
    assert rows(path, "SELECT version, statements FROM articles") == [(2, 3)]


def test_a_changed_headline_is_a_change(archive: Archive) -> None:
    archive.add([STORY])
    assert outcomes(archive, replace(STORY, title="Port open"), by=ReadBy()) == ["changed"]


def test_where_and_when_it_was_fetched_is_no_change(archive: Archive) -> None:
    archive.add([STORY], FIRST)
    assert outcomes(archive, replace(STORY, origin="elsewhere.html", retrieved="2022-01-01")) == ["known"]


def test_back_to_what_it_was_is_a_third_version(archive: Archive) -> None:
    story = replace(STORY, capture=None)
    changed = replace(story, text=TEXT + " More follows.")
    assert outcomes(archive, story, changed, story) == ["new", "changed", "changed"]
    assert list(archive.records()) == [story]


def test_another_model_reads_anew(archive: Archive, path: Path) -> None:
    reread = replace(STORY, attributions=STORY.attributions[2:], speakers=())
    archive.add([STORY], FIRST)
    last = rows(path, "SELECT max(id) FROM attributions")[0][0]
    assert outcomes(archive, reread, by=SECOND) == ["reread"]
    assert list(archive.records()) == [reread]
    assert rows(path, "SELECT quoth_version, model_version FROM articles") == [("0.2.0", "two")]
    assert rows(path, "SELECT id FROM attributions") == [(int(str(last)) + 1,)], "no number is given twice"
    assert rows(path, "SELECT count(*) FROM mentions") == [(0,)]


def test_held(archive: Archive) -> None:
    assert archive.held(STORY, FIRST) is None
    archive.add([STORY], FIRST)
    known = archive.held(replace(STORY, attributions=(), speakers=()), FIRST)
    assert known and (known.outcome, known.origin) == ("known", STORY.origin)
    assert archive.held(STORY, SECOND) is None
    assert archive.held(replace(STORY, text="Other."), FIRST) is None


def test_recall_of_a_text_that_stands_elsewhere(archive: Archive) -> None:
    archive.add([STORY], FIRST)
    copy = replace(STORY, url="https://maresh.example/1", outlet="Maresh", attributions=(), speakers=())
    recalled = archive.recall(copy, FIRST)
    assert recalled == replace(copy, attributions=STORY.attributions, speakers=STORY.speakers)
    assert archive.recall(copy, SECOND) is None
    assert archive.recall(replace(copy, text="Other."), FIRST) is None


@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        ({"url": "https://a.example/1"}, {"url": "https://a.example/1", "origin": "b.html"}, "changed"),
        ({"url": "https://a.example/1"}, {"url": "https://a.example/2"}, "new"),
        ({"origin": "a.html"}, {"origin": "./a.html"}, "changed"),
        ({"origin": "a.jsonl:1", "id": "17"}, {"origin": "a.jsonl:2", "id": "17"}, "changed"),
        ({"origin": "a.jsonl:1", "id": "17"}, {"origin": "b.jsonl:1", "id": "17"}, "new"),
        ({"origin": "-"}, {"origin": "-"}, "new"),
    ],
)
def test_which_article_it_is(archive: Archive, one: dict[str, str], other: dict[str, str], outcome: str) -> None:
    archive.add([said("Bo Lind", "said", "one", **one)])
    assert [stored.outcome for stored in archive.add([said("Bo Lind", "said", "two", **other)])] == [outcome]


def test_a_line_before_the_others_changes_none(archive: Archive) -> None:
    def lines(*texts: str) -> list[Article]:
        return [Article(stable(f"a.jsonl:{n}"), f"a.jsonl:{n}", text) for n, text in enumerate(texts, 1)]

    archive.add(lines("One.", "Two."))
    assert [one.outcome for one in archive.add(lines("Nought.", "One.", "Two."))] == ["new", "known", "known"]


def test_spans_outside_the_text_are_refused_and_nothing_is_stored(archive: Archive) -> None:
    bad = replace(STORY, origin="bad.html", attributions=(Attribution("a1", "direct", ((0, 900),), (), ()),))
    with pytest.raises(RecordError, match=r"bad\.html: the span 0-900 does not fit its text of 174 characters"):
        archive.add([*numbered(3), bad])
    assert not list(archive.records())


def test_half_a_character_keeps_the_offsets(archive: Archive) -> None:
    archive.add([said("B\ud800 Lind", "said", "we wait", title="\udfff", origin="\udc80.html")])
    (back,) = archive.records()
    assert back.text == "B\ufffd Lind said we wait."
    assert [back.text[slice(*span)] for span in back.attributions[0].content] == ["we wait"]


def test_nothing(archive: Archive) -> None:
    assert archive.add([]) == []
    assert list(archive.records()) == []
