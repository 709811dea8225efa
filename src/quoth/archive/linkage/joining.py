"""Speakers joined into identities: the surest links first, none across a contradiction, none that is a guess."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import exp

from quoth.archive.linkage.blocking import pairs
from quoth.archive.linkage.evidence import LEAST, WEIGHTS, Part, Profile, chance, contrary, evidence, one_form

_MARGIN = 1.0  # of log odds: a link that one elsewhere comes as near to is a guess
_OUTWEIGHS = 10  # times as many speakers make the likelier of two
_FACES = 5  # nodes of a cluster that another one's are held against
_BY_HAND = (Part("correction", 9.0, "a person has said that they are one", "correction"),)


@dataclass(frozen=True, slots=True)
class Link:
    """Two speakers held to be one: how sure that is, and every reason for and against."""

    one: str
    other: str
    score: float
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """Speakers whose records say the same, or an entry of the authority.

    Where the members are too many to be listed one stands for all of them: `size` counts them, `articles` are
    those in which others that may be the same occur too, of `spread`. `given` is whom a person has said they are.
    """

    members: tuple[Profile, ...]
    known: bool = False
    size: int = 0
    articles: frozenset[str] = frozenset()
    given: int | None = None
    spread: int = field(init=False)
    profile: Profile = field(init=False)

    def __post_init__(self) -> None:
        listed = frozenset(one.article for one in self.members if one.article is not None)
        object.__setattr__(self, "profile", replace(self.members[0], article=None))
        object.__setattr__(self, "spread", self.size or len(listed))
        object.__setattr__(self, "articles", self.articles or listed)
        object.__setattr__(self, "size", self.size or len(self.members))

    @property
    def telling(self) -> tuple[bool, int, int, str]:
        """Sorts those first that say most, for the most speakers."""
        said = (self.profile.role, self.profile.affiliation, self.profile.country)
        return self.known, -sum(text is not None for text in said), -self.size, self.profile.id


class Cluster:
    """Nodes held to be one someone so far, as their places; `size` counts speakers."""

    def __init__(self, place: int, node: Node) -> None:
        self.places = [place]
        self.faces = [place]
        self.links: list[Link] = []
        self.size = 0 if node.known else node.size
        self.known = node if node.known else None
        self.given = node.given

    def take(self, other: Cluster, link: Link) -> None:
        """All of `other`, for the reasons in `link`."""
        self.places += other.places
        self.faces = sorted([*self.faces, *other.faces])[:_FACES]
        self.links += [*other.links, link]
        self.size += other.size
        self.known = self.known or other.known
        self.given = self.given if self.given is not None else other.given


class Joining:
    """Joins nodes, once, on being made; `clusters` has the outcome.

    `weights` are of the pairs worth joining, by the ids of their profiles, where they have been compared before.
    """

    def __init__(
        self, nodes: Sequence[Node], least: float, weights: Mapping[tuple[str, str], float] | None = None
    ) -> None:
        self.nodes = sorted(nodes, key=lambda node: node.telling)
        self._of = [Cluster(place, node) for place, node in enumerate(self.nodes)]
        self._near: dict[int, list[tuple[int, float]]] = defaultdict(list)
        self._conflicts: dict[tuple[int, int, int, int], bool] = {}
        self._contrary: dict[tuple[int, int], bool] = {}
        self._alike: set[tuple[int, int]] = set()  # places of nodes that are too alike to be contrary
        self._give()
        weighed = self._weighed() if weights is None else self._recalled(weights)
        for score, one, other in sorted(self._links(weighed, least)):
            self._join(-score, one, other)

    def clusters(self) -> Iterator[Cluster]:
        """Every cluster once."""
        return (cluster for place, cluster in enumerate(self._of) if cluster.places[0] == place)

    def _give(self) -> None:
        """Nodes that a person has said to be one are one before anything is weighed."""
        firsts: dict[int, int] = {}
        for place, node in enumerate(self.nodes):
            if node.given is None:
                continue
            first = firsts.setdefault(node.given, place)
            if first != place:
                ids = sorted(self.nodes[at].profile.id for at in (first, place))
                self._of[first].take(self._of[place], Link(ids[0], ids[1], 1.0, _BY_HAND))
                self._of[place] = self._of[first]

    def _weighed(self) -> Iterator[tuple[int, int, float]]:
        """Pairs worth comparing, with the weight of the evidence."""
        for one, other in pairs([node.profile for node in self.nodes]):
            yield one, other, sum(part.weight for part in self._compared(one, other))

    def _recalled(self, weights: Mapping[tuple[str, str], float]) -> Iterator[tuple[int, int, float]]:
        places = {node.profile.id: place for place, node in enumerate(self.nodes)}
        for (one, other), weight in weights.items():
            apart = sum(part.weight for part in self._apart(self.nodes[places[one]], self.nodes[places[other]]))
            yield places[one], places[other], weight + apart

    def _links(self, weighed: Iterator[tuple[int, int, float]], least: float) -> Iterator[tuple[float, int, int]]:
        for one, other, weight in weighed:
            score = chance(weight)
            if score >= LEAST:
                self._alike.add((min(one, other), max(one, other)))
            if score >= least:
                self._near[one].append((other, score))
                self._near[other].append((one, score))
                yield -score, min(one, other), max(one, other)

    def _compared(self, one: int, other: int) -> tuple[Part, ...]:
        """The evidence on two nodes."""
        a, b = sorted((self.nodes[one], self.nodes[other]), key=lambda node: node.profile.id)
        return (*evidence(a.profile, b.profile), *self._apart(a, b))

    def _apart(self, a: Node, b: Node) -> tuple[Part, ...]:
        """Articles that have both speak against their being one: their reader held them apart."""
        both = len(a.articles & b.articles)
        if both * 2 > min(a.spread, b.spread) and not one_form(a.profile, b.profile):
            return (Part("article", WEIGHTS["article"], f"{both} articles have both", "article"),)
        return ()

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
        if (one.known and other.known) or (None not in (one.given, other.given) and one.given != other.given):
            return True
        if one.places[0] > other.places[0]:
            one, other = other, one
        key = (one.places[0], len(one.places), other.places[0], len(other.places))
        if key not in self._conflicts:
            # What a person has put together may well contradict itself: then one that fits is enough.
            enough = any if one.given is other.given is None else all
            self._conflicts[key] = enough(self._apart_from(a, b) for a in one.faces for b in other.faces)
        return self._conflicts[key]

    def _apart_from(self, one: int, other: int) -> bool:
        """Whether something sets two nodes apart; each pair is looked at once, however their clusters grow."""
        key = (one, other) if one < other else (other, one)
        if key not in self._contrary:
            self._contrary[key] = key not in self._alike and contrary(self._compared(*key))
        return self._contrary[key]
