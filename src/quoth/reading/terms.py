"""How a model's scores are read, apart from its weights: its folder's terms.json."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from quoth.errors import ModelError
from quoth.reading.confidence import Calibration
from quoth.reading.decoding import Settings

TERMS = "terms.json"


@dataclass(frozen=True)
class Terms:
    """What the decoder weighs, what the parts of an attribution say of the whole, and the model's share of the say
    where it reads together with the small one."""

    settings: Settings
    calibration: Calibration
    share: float | None = None


def load_terms(folder: Path) -> Terms:
    """Those of a model. ModelError."""
    try:
        held = json.loads((folder / TERMS).read_text("utf-8"))
        calibration = Calibration(tuple(float(weight) for weight in held["calibration"]))
        share = None if held.get("share") is None else float(held["share"])
        return Terms(Settings(**held["settings"]), calibration, share)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"{folder}: the model is not whole ({TERMS}: {error}); install quoth again") from error


def write_terms(terms: Terms, folder: Path) -> None:
    """Into a model's folder."""
    held = {"settings": asdict(terms.settings), "calibration": terms.calibration.weights}
    shared = {} if terms.share is None else {"share": terms.share}
    (folder / TERMS).write_text(json.dumps({**shared, **held}, indent=1) + "\n", encoding="utf-8")
