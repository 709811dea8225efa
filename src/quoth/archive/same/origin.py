"""Where a story is likely from, and who took it from whom: by credits, by days, and by the words that copies share.

Values in, values out. What the evidence does not say stays unknown, and each answer keeps its why in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quoth.archive.same.copies import shingles, words

_RUNS = 8  # shingles that two copies share and the origin lacks: more than one changed word leaves
_WHOLE = 0.97  # of the shingles of a text, to call it all of the text
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_NAME = r"(?P<name>[A-Z][\w.&'’ -]{1,40}?)"
_OUTLETISH = re.compile(r"\b(?:Agency|News|Newswire|Press|Radio|Service|Television|Times|TV|Wire)\b")
_SHORT = 12  # words of a line that may be a credit
# Where a text itself says whose it is: at its head, and on lines of its own there or at its end.
_HEADS = (
    re.compile(rf"^[^()\n]{{0,60}}\({_NAME}\)\s*[-–—:]"),
    re.compile(rf"^(?:[^\n,–—-]{{1,40}}, )?{_NAME}\s?(?: -|[–—]|--) ?(?=[A-Z\"“])"),
)
_LINES = (
    re.compile(rf"^(?:Source|Credit|(?P<loose>From|Via)):? {_NAME}\.?$"),
    re.compile(
        rf"^(?:This \w+ was |It was )?(?:[Ff]irst|[Oo]riginally) (?:published|appeared) (?:by|in|on) {_NAME}\.?$"
    ),
)


@dataclass(frozen=True, slots=True)
class Copy:
    """An article of a story, as evidence of where it is from. `text` is its body."""

    article: int
    text: str
    outlet: str | None = None
    via: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    retrieved: str | None = None

    @property
    def house(self) -> str | None:
        """Whose page it is: who carried it, or else who wrote it."""
        return self.via or self.outlet

    @property
    def called(self) -> str:
        """The page in words."""
        return f"{self.house or 'outlet unknown'} ({self.article})"

    @property
    def day(self) -> str | None:
        """The day by which it was there."""
        return _day(self.published) or _day(self.retrieved)


@dataclass(frozen=True, slots=True)
class Credit:
    """Whom an article names as where it is from, and in which words or place."""

    name: str
    by: str


@dataclass(frozen=True, slots=True)
class Link:
    """An article, the one that it was likely taken from, where that is known, and why."""

    article: int
    taken_from: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Chain:
    """A story's likely origin, None where it is not known, with the why of it; and its articles as they came."""

    origin: int | None
    why: str
    links: tuple[Link, ...]


def chain(copies: Iterable[Copy]) -> Chain:
    """Where a story is likely from, and from whom each article of it took it."""
    story = sorted(copies, key=_came)
    credited = {one.article: credits(one, [other.house for other in story if other.house]) for one in story}
    given = {one.article: _credited(one, credited[one.article], story) for one in story}
    origin, why = _origin(story, credited, given)
    links = {one.article: _link(one, origin, why, story, credited, given) for one in story}
    return Chain(origin.article if origin else None, why, tuple(_ordered(story, _without_circles(links))))


def credits(copy: Copy, known: Sequence[str] = ()) -> tuple[Credit, ...]:
    """Whom an article names as where it is from; a bare name at its head must be `known`, or sound like an outlet."""
    found = list(_named(copy, known))
    first = {key(one.name): one for one in reversed(found) if not same(one.name, copy.house)}
    return tuple(one for one in found if first.get(key(one.name)) is one)


def same(one: str | None, other: str | None) -> bool:
    """Whether two names are one outlet's: the same words, or one the initials of the other."""
    a, b = key(one), key(other)
    return bool(a and b) and (a == b or _initials(one) == b or _initials(other) == a)


def key(name: str | None) -> str:
    """A name as it is compared: `The Sallow Post` is `sallowpost.example`."""
    host = "." in (name or "") and " " not in (name or "")
    return "".join(words((name or "").rpartition(".")[0] if host else name or "")).removeprefix("the")


def _initials(name: str | None) -> str:
    """`ap` of Associated Press; nothing of a single word."""
    found = [word[0] for word in words(name or "") if word not in ("the", "of", "and", "for")]
    return "".join(found) if len(found) > 1 else ""


