"""Who said what, in a terminal."""

import io

import pytest
from hypothesis import given

from quoth.article import Article
from quoth.export import write
from tests.export.stories import STORY
from tests.export.strategies import articles


def written(article: Article) -> str:
    out = io.StringIO()
    write([article], "text", out)
    return out.getvalue()


@given(articles())
def test_no_article_can_move_the_terminal(article: Article) -> None:
    assert all(line.isprintable() for line in written(article).split("\n"))


@given(articles())
def test_lines_do_not_end_in_white_space(article: Article) -> None:
    assert all(line == line.rstrip() for line in written(article).split("\n"))


def test_a_story(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert written(STORY) == (
        "[who] <cue> {what}\n"
        "\n"
        "Port shut: official\n"
        "Orda TV, carried by The Veshan Project, Sallow, 2021-08-30 -\n"
        "pages/port.html\n"
        "\n"
        "a1 Mira Tosk  indirect, 93% sure\n"
        "    [Mira Tosk] <said> {the pilots claimed the channel was\n"
        "    mined}.\n"
        "\n"
        "    a2 the pilots  indirect, within a1\n"
        "        Mira Tosk said [the pilots] <claimed> {the channel\n"
        "        was mined}.\n"
        "\n"
        "a3 Bo Lind  direct\n"
        "    {“We wait,”} <said> [Bo Lind]. {“Then we sail.”}\n"
    )


@pytest.mark.parametrize("variable", ["NO_COLOR", "FORCE_COLOR"])
def test_colour_or_brackets(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv(variable, "1")
    coloured = variable == "FORCE_COLOR"
    assert ("\x1b[1;36mMira Tosk\x1b[0m" in written(STORY)) == coloured
    assert ("[Mira Tosk]" in written(STORY)) != coloured


def test_nobody_quoted_and_nobody_named() -> None:
    empty = Article(id="x", origin="x.txt", text="The ferry leaves at noon.")
    assert "Nobody is quoted." in written(empty)
    assert "outlet unknown, day unknown - x.txt" in written(empty)
