"""The model's weights -> an ONNX graph of onnxruntime's own operators, in float32 or int8.

Weights are int8 by output column, activations uint8 by window (dynamic), embeddings int8 by row.
A window is one run (batch 1), so that what is read in an article does not depend on its neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from training.model import TABLE_STEPS, WEIGHT_STEPS, Shape, relative_buckets, sizes

Array = np.ndarray
_MICROSOFT = "com.microsoft"


@dataclass
class Graph:
    """Nodes and constants as they are added; every method returns the name of its output."""

    int8: bool
    epsilon: float
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: list[onnx.TensorProto] = field(default_factory=list)

    def constant(self, value: Array, name: str) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, inputs: list[str], name: str, outputs: int = 1, **attributes: object) -> list[str]:
        names = [name] if outputs == 1 else [f"{name}.{number}" for number in range(outputs)]
        domain = _MICROSOFT if kind in _CONTRIBUTED else ""
        self.nodes.append(helper.make_node(kind, inputs, names, name=name, domain=domain, **attributes))
        return names

    def table(self, weights: Array, index: str, name: str) -> str:
        """Rows of an embedding table."""
        if not self.int8:
            return self.node("Gather", [self.constant(weights, f"{name}.table"), index], name)[0]
        values, scales = by_row(weights)
        (rows,) = self.node("Gather", [self.constant(values, f"{name}.table"), index], f"{name}.rows")
        (scale,) = self.node("Gather", [self.constant(scales, f"{name}.scales"), index], f"{name}.scale")
        (floats,) = self.node("Cast", [rows], f"{name}.floats", to=TensorProto.FLOAT)
        return self.node("Mul", [floats, scale], name)[0]

    def linear(self, inside: str, weights: Array, bias: Array, name: str) -> str:
        """`inside` times weights (in, out) plus bias."""
        offset = self.constant(bias, f"{name}.bias")
        if not self.int8:
            (product,) = self.node("MatMul", [inside, self.constant(weights, f"{name}.weight")], f"{name}.product")
            return self.node("Add", [product, offset], name)[0]
        values, scales = by_column(weights)
        quantized, scale, zero = self.quantized(inside, name)
        weight = self.constant(values, f"{name}.weight")
        column = self.constant(scales, f"{name}.scales")
        nothing = self.constant(np.zeros(len(scales), np.int8), f"{name}.zeros")
        return self.node("MatMulIntegerToFloat", [quantized, weight, scale, column, zero, nothing, offset], name)[0]

    def attention(self, inside: str, weights: Array, bias: Array, look: Look, name: str) -> str:
        """Self-attention with queries, keys and values packed in one matrix (in, 3 * out)."""
        packed = self.linear(inside, weights, bias, f"{name}.packed")
        parts = self.node("Split", [packed], f"{name}.parts", outputs=3, axis=-1)
        if look.bias:
            parts += ["", "", look.bias]
        return self.node("MultiHeadAttention", parts, name, num_heads=look.heads)[0]

    def quantized(self, inside: str, name: str) -> list[str]:
        return self.node("DynamicQuantizeLinear", [inside], f"{name}.quantized", outputs=3)

    def norm(self, inside: str, residual: str, scale: Array, bias: Array, name: str) -> str:
        """Layer norm of the sum of two."""
        (total,) = self.node("Add", [inside, residual], f"{name}.sum")
        inputs = [total, self.constant(scale, f"{name}.scale"), self.constant(bias, f"{name}.bias")]
        return self.node("LayerNormalization", inputs, name, axis=-1, epsilon=self.epsilon)[0]


@dataclass(frozen=True)
class Look:
    """How a layer attends: its heads, and the name of what is added by relative place, if anything is."""

    heads: int
    bias: str = ""


_CONTRIBUTED = frozenset(("MultiHeadAttention", "MatMulIntegerToFloat", "Gelu"))


def by_column(weights: Array) -> tuple[Array, Array]:
    """int8 values and the scale of each column."""
    scales = np.maximum(np.abs(weights).max(axis=0), 1e-8) / WEIGHT_STEPS
    return np.round(weights / scales).astype(np.int8), scales.astype(np.float32)


def by_row(weights: Array) -> tuple[Array, Array]:
    """int8 values and the scale (rows, 1) of each row."""
    scales = np.maximum(np.abs(weights).max(axis=1, keepdims=True), 1e-8) / TABLE_STEPS
    return np.round(weights / scales).astype(np.int8), scales.astype(np.float32)


def build(weights: dict[str, Array], shape: Shape, int8: bool, metadata: dict[str, str]) -> onnx.ModelProto:
    """The whole reader: ids and features (1, pieces) -> scores (1, pieces, all numbers of the model's heads)."""
    parts = list(sizes(shape))
    graph = Graph(int8, shape.epsilon)
    hidden = _embedded(graph, weights)
    look = Look(shape.heads, _relative(graph, weights, shape) if shape.relative else "")
    for number in range(shape.layers):
        hidden = _layer(graph, weights, f"layers.{number}", look, hidden)
    weight = np.concatenate([weights[f"heads.{part}.weight"].T for part in parts], axis=1)
    bias = np.concatenate([weights[f"heads.{part}.bias"] for part in parts])
    graph.linear(hidden, weight, bias, "scores")
    whole = [helper.make_tensor_value_info(name, TensorProto.INT64, [1, "pieces"]) for name in ("ids", "features")]
    scores = helper.make_tensor_value_info("scores", TensorProto.FLOAT, [1, "pieces", len(bias)])
    made = helper.make_graph(graph.nodes, "quoth", whole, [scores], graph.constants)
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(_MICROSOFT, 1)]
    model = helper.make_model(made, opset_imports=opsets, ir_version=8, producer_name="quoth")
    helper.set_model_props(model, metadata)
    return model


