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


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Ohio Rep. Bo Kell, who backed the bill, said it was late.", "Bo Kell", "Ohio Rep."),
        ("The bill is late, said former Ohio Gov. Ida Marsh, who wrote it.", "Ida Marsh", "former Ohio Gov."),
        (
            "Ida Marsh, who is president of the Harbour Guild, said the boats were late.",
            "Ida Marsh",
            "president of the Harbour Guild",
        ),
        (
            "“Nobody counted”: judge on the night the ferry sank\n\n“Nobody counted,” Judge Ida Marsh said on Monday.",
            "Ida Marsh",
            "judge",
        ),
        (
            "Bo Kell, who is now a judge in Tarva, said it was late.",
            "Bo Kell",
            "judge in Tarva",
        ),
        (
            "“He’s the ringleader of the Guild,” Ida Marsh said. “Kell is the founder of all this.”\n\n"
            "Bo Kell said he was not.",
            "Bo Kell",
            None,
        ),
        ("“He would not be the commander in chief we need,” Marsh said of Bo Kell. Kell denied it.", "Bo Kell", None),
    ],
)
def test_a_role_is_what_the_article_tells(reader: Reader, text: str, name: str, role: str | None) -> None:
    article = reader.read(Article(id="a", origin="a", text=text))
    assert {one.name: one.role for one in article.speakers}[name] == role


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("About 4 in 10 voters say the bridge is too dear.", "group"),
        ("Only 34% said they would cross it.", "group"),
        ("None of the major candidates said they would sign it.", "group"),
        ("The ad says that Kell never voted.", "document"),
        ("Preliminary exit polling shows that Kell is behind.", "document"),
    ],
)
def test_shares_of_many_and_what_they_read(reader: Reader, text: str, type: str) -> None:
    (speaker,) = reader.read(Article(id="a", origin="a", text=text)).speakers
    assert speaker.type == type


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Vermont Sen. Bo Kell said it was late.", None),
        ("Sen. Ida Marsh, R-Utah, said it was late.", None),
        ("White House spokesman Bo Kell said it was late.", None),
        ("Norwegian prime minister Ida Marsh said it was late.", "Norwegian"),
    ],
)
def test_a_state_is_no_country(reader: Reader, text: str, country: str | None) -> None:
    (speaker,) = reader.read(Article(id="a", origin="a", text=text)).speakers
    assert speaker.country == country


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ida Marsh replied to the senator.\n\n“Mr. Kell is wrong,” she said.", "Ida Marsh"),
        ("Nils Harrow backed Sen. Bo Kell. He said Kell “has courage”.", "Nils Harrow"),
    ],
)
def test_who_speaks_is_not_whom_he_names(reader: Reader, text: str, name: str) -> None:
    article = reader.read(Article(id="a", origin="a", text=text))
    assert {one.id: one.name for one in article.speakers}[article.attributions[-1].speaker or ""] == name


def test_campaigns_are_told_apart(reader: Reader) -> None:
    found = who(reader, "Kell’s campaign said it was ready.\n\nMarsh’s campaign said it was not.")
    assert len(set(found.values())) == 2


def test_a_full_stop_may_close_a_headline(reader: Reader) -> None:
    text = "Bo Kell Says Ferry Is Too Dear For Tarva.\n\nBo Kell said on Monday that the ferry costs too much."
    assert set(who(reader, text).values()) == {"Bo Kell"}


@pytest.mark.parametrize(
    ("text", "name", "named"),
    [
        (
            "Kell, Marsh and Guild Chairman Nils Harrow said it was late.",
            "Kell, Marsh and Guild Chairman Nils Harrow",
            True,
        ),
        (
            "Norwegian Chancellor Ida Marsh and Tarvan Prime Minister Bo Kell urged calm.",
            "Norwegian Chancellor Ida Marsh and Tarvan Prime Minister Bo Kell",
            True,
        ),
        ("Bo Kell will run again. He and his allies said it was late.", "He and his allies", False),
        ("Marsh and other Democrats said it was late.", "Marsh and other Democrats", False),
    ],
)
def test_several_who_speak_together_are_a_group(reader: Reader, text: str, name: str, named: bool) -> None:
    (one,) = reader.read(Article(id="a", origin="a", text=text)).speakers
    assert (one.name, one.type, one.named) == (name, "group", named)


def test_the_same_ones_together_are_one_group(reader: Reader) -> None:
    text = "Ida Marsh and Bo Kell said it was late.\n\nNils Harrow said it was not.\n\nBo Kell and Ida Marsh denied it."
    article = reader.read(Article(id="a", origin="a", text=text))
    assert [one.type for one in article.speakers] == ["group", "person"]


def test_two_offices_of_one_are_no_group(reader: Reader) -> None:
    (one,) = reader.read(Article(id="a", origin="a", text="President and founder Ida Marsh said it was late.")).speakers
    assert (one.name, one.type) == ("Ida Marsh", "person")


