"""Words before names and about them: titles, offices, and what bodies are called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from quoth.article import Span

TITLES = frozenset(
    "mr mrs ms miss mx dr prof professor sir dame lord lady president vice premier prime minister ministers chancellor"
    " senator sen representative rep congressman congresswoman governor gov mayor ambassador envoy secretary general"
    " gen colonel col captain capt major maj lieutenant lt sergeant sgt admiral adm commander chief chairman"
    " chairwoman chairperson director deputy foreign defence defense interior finance judge justice attorney king"
    " queen prince princess sheikh ayatollah imam pope father rev reverend bishop archbishop sister brother coach"
    " spokesman spokeswoman spokesperson speaker officer detective inspector constable principal commissioner"
    " former acting state first lady press senior top lawmaker leader official analyst republican democratic democrat"
    " secretary-general director-general attorney-general vice-president candidate administrator ceo cfo mp mep whip"
    " manager adviser advisor counsel nominee incumbent monsignor superintendent"
    " assemblyman assemblywoman councilman councilwoman councillor councilor cllr alderman trustee treasurer provost"
    " dean rabbi sheriff"
    " cardinal reporter correspondent editor economist historian activist harbourmaster master hon brigadier marshal"
    " executive author founder owner farmer engineer researcher scientist prosecutor witness journalist novelist"
    " photographer campaigner neighbor neighbour resident survivor volunteer passenger motorist fisherman shopkeeper"
    " chair developer broadcaster voter actor actress hacker secretary-treasurer"
    " comrade hajia haj hajj haji alhaji mallam malam engr pastor mullah sayyed sayyid seyyed datuk"
    " shri smt pandit maulana mufti doña señor señora madam madame monsieur patriarch"
    " brig hojjatoleslam h.e pm cm commodore comr adj"
    " pundit striker midfielder defender goalkeeper winger skipper stallholder barrister solicitor surgeon pensioner"
    " eyewitness onlooker bystander homeowner landlord restaurateur curator archaeologist biologist physicist"
    " astronomer ecologist epidemiologist virologist geologist sociologist psychologist anthropologist chemist"
    " employee businessman businesswoman entrepreneur philanthropist singer songwriter singer-songwriter"
    " forecaster mathematician physician politician musician rapper comedian legislator"
    " insider analyst commentator columnist blogger producer anchor podcaster host contributor strategist pollster"
    " moderator billionaire millionaire tycoon magnate mogul"
    " quarterback linebacker lineman cornerback receiver defenseman goalie goaltender forward pitcher catcher"
    " outfielder infielder shortstop fullback halfback dl ol qb wr rb cb lb"
    " sen. rep. gov. mr. mrs. ms. dr. lt. gen. col. sgt.".split()
)
OFFICIALS = TITLES | frozenset(
    "head boss counterpart diplomat negotiator lawyer businessman author delegate source".split()
)
# What somebody is called right before a name whatever the office is.
RANKS = frozenset(
    "general gen colonel col captain capt major maj lieutenant lt admiral adm marshal brigadier brig commodore sheikh"
    " haj haji hajj hajia comrade ayatollah dr prof professor sir dame lord engr".split()
)
# What an office is called for short.
SHORT_TITLES = {
    "PM": "prime minister",
    "CM": "chief minister",
    "CEO": "chief executive officer",
    "CFO": "chief financial officer",
}
_NO_OFFICE = frozenset(
    "press state first acting former senior top general justice interior finance foreign defence defense"
    " democratic".split()
)
# Titles with which a body's name may begin.
_OF_BODIES = (_NO_OFFICE - {"acting", "former", "top"}) | {"republican"}
_OFFICES = frozenset("minister secretary commissioner ambassador envoy spokesman spokeswoman spokesperson".split())
# Nobody but a person is called so before a name.
_ONES = frozenset(
    "president minister secretary senator sen representative rep congressman congresswoman governor gov mayor"
    " chancellor ambassador envoy spokesman spokeswoman spokesperson director chairman chairwoman commissioner"
    " administrator ceo cfo mp mep whip adviser advisor superintendent sheriff judge professor dr mr mrs ms sir"
    " captain colonel attorney executive secretary-treasurer".split()
)
_LEADERS = frozenset("speaker leader manager coach editor reporter correspondent lawmaker founder".split())
# Who is somebody of something ("president of Keldoria"), and who may also be somebody for, from or to it.
_OF = frozenset(
    "president secretary minister mayor governor head chief director chair chairman chairwoman speaker leader king"
    " queen emir sultan bishop archbishop chancellor commissioner ambassador premier executive officer".split()
)
_FOR = frozenset(
    "minister secretary commissioner ambassador envoy representative senator governor congressman congresswoman".split()
)
GENERALS = frozenset(
    "secretary director attorney surgeon solicitor consul auditor inspector governor".split()
)  # no soldiers
_OF_WHAT = re.compile(r" (of|for|from|to) (?:the )?")
_OFFICE_OF_WHAT = re.compile(r"[^\W\d_]+(?:-general)?(?= (of|for|from|to) )", re.I)
_BEHIND_OFFICE = re.compile(r" (of|for|from|to) (?:the )?\Z")
_WORDS = re.compile(r"[^\W\d_]+")
_CAPITAL = r"(?:(?:al|el|de|da|di|van|von|der|bin)[ -])*[^\W\d_a-z][\w’'-]*"
_RUN = re.compile(rf"{_CAPITAL}(?: (?:(?:of|for) (?:the )?|and )?{_CAPITAL})*")
_HOLDER = re.compile(rf"(?<= ){_CAPITAL} {_CAPITAL}\Z")
# What often stands before another first name: "Ali Akbar", "María Fernanda".
_FIRST_NAMES = frozenset(
    "ali mohammad mohammed muhammad mohamed mahmoud abdul abdel abdullah abu amir hossein hassan gholam syed jose josé"
    " juan luis maria maría jean marie anna john mary".split()
)
_WORD_BEFORE = re.compile(r"(?<= )([^\W\d_]+\.?) \Z")
_NAME_BEHIND = re.compile(rf", (?:{_CAPITAL}\.? )+{_CAPITAL}")
_BEFORE = 9  # code points that " from the " takes, at most
_LONGEST = 24  # code points that "attorney general" takes, at most
# What a minister or secretary is one of.
_AREAS = TITLES | frozenset(
    "state affairs treasury commerce energy labor labour education health agriculture transport transportation homeland"
    " security information veterans housing war environment culture trade industry economy tourism sport"
    " planning and human services".split()
)
# How countries of two words begin.
_COMPOUND = frozenset("United Saudi South North New Sri Hong El San Costa Czech Dominican Central Papua Sierra".split())
_JOINTS = frozenset("of for and the".split())  # behind which nobody's name begins
_BODIES = frozenset(
    "council ministry institute agency committee commission union party university association authority court board"
    " fund trust college museum hospital infirmary clinic school academy centre center laboratory society"
    " federation league parliament senate congress assembly department bank company corporation corp inc ltd group"
    " organization organisation foundation office bureau service police army navy mission delegation embassy"
    " times post herald tribune news plc llc gmbh ag sa as asa ab oyj bv nv spa holding holdings shipping airlines"
    " airways motors media tv radio channel minerals mining energy coatings industries technologies systems solutions"
    " partners capital ventures foods pharma therapeutics labs logistics oil gas electric petroleum resources"
    " enterprises entertainment pictures studios software networks communications telecom insurance securities"
    " productions partnership records properties chemicals alliance coalition movement initiative network"
    " forum lines ferries railways rail".split()
)
_FORMS = frozenset("corp inc ltd plc llc gmbh ag sa as asa ab oyj bv nv spa".split())
# What bodies are called before their names.
_BODY_NOUNS = frozenset(
    "firm company group agency charity watchdog regulator broadcaster newspaper outlet network carrier airline retailer"
    " manufacturer bank operator supplier maker giant chain union party club daily weekly tabloid magazine steelmaker"
    " automaker carmaker drugmaker chipmaker planemaker miner lender insurer brewer utility refiner startup"
    " pac nonprofit".split()
)
_KINDS = {
    word: kind
    for kind, words in {
        "court": "court tribunal",
        "ministry": "ministry department",
        "chamber": "parliament senate congress assembly legislature",
        "university": "university college",
        "party": "party",
        "police": "police",
        "government": "government administration",
        "agency": "agency",
        "company": "company firm corp inc ltd plc gmbh ag airline carrier automaker carmaker retailer manufacturer",
        "paper": "report study survey poll statement letter",
    }.items()
    for word in words.split()
}
_WORKS = OFFICIALS - _NO_OFFICE  # what somebody is, not what an office is of


def without_titles(words: Sequence[str]) -> list[str]:
    """The words of a name alone, or all if all are titles: "Emmanuel Marin" of "French President Emmanuel Marin". What
    stands before an office ("Agriculture Minister") is part of it; the "President of" something has no name."""
    return list(_without_titles(tuple(words)))


@lru_cache(maxsize=8192)  # of one text the same names are met again and again
def _without_titles(words: tuple[str, ...]) -> tuple[str, ...]:
    own = words[1:] if words[:1] in (("The",), ("the",)) else words
    if is_body(words) and own[0].lower() in _OF_BODIES:
        return words  # "the Democratic National Committee"
    bare = words[_title_end(words) :]
    while len(bare) > 1 and is_title(bare[0]):
        bare = bare[1:]
    if len(bare) == 1 and holds_body(bare):
        return words  # "Republican Party", "State Department"
    return () if len(bare) < len(words) and bare[0].lower() == "of" else bare


def _title_end(words: Sequence[str]) -> int:
    """Where the last word ends that is an office, or a title before a whole name."""
    ends = [place + 1 for place, word in enumerate(words[:-1]) if word.lower() in _OFFICES]
    ends += [place + 1 for place, word in enumerate(words[:-2]) if is_title(word)]
    ends += [place + 1 for place, word in enumerate(words[:-1]) if place and word.lower() in _ONES | _LEADERS]
    return max(ends, default=0)


@lru_cache(maxsize=8192)  # the same words are met again and again
def is_title(word: str) -> bool:
    """Whether a word is what somebody is called by before a name ("Dr.", "Minister", "co-author")."""
    bare = word.lower().rstrip(".").removeprefix("co-")
    return bare in TITLES or bare.endswith(("ologist", "-winner", "-winning"))


def is_courtesy(word: str) -> bool:
    """Whether a word is but a courtesy ("Mr.")."""
    return word.lower().rstrip(".") in ("mr", "mrs", "ms", "miss", "dr")


def is_many_titles(words: Sequence[str]) -> bool:
    """Whether a capital word is but what many are called ("Senators", "Witnesses")."""
    if len(words) != 1 or not words[0].endswith("s"):
        return False
    many = words[0].lower()
    return many[: -2 if many.endswith("sses") else -1] in TITLES


def is_titled(words: Sequence[str]) -> bool:
    """Whether a name is a person's by the title before it ("Senate Minority Whip Ida Carrow")."""
    bare = without_titles(words)
    titles = words[: len(words) - len(bare)] if len(bare) > 1 else ()
    return any(word.lower().rstrip(".") in _ONES | _LEADERS for word in titles) and not is_body(words)


