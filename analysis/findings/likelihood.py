"""Likelihood words, never without their band.

Bands: ICD 203 (Office of the Director of National Intelligence, Analytic Standards, 2015, rev. 2022) and the UK's PHIA
probability yardstick (2025). Readers decode a word right twice as often when its band stands beside it (Wintle et al.
2019, n = 924: 66 % against 32 %). PHIA leaves gaps on purpose: a number in a gap is shown with both neighbours.
"""

import re
from dataclasses import dataclass
from typing import Literal

ScaleName = Literal["icd203", "phia"]

SCALES: dict[ScaleName, tuple[tuple[str, int, int], ...]] = {
    "icd203": (
        ("almost no chance", 1, 5),
        ("very unlikely", 5, 20),
        ("unlikely", 20, 45),
        ("roughly even chance", 45, 55),
        ("likely", 55, 80),
        ("very likely", 80, 95),
        ("almost certain", 95, 99),
    ),
    "phia": (
        ("remote chance", 0, 5),
        ("highly unlikely", 10, 20),
        ("unlikely", 25, 35),
        ("realistic possibility", 40, 50),
        ("likely", 55, 75),
        ("highly likely", 80, 90),
        ("almost certain", 95, 100),
    ),
}


# ICD 203's second column: the same bands in other words.
SYNONYMS = ("remote", "highly improbable", "improbable", "probable", "highly probable", "nearly certain")
_WORDS = re.compile(
    r"\b(?:"
    + "|".join(sorted({word for scale in SCALES.values() for word, _, _ in scale} | {*SYNONYMS}, key=len, reverse=True))
    + r")\b",
    re.IGNORECASE,
)


def find_words(text: str) -> list[str]:
    """The likelihood words of either scale in a text, as they stand there."""
    return _WORDS.findall(text)


@dataclass(frozen=True)
class Likelihood:
    """A probability in words: `words` with the percent band `low`–`high`, and the number or range behind it."""

    words: str
    low: int  # percent
    high: int
    probability: tuple[float, float]  # the same number twice, or the analyst's range
    scale: ScaleName

    @property
    def text(self) -> str:
        """Word and band, always together: "likely (55–80 %)"."""
        return f"{self.words} ({self.low}–{self.high} %)"


def percent(probability: float) -> str:
    """A probability as the house writes it: "78 %"; what would round to 0 or 100 is said to be beyond."""
    if 0 < probability < 0.005:
        return "under 1 %"
    return "over 99 %" if 0.995 <= probability < 1 else f"{probability * 100:.0f} %"


def match_likelihood(probability: float | tuple[float, float], scale: ScaleName) -> Likelihood:
    """The word, or the span of words, for a probability (0 … 1) or a range of it.

    A number on the border of two ICD 203 bands takes the one nearer to even. Raises ValueError outside 0 … 1.
    """
    low, high = probability if isinstance(probability, tuple) else (probability, probability)
    if not 0 <= low <= high <= 1:
        raise ValueError(f"a probability lies between 0 and 1, given {low} to {high}")
    bands = match_bands(round(low * 100, 9), round(high * 100, 9), scale)
    words = bands[0][0] if len(bands) == 1 else f"{bands[0][0]} to {bands[-1][0]}"
    return Likelihood(words, bands[0][1], bands[-1][2], (low, high), scale)


def match_bands(low: float, high: float, scale: ScaleName) -> list[tuple[str, int, int]]:
    """The bands that a range of percentages overlaps; for a single number its band, or the two around its gap."""
    bands = SCALES[scale]
    holding = [band for band in bands if band[1] < high and band[2] > low]
    touching = [band for band in bands if band[1] <= low <= band[2]]
    if low < high and holding:
        return holding
    if touching:
        return [min(touching, key=lambda band: abs((band[1] + band[2]) / 2 - 50))]
    return [*[band for band in bands if band[2] <= low][-1:], *[band for band in bands if band[1] >= high][:1]]
