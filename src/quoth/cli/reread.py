"""`quoth reread`: what an older model read, read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoth.cli.options import CORES, ArchiveFile, Format, FormatOption, Model, Threads, opened

if TYPE_CHECKING:
    from collections import Counter

    from quoth.archive import Reread


def reread(
    model: Model = "small",
    threads: Threads = CORES,
    format: FormatOption = None,
    archive: ArchiveFile = None,
) -> None:
    """Read again what an older model or an older quoth has read, and print what came, went and changed.

    Corrections by hand stay. Stopped at any moment, it goes on from there when it is run again.
    """
    from collections import Counter

    from quoth.archive import Reread
    from quoth.cli.output import complain, results, text_wanted
    from quoth.cli.progress import shown
    from quoth.config import ReadingOptions
    from quoth.export.reports import write_differences
    from quoth.export.tables import write_rows
    from quoth.pipeline import reread as read_again

    counts: Counter[str] = Counter()
    with opened(archive) as held, results() as out:
        again = read_again(held, ReadingOptions(threads, model=model))
        found = (_counted(one, counts) for one in shown(again))
        if text_wanted(format, out):
            write_differences(found, out)
        else:
            write_rows(found, Reread, format or Format.JSONL, out)
    complain(_summary(counts))


def _counted(one: Reread, counts: Counter[str]) -> Reread:
    counts.update(articles=1, came=len(one.came), went=len(one.went), changed=len(one.changed))
    return one


def _summary(counts: Counter[str]) -> str:
    if not counts["articles"]:
        return "nothing to read again: all was read by this model"
    told = ", ".join(f"{counts[name]} {name}" for name in ("came", "went", "changed"))
    return f"{counts['articles']} articles read again; of their statements {told}"
