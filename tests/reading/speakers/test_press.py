"""What a reporter reads wrong no more: names, titles and bodies of the everyday press, on invented articles."""

import pytest

from quoth.article import Article, Speaker
from quoth.reading import Reader

MINISTERS = (
    "Deputy Prime Minister and Minister of Economy Jan Sulak failed to agree on the plan. Prime Minister Igor Maric was"
    " in Tarva. After Sulak left, the Prime Minister apologised for the delay and said the plan would be back."
)
CLINIC = "Clinic and advocacy manager Michela Jyrkka, of the Mustard Society, said the wards were full."
LEAGUE = "The NBL did not release the name of the player. They did say he was not present at the game."
WORKERS = "The NBL did not release the names of the players. They said that nobody had asked them."
HOST = (
    "In an interview with the host Mika Brezin, the Democratic presidential candidate stated that she would win. Hilda"
    " Clint has said so before."
)
GOVERNOR = "Governor Lena Vazov, who was secretary of justice until May, said the courts were slow."


def speakers(reader: Reader, text: str) -> dict[str, Speaker]:
    """The speakers by the sources' words."""
    article = reader.read(Article(id="a", origin="a", text=text))
    known = {one.id: one for one in article.speakers}
    return {
        text[slice(*one.source[0])]: known[one.speaker] for one in article.attributions if one.source and one.speaker
    }


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Moderator Brent Baler said the debate was over.", "Brent Baler", "Moderator"),
        ("Liberal Oscar-winner Susan Sardo said she would not vote.", "Susan Sardo", "Liberal Oscar-winner"),
        ("A Democratic Assemblywoman, Jill Tollis, said the bill was fair.", "Jill Tollis", "Democratic Assemblywoman"),
        (CLINIC, "Michela Jyrkka", "Clinic and advocacy manager"),
    ],
)
def test_a_title_is_a_role_and_no_name(reader: Reader, text: str, name: str, role: str) -> None:
    (speaker,) = speakers(reader, text).values()
    assert (speaker.name, speaker.type, speaker.role) == (name, "person", role)


def test_the_prime_minister_is_not_his_deputy(reader: Reader) -> None:
    assert speakers(reader, MINISTERS)["the Prime Minister"].name == "Igor Maric"


def test_a_body_is_they_where_nobody_else_can_be(reader: Reader) -> None:
    assert speakers(reader, LEAGUE)["They"].name == "The NBL"
    assert speakers(reader, WORKERS)["They"].name != "The NBL"


def test_whom_somebody_talks_with_is_not_the_next_clauses_subject(reader: Reader) -> None:
    assert speakers(reader, HOST)["the Democratic presidential candidate"].name != "Mika Brezin"


def test_a_month_is_nobodys_affiliation(reader: Reader) -> None:
    assert [one.affiliation for one in speakers(reader, GOVERNOR).values()] == [None]


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("Many Millennials say they cannot buy a house.", "group"),
        ("A lot of Norlandians believe that the moon is cold.", "group"),
        ("Readers of TheSpark said the piece was unfair.", "group"),
        ("Fans of Bo Lind's performance said that it was robbed.", "group"),
        ("The audience said it was good.", "group"),
        ("The opinion of the Court said that the law was void.", "document"),
        ("FEC records show that the club gave nine dollars.", "document"),
    ],
)
def test_many_are_a_group_and_papers_documents_without_a_name(reader: Reader, text: str, type: str) -> None:
    (speaker,) = speakers(reader, text).values()
    assert (speaker.type, speaker.named) == (type, False)


PRESIDENT = (
    "Enrico Nito met Dona Trask on Wednesday.\n\nThe talks lasted an hour. Trask left at noon after meeting the Mexan"
    " president, who said that the treaty was good for both."
)
LETTER = "“I will run,” wrote the actor Tom Hank in a letter published on Friday by the Tarva Post."
OFFICER = (
    "Chief executive officer of Symplic Corporation Ari Fried said that the firm was sound. Fried said he had left."
)


def test_who_behind_an_office_is_whoever_holds_it(reader: Reader) -> None:
    assert speakers(reader, PRESIDENT)["who"].name == "the Mexan president"


def test_a_bodys_name_is_without_its_country(reader: Reader) -> None:
    found = speakers(reader, "The United States' National Ball Association said that the game was off.")
    assert [one.name for one in found.values()] == ["National Ball Association"]


def test_a_paper_that_prints_a_letter_is_not_its_authors(reader: Reader) -> None:
    assert [(one.name, one.affiliation) for one in speakers(reader, LETTER).values()] == [("Tom Hank", None)]


def test_an_officer_of_a_body_is_named_behind_it(reader: Reader) -> None:
    found = speakers(reader, OFFICER)
    assert {one.name for one in found.values()} == {"Ari Fried"}
    assert found["Fried"].affiliation == "Symplic Corporation"