@pytest.mark.parametrize(
    ("text", "name", "type", "role", "affiliation", "country"),
    [
        ("Vice President and Managing Editor Ida Marsh said it was late.", "Ida Marsh", "person", None, None, None),
        ("Ida Marsh, CEO and founder of Velmora, said it was late.", "Ida Marsh", "person", None, None, None),
        ("CBN's Ida Marsh said it was late.", "Ida Marsh", "person", None, "CBN", None),
        ("Tarva News’ Bo Kell said it was late.", "Bo Kell", "person", None, "Tarva News", None),
        (
            "“It is late,” said Mr. Kell of the Harbour Policy Center.",
            "Kell",
            "person",
            None,
            "Harbour Policy Center",
            None,
        ),
        (
            "Norway's president, Ida Marsh, said it was late.",
            "Ida Marsh",
            "person",
            "Norway's president",
            None,
            "Norway",
        ),
        ("Greek Foreign Minister Ida Marsh denied it.", "Ida Marsh", "person", "Greek Foreign Minister", None, "Greek"),
        ("Broadcaster Bo Kell said he was tired.", "Bo Kell", "person", "Broadcaster", None, None),
        ("Fourteen-year-old Zoe Marsh said it was fun.", "Zoe Marsh", "person", None, None, None),
        ("Children said they were glad.", "Children", "group", None, None, None),
        (
            "Nils-Erik Hagen of Rogal Fire and Rescue said nobody was hurt.",
            "Nils-Erik Hagen",
            "person",
            None,
            "Rogal Fire and Rescue",
            None,
        ),
        (
            "MP Ida Marsh of the Labour Party added that it was wrong.",
            "Ida Marsh",
            "person",
            "MP",
            "Labour Party",
            None,
        ),
        (
            "The speaker of the parliament Bo Kellani said it was late.",
            "Bo Kellani",
            "person",
            "speaker of the parliament",
            None,
            None,
        ),
        (
            "Tarvan Red Cross chair Bo Kell said it was sad.",
            "Bo Kell",
            "person",
            "Tarvan Red Cross chair",
            "Tarvan Red Cross",
            None,
        ),
        (
            "Orsan Export–Import Bank president Bo Kell said it would lend.",
            "Bo Kell",
            "person",
            None,
            "Orsan Export–Import Bank",
            None,
        ),
    ],
)
def test_who_somebody_is(
    reader: Reader, text: str, name: str, type: str, role: str | None, affiliation: str | None, country: str | None
) -> None:
    (one,) = reader.read(Article(id="a", origin="a", text=text)).speakers
    assert (one.name, one.type, one.country) == (name, type, country)
    assert role is None or one.role == role
    assert affiliation is None or one.affiliation == affiliation


def test_accents_may_be_lost(reader: Reader) -> None:
    found = who(reader, "Recep Erdoğel said he would not sign.\n\nErdogel told reporters later that he would.")
    assert set(found.values()) == {"Recep Erdoğel"}


def test_i_am_not_those_spoken_to(reader: Reader) -> None:
    text = "My fellow Americans, I accept your nomination. I believe in hard work, and I know that you do."
    assert "Americans" not in who(reader, text).values()


def test_the_former_ambassador_is_whoever_was_one(reader: Reader) -> None:
    text = (
        "Former U.N. Ambassador Bo Kell told Tarva Radio that the talks were late.\n\n"
        "The former ambassador also discussed the treaty."
    )
    assert set(who(reader, text).values()) == {"Bo Kell"}


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("French President Ida Marsh", "The Turkish president"),
        ("U.S. President Ida Marsh", "The president of Turkey"),
        ("Turkish Foreign Minister Ida Marsh", "The French foreign minister"),
    ],
)
def test_one_country_s_president_is_not_anothers(reader: Reader, first: str, then: str) -> None:
    text = f"{first} said it was late.\n\n{then} said it was not."
    assert who(reader, text)[then] != "Ida Marsh"


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("French President Ida Marsh", "The president of France"),
        ("American President Ida Marsh", "The U.S. president"),
        ("Turkish President Ida Marsh", "The president"),
    ],
)
def test_a_country_s_president_is_one(reader: Reader, first: str, then: str) -> None:
    text = f"{first} said it was late.\n\n{then} said that it would go on."
    assert who(reader, text)[then] == "Ida Marsh"


@pytest.mark.parametrize("both", ["The two men", "Both leaders", "The pair"])
def test_both_are_the_two_named_before(reader: Reader, both: str) -> None:
    text = f"Nils Harrow and Bo Kell agreed that a hotline was needed. {both} urged other states to join it."
    assert who(reader, text)[both] == "Nils Harrow and Bo Kell"


def test_each_share_of_many_is_its_own(reader: Reader) -> None:
    text = (
        "The bridge\n\nSome 67 percent of voters said they would cross the bridge, according to the poll.\n\n"
        "30 percent of voters said they would not.\n\n62 percent of voters said it was too dear."
    )
    found = who(reader, text)
    assert found["30 percent of voters"] == "30 percent of voters"
    assert found["62 percent of voters"] == "62 percent of voters"


def test_one_party_is_not_the_other(reader: Reader) -> None:
    found = who(
        reader,
        "The Democratic Party said it would vote.\n\nThe Republican Party said that it would cancel its primaries.",
    )
    assert found["The Republican Party"].endswith("Republican Party")
    assert found["The Democratic Party"].endswith("Democratic Party")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Nils Harrow, a pollster who worked for Marsh's opponent, ex-mayor Bo Kell, said it was late.",
            "Nils Harrow",
        ),
        ("The Harbour Rights Fund's Ida Marsh said it was late.", "Ida Marsh"),
        ("Co-developer Ida Marsh said it was late.", "Ida Marsh"),
    ],
)
def test_who_is_named_first_or_last_in_a_source(reader: Reader, text: str, name: str) -> None:
    assert set(who(reader, text).values()) == {name}
