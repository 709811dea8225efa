"""Who is who on pages with names, titles and orders of names from all over the world: the shipped model on invented
articles."""

import pytest

from quoth.article import Article
from quoth.reading import Reader

STRAIT = (
    "IRGC-style force vows 'decisive' response to blockade\n\n"
    "Secretary-General of the Harvan National Defence Council Brigadier General Mohsen Tavakoli-Nejad has warned "
    "that any attempt to close the Strait of Orman would meet a decisive response.\n\n"
    "Speaking to reporters in Rashtan on Tuesday, Tavakoli-Nejad said his country's forces were ready. \"We do "
    'not seek war, but we do not fear it," the general added.\n\n'
    'The spokesman for the Harvan Foreign Ministry, Esmail Bagheri-Far, rejected what he called the "baseless '
    'claims" of Western media. Bagheri-Far stressed that Rashtan had informed the International Maritime Board '
    "of its exercises in January.\n\n"
    "Earlier in the day, Deputy Speaker of the Harvan Parliament Haj Ali Niknam told state-run HNA news agency "
    "that lawmakers would vote on a bill to suspend cooperation with the board.\n\n"
    'Meanwhile, Washburn\'s special envoy Richard T. Halloway dismissed the warnings as "theatre". Moscow-based '
    "analyst Oleg Yu. Sidorchuk, however, cautioned that miscalculation was likely.\n\n"
    "Sheikh Khalid bin Hamad Al-Suwaidi, the foreign minister of Qasira, called on both sides to show restraint. "
    "Al-Suwaidi said that Qasira was willing to mediate. His Turkmen counterpart, Gurban Orazov, said Ashkala "
    "supported the offer.\n\n"
    'According to Harvan\'s ambassador to the UN, Amir Saeid Rostami, the draft resolution is "dead on arrival".\n\n'
).strip()
FIRE = (
    "Kim Dae-won: Factory fire 'could have been prevented'\n\n"
    "SEOHAN, May 12 (Yonbang) -- South Korvan labor minister Kim Dae-won said Thursday the fire that killed 11 "
    "workers at a battery plant could have been prevented.\n\n"
    "Kim told lawmakers that inspectors had flagged the plant's exits twice since 2021. \"The company was told, "
    'and told again," he said.\n\n'
    "Park Ji-hyun, who leads the Korvan Metal Workers' Union, accused the ministry of looking away. \"They had "
    'the reports in a drawer," Park said.\n\n'
    "A spokesperson for Hanmir Energy, Lee Soo-jin, said the firm would cooperate fully with investigators. Lee "
    "declined to say whether the exits were locked.\n\n"
    "President Yun Sang-hee ordered a review of all battery plants, her office said in a statement. The "
    'president "expressed deep sorrow", according to the statement.\n\n'
    'Prof. Nguyen Thi Lan of Haidong University said such fires are hard to put out. "Water makes it worse," '
    "Nguyen explained. Her colleague Tran Van Duc agreed, saying that sand works better.\n\n"
    "Police said they had questioned three managers, including plant chief Choi. One of them told investigators "
    "that he had lost the key, Yonbang reported, citing an unnamed police official.\n\n"
).strip()
TEACHERS = (
    "Union urges governors to pay teachers\n\n"
    "The President of the Nigoran Union of Teachers, Comrade Audu Titus Amba, has called on state governors to "
    "clear the backlog of salaries owed to teachers.\n\n"
    "Amba, who spoke at a press conference in Lokura on Monday, lamented that some teachers had not been paid "
    "for nine months.\n\n"
    '"It is sad that those who mould the future of this country are treated like beggars," he said.\n\n'
    "Also speaking, the union's General Secretary, Dr. Mike Ike-Ene, said the union would not hesitate to shut "
    "schools.\n\n"
    "Reacting, the Commissioner for Information in Benwe State, Hajia Sa'adatu Musa, said that the state had "
    "paid all salaries up to June. Musa accused the union of playing politics.\n\n"
    "But a teacher at Government Secondary School, Makudi, who pleaded anonymity for fear of sanction, told our "
    "correspondent that he last received salary in December.\n\n"
    '"My children have been sent out of school," the teacher lamented.\n\n'
    "The Minister of State for Education, Chukwuemeka Nwajiba, represented by the Permanent Secretary, Mrs. "
    "Folashade Adeyemi-Cole, commended the teachers for their patience. She assured them that the Federal "
    'Government was "not resting on its oars".\n\n'
    "The Governor of Ebani State, Engr. Dave Umahi-Nweze, in a statement signed by his Chief Press Secretary, "
    "Francis Nwaze, described the claims as false.\n\n"
).strip()
REFINERY = (
    "No bailout for Petroverde, says minister\n\n"
    "Costaverde's finance minister José Luis Restrepo Gaviria said on Friday there would be no bailout of state "
    "oil firm Petroverde, two days after the company's board asked for 2 billion pesos.\n\n"
    '"There is no money," Restrepo told Radio Central. He added that President María Fernanda Ochoa backed him.\n\n'
    "Ochoa's spokeswoman, Lucía de la Torre, confirmed that. De la Torre said the president \"will not spend the "
    "pensioners' money on a broken refinery\".\n\n"
    'The head of Petroverde\'s union, Evo Quispe Mamani, called the minister a liar. "He promised us in March," '
    "Quispe said, adding that workers would strike from Monday.\n\n"
    'Former president Álvaro Uribarri, now a senator, wrote on X that the minister "is right for once".\n\n'
    'Economists at Banco del Valle expect the firm to default by August. "The market has already priced it in," '
    "said the bank's chief economist, Hernán Echeverri.\n\n"
    'São Bento\'s energy ministry said it was "monitoring" the situation. Brasalia, it said, had no plan to buy '
    "the refinery.\n\n"
).strip()


