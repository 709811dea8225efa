"""What every page and every answer of the API works with."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from fastapi import Request

from quoth.archive import Archive, ReadBy
from quoth.article import Article
from quoth.config import WebOptions
from quoth.pipeline import Read, reads
from quoth.web.counting import Counting
from quoth.web.drafts import Drafts
from quoth.web.limits import Rate
from quoth.web.memory import Memory
from quoth.web.problems import Refused
from quoth.web.tokens import Keys, Role

if TYPE_CHECKING:
    from quoth.web.answers import Made

_PROOF = 32  # bytes, each two letters
_PATIENCE = 30  # seconds that a text waits for those before it to be read


@dataclass(frozen=True, slots=True)
class Site:
    """An archive as it is served: to whom, and what reads for them."""

    archive: Archive
    options: WebOptions = field(default_factory=WebOptions)
    keys: Keys = field(default_factory=Keys)
    reads: Callable[[], tuple[Read, ReadBy]] = reads
    drafts: Drafts = field(default_factory=Drafts)
    clock: Callable[[], float] = time.monotonic
    blank: str = field(default_factory=lambda: secrets.token_hex(_PROOF), init=False, repr=False)
    counting: Counting = field(init=False)
    answers: Memory[Made] = field(init=False)
    requests: Rate = field(init=False)
    readings: Rate = field(init=False)
    _turn: threading.Lock = field(default_factory=threading.Lock, init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "counting", Counting(self.archive, self.clock))
        object.__setattr__(self, "answers", Memory(self.archive.moment, self.options.kept, self.clock))
        object.__setattr__(self, "requests", Rate(self.options.requests))
        object.__setattr__(self, "readings", Rate(self.options.reads))

    def proof(self, seat: str) -> str:
        """What a form has that was made here for one browser, as long as the blank one."""
        return self.keys.signed(f"seat {seat}")

    def read(self, article: Article) -> Article:
        """The article, read; one at a time, so that the pages stay quick. Refused."""
        if len(article.text) > self.options.max_text:
            raise Refused(413, f"The text has {len(article.text):,} characters; {self.options.max_text:,} is the most "
                               "that is read here. `quoth add` on the command line has no such limit.")  # fmt: skip
        with self.in_turn():
            return next(self.reads()[0]([article]))

    def keep(self, article: Article) -> int:
        """Store an article that was read here; its number."""
        (stored,) = self.archive.add([article], self.reads()[1])
        return stored.article

    @contextmanager
    def in_turn(self) -> Iterator[None]:
        if not self._turn.acquire(timeout=_PATIENCE):
            raise Refused(503, "Others' texts are being read; try again in a minute.")
        try:
            yield
        finally:
            self._turn.release()


def site_of(request: Request) -> Site:
    """The site that a request is for."""
    return cast(Site, request.app.state.site)


def role_of(request: Request) -> Role | None:
    """What whoever asks may do: nothing more than read, or change the archive too."""
    return cast("Role | None", request.scope.get("role"))


def edits(request: Request) -> bool:
    """Whether whoever asks may change the archive."""
    return role_of(request) == "editor" and not site_of(request).options.read_only
