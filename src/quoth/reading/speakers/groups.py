"""Heads that are the same someone, as rules join and part them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from quoth.reading.speakers.names import Clues, compatible, merged


class Groups:
    """Heads in groups that can be joined: `of` numbers each head's group, `members` lists each group's heads."""

    def __init__(self, count: int, chains: Sequence[Sequence[int]]) -> None:
        self.of = [0] * count
        self.members = {number: list(chain) for number, chain in enumerate(chains)}
        for number, chain in self.members.items():
            for head in chain:
                self.of[head] = number

    def with_(self, head: int) -> list[int]:
        """All that are the same someone as a head."""
        return self.members[self.of[head]]

    def join(self, one: int, other: int) -> None:
        """What two heads are is the same someone from now on."""
        if self.of[one] == self.of[other]:
            return
        kept, gone = sorted((self.of[one], self.of[other]), key=lambda number: -len(self.members[number]))
        moved = self.members.pop(gone)
        self.members[kept] += moved
        for head in moved:
            self.of[head] = kept

    def agree(self, one: int, other: int, evidence: Sequence[Clues]) -> bool:
        """Whether nothing that is known of two heads' groups contradicts that they are one."""
        return compatible(self._known(one, evidence), self._known(other, evidence))

    def agree_one(self, head: int, other: int, evidence: Sequence[Clues]) -> bool:
        """The same for one head and the other's group."""
        return compatible(evidence[head], self._known(other, evidence))

    def _known(self, head: int, evidence: Sequence[Clues]) -> Clues:
        """What is known of all that are the same someone as a head."""
        return reduce(merged, (evidence[one] for one in self.with_(head)))

    def between(self, first: int, last: int) -> list[int]:
        """Those that are the same as the second of two heads and stand between them."""
        return [one for one in self.with_(last) if first < one < last]

    def move(self, head: int, to: int) -> None:
        """One head, without the others of its group, is the same someone as another from now on; itself: nobody."""
        if head != to and self.of[head] == self.of[to]:
            return
        left = self.members[self.of[head]]
        left.remove(head)
        if not left:
            del self.members[self.of[head]]
        self.of[head] = self.of[to] if head != to else max(self.members, default=-1) + 1
        self.members.setdefault(self.of[head], []).append(head)
