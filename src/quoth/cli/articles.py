"""`quoth articles`: what the archive was given."""

from __future__ import annotations

from quoth.cli.options import After, ArchiveFile, Format, FormatOption, Limit, Outlet, Since, Until, opened

_SHOWN = ("id", "published", "outlet", "title", "statements", "versions")


def articles(
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = 20,
    after: After = None,
    format: FormatOption = None,
    archive: ArchiveFile = None,
) -> None:
    """Print the articles of the archive, the latest first, with how many statements and versions there are of each."""
    from quoth.archive import ArticleLine, Filters
    from quoth.cli.output import more, results, text_wanted
    from quoth.export.reports import write_columns
    from quoth.export.tables import write_rows

    with opened(archive) as held, results() as out:
        page = held.articles(Filters(outlet=outlet, since=since, until=until), limit=limit, after=after)
        if text_wanted(format, out):
            write_columns(page.articles, _SHOWN, out)
        else:
            write_rows(page.articles, ArticleLine, format or Format.JSONL, out)
    more(page.after)
