"""Every exhibit with controls: the still exhibit first, then what its widget needs.

Each returns one MIME bundle: JupyterLab shows the widget, everything else the still exhibit that was given, unchanged.
A widget's own module, and ipywidgets with it, is loaded when the widget is displayed.
"""

from typing import Any

from analysis.exhibits.citations import Quotes
from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.front import key_judgments
from analysis.exhibits.implications import implication_matrix
from analysis.exhibits.live import Live
from analysis.findings.judgments import draw_implications, draw_judgments
from analysis.findings.likelihood import ScaleName
from analysis.findings.sites import SiteTable
from analysis.intake.case import Case
from analysis.reading.dossier import Dossier


def scope_explorer(still: Exhibit, case: Case, baseline_years: float, sites: SiteTable | None = None) -> Live | Exhibit:
    """Dates, types, a circle and actors to choose; map, timeline, counts and rates move together."""

    def build() -> Any:
        from analysis.exhibits.explorer import build_explorer

        return build_explorer(case, baseline_years, sites)

    return Live(still, build) if case.events is not None else still


def baseline_slider(still: Exhibit, case: Case, baseline_years: float) -> Live | Exhibit:
    """How many years count as "before"; the rates follow."""

    def build() -> Any:
        from analysis.exhibits.sliders import build_baseline

        return build_baseline(case, baseline_years)

    return Live(still, build) if still.kind == "figure" else still


def horizon_slider(still: Exhibit, case: Case, horizon_days: int) -> Live | Exhibit:
    """How far ahead to look; the outlook, its opponents and their back-test follow."""

    def build() -> Any:
        from analysis.exhibits.sliders import build_horizon

        return build_horizon(case, horizon_days)

    return Live(still, build) if still.kind == "figure" else still


def judgments_scale(still: Exhibit, case: Case, horizon_days: int, scale: ScaleName) -> Live | Exhibit:
    """The key judgments in the words of either likelihood scale."""

    def draw(chosen: ScaleName) -> Exhibit:
        return key_judgments(draw_judgments(case, horizon_days, chosen), id="live-judgments")

    def build() -> Any:
        from analysis.exhibits.sliders import build_switch

        return build_switch(draw, scale)

    return Live(still, build) if case.review.judgments else still


def implications_scale(still: Exhibit, case: Case, scale: ScaleName) -> Live | Exhibit:
    """The implication matrix in the bands of either likelihood scale."""

    def draw(chosen: ScaleName) -> Exhibit:
        return implication_matrix(draw_implications(case, chosen), id="live-implications")

    def build() -> Any:
        from analysis.exhibits.sliders import build_switch

        return build_switch(draw, scale)

    return Live(still, build) if case.review.implications else still


def article_layers(still: Exhibit, case: Case, dossier: Dossier, quotes: Quotes) -> Live:
    """The article with its layers of evidence to switch on and off."""

    def build() -> Any:
        from analysis.exhibits.panels import build_reader

        return build_reader(case, dossier, quotes)

    return Live(still, build)


def actor_graph(still: Exhibit, dossier: Dossier) -> Live:
    """The relations graph with one actor in focus."""

    def build() -> Any:
        from analysis.exhibits.panels import build_graph

        return build_graph(dossier)

    return Live(still, build)


def hypotheses_editor(still: Exhibit, case: Case) -> Live | Exhibit:
    """Ratings and credibility to change; order and flips follow, and review.yml where it is asked for."""

    def build() -> Any:
        from analysis.exhibits.weighing import build_editor

        return build_editor(case)

    return Live(still, build) if case.review.hypotheses and case.review.evidence else still


def review_editor(still: Exhibit, case: Case) -> Live:
    """What was read to accept, reject or edit, sources to grade; shows what would change, then writes review.yml."""

    def build() -> Any:
        from analysis.exhibits.review_editor import build_editor

        return build_editor(case, still)

    return Live(still, build)
