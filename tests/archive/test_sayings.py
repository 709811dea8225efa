"""How one saying was told: every wording, in copies too, and the articles that carried it."""

from dataclasses import replace

import pytest

from quoth.archive import Archive
from quoth.article import Attribution, Speaker
from quoth.errors import NotHeldError
from tests.archive.stories import spans
from tests.archive.test_said import TOLD
from tests.archive.test_stories import article


def test_every_wording_by_date_with_the_articles_that_have_it(archive: Archive) -> None:
    archive.add(TOLD[::-1])
    one = next(each for each in archive.search("warships").statements if each.outlet == "Orda TV")
    saying = archive.saying(one.id)
    assert [(each.statement.outlet, each.manner) for each in saying.wordings] == [
        ("Orda TV", "quoted whole"),
        ("Maresh Daily", "cut"),
        ("Kestria Post", "paraphrased"),
    ]
    assert [one.statement for one in saying.carriers] == [each.statement.id for each in saying.wordings]
    paraphrased = saying.wordings[2].statement.id
    assert archive.saying(paraphrased).wordings == saying.wordings, "whichever one begins with"


def test_what_stands_alone_is_told_once(archive: Archive) -> None:
    archive.add(TOLD)
    saying = archive.saying(4)
    assert [(each.statement.id, each.manner) for each in saying.wordings] == [(4, "quoted whole")]
    assert [(one.article, one.why) for one in saying.carriers] == [(4, "in an article of its own")]
    with pytest.raises(NotHeldError, match="holds no statement 99"):
        archive.saying(99)


def test_copies_are_wordings_even_where_nobody_is_known(archive: Archive) -> None:
    archive.add([article("bridge-copy-1"), article("bridge-wire"), article("bridge-cut-2")])
    saying = archive.saying(1)
    assert {each.statement.article for each in saying.wordings} == {1, 2, 3}
    days = [each.statement.published or "9" for each in saying.wordings]
    assert days == sorted(days)
    assert {one.article: one.why for one in saying.carriers} == {
        one.article: one.why for one in archive.article(1).carriers
    }


def test_a_copy_without_the_words_is_a_carrier(archive: Archive) -> None:
    wire, cut = article("bridge-wire"), replace(article("bridge-copy-1"), attributions=())
    other = article("strike-wire")
    text = f"{other.text}\n\n“We don't yet know how deep it goes at all,” said Petra Valk."
    cue = text.rindex("said")
    quoted = "“We don't yet know how deep it goes at all,”"
    said = Attribution("a1", "direct", spans(text, "Petra Valk"), ((cue, cue + 4),), spans(text, quoted), "s1")
    who = Speaker("s1", "Petra Valk", "person", role="inspector", mentions=spans(text, "Petra Valk"))
    known = replace(wire, attributions=(replace(wire.attributions[0], speaker="s1"),),
                    speakers=(replace(who, mentions=spans(wire.text, "Petra Valk")),))  # fmt: skip
    archive.add([known, cut, article("bridge-cut-2"), replace(other, text=text, attributions=(said,), speakers=(who,))])
    saying = archive.saying(1)
    assert [one.statement is None for one in sorted(saying.carriers, key=lambda one: one.article)] == [
        False, True, False, False,
    ]  # fmt: skip
