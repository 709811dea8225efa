"""Web archives for the tests, written by warcio as crawlers write them."""

import gzip
import io
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from fastwarc import ZstdWriter
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

TEXT = "The harbour of Sallow will be closed from Monday, the council said after its meeting on the cranes."


def html(number: int = 0) -> bytes:
    """A page unlike any other's."""
    body = f"<p>{TEXT}</p><p>Berth {number} stays open, the harbour master said on Friday evening to reporters.</p>"
    return f"<html><body><article><h1>Harbour closes berth {number}</h1>{body * 2}</article></body></html>".encode()


def record(
    number: int = 0,
    body: bytes | None = None,
    *,
    version: str = "1.0",
    packed: str = "gzip",
    status: str = "200 OK",
    kind: str = "response",
    headers: Mapping[str, str] = {},
    warc: Mapping[str, str] = {},
    url: str | None = None,
    http: bool = True,
    form: str = "",
) -> bytes:
    """One record, packed by itself."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed == "gzip", warc_version=version)
    fields = {"Content-Type": "text/html; charset=utf-8", **headers}
    head = StatusAndHeaders(status, list(fields.items()), protocol="HTTP/1.1") if http else None
    made = writer.create_warc_record(
        url or f"http://sallow.example/{number}",
        kind,
        payload=io.BytesIO(html(number) if body is None else body),
        http_headers=head,
        warc_content_type=form,
        warc_headers_dict={"WARC-Date": f"2021-08-30T10:00:{number:02}Z", "WARC-Record-ID": name(number), **warc},
    )
    writer.write_record(made)
    made.raw_stream.close()
    return zstd(out.getvalue()) if packed == "zstd" else out.getvalue()


def name(number: int) -> str:
    return f"<urn:uuid:00000000-0000-0000-0000-{number:012}>"


@cache
def info(packed: str = "gzip", version: str = "1.0") -> bytes:
    """The record that web archives begin with."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed == "gzip", warc_version=version)
    writer.write_record(writer.create_warcinfo_record("sallow.warc", {"software": "made for a test"}))
    return zstd(out.getvalue()) if packed == "zstd" else out.getvalue()


def archive(numbers: Iterable[int] = range(4), **options: Any) -> list[bytes]:
    """The records of a web archive of pages; joined they are the file."""
    of_file = {name: options[name] for name in ("packed", "version") if name in options}
    return [info(**of_file), *(record(number, **options) for number in numbers)]


def starts(parts: list[bytes]) -> list[int]:
    """Where each of some records begins in the file of them."""
    return [sum(map(len, parts[:place])) for place in range(len(parts))]


def zstd(data: bytes) -> bytes:
    class Kept(io.BytesIO):
        def close(self) -> None:
            pass

    out = Kept()
    writer = ZstdWriter(out)
    writer.write(data)
    writer.finish()
    writer.flush()
    return out.getvalue()


def chunked(data: bytes, size: int = 100) -> bytes:
    """A body as HTTP/1.1 sends it in pieces."""
    parts = (data[start : start + size] for start in range(0, len(data), size))
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def unpacked(parts: list[bytes]) -> bytes:
    """Records packed with gzip as one plain file."""
    return b"".join(map(gzip.decompress, parts))
