"""Statements put right by hand: what stood there is logged, a later reading keeps it, and it can be undone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

import sqlalchemy as sa

from quoth.archive import index, meanings
from quoth.archive.addresses import storable
from quoth.archive.clock import now
from quoth.archive.folding import folded
from quoth.archive.rows import JOIN, spans_of, words
from quoth.archive.same import stories
from quoth.archive.schema import ATTRIBUTION, CORRECTION, MENTION, SPEAKER, VERSION
from quoth.archive.values import Change, Correction, Signed
from quoth.article import ROLES, Spans
from quoth.errors import CorrectionError, NotHeldError, one_line

_OF_ROW = ("record_id", "kind", "confidence", "reason", "within", "corrected")
_OF_SPEAKER = ("name", "type", "role", "affiliation", "country", "named", "unnamed_because")
_CHARACTERS = re.compile(r"\s*\d+-\d+\s*(,\s*\d+-\d+\s*)*")
_SENTENCE_END = re.compile(r"[.!?][\"”’']*\s+|\n+")
_LAST = (1 << 63) - 1
Values = dict[str, Any]


def articles() -> sa.Select[Any]:
    """Articles in which a correction stands."""
    return sa.select(CORRECTION.c.article).where(CORRECTION.c.undone.is_(None), CORRECTION.c.article.is_not(None))


def listed(connection: sa.Connection) -> tuple[Correction, ...]:
    """Every correction, the first first."""
    return tuple(Correction(*row) for row in connection.execute(sa.select(CORRECTION).order_by(CORRECTION.c.id)))


def change(connection: sa.Connection, number: int, wanted: Change, signed: Signed) -> Correction:
    """Put a statement right."""
    row = statement(connection, number)
    after = _after(connection, row, wanted)
    if not after:
        raise CorrectionError(f"nothing of statement {number} would change; give what is to be put right")
    before = _snapshot(connection, row)
    stories.open_up(connection, row.article)
    _put(connection, row, after)
    stories.settle(connection, [row.article])
    return log(connection, "change", signed, before, after, row.article, number)


def remove(connection: sa.Connection, number: int, signed: Signed) -> Correction:
    """Take a statement out."""
    row = statement(connection, number)
    before = _snapshot(connection, row)
    stories.open_up(connection, row.article)
    _drop(connection, row)
    stories.settle(connection, [row.article])
    return log(connection, "remove", signed, before, {}, row.article, number)


def undo(connection: sa.Connection, made: Correction) -> None:
    """Put back what a correction of a statement changed."""
    assert made.statement is not None and made.article is not None
    row = _row(connection, made.statement)
    stories.open_up(connection, made.article)
    if made.kind == "remove":
        _insert(connection, made.before["version"], made.statement, made.before)
    elif row is not None:
        back = {name: made.before[name] for name in made.after}
        _put(connection, row, back | {name: made.before[name] for name in ("reason", "confidence", "corrected")})
    stories.settle(connection, [made.article])


def keep(connection: sa.Connection, article: int, version: int) -> None:
    """Correct a new reading of the same text as the one before it was; what stood before is now as it was read."""
    chains = _chains(connection, article, version)
    taken: set[int] = set()
    for number, chain in chains.items():
        found = _matching(connection, version, chain, taken)
        if found is not None:
            taken.add(number)
            _renumber(connection, version, found, number)
        elif chain[-1].kind != "remove":
            _insert(connection, version, number, chain[0].before)
            taken.add(number)
        for made in chain:
            _again(connection, made)


def pass_on(connection: sa.Connection, article: int, old: int, version: int) -> None:
    """Correct the version of a changed article as the one before it was, where a sentence stands in both as it is.

    Each correction is logged once more for the statement that it is of now, and can be undone there.
    """
    chains = _chains(connection, article, old)
    chosen = sa.select(VERSION.c.id, VERSION.c.text).where(VERSION.c.id.in_((old, version)))
    texts = {row.id: row.text for row in connection.execute(chosen)} if chains else {}
    taken: set[int] = set()
    for chain in chains.values():
        by = _moved(chain, texts[old], texts[version])
        if by is None:
            continue
        shifted = [replace(made, before=_shifted(made.before, by), after=_shifted(made.after, by)) for made in chain]
        number = _matching(connection, version, shifted, taken)
        if number is None and shifted[-1].kind != "remove":
            number = unused(connection)
            _insert(connection, version, number, {**shifted[0].before, "inner": []})
        if number is None:
            continue
        taken.add(number)
        for made in shifted:
            _again(connection, _logged(connection, made, number))


def _chains(connection: sa.Connection, article: int, version: int) -> dict[int, list[Correction]]:
    """The corrections that stand in a version, by their statements."""
    chains: dict[int, list[Correction]] = defaultdict(list)
    chosen = sa.select(CORRECTION).where(
        CORRECTION.c.article == article, CORRECTION.c.undone.is_(None), CORRECTION.c.kind.in_(("change", "remove"))
    )
    for row in connection.execute(chosen.order_by(CORRECTION.c.id)):
        if row.before["version"] == version:
            chains[row.statement].append(Correction(*row))
    return chains


def _moved(chain: Sequence[Correction], before: str, after: str) -> int | None:
    """By how many characters the sentences of a statement have moved; None where they are not there as they were."""
    states = [state for made in chain for state in (made.before, made.after)]
    spans = [span for state in states for role in ROLES for span in state.get(role) or ()]
    if not spans:
        return None
    start, end = min(span[0] for span in spans), max(span[1] for span in spans)
    start = max((one.end() for one in _SENTENCE_END.finditer(before, 0, start)), default=0)
    found = _SENTENCE_END.search(before, end)
    words = before[start : found.end() if found else len(before)].strip()
    here, there = ([one.start() for one in re.finditer(re.escape(words), text)] for text in (before, after))
    if len(here) != len(there):
        return None
    place = next((at for at, begin in enumerate(here) if begin + len(words) >= end), None)
    return None if place is None else there[place] - here[place]


def _shifted(state: Mapping[str, Any], by: int) -> Values:
    moved = {role: [[start + by, end + by] for start, end in state[role]] for role in ROLES if role in state}
    return {**state, **moved}


def _logged(connection: sa.Connection, made: Correction, number: int) -> Correction:
    """A correction noted once more, of another statement."""
    values = {field.name: getattr(made, field.name) for field in fields(made) if field.name != "id"}
    key = connection.execute(CORRECTION.insert().values({**values, "statement": number})).inserted_primary_key
    assert key is not None
    return replace(made, id=int(key[0]), statement=number)


def unused(connection: sa.Connection) -> int:
    """The first number that no statement has ever had."""
    last = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = 'attribution'").scalar()
    return int(last or 0) + 1


def statement(connection: sa.Connection, number: int) -> Any:
    """A statement of the latest version of an article. NotHeldError."""
    row = _row(connection, number)
    if row is None or not row.current:
        raise NotHeldError(
            f"holds no statement {number} in the latest version of an article; `quoth search` tells them"
        )
    return row


def log(
    connection: sa.Connection,
    kind: str,
    signed: Signed,
    before: Values,
    after: Values,
    article: int | None = None,
    number: int | None = None,
) -> Correction:
    """Note a correction, with all that it takes to undo it."""
    values: Values = {
        "made": now(), "who": storable(signed.who), "why": storable(signed.why), "kind": kind,
        "article": article, "statement": number, "before": before, "after": after,
    }  # fmt: skip
    key = connection.execute(CORRECTION.insert().values(values)).inserted_primary_key
    assert key is not None
    return Correction(key[0], **values, undone=None, undone_by=None)


def _row(connection: sa.Connection, number: int) -> Any:
    of_version = (VERSION.c.article, VERSION.c.current, VERSION.c.text)
    chosen = sa.select(ATTRIBUTION, *of_version).join(VERSION).where(ATTRIBUTION.c.id == min(number, _LAST))
    return connection.execute(chosen).first()


def _after(connection: sa.Connection, row: Any, wanted: Change) -> Values:
    """Of what is wanted that which differs from what stands there."""
    after: Values = {}
    for role in ROLES:
        given = getattr(wanted, role)
        if given is not None:
            spans = _spans(row, role, storable(given))
            if spans != spans_of(getattr(row, f"{role}_spans")):
                after[role] = [list(span) for span in spans]
    if wanted.kind is not None and wanted.kind != row.kind:
        after["kind"] = wanted.kind
    if wanted.speaker is not None:
        named = _named(connection, row.version, storable(wanted.speaker.strip()))
        if named != _speaker(connection, row.speaker):
            after["speaker"] = named
    return after


def _spans(row: Any, role: str, given: str) -> Spans:
    """Where the words stand that are given, or the characters. CorrectionError."""
    if not given.strip():
        if role == "source":
            return ()
        raise CorrectionError(f"the {role} of statement {row.id} cannot be empty; give its words, or --remove it")
    if _CHARACTERS.fullmatch(given):
        return _within(row, role, given)
    before = spans_of(getattr(row, f"{role}_spans")) or spans_of(row.cue_spans)
    place = before[0][0] if before else 0
    found: list[tuple[int, int]] = []
    for part in given.split(JOIN.strip()):
        piece = part.strip()
        least = found[-1][1] if found else 0
        places = [one.start() for one in re.finditer(re.escape(piece), row.text) if one.start() >= least]
        if not piece or not places:
            raise CorrectionError(
                one_line(f"{piece!r} is not in the article; copy the words as they stand, or give characters: 120-135")
            )
        start = min(places, key=lambda one: abs(one - place))
        found.append((start, start + len(piece)))
    return tuple(found)


def _within(row: Any, role: str, given: str) -> Spans:
    spans = tuple((int(a), int(b)) for a, b in (part.split("-") for part in given.split(",")))
    if not all(0 <= start < end <= len(row.text) for start, end in spans):
        raise CorrectionError(f"{given}: the text of statement {row.id} ends at {len(row.text)}; give characters in it")
    return tuple(sorted(spans))


def _named(connection: sa.Connection, version: int, name: str) -> Values | None:
    """The speaker of an article by the name, or a new one; None for no name."""
    if not name:
        return None
    for row in connection.execute(sa.select(SPEAKER).where(SPEAKER.c.version == version).order_by(SPEAKER.c.id)):
        if folded(row.name) == folded(name):
            return _facts(row)
    return {**dict.fromkeys(_OF_SPEAKER), "name": name, "type": "person", "named": True}


def _speaker(connection: sa.Connection, number: int | None) -> Values | None:
    row = connection.execute(sa.select(SPEAKER).where(SPEAKER.c.id == number)).first()
    return None if row is None else _facts(row)


def _facts(row: Any) -> Values:
    return {name: getattr(row, name) for name in _OF_SPEAKER}


def _snapshot(connection: sa.Connection, row: Any) -> Values:
    """All of a statement, so that it can be made anew."""
    inner = connection.scalars(sa.select(ATTRIBUTION.c.id).where(ATTRIBUTION.c.within == row.id))
    return {
        **{name: getattr(row, name) for name in _OF_ROW},
        **{role: getattr(row, f"{role}_spans") for role in ROLES},
        "speaker": _speaker(connection, row.speaker),
        "inner": list(inner),
        "version": row.version,
    }


def _put(connection: sa.Connection, row: Any, after: Mapping[str, Any]) -> None:
    """Write some of a statement over what stands there."""
    _reindexed(connection, row.version, index.remove)
    values: Values = {"corrected": True, "confidence": None}
    for name, value in after.items():
        if name in ROLES:
            values |= _spanned(row.text, name, value)
            values |= {"meaning": None} if name == "content" else {}
        elif name == "speaker":
            values |= {"speaker": _number(connection, row.version, value), "reason": None if value else "by hand"}
        else:
            values[name] = value
    connection.execute(ATTRIBUTION.update().where(ATTRIBUTION.c.id == row.id).values(values))
    meanings.drop(connection, [row.meaning])
    _reindexed(connection, row.version, index.insert)


def _spanned(text: str, role: str, spans: Sequence[Sequence[int]]) -> Values:
    return {role: words(text, spans_of(spans)), f"{role}_spans": spans}


def _drop(connection: sa.Connection, row: Any) -> None:
    _reindexed(connection, row.version, index.remove)
    connection.execute(ATTRIBUTION.update().where(ATTRIBUTION.c.within == row.id).values(within=None))
    connection.execute(ATTRIBUTION.delete().where(ATTRIBUTION.c.id == row.id))
    meanings.drop(connection, [row.meaning])
    _reindexed(connection, row.version, index.insert)


def _insert(connection: sa.Connection, version: int, number: int, before: Mapping[str, Any]) -> None:
    """A statement made anew from what was noted."""
    text = connection.scalar(sa.select(VERSION.c.text).where(VERSION.c.id == version)) or ""
    held = set(connection.scalars(sa.select(ATTRIBUTION.c.id).where(ATTRIBUTION.c.version == version)))
    values = {name: before[name] for name in _OF_ROW}
    for role in ROLES:
        values |= _spanned(text, role, before[role])
    values["within"] = before["within"] if before["within"] in held else None
    values["speaker"] = _number(connection, version, before["speaker"])
    _reindexed(connection, version, index.remove)
    connection.execute(ATTRIBUTION.insert().values(id=number, version=version, **values))
    inner = sorted(held & set(before["inner"]))
    connection.execute(ATTRIBUTION.update().where(ATTRIBUTION.c.id.in_(inner)).values(within=number))
    _reindexed(connection, version, index.insert)


def _number(connection: sa.Connection, version: int, wanted: Mapping[str, Any] | None) -> int | None:
    """The speaker of a version that is called so, made where there is none."""
    if wanted is None:
        return None
    speakers = connection.execute(sa.select(SPEAKER).where(SPEAKER.c.version == version).order_by(SPEAKER.c.id)).all()
    for row in speakers:
        if folded(row.name) == folded(wanted["name"]):
            return int(row.id)
    taken = {row.record_id for row in speakers}
    record_id = next(name for n in range(1, len(taken) + 2) if (name := f"h{n}") not in taken)
    key = connection.execute(
        SPEAKER.insert().values(version=version, record_id=record_id, **wanted)
    ).inserted_primary_key
    assert key is not None
    _mention(connection, version, key[0], wanted["name"])
    return int(key[0])


def _mention(connection: sa.Connection, version: int, speaker: int, name: str) -> None:
    """Where the article has the name, if it does."""
    text = connection.scalar(sa.select(VERSION.c.text).where(VERSION.c.id == version)) or ""
    found = [{"speaker": speaker, "start": one.start(), "end": one.end(), "text": name}
             for one in re.finditer(rf"\b{re.escape(name)}\b", text)]  # fmt: skip
    if found:
        connection.execute(MENTION.insert(), found)


def _reindexed(connection: sa.Connection, version: int, act: Any) -> None:
    """The index holds the latest versions only."""
    if connection.scalar(sa.select(VERSION.c.current).where(VERSION.c.id == version)):
        act(connection, version)


def _matching(connection: sa.Connection, version: int, chain: Sequence[Correction], taken: set[int]) -> int | None:
    """The statement of a new reading that a corrected one was: it has the cue, or shares most of it."""
    cues = [set(_places(state["cue"])) for made in chain for state in (made.before, made.after) if state.get("cue")]
    best, most = None, 0.0
    chosen = sa.select(ATTRIBUTION.c.id, ATTRIBUTION.c.cue_spans).where(ATTRIBUTION.c.version == version)
    for row in connection.execute(chosen.order_by(ATTRIBUTION.c.id)):
        own = set(_places(row.cue_spans))
        share = max((len(own & cue) / len(own | cue) for cue in cues if own | cue), default=0.0)
        if share > max(most, 0.5) and row.id not in taken:
            best, most = row.id, share
    return best


def _places(spans: Sequence[Sequence[int]]) -> list[int]:
    return [place for start, end in spans for place in range(start, end)]


def _renumber(connection: sa.Connection, version: int, found: int, number: int) -> None:
    """Give a statement read again the number that it had."""
    _reindexed(connection, version, index.remove)
    connection.execute(ATTRIBUTION.update().where(ATTRIBUTION.c.within == found).values(within=number))
    connection.execute(ATTRIBUTION.update().where(ATTRIBUTION.c.id == found).values(id=number))
    _reindexed(connection, version, index.insert)


def _again(connection: sa.Connection, made: Correction) -> None:
    """Make a correction again on what is read now."""
    row = _row(connection, made.statement or 0)
    if row is None:
        return
    before = _snapshot(connection, row)
    if made.kind == "remove":
        _drop(connection, row)
    else:
        _put(connection, row, made.after)
    connection.execute(CORRECTION.update().where(CORRECTION.c.id == made.id).values(before=before))
