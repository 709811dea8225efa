"""One statement with all that is known of it."""

from __future__ import annotations

import sqlalchemy as sa

from quoth.archive import rows, who
from quoth.archive.asking.search import numbered
from quoth.archive.same import carriers, meant, sayings
from quoth.archive.schema import VERSION
from quoth.archive.values import Shown


def shown(connection: sa.Connection, number: int) -> Shown:
    """One statement by its number, with what stands around it. NotHeldError."""
    one = numbered(connection, number)
    version = connection.execute(sa.select(VERSION).where(VERSION.c.article == one.article, VERSION.c.current)).all()
    (article,) = rows.articles(connection, version)
    view = rows.STATEMENTS
    inner = connection.execute(sa.select(view).where(view.c.within == one.id).order_by(view.c.id))
    carried, whence = carriers.of(connection, one.article, one)
    wordings = sayings.worded(connection, one)
    return Shown(
        statement=one,
        article=article,
        outer=numbered(connection, one.within) if one.within else None,
        inner=tuple(rows.statement(row) for row in inner),
        carriers=carried,
        whence=whence,
        person=who.person(connection, one.id),
        wordings=tuple(wordings),
        perhaps=meant.offered(connection, one, {one.id, *(each.statement.id for each in wordings)}),
    )
