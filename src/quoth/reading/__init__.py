"""Article -> attributions and speakers."""

from quoth.reading.reader import Reader

__all__ = ["Reader"]
