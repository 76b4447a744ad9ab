"""Recognition: which known format a table is in, from its content, with the evidence for it."""

import re
from dataclasses import dataclass

from analysis.intake.formats import Format, Mapping, Recognise, find_format, read_formats
from analysis.intake.table_file import TableFile
from analysis.intake.value import InputError

HOW_TO_MAP = (
    "Write a mapping and give it with --mapping FILE.yml: 'dataset: NAME' and 'columns: {event_id: …, date: …}', "
    "ours before theirs (README, 'Event data')"
)


@dataclass(frozen=True)
class Recognised:
    """A format, the evidence for it, and the version that the file's name gives, or an empty text."""

    format: Format
    name: str
    evidence: tuple[str, ...]
    version: str


def match_format(table: TableFile, given: str | None = None) -> Recognised:
    """The format of a table; `given` overrides what its content says.

    Raises InputError where no format fits, naming the nearest and what it misses, or where the given one can't be.
    """
    if given:
        chosen = find_format(given)
        if missing := find_missing(table, chosen):
            raise InputError(f"'{table.name}' can't be {given}: {missing}.")
        return recognised(table, given, chosen, (f"--format {given}", *count_evidence(table, chosen)))
    fitting = {name: each for name, each in read_formats().items() if not find_missing(table, each)}
    marked = {name: marks for name, each in fitting.items() if (marks := find_marks(table, each.recognise))}
    plain = [name for name, each in fitting.items() if not each.recognise.marks]
    for name in [*marked, *plain]:
        evidence = (*count_evidence(table, fitting[name]), *marked.get(name, ()))
        return recognised(table, name, fitting[name], evidence)
    raise InputError(describe_nearest(table))


def recognised(table: TableFile, name: str, chosen: Format, evidence: tuple[str, ...]) -> Recognised:
    return Recognised(chosen, name, (*evidence, *table.notes), find_version(table.name, chosen))


def fit(found: Format, table: TableFile) -> Mapping:
    """The format's mapping without the optional columns that a table lacks."""
    lacking = {each for each in found.optional if each not in (table.columns or ())}
    columns = {ours: source for ours, source in found.columns.items() if not lacking.intersection(source.columns)}
    return found.model_copy(update={"columns": columns})


def find_missing(table: TableFile, wanted: Format) -> str:
    """What keeps a table from being in a format; empty where nothing does."""
    rule = wanted.recognise
    if rule.header:
        if table.columns is None:
            return "it has no header line"
        missing = [name for name in rule.columns if name not in table.columns]
        return f"it lacks the columns {', '.join(missing)}" if missing else ""
    if table.columns is not None:
        return "it has a header line, and that format has none"
    if table.width not in rule.counts:
        return f"it has {table.width} columns, expected {' or '.join(map(str, rule.counts))}"
    first = dict(zip(rule.columns, table.sample[0], strict=False))
    wrong = [name for name, pattern in rule.first_row.items() if not re.fullmatch(pattern, first.get(name, ""))]
    return f"its first row has no {', '.join(wrong)} where expected" if wrong else ""


def find_marks(table: TableFile, rule: Recognise) -> tuple[str, ...]:
    """What tells this format from others with the same columns."""
    found = []
    for mark in rule.marks:
        if mark.file:
            holds = bool(re.search(mark.pattern, table.name))
        else:
            at = table.columns.index(mark.column) if table.columns and mark.column in table.columns else -1
            holds = at >= 0 and any(re.search(mark.pattern, row[at]) for row in table.sample if len(row) > at)
        if holds:
            found.append(mark.says)
    return tuple(found)


def count_evidence(table: TableFile, found: Format) -> tuple[str, ...]:
    rule = found.recognise
    layout = rule.counts.get(table.width, "a layout that is not known")
    told = rule.columns if rule.header else tuple(rule.first_row)
    has = "has" if rule.header else "no header; its first row fits"
    return (f"{table.width} columns: {layout}", f"{has} {', '.join(told[:6])}{' …' if len(told) > 6 else ''}")


def find_version(name: str, found: Format) -> str:
    """The version in a file's name, like 23.1 or 23.0.10; empty where there is none."""
    for pattern in found.versions:
        if match := re.search(pattern, name, re.IGNORECASE):
            return ".".join(str(int(part)) for part in match.groups())
    return ""


def describe_nearest(table: TableFile) -> str:
    """That a table is in no known format, which comes nearest, what it misses, and what to do."""
    if table.columns is None:
        known = "; ".join(
            f"{name} has {' or '.join(map(str, each.recognise.counts))}"
            for name, each in read_formats().items() if not each.recognise.header
        )  # fmt: skip
        return (
            f"'{table.name}' is in no known format: it has no header line and {table.width} columns ({known}). "
            f"Add a header line. {HOW_TO_MAP}."
        )
    shares = {
        name: sum(each in table.columns for each in found.recognise.columns) / len(found.recognise.columns)
        for name, found in read_formats().items() if found.recognise.header
    }  # fmt: skip
    best = max(shares, key=lambda name: shares[name])
    shown = f"{', '.join(table.columns[:12])}{' …' if len(table.columns) > 12 else ''}"
    return (
        f"'{table.name}' is in no known format. Nearest: {best}, but {find_missing(table, find_format(best))}. "
        f"It has: {shown}. {HOW_TO_MAP}."
    )
