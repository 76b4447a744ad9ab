"""The workbook: where it lies, which notebooks make a briefing, and what can be made of them. Imports nothing large."""

from pathlib import Path

from analysis.intake.value import InputError

ROOT = Path(__file__).parents[2]
NOTEBOOKS = ("briefing", "1_article", "2_actors", "3_implications", "4_analysis")
FORMATS = ("html", "pdf")  # made unless others are asked for
# Each thing that can be made, and its file in the edition; the JSON twin is always made.
OUTPUTS = {
    "html": "briefing.html",
    "pdf": "briefing.pdf",
    "stix": "briefing.stix.json",
    "json": "briefing.json",
}
ENGINES = {"fork": "briefbook", "kernel": "briefbook-kernel"}  # what the command calls them, and papermill


def check_formats(formats: tuple[str, ...]) -> None:
    """Raises InputError for a format that is not made here, and for none."""
    unknown = sorted(set(formats) - set(OUTPUTS))
    if unknown or not formats:
        raise InputError(f"--to '{','.join(unknown)}': expected one or more of {', '.join(OUTPUTS)}, joined by commas.")


def check_engine(engine: str) -> None:
    """Raises InputError for an engine that is not there."""
    if engine not in ENGINES:
        raise InputError(f"--engine '{engine}': expected one of {', '.join(ENGINES)}.")
