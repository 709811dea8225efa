"""quoth reads the news and keeps the record of who said what.

>>> import quoth
>>> article = quoth.read_text("The port is closed, the harbour master said.")
>>> [article.text[start:end] for start, end in article.attributions[0].source]
['the harbour master']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoth.article import Article, Attribution, Speaker, Statement
from quoth.config import ArchiveOptions, IntakeOptions, ReadingOptions
from quoth.errors import ArchiveError, FetchError, InputError, LanguageError, ModelError, QuothError

if TYPE_CHECKING:
    from quoth.archive import Archive
    from quoth.pipeline import add_sources, read, read_sources, read_text
    from quoth.reading import Reader

__version__ = "0.1.0"
__all__ = [
    "Archive",
    "ArchiveError",
    "ArchiveOptions",
    "Article",
    "Attribution",
    "FetchError",
    "InputError",
    "IntakeOptions",
    "LanguageError",
    "ModelError",
    "QuothError",
    "Reader",
    "ReadingOptions",
    "Speaker",
    "Statement",
    "add_sources",
    "read",
    "read_sources",
    "read_text",
]

# Loaded at first use: the model's and the archive's libraries take longer to import than all else.
_LATER = {
    "Archive": "quoth.archive",
    "Reader": "quoth.reading",
    "add_sources": "quoth.pipeline",
    "read": "quoth.pipeline",
    "read_sources": "quoth.pipeline",
    "read_text": "quoth.pipeline",
}


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name in _LATER:
        return getattr(import_module(_LATER[name]), name)
    raise AttributeError(f"module 'quoth' has no attribute {name!r}")
