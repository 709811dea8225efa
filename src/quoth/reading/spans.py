"""Ranges of words -> spans of code points as a person would mark them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from quoth.article import Kind, Span, Spans
from quoth.reading.quotes import Quotation, touching
from quoth.reading.words import Words

_PART = re.compile(r",\s+for (?:its|his|her|their)\b|,?\s+(?:who|which|whose)\Z")
# Words that no phrase ends in: those that want a noun, and for a clause those that want anything.
NOUN_FOLLOWS = re.compile(r"(?<!\w)(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Tt]heir)\Z")
MORE_FOLLOWS = re.compile(
    r"(?<!\w)(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Tt]heir|of|from|with|for|by|at|into|and|or|than|as|to|in|on|that|who|which)\Z"
)
# "PORT SALLOW - ", or the outlet's name: "Tarva TV - Solvania's envoy says"; not "Ada Rosen - Orda's mayor - says".
_DATELINE = re.compile(
    r"(?<![^\n])(?:[A-Z][^a-z\n]{1,40}|(?:[A-Z][\w.&]*\s){0,3}[A-Z][\w.&]*(?= \S{1,2} [A-Z“\"])"
    r"(?! \S{1,2} [^\n.!?]* (?:--?|[–—])(?: |$))) (?:--?|[–—]) "
)
_CLOSING_DASH = re.compile(r" ?(?:--?|[–—])(?!\w)")
_REST_OF_WORD = re.compile(r"\w+\s+")
_WORD_GOES_ON = re.compile(r"(?<=\w)(?:-\w+)+|(?<=\w-)\w+(?:-\w+)*|(?<=[£$€])\d[\d.,]*(?<=\d)")
_CLAUSE = re.compile(r",\s(?:who|which|whose|whom|where)\s")
_BESIDE = r"(?:(?:of|for) (?:the )?)?[A-Z][\w’'-]*"
_FIRST = re.compile(
    r"(?:\A|\n|[.!?][”\"]? )(?:(?:An?|In|On|Last|This|Two|Three)\b[^.,;:!?\n“”\"]{1,30}, )?"
    rf"(?P<first>[Tt]he [A-Z][\w’'-]*(?: {_BESIDE})*(?: \([^()\n]{{1,40}}\))?),? and \Z"
)
_ONES_CLAUSE = re.compile(r"(?P<clause>(?:who|whose)\s[^,.;:!?\n“”\"()]{3,120},)\s+")
_TO_COMMA = re.compile(r"[^.;:!?\n“”\"()]{1,150},")
_TO = re.compile(r"to\s")
_OBJECT = re.compile(r"\s+(?:[^\s.,;:!?…“”\"«»()]+\s+){1,5}")
_OTHER_VERB = re.compile(r"\b(?:an?|the)\s+(?:\w+\s+){1,3}(?:of|on|for|in|to|with|about|over|by|at|from|against)\s*\Z")
_NO_NAME = re.compile(
    r"(?:that )?(?:(?:(?:his|her|their) names? )?not (?:to )?be (?:further )?(?:named|identified|quoted)"
    r"|(?:his|her|their) (?:\w+ )?names? (?:not (?:to )?be (?:used|published|printed|given)|(?:to )?be withheld))\b"
)
# What stands behind the colon of a headline that names a story and quotes nobody ("Storm Greta: what we know").
_ABOUT = re.compile(
    r"(?:here['’]s )?(?:what|everything|all) (?:we|you|to) (?:know|need|watch|expect)|(?:a )?timeline\b|as it happened"
    r"|(?:live|latest) (?:updates|blog|news)|in (?:pictures|numbers|charts)|key (?:points|moments)|at a glance",
    re.I,
)
_SORT = re.compile(
    r"interview|opinion|analysis|comment|explainer|factbox|timeline|watch|video|live|exclusive|review|profile|obituary"
    r"|editorial|letters?|breaking|updated?|q&a|podcast|transcript",
    re.I,
)
# The time on top of an entry of a live page.
_STAMP = re.compile(r"\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?[ \t]*(?:\n|\Z|(?<=[ \t])(?=\W?[^\W\d]))", re.I)
# What has no source unless "by" somebody follows: its subject is what is told.
NOBODYS = re.compile(
    r"(?:(?:has|have|had) been|is|are|was|were|been|being) (?:\w+ly )?"
    r"(?:understood|believed|thought|expected|rumou?red|reported|said|alleged|known|estimated|feared)\b(?: to)?"
)
_WORDS = re.compile(r"[^.,;:!?…“”\"«»()\n]*")
_PHRASE = 100  # code points that a phrase broken off is completed by, at most
# What sets off a phrase or a title within a source, and what closes it behind.
_SET_OFF = tuple(
    (re.compile(opening), re.compile(closing))
    for opening, closing in (
        ("[“”]", "[,!?]?”"),
        ("[«»]", r"[,!?]?\s?»"),
        ('"', '[,!?]?"'),
        (r"\s--?\s|--|\s?[–—]\s?", r"\s?(?:--?|[–—])"),
    )
)
_LOOSE = ",;:–—-|/ \t\r\n\xa0"
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_STOPS = ".!?…"
_MARKS = "\"“”„‟«»‹›‘’‚'`"


def to_spans(words: Words, ranges: Iterable[tuple[int, int]]) -> Spans:
    """Code points of ranges of words."""
    return tuple((int(words.starts[first]), int(words.ends[last - 1])) for first, last in ranges)


def unbroken(text: str, spans: Spans) -> Spans:
    """Spans that do not end within a word with hyphens ("Kim Dae-won"), nor begin with what is left of one."""
    return tuple(_unbroken(text, *span) for span in spans)


def _unbroken(text: str, start: int, end: int) -> Span:
    rest = _REST_OF_WORD.match(text, start) if text[max(0, start - 1) : start] == "-" else None
    start = rest.end() if rest and rest.end() < end and text[start - 2].isalnum() else start
    ending = _WORD_GOES_ON.match(text, end)
    return start, ending.end() if ending else end


def passive(text: str, source: Spans, cue: Span, content: Spans) -> tuple[Spans, Spans]:
    """The source and the content; what "is understood" to do something is not its source."""
    is_nobodys = NOBODYS.fullmatch(text, *cue) and all(end <= cue[0] for _, end in source)
    return ((), tuple(sorted(source + content))) if is_nobodys else (source, content)


def completed(text: str, spans: Spans, others: Spans, broken: re.Pattern[str]) -> Spans:
    """Spans that do not break off at a word of `broken`: such a one goes on to the next mark, or to the next of the
    others."""
    starts = sorted(start for start, _ in (*spans, *others))
    return tuple((start, _complete_end(text, (start, end), starts, broken)) for start, end in spans)


def _complete_end(text: str, span: Span, starts: Sequence[int], broken: re.Pattern[str]) -> int:
    end = span[1]
    if not broken.search(text, *span):
        return end
    stop = next((place for place in starts if place >= end), end + _PHRASE)
    phrase = _WORDS.match(text, end, min(stop, end + _PHRASE))
    return phrase.end() if phrase else end


def with_clause(text: str, source: Spans, cue: Span) -> Spans:
    """A source that breaks off within its clause goes on to the comma before its cue: "Brod, who sang there, says"."""
    if not source or text[source[-1][1] - 1] == "," or not _CLAUSE.search(text, *source[-1]):
        return source
    rest = _TO_COMMA.fullmatch(text, source[-1][1], max(source[-1][1], cue[0] - 1))
    return (*source[:-1], (source[-1][0], rest.end())) if rest else source


def with_first(text: str, source: Spans) -> Spans:
    """A source that leaves out who a sentence begins with goes back to it: "The Bank of Orda (BO), and the Coastal Fund
    found"; not "In Orda, and Ada Rosen said"."""
    if not source:
        return source
    begin = max(0, source[0][0] - _PHRASE)
    first = _FIRST.search(text, begin, source[0][0])
    return ((first.start("first"), source[0][1]), *source[1:]) if first else source


