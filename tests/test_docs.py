"""What the documents say is what the program does."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from docs import build, shots
from quoth.cli.app import app

ROOT = Path(__file__).parents[1]
TEXTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "docs/serve.md", ROOT / "docs/meaning.md"]
COMMANDS: dict[str, Any] = get_command(app).commands  # type: ignore[attr-defined]


def blocks(language: str) -> list[str]:
    found = (re.findall(rf"^```{language}\n(.*?)^```", path.read_text("utf-8"), re.M | re.S) for path in TEXTS)
    return [block for blocks in found for block in blocks]


def test_the_page_of_commands_is_fresh() -> None:
    assert build.PAGE.read_text("utf-8") == build.commands(), "run `make docs`"


def test_the_page_of_the_archive_is_fresh() -> None:
    assert build.ARCHIVE.read_text("utf-8") == build.archive(), "run `make docs`"


def test_every_command_and_every_option_is_on_it() -> None:
    page = build.commands()
    for name, command in COMMANDS.items():
        assert f"## quoth {name}\n" in page
        options = {option for one in command.params for option in one.opts if option.startswith("--")} - {"--help"}
        assert all(f"`{option}`" in page for option in options)


def test_documented_commands_exist() -> None:
    lines = [line for block in blocks("sh") for line in block.splitlines() if line.startswith("quoth ")]
    assert lines
    for line in lines:
        name, *rest = shlex.split(line.split("|")[0].split(">")[0], comments=True)[1:]
        known = {option for one in COMMANDS[name].params for option in one.opts}
        assert {word for word in rest if word.startswith("--")} <= known, line


def test_documented_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.M))
    named = {target for path in TEXTS for target in re.findall(r"(?m)(?:^|`)make ([a-z]+)", path.read_text("utf-8"))}
    assert {"demo", "test"} <= named <= targets


@pytest.mark.parametrize("block", blocks("python"))
def test_documented_python_runs(
    block: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    exec(compile(block, "README.md", "exec"), {})
    assert capsys.readouterr().out.strip()


def test_outputs_are_of_commands_that_run() -> None:
    """Not compared word by word: the last digit of a probability may differ from one machine to the next."""
    readme = build.README.read_text("utf-8")
    found = build.OUTPUT.findall(readme)
    assert found
    for (_, _, before, _), (_, _, after, _) in zip(
        found, build.OUTPUT.findall(build.with_outputs(readme)), strict=True
    ):
        assert before.split("\n")[:4] == after.split("\n")[:4], "run `make docs`"


def test_the_figures_are_those_measured() -> None:
    readme = build.README.read_text("utf-8")
    assert build.FIGURES.search(readme)
    assert readme == build.with_figures(readme), "run `make docs`"


def test_pictures_are_small_and_shown() -> None:
    text = (ROOT / "docs/serve.md").read_text("utf-8")
    for name in shots.SHOTS:
        picture = shots.PICTURES / f"{name}.png"
        assert picture.stat().st_size <= shots.MOST, "run `make pictures`"
        assert f"pictures/{picture.name}" in text


def test_links_lead_to_files() -> None:
    for path in TEXTS:
        links = re.findall(r"\]\((?!https?:|#)([^)]+)\)", path.read_text("utf-8"))
        assert all((path.parent / link).exists() for link in links), links
