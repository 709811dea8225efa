"""Stories: which articles are copies, whatever comes first, and statements counted once in them."""

import json
import random
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.archive import Archive, Filters, ReadBy
from quoth.archive.migrations import APPLICATION, MIGRATIONS
from quoth.archive.same import copies
from quoth.article import Article, Attribution, Statement
from tests.archive.stories import spans

TEXTS = [json.loads(line) for line in (Path(__file__).parent / "copies.jsonl").read_text("utf-8").splitlines()]
BY_ID = {one["id"]: one for one in TEXTS}
QUOTED = "We don't yet know how deep it goes"


def article(name: str, **facts: Any) -> Article:
    """An article of the labelled set, with one statement where its text has the one of the bridge."""
    one = BY_ID[name]
    text = "\n\n".join([one["title"], *one["paragraphs"]])
    quoted = next((form for form in (QUOTED, QUOTED.replace("'", "’")) if form in text), None)
    said: tuple[Attribution, ...] = ()
    if quoted and "said Petra Valk" in text:
        cue = text.index("said Petra Valk")
        said = (Attribution("a1", "direct", spans(text, "Petra Valk"), ((cue, cue + 4),), spans(text, quoted)),)
    given = {"outlet": one.get("outlet"), "published": one.get("published"), **facts}
    return Article(name, f"{name}.html", text, title=one["title"], attributions=said, **given)


def partition(archive: Archive) -> set[frozenset[str]]:
    stories: dict[int | None, set[str]] = {}
    for one in archive.articles(limit=1000).articles:
        stories.setdefault(one.story, set()).add(one.origin.removesuffix(".html"))
    return {frozenset(story) for story in stories.values()}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> set[frozenset[str]]:
    """The stories of the labelled set, added in its order."""
    with Archive(tmp_path_factory.mktemp("whole") / "archive.db") as archive:
        archive.add([article(name) for name in BY_ID])
        assert archive.check(repair=False) == []
        return partition(archive)


def test_copies_are_one_story_and_nothing_else_is(whole: set[frozenset[str]]) -> None:
    labels = [{BY_ID[name]["story"] for name in story} for story in whole]
    assert all(len(story) == 1 for story in labels)
    # One that carries more than two hundred words of its site's own is missed.
    assert {name for story in whole if len(story) == 1 for name in story if BY_ID[name]["story"] in WIRES} == {
        "strike-furniture-2"
    }


WIRES = {one["story"] for one in TEXTS if one["how"] == "wire"}


def shuffled(seed: int, names: Sequence[str]) -> list[str]:
    return random.Random(seed).sample(names, len(names))


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_coming_changes_nothing(archive: Archive, whole: set[frozenset[str]], seed: int) -> None:
    names = shuffled(seed, list(BY_ID))
    for place in range(0, len(names), 7):
        archive.add([article(name) for name in names[place : place + 7]])
    assert partition(archive) == whole


SOME = [name for name in BY_ID if name.startswith(("bridge", "wolf", "roundup"))]
STEPS = st.lists(st.tuples(st.sampled_from(range(len(SOME))), st.sampled_from(SOME)), min_size=1, max_size=14)


@settings(max_examples=8)
@given(STEPS)
def test_articles_that_change_move(tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, str]]) -> None:
    """Whatever the articles at some addresses were before, only what they are now counts."""
    folder = tmp_path_factory.mktemp("moves")
    last = {f"https://page.example/{place}": name for place, name in steps}
    with Archive(folder / "moved.db") as archive:
        for place, name in steps:
            archive.add([article(name, url=f"https://page.example/{place}")])
        moved = stories_by_url(archive)
        assert archive.check(repair=False) == []
    with Archive(folder / "fresh.db") as archive:
        archive.add([article(name, url=url) for url, name in sorted(last.items())])
        assert stories_by_url(archive) == moved


def stories_by_url(archive: Archive) -> tuple[set[frozenset[str | None]], set[frozenset[str | None]]]:
    """The addresses of each story, and of each statement that is one in them."""
    articles: dict[Any, set[str | None]] = {}
    for line in archive.articles(limit=1000).articles:
        articles.setdefault(line.story, set()).add(line.url)
    said: dict[Any, set[str | None]] = {}
    for one in archive.statements():
        said.setdefault(one.repeats or -one.id, set()).add(one.url)
    return {frozenset(one) for one in articles.values()}, {frozenset(one) for one in said.values()}


