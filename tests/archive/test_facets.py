"""What a search finds, counted; and articles by their numbers."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.archive import Archive, Facets, Filters
from quoth.archive.asking.facets import NAMES
from quoth.article import Article, Speaker
from quoth.errors import NotHeldError
from tests.archive.stories import STORY, said, spans
from tests.archive.test_people import NEWS, ROLE
from tests.archive.test_query import TYPED
from tests.archive.test_search import ARTICLES
from tests.archive.test_stories import BY_ID, article


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    archive = Archive(tmp_path_factory.mktemp("facets") / "archive.db")
    archive.add(ARTICLES)
    return archive


def test_counts(shared: Archive) -> None:
    found = shared.facets("")
    assert (found.statements, found.articles) == (7, 5)
    assert found.counts["speakers"] == {
        "Bo Lind": 3,
        "An aide of Holm": 1,
        "Mira Tosk": 1,
        "the pilots": 1,
        "Åsa Holm": 1,
    }
    assert found.counts["outlets"] == {"Orda TV": 4, "Maresh Daily": 2}  # in either spelling
    assert found.counts["kinds"] == {"indirect": 6, "direct": 1}
    assert found.counts["types"] == {"group": 1, "person": 1}
    assert found.counts["named"] == {"unresolved": 5, "named": 1, "unnamed": 1}
    assert found.counts["days"] == {"2021-08-30": 3, "2020-01-05": 1, "2021-09-02": 1, "2021-10-01": 1}
    assert found.counts["mentions"] == {"Mira Tosk": 1, "She": 1, "the pilots": 1}
    assert (found.counts["roles"], found.counts["countries"]) == ({"minister": 1}, {"Veshan": 1})


def test_only_what_was_asked_for_and_the_commonest(shared: Archive) -> None:
    assert shared.facets("port", of=["speakers"], most=1) == Facets(5, 3, {"speakers": {"Bo Lind": 3}})
    assert shared.facets("", of=[]) == Facets(7, 5, {})


def test_nothing_found(shared: Archive) -> None:
    for query in ("nowhere", "???"):
        assert shared.facets(query) == Facets(0, 0, {name: {} for name in NAMES})


@pytest.mark.parametrize(
    "filters",
    [
        {"who": "Bo Lind"},
        {"who": "Lind"},
        {"who": "bo lind"},
        {"who": "?"},
        {"resolved": False},
        {"resolved": True},
        {"speaker": "lind", "outlet": "maresh daily"},
        {"named": False},
        {"since": "2021-09"},
    ],
)
@pytest.mark.parametrize("query", ["", "port", "NOT ships"])
def test_as_many_as_search_finds(shared: Archive, query: str, filters: dict[str, Any]) -> None:
    found = shared.search(query, Filters(**filters), limit=1000).statements
    counted = shared.facets(query, Filters(**filters))
    assert counted.statements == len(found)
    assert counted.articles == len({one.article for one in found})
    assert sum(counted.counts["kinds"].values()) == len(found)


@pytest.fixture(scope="module")
def carried(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """A story that many carried, in the latest version of which the one who speaks is known."""
    archive = Archive(tmp_path_factory.mktemp("carried") / "archive.db")
    archive.add(
        [article(name, outlet=f"The {name}") for name in BY_ID if name.startswith("bridge")]
        + [known("bridge-wire"), *NEWS]
    )
    return archive


def known(name: str) -> Article:
    """One more copy, of the last to carry it, who says who speaks."""
    one = replace(article(name), origin="known.html", outlet="Veshan Post", published="2030-01-01")
    who = Speaker("s1", "Petra Valk", "person", "engineer", mentions=spans(one.text, "Petra Valk"))
    return replace(one, attributions=tuple(replace(each, speaker="s1") for each in one.attributions), speakers=(who,))


@pytest.mark.parametrize("query", ["", "deep", "NOT gate"])
def test_what_a_story_repeats_counts_as_often_as_it_is_found(carried: Archive, query: str) -> None:
    found = carried.facets(query)
    assert found.statements == len(carried.search(query, limit=1000).statements)
    copies = carried.search(query, limit=1000, copies=True).statements
    assert found.statements < len(copies)
    assert found.articles == len({one.article for one in copies})
    assert sum(found.counts["outlets"].values()) > found.statements
    for facet, name in (("speakers", "who"), ("outlets", "outlet"), ("kinds", "kind"), ("types", "type")):
        for value, count in found.counts[facet].items():
            filters = Filters(**{name: value})  # type: ignore[arg-type]
            assert len(carried.search(query, filters, limit=1000).statements) == count, value
    for day, count in found.counts["days"].items():
        assert len(carried.search(query, Filters(since=day, until=day), limit=1000).statements) == count


def test_a_copy_is_found_where_the_first_is_not_what_was_asked_for(carried: Archive) -> None:
    for filters in (
        Filters(type="person", speaker="valk"),
        Filters(speaker="Petra", since="2030"),
        Filters(role="engineer"),
    ):
        (one,) = carried.search("", filters).statements
        assert (one.outlet, one.repeats != one.id) == ("Veshan Post", True)
        assert carried.facets("", filters).statements == 1


def test_a_person_by_the_number(carried: Archive) -> None:
    person = next(line for line in carried.speakers() if line.name == "Sorin Haldeck")
    filters = Filters(person=person.person)
    found = carried.search("", filters).statements
    assert {one.role for one in found} == {ROLE}
    assert len(found) == carried.facets("", filters).statements == person.statements == 4
    assert [one.article for one in found] == sorted((one.article for one in found), reverse=True)  # all of one day
    for nobody in (0, 10**6, 1 << 70):
        assert carried.search("", Filters(person=nobody)).statements == ()


def test_who_else_carried_an_article(carried: Archive) -> None:
    first = carried.article(1)
    assert {one.article for one in first.carriers} >= {1, 2}
    assert all(one.why for one in first.carriers)
    assert first.whence
    alone = next(line.id for line in carried.articles(limit=1000).articles if line.title is None)
    assert carried.article(alone).carriers == ()


def test_a_name_to_the_letter(shared: Archive) -> None:
    assert shared.facets("", Filters(who="Bo Lind")).statements == 3
    assert shared.facets("", Filters(who="Lind")).statements == 0
    assert shared.facets("", Filters(resolved=False)).statements == 5


def test_each_value_leads_to_its_statements(shared: Archive) -> None:
    counts = shared.facets("").counts
    for facet, name in (("speakers", "who"), ("outlets", "outlet"), ("kinds", "kind"), ("types", "type")):
        for value, count in counts[facet].items():
            assert len(shared.search("", Filters(**{name: value})).statements) == count  # type: ignore[arg-type]


@given(query=TYPED | st.text(), who=st.none() | st.text(min_size=1))
def test_any_query(shared: Archive, query: str, who: str | None) -> None:
    shared.facets(query, Filters(who=who), most=3)


def test_an_article_by_its_number(archive: Archive) -> None:
    archive.add(ARTICLES)
    whole = archive.article(1)
    assert (whole.number, whole.versions, whole.article) == (1, 1, STORY)
    assert [one.content for one in whole.statements][1:] == ["the channel was mined", "“We wait,” … “Then we sail.”"]
    archive.add([replace(said("Bo Lind", "said", "the gates are open"), url=STORY.url)])
    assert [one.content for one in archive.article(1).statements] == ["the gates are open"]
    assert archive.article(1).versions == 2
    assert archive.texts([1, 2, 99]) == {1: "Bo Lind said the gates are open.", 2: "Bo Lind said the port is closed."}


@pytest.mark.parametrize("number", [0, -1, 99, 1 << 63, 1 << 70])
def test_an_article_that_is_not_there(shared: Archive, number: int) -> None:
    with pytest.raises(NotHeldError, match=f"holds no article {number}; `quoth articles` tells them"):
        shared.article(number)
