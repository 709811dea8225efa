"""The loss of mentions, their edges, and who they are."""

from __future__ import annotations

from functools import cache

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from quoth.reading import mentions
from quoth.reading.mentions import CLASSES, EXTENTS, KINDS, REACH
from training.batches import Batch
from training.model import Model
from training.people import ALONE, IGNORED
from training.rows import NEVER, among, apart, between, looked_up, picked
from training.told import Told, Tried

_MENTION, _EDGES, _CHAINS = 0.25, 0.1, 0.15  # beside the attributions' losses, which count 1
_DISTRACTORS = 12
_DOUBTFUL = 0.3  # a word is taken for a head from this probability of being one
_LAST = 1 << 20  # stands behind every word


def people_loss(
    model: Model, batch: Batch[Tensor], seen: dict[str, Tensor], told: Told | None = None
) -> dict[str, Tensor]:
    """Kinds of words; first and last words of mentions; earlier mentions of the same someone."""
    heads = (batch.weight[:, None] * (batch.heads[:, :, 0] >= 0)).sum().clamp(min=1)
    return {
        "mentions": _MENTION * _mention_loss(batch, seen, told),
        "edges": _EDGES * _edge_loss(model, batch, seen) / heads,
        "chains": _CHAINS * _chain_loss(model, batch, seen, told) / heads,
    }


def _mention_loss(batch: Batch[Tensor], seen: dict[str, Tensor], told: Told | None) -> Tensor:
    scores, kind = seen["mention"], batch.kind
    each = F.cross_entropy(scores.flatten(0, 1), kind.flatten(), ignore_index=IGNORED, reduction="none")
    weight = batch.weight[:, None] * (kind != IGNORED)
    gold = (each * weight.flatten()).sum() / weight.sum().clamp(min=1)
    if told is None:
        return gold
    real = batch.weight[:, None] * batch.real
    return told.mixed(gold, apart(scores, told.kinds, real) / real.sum().clamp(min=1))


def _edge_loss(model: Model, batch: Batch[Tensor], seen: dict[str, Tensor]) -> Tensor:
    """Which word around each head its mention begins and ends with."""
    word, edges = batch.heads[:, :, 0], batch.heads[:, :, 1:3]
    from_head = edges - word[:, :, None]
    usable = (word[:, :, None] >= 0) & (edges >= 0) & (from_head.abs() <= REACH)
    target = torch.where(usable, from_head + REACH, IGNORED).permute(2, 0, 1)
    scores = edge_scores(model, seen["edge_query"], seen["edge_key"], word.clamp(min=0))
    each = F.cross_entropy(scores.flatten(0, 2), target.flatten(), ignore_index=IGNORED, reduction="none")
    return (each.view(target.shape) * batch.weight[None, :, None]).sum() / 2


def edge_scores(model: Model, query: Tensor, key: Tensor, heads: Tensor) -> Tensor:
    """Scores of the words around each head (batch, heads) to be its mention's first and last
    (2, batch, heads, EXTENTS)."""
    size = model.shape.extent
    rows, count = heads.shape
    side = torch.arange(-REACH, REACH + 1, device=heads.device)
    places = heads[:, :, None] + side
    outside = (places < 0) | (places >= key.shape[1])
    around = picked(key, places.clamp(0, key.shape[1] - 1).flatten(1)).view(rows, count, EXTENTS, 2, size)
    asked = picked(query, heads).view(rows, count, 2, size)
    scores = torch.einsum("bhsd,bhesd->sbhe", asked, around) / size**0.5 + model.reach[:, None, None, :]
    wrong = torch.stack((side > 0, side < 0))  # a mention begins at its head or before, ends at it or after
    return scores.masked_fill(outside[None] | wrong[:, None, None, :], NEVER)


