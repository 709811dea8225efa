"""The pages and the API over an archive of invented articles: how long each takes, and how they stand a crowd.

    python -m benchmarks.web [--articles 10000 | --archive FILE] [--seconds 60] [--readers 50] [--pauses 5 0]

Each page and call is asked for many times, and the archive written to before each, so that nothing is remembered;
times are wall clock, and beside them the processor's, which others on the machine do not change much. What a browser
loads at first is counted as it is sent, with styles and scripts. Then `readers` read at once for a while by wrk
(`apt-get install wrk`) from `quoth serve --workers`, while another process adds articles as fast as the archive takes
them: each reader looks at what came for a pause, from half to one and a half times so long, or for none at all.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import platform
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from itertools import islice
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote_plus, urlencode
from urllib.request import urlopen

from starlette.testclient import TestClient

from benchmarks.archive import BATCH, Maker
from quoth.archive import Archive, ReadBy
from quoth.article import Marks
from quoth.config import ArchiveOptions, WebOptions
from quoth.web.app import application
from quoth.web.server import serve
from quoth.web.site import Site

ROOT = Path(__file__).parents[1]
TIMES = 25
BY = ReadBy("0.1.0", "made")
UNLIMITED = 1_000_000_000
WARM = 2  # requests of each kind to each process before the load: nobody measures what starts
Ask = Callable[[random.Random], str]


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many read at once, for how many seconds, from how many processes; `addresses` of each kind. `nice` is how
    the server and the readers, but not the writer, stand to whatever else runs on the machine."""

    readers: int
    seconds: int
    workers: int
    addresses: int
    nice: int = 0


# One reader after the other asks for the next address, from a place of its own in the list.
LUA = """
local paths = {}
for line in io.lines("%s") do paths[#paths + 1] = line end
local place = 0
function init(arguments) math.randomseed(os.time()); place = math.random(#paths) end
local pause = %d
local begun = 0
if pause > 0 then
  -- At first they come within a second: wrk takes whoever has asked nothing for two for somebody who waits.
  function delay()
    begun = begun + 1
    if begun <= %d then return math.random(1000) end
    return math.random(math.floor(pause / 2), math.floor(3 * pause / 2))
  end
end
function request() place = place %% #paths + 1; return wrk.format("GET", paths[place]) end
function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format('{"requests": %%d, "errors": %%d, "median": %%.1f, "95th": %%.1f, "99th": %%.1f}\\n',
    summary.requests, errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency:percentile(99) / 1000))
end
"""


def asked(archive: Archive) -> dict[str, Ask]:
    """What is asked for, each time another of its kind."""
    maker = Maker()
    some = archive.search("", limit=1000).statements
    people = [one.person for one in some if one.person] or [1]
    names = [one.who for one in some]
    outlets = [one.outlet for one in some if one.outlet]
    articles = [one.article for one in some]
    days = sorted({one.published for one in archive.articles(limit=1000).articles if one.published})

    def word(chance: random.Random) -> str:
        return maker.words.some[min(int(chance.paretovariate(0.5)), len(maker.words.some) - 1)]

    def two(chance: random.Random, of: list[Any], name: str = "side") -> str:
        return urlencode([(name, one) for one in (chance.sample(sorted(set(of)), 2) if len(set(of)) > 1 else of[:2])])

    def day(chance: random.Random) -> str:
        return chance.choice(days)[:7]

    return {
        "/": lambda chance: f"/?since={day(chance)}",
        "/ a word": lambda chance: f"/?q={word(chance)}",
        "/ two words": lambda chance: f"/?q={word(chance)}+{word(chance)}",
        "/ an outlet": lambda chance: f"/?outlet={quote_plus(chance.choice(outlets))}&q={word(chance)}",
        "/ a person": lambda chance: f"/?person={chance.choice(people)}",
        "/articles": lambda chance: f"/articles?until={day(chance)}",
        "/articles/N": lambda chance: f"/articles/{chance.choice(articles)}",
        "/speakers": lambda chance: f"/speakers?since={day(chance)}&until={day(chance)}",
        "/speaker": lambda chance: f"/speaker?person={chance.choice(people)}",
        "/speaker a name": lambda chance: f"/speaker?who={quote_plus(chance.choice(names))}",
        "/compare outlets": lambda chance: f"/compare?{two(chance, outlets)}",
        "/compare people": lambda chance: f"/compare?by=person&{two(chance, people)}",
        "/compare periods": lambda chance: f"/compare?by=period&{two(chance, [one[:7] for one in days])}",
        "api statements": lambda chance: f"/api/v1/statements?q={word(chance)}",
        "api statement": lambda chance: f"/api/v1/statements/{chance.choice(some).id}",
        "api facets": lambda chance: f"/api/v1/facets?q={word(chance)}",
        "api articles": lambda chance: f"/api/v1/articles?until={day(chance)}",
        "api article": lambda chance: f"/api/v1/articles/{chance.choice(articles)}",
        "api speakers": lambda chance: f"/api/v1/speakers?since={day(chance)}&until={day(chance)}",
        "api stats": lambda chance: "/api/v1/stats",
    }


