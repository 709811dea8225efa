"""docs/commands.md, docs/archive.md and the README's outputs, from the program itself: `python -m docs.build`."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from enum import EnumType
from pathlib import Path
from typing import Any, get_args

from typer.models import ArgumentInfo, CommandInfo

from docs.figures import figures
from quoth.archive.views import VIEWS
from quoth.cli.app import app
from quoth.export.parquet import COLUMNS

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/commands.md"
ARCHIVE = ROOT / "docs/archive.md"
README = ROOT / "README.md"
OUTPUT = re.compile(r"(<!-- output of (.+) -->\n)(.*?)(<!-- end of output -->)", re.DOTALL)
FIGURES = re.compile(r"(<!-- figures -->\n).*?(<!-- end of figures -->)", re.DOTALL)
_HEAD = "# Commands\n\nWritten by `make docs` from the program itself; do not edit.\n"

_VIEWS = """# The archive's file

Written by `make docs` from the program itself; do not edit.

An archive is one SQLite file. Any program that opens such files can read these views of it.
"""
_PARQUET = """## Parquet

What `quoth export --format parquet` writes: a row for each statement in the latest version of an article. `spans`
are lists of `{start, end}`. The file itself holds what each column says, in its metadata.
"""


def commands() -> str:
    """The page of the commands."""
    return "\n".join([_HEAD, *(_command(one) for one in app.registered_commands)])


def archive() -> str:
    """The page of what is in the archive's file, and in a Parquet file made from it."""
    views = (
        f"## {view.name}\n\nA row: {view.says}.\n\n{_table({name: one.says for name, one in view.columns.items()})}"
        for view in VIEWS
    )
    columns = _table({f"{name}`, `{one.type}": one.says for name, one in COLUMNS.items()})
    return "\n".join([_VIEWS, *views, f"{_PARQUET}\n{columns}"])


def _table(rows: Mapping[str, str]) -> str:
    lines = "\n".join(f"| `{name}` | {_cell(says)} |" for name, says in rows.items())
    return f"| | |\n| --- | --- |\n{lines}\n"


def with_outputs(text: str) -> str:
    """`text` with what each command in it prints now."""
    return OUTPUT.sub(lambda match: f"{match[1]}```\n{_output(match[2])}```\n{match[4]}", text)


def with_figures(text: str) -> str:
    """`text` with the figures that were measured last."""
    return FIGURES.sub(lambda match: match[1] + figures() + match[2], text)


def _output(command: str) -> str:
    arguments = [sys.executable, "-m", *command.split()]
    return subprocess.run(arguments, cwd=ROOT, check=True, capture_output=True, encoding="utf-8").stdout


def _command(command: CommandInfo) -> str:
    assert command.callback
    parameters = inspect.signature(command.callback, eval_str=True).parameters.values()
    rows = "\n".join(_row(parameter) for parameter in parameters)
    return f"## quoth {command.name}\n\n{inspect.getdoc(command.callback)}\n\n| | | |\n| --- | --- | --- |\n{rows}\n"


def _row(parameter: inspect.Parameter) -> str:
    kind, info = get_args(parameter.annotation)
    name = info.metavar if isinstance(info, ArgumentInfo) else _names(parameter.name, info)
    plain = parameter.default in (inspect.Parameter.empty, None, "") or isinstance(parameter.default, bool)
    told = info.show_default if isinstance(info.show_default, str) else parameter.default
    default = [] if plain else [f"default {told}"]
    takes = "; ".join([*_values(kind, info), *default])
    return f"| `{_cell(str(name))}` | {takes} | {_cell(str(info.help))} |"


def _names(parameter: str, info: Any) -> str:
    """What an option is called; one that can be turned off has two names."""
    # Within Annotated, typer keeps the first name where a default stands otherwise.
    given = info.default if isinstance(info.default, str) else f"--{parameter.replace('_', '-')}"
    return "`, `".join(given.split("/"))


def _values(kind: Any, info: Any) -> Iterator[str]:
    """What a parameter takes, in words: the names of an enumeration, or a range."""
    for one in (kind, *get_args(kind)):
        if isinstance(one, EnumType):
            yield ", ".join(f"`{name.lower()}`" for name in one.__members__)
    if info.min is not None:
        yield f"{info.min} to {info.max}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(commands(), encoding="utf-8")
    ARCHIVE.write_text(archive(), encoding="utf-8")
    README.write_text(with_figures(with_outputs(README.read_text("utf-8"))), encoding="utf-8")
