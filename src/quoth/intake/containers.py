"""A web archive as bytes, packed with gzip, with zstd or not at all: where its records begin and end."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterator
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

GZIP, ZSTD, PLAIN = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"WARC/"
_BEGIN = re.compile(rb"\x1f\x8b\x08|\x28\xb5\x2f\xfd|WARC/\d\.\d{1,2}\r?\n")
_HEAD = re.compile(rb"WARC/.+?\r?\n\r?\n", re.DOTALL)
_LENGTH = re.compile(rb"^content-length:\s*(\d{1,18})\s*$", re.IGNORECASE | re.MULTILINE)
_LONGEST_HEAD = 32_768
_CHUNK = 16_384  # packed bytes unpacked at a time: gzip makes at most a thousand of one
_LOOK = 1 << 20
_OVERLAP = 64
_FILLING = b"\0\r\n\t "


class Container:
    """One open file. It stands in for the file where the library reads, and counts what came."""

    def __init__(self, stream: IO[bytes], came: Callable[[int], None]) -> None:
        self.seekable = stream.seekable()
        self._stream, self._came = stream, came
        self._at = self._furthest = 0
        self._kind = self._begins(0) if self.seekable else None

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        data = self._stream.read(size)
        self._at += len(data)
        if self._at > self._furthest:
            self._came(self._at - self._furthest)
            self._furthest = self._at
        return data

    def tell(self) -> int:
        """Where the next bytes begin."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go there."""
        self._at = self._stream.seek(offset, whence)
        return self._at

    def close(self) -> None:
        """The file is closed by whoever opened it."""

    def records(self, begin: int) -> Iterator[WarcRecord]:
        """The records from a byte on, each only until the next is asked for. OSError where one is damaged."""
        from fastwarc.warc import ArchiveIterator

        if self.seekable:
            self.seek(begin)
        return iter(ArchiveIterator(self, parse_http=False))

    def end(self, record: int, begin: int) -> int | None:
        """Where the last record of those from `begin` on ends; None where it is damaged."""
        # Where one piece of gzip holds many records, only the piece has a place.
        start = record if self._begins(record) else begin
        kind = self._begins(start)
        if kind == ZSTD:
            return self.following(start + 1) or self.seek(0, io.SEEK_END)
        return self._packed_end(start) if kind == GZIP else self._plain_end(start)

    def blank(self, at: int) -> bool:
        """Whether nothing but filling follows."""
        self.seek(at)
        return not self.read(_LOOK).strip(_FILLING)

    def following(self, at: int) -> int | None:
        """The first byte from `at` on with which a record seems to begin."""
        while self.seekable:
            self.seek(at)
            data = self.read(_LOOK)
            for match in _BEGIN.finditer(data):
                kind = self._begins(at + match.start())
                if kind and self._kind in (kind, None):
                    return at + match.start()
            if len(data) < _LOOK:
                return None
            at += len(data) - _OVERLAP
        return None

    def _begins(self, at: int) -> bytes | None:
        """How the record is packed that begins at a byte; None where none does."""
        self.seek(at)
        return begins(self.read(512))

    def _packed_end(self, start: int) -> int | None:
        self.seek(start)
        unpacker = zlib.decompressobj(31)
        try:
            while not unpacker.eof:
                data = self.read(_CHUNK)
                if not data:
                    return None
                unpacker.decompress(data)
        except zlib.error:
            return None
        return self._at - len(unpacker.unused_data)

    def _plain_end(self, start: int) -> int | None:
        self.seek(start)
        head = _HEAD.match(self.read(_LONGEST_HEAD))
        length = _LENGTH.search(head[0]) if head else None
        if not head or not length:
            return None
        end = start + len(head[0]) + int(length[1])
        if end > self.seek(0, io.SEEK_END):
            return None
        self.seek(end)
        between = self.read(4)
        return end + len(between) if not between.strip(b"\r\n") else None


def begins(data: bytes) -> bytes | None:
    """How a record is packed that begins so; None where it seems to be none."""
    if data.startswith(GZIP):
        return GZIP if _unpacked(data).startswith(PLAIN) else None
    return next((kind for kind in (ZSTD, PLAIN) if data.startswith(kind)), None)


def _unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(data, len(PLAIN))
    except zlib.error:
        return b""
