"""Stories: articles that are copies of each other, and the statements that they repeat.

Two articles belong together when one is a copy of the other, or both of a third. That is a matter of their texts
alone, so the order in which they come changes nothing. Each article is placed in the transaction that stores it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import Any

import sqlalchemy as sa

from quoth.archive.partition import listed
from quoth.archive.same import copies
from quoth.archive.same.copies import Sketch
from quoth.archive.same.repeats import Said, repeated
from quoth.archive.schema import ATTRIBUTION, BAND, FINGERPRINT, REPEAT, VERSION

_OWN = FINGERPRINT.c
_TOGETHER = 500  # articles of an older archive that are placed at once


def place(connection: sa.Connection, articles: Sequence[int]) -> None:
    """Put articles that were added into their stories: those of their copies, or ones of their own. To be settled."""
    made = {article: copies.sketch(_body(connection, article)) for article in articles}
    own = [{"article": n, "story": n, "size": one.size, "numbers": one.numbers} for n, one in made.items()]
    bands = [{"key": key, "article": article} for article, one in made.items() for key in one.keys]
    if own:
        connection.execute(FINGERPRINT.insert(), own)
    if bands:
        # Where a row above was lost, these may be there still.
        connection.execute(BAND.insert().prefix_with("OR IGNORE"), bands)
    _join(connection, made)


def leave(connection: sa.Connection, article: int) -> None:
    """Take an article out of its story, which falls apart where nothing else holds it together."""
    others = [one for one in members(connection, article) if one != article]
    open_up(connection, article)
    for made in _sketches(connection, [article]):
        connection.execute(BAND.delete().where(BAND.c.article == article, BAND.c.key.in_(made.keys)))
    connection.execute(FINGERPRINT.delete().where(_OWN.article == article))
    for one in others:
        connection.execute(FINGERPRINT.update().where(_OWN.article == one).values(story=one))
    _join(connection, dict(zip(others, _sketches(connection, others), strict=True)))
    settle(connection, others)


def members(connection: sa.Connection, article: int) -> list[int]:
    """The articles of an article's story, by their numbers."""
    story = sa.select(_OWN.story).where(_OWN.article == article).scalar_subquery()
    return list(connection.scalars(sa.select(_OWN.article).where(_OWN.story == story).order_by(_OWN.article)))


def open_up(connection: sa.Connection, article: int) -> None:
    """Forget which statements of an article's story are one, before any of them goes or changes."""
    within = {article, *members(connection, article)}
    groups = sa.select(REPEAT.c.first).join(ATTRIBUTION, ATTRIBUTION.c.id == REPEAT.c.attribution).join(VERSION)
    connection.execute(REPEAT.delete().where(REPEAT.c.first.in_(groups.where(VERSION.c.article.in_(within)))))


def settle(connection: sa.Connection, articles: Iterable[int]) -> None:
    """Find anew which statements are one in the stories of some articles."""
    own = {row.story for row in listed(connection, sa.select(_OWN.story), _OWN.article, articles)}
    several = sa.select(_OWN.story).group_by(_OWN.story).having(sa.func.count() > 1)
    for story in sorted(row.story for row in listed(connection, several, _OWN.story, own)):
        open_up(connection, story)
        rows = [dict(zip(REPEAT.c.keys(), one, strict=True)) for one in _found(connection, story)]
        if rows:
            connection.execute(REPEAT.insert(), rows)


def complete(connection: sa.Connection) -> None:
    """Place what an earlier quoth has stored."""
    chosen = sa.select(VERSION.c.article).where(VERSION.c.current, VERSION.c.article.not_in(sa.select(_OWN.article)))
    missing = connection.scalars(chosen.order_by(VERSION.c.article)).all()
    for start in range(0, len(missing), _TOGETHER):
        place(connection, missing[start : start + _TOGETHER])
    settle(connection, missing)


def rebuild(connection: sa.Connection) -> None:
    """Make every story anew from the texts."""
    for table in (REPEAT, BAND, FINGERPRINT):
        connection.execute(table.delete())
    complete(connection)


def faults(connection: sa.Connection) -> Iterator[str]:
    """What is not as the texts of the articles say it must be."""
    chosen = sa.select(VERSION.c.article, VERSION.c.text, VERSION.c.title).where(VERSION.c.current)
    lowest: dict[int, int] = {}  # of the articles that each must be with
    for article, text, title in connection.execute(chosen):
        made = copies.sketch(copies.body(text, title))
        keys = set(
            connection.scalars(sa.select(BAND.c.key).where(BAND.c.article == article, BAND.c.key.in_(made.keys)))
        )
        if _sketches(connection, [article]) != [made] or keys != set(made.keys):
            yield f"article {article} is not where its copies are looked for"
            continue
        if article not in lowest:
            together = _copies(connection, article)
            lowest |= dict.fromkeys(together, min(together))
        if _story(connection, article) != lowest[article]:
            yield f"article {article} is not in the story of its copies"
        elif _story(connection, article) == article and _repeats(connection, article) != set(
            _found(connection, article)
        ):
            yield f"story {article} has other statements than it repeats"


