"""Many people told of in other words, on invented articles."""

import pytest

from quoth.article import Article
from quoth.reading import Reader

SENATE = (
    "The bill failed on Monday after nearly all Republican senators voted against it.\n\n"
    "Senate Republicans said the bill cost too much. The Senate said it would meet again on Friday.\n\n"
    "Republican senators said on Tuesday that they would write another one."
)
PEOPLE = "Norlandians said they were tired.\n\nThe Norlandian people said that they would vote."
IN_TOWN = (
    "The bill is back.\n\nSenate Republicans in Washburn said the deal was dead. Most of them said they had not read"
    " it. Republican senators said on Monday that they would."
)
ALL_OF_THEM = (
    "The miners said on Monday that the shaft was unsafe.\n\n"
    "Most of them said that nobody had listened. They said the owner knew."
)


def by_source(reader: Reader, text: str) -> dict[str, str | None]:
    """The speakers' numbers by the sources' words."""
    article = reader.read(Article(id="a", origin="a", text=text))
    return {text[slice(*one.source[0])].lower(): one.speaker for one in article.attributions if one.source}


def test_members_of_a_party_are_one_in_either_order_and_not_the_chamber(reader: Reader) -> None:
    found = by_source(reader, SENATE)
    assert found["senate republicans"] == found["republican senators"] is not None
    assert found["the senate"] != found["senate republicans"]


def test_members_are_the_same_wherever_they_are_and_most_of_them_are_they(reader: Reader) -> None:
    found = by_source(reader, IN_TOWN)
    assert found["senate republicans in washburn"] == found["republican senators"] == found["most of them"] is not None


def test_a_nations_people_are_called_by_its_name(reader: Reader) -> None:
    found = by_source(reader, PEOPLE)
    assert found["norlandians"] == found["the norlandian people"] is not None


def test_most_of_them_are_they(reader: Reader) -> None:
    found = by_source(reader, ALL_OF_THEM)
    assert found["most of them"] == found["the miners"] == found["they"] is not None


@pytest.mark.parametrize(("text", "name"), [("He called me Birdie", "Birdie"), ("He called me names", None)])
def test_whom_others_call_by_a_name_is_called_that(reader: Reader, text: str, name: str | None) -> None:
    story = f"My father was a quiet man. {text} when I was a child. I knew that he was proud."
    article = reader.read(Article(id="a", origin="a", text=story))
    speaker = {one.id: one for one in article.speakers}
    own = next(one for one in article.attributions if story[slice(*one.source[0])] == "I")
    found = speaker[own.speaker or ""]
    assert (found.name if found.named else None) == name
