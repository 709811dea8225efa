"""Words that names, roles and countries are made of: what they stand for, and which tell nobody apart."""

from __future__ import annotations

# Before a name; also roles that news sets there ("President", "Senator").
TITLES = frozenset(
    "mr mrs ms miss mx dr doctor prof professor sir dame lord lady hon honorable honourable rev reverend fr father"
    " pastor bishop archbishop cardinal pope rabbi imam mullah maulana sheikh shaikh sheik shaykh ayatollah"
    " hojjatoleslam president prasident vice deputy premier chancellor minister prime secretary senator sen"
    " representative rep congressman congresswoman governor gov mayor judge justice ambassador"
    " king queen prince princess emir sultan"
    " general gen lieutenant lt colonel col major maj captain capt sergeant sgt corporal private brig brigadier admiral"
    " adm commander cmdr commodore marshal officer detective inspector chief sheriff former acting interim"
    " monsieur madame mme mlle herr frau senor senora sr signor signora don dona pan pani mister shri smt".split()
)
# Behind a name; the generation is kept, for father and son share the rest.
GENERATIONS = {"jr": 2, "junior": 2, "sr": 1, "senior": 1, "ii": 2, "iii": 3, "iv": 4}
HONOURS = frozenset("phd md dphil obe mbe cbe kbe qc kc esq mp mep msp ma ba bsc msc jd llm rn usn ret".split())
# Little words within names, written or left out at will.
PARTICLES = frozenset(
    "al el ul as ad ar an at il bin ben ibn bint de da do dos das del della di la le les los du des van von der den"
    " ter zu zum af av y e i u the of and und et for a in on to na".split()
)
FATHERS = frozenset("bin ben ibn bint".split())
# What makes a company a company in its register, and no other.
LEGAL = frozenset(
    "ag gmbh kg ohg kgaa llc llp lp ltd limited inc incorporated corp corporation co company plc sa sas sarl srl spa"
    " ab asa oy oyj nv bv bvba sprl se pte pty pvt jsc ojsc cjsc pjsc ooo oao zao pao ao tov pat kk kft zrt doo dd ad"
    " eood ood sro akg aktiengesellschaft sl slu cv lda ltda ltee fc cf afc".split()
)
LEGAL_PHRASES = (
    "limited liability company", "open joint stock company", "public joint stock company", "joint stock company",
    "private limited company", "public limited company", "societatea cu raspundere limitata",
    "gesellschaft mit beschrankter haftung",
    "aktsionernoe obshchestvo", "obshchestvo s ogranichennoy otvetstvennostyu", "societe anonyme", "sociedad anonima",
    "de c v",
)  # fmt: skip
# A name with one of these reads as a body's; LEGAL ones do too.
BODY_WORDS = frozenset(
    "academy agency airlines alliance army assembly association authority bank bloc board brigade broadcasting bureau"
    " cabinet capital center centre chamber charity church city clinic club coalition college command commission"
    " committee confederation congress convention council county court cooperative corps department directorate"
    " embassy energy enterprises federation finance firm force forces forum foundation front fund funds government"
    " group guard holding holdings hospital house industries industry institute institution insurance international"
    " investment kunsthalle league mission ministry motors movement museum national network news office organization"
    " organisation parliament partners partnership party police press railway regiment republic research rovers school"
    " securities senate service services shipping society solutions station systems telecom times trust tribunal union"
    " united university workers works world telegraph post".split()
)
# Of a body's name these tell the least, and are left out at will.
FAINT = frozenset("affairs group company holding holdings party department office service city state".split())
# Bodies that every country, city or firm has one of: such a name alone names nobody.
COMMON_BODY = BODY_WORDS | frozenset(
    "administration affairs agriculture air appeal appeals attorney authorities central commerce"
    " constitutional coast constituent counsel crown customs defence defense district economic economy"
    " education election electoral employment environment external federal fire foreign health high home human"
    " immigration interior intelligence internal judiciary justice land law local lower military"
    " minister municipal navy of opposition people peoples presidency prison prosecutor public regional"
    " rescue rights ruling secret security social space supreme state statistics tax trade"
    " transport treasury upper war weather welfare youth".split()
)
# One spelling for several: abbreviations, British and American, words that change about.
SPELLED = {
    "centre": "center", "organisation": "organization", "defence": "defense", "labour": "labor", "harbour": "harbor",
    "mt": "mount", "saint": "st", "abdul": "abd", "abdel": "abd", "abdal": "abd", "abdoul": "abd",
    "muhammad": "mohammed", "mohamed": "mohammed", "mohammad": "mohammed", "mohamad": "mohammed",
    "muhammed": "mohammed", "mehmet": "mohammed",
    "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6",
    "seventh": "7", "eighth": "8", "ninth": "9", "tenth": "10",
}  # fmt: skip
# Only in names of bodies: elsewhere they are words of their own ("Kim Jong Un").
ABBREVIATIONS = {
    "intl": "international", "natl": "national", "govt": "government", "dept": "department", "univ": "university",
    "assn": "association", "min": "ministry", "us": "united states", "usa": "united states", "uk": "united kingdom",
    "un": "united nations", "eu": "european union",
}  # fmt: skip
NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_NICKNAMES = """
alexander alex sasha sandy aleksandr alexandr oleksandr alexandre|alexandra sasha sandra alex|alice ali
andrew andy drew andrei andrey|anthony tony antonio|barbara barb|barack barry|benjamin ben|charles charlie chuck|
christopher chris kit|christine chris tina|daniel dan danny|david dave davey|deborah debbie deb|donald don donnie
dmitry dima dmitri|edward ed eddie ted ned|elizabeth liz beth betty lisa eliza bess|eugene gene yevgeny evgeny
frances fran|francis frank francisco|frederick fred freddie|gerald gerry jerry|gregory greg|henry harry hank
ivan vanya|jacob jake|james jim jimmy jamie|jeffrey jeff|jennifer jen jenny|john jack johnny|joseph joe josef jose
jose pepe|jonathan jon|katherine kate kathy katie kat catherine cathy|kenneth ken|lawrence larry|leonard len
margaret maggie peggy meg|matthew matt|michael mike mick mikhail misha|nicholas nick nikolai kolya|pamela pam
patricia pat patty tricia|patrick pat paddy|peter pete|philip phil|rebecca becky|richard dick rick rich ricky
robert bob rob bobby robbie|ronald ron|samuel sam|samantha sam|sergei seryozha|stephen steve steven|susan sue susie
theodore ted teddy theo|thomas tom tommy|timothy tim|victoria vicky|vladimir volodya vova|volodymyr vladimir
william bill billy will liam|yitzhak isaac|yosef joseph|giorgi george
"""
_GROUPS = [group.split() for group in _NICKNAMES.replace("\n", "|").split("|") if group.strip()]
# Every name with those that it may stand for, itself among them.
NICKNAMES = {
    name: frozenset(other for group in _GROUPS if name in group for other in group)
    for name in sorted({name for group in _GROUPS for name in group})
}
