"""Who is who on pages of news agencies, papers and magazines: the shipped model on invented articles."""

import pytest

from quoth.article import Article
from quoth.reading import Reader

PORT = (
    "Strikes on Velmora port kill nine, ministry says; army denies targeting civilians\n\n"
    "TAVIR, April 9. /TVS/. At least nine people were killed and 14 wounded in an overnight strike on the "
    "port of Velmora, the Orlanian Health Ministry reported on Telegram.\n\n"
    "The Orlanian military's press service said earlier that air defenses had downed 21 of 25 drones. \"The "
    'enemy is lying, as usual," spokesman Col. Andriy Demchak-Holub told a briefing.\n\n'
    'The Defense Ministry of Tavira, for its part, said it had struck "a military warehouse and nothing '
    'else". Its spokesman, Major General Igor Konashin, claimed that foreign mercenaries had been hiding in '
    "the harbor.\n\n"
    "Tavira's Foreign Minister Sergei Lavrentiev, quoted by the TVS agency, said the West was \"pouring oil "
    'on the fire".\n\n'
    '"We\'ve told our Western partners many times: stop," Lavrentiev said in an interview with the Rossika-24 '
    "channel.\n\n"
    "Kremnik press secretary Dmitry Pesk said that President Vladislav Putyatin had been briefed. Asked "
    'whether the truce was over, Pesk answered: "No comment."\n\n'
    'Mayor Olena Shevchuk wrote on Facebook that two children were among the dead. She called the strike "a '
    'crime that will be answered".\n\n'
    "The UN's humanitarian coordinator in Orlania, Denise Brownlow, condemned the attack. Human Rights Now, "
    "a watchdog based in Geneva, urged both sides to respect the laws of war.\n\n"
    "Reuters could not independently verify either side's account.\n\n"
).strip()
PACT = (
    "PM hails 'historic' pact as opposition cries foul\n\n"
    'New Delvi: Prime Minister Arvind Rao on Wednesday hailed the river pact with Chanda as "historic", even '
    "as the opposition accused him of selling out farmers.\n\n"
    "Addressing a rally in Patanpur, Rao said his government had done in five years what others could not in "
    'fifty. "I ask the farmers of Patanpur: has anyone given you so much water?" the PM said amid cheers.\n\n'
    'Congress leader Shashi Tharayil hit back within hours, tweeting: "Historic? Yes. No PM has ever given '
    'away so much for so little."\n\n'
    'BJD spokesperson Smriti Patnaik said the Congress was "allergic to good news".\n\n'
    "Sources in the water ministry told The Delvi Times that the pact had been finalised after three rounds "
    'of talks. "The PMO was in the loop at every stage," said one of the sources, requesting anonymity as he '
    "was not authorised to speak to the media.\n\n"
    "Chanda's high commissioner, H.E. Mahbub-ul Alam, termed the pact a win-win.\n\n"
    "Dr. K. Sivaraman, former secretary in the ministry, told this newspaper the numbers did not add up. "
    '"Where will the water come from?" he asked.\n\n'
    "The Centre has told the Supreme Court that the pact does not need Parliament's approval. A bench of "
    'Justices D.V. Chandran and Hima Kohli, however, observed that the matter "requires consideration".\n\n'
    "Farm leader Balbir Singh Rajan said they would march to Delvi. The samiti, he said, had the support of "
    "400 unions.\n\n"
).strip()
FLOOD = (
    "“They never came”: survivors of the Lakhou flood speak\n\n"
    "By Aisha Bello and Marc Dufour\n\n"
    "LAKHOU, Beni — Fatou Diarra was asleep when the water came.\n\n"
    "“I heard my neighbour shout, ‘Get the children on the roof!’” recalls the 34-year-old mother of three. "
    "“We sat there for two days. They never came.”\n\n"
    "They, in the telling of almost everyone here, are the authorities.\n\n"
    "The government insists otherwise. Interior Minister Ousmane Sy said in a televised address that 300 "
    "soldiers had been deployed “within hours”. His deputy, Colonel Ibrahim Traoré-Keita, conceded to Radio "
    "Liberté that “the roads were a problem”.\n\n"
    "According to Médecins d’Urgence, a charity, at least 80 people died. The official toll stands at 31.\n\n"
    "“The figure is a lie and the minister knows it,” says Dr Amadou Koné, who runs the town’s only clinic. "
    "He says that he alone has signed 46 death certificates; the ministry, he adds, has asked him to stop.\n\n"
    "Asked about this, a spokesman for the ministry said that he “was not aware of any such request”.\n\n"
    "The World Aid Programme warned last week that the rains would return in October. Its country director, "
    "Ingrid Solheim-Bakke, fears worse: “If the dyke goes, the town goes.”\n\n"
    "Diarra does not plan to stay to find out. “My mother says water has a memory,” she says. “I believe "
    "her.”\n\n"
).strip()
STEEL = (
    "Steelmaker Corvex to cut 1,200 jobs, blames energy costs\n\n"
    "Oct 3 (Newswire) - Corvex AG (CVXG.DE) said on Thursday it would cut 1,200 jobs, or about 8% of its "
    "workforce, as high energy prices and cheap imports weigh on Europe's steelmakers.\n\n"
    '"This is a painful but necessary step," Chief Executive Officer Katrin Vogelsang said in a statement. '
    "The Dornau-based group said it expected charges of around 240 million euros ($262 million) in the "
    "fourth quarter.\n\n"
    'Corvex shares were down 3.1% at 1015 GMT. "The market had hoped for more," a Frankfurt-based trader '
    "said.\n\n"
    'Analysts at Berenhof called the plan "credible", while JP Morgenstern\'s Luke Nasser-Jones said in a '
    'note that it "does little to fix the balance sheet".\n\n'
    "IG Stahl, Germany's largest steel union, said it would fight the cuts. \"Workers are paying for the "
    "mistakes of management,\" said Jürgen Kerner-Wolf, the union's deputy head, who also sits on Corvex's "
    "supervisory board.\n\n"
    "CFO Pierre-Yves Lachaume told reporters on a call that no plants would be closed. The company had "
    'guided for core earnings of 900 million euros in July, a figure that it now says is "no longer '
    'achievable".\n\n'
    "The economy ministry in Berlin declined to comment. A person familiar with the matter said the ministry "
    "had been informed on Tuesday.\n\n"
    "Vogelsang, who took over in January, has vowed to return the company to profit by 2027.\n\n"
).strip()


