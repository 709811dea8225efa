"""Confidence grows with how sure the parts are."""

from hypothesis import given
from hypothesis import strategies as st

from quoth.reading.confidence import Calibration

chance = st.floats(0, 1)


@given(st.tuples(chance, chance, chance, chance), st.integers(0, 3), chance)
def test_confidence_is_a_chance_and_grows(sure: tuple[float, ...], part: int, other: float) -> None:
    calibration = Calibration((0.1, 0.5, 0.4, 0.3, 0.2, 0.7, 0.5))
    changed = (*sure[:part], other, *sure[part + 1 :])
    low, high = sorted((sure, changed), key=lambda parts: parts[part])
    assert 0 <= calibration.confidence(low) <= calibration.confidence(high) <= 1
