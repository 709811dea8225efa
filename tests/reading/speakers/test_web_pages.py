"""Who is who on pages as sites publish them: the shipped model on invented sentences of the kinds that went wrong."""

import pytest

from quoth.article import Article, Speaker
from quoth.reading import Reader

ENTERPRISE = (
    "Tim Crook On Maple Being ‘Pulled Into The Enterprise’\n\n"
    'Maple was "pulled into the enterprise," CEO Tim Crook said Tuesday in a chat with Saleforge founder and co-CEO '
    'Mark Bentham.\n\n"We love you for that," Crook said. Maple views privacy as a right. Maple said it would hire.\n\n'
    "Bentham said hosting Crook was a dream. Saleforge's CEO marveled at Maple's ability to innovate."
)
OFFICES = (
    "State Prosecutor Investigating OfficeCo And Former Boss\n\n"
    "The state prosecutor is examining whether OfficeCo's founder and former CEO, Adem Neuhaus, enriched himself.\n\n"
    'Neuhaus had resigned as CEO the previous week. He also agreed to return the cash. "We have nothing to hide," '
    "Neuhaus said.\n\nVX says the car will be built. VX's engineers agree. The board declined to comment, according to "
    "the Sorrel Falls Argus Leader."
)
CROWN = (
    "Royal arrogance\n\n"
    "Prince Alwin, the younger brother of the heir to the throne, told friends that the interview was a “great "
    "success”. Alwin claims that he felt bound to go.\n\n“Peace,” said Pope Clement.\n\n"
    "President Orsk tied himself to the vote. “The people are not buying it,” Orsk said. The call with the president "
    "of Ukrania was right, a poll shows. The president said that he would stay."
)
STREAM = (
    "Streaming chief admits glitches\n\n"
    "Velmora Media Co. executive Kell Mayerson said demand caused the glitch, according to CBX Sports NFL Insider "
    "Jason La Canfro.\n\n“We had some issues,” Mayerson, Velmora's chairman of streaming, said Tuesday. He is viewed "
    "as a potential successor to Velmora Chief Executive Rob Igler.\n\n“I did not see him,” Eriksson Lund said. Joel "
    "Eriksson Lund's goal was the second.\n\nBrowns DL Sheldon Richards said he was sorry."
)
TITLES = (
    "Reactions to the ruling\n\n"
    "After the match, Rovers coach Anton Lind said he was sad. “We lost,” InfoMation President Dan Dowell said.\n\n"
    "SPANA Administrator Jon Bridges told reporters it was late. The road, Lexor Project Manager Fumi Hazami said, was "
    "new. University of Lipperpool biochemist Stefan Lig said so too.\n\n"
    "“No,” said Wallet Motors Co. chief economist Brenda Host. Tarvan Foreign Minister Karl Otto declined to comment. "
    "Northland Gov. Sam Ross denied the report.\n\n"
    "Tom Foy, a lawyer at Ashby Royal Clinic in Ostend, said no. Rosa Ozo, Head of Fundamental Research at Kotal "
    "Securities, said the market fell. Zita Duval, "
    "president of the Tarvan Farm Bureau, said it was good.\n\n"
    "Liv Maat, a special adviser to Vice President Pennington, said the call was odd. John C. Eastmoor of Chapwell "
    "University School of Law said the filing was late."
)
CALL = (
    "Aides call it odd\n\n"
    "Lawmakers questioned Lt Col Aleks Vinder, an expert on the council, and Jana Willems, an aide.\n\n"
    '“The hearing is over,” White House Press Secretary Steffi Grish said. “Specifically, nobody knew," she said.\n\n'
    "Both Vinder and Willems told lawmakers that the request was wrong.\n\n"
    "“I was shocked,” Vinder said. Willems said the call was unusual."
)
RAIN = (
    "Power company begins shutoff\n\n"
    "One station has seen no drop of rain since March, said Scott Strehl, ZG&E's principal meteorologist.\n\n"
    "The northern Veran Valley has seen a fraction of an inch of rain in two months, he said.\n\n"
    "The WHO warned of smoke. Local officials and customers who accused the utility of waste said it should pay. "
    "Several studies found that smoke harms lungs."
)
OUTLOOK = (
    "Chipmaker cuts outlook\n\n"
    "Qorvex Inc said Chief Financial Officer Dana Whitlock would step down. “It is slow,” Chief Executive Rajiv Menon "
    "said.\n\nWhitlock will be replaced by Tom Oyelaran, the company's controller. She told employees in an email that "
    "it was the right time.\n\n"
    "The U.S. Centers for Disease Control and Prevention said it was sending a team. The CDC advised people to stay at "
    "home.\n\nTwo residents said schools had closed. One, Furaha Kavira, 41, said she had buried her brother."
)
LISTS = (
    "Deals of the day\n\nDaily Deals: More Deals Are Live\n\nWe found these.\n\nNew Price Drop: A watch for $169\n\n"
    "It is the lowest price.\n\nNew Price Drop: Ear phones for $139\n\nThey are small.\n\nDaily Deals: The end"
)
TEAMS = (
    "Rovers beat the Hawks\n\nThe Rovers won by two. The Hawks had led for an hour.\n\nTIP-INS\n\n"
    "Hawks: Jon Diall missed his third game.\n\nRovers: Kyle Kuzmin left the court.\n\nUP NEXT\n\n"
    "Hawks: Host the Rovers on Friday.\n\nRovers: Visit the Hawks on Friday."
)
LETTERS = (
    "Husband flies business class\n\nDEAR ABIA: My husband bought two tickets. -- SECOND RATE\n\n"
    "DEAR SECOND: He should be ashamed.\n\nDEAR ABIA: My sister asked me for money. -- CONCERNED\n\n"
    "DEAR CONCERNED: Say no."
)


