"""Recognition: a table's format is known from its content, with the evidence; an unknown one is told what to do."""

import gzip
import zipfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import openpyxl
import pytest

from analysis.intake.arrival import read_members
from analysis.intake.formats import read_formats
from analysis.intake.recognition import Recognised, match_format
from analysis.intake.table_file import read_table_file
from analysis.intake.value import InputError
from tests.intake.invented import GED_42, GED_49, write_acled, write_gdelt, write_ged


def recognise(path: Path, given: str | None = None) -> Recognised:
    folder = path.parent / "unpacked"
    folder.mkdir(exist_ok=True)
    (member,) = read_members(path, folder)
    return match_format(read_table_file(member, path.name, folder), given)


def as_zip(path: Path) -> Path:
    with zipfile.ZipFile(path.with_suffix(".zip"), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(path, "inner/ged191.csv")
        archive.writestr("readme.txt.pdf", "not a table")
    return path.with_suffix(".zip")


def as_gzip(path: Path) -> Path:
    target = path.with_name(path.name + ".gz")
    target.write_bytes(gzip.compress(path.read_bytes()))
    return target


def as_excel(path: Path) -> Path:
    book = openpyxl.Workbook()
    for line in path.read_text().splitlines():
        book.active.append([cell or None for cell in line.split(",")])
    book.save(path.with_suffix(".xlsx"))
    return path.with_suffix(".xlsx")


def as_parquet(path: Path) -> Path:
    target = path.with_suffix(".parquet")
    duckdb.sql(f"COPY (FROM read_csv('{path}')) TO '{target}'")
    return target


@pytest.mark.parametrize("wrap", [lambda path: path, as_zip, as_gzip, as_excel, as_parquet])
@pytest.mark.parametrize(("columns", "count"), [(GED_49, "49 columns"), (GED_42, "42 columns")])
def test_ged_is_known_in_every_layout_and_wrapping(
    tmp_path: Path, wrap: Callable[[Path], Path], columns: list[str], count: str
) -> None:
    found = recognise(wrap(write_ged(tmp_path / "events.csv", [{}, {"id": "1002"}], columns)))
    assert found.name == "ucdp-ged"
    assert found.evidence[0].startswith(count)


@pytest.mark.parametrize(
    ("name", "version"),
    [("GEDEvent_v26_1.csv", "26.1"), ("ged191.csv", "19.1"), ("ged231-csv.csv", "23.1"), ("my.csv", "")],
)
def test_the_version_is_read_from_the_files_name(tmp_path: Path, name: str, version: str) -> None:
    assert recognise(write_ged(tmp_path / name, [{}])).version == version


@pytest.mark.parametrize(
    ("name", "row", "evidence"),
    [
        ("events.csv", {"code_status": "Check dyad"}, "code_status holds 'Check …'"),
        ("GEDEvent_v23_0_10.csv", {}, "the file's name has a monthly version"),
    ],
)
def test_candidate_events_are_told_from_the_yearly_release(
    tmp_path: Path, name: str, row: dict[str, str], evidence: str
) -> None:
    found = recognise(write_ged(tmp_path / name, [{}, row]))
    assert found.name == "ucdp-candidate"
    assert any(evidence in each for each in found.evidence)


def test_acled_and_both_gdelts_are_known(tmp_path: Path) -> None:
    assert recognise(write_acled(tmp_path / "a.csv", [{}])).name == "acled"
    assert recognise(write_gdelt(tmp_path / "20200305.export.CSV", [{}])).name == "gdelt-2"
    assert recognise(write_gdelt(tmp_path / "20200305.csv", [{}], "gdelt-1")).name == "gdelt-1"


def test_a_row_of_hxl_tags_under_the_header_is_left_out(tmp_path: Path) -> None:
    path = write_ged(tmp_path / "ged191.csv", [{}], GED_42)
    head, row = path.read_text().splitlines()
    tags = ",".join("#event+code" if at == 0 else "#meta" for at in range(42))
    path.write_text(f"{head}\n{tags}\n{row}\n")
    found = recognise(path)
    assert found.name == "ucdp-ged"
    assert "a row of HXL tags under the header was left out" in found.evidence


def test_the_given_format_overrides_what_the_content_says(tmp_path: Path) -> None:
    path = write_ged(tmp_path / "GEDEvent_v23_0_10.csv", [{}])
    assert recognise(path, "ucdp-ged").name == "ucdp-ged"
    assert recognise(path, "ucdp-ged").evidence[0] == "--format ucdp-ged"


def test_an_unknown_table_is_told_the_nearest_format_what_it_lacks_and_how_to_map(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(
        "id,date_start,country,latitude,longitude,best,high,low,type_of_violence\n1,2020-01-01,x,1,1,1,1,1,1\n"
    )
    with pytest.raises(InputError) as refused:
        recognise(path)
    assert str(refused.value).startswith(
        "'own.csv' is in no known format. Nearest: ucdp-ged, but it lacks the columns side_a, side_b, where_prec, "
        "date_prec, date_end. It has: id, date_start, country"
    )
    assert "Write a mapping and give it with --mapping FILE.yml" in str(refused.value)


@pytest.mark.parametrize(
    ("text", "given", "message"),
    [
        ("a,b\n1,2\n", "ged", r"there is no format 'ged'\. Expected one of acled, gdelt-1, gdelt-2, ucdp-candidate"),
        ("a,b\n1,2\n", "acled", r"'own\.csv' can't be acled: it lacks the columns event_id_cnty"),
        ("1\t2\n3\t4\n", None, r"no header line and 2 columns \(gdelt-1 has 58 or 57; gdelt-2 has 61\)"),
        ("a,b,a\n1,2,3\n", None, "the column a stands more than once"),
        ("\0\0\0\0", None, "is no table of text: it holds zero bytes"),
        ("\n\n", None, "has no rows"),
    ],
)
def test_what_can_not_be_recognised_is_refused(tmp_path: Path, text: str, given: str | None, message: str) -> None:
    path = tmp_path / "own.csv"
    path.write_text(text)
    with pytest.raises(InputError, match=message):
        recognise(path, given)


def test_every_known_format_says_whom_to_cite_under_which_licence() -> None:
    for name, found in read_formats().items():
        assert "not stated" not in (found.producer, found.title, found.licence, found.citation), name
        assert found.known_gaps, name
