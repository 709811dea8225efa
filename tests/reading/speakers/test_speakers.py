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


def test_a_headlines_office_is_who_is_named_with_it(reader: Reader) -> None:
    text = (
        "Sorry state of harbour must end, Norra's minister says\n\n"
        "Norra's transport minister Elsa Torvik said on Tuesday that the harbour would be rebuilt.\n\n"
        "“We have waited long enough,” Torvik told reporters. The minister denied that the money had been spent."
    )
    assert behind(reader, text)["Norra's minister"] == behind(reader, text)["The minister"] == "Elsa Torvik"


TALKS = (
    "Talks near collapse: Russlan official\n\n"
    "Irvan's top security official says the country will not accept new conditions in the talks.\n\n"
    "Speaking after a meeting with his Russlan counterpart, Nikolai Petrov, on Tuesday, Ali Shamkar, the secretary of "
    "the Council of Defence, said the other side had wasted too many chances.\n\n"
    "The Russlan official, for his part, condemned what he called the “cruel” sanctions."
)


def test_a_leads_top_official_is_named_with_an_office_next(reader: Reader) -> None:
    assert behind(reader, TALKS)["Irvan's top security official"] == "Ali Shamkar"


def test_a_headlines_official_is_who_is_so_called_below(reader: Reader) -> None:
    found = behind(reader, TALKS)
    assert found["Russlan official"] == found["The Russlan official"] == "Nikolai Petrov"


def test_a_statement_warns_as_whoever_made_it(reader: Reader) -> None:
    text = (
        "Westmark denies it. “We have kept every promise,” its foreign ministry said in a statement, which also warned "
        "that time was running out."
    )
    found = behind(reader, text)
    assert found["which"] == found["its foreign ministry"]


def test_who_goes_on_about_the_person_before_the_comma(reader: Reader) -> None:
    text = "Lena Veshti of the harbour office, who said the quay was sinking, has resigned."
    assert behind(reader, text)["who"] == "Lena Veshti"


def test_a_headlines_office_of_another_is_not(reader: Reader) -> None:
    text = (
        "Sorry state of harbour must end, Norra's defence minister says\n\n"
        "Norra's transport minister Elsa Torvik said on Tuesday that the harbour would be rebuilt."
    )
    found = behind(reader, text)
    assert found["Norra's transport minister Elsa Torvik"] == "Elsa Torvik"
    assert found["Norra's defence minister"] != "Elsa Torvik"


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


def test_two_people_with_one_surname_by_title(reader: Reader) -> None:
    text = (
        "Omar Veshti, who owns the mill, said it would close in May. His sister Lena Veshti said she had not been"
        " asked. “Nobody told me,” she said.\n\nMr. Veshti said he was sorry. Ms. Veshti called it a betrayal."
    )
    found = behind(reader, text)
    assert (found["Mr. Veshti"], found["Ms. Veshti"]) == ("Omar Veshti", "Lena Veshti")


def test_a_counterpart_with_a_surname_only(reader: Reader) -> None:
    text = (
        "Sorin Haldeck, the secretary of the national council, met his Russian counterpart, Nikolay Petrusk, on Sunday."
        "\n\n“We agreed on the borders,” Petrusk told reporters. He said the talks would go on. Haldeck said"
        " Tarvan would wait."
    )
    assert behind(reader, text) == {
        "Petrusk": "Nikolay Petrusk",
        "He": "Nikolay Petrusk",
        "Haldeck": "Sorin Haldeck",
    }


def test_a_body_and_its_short_form(reader: Reader) -> None:
    text = (
        "The Supreme National Security Council (SNSC) said the meeting lasted three hours.\n\n"
        "The SNSC said no treaty was signed. The council added that another round was planned."
    )
    assert set(behind(reader, text).values()) == {"The Supreme National Security Council"}


def test_another_official_is_somebody_else(reader: Reader) -> None:
    text = (
        "A senior official said the file was lost. “We looked for it,” the official said. Another official denied this."
    )
    found = behind(reader, text)
    assert found["the official"] == found["A senior official"] != found["Another official"]


def test_a_pronoun_that_speaks_is_whoever_spoke_last(reader: Reader) -> None:
    text = (
        "Three engineers had warned of cracks in the dam.\n\n"
        "Residents said the water rose within an hour. They said no siren had sounded."
    )
    assert behind(reader, text)["They"] == "Residents"


