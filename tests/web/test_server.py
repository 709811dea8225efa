"""`quoth serve` as it is started: where it listens, what it says, and what is in its way."""

import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from quoth.archive import Archive
from quoth.cli import main
from quoth.config import WebOptions
from quoth.errors import ServerError
from quoth.web.server import listening, reachable, told
from quoth.web.tokens import Keys, kept
from tests.archive.stories import STORY


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[object, str]:
    monkeypatch.setattr(sys, "argv", ["quoth", "serve", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code, capsys.readouterr().err


def test_in_a_process_of_its_own(tmp_path: Path) -> None:
    with Archive(tmp_path / "archive.db") as archive:
        archive.add([STORY])
    command = [sys.executable, "-m", "quoth", "serve", "--port", "0", "--archive", str(tmp_path / "archive.db")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        try:
            address = process.stderr.readline().split()[1]
            assert address.startswith("http://127.0.0.1:")
            for _ in range(200):
                try:
                    answer = httpx.get(address, params={"q": "mined"}, trust_env=False)
                    break
                except httpx.HTTPError:
                    time.sleep(0.05)
            assert "2 statements" in answer.text
            assert "server" not in answer.headers
        finally:
            process.terminate()
        assert "Traceback" not in process.stderr.read()


def test_a_token_is_asked_for_wherever_others_may_come_from() -> None:
    assert not reachable(WebOptions())
    assert reachable(WebOptions(host="0.0.0.0"))
    assert reachable(WebOptions(names=("news.example",)))  # by a server before it


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServerError, match=f"port {port} of 127.0.0.1 cannot be listened on .* --port or --host"):
            listening(WebOptions(port=port))


def test_what_is_said_at_the_start(tmp_path: Path) -> None:
    assert told(WebOptions(), 8642, Keys(), {}) == ["http://127.0.0.1:8642/  (Ctrl-C ends it)"]
    keys, tokens = kept(tmp_path / "a.db")
    first = told(WebOptions(host="::"), 80, keys, tokens)
    assert first[0].startswith("http://[::]:80/")
    assert first[1:3] == [f"token of a reader, told this once: {tokens['reader']}",
                          f"token of an editor, told this once: {tokens['editor']}"]  # fmt: skip
    again = "\n".join(told(WebOptions(host="::"), 80, *kept(tmp_path / "a.db")))
    assert "those made before" in again
    assert not any(token in again for token in tokens.values())


def test_what_is_in_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    none = tmp_path / "none.db"
    code, said = run(monkeypatch, capsys, "--read-only", "--port", 0, "--archive", none)
    assert (code, said) == (1, f"quoth: {none}: there is no archive; make one with `quoth add`\n")
    code, said = run(monkeypatch, capsys, "--public")
    assert code == 2
    assert "goes with --read-only" in said
    code, said = run(monkeypatch, capsys, "--host", "no host", "--archive", none)
    assert code == 1
    assert "cannot be listened on" in said
    assert not none.exists()


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    monkeypatch.delitem(sys.modules, "quoth.web.server")
    code, said = run(monkeypatch, capsys)
    assert code == 1
    assert said == (
        "quoth: the web pages need uvicorn, which is not installed; install it with: pip install 'quoth[web]'\n"
    )
