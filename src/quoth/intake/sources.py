"""Paths, folders, standard input and addresses -> articles, one by one; what cannot be read comes as a value."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO

from quoth.article import Article
from quoth.config import IntakeOptions, Ties
from quoth.errors import HeldError, InputError
from quoth.intake import containers, decode, feeds, warc
from quoth.intake.pages import page
from quoth.intake.records import record
from quoth.intake.texts import plain

Taken = Article | InputError
_KINDS = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".txt": "text", ".md": "text", ".text": "text",
    ".json": "json", ".jsonl": "lines", ".ndjson": "lines", ".warc": "warc", ".rss": "feed", ".atom": "feed",
}  # fmt: skip
_SNIFFED = 4096


def read(source: str, options: IntakeOptions = IntakeOptions()) -> Iterator[Taken]:
    """Every article of a path, a folder, `-` or an http(s) address; an InputError for what is none.

    Nothing is raised for a bad input, so that the others of the same run go on.
    """
    try:
        yield from _taken(source, options)
    except InputError as error:
        yield error


def measured(sources: Iterable[str]) -> int | None:
    """How many bytes some files and folders have; None where one is neither."""
    total = 0
    for source in sources:
        try:
            path = Path(source)
            files = [one for one in _walked(path) if _kind(one.name)] if path.is_dir() else [path]
            total += sum(file.stat().st_size for file in files)
        except (OSError, ValueError):
            return None
    return total


def _taken(source: str, options: IntakeOptions) -> Iterator[Taken]:
    if source == "-":
        # Below its buffer: a thread that waits in that would keep Python from ending when somebody presses Ctrl-C.
        standard: IO[bytes] = getattr(sys.stdin.buffer, "raw", sys.stdin.buffer)
        yield from _stream(standard, "-", "", options)
    elif source.lower().startswith(("http://", "https://")):
        yield from _address(source, options)
    elif "://" in source:
        raise InputError(source, "is no address that quoth fetches; give one that begins with http:// or https://")
    elif Path(source).is_dir():
        yield from _folder(Path(source), options)
    else:
        yield from _file(Path(source), source, options)


def _address(address: str, options: IntakeOptions) -> Iterator[Taken]:
    from quoth.intake.follow import Visitor

    visitor = Visitor(options)
    found = visitor.named(address)
    if found.kind == "unchanged":
        return
    if found.kind == "feed" or feeds.begins(found.data[:_SNIFFED]):
        whole = True
        for one in feeds.read(found.data, address, options, visitor):
            whole = whole and isinstance(one, Article | HeldError)
            yield one
        # A feed of which something is still to come must be sent again when it is asked for.
        if whole:
            visitor.keep(address, found)
    elif found.kind == "html":
        yield visitor.page(address, found)
    else:
        yield from _whole(found.data, address, found.kind, options)


def _folder(folder: Path, options: IntakeOptions) -> Iterator[Taken]:
    """The files of known kinds in a folder and those below it, in the order of their names."""
    files = [path for path in _walked(folder) if _kind(path.name)]
    if not files:
        raise InputError(str(folder), f"holds no file that quoth reads; it takes {', '.join(_KINDS)} and .gz of these")
    for path in files:
        yield from read(str(path), options)


def _walked(folder: Path) -> Iterator[Path]:
    # Links to folders are not followed: they may lead back here.
    for root, below, names in os.walk(folder):
        below[:] = sorted(name for name in below if not name.startswith("."))
        yield from (Path(root, name) for name in sorted(names) if not name.startswith("."))


def _file(path: Path, origin: str, options: IntakeOptions) -> Iterator[Taken]:
    try:
        with path.open("rb") as stream:
            yield from _stream(stream, origin, _kind(path.name), options)
    except OSError as error:
        raise InputError(origin, _trouble(error)) from None
    except ValueError:  # a NUL in the name
        raise InputError(origin, "is no name of a file; check the path") from None


def _trouble(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "does not exist; check the path"
    if isinstance(error, PermissionError):
        return "may not be read; check its permissions"
    return f"cannot be read ({error.strerror or error}); check the file"


def _suffix(name: str) -> str:
    return Path(name.lower().removesuffix(".gz").replace(".warc.zst", ".warc")).suffix


def _kind(name: str) -> str:
    return _KINDS.get(_suffix(name), "")


def _stream(stream: IO[bytes], origin: str, kind: str, options: IntakeOptions) -> Iterator[Taken]:
    """The articles of one open file, told by suffix or by how it begins."""
    buffered = _buffered(_Whole(stream, options.ties.came))
    if kind == "warc" or (not kind and containers.begins(buffered.peek(_SNIFFED))):
        if stream.seekable():
            # Damage can be passed over only where the file can be wound back.
            yield from warc.read(_rewound(stream), origin, options)
        else:
            # What comes is counted once: before it is looked ahead of.
            yield from warc.read(buffered, origin, replace(options, ties=replace(options.ties, came=Ties().came)))
        return
    packed = buffered.peek(2)[:2] == decode.GZIP
    opened = _buffered(_Unpacked(buffered, origin)) if packed else buffered
    kind = kind or _sniffed(opened.peek(_SNIFFED)[:_SNIFFED])
    if kind == "lines":
        yield from _lines(opened, origin, options)
    else:
        data = opened.read(options.max_bytes + 1)
        if len(data) > options.max_bytes:
            raise decode.too_big(origin, options.max_bytes)
        yield from _whole(data, origin, kind, options)


def _rewound(stream: IO[bytes]) -> IO[bytes]:
    stream.seek(0)
    return stream


def _buffered(stream: io.RawIOBase) -> io.BufferedReader:
    return io.BufferedReader(stream, 1 << 16)


class _Whole(io.RawIOBase):
    """A stream, pipes too, as the raw side of a reader that can look ahead."""

    def __init__(self, stream: IO[bytes], came: Callable[[int], None] | None = None) -> None:
        # What is there already is enough: a pipe may bring the rest much later.
        self._read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
        self._came = came

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        data = self._read(len(buffer))
        buffer[: len(data)] = data
        if self._came:
            self._came(len(data))
        return len(data)


class _Unpacked(_Whole):
    """What gzip data holds; data cut short or broken raises InputError."""

    def __init__(self, stream: IO[bytes], origin: str) -> None:
        super().__init__(gzip.GzipFile(fileobj=stream))  # type: ignore[arg-type]
        self._origin = origin

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        try:
            return super().readinto(buffer)
        except EOFError:
            raise InputError(self._origin, "is a gzip file cut short; download or compress it again") from None
        except (gzip.BadGzipFile, zlib.error):
            raise InputError(self._origin, "is not a sound gzip file; download or compress it again") from None


def _sniffed(start: bytes) -> str:
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text[:1] in (b"{", b"["):
        first = text.split(b"\n")[0].strip()
        return "lines" if first.startswith(b"{") and first.endswith(b"}") else "json"
    if feeds.begins(start):
        return "feed"
    return "html" if b"<html" in start.lower() or text[:1] == b"<" else "text"


def _whole(data: bytes, origin: str, kind: str, options: IntakeOptions) -> Iterator[Taken]:
    if kind == "feed":
        from quoth.intake.follow import Visitor

        yield from feeds.read(data, origin, options, Visitor(options))
    elif kind == "json":
        yield from _json(decode.decode(data, origin), origin, options)
    else:
        take: Callable[[str, str, IntakeOptions], Article] = page if kind == "html" else plain
        yield take(decode.decode(data, origin), origin, options)


def _json(text: str, origin: str, options: IntakeOptions) -> Iterator[Taken]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        if _sniffed(text[:_SNIFFED].encode("utf-8", "replace")) == "lines":
            yield from _lines(io.BytesIO(text.encode("utf-8", "surrogatepass")), origin, options)
            return
        raise InputError(
            origin, "is no valid JSON; check where it ends, or name it .jsonl if it has a record a line"
        ) from None
    for number, one in enumerate(value if isinstance(value, list) else [value], 1):
        yield _recorded(one, f"{origin}:{number}" if isinstance(value, list) else origin, options)


def _lines(stream: IO[bytes], origin: str, options: IntakeOptions) -> Iterator[Taken]:
    """A record a line; a file of any length is never held as a whole."""
    number = 0
    empty = True
    while line := stream.readline(options.max_bytes + 1):
        number += 1
        place = f"{origin}:{number}"
        if len(line) > options.max_bytes:
            yield decode.too_big(place, options.max_bytes)
            _skip_line(stream, line)
        elif line.strip(b"\xef\xbb\xbf \t\r\n\x00"):
            yield _line(line, place, options)
        else:
            continue
        empty = False
    if empty:
        raise InputError(origin, "is empty; nothing to read")


def _skip_line(stream: IO[bytes], line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(1 << 20)


def _line(line: bytes, place: str, options: IntakeOptions) -> Taken:
    try:
        value = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except UnicodeDecodeError:
        return InputError(place, "is not UTF-8; save the file as UTF-8")
    except (ValueError, RecursionError):
        return InputError(place, "is no valid JSON; each line must be one whole object")
    return _recorded(value, place, options)


def _recorded(value: object, place: str, options: IntakeOptions) -> Taken:
    try:
        return record(value, place, options)
    except InputError as error:
        return error
