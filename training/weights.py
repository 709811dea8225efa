"""Files -> trained weights: checkpoints, or a shipped int8 file, whose weights come as near to those it was made of as
its rounding lets them. So a training goes on from what was shipped, or learns beside it, where the checkpoints are
gone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from quoth.reading.pieces import FEATURES
from training.model import Model, Shape, relative_buckets, shape_from, sizes

Array = np.ndarray
_LINEAR = {"attention.packed": "qkv", "attended": "attended", "wide": "wide", "narrow": "narrow"}
_NORMS = ("attended_norm", "norm")
_LEARNED = ("distance", "paragraph", "apart", "match", "quoted", "reach")  # outside the graph, in the file's facts


def load_model(files: str, table: dict[str, object]) -> Model:
    """The weights of a file, or the mean of several with commas between them: those at the ends of the learning rate's
    cycles are better together than each alone (Izmailov et al. 2018, "Averaging weights leads to wider optima")."""
    model = Model(shape_from(table))
    found = [_state(Path(path), model.shape) for path in files.split(",")]
    model.load_state_dict({name: torch.stack([one[name] for one in found]).mean(0) for name in found[0]})
    return model


def _state(path: Path, shape: Shape) -> dict[str, Tensor]:
    if path.suffix == ".onnx":
        return shipped(path, shape)
    return torch.load(path, weights_only=True, map_location="cpu")  # it may come from a GPU


def shipped(path: Path, shape: Shape) -> dict[str, Tensor]:
    """The state of a model of that shape from an int8 file that training/graph.py built."""
    file = onnx.load(path)
    held = {one.name: numpy_helper.to_array(one) for one in file.graph.initializer}
    facts = json.loads(next(one.value for one in file.metadata_props if one.key == "facts"))
    found = dict(_weights(held, shape)) | {name: np.array(facts[name]) for name in _LEARNED}
    return {name: torch.tensor(value, dtype=torch.float32) for name, value in found.items()}


def _weights(held: dict[str, Array], shape: Shape) -> Iterator[tuple[str, Array]]:
    yield "pieces.weight", held["pieces.table"] * held["pieces.scales"]
    yield "positions.weight", held["positions.table"]
    yield from _features(held["features.table"])
    yield from _norm(held, "embedded", "norm")
    for number in range(shape.layers):
        layer = f"layers.{number}"
        for theirs, ours in _LINEAR.items():
            weight, bias = _linear(held, f"{layer}.{theirs}")
            yield f"{layer}.{ours}.weight", weight
            yield f"{layer}.{ours}.bias", bias
        for name in _NORMS:
            yield from _norm(held, f"{layer}.{name}", f"{layer}.{name}")
    yield from _heads(*_linear(held, "scores"), sizes(shape))
    if shape.relative:
        yield "relative.weight", _relative(held["relative.table"], shape)


def _linear(held: dict[str, Array], name: str) -> tuple[Array, Array]:
    return (held[f"{name}.weight"] * held[f"{name}.scales"]).T, held[f"{name}.bias"]


def _norm(held: dict[str, Array], theirs: str, ours: str) -> Iterator[tuple[str, Array]]:
    yield f"{ours}.weight", held[f"{theirs}.scale"]
    yield f"{ours}.bias", held[f"{theirs}.bias"]


def _heads(weight: Array, bias: Array, widths: dict[str, int]) -> Iterator[tuple[str, Array]]:
    ends = np.cumsum(list(widths.values()))[:-1]
    for name, rows, offsets in zip(widths, np.split(weight, ends), np.split(bias, ends), strict=True):
        yield f"heads.{name}.weight", rows
        yield f"heads.{name}.bias", offsets


def _features(grid: Array) -> Iterator[tuple[str, Array]]:
    """Tables whose sums are the rows of the grid that training/graph.py made of the trained ones: what all rows have
    in common goes into the first."""
    first, second, third = FEATURES.values()
    cube = grid.reshape(third, second, first, -1)
    origin = cube[0, 0, 0]
    yield "features.0.weight", cube[0, 0]
    yield "features.1.weight", cube[0, :, 0] - origin
    yield "features.2.weight", cube[:, 0, 0] - origin


def _relative(table: Array, shape: Shape) -> Array:
    """(buckets, heads) from what is added by distance, the farthest before first."""
    buckets = relative_buckets(shape.positions, shape.relative).numpy()
    by_distance = np.concatenate((buckets[-1], buckets[0, 1:]))
    weights = np.zeros((shape.relative, shape.heads), np.float32)
    weights[by_distance] = table[0].T
    return weights
