"""Parameters: what the notebooks declare, and nothing else, of the type that they declare."""

from pathlib import Path

import pytest

from analysis.intake.value import InputError
from analysis.publishing.parameters import check_parameters, parse_parameters, read_parameters, split_assignments
from tests.publishing.conftest import PARAMETERS, write_notebook

DECLARED = parse_parameters(PARAMETERS + "draft: bool = False  # whether\n")


def test_a_line_of_the_cell_is_name_type_default_and_help() -> None:
    years = DECLARED[2]
    assert (years.name, years.type, years.default, years.help) == ("baseline_years", "float", 5.0, "0.1–100: years")
    assert DECLARED[4].choices == ("none", "sentence", "full")


def test_the_cell_is_parsed_and_never_run(tmp_path: Path) -> None:
    bait = tmp_path / "bait"
    parse_parameters(f'import pathlib\npathlib.Path("{bait}").touch()\n{PARAMETERS}')
    assert not bait.exists()


def test_values_take_the_declared_type() -> None:
    given = {"horizon_days": "30", "baseline_years": "2", "quotes": "none", "draft": "true", "as_of": "2020-07-01"}
    assert check_parameters(given, DECLARED) == {
        "horizon_days": 30, "baseline_years": 2.0, "quotes": "none", "draft": True, "as_of": "2020-07-01",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("horizon", "30", "there is no parameter 'horizon'. The notebooks have: case, as_of, baseline_years"),
        ("horizon_days", "a month", "parameter 'horizon_days': given 'a month', expected int like 90."),
        ("horizon_days", "1.5", "given '1.5', expected int like 90."),
        ("horizon_days", "18263", "given '18263', expected a number from 1 to 3653."),
        ("horizon_days", "0", "given '0', expected a number from 1 to 3653."),
        ("baseline_years", "nan", "given 'nan', expected a number from 0.1 to 100."),
        ("baseline_years", "-5", "given '-5', expected a number from 0.1 to 100."),
        ("quotes", "some", "given 'some', expected one of none, sentence, full."),
        ("draft", "maybe", "given 'maybe', expected true or false."),
    ],
)
def test_a_wrong_value_is_refused(name: str, value: str, message: str) -> None:
    with pytest.raises(InputError) as refused:
        check_parameters({name: value}, DECLARED)
    assert message in str(refused.value)


def test_all_wrong_values_are_reported_at_once() -> None:
    with pytest.raises(InputError) as refused:
        check_parameters({"horizon": "30", "quotes": "some"}, DECLARED)
    assert len(str(refused.value).splitlines()) == 2


@pytest.mark.parametrize(
    ("pairs", "message"),
    [(["horizon_days"], "expected name=value"), (["a=1", "a=2"], "'a' is given twice, as '1' and '2'")],
)
def test_a_word_that_is_no_assignment_is_refused(pairs: list[str], message: str) -> None:
    with pytest.raises(InputError, match=message):
        split_assignments(pairs)


def test_a_value_may_hold_an_equals_sign() -> None:
    assert split_assignments(["case=a=b"]) == {"case": "a=b"}


def test_a_notebook_without_a_parameters_cell_is_refused(tmp_path: Path) -> None:
    path = write_notebook(tmp_path, "bare")
    path.write_text(path.read_text().replace('"parameters"', '"other"'))
    with pytest.raises(InputError, match="has no cell tagged 'parameters'"):
        read_parameters(path)
