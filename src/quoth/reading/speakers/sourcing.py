"""A source is somebody: where the model saw no mention in it, its own words are one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from quoth.article import Span, Spans
from quoth.reading.heads import Heads
from quoth.reading.mentions import KINDS, NAME, NOUN, Traits
from quoth.reading.speakers.headings import is_headed, title_end
from quoth.reading.speakers.names import DAYS, JOINT
from quoth.reading.speakers.speaking import DOCUMENTS
from quoth.reading.speakers.titles import holders, is_office, is_title, is_titled, without_titles
from quoth.reading.words import Ints, Words

_BEHIND = re.compile(
    r"[,;:(–—\n]|\s(?:[a-z]{3,}ed|sent|made|held|seen|given)\s(?:to|in|on|from|at|for|with|during|after)\s"
    r"|\s(?:(?:of|for|from|in|on|at|to|with|(?:\w+(?:ed|en) )?by|who|which|that|whose|when|where|and|or)\s"
    r"|(?:familiar|close|involved|briefed|aware|based|present|published|released|issued|conducted|posted|obtained"
    r"|reviewed|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)"
)
# Behind these stands nobody who heads a source; behind "of", a comma or "and" somebody may ("one of the sailors").
_CLAUSE = re.compile(r"[;:(–—\n]|,?\s(?:who|which|that|whose|when|where)\s|\s(?:for|from|in|on|at|to|with|by)\s")
_DAY = re.compile(
    r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"  # by whole words, as these are found fast
    r"|January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_TITLED_NAME = re.compile(
    r"(?<![\w-])(?P<title>(?:[a-z-]+ )?(?:co-)?C[EFO]O|[a-z-]+)(?P<comma>,)?"
    r"(?: [^\W\d_a-z][\w.'’-]*)+ [^\W\d_a-z][\w-]*(?P<end>(?(comma),?))\Z"
)
# "Ada Rosen, a pollster who worked for ex-mayor Bo Kell"
_NAMED_FIRST = re.compile(r"(?:[^\W\d_a-z][\w.’-]*\s)+[^\W\d_a-z][\w’-]*, (?:an?|the|who)\s")
_OF_BODY = re.compile(r", (?:of|from|with|at) [^,]+,?\Z")
_CAPITALS_ONLY = re.compile(r"(?:the )?(?P<name>(?:[^\W\d_a-z][\w.'’-]* )+[^\W\d_a-z][\w-]*)")
_TRADE = re.compile(
    r"(?!(?:after|over|under|other|whether|neither|either|rather|never|ever|per|for|or|nor|however|later|earlier|remember"
    r"|consider|together|whatever|further|former|bigger|older|younger)\Z)"
    r"[a-z-]*(?:ologist|[a-z]{3}ist|[a-z]{3}ian|scholar|expert|aide|nurse|pilot|student|[a-z]{2}[eo]r|aire|retiree|star"
    r"|champion|boss)"
)
_ANOTHERS = re.compile(r"\b(?:to|of|for|with|by|from|against|under)\s(?:[a-z'’-]+\s)?\Z")
_HYPHEN = r"-(?!\w*ed\b|(?:style|born|era|wide|run|made|old|language|area|bound|like|only)\b)[^\W\d_]\w*"
_HYPHENED = re.compile(rf"{_HYPHEN}(?:{_HYPHEN})*(?!-)")  # begins with a hyphen, as that is found fast
_WHOLE = r"(?:[A-Z][\w.'’-]*\s)*[A-Z][\w'’-]*(?:\s\([^()]{1,20}\))?"
_JOINT = re.compile(
    rf"(?P<one>(?i:he|she|they|we|I)|[Tt]he\s[a-z]+|{_WHOLE}(?:\sof\s{_WHOLE})?(?:,\s(?:{_WHOLE}|the\s[^,]+(?=,)))*),?\s+"
    r"(?P<and>and)\s+"
    r"(?:(?P<more>(?:his|her|their|its|our|my|others?|several|some|many|two|three|colleagues|co-?authors|allies|aides)\b[^,]*(?:,.*)?)"
    rf"|(?:(?!(?:at|for|from|in|of|on|to|with)\b)[a-z-]+\s){{0,4}}{_WHOLE}(?:\sof\s{_WHOLE})?(?:,\s.*)?)"
)
_BODY = r"[Tt]he [A-Z][\w’'&-]*(?: (?:(?:of|for) (?:the )?)?[A-Z][\w’'&-]*)*(?: \([^()]{1,40}\))?"
_BODIES = re.compile(rf"{_BODY},? (?P<and>and) {_BODY},?")  # "the Bank of Orda and the Coastal Fund"
_COMMA = re.compile(r",(?=\s)")
_DASH = re.compile(r"(?:-(?<=[^\W\d_] -)-?|[–—](?<=[^\W\d_] .))(?= \S)")  # a mark first, as that is found fast
_AHEAD = 3  # heads looked ahead at for the name that another begins
_NAME = 4  # words that a name is longer, at most
_MADE = re.compile(r"\s(?:by|published|released|issued|conducted|posted|measured|collected)\s")  # of a thing
_PERSON, _PLACE, _OTHER = (KINDS.index(name) for name in ("person", "place", "other"))


def without_things(text: str, words: Words, heads: Heads, known: Traits, sources: Sequence[Spans]) -> Heads:
    """The heads but the nouns of things that are no documents and stand in no source: nobody who speaks is one."""
    kinds = heads.kind[:, 1:].argmax(axis=1) + 1
    kept = (known.classes[heads.word] != NOUN) | ((kinds != _OTHER) & (kinds != _PLACE))
    dropped = np.flatnonzero(~kept)
    starts, ends = (edges[heads.word[dropped]].tolist() for edges in (words.starts, words.ends))
    kept[dropped] = [text[start:end].lower() in DOCUMENTS for start, end in zip(starts, ends, strict=True)]
    for spans in sources:
        for start, end in spans:
            kept[heads.number(words.number(start)) : heads.number(words.number(end))] = True
    return heads.only(kept)


@lru_cache(maxsize=1024)  # of one text the same sources are asked for again
def titled_name_end(text: str, source: Span) -> int | None:
    """Where somebody's title and whole name end that end a source: of "Harbour Watch researcher Ada Rosen" and "the
    Department of Ports' spokesman, Ada Rosen," she speaks, not the watch."""
    if _NAMED_FIRST.match(text, *source):
        return None
    behind = _OF_BODY.search(text, *source)
    source = (source[0], behind.start() if behind else source[1])
    last = text.rfind(" ", *source) + 1
    named = _TITLED_NAME.search(text, *source) if text[last : last + 1].isupper() else None
    title = named["title"].split()[-1] if named else ""
    if named is None or not (is_title(title) or _TRADE.fullmatch(title)):
        capitals = _CAPITALS_ONLY.fullmatch(text, *source)
        words = capitals["name"].split() if capitals else []
        is_one = 1 < len(without_titles(words)) < len(words) and is_titled(words)
        return source[1] if is_one else None
    if is_office(title) and _ANOTHERS.search(text, source[0], named.start()):
        return None  # "a former aide to premier Douglas Frame"
    return named.start("end")