def timed(web: TestClient, archive: Archive, ask: Ask, times: int) -> dict[str, float]:
    """Milliseconds, of the clock and of the processor, and the most bytes of an answer."""
    chance = random.Random(3)
    clock, worked, sizes = [], [], []
    for _ in range(times):
        path = ask(chance)
        archive.keep_marks({"http://127.0.0.1/": Marks()})
        began, before = time.perf_counter(), time.process_time()
        answer = web.get(path)
        clock.append(1000 * (time.perf_counter() - began))
        worked.append(1000 * (time.process_time() - before))
        assert answer.status_code in (200, 404), (path, answer.text)
        sizes.append(len(answer.content))
    return {
        "median": round(statistics.median(clock), 1),
        "95th": round(statistics.quantiles(clock, n=20)[-1], 1),
        "processor": round(statistics.median(worked), 1),
        "most": round(max(worked), 1),
        "bytes": max(sizes),
    }


def first_load(web: TestClient) -> dict[str, int]:
    """The bytes of the start page and of all that it loads, as they are sent to a browser that takes gzip, and not."""
    found = {}
    for name, takes in (("gzip", "gzip"), ("plain", "identity")):
        headers = {"Accept-Encoding": takes}
        page = web.get("/", headers=headers).text
        paths = ["/", *re.findall(r'(?:href|src)="(/static/[^"]+)"', page)]
        found[name] = sum(int(web.get(path, headers=headers).headers["content-length"]) for path in paths)
    return found


def pages(path: Path, times: int) -> dict[str, Any]:
    """Each page and call."""
    with Archive(path, ArchiveOptions(patience=60.0)) as archive:
        site = Site(archive, WebOptions(requests=UNLIMITED))
        with TestClient(application(site), base_url="http://127.0.0.1") as web:
            found: dict[str, Any] = {}
            for name, ask in asked(archive).items():
                found[name] = timed(web, archive, ask, times)
                told(f"{name:20} {found[name]}")
            return {"first load": first_load(web), **found}


def load(path: Path, crowd: Crowd, pause: float) -> dict[str, Any]:
    """Readers at once, while articles are added."""
    wrk = shutil.which("wrk")
    if wrk is None:
        return {"left out": "wrk is not installed; install it with: apt-get install wrk"}
    with Archive(path) as archive:
        asks, chance = asked(archive).values(), random.Random(5)
        first = [ask(chance) for ask in asks for _ in range(crowd.workers * WARM)]
        listed = [ask(chance) for ask in asks for _ in range(crowd.addresses)]
        before = archive.stats().articles
    random.Random(6).shuffle(listed)
    with tempfile.TemporaryDirectory() as folder, _running(path, crowd, first) as (port, spent):
        (Path(folder) / "paths").write_text("\n".join(listed), "utf-8")
        script = Path(folder) / "script.lua"
        script.write_text(LUA % (Path(folder) / "paths", round(1000 * pause), crowd.readers), "utf-8")
        arguments = [
            "nice",
            "-n",
            str(crowd.nice),
            wrk,
            "-t1",
            f"-c{crowd.readers}",
            f"-d{crowd.seconds}s",
            "--timeout",
            "30s",
            "-s",
            str(script),
        ]
        busy, begun = _busy(), spent()
        told = subprocess.run([*arguments, f"http://127.0.0.1:{port}"], check=True, capture_output=True, text=True)
        busy, shares = (
            _busy() - busy,
            {name: round((seconds - begun[name]) / crowd.seconds, 2) for name, seconds in spent().items()},
        )
    with Archive(path) as archive:
        added = archive.stats().articles - before
    found: dict[str, Any] = json.loads(told.stdout.splitlines()[-1])
    return {
        **asdict(crowd),
        "addresses": len(set(listed)),
        "pause": pause,
        "added meanwhile": added,
        "processors taken": {**shares, "others": round(busy / crowd.seconds - sum(shares.values()), 2)},
        "milliseconds": found,
    }


