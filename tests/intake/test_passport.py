"""Passports: a data file proves what it is, or is refused."""

from pathlib import Path

import pytest

from analysis.intake.passport import read_passport
from analysis.intake.value import InputError
from tests.conftest import write_passport


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv"
    path.write_text("a,b\n1,2\n")
    write_passport(path)
    return path


def test_a_file_that_matches_its_passport_is_accepted(table: Path) -> None:
    assert read_passport(table).source_line() == "The Gazette: table 1, coverage to 30 November 2020"


def test_a_changed_file_is_refused_with_both_hashes_and_the_way_out(table: Path) -> None:
    table.write_text("a,b\n1,3\n")
    with pytest.raises(InputError, match=r"(?s)table\.csv.*expected 8 bytes with SHA-256.*found 8 bytes.*restore it"):
        read_passport(table)


def test_a_missing_passport_is_named(table: Path) -> None:
    (table.parent / "table.csv.source.yml").unlink()
    with pytest.raises(InputError, match=r"has no passport\. Expected 'table\.csv\.source\.yml' beside it"):
        read_passport(table)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.csv' was not found"):
        read_passport(tmp_path / "none.csv")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"sha256": "abc"}, r"line 8: 'sha256': .*pattern.*given: 'abc'"),
        ({"coverage_end": "2010-01-01"}, "coverage_end 2010-01-01 lies before coverage_start 2015-01-01"),
        ({"licence_": "MIT"}, "'licence_' is not a known key"),
        ({"accessed": "yesterday"}, "line 7: 'accessed'.*given: 'yesterday'"),
    ],
)
def test_a_faulty_passport_is_refused_with_line_and_field(table: Path, changes: dict[str, str], message: str) -> None:
    write_passport(table, **changes)
    with pytest.raises(InputError, match=message):
        read_passport(table)
