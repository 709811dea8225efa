"""Searching by meaning on the pages and in the API; made-up vectors take the place of the model's."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pytest

from quoth import pipeline
from quoth.archive import Archive
from quoth.config import WebOptions
from quoth.errors import MeaningError
from quoth.web import finding
from tests.archive.test_alike import PORT, encode
from tests.web.conftest import browser
from tests.web.html import fetched

SENTENCE = "the harbour stays shut all summer"
ASKED = "like=" + SENTENCE.replace(" ", "+")


class StandIn:
    def encode(self, texts: Iterable[str]) -> npt.NDArray[np.float32]:
        return encode(list(texts))


@pytest.fixture(autouse=True)
def model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "_encoder", lambda threads=1: StandIn())


@pytest.fixture
def port(empty: Archive) -> Archive:
    empty.add(PORT)
    return empty


def test_the_likest_first_on_a_page(port: Archive) -> None:
    page = fetched(browser(port), f"/?{ASKED}")
    places = [page.words.index(one) for one in ("Bo Lind warned", "Mira Tosk said", "Ib Sund said")]
    assert places == sorted(places)
    assert "100% alike" in page.words
    assert page.fields["like"] == SENTENCE
    assert "likest first" in page.words
    csv = browser(port).get(page.to("CSV")).text.splitlines()
    assert ["Bo Lind" in csv[1], "Ib Sund" in csv[3]] == [True, True]


def test_with_filters_and_by_pages_in_the_api(port: Archive) -> None:
    web = browser(port)
    first = web.get(f"/api/v1/statements?{ASKED}&limit=2").json()
    assert [one["source"] for one in first["statements"]] == ["Bo Lind", "Mira Tosk"]
    assert first["statements"][0]["likeness"] > 0.99
    rest = web.get(f"/api/v1/statements?{ASKED}&limit=2&sort=date&after={first['after']}").json()
    assert [one["source"] for one in rest["statements"]] == ["Ib Sund"]
    assert (rest["after"], rest["left_out"]) == (None, 0)
    assert len(web.get(f"/api/v1/statements?{ASKED}&q=harvest").json()["statements"]) == 1
    assert web.get("/api/v1/statements").json()["left_out"] is None


def test_what_is_new_is_taken_in_where_it_is_little(port: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "_AT_ONCE", 2)
    page = fetched(browser(port), f"/?{ASKED}")
    assert "3 statements are not among these" in page.words
    assert "quoth embed" in page.words
    monkeypatch.setattr(finding, "_AT_ONCE", 3)
    assert "not among these" not in fetched(browser(port), f"/?{ASKED}").words


def test_an_archive_that_is_only_read_is_not_written(port: Archive) -> None:
    web = browser(port, WebOptions(read_only=True))
    assert web.get(f"/api/v1/statements?{ASKED}").json() == {"statements": [], "after": None, "left_out": 3}
    assert port.left_to_embed() == 3


def test_without_the_extra(port: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(threads: int = 1) -> StandIn:
        raise MeaningError('searching by meaning needs an extra; install it with: pip install "quoth[meaning]"')

    monkeypatch.setattr(pipeline, "_encoder", missing)
    monkeypatch.setattr("quoth.web.rendering.means", lambda: False)
    web = browser(port)
    answer = web.get(f"/api/v1/statements?{ASKED}")
    assert (answer.status_code, answer.headers["content-type"]) == (501, "application/problem+json")
    assert "quoth[meaning]" in answer.json()["detail"]
    assert "quoth[meaning]" in fetched(web, f"/?{ASKED}", 501).words
    assert "By meaning" not in fetched(web, "/").words


def test_nothing_found_leads_to_what_means_the_same(port: Archive) -> None:
    page = fetched(browser(port), "/?q=closure")
    assert page.to("Search by meaning") == "/?like=closure"
    assert "3 statements" in fetched(browser(port), "/?like=closure").words
