"""People across articles: found as articles come, in any order, and kept apart where nothing holds them together."""

import random
import sqlite3
from collections.abc import Iterable
from pathlib import Path

import pytest

from quoth.archive import Archive, Filters, migrations, people
from quoth.archive.identity import link, profiles
from quoth.article import Article, Attribution, Speaker
from quoth.config import ArchiveOptions
from quoth.errors import NotHeldError
from tests.archive.test_identity import PAIRS


def told(number: int, *who: tuple[str, str | None], day: str = "2020-03-01", outlet: str = "Orda TV") -> Article:
    """An article in which each of some people says something."""
    text = (
        "".join(f"{name} said the gate {at} is shut. " for at, (name, _) in enumerate(who))
        + f"So says report {number}."
    )
    starts = [text.index(f"{name} said the gate {at}") for at, (name, _) in enumerate(who)]
    speakers = tuple(
        Speaker(f"s{at}", name, "person", role=role, country="Veshan", mentions=((start, start + len(name)),))
        for at, ((name, role), start) in enumerate(zip(who, starts, strict=True))
    )
    attributions = tuple(
        Attribution(
            f"a{at}",
            "indirect",
            ((start, end := start + len(name)),),
            ((end + 1, end + 5),),
            ((end + 6, end + 24),),
            speaker=f"s{at}",
        )
        for at, ((name, _), start) in enumerate(zip(who, starts, strict=True))
    )
    return Article(
        f"r{number}",
        f"pages/{number}.html",
        text,
        published=day,
        outlet=outlet,
        attributions=attributions,
        speakers=speakers,
    )


ROLE = "secretary of the Harbour Council"
NEWS = [
    told(1, ("Sorin Haldeck", ROLE)),
    told(2, ("Mr. Haldeck", ROLE), outlet="Maresh Daily"),
    told(3, ("Haldeck", ROLE), ("Bo Lind", "pilot")),
    told(4, ("Haldeck", None)),
    told(5, ("Sorin Haldeck", "goalkeeper")),
    told(6, ("Soryn Haldeck", ROLE)),
]


def groups(path: Path) -> set[frozenset[str]]:
    """The people of an archive, each as its speakers."""
    found: dict[int, set[str]] = {}
    with sqlite3.connect(path) as connection:
        for person, article, speaker in connection.execute(
            "SELECT profile.person, version.record_id, speaker.record_id FROM speaker"
            " JOIN profile ON profile.id = speaker.profile JOIN version ON version.id = speaker.version"
        ):
            found.setdefault(person, set()).add(f"{article}#{speaker}")
    return {frozenset(one) for one in found.values()}


def whole(articles: Iterable[Article]) -> set[frozenset[str]]:
    """What linking everything at once gives."""
    return {frozenset(one.members) for one in link(one for article in articles for one in profiles(article))}


def pairs() -> list[Article]:
    """Each record of the labelled pairs as an article of its own."""
    fields = ("name", "type", "role", "affiliation", "country")
    return [
        Article(
            f"{number}{side}",
            f"{number}{side}.txt",
            f"text {number}{side}",
            published=pair[side].get("day"),
            speakers=(Speaker("s1", **{name: value for name, value in pair[side].items() if name in fields}),),
        )
        for number, pair in enumerate(PAIRS[:80])
        for side in "ab"
    ]


def test_names_of_one_person_are_found_together(archive: Archive) -> None:
    archive.add(NEWS)
    first = archive.speakers()[0]
    assert (first.name, first.statements, first.articles) == ("Sorin Haldeck", 4, 4)
    assert set(first.names) == {"Sorin Haldeck", "Mr. Haldeck", "Haldeck", "Soryn Haldeck"}
    assert first.outlets == {"Orda TV": 3, "Maresh Daily": 1}
    found = archive.search("", Filters(speaker="Sorin Haldeck")).statements
    assert {one.source for one in found} == {"Sorin Haldeck", "Mr. Haldeck", "Haldeck", "Soryn Haldeck"}
    assert len(found) == 5, "the namesake has that name too"
    assert {one.person for one in found if one.role == ROLE} == {first.person}


def test_namesakes_and_a_bare_surname_stay_apart(archive: Archive) -> None:
    archive.add(NEWS)
    lines = {(one.name, one.statements, one.person is None) for one in archive.speakers()}
    assert lines == {
        ("Sorin Haldeck", 4, False),
        ("Sorin Haldeck", 1, False),
        ("Haldeck", 1, True),
        ("Bo Lind", 1, False),
    }


