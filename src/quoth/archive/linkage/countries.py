"""Countries by the names and adjectives that English has for them."""

from __future__ import annotations

import re
from functools import lru_cache

# One a line or between bars: the name, then what else stands for it. "Velmora" and "Velmoran" need no entry.
_NAMES = """
united states,us,u s,usa,america,american,americans|united kingdom,uk,u k,britain,british,great britain,england,english
netherlands,dutch,holland|france,french|germany,german|spain,spanish|portugal,portuguese|switzerland,swiss|greece,greek
denmark,danish|norway,norwegian|sweden,swedish|finland,finnish|iceland,icelandic|ireland,irish|poland,polish
czech republic,czechia,czech|slovakia,slovak|slovenia,slovene,slovenian|croatia,croat,croatian|serbia,serb,serbian
bosnia and herzegovina,bosnia,bosnian|macedonia,north macedonia,macedonian|kosovo,kosovar|turkey,turkiye,turkish
cyprus,cypriot|italy,italian|austria,austrian|australia,australian|belgium,belgian|hungary,hungarian|romania,romanian
bulgaria,bulgarian|ukraine,ukrainian|russia,russian,russian federation|belarus,belarusian|moldova,moldovan
lithuania,lithuanian|latvia,latvian|estonia,estonian|georgia,georgian|armenia,armenian|azerbaijan,azerbaijani,azeri
kazakhstan,kazakh|uzbekistan,uzbek|turkmenistan,turkmen|kyrgyzstan,kyrgyz|tajikistan,tajik|mongolia,mongolian
china,chinese,peoples republic of china|taiwan,taiwanese|hong kong|japan,japanese|south korea,south korean
north korea,north korean,dprk|vietnam,vietnamese|thailand,thai|laos,lao,laotian|cambodia,cambodian
myanmar,burma,burmese|malaysia,malaysian|singapore,singaporean|indonesia,indonesian|philippines,philippine,filipino
india,indian|pakistan,pakistani|bangladesh,bangladeshi|sri lanka,sri lankan|nepal,nepalese,nepali|afghanistan,afghan
iran,iranian|iraq,iraqi|syria,syrian|lebanon,lebanese|israel,israeli|palestine,palestinian|jordan,jordanian
saudi arabia,saudi|yemen,yemeni|oman,omani|kuwait,kuwaiti|bahrain,bahraini|qatar,qatari
united arab emirates,uae,emirati,emirates|egypt,egyptian|libya,libyan|tunisia,tunisian|algeria,algerian
morocco,moroccan|sudan,sudanese|south sudan,south sudanese|ethiopia,ethiopian|eritrea,eritrean|somalia,somali
kenya,kenyan|uganda,ugandan|tanzania,tanzanian|rwanda,rwandan|burundi,burundian|congo,congolese,dr congo,drc
nigeria,nigerian|niger,nigerien|ghana,ghanaian|senegal,senegalese|mali,malian|ivory coast,ivorian,cote divoire
cameroon,cameroonian|chad,chadian|angola,angolan|zambia,zambian|zimbabwe,zimbabwean|mozambique,mozambican
botswana|namibia,namibian|south africa,south african|madagascar,malagasy|canada,canadian|mexico,mexican
cuba,cuban|haiti,haitian|jamaica,jamaican|dominican republic|guatemala,guatemalan|honduras,honduran
el salvador,salvadoran|nicaragua,nicaraguan|costa rica,costa rican|panama,panamanian|colombia,colombian
venezuela,venezuelan|ecuador,ecuadorian|peru,peruvian|bolivia,bolivian|chile,chilean|argentina,argentine,argentinian
brazil,brazilian|paraguay,paraguayan|uruguay,uruguayan|new zealand,new zealander|fiji,fijian|vatican,holy see
"""
_COUNTRY = {
    name: names[0]
    for names in (one.split(",") for one in _NAMES.replace("\n", "|").split("|") if one)
    for name in names
}
_WORDS = re.compile(r"[a-z]+")
_POSSESSIVE = re.compile(r"['’]s\b")
_ENDINGS = ("ians", "ian", "ese", "ish", "ans", "an", "ns", "n", "i")


@lru_cache(maxsize=1 << 14)
def country(text: str | None) -> str | None:
    """The country that a record names, by one name however it is called there; of an unknown one, its stem."""
    words = _plain(text)
    if not words:
        return None
    whole = " ".join(word for word in words if word != "the")
    return _COUNTRY.get(whole) or _stem(whole)


@lru_cache(maxsize=1 << 16)
def mentioned(text: str | None) -> str | None:
    """The first country in running text ("French foreign minister"), if it is a known one."""
    words = _plain(text)
    for at, word in enumerate(words):
        if at and words[at - 1] in ("to", "for", "with"):
            continue  # an ambassador to France is not of France
        found = _COUNTRY.get(" ".join(words[at : at + 2])) or (word != "us" and _COUNTRY.get(word)) or None
        if found:
            return found
    return None


@lru_cache(maxsize=1 << 16)
def without(text: str, own: str | None) -> str:
    """A body's name without the name of its country: "Velmoran Foreign Ministry" is the Foreign Ministry."""
    if own is None:
        return text
    names = sorted((name for name, one in _COUNTRY.items() if one == own), key=lambda name: (-len(name), name))
    for name in names:
        pattern = r"\W+".join(name.split())
        text = re.sub(rf"(?i)\b(?:of |of the )?(?<!\.){pattern}\b\.?", " ", text)
    kept = [word for word in text.split() if not (own not in _COUNTRY and _stem(" ".join(_plain(word))) == own)]
    return " ".join(kept) if _plain(" ".join(kept)) else text


def _plain(text: str | None) -> list[str]:
    return _WORDS.findall(_POSSESSIVE.sub("", (text or "").lower()).replace("'", "").replace("’", ""))


def _stem(name: str) -> str:
    for ending in _ENDINGS:
        if name.endswith(ending) and len(name) - len(ending) >= 4:
            name = name.removesuffix(ending)
            break
    return name.rstrip("aeiou") or name
