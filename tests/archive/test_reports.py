"""What the archive holds, counted, and one statement with what stands around it."""

from dataclasses import replace

import pytest

from quoth.archive import Archive, Filters, ReadBy
from quoth.errors import NotHeldError, QueryError
from tests.archive.stories import STORY, numbered, said
from tests.archive.test_search import ARTICLES


@pytest.fixture
def full(archive: Archive) -> Archive:
    archive.add(ARTICLES, ReadBy("0.1.0", "one"))
    return archive


def test_speakers(full: Archive) -> None:
    first, *others = full.speakers()
    assert (first.name, first.type, first.named, first.statements, first.articles) == ("Bo Lind", None, None, 3, 3)
    assert (first.first, first.last) == ("2020-01-05", "2021-09-02")
    assert list(first.outlets.items()) == [("Orda TV", 2), ("maresh  daily", 1)]
    assert [one.name for one in others] == ["An aide of Holm", "Mira Tosk", "the pilots", "Åsa Holm"]
    assert [(one.type, one.named) for one in others[1:3]] == [("person", True), ("group", False)]


def test_speakers_of_an_outlet_and_a_limit(full: Archive) -> None:
    assert [one.statements for one in full.speakers(Filters(outlet="Orda TV"))] == [2, 1, 1]
    assert [one.name for one in full.speakers(Filters(named=False))] == ["the pilots"]
    assert len(full.speakers(limit=2)) == 2


def test_a_statement_of_nobody_is_nobody_s(archive: Archive) -> None:
    (one,) = said("Bo Lind", "said", "the lock is shut").attributions
    archive.add([replace(said("Bo Lind", "said", "the lock is shut"), attributions=(replace(one, source=()),))])
    assert archive.speakers() == ()
    found = archive.facets("", of=["people"])
    assert (found.statements, found.people) == (1, ())


def test_pronouns_are_nobody_across_articles(archive: Archive) -> None:
    archive.add([said(who, "said", "the lock is shut") for who in ("We", "Everyone", "you", "the pilots")])
    for filters in (Filters(), Filters(kind="indirect")):
        assert [one.name for one in archive.speakers(filters)] == ["the pilots"]
    assert [one.name for one in archive.facets("", of=["people"]).people] == ["the pilots"]


def test_articles_the_latest_first(full: Archive) -> None:
    listing = full.articles()
    assert [one.published for one in listing.articles] == ["2021-10-01", "2021-09-02", "2021-08-30", "2020-01-05", None]
    assert listing.after is None
    assert (listing.articles[2].title, listing.articles[2].statements) == ("Port shut: official", 3)


def test_articles_by_outlet_and_day(full: Archive) -> None:
    assert [one.outlet for one in full.articles(Filters(outlet="maresh daily")).articles] == [
        "Maresh Daily",
        "maresh  daily",
    ]
    assert len(full.articles(Filters(since="2021-09", until="2021-09")).articles) == 1
    with pytest.raises(QueryError, match="is no day"):
        full.articles(Filters(since="soon"))


@pytest.mark.parametrize("limit", [1, 2, 4])
def test_articles_in_pages(full: Archive, limit: int) -> None:
    whole = [one.id for one in full.articles().articles]
    seen, after = [], None
    while page := full.articles(limit=limit, after=after):
        seen += [one.id for one in page.articles]
        after = page.after
        if after is None:
            break
    assert seen == whole


def test_articles_with_versions(full: Archive) -> None:
    full.add([replace(STORY, title="Port open")])
    (one,) = (one for one in full.articles().articles if one.title == "Port open")
    assert (one.versions, one.statements) == (2, 3)


def test_stats(full: Archive) -> None:
    full.add([replace(STORY, title="Port open")], ReadBy("0.2.0", "two"))
    stats = full.stats()
    assert (stats.articles, stats.versions, stats.statements) == (5, 6, 7)
    assert (stats.named, stats.unnamed, stats.unresolved) == (1, 1, 5)
    assert stats.kinds == {"indirect": 6, "direct": 1}
    assert stats.types == {"group": 1, "person": 1}
    assert stats.outlets == {"Orda TV": 4, "Maresh Daily": 1, "maresh  daily": 1}
    assert list(stats.days.items()) == [("2020-01-05", 1), ("2021-08-30", 3), ("2021-09-02", 1), ("2021-10-01", 1)]
    assert stats.models == {"one": 4, "two": 3}


def test_nothing_held(archive: Archive) -> None:
    assert archive.speakers() == ()
    assert archive.articles().articles == ()
    assert archive.stats().statements == 0


def test_a_statement_shown(full: Archive) -> None:
    outer, inner, direct = full.search("", Filters(since="2021-08-30", until="2021-08-30")).statements[::-1]
    shown = full.show(outer.id)
    assert (shown.statement, shown.article, shown.outer, shown.inner) == (outer, STORY, None, (inner,))
    shown = full.show(inner.id)
    assert (shown.outer, shown.inner) == (outer, ())
    assert full.show(direct.id).statement.content == "“We wait,” … “Then we sail.”"


@pytest.mark.parametrize("number", [0, -1, 99, 1 << 70])
def test_a_statement_that_is_not_there(full: Archive, number: int) -> None:
    with pytest.raises(NotHeldError, match=rf"archive\.db: holds no statement {number} "):
        full.show(number)


def test_a_statement_of_an_old_version(full: Archive) -> None:
    old = full.search("mined").statements[0].id
    full.add([said("Bo Lind", "said", "the gates are open", url=STORY.url)])
    with pytest.raises(NotHeldError, match="in the latest version of an article"):
        full.show(old)


def test_many(archive: Archive) -> None:
    archive.add(numbered(50))
    assert len(archive.speakers(limit=1000)) == 50