def test_the_evidence_is_shown(archive: Archive) -> None:
    archive.add(NEWS)
    one = next(one for one in archive.search("", Filters(speaker="Haldeck")).statements if one.source == "Mr. Haldeck")
    someone = archive.show(one.id).person
    assert someone
    assert someone.id == one.person
    assert someone.names == {"Haldeck": 1, "Mr. Haldeck": 1, "Sorin Haldeck": 1, "Soryn Haldeck": 1}
    reason = someone.reasons[0]
    own = "Mr. Haldeck, secretary of the Harbour Council, Veshan, 2020"
    assert all(own in (each.one, each.other) for each in someone.reasons)
    assert {name for name, _, _ in reason.parts} >= {"name", "role", "country"}
    assert len(archive.person(someone.id).reasons) == 3
    with pytest.raises(NotHeldError, match="holds no person 99; `quoth speakers` tells them"):
        archive.person(99)


@pytest.mark.parametrize("articles", [NEWS, pairs()], ids=["news", "pairs"])
def test_any_order_and_any_batches_give_the_same_people(tmp_path: Path, articles: list[Article]) -> None:
    wanted = whole(articles)
    for seed in range(2):
        chance = random.Random(seed)
        order = chance.sample(articles, len(articles))
        with Archive(tmp_path / f"{seed}.db") as archive:
            while order:
                archive.add([order.pop() for _ in range(min(len(order), chance.randint(1, 60)))])
            assert archive.check() == []
        assert groups(tmp_path / f"{seed}.db") == wanted


def family(chance: random.Random, count: int) -> list[Article]:
    """Articles on bearers of one surname, in many offices and years, whom much speaks for and against being one."""
    firsts = ("Sorin", "Soryn", "S.", "Mr.", "Marta", "M.", "Ms.")
    roles = (ROLE, "mayor of Sallow", "goalkeeper", "finance minister", "head of dock {}", None)
    return [
        told(
            number,
            (f"{chance.choice(firsts)} Haldeck", (chance.choice(roles) or "").format(chance.randint(1, 40)) or None),
            day=f"20{chance.randint(10, 24)}-03-01",
        )
        for number in range(count)
    ]


@pytest.mark.parametrize("seed", range(3))
def test_any_order_gives_the_same_people_where_many_hang_together(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    articles = family(chance, 200)
    found = []
    for number in range(3):
        order = chance.sample(articles, len(articles))
        with Archive(tmp_path / f"{number}.db") as archive:
            while order:
                archive.add([order.pop() for _ in range(min(len(order), chance.randint(1, 60)))])
        with sqlite3.connect(tmp_path / f"{number}.db") as connection:
            assert connection.execute("SELECT count(*) FROM profile").fetchone()[0] > 100
        found.append(groups(tmp_path / f"{number}.db"))
    assert found[0] == found[1] == found[2]
    assert 1 < len(found[0]) < 100


def test_where_too_many_hang_together_what_is_new_is_still_placed(archive: Archive) -> None:
    archive.add([told(n, ("Sorin Haldeck", f"{ROLE} and head of dock {n}")) for n in range(300)])
    archive.add([told(400, ("Sorin Haldeck", ROLE)), told(401, ("Sorin Haldeck", "goalkeeper"))])
    assert [one.statements for one in archive.speakers()] == [301, 1]
    assert archive.check() == []


def test_the_same_again_and_another_reading_keep_the_number(archive: Archive) -> None:
    archive.add(NEWS)
    before = archive.speakers()
    archive.add(NEWS)
    assert archive.speakers() == before


def older(path: Path) -> None:
    """An archive as it was before there were people."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(people, "settle", lambda *_: None)
        patched.setattr(people, "due", lambda *_: False)
        with Archive(path) as archive:
            archive.add(NEWS)


def test_an_archive_from_before_there_were_people(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    older(path)
    assert groups(path) == set()
    monkeypatch.setattr("quoth.archive.archive._SETTLED", 2)
    with Archive(path, ArchiveOptions(create=False)) as archive:
        assert archive.speakers()[0].statements == 4
    assert groups(path) == whole(NEWS)


def test_stopped_while_people_are_found_it_goes_on(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    older(path)
    monkeypatch.setattr("quoth.archive.archive._SETTLED", 2)
    settle = people.settle
    turns = iter([settle, settle])
    with monkeypatch.context() as patched:
        patched.setattr(people, "settle", lambda *given: next(turns)(*given))
        with pytest.raises(StopIteration):
            Archive(path)
    assert sum(map(len, groups(path))) == 4
    with Archive(path):
        pass
    assert groups(path) == whole(NEWS)


def test_an_archive_from_before_names_were_compared_by_themselves(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive(path) as archive:
        archive.add(NEWS[:4])
    with sqlite3.connect(path) as connection:
        for sql in ("UPDATE profile SET first = NULL", "DELETE FROM namesake", "DELETE FROM block"):
            connection.execute(sql)
    monkeypatch.setattr("quoth.archive.archive._SETTLED", 2)
    with Archive(path) as archive:
        archive.add(NEWS[4:])
        assert archive.check() == []
    assert groups(path) == whole(NEWS)


def test_the_step_is_recorded() -> None:
    assert "people across articles" in [step.name for step in migrations.MIGRATIONS]
