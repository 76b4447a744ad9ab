"""Sliders and switches: one control, one exhibit computed anew."""

import re

from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.markup import tag
from analysis.exhibits.sliders import build_baseline, build_horizon, build_panel, build_switch
from analysis.findings.likelihood import ScaleName
from analysis.intake.case import Case

from .widget_parts import controls, part, text


def title(widget: object) -> str:
    found = re.search(r'<figcaption class="title">(.*?)</figcaption>', text(widget))
    assert found
    return found[1]


def test_the_horizon_moves_the_outlook(ford: Case) -> None:
    widget = build_horizon(ford, 90)
    assert "in 90 days" in title(widget)
    part(widget, "Horizon, days").value = 30
    assert "in 30 days" in title(widget)
    part(widget, "Put back").click()
    assert "in 90 days" in title(widget)


def test_a_horizon_beyond_the_slider_makes_it_longer(ford: Case) -> None:
    slider = part(build_horizon(ford, 1000), "Horizon, days")
    assert (slider.value, slider.max, slider.continuous_update) == (1000, 1000, False)


def test_the_baseline_moves_the_rates(ford: Case) -> None:
    widget = build_baseline(ford, 5.0)
    assert ": 4 in 5 years" in text(widget)
    slider = part(widget, "Years that count as before")
    slider.value = 1.0
    assert ": 2 in 365 days" in text(widget)
    assert not slider.continuous_update


def test_the_switch_changes_the_words() -> None:
    def draw(scale: ScaleName) -> Exhibit:
        return Exhibit("x", f"on {scale}", tag("p", ""), source="", kind="text")

    widget = build_switch(draw, "icd203")
    assert title(widget) == "on icd203"
    part(widget, "Likelihood words").value = "phia"
    assert title(widget) == "on phia"
    assert all(each.description for each in controls(widget))


def test_an_update_that_fails_says_so_without_a_traceback(ford: Case) -> None:
    import ipywidgets

    def draw() -> tuple[Exhibit, ...]:
        raise ZeroDivisionError("by <zero>")

    widget = build_panel(ipywidgets.IntSlider(description="n"), draw)
    assert "can&#x27;t be shown (ZeroDivisionError: by &lt;zero&gt;)" in text(widget)
