"""What a search finds, counted; and articles by their numbers."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.archive import Archive, Facets, Filters
from quoth.archive.facets import NAMES
from quoth.errors import NotHeldError
from tests.archive.stories import STORY, said
from tests.archive.test_query import TYPED
from tests.archive.test_search import ARTICLES


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
