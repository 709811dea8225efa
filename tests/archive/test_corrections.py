"""Corrections by hand: made, logged, kept through another reading, undone."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from quoth.archive import Archive, Change, Filters, ReadBy, Signed
from quoth.article import Article, Spans
from quoth.errors import CorrectionError, NotHeldError
from tests.archive.stories import STORY, TEXT
from tests.archive.test_people import NEWS, ROLE, told

FIRST, SECOND = ReadBy("0.1.0", "one"), ReadBy("0.2.0", "two")
ANA = Signed("Ana Brook", "looked at the page")


@pytest.fixture
def full(archive: Archive) -> Archive:
    archive.add([STORY], FIRST)
    return archive


def record(archive: Archive) -> Article:
    (article,) = archive.records()
    return article


def content(archive: Archive, number: int) -> str:
    return archive.show(number).statement.content


def test_a_span_by_its_words(full: Archive) -> None:
    made = full.correct(2, Change(content="the channel was mined. It is 12 m deep", cue="claimed"), ANA)
    assert made.after == {"content": [[78, 116]]}
    assert (made.who, made.why, made.statement, made.article) == ("Ana Brook", "looked at the page", 2, 1)
    one = full.show(2).statement
    assert (one.content, one.corrected, one.confidence) == ("the channel was mined. It is 12 m deep", made.id, None)
    assert [found.id for found in full.search("deep").statements] == [2]
    assert [one.corrected for one in record(full).attributions] == [False, True, True]
    assert full.check() == []


def test_spans_in_pieces_and_by_characters(full: Archive) -> None:
    full.correct(3, Change(content="“We wait,” … “Then we sail.” She denied it"), ANA)
    assert content(full, 3) == "“We wait,” … “Then we sail.” She denied it"
    full.correct(3, Change(content="0-4, 5-9", source="", kind="mixed"), ANA)
    one = full.show(3).statement
    assert (one.content, one.source, one.kind) == ("Port … shut", "", "mixed")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (Change(content="the moon is shut"), "'the moon is shut' is not in the article; copy the words as they stand"),
        (Change(content="20-900"), "the text of statement 2 ends at 174"),
        (Change(cue=" "), "the cue of statement 2 cannot be empty"),
        (Change(cue="claimed"), "nothing of statement 2 would change"),
    ],
)
def test_what_cannot_be_changed(full: Archive, change: Change, reason: str) -> None:
    with pytest.raises(CorrectionError, match=reason):
        full.correct(2, change, ANA)
    with pytest.raises(NotHeldError, match="holds no statement 99"):
        full.remove(99, ANA)
    assert full.corrections() == ()


def test_the_speaker(full: Archive) -> None:
    full.correct(3, Change(speaker="mira tosk"), ANA)
    one = full.show(3).statement
    assert (one.speaker, one.role, one.person, one.reason) == (
        "Mira Tosk",
        "minister",
        full.show(1).statement.person,
        None,
    )
    full.correct(3, Change(speaker="Bo Lind"), ANA)
    assert full.search("", Filters(speaker="Bo Lind")).statements[0].id == 3
    assert full.show(3).person is not None
    full.correct(3, Change(speaker=""), ANA)
    assert full.show(3).statement.speaker is None
    assert full.check() == []


def test_undone_it_is_as_it_was(full: Archive) -> None:
    before = record(full)
    full.correct(2, Change(content="mined", speaker="Bo Lind"), ANA)
    full.correct(2, Change(content="channel"), ANA)
    full.remove(1, ANA)
    assert [one.id for one in full.search("").statements] == [3, 2]
    assert full.show(2).outer is None
    with pytest.raises(CorrectionError, match="correction 2 was made on top of 1; undo 2 first"):
        full.undo(1, "Ib Sund")
    for number in (2, 3, 1):
        assert full.undo(number, "Ib Sund").undone_by == "Ib Sund"
    assert record(full).attributions == before.attributions
    assert full.show(2).outer == full.show(1).statement
    assert full.show(2).statement.corrected is None
    assert full.check() == []
    with pytest.raises(CorrectionError, match="correction 1 was undone at"):
        full.undo(1, "Ib Sund")
    with pytest.raises(NotHeldError, match=r"holds no correction 9; `quoth correct --list` tells them"):
        full.undo(9, "Ib Sund")
    assert [one.kind for one in full.corrections()] == ["change", "change", "remove"]


def test_another_reading_keeps_corrections(full: Archive, path: Path) -> None:
    full.correct(2, Change(content="mined", speaker="Bo Lind"), ANA)
    full.remove(1, ANA)
    first, second, third = STORY.attributions
    longer = replace(second, id="b2", within="b1", source=((59, 69),), content=((70, 98),), confidence=0.5)
    other = replace(STORY, attributions=(replace(first, id="b1"), longer, replace(third, id="b3", corrected=False)))
    assert [one.outcome for one in full.add([other], SECOND)] == ["reread"]
    one = full.show(2).statement
    assert (one.content, one.speaker, one.within) == ("mined", "Bo Lind", None)
    assert sorted(found.id for found in full.search("").statements) == [2, 6]
    assert full.check() == []
    full.undo(2, "Ib Sund")
    full.undo(1, "Ib Sund")
    assert full.show(2).statement.content == TEXT[70:98], "as the later model read it"
    assert full.show(1).inner[0].id == 2


def test_what_a_later_model_does_not_find_stays_when_it_was_corrected(full: Archive) -> None:
    full.correct(2, Change(content="mined"), ANA)
    full.add([replace(STORY, attributions=())], SECOND)
    assert [(one.id, one.content) for one in full.search("").statements] == [(2, "mined")]


def test_a_corrected_reading_is_not_taken_for_the_models(full: Archive) -> None:
    copy = replace(STORY, url="https://maresh.example/1", attributions=(), speakers=())
    assert full.recall(copy, FIRST)
    full.correct(2, Change(content="mined"), ANA)
    assert full.recall(copy, FIRST) is None


def people(archive: Archive) -> list[tuple[str, int, int | None]]:
    return [(one.name, one.statements, one.person) for one in archive.speakers()]


def test_people_put_together_and_back(archive: Archive, path: Path) -> None:
    archive.add(NEWS, FIRST)
    before = people(archive)
    (_, _, secretary), (_, _, goalkeeper) = (one for one in before if one[0] == "Sorin Haldeck")
    bare = next(one for one in archive.search("").statements if one.source == "Haldeck" and not one.role)
    assert secretary and goalkeeper and bare.person
    archive.merge(secretary, goalkeeper, ANA)
    archive.merge(secretary, bare.person, ANA)
    assert people(archive)[0] == ("Sorin Haldeck", 6, secretary)
    assert archive.show(bare.id).statement.person == secretary
    archive.add([told(7, ("Sorin Haldeck", "goalkeeper")), told(8, ("S. Haldeck", ROLE))], FIRST)
    assert people(archive)[0] == ("Sorin Haldeck", 8, secretary), "who comes later joins them"
    with pytest.raises(CorrectionError, match="undo 2 first"):
        archive.undo(1, "Ib Sund")
    archive.undo(2, "Ib Sund")
    archive.undo(1, "Ib Sund")
    assert set(people(archive)) == {
        ("Sorin Haldeck", 5, secretary),
        ("Sorin Haldeck", 2, goalkeeper),
        ("Haldeck", 1, None),
        ("Bo Lind", 1, next(number for name, _, number in before if name == "Bo Lind")),
    }
    assert archive.check() == []


def test_people_taken_apart_and_back(archive: Archive) -> None:
    archive.add(NEWS, FIRST)
    one = next(one for one in archive.search("").statements if one.source == "Mr. Haldeck")
    archive.split(one.id, ANA)
    apart = archive.show(one.id).statement.person
    assert apart is not None and apart != one.person
    assert archive.person(apart).reasons == (), "what it was held to be is no reason any more"
    assert [count for _, count, number in people(archive) if number in (one.person, apart)] == [3, 1]
    archive.add([told(9, ("Haldeck", ROLE))], FIRST)
    assert archive.show(one.id).statement.person == apart
    archive.add(NEWS, SECOND)
    again = next(each for each in archive.search("").statements if each.source == "Mr. Haldeck")
    assert again.person == apart, "another reading keeps it"
    with pytest.raises(CorrectionError, match="speaks in this article only; there is nothing to take apart"):
        archive.split(again.id, ANA)
    archive.undo(1, "Ib Sund")
    assert archive.show(again.id).statement.person == one.person
    assert people(archive)[0][1] == 5
    assert archive.check() == []


def test_nobody_to_put_together(full: Archive) -> None:
    with pytest.raises(NotHeldError, match="holds no person 99"):
        full.merge(1, 99, ANA)
    with pytest.raises(CorrectionError, match="1 is one person already; name two"):
        full.merge(1, 1, ANA)
    with pytest.raises(CorrectionError, match="nobody is named as the speaker of statement 2"):
        full.split(2, ANA)


def test_the_log_opens_in_plain_sqlite(full: Archive, path: Path) -> None:
    full.remove(1, ANA)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT who, why, kind, statement FROM corrections").fetchall() == [
            ("Ana Brook", "looked at the page", "remove", 1)
        ]


def test_a_person_is_called_otherwise(archive: Archive) -> None:
    archive.add(NEWS, FIRST)
    _, _, person = people(archive)[0]
    assert person
    archive.rename(person, " Sorin  Haldeck-Brandt ", ANA)
    assert people(archive)[0] == ("Sorin Haldeck-Brandt", 4, person)
    archive.add([told(7, ("S. Haldeck", ROLE))], FIRST)
    assert archive.person(person).name == "Sorin Haldeck-Brandt", "whoever comes later"
    found = archive.search("", Filters(speaker="Haldeck-Brandt")).statements
    assert {one.person for one in found} == {person}
    assert archive.check() == []
    for name, reason in ((" ", "is empty"), ("Sorin Haldeck-Brandt", "is called Sorin Haldeck-Brandt already")):
        with pytest.raises(CorrectionError, match=reason):
            archive.rename(person, name, ANA)
    with pytest.raises(NotHeldError, match="holds no person 99"):
        archive.rename(99, "Bo", ANA)
    archive.undo(1, "Ib Sund")
    assert people(archive)[0] == ("Sorin Haldeck", 5, person)


def test_a_bare_surname_gets_a_name(archive: Archive) -> None:
    archive.add(NEWS, FIRST)
    before = people(archive)
    bare = next(one for one in archive.search("").statements if one.source == "Haldeck" and not one.role)
    assert bare.person
    archive.rename(bare.person, "Olga Haldeck", ANA)
    assert ("Olga Haldeck", 1, bare.person) in people(archive)
    archive.undo(1, "Ib Sund")
    assert people(archive) == before
    assert archive.check() == []


def test_a_new_name_outlives_a_merge_and_its_undoing(archive: Archive) -> None:
    archive.add(NEWS, FIRST)
    (_, _, secretary), (_, _, goalkeeper) = (one for one in people(archive) if one[0] == "Sorin Haldeck")
    assert secretary and goalkeeper
    archive.rename(goalkeeper, "Keeper", ANA)
    archive.rename(secretary, "Secretary", ANA)
    archive.merge(secretary, goalkeeper, ANA)
    assert archive.person(secretary).name == "Secretary"
    with pytest.raises(CorrectionError, match="undo 3 first"):
        archive.undo(2, "Ib Sund")
    archive.undo(3, "Ib Sund")
    assert [archive.person(number).name for number in (secretary, goalkeeper)] == ["Secretary", "Keeper"]
    assert archive.check() == []


def test_the_log_in_words(archive: Archive) -> None:
    archive.add([STORY, *NEWS], FIRST)
    archive.correct(2, Change(content="mined", speaker="Bo Lind"), ANA)
    archive.correct(2, Change(kind="direct"), ANA)
    archive.remove(1, ANA)
    (_, _, secretary), (_, _, goalkeeper) = (one for one in people(archive) if one[0] == "Sorin Haldeck")
    assert secretary and goalkeeper
    archive.merge(secretary, goalkeeper, ANA)
    archive.rename(secretary, "Haldeck", ANA)
    log = {one.made.id: one for one in archive.logged()}
    assert list(log) == [5, 4, 3, 2, 1]
    assert (log[1].title, log[1].changes) == (
        "Port shut: official",
        (("content", "the channel was mined", "mined"), ("speaker", "the pilots", "Bo Lind")),
    )
    assert log[2].changes == (("kind", "indirect", "direct"),)
    assert log[3].changes[0] == ("source", "Mira Tosk, the minister of Orda", None)
    haldecks = f"Sorin Haldeck ({secretary})"
    assert log[4].changes == (("people", f"{haldecks} and Sorin Haldeck ({goalkeeper})", haldecks),)
    assert log[5].changes == (("name", "Sorin Haldeck", "Haldeck"),)
    assert [log[number].later for number in (1, 2, 3, 4, 5)] == [2, None, None, 5, None]
    assert [one.made.id for one in archive.logged(article=1)] == [3, 2, 1]
    assert [one.made.id for one in archive.logged(person=goalkeeper)] == [4]
    assert [one.made.id for one in archive.logged(before=3, limit=1)] == [2]
    archive.undo(2, "Ib Sund")
    assert [one.made.id for one in archive.logged(article=1, standing=True)] == [3, 1]
    assert archive.logged(before=2)[0].later is None


def changed(text: str) -> Article:
    """The article as it stands later, read again by a reader that finds the same."""
    by = text.index(TEXT[40:60]) - 40

    def moved(spans: Spans) -> Spans:
        return tuple((start + by, end + by) for start, end in spans)

    attributions = tuple(
        replace(one, source=moved(one.source), cue=moved(one.cue), content=moved(one.content))
        for one in STORY.attributions
        if all(text[start + by : end + by] == TEXT[start:end] for start, end in one.content)
    )
    speakers = tuple(replace(one, mentions=()) for one in STORY.speakers)
    return replace(STORY, text=text, attributions=attributions, speakers=speakers)


def test_corrections_pass_to_a_changed_article(full: Archive) -> None:
    full.correct(2, Change(cue="claimed", speaker="Bo Lind"), ANA)
    full.remove(3, ANA)
    assert full.add([changed("Updated.\n\n" + TEXT)], FIRST)[0].outcome == "changed"
    found = {one.content: one for one in full.statements()}
    assert len(found) == 2, "what was taken out stays out"
    (again,) = [one for one in found.values() if one.corrected]
    assert (again.speaker, again.content) == ("Bo Lind", "the channel was mined")
    log = full.corrections()
    assert [(one.who, one.why, one.made) for one in log[2:]] == [(one.who, one.why, one.made) for one in log[:2]]
    assert full.check() == []
    undone = full.undo(again.corrected or 0, "Bo Brook")
    assert undone.statement == again.id
    assert full.show(again.id).statement.speaker != "Bo Lind"
    assert full.check() == []


def test_a_sentence_that_has_changed_is_not_corrected(full: Archive) -> None:
    full.correct(2, Change(speaker="Bo Lind"), ANA)
    full.add([changed(TEXT.replace("the channel was mined", "the channel was swept"))], FIRST)
    assert [one.corrected for one in full.statements()] == [None] * len(list(full.statements()))
    assert len(full.corrections()) == 1


def test_a_reading_that_misses_what_was_corrected_gets_it_back(full: Archive) -> None:
    full.correct(2, Change(speaker="Bo Lind"), ANA)
    article = changed(TEXT + " It rained.")
    full.add([replace(article, attributions=article.attributions[:1])], FIRST)
    assert [one.speaker for one in full.statements()] == ["Mira Tosk", "Bo Lind"]
    assert full.check() == []


def test_another_reading_of_a_changed_article_keeps_what_was_passed_on(full: Archive) -> None:
    full.correct(2, Change(speaker="Bo Lind"), ANA)
    article = changed("Updated.\n\n" + TEXT)
    full.add([article], FIRST)
    assert full.add([article], SECOND)[0].outcome == "reread"
    assert [one.speaker for one in full.statements() if one.corrected] == ["Bo Lind"]
    assert full.check() == []
