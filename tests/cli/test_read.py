"""`quoth read` as people run it: in a process of its own, with pipes and exit codes."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

STORY = (
    "Harbour of Sallow to close\n\n"
    "“We have no choice,” said Petra Lindqvast, the harbour master. “The cranes are not safe.”"
)
QUOTH = [sys.executable, "-m", "quoth"]


def quoth(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run([*QUOTH, *arguments], input=stdin, capture_output=True, text=True, encoding="utf-8")


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def spoken(record: dict[str, list[dict[str, list[list[int]]]]], role: str) -> list[str]:
    return [STORY[start:end] for one in record["attributions"] for start, end in one[role]]


def test_jsonl_when_piped(story: Path) -> None:
    done = quoth("read", str(story))
    assert (done.returncode, done.stderr) == (0, "")
    (record,) = map(json.loads, done.stdout.splitlines())
    assert record["text"] == STORY
    assert record["origin"] == str(story)
    assert spoken(record, "cue") == ["said"]
    assert spoken(record, "content") == ["“We have no choice,”", "“The cranes are not safe.”"]
    assert "Petra Lindqvast" in spoken(record, "source")[0]


def test_the_same_from_standard_input(story: Path) -> None:
    piped = json.loads(quoth("read", "-", stdin=STORY).stdout)
    assert piped["attributions"] == json.loads(quoth("read", str(story)).stdout)["attributions"]


@pytest.mark.parametrize(
    ("format", "start"), [("text", "[who]"), ("json", "[\n"), ("jsonl", "{"), ("html", "<!DOCTYPE")]
)
def test_formats(story: Path, format: str, start: str) -> None:
    done = quoth("read", str(story), "--format", format)
    assert done.returncode == 0
    assert done.stdout.startswith(start)
    assert "Lindqvast" in done.stdout


def test_what_each_speaker_says(story: Path) -> None:
    done = quoth("read", str(story), "--by", "speaker")
    assert done.returncode == 0
    assert "\nPetra Lindqvast  " in done.stdout


def test_bad_inputs_are_named_and_the_others_delivered(story: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.html"
    empty.touch()
    done = quoth("read", str(empty), str(story), "none.txt", str(story))
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 2
    assert done.stderr.splitlines() == [
        f"quoth: {empty}: is empty; nothing to read",
        "quoth: none.txt: does not exist; check the path",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ["read"],
        ["read", "a", "--format", "pdf"],
        ["write"],
        ["read", "a", "--threads", "0"],
        ["read", "a", "--by", "speaker", "--format", "json"],
    ],
)
def test_wrong_usage(arguments: list[str]) -> None:
    done = quoth(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_version_and_help() -> None:
    assert quoth("--version").stdout.startswith("quoth 0.")
    assert "read" in quoth("--help").stdout
    assert "Exit code" in quoth("read", "--help").stdout


def test_a_pipe_that_closes_early(story: Path) -> None:
    sources = " ".join([str(story)] * 50)
    done = subprocess.run(
        f"{sys.executable} -m quoth read {sources} | head -c 10", shell=True, capture_output=True, text=True
    )
    assert done.stdout.startswith('{"id"')
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk(story: Path) -> None:
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run([*QUOTH, "read", str(story)], stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "quoth: cannot write the results (No space left on device); make room, or write elsewhere"
    ]


def test_interrupted(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [*QUOTH, "read", "-"], stdin=reading, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    line = json.dumps({"text": STORY}).encode() + b"\n"
    os.write(writing, line * 40)
    assert process.stdout
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, complaints = process.communicate()
    os.close(writing)
    os.close(reading)
    assert process.returncode == 130
    assert "Traceback" not in complaints


def test_a_hostile_name_cannot_move_the_terminal() -> None:
    done = quoth("read", "\x1b[2Jevil\nname.txt")
    assert done.stderr == "quoth: \\x1b[2Jevil\\nname.txt: does not exist; check the path\n"


def test_a_model_that_is_not_there_is_named(story: Path) -> None:
    done = quoth("read", str(story), "--model", "huge")
    assert done.returncode and not done.stdout
    assert done.stderr.count("\n") == 1 and "no model 'huge': name one of small, base" in done.stderr


def test_the_model_may_stand_in_the_surroundings(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUOTH_MODEL", "huge")
    assert "no model 'huge'" in quoth("read", str(story)).stderr
    assert quoth("read", str(story), "--model", "small").returncode == 0