def test_an_office_is_no_name(reader: Reader) -> None:
    text = "Agriculture Minister Lena Hartog said the wheat was safe. “I eat it every day,” the minister said."
    one = speaker(reader, text, "Lena Hartog")
    assert (one.role, behind(reader, text)["the minister"]) == ("Agriculture Minister", "Lena Hartog")


@pytest.mark.parametrize("seat", ["Damascus", "The Kremlin"])
def test_a_capital_or_seat_is_its_government(reader: Reader, seat: str) -> None:
    one = speaker(reader, f"{seat} has denied buying any drones.", seat)
    assert (one.type, one.named) == ("organization", True)


def test_a_role_that_ends_in_a_country_stands_before_the_name(reader: Reader) -> None:
    text = (
        "The two met the foreign minister of Ostrava Minor, Yelda Brandt, on Sunday.\n\n"
        "Brandt told reporters that the talks were useful."
    )
    assert speaker(reader, text, "Yelda Brandt").role == "foreign minister of Ostrava Minor"


def test_two_officials_of_two_nations(reader: Reader) -> None:
    """A republished page: apostrophes lost, a counterpart, and each called an official."""
    text = (
        "Talks with Varland still possible: Kestrian official\n\n"
        "Kestras top security official says his country has not closed the door on talks with Varland.\n\n"
        "Daryush Menari, the secretary of the High Council for National Defence, made the remarks in a meeting with his"
        " Norrish counterpart, Leif Sandberg, on Tuesday.\n\n"
        "The official said certain states had tried to turn the dispute into a pretext for sanctions.\n\n"
        "The Norrish official, for his part, denied that Norr had taken part in the seizure."
    )
    found = behind(reader, text)
    assert {found[words] for words in ("Kestrian official", "Kestras top security official", "The official")} == {
        "Daryush Menari"
    }
    assert found["The Norrish official"] == "Leif Sandberg"


def test_a_clause_about_the_source_is_not_the_source(reader: Reader) -> None:
    text = (
        "The Sarvian official, who has led the talks since 2019, accused Valen of leaking a draft treaty.\n\n"
        "A diplomat familiar with the talks, who spoke on condition of anonymity because she was not authorised to"
        " speak publicly, said the two ministers could not be in the same room."
    )
    assert list(behind(reader, text).values()) == ["The Sarvian official", "A diplomat familiar with the talks"]


def test_a_council_is_no_minister_and_two_bodies_with_a_word_in_common_are_two(reader: Reader) -> None:
    text = (
        "Talks on the river broke down on Tuesday, Sarvia's water minister said.\n\n"
        "The United Rivers Council expressed concern over the collapse.\n\n"
        "The Veld Harbour Company blamed falling trade with Ostrava.\n\n"
        "According to Harbour Watch, a charity, the port made a profit last year."
    )
    assert len(set(behind(reader, text).values())) == 4


def test_a_leads_office_is_whoever_is_named_next(reader: Reader) -> None:
    text = (
        "Norr will reopen its only land crossing with Ilvar next week, the country's interior minister said on Monday,"
        " ending a closure that has lasted fourteen months.\n\n"
        "Speaking in the capital, Tomas Aldane said the decision followed talks with Ilvari officials.\n\n"
        "{next} said trucks could cross from Wednesday."
    )
    named = behind(reader, text.format(next="A ministry spokesman, Jor Benn,"))
    assert named["the country's interior minister"] == named["Tomas Aldane"] == "Tomas Aldane"
    other = text.replace("Tomas Aldane said", "Tomas Aldane, a lorry driver, said").format(next="Jor Benn, his boss,")
    assert "Tomas Aldane" not in (behind(reader, other)["the country's interior minister"] or "")


def test_what_it_said_is_said_by_its_subject(reader: Reader) -> None:
    text = "The Veld Harbour Company will cut 400 jobs by autumn, it said on Thursday."
    assert behind(reader, text)["it"] == "The Veld Harbour Company"


def test_a_noun_calls_the_last_speaker_of_its_kind_again(reader: Reader) -> None:
    text = (
        "Council leader Bo Amadi said it was a dark day. The Labour politician added that he would raise it.\n\n"
        "The Oslin Institute predicted that trade would recover. Its director, Dana Feld, told Radio Veld the cuts were"
        " premature. The think tank has urged the government to step in."
    )
    found = behind(reader, text)
    assert found["The Labour politician"] == "Bo Amadi"
    assert found["The think tank"] == "The Oslin Institute"


