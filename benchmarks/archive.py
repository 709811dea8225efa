"""An archive of invented articles: how fast it takes them, how fast it answers, and how large it grows.

    python -m benchmarks.archive [--articles 10000 [100000 ...]]

The articles are made without the model, each with about twenty statements; one in five is a copy of an earlier one,
whole, cut or with other words around it. Times are wall clock, and beside them the processor's, which others on the
machine do not change much; searches are each measured over many queries, cold and warm as they come.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import statistics
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate, count, islice
from pathlib import Path
from typing import Any, Generic, TypeVar

from quoth.archive import Archive, Filters, ReadBy
from quoth.article import Article, Attribution, Kind, Span, Speaker, SpeakerType

T = TypeVar("T")
ROOT = Path(__file__).parents[1]
BATCH = 32
STATEMENTS = 20
COPIES = 0.2
SYLLABLES = "ba ko ri ma len dor vas tik mar sa lo ni pet gar hu el an tor is ka mi ro ze du fal ost ven".split()
CUES = "said|told reporters that|claimed that|warned that|denied that|announced that|added that|insisted that".split(
    "|"
)
ROLES = (
    "health minister|finance minister|mayor|senator|spokesman|analyst|coach|police chief|professor|ambassador|economist"
    "|judge|lawyer|singer|farmer|doctor|general|bishop|chief executive|member of parliament"
).split("|")
OFFICES = "Ministry|Bank|University|Police|Union|Party|Council|Airlines|Institute|Court".split("|")
UNNAMED = "a senior official|a diplomat|an aide|residents|a source close to the talks".split("|")
WORDS = 60_000
PEOPLE = 60_000
SURNAMES = 30_000
BODIES = 4_000
QUERIES = 100


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who is quoted again and again: the name, the surname, and what articles say of them."""

    name: str
    surname: str
    type: SpeakerType
    role: str | None = None


class Uneven(Generic[T]):
    """Some things of which the first are drawn far more often than the last, as words and people are."""

    def __init__(self, chance: random.Random, some: Sequence[T], shift: int) -> None:
        self.some = some
        self._chance = chance
        self._weights = list(accumulate(1 / (place + shift) for place in range(len(some))))

    def draw(self, size: int) -> list[T]:
        """So many of them."""
        return self._chance.choices(self.some, cum_weights=self._weights, k=size)


