"""The workbook: where it lies, which notebooks make a briefing, and what can be made of them. Imports nothing large."""

from pathlib import Path

from analysis.intake.value import InputError

ROOT = Path(__file__).parents[2]
NOTEBOOKS = ("briefing", "1_article", "2_actors", "3_implications", "4_analysis")
FORMATS = ("html", "pdf")
ENGINES = {"fork": "briefbook", "kernel": "briefbook-kernel"}  # what the command calls them, and papermill


def check_formats(formats: tuple[str, ...]) -> None:
    """Raises InputError for a format that is not made here, and for none."""
    unknown = sorted(set(formats) - set(FORMATS))
    if unknown or not formats:
        raise InputError(f"--to '{','.join(unknown)}': expected one or more of {', '.join(FORMATS)}, joined by commas.")


def check_engine(engine: str) -> None:
    """Raises InputError for an engine that is not there."""
    if engine not in ENGINES:
        raise InputError(f"--engine '{engine}': expected one of {', '.join(ENGINES)}.")
