"""Cases: read whole and checked, or refused with file, line, field and what is allowed."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from analysis.intake.case import read_case
from analysis.intake.value import InputError
from tests.conftest import Workbook, write_passport


def test_a_case_speaks_from_the_day_that_its_data_end(workbook: Workbook) -> None:
    case = workbook.read()
    assert case.slug == "ford"
    assert case.as_of == case.coverage_end == dt.date(2020, 11, 30)
    assert case.article.title == "Averia Promises to Guard the Ford After Two Raids"


def test_numbers_never_speak_of_days_after_the_data_end(workbook: Workbook) -> None:
    case = workbook.read("2021-06-01")
    assert case.as_of == dt.date(2021, 6, 1)
    assert case.coverage_end == dt.date(2020, 11, 30)


def test_every_file_that_was_read_is_listed_with_its_passport(workbook: Workbook) -> None:
    names = {path.name for path in workbook.read().inputs}
    assert names >= {"case.yml", "review.yml", "article.md", "skirmishes.csv", "skirmishes.csv.source.yml"}
    assert names >= {"skirmishes.mapping.yml", "promises.csv", "promises.csv.source.yml"}


def test_a_case_without_event_data_or_review_is_a_case(workbook: Workbook) -> None:
    workbook.write_case("events: skirmishes\n", "")
    (workbook.case_folder / "review.yml").unlink()
    case = workbook.read()
    assert case.events is None
    assert case.as_of == dt.date(2020, 7, 3)  # the article's own date
    assert case.review.judgments == ()


@pytest.mark.parametrize(
    ("as_of", "message"),
    [
        ("2014-12-31", "lies before the event data, which cover 2015-01-01 to 2020-11-30"),
        ("2999-01-01", "lies in the future"),
        ("last week", "is no date. Expected YYYY-MM-DD"),
        ("2020-02-30", "is no date"),
    ],
)
def test_an_impossible_as_of_is_refused(workbook: Workbook, as_of: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        workbook.read(as_of)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("question:", "qestion:", r"case\.yml, line 2: 'qestion' is not a known key"),
        ("title: Is the ford being guarded?\n", "", "'title' is missing. Add it"),
        ("articles: [article.md]", "articles: article.md", r"line 3: 'articles': .*tuple"),
        ("2020-07-01", "1 July", r"line 8: 'pledge\.date'.*given: '1 July'"),
        ("main_scope: ford", "main_scope: bridge", "main_scope 'bridge' is not among the scopes: ford, killed"),
        ("fatal: target", "fatal: all", r"'scopes\.killed\.fatal': Input should be 'any', 'victims' or 'target'"),
        ("title: Is", "marking: TLP:PINK\ntitle: Is", "'marking': Input should be 'TLP:CLEAR', 'TLP:GREEN'"),
        ("title: Is", "title: [Is", r"case\.yml, line \d+: not valid YAML"),
        ("articles: [article.md]", "articles: [../../../secret.md]", "lies outside the case folder"),
        ("events: skirmishes", "events: ../skirmishes", "is no name of a case or data set"),
        ("events: skirmishes", "events: battles", r"battles\.csv' was not found"),
    ],
)
def test_a_faulty_case_file_is_refused(workbook: Workbook, old: str, new: str, message: str) -> None:
    workbook.write_case(old, new)
    with pytest.raises(InputError, match=message):
        workbook.read()


def test_all_faults_of_a_case_file_are_reported_at_once(workbook: Workbook) -> None:
    path = workbook.write_case("question:", "qestion:")
    path.write_text(path.read_text().replace("fatal: target", "fatal: all"))
    with pytest.raises(InputError) as refused:
        workbook.read()
    assert len(str(refused.value).splitlines()) == 3  # the unknown key, the missing question, the wrong choice


def test_yaml_tags_build_no_objects(workbook: Workbook, tmp_path: Path) -> None:
    bait = tmp_path / "bait"
    workbook.write_case("title: Is the ford being guarded?", f'title: !!python/object/apply:os.mkdir ["{bait}"]')
    with pytest.raises(InputError):
        workbook.read()
    assert not bait.exists()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("probability: 0.4", "probability: 0.33", r"must sum to 1 \(100 %\), they sum to 0.93"),
        ("credibility: 2", "credibility: 7", r"evidence\.0\.credibility"),
        ("{H1: C, H2: I}", "{H1: C, H3: I}", r"evidence\.ratings: H3 not defined\. Known: H1, H2"),
        ("source: gazette, credibility: 3", "source: rumour, credibility: 3", r"evidence\.source: rumour not defined"),
        ("probability: [0.05, 0.2]", "probability: [0.2, 0.05]", "needs 0 < low <= high < 1"),
        ("{id: E2,", "{id: E1,", "ids must be unique, these stand more than once: E1"),
        ("reliability: B", "reliability: Z", "sources.0.reliability"),
    ],
)
def test_a_faulty_review_is_refused(workbook: Workbook, old: str, new: str, message: str) -> None:
    workbook.write_case(old, new, name="review.yml")
    with pytest.raises(InputError, match=message):
        workbook.read()


def test_an_unknown_case_is_refused_with_the_known_ones(workbook: Workbook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workbook.root)
    with pytest.raises(InputError, match=r"There is no case 'bridge'.*ford"):
        read_case("bridge")
    assert read_case("ford").slug == "ford"


def test_a_case_folder_can_carry_its_own_data(workbook: Workbook, tmp_path: Path) -> None:
    moved = tmp_path / "elsewhere" / "ford"
    shutil.copytree(workbook.case_folder, moved)
    shutil.copytree(workbook.root / "data" / "events", moved / "data" / "events")
    shutil.copytree(workbook.root / "data" / "context", moved / "data" / "context")
    assert read_case(moved).events is not None


def test_an_article_with_a_passport_is_checked_and_named_as_it_says(workbook: Workbook) -> None:
    article = workbook.case_folder / "article.md"
    write_passport(article, citation="The Gazette, retold")
    assert workbook.read().article.citation == "The Gazette, retold"
    article.write_text(article.read_text() + "One more line.\n")
    with pytest.raises(InputError, match=r"article\.md' is not the file that its passport describes"):
        workbook.read()