def everyone(reader: Reader, text: str) -> dict[str, Speaker]:
    return {one.name: one for one in reader.read(Article(id="a", origin="a", text=text)).speakers}


@pytest.mark.parametrize(
    ("text", "name", "type", "role", "affiliation"),
    [
        (ENTERPRISE, "Tim Crook", "person", "CEO", None),
        (ENTERPRISE, "Maple", "organization", None, None),
        (ENTERPRISE, "Mark Bentham", "person", "Saleforge's CEO", "Saleforge"),
        (OFFICES, "Adem Neuhaus", "person", "OfficeCo's founder and former CEO", "OfficeCo"),
        (OFFICES, "VX", "organization", None, None),
        (OFFICES, "Sorrel Falls Argus Leader", "organization", None, None),
        (CROWN, "Prince Alwin", "person", "younger brother of the heir to the throne", None),
        (CROWN, "Pope Clement", "person", "Pope", None),
        (CROWN, "Orsk", "person", "president", None),
        (STREAM, "Kell Mayerson", "person", "Velmora's chairman of streaming", "Velmora Media Co"),
        (STREAM, "Jason La Canfro", "person", "CBX Sports NFL Insider", "CBX Sports NFL"),
        (STREAM, "Joel Eriksson Lund", "person", None, None),
        (STREAM, "Sheldon Richards", "person", "Browns DL", None),
        (TITLES, "Anton Lind", "person", "Rovers coach", "Rovers"),
        (TITLES, "Dan Dowell", "person", "InfoMation President", "InfoMation"),
        (TITLES, "Jon Bridges", "person", "SPANA Administrator", "SPANA"),
        (TITLES, "Fumi Hazami", "person", "Lexor Project Manager", "Lexor"),
        (TITLES, "Stefan Lig", "person", "University of Lipperpool biochemist", "University of Lipperpool"),
        (TITLES, "Karl Otto", "person", "Tarvan Foreign Minister", None),
        (TITLES, "Sam Ross", "person", "Northland Gov.", None),
        (TITLES, "Tom Foy", "person", "lawyer at Ashby Royal Clinic in Ostend", "Ashby Royal Clinic"),
        (TITLES, "Rosa Ozo", "person", "Head of Fundamental Research at Kotal Securities", "Kotal Securities"),
        (TITLES, "Zita Duval", "person", "president of the Tarvan Farm Bureau", "Tarvan Farm Bureau"),
        (TITLES, "Liv Maat", "person", "special adviser to Vice President Pennington", None),
        (TITLES, "John C. Eastmoor", "person", None, "Chapwell University School of Law"),
        (CALL, "Steffi Grish", "person", "White House Press Secretary", "White House"),
        (CALL, "Vinder and Willems", "group", None, None),
        (CALL, "Aleks Vinder", "person", "expert on the council", None),
        (RAIN, "Scott Strehl", "person", "ZG&E's principal meteorologist", "ZG&E"),
        (RAIN, "The WHO", "organization", None, None),
        (RAIN, "Several studies", "document", None, None),
    ],
)
def test_who_speaks(reader: Reader, text: str, name: str, type: str, role: str | None, affiliation: str | None) -> None:
    one = everyone(reader, text)[name]
    assert (one.type, one.role, one.affiliation) == (type, role, affiliation)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (ENTERPRISE, "Saleforge's CEO", "Mark Bentham"),
        (CROWN, "The president", "Orsk"),
        (CALL, "she", "Steffi Grish"),
        (CALL, "Willems", "Jana Willems"),
        (RAIN, "he", "Scott Strehl"),
        (OUTLOOK, "She", "Dana Whitlock"),
        (OUTLOOK, "The CDC", "The U.S. Centers for Disease Control and Prevention"),
        (OUTLOOK, "One, Furaha Kavira, 41,", "Furaha Kavira"),
    ],
)
def test_whose_words_a_source_is(reader: Reader, text: str, words: str, name: str) -> None:
    article = reader.read(Article(id="a", origin="a", text=text))
    names = {one.id: one.name for one in article.speakers}
    sources = {text[slice(*span)]: names[one.speaker or ""] for one in article.attributions for span in one.source}
    assert sources[words] == name


