"""An archive of invented articles: how fast it takes them, how fast it answers, and how large it grows.

    python -m benchmarks.archive [--articles 10000 100000] [--folder FOLDER [--only-load]]

The articles are made without the model, each with about twenty statements; one in five is a copy of an earlier one,
whole, cut or with other words around it. Their vectors are made too, scattered around topics (benchmarks/topics.py).
Times are wall clock, and beside them the processor's, which others on the machine do not change much; searches are
each measured over many queries, cold and warm as they come. Archives in a folder are kept, and what was measured of
each: stopped, the same command goes on where it was. Beside it, the same questions to DuckDB, over the Parquet
export, and to Datasette, over the archive's own file; each with one thread.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate, count, islice
from pathlib import Path
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from benchmarks.topics import Topics, embed, recall
from quoth.archive import Archive, Filters, ReadBy
from quoth.article import Article, Attribution, Kind, Span, Speaker, SpeakerType
from quoth.export.parquet import write_parquet

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
COUNTED = 5  # times that everything is
PEER = 10  # questions to each of those beside it
THOUSAND = 1000
LOOKED = 3_000  # statements by which facets are counted, as the pages of `quoth serve` ask for them
STOPS = 100  # words that nobody looks for alone


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
        # What is left of a copy of a copy may have no paragraph more to lose.
        end = len(of.text) if self._chance.random() < 0.6 else of.text.find("\n\n", len(of.text) // 2)
        end = end if end >= 0 else len(of.text)
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


def load(path: Path, count: int) -> None:
    """Add the first `count` articles, or those that are not held yet, and note how long each thousand took."""
    with Archive(path) as archive:
        held = _number(path, "SELECT count(*) FROM articles")
        if held >= count:
            return
        left = islice(Maker().articles(), held, count)
        while batches := list(islice(left, THOUSAND)):
            spent = Spent()
            for start in range(0, len(batches), BATCH):
                with spent:
                    archive.add(batches[start : start + BATCH], ReadBy("0.1.0", "made"))
            held += len(batches)
            with _log(path).open("a", encoding="utf-8") as log:
                log.write(json.dumps({"articles": held, "of": len(batches), **spent.record()}) + "\n")


def _log(path: Path) -> Path:
    return path.with_suffix(".load.jsonl")


class Spent:
    """Seconds and the processor's seconds within any number of blocks."""

    def __init__(self) -> None:
        self.seconds = self.processor = 0.0

    def __enter__(self) -> None:
        self._began, self._worked = time.perf_counter(), time.process_time()

    def __exit__(self, *_: object) -> None:
        self.seconds += time.perf_counter() - self._began
        self.processor += time.process_time() - self._worked

    def record(self) -> dict[str, float]:
        return {"seconds": round(self.seconds, 2), "processor": round(self.processor, 2)}


def measured(path: Path, count: int) -> dict[str, Any]:
    """Everything about an archive of so many articles; what was measured before is not again."""
    kept = path.with_suffix(".measured.json")
    found: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    maker = Maker()
    for name, part in _PARTS.items():
        if name not in found:
            found[name] = part(path, maker)
            kept.write_text(json.dumps(found), encoding="utf-8")
    return {"articles": count, **found}


