"""References: a slip of the pen in a name is refused, because otherwise it reads as calm."""

import pytest

from analysis.intake.value import InputError
from tests.conftest import PROMISES, Workbook


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("border_segment: XAA-XBB}", "border_segment: XBB-XAA}", "scope 'ford', border_segment: no row .* has XBB-XAA"),
        ("border_segment: XAA-XBB}", "countries: [XBA]}", "scope 'ford', countries: .* XBA. It has: XBB, XCC"),
        ("border_segment: XAA-XBB}", "event_types: [raid]}", "scope 'ford', event_types: .* raid"),
        ("border_segment: XAA-XBB}", "without_types: [raid]}", "scope 'ford', without_types: .* raid"),
        ("border_segment: XAA-XBB}", "perpetrators: [raider]}", "scope 'ford', perpetrators: .* names 'raider'"),
        ("border_segment: XAA-XBB}", "perpetrators: [raidersx]}", r"unknown actor: 'raidersx' \(nearest: raiders"),
        ("border_segment: XAA-XBB}", "perpetrators: [Taleban]}", "The reference lists call it 'Afghan Taliban'"),
        ("border_segment: XAA-XBB}", "also: [{countries: [XBA]}]}", "scope 'ford', countries: .* XBA"),
        ("border_segment: XAA-XBB}", "near: {km: 3}}", "'scopes.ford.near.0': .*expected one of: place"),
        ("target_iso3: XBB", "target_iso3: XBC", "scope 'killed', target_iso3: .* XBC"),
        ("commitment: P1", "commitment: P7", "pledge: the case's commitments table has no 'P7'"),
    ],
)
def test_a_case_that_names_what_the_data_lack_is_refused(workbook: Workbook, old: str, new: str, message: str) -> None:
    workbook.write_case(old, new)
    with pytest.raises(InputError, match=message):
        workbook.read()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "scope: ford}\n    confidence",
            "scope: moat}\n    confidence",
            "review.yml: no scope 'moat'. Its scopes: ford",
        ),
        ("at_most: 0", "at_most: 0, at_least: 2", "at_least 2 exceeds at_most 0"),
        ("{text: no raid, scope: ford", "{text: no raid, scope: weir", "no scope 'weir'"),
        ("{id: A1,", "{id: E1,", "ids must be unique, these stand more than once: E1"),
        ("bears_on: [E3]", "bears_on: [E9]", "assumptions.bears_on: E9 not defined"),
        ("source: gazette, url", "source: rumour, url", "observations.source: rumour not defined"),
    ],
)
def test_a_review_that_names_what_the_case_lacks_is_refused(
    workbook: Workbook, old: str, new: str, message: str
) -> None:
    workbook.write_case(old, new, name="review.yml")
    with pytest.raises(InputError, match=message):
        workbook.read()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("counterpart,kind", "partner,kind", "lacks the columns counterpart"),
        ("P2,2020-07,", "P1,2020-07,", "commitment_id 'P1' stands more than once"),
        ("P2,2020-07,", "P2,July,", "commitment 'P2': date 'July' is none. Expected YYYY-MM-DD or YYYY-MM"),
    ],
)
def test_a_faulty_table_of_commitments_is_refused(workbook: Workbook, old: str, new: str, message: str) -> None:
    workbook.write(workbook.promises, PROMISES.replace(old, new))
    with pytest.raises(InputError, match=message):
        workbook.read()


def test_a_pledge_needs_no_table_to_divide_before_from_after(workbook: Workbook) -> None:
    workbook.write_case("pledge: {date: 2020-07-01, commitment: P1}", "pledge: {date: 2020-07-01}")
    assert workbook.read().file.pledge is not None


def test_an_empty_review_file_is_no_review(workbook: Workbook) -> None:
    (workbook.case_folder / "review.yml").write_text("\n")
    assert workbook.read().review.judgments == ()