class Maker:
    """Articles out of a vocabulary as uneven as a language's, quoting people of whom few are quoted often."""

    def __init__(self, seed: int = 1) -> None:
        self._chance = random.Random(seed)
        words = sorted({self._word(1, 4) for _ in range(WORDS)})
        self._chance.shuffle(words)
        firsts = sorted({self._word(2, 2).title() for _ in range(500)})
        outlets = [f"{self._word(2, 3).title()} {kind}" for kind in ("Times", "TV", "Post") for _ in range(60)]
        self.words = Uneven(self._chance, words, 5)
        surnames = Uneven(self._chance, sorted({self._word(2, 4).title() for _ in range(SURNAMES)}), 50)
        people = [self._person(self._chance.choice(firsts), last) for last in surnames.draw(PEOPLE)]
        self.people = Uneven(self._chance, people, 30)
        self.bodies = Uneven(self._chance, [self._body() for _ in range(BODIES)], 10)
        self.outlets = Uneven(self._chance, outlets, 5)

    def articles(self) -> Iterator[Article]:
        """Articles without end, each at an address of its own."""
        earlier: deque[Article] = deque(maxlen=500)
        for number in count(1):
            copied = earlier and self._chance.random() < COPIES
            made = self._copy(self._chance.choice(earlier)) if copied else self._new()
            yield replace(made, id=f"{number}", origin=f"{number}.html", url=f"https://news.example/{number}")
            earlier.append(made)

    def _new(self) -> Article:
        chance = self._chance
        title = self._sentence(6, 10)
        speakers = [self._speaker(f"s{n}") for n in range(chance.randint(3, 8))]
        mentions: dict[str, list[Span]] = {one.id: [] for one in speakers}
        text, said = title, []
        for n in range(STATEMENTS):
            text += "\n\n" if n % 2 == 0 else " "
            text += f"{self._sentence(8, 20)}. "
            one = chance.choice(speakers)
            kind: Kind = chance.choice(("direct", "indirect"))
            source, text = _put(text, one.name)
            cue, text = _put(text + " ", chance.choice(CUES))
            content, text = _put(text + " ", self._content(kind))
            text += "."
            mentions[one.id].append(source)
            said.append(Attribution(f"a{n}", kind, (source,), (cue,), (content,), one.id, confidence=0.8))
        return Article(
            "",
            "",
            text,
            title=title,
            outlet=self.outlets.draw(1)[0],
            published=self._day(),
            attributions=tuple(said),
            speakers=tuple(replace(one, mentions=tuple(mentions[one.id])) for one in speakers),
        )

    def _copy(self, of: Article) -> Article:
        """The same article carried by another outlet."""
        end = len(of.text) if self._chance.random() < 0.6 else of.text.index("\n\n", len(of.text) // 2)
        tail = f"\n\n{self._sentence(20, 40)}." if self._chance.random() < 0.5 else ""
        said = tuple(one for one in of.attributions if one.content[-1][1] <= end)
        kept = tuple(replace(one, mentions=tuple(at for at in one.mentions if at[1] <= end)) for one in of.speakers)
        via = self.outlets.draw(1)[0]
        return replace(of, text=of.text[:end] + tail, via=via, attributions=said, speakers=kept)

    def _speaker(self, id: str) -> Speaker:
        """One of an article's speakers: mostly a person by the full name, with the role or without."""
        kind = self._chance.random()
        if kind < 0.1:
            return Speaker(id, self._chance.choice(UNNAMED), "person", named=False)
        (one,) = (self.bodies if kind < 0.25 else self.people).draw(1)
        name = one.name if self._chance.random() < 0.9 else one.surname
        return Speaker(id, name, one.type, role=one.role if self._chance.random() < 0.6 else None)

    def _person(self, first: str, last: str) -> Known:
        return Known(f"{first} {last}", f"Mr. {last}", "person", self._chance.choice(ROLES))

    def _body(self) -> Known:
        name = f"{self._word(2, 4).title()} {self._chance.choice(OFFICES)}"
        return Known(name, name, "organization")

    def _content(self, kind: Kind) -> str:
        words = self._sentence(8, 25)
        return f"“{words}”" if kind == "direct" else words

    def _sentence(self, least: int, most: int) -> str:
        size = self._chance.randint(least, most)
        return " ".join(self.words.draw(size)).capitalize()

    def _word(self, least: int, most: int) -> str:
        return "".join(self._chance.choices(SYLLABLES, k=self._chance.randint(least, most)))

    def _day(self) -> str:
        return (date(2015, 1, 1) + timedelta(days=self._chance.randrange(2500))).isoformat()


def _put(text: str, words: str) -> tuple[Span, str]:
    return (len(text), len(text) + len(words)), text + words


def measured(path: Path, count: int) -> dict[str, Any]:
    """Everything about an archive of so many articles, which is made at `path`."""
    maker = Maker()
    made = islice(maker.articles(), count)
    seconds = processor = 0.0
    with Archive(path) as archive:
        while batch := list(islice(made, BATCH)):
            began, worked = time.perf_counter(), time.process_time()
            archive.add(batch, ReadBy("0.1.0", "made"))
            seconds += time.perf_counter() - began
            processor += time.process_time() - worked
        stats = archive.stats()
        answers = {name: timed(ask) for name, ask in asked(archive, maker).items()}
    size = sum(one.stat().st_size for one in path.parent.glob(f"{path.name}*"))
    return {
        "articles": count,
        "stories": stats.stories,
        "statements": stats.statements,
        "printed": stats.printed,
        "articles_per_second": round(count / seconds, 1),
        "articles_per_second_of_processor": round(count / processor, 1),
        "bytes_per_article": round(size / count),
        "bytes_per_byte_of_text": round(size / text_bytes(path), 2),
        "milliseconds": answers,
    }


def asked(archive: Archive, maker: Maker) -> dict[str, Callable[[random.Random], object]]:
    """What is asked, each time another of its kind."""

    def word(chance: random.Random) -> str:
        return maker.words[min(int(chance.paretovariate(0.5)), len(maker.words) - 1)]

    numbers = [one.id for one in archive.search("", limit=1000).statements]
    return {
        "a word": lambda chance: archive.search(word(chance)),
        "two words": lambda chance: archive.search(f"{word(chance)} {word(chance)}"),
        "a rare word": lambda chance: archive.search(chance.choice(maker.words[-10_000:])),
        "a word by date": lambda chance: archive.search(word(chance), order="date"),
        "a word by every copy": lambda chance: archive.search(word(chance), copies=True),
        "a word in a year": lambda chance: archive.search(word(chance), Filters(since="2018", until="2018-12-31")),
        "a speaker": lambda chance: archive.search("", Filters(speaker=chance.choice(maker.people[:500]))),
        "an outlet": lambda chance: archive.search("", Filters(outlet=chance.choice(maker.outlets))),
        "the latest": lambda chance: archive.search("", Filters(kind="direct")),
        "show": lambda chance: archive.show(chance.choice(numbers)),
        "articles": lambda chance: archive.articles(Filters(outlet=chance.choice(maker.outlets))),
    }


def timed(ask: Callable[[random.Random], object]) -> dict[str, float]:
    """The median and the 95th percentile of many questions, and the median of the processor's time."""
    chance = random.Random(2)
    found, worked = [], []
    for _ in range(QUERIES):
        began, before = time.perf_counter(), time.process_time()
        ask(chance)
        found.append(1000 * (time.perf_counter() - began))
        worked.append(1000 * (time.process_time() - before))
    highest = statistics.quantiles(found, n=20)[-1]
    return {
        "median": round(statistics.median(found), 1),
        "95th": round(highest, 1),
        "processor": round(statistics.median(worked), 1),
    }


def whole(path: Path) -> dict[str, float]:
    """Seconds for the questions that look at everything."""
    with Archive(path) as archive:
        seconds = {}
        for name in ("speakers", "stats"):
            began = time.perf_counter()
            getattr(archive, name)()
            seconds[name] = round(time.perf_counter() - began, 3)
        return seconds


def text_bytes(path: Path) -> int:
    with Archive(path) as archive:
        return sum(len(one.text.encode()) for one in archive.records())


def main() -> None:
    """Makes, asks and writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--out", type=Path, default=ROOT / "benchmarks/results/archive.json")
    options = parser.parse_args()
    sizes = []
    for count in options.articles:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "archive.db"
            sizes.append({**measured(path, count), "seconds": whole(path)})
    result = {
        "command": f"python -m benchmarks.archive --articles {' '.join(map(str, options.articles))}",
        "machine": {"processor": platform.machine(), "cores": os.cpu_count()},
        "load before": round(os.getloadavg()[0], 1),
        "archives": sizes,
    }
    text = json.dumps(result, indent=1)
    options.out.write_text(f"{text}\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
