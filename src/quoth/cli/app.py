"""The commands, put together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from quoth import __version__
from quoth.cli import (
    add,
    articles,
    backup,
    check,
    correct,
    embed,
    export,
    identify,
    read,
    reread,
    search,
    serve,
    show,
    speakers,
    stats,
)

app = typer.Typer(
    name="quoth",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
_COMMANDS: dict[str, Callable[..., None]] = {
    "read": read.read,
    "add": add.add,
    "reread": reread.reread,
    "search": search.search,
    "show": show.show,
    "speakers": speakers.speakers,
    "articles": articles.articles,
    "stats": stats.stats,
    "correct": correct.correct,
    "identify": identify.identify,
    "export": export.export,
    "serve": serve.serve,
    "embed": embed.embed,
    "check": check.check,
    "backup": backup.backup,
}
for name, command in _COMMANDS.items():
    app.command(name)(command)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"quoth {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Reads the news and keeps the record of who said what."""
