"""Web archives: every HTML page comes out with where its bytes are, and damage costs only what it hit."""

import gzip
import io
import os
import random
import sys
import tracemalloc
from functools import cache
from pathlib import Path
from threading import Thread

import brotli
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoth.article import Article, Capture
from quoth.config import IntakeOptions, Ties
from quoth.errors import HeldError, InputError
from quoth.intake import page, read
from tests.intake import archives
from tests.intake.archives import archive, html, name, record, starts

OPTIONS = IntakeOptions(max_bytes=1_000_000)
SUFFIXES = {"gzip": ".warc.gz", "plain": ".warc", "zstd": ".warc.zst"}


def put(folder: Path, data: bytes, suffix: str = ".warc.gz") -> Path:
    path = folder / f"sallow{suffix}"
    path.write_bytes(data)
    return path


def taken(path: object, options: IntakeOptions = OPTIONS) -> list[Article | InputError]:
    found = list(read(str(path), options))
    assert all(str(one).isprintable() for one in found if isinstance(one, InputError))
    return found


def told(found: list[Article | InputError]) -> list[int | str]:
    """The numbers of the pages that came, and the complaints between them."""
    return [int((one.url or "").rsplit("/", 1)[1]) if isinstance(one, Article) else str(one) for one in found]


def complaint(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    (error,) = taken(path)
    assert isinstance(error, InputError)
    assert ";" in str(error), "a complaint names the remedy"
    return str(error)


@pytest.mark.parametrize("version", ["1.0", "1.1"])
@pytest.mark.parametrize("packed", SUFFIXES)
def test_every_page_with_where_its_bytes_are(tmp_path: Path, packed: str, version: str) -> None:
    parts = archive(packed=packed, version=version)
    path = put(tmp_path, b"".join(parts), SUFFIXES[packed])
    found = taken(path)
    assert told(found) == [0, 1, 2, 3]
    for number, (one, start) in enumerate(zip(found, starts(parts)[1:], strict=True)):
        assert isinstance(one, Article) and one.capture
        assert one.origin == f"{path}:{start}"
        assert (one.url, one.retrieved) == (f"http://sallow.example/{number}", "2021-08-30")
        assert (one.capture.record, one.capture.time) == (name(number), f"2021-08-30T10:00:{number:02}Z")
        assert one.capture.digest and one.capture.digest.startswith("sha1:")
        assert f"Berth {number} stays open" in one.text


def test_told_by_its_bytes_where_the_name_does_not_say(tmp_path: Path) -> None:
    for packed in SUFFIXES:
        assert told(taken(put(tmp_path, b"".join(archive(packed=packed)), ".crawl"))) == [0, 1, 2, 3]


def test_in_a_folder(tmp_path: Path) -> None:
    put(tmp_path, b"".join(archive([1])))
    put(tmp_path, b"".join(archive([2], packed="zstd")), ".warc.zst")
    assert told(taken(tmp_path)) == [1, 2]


def test_packed_as_one_piece(tmp_path: Path) -> None:
    data = gzip.compress(b"".join(archive(range(9), packed="plain")))
    assert told(taken(put(tmp_path, data))) == list(range(9))


def test_from_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    for packed in SUFFIXES:
        parts = archive(packed=packed)
        assert told(piped(monkeypatch, b"".join(parts))) == [0, 1, 2, 3]
        *before, last = told(piped(monkeypatch, b"".join(parts)[:-40]))
        assert before[:3] == [0, 1, 2]
        assert "is no whole record" in str(last)


def piped(monkeypatch: pytest.MonkeyPatch, data: bytes) -> list[Article | InputError]:
    return streamed(monkeypatch, [data])


def test_the_bytes_of_a_pipe_are_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    came: list[int] = []
    parts = archive()
    streamed(monkeypatch, parts, IntakeOptions(ties=Ties(came=came.append)))
    assert sum(came) == len(b"".join(parts))


def streamed(
    monkeypatch: pytest.MonkeyPatch, parts: list[bytes], options: IntakeOptions = OPTIONS
) -> list[Article | InputError]:
    """What comes of pieces that are written to a pipe one by one."""
    reading, writing = os.pipe()

    def write() -> None:
        with os.fdopen(writing, "wb") as out:
            out.writelines(parts)

    thread = Thread(target=write)
    thread.start()
    with os.fdopen(reading, "rb") as stream:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stream))
        found = taken("-", options)
    thread.join()
    return found


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(html(7)), {"Content-Encoding": "gzip"}),
        (brotli.compress(html(7)), {"Content-Encoding": "br"}),
        (archives.chunked(html(7)), {"Transfer-Encoding": "chunked"}),
        (archives.chunked(gzip.compress(html(7))), {"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"}),
        (html(7), {"Content-Encoding": "gzip"}),  # unpacked by the crawler, which left the head as it was
        (html(7), {"Transfer-Encoding": "chunked"}),
        (html(7), {"Content-Encoding": "none-such"}),
        (html(7).decode().replace("Berth", "Café").encode("cp1252"), {"Content-Type": "text/html; charset=iso-8859-1"}),
        (html(7), {"Content-Type": "Application/XHTML+XML"}),
    ],
)
def test_bodies_as_http_sends_them(tmp_path: Path, body: bytes, headers: dict[str, str]) -> None:
    (one,) = taken(put(tmp_path, record(7, body, headers=headers)))
    assert isinstance(one, Article), one
    assert "7 stays open, the harbour master said" in one.text
    assert "�" not in one.text


