"""Speakers joined into identities: the surest links first, none across a contradiction, none that is a guess."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import exp

from quoth.archive.blocking import pairs
from quoth.archive.evidence import WEIGHTS, Part, Profile, contrary, evidence, one_form, probability

_MARGIN = 1.0  # of log odds: a link that one elsewhere comes as near to is a guess
_OUTWEIGHS = 10  # times as many speakers make the likelier of two
_FACES = 5  # nodes of a cluster that another one's are held against


@dataclass(frozen=True, slots=True)
class Link:
    """Two speakers held to be one: how sure that is, and every reason for and against."""

    one: str
    other: str
    score: float
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """Speakers whose records say the same, or an entry of the authority."""

    members: tuple[Profile, ...]
    known: bool = False
    profile: Profile = field(init=False)
    articles: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "profile", replace(self.members[0], article=None))
        object.__setattr__(self, "articles", frozenset(one.article for one in self.members if one.article is not None))

    @property
    def telling(self) -> tuple[bool, int, int, str]:
        """Sorts those first that say most, for the most speakers."""
        said = (self.profile.role, self.profile.affiliation, self.profile.country)
        return self.known, -sum(text is not None for text in said), -len(self.members), self.profile.id


class Cluster:
    """Nodes held to be one someone so far, as their places; `size` counts speakers."""

    def __init__(self, place: int, node: Node) -> None:
        self.places = [place]
        self.faces = [place]
        self.links: list[Link] = []
        self.size = 0 if node.known else len(node.members)
        self.known = node if node.known else None

    def take(self, other: Cluster, link: Link) -> None:
        """All of `other`, for the reasons in `link`."""
        self.places += other.places
        self.faces = sorted([*self.faces, *other.faces])[:_FACES]
        self.links += [*other.links, link]
        self.size += other.size
        self.known = self.known or other.known


class Joining:
    """Joins nodes, once, on being made; `clusters` has the outcome."""

    def __init__(self, nodes: Sequence[Node], least: float) -> None:
        self.nodes = sorted(nodes, key=lambda node: node.telling)
        self._of = [Cluster(place, node) for place, node in enumerate(self.nodes)]
        self._near: dict[int, list[tuple[int, float]]] = defaultdict(list)
        self._conflicts: dict[tuple[int, int, int, int], bool] = {}
        for score, one, other in sorted(self._links(least)):
            self._join(-score, one, other)

    def clusters(self) -> Iterator[Cluster]:
        """Every cluster once."""
        return (cluster for place, cluster in enumerate(self._of) if cluster.places[0] == place)

    def _links(self, least: float) -> Iterator[tuple[float, int, int]]:
        for one, other in pairs([node.profile for node in self.nodes]):
            score = probability(self._compared(one, other))
            if score >= least:
                self._near[one].append((other, score))
                self._near[other].append((one, score))
                yield -score, min(one, other), max(one, other)

    def _compared(self, one: int, other: int) -> tuple[Part, ...]:
        """The evidence on two nodes; articles that have both speak against it, for their reader held them apart."""
        a, b = sorted((self.nodes[one], self.nodes[other]), key=lambda node: node.profile.id)
        parts = evidence(a.profile, b.profile)
        both = len(a.articles & b.articles)
        if both * 2 > min(len(a.articles), len(b.articles)) and not one_form(a.profile, b.profile):
            parts = (*parts, Part("article", WEIGHTS["article"], f"{both} articles have both", "article"))
        return parts

    def _join(self, score: float, one: int, other: int) -> None:
        first, second = self._of[one], self._of[other]
        if first is second or self._conflict(first, second):
            return
        if self._guess(score, one, second) or self._guess(score, other, first):
            return
        if len(first.places) < len(second.places):
            first, second = second, first
        ids = sorted(self.nodes[place].profile.id for place in (one, other))
        first.take(second, Link(ids[0], ids[1], round(score, 4), self._compared(one, other)))
        for place in second.places:
            self._of[place] = first

    def _guess(self, score: float, one: int, into: Cluster) -> bool:
        """Whether `one` may as well belong to others that `into` is in conflict with."""
        own, bound = self._of[one], score / (score + (1 - score) * exp(_MARGIN))
        rivals = {id(self._of[other]): self._of[other] for other, near in self._near[one] if near >= bound}
        return any(
            rival is not own
            and rival is not into
            and max(1, rival.size) * _OUTWEIGHS > into.size
            and self._conflict(rival, into)
            for rival in rivals.values()
        )

    def _conflict(self, one: Cluster, other: Cluster) -> bool:
        """Whether two clusters cannot be one someone."""
        if one.known and other.known:
            return True
        if one.places[0] > other.places[0]:
            one, other = other, one
        key = (one.places[0], len(one.places), other.places[0], len(other.places))
        if key not in self._conflicts:
            self._conflicts[key] = any(contrary(self._compared(a, b)) for a in one.faces for b in other.faces)
        return self._conflicts[key]
