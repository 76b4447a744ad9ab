"""Sensitivity as a table: does the verdict hang on the choice of baseline or scope?"""

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from analysis.exhibits.exhibit import Exhibit, absent
from analysis.exhibits.grid import grid
from analysis.exhibits.rate_charts import shortfall
from analysis.exhibits.wording import capital, listed, percent, plural, rate
from analysis.findings.rates import Rate
from analysis.findings.record import Record
from analysis.findings.sensitivity import Choice

MOST_TIMES = 100  # a ratio beyond it rests on a handful of incidents; its digits would be noise


def sensitivity_table(choices: Sequence[Choice], record: Record | None, *, id: str = "sensitivity") -> Exhibit:
    """The comparison under each choice: both rates, their ratio, the chance of a fall, the quiet at the end."""
    if not choices or record is None:
        return absent(id, "comparison of baselines", "It takes event data, a pledge, and covered days on both sides")
    names = ["Choice", "Before", "Since", "Times as often since", "Chance that it fell", "Quiet at the end", "Verdict"]
    return Exhibit(
        id=id,
        title=describe_verdicts(choices),
        body=grid(names, [list_choice(each) for each in choices], label="Sensitivity"),
        source=record.source,
        note="Rates a year with 90 % intervals (Gamma–Poisson, Jeffreys’ prior). Quiet at the end: days since the last "
        "incident, and the chance of a quiet spell that long even if nothing had changed. " + shortfall(record),
        data=pd.DataFrame([list_data(each) for each in choices]),
        kind="table",
        findings={"sensitivity": [list_data(each) for each in choices]},
    )


def describe_verdicts(choices: Sequence[Choice]) -> str:
    """The message: whether all choices agree, or how many say what."""
    verdicts = Counter(each.comparison.verdict for each in choices)
    if len(verdicts) == 1:
        verdict = next(iter(verdicts))
        said = f"the reported rate {verdict}" if verdict in ("rose", "fell") else verdict
        return f"Every choice of baseline and scope gives the same verdict: {said}"
    counts = [f"“{verdict}” in {count}" for verdict, count in verdicts.most_common()]
    return f"The verdict hangs on the choice: of {len(choices)}, {listed(counts)}"


def list_choice(choice: Choice) -> list[str]:
    """One choice as a row."""
    compared, quiet = choice.comparison, choice.quiet
    return [
        capital(choice.label),
        show_rate(compared.before),
        show_rate(compared.after),
        f"{show_ratio(compared.ratio)} [{show_ratio(compared.ratio_low)}–{show_ratio(compared.ratio_high)}]",
        percent(compared.p_fell),
        f"{plural(quiet.days, 'day')}: {percent(quiet.probability)}" if quiet.days else "none",
        compared.verdict,
    ]


def show_ratio(ratio: float) -> str:
    """How many times as often; what is beyond all meaning is said to be large."""
    return rate(ratio) if ratio < MOST_TIMES else f"over {MOST_TIMES}"


def show_rate(each: Rate) -> str:
    """A rate with what it rests on: "10 in 5.0 years: 2.1 [1.2–3.3]"."""
    time = f"{each.years:.1f} years" if each.years > 0.95 else plural(each.days, "day")
    return f"{each.count} in {time}: {rate(each.mean)} [{rate(each.low)}–{rate(each.high)}]"


def list_data(choice: Choice) -> dict[str, object]:
    """One choice for the data twin."""
    compared = choice.comparison
    return {
        "kind": choice.kind,
        "choice": choice.label,
        "count_before": compared.before.count,
        "years_before": compared.before.years,
        "incidents_per_year_before": compared.before.mean,
        "count_since": compared.after.count,
        "incidents_per_year_since": compared.after.mean,
        "ratio": compared.ratio,
        "ratio_low": compared.ratio_low,
        "ratio_high": compared.ratio_high,
        "p_fell": compared.p_fell,
        "quiet_days": choice.quiet.days,
        "p_quiet_if_unchanged": choice.quiet.probability,
        "verdict": compared.verdict,
    }
