"""Which model reads: the small one that comes with quoth, a larger one from a package of its own, or a folder's."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from quoth.errors import ModelError

SMALL = Path(__file__).with_name("model")
PACKAGES = {"base": "quoth_model_base"}  # the models that come by themselves, each by an extra of its name


def folder(model: str) -> Path:
    """Where a model's files are, by its name or their folder. ModelError."""
    if model == "small":
        return SMALL
    if model in PACKAGES:
        return _installed(model)
    if Path(model, "model.onnx").is_file():
        return Path(model)
    known = ", ".join(("small", *PACKAGES))
    raise ModelError(f"there is no model {model!r}: name one of {known}, or a folder that holds a model.onnx")


def _installed(model: str) -> Path:
    found = find_spec(PACKAGES[model])
    if found is None or not found.submodule_search_locations:
        raise ModelError(f'the model {model} is not installed; install it with: pip install "quoth[{model}]"')
    return Path(found.submodule_search_locations[0])
