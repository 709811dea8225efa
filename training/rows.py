"""Arithmetic on rows that are filled up to one length."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

NEVER = -1e4  # the score of what cannot be


def by_word(values: Tensor, word: Tensor, words: int) -> Tensor:
    """Mean of `values` (batch, length, n) over each word's pieces -> (batch, words, n)."""
    batch, _, size = values.shape
    index = word + torch.arange(batch, device=word.device)[:, None] * (words + 1)
    total = values.new_zeros(batch * (words + 1), size).index_add(0, index.flatten(), values.flatten(0, 1))
    count = values.new_zeros(batch * (words + 1)).index_add(0, index.flatten(), values.new_ones(index.numel()))
    return (total / count.clamp(min=1)[:, None]).view(batch, words + 1, size)[:, :words]


def picked(values: Tensor, words: Tensor) -> Tensor:
    """What `values` (batch, words) or (batch, words, n) have at `words` (batch, k) -> (batch, k) or (batch, k, n)."""
    if values.dim() == 2:
        return values.gather(1, words)
    return values.gather(1, words[:, :, None].expand(-1, -1, values.shape[2]))


def looked_up(table: Tensor, index: Tensor) -> Tensor:
    """Rows of a table (rows, n) for each index (…) -> (…, n): as `table[index]`, whose gradient a GPU sums one by one
    where many ask for the same row."""
    return F.embedding(index, table)


def among(places: Tensor, words: int) -> Tensor:
    """Which of so many words (batch, words) are among the places (batch, k); those under 0 are none."""
    marked = torch.zeros(len(places), words + 1, dtype=torch.bool, device=places.device)
    return marked.scatter(1, torch.where(places < 0, words, places), True)[:, :words]


def between(one: Tensor, other: Tensor) -> Tensor:
    """What each of `one` (batch, k) is more than each of `other` (batch, n) -> (batch, k, n)."""
    return one[:, :, None] - other[:, None, :]


def apart(scores: Tensor, likely: Tensor, weight: Tensor) -> Tensor:
    """The cross entropy of scores (…, n) against probabilities, a weighted sum over all rows."""
    return (-(likely * scores.log_softmax(-1)).sum(-1) * weight).sum()
