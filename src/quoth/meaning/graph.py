"""The weights of all-MiniLM-L6-v2 -> an ONNX graph: ids (1, pieces) -> the mean of the last layer (1, size).

A text is one run (batch 1): nothing is padded, and no vector depends on its neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

_MICROSOFT = "com.microsoft"
_CONTRIBUTED = frozenset(("Attention", "SkipLayerNormalization", "Gelu"))
_HEADS = 12
Weights = dict[str, npt.NDArray[np.float32]]


@dataclass
class Graph:
    """Nodes and constants as they are added; every method returns the name of its output."""

    weights: Weights
    nodes: list[Any] = field(default_factory=list)
    constants: list[Any] = field(default_factory=list)

    def constant(self, value: npt.NDArray[Any], name: str) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, inputs: list[str], name: str, **attributes: Any) -> str:
        domain = _MICROSOFT if kind in _CONTRIBUTED else ""
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, domain=domain, **attributes))
        return name

    def linear(self, inside: str, name: str) -> str:
        weight = self.constant(self.weights[f"{name}.weight"].T, f"{name}.weight")
        product = self.node("MatMul", [inside, weight], f"{name}.product")
        return self.node("Add", [product, self.constant(self.weights[f"{name}.bias"], f"{name}.bias")], name)

    def norm(self, inside: str, residual: str, name: str) -> str:
        """Layer norm of the sum of two."""
        scale, bias = (self.constant(self.weights[f"{name}.{part}"], f"{name}.{part}") for part in ("weight", "bias"))
        return self.node("SkipLayerNormalization", [inside, residual, scale, bias], name, epsilon=1e-12)

    def attention(self, inside: str, name: str) -> str:
        """Self-attention with queries, keys and values packed in one matrix."""
        parts = [f"{name}.{part}" for part in ("query", "key", "value")]
        weight = np.concatenate([self.weights[f"{part}.weight"].T for part in parts], axis=1)
        bias = np.concatenate([self.weights[f"{part}.bias"] for part in parts])
        inputs = [inside, self.constant(weight, f"{name}.weight"), self.constant(bias, f"{name}.bias")]
        return self.node("Attention", inputs, name, num_heads=_HEADS)


def build(weights: Weights) -> bytes:
    """The model as a file's bytes."""
    graph = Graph(weights)
    hidden = _embedded(graph)
    for number in range(len({name.split(".")[2] for name in weights if name.startswith("encoder.layer.")})):
        hidden = _layer(graph, f"encoder.layer.{number}", hidden)
    graph.node("ReduceMean", [hidden], "mean", axes=[1], keepdims=0)
    ids = helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "pieces"])
    size = weights["embeddings.LayerNorm.bias"].shape[0]
    mean = helper.make_tensor_value_info("mean", TensorProto.FLOAT, [1, size])
    made = helper.make_graph(graph.nodes, "meaning", [ids], [mean], graph.constants)
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(_MICROSOFT, 1)]
    model: onnx.ModelProto = helper.make_model(made, opset_imports=opsets, ir_version=8, producer_name="quoth")
    return bytes(model.SerializeToString())


def _embedded(graph: Graph) -> str:
    table = graph.constant(graph.weights["embeddings.word_embeddings.weight"], "words")
    pieces = graph.node("Gather", [table, "ids"], "pieces")
    # Every piece is of the first segment.
    places = (
        graph.weights["embeddings.position_embeddings.weight"]
        + graph.weights["embeddings.token_type_embeddings.weight"][:1]
    )
    length = graph.node("Shape", ["ids"], "length", start=1, end=2)
    begin = graph.constant(np.array([0], np.int64), "begin")
    placed = graph.node("Slice", [graph.constant(places, "places"), begin, length], "placed")
    summed = graph.node("Add", [pieces, placed], "summed")
    scale, bias = (graph.constant(graph.weights[f"embeddings.LayerNorm.{part}"], part) for part in ("weight", "bias"))
    return graph.node("LayerNormalization", [summed, scale, bias], "embedded", epsilon=1e-12)


def _layer(graph: Graph, name: str, hidden: str) -> str:
    mixed = graph.attention(hidden, f"{name}.attention.self")
    mixed = graph.linear(mixed, f"{name}.attention.output.dense")
    hidden = graph.norm(mixed, hidden, f"{name}.attention.output.LayerNorm")
    wide = graph.linear(hidden, f"{name}.intermediate.dense")
    bent = graph.node("Gelu", [wide], f"{name}.bent")
    narrow = graph.linear(bent, f"{name}.output.dense")
    return graph.norm(narrow, hidden, f"{name}.output.LayerNorm")
