"""The role tags of words."""

from __future__ import annotations

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
OUTSIDE = 0
BEGIN = {"source": 1, "cue": 3, "content": 5}
INNER = {"source": 2, "cue": 4, "content": 6}
