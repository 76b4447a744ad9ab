"""A workbook whose five notebooks are tiny, so that the publisher is tested apart from the conflict."""

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from analysis.publishing import briefing
from tests.conftest import Workbook

PARAMETERS = """\
case: str = "ford"  # a name
as_of: str = ""  # a day
baseline_years: float = 5.0  # 0.1–100: years
horizon_days: int = 90  # 1–3653: days
quotes: str = "sentence"  # none | sentence | full: how much
previous: str = ""  # an edition
with_sites: bool = False  # own sites
"""

SHOW = """\
from IPython.display import display
display({"text/html": "<figure id='fig-NAME'><figcaption>as of " + as_of + "</figcaption></figure>",
         "application/vnd.briefbook+json": {"exhibit": "NAME", "title": "T", "alt": "A", "source": "S",
          "kind": "figure", "data": [{"n": horizon_days}],
          "findings": {"case": {"title": "Is the ford <guarded>?", "marking": "TLP:GREEN", "as_of": as_of},
                       "NAME": quotes}}}, raw=True)
"""


def write_notebook(root: Path, name: str, *code: str, parameters: str = PARAMETERS) -> Path:
    """A notebook with a heading, the parameters cell and the given code cells."""
    cells = [new_markdown_cell(f"# The {name}"), new_code_cell(parameters, metadata={"tags": ["parameters"]})]
    cells += [new_code_cell(source) for source in code]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    path = root / "notebooks" / f"{name}.ipynb"
    path.parent.mkdir(exist_ok=True)
    nbformat.write(new_notebook(cells=cells, metadata=kernel), path)
    return path


@pytest.fixture
def desk(workbook: Workbook, monkeypatch: pytest.MonkeyPatch) -> Workbook:
    """The invented workbook with its own tiny notebooks, as the publisher's root."""
    for name in briefing.NOTEBOOKS:
        write_notebook(workbook.root, name, SHOW.replace("NAME", name))
    monkeypatch.setattr(briefing, "ROOT", workbook.root)
    monkeypatch.chdir(workbook.root)
    return workbook
