"""The rooms joined: sources in, read articles out."""

import json
from pathlib import Path

import pytest

import quoth
from quoth.pipeline import read_sources

STORY = "“We have no choice,” said Petra Lindqvast, the harbour master."


def test_read_text() -> None:
    article = quoth.read_text(STORY)
    (one,) = article.attributions
    assert article.text == STORY
    assert [STORY[slice(*span)] for span in one.content] == ["“We have no choice,”"]
    assert one.kind == "direct"


def test_read_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(STORY, encoding="utf-8")
    assert quoth.read(str(path)).attributions == quoth.read_text(STORY).attributions


def test_read_raises_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(quoth.InputError, match="does not exist"):
        quoth.read(str(tmp_path / "none.txt"))
    two = tmp_path / "two.jsonl"
    two.write_text(f"{json.dumps({'text': STORY})}\n" * 2)
    with pytest.raises(quoth.InputError, match=r"holds 2 articles; use quoth\.read_sources"):
        quoth.read(str(two))


def test_sources_come_in_their_order(tmp_path: Path) -> None:
    good = tmp_path / "a.jsonl"
    good.write_text("".join(json.dumps({"text": STORY, "id": str(n)}) + "\n" for n in range(70)))
    found = list(read_sources([str(good), "none.txt", str(good)]))
    assert [getattr(one, "id", "failed") for one in found] == [*map(str, range(70)), "failed", *map(str, range(70))]
    assert all(one.attributions for one in found if isinstance(one, quoth.Article))


def test_the_package_offers_what_it_says() -> None:
    assert all(hasattr(quoth, name) for name in quoth.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = quoth.nothing
