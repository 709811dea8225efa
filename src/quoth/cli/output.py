"""Standard output and standard error as the commands use them."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, cast

import typer

from quoth.errors import QuothError, one_line


class OutputError(QuothError):
    """Results that cannot be written."""


@contextmanager
def results() -> Iterator[IO[str]]:
    """Standard output for results: UTF-8 wherever it is no terminal.

    A reader that has seen enough (`| head`) ends the run in peace; a full disk raises OutputError.
    """
    out = sys.stdout
    if out is None:
        raise OutputError("standard output is closed; send the results to a file or a pipe")
    if isinstance(out, io.TextIOWrapper):
        out.reconfigure(encoding=None if out.isatty() else "utf-8", errors="backslashreplace")
    try:
        yield out
        out.flush()
    except BrokenPipeError:
        _silence(out)
        raise typer.Exit(0) from None
    except KeyboardInterrupt:
        _silence(out)
        raise
    except OSError as error:
        _silence(out)
        raise OutputError(f"cannot write the results ({error.strerror}); make room, or write elsewhere") from None


def text_wanted(format: str | None, out: IO[str]) -> bool:
    """Whether a person is to read the results: when told so, or on a terminal."""
    return out.isatty() if format is None else format == "text"


@contextmanager
def results_in(file: Path) -> Iterator[IO[str]]:
    """A file for results, which is there as a whole or not at all; `-` is standard output."""
    if str(file) == "-":
        with results() as out:
            yield out
        return
    with _part(file) as part, part.open("w", encoding="utf-8", newline="") as out:
        yield out


@contextmanager
def bytes_in(file: Path) -> Iterator[IO[bytes]]:
    """The same for results that are no text."""
    if str(file) == "-":
        with results() as out:
            yield cast(IO[bytes], cast(io.TextIOWrapper, out).buffer)
        return
    with _part(file) as part, part.open("wb") as packed:
        yield packed


@contextmanager
def _part(file: Path) -> Iterator[Path]:
    """Where a file is written, which is put in its place when all of it is there."""
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with failing_of(file):
            yield part
            part.replace(file)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


@contextmanager
def failing_of(file: Path) -> Iterator[None]:
    """What goes wrong in writing a file, as an OutputError that names it."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or error
        raise OutputError(one_line(f"{file}: cannot be written ({reason}); make room, or name another file")) from None


def more(after: str | None) -> None:
    """Where a page of results goes on, if it does."""
    if after is not None:
        complain(f"there is more; go on with --after {after}")


def complain(message: str) -> None:
    """One line on standard error, where there is one."""
    if sys.stderr is not None:
        print(f"quoth: {message}", file=sys.stderr)


def _silence(out: IO[str]) -> None:
    """What is still held goes nowhere, so that closing the output at exit cannot fail once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())