def without_weekdays(text: str, words: Words, heads: Heads) -> Heads:
    """The heads but those that are days of the week, of which nobody speaks as of somebody."""
    starts, ends = words.starts[heads.word], words.ends[heads.word]
    may_be = np.flatnonzero(words.codes[ends - 1] == ord("y"))
    days = [head for head in may_be.tolist() if text[starts[head] : ends[head]] in DAYS]
    return heads.only(np.delete(np.arange(len(heads)), days)) if days else heads


def with_sources(text: str, words: Words, heads: Heads, sources: Sequence[Spans]) -> Heads:
    """The heads, and one for each source without any: the last word before what tells more of it."""
    missing = sorted(set(_missing(text, words, heads, sources)))
    if not missing:
        return heads
    word = np.concatenate((heads.word, [at for at, _, _ in missing]))
    order = np.argsort(word, kind="stable")
    kind = np.zeros((len(missing), heads.kind.shape[1]), heads.kind.dtype)
    are_made = [_MADE.match(text, words.ends[at]) is not None for at, _, _ in missing]
    kind[np.arange(len(missing)), np.where(are_made, _OTHER, _PERSON)] = 1.0
    nothing = np.zeros((len(missing), heads.anaphor.shape[1]), heads.anaphor.dtype)
    return Heads(
        word[order],
        np.concatenate((heads.kind, kind))[order],
        np.concatenate((heads.anaphor, nothing))[order],
        np.concatenate((heads.antecedent, nothing))[order],
        np.concatenate((heads.first, [first for _, first, _ in missing]))[order],
        np.concatenate((heads.last, [last for _, _, last in missing]))[order],
    )