def test_a_role_before_a_name(reader: Reader) -> None:
    text = "“The parties should return,” the council's secretary-general, Ingrid Solberg-Mbeki, said on Monday."
    assert speaker(reader, text, "Ingrid Solberg-Mbeki").role == "council's secretary-general"


def test_a_persons_name_is_not_that_of_its_body(reader: Reader) -> None:
    text = "“It is theatre,” said Karim Dhal of the Ostrava Institute. Dhal believes that nobody wants to yield."
    assert speaker(reader, text, "Karim Dhal").named


def test_everyone_and_nobody_have_no_name(reader: Reader) -> None:
    text = "Port shut\n\nEveryone said the port was safe. Nobody said that the gate was open."
    assert [(one.name, one.named) for one in read(reader, text).speakers] == [("Everyone", False), ("Nobody", False)]


def test_what_somebody_is_now(reader: Reader) -> None:
    text = "Report out\n\nYelda Brandt, now the minister of the interior, welcomed the report."
    assert speaker(reader, text, "Yelda Brandt").role == "minister of the interior"


def test_a_nation_before_an_official_is_nobody_who_speaks(reader: Reader) -> None:
    text = (
        "Talks held in Port Sann\n\n"
        "On Sunday Davor Melikan, the secretary of the Supreme Defense Council, met his Sarvian counterpart, Ilya"
        " Brodsky, in Port Sann.\n\n"
        "The Sarvian official, for his part, hailed the talks. He said Sarvia would stand by its neighbor, and"
        " denied that Sarvian advisers had left the island.\n\n“They will stay,” Melikan added."
    )
    found = behind(reader, text)
    assert found["The Sarvian official"] == found["He"] == "Ilya Brodsky"
    assert found["Melikan"] == "Davor Melikan"


def test_a_statement_read_out_is_not_who_says_i_in_it(reader: Reader) -> None:
    text = (
        "In a two-line statement Pavel Orsic insisted that the voice was not his. “I go so that the truth may come,”"
        " it read.\n\nOrsic said he would appeal."
    )
    names = {one.name for one in read(reader, text).speakers}
    assert "Pavel Orsic" in names
    assert "I" not in names


def test_whose_daughter_somebody_has_is_no_role(reader: Reader) -> None:
    text = "“Her phone is her monitor,” said Renata Osei, whose daughter is in seventh grade."
    assert speaker(reader, text, "Renata Osei").role is None


def test_offices_of_a_town_are_titles(reader: Reader) -> None:
    text = "Superintendent Alicia Marrow said the school would close. Councilman Ake Norling said it would not."
    found = {one.name: one.role for one in read(reader, text).speakers}
    assert found == {"Alicia Marrow": "Superintendent", "Ake Norling": "Councilman"}


def test_its_director_belongs_to_what_it_is(reader: Reader) -> None:
    text = (
        "The national weather service warned of waves of nine metres. “Stay inside,” its director, Paula Dragan, posted"
        " on social media."
    )
    assert speaker(reader, text, "Paula Dragan").affiliation == "national weather service"


def test_why_neither_of_two_is_named(reader: Reader) -> None:
    text = (
        "Two people familiar with the inquiry said the contractor had handed over a tape. Both spoke on condition of"
        " anonymity because the inquiry is secret. Prosecutors confirmed that they had a tape."
    )
    found = {one.name: one.unnamed_because for one in read(reader, text).speakers}
    assert found["Two people familiar with the inquiry"] == "on condition of anonymity because the inquiry is secret"
    assert found["Prosecutors"] is None


def test_a_name_that_is_not_to_be_used_is_no_statement(reader: Reader) -> None:
    text = (
        "“They lied to us,” a ward sister said, asking that her name not be used because staff have been warned against"
        " talking to reporters."
    )
    article = read(reader, text)
    assert [article.text[slice(*one.cue[0])] for one in article.attributions] == ["said"]
    (one,) = article.speakers
    assert (one.unnamed_because or "").startswith("asking that her name not be used because staff have been warned")


