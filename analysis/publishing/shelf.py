"""The shelf: all editions under a reports folder, listed on one page, and thinned out when asked."""

import base64
import hashlib
import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from analysis.intake.value import InputError
from analysis.intake.whole_files import write_whole

TEMPLATES = Path(__file__).parent / "template"
KEPT_ASIDE = "failed"  # where half-run notebooks lie, beside the editions


@dataclass(frozen=True)
class Edition:
    """One published briefing, as the index shows it. `statuses`: how many promises stand where."""

    folder: Path
    case: dict[str, Any]
    headline: str
    statuses: dict[str, int]
    changes: int | None  # since the edition before; None: the first
    files: dict[str, str] = field(default_factory=dict)  # kind -> path from the reports folder


def read_shelf(reports: Path) -> dict[str, list[Edition]]:
    """The editions of each case, newest first. A folder that holds no complete edition is passed over."""
    shelf: dict[str, list[Edition]] = {}
    for path in sorted(reports.glob("*/*/briefing.json"), reverse=True):
        edition = _read_edition(reports, path)
        if edition is not None:
            shelf.setdefault(path.parents[1].name, []).append(edition)
    return dict(sorted(shelf.items()))


def _read_edition(reports: Path, path: Path) -> Edition | None:
    try:
        findings = json.loads(path.read_text(encoding="utf-8"))["findings"]
        case = findings["case"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    statuses: dict[str, int] = {}
    for pledge in findings.get("pledges", []):
        statuses[pledge["status"]] = statuses.get(pledge["status"], 0) + 1
    moved = findings.get("changes")
    files = {kind: path.with_name(f"briefing.{kind}") for kind in ("html", "pdf", "json")}
    return Edition(
        folder=path.parent,
        case=case,
        headline=next(iter((findings.get("bottom_line") or {}).get("sentences", [])), ""),
        statuses=statuses,
        changes=None if moved is None else len(moved),
        files={kind: file.relative_to(reports).as_posix() for kind, file in files.items() if file.is_file()},
    )


def write_index(reports: Path) -> Path:
    """Writes `index.html` into the reports folder: every case and edition, searchable with no network."""
    script = (TEMPLATES / "shelf" / "search.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    page = Environment(autoescape=True, loader=FileSystemLoader(TEMPLATES / "shelf")).get_template("index.html.j2")
    text = page.render(
        shelf=read_shelf(reports),
        style=(TEMPLATES / "briefing" / "page.css").read_text(encoding="utf-8"),
        script=script,
        digest=digest,
    )
    return write_whole(reports / "index.html", text)


def thin_out(reports: Path, keep: int) -> list[Path]:
    """Removes all but the newest `keep` editions of each case, and half-run notebooks; returns what was removed.

    Only folders that hold an edition are touched. Raises InputError for less than one.
    """
    if keep < 1:
        raise InputError(f"--keep {keep}: expected 1 or more. To remove everything, delete '{reports}' yourself.")
    old = [edition.folder for editions in read_shelf(reports).values() for edition in editions[keep:]]
    gone = [*old, *sorted(path for path in reports.glob(f"*/{KEPT_ASIDE}") if path.is_dir())]
    for folder in gone:
        shutil.rmtree(folder)
    if gone:
        write_index(reports)
    return gone
