"""Own sites, end to end: what is marked above TLP:GREEN is in no output unless the run asks for it."""

import json
import re
import shutil
from pathlib import Path

import pikepdf
import pytest

from analysis.publishing import briefing
from tests.conftest import Workbook

SITES = "name,latitude,longitude,people\nQuillhaven depot,50.15317,20.15773,12345\n"
# Five decimals and whole numbers only: the notebooks also hold times like 22:20:12.345.
TRACES = re.compile(r"Quillhaven|50\.15317|20\.15773|(?<![\d.])12[\u2009,]?345(?!\d)|sites\.csv")


def find_traces(folder: Path) -> dict[str, set[str]]:
    """What tells of the site, by file; of the PDF all its strings: alt texts, titles, names."""
    found = {}
    for path in folder.iterdir():
        text = read_strings(path) if path.suffix == ".pdf" else path.read_text(encoding="utf-8")
        found[path.name] = set(TRACES.findall(text))
    return {name: traces for name, traces in found.items() if traces}


def read_strings(path: Path) -> str:
    with pikepdf.open(path) as pdf:
        held = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
        return "\n".join(str(value) for each in held for _, value in each.items() if isinstance(value, pikepdf.String))


@pytest.fixture
def desk(workbook: Workbook, monkeypatch: pytest.MonkeyPatch) -> Workbook:
    """The invented case with a site, in a workbook of its own with the real notebooks."""
    shutil.copytree(briefing.ROOT / "notebooks", workbook.root / "notebooks")
    workbook.write(workbook.case_folder / "sites.csv", SITES)
    monkeypatch.setattr(briefing, "ROOT", workbook.root)
    monkeypatch.chdir(workbook.root)
    return workbook


@pytest.mark.parametrize(
    ("marking", "given", "shown"),
    [("TLP:AMBER", {}, False), ("TLP:RED", {"with_sites": "true"}, True)],
)
def test_sites_are_in_an_output_only_where_they_may_be(
    desk: Workbook, marking: str, given: dict[str, str], shown: bool
) -> None:
    own = f"sites: {{file: sites.csv, marking: {marking}}}\nscopes:\n"
    case = desk.write_case("scopes:\n", own)
    case.write_text(case.read_text().replace("countries: [XAA, XBB]", "countries: [AFG, TJK]"))  # that a map is drawn
    folder = briefing.run_briefing("ford", given).folder
    traces, twin = find_traces(folder), json.loads((folder / "briefing.json").read_text())
    if shown:
        assert set(traces) >= {"briefing.html", "briefing.pdf", "briefing.json", "4_analysis.ipynb", "manifest.json"}
        assert twin["findings"]["case"]["marking"] == marking
        assert marking in (folder / "briefing.html").read_text()
    else:
        assert traces == {}
        assert twin["findings"]["case"]["marking"] == "TLP:CLEAR"
        assert "sites" not in twin["findings"]
