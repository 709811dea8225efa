"""Articles -> the same articles with who said what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, islice

from quoth.article import Article, Attribution, Spans
from quoth.config import ReadingOptions
from quoth.reading.abreast import abreast
from quoth.reading.decoding import Draft, Settings, decode
from quoth.reading.heads import Gathered, Heads
from quoth.reading.models import folder
from quoth.reading.nesting import Fragment, fragment, fragment_pieces, may_nest
from quoth.reading.pair import opened
from quoth.reading.parts import Parts, parts
from quoth.reading.pieces import Pieces, cut
from quoth.reading.quotes import Quotation
from quoth.reading.session import Session
from quoth.reading.spans import kind
from quoth.reading.speakers import with_speakers
from quoth.reading.turns import turns, within_turns
from quoth.reading.windows import windows

_DEPTH = 3
_TOGETHER = 4  # articles whose windows go through the model at a stretch
_LONG = 50_000  # code points of a group that no further article joins
_TURN = 0.9  # how sure a transcript's turn is


@dataclass(frozen=True, slots=True)
class _Found:
    """An attribution of an article before it has a number."""

    source: Spans
    cue: Spans
    content: Spans
    confidence: float
    within: _Found | None = None

    @property
    def place(self) -> tuple[int, int]:
        """Where it begins; an outer one comes before what stands in it."""
        return min(span[0] for span in self.source + self.cue + self.content), self.depth

    @property
    def depth(self) -> int:
        return 0 if self.within is None else 1 + self.within.depth


@dataclass(frozen=True, slots=True)
class _Seen:
    """An article with what was found in it at first sight."""

    article: Article
    pieces: Pieces
    heads: Heads
    items: list[_Found]

    @property
    def text(self) -> str:
        return self.article.text

    def fragment(self, content: Spans) -> Fragment:
        """A content of it as a text of its own."""
        return fragment(self.text, content, self.pieces.marks)


class Reader:
    """Reads articles with one of the models. Loading it takes a moment: make one, use it often."""

    def __init__(self, options: ReadingOptions = ReadingOptions()) -> None:
        self.options = options

    @cached_property
    def session(self) -> Session:
        """The model, loaded at first use. ModelError."""
        return opened(folder(self.options.model), self.options.threads)

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self.options.threads, thread_name_prefix="quoth-article")

    def read(self, article: Article) -> Article:
        """The article with its attributions, in the order of the text."""
        [read] = self._read([article])
        return read

    def read_many(self, articles: Iterable[Article]) -> Iterator[Article]:
        """The same as `read` for a stream of any length, in its order; a few articles are held at a time, so that
        some's words are put together while the model is at others."""
        groups = _groups(articles)
        return chain.from_iterable(map(self._read, groups) if self.options.threads == 1 else self._abreast(groups))

    def _abreast(self, groups: Iterator[list[Article]]) -> Iterator[list[Article]]:
        """Several groups at a time, or the only one with all threads."""
        first = list(islice(groups, 2))
        if len(first) < 2:
            yield from map(self._read, first)
            return
        _ = self._alone  # loaded before the threads ask for it, each by itself
        yield from abreast(self._pool, self._read_apart, chain(first, groups), self.options.threads)

    def _read_apart(self, articles: Sequence[Article]) -> list[Article]:
        """A few articles by the thread that asks for them, which hands the model to no other; a long one by all."""
        return self._read(articles) if len(articles) == 1 else self._alone._read(articles)

    @cached_property
    def _alone(self) -> Reader:
        """The same with one thread."""
        reader = Reader(replace(self.options, threads=1))
        reader.session = self.session.alone()
        return reader

    def _read(self, articles: Sequence[Article]) -> list[Article]:
        """A few articles step by step, each step for all of them: what it needs is at hand then."""
        pieces = [cut(one.text, self.session.tokenizer) for one in articles]
        decoded = self._decoded(pieces, self.options.speakers)
        seen = [self._seen(*one) for one in zip(articles, pieces, decoded, strict=True)]
        nested = self._nested(seen) if self.options.nested else [[] for _ in seen]
        return [self._whole(one, inner) for one, inner in zip(seen, nested, strict=True)]

    def _seen(self, article: Article, pieces: Pieces, decoded: tuple[list[Draft], Heads]) -> _Seen:
        drafts, heads = decoded
        settings = self.session.facts.terms.settings
        items = [self._found(item) for item in parts(article.text, pieces.words, drafts, pieces.marks)]
        items = [item for item in items if item.confidence >= _least(article.text, item, pieces.marks, settings)]
        items = _with_turns(article.text, items, settings.least_nested)
        return _Seen(article, pieces, heads, items)

    def _whole(self, seen: _Seen, nested: Sequence[_Found]) -> Article:
        items = _numbered(seen.text, seen.pieces.marks, [*seen.items, *nested])
        article = replace(seen.article, attributions=items)
        return with_speakers(article, seen.pieces, seen.heads, self.session.judge) if self.options.speakers else article

    def _decoded(self, texts: Sequence[Pieces], headed: bool = False) -> Iterator[tuple[list[Draft], Heads]]:
        """The drafts of each text, and its heads if asked for; all windows go through the model in one stream."""
        facts = self.session.facts
        plans = [windows(pieces) for pieces in texts]
        through = ((pieces, window) for pieces, plan in zip(texts, plans, strict=True) for window in plan)
        seen = self.session.windows(through, headed)
        for pieces, plan in zip(texts, plans, strict=True):
            gathered = Gathered(islice(seen, len(plan)), facts.parts["anaphor"])
            drafts = decode(pieces.words, gathered.scores(), facts.biases, facts.terms.settings)
            yield drafts, gathered.heads()

    def _found(self, item: Parts) -> _Found:
        confidence = self.session.facts.terms.calibration.confidence(item.sure)
        return _Found(item.source, item.cue, item.content, confidence)

    def _nested(self, seen: Sequence[_Seen]) -> list[list[_Found]]:
        """Contents that may hold a cue are read by themselves, and what is found in these again."""
        found: list[list[_Found]] = [[] for _ in seen]
        outers = [(number, item) for number, one in enumerate(seen) for item in one.items]
        for _ in range(_DEPTH):
            outers = [(number, item) for number, item in outers if may_nest(seen[number].text, item.content)]
            fragments = [seen[number].fragment(item.content) for number, item in outers]
            inner = self._read_fragments(fragments)
            outers = [
                (number, _placed(one, part, outer))
                for (number, outer), part, items in zip(outers, fragments, inner, strict=True)
                for one in items
            ]
            for number, item in outers:
                found[number].append(item)
        return found

    def _read_fragments(self, fragments: Sequence[Fragment]) -> Iterator[list[_Found]]:
        pieces = [fragment_pieces(part.text, self.session.tokenizer) for part in fragments]
        for part, one, (drafts, _) in zip(fragments, pieces, self._decoded(pieces), strict=True):
            least = self.session.facts.terms.settings.least_nested
            items = [self._found(item) for item in parts(part.text, one.words, drafts, one.marks)]
            yield [item for item in _surer(items, least) if item.content]