def is_only_title(words: Sequence[str]) -> bool:
    """Whether capitals are an office's and no name's: "Orsan Chess Federation President", "Permanent Secretary"."""
    last = words[-1].lower()
    return (len(words) > 2 and last in _ONES | {"founder"}) or (
        len(words) > 1 and (last in _OFFICES or all(map(is_title, words)))
    )


def begins_office_of(text: str, start: int) -> bool:
    """Whether "president of" or the like begins at a place."""
    office = _OFFICE_OF_WHAT.match(text, start)
    return office is not None and _ends_with_office(text, office.end(), office[1])


def _ends_with_office(text: str, end: int, joint: str) -> bool:
    """Whether the words up to a place are an office that is "of" something, or what else joins the two."""
    words = _WORDS.findall(text, max(0, end - _LONGEST), end)
    office = words[-1].lower() if words else ""
    if office == "general":
        return joint == "of" and len(words) > 1 and words[-2].lower() in GENERALS
    return office in _FOR or (joint == "of" and office in _OF)


@lru_cache(maxsize=1024)  # of one text the same stretches are asked for again
def holders(text: str, stretch: Span | None = None) -> tuple[tuple[int, int, int], ...]:
    """Where the capitals behind each "president of" or the like begin, the name there that ends them with the titles
    before it, and where these end, in a text or a stretch of it: "Keldoria Lena Orsk"."""
    begin, end = stretch or (0, len(text))
    found = (_holder(text, joint, end) for joint in _OF_WHAT.finditer(text, begin, end))
    return tuple(holder for holder in found if holder)


