"""Identity: which speakers of different articles are one someone, and why. Everybody here is invented."""

import json
import random
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.archive.identity import Identity, Profile, evidence, link, probability, profiles
from quoth.archive.linkage.authority import Entry
from quoth.article import Article, Speaker

PAIRS = [json.loads(line) for line in (Path(__file__).parent / "pairs.jsonl").read_text("utf-8").splitlines()]
PRECISION, RECALL = 0.98, 0.85  # floors; benchmarks/identity.py has the figures


def person(ident: str, name: str, role: str | None = None, **more: Any) -> Profile:
    return Profile(ident, name, role=role, article=more.pop("article", f"article {ident}"), **more)


def together(*records: Profile, **more: Any) -> set[frozenset[str]]:
    """The identities as sets of members."""
    return {frozenset(one.members) for one in link(records, **more)}


def one(*records: Profile) -> bool:
    return len(link(records)) == 1


def test_pairs_of_whole_records() -> None:
    count: Counter[tuple[bool, bool]] = Counter()
    for number, pair in enumerate(PAIRS):
        found = link({**pair[side], "id": f"{number}{side}", "article": f"{number}{side}"} for side in "ab")
        count[len(found) == 1, pair["same"]] += 1
    assert len(PAIRS) >= 200
    assert count[True, True] >= PRECISION * (count[True, True] + count[True, False])
    assert count[True, True] >= RECALL * (count[True, True] + count[False, True])


def test_identities_do_not_depend_on_the_order() -> None:
    records = [
        {**pair[side], "id": f"{number}{side}", "article": f"{number}{side}"}
        for number, pair in enumerate(PAIRS)
        for side in "ab"
    ]
    found = link(records)
    random.Random(5).shuffle(records)
    assert link(records) == found


def test_reasons_are_kept_with_the_link() -> None:
    (found,) = link(
        [
            person("a", "Nikolai Zhdanovsky", "deputy defence minister", country="Russia"),
            person("b", "N. Zhdanovskiy", "deputy minister of defense", country="Russian"),
        ]
    )
    (reason,) = found.links
    assert (reason.one, reason.other) == ("a", "b")
    assert [part.name for part in reason.parts] == ["name", "role", "country"]
    assert all(part.why for part in reason.parts)
    assert reason.score == pytest.approx(probability(reason.parts), abs=1e-4)


def test_namesakes_are_kept_apart() -> None:
    minister = person("a", "Ansel Torvik", "finance minister", country="Velmora")
    assert one(minister, person("b", "Ansel Torvik", "finance minister", country="Velmora"))
    assert not one(minister, person("b", "Ansel Torvik", "finance minister", country="Norland"))
    assert not one(minister, person("b", "Ansel Torvik", "goalkeeper"))


def test_a_post_changes_over_the_years() -> None:
    early = person(
        "a", "Marit Halvorsen", "spokeswoman", affiliation="Nordlys Energy", country="Norland", day="2012-01-01"
    )
    late = person("b", "Marit Halvorsen", "energy minister", country="Norland", day="2019-01-01")
    assert one(early, late)


def test_a_surname_alone_needs_support() -> None:
    full = person("a", "Alexander Brandt", "justice minister", country="Austria")
    assert not one(full, person("b", "Brandt"))
    assert not one(person("a", "Brandt"), person("b", "Brandt"))
    assert not one(full, person("b", "Brandt", "spokesman"))
    assert one(full, person("b", "Brandt", "justice minister"))


def test_unnamed_speakers_are_never_linked() -> None:
    assert not one(*(person(ident, "a senior official", "official", named=False) for ident in "ab"))


def test_a_bare_name_that_two_share_is_no_guess() -> None:
    velmoran = person("a", "Ansel Torvik", "finance minister", country="Velmora")
    norlander = person("b", "Ansel Torvik", "goalkeeper", country="Norland")
    bare = person("c", "Ansel Torvik")
    assert together(velmoran, norlander, bare) == {frozenset("a"), frozenset("b"), frozenset("c")}
    assert together(velmoran, bare) == {frozenset("ac")}


def test_a_bare_name_goes_with_who_is_spoken_of_all_the_time() -> None:
    often = [person(f"a{n}", "Ansel Torvik", "finance minister", country="Velmora") for n in range(30)]
    found = together(*often, person("b", "Ansel Torvik", "goalkeeper", country="Norland"), person("c", "Ansel Torvik"))
    assert found == {frozenset(["b"]), frozenset([*(f"a{n}" for n in range(30)), "c"])}


def test_an_initial_does_not_join_siblings() -> None:
    james = person("a", "James Whitcombe", "sheriff", affiliation="Tolliver County")
    john = person("b", "John Whitcombe", "deputy sheriff", affiliation="Tolliver County")
    initial = person("c", "J. Whitcombe", "sheriff", affiliation="Tolliver County")
    found = together(james, john, initial)
    assert not any({"a", "b"} <= members for members in found)


def test_an_articles_own_reading_counts() -> None:
    one_article = [
        person(ident, name, article="x") for ident, name in (("a", "Ilse Brandauer"), ("b", "Ilse Maria Brandauer"))
    ]
    assert not one(*one_article)
    assert one(*(replace(speaker, article=speaker.id) for speaker in one_article))