def _named(copy: Copy, known: Sequence[str]) -> Iterator[Credit]:
    if copy.via and copy.outlet:
        yield Credit(copy.outlet, f"names {copy.outlet} as who wrote it")
    for author in copy.authors:
        if any(same(author, house) for house in known):
            yield Credit(author, f"is signed by {author}")
    paragraphs = [line for line in copy.text.split("\n") if line.strip()]
    opening = paragraphs[0][:160] if paragraphs else ""
    for form in _HEADS:
        if (found := form.search(opening)) and _is_outlet(found["name"], known, "(" in found[0]):
            yield Credit(found["name"].strip(), f"begins with “{found[0].strip(' -–—:')}”")
    for line in (*paragraphs[:2], *paragraphs[-2:]):
        for form in _LINES:
            found = form.search(line.strip())
            if found and _is_outlet(found["name"], known, not found.groupdict().get("loose")):
                yield Credit(found["name"], f"says “{line.strip()}”")
        if line.startswith("By ") and len(line.split()) <= _SHORT:
            for house in known:
                if f" {house.casefold()} " in f" {' '.join(re.findall(r'[^ ,;.]+', line.casefold()))} ":
                    yield Credit(house, f"says “{line.strip()}”")


def _is_outlet(name: str, known: Sequence[str], marked: bool) -> bool:
    """Whether a name is an outlet's: dashes also follow places, and people sign too."""
    return marked or any(same(name, house) for house in known) or bool(_OUTLETISH.search(name))


def _credited(one: Copy, named: Sequence[Credit], story: Sequence[Copy]) -> tuple[Copy, Credit] | None:
    """The page in the story that an article says it is from: the earliest of that outlet."""
    for credit in named:
        for other in story:
            if other is not one and same(credit.name, other.house):
                return other, credit
    return None


_Given = Mapping[int, tuple[Copy, Credit] | None]
_Credited = Mapping[int, tuple[Credit, ...]]


def _origin(story: Sequence[Copy], credited: _Credited, given: _Given) -> tuple[Copy | None, str]:
    """The likely origin by credits or else by days, and why."""
    pages = {found[0].article: found[0] for found in given.values() if found}
    roots = [page for page in pages.values() if not given[page.article]]
    outside = {
        key(credit.name): credit.name for one in story if not given[one.article] for credit in credited[one.article]
    }
    named = [*(root.house for root in roots if not credited[root.article]), *outside.values()]
    if len(named) > 1:
        return None, f"not known: the articles credit different outlets, {_listed(named)}"
    if outside:
        return None, f"{named[0]}, as credited; its own page is not held"
    if roots:
        count = sum(1 for found in given.values() if found and found[0] is roots[0])
        return roots[0], f"{_articles(count)} {roots[0].house}, whose own page this is"
    return (None, "not known: the articles credit each other") if pages else _earliest(story)


def _earliest(story: Sequence[Copy]) -> tuple[Copy | None, str]:
    """The article that was there before any other was published, and why; None where days do not tell."""
    if len(story) == 1:
        return story[0], "no other article of this story is held"
    undated = [one for one in story if not _day(one.published)]
    first, *others = story
    if all(_before(first, other) for other in others):
        day = f"published {first.published}" if _day(first.published) else f"held since {first.retrieved}"
        lacks = _fuller(first, others)
        cut = f"; but {lacks.called} has more of it, so it may be from a page that is not held" if lacks else ""
        return first, f"{day}, before all others; nobody is credited{cut}"
    if undated:
        return None, f"not known: nobody is credited, and no day is known of {_listed(one.called for one in undated)}"
    alike = [one for one in story if one.published == first.published]
    return None, f"not known: nobody is credited, and {_listed(one.called for one in alike)} are of the same day"


def _fuller(first: Copy, others: Sequence[Copy]) -> Copy | None:
    """An article of which the first holds a part only."""
    own = shingles(first.text)
    for one in others:
        theirs = shingles(one.text)
        if len(own & theirs) >= _WHOLE * len(own) and len(theirs - own) >= len(own) / 4:
            return one
    return None


