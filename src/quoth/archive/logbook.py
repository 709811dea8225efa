"""The log of corrections as people read it: what stood there and what stands there now, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from quoth.archive import identities, rows
from quoth.archive.asking import pages
from quoth.archive.schema import ATTRIBUTION, CORRECTION, VERSION
from quoth.archive.values import Correction, Logged
from quoth.article import ROLES

_NOBODY = "nobody known"
_Changes = Iterator[tuple[str, str | None, str | None]]


def latest(
    connection: sa.Connection, article: int | None, person: int | None, standing: bool, before: int | None, limit: int
) -> tuple[Logged, ...]:
    """Corrections, the last first: in an article, of a person, that were not undone, made before another."""
    own = CORRECTION.c
    chosen = sa.select(CORRECTION).order_by(own.id.desc()).limit(pages.bounded(limit))
    if article is not None:
        chosen = chosen.where(own.article == article)
    if person is not None:
        of = sa.func.json_each(own.after, "$.people").table_valued("value")
        chosen = chosen.where(own.kind.in_(identities.KINDS), sa.select(of).where(of.c.value == person).exists())
    if standing:
        chosen = chosen.where(own.undone.is_(None))
    if before is not None:
        chosen = chosen.where(own.id < before)
    found = [Correction(*row) for row in connection.execute(chosen)]
    later = identities.later(connection, found)
    texts = _texts(connection, found)
    titles = _titles(connection, found)
    held = _held(connection, found)
    return tuple(
        Logged(one, titles.get(one.article), one.statement in held, tuple(_changes(one, texts)), later.get(one.id))
        for one in found
    )


def _texts(connection: sa.Connection, found: Sequence[Correction]) -> dict[int, str]:
    """The texts that the spans point into, by their versions."""
    wanted = {one.before["version"] for one in found if "version" in one.before}
    return {row.id: row.text for row in connection.execute(sa.select(VERSION).where(VERSION.c.id.in_(wanted)))}


def _held(connection: sa.Connection, found: Sequence[Correction]) -> set[int]:
    """The statements that are there."""
    wanted = {one.statement for one in found}
    chosen = sa.select(ATTRIBUTION.c.id).join(VERSION).where(ATTRIBUTION.c.id.in_(wanted), VERSION.c.current)
    return set(connection.scalars(chosen))


def _titles(connection: sa.Connection, found: Sequence[Correction]) -> dict[int | None, str]:
    """What the articles are called."""
    chosen = sa.select(VERSION.c.article, VERSION.c.title, VERSION.c.origin).where(
        VERSION.c.article.in_({one.article for one in found}), VERSION.c.current
    )
    return {row.article: row.title or row.origin for row in connection.execute(chosen)}


def _changes(made: Correction, texts: Mapping[int, str]) -> _Changes:
    return _MADE[made.kind](made, texts)


def _changed(made: Correction, texts: Mapping[int, str]) -> _Changes:
    text = texts.get(made.before["version"], "")
    for name, value in made.after.items():
        yield name, _said(name, made.before[name], text), _said(name, value, text)


def _removed(made: Correction, texts: Mapping[int, str]) -> _Changes:
    text = texts.get(made.before["version"], "")
    for role in ROLES:
        yield role, _said(role, made.before[role], text), None


def _said(name: str, value: Any, text: str) -> str:
    """A value of a statement in words."""
    if name in ROLES:
        return rows.words(text, rows.spans_of(value))
    if name == "speaker":
        return str(value["name"]) if value else _NOBODY
    return str(value)


def _merged(made: Correction, _: Mapping[int, str]) -> _Changes:
    one, other = made.before["people"]
    yield "people", f"{_person(one)} and {_person(other)}", _person(one)


def _split(made: Correction, _: Mapping[int, str]) -> _Changes:
    (one,) = made.before["people"]
    yield "speaker", _person(one), _person({"name": made.after["speaker"], "id": made.after["people"][1]})


def _renamed(made: Correction, _: Mapping[int, str]) -> _Changes:
    (one,) = made.before["people"]
    yield "name", one["name"], made.after["name"]


def _same(made: Correction, _: Mapping[int, str]) -> _Changes:
    for name, content in zip(("one", "other"), made.after["contents"], strict=True):
        yield name, content, content


def _person(one: Mapping[str, Any]) -> str:
    return f"{one['name']} ({one['id']})"


_MADE = {"change": _changed, "remove": _removed, "merge": _merged, "split": _split, "rename": _renamed, "same": _same}
