"""The commands on an archive, run as people run them but within this process; what is stored is made by hand."""

import csv
import io
import json
import sqlite3
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from quoth.archive import Archive, ReadBy
from quoth.article import Capture, Statement
from quoth.cli import main
from quoth.export.tables import columns
from tests.archive.stories import STORY, TEXT
from tests.archive.test_people import NEWS
from tests.archive.test_search import ARTICLES
from tests.archive.test_stories import BRIDGE


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


class Quoth:
    """`quoth` with an archive; what it wrote and how it ended."""

    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.path, self._monkeypatch, self._capsys = path, monkeypatch, capsys
        monkeypatch.setenv("QUOTH_ARCHIVE", str(path))

    def __call__(self, *arguments: object) -> Done:
        self._monkeypatch.setattr(sys, "argv", ["quoth", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        written = self._capsys.readouterr()
        code = ended.value.code
        return Done(code if isinstance(code, int) else 0, written.out, written.err)


@pytest.fixture
def quoth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Quoth:
    path = tmp_path / "archive.db"
    with Archive(path) as archive:
        archive.add(ARTICLES, ReadBy("0.1.0", "one"))
    return Quoth(path, monkeypatch, capsys)


def test_search(quoth: Quoth) -> None:
    done = quoth("search", "closed OR late", "--sort", "date")
    assert (done.code, done.err) == (0, "")
    assert [row["content"] for row in done.rows] == ["ships are late", "the port is closed"]
    assert list(done.rows[0]) == columns(Statement)


def test_search_as_text_marks_the_hits(quoth: Quoth) -> None:
    done = quoth("search", "ships", "--format", "text")
    assert "claimed: [ships] are late" in done.out
    assert "Åsa Holm" in done.out
    assert "Maresh Daily, 2021-10-01" in done.out
    assert "Mira Tosk, minister, Orda" in quoth("search", "tosk", "--format", "text").out


def test_search_as_json_and_csv(quoth: Quoth) -> None:
    assert len(json.loads(quoth("search", "ships", "--format", "json").out)) == 2
    assert json.loads(quoth("search", "nowhere", "--format", "json").out) == []
    rows = list(csv.DictReader(io.StringIO(quoth("search", "tosk", "--format", "csv").out)))
    assert [row["named"] for row in rows] == ["true"]
    assert json.loads(rows[0]["content_spans"]) == [[59, 99]]
    assert quoth("search", "nowhere", "--format", "csv").out.split(",")[0] == "id"


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (["--speaker", "lind"], 3),
        (["--outlet", "Orda TV", "--kind", "direct"], 1),
        (["--since", "2021-09", "--until", "2021-09-30"], 1),
        (["--cue", "said", "--unnamed"], 0),
        (["--named", "--type", "person"], 1),
        (["--role", "minister", "--affiliation", "orda"], 1),
        (["--limit", "2"], 2),
        ([], 7),
    ],
)
def test_search_by_filters_alone(quoth: Quoth, options: list[str], count: int) -> None:
    assert len(quoth("search", *options).rows) == count


