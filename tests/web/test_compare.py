"""Comparing, and the page of a speaker: every bar and word leads to the statements behind it."""

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from quoth.archive import Archive
from tests.archive.stories import STORY, said
from tests.archive.test_people import NEWS, ROLE, told
from tests.web.conftest import browser
from tests.web.html import Page

CUES = ("said", "warned", "claimed", "denied")
MORE = [
    *(
        said("Bo Lind", CUES[n % 4], f"the harbour dredger number {n} waits", outlet="Orda TV", origin=f"h{n}.html",
             published=f"20{20 + n % 2}-0{1 + n % 6}-11")
        for n in range(12)
    ),
    *(
        said("Åsa Holm", "said", f"bridge {n} needs money", outlet="Maresh Daily", origin=f"b{n}.html",
             published=f"20{20 + n % 2}-03-0{1 + n}")
        for n in range(8)
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("compare") / "archive.db") as made:
        made.add([STORY, *NEWS, *MORE, told(7, ("Sorin Haldeck", "mayor"), ("Bo Lind", "pilot"), day="2021-02-01")])
        yield made


@pytest.fixture(scope="module")
def desk(archive: Archive) -> TestClient:
    return browser(archive)


def got(desk: TestClient, path: str, status: int = 200) -> Page:
    answer = desk.get(path)
    assert answer.status_code == status, answer.text
    page = Page(answer.text)
    assert page.open == []
    return page


def person(archive: Archive, name: str) -> int:
    found = [one.person for one in archive.speakers() if one.name == name and one.person]
    return found[0]


@pytest.mark.parametrize(
    "query",
    [
        "side=Orda+TV&side=Maresh+Daily",
        "side=Orda+TV&side=Maresh+Daily&q=harbour+OR+bridge&since=2020-02",
        "by=period&side=2020&side=2021",
        "by=period&side=2020-01..2020-04&side=2021-03&side=2021-01-11+to+2021-05",
        "by=speaker&side=Bo+Lind&side=%C3%85sa+Holm",
    ],
)
def test_each_bar_leads_to_as_many_statements(desk: TestClient, query: str) -> None:
    page = got(desk, f"/compare?{query}")
    bars = [(href, label) for href, label in page.links if "%" in label]
    assert len(bars) > 6
    for href, label in bars:
        count = re.search(r"([\d,]+)\s*$", label)
        assert count
        assert re.search(rf"\b{count[1]} statements? in", got(desk, href).words), (href, label)


def test_what_is_compared(desk: TestClient) -> None:
    words = got(desk, "/compare?side=Orda+TV&side=Maresh+Daily").words
    for title in ("How they are quoted", "With which words of saying", "Named or not", "Who is quoted most"):
        assert title in words
    topics = words.partition("Words that stand out")[2]
    assert topics.index("harbour") < topics.index("bridge")
    assert "weighted log-odds" in words


def test_people_by_number(archive: Archive, desk: TestClient) -> None:
    one, other = person(archive, "Sorin Haldeck"), person(archive, "Bo Lind")
    page = got(desk, f"/compare?by=person&side={one}&side={other}")
    assert "Sorin HaldeckBo Lind" in page.words
    assert any(f"person={one}" in href for href, _ in page.links)
    got(desk, "/compare?by=person&side=999&side=998", 404)
    assert "“Bo” is not the number of a person" in got(desk, f"/compare?by=person&side=Bo&side={one}").words


def test_periods_are_offered_and_typed(desk: TestClient) -> None:
    page = got(desk, "/compare?by=period")
    assert all(year in page.words for year in ("2020", "2021"))
    assert "“soon” is not a year, a month, a day" in got(desk, "/compare?by=period&side=soon&side=2021").words
    assert "2021-13" in got(desk, "/compare?by=period&side=2021-13&side=2021", 422).words
    assert "Choose two to five; 1 were chosen" in got(desk, "/compare?by=period&side=2021&side=").words


def test_a_speaker_in_time_about_what_and_beside_whom(archive: Archive, desk: TestClient) -> None:
    number = person(archive, "Sorin Haldeck")
    page = got(desk, f"/speaker?person={number}")
    assert ROLE in page.words.partition("As articles call them")[2]
    assert page.words.index("Quoted beside") < page.words.index("Bo Lind")
    assert page.to("Bo Lind").startswith("/speaker?person=")
    near = got(desk, page.to("Bo Lind"))
    assert "Sorin Haldeck" in near.words.partition("Quoted beside")[2]
    lind = got(desk, "/speaker?who=Bo+Lind")
    assert lind.to("dredger") == "/?q=dredger&who=Bo+Lind"
    assert "12 statements" in got(desk, lind.to("dredger")).words
    for href in page.own():
        assert desk.get(href).status_code in (200, 303), href


def test_speakers_are_chosen_by_who_they_are(archive: Archive, desk: TestClient) -> None:
    number = person(archive, "Sorin Haldeck")
    page = got(desk, "/")
    (line,) = (one for one in archive.speakers() if one.person == number)
    href = page.to(f"Sorin Haldeck{line.statements}")
    assert href == f"/?person={number}"
    chosen = got(desk, href)
    assert f"{line.statements} statements" in chosen.words
    assert chosen.to(f"Sorin Haldeck{line.statements}") == "/"  # taken back
