"""Paths, folders, standard input: the good inputs come out, the bad ones are named."""

import gzip
import io
import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoth.article import Article
from quoth.config import IntakeOptions
from quoth.errors import InputError
from quoth.intake import read

STORY = "The harbour of Sallow will be closed from Monday, the council said after its meeting on the cranes."
GERMAN = "Der Hafen von Sallow wird ab Montag geschlossen, sagte der Rat nach seiner Sitzung über die alten Kräne."
HTML = f"<html><body><article><h1>Harbour closes</h1>{f'<p>{STORY}</p><p>{STORY[4:]}</p>' * 3}</article></body></html>"
OPTIONS = IntakeOptions(max_bytes=1_000_000)


def taken(source: object, options: IntakeOptions = OPTIONS) -> list[Article | InputError]:
    return list(read(str(source), options))


def articles(source: object, options: IntakeOptions = OPTIONS) -> list[Article]:
    found = taken(source, options)
    assert all(isinstance(one, Article) for one in found), found
    return [one for one in found if isinstance(one, Article)]


def complaint(source: object, options: IntakeOptions = OPTIONS) -> str:
    (error,) = taken(source, options)
    assert isinstance(error, InputError), error
    line = str(error)
    assert line.isprintable()
    assert line.startswith(f"{source}: ")
    assert ";" in line, "a complaint names the remedy"
    return line


