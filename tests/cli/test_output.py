"""Where results and complaints go: terminals, pipes, closed and odd outputs."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quoth.cli.app import app

STORY = "“We have no choice,” said Petra Lindqvast, the harbour master."
QUOTH = f"{sys.executable} -m quoth"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def shell(command: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command, shell=True, capture_output=True, env={**os.environ, **variables})


def on_a_terminal(command: list[str], *, only_errors: bool = False) -> str:
    """What a person sees who runs `command`; with `only_errors`, its standard output is a pipe."""
    leader, follower = pty.openpty()
    out = subprocess.PIPE if only_errors else follower
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"} | {"TERM": "xterm"}
    with subprocess.Popen(command, stdout=out, stderr=follower, env=environment) as process:
        os.close(follower)
        if process.stdout:
            process.stdout.read()
        shown = b""
        while part := _part(leader):
            shown += part
    os.close(leader)
    return shown.decode("utf-8")


def _part(leader: int) -> bytes:
    try:
        return os.read(leader, 4096)
    except OSError:  # Linux says so when the other side has closed
        return b""


def test_text_and_colour_on_a_terminal(story: Path) -> None:
    shown = on_a_terminal([sys.executable, "-m", "quoth", "read", str(story)])
    assert "\x1b[3;35msaid\x1b[0m" in shown
    assert "reading" not in shown


def test_progress_where_results_go_elsewhere(story: Path) -> None:
    shown = on_a_terminal([sys.executable, "-m", "quoth", "read", str(story), "none.txt"], only_errors=True)
    assert "2 read" in shown
    assert "quoth: none.txt: does not exist; check the path" in shown
    assert "Lindqvast" not in shown


def test_no_progress_in_a_log(story: Path) -> None:
    assert shell(f"{QUOTH} read {story}").stderr == b""


def test_a_closed_standard_output(story: Path) -> None:
    done = shell(f"{QUOTH} read {story} >&-")
    assert done.returncode == 1
    assert done.stderr == b"quoth: standard output is closed; send the results to a file or a pipe\n"


def test_a_closed_standard_error(story: Path) -> None:
    done = shell(f"{QUOTH} read none.txt {story} 2>&-")
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.parametrize("format", ["jsonl", "html", "text"])
def test_results_are_utf8_whatever_the_surroundings(story: Path, format: str) -> None:
    done = shell(f"{QUOTH} read {story} --format {format}", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "“We have no choice,”" in done.stdout.decode("utf-8")


def test_a_name_that_is_no_utf8(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff.txt"
    Path(os.fsdecode(path)).write_text(STORY, encoding="utf-8")
    for format in ("text", "json", "jsonl", "html"):
        done = subprocess.run([sys.executable, "-m", "quoth", "read", path, "--format", format], capture_output=True)
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout.decode("utf-8")


def test_within_one_process(story: Path) -> None:
    done = CliRunner().invoke(app, ["read", str(story), "--format", "json"])
    assert done.exit_code == 0
    (record,) = json.loads(done.stdout)
    assert record["text"] == STORY
