"""A web archive of any length passes in the same memory: a made one through a pipe, into an archive, without the model.

    python -m benchmarks.warc [--megabytes 1000]

Most bytes of a crawl are no pages: a record in ten is a page, the others are pictures. The other process reads what
it is given on standard input, and tells the most memory that it has had after each tenth.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from quoth.archive import Archive, ReadBy
from quoth.config import IntakeOptions, Ties
from quoth.pipeline import add_taken

ROOT = Path(__file__).parents[1]
PICTURE = 200_000  # bytes
PAGES = 10  # a record in so many is a page
TENTHS = 10
SENTENCES = ["The harbour master of Sallow said on Friday that berth {} stays open.", "Ships wait at gate {}."]


def records() -> Iterator[bytes]:
    """The records of a crawl without end, each packed by itself."""
    chance = random.Random(1)
    picture = _record("http://sallow.example/picture", "image/jpeg", chance.randbytes(PICTURE))
    number = 0
    while True:
        number += 1
        yield _record(f"http://sallow.example/{number}", "text/html", _page(number)) if number % PAGES == 0 else picture


def _page(number: int) -> bytes:
    said = "".join(f"<p>{SENTENCES[place % 2].format(number * 100 + place)}</p>" for place in range(40))
    return f"<html><body><article><h1>Berth {number}</h1>{said}</article></body></html>".encode()


def _record(address: str, kind: str, body: bytes) -> bytes:
    out = BytesIO()
    writer = WARCWriter(out, gzip=True)
    head = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
    writer.write_record(writer.create_warc_record(address, "response", payload=BytesIO(body), http_headers=head))
    return out.getvalue()


def passed(size: int) -> list[dict[str, float]]:
    """What the reading process tells of a web archive of so many bytes."""
    command = [sys.executable, "-m", "benchmarks.warc", "--read", str(size)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as reader:
        assert reader.stdin and reader.stdout
        sent = 0
        for record in records():
            reader.stdin.write(record)
            sent += len(record)
            if sent >= size:
                break
        reader.stdin.close()
        return [json.loads(line) for line in reader.stdout]


def read(size: int) -> None:
    """Adds what comes on standard input, and tells the memory as it comes."""
    came = told = 0
    began = time.perf_counter()

    def count(more: int) -> None:
        nonlocal came
        came += more

    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder) / "archive.db") as archive:
        ties = replace(Ties(), came=count)
        taken = add_taken(["-"], archive, iter, ReadBy("0.1.0", "none"), IntakeOptions(ties=ties))
        for articles, _ in enumerate(taken, 1):
            if came * TENTHS >= (told + 1) * size:
                told = came * TENTHS // size
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
                line = {"megabytes": round(came / 1e6), "articles": articles, "peak_megabytes": round(peak / 1024, 1)}
                print(json.dumps({**line, "seconds": round(time.perf_counter() - began, 1)}), flush=True)


def main() -> None:
    """Sends, reads and writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=1000)
    parser.add_argument("--read", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, default=ROOT / "benchmarks/results/warc.json")
    options = parser.parse_args()
    if options.read:
        read(options.read)
        return
    found = passed(options.megabytes * 1_000_000)
    result = {
        "command": f"python -m benchmarks.warc --megabytes {options.megabytes}",
        "machine": {"processor": platform.machine(), "cores": os.cpu_count()},
        "load before": round(os.getloadavg()[0], 1),
        "grown_megabytes": round(found[-1]["peak_megabytes"] - found[0]["peak_megabytes"], 1),
        "tenths": found,
    }
    text = json.dumps(result, indent=1)
    options.out.write_text(f"{text}\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
