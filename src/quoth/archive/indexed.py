"""Joins through an index that has all that is asked of a table, where SQLite would go to the table by the number."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler


class Indexed(sa.Join):
    """A join of which the left side is taken first, and the right side, a table, through its narrow index."""

    inherit_cache = True


@compiles(Indexed)
def _written(join: Indexed, compiler: SQLCompiler, **how: Any) -> str:
    left, right = (compiler.process(side, **(how | {"asfrom": True})) for side in (join.left, join.right))
    assert join.onclause is not None
    return f"{left} CROSS JOIN {right} INDEXED BY {right}_narrow ON {compiler.process(join.onclause)}"
