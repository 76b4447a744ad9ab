"""An exhibit says its message, its source and its data, or it can't be made."""

import json
from datetime import date

import numpy as np
import pandas as pd
import pytest

from analysis.exhibits.exhibit import MIME, Exhibit, absent, plain
from analysis.exhibits.markup import Html, tag

DATA = pd.DataFrame({"date": [pd.Timestamp("2024-07-01"), pd.NaT], "killed": [2.0, np.nan], "place": ["a", None]})


def build(**changes: object) -> Exhibit:
    given = {"id": "chart", "title": "Two died", "body": tag("p", "x"), "source": "Mir Institute", "alt": "a chart",
             "data": DATA, **changes}  # fmt: skip
    return Exhibit(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize("field", ["alt", "source", "data"])
def test_a_figure_without_alt_text_source_or_data_cannot_be_made(field: str) -> None:
    with pytest.raises(ValueError, match=f"figure 'chart' lacks {field}. Every figure needs alt text, source, data."):
        build(**{field: None if field == "data" else " "})


def test_a_body_that_is_a_bare_string_is_refused() -> None:
    with pytest.raises(TypeError, match="its body must be built with"):
        build(body="<p>x</p>")


def test_an_id_that_is_no_html_id_is_refused() -> None:
    with pytest.raises(ValueError, match="exhibit id 'a b': expected lower-case letters"):
        build(id="a b")


def test_an_exhibit_without_a_title_is_refused() -> None:
    with pytest.raises(ValueError, match="exhibit 'chart' has no title"):
        build(title=" ")


def test_the_html_holds_title_body_source_and_data() -> None:
    html = build(note="n < m")._repr_mimebundle_()["text/html"]
    opening, data = '<figure class="bb bb-figure" id="chart">', '<details class="twin"><summary>Data</summary>'
    for part in (opening, "Two died", "<p>x</p>", "n &lt; m", "Source: Mir Institute", data, "2024-07-01"):
        assert part in html


def test_title_note_source_and_data_are_escaped() -> None:
    bad = "<script>alert(1)</script>"
    html = build(title=bad, note=bad, source=bad, data=pd.DataFrame({bad: [bad]}))._repr_mimebundle_()["text/html"]
    assert "<script" not in html


def test_the_twin_is_strict_json_with_iso_dates_and_nulls() -> None:
    bundle = build(findings={"n": np.int64(3), "day": date(2024, 7, 1), "inf": float("inf"), "t": (1.5, 2.0)})
    twin = json.loads(json.dumps(bundle._repr_mimebundle_()[MIME], allow_nan=False))
    assert twin["data"] == [
        {"date": "2024-07-01", "killed": 2, "place": "a"},
        {"date": None, "killed": None, "place": None},
    ]
    assert twin["findings"] == {"n": 3, "day": "2024-07-01", "inf": None, "t": [1.5, 2]}
    assert {"exhibit", "title", "alt", "source", "kind"} <= set(twin)


def test_the_plain_text_is_the_title_with_the_alt_text() -> None:
    assert build()._repr_mimebundle_()["text/plain"] == "Two died\na chart"


def test_what_a_case_has_nothing_for_says_what_is_missing() -> None:
    exhibit = absent("map", "map", "Name event data")
    assert exhibit.title == "There is no map to show"
    assert "Name event data." in exhibit._repr_mimebundle_()["text/html"]


def test_plain_values_of_every_kind() -> None:
    given = {"a": {1}, "b": pd.NA, "c": np.bool_(True), "d": Html("<b>"), "e": pd.Timestamp("2024-01-01 10:30")}
    assert plain(given) == {"a": [1], "b": None, "c": True, "d": "<b>", "e": "2024-01-01T10:30:00"}