@pytest.mark.parametrize(
    ("text", "name", "type", "role"),
    [
        (PORT, "Andriy Demchak-Holub", "person", "spokesman"),
        (PORT, "Igor Konashin", "person", "spokesman"),
        (PORT, "Reuters", "organization", None),
        (PACT, "Arvind Rao", "person", "Prime Minister"),
        (PACT, "Mahbub-ul Alam", "person", "Chanda's high commissioner"),
        (PACT, "Sources in the water ministry", "group", None),
        (FLOOD, "Fatou Diarra", "person", "34-year-old mother of three"),
        (FLOOD, "Ibrahim Traoré-Keita", "person", "deputy"),
        (STEEL, "Corvex AG", "organization", None),
        (STEEL, "IG Stahl", "organization", None),
        (STEEL, "Jürgen Kerner-Wolf", "person", "union's deputy head"),
    ],
)
def test_who_speaks(reader: Reader, text: str, name: str, type: str, role: str | None) -> None:
    found = {one.name: (one.type, one.role) for one in reader.read(Article(id="a", origin="a", text=text)).speakers}
    assert found[name] == (type, role)


@pytest.mark.parametrize(
    ("text", "cue", "name"),
    [
        (PORT, "says", "Orlanian Health Ministry"),
        (PACT, "hails", "Arvind Rao"),
        (PACT, "tweeting:", "Shashi Tharayil"),
        (FLOOD, "recalls", "Fatou Diarra"),
        (STEEL, "blames", "Corvex AG"),
    ],
)
def test_whose_claim_it_is(reader: Reader, text: str, cue: str, name: str) -> None:
    article = reader.read(Article(id="a", origin="a", text=text))
    names = {one.id: one.name for one in article.speakers}
    claim = next(one for one in article.attributions if text[slice(*one.cue[0])] == cue)
    assert names[claim.speaker or ""] == name


def test_whom_a_paragraph_begins_with_speaks_in_it(reader: Reader) -> None:
    article = reader.read(Article(id="a", origin="a", text=FLOOD))
    names = {one.id: one.name for one in article.speakers}
    assert names[article.attributions[-1].speaker or ""] == "Fatou Diarra"


def test_a_figure_is_not_who_gave_it(reader: Reader) -> None:
    article = reader.read(Article(id="a", origin="a", text=STEEL))
    assert "a figure" not in [one.name for one in article.speakers]