LEADERS = (
    "Leaders split over harbour pact\n\n"
    "Marovian President Anton Veld told reporters that the harbour would stay open.\n\n"
    "President of Keldoria Lena Orsk called the pact “a map drawn by thieves”. Orsk later said she would return.\n\n"
    "Secretary of State Paul Hanmer urged both sides to sign. “Sign it and sleep,” Hanmer said.\n\n"
    "Senate Minority Whip Ida Carrow accused Veld of cowardice.\n\n"
    "Mayor of Tarvik Jonas Alm said the town was calm."
)


def test_names_behind_long_titles(reader: Reader) -> None:
    found = {one.name: one.role for one in read(reader, LEADERS).speakers}
    assert found == {
        "Anton Veld": "Marovian President",
        "Lena Orsk": "President of Keldoria",
        "Paul Hanmer": "Secretary of State",
        "Ida Carrow": "Senate Minority Whip",
        "Jonas Alm": "Mayor of Tarvik",
    }
    whose = behind(reader, LEADERS)
    assert whose["Orsk"] == "Lena Orsk"
    assert whose["Hanmer"] == "Paul Hanmer"


@pytest.mark.parametrize(
    ("text", "name", "role", "affiliation"),
    [
        ("Shop owner Dimitri Vance told the council that the lane was a mistake.", "Dimitri Vance", "Shop owner", None),
        ("“It is over,” lead author Dr. Henrike Malo said.", "Henrike Malo", "lead author", None),
        ("Co-author Tomas Ebel said the models disagree.", "Tomas Ebel", "Co-author", None),
        (
            "“We see no relief before spring,” Chief Executive Ilse Dorn said in a statement.",
            "Ilse Dorn",
            "Chief Executive",
            None,
        ),
        (
            "Tamsund captain Ivo Brandel, who scored late, disagreed. “He took my legs,” Brandel said.",
            "Ivo Brandel",
            "Tamsund captain",
            None,
        ),
        (
            "Harbour Watch researcher Ada Rosen said the report was wrong.",
            "Ada Rosen",
            "Harbour Watch researcher",
            "Harbour Watch",
        ),
        (
            "Peter Isling of the Institute for Food Safety said the mill was clean.",
            "Peter Isling",
            None,
            "Institute for Food Safety",
        ),
        (
            "“We are not bluffing,” Greta Salis, general secretary of the National Union of Railway Staff, said.",
            "Greta Salis",
            "general secretary of the National Union of Railway Staff",
            "National Union of Railway Staff",
        ),
        ("“You can't be serious,” a young Paula Orsk told her teacher.", "Paula Orsk", None, None),
    ],
)
def test_what_stands_beside_a_name(reader: Reader, text: str, name: str, role: str, affiliation: str | None) -> None:
    one = speaker(reader, text, name)
    assert (one.type, one.role, one.affiliation) == ("person", role, affiliation)


def test_a_study_published_on_monday_is_the_study(reader: Reader) -> None:
    text = (
        "The lake could vanish within ten years, according to a study published Monday in the journal Alpine Water.\n\n"
        "Luis Kamm, a farmer, said he was worried.\n\n"
        "The study warns that reservoirs could overflow."
    )
    article = read(reader, text)
    names = {one.id: (one.name, one.type) for one in article.speakers}
    first, _, last = (names[one.speaker or ""] for one in article.attributions)
    assert first == last == ("a study published Monday in the journal Alpine Water", "document")


def test_the_company_is_the_one_in_the_sentence_before(reader: Reader) -> None:
    text = (
        "Shares in Velmora Shipping AS fell by a tenth on Wednesday after it cut its forecast.\n\n"
        "The Tarvik-based company said fuel costs would stay high.\n\n"
        "Shares in Ostby, a rival, rose."
    )
    assert behind(reader, text)["The Tarvik-based company"] == "Velmora Shipping AS"


def test_a_leads_former_bookkeeper_is_whoever_speaks_next(reader: Reader) -> None:
    text = (
        "A former bookkeeper at Pellmar Port Authority told jurors on Thursday that she had been ordered to shred two"
        " years of ledgers.\n\nTestifying for the prosecution, Odile Varga said a man had walked into her office.\n\n"
        "A clerk, Jon Stent, said he had seen nothing."
    )
    one = speaker(reader, text, "Odile Varga")
    assert (one.role, one.affiliation) == (
        "former bookkeeper at Pellmar Port Authority",
        "Pellmar Port Authority",
    )
    assert behind(reader, text)["A former bookkeeper at Pellmar Port Authority"] == "Odile Varga"


