"""What a case's record can answer: each question gets a value, or None where the case lacks what it takes."""

import pandas as pd

from analysis.findings.outlook import Outlook, forecast_outlook
from analysis.findings.rates import Comparison, compare_rates
from analysis.findings.record import Record, find_source, select_record
from analysis.intake.case import Case
from analysis.intake.value import InputError


def find_record(case: Case) -> Record | None:
    """The record in the case's main scope; None without event data or without a main scope."""
    return select_record(case) if case.events is not None and case.file.main_scope else None


def find_origin(case: Case) -> str:
    """The line that stands under every number from the case's event data; empty where it has none."""
    return find_source(case.events) if case.events is not None else ""


def find_comparison(case: Case, baseline_years: float) -> Comparison | None:
    """Before and after the pledge; None where there is no record, no pledge, or no covered day on one side."""
    record, pledge = find_record(case), case.file.pledge
    if record is None or pledge is None or not record.start < pledge.date < record.end:
        return None
    return compare_rates(record, pledge.date, baseline_years)


def find_outlook(case: Case, horizon_days: int) -> Outlook | None:
    """The chance of at least one more incident in the main scope; None where there is no record."""
    record = find_record(case)
    return None if record is None else forecast_outlook(record, horizon_days)


def find_official(case: Case) -> pd.DataFrame | None:
    """What officials counted of what the main scope counts: rows of the context table; None where the case names none.

    Raises InputError for an indicator that the table does not hold.
    """
    if case.context is None or not case.file.official_counts:
        return None
    frame = case.context.frame
    missing = sorted(set(case.file.official_counts) - set(frame["indicator"]))
    if missing:
        raise InputError(
            f"case.yml: official_counts: the context table has no indicator '{missing[0]}'. Copy its name."
        )
    return frame[frame["indicator"].isin(case.file.official_counts)]
