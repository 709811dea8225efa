"""Authority files, and Wikidata's dump turned into one. Everybody here is invented."""

import bz2
import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quoth.archive.linkage.authority import Entry, entries, wikidata, write
from quoth.errors import InputError

KNOWN = (
    Entry("Q1", "Ansel Torvik", ("A. K. Torvik",), "Velmoran politician", "person"),
    Entry("Q2", "Foreign Ministry", (), "ministry of Velmora", "organization"),
)


def item(ident: str, name: str, kind: str, **more: Any) -> dict[str, Any]:
    value = {"snaktype": "value", "datavalue": {"type": "wikibase-entityid", "value": {"id": kind}}}
    return {
        "type": "item",
        "id": ident,
        "labels": {"en": {"language": "en", "value": name}},
        "descriptions": {"en": {"language": "en", "value": "somebody"}},
        "aliases": {"en": [{"language": "en", "value": f"{name} II"}]},
        "claims": {"P31": [{"mainsnak": value, "rank": "normal"}]},
        **more,
    }


ITEMS = [
    item("Q1", "Ansel Torvik", "Q5"),
    item("Q2", "Nordlys Energy", "Q4830453"),
    item("Q3", "Mount Torvik", "Q8502"),
    item("Q4", "", "Q5", labels={}),
    item("Q5", "Zoë Grünfeld", "Q5", labels={"mul": {"language": "mul", "value": "Zoë Grünfeld"}}, aliases=[]),
    {"type": "property", "id": "P31", "labels": {}, "claims": {"P31": []}},
]
OPENERS: dict[str, Callable[..., Any]] = {".json": open, ".json.gz": gzip.open, ".json.bz2": bz2.open}


@pytest.mark.parametrize("suffix", OPENERS)
def test_a_dump_is_read_in_any_packing(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"dump{suffix}"
    with OPENERS[suffix](path, "wt", encoding="utf-8") as stream:
        stream.write("[\n" + ",\n".join(map(json.dumps, ITEMS)) + "\n]\n")
    assert list(wikidata(path)) == [
        Entry("Q1", "Ansel Torvik", ("Ansel Torvik II",), "somebody", "person"),
        Entry("Q2", "Nordlys Energy", ("Nordlys Energy II",), "somebody", "organization"),
        Entry("Q5", "Zoë Grünfeld", (), "somebody", "person"),
    ]


def test_a_dump_is_not_read_ahead(tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    path.write_text("[\n" + json.dumps(ITEMS[0]) + ',\n{"P31" broken')
    found = wikidata(path)
    assert next(found).id == "Q1"
    with pytest.raises(InputError, match=r"dump\.json:3: no JSON"):
        next(found)


def test_further_classes_can_be_kept(tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    path.write_text(json.dumps(ITEMS[2]))
    assert [one.id for one in wikidata(path, frozenset(["Q8502"]))] == ["Q3"]


def test_what_was_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "known.jsonl"
    assert write(KNOWN, path) == 2
    assert tuple(entries(path)) == KNOWN


def test_id_and_name_are_enough(tmp_path: Path) -> None:
    path = tmp_path / "known.jsonl"
    path.write_text('{"id": 7, "name": "Ansel Torvik"}\n\n{"id": "x", "name": "Nordlys Bank", "aliases": null}\n')
    found = list(entries(path))
    assert found == [Entry("7", "Ansel Torvik"), Entry("x", "Nordlys Bank")]
    assert [one.profile().type for one in found] == ["person", "organization"]


@pytest.mark.parametrize("line", ["{", "[]", '{"id": "x"}', "7", '{"id": "x", "name": "y", "aliases": 7}'])
def test_what_is_no_entry_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "known.jsonl"
    path.write_text(f"{json.dumps({'id': 'a', 'name': 'b'})}\n{line}\n")
    with pytest.raises(InputError, match=r"known\.jsonl:2: no entry of an authority file"):
        list(entries(path))
