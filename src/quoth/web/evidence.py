"""What there is to show for an article's outlet: where its text, or its address, names it."""

from __future__ import annotations

from quoth.article import Article
from quoth.intake import names

_BEGINNING = 120  # characters of a body in which a credit stands


def outlet_evidence(article: Article) -> str:
    """Why an outlet is held to have written an article, in words; empty where it has none."""
    if not article.outlet:
        return ""
    if _begins_with(article):
        return "named where the text begins"
    if article.via:
        return f"credited by {article.via}, who carried it"
    host = names.host(article.url)
    if host and names.same(article.outlet, names.core(article.url)):
        return f"its address is at {host}"
    return "named in the page's own data, or given by whoever added it"


def _begins_with(article: Article) -> bool:
    """Whether the first lines below the headline say the outlet's name."""
    body = article.text.removeprefix(f"{article.title}\n\n") if article.title else article.text
    return names.key(article.outlet) in names.key(body[:_BEGINNING])
