"""What the model is taught: each word's tag, and which cue it belongs to as what."""

from __future__ import annotations

from functools import cache

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from quoth.reading import links
from quoth.reading.links import LABELS
from quoth.reading.tags import BEGIN
from training.batches import Batch
from training.data import IGNORED
from training.model import Model
from training.rows import NEVER, among, apart, between, by_word, looked_up, picked
from training.someone import people_loss
from training.told import Cues, Told

Seen = dict[str, Tensor]

_DISTRACTORS = 12
_DOUBTFUL = 0.05


def loss(model: Model, batch: Batch[Tensor], told: Told | None = None) -> Seen:
    """The parts of the loss by name, each a mean over words or heads, weighted as they are to be added up; each is
    learned from the gold and from what is `told`."""
    seen = look(model, batch)
    return {
        "tags": tag_loss(batch, seen, told),
        "links": link_loss(model, batch, seen, told),
        **people_loss(model, batch, seen, told),
    }


def look(model: Model, batch: Batch[Tensor]) -> Seen:
    """What each head says of each word: (batch, words, numbers)."""
    with torch.autocast(batch.ids.device.type, torch.bfloat16, enabled=halves(batch.ids.device)):
        by_piece = model(batch.ids, batch.mask, batch.features)
    return {name: by_word(part.float(), batch.word, batch.tags.shape[1]) for name, part in by_piece.items()}


def halves(device: torch.device) -> bool:
    """Whether to calculate in bfloat16: only processors that multiply it themselves gain by it, the others lose by a
    factor of ten."""
    return device.type != "cpu" or torch.cpu._is_avx512_bf16_supported()


def tag_loss(batch: Batch[Tensor], seen: Seen, told: Told | None) -> Tensor:
    """Each word's tag against the gold's and the one that is told."""
    gold = F.cross_entropy(seen["tags"].flatten(0, 1), batch.tags.flatten(), ignore_index=IGNORED, reduction="sum")
    gold = gold / (batch.tags != IGNORED).sum().clamp(min=1)
    if told is None:
        return gold
    return told.mixed(gold, apart(seen["tags"], told.tags, batch.real) / batch.real.sum())


def link_loss(model: Model, batch: Batch[Tensor], seen: Seen, told: Told | None) -> Tensor:
    """Each word's link to a cue, against all others and none."""
    cues = told.cues if told else candidates(batch, seen["tags"].detach().softmax(-1), batch.tags != IGNORED)
    scores = link_scores(model, batch, seen, cues)
    gold = F.cross_entropy(scores.flatten(0, 1), batch.link.flatten(), ignore_index=IGNORED, reduction="sum")
    gold = gold / (batch.link != IGNORED).sum().clamp(min=1)
    if told is None:
        return gold
    return told.mixed(gold, apart(scores, told.links, batch.real) / batch.real.sum())


def candidates(batch: Batch[Tensor], likely: Tensor, known: Tensor) -> Cues:
    """Each row's cues, then words that only look like one by the tags `likely` of words (batch, words, tags): nothing
    may link to these. They stand among those that are `known`."""
    scores = torch.where(known & ~among(batch.cues, known.shape[1]), likely[:, :, BEGIN["cue"]], 0.0)
    values, words = scores.topk(min(_DISTRACTORS, scores.shape[1]))
    return Cues(torch.cat((batch.cues.clamp(min=0), words), 1), torch.cat((batch.cues >= 0, values > _DOUBTFUL), 1))


def link_scores(model: Model, batch: Batch[Tensor], seen: Seen, cues: Cues) -> Tensor:
    """Scores of each word to be nobody's (column 0) or one of four things to each cue
    (batch, words, 1 + 4 * cues)."""
    rows, words, size = seen["query"].shape
    count = cues.word.shape[1]
    keys = picked(seen["key"], cues.word).view(rows, count * len(LABELS), size)
    scores = (seen["query"] @ keys.transpose(1, 2) / size**0.5).view(rows, words, count, len(LABELS))
    near = bucketed(between(torch.arange(words, device=cues.word.device)[None].expand(rows, -1), cues.word))
    reach = links.PARAGRAPHS // 2
    over = between(batch.paragraph, picked(batch.paragraph, cues.word)).clamp(-reach, reach) + reach
    scores = scores + looked_up(model.distance.T, near) + looked_up(model.paragraph.T, over)
    scores = scores.masked_fill(~cues.usable[:, None, :, None], NEVER).flatten(2)
    return torch.cat((scores.new_zeros(rows, words, 1), scores), 2)


def bucketed(words: Tensor) -> Tensor:
    """quoth.reading.links.distance_bucket of tensors."""
    return _buckets(words.device)[words.clamp(-links.FAR, links.FAR) + links.FAR]


@cache
def _buckets(device: torch.device) -> Tensor:
    return torch.from_numpy(links.distance_bucket(np.arange(-links.FAR, links.FAR + 1))).to(device)
