"""Why an article gives no name for somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quoth.article import Span
from quoth.reading.speakers.cast import Mention

_ANONYMOUS = re.compile(
    r"on (?:the )?condition of (?:strict )?anonymity|(?:not|never|declin\w+|refus\w+|ask\w+|request\w+)[^.;]{0,40}"
    r"(?:be (?:named|identified|quoted)|anonymity|be named)|not authori[sz]ed to(?: [\w-]+){1,8}|spoke anonymously"
    r"|(?:(?:(?:ask|request)(?:ed|ing)|on (?:the )?condition) that )?(?:his|her|their) (?:\w+ )?names? "
    r"(?:not (?:to )?be (?:used|published|printed|given)|(?:to )?be withheld)|without giving (?:his|her|their) names?",
    re.I,
)
_ALL_OF_THEM = re.compile(r"\s+(?:both|all|neither|none|the two)\b", re.I)  # whoever was named last
_WHY = re.compile(r"\b(?:because|since|as|citing|for fear|out of)\b[^.,;!?\n]*", re.I)
_FAR = 2000  # code points that a sentence reaches to each side, at most
_SENTENCE = re.compile(r"[^.!?\n]*[.!?]?")


def why_unnamed(text: str, mentions: Sequence[Mention]) -> str | None:
    """The article's words for why no name is given, which follow a mention in its sentence, or in the next if that is
    of them all ("Both spoke on condition of anonymity")."""
    for one, (_, end) in zip(mentions, _sentences(text, mentions), strict=True):
        more = _ALL_OF_THEM.match(text, end)
        following = _SENTENCE.match(text, more.end()) if more else None
        end = following.end() if following else end
        hidden = _ANONYMOUS.search(text, one.head[1], end)
        if hidden:
            # "a diplomat who asked … because he fears it said"
            end = one.span[1] if hidden.end() <= one.span[1] else end
            why = _WHY.search(text, hidden.end(), end)
            return " ".join(text[hidden.start() : why.end() if why else hidden.end()].split()).rstrip(' ,"”')
    return None


def _sentences(text: str, mentions: Sequence[Mention]) -> Iterator[Span]:
    for one in mentions:
        least = max(0, one.head[0] - _FAR)
        start = max(text.rfind(mark, least, one.head[0]) for mark in (". ", "! ", "? ", "\n")) + 1
        start = max(start, least)
        match = _SENTENCE.match(text, start + (text[start : start + 1] == " "), one.head[1] + _FAR)
        yield (start, max(match.end() if match else one.head[1], one.head[1]))
