"""Who said what, in a terminal."""

import io
from dataclasses import replace

import pytest
from hypothesis import given

from quoth.article import Article
from quoth.export import write
from tests.export.stories import PILOTS, RESOLVED, STORY, TOSK
from tests.export.strategies import articles


def written(article: Article, format: str = "text") -> str:
    out = io.StringIO()
    write([article], format, out)
    return out.getvalue()


formats = pytest.mark.parametrize("format", ["text", "speaker"])


@formats
@given(article=articles())
def test_no_article_can_move_the_terminal(format: str, article: Article) -> None:
    assert all(line.isprintable() for line in written(article, format).split("\n"))


@formats
@given(article=articles())
def test_lines_do_not_end_in_white_space(format: str, article: Article) -> None:
    assert all(line == line.rstrip() for line in written(article, format).split("\n"))


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


def test_a_name_stands_beside_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert "a3 Mira Tosk — Bo Lind  direct\n" in written(RESOLVED)
    assert "a1 Mira Tosk  indirect, 93% sure\n" in written(RESOLVED)
    shouted = replace(RESOLVED, speakers=(PILOTS, replace(TOSK, name="MIRA TOSK")))
    assert "a1 MIRA TOSK  indirect, 93% sure\n" in written(shouted)


def test_what_each_speaker_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    assert written(RESOLVED, "speaker").split("\n", 5)[5] == (
        "\n"
        "Mira Tosk  the harbour master, Orda, 2 statements\n"
        "\n"
        "    a1 indirect, 93% sure\n"
        "        [Mira Tosk] <said> {the pilots claimed the channel was mined}.\n"
        "\n"
        "    a3 Bo Lind  direct\n"
        "        {“We wait,”} <said> [Bo Lind]. {“Then we sail.”}\n"
        "\n"
        "the pilots  not authorised to speak, 1 statement\n"
        "\n"
        "    a2 indirect, within a1\n"
        "        Mira Tosk said [the pilots] <claimed> {the channel was mined}.\n"
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
