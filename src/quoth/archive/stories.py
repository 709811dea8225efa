"""Stories: articles that are copies of each other, and the statements that they repeat.

Two articles belong together when one is a copy of the other, or both of a third. That is a matter of their texts
alone, so the order in which they come changes nothing. Each article is placed in the transaction that stores it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import sqlalchemy as sa

from quoth.archive import copies
from quoth.archive.copies import Sketch
from quoth.archive.repeats import Said, repeated
from quoth.archive.schema import ATTRIBUTION, BAND, FINGERPRINT, REPEAT, VERSION

_OWN = FINGERPRINT.c


def place(connection: sa.Connection, article: int) -> None:
    """Put an article that was added into its story: that of its copies, or one of its own. To be settled."""
    made = copies.sketch(_body(connection, article))
    row = {"article": article, "story": article, "size": made.size, "numbers": made.numbers}
    connection.execute(FINGERPRINT.insert().values(row))
    if made.keys:
        # Where the row above was lost, these may be there still.
        connection.execute(
            BAND.insert().prefix_with("OR IGNORE"), [{"key": key, "article": article} for key in made.keys]
        )
    _join(connection, article, made)


def leave(connection: sa.Connection, article: int) -> None:
    """Take an article out of its story, which falls apart where nothing else holds it together."""
    others = [one for one in members(connection, article) if one != article]
    open_up(connection, article)
    for made in _sketches(connection, [article]):
        connection.execute(BAND.delete().where(BAND.c.article == article, BAND.c.key.in_(made.keys)))
    connection.execute(FINGERPRINT.delete().where(_OWN.article == article))
    for one in others:
        connection.execute(FINGERPRINT.update().where(_OWN.article == one).values(story=one))
    for one, made in zip(others, _sketches(connection, others), strict=True):
        _join(connection, one, made)
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
    for story in sorted({story for one in articles if (story := _story(connection, one))}):
        open_up(connection, story)
        rows = [dict(zip(REPEAT.c.keys(), one, strict=True)) for one in _found(connection, story)]
        if rows:
            connection.execute(REPEAT.insert(), rows)


def complete(connection: sa.Connection) -> None:
    """Place what an earlier quoth has stored."""
    chosen = sa.select(VERSION.c.article).where(VERSION.c.current, VERSION.c.article.not_in(sa.select(_OWN.article)))
    missing = connection.scalars(chosen.order_by(VERSION.c.article)).all()
    for article in missing:
        place(connection, article)
    settle(connection, missing)


def rebuild(connection: sa.Connection) -> None:
    """Make every story anew from the texts."""
    for table in (REPEAT, BAND, FINGERPRINT):
        connection.execute(table.delete())
    complete(connection)


def faults(connection: sa.Connection) -> Iterator[str]:
    """What is not as the texts of the articles say it must be."""
    chosen = sa.select(VERSION.c.article, VERSION.c.text, VERSION.c.title).where(VERSION.c.current)
    for article, text, title in connection.execute(chosen):
        made = copies.sketch(copies.body(text, title))
        keys = set(
            connection.scalars(sa.select(BAND.c.key).where(BAND.c.article == article, BAND.c.key.in_(made.keys)))
        )
        if _sketches(connection, [article]) != [made] or keys != set(made.keys):
            yield f"article {article} is not where its copies are looked for"
        elif _story(connection, article) != min(_copies(connection, article)):
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
        for _, other in _likely(connection, one, made):
            if other not in found and copies.copied(text, _body(connection, other)):
                found.add(other)
                ahead.append(other)
    return found


def _repeats(connection: sa.Connection, article: int) -> set[tuple[int, int, int]]:
    within = members(connection, article)
    chosen = sa.select(REPEAT).join(ATTRIBUTION, ATTRIBUTION.c.id == REPEAT.c.attribution).join(VERSION)
    return {tuple(row) for row in connection.execute(chosen.where(VERSION.c.article.in_(within)))}


def _found(connection: sa.Connection, article: int) -> Iterator[tuple[int, int, int]]:
    """Each statement of an article's story that stands more than once, the first of them, and its place."""
    for group in repeated(_said(connection, members(connection, article))):
        yield from ((number, group[0], place) for place, number in enumerate(group))


def _join(connection: sa.Connection, article: int, made: Sketch) -> None:
    """Make one of an article's story and every other that holds a copy of it."""
    text = _body(connection, article)
    joined = {_story(connection, article)}
    for story, other in _likely(connection, article, made):
        if story not in joined and copies.copied(text, _body(connection, other)):
            joined.add(story)
    if len(joined) > 1:
        connection.execute(FINGERPRINT.update().where(_OWN.story.in_(joined)).values(story=_lowest(connection, joined)))


def _likely(connection: sa.Connection, article: int, made: Sketch) -> Iterator[tuple[int, int]]:
    """Articles that may be copies, each after its story, the likeliest first."""
    sharing = sa.select(BAND.c.article).where(BAND.c.key.in_(made.keys), BAND.c.article != article)
    found = connection.execute(sa.select(FINGERPRINT).where(_OWN.article.in_(sharing))).all()
    likeness = {row.article: copies.may_be(made, Sketch(row.size, row.numbers)) for row in found}
    for row in sorted(found, key=lambda row: (-likeness[row.article], row.article)):
        if likeness[row.article]:
            yield row.story, row.article


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