def test_search_goes_on(quoth: Quoth) -> None:
    first = quoth("search", "--limit", "5")
    assert first.err.startswith("quoth: there is more; go on with --after ")
    rest = quoth("search", "--limit", "5", "--after", first.err.split()[-1])
    assert rest.err == ""
    assert len({row["id"] for row in first.rows + rest.rows}) == 7


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "--since", "soon"],
        ["search", "--after", "x"],
        ["search", "--speaker", "?"],
        ["search", "--kind", "shouted"],
        ["search", "--limit", "0"],
        ["show"],
        ["show", "one"],
        ["export", "a.csv"],
        ["export", "a.csv", "--format", "pdf"],
        ["add"],
        ["articles", "--until", "never"],
    ],
)
def test_wrong_usage(quoth: Quoth, arguments: list[str]) -> None:
    done = quoth(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err


def test_show(quoth: Quoth) -> None:
    done = quoth("show", 1, "--format", "text")
    assert "[Mira Tosk, the minister of Orda], <said> {the pilots claimed the channel" in done.out
    assert "Port shut: official\n" in done.out
    assert "It is 12 m deep." in done.out
    assert "in it\n    2 the pilots" in done.out
    assert "within\n    1 Mira Tosk" in quoth("show", 2, "--format", "text").out
    (shown,) = quoth("show", 2).rows
    assert (shown["before"], shown["after"]) == ("Port shut: official", "It is 12 m deep.")
    assert shown["sentences"] in TEXT
    assert shown["outer"]["id"] == 1
    assert shown["record"]["authors"] == ["Ana Brook", "Ib Sund"]


def test_copies(quoth: Quoth) -> None:
    with Archive(quoth.path) as archive:
        archive.add(BRIDGE)
    (one,) = quoth("search", "deep").rows
    assert (one["outlet"], one["outlets"], one["repeats"]) == ("Northsea Wire", 4, one["id"])
    assert len(quoth("search", "deep", "--copies").rows) == 4
    text = " ".join(quoth("search", "deep", "--format", "text").out.split())
    assert text.endswith("Northsea Wire, 2021-03-09; also in 3 other outlets")
    shown = " ".join(quoth("show", one["id"], "--format", "text").out.split())
    assert "the story, as it was carried likely origin: 2 other articles credit Northsea Wire, whose own" in shown
    assert "Lantern, 2021-03-09 - bridge-furniture-3.html statement" in shown
    assert "from Northsea Wire (6): begins with “(Northsea Wire)”; the whole of it" in shown
    (record,) = quoth("show", one["id"]).rows
    assert [carrier["taken_from"] for carrier in record["carriers"]] == [None, 6, 6, 6]
    assert (record["carriers"][0]["likely_origin"], record["whence"][:2]) == (True, "2 ")
    assert "the story" not in quoth("show", 1, "--format", "text").out
    assert "printed" in quoth("stats", "--format", "text").out


def test_show_what_is_not_there(quoth: Quoth) -> None:
    done = quoth("show", 99)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(f"quoth: {quoth.path}: holds no statement 99 in the latest version")


def test_speakers(quoth: Quoth) -> None:
    first, *_ = quoth("speakers").rows
    assert (first["name"], first["statements"]) == ("Bo Lind", 3)
    assert "Bo Lind" in quoth("speakers", "--format", "text").out
    assert [row["name"] for row in quoth("speakers", "--unnamed").rows] == ["the pilots"]


def test_articles(quoth: Quoth) -> None:
    done = quoth("articles", "--limit", "2")
    assert [row["published"] for row in done.rows] == ["2021-10-01", "2021-09-02"]
    assert done.err.startswith("quoth: there is more; go on with --after")
    assert "Port shut: official" in quoth("articles", "--format", "text").out


def test_stats(quoth: Quoth) -> None:
    (stats,) = quoth("stats").rows
    assert (stats["articles"], stats["statements"], stats["models"]) == (5, 7, {"one": 7})
    text = quoth("stats", "--format", "text").out
    assert "2020-01-05 ▄" in text
    assert "unresolved           5   71%" in text


def test_an_empty_archive(quoth: Quoth, tmp_path: Path) -> None:
    with Archive(tmp_path / "empty.db"):
        pass
    for command in ("search", "speakers", "articles", "stats"):
        for format in ("text", "json"):
            assert quoth(command, "--archive", tmp_path / "empty.db", "--format", format).code == 0


def test_export(quoth: Quoth, tmp_path: Path) -> None:
    file = tmp_path / "out.jsonl"
    assert quoth("export", file, "--format", "jsonl").code == 0
    records = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert records[0] == json.loads(json.dumps(STORY.record()))
    assert quoth("export", file, "--format", "csv").code == 0
    assert len(list(csv.DictReader(io.StringIO(file.read_text("utf-8"))))) == 7
    assert quoth("export", "-", "--format", "csv").out == file.read_text("utf-8")
    assert {path.name for path in tmp_path.iterdir()} == {"archive.db", "out.jsonl"}


def test_search_by_a_person(quoth: Quoth) -> None:
    (number,) = {row["person"] for row in quoth("search", "", "--speaker", "Mira Tosk").rows}
    for given in (number, "mira tosk"):
        rows = quoth("search", "", "--person", given).rows
        assert rows and {row["person"] for row in rows} == {number}
    done = quoth("search", "", "--person", "Nobody Atall")
    assert done.code == 1
    assert "holds nobody called 'Nobody Atall'; `quoth speakers` tells who is quoted" in done.err
    assert "holds no person 999" in quoth("search", "", "--person", "999").err
    assert "has no word in it" in quoth("search", "", "--person", "?").err


def test_a_name_that_several_bear(quoth: Quoth) -> None:
    with Archive(quoth.path) as archive:
        archive.add(NEWS)
    done = quoth("search", "", "--person", "Sorin Haldeck")
    assert done.code == 2
    assert "people are called 'Sorin Haldeck'; give the number of one: " in done.err


def test_identify(quoth: Quoth, tmp_path: Path) -> None:
    known = tmp_path / "known.jsonl"
    known.write_text('{"id": "Q3", "name": "Mira Tosk", "description": "minister of Veshan"}\n')
    assert [(row["known"], row["name"]) for row in quoth("identify", known).rows] == [("Q3", "Mira Tosk")]
    assert "Mira Tosk" in quoth("identify", known, "--format", "text").out
    assert {row["speaker"] for row in quoth("search", "", "--person", "Q3").rows} == {"Mira Tosk"}
    assert "Mira Tosk  known as Q3" in quoth("speakers", "--person", "Q3", "--format", "text").out
    done = quoth("identify", tmp_path / "none.jsonl")
    assert (done.code, done.out) == (1, "")
    assert "none.jsonl: cannot be read (No such file or directory); check the path" in done.err
    known.write_text("{}\n")
    assert "known.jsonl:1: no entry of an authority file" in quoth("identify", known).err


def test_show_names_the_capture(quoth: Quoth) -> None:
    capture = Capture("<urn:uuid:7>", "2021-08-30T10:00:00Z", "sha1:x")
    with Archive(quoth.path) as archive:
        archive.add([replace(STORY, url="http://sallow.example/7", origin="a.warc.gz:12", capture=capture)])
        number = max(one.id for one in archive.statements() if one.origin == "a.warc.gz:12")
    out = " ".join(quoth("show", number, "--format", "text").out.split())
    assert "captured 2021-08-30T10:00:00Z, WARC record <urn:uuid:7>, in a.warc.gz:12" in out


def test_export_as_parquet(quoth: Quoth, tmp_path: Path) -> None:
    file = tmp_path / "out.parquet"
    assert quoth("export", file, "--format", "parquet").code == 0
    (count,) = duckdb.connect().execute(f"SELECT count(*) FROM '{file}'").fetchall()
    assert count == (7,)
    assert {path.name for path in tmp_path.iterdir()} == {"archive.db", "out.parquet"}


def test_export_to_where_nothing_can_be(quoth: Quoth, tmp_path: Path) -> None:
    done = quoth("export", tmp_path / "no/out.csv", "--format", "csv")
    assert done.code == 1
    assert "out.csv: cannot be written (No such file or directory); make room, or name another file" in done.err


def test_check(quoth: Quoth) -> None:
    assert quoth("check") == Done(0, "nothing is wrong\n", "")
    with sqlite3.connect(quoth.path) as connection:
        connection.execute("DROP VIEW outlets")
        connection.execute("UPDATE version SET text = 'x' WHERE id = 5")
    connection.close()
    told = quoth("check", "--no-repair")
    assert (told.code, told.out.splitlines()[0]) == (1, "schema: the view outlets is missing")
    mended = quoth("check")
    assert (mended.code, mended.out.splitlines()[0]) == (1, "schema: the view outlets is missing; repaired")
    assert "version 5: its text is not the text that was added\n" in mended.out


def test_reread(quoth: Quoth) -> None:
    quoth("correct", 1, "--content", "the channel was mined", "--why", "too long")
    done = quoth("reread", "--format", "text")
    assert done.code == 0
    assert done.err.startswith("quoth: 5 articles read again; of their statements ")
    assert quoth("show", 1).rows[0]["content"] == "the channel was mined"
    assert quoth("reread").err == "quoth: nothing to read again: all was read by this model\n"


def test_correct(quoth: Quoth) -> None:
    (made,) = quoth("correct", 1, "--content", "the channel was mined", "--why", "too long", "--by", "Ana Brook").rows
    assert (made["id"], made["who"], made["statement"]) == (1, "Ana Brook", 1)
    assert "corrected (1)" in quoth("show", 1, "--format", "text").out
    assert [row["corrected"] for row in quoth("search", "tosk").rows] == [1]
    assert quoth("correct", "--list").rows == [made]
    assert "too long" in quoth("correct", "--list", "--format", "text").out
    assert quoth("correct", "--undo", 1, "--by", "Ib Sund").rows[0]["undone_by"] == "Ib Sund"
    assert quoth("correct", "--merge", 1, 99, "--why", "one").err.endswith("tells them\n")
    assert quoth("correct", 1, "--content", "mine d", "--why", "x").code == 1
    (renamed,) = quoth("correct", "--rename", 1, "Mira Brandt-Tosk", "--why", "married").rows
    assert (renamed["kind"], renamed["after"]["name"]) == ("rename", "Mira Brandt-Tosk")
    assert quoth("search", "--speaker", "brandt-tosk").rows[0]["person"] == 1


def test_two_statements_are_one_saying(quoth: Quoth) -> None:
    of_article = {row["article"]: row["id"] for row in quoth("search").rows}
    one, other = of_article[1], of_article[2]
    (made,) = quoth("correct", one, "--same", other, "--why", "both of the channel").rows
    assert (made["kind"], made["statement"]) == ("same", None)
    shown = quoth("show", one).rows[0]
    assert {each["id"]: each["manner"] for each in shown["wordings"]}[other] == "in other words"
    assert "worded: in other words" in quoth("show", one, "--format", "text").out
    assert quoth("correct", one, "--same", other, "--why", "again").code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["1"],
        ["1", "--remove"],
        ["--remove", "--why", "x"],
        ["1", "--undo", "1"],
        ["1", "--cue", "said", "--remove", "--why", "x"],
        ["--merge", "1", "--why", "x"],
        ["--rename", "1", "x"],
    ],
)
def test_correct_used_wrongly(quoth: Quoth, arguments: list[str]) -> None:
    done = quoth("correct", *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err


def test_backup(quoth: Quoth, tmp_path: Path) -> None:
    target = tmp_path / "backup.db"
    assert quoth("backup", target) == Done(0, "", "")
    assert len(quoth("search", "--archive", target).rows) == 7
    again = quoth("backup", target)
    assert (again.code, again.err) == (1, f"quoth: {target}: is there already; name a file that is not\n")


@pytest.mark.parametrize("command", ["search", "speakers", "articles", "stats", "check"])
def test_no_archive(quoth: Quoth, tmp_path: Path, command: str) -> None:
    done = quoth(command, "--archive", tmp_path / "none.db")
    assert (done.code, done.out) == (1, "")
    assert done.err == f"quoth: {tmp_path / 'none.db'}: there is no archive; make one with `quoth add`\n"
    assert not (tmp_path / "none.db").exists()


def test_a_file_that_is_none(quoth: Quoth, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Port shut. " * 400)
    done = quoth("search", "port", "--archive", tmp_path / "note.txt")
    assert done.code == 1
    assert "note.txt: is no archive, nor any SQLite file; name another file" in done.err
    assert "Traceback" not in done.err


def test_the_data_folder_is_where_an_archive_is_looked_for(
    quoth: Quoth, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUOTH_ARCHIVE", "")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert f"{tmp_path / 'quoth/archive.db'}: there is no archive" in quoth("stats").err


def test_a_process_of_its_own(quoth: Quoth) -> None:
    command = [sys.executable, "-m", "quoth", "search", "late", "--archive", str(quoth.path)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["source"] == "Åsa Holm"
