"""Names of outlets: which strings are one, and which two are the same."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_KEY = re.compile(r"[\W_]+")
_HOST_NOISE = frozenset(["www", "m", "mobile", "amp", "en", "edition", "news", "hosted"])
_SUFFIXES = frozenset(
    [
        "com",
        "org",
        "net",
        "co",
        "uk",
        "au",
        "in",
        "ca",
        "nz",
        "za",
        "ie",
        "us",
        "info",
        "eu",
        "ng",
        "pk",
        "de",
        "fr",
        "example",
        "test",
        "gov",
        "edu",
        "tv",
        "ac",
    ]
)
_OUTLET_WORD = (
    "Agency|Broadcasting|Chronicle|Courier|Daily|Gazette|Globe|Guardian|Herald|Journal|Ledger|Magazine|Mail"
    "|Media|Monitor|Network|News|Newspaper|Newswire|Observer|Online|Post|Press|Radio|Reporter|Review|Service"
    "|Standard|Star|Sun|Telegraph|Television|Times|Today|Tribune|TV|Wire|Week"
)
_OUTLETISH = re.compile(
    rf"(?:The )?(?:[A-Z][\w.&’'-]*(?: (?:of|and|for|the|[A-Z][\w.&’'-]*)){{0,4}} )?"
    rf"(?:{_OUTLET_WORD})(?: (?:{_OUTLET_WORD}|[A-Z]{{2,5}}))?"
    r"|(?:The )?(?:Agence|Channel|Daily|Radio|TV|Times of|Voice of)(?: [A-Z0-9][\w.&’'-]*){1,3}"
)
# Wire services and broadcasters that sign the first line by a short name.
AGENCIES = {
    "ap": "AP", "associatedpress": "AP", "theassociatedpress": "AP", "reuters": "Reuters", "afp": "AFP",
    "agencefrancepresse": "AFP", "upi": "UPI", "dpa": "dpa", "tass": "TASS", "itartass": "ITAR-TASS",
    "xinhua": "Xinhua", "pti": "PTI", "ani": "ANI", "ians": "IANS", "kyodo": "Kyodo", "yonhap": "Yonhap",
    "bernama": "Bernama", "irna": "IRNA", "isna": "ISNA", "mna": "MNA", "sana": "SANA", "wafa": "WAFA",
    "interfax": "Interfax", "ansa": "ANSA", "efe": "EFE", "apa": "APA", "aap": "AAP", "ria": "RIA",
    "rianovosti": "RIA Novosti", "sputnik": "Sputnik", "anadolu": "Anadolu", "bloomberg": "Bloomberg",
    "cnn": "CNN", "bbc": "BBC", "cnbc": "CNBC", "npr": "NPR", "presstv": "Press TV", "aljazeera": "Al Jazeera",
    "unhcr": "UNHCR", "rfe/rl": "RFE/RL", "voa": "VOA", "aki": "AKI", "ina": "INA", "kuna": "KUNA",
    "spa": "SPA", "wam": "WAM", "map": "MAP", "menafn": "MENAFN", "ifpnews": "IFP News", "tasnim": "Tasnim",
    "mehr": "Mehr", "fars": "Fars", "ukrinform": "Ukrinform", "cp": "CP", "thecanadianpress": "The Canadian Press",
}  # fmt: skip


def key(name: str | None) -> str:
    """What is left of a name for comparing: its letters and digits."""
    return _KEY.sub("", name or "").casefold()


def bare(name: str | None) -> str:
    """`key` without a leading "the" and a trailing domain ending."""
    found = key(name).removeprefix("the")
    return found.removesuffix("com") if "." in (name or "") else found


def host(url: str | None) -> str | None:
    """The host of an address, without `www.`."""
    try:
        found = urlsplit(url or "").hostname
    except ValueError:
        return None
    return found.removeprefix("www.") if found else None


def core(url: str | None) -> str:
    """The telling part of a host: `bbc` of `www.bbc.co.uk`."""
    parts = [part for part in (host(url) or "").split(".") if part not in _HOST_NOISE and part not in _SUFFIXES]
    return key(parts[-1]) if parts else ""


def same(one: str | None, other: str | None) -> bool:
    """Whether two names are one outlet's: equal, contained, or one the initials of the other."""
    a, b = bare(one), bare(other)
    if not a or not b:
        return False
    if a == b or a in (_initials(other), key(_initials(other))) or b == _initials(one):
        return True
    short, long = sorted((a, b), key=len)
    return len(short) >= 3 and (long.startswith(short) or (len(short) >= 5 and short in long))


def _initials(name: str | None) -> str:
    words = re.findall(r"[A-Za-z]+", name or "")
    return "".join(word[0] for word in words if word.lower() not in ("the", "of", "and")).lower()


def is_outlet_word(word: str) -> bool:
    """Whether a word by itself names no outlet, but ends many outlets' names ("News")."""
    return re.fullmatch(_OUTLET_WORD, word) is not None


def outletish(name: str) -> bool:
    """Whether a name by itself reads as an outlet's ("Press TV", "Kelmar News Agency", "AFP")."""
    return key(name) in AGENCIES or bool(_OUTLETISH.fullmatch(name.strip()))
