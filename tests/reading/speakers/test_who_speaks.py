"""Who speaks and what they are, in sources as news writes them: broadcasters, agencies, press releases."""

import pytest

from quoth.article import Article, Speaker
from quoth.reading import Reader


def speakers(reader: Reader, text: str) -> dict[str, Speaker]:
    """Whoever is behind each source, by its words."""
    found = reader.read(Article(id="a", origin="a", text=text))
    known = {one.id: one for one in found.speakers}
    return {
        text[slice(*one.source[0])].rstrip(","): known[one.speaker]
        for one in found.attributions
        if one.source and one.speaker
    }


@pytest.mark.parametrize(
    ("source", "name", "role"),
    [
        (
            "Nikolai Petrushin, secretary of the Velmoran Security Council,",
            "Nikolai Petrushin",
            "secretary of the Velmoran Security Council",
        ),
        (
            "The secretary of Velmora's Security Council, Nikolai Petrushin,",
            "Nikolai Petrushin",
            "secretary of Velmora's Security Council",
        ),
        ("N. Petrushin, who heads the Velmoran Security Council,", "N. Petrushin", None),
        ("Chief executive Omar Veshti of Norrland Mills", "Omar Veshti", "Chief executive"),
        ("Omar Veshti, chief executive of Norrland Mills,", "Omar Veshti", "chief executive of Norrland Mills"),
        ("Water Minister Ilka Brandvold", "Ilka Brandvold", "Water Minister"),
    ],
)
def test_the_bearer_of_an_office_speaks_not_the_body(reader: Reader, source: str, name: str, role: str | None) -> None:
    [one] = set(speakers(reader, f"{source} said on Monday that the talks would go on.").values())
    assert (one.name, one.type, one.role) == (name, "person", role)


def test_a_body_that_somebody_heads_is_theirs(reader: Reader) -> None:
    text = "N. Petrushin, who heads the Velmoran Security Council, told reporters on Monday that the talks would go on."
    [one] = speakers(reader, text).values()
    assert one.affiliation == "Velmoran Security Council"


def test_a_release_gives_offices_in_capitals(reader: Reader) -> None:
    text = (
        "“This is the largest step that we have taken,” said Grethe Lindqvist, Chief Executive Officer of Velmora."
        "\n\n“The agreement shows what a small port can do,” added Jonas Petrak, Harbour Master at PKA."
    )
    found = {one.name: one for one in speakers(reader, text).values()}
    assert found["Grethe Lindqvist"].role == "Chief Executive Officer of Velmora"
    assert found["Jonas Petrak"].role == "Harbour Master at PKA"


def test_a_body_known_by_its_name_is_no_person_and_the_company_is_it(reader: Reader) -> None:
    text = (
        "Two ferries will be bought by Velmora Shipping AS (“Velmora”).\n\n"
        "Velmora expects emissions to fall by 80 percent. The company said that it would invest €14 million."
    )
    found = speakers(reader, text)
    assert found["The company"] == found["Velmora"]
    assert (found["Velmora"].name, found["Velmora"].type) == ("Velmora Shipping AS", "organization")


def test_a_government_and_its_country_are_one_where_both_speak(reader: Reader) -> None:
    text = (
        "On Sunday, the Keldorian government accused Sarvan of holding back flow data. Keldoria, it said in a"
        " statement, “will not sign in the dark.” The Sarvani Foreign Ministry rejected the accusation."
    )
    found = speakers(reader, text)
    assert found["the Keldorian government"] == found["it"]
    assert found["The Sarvani Foreign Ministry"] != found["it"]


def test_a_diplomat_is_the_negotiator_of_that_nation(reader: Reader) -> None:
    text = (
        "Sarvan's chief negotiator on the river dam says the talks with Keldoria have entered their final stage.\n\n"
        "Speaking to reporters on Monday, Davoud Rastan said the two sides had bridged most of their differences.\n\n"
        "The senior Sarvani diplomat also dismissed reports that the delegation had threatened to walk out."
    )
    assert speakers(reader, text)["The senior Sarvani diplomat"].name == "Davoud Rastan"


def test_people_somewhere_are_a_group_and_a_town_is_no_country(reader: Reader) -> None:
    text = (
        "Farmers in Wenlow say they cannot wait. Tomas Eiker, a farmer in Wenlow whose family has grown rice there for"
        " four generations, said the river had fallen by a third."
    )
    found = speakers(reader, text)
    farmers = found["Farmers in Wenlow"]
    assert (farmers.type, farmers.named, farmers.country) == ("group", False, None)
    farmer = next(one for one in found.values() if one.named)
    assert (farmer.name, farmer.role, farmer.country) == ("Tomas Eiker", "farmer in Wenlow", None)


def test_an_official_is_a_person_and_a_house_no_part_of_an_article(reader: Reader) -> None:
    text = (
        "The helicopters are ready, a State Department official said on condition of anonymity because the offer had"
        " not been made public.\n\nA UN official familiar with the talks confirmed that the files had been received."
    )
    found = speakers(reader, text)
    assert found["a State Department official"].type == "person"
    assert found["A UN official familiar with the talks"].affiliation == "UN"


def test_its_author_is_whoever_is_named_behind_a_trade(reader: Reader) -> None:
    text = (
        "The report says that the houses should never have been built. Its author, geologist Ulf Haldeck, said he had"
        " warned the authorities in 2011.\n\n“They thanked me and put it in a drawer,” said Haldeck."
    )
    names = {one.name for one in speakers(reader, text).values() if one.type == "person"}
    assert names == {"Ulf Haldeck"}


def test_i_is_never_we(reader: Reader) -> None:
    text = "“We are an old family of boatmen and I have never seen the river like this,” said Tomas Eiker."
    found = reader.read(Article(id="a", origin="a", text=text))
    [eiker] = found.speakers
    assert "We" not in {text[slice(*span)] for span in eiker.mentions}