def test_what_is_no_page_is_left_out(tmp_path: Path) -> None:
    parts = [
        archives.info(),
        record(1, kind="request"),
        record(2, b"\x89PNG", headers={"Content-Type": "image/png"}),
        record(3, status="404 Not Found"),
        record(4, status="301 Moved", headers={"Location": "/5"}),
        record(5, kind="resource", http=False),
        record(6, b"20210830 127.0.0.1", http=False, form="text/dns", url="dns:sallow.example"),
        record(7),
        record(8, kind="metadata", http=False),
    ]
    path = put(tmp_path, b"".join(parts))
    assert told(taken(path)) == [7]
    assert "holds no response that is an HTML page" in complaint(path, b"".join(parts[:7]))


def test_a_page_without_an_article_does_not_stop_the_others(tmp_path: Path) -> None:
    parts = [record(1), record(2, b"<html><body></body></html>"), record(3)]
    one, error, three = told(taken(put(tmp_path, b"".join(parts))))
    assert (one, three) == (1, 3)
    assert f":{len(parts[0])}: holds no article text" in str(error)


def test_addresses_in_pointed_brackets_and_moments_to_the_microsecond(tmp_path: Path) -> None:
    named = {"WARC-Target-URI": "<http://sallow.example/9>", "WARC-Date": "2021-08-30T10:00:00.123456Z"}
    (one,) = taken(put(tmp_path, record(9, version="1.1", warc=named)))
    assert isinstance(one, Article) and one.capture
    assert (one.url, one.capture.time) == ("http://sallow.example/9", "2021-08-30T10:00:00.123456Z")


def test_no_page_was_published_after_it_was_captured(tmp_path: Path) -> None:
    body = html().replace(
        b"<body>", b'<head><meta property="article:published_time" content="2022-01-05"></head><body>'
    )
    (one,) = taken(put(tmp_path, record(body=body)))
    assert isinstance(one, Article) and one.published is None


def test_a_page_over_the_limit(tmp_path: Path) -> None:
    big = b"<p>" + b"a" * 3_000_000
    packed = gzip.compress(big)
    parts = [record(1), record(2, big), record(3, packed, headers={"Content-Encoding": "gzip"}), record(4)]
    one, large, bomb, four = told(taken(put(tmp_path, b"".join(parts))))
    assert (one, four) == (1, 4)
    assert "is larger than 1 MB" in str(large) and "is larger than 1 MB" in str(bomb)


def test_memory_stays_the_same(tmp_path: Path) -> None:
    path = put(tmp_path, b"")
    noise = random.Random(1).randbytes(900_000)
    one = record(1, noise, headers={"Content-Type": "image/png"})
    with path.open("wb") as out:
        for _ in range(60):
            out.write(one)
        out.write(record(2))
    list(read(str(path), OPTIONS))  # what is loaded once
    tracemalloc.start()
    assert told(taken(path)) == [2]
    assert tracemalloc.get_traced_memory()[1] < 12_000_000
    tracemalloc.stop()


