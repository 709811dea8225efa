"""`quoth embed`: what statements mean, for searching by it."""

from __future__ import annotations

from quoth.cli.options import CORES, ArchiveFile, Threads, opened


def embed(
    threads: Threads = CORES,
    archive: ArchiveFile = None,
) -> None:
    """Take in what the statements of the archive mean, so that `quoth search --like` finds them; the archive grows.

    Only statements that are new since, each content once. Stopped at any moment, it goes on from there when it is run
    again. `quoth search --like` does the same first; this is for a night or a timer.
    """
    from quoth.cli.embedding import embedded
    from quoth.cli.output import results

    with opened(archive) as held, results() as out:
        out.write(f"{embedded(held, threads)} statements taken in\n")