def test_who_is_identified_as_somebody_is_that_one(reader: Reader) -> None:
    text = (
        "Officers were called to the motel, Lt. Marcy Dunn said. The man, identified as Tyler Boone, refused to come"
        " out and said he had a hostage.\n\n“He said he was alone,” Dunn said."
    )
    found = behind(reader, text)
    assert next(name for source, name in found.items() if source.startswith("The man")) == "Tyler Boone"
    assert set(found.values()) == {"Marcy Dunn", "Tyler Boone"}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "“As president of the Harbour Guild, I have seen it,” Petra Lindqvast said.",
            "president of the Harbour Guild",
        ),
        ("“As your mayor, I must choose,” Bo Amadi said.", "mayor"),
        ("“As a storyteller, I always ask who is left out,” Petra Lindqvast told the festival.", "storyteller"),
        ("“As long as the ferry runs, I am content,” Bo Amadi said.", None),
        ("“As the mayor told us, I was late,” Bo Amadi said.", None),
    ],
)
def test_what_somebody_says_that_he_speaks_as_is_his_role(reader: Reader, text: str, role: str | None) -> None:
    (speaker,) = reader.read(Article(id="a", origin="a", text=text)).speakers
    assert speaker.role == role


def test_an_affidavit_is_nobody_named_behind_it(reader: Reader) -> None:
    text = "According to a sworn affidavit, Boone told detectives that he wanted to be left alone."
    found = behind(reader, text)
    assert found["a sworn affidavit"] == "a sworn affidavit"
    assert found["Boone"] == "Boone"


def test_a_capital_and_its_country_are_one_government(reader: Reader) -> None:
    text = (
        "Norway has denied that its boats crossed the line. Oslo said on Monday that it would publish the tracks.\n\n"
        "Lisbon said it would wait."
    )
    found = behind(reader, text)
    assert found["Oslo"] == found["Norway"]
    assert found["Lisbon"] != found["Oslo"]


def test_whose_pupil_somebody_is_is_somebody_else(reader: Reader) -> None:
    text = (
        "Marta Lindal taught the town to swim. Former mayor Bjarne Voss, one of her pupils, once called her “the only"
        " person I feared.” On Monday he said the town had lost a friend.\n\n"
        "Not all admired her methods. She did not deny it, but insisted that she always jumped in after them."
    )
    found = behind(reader, text)
    assert found["he"] == "Bjarne Voss"
    assert found["She"] == "Marta Lindal"


def test_a_regulator_with_a_name_is_no_person(reader: Reader) -> None:
    one = speaker(reader, "Water regulator Aquos has said it will fine the company.", "Aquos")
    assert (one.type, one.role) == ("organization", None)


def test_the_leader_of_a_party_is_a_person(reader: Reader) -> None:
    one = speaker(reader, "“They knew,” said Karel Voss, the leader of the Reform Party.", "Karel Voss")
    assert (one.type, one.role) == ("person", "leader of the Reform Party")


def test_it_is_a_country_that_the_model_does_not_know(reader: Reader) -> None:
    text = (
        "Oranda has warned neighbouring Kesh of grave consequences after what it described as a cross-border raid that"
        " killed two of its soldiers.\n\nOranda’s prime minister, Lucia Ferrant, said those responsible would pay."
        " Kesh’s defence ministry rejected the allegation."
    )
    found = behind(reader, text)
    assert found["it"] == found["Oranda"] == "Oranda"


def test_a_name_that_comes_to_a_role_is_who_had_it_before(reader: Reader) -> None:
    text = (
        "Tamsin Oreld said on Monday that the harbour would close. It opened in 1908.\n\n"
        "The fishermen are angry. “We will block the road,” said Bo Voss, who owns two boats.\n\n"
        "The trade envoy, Tamsin Oreld, also said the boats would be bought."
    )
    assert [one.name for one in read(reader, text).speakers] == ["Tamsin Oreld", "Bo Voss"]