def _chain_loss(model: Model, batch: Batch[Tensor], seen: dict[str, Tensor], told: Told | None) -> Tensor:
    """Each head's earlier ones of the same chain together, against all earlier ones and none."""
    tried = told.tried if told else tried_heads(batch, seen["mention"].detach().softmax(-1))
    scores = earlier_scores(model, batch, seen, tried)
    same = (between(tried.chain, tried.chain) == 0) & (tried.chain[:, :, None] >= 0)
    same = (same & tried.usable[:, None, :] & tried.usable[:, :, None]).tril(-1)
    right = torch.cat((~same.any(2, keepdim=True), same), 2)
    weight = batch.weight[:, None] * tried.usable
    gold = (scores.logsumexp(2) - scores.masked_fill(~right, NEVER).logsumexp(2)) * weight
    return gold.sum() if told is None else told.mixed(gold.sum(), apart(scores, told.chains, weight))


def tried_heads(batch: Batch[Tensor], kinds: Tensor) -> Tried:
    """The heads, and words that only look like one by the `kinds` likely of words (batch, words, kinds): nobody is
    theirs."""
    word, chain = batch.heads[:, :, 0], batch.heads[:, :, 3]
    known = (batch.kind != IGNORED) & ~among(word, batch.kind.shape[1])
    somebody = torch.where(known, 1 - kinds[:, :, KINDS.index("nobody")], 0.0)
    values, wrong = somebody.topk(min(_DISTRACTORS, somebody.shape[1]))
    words = torch.cat((word, wrong), 1)
    usable = torch.cat((word >= 0, values > _DOUBTFUL), 1)
    order = torch.where(usable, words, _LAST).argsort(1)
    chains = torch.cat((chain, torch.full_like(wrong, ALONE)), 1)
    return Tried(*(part.gather(1, order) for part in (words.clamp(min=0), chains, usable)))


def earlier_scores(model: Model, batch: Batch[Tensor], seen: dict[str, Tensor], tried: Tried) -> Tensor:
    """Scores of each head to be somebody new (column 0) or who an earlier one is (batch, heads, 1 + heads)."""
    scores = antecedent_scores(model, batch, seen, tried.word)
    scores = scores.masked_fill(~tried.usable[:, None, :].expand_as(scores).tril(-1), NEVER)
    return torch.cat((scores.new_zeros(*scores.shape[:2], 1), scores), 2)


def antecedent_scores(model: Model, batch: Batch[Tensor], seen: dict[str, Tensor], words: Tensor) -> Tensor:
    """Scores of each head (row) to be who another one (column) is, above 0 if likelier than somebody new."""
    classes = picked(batch.classes, words)
    later, count = classes[:, :, None], len(CLASSES)
    scores = picked(seen["anaphor"], words) @ picked(seen["antecedent"], words).transpose(1, 2)
    scores = scores / model.shape.someone**0.5
    how_far = _bucketed(between(words, words).abs())
    alike = count * mentions.MATCHES * later + mentions.MATCHES * classes[:, None, :] + _matching(batch.key, words)
    quoting = _quoting(picked(batch.quotation, words))
    for table, index in (
        (model.apart, mentions.DISTANCES * later + how_far),
        (model.match, alike),
        (model.quoted, mentions.QUOTED * later + quoting),
    ):
        scores = scores + looked_up(table.reshape(-1, 1), index)[..., 0]
    return scores


def _bucketed(words: Tensor) -> Tensor:
    return _buckets(words.device)[words.clamp(max=mentions.FAR)]


@cache
def _buckets(device: torch.device) -> Tensor:
    return torch.from_numpy(mentions.distance_bucket(np.arange(mentions.FAR + 1))).to(device)


def _matching(key: Tensor, words: Tensor) -> Tensor:
    """quoth.reading.mentions.matching of tensors."""
    here, before = picked(key, words), picked(key, (words - 1).clamp(min=0))
    same = between(here, here) == 0
    return same.long() + (same & (between(before, before) == 0))


def _quoting(quotation: Tensor) -> Tensor:
    """quoth.reading.mentions.quoting of tensors."""
    one, other = quotation[:, :, None], quotation[:, None, :]
    differ = torch.where(one < 0, 3, torch.where(other < 0, 2, 4))
    return torch.where(one == other, (one >= 0).long(), differ)
