"""People held against a list of known ones: whose id they get, and who gets none."""

import sqlite3
from pathlib import Path

import pytest

from quoth.archive import Archive, Lasting, Signed
from quoth.archive.linkage.authority import Entry
from quoth.errors import NotHeldError
from tests.archive.test_people import NEWS, told

HALDECK = Entry("Q7", "Sorin Haldeck", ("S. Haldeck",), "secretary of the Harbour Council of Veshan", "person")
KEEPER = Entry("Q8", "Sorin Haldeck", (), "goalkeeper", "person")
OTHERS = [Entry(f"Q{n}", f"Ansel Torvik {n}", (), "painter", "person") for n in range(100, 140)]


@pytest.fixture
def full(archive: Archive) -> Archive:
    archive.add(NEWS)
    return archive


def known(path: Path) -> dict[str, str]:
    with sqlite3.connect(path) as connection:
        return dict(connection.execute("SELECT known, name FROM people WHERE known IS NOT NULL"))


def test_people_get_the_ids_of_whom_they_are(full: Archive, path: Path) -> None:
    found = full.identify([*OTHERS, HALDECK, KEEPER])
    assert [(one.known, one.name) for one in found] == [("Q7", "Sorin Haldeck"), ("Q8", "Sorin Haldeck")]
    assert known(path) == {"Q7": "Sorin Haldeck", "Q8": "Sorin Haldeck"}
    council, keeper = (full.person(full.called(name)) for name in ("Q7", "Q8"))
    assert (council.known, len(council.names)) == ("Q7", 4)
    assert keeper.names == {"Sorin Haldeck": 1}
    assert full.check() == []


def test_whoever_may_as_well_be_another_gets_none(full: Archive, path: Path) -> None:
    twin = Entry("Q9", HALDECK.name, HALDECK.aliases, HALDECK.description, HALDECK.type)
    assert [one.known for one in full.identify([HALDECK, twin, KEEPER])] == ["Q8"]
    assert known(path) == {"Q8": "Sorin Haldeck"}


def test_nobody_is_in_the_list(full: Archive, path: Path) -> None:
    assert full.identify(OTHERS) == ()
    assert full.identify([]) == ()
    assert known(path) == {}
    with pytest.raises(NotHeldError):
        full.called("Q7")


def test_again_and_with_more_in_the_archive_the_id_stays(full: Archive) -> None:
    first = full.identify([HALDECK, KEEPER])
    full.add([told(9, ("Sorin Haldeck", "secretary of the Harbour Council"), day="2021-03-01")])
    assert full.identify([KEEPER, HALDECK]) == first
    assert len(full.person(full.called("Q7")).names) == 4


def test_who_is_put_together_by_hand_is_one(full: Archive) -> None:
    people = {one.known: one.person for one in full.identify([HALDECK, KEEPER])}
    full.merge(people["Q7"], people["Q8"], Signed("Ana Brook", "he played before"))
    assert full.identify([HALDECK]) == (Lasting(people["Q7"], "Sorin Haldeck", "Q7", "Sorin Haldeck"),)
