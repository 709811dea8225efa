"""Words of saying by what they do beside saying: whoever reports chooses between “said”, “claimed” and “admitted”."""

from __future__ import annotations

from functools import lru_cache

from quoth.archive.asking.query import Match, any_word
from quoth.archive.folding import folded

# Each family with its words as dictionaries list them; a word with a stroke has its own forms behind it.
_VERBS = {
    "say": "say/said/saying tell/told/telling speak/spoke/spoken/speaking quote comment remark mention according add",
    "announce": "announce declare state report reveal disclose confirm inform statement announcement",
    "explain": "explain note describe emphasize emphasise stress underline point clarify recall explanation",
    "claim": "claim allege insist maintain contend assert argue purport profess boast allegation argument allegedly",
    "think": "think/thought/thinking believe feel/felt/feeling hope expect know/knew/known/knowing consider suspect"
    " predict forecast view",
    "warn": "warn caution threaten fear worry alert concern warning threat",
    "accuse": "accuse blame condemn criticize criticise denounce slam/slammed/slamming blast decry deplore lambast"
    " complain attack object criticism condemnation",
    "deny": "deny reject dismiss dispute refute rebut/rebutted/rebutting refuse disagree/disagreed/disagreeing denial",
    "admit": "admit/admitted/admitting concede acknowledge confess apologize apologise regret admission",
    "praise": "praise welcome hail applaud commend thank congratulate laud support endorse back",
    "promise": "promise pledge vow swear/swore/sworn assure guarantee/guaranteed/guaranteeing agree/agreed/agreeing"
    " offer plan/planned/planning undertake",
    "demand": "demand ask call urge appeal request want order require recommend suggest propose advise",
}


def _forms(entry: str) -> list[str]:
    """What a word of the table looks like in a text."""
    word, *given = entry.split("/")
    stem = word.removesuffix("e")
    if word.endswith("y") and word[-2] not in "aeiou":
        return [word, f"{word[:-1]}ies", f"{word[:-1]}ied", f"{word}ing"]
    plural = f"{word}es" if word.endswith(("s", "sh", "ch", "x")) else f"{word}s"
    return [word, plural, *(given or (f"{stem}ed", f"{stem}ing"))]


WORDS = {name: frozenset(form for entry in said.split() for form in _forms(entry)) for name, said in _VERBS.items()}
FAMILIES = tuple(WORDS)


@lru_cache(20_000)
def families(cue: str) -> str:
    """The families of a cue, each between blanks: a cue may be of several, or of none."""
    held = set("".join(one if one.isalnum() else " " for one in folded(cue)).split())
    return " ".join(("", *(name for name, words in WORDS.items() if words & held), ""))


def saying(family: str) -> Match:
    """Statements with a cue of a family."""
    return any_word("cue", sorted(WORDS[family]))