def _missing(text: str, words: Words, heads: Heads, sources: Sequence[Spans]) -> Iterator[tuple[int, int, int]]:
    """The head, first and last word of each source that no known head stands at the head of, or at whose end stands a
    name with a title that none of them is."""
    for spans in sources:
        if not spans:
            continue
        first, last = map(words.number, spans[0])
        if last == first + 1 and heads.at(first) is not None:
            continue  # "he"
        joint = _joint(text, words, heads, spans[0])
        if joint is not None:
            yield joint, first, last - 1
            continue
        end = titled_name_end(text, spans[0])
        name = words.number(end) - 1 if end is not None else None
        if name is not None and heads.at(name) is None:
            yield name, first, name
        elif first < last and not any(_headed(text, words, heads, span) for span in spans):
            yield max(first, _head(text, words, spans[0])), first, last - 1


def _joint(text: str, words: Words, heads: Heads, source: Span) -> int | None:
    """The "and" of a source that is several: "he and his allies", "Ada Rosen and former mayor Bo Kell"."""
    bodies = _BODIES.fullmatch(text, *source)
    if bodies is not None:
        return words.number(bodies.start(JOINT))
    joint = _JOINT.fullmatch(text, *source)
    if joint is None or (not joint["more"] and _is_office(joint["one"].split()[-1])):
        return None  # "Vice President and founder Ada Rosen", "Ada Rosen, CEO and founder"
    edges = [words.number(place) for place in (source[0], joint.start(JOINT), joint.end(JOINT) + 1, source[1])]
    one, other = (_are_persons(heads, *part) for part in (edges[:2], edges[2:]))
    return edges[1] if one and (other or joint["more"]) else None


def _is_office(word: str) -> bool:
    return is_title(word) or is_office(word.lower())


def _are_persons(heads: Heads, begin: int, end: int) -> bool:
    """Whether some person is mentioned from one word to another."""
    inside = heads.kind[heads.number(begin) : heads.number(end), 1:].argmax(axis=1) + 1
    return bool((inside == _PERSON).any())


def _headed(text: str, words: Words, heads: Heads, span: Span) -> bool:
    """Whether the last word before what tells more, or one between that and a clause, heads a mention."""
    clause = _CLAUSE.search(text, span[0] + 1, span[1])
    end = words.number(clause.start() if clause else span[1])
    return heads.number(_head(text, words, span)) < heads.number(end)


@lru_cache(maxsize=1024)
def first_end(text: str, source: Span) -> int:
    """Where the words end that name a source, before what tells more of it."""
    behind = _BEHIND.search(text, source[0] + 1, source[1])
    return behind.start() if behind else source[1]


def _head(text: str, words: Words, span: Span) -> int:
    return words.number(first_end(text, span)) - 1


def with_whole_names(text: str, words: Words, heads: Heads, known: Traits) -> Heads:
    """The heads, the mentions of names below the headline as far as their capitals go, and no farther than their comma:
    "Ada" of "Ada Rosen", and "Rosen, a judge," are all of "Ada Rosen". No mention begins before a dateline's dash."""
    parts = _parts(text, words)
    first, last = _behind_dashes(text, words, heads), _name_ends(text, words, heads, known, parts)
    is_part = np.zeros(len(words), np.bool_)
    is_part[parts] = True
    first[is_part[heads.word] & (first == heads.word)] -= 2  # the hyphen, and what stands before it
    return replace(heads, first=first, last=last)


def _behind_dashes(text: str, words: Words, heads: Heads) -> Ints:
    """The first word of each mention, behind the dash of its paragraph before it."""
    dashes = _places(text, words, _DASH)
    dash = np.append(-1, dashes)[np.searchsorted(dashes, heads.word)]
    is_here = words.paragraph[dash] == words.paragraph[heads.word]
    return np.where(is_here, np.maximum(heads.first, dash + 1), heads.first)


def _name_ends(text: str, words: Words, heads: Heads, known: Traits, parts: Sequence[int]) -> Ints:
    """The last word of each mention, with all of its name; `parts` are words that go on behind a hyphen."""
    is_name = (known.classes == NAME) & (words.paragraph >= is_headed(text))
    for key in set(known.key[_days(text, words)].tolist()):
        is_name &= known.key != key
    follows = np.zeros(len(words) + 1, np.bool_)  # whether a word goes on with the name before it
    follows[1:-1] = is_name[1:] & is_name[:-1] & (words.starts[1:] == words.ends[:-1] + 1)
    follows[parts] = True
    is_upper = np.array([text[start].isupper() for start in words.starts[heads.word].tolist()], np.bool_)
    is_first = is_upper & (heads.word == heads.first)
    is_names = np.zeros(int(known.key.max(initial=0)) + 1, np.bool_)
    is_names[known.key[is_name]] = True
    is_named = is_name[heads.word] | (is_first & is_names[known.key[heads.word]])
    commas = _places(text, words, _COMMA)
    stop = np.append(commas, len(words))[np.searchsorted(commas, heads.word)]
    last: Ints = np.where(is_named, np.minimum(heads.last, stop - 1), heads.last)
    for _ in range(_NAME):
        last += is_named & follows[last + 1]
    for head, name in _begun_names(heads, is_first, is_name):
        word = heads.word[head]
        if heads.word[name] == word + 1 or is_office(text[words.starts[word] : words.ends[word]].lower()):
            last[head] = max(last[head], last[name])
    return last


