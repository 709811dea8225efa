"""An invented article with the attributions that a reader would find in it."""

from dataclasses import replace

from quoth.article import Article, Attribution, Spans, Speaker

TEXT = (
    "Port shut: official\n\n"
    "Mira Tosk said the pilots claimed the channel was mined. It is 12 m deep.\n\n"
    "“We wait,” said Bo Lind. “Then we sail.”"
)


def spans(*parts: str) -> Spans:
    """Where each of `parts` stands in TEXT."""
    return tuple((TEXT.index(part), TEXT.index(part) + len(part)) for part in parts)


OUTER = Attribution(
    id="a1",
    kind="indirect",
    source=spans("Mira Tosk"),
    cue=spans("said"),
    content=spans("the pilots claimed the channel was mined"),
    confidence=0.934,
)
INNER = Attribution(
    id="a2",
    kind="indirect",
    source=spans("the pilots"),
    cue=spans("claimed"),
    content=spans("the channel was mined"),
    within="a1",
)
PIECES = Attribution(
    id="a3",
    kind="direct",
    source=spans("Bo Lind"),
    cue=((TEXT.rindex("said"), TEXT.rindex("said") + 4),),
    content=spans("“We wait,”", "“Then we sail.”"),
)
STORY = Article(
    id="story",
    origin="pages/port.html",
    text=TEXT,
    title="Port shut: official",
    outlet="Orda TV",
    via="The Veshan Project",
    place="Sallow",
    published="2021-08-30",
    attributions=(OUTER, INNER, PIECES),
)

TOSK = Speaker(
    id="s1", name="Mira Tosk", type="person", role="the harbour master", country="Orda", mentions=spans("Mira Tosk")
)
PILOTS = Speaker(
    id="s2",
    name="the pilots",
    type="group",
    named=False,
    unnamed_because="not authorised to speak",
    mentions=spans("the pilots"),
)
RESOLVED = replace(
    STORY,
    attributions=(replace(OUTER, speaker="s1"), replace(INNER, speaker="s2"), replace(PIECES, speaker="s1")),
    speakers=(PILOTS, TOSK),
)