@pytest.mark.parametrize("text", [LISTS, TEAMS, LETTERS])
def test_labels_of_lists_teams_and_letters_take_no_turns(reader: Reader, text: str) -> None:
    article = reader.read(Article(id="a", origin="a", text=text))
    assert not [one for one in article.attributions if text[slice(*one.cue[0])] == ":"]


def test_what_is_only_expected_is_nobodys_claim(reader: Reader) -> None:
    text = "The dam is done\n\nThe new dam is expected to hold for a century. Work was considered to be normal.\n\n"
    assert not reader.read(Article(id="a", origin="a", text=text)).attributions


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Carl Vell was never a smoker. Vell said that he was tired.", None),
        ("Carl Vell spoke. Vell is the most popular mayor in Tarva and the only one who cared, Vell said.", None),
        (
            "Carl Vell, the envoy to Tarva, and Mia Roth, a former council official, spoke. Vell said no.",
            "envoy to Tarva",
        ),
        ("Carl Vell, Research and Advocacy Director at Amity, said no.", "Research and Advocacy Director at Amity"),
        ("Lt. Col. Carl Vell said no.", "Lt. Col."),
        ("Carl Vell, then Home Secretary, said no.", "Home Secretary"),
        (
            "Carl Vell, the U.S. Attorney for the Western District of Tarva, said no.",
            "U.S. Attorney for the Western District of Tarva",
        ),
        ("Carl Vell, an expert at the U.K.'s Tarva Institute, said no.", "expert at the U.K.'s Tarva Institute"),
        (f"Carl Vell, the {'A.A.' * 60}, was born here. Vell said that he was tired.", None),  # and never hangs
    ],
)
def test_what_somebody_is_said_to_be(reader: Reader, text: str, role: str | None) -> None:
    assert everyone(reader, text)["Carl Vell"].role == role


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Ministry of Trade, Industry and Energy said it grew.", "Ministry of Trade, Industry and Energy"),
        (
            "The State Attorney's Office for Tarva said in a statement that he was guilty.",
            "State Attorney's Office for Tarva",
        ),
        ("The Kesh-based Corvel said so.", "Corvel"),
        ("A team led by researchers out of Kesh has confirmed the find.", "A team led by researchers out of Kesh"),
        ("“It works,” chairman and CEO Craig Mendel said.", "Craig Mendel"),
        ("“It works,” singer and lyricist Robin Huntley said.", "Robin Huntley"),
        ("“It works,” said self-made millionaire Grant Sabin.", "Grant Sabin"),
        ("The House of Representatives voted to condemn the act.", "House of Representatives"),
    ],
)
def test_a_name_is_whole(reader: Reader, text: str, name: str) -> None:
    assert name in {one.removeprefix("The ") for one in everyone(reader, text)}


def test_a_bodys_name_holds_of(reader: Reader) -> None:
    text = "General Mark Milly, chairman of the Joint Chiefs of Staff, told lawmakers that the plan was wrong."
    assert everyone(reader, text)["Mark Milly"].affiliation == "Joint Chiefs of Staff"


TALK = (
    "Five questions for Jun Gasparo\n\nFavorite artists and books of the new CEO at Hallway.\n\n"
    "Q: What did you learn?\n\nA: I learned to listen.\n\nQ: Where did you grow up?\n\nA: St. Croy.\n\n"
    "Q: Favorite artists or groups?\n\nA: The Egrets."
)
BODIES = (
    "Smoke over the capital\n\n"
    "The Supreme Court banned fireworks. The monitoring agency announced an emergency. “We were warned,” the agency "
    "said.\n\nThe Afgarian Talim claimed responsibility for the strike. The Afgarian government has ruled out that "
    "the Talim did it.\n\n"
    "Investors left WeWerk. The company confirmed that it had been contacted by the police."
)
FEUD = (
    "Scott Brandt allegedly ‘frustrated’ amid Tayla Swann feud: report\n\n"
    "According to a new report by E! Daily, Scott Brandt is unhappy with the feud. The report says that Brandt is "
    "frustrated. “I am tired,” Swann said."
)
MINISTRIES = (
    "Two ministries speak\n\nThe French foreign ministry condemned the move. It was wrong, the French foreign ministry "
    "said.\n\nRussia's foreign ministry warned that the move would undo the law."
)


