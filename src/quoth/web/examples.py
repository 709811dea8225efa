"""What the API answers, by example: records of one invented article, made as the archive makes them."""

from __future__ import annotations

from typing import Any

from quoth.archive import (
    ArticleLine,
    Face,
    Facets,
    Person,
    SpeakerLine,
    Stats,
)
from quoth.article import Article, Attribution, Speaker, Statement

_TITLE, _OUTLET, _URL, _DAY = "Port shut", "Orda TV", "https://orda.example/port", "2021-08-30"
_ORIGIN = "pages/port.html"
_TEXT = 'Port shut\n\n"The port is closed," Mira Tosk, the harbour master, said.'
_ARTICLE = Article(
    id="7d0c1f3a9b2e4d58", origin=_ORIGIN, text=_TEXT, url=_URL, title=_TITLE, outlet=_OUTLET, published=_DAY,
    published_basis="meta", language="en",
    attributions=(Attribution("a1", "direct", ((33, 63),), ((64, 68),), ((11, 32),), "s1", confidence=0.94),),
    speakers=(Speaker("s1", "Mira Tosk", "person", role="harbour master", mentions=((33, 42),)),),
)  # fmt: skip
_STATEMENT = Statement(
    id=1, kind="direct", speaker="Mira Tosk", type="person", role="harbour master", affiliation=None, country=None,
    named=True, unnamed_because=None, source="Mira Tosk, the harbour master,", cue="said",
    content='"The port is closed,"', within=None, confidence=0.94, reason=None, article=1, title=_TITLE,
    outlet=_OUTLET, via=None, published=_DAY, url=_URL, origin=_ORIGIN, source_spans=((33, 63),),
    cue_spans=((64, 68),), content_spans=((11, 32),), hits=((5, 9),), story=1, person=1,
)  # fmt: skip
_SPEAKER = SpeakerLine("Mira Tosk", "person", True, 1, 1, _DAY, _DAY, {_OUTLET: 1}, 1, ("Mira Tosk",))
_PERSON = Person(1, "Mira Tosk", "person", {"Mira Tosk": 1}, ("Mira Tosk, harbour master, 2021",), ())
_LINE = ArticleLine(1, _TITLE, _OUTLET, None, _DAY, _URL, _ORIGIN, 1, 1, 1)
_COUNTS = {"kinds": {"direct": 1}, "types": {"person": 1}, "outlets": {_OUTLET: 1}, "days": {_DAY: 1}}
_STATS = Stats(1, 1, 1, 1, 1, 1, 0, 0, **_COUNTS, models={"small-2": 1})

# By the path that answers so.
ANSWERS: dict[str, dict[str, Any]] = {
    "/api/v1/statements": {"statements": [_STATEMENT.record()], "after": None, "left_out": None},
    "/api/v1/statements/{number}": {
        **_STATEMENT.record(), "before": "Port shut", "sentences": _TEXT.partition("\n\n")[2], "after": None,
        "outer": None, "inner": [], "carriers": [], "whence": None, "someone": None, "wordings": [],
        "record": {name: value for name, value in _ARTICLE.record().items()
                   if name not in ("text", "attributions", "speakers")},
    },
    "/api/v1/facets": Facets(1, 1, _COUNTS, (Face("Mira Tosk", 1, 1),)).record(),
    "/api/v1/articles": {"articles": [_LINE.record()], "after": None},
    "/api/v1/articles/{number}": _ARTICLE.record(),
    "/api/v1/speakers": {"speakers": [_SPEAKER.record()]},
    "/api/v1/people/{number}": _PERSON.record(),
    "/api/v1/stats": _STATS.record(),
    "/api/v1/read": _ARTICLE.record(),
}  # fmt: skip