FLOOD = (
    "'I thought the river had come for us': families count cost of Tamber flood\n\n"
    "When the water reached the third stair, Amina Farouk picked up her son and climbed out of the window. “I thought "
    "the river had come for us,” she says, six days later.\n\n"
    "The Tamber Post has seen the log. An agency source, who was not authorised to speak, blamed “a computer that was "
    "being updated”. The agency's head, Colin Drury, has apologised. He told MPs on Tuesday that the delay was "
    "“unforgivable”.\n\n"
    "One of them, whose family asked that she not be named, told her sister that alarms had been switched off. "
    "According to two of those inspectors, nobody ever read their reports. The county's deputies stayed away. The "
    "county declined to comment on that claim."
)


def test_words_quoted_in_a_headline_are_whose_they_are_below(reader: Reader) -> None:
    first = read(reader, FLOOD).attributions[0]
    assert first.content[0][0] == 0
    assert next(one.name for one in read(reader, FLOOD).speakers if one.id == first.speaker) == "Amina Farouk"


def test_one_of_them_is_no_name_nor_are_two_one_person(reader: Reader) -> None:
    found = {one.name: one for one in read(reader, FLOOD).speakers}
    assert not found["One of them"].named
    assert found["two of those inspectors"].type == "group"
    assert found["An agency source"].unnamed_because == "not authorised to speak"


def test_nobody_is_called_by_an_owners_form(reader: Reader) -> None:
    assert "The county's" not in {one.name for one in read(reader, FLOOD).speakers}


def test_an_office_set_off_before_a_name_is_a_role(reader: Reader) -> None:
    assert speaker(reader, FLOOD, "Colin Drury").role == "agency's head"


def test_who_asked_is_nobody_known(reader: Reader) -> None:
    text = (
        "The company said it had sold the site. Asked whether the buyer was told, a spokeswoman, Lena Aldous, said "
        "only that “all documents were handed over.”"
    )
    found = behind(reader, text)
    assert found["a spokeswoman, Lena Aldous,"] == "Lena Aldous"
    assert found.get("Asked") is None


def test_a_lost_apostrophe_tells_the_nation_too(reader: Reader) -> None:
    text = (
        "Vostras foreign minister says the grain crisis is not over. Hamid Zarrani condemned the blockade.\n\n"
        "A State Department official told reporters that Vostra was the only one that profits.\n\n"
        "The Vostran official denied that any ship had been stopped."
    )
    found = behind(reader, text)
    assert found["The Vostran official"] == found["Vostras foreign minister"] != found["A State Department official"]


BANK = (
    "Velmora's central bank left its rate at 6.5% on Tuesday, and its governor said inflation would stay high.\n\n"
    "Eleven of 14 economists polled by Meridian had forecast no change. Dara Lindholm of Osk Bank predicted a rise.\n\n"
    "The decision “takes bread from the table”, said Otto Brandvold, head of the Federation of Workers.\n\n"
    "Velmora's mission to the Assembly of Nations rejected the claim. The Norrland daily Sporten wrote on Wednesday "
    "that the bank was tired. The governor's smile, the paper noted, said the rest."
)


@pytest.mark.parametrize(
    ("name", "type", "affiliation"),
    [
        ("Dara Lindholm", "person", "Osk Bank"),
        ("Otto Brandvold", "person", "Federation of Workers"),
        ("Eleven of 14 economists polled by Meridian", "group", None),
        ("Velmora's mission to the Assembly of Nations", "organization", None),
    ],
)
def test_whose_somebody_is(reader: Reader, name: str, type: str, affiliation: str | None) -> None:
    one = speaker(reader, BANK, name)
    assert (one.type, one.affiliation) == (type, affiliation)


def test_the_paper_is_the_newspaper_that_spoke(reader: Reader) -> None:
    assert behind(reader, BANK)["the paper"] == "Sporten"


def test_a_nations_word_is_no_body(reader: Reader) -> None:
    text = (
        "Shirvan made the remarks in a meeting with his Belorian counterpart, Viktor Malenko, on Monday.\n\n"
        "Malenko stressed the need for dialogue, saying Beloria would not support any adventure. The Belorian official "
        "said a letter had been handed over."
    )
    assert speaker(reader, text, "Viktor Malenko").affiliation is None


CRASH = (
    "Two dead as bus plunges from Sell bridge; driver “fell asleep”, say survivors\n\n"
    "Two people were killed when a bus plunged from the Old Sell bridge early on Friday, police said.\n\n"
    "Several survivors told reporters he had fallen asleep at the wheel. A 2022 audit had warned that the railings "
    "would not hold."
)


