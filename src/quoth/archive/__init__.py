"""Where readings rest: one file that holds who said what, and answers for it."""

from quoth.archive.archive import Archive, Keeps
from quoth.archive.values import (
    ArticleLine,
    Facets,
    Filters,
    Order,
    Page,
    Person,
    ReadBy,
    SpeakerLine,
    Stats,
    Stored,
    Whole,
)

__all__ = [
    "Archive",
    "ArticleLine",
    "Facets",
    "Filters",
    "Keeps",
    "Order",
    "Page",
    "Person",
    "ReadBy",
    "SpeakerLine",
    "Stats",
    "Stored",
    "Whole",
]
