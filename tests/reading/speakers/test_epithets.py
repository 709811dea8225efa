"""Who is called by an office alone, on invented articles."""

import pytest

from quoth.article import Article
from quoth.reading import Reader

STATES = (
    "Former Texas Gov. Nils Harrow endorsed Sen. Bo Kell on Sunday.\n\n"
    "Harrow told reporters that the race was open.\n\n"
    "The former three-term governor dismissed the argument that Kell was alone.\n\n"
    "“I like them all,” Harrow said. “Gov. Ida Marsh has done well.”\n\n"
    "The former governor noted that few were watching."
)
SPOKE = (
    "Marsh went after Kell at the debate. “He is great at the one-liners, but he is no president,” the former Ohio"
    " governor said."
)
TWO = (
    "Sen. Bo Kell (I-Vt.) and Sen. Ida Marsh (D-Mass.) met on Monday.\n\n"
    "The Vermont senator said the bill was dead. The Massachusetts senator said it was not.\n\n"
    "“Kell is wrong,” Marsh said.\n\n"
    "The senator said she would vote for it."
)
LATER = "“That would be me,” the senator said.\n\nSen. Ida Marsh, who had endorsed Kell, said he had pushed the others."


def who(reader: Reader, text: str) -> dict[str, str]:
    """The speakers' names by the sources' words."""
    article = reader.read(Article(id="a", origin="a", text=text))
    names = {one.id: one.name for one in article.speakers}
    return {
        text[slice(*one.source[0])]: names[one.speaker] for one in article.attributions if one.source and one.speaker
    }


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        (STATES, "The former three-term governor", "Nils Harrow"),
        (STATES, "The former governor", "Nils Harrow"),
        (SPOKE, "the former Ohio governor", "Marsh"),
        (TWO, "The Vermont senator", "Bo Kell"),
        (TWO, "The Massachusetts senator", "Ida Marsh"),
        (TWO, "The senator", "Ida Marsh"),
        (LATER, "the senator", "the senator"),
    ],
)
def test_an_office_is_its_holder(reader: Reader, text: str, source: str, name: str) -> None:
    assert who(reader, text)[source] == name
