"""Likelihood words: the right band, always printed, the scales never mixed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.findings.likelihood import SCALES, ScaleName, match_likelihood


@pytest.mark.parametrize(
    ("probability", "scale", "text"),
    [
        (0.0, "icd203", "almost no chance (1–5 %)"),
        (0.03, "icd203", "almost no chance (1–5 %)"),
        (0.05, "icd203", "very unlikely (5–20 %)"),
        (0.5, "icd203", "roughly even chance (45–55 %)"),
        (0.55, "icd203", "roughly even chance (45–55 %)"),
        (0.6, "icd203", "likely (55–80 %)"),
        (0.999, "icd203", "almost certain (95–99 %)"),
        ((0.05, 0.2), "icd203", "very unlikely (5–20 %)"),
        ((0.1, 0.3), "icd203", "very unlikely to unlikely (5–45 %)"),
        (0.3, "phia", "unlikely (25–35 %)"),
        (0.77, "phia", "likely to highly likely (55–90 %)"),
        (0.22, "phia", "highly unlikely to unlikely (10–35 %)"),
        ((0.6, 0.7), "phia", "likely (55–75 %)"),
        (1.0, "phia", "almost certain (95–100 %)"),
    ],
)
def test_a_probability_gets_its_word_and_band(
    probability: float | tuple[float, float], scale: ScaleName, text: str
) -> None:
    assert match_likelihood(probability, scale).text == text


@given(st.floats(0, 1), st.floats(0, 1), st.sampled_from(sorted(SCALES)))
def test_any_range_is_in_words_of_one_scale(a: float, b: float, scale: ScaleName) -> None:
    found = match_likelihood((min(a, b), max(a, b)), scale)
    words = {word for word, _, _ in SCALES[scale]}
    assert set(found.words.split(" to ")) <= words
    assert found.low < found.high


@pytest.mark.parametrize("probability", [-0.1, 1.1, (0.5, 0.4), (0.2, 1.2)])
def test_what_is_no_probability_is_refused(probability: float | tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="lies between 0 and 1"):
        match_likelihood(probability, "icd203")