def test_a_heading_in_capitals_names_who_speaks_below(reader: Reader) -> None:
    text = (
        "We'll hear argument first in Case 22. General Rosen.\n\n"
        "ORAL ARGUMENT OF GEN. ADA B. ROSEN ON BEHALF OF THE PETITIONERS\n\n"
        "Mr. Chief Justice, I believe that the law is clear.\n\nGeneral, do you say that it is old?\n\n"
        "I say that it is clear, as you said.\n\nDo you know why?\n\nI think that I do."
    )
    assert "ADA B. ROSEN" in {one.name for one in speakers(reader, text).values()}


def test_somebody_and_colleagues_are_a_group(reader: Reader) -> None:
    found = speakers(reader, "Marsh and colleagues found that fish sleep.")
    assert [(one.name, one.type) for one in found.values()] == [("Marsh and colleagues", "group")]


def test_two_bodies_together_are_both_and_neither_alone(reader: Reader) -> None:
    found = speakers(
        reader,
        "Fish is cheap.\n\nThe Harbour Council and the Coastal Fund (CF) said that prices had fallen.\n\n"
        "The Harbour Council said that it would meet.",
    )
    assert found["The Harbour Council and the Coastal Fund (CF)"].type == "group"
    assert found["The Harbour Council"].name == "The Harbour Council"


@pytest.mark.parametrize("nation", ["Norlandic", "Greek", "Slovak", "Kazakh"])
def test_the_official_of_a_nation_is_the_counterpart_of_it(reader: Reader, nation: str) -> None:
    text = (
        f"Talks were held.\n\nIlir Dostan, the secretary of the Supreme Council, spoke after talks with his {nation}"
        f" counterpart, Petra Holm, in Drevo. He said that they were short.\n\n“We did not come here for the weather,”"
        f" the {nation} official told reporters."
    )
    assert speakers(reader, text)[f"the {nation} official"].name == "Petra Holm"


def test_why_nobody_is_named_ends_where_the_source_does(reader: Reader) -> None:
    text = "A senior diplomat who asked not to be named because the talks are secret said the envoy had gone too far."
    (speaker,) = speakers(reader, text).values()
    assert speaker.unnamed_because == "asked not to be named because the talks are secret"


TWO_MINISTERS = (
    "A paper is denied.\n\nForeign Minister Lidia Brandt has denied that a deal was signed with Karvia.\n\nThe Karvian"
    " foreign minister, Osman Tell, told state radio that the two sides had met. His Velmoran counterpart had been in"
    " the room, he said.\n\nBrandt said that the Karvian minister knew that there was no paper. She was accused of"
    " lying. The Karvian minister denied that."
)


def test_the_minister_of_another_nation_is_not_the_first_one(reader: Reader) -> None:
    found = speakers(reader, TWO_MINISTERS)
    assert found["The Karvian minister"].name == found["he"].name == "Osman Tell"
    assert (found["Brandt"].name, found["Brandt"].role) == ("Lidia Brandt", "Foreign Minister")


OFFICIALS = (
    "Norlandic government officials said on Monday that the treaty was dead. U.S. government officials said they had"
    " not seen it. The U.S. official said he was calm. The American official said he would wait."
)
COMMITTEE = "The Democratic National Committee said that it was hacked. The DNC said the thieves were Norlandic."
VOTERS = "Hilda Clint leads the race, and about the same number who back Bo Trask say the economy is bad."
LATINA = "A Latina voter in Palonia, Rosa Mendel, said she would wait."


def test_officials_of_two_nations_are_two(reader: Reader) -> None:
    found = speakers(reader, OFFICIALS)
    norlandic, states = found["Norlandic government officials"], found["U.S. government officials"]
    assert norlandic.name != states.name
    assert found["The U.S. official"].id == found["The American official"].id


def test_a_party_is_part_of_its_committees_name(reader: Reader) -> None:
    found = speakers(reader, COMMITTEE)
    assert {(one.name, one.type) for one in found.values()} == {("The Democratic National Committee", "organization")}


def test_who_backs_somebody_is_not_that_one(reader: Reader) -> None:
    article = reader.read(Article(id="a", origin="a", text=VOTERS))
    (voters,) = article.attributions
    assert "Bo Trask" not in {one.name for one in article.speakers if one.id == voters.speaker}


def test_who_is_told_of_by_if_is_not_he_who_says_so(reader: Reader) -> None:
    assert speakers(reader, "If Hilda Clint is elected, he said, the banks will fall.")["he"].name != "Hilda Clint"


def test_a_people_is_no_country(reader: Reader) -> None:
    assert [(one.name, one.country) for one in speakers(reader, LATINA).values()] == [("Rosa Mendel", None)]
