"""What one person may have said in other words: offered by vectors, joined by somebody, undone.

The vectors are made up, so that no model is needed: contents about the same lie close.
"""

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from quoth import pipeline
from quoth.archive import Archive, ReadBy, Signed
from quoth.archive.same import meant
from quoth.archive.same.meant import may_be_one
from quoth.article import Article
from quoth.errors import CorrectionError, NotHeldError
from tests.archive.test_said import report

ANA = Signed("Ana Brook", "I have read both")
SHUT = report(1, "Orda TV", "said", "the strait will stay closed to warships", "indirect")
LOCKED = report(2, "Maresh Daily", "warned", "no naval vessel may pass until further notice", "indirect")
AGAIN = report(3, "Kestria Post", "warned", "no naval vessel may pass until further notice", "indirect")
NUMBER = report(4, "Kestria Post", "said", "40 naval vessels may pass", "indirect")
FAR = report(5, "Kestria Post", "said", "the harvest has failed on every island", "indirect")
OTHERS = report(6, "Kestria Post", "said", "warships shall be kept out of these waters", "indirect", who="Yelda Brandt")
_ABOUT = ("warship", "naval", "strait")


def encode(texts: Iterable[str]) -> npt.NDArray[np.float32]:
    """Close together for what is about ships of war."""
    each = np.random.default_rng(7)
    made = [[4.0 * any(word in text for word in _ABOUT), *each.standard_normal(383) / 9] for text in texts]
    return np.array(made, np.float32)


@pytest.fixture
def full(archive: Archive) -> Archive:
    archive.add([SHUT, LOCKED, AGAIN, NUMBER, FAR, OTHERS])
    sum(pipeline.embed(archive, encode))
    return archive


def manners(archive: Archive, number: int) -> list[tuple[int, str]]:
    return [(each.statement.id, each.manner) for each in archive.saying(number).wordings]


def test_pairs_that_may_say_the_same() -> None:
    pairs = [
        json.loads(line) for line in Path(__file__).with_name("said_meaning.jsonl").read_text("utf-8").splitlines()
    ]
    numbers = [may_be_one(pair["a"], pair["b"], 1.0) for pair in pairs if pair["case"] == "number"]
    assert sum(numbers) < 0.25 * len(numbers), "another number is another claim"
    true = [may_be_one(pair["a"], pair["b"], 1.0) for pair in pairs if pair["same"]]
    assert sum(true) > 0.9 * len(true)
    assert not may_be_one(pairs[0]["a"], pairs[0]["b"], 0.49)


def test_what_comes_near_is_offered_once(full: Archive) -> None:
    offered = full.saying(1).perhaps
    assert [one.id for one in offered] == [2], "one for a content; no other number, topic or person"
    assert (offered[0].likeness or 0) > 0.5
    assert full.show(1).perhaps == offered
    assert [one.id for one in full.saying(2).perhaps] == [1]
    assert full.saying(5).perhaps == ()


def test_nothing_is_offered_without_vectors(archive: Archive) -> None:
    archive.add([SHUT, LOCKED])
    assert archive.saying(1).perhaps == ()


def test_joined_by_somebody(full: Archive) -> None:
    made = full.same(1, 2, ANA)
    assert (made.kind, made.who, made.after["articles"]) == ("same", "Ana Brook", [1, 2])
    assert manners(full, 1) == [(1, "paraphrased"), (2, "in other words"), (3, "in other words")]
    assert manners(full, 3) == [(1, "in other words"), (2, "paraphrased"), (3, "paraphrased")]
    assert {one.article for one in full.saying(1).carriers} == {1, 2, 3}
    assert [each.statement.id for each in full.show(1).wordings] == [1, 2, 3]
    assert full.saying(1).perhaps == ()
    (logged,) = full.logged()
    assert [before for _, before, _ in logged.changes] == made.after["contents"]


def test_what_cannot_be_joined(full: Archive) -> None:
    full.same(1, 2, ANA)
    with pytest.raises(CorrectionError, match="already"):
        full.same(2, 1, ANA)
    with pytest.raises(CorrectionError, match="one article"):
        full.same(1, 1, ANA)
    with pytest.raises(NotHeldError):
        full.same(1, 99, ANA)


def test_undone(full: Archive) -> None:
    made = full.same(1, 2, ANA)
    full.merge(1, 2, ANA)
    full.undo(made.id, "Bo")
    assert manners(full, 1) == [(1, "paraphrased")]
    assert [one.id for one in full.saying(1).perhaps] == [2, 6], "what she said too, who is one with him now"


def reread(archive: Archive, article: Article) -> None:
    by = ReadBy("0.2.0", "newer")
    for number, held in archive.outdated(by).items():
        if held.id == article.id:
            archive.reread({number: article}, by)


def test_it_outlives_reading_again(full: Archive) -> None:
    full.same(1, 2, ANA)
    attribution = LOCKED.attributions[0]
    reread(full, replace(LOCKED, attributions=(replace(attribution, kind="mixed"),)))
    (number,) = [one.id for one in full.article(2).statements]
    assert (number, "in other words") in manners(full, 1)


def test_what_has_changed_is_joined_no_more(full: Archive) -> None:
    full.same(1, 5, ANA)
    assert (5, "in other words") in manners(full, 1)
    full.add([replace(report(5, "Kestria Post", "said", "nothing of the kind was ever planned", "indirect"))])
    assert manners(full, 1) == [(1, "paraphrased")]


def test_of_those_who_have_said_very_much_what_is_near_in_time(full: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meant, "_MANY", 1)
    assert [one.id for one in full.saying(1).perhaps] == [2]
    assert full.saying(4).perhaps == ()