def put(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", HTML),
        ("a.htm", HTML),
        ("a.txt", STORY),
        ("a.md", f"# Harbour closes\n\n{STORY}"),
        ("a.json", json.dumps({"text": STORY})),
        ("a.jsonl", json.dumps({"text": STORY})),
        ("page", HTML),
        ("page.php", "<!DOCTYPE html>" + HTML),
        ("record", json.dumps({"text": STORY})),
        ("note", STORY),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_files_by_suffix_and_content(tmp_path: Path, name: str, content: str, packed: bool) -> None:
    data = gzip.compress(content.encode()) if packed else content.encode()
    (article,) = articles(put(tmp_path / (name + ".gz" * packed), data))
    assert STORY in article.text
    assert article.language == "en"


def test_a_list_of_records(tmp_path: Path) -> None:
    path = put(tmp_path / "a.json", json.dumps([{"text": STORY, "id": "x"}, 3, {"text": STORY, "id": "y"}]))
    first, bad, last = taken(path)
    assert isinstance(first, Article) and first.id == "x"
    assert isinstance(last, Article) and last.id == "y"
    assert isinstance(bad, InputError) and str(bad).startswith(f"{path}:2: ")


def test_lines_that_are_no_records_are_named_and_the_others_come(tmp_path: Path) -> None:
    lines = [json.dumps({"text": STORY, "id": "1"}), "", "[1, 2]", "{", '{"title": "x"}', b"\xff\xfe".decode("latin-1")]
    path = put(tmp_path / "a.jsonl", "\n".join([*lines, json.dumps({"text": STORY, "id": "7"})]).encode("latin-1"))
    found = taken(path)
    assert [one.id for one in found if isinstance(one, Article)] == ["1", "7"]
    assert [one.origin for one in found if isinstance(one, InputError)] == [f"{path}:{n}" for n in (3, 4, 5, 6)]


def test_records_in_a_json_file_are_told_by_their_lines(tmp_path: Path) -> None:
    path = put(tmp_path / "a.json", f"{json.dumps({'text': STORY})}\n{json.dumps({'text': STORY})}\n")
    assert len(articles(path)) == 2


def test_lines_are_streamed(tmp_path: Path) -> None:
    """The first article comes before the last line was looked at."""
    reading, writing = os.pipe()
    stream = read(f"/dev/fd/{reading}", OPTIONS)
    with os.fdopen(writing, "wb", buffering=0) as pipe:
        record = json.dumps({"text": STORY}).encode() + b"\n"
        pipe.write(record * 300)
        assert isinstance(next(stream), Article)
        pipe.write(record)
    assert len(list(stream)) == 300
    os.close(reading)


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    put(tmp_path / "b.txt", STORY)
    put(tmp_path / "a.txt", STORY)
    put(tmp_path / "image.png", b"\x89PNG")
    put(tmp_path / ".hidden.txt", STORY)
    (tmp_path / "below").mkdir()
    put(tmp_path / "below" / "c.txt", "")
    (tmp_path / "below" / "loop").symlink_to(tmp_path)
    found = taken(tmp_path)
    assert [Path(one.origin).name for one in found] == ["a.txt", "b.txt", "c.txt"]
    assert isinstance(found[2], InputError)


def test_an_empty_folder(tmp_path: Path) -> None:
    assert "holds no file that quoth reads" in complaint(tmp_path)


@pytest.mark.parametrize("content", [STORY, HTML, json.dumps({"text": STORY}), json.dumps([{"text": STORY}])])
@pytest.mark.parametrize("packed", [False, True])
def test_standard_input(monkeypatch: pytest.MonkeyPatch, content: str, packed: bool) -> None:
    data = gzip.compress(content.encode()) if packed else content.encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    (article,) = articles("-")
    assert STORY in article.text


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "is empty"),
        ("a.html", b"", "is empty"),
        ("a.json", b"", "is empty"),
        ("a.jsonl", b"\n\n", "is empty"),
        ("a.txt", b"\x00" * 500, "is empty"),
        ("a.txt", bytes(range(256)) * 40, "is binary data"),
        ("a.html", b"%PDF-1.7 \x00\x01", "is a PDF"),
        ("a.txt", b"PK\x03\x04....", "is a ZIP"),
        ("a.json", b"{", "is no valid JSON"),
        ("a.json", b"[" * 200_000, "is no valid JSON"),
        ("a.jsonl.gz", gzip.compress(json.dumps({"text": STORY}).encode() * 50)[:60], "cut short"),
        ("a.html.gz", gzip.compress(HTML.encode())[:-9], "cut short"),
        ("a.txt.gz", gzip.compress(STORY.encode())[:12] + b"broken" * 9, "gzip"),
        ("a.txt.gz", gzip.compress(b"a" * 5_000_000), "is larger than 1 MB"),
        ("a.txt", b"a" * 5_000_000, "is larger than 1 MB"),
        ("a.txt", GERMAN.encode(), "is in German"),
    ],
)
def test_bad_input(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    assert reason in complaint(put(tmp_path / name, content))


def test_what_came_before_the_break_in_a_gzip_file_is_kept(tmp_path: Path) -> None:
    lines = b"".join(
        json.dumps({"text": STORY, "id": str(n), "salt": os.urandom(99).hex()}).encode() + b"\n" for n in range(3000)
    )
    path = put(tmp_path / "a.jsonl.gz", gzip.compress(lines)[:-2000])
    *before, last = taken(path)
    assert len(before) > 2000
    assert all(isinstance(one, Article) for one in before)
    assert isinstance(last, InputError) and "cut short" in str(last)


def test_a_line_over_the_limit_does_not_stop_the_next(tmp_path: Path) -> None:
    path = put(tmp_path / "a.jsonl", json.dumps({"text": "a" * 3_000_000}) + "\n" + json.dumps({"text": STORY}))
    big, good = taken(path)
    assert isinstance(big, InputError) and "is larger than 1 MB" in str(big)
    assert isinstance(good, Article)


def test_missing_and_forbidden(tmp_path: Path) -> None:
    assert "does not exist" in complaint(tmp_path / "none.txt")
    assert "no address that quoth fetches" in complaint("ftp://example.org/a")
    assert "no address that quoth fetches" in complaint("file:///etc/passwd")
    assert taken("a\x00b")


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (STORY.replace("cranes", "café").encode("utf-16"), "café"),
        (STORY.replace("cranes", "café").encode("utf-8-sig"), "café"),
        (STORY.replace("cranes", "café “x”").encode("cp1252"), "café “x”"),
        ((STORY.replace("cranes", "cra\x00nes")).encode(), "cranes"),
    ],
)
def test_charsets(tmp_path: Path, data: bytes, word: str) -> None:
    (article,) = articles(put(tmp_path / "a.txt", data))
    assert word in article.text


def test_a_page_that_names_the_wrong_charset(tmp_path: Path) -> None:
    html = HTML.replace("<body>", '<head><meta charset="utf-8"></head><body>').replace("cranes", "café")
    (article,) = articles(put(tmp_path / "a.html", html.encode("cp1252")))
    assert "café" in article.text


def test_ten_megabytes_without_a_full_stop(tmp_path: Path) -> None:
    text = "and the ferry of the harbour was said to be late " * 210_000
    (article,) = articles(put(tmp_path / "a.txt", text), IntakeOptions())
    assert len(article.text) > 10_000_000


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300), st.sampled_from(["", ".html", ".txt", ".json", ".jsonl", ".txt.gz", ".html.gz"]))
def test_any_bytes(tmp_path: Path, data: bytes, suffix: str) -> None:
    found = taken(put(tmp_path / f"any{suffix}", data))
    assert found
    assert all(str(one).isprintable() for one in found if isinstance(one, InputError))
