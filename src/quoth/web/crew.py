"""Several processes that serve one archive at one port, and the one that starts them, replaces them and ends them."""

from __future__ import annotations

import multiprocessing
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from types import FrameType

from quoth.errors import ServerError

Work = Callable[[socket.socket], None]
_ENDING = 8.0  # seconds that a process has to end what it is at
_LOOK = 0.2  # seconds between two looks at whether to end
_SHORT = 10.0  # seconds: a process that ends sooner may be one that never works
_TRIES = 3  # of such in a row
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def listeners(first: socket.socket, count: int, backlog: int) -> list[socket.socket]:
    """A socket for each process at the address of the first. Linux then deals out to each what comes in; elsewhere
    all take from one. They stay open here: what comes while a process is replaced waits for the next."""
    if count == 1 or sys.platform != "linux":
        return [first, *(first.dup() for _ in range(count - 1))]
    address, family = first.getsockname(), first.family
    # It has shown that nobody else listens there.
    first.close()
    return [socket.create_server(address[:2], family=family, backlog=backlog, reuse_port=True) for _ in range(count)]


def run(work: Work, sockets: Sequence[socket.socket], say: Callable[[str], object]) -> None:
    """A process for each socket until told to stop; one that ends by itself is told of and replaced. ServerError."""
    crew: dict[BaseProcess, tuple[socket.socket, float]] = {}
    short = 0
    with _told() as told, ExitStack() as at_last:
        at_last.callback(_end, crew)
        for one in sockets:
            crew[_begun(work, one)] = one, time.monotonic()
        while not told:
            ended = wait([process.sentinel for process in crew], _LOOK)
            for process in [one for one in crew if one.sentinel in ended and not told]:
                process.join()
                socket_, since = crew.pop(process)
                short = short + 1 if time.monotonic() - since < _SHORT else 0
                why = _why(process.exitcode)
                if short >= _TRIES:
                    raise ServerError(f"the processes end as soon as they begin ({why}); try --workers 1")
                say(f"a process that served has ended ({why}); another takes its place")
                crew[_begun(work, socket_)] = socket_, time.monotonic()
    # As if it had come now: whoever started this sees how it ended.
    signal.raise_signal(told[0])


def _begun(work: Work, listener: socket.socket) -> BaseProcess:
    process = multiprocessing.get_context("spawn").Process(target=work, args=(listener,))
    # Ctrl-C comes to every process of a terminal, and is for the one that started the others.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        process.start()
    finally:
        signal.signal(signal.SIGINT, before)
    return process


def _end(crew: dict[BaseProcess, tuple[socket.socket, float]]) -> None:
    """End every process: in peace, or when that takes too long, at once."""
    for process in crew:
        process.terminate()
    until = time.monotonic() + _ENDING
    for process in crew:
        process.join(max(0.0, until - time.monotonic()))
        if process.is_alive():
            process.kill()
            process.join()


@contextmanager
def _told() -> Iterator[list[int]]:
    """The signals to end that have come."""
    told: list[int] = []

    def take(number: int, _: FrameType | None) -> None:
        told.append(number)

    before = {number: signal.signal(number, take) for number in _SIGNALS}
    try:
        yield told
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _why(code: int | None) -> str:
    return f"killed by signal {-code}" if code is not None and code < 0 else f"exit code {code}"