def test_marks_apostrophes_and_case_make_no_difference() -> None:
    plain = "\"It's his,\" she said: don't go to Zürich's twenty-one co-ops."
    for other in (
        "“It’s his,” she said — don’t go to Zurich’s twenty–one co-ops",
        "ITS HIS SHE SAID DONT GO TO ZÜRICHS TWENTY ONE CO OPS",
        "‘It`s h\u00adis,’ she\u00a0said\ufeff: don´t go to Zu\u0308rich's twenty-one co-ops!",
    ):
        assert copies.words(other) == copies.words(plain)
        assert copies.copied(other, plain)


@given(st.text(max_size=200), st.text(max_size=200))
def test_copying_is_mutual(one: str, other: str) -> None:
    assert copies.copied(one, other) == copies.copied(other, one)
    assert copies.copied(one, one) == bool(copies.words(one))


def test_sketches_find_what_the_shingles_decide() -> None:
    bodies = ["\n\n".join(one["paragraphs"]) for one in TEXTS]
    sketches = {body: copies.sketch(body) for body in bodies}
    for one, other in combinations(bodies, 2):
        if copies.copied(one, other):
            assert set(sketches[one].keys) & set(sketches[other].keys)
            assert copies.may_be(sketches[one], sketches[other])


def test_sketches_stay_what_they_are() -> None:
    """They are stored: where the library's numbers change, a migration must make them anew."""
    assert copies.sketch("The port is closed, the harbour master said.").array[:4].tolist() == GOLDEN


GOLDEN = [3627272263, 3242898702, 3592842795, 3341302914]

BRIDGE = [
    article("bridge-wire", outlet="Northsea Wire", published="2021-03-09"),
    article("bridge-copy-1", outlet="Korl Times", published="2021-03-10"),
    article("bridge-furniture-3", outlet="Lantern", published="2021-03-09"),
    article("bridge-cut-2", outlet="Northsea Wire", via="news.example", published="2021-03-11"),
    article("bridge-rewrite", outlet="Sallow Post", published="2021-03-10"),
]


@pytest.fixture
def bridge(archive: Archive) -> Archive:
    archive.add(BRIDGE[::-1], ReadBy("0.1.0", "one"))
    return archive


def found(archive: Archive, **filters: Any) -> list[Statement]:
    return list(archive.search("deep", Filters(**filters)).statements)


def test_a_statement_is_found_once_with_its_outlets(bridge: Archive) -> None:
    (one,) = found(bridge)
    assert (one.outlet, one.published, one.outlets, one.repeats) == ("Lantern", "2021-03-09", 4, one.id)
    every = bridge.search("deep", copies=True).statements
    assert {each.outlet for each in every} == {"Northsea Wire", "Korl Times", "Lantern"}
    assert {each.repeats for each in every} == {one.id}
    assert [each.outlet for each in bridge.search("").statements] == ["Lantern"]
    assert len(bridge.search("", copies=True).statements) == len(list(bridge.statements())) == 4


def test_the_earliest_that_the_filters_find(bridge: Archive) -> None:
    assert [one.outlet for one in found(bridge, outlet="Korl Times")] == ["Korl Times"]
    assert [one.outlet for one in found(bridge, since="2021-03-10")] == ["Korl Times"]
    assert [one.outlet for one in bridge.search("NOT closed", order="date").statements] == ["Korl Times"]
    assert found(bridge, since="2021-04") == []


def test_counted_once(bridge: Archive) -> None:
    stats = bridge.stats()
    assert (stats.articles, stats.stories, stats.statements, stats.printed) == (5, 2, 1, 4)
    assert (stats.outlets, stats.days, stats.unresolved) == ({"Lantern": 1}, {"2021-03-09": 1}, 1)
    (valk,) = bridge.speakers()
    assert (valk.statements, valk.outlets) == (1, {"Lantern": 1})
    (valk,) = bridge.speakers(Filters(outlet="Northsea Wire"))
    assert (valk.statements, valk.outlets) == (1, {"Northsea Wire": 1})


