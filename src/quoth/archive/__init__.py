"""Where readings rest: one file that holds who said what, and answers for it."""

from quoth.archive.archive import Archive, Keeps
from quoth.archive.values import ArticleLine, Filters, Order, Page, Person, ReadBy, SpeakerLine, Stored

__all__ = ["Archive", "ArticleLine", "Filters", "Keeps", "Order", "Page", "Person", "ReadBy", "SpeakerLine", "Stored"]
