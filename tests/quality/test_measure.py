"""The table in the README comes from a command, and a missing development set is said plainly."""

import json
from pathlib import Path

import pytest

from tests.quality import measure


def test_the_table_replaces_only_what_stands_between_the_marks(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("# Title\n<!-- quality -->\nold\n<!-- /quality -->\nThe end.\n", encoding="utf-8")
    measure.write_readme(readme, "| new |")
    assert readme.read_text(encoding="utf-8") == "# Title\n<!-- quality -->\n| new |\n<!-- /quality -->\nThe end.\n"


def test_a_readme_without_marks_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("# Title\n", encoding="utf-8")
    measure.write_readme(readme, "| new |")
    assert readme.read_text(encoding="utf-8") == "# Title\n"
    assert "has no block" in capsys.readouterr().err


def test_a_missing_development_set_is_said_plainly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    readme, accuracy = tmp_path / "README.md", tmp_path / "accuracy.json"
    readme.write_text(f"{measure.OPENS}\nold\n{measure.CLOSES}\n", encoding="utf-8")
    monkeypatch.setattr(measure, "SHARED", tmp_path)
    monkeypatch.setattr(measure, "README", readme)
    monkeypatch.setattr(measure, "ACCURACY", accuracy)
    assert measure.main([]) == 1
    said = capsys.readouterr()
    assert "not shipped with the repository" in said.err
    assert "| measure (F1) | practice | **sealed** |" in said.out
    assert "old" in readme.read_text(encoding="utf-8")
    assert json.loads(accuracy.read_text(encoding="utf-8"))["items"] == 12


def test_the_accuracy_that_a_briefing_prints_is_packaged() -> None:
    figures = json.loads(measure.ACCURACY.read_text(encoding="utf-8"))
    assert {"set", "items", "measured", "actors_f1", "main_killed", "incidents_f1"} <= set(figures)
