"""People who talk to each other take turns: whose each paragraph is where nobody says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# A voice is the number of a head that names somebody, or below zero a stranger's.
Voices = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Turn:
    """A paragraph of a talk: the head of whoever is known to speak, whether that is because the paragraph before calls
    them, and the head of whoever is spoken to by name."""

    holder: int | None = None
    is_called: bool = False
    to: int | None = None


def voices(turns: Sequence[Turn]) -> Voices:
    """For each paragraph the voice that speaks and the one that it speaks to.

    Whoever spoke before the last one speaks again, until somebody else is known to, or that one is spoken to; a
    stranger who is expected there was that somebody all along, if not heard by name before. Whoever calls somebody else
    is out of it from then on.
    """
    now, before = -1, -2
    known: dict[int, int] = {}
    heard: set[int] = set()
    spoken: Voices = []
    for turn in turns:
        holder = turn.holder
        if holder is None and turn.to == before:
            pass  # who spoke last goes on
        elif holder is None or holder == before:
            now, before = before, now
        elif holder != now:
            if before < 0 and holder not in heard:
                known[before] = holder
            now, before = holder, before if turn.is_called and before >= 0 else now
        heard.add(now)
        if turn.to is not None and turn.to not in (now, known.get(now)):
            if before < 0 and turn.to not in heard:
                known[before] = turn.to
            before = turn.to
            heard.add(before)
        spoken.append((now, before))
    return [(known.get(one, one), known.get(other, other)) for one, other in spoken]
