"""A model: one ONNX file; beside it its tokenizer, how it is to be read, and the net that was fitted to it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from quoth.errors import ModelError
from quoth.reading.abreast import abreast, at_a_stretch
from quoth.reading.heads import Seen, find_heads, no_heads
from quoth.reading.models import SMALL
from quoth.reading.pieces import FEATURES, Pieces
from quoth.reading.scores import Biases, Edges, Floats, by_word, edges
from quoth.reading.speakers.antecedents import Judge, Relations, load_net
from quoth.reading.terms import Terms, load_terms
from quoth.reading.windows import Window

FORMAT = "3"
NET = "antecedents.npz"
# onnxruntime would join a sum and its norm into an operator of its own that takes eight times as long as the two.
_SLOWER = ["SkipLayerNormFusion"]
_STRETCH = 12  # windows that one thread reads before the first is looked at: the weights are still at hand for each
_AHEAD = 4  # windows begun before their turn, a thread: enough to keep all busy, few enough to hold
_STRIDES = np.cumprod([1, *list(FEATURES.values())[:-1]])


@dataclass(frozen=True)
class Facts:
    """What travels with the weights, in the ONNX file's metadata, and its terms."""

    version: str
    parts: Mapping[str, int]  # what the graph gives of each piece, and how many numbers of each
    first: int
    last: int
    biases: Biases
    relations: Relations
    reach: Floats
    terms: Terms


class Session:
    """The encoder, ready to run. `threads` windows are read at a time."""

    def __init__(self, folder: Path = SMALL, threads: int = 1) -> None:
        self.threads = threads
        self._folder = folder
        try:
            self._run = onnxruntime.InferenceSession(
                str(folder / "model.onnx"),
                _options(),
                providers=["CPUExecutionProvider"],
                disabled_optimizers=_SLOWER,
            )
            self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:
            raise ModelError(f"{folder}: the model cannot be loaded ({error}); install quoth again") from error
        self.facts = _facts(self._run.get_modelmeta().custom_metadata_map, folder)
        self._sizes = self.facts.parts

    @cached_property
    def judge(self) -> Judge:
        """What says who is who. ModelError."""
        try:
            return Judge(self.facts.relations, load_net(self._folder / NET))
        except OSError as error:
            raise ModelError(f"{self._folder}: the model is not whole ({error}); install quoth again") from error

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self.threads, thread_name_prefix="quoth")

    def alone(self) -> Session:
        """The same model, of which one thread reads."""
        session = copy(self)
        session.threads = 1
        return session

    def windows(self, items: Iterable[tuple[Pieces, Window]], headed: bool = True) -> Iterator[Seen]:
        """The scores of each window, in order, and its heads if these are asked for. Every window is a run by itself,
        so that neighbours do not change what is read; onnxruntime lets go of the interpreter meanwhile."""
        score = partial(self._score, headed)
        if self.threads == 1:
            return at_a_stretch(score, items, _STRETCH)
        return abreast(self._pool, score, items, _AHEAD * self.threads)

    def _score(self, headed: bool, item: tuple[Pieces, Window]) -> Seen:
        pieces, window = item
        inside = edges(pieces, window)
        outputs = self.outputs(self.inputs(pieces, window), inside)
        if not headed:
            return Seen(by_word(inside, outputs), no_heads(self.facts.parts["anaphor"]))
        heads = find_heads(inside, outputs, self.facts.reach, pieces.words.paragraph)
        return Seen(by_word(inside, outputs), heads)

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

    def outputs(self, inputs: dict[str, np.ndarray], inside: Edges) -> dict[str, Floats]:
        """What each head of the model says of each word of a window that has pieces (words, numbers)."""
        parts = np.split(inside.mean(self.run(inputs)[0, 1:-1]), np.cumsum(list(self._sizes.values()))[:-1], axis=1)
        return dict(zip(self._sizes, parts, strict=True))

    def run(self, inputs: dict[str, np.ndarray]) -> Floats:
        """The bare encoder: numbers of each piece (1, pieces + 2, all numbers of the heads)."""
        (values,) = self._run.run(["scores"], inputs)
        scores: Floats = values
        return scores


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
        parts=values["parts"],
        first=values["first"],
        last=values["last"],
        biases=Biases(*(np.array(values[name], np.float32) for name in ("distance", "paragraph"))),
        relations=Relations(*(np.array(values[name], np.float32) for name in ("apart", "match", "quoted"))),
        reach=np.array(values["reach"], np.float32),
        terms=load_terms(folder),
    )
