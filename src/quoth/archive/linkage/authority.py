"""Lists of known people and bodies that give identities lasting ids; Wikidata's dump turned into one."""

from __future__ import annotations

import bz2
import gzip
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, cast

from quoth.archive.linkage.evidence import Profile
from quoth.archive.linkage.lexicon import BODY_WORDS
from quoth.archive.linkage.names import parsed
from quoth.archive.linkage.roles import fields
from quoth.errors import InputError

_OPENERS: dict[str, Callable[..., IO[bytes]]] = {
    ".gz": cast(Callable[..., IO[bytes]], gzip.open),
    ".bz2": cast(Callable[..., IO[bytes]], bz2.open),
}
HUMAN = "Q5"
# The dump does not say which classes lie below "organization"; these are the ones that news quotes.
BODIES = frozenset(
    "Q43229 Q4830453 Q783794 Q6881511 Q891723 Q7278 Q327333 Q2659904 Q192350 Q163740 Q79913 Q3918 Q484652"
    " Q245065 Q11032 Q192283 Q31855 Q157031 Q35749 Q11204 Q476028 Q22687 Q7188 Q178706 Q35535 Q732717 Q176799"
    " Q17149090 Q178790 Q41487 Q48204 Q15911314 Q708676 Q1616075 Q16917 Q38723 Q847017 Q12973014 Q15265344"
    " Q17127659 Q7210356 Q640506 Q875538 Q902104 Q1530022 Q2085381 Q1002697".split()
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One known someone. `type` is None where the list does not say."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    description: str | None = None
    type: str | None = None

    def profile(self) -> Profile:
        """The entry as a speaker: its description stands for the role."""
        return Profile(self.id, self.name, self.type or self._type(), role=self.description, aliases=self.aliases)

    def _type(self) -> str:
        words = set((self.description or "").lower().split())
        body = parsed(self.name).body or bool(words & BODY_WORDS and not fields(self.description))
        return "organization" if body else "person"


def entries(path: Path) -> Iterator[Entry]:
    """The entries of an authority file: JSON lines with `id`, `name`, `aliases` and `description`, packed or not."""
    with _open(path) as stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                yield _entry(line, f"{path}:{number}")


def write(known: Iterable[Entry], path: Path) -> int:
    """Writes an authority file, and tells how many entries it has."""
    count = 0
    with path.open("w", encoding="utf-8") as stream:
        for one in known:
            stream.write(f"{json.dumps(asdict(one), ensure_ascii=False)}\n")
            count += 1
    return count


def wikidata(path: Path, bodies: frozenset[str] = BODIES) -> Iterator[Entry]:
    """Humans and organizations of a Wikidata JSON dump (an array, an item a line), read line by line.

    An item counts as an organization when it is said to be an instance of one of `bodies`.
    """
    with _open(path) as stream:
        for number, line in enumerate(stream, 1):
            text = line.strip().removeprefix(b"[").removesuffix(b"]").strip().removesuffix(b",")
            if text and b'"P31"' in text:
                try:
                    item = json.loads(text)
                except ValueError as error:
                    raise InputError(f"{path}:{number}", f"no JSON ({error}); is this a Wikidata JSON dump?") from error
                if (found := _item(item, bodies)) is not None:
                    yield found


def _open(path: Path) -> IO[bytes]:
    try:
        opened: IO[bytes] = _OPENERS.get(path.suffix, open)(path, "rb")
    except OSError as error:
        raise InputError(str(path), f"cannot be read ({error.strerror or error}); check the path") from None
    return opened


def _entry(line: bytes, origin: str) -> Entry:
    try:
        found = json.loads(line)
        return Entry(
            str(found["id"]),
            str(found["name"]),
            tuple(map(str, found.get("aliases") or ())),
            found.get("description"),
            found.get("type"),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(origin, f"no entry of an authority file ({error}); give an object with id and name") from error


def _item(item: Any, bodies: frozenset[str]) -> Entry | None:
    if not isinstance(item, dict):
        return None
    classes = set(_classes(item))
    kind = "person" if HUMAN in classes else "organization" if classes & bodies else None
    name = _text(item.get("labels"))
    if kind is None or name is None:
        return None
    further = _texts(item.get("aliases"))
    return Entry(str(item.get("id")), name, tuple(dict.fromkeys(further)), _text(item.get("descriptions")), kind)


def _classes(item: dict[str, Any]) -> Iterator[str]:
    claims = item.get("claims")
    for claim in (claims if isinstance(claims, dict) else {}).get("P31", ()):
        value = claim.get("mainsnak", {}).get("datavalue", {}).get("value")
        if claim.get("rank") != "deprecated" and isinstance(value, dict):
            yield str(value.get("id") or f"Q{value.get('numeric-id')}")


def _text(texts: Any) -> str | None:
    """The English text, else the one for every language."""
    found = [texts[language]["value"] for language in ("en", "mul") if isinstance(texts, dict) and language in texts]
    return str(found[0]) if found else None


def _texts(texts: Any) -> Iterator[str]:
    for language in ("en", "mul"):
        yield from (str(one["value"]) for one in (texts.get(language, ()) if isinstance(texts, dict) else ()))