def _copies(connection: sa.Connection, article: int) -> set[int]:
    """The articles that must be in an article's story."""
    found, ahead = {article}, [article]
    while ahead:
        one = ahead.pop()
        text = _body(connection, one)
        (made,) = _sketches(connection, [one])
        for row in _likely(connection, {one: made})[one]:
            if row.article not in found and copies.copied(text, _body(connection, row.article)):
                found.add(row.article)
                ahead.append(row.article)
    return found


def _repeats(connection: sa.Connection, article: int) -> set[tuple[int, int, int]]:
    within = members(connection, article)
    chosen = sa.select(REPEAT).join(ATTRIBUTION, ATTRIBUTION.c.id == REPEAT.c.attribution).join(VERSION)
    return {tuple(row) for row in connection.execute(chosen.where(VERSION.c.article.in_(within)))}


def _found(connection: sa.Connection, article: int) -> Iterator[tuple[int, int, int]]:
    """Each statement of an article's story that stands more than once, the first of them, and its place."""
    for group in repeated(_said(connection, members(connection, article))):
        yield from ((number, group[0], place) for place, number in enumerate(group))


def _join(connection: sa.Connection, made: Mapping[int, Sketch]) -> None:
    """Make one of the stories of some articles and every other that holds a copy of one of them."""
    known = {row.article: row.story for row in listed(connection, sa.select(FINGERPRINT), _OWN.article, made)}
    moved: dict[int, int] = {}
    body = cache(partial(_body, connection))  # much alike, bulletins are held against the same ones again and again
    for article, rows in _likely(connection, made).items():
        joined = {_now(moved, known[article])}
        for row in rows:
            story = _now(moved, row.story)
            if story not in joined and copies.copied(body(article), body(row.article)):
                joined.add(story)
        if len(joined) > 1:
            story = _lowest(connection, joined)
            connection.execute(FINGERPRINT.update().where(_OWN.story.in_(joined)).values(story=story))
            moved |= dict.fromkeys(joined - {story}, story)


def _now(moved: Mapping[int, int], story: int) -> int:
    """What a story has become part of."""
    while story in moved:
        story = moved[story]
    return story


def _likely(connection: sa.Connection, made: Mapping[int, Sketch]) -> dict[int, list[Any]]:
    """For each article those that may be copies of it, the likeliest first."""
    bearers: dict[int, list[int]] = defaultdict(list)
    for article, one in made.items():
        for key in one.keys:
            bearers[key].append(article)
    sharing: dict[int, set[int]] = {article: set() for article in made}
    for row in listed(connection, sa.select(BAND), BAND.c.key, bearers):
        for article in bearers[row.key]:
            sharing[article].add(row.article)
    others = {number for article, held in sharing.items() for number in held - {article}}
    rows = {row.article: row for row in listed(connection, sa.select(FINGERPRINT), _OWN.article, others)}
    found: dict[int, list[Any]] = {}
    for article, held in sharing.items():
        near = {n: copies.may_be(made[article], Sketch(rows[n].size, rows[n].numbers)) for n in held & rows.keys()}
        ordered = sorted(near.keys() - {article}, key=lambda number: (-near[number], number))
        found[article] = [rows[number] for number in ordered if near[number]]
    return found


def _lowest(connection: sa.Connection, stories: Iterable[int | None]) -> int:
    return int(connection.scalars(sa.select(sa.func.min(_OWN.article)).where(_OWN.story.in_(stories))).one())


def _story(connection: sa.Connection, article: int) -> int | None:
    return connection.scalar(sa.select(_OWN.story).where(_OWN.article == article))


def _sketches(connection: sa.Connection, articles: list[int]) -> list[Sketch]:
    chosen = sa.select(_OWN.size, _OWN.numbers).where(_OWN.article.in_(articles)).order_by(_OWN.article)
    return [Sketch(*row) for row in connection.execute(chosen)]


def _body(connection: sa.Connection, article: int) -> str:
    chosen = sa.select(VERSION.c.text, VERSION.c.title).where(VERSION.c.article == article, VERSION.c.current)
    return copies.body(*connection.execute(chosen).one())


def _said(connection: sa.Connection, articles: list[int]) -> Iterator[Said]:
    """The statements of some articles, if they are more than one; those of an article in the order of its text."""
    if len(articles) < 2:
        return
    attribution, version = ATTRIBUTION.c, VERSION.c
    words = (attribution.source, attribution.cue, attribution.content)
    chosen = (
        sa.select(attribution.id, version.article, version.published, version.text_hash, *words)
        .join(VERSION)
        .where(version.article.in_(articles), version.current)
        .order_by(attribution.id)
    )
    for row in connection.execute(chosen):
        yield Said(*row)
