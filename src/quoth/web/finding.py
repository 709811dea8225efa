"""What a search finds, by words and by meaning."""

from __future__ import annotations

from quoth.archive import Filters, Page
from quoth.pipeline import embed, meaning
from quoth.web.asked import Sorted
from quoth.web.site import Site

_AT_ONCE = 200  # statements that are taken in while somebody waits: it takes a moment


def find(site: Site, asked: Sorted, filters: Filters, limit: int = 20, after: str | None = None) -> Page:
    """A page of what is found; those first that mean most nearly what is asked for, if that is. MeaningError."""
    like = meaning(asked.like) if asked.like else None
    return site.archive.search(
        asked.q, filters, order=asked.sort, limit=limit, after=after, copies=bool(asked.copies), like=like
    )


def left_out(site: Site) -> int:
    """How many statements are not found by what they mean, once a few that are new have been taken in."""
    left = site.archive.left_to_embed()
    if not 0 < left <= _AT_ONCE or site.options.read_only:
        return left
    with site.in_turn():
        for _ in embed(site.archive):
            pass
    return 0
