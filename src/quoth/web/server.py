"""The server: an archive opened, an address listened on, and a line that says where."""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
import os
import signal
import socket
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from multiprocessing.connection import wait
from pathlib import Path
from tempfile import TemporaryDirectory

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from quoth.archive import Archive
from quoth.config import ArchiveOptions, ReadingOptions, WebOptions
from quoth.errors import ServerError, one_line
from quoth.pipeline import reads
from quoth.web import crew
from quoth.web.app import application
from quoth.web.drafts import Drafts
from quoth.web.safety import local
from quoth.web.site import Site
from quoth.web.tokens import Keys, kept

Say = Callable[[str], object]
_BACKLOG = 2_048
_MANY = 4  # processes, where nobody says how many
_IDLE = 75  # seconds that a connection is kept for what may follow, as servers before this one keep theirs


def serve(path: Path, options: WebOptions, say: Say) -> None:
    """Serve an archive until told to stop; `say` gets each line for whoever started it."""
    opened = ArchiveOptions(create=not options.read_only, patience=options.patience)
    _clear_up_when_ended()
    count = options.workers or workers(options)
    with ExitStack() as at_last:
        sockets = [at_last.enter_context(one) for one in crew.listeners(listening(options), count, _BACKLOG)]
        archive = at_last.enter_context(Archive(path, opened))
        keys, made = kept(path) if reachable(options) else (Keys(), {})
        for line in told(options, sockets[0].getsockname()[1], keys, made):
            say(line)
        if count == 1:
            _run(_site(archive, options, keys), sockets[0], say)
            return
        archive.close()  # each process has its own
        folder = Path(at_last.enter_context(TemporaryDirectory(prefix="quoth-")))
        crew.run(partial(work, path, options, keys, folder, say), sockets, say)


def work(path: Path, options: WebOptions, keys: Keys, folder: Path, say: Say, listener: socket.socket) -> None:
    """One process of several. What was read and not kept yet lies in the folder, for all of them."""
    _clear_up_when_ended()
    _end_with_parent()
    opened = ArchiveOptions(create=False, patience=options.patience)
    with listener, Archive(path, opened) as archive:
        _run(_site(archive, options, keys, Drafts(folder)), listener, say)


def _site(archive: Archive, options: WebOptions, keys: Keys, drafts: Drafts | None = None) -> Site:
    return Site(archive, options, keys, partial(reads, ReadingOptions(model=options.model)), drafts or Drafts())


def _run(site: Site, listener: socket.socket, say: Say) -> None:
    app = Quiet(application(site), say)
    config = uvicorn.Config(
        app, log_level="error", access_log=False, server_header=False, backlog=_BACKLOG, lifespan="off",
        timeout_graceful_shutdown=5, timeout_keep_alive=_IDLE,
    )  # fmt: skip
    # What is there from now on is there for good: to look through it for what nobody needs takes a tenth of a second.
    gc.collect()
    gc.freeze()
    with asyncio.Runner() as runner:
        with _undisturbed():
            runner.get_loop()
        runner.run(uvicorn.Server(config).serve(sockets=[listener]))


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Signals that come meanwhile come afterwards: half an event loop cannot be ended in peace."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _clear_up_when_ended() -> None:
    """Have SIGTERM end this process as Ctrl-C does: what is open is closed, and what lies about is taken away."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))


def _end_with_parent() -> None:
    """End when the process that began this one is gone, whatever became of it."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent.sentinel,), daemon=True).start()


def _follow(sentinel: int) -> None:
    wait([sentinel])
    signal.raise_signal(signal.SIGTERM)


def workers(options: WebOptions) -> int:
    """How many processes serve best: one for whoever uses this machine, one a core, up to a few, for others."""
    return min(_MANY, os.cpu_count() or 1) if reachable(options) else 1


def reachable(options: WebOptions) -> bool:
    """Whether others may reach it: directly, or by a server before it that passes on another name."""
    return not local(options.host) or bool(options.names)


def listening(options: WebOptions) -> socket.socket:
    """The socket that is listened on. ServerError."""
    try:
        family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
        return socket.create_server((options.host, options.port), family=family, backlog=_BACKLOG)
    except OSError as error:
        reason = error.strerror or error
        where = f"port {options.port} of {options.host}"
        raise ServerError(
            one_line(f"{where} cannot be listened on ({reason}); give another with --port or --host")
        ) from None


def told(options: WebOptions, port: int, keys: Keys, made: Mapping[str, str]) -> list[str]:
    """Where the pages are, and how others get in."""
    host = f"[{options.host}]" if ":" in options.host else options.host
    lines = [f"http://{host}:{port}/  (Ctrl-C ends it)"]
    if made:
        lines += [
            f"token of a{'n' * (role == 'editor')} {role}, told this once: {token}" for role, token in made.items()
        ]
    elif keys.asked:
        lines.append(
            "the tokens are those made before; delete the file ending in .tokens beside the archive for new ones"
        )
    if keys.asked:
        lines.append("nothing is encrypted: put a server with HTTPS in front of it where you do not trust the network")
    return lines


class Quiet:
    """The application; what nobody foresaw is one line for whoever runs it, and no traceback."""

    def __init__(self, app: ASGIApp, say: Say) -> None:
        self._app, self._say = app, say

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._app(scope, receive, send)
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{Path(last.filename).name}:{last.lineno}"
            self._say(one_line(f"internal error in {place} ({error!r}); please report this line"))
