"""Capitals and seats that speak for governments: "Damascus denied it"."""

import re

# Each capital with the country whose government it is.
CAPITALS = {
    capital: country
    for country, capitals in {
        "Afghanistan": "Kabul",
        "Albania": "Tirana",
        "Algeria": "Algiers",
        "Angola": "Luanda",
        "Argentina": "Buenos Aires",
        "Armenia": "Yerevan",
        "Australia": "Canberra",
        "Austria": "Vienna",
        "Azerbaijan": "Baku",
        "Bahrain": "Manama",
        "Bangladesh": "Dhaka",
        "Belarus": "Minsk",
        "Belgium": "Brussels",
        "Bolivia": "La Paz",
        "Bosnia": "Sarajevo",
        "Brazil": "Brasília, Brasilia",
        "Britain": "London",
        "Bulgaria": "Sofia",
        "Burkina Faso": "Ouagadougou",
        "Cambodia": "Phnom Penh",
        "Canada": "Ottawa",
        "Chile": "Santiago",
        "China": "Beijing",
        "Colombia": "Bogotá, Bogota",
        "Congo": "Kinshasa",
        "Croatia": "Zagreb",
        "Cuba": "Havana",
        "Cyprus": "Nicosia",
        "Denmark": "Copenhagen",
        "Ecuador": "Quito",
        "Egypt": "Cairo",
        "Eritrea": "Asmara",
        "Estonia": "Tallinn",
        "Ethiopia": "Addis Ababa",
        "Finland": "Helsinki",
        "France": "Paris",
        "Georgia": "Tbilisi",
        "Germany": "Berlin",
        "Ghana": "Accra",
        "Greece": "Athens",
        "Guinea": "Conakry",
        "Hungary": "Budapest",
        "India": "New Delhi, Delhi",
        "Indonesia": "Jakarta",
        "Iran": "Tehran",
        "Iraq": "Baghdad",
        "Ireland": "Dublin",
        "Israel": "Tel Aviv",
        "Italy": "Rome",
        "Japan": "Tokyo",
        "Jordan": "Amman",
        "Kazakhstan": "Astana",
        "Kenya": "Nairobi",
        "Kosovo": "Pristina",
        "Kyrgyzstan": "Bishkek",
        "Laos": "Vientiane",
        "Latvia": "Riga",
        "Lebanon": "Beirut",
        "Libya": "Tripoli",
        "Lithuania": "Vilnius",
        "Malaysia": "Kuala Lumpur",
        "Mali": "Bamako",
        "Mexico": "Mexico City",
        "Moldova": "Chișinău, Chisinau",
        "Mongolia": "Ulaanbaatar",
        "Montenegro": "Podgorica",
        "Morocco": "Rabat",
        "Mozambique": "Maputo",
        "Myanmar": "Naypyidaw",
        "Nepal": "Kathmandu",
        "New Zealand": "Wellington",
        "Nicaragua": "Managua",
        "Niger": "Niamey",
        "Nigeria": "Abuja",
        "North Korea": "Pyongyang",
        "North Macedonia": "Skopje",
        "Norway": "Oslo",
        "Oman": "Muscat",
        "Pakistan": "Islamabad",
        "Peru": "Lima",
        "Philippines": "Manila",
        "Poland": "Warsaw",
        "Portugal": "Lisbon",
        "Qatar": "Doha",
        "Romania": "Bucharest",
        "Russia": "Moscow, Kremlin",
        "Rwanda": "Kigali",
        "Saudi Arabia": "Riyadh",
        "Senegal": "Dakar",
        "Serbia": "Belgrade",
        "Slovakia": "Bratislava",
        "Slovenia": "Ljubljana",
        "Somalia": "Mogadishu",
        "South Africa": "Pretoria",
        "South Korea": "Seoul",
        "South Sudan": "Juba",
        "Spain": "Madrid",
        "Sri Lanka": "Colombo",
        "Sudan": "Khartoum",
        "Sweden": "Stockholm",
        "Switzerland": "Bern",
        "Syria": "Damascus",
        "Taiwan": "Taipei",
        "Tajikistan": "Dushanbe",
        "Thailand": "Bangkok",
        "Tunisia": "Tunis",
        "Turkey": "Ankara",
        "Turkmenistan": "Ashgabat",
        "Uganda": "Kampala",
        "Ukraine": "Kyiv, Kiev",
        "United Arab Emirates": "Abu Dhabi",
        "United States": "Washington",
        "Uruguay": "Montevideo",
        "Uzbekistan": "Tashkent",
        "Venezuela": "Caracas",
        "Vietnam": "Hanoi",
        "Yemen": "Sanaa, Sana'a",
        "Zambia": "Lusaka",
        "Zimbabwe": "Harare",
    }.items()
    for capital in capitals.split(", ")
}
# What countries are called besides.
_ALSO = {"US": "United States", "U.S.": "United States", "America": "United States", "UK": "Britain", "U.K.": "Britain"}
_ALSO |= {"United Kingdom": "Britain", "UAE": "United Arab Emirates", "Türkiye": "Turkey", "Burma": "Myanmar"}
_COUNTRIES = {
    called.lower(): country for called, country in (CAPITALS | _ALSO | {one: one for one in CAPITALS.values()}).items()
}

