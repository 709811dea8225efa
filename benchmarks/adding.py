"""How much of the time that `add` takes goes into anything but reading: taking in, and keeping in the archive.

    python -m benchmarks.adding [--data ../shared/data] [--out benchmarks/results/adding.json]

Records of articles, saved pages, and the same pages in a web archive, each into an archive of its own with the
shipped model and one thread for reading. Taking in has a thread of its own, ahead of reading, so it is the time that
passes that is told, of a machine that does nothing else. Each is added twice, and the second time is told: what is
loaded once in a run (the model, the libraries) is not counted.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import tempfile
import time
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from quoth.archive import Archive
from quoth.article import Article
from quoth.config import IntakeOptions
from quoth.intake import read as take_in
from quoth.pipeline import add_taken, reads

ROOT = Path(__file__).parents[1]


class Timed:
    """Reads articles, and knows the seconds that this took."""

    def __init__(self) -> None:
        self._read, self.by = reads()
        self.seconds = 0.0

    def read(self, articles: Iterable[Article]) -> Iterator[Article]:
        found = self._read(articles)
        while True:
            began = time.perf_counter()
            one = next(found, None)
            self.seconds += time.perf_counter() - began
            if one is None:
                return
            yield one


def share(source: Path, reader: Timed) -> dict[str, float | int]:
    """What adding a source took, and the part of it outside reading."""
    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder) / "archive.db") as archive:
        reader.seconds = 0.0
        began = time.perf_counter()
        count = sum(1 for _ in add_taken([str(source)], archive, reader.read, reader.by))
        seconds = time.perf_counter() - began
    return {
        "inputs": count,
        "seconds": round(seconds, 2),
        "reading": round(reader.seconds, 2),
        "milliseconds outside": round(1000 * (seconds - reader.seconds) / count, 1),
        "share outside": round(1 - reader.seconds / seconds, 3),
    }


def taking(source: Path) -> float:
    """Milliseconds of the processor that taking in alone takes, an input."""
    began = time.process_time()
    count = sum(1 for _ in take_in(str(source), IntakeOptions()))
    return round(1000 * (time.process_time() - began) / count, 1)


def sources(data: Path, folder: Path) -> dict[str, Path]:
    """The three, of which two are made here."""
    pages = folder / "pages"
    pages.mkdir()
    with (folder / "pages.warc.gz").open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        for packed in sorted((data / "pages").glob("*.html.gz")):
            html = gzip.decompress(packed.read_bytes())
            (pages / packed.stem).write_bytes(html)
            head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            address = f"http://sallow.example/{packed.stem}"
            writer.write_record(
                writer.create_warc_record(address, "response", payload=BytesIO(html), http_headers=head)
            )
    return {"records": data / "wikinews/articles.jsonl.gz", "pages": pages, "web archive": folder / "pages.warc.gz"}


def main() -> None:
    """Adds the three and writes what it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared/data")
    parser.add_argument("--out", type=Path, default=ROOT / "benchmarks/results/adding.json")
    options = parser.parse_args()
    reader = Timed()
    with tempfile.TemporaryDirectory() as folder:
        found = sources(options.data, Path(folder))
        share(sorted(found["pages"].iterdir())[0], reader)
        # Taken in first: some of the libraries are loaded by the first page that needs them.
        rows = {
            name: {"milliseconds of taking in": taking(one), **share(one, reader)}
            for name, one in list(found.items()) * 2
        }
    result = {
        "command": "python -m benchmarks.adding",
        "machine": {"processor": platform.machine(), "cores": os.cpu_count()},
        "megabytes of pages": round(sum(one.stat().st_size for one in (options.data / "pages").iterdir()) / 1e6, 1),
        **rows,
    }
    text = json.dumps(result, indent=1)
    options.out.write_text(f"{text}\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