def _begun_names(heads: Heads, is_first: np.ndarray, is_name: np.ndarray) -> Iterator[tuple[int, int]]:
    """Pairs of heads: one that begins a mention, and a name soon after it that heads the same: "CEO" of "CEO Ada Rosen"
    or "Ada" of "Ada Rosen"."""
    for ahead in range(1, _AHEAD + 1):
        begun = is_first[:-ahead] & (heads.first[:-ahead] == heads.first[ahead:]) & is_name[heads.word[ahead:]]
        yield from ((head, head + ahead) for head in np.flatnonzero(begun).tolist())


def _places(text: str, words: Words, mark: re.Pattern[str]) -> Ints:
    """The words that are such a mark."""
    return np.searchsorted(words.starts, [found.start() for found in mark.finditer(text)])


def with_headline_cut(text: str, words: Words, heads: Heads) -> Heads:
    """The heads, the mentions of a headline in title case only as far as the text below has the same words: "Tim Crook"
    of "Tim Crook On Maple Being"."""
    count = heads.number(words.number(title_end(text)))
    if not count:
        return heads
    forms = [text[start:end] for start, end in zip(words.starts.tolist(), words.ends.tolist(), strict=True)]
    told = f" {' '.join(forms[int(words.paragraph.searchsorted(1)) :])} "
    first, last = heads.first.copy(), heads.last.copy()
    for head in range(count):
        first[head], last[head] = _repeated(forms, told, int(heads.word[head]), int(first[head]), int(last[head]))
    return replace(heads, first=first, last=last)


def _repeated(forms: Sequence[str], told: str, word: int, first: int, last: int) -> tuple[int, int]:
    """The first and last word around one, from `first` to `last`, that stand in a row in what is told; all if the word
    does not."""
    if f" {forms[word]} " not in told:
        forms, told = [form.lower() for form in forms], told.lower()
    if f" {forms[word]} " not in told:
        return first, last
    start = end = word
    while end < last and f" {' '.join(forms[start : end + 2])} " in told:
        end += 1
    while start > first and f" {' '.join(forms[start - 1 : end + 1])} " in told:
        start -= 1
    return start, end


def _parts(text: str, words: Words) -> list[int]:
    """The words behind the first of each name with hyphens: "-won" of "Dae-won", not "-led" of "Tarvan-led"."""
    found = [edge for match in _HYPHENED.finditer(text) if _is_in_name(text, match.start()) for edge in match.span()]
    edges = np.searchsorted(words.starts, found).tolist()
    return [word for start, end in zip(edges[::2], edges[1::2], strict=True) for word in range(start, end)]


def _is_in_name(text: str, hyphen: int) -> bool:
    """Whether the word before a hyphen has a capital."""
    start = hyphen
    while start and text[start - 1].isalnum():
        start -= 1
    return start < hyphen and text[start].isupper() and text[start - 1 : start] != "-"


def with_holders_apart(text: str, words: Words, heads: Heads) -> Heads:
    """The heads, the mentions of whoever holds an office apart from what it is of: "Keldoria" and "Lena Orsk" of
    "President of Keldoria Lena Orsk"."""
    first, last = heads.first.copy(), heads.last.copy()
    for place in holders(text):
        begin, name, end = map(words.number, place)
        holder = heads.at(end - 1)
        if holder is None or heads.kind[holder].argmax() != _PERSON:
            continue
        start, middle, stop = map(heads.number, (begin, name, end))
        last[start:middle] = np.minimum(last[start:middle], name - 1)
        first[middle:stop], last[middle:stop] = name, end - 1
    return replace(heads, first=first, last=last)


def _days(text: str, words: Words) -> Ints:
    """The words that name days and months, which follow names ("told Reuters Monday")."""
    found: Ints = np.searchsorted(words.starts, [match.start() for match in _DAY.finditer(text)])
    return found