def held(path: Path, maker: Maker) -> dict[str, Any]:
    """How much there is, and how long it took to come."""
    with Archive(path) as archive:
        stats = archive.stats()
    lines = [json.loads(line) for line in _log(path).read_text("utf-8").splitlines()]
    seconds, processor = (sum(line[name] for line in lines) for name in ("seconds", "processor"))
    size = sum(one.stat().st_size for one in path.parent.glob(f"{path.name}*"))
    return {
        "stories": stats.stories,
        "statements": stats.statements,
        "printed": stats.printed,
        "articles_per_second": round(stats.articles / seconds, 1),
        "articles_per_second_of_processor": round(stats.articles / processor, 1),
        "milliseconds_of_processor_an_article": {
            line["articles"]: round(1000 * line["processor"] / line["of"], 1)
            for line in lines[:: max(1, len(lines) // 10)]
        },
        "bytes_per_article": round(size / stats.articles),
        "bytes_per_byte_of_text": round(size / text_bytes(path), 2),
    }


def answers(path: Path, maker: Maker) -> dict[str, Any]:
    """How long each kind of question takes."""
    with Archive(path) as archive:
        return {name: timed(ask) for name, ask in asked(archive, maker).items()}


def everything(path: Path, maker: Maker) -> dict[str, Any]:
    """How long it takes to count all that there is."""
    with Archive(path) as archive:
        asks: dict[str, Ask] = {"stats": lambda _: archive.stats(), "speakers": lambda _: archive.speakers()}
        return {name: timed(ask, COUNTED) for name, ask in asks.items()}


def vectors(path: Path, maker: Maker) -> dict[str, Any]:
    """How much room the vectors of what statements mean take."""
    size = path.stat().st_size
    with Archive(path) as archive:
        embed(archive, Topics())
    count = _number(path, "SELECT count(*) FROM meaning")
    return {"count": count, "bytes_per_vector": round((path.stat().st_size - size) / count)}


def meaning(path: Path, maker: Maker) -> dict[str, Any]:
    """How long a search by what statements mean takes, and how much of the likest it finds."""
    topics = Topics()
    with Archive(path) as archive:
        times = {name: timed(ask) for name, ask in meant(archive, maker, topics).items()}
        return {"recall of the likest ten": recall(path, archive, topics), "milliseconds": times}


Ask = Callable[[random.Random], object]


def asked(archive: Archive, maker: Maker) -> dict[str, Ask]:
    """What is asked, each time another of its kind."""
    word = Words(maker)
    numbers = [one.id for one in archive.search("", limit=1000).statements]
    people, outlets = maker.people.some, maker.outlets.some
    return {
        "a word": lambda chance: archive.search(word.usual(chance)),
        "one of the 100 commonest words": lambda chance: archive.search(word.common(chance)),
        "a rare word": lambda chance: archive.search(word.rare(chance)),
        "two words": lambda chance: archive.search(f"{word.usual(chance)} {word.usual(chance)}"),
        "a word by date": lambda chance: archive.search(word.usual(chance), order="date"),
        "a word by every copy": lambda chance: archive.search(word.usual(chance), copies=True),
        "a word in a year": lambda chance: archive.search(
            word.usual(chance), Filters(since="2018", until="2018-12-31")
        ),
        "a word of an outlet": lambda chance: archive.search(
            word.usual(chance), Filters(outlet=chance.choice(outlets))
        ),
        "a speaker": lambda chance: archive.search("", Filters(speaker=chance.choice(people[:2000]).name)),
        "an outlet": lambda chance: archive.search("", Filters(outlet=chance.choice(outlets))),
        "a role": lambda chance: archive.search("", Filters(role=chance.choice(ROLES))),
        "a kind": lambda chance: archive.search("", Filters(kind="direct")),
        "facets of a word": lambda chance: archive.facets(word.usual(chance), bound=LOOKED),
        "facets of a word, each statement counted": lambda chance: archive.facets(word.usual(chance)),
        "show": lambda chance: archive.show(chance.choice(numbers)),
        "articles": lambda chance: archive.articles(Filters(outlet=chance.choice(outlets))),
    }


def meant(archive: Archive, maker: Maker, topics: Topics) -> dict[str, Ask]:
    """The same by what statements mean, with made vectors."""
    word, outlets = Words(maker), maker.outlets.some

    def like(chance: random.Random, words: str = "", filters: Filters = Filters()) -> object:
        return archive.search(words, filters, like=topics.vector(str(chance.random())))

    return {
        "by meaning": like,
        "by meaning, with a word": lambda chance: like(chance, word.usual(chance)),
        "by meaning, with one of the 100 commonest words": lambda chance: like(chance, word.common(chance)),
        "by meaning, of an outlet": lambda chance: like(chance, filters=Filters(outlet=chance.choice(outlets))),
        "by meaning, of a kind": lambda chance: like(chance, filters=Filters(kind="direct")),
    }


class Words:
    """Words as they are looked for: not those that every other sentence has."""

    def __init__(self, maker: Maker) -> None:
        self._words = maker.words.some
        self._often = Uneven(random.Random(3), self._words[STOPS:], STOPS)

    def usual(self, chance: random.Random) -> str:
        """A word as often as the texts have it, but for the commonest."""
        return self._often.draw(1)[0]

    def common(self, chance: random.Random) -> str:
        return chance.choice(self._words[:STOPS])

    def rare(self, chance: random.Random) -> str:
        return chance.choice(self._words[len(self._words) // 2 :])


def beside(path: Path, maker: Maker) -> dict[str, Any]:
    """The same questions asked of DuckDB, over the export, and of Datasette, over the archive's own file."""
    with tempfile.TemporaryDirectory() as folder:
        parquet = Path(folder) / "statements.parquet"
        with Archive(path) as archive, (written := Spent()), parquet.open("wb") as out:
            write_parquet(archive.statements(), out, str(parquet))
        return {
            "parquet": {"bytes": parquet.stat().st_size, **written.record()},
            "duckdb": {name: timed(ask, PEER) for name, ask in duckdb_asked(parquet, maker).items()},
            "datasette": {name: timed(ask, PEER) for name, ask in datasette_asked(path, maker).items()},
        }


def duckdb_asked(parquet: Path, maker: Maker) -> dict[str, Ask]:
    """Whole scans: Parquet has no index of words."""
    import duckdb

    word, outlets = Words(maker), maker.outlets.some
    held = duckdb.connect()
    held.execute("SET threads = 1")
    held.execute(f"CREATE VIEW statements AS SELECT * FROM '{parquet}'")
    page = "SELECT * FROM statements WHERE {} ORDER BY published DESC, id DESC LIMIT 20"
    facet = "SELECT outlet, count(*) FROM statements WHERE {} GROUP BY 1 ORDER BY 2 DESC LIMIT 10"
    has = "regexp_matches(content, '(?i)\\b' || ? || '\\b')"
    return {
        "a word by date": lambda chance: held.execute(page.format(has), [word.usual(chance)]).fetchall(),
        "an outlet": lambda chance: held.execute(page.format("outlet = ?"), [chance.choice(outlets)]).fetchall(),
        "facets of a word": lambda chance: held.execute(facet.format(has), [word.usual(chance)]).fetchall(),
    }


def datasette_asked(path: Path, maker: Maker) -> dict[str, Ask]:
    """What its pages ask when somebody searches the view of statements through the archive's own index."""
    import asyncio

    from datasette.app import Datasette

    word, outlets = Words(maker), maker.outlets.some
    site = Datasette([str(path)], settings={"sql_time_limit_ms": 60_000, "num_sql_threads": 1})
    loop = asyncio.new_event_loop()

    def get(query: str) -> object:
        answer = loop.run_until_complete(site.client.get(f"/{path.stem}/statements.json?_size=20&_nocount=1&{query}"))
        answer.raise_for_status()
        return answer.json()

    return {
        "a word": lambda chance: get(f"_fts_table=words&_fts_pk=id&_search={word.usual(chance)}"),
        "an outlet": lambda chance: get(urlencode({"outlet__exact": chance.choice(outlets)})),
    }


_PARTS: dict[str, Callable[[Path, Maker], dict[str, Any]]] = {
    "held": held,
    "milliseconds": answers,
    "everything": everything,
    "vectors": vectors,
    "meaning": meaning,
    "beside": beside,
}


def timed(ask: Ask, queries: int = QUERIES) -> dict[str, float]:
    """The median and the 95th percentile of many questions, and both of the processor's time."""
    chance = random.Random(2)
    found, worked = [], []
    for _ in range(queries):
        began, before = time.perf_counter(), time.process_time()
        ask(chance)
        found.append(1000 * (time.perf_counter() - began))
        worked.append(1000 * (time.process_time() - before))
    return {**_spread("", found), **_spread("processor_", worked)}


def _spread(name: str, found: Sequence[float]) -> dict[str, float]:
    highest = statistics.quantiles(found, n=20)[-1]
    return {f"{name}median": round(statistics.median(found), 1), f"{name}95th": round(highest, 1)}


def text_bytes(path: Path) -> int:
    return _number(path, "SELECT sum(length(CAST(text AS BLOB))) FROM articles")


def _number(path: Path, query: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute(query).fetchone()[0])


def main() -> None:
    """Makes what is not there, asks and writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--folder", type=Path, help="where the archives are kept; if not given, nowhere")
    parser.add_argument("--only-load", action="store_true", help="ask nothing yet")
    parser.add_argument("--out", type=Path, default=ROOT / "benchmarks/results/archive.json")
    options = parser.parse_args()
    sizes: list[int] = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        for articles in sorted(options.articles):
            path = _place(folder, articles)
            if not path.exists() and sizes:
                _copy(_place(folder, sizes[-1]), path)
            load(path, articles)
            sizes.append(articles)
        if options.only_load:
            return
        archives = [measured(_place(folder, articles), articles) for articles in sizes]
    result = {
        "command": f"python -m benchmarks.archive --articles {' '.join(map(str, sizes))}",
        "machine": {"processor": platform.machine(), "cores": os.cpu_count()},
        "load before": round(os.getloadavg()[0], 1),
        "archives": archives,
    }
    text = json.dumps(result, indent=1)
    options.out.write_text(f"{text}\n", encoding="utf-8")
    print(text)


def _place(folder: Path, articles: int) -> Path:
    return folder / f"archive{articles // 1000}k.db" if articles >= 1000 else folder / f"archive{articles}.db"


def _copy(smaller: Path, larger: Path) -> None:
    """An archive to go on from: the first articles of all are the same."""
    with Archive(smaller) as archive:
        archive.backup(larger)
    shutil.copy(_log(smaller), _log(larger))


if __name__ == "__main__":
    main()
