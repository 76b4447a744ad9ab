"""A plan: every combination once, a folder for each, and all faults told before anything runs."""

import time
from pathlib import Path

import pytest

from analysis.intake.value import InputError
from analysis.publishing.parameters import parse_parameters
from analysis.publishing.plan import LONGEST, Entry, list_entries, name_shelf, read_plan, split_matrix
from tests.conftest import Workbook
from tests.publishing.conftest import PARAMETERS

DECLARED = parse_parameters(PARAMETERS)


def list_plan(folder: Path, text: str) -> tuple[Entry, ...]:
    path = folder / "plan.yml"
    path.write_text(text)
    return list_entries(read_plan(path), "plan.yml", DECLARED)


def test_a_matrix_is_every_combination_with_a_folder_for_each(desk: Workbook) -> None:
    entries = list_plan(
        desk.root,
        "parameters: {quotes: none}\n"
        "briefings:\n"
        "- {case: ford, matrix: {horizon_days: [30, 60], as_of: [2020-08-01, 2020-09-01]}}\n"
        "- {case: [ford], parameters: {quotes: full, with_sites: true}}\n",
    )
    assert [entry.given for entry in entries[:2]] == [
        {"quotes": "none", "horizon_days": "30", "as_of": "2020-08-01"},
        {"quotes": "none", "horizon_days": "30", "as_of": "2020-09-01"},
    ]
    assert [entry.shelf for entry in entries] == [
        "ford,horizon_days=30,quotes=none", "ford,horizon_days=30,quotes=none",
        "ford,horizon_days=60,quotes=none", "ford,horizon_days=60,quotes=none", "ford,quotes=full,with_sites=true",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "briefings: [{case: ford, horizon_days: 3}]",
            "line 1: 'briefings.0.horizon_days' is not a known key",
        ),
        ("briefings: []", "'briefings': Tuple should have at least 1 item"),
        ("briefings: [{case: ford, matrix: {horizon_days: []}}]", "should have at least 1 item"),
        ("to: [docx]\nbriefings: [{case: ford}]", "--to 'docx': expected one or more of html, pdf"),
        ("briefings: [{case: frod}]", "plan.yml, briefing 1 (frod): There is no case 'frod'"),
        ("briefings: [{case: ford}, {case: ford}]", "plan.yml: two briefings are the same: ford. Take one out."),
        ("briefings: [{case: ford, parameters: {horizon: 3}}]", "briefing 1 (ford): there is no parameter 'horizon'"),
        ("briefings: [{case: ford, parameters: {as_of: soon}}]", "as_of 'soon' is no date. Expected YYYY-MM-DD"),
        (
            "limits: {cell_seconds: 0}\nbriefings: [{case: ford}]",
            "'limits.cell_seconds': Input should be greater than 0",
        ),
    ],
)
def test_a_wrong_plan_is_refused(desk: Workbook, text: str, message: str) -> None:
    with pytest.raises(InputError) as refused:
        list_plan(desk.root, text)
    assert message in str(refused.value)


def test_of_a_thousand_entries_the_three_bad_ones_are_told_at_once(desk: Workbook) -> None:
    days = [*range(1, 998), "soon", 0, 99999]
    started = time.process_time()
    with pytest.raises(InputError) as refused:
        list_plan(desk.root, f"briefings:\n- case: ford\n  matrix: {{horizon_days: {days}}}\n")
    lines = str(refused.value).splitlines()
    assert [line.split(":")[0] for line in lines[:3]] == [f"plan.yml, briefing {n} (ford)" for n in (998, 999, 1000)]
    assert lines[3] == "None of the 1000 briefings was run."
    assert time.process_time() - started < 20  # a bound against looking up each case anew, not a measurement


@pytest.mark.parametrize(
    ("one", "other"), [({"quotes": "a/b"}, {"quotes": "a-b"}), ({"previous": "x" * 200}, {"previous": "x" * 201})]
)
def test_values_that_are_no_folder_names_get_folders_of_their_own(one: dict[str, str], other: dict[str, str]) -> None:
    names = name_shelf("ford", one), name_shelf("ford", other)
    assert names[0] != names[1]
    assert all(len(name) <= LONGEST and "/" not in name for name in names)


@pytest.mark.parametrize(
    ("words", "message"),
    [(["horizon_days"], "expected name=value,value"), (["a=1,,2"], "expected"), (["a=1", "a=2"], "'a' is given twice")],
)
def test_a_word_that_is_no_matrix_is_refused(words: list[str], message: str) -> None:
    with pytest.raises(InputError, match=message):
        split_matrix(words)
