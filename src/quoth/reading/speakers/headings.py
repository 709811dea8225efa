"""Whether a headline stands above a text, and whether it is in title case, where every word may look like a name's."""

from __future__ import annotations

_CLOSING = "\"'’”»)"
_TITLE, _CAPITALS = 4, 0.7  # words of a headline in title case, and the share of these with a capital, at least


def is_headed(text: str) -> bool:
    """Whether a text begins with a headline, which has no full stop."""
    return text.partition("\n\n")[0].rstrip(_CLOSING)[-1:].isalnum()


def title_end(text: str) -> int:
    """Where a headline in title case ends that stands above a text, or 0; a full stop may close it."""
    above, _, below = text.partition("\n\n")
    return len(above) if below and ". " not in above and _is_title_case(above) else 0


def _is_title_case(headline: str) -> bool:
    """Whether most words of a headline have a capital, but not only capitals."""
    words = [word for word in headline.split() if word[:1].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return len(words) >= _TITLE and capitals >= _CAPITALS * len(words)
