"""A web archive of any length passes in the same memory: a made one on disk, through `quoth add` with the model,
killed on the way and begun again.

    python -m benchmarks.warc --folder FOLDER [--megabytes 10000] [--kills 2]

Most bytes of a crawl are no pages: a record in ten is a page, the others are pictures. Of ten pages two are new
articles, four are captures of articles that came before, and four are none. The memory is what Linux says that the
process has, looked at every other second, beside the place in the web archive that it has come to.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

ROOT = Path(__file__).parents[1]
PICTURE = 200_000  # bytes
PAGES = 10  # a record in so many is a page
KINDS = "new again menu again missing new again menu again missing".split()  # of ten pages
SENTENCES = 24  # of an article
LOOK = 2.0  # seconds between two looks at the process
KEPT = 20  # looks of a run that the result tells
FIRSTS = "Ada Bruno Clea Dario Edda Felix Greta Hanno Ilse Jonas Karla Lasse Mira Nils Oda Paul".split()
SURNAMES = "Amberg Brandal Corvin Dellwood Ekdal Fenwick Garland Hollis Ingram Jarrow Keswick Lorne Marsk".split()
ROLES = "harbour master|mayor|fire chief|finance minister|head teacher|judge|doctor|union leader".split("|")
CUES = "said on Friday that|told reporters that|warned that|denied that|announced that".split("|")
WORDS = (
    "the ferry bridge council river market school budget winter storm engine ticket village crew letter garden court"
    " strike harvest signal station factory museum train tower valley report promise answer question railway lamp"
    " window road island ship cargo price wages coal bread water festival theatre library prison hospital"
).split()
VERBS = "opens closes needs follows misses keeps leaves reaches covers changes helps stops costs moves".split()


@dataclass(frozen=True, slots=True)
class Look:
    """What a process had at one moment."""

    seconds: float
    megabytes: int  # of the web archive, behind it
    memory: float  # megabytes
    peak: float


class Crawl:
    """The records of a crawl without end, each packed by itself, and how many articles they held."""

    def __init__(self) -> None:
        self._chance = random.Random(1)
        self._pages: list[tuple[str, bytes]] = []
        self.articles = 0

    def records(self) -> Iterator[bytes]:
        picture = _record("http://sallow.example/picture", "image/jpeg", self._chance.randbytes(PICTURE))
        number = 0
        while True:
            for kind in KINDS:
                number += 1
                yield from [picture] * (PAGES - 1)
                yield getattr(self, f"_{kind}")(number)

    def _new(self, number: int) -> bytes:
        self.articles += 1
        address, page = f"http://sallow.example/{number}", self._page(number)
        self._pages.append((address, page))
        return _record(address, "text/html", page)

    def _again(self, _: int) -> bytes:
        return _record(self._pages[0][0], "text/html", self._pages[0][1]) if len(self._pages) < 2 else self._any()

    def _any(self) -> bytes:
        address, page = self._chance.choice(self._pages)
        return _record(address, "text/html", page)

    def _menu(self, number: int) -> bytes:
        links = "".join(f"<li><a href='/{number}/{one}'>{self._words(3)}</a></li>" for one in range(60))
        return _record(f"http://sallow.example/menu/{number}", "text/html", f"<html><ul>{links}</ul></html>".encode())

    def _missing(self, number: int) -> bytes:
        return _record(f"http://sallow.example/gone/{number}", "text/html", b"<html><h1>Gone</h1></html>", "404 Gone")

    def _page(self, number: int) -> bytes:
        body = "".join(f"<p>{self._sentence()} {self._sentence()}</p>\n" for _ in range(SENTENCES // 2))
        title = f"The {self._words(2)} of {self._words(1)} {number}"
        return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article>".encode()

    def _sentence(self) -> str:
        chance = self._chance
        told = f"the {self._words(2)} {chance.choice(VERBS)} the {self._words(2)} and {chance.choice(VERBS)} it"
        if chance.random() < 0.5:
            return f"On that day {told} before the {self._words(2)} of the {self._words(1)}."
        who = f"{chance.choice(FIRSTS)} {chance.choice(SURNAMES)}, the {chance.choice(ROLES)},"
        return f"{who} {chance.choice(CUES)} {told}."

    def _words(self, count: int) -> str:
        return " ".join(self._chance.choices(WORDS[1:], k=count))


def _record(address: str, kind: str, body: bytes, status: str = "200 OK") -> bytes:
    out = BytesIO()
    writer = WARCWriter(out, gzip=True)
    head = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
    writer.write_record(writer.create_warc_record(address, "response", payload=BytesIO(body), http_headers=head))
    return out.getvalue()


def made(path: Path, size: int) -> int:
    """A web archive of so many bytes, if it is not there, and how many articles it holds."""
    told = path.with_suffix(".json")
    if not told.exists():
        crawl = Crawl()
        with path.open("wb") as out:
            for record in crawl.records():
                out.write(record)
                if out.tell() >= size:
                    break
        told.write_text(json.dumps(crawl.articles))
    return int(json.loads(told.read_text()))


def run(path: Path, archive: Path, until: int | None) -> tuple[list[Look], str]:
    """Adds the web archive, up to a byte of it at which the process is killed, or to its end; and what it told."""
    command = [sys.executable, "-m", "quoth", "add", str(path), "--archive", str(archive)]
    began, looks = time.perf_counter(), []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        while process.poll() is None:
            time.sleep(LOOK)
            if (at := _place(process.pid, path)) is not None:
                looks.append(Look(round(time.perf_counter() - began, 1), at // 1_000_000, *_memory(process.pid)))
                if until and at >= until:
                    process.send_signal(signal.SIGKILL)
        assert process.stdout
        return looks, process.stdout.read().strip().partition("\n")[0]


def _place(process: int, path: Path) -> int | None:
    """The byte of a file that a process has read up to."""
    try:
        for handle in Path(f"/proc/{process}/fd").iterdir():
            if handle.resolve() == path.resolve():
                return int(Path(f"/proc/{process}/fdinfo/{handle.name}").read_text().split()[1])
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        pass
    return None


def _memory(process: int) -> tuple[float, float]:
    """Megabytes now, and the most so far."""
    rows = [line.split() for line in Path(f"/proc/{process}/status").read_text().splitlines()]
    held = {row[0]: int(row[1]) for row in rows if row and row[0] in ("VmRSS:", "VmHWM:")}
    return round(held["VmRSS:"] / 1024, 1), round(held["VmHWM:"] / 1024, 1)


def counted(archive: Path) -> int:
    """How many articles an archive holds."""
    with closing(sqlite3.connect(archive)) as connection:
        return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])


def told(looks: list[Look], archive: Path, said: str) -> dict[str, Any]:
    """A run as the result shows it."""
    step = max(1, len(looks) // KEPT)
    return {
        "ended": said or "killed",
        "articles held after it": counted(archive),
        "peak_megabytes": looks[-1].peak,
        "looks": [asdict(one) for one in (*looks[:-1:step], looks[-1])],
    }


def main() -> None:
    """Makes, adds, kills and writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--megabytes", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=2)
    parser.add_argument("--out", type=Path, default=ROOT / "benchmarks/results/warc.json")
    options = parser.parse_args()
    size = options.megabytes * 1_000_000
    path, archive = options.folder / f"{options.megabytes}.warc.gz", options.folder / "warc.db"
    articles = made(path, size)
    for old in options.folder.glob("warc.db*"):
        old.unlink()
    stops = [size * number // (options.kills + 1) for number in range(1, options.kills + 1)]
    runs = [told(*(found := run(path, archive, stop))[:1], archive, found[1]) for stop in (*stops, None)]
    check = subprocess.run([sys.executable, "-m", "quoth", "check", "--archive", str(archive)], capture_output=True)
    result = {
        "command": f"python -m benchmarks.warc --folder FOLDER --megabytes {options.megabytes} --kills {options.kills}",
        "machine": {"processor": platform.machine(), "cores": os.cpu_count()},
        "bytes": path.stat().st_size,
        "articles in it": articles,
        "articles held": counted(archive),
        "check": check.stdout.decode().strip(),
        "runs": runs,
    }
    text = json.dumps(result, indent=1)
    options.out.write_text(f"{text}\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
