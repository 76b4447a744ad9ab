"""Several articles in one case: each with its marks, and their disagreements side by side."""

from analysis.exhibits.articles import article_readers, tellings_table
from analysis.reading.reviewed import read_reviewed
from tests.conftest import ARTICLE, Workbook

SECOND = """\
Five Millers Killed in Raids Across the Ford

Five millers were killed and two were injured in two raids in Tajikistan, police said on Friday.
"""
FIRST = ARTICLE.replace("killed three millers in Belmar", "killed three millers in Tajikistan")


def two(workbook: Workbook) -> Workbook:
    workbook.write(workbook.case_folder / "article.md", FIRST, passport=False)
    workbook.write(workbook.case_folder / "other.txt", SECOND, passport=False)
    workbook.write_case("articles: [article.md]", "articles: [article.md, other.txt]")
    return workbook


def test_a_disagreement_on_the_dead_is_marked_and_both_stand(workbook: Workbook) -> None:
    case = two(workbook).read()
    exhibit = tellings_table(case, read_reviewed(case))
    killed = next(row for row in exhibit.findings["tellings"] if row["field"] == "killed")  # type: ignore[union-attr]
    assert (killed["article"], killed["other"], killed["differs"]) == ("3", "5", True)
    assert 'class="clash"' in exhibit.body
    assert "told more than once" in exhibit.title


def test_one_article_has_nothing_to_compare(workbook: Workbook) -> None:
    case = workbook.read()
    assert tellings_table(case, read_reviewed(case)).title == "One article: nothing to compare with another"


def test_sentences_of_two_articles_have_different_anchors(workbook: Workbook) -> None:
    case = two(workbook).read()
    body = article_readers(case, read_reviewed(case).dossier, "full").body
    assert 'id="s1"' in body
    assert 'id="other-s1"' in body