RULING = (
    "Judge Blocks Mine Expansion Near Harlow Lake\n\n"
    "A federal judge on Thursday blocked an expansion of the Cutbank mine, ruling that the agency had ignored it.\n\n"
    "U.S. District Judge Marta Ellison wrote that the agency had failed. She ordered a new review.\n\n"
    "Gov. Lyle Hatcher, a Republican who campaigned on the mine, said in a statement that the decision was wrong. His "
    "Democratic opponent, state Sen. Ana Ruiz, praised it.\n\n"
    "The Nurses and Midwives Union said it would sue. Veltia has reported that two inspectors were sent home. The "
    "wires appear to have been cut."
)


@pytest.mark.parametrize(
    ("cue", "name", "role"),
    [
        ("blocked", "Marta Ellison", "U.S. District Judge"),
        ("said in a statement", "Lyle Hatcher", "Gov."),
        ("praised", "Ana Ruiz", "state Sen."),
        ("said", "The Nurses and Midwives Union", None),
    ],
)
def test_who_ruled_praised_and_sues(reader: Reader, cue: str, name: str, role: str | None) -> None:
    article = reader.read(Article(id="a", origin="a", text=RULING))
    known = {one.id: (one.name, one.role) for one in article.speakers}
    claim = next(one for one in article.attributions if RULING[slice(*one.cue[0])] == cue)
    assert known[claim.speaker or ""] == (name, role)


def test_what_has_another_subject_is_not_said_by_who_spoke_before(reader: Reader) -> None:
    article = reader.read(Article(id="a", origin="a", text=RULING))
    names = {one.id: one.name for one in article.speakers}
    veltia = [one for one in article.attributions if names.get(one.speaker or "") == "Veltia"]
    assert [RULING[slice(*one.cue[0])] for one in veltia] == ["has reported"]


def test_who_asks_in_an_interview_is_nobody_else(reader: Reader) -> None:
    article = reader.read(Article(id="a", origin="a", text=TALK))
    names = {one.id: (one.name, one.type) for one in article.speakers}
    asked = [one for one in article.attributions if TALK[slice(*one.source[0])] == "Q"]
    assert len(asked) == 3
    assert {names[one.speaker or ""] for one in asked} == {("Q", "person")}


@pytest.mark.parametrize(
    ("text", "cue", "name"),
    [
        (BODIES, "announced", "The monitoring agency"),
        (BODIES, "has ruled out", "The Afgarian government"),
        (BODIES, "confirmed", "WeWerk"),
        (FEUD, ":", "a new report by E! Daily"),
        (MINISTRIES, "warned", "Russia's foreign ministry"),
    ],
)
def test_bodies_of_other_kinds_are_others(reader: Reader, text: str, cue: str, name: str) -> None:
    article = reader.read(Article(id="a", origin="a", text=text))
    names = {one.id: one.name for one in article.speakers}
    claim = next(one for one in article.attributions if text[slice(*one.cue[0])] == cue)
    assert names[claim.speaker or ""] == name


def test_a_subject_is_nobodys_body(reader: Reader) -> None:
    text = "Tak Wong, Professor of Engineering, said the spray works. “It lasts,” Wong said."
    assert everyone(reader, text)["Tak Wong"].affiliation is None


def test_an_office_whose_mention_runs_over_its_holder_is_nobodys_but_its_own(reader: Reader) -> None:
    text = (
        "\"Mr. Tarn is a crucial witness in this committee's investigation former Secretary of State Mara Hruby's of "
        'a private mail server to do government business," Chairman Odel Venn said in a statement.\n\n'
        "The panel voted on Thursday."
    )
    article = reader.read(Article(id="a", origin="a", text=text))
    assert [everyone(reader, text)["Odel Venn"].id] == [one.speaker for one in article.attributions]


def test_a_role_ends_before_the_year_in_which_it_began(reader: Reader) -> None:
    text = (
        "“It went well,” said Kora Maier, chairman of Dorsey’s direct-to-consumer division in March 2018.\n\n"
        "Maier said it would grow."
    )
    assert everyone(reader, text)["Kora Maier"].role == "chairman of Dorsey’s direct-to-consumer division"


def test_somebody_called_he_is_not_whoever_speaks_next(reader: Reader) -> None:
    text = (
        "Mr. Trumble met Lin He, Chanda's top trade negotiator, on Monday. While he lifted one levy, Mr. Trumble made "
        "no mention of others.\n\n“We are close,” Mr. Trumble said."
    )
    assert everyone(reader, text)["Trumble"].role is None
