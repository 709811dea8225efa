"""Who is who among profiles: what hangs together is joined anew whenever anything changes by which it is decided.

So it does not depend on the order in which the articles came. Where more than `_MOST` hang together, only what is
new is placed. A person keeps the number; where two become one, that of the more often named.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import sqlalchemy as sa

from quoth.archive.identity import fullest
from quoth.archive.linkage.evidence import LEAST, Profile
from quoth.archive.linkage.joining import Cluster, Joining, Node
from quoth.archive.schema import CORRECTION, LIKENESS, LINK, PERSON, PROFILE, SPEAKER

OF_PROFILE = ("name", "type", "role", "affiliation", "country")
_MOST = 256  # profiles that are joined anew together
_MANY = 200  # speakers of a profile; of more it is not asked which articles they are in
_DIGITS = 2  # binary ones, in which speakers of a profile are counted
_CHUNK = 900  # values in a question to SQLite
_MIDYEAR = "-07-01"
Pair = tuple[int, int]
Near = Mapping[int, Mapping[int, float]]


@dataclass(slots=True)
class _Held:
    """What is known of some profiles before they are joined, and what is to be written when all are."""

    known: Mapping[int, Any]
    sizes: Mapping[int, int]
    articles: Mapping[int, frozenset[str]]
    called: Mapping[int, tuple[str, str]]
    renamed: Mapping[int, str]
    links: Mapping[Pair, float]
    linking: Mapping[int, Collection[Pair]]
    given: frozenset[int]
    next: int
    moved: dict[int, int] = field(default_factory=dict)
    names: dict[int, tuple[str, str]] = field(default_factory=dict)
    gone: set[Pair] = field(default_factory=set)
    linked: dict[Pair, tuple[float, list[dict[str, Any]]]] = field(default_factory=dict)


def join(connection: sa.Connection, touched: Collection[int]) -> None:
    """Decide anew who is who among these profiles and all that hang together with them."""
    likeness, groups = _hanging(connection, touched)
    known = rows(connection, likeness)
    chosen: list[tuple[Collection[int], Collection[int]]] = []
    group: Collection[int]
    for group in groups:
        new = {number for number in group if known[number].person is None}
        if len(group) <= _MOST:
            chosen.append((group, group))
        elif new:
            chosen.append((_nearest(new, likeness), new))
    held = _loaded(connection, known, {number for group, _ in chosen for number in group})
    for group, open_ in chosen:
        _join(held, group, open_, likeness)
    _write(connection, held)


def rounded(size: int) -> int:
    """How many speakers a profile counts for: as what hangs together is joined anew when that changes, it is not
    changed by each that comes."""
    shift = max(0, size.bit_length() - _DIGITS)
    return size >> shift << shift


def profile_of(row: Any, day: str | None, id: str) -> Profile:
    """A row as what is said of a speaker; of days only the year counts."""
    facts = {name: getattr(row, name) for name in OF_PROFILE}
    return Profile(id, **facts, day=f"{day[:4]}{_MIDYEAR}" if day else None)


def _hanging(
    connection: sa.Connection, touched: Collection[int]
) -> tuple[dict[int, dict[int, float]], list[frozenset[int]]]:
    """What hangs together with some profiles: who is like whom, and the groups, which end where they grow too large."""
    likeness: dict[int, dict[int, float]] = {}
    groups: dict[int, set[int]] = {}
    asked = set(touched)
    while asked:
        for number in asked:
            likeness.setdefault(number, {})
            groups.setdefault(number, {number})
        for row in listed(connection, sa.select(LIKENESS), LIKENESS.c.one, asked):
            likeness[row.one][row.other] = row.weight
        for number in asked:
            for other in likeness[number]:
                _united(groups, number, other)
        mine = _by_hand(connection, asked)
        for number, other in mine:
            _united(groups, number, other)
        asked = {other for number in touched for other in groups[number] if other not in likeness}
        asked = {other for other in asked if len(groups[other]) <= _MOST}
    for number in set(groups) - set(likeness):
        likeness[number] = {}
    for number, near in list(likeness.items()):
        for other, weight in near.items():
            likeness[other][number] = weight
    return likeness, sorted({frozenset(groups[number]) for number in touched}, key=min)


def _united(groups: dict[int, set[int]], one: int, other: int) -> None:
    joined = groups.setdefault(one, {one})
    further = groups.setdefault(other, {other})
    if joined is further:
        return
    if len(joined) < len(further):
        joined, further = further, joined
    joined |= further
    for number in further:
        groups[number] = joined


def _by_hand(connection: sa.Connection, asked: Collection[int]) -> list[tuple[int, int]]:
    """Profiles that a person has put together with some."""
    given = {row.given: row.id for row in rows(connection, asked).values() if row.given is not None}
    mates = listed(connection, sa.select(PROFILE.c.id, PROFILE.c.given), PROFILE.c.given, given)
    return [(given[row.given], row.id) for row in mates]


def _nearest(new: Collection[int], likeness: Near) -> set[int]:
    """Of a large group what is new and what is likest to it."""
    best: dict[int, float] = {}
    for number in new:
        for other, weight in likeness[number].items():
            best[other] = max(weight, best.get(other, weight))
    near = sorted(best.keys() - set(new), key=lambda other: (-best[other], other))
    return {*new, *near[:_MOST]}


def _loaded(connection: sa.Connection, known: Mapping[int, Any], wanted: Collection[int]) -> _Held:
    counted = sa.select(SPEAKER.c.profile, sa.func.count().label("size")).group_by(SPEAKER.c.profile)
    sizes = {row.profile: rounded(row.size) for row in listed(connection, counted, SPEAKER.c.profile, wanted)}
    persons = {known[number].person for number in wanted} - {None}
    links = {(row.one, row.other): row.score for row in listed(connection, sa.select(LINK), LINK.c.one, wanted)}
    linking: dict[int, list[Pair]] = defaultdict(list)
    for pair in links:
        for number in pair:
            linking[number].append(pair)
    return _Held(
        known=known,
        sizes=sizes,
        articles=_articles(connection, wanted, sizes),
        called={row.id: (row.name, row.type) for row in listed(connection, sa.select(PERSON), PERSON.c.id, persons)},
        renamed=_renamed(connection),
        links=links,
        linking=linking,
        given=frozenset(row.given for row in known.values() if row.given is not None),
        next=unused(connection, "person"),
    )


def _renamed(connection: sa.Connection) -> dict[int, str]:
    """What people have said that others are called, whatever their articles call them."""
    chosen = sa.select(CORRECTION.c.after).where(CORRECTION.c.kind == "rename", CORRECTION.c.undone.is_(None))
    return {after["people"][0]: after["name"] for after in connection.scalars(chosen.order_by(CORRECTION.c.id))}


def _articles(
    connection: sa.Connection, wanted: Collection[int], sizes: Mapping[int, int]
) -> dict[int, frozenset[str]]:
    """For each profile those of its articles in which others occur that are looked at."""
    where = sa.select(SPEAKER.c.profile, SPEAKER.c.version)
    small = [number for number in wanted if sizes.get(number, 0) <= _MANY]
    rows = list(listed(connection, where, SPEAKER.c.profile, small))
    versions = {row.version for row in rows}
    for large in set(wanted).difference(small):
        rows += listed(connection, where.where(SPEAKER.c.profile == large), SPEAKER.c.version, versions)
    found: dict[int, set[str]] = defaultdict(set)
    for row in rows:
        found[row.profile].add(str(row.version))
    return {number: frozenset(held) for number, held in found.items()}


def _join(held: _Held, group: Collection[int], open_: Collection[int], likeness: Near) -> None:
    """Join a group; who is not open stays with the person that it has."""
    nodes = {number: _node(held, number, number in open_) for number in sorted(group) if _counts(held, number)}
    numbers = {node.profile.id: number for number, node in nodes.items()}
    weights = {
        (nodes[one].profile.id, nodes[other].profile.id): weight
        for one in nodes
        for other, weight in likeness[one].items()
        if one < other and other in nodes
    }
    work = Joining(list(nodes.values()), LEAST, weights)
    clusters = sorted(work.clusters(), key=lambda one: (-one.size, work.nodes[one.places[0]].profile.id))
    taken = set(held.given)
    for cluster in clusters:
        members = [numbers[work.nodes[place].profile.id] for place in cluster.places]
        moved = [number for number in members if number in open_]
        if moved:
            person = _whose(held, cluster, members, taken)
            taken.add(person)
            held.moved |= {number: person for number in moved if held.known[number].person != person}
            if len(moved) == len(members):
                name, type = _name(held, members)
                held.names[person] = (held.renamed.get(person, name), type)
            _keep(held, cluster, numbers, moved)


def _counts(held: _Held, number: int) -> bool:
    """Whether a profile has a say: somebody is spoken of so, or a person has said whose it is."""
    return number in held.sizes or held.known[number].given is not None


def _node(held: _Held, number: int, open_: bool) -> Node:
    row = held.known[number]
    return Node(
        (profile_of(row, row.year, row.said),),
        size=held.sizes.get(number, 1),
        articles=held.articles.get(number, frozenset()),
        given=row.given if open_ else row.person,
    )


def _whose(held: _Held, cluster: Cluster, members: Sequence[int], taken: Collection[int]) -> int:
    """The person that a cluster is: the one said by hand, else the one that most of it has been, else a new one."""
    if cluster.given is not None:
        return cluster.given
    been: Counter[int] = Counter()
    for number in members:
        if held.known[number].person not in (None, *taken):
            been[held.known[number].person] += held.sizes.get(number, 0)
    if been:
        return min(been, key=lambda person: (-been[person], person))
    held.next += 1
    return held.next - 1


def _name(held: _Held, members: Sequence[int]) -> tuple[str, str]:
    """The fullest name that most records give, and the type."""
    names: Counter[str] = Counter()
    types: Counter[str] = Counter()
    for number in members:
        names[held.known[number].name] += held.sizes.get(number, 0)
        types[held.known[number].type] += held.sizes.get(number, 0)
    type = min(types, key=lambda one: (-types[one], one))
    return fullest(names, type), type


def _keep(held: _Held, cluster: Cluster, numbers: Mapping[str, int], moved: Collection[int]) -> None:
    """Why profiles are one person, link by link."""
    found = {}
    for link in cluster.links:
        one, other = sorted((numbers[link.one], numbers[link.other]))
        if one in moved or other in moved:
            found[one, other] = link
    held.gone |= {pair for number in moved for pair in held.linking.get(number, ()) if pair not in found}
    for pair, link in found.items():
        if held.links.get(pair) != link.score:
            held.linked[pair] = (link.score, [asdict(part) for part in link.parts])


def _write(connection: sa.Connection, held: _Held) -> None:
    new = {person: held.names[person] for person in held.names if person not in held.called}
    new = {person: called for person, called in new.items() if person >= unused(connection, "person")}
    changed = {person: called for person, called in held.names.items() if held.called.get(person) != called}
    if new:
        connection.execute(PERSON.insert(), [{"id": n, "name": name, "type": type} for n, (name, type) in new.items()])
    for person, (name, type) in changed.items():
        if person not in new:
            connection.execute(PERSON.update().where(PERSON.c.id == person).values(name=name, type=type))
    if held.moved:
        put = PROFILE.update().where(PROFILE.c.id == sa.bindparam("number")).values(person=sa.bindparam("whose"))
        connection.execute(put, [{"number": number, "whose": person} for number, person in held.moved.items()])
    for one, other in held.gone - held.linked.keys():
        connection.execute(LINK.delete().where(LINK.c.one == one, LINK.c.other == other))
    if held.linked:
        links = [{"one": a, "other": b, "score": s, "parts": parts} for (a, b), (s, parts) in held.linked.items()]
        connection.execute(LINK.insert().prefix_with("OR REPLACE"), links)
    forget(connection, {held.known[number].person for number in held.moved} - {None})


def forget(connection: sa.Connection, persons: Collection[int]) -> None:
    """Drop persons that no profile is of any more; their numbers are not given again."""
    own = sa.select(PROFILE.c.person).where(PROFILE.c.person.in_(persons))
    given = sa.select(PROFILE.c.given).where(PROFILE.c.given.is_not(None))
    if persons:
        left = set(connection.scalars(own)) | set(connection.scalars(given))
        connection.execute(PERSON.delete().where(PERSON.c.id.in_(set(persons) - left)))


def unused(connection: sa.Connection, table: str) -> int:
    """The first number that no row of a table has ever had."""
    last = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).scalar()
    return int(last or 0) + 1


def rows(connection: sa.Connection, numbers: Iterable[int]) -> dict[int, Any]:
    """Profiles by their numbers."""
    return {row.id: row for row in listed(connection, sa.select(PROFILE), PROFILE.c.id, numbers)}


def listed(
    connection: sa.Connection, chosen: sa.Select[Any], column: sa.ColumnElement[Any], values: Iterable[Any]
) -> Iterator[Any]:
    """The rows with one of some values in a column."""
    wanted = sorted(values)
    for start in range(0, len(wanted), _CHUNK):
        yield from connection.execute(chosen.where(column.in_(wanted[start : start + _CHUNK])))
