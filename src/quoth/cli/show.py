"""`quoth show`: one statement in its text."""

from __future__ import annotations

from typing import Annotated

import typer

from quoth.cli.options import ArchiveFile, LayoutOption, opened


def show(
    number: Annotated[int, typer.Argument(metavar="ID", help="The statement's number, as `quoth search` tells it.")],
    format: LayoutOption = None,
    archive: ArchiveFile = None,
) -> None:
    """Print one statement with the sentences before and after it, its article, what it stands within, and who speaks.

    Where others have the same words of the same person, every wording: quoted whole, cut or paraphrased. Below them,
    what the same person may have said in other words (after `quoth embed`); `quoth correct ID --same ID` joins the two.

    Where several articles are copies of one story, they follow in their order: who carried it, where it is likely
    from, who took it from whom, and the evidence. What the evidence does not tell is said to be not known.
    """
    from quoth.cli.output import results, text_wanted
    from quoth.export.statements import write_shown, write_shown_json

    with opened(archive) as held, results() as out:
        shown = held.show(number)
        write = write_shown if text_wanted(format, out) else write_shown_json
        write(shown, out)
