"""Every table and card exhibit under one name: `tables.pledge_ledger(...)`."""

from analysis.exhibits.assessments import (
    assumptions_table,
    gaps_table,
    implication_table,
    scenarios_table,
    sources_table,
)
from analysis.exhibits.cards import actor_cards, incident_cards
from analysis.exhibits.data_tables import context_table, coverage_table, record_table
from analysis.exhibits.forecast_tables import forecast_table
from analysis.exhibits.openings import expectations_table, unresolved_table
from analysis.exhibits.promises import indicators_table, pledge_ledger, untested_table
from analysis.exhibits.quality import data_quality
from analysis.exhibits.rate_tables import sensitivity_table
from analysis.exhibits.readings import article_record_table, contradictions_table, statements_table
from analysis.exhibits.sites import site_table

__all__ = [
    "actor_cards",
    "article_record_table",
    "assumptions_table",
    "context_table",
    "contradictions_table",
    "coverage_table",
    "data_quality",
    "expectations_table",
    "forecast_table",
    "gaps_table",
    "implication_table",
    "incident_cards",
    "indicators_table",
    "pledge_ledger",
    "record_table",
    "scenarios_table",
    "sensitivity_table",
    "site_table",
    "sources_table",
    "statements_table",
    "unresolved_table",
    "untested_table",
]
