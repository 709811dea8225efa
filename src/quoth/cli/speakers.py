"""`quoth speakers`: who is quoted most."""

from __future__ import annotations

from typing import Annotated

import typer

from quoth.cli.options import ArchiveFile, Format, FormatOption, Limit, Outlet, Since, Type, Until, opened

_SHOWN = ("person", "name", "type", "statements", "articles", "last", "outlets")


def speakers(
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    type: Annotated[Type | None, typer.Option("--type", help="Only speakers of this type.")] = None,
    named: Annotated[
        bool | None, typer.Option("--named/--unnamed", help="Only speakers with a name, or only such without.")
    ] = None,
    person: Annotated[
        str | None,
        typer.Option("--person", metavar="ID|NAME", help="Who this person is: every name, and why they are one."),
    ] = None,
    limit: Limit = 20,
    format: FormatOption = None,
    archive: ArchiveFile = None,
) -> None:
    """Print who is quoted most, how often by which outlet, and from when to when.

    Names of one someone count together, as a person with a number. A source that is not resolved goes by its words,
    without a type; a bare surname, or a name that fits many, goes by that, without a number.
    What several articles of a story carry counts once, for the first of them to be published.
    """
    from quoth.archive import Filters, SpeakerLine
    from quoth.cli.output import results, text_wanted
    from quoth.export.reports import write_columns
    from quoth.export.statements import write_person
    from quoth.export.tables import write_object, write_rows

    with opened(archive) as held, results() as out:
        if person is not None:
            who = held.person(held.called(person))
            write_person(who, out) if text_wanted(format, out) else write_object(who.record(), out)
            return
        filters = Filters(outlet=outlet, since=since, until=until, type=type, named=named)
        found = held.speakers(filters, limit)
        if text_wanted(format, out):
            write_columns(found, _SHOWN, out)
        else:
            write_rows(found, SpeakerLine, format or Format.JSONL, out)
