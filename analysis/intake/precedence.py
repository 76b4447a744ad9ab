"""Precedence: what a version covers, which of two releases keeps an id, and the passport of a part.

UCDP publishes candidate events by the month and reviews them once a year: the yearly release has the last word. Of two
releases of one kind the higher version keeps an id, else the one that was added later.
"""

import calendar
import re
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from analysis.intake.arrival import count_hash
from analysis.intake.checks import Covered
from analysis.intake.expressions import value
from analysis.intake.formats import Format, Mapping
from analysis.intake.parquet_file import write_parquet
from analysis.intake.passport import MadeFrom, Passport
from analysis.intake.quality import Quality
from analysis.intake.quality_counts import count_quality
from analysis.intake.staging import open_stage
from analysis.intake.store import Part, Store

CENTURY = 2000


def count_rank(rank: int, version: str) -> tuple[int, ...]:
    """What orders releases: the format's rank, then the version's numbers."""
    return (rank, *(int(part) for part in re.findall(r"\d+", version)))


def find_coverage(found: Format | None, version: str, given: Passport | None) -> Covered:
    """First and last day that a release covers: by its passport, or by its version; (None, None): as its rows do.

    GED 26.1 covers 1989 to the end of 2025, Candidate 26.0.2 February 2026.
    """
    if given and (given.coverage_start or given.coverage_end):
        return given.coverage_start, given.coverage_end
    numbers = [int(part) for part in re.findall(r"\d+", version)]
    if found and found.coverage == "yearly" and len(numbers) == 2:
        return found.first_day, date(CENTURY + numbers[0] - 1, 12, 31)
    if found and found.coverage == "monthly" and len(numbers) == 3 and 1 <= numbers[2] <= 12:
        year, month = CENTURY + numbers[0], numbers[2]
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return None, None


def drop_superseded(
    connection: duckdb.DuckDBPyConnection,
    store: Store,
    dataset: str,
    before: tuple[Part, ...],
    rank: tuple[int, ...],
    folder: Path,
) -> tuple[Part, ...]:
    """Leaves each id in one part only.

    The rows of the new part that lose go to `faults`, those of older parts to their rejects. Returns the older parts,
    rewritten into `folder` where they lost rows.
    """
    if before and not store.is_local:
        connection.register_filesystem(store.files)
    kept = []
    for part in before:
        address = value(store.address(dataset, part.file))
        shared = f"SELECT event_id FROM read_parquet({address}) SEMI JOIN kept USING (event_id)"  # noqa: S608 - quoted
        connection.execute(f"CREATE OR REPLACE TEMP TABLE shared AS {shared}")
        if part.rank > rank:
            said = value(f"event_id: stands in {release(part.passport)} too, which comes first")
            connection.execute(
                f"INSERT INTO faults SELECT row, event_id, 'superseded', {said} "  # noqa: S608 - quoted
                "FROM typed SEMI JOIN shared USING (event_id) WHERE row NOT IN (SELECT row FROM faults)"
            )
            kept.append(part)
        else:
            kept.append(rewrite(connection, store, dataset, part, folder))
    return tuple(kept)


def rewrite(connection: duckdb.DuckDBPyConnection, store: Store, dataset: str, part: Part, folder: Path) -> Part:
    """A part without the rows that stand in `shared`, which go to its rejects."""
    found = connection.execute("SELECT count(*) FROM shared").fetchone()
    if not found or not found[0]:
        return part
    rows, rejected = (value(store.address(dataset, each)) for each in (part.file, part.rejects))
    left = f"SELECT * FROM read_parquet({rows}) ANTI JOIN shared USING (event_id) ORDER BY date, event_id"  # noqa: S608
    lost = (
        f"SELECT * FROM read_parquet({rejected}) UNION ALL SELECT event_id, row, 'superseded', "  # noqa: S608 - quoted
        "'event_id: stands in a release too that comes first' "
        f"FROM read_parquet({rows}) SEMI JOIN shared USING (event_id) ORDER BY row"
    )
    file = write_parquet(connection, left, folder)
    rejects = write_parquet(connection, lost, folder, ".rejects")
    sealed = {"sha256": count_hash(file), "bytes": file.stat().st_size}
    return part.model_copy(
        update={
            "file": file.name,
            "rejects": rejects.name,
            "rejects_sha256": count_hash(rejects),
            "quality": count_again(part, file, rejects, folder),
            "passport": part.passport.model_copy(update=sealed),
        }
    )


def count_again(part: Part, file: Path, rejects: Path, folder: Path) -> Quality:
    """The quality of a part whose rows were rewritten."""
    old, covered = part.quality, (part.passport.coverage_start, part.passport.coverage_end)
    with open_stage(folder) as connection:
        connection.execute(f"CREATE VIEW kept AS FROM read_parquet({value(str(file))})")
        connection.execute(f"CREATE VIEW rejects AS FROM read_parquet({value(str(rejects))})")
        return count_quality(connection, old.dataset, old.rows_in, covered, old.lag.meaning if old.lag else None)


def release(passport: Passport) -> str:
    return f"{passport.title} {passport.version}"


def build_passport(
    mapping: Mapping, given: Passport | None, version: str, made_from: MadeFrom, quality: Quality, file: Path
) -> Passport:
    """The passport of a part: the source's own where it has one, else what is known of its format."""
    said = given.model_dump() if given else {"urls": mapping.urls, "known_gaps": mapping.known_gaps}
    known = {each: said.get(each) or getattr(mapping, each) for each in ("producer", "title", "licence", "citation")}
    left_out = quality.rows_in - quality.kept
    return Passport.model_validate(
        {
            **said,
            **known,
            "version": version or "without a version",
            "description": f"{quality.kept:,} of {quality.rows_in:,} rows of {made_from.name}, as the events table of "
            f"Briefbook; {left_out:,} are in the rejects with their reasons.",
            "accessed": given.accessed if given else datetime.now(UTC).date(),
            "sha256": count_hash(file),
            "bytes": file.stat().st_size,
            "coverage_start": quality.coverage_start,
            "coverage_end": quality.coverage_end,
            "made_from": (made_from,),
        }
    )
