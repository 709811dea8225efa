"""Words that stand out, what articles call somebody in time, who is quoted beside whom; and counts of a part."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from quoth.archive import Archive, Filters
from quoth.archive.asking import terms
from quoth.article import Article, Attribution
from quoth.config import ArchiveOptions
from quoth.errors import SlowArchiveError
from tests.archive.stories import said, spans
from tests.archive.test_people import NEWS, ROLE, told

SAYINGS = ("the harbour is shut again", "boats wait in the harbour", "the Harbour pays for the dredger")
OTHERS = ("the bridge holds", "a bridge costs money", "money for the bridge is here")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Two outlets of different talk."""
    with Archive(tmp_path_factory.mktemp("terms") / "archive.db") as archive:
        archive.add(
            said(
                f"Clerk {n}",
                "said",
                what,
                outlet=outlet,
                origin=f"{outlet}{n}{place}.html",
                published=f"2021-0{1 + n}-01",
            )
            for outlet, sayings in (("Orda TV", SAYINGS), ("Maresh Daily", OTHERS))
            for place, what in enumerate(sayings)
            for n in range(4)
        )
        yield archive


def test_what_stands_out(many: Archive) -> None:
    found = many.terms([("", Filters(outlet="Orda TV")), ("", Filters(outlet="Maresh Daily"))], 2)
    assert [[one.word for one in side] for side in found.sides] == [["harbour", "boats"], ["bridge", "money"]]
    harbour, bridge = found.sides[0][0], found.sides[1][0]
    assert (harbour.counts, bridge.counts, found.looked, found.of) == ((12, 0), (0, 12), (12, 12), (12, 12))
    assert harbour.weight > found.sides[0][1].weight > 0


def test_the_counts_are_those_of_a_search(many: Archive) -> None:
    sides = [("", Filters(since="2021-01", until="2021-02")), ("money OR boats", Filters())]
    found = many.terms(sides, 10)
    for side in found.sides:
        for term in side:
            for (query, filters), count in zip(sides, term.counts, strict=True):
                words = f"({query}) {term.word}" if query else term.word
                assert len(many.search(words, filters).statements) == count, term


def test_nothing_to_tell(many: Archive) -> None:
    found = many.terms([("???", Filters()), ("nowhere", Filters())], 5)
    assert (found.sides, found.looked) == (((), ()), (0, 0))


def test_a_role_is_one_however_its_first_letter_is_written(archive: Archive) -> None:
    archive.add([told(1, ("Sorin Haldeck", "Mayor")), told(2, ("Sorin Haldeck", "mayor"), day="2020-04-01")])
    (one,) = archive.standings(Filters(who="Sorin Haldeck"))
    assert (one.role, one.articles, one.since, one.until) == ("mayor", 2, "2020-03-01", "2020-04-01")


def test_standings_in_time(archive: Archive) -> None:
    archive.add(
        [
            told(1, ("Sorin Haldeck", ROLE), day="2019-05-01"),
            told(2, ("Sorin Haldeck", ROLE), day="2020-03-01"),
            told(3, ("Sorin Haldeck", "mayor"), day="2021-01-01"),
            told(4, ("Sorin Haldeck", None), day="2022-01-01"),
        ]
    )
    found = archive.standings(Filters(who="Sorin Haldeck"))
    assert [(one.role, one.since, one.until, one.articles, one.first, one.last) for one in found] == [
        (ROLE, "2019-05-01", "2020-03-01", 2, 1, 2),
        ("mayor", "2021-01-01", "2021-01-01", 1, 3, 3),
    ]
    assert [one.role for one in archive.standings(Filters(who="Sorin Haldeck", since="2021"))] == ["mayor"]


def test_who_is_near(archive: Archive) -> None:
    archive.add(NEWS)
    (line,) = (one for one in archive.speakers() if one.name == "Sorin Haldeck" and one.statements > 1)
    (near,) = archive.near(Filters(person=line.person))
    assert (near.name, near.stories, near.article) == ("Bo Lind", 1, 3)
    back = archive.near(Filters(person=near.person))
    assert [(one.person, one.stories) for one in back] == [(line.person, 1)]
    assert archive.near(Filters(who="Nobody")) == ()


def test_people_among_the_facets(archive: Archive) -> None:
    archive.add([*NEWS, said("Haldeck", "said", "no")])
    found = archive.facets("", of=["people", "kinds"])
    assert found.counts == {"kinds": {"indirect": 8}}
    assert {(one.name, one.person is None) for one in found.people} >= {("Sorin Haldeck", False), ("Haldeck", True)}
    for one in found.people:
        filters = Filters(person=one.person) if one.person else Filters(who=one.name)
        assert len(archive.search("", filters).statements) == one.count, one
    assert archive.facets("", of=["people"], most=1).people == found.people[:1]


def report(number: int) -> Article:
    """Twenty statements by one outlet."""
    parts = [(f"Clerk {at % 7}", "said", f"gate {20 * number + at} is shut") for at in range(20)]
    text = "\n\n".join(f"{' '.join(part)}." for part in parts)
    made = tuple(
        Attribution(f"a{at}", "indirect", spans(text, who), spans(text, cue), spans(text, f"{content}."))
        for at, (who, cue, content) in enumerate(parts)
    )
    return Article(f"{number}", f"{number}.html", text, outlet=f"Outlet {number % 3}", attributions=made)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("large") / "archive.db") as archive:
        archive.add(map(report, range(60)))
        yield archive


@pytest.mark.parametrize("filters", [Filters(), Filters(outlet="Outlet 1"), Filters(kind="indirect")])
@pytest.mark.parametrize("query", ["", "gate"])
def test_a_part_tells_of_the_whole(large: Archive, query: str, filters: Filters) -> None:
    part, whole = (large.facets(query, filters, ["outlets", "kinds"], bound=bound) for bound in (120, None))
    assert part.about > whole.about == 1
    assert whole.statements / 2 < part.statements < 2 * whole.statements  # of as few articles as these
    assert part.counts["kinds"].keys() == whole.counts["kinds"].keys()


def test_what_is_rare_is_counted_as_it_is(large: Archive) -> None:
    for query, filters in (("1199", Filters()), ("", Filters(role="minister")), ("gate 7", Filters(who="Clerk 0"))):
        assert large.facets(query, filters, bound=100) == large.facets(query, filters)
    assert large.facets("", bound=5_000) == large.facets("")


def test_words_of_a_part(large: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terms, "LOOKED", 100)
    found = large.terms([("", Filters()), ("", Filters(outlet="Outlet 2"))], 3)
    assert 30 < found.looked[0] < 200 < found.of[0]


def test_a_look_that_takes_too_long_is_stopped(large: Archive, tmp_path: Path) -> None:
    large.backup(tmp_path / "copy.db")
    with Archive(tmp_path / "copy.db", ArchiveOptions(patience=0.0)) as archive:
        with pytest.raises(SlowArchiveError, match="ask for less: an outlet, days, a speaker or rarer words"):
            archive.facets("gate OR clerk OR shut")
        archive.add([said("Bo Lind", "said", "it is late")])  # what writes is never stopped
        archive.backup(tmp_path / "another.db")
