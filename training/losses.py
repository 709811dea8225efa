"""What the model is taught: each word's tag, and which cue it belongs to as what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor
from torch.nn import functional as F

from quoth.reading.links import LABELS
from quoth.reading.tags import BEGIN
from quoth.reading.words import Ints
from training.batches import Batch, distances
from training.data import IGNORED
from training.model import Model
from training.someone import people_loss

if TYPE_CHECKING:
    from training.distil import Told

Seen = dict[str, Tensor]

# Only processors that multiply bfloat16 themselves gain by it; the others lose a factor of ten.
HALVES = torch.cpu._is_avx512_bf16_supported()
_DISTRACTORS = 12
_DOUBTFUL = 0.05


def loss(model: Model, batch: Batch, told: Told | None = None) -> Seen:
    """The parts of the loss by name, each a mean over words or heads, weighted as they are to be added up; tags and
    links are learned from the gold and from what is `told`."""
    seen = look(model, batch)
    return {
        "tags": tag_loss(batch, seen, told),
        "links": link_loss(model, batch, seen, told),
        **people_loss(model, batch, seen),
    }


def look(model: Model, batch: Batch) -> Seen:
    """What each head says of each word: (batch, words, numbers)."""
    with torch.autocast("cpu", torch.bfloat16, enabled=HALVES):
        by_piece = model(batch.ids, batch.mask, batch.features)
    return {name: by_word(part.float(), batch.word, batch.tags.shape[1]) for name, part in by_piece.items()}


def tag_loss(batch: Batch, seen: Seen, told: Told | None) -> Tensor:
    """Each word's tag against the gold's and the one that is told."""
    gold = F.cross_entropy(seen["tags"].flatten(0, 1), batch.tags.flatten(), ignore_index=IGNORED, reduction="sum")
    gold = gold / (batch.tags != IGNORED).sum().clamp(min=1)
    if told is None:
        return gold
    real = batch.real
    soft = _apart(seen["tags"][real], told.tags()[real]) / real.sum()
    return (1 - told.share) * gold + told.share * soft


def link_loss(model: Model, batch: Batch, seen: Seen, told: Told | None) -> Tensor:
    """Each word's link to a cue, against all others and none."""
    likely = seen["tags"].detach().softmax(-1) if told is None else told.tags()
    candidates = _with_distractors(likely[:, :, BEGIN["cue"]], batch, told is not None)
    gold, soft = [], []
    for row, cues in enumerate(candidates):
        paragraph = batch.paragraph[row]
        scores = link_scores(model, seen["query"][row], seen["key"][row], cues, paragraph)
        gold.append(F.cross_entropy(scores, batch.link[row], ignore_index=IGNORED, reduction="sum"))
        if told is not None:
            count = len(paragraph)
            soft.append(_apart(scores[:count], told.links(row, cues, paragraph)[:count]))
    right = torch.stack(gold).sum() / (batch.link != IGNORED).sum().clamp(min=1)
    if told is None:
        return right
    return (1 - told.share) * right + told.share * torch.stack(soft).sum() / batch.real.sum()


def _apart(scores: Tensor, likely: Tensor) -> Tensor:
    """The cross entropy of scores against probabilities, over all rows."""
    return -(likely * scores.log_softmax(-1)).sum()


def by_word(values: Tensor, word: Tensor, words: int) -> Tensor:
    """Mean of `values` (batch, length, n) over each word's pieces -> (batch, words, n)."""
    batch, _, size = values.shape
    index = word + torch.arange(batch)[:, None] * (words + 1)
    total = values.new_zeros(batch * (words + 1), size).index_add(0, index.flatten(), values.flatten(0, 1))
    count = values.new_zeros(batch * (words + 1)).index_add(0, index.flatten(), values.new_ones(index.numel()))
    return (total / count.clamp(min=1)[:, None]).view(batch, words + 1, size)[:, :words]


def link_scores(model: Model, query: Tensor, key: Tensor, cues: Tensor, paragraph: Ints) -> Tensor:
    """Scores of each word to be nobody's (column 0) or one of four things to each cue (words, 1 + 4 * cues)."""
    words = query.shape[0]
    numbers = cues.numpy()
    keys = key[cues].view(len(cues) * len(LABELS), query.shape[1])
    scores = (query @ keys.T / query.shape[1] ** 0.5).view(words, len(cues), len(LABELS))
    near, apart = distances(numbers, words, paragraph)
    scores = scores + model.distance.T[near] + model.paragraph.T[apart]
    return torch.cat((scores.new_zeros(words, 1), scores.flatten(1)), dim=1)


def _with_distractors(likely: Tensor, batch: Batch, anywhere: bool) -> list[Tensor]:
    """Each row's cues, then words that only look like one: nothing may link to these. A word without a label is
    none of them, unless they may stand `anywhere`."""
    rows = []
    for row, cues in enumerate(batch.cues):
        known = batch.real[row] if anywhere else batch.tags[row] != IGNORED
        scores = torch.where(known, likely[row], 0.0)
        scores[torch.from_numpy(cues)] = 0.0
        values, words = scores.topk(min(_DISTRACTORS, len(scores)))
        rows.append(torch.cat((torch.from_numpy(cues), words[values > _DOUBTFUL])))
    return rows
