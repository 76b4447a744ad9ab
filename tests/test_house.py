"""The house rules that can be tests: who imports whom, thin notebooks, passports, one list of dependencies."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from analysis.intake.passport import SUFFIX, read_passport
from analysis.publishing.briefing import NOTEBOOKS
from analysis.publishing.parameters import read_parameters

ROOT = Path(__file__).parents[1]
ROOMS = ("intake", "reading", "findings", "exhibits")
MODULES = sorted((ROOT / "analysis").rglob("*.py"))
MAX_LINES = 250  # a module beyond it is two modules
MAX_CELL_LINES, MAX_NOTEBOOK_LINES = 6, 80
TOP_LEVEL = {
    "notebooks", "analysis", "data", "reports", "tests", "benchmarks", "environment.yml", "README.md", "pyproject.toml",
    "requirements.lock", "Makefile", "LICENSE", "CHANGELOG.md", ".ci", ".gitignore",
}  # fmt: skip


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [name for name in listed.splitlines() if (ROOT / name).exists()]


def imported(path: Path) -> set[str]:
    """The rooms of analysis/ that a module imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
        found |= {name.split(".")[1] for name in names if name.startswith("analysis.")}
    return found


def code_cells(name: str) -> list[dict[str, object]]:
    cells = json.loads((ROOT / "notebooks" / f"{name}.ipynb").read_text())["cells"]
    return [cell for cell in cells if cell["cell_type"] == "code"]


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_itself_and_rooms_above_it(room: str) -> None:
    allowed = set(ROOMS[: ROOMS.index(room) + 1])
    for path in (ROOT / "analysis" / room).rglob("*.py"):
        assert imported(path) <= allowed, path


def test_publishing_knows_notebooks_and_files_but_not_conflict() -> None:
    for path in (ROOT / "analysis" / "publishing").rglob("*.py"):
        assert imported(path) <= {"intake", "publishing"}, path


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_short_and_says_what_it_is(path: Path) -> None:
    source = path.read_text()
    assert sum(bool(line.strip()) for line in source.splitlines()) <= MAX_LINES
    assert ast.get_docstring(ast.parse(source)), "has no docstring"
    assert path.stem not in {"utils", "helpers", "common", "core", "misc"}


def test_importing_the_package_does_no_work() -> None:
    probe = "import sys, analysis; sys.exit(any(m in sys.modules for m in ('pandas', 'matplotlib', 'papermill')))"
    assert subprocess.run([sys.executable, "-c", probe]).returncode == 0


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_is_prose_and_calls(name: str) -> None:
    sizes = []
    for cell in code_cells(name):
        source = "".join(cell["source"])  # type: ignore[arg-type]
        assert not cell["outputs"], "is committed with outputs"
        assert cell["execution_count"] is None
        assert not re.search(r"^\s*(def|class|for|while) |DataFrame|\.iloc|\.loc\b|groupby", source, re.MULTILINE)
        if "parameters" not in cell["metadata"].get("tags", []):  # type: ignore[attr-defined]
            sizes.append(sum(bool(line.strip()) for line in source.splitlines()))
    assert max(sizes) <= MAX_CELL_LINES
    assert sum(sizes) <= MAX_NOTEBOOK_LINES


def test_all_notebooks_have_the_same_parameters_each_with_help() -> None:
    declared = [read_parameters(ROOT / "notebooks" / f"{name}.ipynb") for name in NOTEBOOKS]
    assert all(each == declared[0] for each in declared)
    assert all(parameter.help for parameter in declared[0])


def test_every_notebook_is_run() -> None:
    assert sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb")) == sorted(NOTEBOOKS)


def data_files() -> list[Path]:
    """Every tracked file under data/ that holds facts rather than our own judgments about them."""
    ours = {"case.yml", "review.yml"}
    names = [ROOT / name for name in tracked() if name.startswith("data/")]
    return [p for p in names if p.name not in ours and not p.name.endswith((SUFFIX, ".mapping.yml"))]


@pytest.mark.parametrize("path", data_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_data_file_matches_its_passport(path: Path) -> None:
    passport = read_passport(path)
    assert passport.licence
    assert passport.citation


def test_conda_users_get_the_same_dependencies() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    wanted = {re.sub(r"\[.*?\]", "", requirement) for requirement in project}
    listed = YAML(typ="safe").load((ROOT / "environment.yml").read_text())["dependencies"]
    given = {item for item in listed if isinstance(item, str)}
    given |= {item for group in listed if isinstance(group, dict) for item in group["pip"]}
    assert given - {"python>=3.11", "pip"} == wanted


def test_the_lock_pins_every_dependency_with_a_hash_and_names_no_index() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    pinned = re.findall(r"^([\w.-]+)==\S+.*\\\n\s+--hash=sha256:", lock, re.MULTILINE)
    assert len(pinned) == len(re.findall(r"^[\w.-]+==", lock, re.MULTILINE))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.match(r"[\w.-]+", requirement)[0] for requirement in wanted}  # type: ignore[index]
    assert {name.lower().replace("_", "-").replace(".", "-") for name in names} <= {n.lower() for n in pinned}
    assert "://" not in lock


def test_the_readme_names_every_dependency_notebook_command_and_make_target() -> None:
    readme = (ROOT / "README.md").read_text()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    for requirement in project["dependencies"]:
        name = re.match(r"[\w.-]+", requirement)[0]  # type: ignore[index]
        assert re.search(rf"\|[^|]*`{re.escape(name)}`", readme), name
    for name in NOTEBOOKS:
        assert f"`{name}.ipynb`" in readme
    targets = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert targets
    for target in targets[1].split():
        assert f"`make {target}`" in readme, target
    assert "`briefbook run" in readme


def test_the_top_level_holds_only_what_it_should() -> None:
    assert {name.split("/")[0] for name in tracked()} <= TOP_LEVEL


def test_no_file_names_a_machines_path_or_a_package_registry() -> None:
    hosts = "|".join(
        ["pypi" + r"\.org", "python" + "hosted", "npm" + "js", "deb" + r"\.debian", "conda" + r"\.anaconda"]
    )
    paths = r"(^|[^\w.])/(work|root|home|farm)/"
    for name in tracked():
        content = (ROOT / name).read_bytes()
        if b"\0" in content[:8000]:
            continue
        found = re.search(rf"({hosts})|{paths}", content.decode("utf-8", "replace"), re.MULTILINE)
        assert not found, f"{name}: {found and found[0]}"


def test_ci_runs_the_tests() -> None:
    assert "make test" in (ROOT / ".ci" / "run").read_text()