def parted(text: str, source: Spans, cue: Span, content: Spans) -> tuple[Spans, Spans]:
    """Source and content, with a clause between them in the source: "According to two guards, who asked for silence,
    nobody came"."""
    if not source or not content or cue[1] > source[0][0] or text[source[-1][1] : content[0][0]].strip(", "):
        return source, content
    start, end = content[0]
    clause = _ONES_CLAUSE.match(text, start, end)
    if clause is None:
        return source, content
    return (*source[:-1], (source[-1][0], clause.end("clause"))), ((clause.end(), end), *content[1:])


def with_object(text: str, cue: Span, content: Spans, others: Spans) -> Spans:
    """A content "to open the port" with whom its cue asks to: "called on Orda to open the port"."""
    behind = [span for span in content if span[0] >= cue[1]]
    if not behind or not _TO.match(text, behind[0][0]):
        return content
    start = behind[0][0]
    taken = any(begin < start and cue[1] < end for begin, end in (*others, *content) if (begin, end) != behind[0])
    if taken or not _OBJECT.fullmatch(text, cue[1], start):
        return content
    return tuple((cue[1] + 1, end) if (begin, end) == behind[0] else (begin, end) for begin, end in content)


def is_object(text: str, cue: Span, content: Spans) -> bool:
    """Whether what was taken for content only tells more of a verb's object: "signed a pact on fishing"."""
    behind = [start for start, _ in content if start >= cue[1]]
    return len(behind) == len(content) == 1 and bool(_OTHER_VERB.search(text[cue[1] : behind[0]][-_PHRASE:]))


def wants_no_name(text: str, content: Spans) -> bool:
    """Whether nothing is said but that somebody wants not to be named: "asked not to be identified"."""
    return len(content) == 1 and bool(_NO_NAME.match(text, content[0][0]))


