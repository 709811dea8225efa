"""The larger model is a wheel of its own, which the extra `base` asks for."""

import json
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "models/base"
MEGABYTE = 1_000_000
STORY = "“The cranes are not safe,” said Petra Lindqvast, the harbour master of Sallow."


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as `make wheel` builds it."""
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", out, SOURCE],
        check=True,
    )
    (made,) = out.glob("*.whl")
    return made


def test_the_wheel_holds_all_that_reads(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as held:
        sizes = {Path(one.filename).name: one.file_size for one in held.infolist()}
    assert {"model.onnx", "tokenizer.json", "antecedents.npz", "terms.json", "model_card.md", "__init__.py"} <= set(
        sizes
    )
    assert sizes["model.onnx"] < 70 * MEGABYTE


def test_installed_it_reads_by_its_name(wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(wheel) as held:
        held.extractall(tmp_path / "installed")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "installed"))
    story = tmp_path / "story.txt"
    story.write_text(STORY, encoding="utf-8")
    command = [sys.executable, "-m", "quoth", "read", str(story), "--model", "base", "--format", "jsonl"]
    record = json.loads(subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout)
    (one,) = record["attributions"]
    assert [STORY[slice(*span)] for span in one["cue"]] == ["said"]
    assert record["speakers"][0]["name"] == "Petra Lindqvast"


def test_the_extra_asks_for_the_version_that_is_here() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]["base"]
    here = tomllib.loads((SOURCE / "pyproject.toml").read_text())["project"]
    (asked,) = wanted
    name, _, limits = asked.partition(">=")
    least, _, most = limits.partition(",<")
    assert name == here["name"]
    assert int(least) <= int(here["version"].split(".")[0]) < int(most)
