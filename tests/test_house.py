"""The house's rules: imports point one way, every module says what it is for, starting is cheap."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "src/quoth"
MODULES = sorted(ROOT.rglob("*.py"))
# What each room may import of quoth, besides itself.
ALLOWED = {
    "values": set(),
    "intake": {"values"},
    "reading": {"values"},
    "archive": {"values"},
    "meaning": {"values"},
    "export": {"values"},
    "pipeline": {"values", "intake", "reading", "archive", "meaning"},
    "web": {"values", "intake", "archive", "pipeline", "export", "top"},
    "cli": {"values", "pipeline", "export", "archive", "web", "top"},
    "top": {"values", "pipeline", "reading", "archive", "cli"},
}
VALUES = {"article", "errors", "config"}


def room(module: str) -> str:
    """The room of a dotted name below quoth."""
    first = module.split(".")[0] if module else ""
    if first in VALUES:
        return "values"
    return first if first in ALLOWED else "top"


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: relative import"
            names |= {f"{node.module}.{one.name}" for one in node.names}
        elif isinstance(node, ast.Import):
            names |= {one.name for one in node.names}
    return {name.removeprefix("quoth").lstrip(".") for name in names if name.split(".")[0] == "quoth"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(path: Path) -> None:
    own = room(".".join(path.relative_to(ROOT).with_suffix("").parts))
    upward = {name for name in imported(path) if room(name) not in ALLOWED[own] | {own}}
    assert not upward, f"{path.relative_to(ROOT)} ({own}) must not import {sorted(upward)}"


def test_an_upward_arrow_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "bad.py"
    path.write_text("def f():\n    from quoth.pipeline import read\n")
    assert {room(name) for name in imported(path)} == {"pipeline"}
    assert "pipeline" not in ALLOWED["reading"]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_say_what_they_are_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


def loaded(statement: str) -> set[str]:
    """The top-level packages that a statement brings into a new process."""
    code = f"{statement}\nimport sys, json\nprint(json.dumps(sorted({{name.split('.')[0] for name in sys.modules}})))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


HEAVY = {
    "numpy",
    "onnxruntime",
    "tokenizers",
    "trafilatura",
    "lxml",
    "httpx",
    "ftfy",
    "py3langid",
    "htmldate",
    "torch",
    "rich",
    "sqlalchemy",
    "fastapi",
    "jinja2",
    "pydantic",
    "uvicorn",
}


def test_importing_quoth_loads_nothing_heavy() -> None:
    assert not loaded("import quoth") & HEAVY
    assert not loaded("import quoth.intake") & HEAVY
    assert not loaded("import quoth.cli.app") & (HEAVY - {"rich"})


def test_reading_needs_three_libraries_only() -> None:
    assert not loaded("import quoth.reading") & (HEAVY - {"numpy", "onnxruntime", "tokenizers"})


def test_training_is_never_imported() -> None:
    assert not any("training" in path.read_text("utf-8").split("import") for path in MODULES)
    assert not {name for path in MODULES for name in imported(path) if name.startswith("training")}
