"""One saying wherever it stands: its wordings, copies among them, and the articles that carried it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import sqlalchemy as sa

from quoth.archive import rows
from quoth.archive.same import carriers, meant, said
from quoth.archive.schema import REPEAT
from quoth.archive.values import Said, Saying
from quoth.article import Carrier, Statement

_STORIES = 12  # of which it is told who took it from whom
_MANNERS = {"direct": "quoted whole", "mixed": "cut", "indirect": "paraphrased"}
_IN_OTHERS = "in other words"
_LAST = "9999"  # after every day


def of(connection: sa.Connection, one: Statement) -> Saying:
    """All that is known of how a statement was told."""
    found = worded(connection, one) or [Said(one, _MANNERS[one.kind])]
    told = sorted([*found, *_copies(connection, found)], key=_by_day)
    statements = [each.statement for each in told]
    perhaps = meant.offered(connection, one, {each.id for each in statements})
    return Saying(one, tuple(told), tuple(_carried(connection, statements)), perhaps)


def worded(connection: sa.Connection, one: Statement) -> list[Said]:
    """The wordings of a statement by date, its own among them; none where it stands alone."""
    near = _by_words(connection, one)
    told = [each.statement for each in near] or [one]
    joined = meant.joined(connection, told)
    if not joined:
        return near
    found = {each.id: Said(each, _IN_OTHERS) for other in joined for each in _wordings(connection, other)}
    found |= {each.statement.id: each for each in near or [Said(one, _MANNERS[one.kind])]}
    return sorted(found.values(), key=_by_day)


def _by_words(connection: sa.Connection, one: Statement) -> list[Said]:
    """The wordings that share their words with a statement or with the fullest of them: a cut and a paraphrase of
    one quotation may have few in common."""
    near = said.of(connection, one)
    fullest = max((each.statement for each in near), key=lambda each: len(said.tokens(each.content)), default=one)
    further = said.of(connection, fullest) if fullest != one else ()
    found = {each.statement.id: each for each in (*near, *further)}
    return list(found.values())


def _wordings(connection: sa.Connection, one: Statement) -> list[Statement]:
    return [one, *(each.statement for each in _by_words(connection, one) if each.statement.id != one.id)]


def _by_day(one: Said) -> tuple[str, int]:
    return one.statement.published or _LAST, one.statement.id


def _copies(connection: sa.Connection, worded: Sequence[Said]) -> Iterator[Said]:
    """What is one of these in a copy of its article, and is not among them: by an unresolved source, mostly."""
    held = {each.statement.id for each in worded}
    manners = {each.statement.repeats: each.manner for each in worded}
    numbers = sa.select(REPEAT.c.attribution).where(
        REPEAT.c.first.in_(manners.keys() - {None}), REPEAT.c.attribution.not_in(held)
    )
    view = rows.STATEMENTS
    for row in connection.execute(sa.select(view).where(view.c.id.in_(numbers))):
        one = rows.statement(row)
        yield Said(one, manners[one.repeats])


def _carried(connection: sa.Connection, told: Sequence[Statement]) -> list[Carrier]:
    """The articles that have a wording, and the copies of those, the earliest first."""
    own = {one.article: one for one in reversed(told)}
    stories = {one.story: one.article for one in own.values() if one.repeats is not None}
    found: dict[int, Carrier] = {}
    for article in list(stories.values())[:_STORIES]:
        for one in carriers.of(connection, article, None)[0]:
            found[one.article] = replace(one, statement=own[one.article].id if one.article in own else None)
    alone = [_alone(one) for one in own.values() if one.article not in found]
    return sorted((*found.values(), *alone), key=lambda one: (one.published or _LAST, one.article))


def _alone(one: Statement) -> Carrier:
    """The article of a statement that no copy of it has."""
    why = "in an article of its own"
    return Carrier(one.article, one.via or one.outlet, one.published, one.url, one.origin, one.id, None, False, why)
