"""`quoth stats`: how much the archive holds."""

from __future__ import annotations

from quoth.cli.options import ArchiveFile, LayoutOption, opened


def stats(format: LayoutOption = None, archive: ArchiveFile = None) -> None:
    """Print how much the archive holds, and how many statements by kind, type of speaker, outlet, day and model.

    What several articles of a story carry counts once, for the first of them to be published; `printed` counts it
    each time.
    """
    from quoth.cli.output import results, text_wanted
    from quoth.export.reports import write_stats
    from quoth.export.tables import write_object

    with opened(archive) as held, results() as out:
        write = write_stats if text_wanted(format, out) else write_object
        write(held.stats().record(), out)
