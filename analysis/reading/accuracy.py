"""How well the reader reads articles that it was not tuned on: written by `make quality`, printed in every briefing."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

MEASURED = Path(__file__).with_name("accuracy.json")


@dataclass(frozen=True)
class Accuracy:
    """Shares of 0 … 1 over a named set of articles with gold annotations; `main_*`: fields of the main incident."""

    set: str
    items: int
    measured: str
    scores: dict[str, float]

    def sentence(self) -> str:
        """The line that stands in the briefing."""
        shown = {
            "actors_f1": "actors F1",
            "main_killed": "killed in the main incident",
            "main_date": "its date",
            "incidents_f1": "incidents F1",
            "speakers_f1": "who said it F1",
            "commitments_f1": "commitments F1",
        }
        figures = ", ".join(f"{words} {self.scores[key]:.2f}" for key, words in shown.items() if key in self.scores)
        return f"On {self.items} articles that it was not tuned on ({self.set}, measured {self.measured}): {figures}."


@cache
def read_accuracy() -> Accuracy:
    """The figures that `make quality` wrote last."""
    content = json.loads(MEASURED.read_text(encoding="utf-8"))
    scores = {key: float(value) for key, value in content.items() if isinstance(value, float)}
    return Accuracy(str(content["set"]), int(content["items"]), str(content["measured"]), scores)
