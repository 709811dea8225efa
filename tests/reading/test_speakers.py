"""Who stands behind each source: the shipped model on invented articles."""

import pytest

from quoth.article import Article, Speaker
from quoth.reading import Reader

HEADLINED = (
    "Patrols endanger sailors: Tarvan official\n\n"
    "Sorin Haldeck, the secretary of Tarvan's Council for National Defense, said on Sunday that the patrols of foreign"
    " navies endanger sailors in the Strait of Ilvar.\n\n"
    "He made the remarks in a meeting with his Ostravan counterpart, Yelda Brandt.\n\n"
    "“Those who send warships should not be surprised,” the Tarvan official said.\n\n"
    "Brandt told reporters that the talks were useful. She said Ostrava would keep its ports open.\n\n"
    "“I will not sign a treaty that nobody has read,” Haldeck said."
)
UNNAMED = (
    "A senior diplomat, who spoke on condition of anonymity because the talks are secret, said the two sides had agreed"
    " on a ceasefire.\n\n"
    "“They were tired,” the diplomat said."
)


def read(reader: Reader, text: str) -> Article:
    return reader.read(Article(id="a", origin="a", text=text))


def behind(reader: Reader, text: str) -> dict[str, str | None]:
    """The words of each source, or of the cue where there is none -> the name of the speaker."""
    article = read(reader, text)
    names = {one.id: one.name for one in article.speakers}
    return {
        " ".join(text[slice(*span)] for span in one.source or one.cue): names.get(one.speaker or "")
        for one in article.attributions
    }


def speaker(reader: Reader, text: str, name: str) -> Speaker:
    return next(one for one in read(reader, text).speakers if one.name == name)


def test_a_name_a_surname_and_a_pronoun_are_one(reader: Reader) -> None:
    found = behind(reader, HEADLINED)
    assert found["Haldeck"] == "Sorin Haldeck"
    assert found["Brandt"] == found["She"] == "Yelda Brandt"


def test_who_made_the_remarks_is_the_official(reader: Reader) -> None:
    text = (
        "A senior Tarvan official says foreign patrols endanger sailors in the Strait of Ilvar.\n\n"
        "Sorin Haldeck, the secretary of the national council, made the remarks in a meeting on Sunday.\n\n"
        "“Nobody asked them to come,” he said."
    )
    assert behind(reader, text) == {"A senior Tarvan official": "Sorin Haldeck", "he": "Sorin Haldeck"}


def test_a_counterpart_is_somebody_else(reader: Reader) -> None:
    assert len({name for name in behind(reader, HEADLINED).values() if name in ("Sorin Haldeck", "Yelda Brandt")}) == 2


def test_a_headline_names_who_the_body_names(reader: Reader) -> None:
    assert behind(reader, HEADLINED)["Tarvan official"] == "Sorin Haldeck"


def test_i_in_a_quotation_is_its_speaker(reader: Reader) -> None:
    mentions = [HEADLINED[slice(*span)] for span in speaker(reader, HEADLINED, "Sorin Haldeck").mentions]
    assert "I" in mentions


def test_a_profile(reader: Reader) -> None:
    one = speaker(reader, HEADLINED, "Sorin Haldeck")
    assert (one.type, one.named, one.unnamed_because) == ("person", True, None)
    assert one.role == "secretary of Tarvan's Council for National Defense"
    assert one.affiliation == "Council for National Defense"


def test_somebody_without_a_name(reader: Reader) -> None:
    one = speaker(reader, UNNAMED, "A senior diplomat")
    assert (one.type, one.named) == ("person", False)
    assert one.unnamed_because == "on condition of anonymity because the talks are secret"


def test_two_people_with_one_surname(reader: Reader) -> None:
    text = (
        "Omar Veshti said the mill would close in May. His sister, Lena Veshti, said she had not been asked.\n\n"
        "“Nobody told me,” Lena Veshti said.\n\nOmar Veshti said he was sorry."
    )
    assert set(behind(reader, text).values()) == {"Omar Veshti", "Lena Veshti"}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The government of Westmark has denied any part in the attack.", "The government of Westmark", "organization"),
        ("The report said that the dam had not been inspected since 2011.", "The report", "document"),
        ("Residents said the water had risen within an hour.", "Residents", "group"),
        ("The Harbour Board said on Monday that the crane was safe.", "Harbour Board", "organization"),
        (
            "Velmora said on Monday that nobody was hurt. Two villages burned in Velmora last week.",
            "Velmora",
            "organization",
        ),
        ("Tasska said it had sold no arms. Tasskas foreign ministry is on strike.", "Tasska", "organization"),
        ("Tasska said he had sold no arms. He is on strike.", "Tasska", "person"),
    ],
)
def test_those_who_are_no_persons(reader: Reader, text: str, name: str, kind: str) -> None:
    found = [(one.name, one.type) for one in read(reader, text).speakers]
    assert any(shown.removeprefix("The ") == name.removeprefix("The ") and its == kind for shown, its in found)


def test_a_claim_without_a_source_goes_on_with_its_speaker(reader: Reader) -> None:
    text = "The harbour will open\n\nMira Tosk said the harbour would open on Monday, adding that nobody was hurt."
    article = read(reader, text)
    assert len(article.attributions) == 2
    assert {one.speaker for one in article.attributions} == {"s1"}


def test_where_nobody_is_known_the_reason_is_given(reader: Reader) -> None:
    for text in (HEADLINED, UNNAMED, "It was said that the bridge is closed.", "“We wait.”"):
        article = read(reader, text)
        assert all((one.speaker is None) == (one.reason is not None) for one in article.attributions)
        assert {one.speaker for one in article.attributions} - {None} == {one.id for one in article.speakers}
