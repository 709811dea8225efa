"""Articles with any text and any marks."""

from hypothesis import strategies as st

from quoth.article import Article, Attribution, Kind, Spans

HOSTILE = "<script>alert(1)</script>&amp;\"'><b>\x1b[31mred\x07\u202eflip\r\n\n</article>\ud800"
texts = st.text(max_size=120) | st.text(alphabet=HOSTILE + " ab\n", max_size=120)
kinds: st.SearchStrategy[Kind] = st.sampled_from(("direct", "indirect", "mixed"))


@st.composite
def articles(draw: st.DrawFn) -> Article:
    text = draw(texts)
    count = draw(st.integers(0, 4))
    return Article(
        id="x",
        origin=draw(texts),
        text=text,
        title=draw(st.none() | texts),
        outlet=draw(st.none() | texts),
        attributions=tuple(draw(attributions(len(text), number)) for number in range(1, count + 1)),
    )


@st.composite
def attributions(draw: st.DrawFn, length: int, number: int) -> Attribution:
    edges = sorted(draw(st.lists(st.integers(0, length), min_size=6, max_size=6)))
    spans: list[Spans] = [((a, b),) if a < b else () for a, b in zip(edges[::2], edges[1::2], strict=True)]
    source, cue, content = draw(st.permutations(spans))
    within = draw(st.none() | st.integers(1, 4).map(lambda other: f"a{other}"))
    kind = draw(kinds)
    return Attribution(
        f"a{number}", kind, source, cue, content, within=within, confidence=draw(st.none() | st.floats(0, 1))
    )