def _groups(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """A few articles at a time, a long one with none behind it."""
    group: list[Article] = []
    for article in articles:
        group.append(article)
        if len(group) == _TOGETHER or sum(len(one.text) for one in group) >= _LONG:
            yield group
            group = []
    if group:
        yield group


def _surer(items: Iterable[_Found], least: float) -> list[_Found]:
    return [item for item in items if item.confidence >= least]


def _least(text: str, item: _Found, marks: Sequence[Quotation], settings: Settings) -> float:
    """How sure an attribution is, at least: more where neither a quotation nor a source ("is expected") or a verb
    ("Daily deals: …") tells of it."""
    is_label = all(text[slice(*span)] == ":" for span in item.cue)
    if (item.source and not is_label) or kind(text, item.content, marks) != "indirect":
        return settings.least
    return settings.least_label if is_label else settings.least_bare


def _with_turns(text: str, items: list[_Found], least: float) -> list[_Found]:
    """The turns of a transcript, and what was found besides; what stands in a turn is as sure as `least`."""
    held = turns(text)
    if not held:
        return items
    colons = {turn.cue for turn in held}
    items = [item for item in items if not colons.intersection(item.cue)]
    spoken = [_Found((turn.source,), (turn.cue,), turn.content, _TURN) for turn in held]
    within = within_turns([item.cue[0][0] for item in items], held)
    inner = (
        item if turn is None else replace(item, within=spoken[turn])
        for item, turn in zip(items, within, strict=True)
        if turn is None or item.confidence >= least
    )
    return [*spoken, *inner]


def _placed(item: _Found, part: Fragment, outer: _Found) -> _Found:
    """An attribution of a fragment in the article's own offsets."""
    return replace(
        item,
        source=part.spans(item.source),
        cue=part.spans(item.cue),
        content=part.spans(item.content),
        within=outer,
    )


def _numbered(text: str, marks: Sequence[Quotation], items: Iterable[_Found]) -> tuple[Attribution, ...]:
    ordered = sorted((item for item in items if item.cue and item.content), key=lambda item: item.place)
    ids = {id(item): f"a{number}" for number, item in enumerate(ordered, 1)}
    return tuple(
        Attribution(
            id=ids[id(item)],
            kind=kind(text, item.content, marks),
            source=item.source,
            cue=item.cue,
            content=item.content,
            within=ids.get(id(item.within)),
            confidence=item.confidence,
        )
        for item in ordered
    )
