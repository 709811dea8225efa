"""Options that travel together, each group as one value."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from quoth.article import Marks


def _nothing(*_: object) -> None:
    """Knows nothing and does nothing."""


@dataclass(frozen=True, slots=True)
class Ties:
    """What intake asks of whoever takes in, and tells them: the article that holds a capture, by its record's id,
    or an address, and need not be taken in again; how an address was marked when it was fetched last, and is now;
    how many bytes of the files have come."""

    captured: Callable[[str], int | None] = _nothing
    located: Callable[[str], int | None] = _nothing
    marks: Callable[[str], Marks | None] = _nothing
    keep: Callable[[str, Marks], None] = _nothing
    came: Callable[[int], None] = _nothing


@dataclass(frozen=True, slots=True)
class FollowOptions:
    """How what a feed links to is fetched: up to so many entries, bytes and seconds for each feed; `delay` seconds
    between two requests to one host, more where its robots.txt asks for it, and where that or a busy host asks for
    more than `patience`, none; `tries` in all, with `backoff` seconds before the second and twice as many before
    each further."""

    entries: int = 200
    max_bytes: int = 200_000_000
    max_time: float = 3600.0
    delay: float = 2.0
    patience: float = 120.0
    tries: int = 3
    backoff: float = 5.0


@dataclass(frozen=True, slots=True)
class IntakeOptions:
    """Limits on what is taken in. Sizes are bytes, times are seconds. Links of feeds are followed if told how."""

    max_bytes: int = 20_000_000
    timeout: float = 20.0
    max_redirects: int = 5
    today: str | None = None
    follow: FollowOptions | None = None
    ties: Ties = Ties()


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How the model is run: `threads` windows at a time; an archive gets up to `articles` articles, or `characters`
    of text, at once; contents are read again for what is nested in them or not; speakers are sought or left null.
    `model` names the model, or its folder."""

    threads: int = 1
    articles: int = 32
    characters: int = 500_000
    nested: bool = True
    speakers: bool = True
    model: str = "small"


@dataclass(frozen=True, slots=True)
class ArchiveOptions:
    """How an archive is opened: `timeout` seconds to wait for another writer; `max_bytes` that it may grow
    to; made where there is none, or not; `patience`, the seconds that one look at it may take."""

    timeout: float = 30.0
    max_bytes: int | None = None
    create: bool = True
    patience: float | None = None


@dataclass(frozen=True, slots=True)
class WebOptions:
    """How the pages are served. `names` are further names of this machine; `public` lets anybody read without a
    token. Of one client a minute: `requests` of any kind, `reads` by the `model`; sizes are bytes and characters, and
    `patience` the seconds that one look at the archive may take. Each of the `workers`, processes of their own and as
    many as are fit if not told, works at `at_once` requests, lets `waiting` wait, and remembers `kept` bytes."""

    host: str = "127.0.0.1"
    port: int = 8642
    read_only: bool = False
    public: bool = False
    names: tuple[str, ...] = ()
    requests: int = 1_200
    reads: int = 30
    max_body: int = 5_000_000
    max_query: int = 8_000
    max_text: int = 100_000
    patience: float = 10.0
    workers: int | None = None
    at_once: int = 4
    waiting: int = 100
    kept: int = 64_000_000
    model: str = "small"


_MOST = 4  # cores that are used unasked: a laptop's others are for its owner


def cores() -> int:
    """How many of the processor's cores to use where nobody says."""
    allowed = getattr(os, "sched_getaffinity", None)
    return min(_MOST, len(allowed(0)) if allowed else os.cpu_count() or 1)


# Where each system keeps a user's data: a variable that says so, and the folder at home otherwise.
_DATA = {
    "win32": ("LOCALAPPDATA", "AppData/Local"),
    "darwin": ("", "Library/Application Support"),
}


def default_archive() -> Path:
    """The archive that is used where none is named: in the user's data folder."""
    variable, folder = _DATA.get(sys.platform, ("XDG_DATA_HOME", ".local/share"))
    return Path(os.environ.get(variable) or Path.home() / folder, "quoth", "archive.db")


# And where it keeps what can be made again at any time.
_CACHE = {
    "win32": ("LOCALAPPDATA", "AppData/Local"),
    "darwin": ("", "Library/Caches"),
}


def cache_folder() -> Path:
    """The folder for what is made once and kept."""
    variable, folder = _CACHE.get(sys.platform, ("XDG_CACHE_HOME", ".cache"))
    return Path(os.environ.get(variable) or Path.home() / folder, "quoth")
