"""Searching by meaning from the command line; made-up vectors take the place of the model's."""

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from quoth import pipeline
from quoth.archive import Archive
from quoth.cli import embedding
from quoth.errors import MeaningError
from tests.archive.test_alike import PORT, encode
from tests.cli.test_archive import Quoth


class StandIn:
    """Takes the model's place, and counts what it is asked."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def encode(self, texts: Iterable[str]) -> npt.NDArray[np.float32]:
        listed = list(texts)
        self.texts += listed
        return encode(listed)


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    made = StandIn()
    monkeypatch.setattr(pipeline, "_encoder", lambda threads=1: made)
    return made


@pytest.fixture
def quoth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], model: StandIn) -> Quoth:
    with Archive(tmp_path / "archive.db") as archive:
        archive.add(PORT)
    return Quoth(tmp_path / "archive.db", monkeypatch, capsys)


SENTENCE = "the harbour stays shut all summer"


def test_like(quoth: Quoth, model: StandIn) -> None:
    done = quoth("search", "--like", SENTENCE)
    assert (done.code, done.err) == (0, "")
    assert [row["source"] for row in done.rows] == ["Bo Lind", "Mira Tosk", "Ib Sund"]
    assert done.rows[0]["likeness"] > 0.99 > done.rows[1]["likeness"] > done.rows[2]["likeness"]
    assert len(quoth("search", "harvest", "--like", SENTENCE, "--outlet", "orda tv").rows) == 1
    contents = [one.text[one.attributions[0].content[0][0] : -1] for one in PORT]
    assert sorted(model.texts) == sorted([SENTENCE, SENTENCE, *contents])


def test_as_text_json_and_csv(quoth: Quoth) -> None:
    assert "Bo Lind  indirect, 100% alike" in quoth("search", "--like", SENTENCE, "--format", "text").out
    assert json.loads(quoth("search", "--like", SENTENCE, "--format", "json").out)[0]["likeness"] > 0.99
    rows = list(csv.DictReader(io.StringIO(quoth("search", "--like", SENTENCE, "--format", "csv").out)))
    assert float(rows[0]["likeness"]) > 0.99
    assert quoth("search", "harbour").rows[0]["likeness"] is None


def test_pages(quoth: Quoth) -> None:
    first = quoth("search", "--like", SENTENCE, "--limit", 2)
    place = first.err.split("--after ")[1].strip()
    assert [row["source"] for row in quoth("search", "--like", SENTENCE, "--after", place).rows] == ["Ib Sund"]


def test_without_taking_in(quoth: Quoth) -> None:
    done = quoth("search", "--like", SENTENCE, "--no-embed")
    assert (done.code, done.rows) == (0, [])
    assert done.err == "quoth: 3 statements were not looked at; `quoth embed` takes in what they mean\n"


def test_embed(quoth: Quoth, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "_AT_ONCE", 2)
    done = quoth("embed", "--threads", 2)
    assert (done.code, done.out) == (0, "3 statements taken in\n")
    assert done.err == "quoth: taking in what 3 statements mean, once; stopped, it goes on from there\n"
    assert quoth("embed").out == "0 statements taken in\n"


@pytest.mark.parametrize("more", [["--like", " "], ["--like", "the port", "--sort", "date"]])
def test_wrong_usage(quoth: Quoth, more: list[str]) -> None:
    done = quoth("search", *more)
    assert done.code == 2
    assert "--like takes a sentence" in " ".join(done.err.replace("│", " ").split())


def test_without_the_extra(quoth: Quoth, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(threads: int = 1) -> StandIn:
        raise MeaningError('searching by meaning needs an extra; install it with: pip install "quoth[meaning]"')

    monkeypatch.setattr(pipeline, "_encoder", missing)
    done = quoth("search", "--like", SENTENCE)
    assert (done.code, done.out) == (1, "")
    assert done.err == 'quoth: searching by meaning needs an extra; install it with: pip install "quoth[meaning]"\n'
