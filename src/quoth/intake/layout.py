"""Pages from before style sheets: text parted by line breaks, in the cells of tables -> paragraphs, in boxes."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BREAKS = re.compile(r"<br\s*/?>(?:\s|&nbsp;)*(?:<br\s*/?>(?:\s|&nbsp;)*)+", re.I)
_PARAGRAPH = re.compile(r"<p[\s>]", re.I)
_FEW = 3  # paragraphs of its own up to which a page parts its text otherwise
_PARTS = ("tbody", "thead", "tfoot", "tr", "td", "th")
_PROSE = 100  # code points of a paragraph that is no label or figure


def parted(html: str) -> str:
    """A page's source with a paragraph where several line breaks stand, if it has hardly any of its own."""
    own = list(islice(_PARAGRAPH.finditer(html), _FEW + 1))
    return html if len(own) > _FEW else _BREAKS.sub("<p>", html)


def boxed(tree: HtmlElement) -> None:
    """Make boxes of the tables that lay a page out: such as have paragraphs of prose in a cell."""
    for table in list(tree.iter("table")):
        if any(len(one.text_content()) >= _PROSE for one in table.iter("p")):
            own = [part for part in table.iterdescendants(*_PARTS) if next(part.iterancestors("table")) is table]
            for part in (*own, table):
                part.tag = "div"
