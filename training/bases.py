"""Pretrained encoders -> our model: all-MiniLM-L6-v2 (BERT) and all-mpnet-base-v2 (MPNet)."""

from __future__ import annotations

import importlib.resources
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from training.model import Layer, Model, Shape

Weights = Mapping[str, Tensor]


@dataclass(frozen=True)
class Names:
    """What a base calls the parts of its layers."""

    query_key_value: tuple[str, str, str]
    attended: str
    attended_norm: str


BERT = Names(
    ("attention.self.query", "attention.self.key", "attention.self.value"),
    "attention.output.dense",
    "attention.output.LayerNorm",
)
MPNET = Names(("attention.attn.q", "attention.attn.k", "attention.attn.v"), "attention.attn.o", "attention.LayerNorm")
_RELATIVE = "encoder.relative_attention_bias.weight"
_SHIFT = 4  # MPNet's vocabulary is BERT's, this much further on, after four marks of its own
_MARKS = {0: 1, 101: 0, 102: 2}  # [PAD], [CLS] and [SEP] in BERT's numbers -> in MPNet's


def start(shape: Shape, base: str) -> Model:
    """A model whose encoder is the base's; `base` is a folder or the package that carries it.

    A shape with fewer layers than the base gets its lowest: without a teacher they are soonest good again
    (Sajjad et al., 2023, "On the effect of dropping layers of pre-trained transformer models").
    """
    model = Model(shape)
    weights = load_file(_folder(base) / "model.safetensors")
    weights = {name.removeprefix("bert."): value for name, value in weights.items()}
    names = MPNET if _RELATIVE in weights else BERT
    with torch.no_grad():
        _copy_embeddings(model, weights)
        for number, layer in enumerate(model.layers):
            _copy_layer(layer, weights, f"encoder.layer.{number}.", names)
    return model


def tokenizer_file(base: str) -> Path:
    """The base's tokenizer.json."""
    return _folder(base) / "tokenizer.json"


def _folder(base: str) -> Path:
    return Path(base) if Path(base).is_dir() else Path(str(importlib.resources.files(base))) / "model"


def _copy_embeddings(model: Model, weights: Weights) -> None:
    pieces = weights["embeddings.word_embeddings.weight"]
    positions = weights["embeddings.position_embeddings.weight"]
    if _RELATIVE in weights:
        numbers = torch.arange(model.shape.vocabulary) + _SHIFT
        for ours, theirs in _MARKS.items():
            numbers[ours] = theirs
        model.pieces.weight.copy_(pieces[numbers])
        model.positions.weight.copy_(positions[2:])  # theirs count from 2
        assert model.relative is not None
        model.relative.weight.copy_(weights[_RELATIVE])
    else:
        model.pieces.weight.copy_(pieces)
        model.positions.weight.copy_(positions + weights["embeddings.token_type_embeddings.weight"][0])
    _copy(model.norm, weights, "embeddings.LayerNorm")


def _copy_layer(layer: nn.Module, weights: Weights, prefix: str, names: Names) -> None:
    assert isinstance(layer, Layer)
    parts = [prefix + name for name in names.query_key_value]
    layer.qkv.weight.copy_(torch.cat([weights[f"{part}.weight"] for part in parts]))
    layer.qkv.bias.copy_(torch.cat([weights[f"{part}.bias"] for part in parts]))
    _copy(layer.attended, weights, prefix + names.attended)
    _copy(layer.attended_norm, weights, prefix + names.attended_norm)
    _copy(layer.wide, weights, f"{prefix}intermediate.dense")
    _copy(layer.narrow, weights, f"{prefix}output.dense")
    _copy(layer.norm, weights, f"{prefix}output.LayerNorm")


def _copy(target: nn.Linear | nn.LayerNorm, weights: Weights, name: str) -> None:
    target.weight.copy_(weights[f"{name}.weight"])
    target.bias.copy_(weights[f"{name}.bias"])