def test_what_is_held_is_not_taken_in(tmp_path: Path) -> None:
    path = put(tmp_path, b"".join(archive()))
    held = {name(1): 11, name(3): 13}
    found = taken(path, IntakeOptions(ties=Ties(captured=held.get)))
    assert [one.article if isinstance(one, HeldError) else None for one in found] == [None, 11, None, 13]


def test_the_bytes_that_came_are_told(tmp_path: Path) -> None:
    path = put(tmp_path, b"".join(archive())[:-30])
    came: list[int] = []
    taken(path, IntakeOptions(ties=Ties(came=came.append)))
    assert sum(came) == path.stat().st_size


@pytest.mark.parametrize("packed", SUFFIXES)
def test_cut_short(tmp_path: Path, packed: str) -> None:
    parts = archive(packed=packed)
    for keep in (1, 8, 60, len(parts[3]) - 5):
        path = put(tmp_path, b"".join(parts[:3]) + parts[3][:keep], SUFFIXES[packed])
        *pages, error = told(taken(path))
        assert pages == [0, 1]
        if (packed, keep) != ("zstd", 1):
            assert str(error).startswith(f"{path}:{starts(parts)[3]}: is no whole record")
        if packed != "zstd":  # what is broken there may as well be the next
            assert str(error).endswith("and none after it can be read; get the web archive again")


@pytest.mark.parametrize("packed", SUFFIXES)
def test_garbage_between(tmp_path: Path, packed: str) -> None:
    parts = archive(packed=packed)
    path = put(tmp_path, b"".join([*parts[:3], b"\x00garbage\r\n" * 50, *parts[3:]]), SUFFIXES[packed])
    found = told(taken(path))
    assert [one for one in found if isinstance(one, int)] == [0, 1, 2, 3]
    (error,) = (one for one in found if isinstance(one, str))
    assert "is no whole record" in error and error.endswith("; reading goes on after it")
    if packed != "zstd":  # zstd does not say where a frame ends
        assert error.startswith(f"{path}:{starts(parts)[3]}: ")


@pytest.mark.parametrize(
    ("packed", "place"), [("gzip", 0.1), ("gzip", 0.5), ("gzip", 0.9), ("plain", 0.9), ("zstd", 0.1), ("zstd", 0.9)]
)
def test_a_record_with_broken_bytes(tmp_path: Path, packed: str, place: float) -> None:
    parts = archive(packed=packed)
    at = int(len(parts[2]) * place)
    broken = parts[2][:at] + bytes(255 - byte for byte in parts[2][at : at + 12]) + parts[2][at + 12 :]
    found = told(taken(put(tmp_path, b"".join([*parts[:2], broken, *parts[3:]]), SUFFIXES[packed])))
    assert [one for one in found if isinstance(one, int)] == [0, 2, 3]
    assert sum(isinstance(one, str) for one in found) <= 1


def test_a_wrong_length(tmp_path: Path) -> None:
    """A record must not swallow the next, whichever way its length is wrong, and with no digest to tell."""
    parts = [part.replace(b"WARC-Block-Digest", b"X-Block-Digest---") for part in archive(packed="plain")]
    start = parts[2].index(b"Content-Length: ") + len(b"Content-Length: ")
    stop = parts[2].index(b"\r\n", start)
    for wrong in (-100, -1, 100, 900, 100_000, 10**15):
        length = str(int(parts[2][start:stop]) + wrong).encode()
        path = put(tmp_path, b"".join([*parts[:2], parts[2][:start], length, parts[2][stop:], *parts[3:]]), ".warc")
        zero, error, *rest = told(taken(path))
        assert (zero, rest) == (0, [2, 3]), wrong
        assert str(error).startswith(f"{path}:{starts(parts)[2]}: is no whole record"), wrong


