"""A larger model and the small one that read as one."""

from pathlib import Path

import numpy as np
import pytest

from quoth.errors import ModelError
from quoth.reading.models import SMALL
from quoth.reading.pair import Pair, opened
from quoth.reading.pieces import cut
from quoth.reading.scores import link_probabilities
from quoth.reading.session import Session
from quoth.reading.terms import TERMS
from quoth.reading.windows import windows

BASE = Path(__file__).parents[2] / "models/base/quoth_model_base"
STORY = (
    "Sallow will close its harbour, the mayor said.\n\n“The cranes are not safe,” Petra Lindqvast told reporters. She"
    " denied that the council had been warned by its engineers."
)


def paired(folder: Path, share: float) -> Pair:
    """The base model with another share beside the small one."""
    for name in ("model.onnx", "tokenizer.json", TERMS):
        (folder / name).symlink_to(BASE / name)
    return Pair(folder, share)


def seen(session: Session) -> tuple[np.ndarray, ...]:
    """The story's tags, links to its three cues, heads and their pull to each other."""
    pieces = cut(STORY, session.tokenizer)
    (one,) = session.windows((pieces, window) for window in windows(pieces))
    cues = np.searchsorted(pieces.words.starts, [STORY.index(cue) for cue in ("said", "told", "denied")])
    links = link_probabilities(one.scores, cues, pieces.words.paragraph, session.facts.biases)
    pull = one.heads.anaphor @ one.heads.antecedent.T / np.sqrt(one.heads.anaphor.shape[1])
    return one.scores.tags, links, one.heads.word, pull


@pytest.mark.parametrize(("share", "alone"), [(1.0, BASE), (0.0, SMALL)])
def test_who_has_the_whole_say_reads_as_if_alone(tmp_path: Path, share: float, alone: Path) -> None:
    for mine, other in zip(seen(paired(tmp_path, share)), seen(Session(alone)), strict=True):
        np.testing.assert_allclose(mine, other, atol=1e-4)


def test_chances_lie_between_those_of_both(tmp_path: Path) -> None:
    tags, *_ = seen(paired(tmp_path, 0.25))
    both = [seen(Session(folder))[0] for folder in (BASE, SMALL)]
    np.testing.assert_allclose(tags, 0.25 * both[0] + 0.75 * both[1], atol=1e-4)


def test_a_folder_says_by_itself_whether_it_is_a_pair() -> None:
    assert opened(BASE).facts.version.count("+") == 1
    assert type(opened(SMALL)) is Session


@pytest.mark.parametrize(
    "terms",
    [
        '{"share": 0.6}',
        "{",
        "[]",
        '{"settings": {"zone": 1, "zoned": 1}, "calibration": [1]}',
        '{"share": "x", "settings": {}, "calibration": [1]}',
    ],
)
def test_terms_that_are_broken_are_named(tmp_path: Path, terms: str) -> None:
    (tmp_path / TERMS).write_text(terms)
    with pytest.raises(ModelError, match=rf"{tmp_path}: the model is not whole \(terms\.json: .*install quoth again"):
        opened(tmp_path)


def test_a_folder_without_terms_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=f"{tmp_path}: the model is not whole"):
        opened(tmp_path)