@pytest.mark.parametrize(
    ("name", "other", "same"),
    [
        ("Nordlys Energy", "Nordlys Energy ASA", True),
        ("Supreme Harbour Council", "SHC", True),
        ("Velmoran Foreign Ministry", "Ministry of Foreign Affairs", True),
        ("Government of Velmora", "the Velmoran government", True),
        ("Lakeside University", "Lakeside Hospital", False),
        ("Brigade 14", "Brigade 41", False),
    ],
)
def test_bodies_of_one_country(name: str, other: str, same: bool) -> None:
    one_, two = (Profile(ident, text, "organization", country="Velmora") for ident, text in (("a", name), ("b", other)))
    assert one(one_, two) is same


def test_what_every_country_has_is_nobody_without_it() -> None:
    ministry = Profile("a", "Foreign Ministry", "organization")
    assert not one(ministry, replace(ministry, id="b"))
    assert one(replace(ministry, country="Velmora"), replace(ministry, id="b", country="Velmora"))
    assert not one(replace(ministry, country="Velmora"), replace(ministry, id="b", country="Kestria"))


def test_people_are_no_bodies() -> None:
    assert not one(person("a", "Marshall Lindqvarn"), Profile("b", "Marshall Lindqvarn", "organization"))


def test_identity_takes_the_fullest_common_name() -> None:
    names = ["Brandt", "Brandt", "Brandt", "Alexander Brandt"]
    found = link(person(f"{n}", name, "justice minister", country="Austria") for n, name in enumerate(names))
    assert [identity.name for identity in found] == ["Alexander Brandt"]


def test_an_authority_gives_lasting_ids_and_says_why() -> None:
    known = [
        Entry("Q1", "Ansel Torvik", ("A. K. Torvik",), "Velmoran politician"),
        Entry("Q2", "Ansel Torvik", (), "football goalkeeper"),
        Entry("Q3", "Somebody Else", (), "painter"),
    ]
    found = link([person("a", "Ansel Torvik", "goalkeeper"), person("b", "Ansel Torvik", "senator")], iter(known))
    assert [(identity.id, identity.known, identity.members) for identity in found] == [
        ("Q2", True, ("a",)),
        ("Q1", True, ("b",)),
    ]
    assert [{reason.one, reason.other} for identity in found for reason in identity.links] == [{"a", "Q2"}, {"b", "Q1"}]


def test_an_authority_with_two_of_the_name_is_no_guess() -> None:
    known = [Entry("Q1", "Ansel Torvik", (), "politician"), Entry("Q2", "Ansel Torvik", (), "politician")]
    (found,) = link([person("a", "Ansel Torvik")], known)
    assert not found.known


def test_speakers_of_an_article() -> None:
    speaker = Speaker("s1", "Ansel Torvik", "person", role="finance minister")
    article = Article("x", "x.html", "", outlet="The Brenik Ledger", published="2018-04-24", speakers=(speaker,))
    assert list(profiles(article)) == [
        Profile(
            "x#s1",
            "Ansel Torvik",
            role="finance minister",
            article="x",
            outlet="The Brenik Ledger",
            day="2018-04-24",
        )
    ]


def test_ids_must_differ() -> None:
    with pytest.raises(ValueError, match="two speakers have the id 'a'"):
        link([person("a", "Ansel Torvik"), person("a", "Ilse Brandauer")])


def test_nothing_gives_nothing() -> None:
    assert link([]) == []


WORDS = st.sampled_from(
    "Ansel Torvik Maria Marina Brandt A. M. SHC Ministry Foreign Dr Jr Николай 山田 bin Salem".split()
)
NAMES = st.one_of(st.text(max_size=20), st.lists(WORDS, max_size=4).map(" ".join))
ROLES = st.one_of(
    st.none(), st.sampled_from(["finance minister", "goalkeeper", "spokeswoman", "French envoy"]), st.text(max_size=9)
)
PROFILES = st.builds(
    Profile,
    id=st.just(""),
    name=NAMES,
    type=st.sampled_from(["person", "organization", "place", "group", "document", "other"]),
    role=ROLES,
    affiliation=st.one_of(st.none(), NAMES),
    country=st.one_of(st.none(), st.sampled_from(["Velmora", "Kestria", "UK", "British"]), st.text(max_size=5)),
    named=st.booleans(),
    aliases=st.lists(NAMES, max_size=2).map(tuple),
    article=st.sampled_from(["x", "y", "z", None]),
    day=st.sampled_from(["2018-01-01", "2012-05-06", None, "soon"]),
)


def numbered(records: list[Profile]) -> list[Profile]:
    return [replace(record, id=str(number)) for number, record in enumerate(records)]


@given(st.lists(PROFILES, max_size=8).map(numbered), st.randoms(use_true_random=False))
def test_link_partitions_its_input(records: list[Profile], chance: random.Random) -> None:
    found = link(records)
    assert sorted(member for identity in found for member in identity.members) == sorted(one.id for one in records)
    assert all(len(identity.links) == len(identity.members) - 1 for identity in found)
    assert len({identity.id for identity in found}) == len(found)
    chance.shuffle(records)
    assert link(records) == found
    assert all(isinstance(identity, Identity) for identity in found)


@given(PROFILES, PROFILES)
def test_evidence_is_the_same_either_way_round(a: Profile, b: Profile) -> None:
    one, other = evidence(a, b), evidence(b, a)
    assert sorted((part.name, part.weight) for part in one) == sorted((part.name, part.weight) for part in other)
