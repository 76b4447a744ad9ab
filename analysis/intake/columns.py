"""The columns of the events table, declared once: what each means, its type, and what may stand in it."""

from typing import Literal, NamedTuple

Kind = Literal["text", "date", "number", "count", "flag"]
SQL_TYPES = {"text": "VARCHAR", "date": "DATE", "number": "DOUBLE", "count": "INTEGER", "flag": "BOOLEAN"}
FRAME_TYPES = {"text": "str", "date": "datetime64[ns]", "number": "float64", "count": "float64", "flag": "bool"}

YEARS = (1900, 2100)  # a year outside them is a slip of the pen; beyond 2262 pandas can't hold it
MOST_PEOPLE = 10_000_000  # in one event; more is a slip of the pen
DATE_PRECISIONS = {
    "day": "the day is known",
    "days": "two to six days are known",
    "week": "the week is known",
    "month": "the month is known, or 8 to 30 days",
    "year": "the year is known, or more than a month",
}
GEO_PRECISIONS = {
    "site": "the very spot",
    "place": "a village, town or quarter",
    "near": "within about 25 km of a known place",
    "district": "a district: the second level of administration",
    "province": "a province: the first level of administration",
    "area": "a line or a region, such as a road, a border or a river basin",
    "country": "the country only",
    "sea": "international waters or airspace",
}
ROUGH = ("near", "district", "province", "area", "country", "sea")  # coordinates stand for more than a place


class Column(NamedTuple):
    """One column. `allowed` empty: anything of its kind; `low` and `high`: the range of a number."""

    name: str
    kind: Kind
    meaning: str
    allowed: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None


def _count(name: str, meaning: str) -> Column:
    return Column(name, "count", meaning, low=0, high=MOST_PEOPLE)


COLUMNS = (
    Column("event_id", "text", "the source's id, with a prefix that names the source where several may meet"),
    Column("date", "date", "the day, or the first of the days, month or year that are known"),
    Column("date_end", "date", "the last of them, where the source says"),
    Column("date_precision", "text", "how well the date is known", tuple(DATE_PRECISIONS)),
    Column("country_iso3", "text", "where it happened, ISO 3166 alpha-3"),
    Column("admin1", "text", "province"),
    Column("place", "text", "place name as the source writes it"),
    Column("latitude", "number", "degrees, WGS 84", low=-90, high=90),
    Column("longitude", "number", "degrees, WGS 84", low=-180, high=180),
    Column("geo_precision", "text", "what the coordinates stand for", tuple(GEO_PRECISIONS)),
    Column("border_segment", "text", "two alpha-3 codes in order, AFG-TJK, or none"),
    Column("event_type", "text", "shooting, clash, bombing …"),
    Column("source_type", "text", "the source's own word or code for the type"),
    Column("weapon", "text", "as the source writes it"),
    Column("perpetrator", "text", "who did it, where one side attacked"),
    Column("attribution_status", "text", "claimed, alleged, unknown"),
    Column("actor_a", "text", "first party, as the source orders them"),
    Column("actor_b", "text", "second party"),
    Column("target", "text", "who or what was attacked"),
    Column("target_iso3", "text", "nationality of those attacked"),
    _count("killed_low", "victims killed, low figure; attackers stand apart where they are known"),
    _count("killed_best", "victims killed, best figure"),
    _count("killed_high", "victims killed, high figure"),
    _count("killed_of_target", "killed nationals of target_iso3"),
    _count("attackers_killed", "attackers killed"),
    _count("injured", "injured"),
    Column("note", "text", "what the source adds"),
    Column("source", "text", "who reported it"),
    Column("source_url", "text", "where"),
    Column("confidence", "text", "the source's or compiler's confidence"),
    Column("date_doubt", "text", "why the date is doubtful"),
    Column("is_armed", "flag", "false for brawls, thefts, protests, talk"),
    Column("reported", "date", "the first day that a report or an entry is dated"),
    _count("reports", "how many rows of the source stand for this incident"),
    Column("source_id", "text", "the source's id as it is"),
    Column("dataset", "text", "the data set and its version"),
)
NAMES = tuple(column.name for column in COLUMNS)
KILLED = ("killed_low", "killed_best", "killed_high")