def _holder(text: str, joint: re.Match[str], end: int) -> tuple[int, int, int] | None:
    run = _RUN.match(text, joint.end(), end)
    if run is None or not _ends_with_office(text, joint.start(), joint[1]):
        return None
    name = _HOLDER.search(text, *run.span())
    if name is None or name.start() == run.start() or _NAME_BEHIND.match(text, run.end()):
        return None
    return run.start(), _with_titles(text, run.start(), name.start()), name.end()


def _with_titles(text: str, begin: int, start: int) -> int:
    """Where the titles and first names begin that stand before a place, no earlier than `begin` but for one word."""
    while (word := _WORD_BEFORE.search(text, begin + 1, start)) and (
        word[1].lower().rstrip(".") in RANKS | _FIRST_NAMES
    ):
        start = word.start(1)
    return start


def is_office(word: str) -> bool:
    """Whether a noun is somebody's office or work ("officials", "diplomat")."""
    return word.removesuffix("s") in _WORKS


def is_field(name: str) -> bool:
    """Whether a name is but what an office is of ("State", "Foreign Affairs")."""
    return all(word.lower() in _AREAS for word in name.split())


def is_body(words: Sequence[str]) -> bool:
    """Whether a name is a body's ("the Harbour Council", "Velmora Shipping"), and not that of somebody there ("Karim
    Dhal of the Harbour Institute")."""
    at = next((place for place, word in enumerate(words) if place > 1 and word in ("of", "from")), len(words))
    words = words[:at]
    return len(words) > 1 and (
        words[0].lower() in ("ministry", "department") or words[-1].lower() in _BODIES or "&" in words
    )