def is_about(text: str, cue: Span, source: Spans, content: Spans) -> bool:
    """Whether a headline's colon quotes nobody but names what the story is about, or of what sort it is ("Analysis: why
    the truce failed")."""
    if text[slice(*cue)] != ":" or not content:
        return False
    label = source[0] if source else (text.rfind("\n", 0, cue[0]) + 1, cue[0])
    is_sort = len(source) < 2 and _SORT.fullmatch(text, *label) and text[content[0][0]] not in _MARKS
    return bool(is_sort) or _ABOUT.match(text, content[0][0]) is not None


def trimmed(text: str, span: Span, loose: str) -> Span:
    """`span` less the characters of `loose`, and white space, at its ends."""
    start, end = span
    while start < end and (text[start] in loose or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in loose or text[end - 1].isspace()):
        end -= 1
    return start, end


def tidy_source(text: str, spans: Spans) -> Spans:
    """Names only: no quotation marks around them, no bracket without its partner; but the comma or dash that closes a
    phrase set off by one ("Oreld, the envoy,") stays, as annotators mark it, and the mark that closes a title."""
    tidied = (_paired(text, trimmed(text, _bare(text, span), _LOOSE + _MARKS + "!?")) for span in spans)
    return tuple((start, _closed(text, start, end)) for start, end in tidied if start < end)


def _bare(text: str, span: Span) -> Span:
    """A source without the dateline's place or the outlet, ", for its part", or the "who" of a clause that is none of
    it."""
    place, part = _DATELINE.match(text, *span), _PART.search(text, *span)
    is_set_off = _CLOSING_DASH.match(text, span[1]) is not None
    return place.end() if place and not is_set_off else span[0], part.start() if part else span[1]


def _closed(text: str, start: int, end: int) -> int:
    """The end of a source with what closes a phrase that is set off within it."""
    inside = text[start:end]
    for opening, closing in _SET_OFF:
        close = closing.match(text, end) if len(opening.findall(inside)) % 2 else None
        if close:
            return close.end()
    return end + ("," in inside and text[end : end + 1] == ",")


def tidy_content(text: str, spans: Spans, quotations: Sequence[Quotation]) -> Spans:
    """Content with its quotation marks: both of a pair that it fills, none that belongs to words outside."""
    tidied = (_paired(text, _marked(text, _unstamped(text, span), quotations)) for span in spans)
    return tuple(
        span for span in _apart(text, tidied) if span[0] < span[1] and any(map(str.isalnum, text[slice(*span)]))
    )


def _unstamped(text: str, span: Span) -> Span:
    """A span without the time on top of it or at the head of its line."""
    line = text.rfind("\n", 0, span[0]) + 1
    stamp = _STAMP.match(text, line) or _STAMP.match(text, *span)
    begins = stamp is not None and stamp.start() <= span[0] < stamp.end()
    return (min(stamp.end(), span[1]), span[1]) if stamp is not None and begins else span


def _apart(text: str, spans: Iterable[Span]) -> list[Span]:
    """The spans without overlap, in order; those with nothing but a space between are one."""
    apart: list[Span] = []
    for start, end in sorted(spans):
        if apart and start < apart[-1][1]:
            start = apart[-1][1]
        if start < end and apart and text[apart[-1][1] : start] in ("", " "):
            apart[-1] = (apart[-1][0], end)
        elif start < end:
            apart.append((start, end))
    return apart


def _marked(text: str, span: Span, quotations: Sequence[Quotation]) -> Span:
    start, end = span
    for quotation in touching(quotations, span):
        inner_start, inner_end = trimmed(text, (quotation.start, quotation.end), _LOOSE + _MARKS + _STOPS)
        if inner_start == inner_end:
            continue
        if start <= inner_start and end >= inner_end:
            start, end = min(start, quotation.start), max(end, quotation.end)
        elif inner_end <= start < quotation.end:
            start = quotation.end
        elif quotation.start < end <= inner_start:
            end = quotation.start
    return trimmed(text, (start, end), _LOOSE)


def _paired(text: str, span: Span) -> Span:
    start, end = span
    for opening, closing in _PAIRS.items():
        inside = text[start:end]
        if inside.startswith(opening) and closing not in inside:
            start += 1
        if inside.endswith(closing) and opening not in inside:
            end -= 1
    return trimmed(text, (start, end), _LOOSE)


def kind(text: str, content: Spans, quotations: Sequence[Quotation]) -> Kind:
    """Whether all, none or some of the content's letters stand in quotation marks."""
    letters = sum(_letters(text, span) for span in content)
    quoted = sum(
        _letters(text, (max(start, one.start), min(end, one.end)))
        for start, end in content
        for one in touching(quotations, (start, end))
    )
    if not quoted:
        return "indirect"
    return "direct" if quoted == letters else "mixed"


def _letters(text: str, span: Span) -> int:
    return sum(map(str.isalnum, text[slice(*span)]))
