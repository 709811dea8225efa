"""Lines above the body that name who wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from quoth.intake import decode, names
from quoth.intake.facts import flat

_BYLINE = re.compile(r"^by:?\s+([A-Z][^|•·\n]{2,60}?)(?:\s*[|•·].*|,? (?:published|updated|posted).*)?$", re.I)
_BY = re.compile(r"^by:?\s+", re.I)
_SPLIT = re.compile(r"\s*(?:,|;|\band\b|&)\s*")
_NO_PERSON = re.compile(
    r"https?:|www\.|@|\d{3}|^(?:by|staff|admin|editor|newsroom|reporter|agenc(?:y|ies)|wires?|others)$", re.I
)


def above(lines: Sequence[str]) -> tuple[str, ...]:
    """The bylines that a text begins with."""
    return tuple(takewhile(_is_byline, lines))


def _is_byline(line: str) -> bool:
    return len(line) < 120 and bool(_BYLINE.match(line)) and line[-1] not in '.”"'


def named(lines: Sequence[str]) -> list[str]:
    """What bylines name, each as it stands there."""
    return [match[1] for line in lines if (match := _BYLINE.match(line))]


def people(text: str, site: str | None) -> Iterator[str]:
    """The persons of a byline or an author's field, which may name the site too."""
    for name in _SPLIT.split(_BY.sub("", flat(decode.mend(text)))):
        is_person = 3 < len(name) < 50 and not _NO_PERSON.search(name) and not names.outletish(name)
        if is_person and not names.same(name, site) and len(name.split()) < 6:
            yield name
