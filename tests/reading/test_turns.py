"""Transcripts of invented people."""

from hypothesis import given
from hypothesis import strategies as st

from quoth.article import Article
from quoth.reading import Reader
from quoth.reading.turns import turns

HEARING = (
    "Rosen heard on the ferries\n\n"
    "A partial transcript follows:\n\n"
    "KELL: Did you sign it?\n\n"
    "ADA ROSEN: I signed nothing.\n\n"
    "(LAUGHTER)\n\n"
    "I was at sea that day.\n\n"
    "KELL: All day?\n\n"
    "“ADA ROSEN: All day.”\n\n"
    "The hearing goes on in May."
)


def shown(text: str) -> list[tuple[str, list[str]]]:
    return [(text[slice(*one.source)], [text[slice(*span)] for span in one.content]) for one in turns(text)]


def test_a_turn_goes_on_to_the_next_label() -> None:
    assert shown(HEARING) == [
        ("KELL", ["Did you sign it?"]),
        ("ADA ROSEN", ["I signed nothing.", "I was at sea that day."]),
        ("KELL", ["All day?"]),
        ("ADA ROSEN", ["All day."]),
    ]


def test_labels_in_double_brackets() -> None:
    text = (
        "Keeper talks\n\n((HT))  What will you miss?\n\n((Mirela Tosk))  The silence.\n\nAnd the cat.\n\n"
        "((HT))  The cat?\n\n((Mirela Tosk))  Yes."
    )
    assert shown(text) == [
        ("HT", ["What will you miss?"]),
        ("Mirela Tosk", ["The silence.", "And the cat."]),
        ("HT", ["The cat?"]),
        ("Mirela Tosk", ["Yes."]),
    ]


def test_a_label_is_one_within_any_marks() -> None:
    for opening, closing in ("«»", ("``", "''"), "„“", '""'):
        quoted = HEARING.replace("“", opening).replace("”", closing)
        assert shown(quoted) == shown(HEARING)


def test_labels_in_capitals_are_found_where_a_page_has_lost_its_breaks() -> None:
    assert shown(HEARING.replace("\n\n", " ")) == [
        ("KELL", ["Did you sign it?"]),
        ("ADA ROSEN", ["I signed nothing. (LAUGHTER) I was at sea that day."]),
        ("KELL", ["All day?"]),
        ("ADA ROSEN", ["All day."]),
    ]


def test_labels_of_nobody_make_no_transcript() -> None:
    assert turns("WATCH: A ship sinks\n\nREAD: All about it\n\nWATCH: Another ship\n\nREAD: More") == []


def test_one_colon_makes_no_transcript() -> None:
    assert turns("Minister: No talks\n\nThere will be no talks.\n\nRosen: Why not\n\nNobody knows.") == []


def test_the_reader_gives_each_turn_to_its_speaker(reader: Reader) -> None:
    article = reader.read(Article(id="a", origin="a", text=HEARING))
    names = {one.id: one.name for one in article.speakers}
    said = [
        (names.get(one.speaker or ""), HEARING[slice(*one.content[0])])
        for one in article.attributions
        if HEARING[slice(*one.cue[0])] == ":"
    ]
    assert [content for _, content in said] == ["Did you sign it?", "I signed nothing.", "All day?", "All day."]
    assert said[0][0] == said[2][0]


@given(st.text(alphabet="AB: \n(“x.)", max_size=80))
def test_any_text_has_turns_in_order_that_are_not_empty(text: str) -> None:
    found = turns(text)
    spans = [span for one in found for span in (one.source, one.cue, *one.content)]
    assert spans == sorted(spans)
    assert all(text[start:end].strip() for start, end in spans)
