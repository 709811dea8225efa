"""The encoder (BERT, or MPNet with its relative positions) with extra input features, and its heads."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from quoth.reading import mentions
from quoth.reading.links import DISTANCES, LABELS, PARAGRAPHS
from quoth.reading.pieces import FEATURES
from quoth.reading.tags import TAGS

TABLE_STEPS = 127  # of an embedding, to each side of zero
# Of a weight that is multiplied: processors without VNNI add pairs of products in 16 bits, and with more
# steps than these a sum could overflow, so that every processor would read something else.
WEIGHT_STEPS = 63


@dataclass(frozen=True)
class Shape:
    """The model's sizes, from [model] in config.toml."""

    layers: int = 6
    width: int = 384
    heads: int = 12
    link: int = 96
    someone: int = 64  # width of the query and key that link a mention to an earlier one
    extent: int = 32  # width of those that find where a mention begins and ends
    dropout: float = 0.1
    vocabulary: int = 30522
    positions: int = 512
    relative: int = 0  # buckets of relative position, as in MPNet; none in BERT
    epsilon: float = 1e-12


def sizes(shape: Shape) -> dict[str, int]:
    """The heads and how many numbers each gives of a piece, in the order of the exported graph's output."""
    return {
        "tags": len(TAGS),
        "query": shape.link,
        "key": shape.link * len(LABELS),
        "mention": len(mentions.KINDS),
        "anaphor": shape.someone,
        "antecedent": shape.someone,
        "edge_query": 2 * shape.extent,
        "edge_key": 2 * shape.extent,
    }