# The first letters of countries with which a nation's word begins ("Norw" of "Norwegian"), and words that do otherwise.
_STEM = 4
_STEMS = frozenset(name[:_STEM] for name in (*CAPITALS.values(), "America") if " " not in name)
_NATIONS = {
    "American": "United States",
    "British": "Britain",
    "Cypriot": "Cyprus",
    "Burmese": "Myanmar",
    "Czech": "Czechia",
    "Danish": "Denmark",
    "Dutch": "Netherlands",
    "Emirati": "United Arab Emirates",
    "English": "England",
    "Filipino": "Philippines",
    "Finnish": "Finland",
    "French": "France",
    "Greek": "Greece",
    "Icelandic": "Iceland",
    "Irish": "Ireland",
    "Kazakh": "Kazakhstan",
    "Korean": "Korea",
    "Kyrgyz": "Kyrgyzstan",
    "Polish": "Poland",
    "Saudi": "Saudi Arabia",
    "Scottish": "Scotland",
    "Slovak": "Slovakia",
    "Spanish": "Spain",
    "Swiss": "Switzerland",
    "Tajik": "Tajikistan",
    "Thai": "Thailand",
    "Turkmen": "Turkmenistan",
    "Uzbek": "Uzbekistan",
    "Welsh": "Wales",
}

NATIONS_WORD = rf"(?:[A-Z]\w+(?:an|ese|ish|ch|i|landic)|{'|'.join(sorted(_NATIONS))})"  # as far as its letters tell
_NATIONAL = re.compile(NATIONS_WORD)
SEATS = CAPITALS.keys() | frozenset(
    (
        "White House, Pentagon, Downing Street, Whitehall, Elysée, Élysée, Capitol Hill, Foggy Bottom, Holyrood, "
        "Stormont, Quai d’Orsay, Bundestag, Vatican, Holy See, Blue House, Zhongnanhai"
    ).split(", ")
)


# States of the country whose news names them most often ("Vermont Sen."), with their short forms ("(I-Vt.)").
STATES = {
    name: tuple(forms.split())
    for name, _, forms in (
        state.partition(": ")
        for state in (
            "Alabama: Ala. AL, Alaska: AK, Arizona: Ariz. AZ, Arkansas: Ark. AR, California: Calif. CA, Colorado: "
            "Colo. CO, Connecticut: Conn. CT, Delaware: Del. DE, Florida: Fla. FL, Hawaii: HI, Idaho: ID, Illinois: "
            "Ill. IL, Indiana: Ind. IN, Iowa: IA, Kansas: Kan. KS, Kentucky: Ky. KY, Louisiana: La. LA, Maine: ME, "
            "Maryland: Md. MD, Massachusetts: Mass. MA, Michigan: Mich. MI, Minnesota: Minn. MN, Mississippi: Miss. "
            "MS, Missouri: Mo. MO, Montana: Mont. MT, Nebraska: Neb. NE, Nevada: Nev. NV, New Hampshire: N.H. NH, "
            "New Jersey: N.J. NJ, New Mexico: N.M. NM, New York: N.Y. NY, North Carolina: N.C. NC, North Dakota: "
            "N.D. ND, Ohio: OH, Oklahoma: Okla. OK, Oregon: Ore. OR, Pennsylvania: Pa. PA, Rhode Island: R.I. RI, "
            "South Carolina: S.C. SC, South Dakota: S.D. SD, Tennessee: Tenn. TN, Texas: Tex. TX, Utah: UT, "
            "Vermont: Vt. VT, Virginia: Va. VA, West Virginia: W.Va. WV, Wisconsin: Wis. WI, Wyoming: Wyo. WY"
        ).split(", ")
    )
}
_WITHIN = STATES.keys() | frozenset(
    (
        "Puerto Rico, Washington state, Alberta, British Columbia, Manitoba, New Brunswick, Nova Scotia, Ontario,"
        " Quebec, Saskatchewan, New South Wales, Queensland, South Australia, Tasmania"
    ).split(", ")
)
_PLACE_WITHIN = re.compile(
    r".*\b(?:City|County|Street|Avenue|Square|Beach|Springs|Island|University|College|District|Town|Village|Lake|River)\b.*"
    r"|[A-Z]-[A-Z].*"  # "R-Utah"
)


def is_within(name: str) -> bool:
    """Whether a place is surely no country, but within one: a state, a city, a seat of power."""
    is_seat = name in SEATS and name not in CAPITALS
    return name in _WITHIN or is_seat or bool(_PLACE_WITHIN.fullmatch(name))


def is_nations(word: str) -> bool:
    """Whether a word is that of a nation that is known: "Norwegian"."""
    return word in _NATIONS or (word[:_STEM] in _STEMS and bool(_NATIONAL.fullmatch(word)))


def is_country(name: str) -> bool:
    """Whether a name is a country's own, not that of its seat of power."""
    return name not in SEATS and country(name) is not None


def land_of(name: str) -> str:
    """The country, in lower case, that a country's name or a nation's word tells of: "france" of "French"; others as
    they stand."""
    land = country(name) if is_country(name) else None
    return (_NATIONS.get(name) or land or name).lower()


def country(name: str) -> str | None:
    """The country whose government a name speaks for, if it is a country's or a capital's."""
    return _COUNTRIES.get(name.lower())
