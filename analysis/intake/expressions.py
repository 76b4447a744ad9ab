"""Expressions: the SQL that turns a source's text columns into ours, made from a mapping.

Nothing from a file becomes SQL but as a quoted name or a quoted value.
"""

from collections.abc import Iterable

from analysis.intake.columns import COLUMNS, SQL_TYPES, YEARS, Column
from analysis.intake.formats import Mapping, Source

PARTS = {"month": "%Y-%m", "year": "%Y"}  # what may stand for a date of that precision


def name(given: str) -> str:
    """A column name, quoted."""
    return '"' + given.replace('"', '""') + '"'


def value(given: str | None) -> str:
    """A text, quoted."""
    return "NULL" if given is None else "'" + given.replace("'", "''") + "'"


def values(given: Iterable[str]) -> str:
    return "(" + ", ".join(map(value, given)) + ")"


def cell(column: str) -> str:
    """What stands in a column of the source, without blanks around it; NULL where nothing does."""
    return f"nullif(trim({name(column)}), '')"


def code(column: str) -> str:
    """A number or code as text: spreadsheets and Parquet write 3 as 3.0."""
    return f"CASE WHEN ends_with({cell(column)}, '.0') THEN {cell(column)}[:-3] ELSE {cell(column)} END"


def text_of(source: Source) -> str:
    """What a source gives for one of our columns, as text: the first that is filled, joined, or decoded."""
    if source.constant is not None:
        found = value(source.constant)
    elif source.codes:
        found = f"coalesce({', '.join([*(decode(c, source.codes) for c in source.columns), value(source.otherwise)])})"
    elif source.join is not None:
        found = f"nullif(concat_ws({value(source.join)}, {', '.join(code(c) for c in source.columns)}), '')"
    else:
        found = f"coalesce({', '.join(map(cell, source.columns))})"
    if source.strip:
        found = f"nullif(trim(regexp_replace({found}, {value(source.strip)}, '', 'g')), '')"
    if source.only_if:
        found = f"CASE WHEN ({code(source.only_if.column)}) IN {values(source.only_if.values)} THEN {found} END"
    return found


def decode(column: str, codes: dict[str, str]) -> str:
    cases = " ".join(f"WHEN {value(theirs)} THEN {value(ours)}" for theirs, ours in codes.items())
    return f"CASE ({code(column)}) {cases} END"


def given_of(source: Source) -> str:
    """What the source's file holds, undecoded: the words that a reason quotes."""
    return f"coalesce({', '.join(map(cell, source.columns))})" if source.columns else value(source.constant)


def date_of(text: str, formats: Iterable[str], precision: str | None) -> str:
    """A text as a day; months and years, where the precision says so, stand on their first day."""
    tries = [f"try_strptime({text}, {value(each)})::DATE" for each in formats]
    tries.append(f"try_cast({text} AS TIMESTAMP)::DATE")
    if precision:
        tries += [f"CASE WHEN {precision} = {value(k)} THEN try_strptime({text}, {value(f)})::DATE END"
                  for k, f in PARTS.items()]  # fmt: skip
    found = f"coalesce({', '.join(tries)})" if len(tries) > 1 else tries[0]
    return f"CASE WHEN year({found}) BETWEEN {YEARS[0]} AND {YEARS[1]} THEN {found} END"


def earliest_of(text: str) -> str:
    """The first of several days in a text, separated by ';'."""
    return f"list_min(list_transform(string_split({text}, ';'), lambda each: try_cast(trim(each) AS DATE)))"


def number_of(text: str) -> str:
    """A text as a number; NULL where it is none or not finite."""
    return f"CASE WHEN isfinite(try_cast({text} AS DOUBLE)) THEN try_cast({text} AS DOUBLE) END"


def build_select(mapping: Mapping) -> list[str]:
    """The expressions for every column of the events table, each `AS "name"`, over the raw table's columns.

    Names that must become known ones (`known_as`) keep the source's words here. Counts are numbers still, so that what
    is no whole number can be told.
    """
    precision = text_of(mapping.columns["date_precision"]) if "date_precision" in mapping.columns else "'day'"
    return [f"{convert(column, mapping, precision)} AS {name(column.name)}" for column in COLUMNS]


def convert(column: Column, mapping: Mapping, precision: str) -> str:
    """The expression for one of our columns."""
    special = {
        "event_id": f"{value(mapping.id_prefix)} || {ident(mapping)}",
        "source_id": ident(mapping),
        "dataset": value(mapping.dataset),
        "reports": "1" if mapping.collapse else "NULL::INTEGER",
        "date_precision": precision_of(mapping, precision),
        "is_armed": f"coalesce(try_cast({text_of(mapping.columns['is_armed'])} AS BOOLEAN), true)"
        if "is_armed" in mapping.columns
        else "true",
        "target_iso3": target_of(mapping),
    }
    if column.name in special:
        return special[column.name]
    source = mapping.columns.get(column.name)
    if source is None:
        killed = mapping.columns.get("killed_total") if column.name.startswith("killed_") else None
        if killed and column.name != "killed_of_target":
            return number_of(text_of(killed))
        return f"NULL::{'DOUBLE' if column.kind == 'count' else SQL_TYPES[column.kind]}"
    text = text_of(source)
    if column.kind == "date":
        return earliest_of(text) if source.earliest else date_of(text, mapping.dates, precision)
    if column.kind == "text":
        return text
    total = mapping.columns.get("killed_total") if column.name in ("killed_low", "killed_best", "killed_high") else None
    return f"coalesce({number_of(text)}, {number_of(text_of(total))})" if total else number_of(text)


def ident(mapping: Mapping) -> str:
    return f"coalesce({', '.join(map(code, mapping.columns['event_id'].columns))})"


def precision_of(mapping: Mapping, precision: str) -> str:
    """How well the date is known; a day, where nothing says otherwise and the source gives days."""
    source = mapping.columns.get("date_precision")
    if source is None:
        return value("day") if mapping.is_day_known else "NULL::VARCHAR"
    return precision if source.codes else f"coalesce({precision}, 'day')"


def target_of(mapping: Mapping) -> str:
    """Nationality of those attacked: mapped, or by the target rule."""
    rule = mapping.target_iso3
    mapped = text_of(mapping.columns["target_iso3"]) if "target_iso3" in mapping.columns else "NULL::VARCHAR"
    return (
        f"CASE WHEN {cell(rule.column)} = {value(rule.value)} THEN {value(rule.iso3)} ELSE {mapped} END"
        if rule
        else mapped
    )
