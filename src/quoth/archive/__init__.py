"""Where readings rest: one file that holds who said what, and answers for it."""

from quoth.archive.archive import Archive, Keeps
from quoth.archive.values import (
    ArticleLine,
    Change,
    Correction,
    Facets,
    Filters,
    Lasting,
    Order,
    Page,
    Person,
    ReadBy,
    Reread,
    Signed,
    SpeakerLine,
    Stats,
    Stored,
    Whole,
)

__all__ = [
    "Archive",
    "ArticleLine",
    "Change",
    "Correction",
    "Facets",
    "Filters",
    "Keeps",
    "Lasting",
    "Order",
    "Page",
    "Person",
    "ReadBy",
    "Reread",
    "Signed",
    "SpeakerLine",
    "Stats",
    "Stored",
    "Whole",
]
