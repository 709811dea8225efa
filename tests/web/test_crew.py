"""`quoth serve --workers`: several processes at one port, replaced when they end, ended with the one they are of."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from quoth.archive import Archive
from quoth.errors import ServerError
from quoth.web import crew
from quoth.web.drafts import Drafts
from tests.archive.stories import STORY
from tests.web.html import Page

pytestmark = pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks at processes in /proc")


def until(true: Callable[[], object], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def processes(parent: int) -> set[int]:
    """Those that serve."""
    found = set()
    for place in Path("/proc").glob("[0-9]*"):
        try:
            stat, command = (place / "stat").read_text(), (place / "cmdline").read_text()
        except OSError:
            continue
        state, above = stat.rpartition(")")[2].split()[:2]
        if int(above) == parent and state != "Z" and "spawn_main" in command:
            found.add(int(place.name))
    return found


@contextmanager
def serving(path: Path, *arguments: str) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    command = [sys.executable, "-m", "quoth", "serve", "--port", "0", "--archive", str(path), *arguments]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        assert process.stderr
        try:
            address = process.stderr.readline().split()[1]
            assert answers(address)  # from the moment at which it is told
            yield process, address
        finally:
            process.kill()


def answers(address: str) -> bool:
    try:
        return httpx.get(address, trust_env=False, timeout=60).status_code == 200
    except httpx.HTTPError:
        return False


def alive(number: int) -> bool:
    try:
        return (Path("/proc") / str(number) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Archive(tmp_path / "archive.db") as archive:
        archive.add([STORY])
    return tmp_path / "archive.db"


def test_several_answer_as_one_and_end_together(path: Path) -> None:
    with serving(path, "--workers", "2") as (process, address):
        until(lambda: len(processes(process.pid)) == 2)
        both = processes(process.pid)
        # Each request over a connection of its own: some go to one process, some to the other.
        texts = {httpx.get(f"{address}?q=mined", trust_env=False, timeout=30).text for _ in range(12)}
        assert len(texts) == 1
        cookies = httpx.Cookies()
        for _ in range(4):
            page = httpx.get(f"{address}read", cookies=cookies, trust_env=False, timeout=30)
            cookies.update(page.cookies)
            sent = {"proof": Page(page.text).fields["proof"], "text": "The port is closed."}
            made = httpx.post(f"{address}read", data=sent, cookies=cookies, trust_env=False, timeout=120)
            assert made.status_code == 303
            for _ in range(4):  # what one has read, the other shows
                draft = httpx.get(f"{address.rstrip('/')}{made.headers['location']}", trust_env=False, timeout=30)
                assert "The port is closed." in draft.text
        os.killpg(process.pid, signal.SIGINT)  # Ctrl-C comes to all of them
        assert process.wait(30) == 130
        assert process.stderr and process.stderr.read() == ""
        until(lambda: not any(alive(one) for one in both))


def test_one_that_ends_is_replaced(path: Path) -> None:
    with serving(path, "--workers", "2") as (process, address):
        until(lambda: len(processes(process.pid)) == 2)
        gone = min(processes(process.pid))
        os.kill(gone, signal.SIGKILL)
        until(lambda: len(processes(process.pid) - {gone}) == 2)
        assert all(answers(address) for _ in range(6))
        process.terminate()
        assert process.wait(30) == 128 + signal.SIGTERM
        assert process.stderr
        assert (
            process.stderr.read()
            == "quoth: a process that served has ended (killed by signal 9); another takes its place\n"
        )


def test_they_end_with_the_one_that_began_them(path: Path) -> None:
    with serving(path, "--workers", "2") as (process, _):
        until(lambda: len(processes(process.pid)) == 2)
        both = processes(process.pid)
        process.kill()
        until(lambda: not any(alive(one) for one in both))


def ended(listener: socket.socket) -> None:
    sys.exit(3)


def test_such_as_never_work_are_given_up() -> None:
    said: list[str] = []
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    with socket.create_server(("127.0.0.1", 0)) as listener, pytest.raises(ServerError, match=r"exit code 3\); try"):
        crew.run(ended, [listener], said.append)
    assert said == ["a process that served has ended (exit code 3); another takes its place"] * 2
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == before


def test_drafts_are_shared_by_their_folder(tmp_path: Path) -> None:
    one, other = Drafts(tmp_path), Drafts(tmp_path)
    word = one.put(STORY)
    assert other.get(word) == STORY
    assert Drafts().get(word) is None
    assert one.get("../" + word) is one.get("") is None
    other.drop(word)
    other.drop(word)
    assert one.get(word) is None


def test_drafts_are_few(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    words = [drafts.put(STORY) for _ in range(70)]
    assert [drafts.get(word) is not None for word in words].count(True) == 64
    assert drafts.get(words[-1]) == STORY
    assert len(list(tmp_path.iterdir())) == 64
