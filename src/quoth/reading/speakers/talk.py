"""People who talk to each other take turns: whose each paragraph is where nobody says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# A voice is the number of a head that names somebody, or below zero a stranger's.
Voices = list[tuple[int, int | None]]
_FEW = 10  # turns up to which strangers are but two
_MOST = 0.7  # of what is said in a longer talk, the least share of a stranger who has more than one turn


@dataclass(frozen=True, slots=True)
class Turn:
    """A paragraph of a talk: the head of whoever is known to speak, whether that is because the paragraph before calls
    them, the head of whoever is spoken to by name, and how long it is in code points."""

    holder: int | None = None
    is_called: bool = False
    to: int | None = None
    size: int = 0


def voices(turns: Sequence[Turn]) -> Voices:
    """For each paragraph the voice that speaks and the one that it speaks to, if that is clear.

    Where strangers talk for long they may be many, so that each of their turns is somebody else's, but for one who says
    most of it, and for the one before whoever calls him by name.
    """
    are_few = len(turns) <= _FEW
    spoken = _alternating(turns, are_few)
    if are_few:
        return [*spoken]
    said: dict[int, int] = {}
    for (speaker, _), turn in zip(spoken, turns, strict=True):
        said[speaker] = said.get(speaker, 0) + turn.size
    total = sum(said.values())
    known = {voice for voice in said if voice >= 0 or said[voice] >= _MOST * total}
    apart = min(said) - 1
    return [
        (speaker if speaker in known else apart - place, other if other in known else None)
        for place, (speaker, other) in enumerate(spoken)
    ]


def _alternating(turns: Sequence[Turn], are_few: bool) -> list[tuple[int, int]]:
    """The same for two strangers at most.

    Whoever spoke before the last one speaks again, until somebody else is known to, or that one is spoken to; a
    stranger who is expected there was that somebody, if not heard by name before: all along where they `are_few`, or
    else in his last turn. Whoever calls somebody else is out of it from then on.
    """
    now, before = -1, -2
    known: dict[int, int] = {}
    heard: set[int] = set()
    spoken: list[tuple[int, int]] = []
    for turn in turns:
        holder = turn.holder
        if holder is None and turn.to == before:
            pass  # who spoke last goes on
        elif holder is None or holder == before:
            now, before = before, now
        elif holder != now:
            if before < 0 and holder not in heard and are_few:
                known[before] = holder
            now, before = holder, before if turn.is_called and before >= 0 else now
        heard.add(now)
        if turn.to is not None and turn.to not in (now, known.get(now)):
            if before < 0 and turn.to not in heard and are_few:
                known[before] = turn.to
            elif spoken and spoken[-1][0] == before < 0 and turn.to not in heard:
                spoken[-1] = turn.to, now
            before = turn.to
            heard.add(before)
        spoken.append((now, before))
    return [(known.get(one, one), known.get(other, other)) for one, other in spoken]
