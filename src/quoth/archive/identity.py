"""Speakers of different articles that are one someone: names, roles and countries weighed, and the reasons kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from typing import Any

from quoth.archive.linkage.authority import Entry
from quoth.archive.linkage.blocking import found_by, keys
from quoth.archive.linkage.evidence import LEAST, Part, Profile, evidence, probability
from quoth.archive.linkage.joining import Cluster, Joining, Link, Node
from quoth.archive.linkage.likeness import same_name
from quoth.archive.linkage.names import parsed
from quoth.article import Article

__all__ = ["Identity", "Link", "Part", "Profile", "evidence", "link", "probability", "profiles", "same_name"]

_KNOWN = {field.name for field in fields(Profile)}


@dataclass(frozen=True, slots=True)
class Identity:
    """One someone. `members` are the ids of its speakers; `links` join them, and the authority's entry if there is one.

    `id` is the authority's where `known`, else it is made from the first member's.
    """

    id: str
    name: str
    type: str
    members: tuple[str, ...]
    links: tuple[Link, ...] = ()
    known: bool = False


def profiles(article: Article) -> Iterator[Profile]:
    """The speakers of an article, for `link`; their ids are the article's and their own."""
    for speaker in article.speakers:
        yield Profile(
            id=f"{article.id}#{speaker.id}",
            name=speaker.name,
            type=speaker.type,
            role=speaker.role,
            affiliation=speaker.affiliation,
            country=getattr(speaker, "country", None),
            named=speaker.named,
            aliases=tuple(getattr(speaker, "aliases", ())),
            article=article.id,
            outlet=article.outlet,
            day=article.published,
        )


def link(
    records: Iterable[Profile | Mapping[str, Any]], authority: Iterable[Entry] = (), least: float = LEAST
) -> list[Identity]:
    """Every speaker in exactly one identity, whatever their order; `authority` is gone through once and not kept."""
    speakers = sorted(map(_profile, records), key=lambda one: one.id)
    _distinct(speakers)
    groups = _groups(one for one in speakers if one.named and parsed(one.name).words)
    known = _entries(authority, groups)
    work = Joining([*map(Node, groups), *(Node((one,), known=True) for one in known)], least)
    joined = [_identity(cluster, work.nodes) for cluster in work.clusters() if cluster.size]
    placed = {member for identity in joined for member in identity.members}
    alone = [Identity(_id(one.id), one.name, one.type, (one.id,)) for one in speakers if one.id not in placed]
    return sorted([*joined, *alone], key=lambda one: one.members)


def _profile(record: Profile | Mapping[str, Any]) -> Profile:
    if isinstance(record, Profile):
        return record
    values = {name: value for name, value in record.items() if name in _KNOWN}
    return Profile(**{**values, "aliases": tuple(values.get("aliases") or ())})


def _distinct(speakers: Sequence[Profile]) -> None:
    for one, other in pairwise(speakers):
        if one.id == other.id:
            raise ValueError(f"two speakers have the id {one.id!r}; each needs its own")


def _id(member: str) -> str:
    return f"i{blake2b(member.encode(errors='replace'), digest_size=8).hexdigest()}"


def _groups(speakers: Iterable[Profile]) -> list[tuple[Profile, ...]]:
    """Speakers whose records say the same, together where that is enough to make them one."""
    found: dict[tuple[Any, ...], list[Profile]] = defaultdict(list)
    for one in speakers:
        found[said(one)].append(one)
    groups: list[tuple[Profile, ...]] = []
    for members in found.values():
        if enough(members[0]):
            groups.append(tuple(members))
        else:
            groups.extend((one,) for one in members)
    return sorted(groups, key=lambda group: (said(group[0]), group[0].id))


def enough(one: Profile) -> bool:
    """Whether another speaker of whom the same is said is the same one: not for a bare surname."""
    return _enough(replace(one, id="", article=None, outlet=None, day=None))


@lru_cache(maxsize=1 << 14)
def _enough(alone: Profile) -> bool:
    return bool(parsed(alone.name).words) and probability(evidence(alone, alone)) >= LEAST


def said(one: Profile) -> tuple[Any, ...]:
    """What a record says of a speaker, in a form in which the same is equal."""
    texts = (one.name, one.role or "", one.affiliation or "", one.country or "")
    return (one.type, *(" ".join(text.casefold().split()) for text in texts), one.aliases, (one.day or "")[:4])


def _entries(authority: Iterable[Entry], groups: Sequence[tuple[Profile, ...]]) -> list[Profile]:
    """Of the authority's entries those that share a key with a speaker."""
    entries = iter(authority)
    first = next(entries, None)
    if first is None:
        return []
    wanted = found_by(group[0] for group in groups)
    near = (one.profile() for whole in ((first,), entries) for one in whole)
    found = {one.id: one for one in near if not wanted.isdisjoint(keys(one))}
    return [found[name] for name in sorted(found)]


def _identity(cluster: Cluster, nodes: Sequence[Node]) -> Identity:
    alike = [node for node in (nodes[place] for place in cluster.places) if not node.known]
    speakers = [one for node in alike for one in node.members]
    members = tuple(sorted(one.id for one in speakers))
    same = (
        Link(node.members[0].id, one.id, round(probability(parts), 4), parts)
        for node in alike
        for one in node.members[1:]
        for parts in (evidence(node.profile, node.profile),)
    )
    links = tuple(sorted((*cluster.links, *same), key=lambda link: (link.one, link.other)))
    known = cluster.known.profile if cluster.known else None
    kind = Counter(one.type for one in speakers)
    return Identity(
        id=known.id if known else _id(members[0]),
        name=known.name if known else fullest(Counter(one.name for one in speakers), speakers[0].type),
        type=min(kind, key=lambda name: (-kind[name], name)),
        members=members,
        links=links,
        known=known is not None,
    )


def fullest(names: Mapping[str, int], type: str) -> str:
    """The full name that most records give."""

    def rank(name: str) -> tuple[bool, int, int, str]:
        full = sum(len(word) > 1 for word in parsed(name, type != "person").words) > 1
        return not full, -names[name], -len(name), name

    return min(names, key=rank)
