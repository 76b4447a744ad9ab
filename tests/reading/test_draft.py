"""A new case from an article: drafted whole, valid at once, and never over one that is there."""

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from analysis.__main__ import app
from analysis.intake.case import read_case
from analysis.intake.value import InputError
from analysis.reading.draft import build_case, make_slug

ARTICLE = """\
Gunmen Kill Two Guards Near Dushanbe

Tajikistan's interior ministry said on Tuesday that gunmen had killed two guards near Dushanbe.

"We will find them: \\"all\\" of them," said the minister. {not: yaml} # nor this
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "News item.TXT"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_the_drafted_case_is_valid_as_it_stands(article: Path, tmp_path: Path) -> None:
    folder = build_case(article, tmp_path / "data" / "cases")
    assert folder.name == "gunmen-kill-two-guards-near-dushanbe"
    case = read_case(folder)
    assert case.file.title == "Gunmen Kill Two Guards Near Dushanbe"
    assert "TJK" in case.file.countries
    assert case.review.decisions == ()


def test_every_item_that_was_read_waits_for_a_decision(article: Path, tmp_path: Path) -> None:
    review = (build_case(article, tmp_path / "data" / "cases") / "review.yml").read_text()
    assert "# - {id: incident-" in review
    assert "# - {id: actor-" in review


def test_a_date_given_by_hand_is_written_down_where_the_article_shows_none(article: Path, tmp_path: Path) -> None:
    folder = build_case(article, tmp_path / "data" / "cases", published=date(2026, 1, 14))
    case = read_case(folder)
    assert case.file.published == date(2026, 1, 14)
    assert "2026-01-13" in (folder / "review.yml").read_text()  # "on Tuesday"


def test_a_case_that_is_there_is_not_touched(article: Path, tmp_path: Path) -> None:
    folder = build_case(article, tmp_path, "here")
    (folder / "case.yml").write_text("mine")
    with pytest.raises(InputError, match=r"is there already\. Choose another name with --slug"):
        build_case(article, tmp_path, "here")
    assert (folder / "case.yml").read_text() == "mine"


@pytest.mark.parametrize("slug", ["../up", "Über", "a b", "", "/etc"])
def test_a_slug_that_is_no_plain_name_is_refused(article: Path, tmp_path: Path, slug: str) -> None:
    cases = tmp_path / "cases"
    if slug:
        with pytest.raises(InputError, match="expected lower-case letters, digits and hyphens"):
            build_case(article, cases, slug)
        assert not cases.exists()
    else:
        assert make_slug("¿?") == "case"


def test_a_title_that_looks_like_yaml_is_only_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text('Title: "quoted" \\ # and !!python/object\n\nTwo people died in Kabul on Monday, police said.\n')
    folder = build_case(path, tmp_path / "cases", "odd")
    assert read_case(folder).file.title.startswith("Title")


def test_the_commands_read_and_new_work_and_refuse_in_plain_words(
    article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke
    assert "Gunmen Kill Two Guards" in run(app, ["read", str(article)]).output
    assert '"article_text"' in run(app, ["read", str(article), "--json", "--date", "2025-01-02"]).output
    assert "data/cases/guards/" in run(app, ["new", str(article), "--slug", "guards"]).output
    refused = run(app, ["read", str(article), "--date", "soon"])
    assert isinstance(refused.exception, InputError)
