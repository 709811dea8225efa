"""What was fetched, and how the site marked it: so that the next time it need not send it again unchanged."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from quoth.archive.addresses import storable
from quoth.archive.clock import now
from quoth.archive.schema import FETCH
from quoth.article import Marks


def marks(connection: sa.Connection, address: str) -> Marks | None:
    """How an address was marked."""
    row = connection.execute(
        sa.select(FETCH.c.etag, FETCH.c.modified).where(FETCH.c.address == storable(address))
    ).first()
    return Marks(row.etag, row.modified) if row else None


def keep(connection: sa.Connection, fetched: Mapping[str, Marks]) -> None:
    """How each of some addresses is marked now."""
    rows = [
        {"address": storable(address), "etag": one.etag, "modified": one.modified, "fetched": now()}
        for address, one in fetched.items()
    ]
    connection.execute(FETCH.delete().where(FETCH.c.address.in_([row["address"] for row in rows])))
    connection.execute(FETCH.insert(), rows)