def _embedded(graph: Graph, weights: dict[str, Array]) -> str:
    pieces = graph.table(weights["pieces.weight"], "ids", "pieces")
    traits = graph.node("Gather", [graph.constant(features(weights), "features.table"), "features"], "traits")[0]
    (shape,) = graph.node("Shape", ["ids"], "length", start=1, end=2)
    begin = graph.constant(np.array([0], np.int64), "begin")
    position = graph.constant(weights["positions.weight"], "positions.table")
    (positions,) = graph.node("Slice", [position, begin, shape], "positions")
    (placed,) = graph.node("Add", [pieces, positions], "placed")
    return graph.norm(placed, traits, weights["norm.weight"], weights["norm.bias"], "embedded")


def features(weights: dict[str, Array]) -> Array:
    """One row for every combination of features: the first feature changes fastest."""
    tables = [weights[f"features.{number}.weight"] for number in range(3)]
    first, second, third = tables
    grid = third[:, None, None] + second[None, :, None] + first[None, None, :]
    return grid.reshape(-1, first.shape[1])


def _relative(graph: Graph, weights: dict[str, Array], shape: Shape) -> str:
    """What attention adds by relative place: (1, heads, pieces, pieces), for every layer the same."""
    farthest = shape.positions - 1
    buckets = relative_buckets(shape.positions, shape.relative).numpy()
    by_distance = np.concatenate((buckets[-1], buckets[0, 1:]))  # from that far before to that far behind
    table = graph.constant(weights["relative.weight"].T[None, :, by_distance], "relative.table")
    zero, one = (graph.constant(np.array(number, np.int64), f"relative.{number}") for number in (0, 1))
    (length,) = graph.node("Squeeze", ["length"], "relative.length")
    (places,) = graph.node("Range", [zero, length, one], "relative.places")
    axis = graph.constant(np.array([1], np.int64), "relative.axis")
    (seen_from,) = graph.node("Unsqueeze", [places, axis], "relative.from")
    (apart,) = graph.node("Sub", [places, seen_from], "relative.apart")
    middle = graph.constant(np.array(farthest, np.int64), "relative.middle")
    (column,) = graph.node("Add", [apart, middle], "relative.column")
    return graph.node("Gather", [table, column], "relative", axis=2)[0]


def _layer(graph: Graph, weights: dict[str, Array], name: str, look: Look, hidden: str) -> str:
    def part(suffix: str) -> tuple[Array, Array]:
        weight = weights[f"{name}.{suffix}.weight"]
        return (weight.T if weight.ndim > 1 else weight), weights[f"{name}.{suffix}.bias"]

    mixed = graph.attention(hidden, *part("qkv"), look, f"{name}.attention")
    mixed = graph.linear(mixed, *part("attended"), f"{name}.attended")
    hidden = graph.norm(mixed, hidden, *part("attended_norm"), f"{name}.attended_norm")
    wide = graph.linear(hidden, *part("wide"), f"{name}.wide")
    (bent,) = graph.node("Gelu", [wide], f"{name}.bent")
    narrow = graph.linear(bent, *part("narrow"), f"{name}.narrow")
    return graph.norm(narrow, hidden, *part("norm"), f"{name}.norm")
