"""Which model reads."""

import shutil
from pathlib import Path

import pytest

import quoth
from quoth.config import ReadingOptions
from quoth.errors import ModelError
from quoth.reading.models import SMALL, folder

TEXT = "The port is closed, the harbour master said."


def package(place: Path, name: str) -> Path:
    """A package that holds a model, as a wheel installs it."""
    made = place / name
    shutil.copytree(SMALL, made)
    (made / "__init__.py").touch()
    return made


def test_the_small_one_is_the_default() -> None:
    assert ReadingOptions().model == "small"
    assert folder("small") == SMALL


def test_a_folder_reads_as_the_model_in_it(tmp_path: Path) -> None:
    made = package(tmp_path, "mine")
    assert quoth.read_text(TEXT, ReadingOptions(model=str(made))) == quoth.read_text(TEXT)


def test_a_named_one_is_found_where_its_wheel_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = package(tmp_path, "quoth_model_of_a_test")
    monkeypatch.setattr("quoth.reading.models.PACKAGES", {"base": "quoth_model_of_a_test"})
    monkeypatch.syspath_prepend(tmp_path)
    assert folder("base") == made


def test_one_that_is_not_installed_tells_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quoth.reading.models.PACKAGES", {"base": "quoth_model_that_nobody_made"})
    with pytest.raises(ModelError, match=r'base is not installed.*pip install "quoth\[base\]"'):
        folder("base")


def test_one_that_is_unknown_is_named_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no model 'huge': name one of small, base, or a folder"):
        folder("huge")
    with pytest.raises(ModelError, match=r"a folder that holds a model\.onnx"):
        folder(str(tmp_path))


def test_a_model_that_is_not_whole_is_named(tmp_path: Path) -> None:
    made = package(tmp_path, "mine")
    (made / "antecedents.npz").unlink()
    with pytest.raises(ModelError, match=r"not whole.*install quoth again"):
        quoth.read_text(TEXT, ReadingOptions(model=str(made)))
