"""Eras: before the pledge, since the pledge, and those in which the case's target group died; one colour each."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from analysis.exhibits.style import BEFORE, SINCE, TARGET
from analysis.exhibits.wording import country


@dataclass(frozen=True)
class Era:
    """One of the three, with its colour and the words of its key."""

    name: str
    colour: str


def era_of(row: pd.Series, pledge: date | None, target: str | None = None) -> Era:
    """The era of an incident. The target group's deaths take precedence, before and since alike."""
    if is_target_killed(row, target):
        nation = country(str(row["target_iso3"])) if pd.notna(row.get("target_iso3")) else None
        return Era(f"nationals of {nation} killed" if nation else "target group killed", TARGET)
    if pledge is not None and row["date"].date() > pledge:
        return Era("since the pledge", SINCE)
    return Era("before the pledge" if pledge else "incident", BEFORE)


def is_target_killed(row: pd.Series, target: str | None = None) -> bool:
    """Whether nationals of those that the attack was directed at died; of `target` (alpha-3) where given."""
    count = row.get("killed_of_target")
    hit = count is not None and pd.notna(count) and count > 0
    return bool(hit and (target is None or row.get("target_iso3") == target))


def count_killed(frame: pd.DataFrame) -> pd.DataFrame:
    """Victims and attackers together, as low, best, high; best is empty where the source gives no best figure.

    Attackers whose number is not known count as none.
    """
    attackers = frame["attackers_killed"].fillna(0)
    best = frame["killed_best"] + attackers
    low = frame["killed_low"].fillna(frame["killed_best"]) + attackers
    high = frame["killed_high"].fillna(frame["killed_best"]) + attackers
    return pd.DataFrame({"low": low, "best": best, "high": high})


def describe_killed(low: float, best: float, high: float) -> str:
    """How many died, in words: "3 killed", "2 to 5 killed", "none killed", "deaths not known"."""
    if pd.isna(best):
        if pd.isna(low) or pd.isna(high) or high == low:
            return "deaths not known"
        return f"{low:.0f} to {high:.0f} killed"
    return f"{best:.0f} killed" if best else "none killed"
