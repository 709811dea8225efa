"""`quoth add` as people run it, with the shipped model: in a process of its own, with its archive and exit codes."""

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from quoth.archive import Archive, Stored
from quoth.cli.tally import Tally
from tests.intake.archives import archive

STORY = (
    "Harbour of Sallow to close\n\n"
    "“We have no choice,” said Petra Lindqvast, the harbour master. “The cranes are not safe.”"
)
QUOTH = [sys.executable, "-m", "quoth"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three articles and one file that is none."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / f"{name}.txt").write_text(STORY.replace("Sallow", f"Port {name}"), encoding="utf-8")
    (folder / "d.html").touch()
    return folder


def quoth(*arguments: object, archive: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*QUOTH, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "QUOTH_ARCHIVE": str(archive)},
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "archive.db"


def test_added_and_found(folder: Path, file: Path) -> None:
    done = quoth("add", folder / "a.txt", folder / "b.txt", archive=file)
    assert (done.returncode, done.stdout, done.stderr) == (0, "2 new\n", "")
    # A name in which they differ makes no two stories of them.
    once, copies = (quoth("search", "cranes", *more, archive=file).stdout for more in ([], ["--copies"]))
    rows = [json.loads(line) for line in copies.splitlines()]
    assert len(rows) == 2
    assert [json.loads(line) for line in once.splitlines()] == rows[:1]
    assert all("Petra Lindqvast" in row["source"] for row in rows)
    assert all(row["content"] == "“We have no choice,” … “The cranes are not safe.”" for row in rows)


def test_the_same_again(folder: Path, file: Path) -> None:
    quoth("add", folder / "a.txt", archive=file)
    done = quoth("add", folder / "a.txt", folder / "b.txt", archive=file)
    assert done.stdout == "1 new, 1 held already\n"
    (folder / "a.txt").write_text(STORY.replace("Sallow", "Orda"), encoding="utf-8")
    assert quoth("add", folder / "a.txt", archive=file).stdout == "1 changed\n"


def test_bad_inputs_are_named_and_reported(folder: Path, file: Path, tmp_path: Path) -> None:
    quoth("add", folder / "a.txt", archive=file)
    done = quoth("add", folder, "none.txt", "--report", tmp_path / "report.jsonl", archive=file)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "2 new, 1 held already, 2 failed",
        "  1 failed: is empty; nothing to read",
        "  1 failed: does not exist; check the path",
    ]
    assert done.stderr.splitlines() == [
        f"quoth: {folder / 'd.html'}: is empty; nothing to read",
        "quoth: none.txt: does not exist; check the path",
    ]
    report = [json.loads(line) for line in (tmp_path / "report.jsonl").read_text().splitlines()]
    assert [(Path(one["origin"]).name, one["outcome"]) for one in report] == [
        ("a.txt", "skipped"),
        ("d.html", "failed"),
        ("none.txt", "failed"),
    ]


def test_a_report_that_cannot_be(folder: Path, file: Path, tmp_path: Path) -> None:
    done = quoth("add", folder / "a.txt", "--report", tmp_path / "no/report.jsonl", archive=file)
    assert done.returncode == 1
    assert "report.jsonl: cannot be written (No such file or directory)" in done.stderr
    assert "Traceback" not in done.stderr


def test_from_a_pipe(file: Path) -> None:
    lines = "".join(json.dumps({"text": STORY.replace("Sallow", f"Port {n}")}) + "\n" for n in range(3))
    assert quoth("add", "-", archive=file, stdin=lines).stdout == "3 new\n"
    assert quoth("add", "-", archive=file, stdin=lines).stdout == "3 held already\n"


def test_killed_and_gone_on(file: Path, tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    records.write_text(
        "".join(json.dumps({"text": STORY.replace("Sallow", f"Port {n}")}) + "\n" for n in range(200)), "utf-8"
    )
    for _ in range(3):
        process = subprocess.Popen([*QUOTH, "add", str(records), "--archive", str(file)], stdout=subprocess.PIPE)
        while process.poll() is None and held(file) % 64 != 32:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert held(file) % 32 == 0 or held(file) == 200
    before = held(file)
    done = quoth("add", records, archive=file)
    assert done.returncode == 0
    assert sum(int(part.split()[0]) for part in done.stdout.split(", ")) == 200
    assert f"{before} held already" in done.stdout
    assert held(file) == 200


def test_killed_in_a_web_archive_and_gone_on(file: Path, tmp_path: Path) -> None:
    crawl = tmp_path / "sallow.warc.gz"
    crawl.write_bytes(b"".join(archive(range(50))) + archive([50])[1][:-30])
    process = subprocess.Popen([*QUOTH, "add", str(crawl), "--archive", str(file)], stdout=subprocess.PIPE)
    while process.poll() is None and held(file) < 32:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    before = held(file)
    assert before >= 32
    done = quoth("add", crawl, "--report", tmp_path / "report.jsonl", archive=file)
    assert done.returncode == 1
    assert f"{before} held already" in done.stdout and "1 failed" in done.stdout
    assert "is no whole record" in done.stderr and done.stderr.count("\n") == 1
    assert held(file) == 50
    report = [json.loads(line)["outcome"] for line in (tmp_path / "report.jsonl").read_text().splitlines()]
    assert report == ["skipped"] * before + ["failed"]


def held(file: Path) -> int:
    if not file.exists() or not file.stat().st_size:
        return 0
    with Archive(file) as archive:
        return archive.stats().articles


def test_interrupted(file: Path, folder: Path) -> None:
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [*QUOTH, "add", "-", "--archive", str(file)],
        stdin=reading,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # which a job in the background ignores
    )
    os.write(writing, json.dumps({"text": STORY}).encode() + b"\n")
    while not file.exists():
        time.sleep(0.01)
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    _, complaints = process.communicate()
    os.close(writing)
    os.close(reading)
    assert process.returncode == 130
    assert "Traceback" not in complaints


def test_progress_on_a_terminal(folder: Path, file: Path) -> None:
    leader, follower = pty.openpty()
    command = [*QUOTH, "add", str(folder / "a.txt"), "--archive", str(file)]
    environment = {**os.environ, "TERM": "xterm"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=follower, env=environment) as process:
        os.close(follower)
        assert process.stdout
        assert process.stdout.read() == b"1 new\n"
        shown = os.read(leader, 65536).decode("utf-8")
    os.close(leader)
    assert "reading" in shown


def test_the_time_that_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    leader, follower = pty.openpty()
    with os.fdopen(follower, "w") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        monkeypatch.setenv("TERM", "xterm")
        tally = Tally(1000)
        with tally.shown() as count:
            tally.came(250)
            count(Stored("a", "new", 1))
            time.sleep(0.3)
        terminal.flush()
        shown = os.read(leader, 65536).decode("utf-8")
    os.close(leader)
    assert "1 new - " in shown and "a second, 0:00:0" in shown and " left" in shown
