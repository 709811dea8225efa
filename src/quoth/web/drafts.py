"""Articles that were read and not kept yet: a few of them, for a while."""

from __future__ import annotations

import hashlib
import os
import pickle
import secrets
import shutil
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import cast

from quoth.article import Article

_MOST = 64


class Drafts:
    """The articles read last, each under a word that nobody can guess; in a folder that other processes may share."""

    def __init__(self, folder: Path | None = None) -> None:
        self._given = folder

    def put(self, article: Article) -> str:
        """Hold an article; the one that has been here longest may go for it."""
        word = secrets.token_urlsafe(16)
        part = self._folder / f"{secrets.token_hex(8)}.part"
        part.write_bytes(pickle.dumps(article))
        part.replace(self._place(word))
        for old in sorted(self._held(), reverse=True)[_MOST:]:
            old[1].unlink(missing_ok=True)
        return word

    def get(self, word: str) -> Article | None:
        """The article under a word, if it is still held."""
        try:
            return cast(Article, pickle.loads(self._place(word).read_bytes()))
        except FileNotFoundError:
            return None

    def drop(self, word: str) -> None:
        """Let go of an article."""
        self._place(word).unlink(missing_ok=True)

    @cached_property
    def _folder(self) -> Path:
        """Only for whoever runs this: nobody else puts anything there that is unpickled here."""
        if self._given is not None:
            return self._given
        made = Path(tempfile.mkdtemp(prefix="quoth-"))
        weakref.finalize(self, shutil.rmtree, made, ignore_errors=True)
        return made

    def _place(self, word: str) -> Path:
        # By its hash: a word is whatever stands in an address.
        return self._folder / f"{hashlib.sha256(word.encode('utf-8', 'replace')).hexdigest()}.draft"

    def _held(self) -> Iterator[tuple[int, Path]]:
        for entry in os.scandir(self._folder):
            with suppress(FileNotFoundError):
                if entry.name.endswith(".draft"):
                    yield entry.stat().st_mtime_ns, Path(entry)