def test_many_in_a_headline_are_the_many_below(reader: Reader) -> None:
    found = behind(reader, CRASH)
    assert found["survivors"] == found["Several survivors"] != found["police"]


def test_what_is_read_is_no_person(reader: Reader) -> None:
    text = (
        "An ocean may lie beneath the Great Erg, according to a study published on Wednesday in Earth Letters.\n\n"
        "The team, led by geophysicist Rana Idris, used sound waves. They estimate that the layer is thick. Its own"
        " simulations suggest that it is wet."
    )
    types = {one.name: one.type for one in read(reader, text).speakers}
    name = "a study published on Wednesday in Earth Letters"
    assert types == {name: "document", "The team": "group", "Its own simulations": "other"}


ASKED = (
    "Interview: 'The library is the last place that asks nothing of you'\n\n"
    "Novelist Ida Carrow talks to Sam Ostler about borrowed books.\n\n"
    "Q: You published your first novel at 61. Why so late?\n"
    "A: I had children, and then I had their homework. He was right.\n\n"
    "Q: Your critics call the new book cold.\n"
    "A: The library is the last place that asks nothing of you. I told him that."
)


def test_questions_and_answers_are_turns(reader: Reader) -> None:
    article = read(reader, ASKED)
    names = {one.id: (one.name, one.named) for one in article.speakers}
    answers = [one for one in article.attributions if ASKED[slice(*one.source[0])] == "A"]
    assert len(answers) == 2
    assert {names[one.speaker or ""] for one in answers} == {("Ida Carrow", True)}
    assert ("Q", False) in names.values()


REPORT = (
    "The inquiry's chair, Sir Adrian Pell KC, said in his report that there had been “a culture of not asking”. He did "
    "not name the officials.\n\n"
    "The chief executive, Dominic Farr, who is on leave, has denied any wrongdoing. Through his solicitor he said the "
    "figures had been available.\n\n"
    "Opposition leader Tariq Bell said the leader had done the honourable thing. His Labour group would table a "
    "motion, he added.\n\n"
    "The United States of Brell on Wednesday accused neighboring Tavia of violating its airspace. Tavia dismissed it "
    "as “theater”. Tavia's Defense Ministry said its aircraft never left.\n\n"
    "“We want respect,” President Olan Mirr of Brell told lawmakers, according to a transcript released by his office. "
    "The president's critics say he is tired. So did Washburn, whose secretary of state, Dana Crewe, spoke on Tuesday, "
    "her office said. Crewe warned that misread maps start wars."
)


def test_whoever_spoke_last_is_he_also_behind_his(reader: Reader) -> None:
    found = read(reader, REPORT)
    names = {one.id: one.name for one in found.speakers}
    added = next(one for one in found.attributions if REPORT[slice(*one.cue[0])] == "added")
    assert names[added.speaker or ""] == "Tariq Bell"


@pytest.mark.parametrize(
    ("name", "type", "role"),
    [
        ("Adrian Pell KC", "person", "inquiry's chair"),
        ("The United States of Brell", "organization", None),
        ("Tavia", "organization", None),
        ("Olan Mirr", "person", "president"),
        ("Dana Crewe", "person", "secretary of state"),
    ],
)
def test_who_is_told_beside_titles_days_and_owners(reader: Reader, name: str, type: str, role: str | None) -> None:
    one = speaker(reader, REPORT, name)
    assert (one.type, one.role) == (type, role)


PACT = (
    "Brell denies the report. “Such reports are fabrications,” Elena Roth told reporters. Roth, who is visiting Kesh, "
    "said Brell keeps its word.\n\n"
    "The Tavian daily Vestnik reported on Thursday that a letter had been drafted.\n\n"
    "Tavia's prime minister, Karol Benes, said he would take her at her word. “He believes everybody but us,” said "
    "Marta Hruby, leader of the Citizens' Bloc, who has called for talks since 2020.\n\n"
    "Fishermen on both banks said they had been told nothing."
)


@pytest.mark.parametrize(
    ("name", "type", "role", "country"),
    [
        ("Elena Roth", "person", None, None),
        ("Vestnik", "organization", None, None),
        ("Karol Benes", "person", "Tavia's prime minister", None),
        ("Marta Hruby", "person", "leader of the Citizens' Bloc", None),
        ("Fishermen on both banks", "group", None, None),
    ],
)
def test_each_office_is_its_holders(
    reader: Reader, name: str, type: str, role: str | None, country: str | None
) -> None:
    one = speaker(reader, PACT, name)
    assert (one.type, one.role, one.country) == (type, role, country)


