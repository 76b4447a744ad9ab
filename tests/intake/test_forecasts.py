"""The forecast ledger: only ever added to, each forecast once, and a line that was changed is found."""

import datetime as dt
import tempfile
from pathlib import Path
from typing import Any

import pytest

from analysis.intake.forecasts import Forecast, parse_forecasts, read_forecasts, write_forecasts
from analysis.intake.passport import read_passport
from analysis.intake.value import InputError

ROW: dict[str, Any] = {
    "as_of": "2020-11-30",
    "origin": "2020-11-30",
    "horizon_days": 90,
    "until": "2021-02-28",
    "scope": "ford",
    "scope_text": "armed raids across the ford",
    "probability": 0.386045,
    "model": "discounted rate (forgets nothing)",
    "opponents": {"never": 0, "all-history rate": 0.386045},
    "rule": 'true if, by the record, "a raid" happened',
    "data": "The Gazette: skirmishes 1",
    "data_sha256": "ab" * 32,
    "data_end": "2020-11-30",
}
LATER = {**ROW, "as_of": "2020-12-05", "origin": "2020-12-05", "until": "2021-03-05", "data_end": "2020-12-05"}


def test_a_case_without_a_ledger_has_made_no_forecast(tmp_path: Path) -> None:
    assert read_forecasts(tmp_path) == ()


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    assert write_forecasts(tmp_path, [ROW, {**ROW, "scope": "killed"}]) == 2
    first, second = read_forecasts(tmp_path)
    assert first == Forecast.model_validate(ROW)
    assert (second.scope, second.opponents["all-history rate"]) == ("killed", 0.386045)


def test_the_same_forecast_is_never_entered_twice_and_the_first_one_stands(tmp_path: Path) -> None:
    write_forecasts(tmp_path, [ROW])
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert write_forecasts(tmp_path, [{**ROW, "probability": 0.9}, {**ROW, "as_of": "2020-12-24"}]) == 0
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert write_forecasts(tmp_path, [{**LATER, "probability": 0.2}, {**LATER, "probability": 0.3}]) == 1
    assert [each.probability for each in read_forecasts(tmp_path)] == [0.386045, 0.2]


def test_adding_leaves_every_earlier_byte_as_it_was(tmp_path: Path) -> None:
    write_forecasts(tmp_path, [ROW])
    before = (tmp_path / "forecasts.csv").read_bytes()
    write_forecasts(tmp_path, [LATER])
    assert (tmp_path / "forecasts.csv").read_bytes().startswith(before)


def test_two_runs_one_after_the_other_give_the_bytes_of_one(tmp_path: Path) -> None:
    one, two = tmp_path / "one" / "ford", tmp_path / "two" / "ford"
    for folder, batches in ((one, [[ROW, LATER]]), (two, [[ROW], [LATER]])):
        folder.mkdir(parents=True)
        for batch in batches:
            write_forecasts(folder, batch)
    assert [p.read_bytes() for p in sorted(one.iterdir())] == [p.read_bytes() for p in sorted(two.iterdir())]


def test_the_ledger_has_a_passport_and_nothing_else_is_left_behind(tmp_path: Path) -> None:
    write_forecasts(tmp_path, [ROW])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["forecasts.csv", "forecasts.csv.source.yml"]
    passport = read_passport(tmp_path / "forecasts.csv")
    assert (passport.accessed, passport.version) == (dt.date(2020, 11, 30), "1 rows")


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (b"0.386045,", b"0.123456,", 2),  # a changed chance
        (b"armed raids", b"armed  raids", 2),
        (b"2020-12-05,2020-12-05", b"2020-12-05,2020-12-04", 3),
    ],
)
def test_a_changed_line_is_found(tmp_path: Path, old: bytes, new: bytes, line: int) -> None:
    write_forecasts(tmp_path, [ROW, LATER])
    path = tmp_path / "forecasts.csv"
    assert old in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(old, new, 1))
    with pytest.raises(InputError, match=rf"line {line}: its chain is .* was changed, moved or taken out"):
        parse_forecasts(path)
    with pytest.raises(InputError, match="is not the file that its passport describes"):
        write_forecasts(tmp_path, [ROW])


@pytest.mark.parametrize("kept", [[0, 2, 3], [0, 2, 1, 3], [0, 1, 1, 2, 3]], ids=["taken out", "moved", "twice"])
def test_a_line_taken_out_moved_or_doubled_is_found(tmp_path: Path, kept: list[int]) -> None:
    write_forecasts(tmp_path, [ROW, LATER, {**LATER, "scope": "killed"}])
    path = tmp_path / "forecasts.csv"
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(lines[i] for i in kept))
    with pytest.raises(InputError, match="only ever added to"):
        parse_forecasts(path)


def test_another_table_is_no_ledger(tmp_path: Path) -> None:
    path = tmp_path / "forecasts.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(InputError, match="has other columns than a forecast ledger"):
        parse_forecasts(path)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [("probability", 1.2, "less than or equal to 1"), ("until", "2021-03-01", "is not 90 days after origin")],
)
def test_what_is_no_forecast_is_refused_and_nothing_is_written(
    tmp_path: Path, field: str, value: object, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        write_forecasts(tmp_path, [ROW | {field: value}])
    assert not list(tmp_path.iterdir())


def test_where_the_second_of_two_files_can_not_be_written_neither_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_forecasts(tmp_path, [ROW])
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    made = tempfile.mkstemp

    def full(prefix: str, dir: Path) -> tuple[int, str]:
        if "source" in prefix:
            raise OSError(28, "No space left on device")
        return made(prefix=prefix, dir=dir)

    monkeypatch.setattr(tempfile, "mkstemp", full)
    with pytest.raises(InputError, match=r"the forecasts can't be written to .*No space left"):
        write_forecasts(tmp_path, [LATER])
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