def without_form(words: Sequence[str]) -> list[str]:
    """The words of a firm's name without what it is by law ("Corvex" of "Corvex AG"), or what it makes before it."""
    bare = list(words)
    while len(bare) > 1 and bare[-1].lower().rstrip(".") in _FORMS:
        del bare[-1]
    return bare[1:] if len(bare) > 1 and is_maker(bare[0]) else bare


def is_maker(word: str) -> bool:
    """Whether a word before a firm's name is what it makes ("Steelmaker Corvex")."""
    return word.lower().endswith("maker") and is_body_noun(word)


def holds_body(words: Sequence[str]) -> bool:
    """Whether one of some words is what bodies are called ("University College London")."""
    return not _BODIES.isdisjoint(map(str.lower, words))


def kind_of_body(word: str) -> str:
    """What kind of body a noun or a name's last word tells, which bodies of other kinds are not; or ""."""
    return _KINDS.get(word, "")


def is_body_noun(word: str) -> bool:
    """Whether a word before a name says that it is a body's ("water regulator")."""
    return word.lower() in _BODY_NOUNS


def told_title(titles: Sequence[str]) -> str:
    """What titles before a name tell that others may contradict: all of an office's words ("agriculture minister"), of
    others those alone that are titles ("president" of "French President")."""
    words = [word.lower() for word in titles]
    return " ".join(words if _OFFICES & set(words) else filter(is_title, words))


def area(words: Sequence[str]) -> int:
    """How many words behind "president of" tell of what, before a name: "State" of "State Ada Rosen", "United Isles" of
    "United Isles Ada Rosen"."""
    if is_body(words):
        return 0
    field = next((place for place, word in enumerate(words) if word.lower() not in _AREAS), len(words))
    if 0 < field < len(words):
        return field
    most = 3 if words[0] in _COMPOUND else 2
    name = len(words) - 2 if len(words) > most else 0
    # "secretary of the National Union of Railway Staff", "head of the Federation of Workers"
    return name if not _JOINTS.intersection(words[name - 1 : name + 1]) else 0


def is_behind_office(text: str, start: int) -> bool:
    """Whether "president of" or the like stands right before a place."""
    joint = _BEHIND_OFFICE.search(text, max(0, start - _BEFORE), start)
    return joint is not None and _ends_with_office(text, joint.start(), joint[1])
