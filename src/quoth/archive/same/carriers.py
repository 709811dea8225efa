"""The articles that carried a statement's story, with what the archive knows of where they have it from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from quoth.archive.same import copies, stories
from quoth.archive.same.origin import Copy, Link, chain
from quoth.archive.schema import ATTRIBUTION, REPEAT, VERSION
from quoth.article import Carrier, Statement


def of(connection: sa.Connection, article: int, statement: Statement | None) -> tuple[tuple[Carrier, ...], str | None]:
    """The articles of an article's story as they came, if they are several, and where the story is from; which of
    them have a statement of it."""
    articles = stories.members(connection, article)
    if len(articles) < 2:
        return (), None
    chosen = sa.select(VERSION).where(VERSION.c.article.in_(articles), VERSION.c.current)
    versions = {row.article: row for row in connection.execute(chosen)}
    told = chain(_copy(row) for row in versions.values())
    same = {article: statement.id, **_same(connection, statement)} if statement else {}
    return tuple(_carrier(versions[one.article], one, told.origin, same) for one in told.links), told.why


def _copy(row: Any) -> Copy:
    return Copy(
        article=row.article,
        text=copies.body(row.text, row.title),
        outlet=row.outlet,
        via=row.via,
        authors=tuple(row.authors),
        published=row.published,
        retrieved=row.retrieved,
    )


def _same(connection: sa.Connection, statement: Statement) -> Mapping[int, int]:
    """The statements that are this one, by their articles."""
    chosen = (
        sa.select(VERSION.c.article, ATTRIBUTION.c.id)
        .join_from(REPEAT, ATTRIBUTION, ATTRIBUTION.c.id == REPEAT.c.attribution)
        .join(VERSION)
        .where(REPEAT.c.first == statement.repeats)
    )
    return {row.article: row.id for row in connection.execute(chosen)}


def _carrier(row: Any, link: Link, origin: int | None, same: Mapping[int, int]) -> Carrier:
    return Carrier(
        article=row.article,
        outlet=row.via or row.outlet,
        published=row.published,
        url=row.url,
        origin=row.origin,
        statement=same.get(row.article),
        taken_from=link.taken_from,
        likely_origin=row.article == origin,
        why=link.why,
    )