def _link(one: Copy, origin: Copy | None, why: str, story: Sequence[Copy], credited: _Credited, given: _Given) -> Link:
    """From whom an article took it, and why."""
    if one is origin:
        return Link(one.article, None, f"likely origin: {why}")
    found = given[one.article]
    nearer = _nearer(one, origin, story) if origin and (not found or found[0] is origin) else None
    if nearer and _before(nearer[0], one):
        page, runs = nearer
        keeps = f", and keeps the credit to {found[1].name}" if found else ""
        return _taken(one, page, f"shares {runs} runs of words with it that {_called(origin)} lacks{keeps}")
    if found:
        return _taken(one, found[0], found[1].by)
    if credited[one.article]:
        credit = credited[one.article][0]
        return Link(one.article, None, f"{credit.by}; a page of {credit.name} is not held")
    if nearer:
        return Link(
            one.article,
            None,
            f"not known from whom: shares words with {nearer[0].called} that {_called(origin)} lacks, "
            "and nothing says which of the two had them first",
        )
    if origin is None:
        return Link(one.article, None, "not known from whom: credits nobody")
    if _before(origin, one):
        return _taken(one, origin, f"published {one.published}, after it, and credits nobody")
    return Link(one.article, None, f"not known from whom: credits nobody, and {_dated(one, origin)}")


def _nearer(one: Copy, origin: Copy, story: Sequence[Copy]) -> tuple[Copy, int] | None:
    """The article that shares most with one of what the origin lacks, if it is not later; of such the earliest."""
    own = shingles(one.text) - shingles(origin.text)
    found = [
        (len(own & shingles(other.text)), other)
        for other in story
        if other not in (one, origin) and not _before(one, other)
    ]
    runs, page = max(found, key=lambda pair: pair[0], default=(0, one))
    return (page, runs) if runs >= _RUNS else None


def _taken(one: Copy, page: Copy, why: str) -> Link:
    return Link(one.article, page.article, f"from {page.called}: {why}; {_how(one.text, page.text)}")


def _how(text: str, whole: str) -> str:
    """What a copy has of the text that it was made from."""
    own, theirs = shingles(text), shingles(whole)
    shared = len(own & theirs)
    if shared >= _WHOLE * max(len(own), len(theirs)):
        return "word for word"
    if shared >= _WHOLE * len(own):
        return f"cut to {shared / len(theirs):.0%} of it"
    if shared >= _WHOLE * len(theirs):
        return "the whole of it and other words"
    return f"edited: {shared / len(theirs):.0%} of it is kept"


def _before(one: Copy, other: Copy) -> bool:
    """Whether one was certainly there before the other was published."""
    day, later = one.day, _day(other.published)
    return bool(day and later and day < later)


def _dated(one: Copy, origin: Copy) -> str:
    if not _day(one.published):
        return "its day is not known"
    if not origin.day:
        return f"the day of {origin.called} is not known"
    same_day = one.published == origin.published
    return f"it is of the same day as {origin.called}" if same_day else f"it is older than {origin.called}"


def _without_circles(links: Mapping[int, Link]) -> dict[int, Link]:
    """The links, of which such as lead back to themselves lead nowhere."""
    return {
        number: replace(link, taken_from=None, why="not known from whom: the articles credit each other in a circle")
        if _circles(number, links)
        else link
        for number, link in links.items()
    }


def _circles(number: int, links: Mapping[int, Link]) -> bool:
    at = links[number].taken_from
    for _ in links:
        if at is None or at == number:
            return at == number
        at = links[at].taken_from
    return False


def _ordered(story: Sequence[Copy], links: Mapping[int, Link]) -> Iterator[Link]:
    """The links as they came, each after the one that it was taken from."""
    done: set[int] = set()
    for one in sorted(story, key=lambda one: (not links[one.article].why.startswith("likely origin"), _came(one))):
        path = [one.article]
        while (above := links[path[-1]].taken_from) is not None and above not in done:
            path.append(above)
        for number in reversed(path):
            if number not in done:
                done.add(number)
                yield links[number]


def _came(one: Copy) -> tuple[bool, str, int]:
    return one.day is None, one.day or "", one.article


def _day(text: str | None) -> str | None:
    return text if text and _DAY.fullmatch(text) else None


def _articles(count: int) -> str:
    return "one other article credits" if count == 1 else f"{count} other articles credit"


def _listed(names: Iterable[str | None]) -> str:
    return ", ".join(sorted({name for name in names if name}))


def _called(one: Copy | None) -> str:
    return one.called if one else "the origin"
