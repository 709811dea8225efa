"""`quoth serve`: the archive in a browser, and the API."""

from __future__ import annotations

from typing import Annotated

import typer

from quoth.cli.options import ArchiveFile, Model


def serve(
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="Where to listen; 0.0.0.0 is open to the network.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="At which port; 0 takes a free one.")] = 8642,
    read_only: Annotated[bool, typer.Option("--read-only", help="Only show the archive; nothing is added.")] = False,
    public: Annotated[
        bool, typer.Option("--public", help="Let anybody read without a token; goes with --read-only.")
    ] = False,
    allow_host: Annotated[
        list[str] | None,
        typer.Option("--allow-host", metavar="NAME", help="A further name that this machine is reached by."),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers",
            metavar="N",
            min=1,
            max=64,
            help="How many processes serve; one, or where others can reach it one a core, up to four.",
        ),
    ] = None,
    model: Model = "small",
    archive: ArchiveFile = None,
) -> None:
    """Open the archive in a browser: search, articles, speakers, comparisons, a page that reads; and the API.

    Only this machine can reach it, unless --host or --allow-host says otherwise; then it asks for a token, for
    readers or for editors, which it makes at the first start and prints once. Needs the extra `web`.
    """
    from quoth.cli.output import complain
    from quoth.config import WebOptions, default_archive
    from quoth.web import serve as run

    if public and not read_only:
        raise typer.BadParameter("goes with --read-only", param_hint="--public")
    options = WebOptions(host, port, read_only, public, tuple(allow_host or ()), workers=workers, model=model)
    run(archive or default_archive(), options, complain)
