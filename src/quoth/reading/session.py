"""The shipped model: one ONNX file with its tokenizer beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from quoth.errors import ModelError
from quoth.reading.confidence import Calibration
from quoth.reading.decoding import Settings
from quoth.reading.pieces import FEATURES, Pieces
from quoth.reading.scores import Biases, Floats, Scores, by_word
from quoth.reading.tags import TAGS
from quoth.reading.windows import Window

FOLDER = Path(__file__).with_name("model")
FORMAT = "1"
_STRIDES = np.cumprod([1, *list(FEATURES.values())[:-1]])


@dataclass(frozen=True)
class Facts:
    """What travels with the weights, in the ONNX file's metadata."""

    version: str
    link: int
    first: int
    last: int
    biases: Biases
    settings: Settings
    calibration: Calibration


class Session:
    """The encoder, ready to run. `threads` windows are read at a time."""

    def __init__(self, folder: Path = FOLDER, threads: int = 1) -> None:
        self.threads = threads
        self._folder = folder
        try:
            self._run = onnxruntime.InferenceSession(
                str(folder / "model.onnx"), _options(), providers=["CPUExecutionProvider"]
            )
            self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:
            raise ModelError(f"{folder}: the model cannot be loaded ({error}); install quoth again") from error
        self.facts = _facts(self._run.get_modelmeta().custom_metadata_map, folder)

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self.threads, thread_name_prefix="quoth")

    def scores(self, items: Iterable[tuple[Pieces, Window]]) -> Iterator[Scores]:
        """The scores of each window, in order. Every window is a run by itself, so that neighbours do
        not change what is read; onnxruntime lets go of the interpreter meanwhile."""
        if self.threads == 1:
            return map(self._score, items)
        return self._pool.map(self._score, items)

    def _score(self, item: tuple[Pieces, Window]) -> Scores:
        pieces, window = item
        (values,) = self._run.run(["scores"], self.inputs(pieces, window))
        tags, query, key = self._parts(values[0, 1:-1])
        return by_word(pieces, window, (tags, query, key))

    def inputs(self, pieces: Pieces, window: Window) -> dict[str, np.ndarray]:
        """What the ONNX graph takes: ids and features, each (1, pieces + 2)."""
        ids = np.empty((1, len(window) + 2), np.int64)
        ids[0, 0], ids[0, 1:-1], ids[0, -1] = (
            self.facts.first,
            pieces.ids[window.start : window.end],
            self.facts.last,
        )
        features = np.zeros_like(ids)
        features[0, 1:-1] = pieces.features[window.start : window.end] @ _STRIDES
        return {"ids": ids, "features": features}

    def run(self, inputs: dict[str, np.ndarray]) -> None:
        """The bare encoder, for measuring."""
        self._run.run(["scores"], inputs)

    def _parts(self, values: Floats) -> tuple[Floats, Floats, Floats]:
        tags, link = len(TAGS), self.facts.link
        return values[:, :tags], values[:, tags : tags + link], values[:, tags + link :]


def _options() -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return options


def _facts(metadata: dict[str, str], folder: Path) -> Facts:
    if metadata.get("format") != FORMAT:
        raise ModelError(
            f"{folder}: the model has format {metadata.get('format')}, this quoth reads {FORMAT}; install quoth again"
        )
    values = json.loads(metadata["facts"])
    return Facts(
        version=values["version"],
        link=values["link"],
        first=values["first"],
        last=values["last"],
        biases=Biases(*(np.array(values[name], np.float32) for name in ("distance", "paragraph"))),
        settings=Settings(**values["settings"]),
        calibration=Calibration(tuple(values["calibration"])),
    )