def test_bytes_without_their_digest(tmp_path: Path) -> None:
    parts = archive(packed="plain")
    forged = parts[2].replace(b"said on Friday", b"said on Sunday")
    zero, error, *rest = told(taken(put(tmp_path, b"".join([*parts[:2], forged, *parts[3:]]), ".warc")))
    assert (zero, rest) == (0, [2, 3])
    assert "does not have the digest" in str(error)


@pytest.mark.parametrize(
    "digest", ["", "sha1", "sha1:", "md4:abc", "none:such", "sha-256:{hex}", "SHA256:{hex}", "sha256:{b32}"]
)
def test_digests_as_archives_state_them(tmp_path: Path, digest: str) -> None:
    import base64
    import hashlib

    plain = record(1, packed="plain")
    block = plain.split(b"\r\n\r\n", 1)[1].removesuffix(b"\r\n\r\n")
    found = hashlib.sha256(block).digest()
    stated = digest.format(hex=found.hex(), b32=base64.b32encode(found).decode())
    (one,) = taken(put(tmp_path, record(1, packed="plain", warc={"WARC-Block-Digest": stated}), ".warc"))
    assert isinstance(one, Article) or digest in ("sha1:",)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"\x00" * 100, "is empty"),
        (b"hello, this is a text\n" * 50, "is no web archive"),
        (html(), "is no web archive"),
        (b"WARC/1.0", "is no whole record"),
        (b"WARC/1.0\r\n", "is no whole record"),
        (gzip.compress(html()), "is no web archive"),
        (gzip.compress(b""), "is no web archive"),
        (b"\x1f\x8b\x08", "is no web archive"),
        (b"\x28\xb5\x2f\xfd" * 9, "is no whole record"),
        (archives.info(), "holds no response"),
    ],
)
def test_what_is_no_web_archive(tmp_path: Path, data: bytes, reason: str) -> None:
    for suffix in SUFFIXES.values():
        assert reason in complaint(tmp_path / f"a{suffix}", data)


def test_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fastwarc", None)
    assert complaint(tmp_path / "a.warc.gz", b"".join(archive())).endswith(
        'is a web archive, which needs an extra; install it with: pip install "quoth[warc]"'
    )


WHOLE = {packed: b"".join(archive(range(3), packed=packed)) for packed in SUFFIXES}


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """A web archive with bytes cut off, cut out, put in or changed anywhere."""
    packed = draw(st.sampled_from(sorted(SUFFIXES)))
    data = bytearray(WHOLE[packed])
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        length = draw(st.integers(0, 300))
        match draw(st.integers(0, 3)):
            case 0:
                del data[at:]
            case 1:
                del data[at : at + length]
            case 2:
                data[at:at] = draw(st.binary(max_size=40))
            case 3 if data:
                data[at] = draw(st.integers(0, 255))
    return packed, bytes(data)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(damaged())
def test_any_damage(tmp_path: Path, made: tuple[str, bytes]) -> None:
    packed, data = made
    found = taken(put(tmp_path, data, SUFFIXES[packed]))
    assert found
    if packed == "gzip":  # where every byte has a checksum, nothing comes out but what was archived
        assert {one.text for one in found if isinstance(one, Article)} <= texts()


@cache
def texts() -> set[str]:
    return {page(html(number), "a", OPTIONS).text for number in range(3)}


def test_the_capture_goes_with_the_record(tmp_path: Path) -> None:
    (one,) = taken(put(tmp_path, record(1)))
    assert isinstance(one, Article) and one.capture
    assert one.record()["capture"] == {
        "record": name(1), "time": "2021-08-30T10:00:01Z", "digest": one.capture.digest,
    }  # fmt: skip
    assert Capture(**one.record()["capture"]) == one.capture


def test_a_long_stream_takes_no_more_memory_than_a_short_one(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = record(0, random.Random(1).randbytes(200_000), headers={"Content-Type": "image/jpeg"})
    pages = archive(range(3))
    piped(monkeypatch, b"".join(pages))  # what is loaded once
    peaks = []
    for pictures in (10, 100):
        tracemalloc.start()
        assert told(streamed(monkeypatch, [*pages, *[picture] * pictures, record(9)])) == [0, 1, 2, 9]
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 1_000_000
