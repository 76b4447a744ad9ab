"""Invented event files in the columns of UCDP, ACLED and GDELT: raids in Tajikistan and Afghanistan that never were."""

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from analysis.intake.formats import find_format

GED_49 = [
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office",
    "source_date", "source_headline", "source_original", "where_prec", "where_coordinates", "where_description",
    "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians",
    "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
]  # fmt: skip
NOT_IN_42 = {
    "relid", "code_status", "conflict_dset_id", "dyad_dset_id", "side_a_dset_id", "side_b_dset_id", "where_description",
}  # fmt: skip
GED_42 = [name for name in GED_49 if name not in NOT_IN_42]
GED_ROW = {
    "id": "1001", "year": "2020", "code_status": "Clear", "type_of_violence": "1", "side_a": "Government of Tajikistan",
    "side_b": "Taleban", "source_office": "The Gazette;The Herald", "source_date": "2020-03-09;2020-03-05",
    "source_headline": "Raid at the ford", "where_prec": "1", "where_coordinates": "Dushanbe", "adm_1": "Dushanbe",
    "latitude": "38.56", "longitude": "68.77", "country": "Tajikistan", "country_id": "702", "date_prec": "1",
    "date_start": "2020-03-04", "date_end": "2020-03-04", "best": "2", "high": "3", "low": "1", "gwnoa": "702",
}  # fmt: skip
ACLED = [
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
    "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision",
    "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
]  # fmt: skip
ACLED_ROW = {
    "event_id_cnty": "TAJ1", "event_date": "2023-03-05", "year": "2023", "time_precision": "1",
    "event_type": "Violence against civilians", "sub_event_type": "Attack", "actor1": "Taliban (2021-)",
    "actor2": "Civilians (Tajikistan)", "iso": "762", "country": "Tajikistan", "admin1": "Khatlon", "location": "Kulob",
    "latitude": "37.91", "longitude": "69.78", "geo_precision": "1", "source": "The Gazette", "notes": "A raid.",
    "fatalities": "2", "timestamp": "1678200000",
}  # fmt: skip
GDELT_ROW = {
    "GLOBALEVENTID": "900", "SQLDATE": "20200304", "Actor1Code": "TJK", "Actor1Name": "TAJIKISTAN", "Actor2Code": "INS",
    "Actor2Name": "INSURGENT", "EventCode": "190", "EventBaseCode": "190", "EventRootCode": "19", "ActionGeo_Type": "4",
    "ActionGeo_FullName": "Dushanbe, Tajikistan", "ActionGeo_CountryCode": "TI", "ActionGeo_Lat": "38.56",
    "ActionGeo_Long": "68.77", "DATEADDED": "20200305120000", "SOURCEURL": "https://gazette.example/1",
}  # fmt: skip
Rows = Iterable[Mapping[str, str]]


def csv_text(
    columns: Iterable[str], rows: Rows, first: Mapping[str, str] = {}, header: bool = True, mark: str = ","
) -> str:
    """A table as text: every row is `first` with some cells changed."""
    columns, file = list(columns), io.StringIO()
    writer = csv.DictWriter(file, columns, restval="", delimiter=mark, lineterminator="\n", extrasaction="ignore")
    if header:
        writer.writeheader()
    writer.writerows({**first, **row} for row in rows)
    return file.getvalue()


def write_ged(path: Path, rows: Rows, columns: Iterable[str] = GED_49) -> Path:
    path.write_text(csv_text(columns, rows, GED_ROW), encoding="utf-8")
    return path


def write_acled(path: Path, rows: Rows) -> Path:
    path.write_text(csv_text(ACLED, rows, ACLED_ROW), encoding="utf-8")
    return path


def write_gdelt(path: Path, rows: Rows, version: str = "gdelt-2") -> Path:
    columns = find_format(version).recognise.columns
    added = {} if version == "gdelt-2" else {"DATEADDED": "20200305"}
    path.write_text(csv_text(columns, rows, {**GDELT_ROW, **added}, header=False, mark="\t"), encoding="utf-8")
    return path
