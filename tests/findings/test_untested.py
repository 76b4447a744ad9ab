"""Promises without a test are listed, once each, and only those that the case turns on."""

from analysis.findings.untested import find_untested
from analysis.reading.dossier import Commitment, Dossier
from tests.conftest import PROMISES, Workbook
from tests.findings.test_corroboration import EVIDENCE

SAID = Commitment(
    id="commitment-1", evidence=EVIDENCE, actor="Ada Quill", on_behalf_of="Averia", text="Averia will mend the bridge",
    shown_by="the bridge is open",
)  # fmt: skip


def told(workbook: Workbook, *said: Commitment) -> list[tuple[str, str, str | None]]:
    found = find_untested(workbook.read(), Dossier(article="article", commitments=said))
    return [(each.id, each.promiser, each.set_aside) for each in found]


def test_a_promise_of_the_article_that_no_indicator_answers_is_listed(workbook: Workbook) -> None:
    assert told(workbook, SAID) == [("commitment-1", "Averia", None)]
    assert told(workbook) == []


def test_one_that_an_indicator_answers_is_not(workbook: Workbook) -> None:
    workbook.write_case("commitment: P1\n", "commitment: P1\n    article_says: will mend the bridge\n", "review.yml")
    assert told(workbook, SAID) == []


def test_the_tables_promises_since_the_matter_began_are_listed_unless_set_aside(workbook: Workbook) -> None:
    more = "".join(
        f"{id},{day},Averia,Belmar,{kind},Do {id},a sign of {id},Gazette,https://gazette.example/{id}\n"
        for id, day, kind in (
            ("P0", "2019-07-01", "pledge"), ("P3", "2020-08", "pledge"), ("P4", "2020-09-01", "joint_measure"),
            ("P5", "2020-09-02", "demand"), ("P6", "2020-12-24", "pledge"),
        )
    )  # fmt: skip
    workbook.write(workbook.promises, PROMISES + more)
    workbook.write_case("indicators:", "set_aside: [{commitment: P4, reason: too vague}]\nindicators:", "review.yml")
    assert told(workbook) == [("P3", "Averia", None), ("P4", "Averia", "too vague")]
    found = find_untested(workbook.read(), Dossier(article="article"))
    assert (found[0].shown_by, found[0].url) == ("a sign of P3", "https://gazette.example/P3")


def test_a_case_without_a_table_has_only_what_the_article_promises(workbook: Workbook) -> None:
    workbook.write(workbook.case_folder / "review.yml", "", passport=False)
    workbook.write(workbook.case_folder / "case.yml", "title: t\nquestion: q\narticles: [article.md]\n", passport=False)
    assert told(workbook, SAID) == [("commitment-1", "Averia", None)]
