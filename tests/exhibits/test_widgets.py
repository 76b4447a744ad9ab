"""The facade: every still exhibit comes out as it went in, with or without what its widget needs."""

from typing import Any

import pytest

from analysis.exhibits import live, widgets
from analysis.exhibits.exhibit import Exhibit, absent
from analysis.exhibits.live import VIEW
from analysis.exhibits.outlook_charts import outlook_chart
from analysis.findings.answers import find_outlook
from analysis.intake.case import Case
from analysis.reading.reviewed import read_reviewed
from tests.conftest import Workbook

STILL = absent("x", "y", "Give it")


def wrap_all(case: Case, still: Exhibit) -> dict[str, Any]:
    dossier = read_reviewed(case).dossier
    return {
        "scope": widgets.scope_explorer(still, case, 5.0),
        "baseline": widgets.baseline_slider(still, case, 5.0),
        "horizon": widgets.horizon_slider(still, case, 90),
        "judgments": widgets.judgments_scale(still, case, 90, "icd203"),
        "implications": widgets.implications_scale(still, case, "phia"),
        "article": widgets.article_layers(still, case, dossier, "sentence"),
        "actors": widgets.actor_graph(still, dossier),
        "hypotheses": widgets.hypotheses_editor(still, case),
        "review": widgets.review_editor(still, case),
    }


def test_without_a_front_end_each_is_its_still_twin(ford: Case) -> None:
    still = outlook_chart(find_outlook(ford, 90))
    for name, each in wrap_all(ford, still).items():
        assert each._repr_mimebundle_() == still._repr_mimebundle_(), name


def test_with_a_front_end_each_has_a_widget_beside_it(workbook: Workbook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "has_reader", lambda: True)
    workbook.write_case("border: [XAA, XBB]", "border: [AFG, TJK]")
    case = workbook.read()
    still = outlook_chart(find_outlook(case, 90))
    for name, each in wrap_all(case, still).items():
        bundle = each._repr_mimebundle_()
        has_widget = bundle.pop(VIEW, None) is not None
        assert has_widget == (name != "implications"), name  # the case has none
        assert bundle == still._repr_mimebundle_()


def test_a_case_without_data_gets_no_dead_controls(workbook: Workbook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "has_reader", lambda: True)
    workbook.write_case("events: skirmishes\ncommitments: promises\n", "")
    text = (workbook.case_folder / "case.yml").read_text()
    text = text[: text.index("pledge:")]
    (workbook.case_folder / "case.yml").write_text(text)
    (workbook.case_folder / "review.yml").unlink()
    shown = wrap_all(workbook.read(), STILL)
    assert [name for name, each in shown.items() if VIEW in each._repr_mimebundle_()] == ["article", "actors", "review"]
