"""`quoth correct`: what was read wrongly, put right by hand."""

from __future__ import annotations

from typing import Annotated

import typer

from quoth.cli.options import ArchiveFile, Format, FormatOption, Kind, opened

_SHOWN = ("id", "made", "who", "kind", "statement", "why", "undone")


def correct(
    number: Annotated[
        int | None, typer.Argument(metavar="[ID]", help="The statement's number, as `quoth search` tells it.")
    ] = None,
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="WORDS", help='Who speaks, in the article\'s words; "" where it has none.'),
    ] = None,
    cue: Annotated[str | None, typer.Option("--cue", metavar="WORDS", help="The words that attribute.")] = None,
    content: Annotated[
        str | None,
        typer.Option(
            "--content", metavar="WORDS", help="What is attributed; pieces parted by …; or characters, 12-40."
        ),
    ] = None,
    kind: Annotated[Kind | None, typer.Option("--kind", help="How much of the content is quoted.")] = None,
    speaker: Annotated[
        str | None, typer.Option("--speaker", metavar="NAME", help='Who it is that speaks; "" for nobody known.')
    ] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Nobody said this: take the statement out.")] = False,
    split: Annotated[
        bool, typer.Option("--split", help="The speaker is somebody else than the person of that number.")
    ] = False,
    same: Annotated[
        int | None,
        typer.Option("--same", metavar="ID", help="This other statement says the same in other words."),
    ] = None,
    merge: Annotated[
        tuple[int, int] | None,
        typer.Option("--merge", metavar="PERSON PERSON", help="Two people are one, who keeps the first number."),
    ] = None,
    rename: Annotated[
        tuple[int, str] | None,
        typer.Option("--rename", metavar="PERSON NAME", help="A person is called so, whatever articles write."),
    ] = None,
    undo: Annotated[int | None, typer.Option("--undo", metavar="NUMBER", help="Undo this correction.")] = None,
    listed: Annotated[bool, typer.Option("--list", help="Print every correction.")] = False,
    why: Annotated[str | None, typer.Option("--why", metavar="TEXT", help="Why; kept with the correction.")] = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="NAME", envvar="QUOTH_USER", help="Who corrects; if not given, your user name."),
    ] = None,
    format: FormatOption = None,
    archive: ArchiveFile = None,
) -> None:
    """Put right a statement or who is who; a correction is logged, outlives rereading, and can be undone.

    One thing at a time: changes of one statement, --remove, --split, --same, --merge, --rename, --undo or --list.
    """
    from quoth.archive import Change, Correction, Signed
    from quoth.cli.output import results, text_wanted
    from quoth.export.reports import write_columns
    from quoth.export.tables import write_rows

    change = Change(source, cue, content, kind.value if kind else None, speaker)
    of_statement = [change != Change(), remove, split, same is not None]
    logged = [*of_statement, merge is not None, rename is not None]
    if sum((*logged, undo is not None, listed)) != 1 or any(of_statement) != (number is not None):
        raise typer.BadParameter(
            "give a statement and what is wrong with it, or one of --merge, --rename, --undo and --list"
        )
    if not why and any(logged):
        raise typer.BadParameter("say why, with --why")
    signed = Signed(by or _user(), why or "")
    with opened(archive) as held, results() as out:
        if listed:
            done = held.corrections()
        elif undo is not None:
            done = (held.undo(undo, signed.who),)
        elif merge is not None:
            done = (held.merge(*merge, signed),)
        elif rename is not None:
            done = (held.rename(*rename, signed),)
        elif same is not None:
            done = (held.same(number or 0, same, signed),)
        elif number is not None:
            act = held.remove if remove else held.split
            done = (act(number, signed) if remove or split else held.correct(number, change, signed),)
        if text_wanted(format, out):
            write_columns(done, _SHOWN, out)
        else:
            write_rows(done, Correction, format or Format.JSONL, out)


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "somebody"
