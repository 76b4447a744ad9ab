"""The scope explorer: what is chosen is counted, drawn and said; what can't be is said too."""

import datetime as dt
import re

import pytest

from analysis.exhibits.explorer import Choice, build_explorer, explore, find_near, list_places, select_located
from analysis.findings.record import select_record
from analysis.intake.case import Case
from analysis.intake.scope import Scope
from analysis.intake.value import InputError
from tests.conftest import Workbook

from .widget_parts import controls, part, text

FIRST = "Not done"


@pytest.fixture
def mapped(workbook: Workbook) -> Case:
    """The ford, its border that of two countries on the map."""
    workbook.write_case("border: [XAA, XBB]", "border: [AFG, TJK]")
    return workbook.read()


def counted(markup: str) -> list[str]:
    return re.findall(r"<b>([\d.]+)</b>", markup)


def test_nothing_chosen_is_the_scope_itself(mapped: Case) -> None:
    scope = mapped.file.scopes["ford"]
    assert Choice(scope).narrowed() is scope


@pytest.mark.parametrize(
    ("changes", "count"),
    [
        ({}, 6),
        ({"since": dt.date(2020, 1, 1)}, 3),
        ({"until": dt.date(2018, 12, 31)}, 3),
        ({"types": ("shooting",)}, 2),
        ({"actors": ("millers",)}, 3),
        ({"actors": ("nobody",)}, 0),
    ],
)
def test_each_choice_narrows_the_count(mapped: Case, changes: dict[str, object], count: int) -> None:
    framed = select_located(select_record(mapped).frame)
    shown = explore(mapped, Choice(mapped.file.scopes["ford"], **changes), 5.0, framed)  # type: ignore[arg-type]
    assert counted(shown)[0] == str(count)
    assert shown.count("<svg") == (2 if "until" in changes else 3)  # no rates where the pledge comes after


def test_days_in_the_wrong_order_are_said() -> None:
    with pytest.raises(InputError, match="The last day, 2020-01-01, lies before the first, 2021-01-01"):
        Choice(Scope(), dt.date(2021, 1, 1), dt.date(2020, 1, 1)).narrowed()


def test_a_distance_is_measured_from_listed_places_and_from_cities(mapped: Case) -> None:
    places = list_places(mapped, select_record(mapped))
    assert {"Upper mill", "Lower mill", "Old ford"} <= set(places)
    assert find_near(" ", 20, places) is None
    near = find_near("Upper mill", 20, places)
    assert near and near.words == "within 20 km of Upper mill"
    city = find_near("Dushanbe", 30, places)
    assert city and city.place == "Dushanbe"


def test_the_controls_move_all_exhibits_together(mapped: Case) -> None:
    widget = build_explorer(mapped, 5.0)
    before = text(widget)
    part(widget, "clash").value = False
    after = text(widget)
    assert counted(before)[0] == "6" and counted(after)[0] == "4"
    for name in ("live-map", "live-timeline", "live-rates"):
        assert re.findall(f'id="{name}".*?</svg>', before) != re.findall(f'id="{name}".*?</svg>', after), name
    assert "clash" not in re.findall(r'class="title">(.*?)</p>', after)[0]


def test_months_circle_and_names_are_wired(mapped: Case) -> None:
    widget = build_explorer(mapped, 5.0)
    months = part(widget, "Months")
    months.index = (60, months.index[1])
    assert "Armed raids across the ford since 2020" in text(widget)
    part(widget, "Around").value = "Upper mill"
    part(widget, "within km").value = 5
    assert "within 5 km of Upper mill" in text(widget)
    part(widget, "Involving").value = "raiders; millers"
    assert "involving raiders or millers" in text(widget)


def test_putting_all_back_undoes_every_choice(mapped: Case) -> None:
    widget = build_explorer(mapped, 5.0)
    before = text(widget)
    part(widget, "clash").value = False
    part(widget, "Around").value = "Old ford"
    part(widget, "Put all back").click()
    assert text(widget) == before


def test_what_cannot_be_shown_is_said_and_the_last_view_stays(mapped: Case) -> None:
    widget = build_explorer(mapped, 5.0)
    before = counted(text(widget))
    part(widget, "Around").value = "Nowhereville"
    assert "no place &#x27;Nowhereville&#x27;" in text(widget) and FIRST in text(widget)
    assert "Traceback" not in text(widget) and "pydantic" not in text(widget)
    assert counted(text(widget)) == before
    part(widget, "Around").value = ""
    assert FIRST not in text(widget)
    for box in ("clash", "shooting", "armed attack", "drone attack", "bombing"):
        part(widget, box).value = False
    assert "Tick at least one" in text(widget)


def test_names_from_outside_stay_text(mapped: Case) -> None:
    widget = build_explorer(mapped, 5.0)
    part(widget, "Involving").value = '<img src=x onerror="alert(1)">'
    assert "<img" not in text(widget)


def test_every_control_has_a_label(mapped: Case) -> None:
    assert all(each.description for each in controls(build_explorer(mapped, 5.0)))


def test_sliders_wait_until_they_are_let_go(mapped: Case) -> None:
    widget = build_explorer(mapped, 5.0)
    assert not any(part(widget, label).continuous_update for label in ("Months", "within km", "Around", "Involving"))
