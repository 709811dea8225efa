"""Cutting a text at its marks, and the order in which attributions are shown."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given

from quoth.article import ROLES, Article
from quoth.export.marks import Mark, outline, segments
from tests.export.stories import INNER, OUTER, PIECES, STORY, TEXT
from tests.export.strategies import articles


@given(articles())
def test_segments_cover_the_text_and_carry_its_marks(article: Article) -> None:
    cut = list(segments(len(article.text), article.attributions))
    if cut:
        assert (cut[0].start, cut[-1].end) == (0, len(article.text))
    assert all(left.end == right.start for left, right in pairwise(cut))
    carried = {
        (mark.attribution, mark.role, place) for one in cut for mark in one.marks for place in range(one.start, one.end)
    }
    assert carried == {
        (one.id, role, place)
        for one in article.attributions
        for role in ROLES
        for start, end in getattr(one, role)
        for place in range(start, end)
    }


def test_the_outer_mark_comes_first() -> None:
    start = TEXT.index("the channel")
    marks = next(one.marks for one in segments(len(TEXT), STORY.attributions) if one.start == start)
    assert marks == (Mark("a1", "content", 0), Mark("a2", "content", 1))


def test_each_attribution_follows_the_one_it_stands_within() -> None:
    late = replace(INNER, id="a4")
    assert [(one.id, depth) for one, depth in outline((OUTER, PIECES, late))] == [("a1", 0), ("a4", 1), ("a3", 0)]


@given(articles())
def test_the_outline_leaves_nobody_out(article: Article) -> None:
    """Not even where attributions stand within each other, or within themselves."""
    listed = [one.id for one, _ in outline(article.attributions)]
    assert sorted(listed) == sorted(one.id for one in article.attributions)
