"""JSON records."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.config import IntakeOptions
from quoth.errors import InputError
from quoth.intake import record

STORY = "  The harbour of Sallow will be closed,\r\n the council said.\u00a0 It didn’t say why.\n\n"
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
names = st.sampled_from(["text", "id", "title", "url", "published", "outlet", "authors", "via", "retrieved"])


def taken(**fields: Any) -> Any:
    return record({"text": STORY, **fields}, "a.jsonl:1", IntakeOptions())


def test_the_text_is_kept_to_the_character() -> None:
    assert taken().text == STORY


def test_what_a_record_may_say() -> None:
    article = taken(
        id="x", title="T", url="https://a.example/", published="2018-04-24T10:00:00Z", outlet="Orda TV", via="V",
        authors=["A B"], retrieved="2019-11-20",
    )  # fmt: skip
    assert (article.id, article.title, article.url, article.outlet, article.via) == (
        "x", "T", "https://a.example/", "Orda TV", "V",
    )  # fmt: skip
    assert (article.published, article.published_basis, article.retrieved) == ("2018-04-24", "given", "2019-11-20")
    assert article.authors == ("A B",)


def test_a_record_without_an_id_gets_one_by_its_place() -> None:
    assert taken().id == taken().id
    assert record({"text": STORY}, "a.jsonl:2", IntakeOptions()).id != taken().id


@pytest.mark.parametrize(
    "value",
    [None, 3, "text", [], {}, {"text": None}, {"text": 3}, {"text": ""}, {"text": " \n"}, {"text": STORY, "title": 3},
     {"text": STORY, "published": "soon"}, {"text": STORY, "authors": [3]}, {"text": STORY, "id": {}}],
)  # fmt: skip
def test_what_is_no_record(value: object) -> None:
    with pytest.raises(InputError, match=r"^a\.jsonl:1: "):
        record(value, "a.jsonl:1", IntakeOptions())


@given(json_values | st.dictionaries(names, json_values))
def test_any_value(value: object) -> None:
    try:
        article = record(value, "any", IntakeOptions())
    except InputError as error:
        assert str(error).isprintable()
    else:
        assert isinstance(value, dict)
        assert article.text == value["text"]
