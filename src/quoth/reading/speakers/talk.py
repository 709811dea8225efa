"""People who talk to each other take turns: whose each paragraph is where nobody says so."""

from __future__ import annotations

from collections.abc import Sequence

# A voice is the number of a head that names somebody, or below zero a stranger's.
Voices = list[tuple[int, int]]


def voices(holders: Sequence[tuple[int | None, bool]]) -> Voices:
    """For each paragraph the voice that speaks and the one that it speaks to; `holders` are the heads of those that
    are known to speak, and whether it is because the paragraph before calls them.

    Whoever spoke before the last one speaks again, until somebody else is known to; a stranger who is expected there
    was that somebody all along, if not heard by name before. Whoever calls somebody else is out of it from then on.
    """
    now, before = -1, -2
    known: dict[int, int] = {}
    heard: set[int] = set()
    spoken: Voices = []
    for holder, is_called in holders:
        if holder is None or holder == before:
            now, before = before, now
        elif holder != now:
            if before < 0 and holder not in heard:
                known[before] = holder
            now, before = holder, before if is_called and before >= 0 else now
        heard.add(now)
        spoken.append((now, before))
    return [(known.get(one, one), known.get(other, other)) for one, other in spoken]
