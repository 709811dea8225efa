"""What teachers make of a batch, and the words that were looked at for it."""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor


@dataclass(frozen=True)
class Cues:
    """Words that others may link to (batch, cues), and which of them are to be looked at."""

    word: Tensor
    usable: Tensor


@dataclass(frozen=True)
class Tried:
    """Words that head a mention or look like it, in text order (batch, heads), each with its chain, and which of them
    are to be looked at."""

    word: Tensor
    chain: Tensor
    usable: Tensor


@dataclass(frozen=True)
class Told:
    """How likely the teachers find each tag of each word (batch, words, tags); each link to a cue (batch, words,
    1 + 4 * cues); each kind of head (batch, words, kinds); and each earlier head to be who a head is (batch, heads,
    1 + heads). `share` of the loss is theirs, the rest the gold's."""

    share: float
    tags: Tensor
    cues: Cues
    links: Tensor
    kinds: Tensor
    tried: Tried
    chains: Tensor

    def mixed(self, gold: Tensor, told: Tensor) -> Tensor:
        """One loss of the two."""
        return (1 - self.share) * gold + self.share * told
