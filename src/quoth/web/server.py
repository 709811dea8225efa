"""The server: an archive opened, an address listened on, and a line that says where."""

from __future__ import annotations

import socket
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from quoth.archive import Archive
from quoth.config import ArchiveOptions, WebOptions
from quoth.errors import ServerError, one_line
from quoth.web.app import application
from quoth.web.safety import local
from quoth.web.site import Site
from quoth.web.tokens import Keys, kept

Say = Callable[[str], object]
_BACKLOG = 2_048


def serve(path: Path, options: WebOptions, say: Say) -> None:
    """Serve an archive until told to stop; `say` gets each line for whoever started it."""
    opened = ArchiveOptions(create=not options.read_only, patience=options.patience)
    with listening(options) as listener, Archive(path, opened) as archive:
        keys, made = kept(path) if reachable(options) else (Keys(), {})
        for line in told(options, listener.getsockname()[1], keys, made):
            say(line)
        app = Quiet(application(Site(archive, options, keys)), say)
        config = uvicorn.Config(
            app, log_level="error", access_log=False, server_header=False, backlog=_BACKLOG, lifespan="off",
            timeout_graceful_shutdown=5,
        )  # fmt: skip
        uvicorn.Server(config).run(sockets=[listener])


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
