"""Articles by their number in the archive, whole."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from quoth.archive import rows
from quoth.archive.same import carriers
from quoth.archive.schema import VERSION
from quoth.archive.values import Whole
from quoth.errors import NotHeldError

_GREATEST = (1 << 63) - 1  # SQLite's numbers end here


def whole(connection: sa.Connection, number: int) -> Whole:
    """The latest version of an article, with the statements in it and who else carried it. NotHeldError."""
    chosen = sa.select(VERSION).where(VERSION.c.article == number, VERSION.c.current)
    versions = connection.execute(chosen).all() if 0 < number <= _GREATEST else []
    if not versions:
        raise NotHeldError(f"holds no article {number}; `quoth articles` tells them")
    (article,) = rows.articles(connection, versions)
    view = rows.STATEMENTS
    statements = connection.execute(sa.select(view).where(view.c.article == number).order_by(view.c.id))
    (version,) = versions
    return Whole(
        number,
        version.number,
        version.added,
        article,
        tuple(rows.statement(row) for row in statements),
        *carriers.of(connection, number, None),
    )


def texts(connection: sa.Connection, numbers: Sequence[int]) -> dict[int, str]:
    """The texts of some articles by their numbers."""
    chosen = sa.select(VERSION.c.article, VERSION.c.text).where(VERSION.c.article.in_(numbers), VERSION.c.current)
    return {row.article: row.text for row in connection.execute(chosen)}
