"""What there is to show for an outlet."""

from dataclasses import replace

import pytest

from quoth.article import Article
from quoth.web.evidence import outlet_evidence

ONE = Article("a", "a.html", "Port shut\n\nThe port is shut, Bo Lind said.", title="Port shut", outlet="Orda TV")


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"text": "Port shut\n\nSALLOW (Orda TV) - The port is shut.", "via": "x"}, "named where the text begins"),
        ({"via": "The Veshan Project"}, "credited by The Veshan Project, who carried it"),
        ({"url": "https://www.ordatv.example/port"}, "its address is at ordatv.example"),
        ({"url": "https://elsewhere.example/port"}, "named in the page's own data, or given by whoever added it"),
        ({"outlet": None}, ""),
    ],
)
def test_evidence(facts: dict[str, str | None], says: str) -> None:
    assert outlet_evidence(replace(ONE, **facts)) == says  # type: ignore[arg-type]