@contextmanager
def _running(path: Path, crowd: Crowd, first: Sequence[str]) -> Iterator[tuple[int, Callable[[], dict[str, float]]]]:
    """A server that has answered some requests and a writer, each a process of its own: the port, and the seconds of
    the processor that both have taken."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    spawn = multiprocessing.get_context("spawn")
    stop = spawn.Event()
    server = spawn.Process(target=served, args=(path, port, crowd))
    writer = spawn.Process(target=written, args=(path, stop))
    server.start()
    try:
        _await(port)
        for one in first:
            with suppress(HTTPError):
                urlopen(f"http://127.0.0.1:{port}{one}", timeout=60).close()
        writer.start()
        yield port, lambda: {"server": _spent(server.pid), "writer": _spent(writer.pid)}
    finally:
        stop.set()
        if writer.pid:
            writer.join()
        server.terminate()
        server.join()


def _busy() -> float:
    """Seconds that the processors of this machine have worked so far, for anybody."""
    user, nice, system, _, _, *interrupts = Path("/proc/stat").read_text().split("\n")[0].split()[1:9]
    return sum(map(int, (user, nice, system, *interrupts))) / os.sysconf("SC_CLK_TCK")


def _spent(number: int | None) -> float:
    """Seconds that a process and those below it have worked so far."""
    try:
        stat = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
        below = Path(f"/proc/{number}/task/{number}/children").read_text().split()
    except OSError:
        return 0.0
    return sum(map(int, stat[11:13])) / os.sysconf("SC_CLK_TCK") + sum(_spent(int(one)) for one in below)


def served(path: Path, port: int, crowd: Crowd) -> None:
    """The server as `quoth serve` runs it, without the limit on one client."""
    os.nice(crowd.nice)
    serve(path, WebOptions(port=port, requests=UNLIMITED, workers=crowd.workers), told)


def told(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def written(path: Path, stop: Event) -> None:
    """Articles that come one batch after the other, as `quoth add` stores them."""
    made = Maker(seed=int(time.time())).articles()
    with Archive(path) as archive:
        while not stop.is_set():
            batch = [replace(one, url=f"{one.url}?{time.time()}") for one in islice(made, BATCH)]
            archive.add(batch, BY)


def _await(port: int) -> None:
    """Until somebody listens."""
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the server did not start")


def made(path: Path, count: int) -> None:
    """An archive of so many articles."""
    articles = islice(Maker().articles(), count)
    with Archive(path) as archive:
        while batch := list(islice(articles, BATCH)):
            archive.add(batch, BY)


def main() -> None:
    """Asks, loads and writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--archive", type=Path, help="one that there is; it is copied, as the load adds to it")
    parser.add_argument("--times", type=int, default=TIMES)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--nice", type=int, default=0, help="of the server and the readers, where others are at work")
    parser.add_argument("--addresses", type=int, default=50, help="of each of the twenty kinds")
    parser.add_argument("--pauses", type=float, nargs="+", default=[5, 0], help="seconds, a load each")
    parser.add_argument("--out", type=Path, default=ROOT / "benchmarks/results/web.json")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        if options.archive:
            with Archive(options.archive, ArchiveOptions(create=False)) as archive:
                archive.backup(path)
        else:
            made(path, options.articles)
        with Archive(path) as archive:
            stats = archive.stats()
        result = {
            "command": " ".join(("python -m benchmarks.web", *sys.argv[1:])),
            "machine": {"processor": platform.machine(), "cores": os.cpu_count()},
            "load before": round(os.getloadavg()[0], 1),
            "articles": stats.articles,
            "statements": stats.statements,
            "pages": pages(path, options.times),
        }
        crowd = Crowd(options.readers, options.seconds, options.workers, options.addresses, options.nice)
        result["load"] = [load(path, crowd, pause) for pause in options.pauses] if options.seconds else []
    text = json.dumps(result, indent=1)
    options.out.write_text(f"{text}\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