def described(reader: Reader, text: str) -> dict[str, tuple[str, str | None]]:
    """The name of each speaker -> type and role."""
    return {one.name: (one.type, one.role) for one in reader.read(Article(id="a", origin="a", text=text)).speakers}


def behind(reader: Reader, text: str) -> list[tuple[str, str | None]]:
    """The words of each source and the name of the speaker."""
    article = reader.read(Article(id="a", origin="a", text=text))
    names = {one.id: one.name for one in article.speakers}
    return [
        (" ".join(text[slice(*span)] for span in one.source), names.get(one.speaker or ""))
        for one in article.attributions
    ]


@pytest.mark.parametrize(
    ("text", "name", "type", "role"),
    [
        (STRAIT, "Mohsen Tavakoli-Nejad", "person", "Secretary-General of the Harvan National Defence Council"),
        (STRAIT, "Esmail Bagheri-Far", "person", "spokesman for the Harvan Foreign Ministry"),
        (STRAIT, "Ali Niknam", "person", "Deputy Speaker of the Harvan Parliament"),
        (STRAIT, "Oleg Yu. Sidorchuk", "person", "Moscow-based analyst"),
        (STRAIT, "Khalid bin Hamad Al-Suwaidi", "person", "foreign minister of Qasira"),
        (STRAIT, "Gurban Orazov", "person", "Turkmen counterpart"),
        (FIRE, "Kim Dae-won", "person", "South Korvan labor minister"),
        (FIRE, "Lee Soo-jin", "person", "spokesperson for Hanmir Energy"),
        (FIRE, "Tran Van Duc", "person", "colleague"),
        (FIRE, "Yonbang", "organization", None),
        (TEACHERS, "Audu Titus Amba", "person", "President of the Nigoran Union of Teachers"),
        (TEACHERS, "Mike Ike-Ene", "person", "union's General Secretary"),
        (TEACHERS, "Sa'adatu Musa", "person", "Commissioner for Information in Benwe State"),
        (TEACHERS, "Chukwuemeka Nwajiba", "person", "Minister of State for Education"),
        (REFINERY, "José Luis Restrepo Gaviria", "person", "Costaverde's finance minister"),
        (REFINERY, "Lucía de la Torre", "person", "Ochoa's spokeswoman"),
        (REFINERY, "São Bento's energy ministry", "organization", None),
    ],
)
def test_who_speaks(reader: Reader, text: str, name: str, type: str, role: str | None) -> None:
    assert described(reader, text)[name] == (type, role)


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        (STRAIT, "Tavakoli-Nejad", "Mohsen Tavakoli-Nejad"),
        (STRAIT, "the general", "Mohsen Tavakoli-Nejad"),
        (FIRE, "South Korvan labor minister Kim Dae-won", "Kim Dae-won"),
        (FIRE, "Park", "Park Ji-hyun"),
        (FIRE, "Nguyen", "Nguyen Thi Lan"),
        (TEACHERS, "Amba", "Audu Titus Amba"),
        (TEACHERS, "Musa", "Sa'adatu Musa"),
        (REFINERY, "Restrepo", "José Luis Restrepo Gaviria"),
        (REFINERY, "De la Torre", "Lucía de la Torre"),
        (REFINERY, "Quispe", "Evo Quispe Mamani"),
    ],
)
def test_a_short_name_is_the_whole_ones(reader: Reader, text: str, source: str, name: str) -> None:
    assert (source, name) in behind(reader, text)


def test_a_possessor_of_a_spokesman_does_not_speak(reader: Reader) -> None:
    text = "It was late.\n\nA United Isles Department of Ports spokesperson, Morag Ortis, said nobody was hurt."
    assert behind(reader, text)[0][1] == "Morag Ortis"
