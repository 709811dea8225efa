"""What statements mean, taken in while somebody watches: how many there are, and the time that is left."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from quoth.cli.output import complain

if TYPE_CHECKING:
    from quoth.archive import Archive

_AT_ONCE = 200  # statements of which nothing needs to be told: they take a moment


def embedded(archive: Archive, threads: int = 1) -> int:
    """Take in all that is left, and say how many statements that was."""
    from quoth.pipeline import embed

    left = archive.left_to_embed()
    if left > _AT_ONCE:
        complain(f"taking in what {left} statements mean, once; stopped, it goes on from there")
    if left <= _AT_ONCE or sys.stderr is None or not sys.stderr.isatty():
        return sum(embed(archive, threads=threads))
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    bar = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*bar, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=left)
        done = 0
        for count in embed(archive, threads=threads):
            done += count
            progress.update(task, completed=done)
    return done


def unembedded(archive: Archive) -> None:
    """Say how many statements cannot be found by what they mean."""
    if left := archive.left_to_embed():
        complain(f"{left} statements were not looked at; `quoth embed` takes in what they mean")
