"""`quoth search`: statements by their words, who said them, where and when."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, cast

import typer

from quoth.cli.options import After, ArchiveFile, Format, FormatOption, Kind, Limit, Outlet, Since, Type, Until, opened

if TYPE_CHECKING:
    from quoth.archive import Order


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
    Where there are more than --limit, the last line on standard error tells where to go on.
    Exit code: 0, also when nothing is found; 1 when the archive cannot be searched, 2 for wrong usage.
    """
    from quoth.archive import Filters
    from quoth.article import Statement
    from quoth.cli.output import more, results, text_wanted
    from quoth.export.statements import write_found
    from quoth.export.tables import write_rows

    filters = Filters(speaker, outlet, kind, cue, type, role, affiliation, country, named, since, until)
    with opened(archive) as held, results() as out:
        if person is not None:
            filters = replace(filters, person=held.called(person))
        order = cast("Order | None", sort)
        page = held.search(query, filters, order=order, limit=limit, after=after, copies=copies)
        if text_wanted(format, out):
            write_found(page.statements, out)
        else:
            write_rows(page.statements, Statement, format or Format.JSONL, out)
    more(page.after)
