"""Sliders and switches that compute one exhibit anew: the horizon, the baseline, the likelihood scale."""

from collections.abc import Callable
from typing import Any

import ipywidgets

from analysis.exhibits.controls import INITIAL, Wiring, button, column, row
from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.markup import join
from analysis.exhibits.outlook_charts import outlook_chart
from analysis.exhibits.rate_charts import before_after
from analysis.findings.answers import find_comparison, find_official, find_origin, find_outlook, find_record
from analysis.findings.likelihood import ScaleName
from analysis.findings.outlook import MAX_HORIZON_DAYS
from analysis.intake.case import Case

LONGEST_DAYS = 730  # where the slider ends, unless the notebook asks for more: two years
SCALES: tuple[tuple[str, ScaleName], ...] = (("ICD 203", "icd203"), ("UK PHIA", "phia"))


def build_horizon(case: Case, horizon_days: int) -> Any:
    """The outlook over a horizon that is chosen."""
    slider = ipywidgets.IntSlider(
        value=horizon_days,
        min=1,
        max=min(max(LONGEST_DAYS, horizon_days), MAX_HORIZON_DAYS),
        description="Horizon, days",
        continuous_update=False,
        style=INITIAL,
        layout={"width": "36rem", "max_width": "calc(100% - 4px)"},
    )

    def draw() -> tuple[Exhibit, ...]:
        return (outlook_chart(find_outlook(case, slider.value), find_origin(case), id="live-outlook"),)

    return build_panel(slider, draw)


def build_baseline(case: Case, baseline_years: float) -> Any:
    """The rates before and after the pledge, with a "before" whose length is chosen."""
    record, pledge = find_record(case), case.pledge_day
    covered = (pledge - record.start).days / 365.25 if record and pledge else 1.0
    slider = ipywidgets.FloatSlider(
        value=baseline_years,
        min=min(0.5, baseline_years),
        max=max(round(covered, 1), baseline_years),
        step=0.5,
        readout_format=".1f",
        description="Years that count as before",
        continuous_update=False,
        style=INITIAL,
        layout={"width": "36rem", "max_width": "calc(100% - 4px)"},
    )

    def draw() -> tuple[Exhibit, ...]:
        comparison = find_comparison(case, slider.value)
        return (before_after(comparison, record, find_official(case), id="live-before-after"),)

    return build_panel(slider, draw)


def build_switch(draw: Callable[[ScaleName], Exhibit], scale: ScaleName) -> Any:
    """An exhibit with likelihood words, on the scale that is chosen."""
    switch = ipywidgets.ToggleButtons(
        options=SCALES, value=scale, description="Likelihood words", style=INITIAL, tooltips=("ODNI, 2015", "UK, 2025")
    )
    return build_panel(switch, lambda: (draw(switch.value),))


def build_panel(control: Any, draw: Callable[[], tuple[Exhibit, ...]]) -> Any:
    """One control above the exhibits that it moves, and a button that puts it back."""
    view = ipywidgets.HTML()
    first = control.value

    def update() -> None:
        view.value = join(exhibit.html() for exhibit in draw())

    wiring = Wiring(update)
    wiring.connect(control)
    wiring.run()
    back = button("Put back", lambda: wiring.put({control: first}))
    return column(row(control, back), wiring.message, view)
