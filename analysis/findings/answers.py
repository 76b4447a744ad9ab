"""What a case's record can answer: each question gets a value, or None where the case lacks what it takes."""

import pandas as pd

from analysis.findings.outlook import Outlook, forecast_outlook
from analysis.findings.rates import Comparison, compare_baselines, compare_rates
from analysis.findings.record import Record, select_record
from analysis.intake.case import Case


def find_record(case: Case) -> Record | None:
    """The record in the case's main scope; None without event data or without a main scope."""
    return select_record(case) if case.events is not None and case.file.main_scope else None


def find_comparison(case: Case, baseline_years: float) -> Comparison | None:
    """Before and after the pledge; None where there is no record, no pledge, or no covered day on one side."""
    record, pledge = find_record(case), case.file.pledge
    if record is None or pledge is None or not record.start < pledge.date < record.end:
        return None
    return compare_rates(record, pledge.date, baseline_years)


def find_baselines(case: Case) -> list[tuple[str, Comparison]]:
    """The comparison under several lengths of "before"; empty where there is none to make."""
    record, pledge = find_record(case), case.file.pledge
    if record is None or pledge is None or not record.start < pledge.date < record.end:
        return []
    return compare_baselines(record, pledge.date)


def find_outlook(case: Case, horizon_days: int) -> Outlook | None:
    """The chance of at least one more incident in the main scope; None where there is no record."""
    record = find_record(case)
    return None if record is None else forecast_outlook(record, horizon_days)


def find_official(case: Case) -> pd.DataFrame | None:
    """What officials counted, from the case's context table; None where the case has none."""
    return case.context.frame if case.context else None
