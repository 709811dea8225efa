"""Invented articles as a reader would hand them to the archive, with speakers and without."""

from dataclasses import replace

from quoth.article import Article, Attribution, Capture, Spans, Speaker

TEXT = (
    "Port shut: official\n\n"
    "Mira Tosk, the minister of Orda, said the pilots claimed the channel was mined. It is 12 m deep.\n\n"
    "“We wait,” said Bo Lind. “Then we sail.” She denied it."
)


def spans(text: str, *parts: str) -> Spans:
    """Where each of `parts` stands in `text`."""
    return tuple((text.index(part), text.index(part) + len(part)) for part in parts)


STORY = Article(
    id="story",
    origin="pages/port.html",
    url="https://orda.example/port",
    text=TEXT,
    title="Port shut: official",
    authors=("Ana Brook", "Ib Sund"),
    outlet="Orda TV",
    via="The Veshan Project",
    place="Sallow",
    published="2021-08-30",
    published_basis="meta",
    retrieved="2021-09-01",
    capture=Capture("<urn:uuid:1>", "2021-09-01T10:01:00Z", "sha1:AAAA"),
    language="en",
    attributions=(
        Attribution(
            id="a1",
            kind="indirect",
            source=spans(TEXT, "Mira Tosk, the minister of Orda"),
            cue=spans(TEXT, "said"),
            content=spans(TEXT, "the pilots claimed the channel was mined"),
            speaker="s1",
            confidence=0.934,
        ),
        Attribution(
            id="a2",
            kind="indirect",
            source=spans(TEXT, "the pilots"),
            cue=spans(TEXT, "claimed"),
            content=spans(TEXT, "the channel was mined"),
            speaker="s2",
            within="a1",
        ),
        Attribution(
            id="a3",
            kind="direct",
            source=spans(TEXT, "Bo Lind"),
            cue=((TEXT.rindex("said"), TEXT.rindex("said") + 4),),
            content=spans(TEXT, "“We wait,”", "“Then we sail.”"),
            reason="nobody is known by these words",
            corrected=True,
        ),
    ),
    speakers=(
        Speaker(
            id="s1",
            name="Mira Tosk",
            type="person",
            role="minister",
            affiliation="Orda",
            country="Veshan",
            mentions=spans(TEXT, "Mira Tosk", "She"),
        ),
        Speaker(
            id="s2",
            name="the pilots",
            type="group",
            named=False,
            unnamed_because="who feared for their licences",
            mentions=spans(TEXT, "the pilots"),
        ),
    ),
)


def said(who: str, cue: str, what: str, **facts: str | None) -> Article:
    """An article of one sentence, in which nobody is resolved: who, cue, what."""
    text = f"{who} {cue} {what}."
    one = Attribution(
        id="a1", kind="indirect", source=spans(text, who), cue=spans(text, cue), content=spans(text, what)
    )
    origin = str(facts.pop("origin", None) or f"pages/{who}-{what}.html".replace(" ", "-"))
    return replace(Article(id="x", origin=origin, text=text, attributions=(one,)), **facts)  # type: ignore[arg-type]


def numbered(count: int) -> list[Article]:
    """As many articles as wanted, no two alike."""
    return [said(f"Speaker {n}", "said", f"the channel is {n} m deep", origin=f"pages/{n}.html") for n in range(count)]
