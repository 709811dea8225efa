"""The encoder (BERT, as in all-MiniLM-L6-v2) with extra input features, and its heads."""

from __future__ import annotations

import importlib.resources
import json
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from quoth.reading.links import DISTANCES, LABELS, PARAGRAPHS
from quoth.reading.pieces import FEATURES
from quoth.reading.tags import TAGS


@dataclass(frozen=True)
class Shape:
    """The model's sizes, from [model] in config.toml."""

    layers: int = 6
    width: int = 384
    heads: int = 12
    link: int = 96
    dropout: float = 0.1
    vocabulary: int = 30522
    positions: int = 512


class Layer(nn.Module):
    """One BERT layer: attention, then a feed-forward net, each with its residual and norm."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.attended = nn.Linear(shape.width, shape.width)
        self.attended_norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.wide = nn.Linear(shape.width, 4 * shape.width)
        self.narrow = nn.Linear(4 * shape.width, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = shape.dropout

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        batch, length, width = hidden.shape
        q, k, v = self.qkv(hidden).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4).contiguous()
        drop = self.dropout if self.training else 0.0
        mixed = _attend(q, k, v, mask)
        mixed = self.attended(mixed.transpose(1, 2).reshape(batch, length, width))
        hidden = self.attended_norm(hidden + F.dropout(mixed, drop))
        return self.norm(hidden + F.dropout(self.narrow(F.gelu(self.wide(hidden))), drop))


def _attend(q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> Tensor:
    """Attention by hand, all of it in the inputs' precision: on a CPU a fifth faster than the fused kernel."""
    with torch.autocast("cpu", enabled=False):
        scores = (q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2) + mask.to(q.dtype)
        return scores.softmax(-1) @ v


class Model(nn.Module):
    """Pieces and features -> tag scores, queries and keys of each piece.

    A word's link to a cue is `query(word) . key(cue, label)` plus a bias by their distance.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.pieces = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.features = nn.ModuleList(nn.Embedding(size, shape.width) for size in FEATURES.values())
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.tags = nn.Linear(shape.width, len(TAGS))
        self.query = nn.Linear(shape.width, shape.link)
        self.key = nn.Linear(shape.width, shape.link * len(LABELS))
        self.distance = nn.Parameter(torch.zeros(len(LABELS), DISTANCES))
        self.paragraph = nn.Parameter(torch.zeros(len(LABELS), PARAGRAPHS))
        for feature in self.features:
            nn.init.normal_(feature.weight, std=0.01)

    def forward(self, ids: Tensor, mask: Tensor, features: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """ids, mask (batch, length); features (batch, length, 3) -> tags, query, key by piece."""
        hidden = self.encode(ids, mask, features)
        return self.tags(hidden), self.query(hidden), self.key(hidden)

    def encode(self, ids: Tensor, mask: Tensor, features: Tensor) -> Tensor:
        """The encoder's last layer (batch, length, width)."""
        hidden = self.pieces(ids) + self.positions.weight[: ids.shape[1]]
        for column, table in enumerate(self.features):
            hidden = hidden + table(features[:, :, column])
        hidden = F.dropout(self.norm(hidden), self.shape.dropout, self.training)
        attend = torch.zeros(mask.shape, dtype=hidden.dtype).masked_fill(mask == 0, -1e4)[:, None, None, :]
        for layer in self.layers:
            hidden = layer(hidden, attend)
        return hidden


def start(shape: Shape, base: str) -> Model:
    """A model whose encoder is the base's; `base` is a folder or the package that carries it."""
    model = Model(shape)
    weights = load_file(_folder(base) / "model.safetensors")
    weights = {name.removeprefix("bert."): value for name, value in weights.items()}
    with torch.no_grad():
        model.pieces.weight.copy_(weights["embeddings.word_embeddings.weight"])
        kinds = weights["embeddings.token_type_embeddings.weight"][0]
        model.positions.weight.copy_(weights["embeddings.position_embeddings.weight"] + kinds)
        _copy(model.norm, weights, "embeddings.LayerNorm")
        for number, layer in enumerate(model.layers):
            _copy_layer(layer, weights, f"encoder.layer.{number}.")
    return model


def tokenizer_file(base: str) -> Path:
    """The base's tokenizer.json."""
    return _folder(base) / "tokenizer.json"


def shape_from(table: dict[str, object]) -> Shape:
    """The [model] table as a value."""
    return Shape(**json.loads(json.dumps(table)))


def _folder(base: str) -> Path:
    return Path(base) if Path(base).is_dir() else Path(str(importlib.resources.files(base))) / "model"


def _copy_layer(layer: nn.Module, weights: dict[str, Tensor], prefix: str) -> None:
    parts = [f"{prefix}attention.self.{name}" for name in ("query", "key", "value")]
    layer.qkv.weight.copy_(torch.cat([weights[f"{part}.weight"] for part in parts]))  # type: ignore[operator, union-attr]
    layer.qkv.bias.copy_(torch.cat([weights[f"{part}.bias"] for part in parts]))  # type: ignore[operator, union-attr]
    _copy(layer.attended, weights, f"{prefix}attention.output.dense")
    _copy(layer.attended_norm, weights, f"{prefix}attention.output.LayerNorm")
    _copy(layer.wide, weights, f"{prefix}intermediate.dense")
    _copy(layer.narrow, weights, f"{prefix}output.dense")
    _copy(layer.norm, weights, f"{prefix}output.LayerNorm")


def _copy(target: object, weights: dict[str, Tensor], name: str) -> None:
    target.weight.copy_(weights[f"{name}.weight"])  # type: ignore[attr-defined]
    target.bias.copy_(weights[f"{name}.bias"])  # type: ignore[attr-defined]