def test_the_chain_is_shown(bridge: Archive) -> None:
    (one,) = found(bridge)
    shown = bridge.show(one.id)
    assert shown.whence == "2 other articles credit Northsea Wire, whose own page this is"
    assert [carrier.outlet for carrier in shown.carriers] == ["Northsea Wire", "Lantern", "Korl Times", "news.example"]
    origin, *others = shown.carriers
    assert origin.likely_origin and not any(other.likely_origin for other in others)
    assert {other.taken_from for other in others} == {origin.article}
    assert all(carrier.statement for carrier in shown.carriers)
    assert others[0].why.startswith("from Northsea Wire (5): begins with “(Northsea Wire)”; ")


def test_an_article_read_again(bridge: Archive) -> None:
    bridge.add(BRIDGE[:3], ReadBy("0.2.0", "two"))
    (one,) = found(bridge)
    assert one.outlets == 4
    assert bridge.check(repair=False) == []
    bridge.add([replace(BRIDGE[0], attributions=())], ReadBy("0.3.0", "three"))
    assert found(bridge)[0].outlets == 3


def test_added_again_nothing_changes(bridge: Archive, path: Path) -> None:
    before = path.read_bytes() + path.with_name("archive.db-wal").read_bytes()
    bridge.add(BRIDGE, ReadBy("0.1.0", "one"))
    assert path.read_bytes() + path.with_name("archive.db-wal").read_bytes() == before


def test_a_story_that_nothing_holds_together_falls_apart(archive: Archive) -> None:
    first, second = "bridge-cut-2", "wolf-cut-2"
    both = Article("both", "both.html", "\n\n".join([*BY_ID[first]["paragraphs"], *BY_ID[second]["paragraphs"]]))
    archive.add([both, article(first), article(second)])
    assert partition(archive) == {frozenset({"both", first, second})}
    archive.add([replace(both, text="The page has moved.")])
    assert partition(archive) == {frozenset({one}) for one in ("both", first, second)}


def test_an_archive_from_before_there_were_stories(bridge: Archive, path: Path, tmp_path: Path) -> None:
    before = partition(bridge), [one.repeats for one in bridge.statements()]
    bridge.close()
    old = tmp_path / "old.db"
    with sqlite3.connect(old) as connection:
        _first_step(connection, path)
    with Archive(old) as archive:
        assert (partition(archive), [one.repeats for one in archive.statements()]) == before


def _first_step(connection: sqlite3.Connection, newer: Path) -> None:
    """What the first migration alone would have made of the articles in a newer archive."""
    first = MIGRATIONS[0]
    for statement in first.statements:
        connection.execute(statement)
    connection.execute("CREATE TABLE migration (number INTEGER PRIMARY KEY, name TEXT, applied TEXT)")
    connection.execute("INSERT INTO migration VALUES (1, ?, '2026-01-01')", (first.name,))
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute("ATTACH ? AS newer", (str(newer),))
    for table in ("article", "version", "speaker", "mention", "attribution"):
        columns = ", ".join(f'"{row[1]}"' for row in connection.execute(f"PRAGMA main.table_info({table})"))
        connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM newer.{table}")


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("DELETE FROM repeat WHERE place = 1", "story 2 has other statements than it repeats"),
        ("UPDATE fingerprint SET story = article", "story 2 has other statements than it repeats, and 3 more"),
        ("DELETE FROM fingerprint WHERE article = 2", "article 2 is not where its copies are looked for"),
        ("DELETE FROM band WHERE article = 3", "article 3 is not where its copies are looked for"),
    ],
)
def test_check_makes_stories_anew(bridge: Archive, path: Path, damage: str, said: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(damage)
    (problem,) = bridge.check()
    assert problem.repaired and said in problem.what
    assert bridge.check() == []
    assert found(bridge)[0].outlets == 4


def test_an_archive_with_a_fault_still_takes_articles(bridge: Archive, path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM fingerprint WHERE article = 5")
    bridge.add([replace(BRIDGE[0], title="Bridge shut")], ReadBy("0.1.0", "one"))
    bridge.check()
    assert bridge.check() == []
    assert found(bridge)[0].outlets == 4