def test_a_headlines_office_is_the_only_one_who_has_it(reader: Reader) -> None:
    text = (
        "Sheriff: Missing hiker found alive after nine days\n\n"
        "A hiker who vanished nine days ago was found alive Sunday, authorities said.\n\n"
        "Jonah Whitfield was spotted by a helicopter crew near Teal Lake, Corden County Sheriff Linda Marsh said. "
        "Doctors at St. Brendan Hospital say he is well."
    )
    found = read(reader, text)
    assert behind(reader, text)["Sheriff"] == "Linda Marsh"
    assert {one.name: one.type for one in found.speakers}["Doctors at St. Brendan Hospital"] == "group"


def test_titles_and_small_words_of_names_belong_to_them(reader: Reader) -> None:
    text = (
        "The commission's chairman, retired General Idrissa Traoré, has insisted that all was well. Opposition "
        "candidate Amina wa Njoroge said it was not. Wa Njoroge said the votes must be counted."
    )
    assert [one.name for one in read(reader, text).speakers] == ["Idrissa Traoré", "Amina wa Njoroge"]


def test_the_leads_mayor_is_who_is_said_to_be_that(reader: Reader) -> None:
    text = (
        "Island without a ferry counts its bread\n\n"
        "The ferry that fed Skarn lies under ninety metres of water, and the island has bread for six days, the mayor "
        "said.\n\n"
        "“We are not hungry, we are angry,” said Ruta Kall, the mayor of Skarn, on the quay.\n\n"
        "Ilvar Lines said it would charter a ship by the end of the month."
    )
    found = behind(reader, text)
    assert found["the mayor"] == "Ruta Kall"
    assert speaker(reader, text, "Ilvar Lines").role is None


OFFICES = (
    "Keldoria says deal stands\n\n"
    "KESH - President of Keldoria Lena Orsk said on Monday that the deal Hruby signed in May would stand. Hruby told "
    "reporters she agreed.\n\n"
    "“We gave our word,” Marta Hruby added.\n\n"
    "Permanent Representative to the United Nations of Tavia Karol Benes denied that talks had failed. Former Chief "
    "Executive of Port Moran Carla Lim said they had.\n\n"
    "Minister of Information Moammar al-Iryan said the pact was dead. “It is over,” al-Iryan told reporters. Ahmed "
    "al-Assar, a spokesman for the Water Front, blamed both sides.\n\n"
    "Republican Senators said they would vote no. Senator from Vessany Ilse Maurin said she would not.\n\n"
    "The foreign minister of Ostrava Minor, Yelda Brandt, said nothing would change."
)


@pytest.mark.parametrize(
    ("name", "type", "role"),
    [
        ("Lena Orsk", "person", "President of Keldoria"),
        ("Marta Hruby", "person", None),
        ("Karol Benes", "person", "Permanent Representative to the United Nations of Tavia"),
        ("Carla Lim", "person", "Former Chief Executive of Port Moran"),
        ("Moammar al-Iryan", "person", "Minister of Information"),
        ("Ahmed al-Assar", "person", "spokesman for the Water Front"),
        ("Republican Senators", "group", None),
        ("Ilse Maurin", "person", "Senator from Vessany"),
        ("Yelda Brandt", "person", "foreign minister of Ostrava Minor"),
    ],
)
def test_an_office_of_something_and_its_holder(reader: Reader, name: str, type: str, role: str | None) -> None:
    one = speaker(reader, OFFICES, name)
    assert (one.type, one.role) == (type, role)


def test_who_made_a_thing_is_not_the_thing(reader: Reader) -> None:
    hruby = speaker(reader, OFFICES, "Marta Hruby")
    assert [OFFICES[slice(*mention)] for mention in hruby.mentions] == ["Hruby", "Hruby", "Marta Hruby"]


def test_al_is_no_part_of_what_surnames_are_told_by(reader: Reader) -> None:
    text = "Ahmed al-Assar, a spokesman, blamed both sides.\n\n“Both are wrong,” Assar said.\n\nAl-Assar said no more."
    assert [one.name for one in read(reader, text).speakers] == ["Ahmed al-Assar"]
