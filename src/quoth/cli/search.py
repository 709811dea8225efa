"""`quoth search`: statements by their words, who said them, where and when."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, cast

import typer

from quoth.cli.options import After, ArchiveFile, Format, FormatOption, Kind, Limit, Outlet, Since, Type, Until, opened

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from quoth.archive import Archive, Order


class Sort(StrEnum):
    """Which statements come first."""

    RELEVANCE = "relevance"
    DATE = "date"


def search(
    query: Annotated[
        str,
        typer.Argument(
            metavar="QUERY", help='Words that all occur, "a phrase", OR, NOT, brackets, begin*; or nothing.'
        ),
    ] = "",
    like: Annotated[
        str | None,
        typer.Option("--like", metavar="SENTENCE", help="Those first that mean most nearly this, in whatever words."),
    ] = None,
    embed: Annotated[
        bool,
        typer.Option(
            "--embed/--no-embed", help="With --like: first take in what new statements mean, or pass over them."
        ),
    ] = True,
    speaker: Annotated[
        str | None, typer.Option("--speaker", metavar="NAME", help="Only by speakers called so, here or elsewhere.")
    ] = None,
    person: Annotated[
        str | None,
        typer.Option("--person", metavar="ID|NAME", help="Only by this person, whatever articles call them."),
    ] = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    kind: Annotated[Kind | None, typer.Option("--kind", help="Only statements quoted so.")] = None,
    cue: Annotated[str | None, typer.Option("--cue", metavar="WORDS", help="Only with these words of saying.")] = None,
    type: Annotated[Type | None, typer.Option("--type", help="Only by speakers of this type.")] = None,
    role: Annotated[str | None, typer.Option("--role", metavar="WORDS", help="Only by speakers called so.")] = None,
    affiliation: Annotated[
        str | None, typer.Option("--affiliation", metavar="WORDS", help="Only by speakers who belong there.")
    ] = None,
    country: Annotated[
        str | None, typer.Option("--country", metavar="NAME", help="Only by speakers who belong to this country.")
    ] = None,
    named: Annotated[
        bool | None, typer.Option("--named/--unnamed", help="Only by speakers with a name, or only by such without.")
    ] = None,
    sort: Annotated[
        Sort | None,
        typer.Option("--sort", help="By relevance if words are looked for, else by date.", show_default=False),
    ] = None,
    copies: Annotated[
        bool, typer.Option("--copies", help="Every copy of a statement, not only the earliest of a story.")
    ] = False,
    limit: Limit = 20,
    after: After = None,
    format: FormatOption = None,
    archive: ArchiveFile = None,
) -> None:
    """Print statements of the archive, found by their words (content, source, cue, speaker, headline) and by filters.

    What several articles of a story carry is printed once, with the number of outlets that carried it.
    With --like all that the words and filters find, sorted by how like its content is to the sentence; needs the
    extra `meaning`. The first time it takes in what all statements mean, about a hundred a second, later only new ones.
    Where there are more than --limit, the last line on standard error tells where to go on.
    Exit code: 0, also when nothing is found; 1 when the archive cannot be searched, 2 for wrong usage.
    """
    from quoth.archive import Filters
    from quoth.article import Statement
    from quoth.cli.output import more, results, text_wanted
    from quoth.export.statements import write_found
    from quoth.export.tables import write_rows

    if like is not None and (sort is not None or not like.strip()):
        raise typer.BadParameter("--like takes a sentence, and sorts by how like it statements are; leave out --sort")
    filters = Filters(speaker, outlet, kind, cue, type, role, affiliation, country, named, since, until)
    with opened(archive) as held, results() as out:
        if person is not None:
            filters = replace(filters, person=held.called(person))
        order = cast("Order | None", sort)
        vector = None if like is None else _meaning(held, like, embed)
        page = held.search(query, filters, order=order, limit=limit, after=after, copies=copies, like=vector)
        if text_wanted(format, out):
            write_found(page.statements, out)
        else:
            write_rows(page.statements, Statement, format or Format.JSONL, out)
    more(page.after)


def _meaning(archive: Archive, sentence: str, embed: bool) -> npt.NDArray[np.float32]:
    """What a sentence means, to be compared with what the statements mean."""
    from quoth.cli.embedding import embedded, unembedded
    from quoth.pipeline import meaning

    vector = meaning(sentence)
    if embed:
        embedded(archive)
    else:
        unembedded(archive)
    return vector
