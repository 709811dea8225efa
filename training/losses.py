"""What the model is taught: each word's tag, and which cue it belongs to as what."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from quoth.reading.links import LABELS
from quoth.reading.tags import BEGIN
from training.batches import Batch, distances
from training.data import IGNORED
from training.model import Model
from training.someone import people_loss

# Only processors that multiply bfloat16 themselves gain by it; the others lose a factor of ten.
HALVES = torch.cpu._is_avx512_bf16_supported()
_DISTRACTORS = 8
_DOUBTFUL = 0.05


def loss(model: Model, batch: Batch) -> dict[str, Tensor]:
    """The parts of the loss by name, each a mean over words or heads, weighted as they are to be added up."""
    with torch.autocast("cpu", torch.bfloat16, enabled=HALVES):
        by_piece = model(batch.ids, batch.mask, batch.features)
    words = batch.tags.shape[1]
    seen = {name: by_word(part.float(), batch.word, words) for name, part in by_piece.items()}
    return {
        "tags": F.cross_entropy(seen["tags"].flatten(0, 1), batch.tags.flatten(), ignore_index=IGNORED),
        "links": link_loss(model, batch, seen),
        **people_loss(model, batch, seen),
    }


def link_loss(model: Model, batch: Batch, seen: dict[str, Tensor]) -> Tensor:
    """Each word's link to a cue, against all others and none."""
    likely = seen["tags"].detach().softmax(-1)[:, :, BEGIN["cue"]]
    rows = [
        link_scores(model, seen["query"][row], seen["key"][row], cues, batch.paragraph[row])
        for row, cues in enumerate(_with_distractors(likely, batch))
    ]
    links = [
        F.cross_entropy(scores, batch.link[row], ignore_index=IGNORED, reduction="sum")
        for row, scores in enumerate(rows)
    ]
    return torch.stack(links).sum() / (batch.link != IGNORED).sum().clamp(min=1)


def by_word(values: Tensor, word: Tensor, words: int) -> Tensor:
    """Mean of `values` (batch, length, n) over each word's pieces -> (batch, words, n)."""
    batch, _, size = values.shape
    index = word + torch.arange(batch)[:, None] * (words + 1)
    total = values.new_zeros(batch * (words + 1), size).index_add(0, index.flatten(), values.flatten(0, 1))
    count = values.new_zeros(batch * (words + 1)).index_add(0, index.flatten(), values.new_ones(index.numel()))
    return (total / count.clamp(min=1)[:, None]).view(batch, words + 1, size)[:, :words]


def link_scores(model: Model, query: Tensor, key: Tensor, cues: Tensor, paragraph: object) -> Tensor:
    """Scores of each word to be nobody's (column 0) or one of four things to each cue (words, 1 + 4 * cues)."""
    words = query.shape[0]
    numbers = cues.numpy()
    keys = key[cues].view(len(cues) * len(LABELS), query.shape[1])
    scores = (query @ keys.T / query.shape[1] ** 0.5).view(words, len(cues), len(LABELS))
    near, apart = distances(numbers, words, paragraph)  # type: ignore[arg-type]
    scores = scores + model.distance.T[near] + model.paragraph.T[apart]
    return torch.cat((scores.new_zeros(words, 1), scores.flatten(1)), dim=1)


def _with_distractors(likely: Tensor, batch: Batch) -> list[Tensor]:
    """Each row's cues, then words that only look like one: nothing may link to these."""
    rows = []
    for row, cues in enumerate(batch.cues):
        known = batch.tags[row] != IGNORED
        scores = torch.where(known, likely[row], 0.0)
        scores[torch.from_numpy(cues)] = 0.0
        values, words = scores.topk(min(_DISTRACTORS, len(scores)))
        rows.append(torch.cat((torch.from_numpy(cues), words[values > _DOUBTFUL])))
    return rows