class Layer(nn.Module):
    """One BERT layer: attention, then a feed-forward net, each with its residual and norm."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.attended = nn.Linear(shape.width, shape.width)
        self.attended_norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.wide = nn.Linear(shape.width, 4 * shape.width)
        self.narrow = nn.Linear(4 * shape.width, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.dropout = shape.dropout
        self.rounded = False

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        batch, length, width = hidden.shape
        q, k, v = (
            self._linear(self.qkv, hidden).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4).contiguous()
        )
        drop = self.dropout if self.training else 0.0
        mixed = _attend(q, k, v, mask)
        mixed = self._linear(self.attended, mixed.transpose(1, 2).reshape(batch, length, width))
        hidden = self.attended_norm(hidden + dropped(mixed, drop))
        bent = F.gelu(self._linear(self.wide, hidden))
        return self.norm(hidden + dropped(self._linear(self.narrow, bent), drop))

    def _linear(self, layer: nn.Linear, inside: Tensor) -> Tensor:
        return rounded_linear(layer, inside) if self.rounded else layer(inside)


def dropped(values: Tensor, share: float) -> Tensor:
    """Dropout (Srivastava et al., 2014) of a share in 256ths, from random bytes: six times as fast on a CPU as
    torch's, which draws a number for each value."""
    if not share or values.is_cuda:
        return F.dropout(values, share)
    lost = round(share * 256)
    numbers = torch.empty((values.numel() + 7) // 8, dtype=torch.int64).random_(-(2**63), None)
    kept = numbers.view(torch.uint8)[: values.numel()].view(values.shape) >= lost
    return values * kept.to(values.dtype) * (256 / (256 - lost))


def _attend(q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> Tensor:
    """Attention in the inputs' precision, each in the way that is fastest on a CPU."""
    if q.dtype == torch.float32:
        return F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
    with torch.autocast(q.device.type, enabled=False):
        scores = (q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2) + mask.to(q.dtype)
        return scores.softmax(-1) @ v


class Model(nn.Module):
    """Pieces and features -> the numbers that the heads give of each piece.

    A word's link to a cue is `query(word) . key(cue, label)` plus a bias by their distance; a mention's link to
    an earlier one `anaphor . antecedent` plus biases by how the two stand to each other.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.pieces = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.features = nn.ModuleList(nn.Embedding(size, shape.width) for size in FEATURES.values())
        self.norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.heads = nn.ModuleDict({name: nn.Linear(shape.width, size) for name, size in sizes(shape).items()})
        self.distance = nn.Parameter(torch.zeros(len(LABELS), DISTANCES))
        self.paragraph = nn.Parameter(torch.zeros(len(LABELS), PARAGRAPHS))
        classes = len(mentions.CLASSES)
        self.apart = nn.Parameter(torch.zeros(classes, mentions.DISTANCES))
        self.match = nn.Parameter(torch.zeros(classes, classes, mentions.MATCHES))
        self.quoted = nn.Parameter(torch.zeros(classes, mentions.QUOTED))
        self.reach = nn.Parameter(torch.zeros(2, mentions.EXTENTS))
        self.relative = nn.Embedding(shape.relative, shape.heads) if shape.relative else None
        self.rounded = False
        for feature in self.features:
            nn.init.normal_(feature.weight, std=0.01)

    def forward(self, ids: Tensor, mask: Tensor, features: Tensor) -> dict[str, Tensor]:
        """ids, mask (batch, length); features (batch, length, 3) -> what each head says of each piece."""
        hidden = self.encode(ids, mask, features)
        if self.rounded:
            hidden = rounded_values(hidden)
        return {name: head(hidden) for name, head in self.heads.items()}

    def encode(self, ids: Tensor, mask: Tensor, features: Tensor) -> Tensor:
        """The encoder's last layer (batch, length, width)."""
        pieces = self.pieces(ids)
        hidden = (rounded_rows(pieces) if self.rounded else pieces) + self.positions.weight[: ids.shape[1]]
        for column, table in enumerate(self.features):
            hidden = hidden + table(features[:, :, column])
        hidden = dropped(self.norm(hidden), self.shape.dropout if self.training else 0.0)
        attend = hidden.new_zeros(mask.shape).masked_fill(mask == 0, -1e4)[:, None, None, :]
        if self.relative is not None:
            buckets = _buckets_on(ids.device, ids.shape[1], self.shape.relative)
            attend = attend + self.relative(buckets).permute(2, 0, 1)
        for layer in self.layers:
            hidden = layer(hidden, attend)
        return hidden


@cache
def _buckets_on(device: torch.device, length: int, buckets: int) -> Tensor:
    return relative_buckets(length, buckets).to(device)


def relative_buckets(length: int, buckets: int, farthest: int = 128) -> Tensor:
    """(length, length) bucket of each piece's place as seen from each other: T5's (Raffel et al., 2020), near
    ones by themselves, far ones by their logarithm, a half of the buckets for each side."""
    half = buckets // 2
    apart = torch.arange(length)[None, :] - torch.arange(length)[:, None]
    distance = apart.abs().clamp(min=1)
    exact = half // 2
    far = exact + ((distance / exact).log() / np.log(farthest / exact) * (half - exact)).long().clamp(min=0)
    near = torch.where(apart.abs() < exact, apart.abs(), far.clamp(max=half - 1))
    return near + half * (apart > 0)


def round_like_int8(model: Model) -> None:
    """From now on the model feels the rounding of its int8 export, and learns to live with it."""
    model.rounded = True
    for layer in model.layers:
        layer.rounded = True


def rounded_linear(layer: nn.Linear, inside: Tensor) -> Tensor:
    """A linear layer with weights and inputs rounded as training/graph.py rounds them; gradients pass
    straight through (Bengio et al., 2013)."""
    return F.linear(rounded_values(inside), rounded_rows(layer.weight, WEIGHT_STEPS), layer.bias)


def rounded_rows(weights: Tensor, steps: int = TABLE_STEPS) -> Tensor:
    """Each row to so many even steps to each side of zero."""
    scale = weights.detach().abs().amax(-1, keepdim=True).clamp(min=1e-8) / steps
    return weights + ((weights / scale).round() * scale - weights).detach()


def rounded_values(values: Tensor) -> Tensor:
    """The values of each window (batch, length, width) to 256 steps from their least to their greatest."""
    with torch.no_grad():
        floats = values.float()
        low = floats.amin((1, 2), keepdim=True).clamp(max=0)
        high = floats.amax((1, 2), keepdim=True).clamp(min=0)
        scale = ((high - low) / 255).clamp(min=1e-8)
        lost = (floats / scale).round_().mul_(scale).sub_(floats)
    return values + lost.to(values.dtype)


def shape_from(table: dict[str, object]) -> Shape:
    """The [model] table as a value."""
    return Shape(**json.loads(json.dumps(table)))
