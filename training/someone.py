"""The loss of mentions, their edges, and who they are."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from quoth.reading.mentions import EXTENTS, KINDS, REACH, Traits, distance_bucket, matching, quoting
from quoth.reading.words import Ints
from training.batches import Batch
from training.model import Model
from training.people import ALONE, IGNORED, Heads, within_reach

_MENTION, _EDGES, _CHAINS = 0.25, 0.1, 0.15  # beside the attributions' losses, which count 1
_DISTRACTORS = 12
_DOUBTFUL = 0.7  # a word is taken for a head from this probability of being nobody down


def people_loss(model: Model, batch: Batch, seen: dict[str, Tensor]) -> dict[str, Tensor]:
    """Kinds of words; first and last words of mentions; earlier mentions of the same someone."""
    weight = torch.tensor(batch.weight)
    rows = [row for row, value in enumerate(batch.weight) if value and len(batch.heads[row].word)]
    if not rows:
        return {}
    edges = [weight[row] * _edge_loss(model, seen, row, batch.heads[row]) for row in rows]
    chains = [weight[row] * _chain_loss(model, seen, row, batch.heads[row], batch.traits[row]) for row in rows]
    heads = sum(float(batch.weight[row]) * len(batch.heads[row].word) for row in rows)
    return {
        "mentions": _MENTION * _mention_loss(seen["mention"], batch),
        "edges": _EDGES * torch.stack(edges).sum() / heads,
        "chains": _CHAINS * torch.stack(chains).sum() / heads,
    }


def _mention_loss(scores: Tensor, batch: Batch) -> Tensor:
    kinds = np.full(batch.tags.shape, IGNORED, np.int64)
    for row, heads in enumerate(batch.heads):
        kinds[row, : len(heads.kind)] = heads.kind
    target = torch.from_numpy(kinds)
    each = F.cross_entropy(scores.flatten(0, 1), target.flatten(), ignore_index=IGNORED, reduction="none")
    weight = torch.tensor(batch.weight)[:, None].expand(target.shape).flatten() * (target.flatten() != IGNORED)
    return (each * weight).sum() / weight.sum().clamp(min=1)


def _edge_loss(model: Model, seen: dict[str, Tensor], row: int, heads: Heads) -> Tensor:
    """Which word around each head its mention begins and ends with."""
    word = torch.from_numpy(heads.word)
    scores = edge_scores(model, seen["edge_query"][row], seen["edge_key"][row], word)
    total = scores.new_zeros(())
    for side, edge in enumerate((heads.first, heads.last)):
        usable = (edge >= 0) & within_reach(heads.word, edge)
        target = torch.from_numpy(np.where(usable, edge - heads.word + REACH, IGNORED))
        total = total + F.cross_entropy(scores[side], target, ignore_index=IGNORED, reduction="sum")
    return total / 2


def edge_scores(model: Model, query: Tensor, key: Tensor, heads: Tensor) -> Tensor:
    """Scores of the words around each head to be its mention's first and last (2, heads, EXTENTS)."""
    size = model.shape.extent
    places = heads[:, None] + torch.arange(-REACH, REACH + 1)
    outside = (places < 0) | (places >= len(key))
    around = key[places.clamp(0, len(key) - 1)].view(len(heads), EXTENTS, 2, size)
    asked = query[heads].view(len(heads), 2, size)
    scores = torch.einsum("hsd,hesd->she", asked, around) / size**0.5 + model.reach[:, None, :]
    side = torch.arange(-REACH, REACH + 1)
    wrong = torch.stack((side > 0, side < 0))  # a mention begins at its head or before, ends at it or after
    return scores.masked_fill(outside[None] | wrong[:, None, :], -1e4)


def _chain_loss(model: Model, seen: dict[str, Tensor], row: int, heads: Heads, traits: Traits) -> Tensor:
    """Each head's earlier ones of the same chain together, against all earlier ones and none."""
    words, chain = _with_wrong_heads(seen["mention"][row], heads)
    scores = antecedent_scores(model, seen["anaphor"][row], seen["antecedent"][row], words, traits)
    same = torch.from_numpy((chain[:, None] == chain[None, :]) & (chain[:, None] >= 0)).tril(-1)
    nobody = scores.new_zeros(len(words), 1)
    earlier = torch.ones(len(words), len(words), dtype=torch.bool).tril(-1)
    everyone = torch.cat((nobody, scores.masked_fill(~earlier, -1e4)), 1)
    right = torch.cat((nobody.masked_fill(same.any(1, keepdim=True), -1e4), scores.masked_fill(~same, -1e4)), 1)
    return (everyone.logsumexp(1) - right.logsumexp(1)).sum()


def _with_wrong_heads(mention: Tensor, heads: Heads) -> tuple[Ints, Ints]:
    """The heads, and words that only look like one: nobody is theirs."""
    nobody = mention.detach()[: len(heads.kind)].softmax(-1)[:, KINDS.index("nobody")].numpy().copy()
    nobody[heads.word] = 1
    nobody[heads.kind == IGNORED] = 1
    wrong = np.argsort(nobody)[:_DISTRACTORS]
    wrong = wrong[nobody[wrong] < _DOUBTFUL]
    words = np.concatenate((heads.word, wrong))
    chain = np.concatenate((heads.chain, np.full(len(wrong), ALONE)))
    order = np.argsort(words)
    return words[order], chain[order]


def antecedent_scores(model: Model, anaphor: Tensor, antecedent: Tensor, words: Ints, traits: Traits) -> Tensor:
    """Scores of each head (row) to be who an earlier one (column) is, above 0 if likelier than somebody new."""
    classes = traits.classes[words]
    scores = anaphor[words] @ antecedent[words].T / model.shape.someone**0.5
    scores = scores + model.apart[classes[:, None], distance_bucket(np.abs(words[:, None] - words[None, :]))]
    scores = scores + model.match[classes[:, None], classes[None, :], matching(traits, words, words)]
    return scores + model.quoted[classes[:, None], quoting(traits, words, words)]
