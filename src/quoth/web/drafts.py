"""Articles that were read and not kept yet: a few of them, for a while, in memory."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict

from quoth.article import Article

_MOST = 64


class Drafts:
    """The articles read last, each under a word that nobody can guess."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, Article] = OrderedDict()
        self._lock = threading.Lock()

    def put(self, article: Article) -> str:
        """Hold an article; the one that has been here longest may go for it."""
        word = secrets.token_urlsafe(16)
        with self._lock:
            self._held[word] = article
            while len(self._held) > _MOST:
                self._held.popitem(last=False)
        return word

    def get(self, word: str) -> Article | None:
        """The article under a word, if it is still held."""
        with self._lock:
            return self._held.get(word)

    def drop(self, word: str) -> None:
        """Let go of an article."""
        with self._lock:
            self._held.pop(word, None)
