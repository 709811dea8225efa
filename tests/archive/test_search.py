"""Search: words, filters, order and pages over a small archive."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.archive import Archive, Filters, Order
from quoth.archive.asking import common, ranking, search
from quoth.errors import QueryError
from tests.archive.stories import STORY, numbered, said
from tests.archive.test_query import TYPED
from tests.archive.test_stories import BRIDGE

ARTICLES = (
    STORY,
    said("Bo Lind", "said", "the port is closed", outlet="Orda TV", published="2021-09-02", title="Pilots wait"),
    said("Åsa Holm", "claimed", "ships are late", outlet="Maresh Daily", published="2021-10-01"),
    said("Bo Lind", "admitted", "ships use the other port", outlet="maresh  daily", published="2020-01-05"),
    said("An aide of Holm", "was quoted as saying", "the channel is open"),
)


@pytest.fixture
def full(archive: Archive) -> Archive:
    archive.add(ARTICLES)
    return archive


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    archive = Archive(tmp_path_factory.mktemp("shared") / "archive.db")
    archive.add(ARTICLES)
    return archive


def contents(archive: Archive, query: str = "", order: Order | None = None, **filters: Any) -> list[str]:
    page = archive.search(query, Filters(**filters), order=order)
    return [one.content for one in page.statements]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("port", 5),  # the headline of three statements says it too
        ("closed", 1),
        ("PORT closed", 1),
        ('"port is"', 1),
        ('"is port"', 0),
        ("closed OR late", 2),
        ("ships NOT late", 1),
        ("ship*", 2),
        ("ship", 0),
        ("asa", 1),
        ("holm", 2),
        ("minister", 1),
        ("admitted", 1),
        ("tosk", 1),
        ("pilots", 3),
        ("NOT ships", 5),
        ("nowhere", 0),
        ("???", 0),
        ("", 7),
    ],
)
def test_words(shared: Archive, query: str, count: int) -> None:
    assert len(contents(shared, query)) == count


def test_a_statement_with_all_that_is_known(full: Archive) -> None:
    (one,) = full.search("tosk").statements
    assert (one.speaker, one.type, one.role, one.affiliation, one.named) == (
        "Mira Tosk", "person", "minister", "Orda", True,
    )  # fmt: skip
    assert (one.outlet, one.via, one.published, one.url) == (
        "Orda TV", "The Veshan Project", "2021-08-30", "https://orda.example/port",
    )  # fmt: skip
    assert [STORY.text[slice(*span)] for span in one.content_spans] == [one.content]
    assert one.who == "Mira Tosk"


def test_a_statement_with_nobody_resolved(full: Archive) -> None:
    (one,) = full.search("late").statements
    assert (one.speaker, one.type, one.named, one.source, one.who) == (None, None, None, "Åsa Holm", "Åsa Holm")


def test_hits_are_where_the_words_are(full: Archive) -> None:
    (one,) = full.search("channel mined NOT pilots*").statements or full.search("open channel").statements
    assert [one.content[slice(*span)] for span in one.hits] == ["channel", "open"]


def test_within_another(full: Archive) -> None:
    inner = next(one for one in full.search("").statements if one.content == "the channel was mined")
    outer = next(one for one in full.search("").statements if one.id == inner.within)
    assert outer.content == "the pilots claimed the channel was mined"


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({"speaker": "Bo Lind"}, 3),
        ({"speaker": "lind"}, 3),
        ({"speaker": "Lind Bo"}, 3),
        ({"speaker": "ÅSA"}, 1),
        ({"speaker": "Mira Tosk"}, 1),
        ({"speaker": "minister of Orda"}, 0),  # her source says so, but who she is has been resolved
        ({"outlet": "Orda TV"}, 4),
        ({"outlet": "orda tv"}, 4),
        ({"outlet": "Maresh Daily"}, 2),
        ({"outlet": "Orda"}, 0),
        ({"kind": "direct"}, 1),
        ({"cue": "said"}, 3),
        ({"cue": "quoted as saying"}, 1),
        ({"cue": "saying quoted"}, 0),
        ({"type": "person"}, 1),
        ({"type": "group"}, 1),
        ({"role": "Minister"}, 1),
        ({"affiliation": "ord"}, 1),
        ({"affiliation": "%"}, 0),
        ({"country": "veshan"}, 1),
        ({"named": True}, 1),
        ({"named": False}, 1),
        ({"since": "2021-09-02"}, 2),
        ({"until": "2020-12-31"}, 1),
        ({"until": "2020"}, 1),
        ({"since": "2021-08", "until": "2021-09"}, 4),
        ({"speaker": "Lind", "outlet": "Maresh Daily", "since": "2020", "until": "2020"}, 1),
    ],
)
def test_filters(shared: Archive, filters: dict[str, Any], count: int) -> None:
    assert len(contents(shared, **filters)) == count


def test_filters_and_words(full: Archive) -> None:
    assert contents(full, "port", speaker="lind", cue="admitted") == ["ships use the other port"]
    assert contents(full, "NOT ships", speaker="lind", outlet="Orda TV", kind="indirect") == ["the port is closed"]


@pytest.mark.parametrize(
    "day", ["yesterday", "2021-13", "2021-02-30", "21", "2021-1-1", "２０２１", "", "-", "2021-09-02~"]
)
def test_a_day_that_is_none(full: Archive, day: str) -> None:
    with pytest.raises(QueryError, match="is no day; write it as 2018-04-24, 2018-04 or 2018"):
        contents(full, since=day)


def test_filters_without_a_word(full: Archive) -> None:
    with pytest.raises(QueryError, match=r"the speaker '\?' holds no word"):
        contents(full, speaker="?")


def test_by_relevance_a_name_and_content_count_more(full: Archive) -> None:
    assert contents(full, "pilots")[0] == "the channel was mined"  # it is they who claim that
    assert contents(full, "pilots")[-1] == "the port is closed"  # in its headline only


def test_by_date_the_latest_first_and_those_without_a_day_last(full: Archive) -> None:
    assert contents(full, "", outlet="Maresh Daily") == ["ships are late", "ships use the other port"]
    assert contents(full)[-1] == "the channel is open"
    assert contents(full, "ships OR port", order="date")[0] == "ships are late"


@pytest.mark.parametrize("query", ["", "ships OR port OR channel", "NOT late"])
@pytest.mark.parametrize("order", ["relevance", "date"])
@pytest.mark.parametrize("limit", [1, 2, 3, 100])
def test_pages_hold_each_once(shared: Archive, query: str, order: Order, limit: int) -> None:
    whole = [one.id for one in shared.search(query, order=order, limit=1000).statements]
    seen: list[int] = []
    after = None
    while True:
        page = shared.search(query, order=order, limit=limit, after=after)
        assert len(page.statements) <= limit
        seen += [one.id for one in page.statements]
        after = page.after
        if after is None:
            break
    assert seen == whole
    assert len(set(seen)) == len(seen) > 0


def test_a_page_is_bounded(full: Archive) -> None:
    assert len(full.search("", limit=10**9).statements) == 7
    assert len(full.search("", limit=-5).statements) == 1


@pytest.mark.parametrize("after", ["", "x", "é", "bnVsbA", "W10", "WyJkYXRlIiwgMSwgMV0", "\ud800"])
def test_a_place_that_no_search_gave(full: Archive, after: str) -> None:
    with pytest.raises(QueryError, match="is no place to go on from"):
        full.search("", after=after)


def test_a_place_of_another_order(full: Archive) -> None:
    after = full.search("port", limit=1).after
    with pytest.raises(QueryError, match="no place to go on from"):
        full.search("port", order="date", after=after)


def test_only_the_latest_version_is_found(full: Archive) -> None:
    changed = said("Bo Lind", "said", "the gates are open", url=STORY.url)
    full.add([changed])
    assert contents(full, "mined") == []
    assert contents(full, "gates") == ["the gates are open"]


def test_characters_that_mark_hits(archive: Archive) -> None:
    archive.add([said("Bo Lind", "said", "the \x02gates\x03 are open")])
    (one,) = archive.search("gates").statements
    assert one.hits == ()


@given(query=TYPED | st.text())
def test_any_query(shared: Archive, query: str) -> None:
    shared.search(query)
    shared.search(query, order="date", limit=1)


@given(value=st.text(max_size=12))
def test_any_filter(shared: Archive, value: str) -> None:
    shared.search("", Filters(outlet=value, role=value, affiliation=value))
    for name in ("speaker", "cue", "since", "until"):
        try:
            shared.search("port", Filters(**{name: value}))  # type: ignore[arg-type]
        except QueryError:
            continue


def test_statements_in_their_order(full: Archive) -> None:
    found = list(full.statements())
    assert [one.id for one in found] == sorted(one.id for one in full.search("").statements)


def test_of_very_many_those_added_last_are_ranked(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.add(numbered(9))
    every = [one.id for one in archive.search("channel", limit=20).statements]
    monkeypatch.setattr(ranking, "_MOST", 4)
    some = [one.id for one in archive.search("channel", limit=20).statements]
    assert some == [*(number for number in every if number > 5), 5, 4, 3, 2, 1]
    assert len(archive.search("channel", order="date").statements) == 9
    assert len(archive.search("channel", Filters(kind="indirect")).statements) == 9


def test_pages_of_what_is_ranked_join(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.add([*BRIDGE, *numbered(9)])
    for query in ("channel", "the OR bridge"):
        every = [one.id for one in archive.search(query, limit=50).statements]
        for ahead in (1, 4):
            monkeypatch.setattr(ranking, "_AHEAD", ahead)
            found, after = [], None
            while True:
                page = archive.search(query, limit=2, after=after)
                found += [one.id for one in page.statements]
                if (after := page.after) is None:
                    break
            assert found == every


@pytest.mark.parametrize("recent", [0, 2, 1_000])
@pytest.mark.parametrize(
    "filters",
    [{}, {"outlet": "Orda TV"}, {"kind": "indirect"}, {"speaker": "Lind"}, {"since": "2021"}, {"until": "2021-08"}],
)
def test_what_very_many_have_is_found_all_the_same(
    archive: Archive, filters: dict[str, Any], recent: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.add([*BRIDGE, *numbered(5), *ARTICLES])
    asked: list[tuple[str, Order | None]] = [("the", "date"), ("the OR port", None), ("channel OR port", None)]
    every = [archive.search(query, Filters(**filters), order=order, limit=50).statements for query, order in asked]
    counts = [archive.facets(query, Filters(**filters)) for query, _ in asked]
    monkeypatch.setattr(common, "MANY", 1)
    monkeypatch.setattr(search, "_RECENT", recent)
    for (query, order), whole, counted in zip(asked, every, counts, strict=True):
        found: list[int] = []
        after = None
        while True:
            page = archive.search(query, Filters(**filters), order=order, limit=2, after=after)
            found += [one.id for one in page.statements]
            if (after := page.after) is None:
                break
        assert sorted(found) == sorted(one.id for one in whole)
        assert order is None or found == [one.id for one in whole]
        assert archive.facets(query, Filters(**filters), bound=1_000) == counted


@pytest.mark.parametrize("little", [0, 2, 10_000])
@pytest.mark.parametrize(
    "filters",
    [{"speaker": "Lind"}, {"speaker": "holm"}, {"role": "minister"}, {"type": "person"}, {"country": "veshan"}],
)
def test_who_is_rare_is_found_however_far_back(
    archive: Archive, filters: dict[str, Any], little: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.add([*numbered(3), *ARTICLES])
    every = [one.id for one in archive.search("", Filters(**filters)).statements]
    assert every
    monkeypatch.setattr(search, "_LITTLE", little)
    for recent in range(4):
        monkeypatch.setattr(search, "_RECENT", recent)
        found, after = [], None
        while True:
            page = archive.search("", Filters(**filters), limit=1, after=after)
            found += [one.id for one in page.statements]
            if (after := page.after) is None:
                break
        assert found == every


@pytest.mark.parametrize(
    "filters",
    [{}, {"outlet": "Orda TV"}, {"kind": "indirect"}, {"speaker": "Lind"}, {"since": "2021"}, {"role": "minister"}],
)
def test_narrow_indexes_find_what_the_tables_do(
    archive: Archive, filters: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.add([*BRIDGE, *numbered(3), *ARTICLES])
    asked: list[tuple[str, Order]] = [
        (query, order) for query in ("the", "port OR bridge", "ships NOT late") for order in ("date", "relevance")
    ]

    def found() -> list[list[int]]:
        pages = (archive.search(query, Filters(**filters), order=order, limit=50) for query, order in asked)
        return [[one.id for one in page.statements] for page in pages]

    narrow = found()
    assert any(narrow)
    whole = search.selected
    monkeypatch.setattr(search, "selected", lambda *asked, narrow=False, **how: whole(*asked, **how))
    assert found() == narrow
