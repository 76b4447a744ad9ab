"""The gate finds what is absent from a case, each time where it is to be added, and nothing that is there."""

import pytest

from analysis.findings.gate import Standard, check_standards, count_missing
from analysis.intake.case import Case
from tests.conftest import PROMISES, Workbook


def missing(case: Case, number: int) -> list[str]:
    return [f"{gap.what} → {gap.where}" for gap in check_standards(case)[number - 1].missing]


def test_the_nine_standards_stand_in_their_order(ford: Case) -> None:
    standards = check_standards(ford)
    assert [standard.number for standard in standards] == list(range(1, 10))
    assert all(isinstance(standard, Standard) and (standard.has or standard.missing) for standard in standards)


def test_what_the_invented_case_lacks_is_named_with_where_to_add_it(ford: Case) -> None:
    assert missing(ford, 1) == [
        "article 'article' has no passport: who published it, when, where → its .source.yml",
    ]
    assert missing(ford, 2) == ["no gap in what is known is named → review.yml, gaps:"]
    assert missing(ford, 3) == [] and missing(ford, 4) == []
    assert len(missing(ford, 5)) == 5  # no reader is told what follows
    assert missing(ford, 7) == ["nobody has reviewed the case → review.yml, reviewed_by: and reviewed_on:"]
    assert missing(ford, 8) == [
        "no day is set by which one of the scenarios has come about → review.yml, scenarios_until:"
    ]
    assert missing(ford, 9) == []


@pytest.mark.parametrize(
    ("old", "new", "number", "expected"),
    [
        ("confidence_reason: few raids are on record.", "confidence_reason: ''", 2, "J1 gives no reason for its"),
        ("text: The inquiry is published", "text: The inquiry is Likely published", 2, "J2 hedges in its own words ('"),
        ("rests_on: [E2]", "rests_on: [A1]", 3, "J2 rests on no fact or report"),
        ("bears_on: [E3]", "bears_on: []", 3, "assumption A1 bears on nothing"),
        ("rests_on: [E2]", "rests_on: [E2, Z9]", 6, "J2 rests on 'Z9', which is defined nowhere"),
        ("would_change: a named judge", "would_change: ' '", 6, "J2 does not say what would change it"),
        ("{H1: C, H2: I}}", "{H1: C}}", 4, ""),
    ],
)
def test_each_gap_in_the_review_is_found(workbook: Workbook, old: str, new: str, number: int, expected: str) -> None:
    workbook.write_case(old, new, "review.yml")
    found = missing(workbook.read(), number)
    assert any(each.startswith(expected) for each in found) if expected else not found


def test_evidence_that_fits_every_hypothesis_does_not_count_as_an_alternative_weighed(workbook: Workbook) -> None:
    path = workbook.case_folder / "review.yml"
    alike = path.read_text().replace("{H1: C, H2: I}", "{H1: C, H2: C}").replace("{H1: II, H2: C}", "{H1: N, H2: N}")
    path.write_text(alike)
    assert missing(workbook.read(), 4) == [
        "no piece of evidence tells the explanations apart → review.yml, evidence: ratings:"
    ]


def test_a_promise_needs_a_test_or_a_reason_for_having_none(workbook: Workbook) -> None:
    path = workbook.case_folder / "review.yml"
    text = path.read_text()
    path.write_text(text[: text.index("  - id: I2")])
    where = "review.yml, indicators: or, with the reason, set_aside:"
    assert f"1 promise of the table without a test: P2 → {where}" in missing(workbook.read(), 8)
    path.write_text(path.read_text() + "set_aside: [{commitment: P2, reason: nobody could see it}]\n")
    assert not any("P2" in each for each in missing(workbook.read(), 8))


def test_what_was_demanded_or_promised_before_the_matter_needs_no_test(workbook: Workbook) -> None:
    older = "P0,2019-07-01,Averia,Belmar,pledge,Mend the bridge,a bridge,Gazette,https://gazette.example/p0\n"
    demand = "D1,2020-08-01,Belmar,Averia,demand,Arrest them,arrests,Gazette,https://gazette.example/d1\n"
    workbook.write(workbook.promises, PROMISES + older + demand)
    assert not any("P0" in each or "D1" in each for each in missing(workbook.read(), 8))


def test_a_review_older_than_the_data_must_be_looked_at_again(workbook: Workbook) -> None:
    path = workbook.case_folder / "review.yml"
    path.write_text("reviewed_by: an analyst\nreviewed_on: 2020-07-15\n" + path.read_text())
    assert missing(workbook.read(), 7)[0].startswith(
        "the review is of 15 July 2020, the data go on to 30 November 2020"
    )
    path.write_text(path.read_text().replace("2020-07-15", "2020-12-15"))
    assert missing(workbook.read(), 7) == []


def test_a_case_without_review_and_data_is_all_gaps_and_no_error(workbook: Workbook) -> None:
    workbook.write(workbook.case_folder / "review.yml", "", passport=False)
    workbook.write(workbook.case_folder / "case.yml", "title: t\nquestion: q\narticles: [article.md]\n", passport=False)
    standards = check_standards(workbook.read())
    assert count_missing(standards) > 12
    assert not any(standard.is_met for standard in standards)
