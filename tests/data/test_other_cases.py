"""The two cases beside the founding one: one with a record, one without; both told in our own words."""

import csv
import json
import re
from datetime import date
from pathlib import Path

import pytest

from analysis.findings.record import select_record
from analysis.intake.case import Case, read_case
from analysis.intake.passport import find_passport, read_passport

ROOT = Path(__file__).parents[2]
CASES = ROOT / "data" / "cases"
INCIDENTS = ROOT / "data" / "events" / "incidents.csv"
DEV = ROOT.parent / "shared" / "articles" / "dev"
KENSCOFF = DEV / "04_kenscoff-hostages"
KARACHI, HAITI = "pakistan-karachi-2024", "haiti-kenscoff-2025"
COPIED = 8  # words in a row: no name or stock phrase of this genre is that long
QUOTATION = re.compile(r"[\"“”„«»]|(?<!\w)['‘]\w[^'’\n]*\s[^'’\n]*['’](?!\w)")

# Counted by hand in the table, from 2010.
ATTACKED = [
    "PK-2012-02-28", "PK-2014-05-19", "PK-2016-05-30", "PK-2017-05-24", "PK-2018-08-11", "PK-2018-11-23",
    "PK-2019-05-11", "PK-2020-06-29", "PK-2021-04-21", "PK-2021-07-14", "PK-2021-07-28", "PK-2021-08-20",
    "PK-2022-04-26", "PK-2022-09-28", "PK-2023-08-13", "PK-2024-03-20", "PK-2024-03-26", "PK-2024-10-06",
]  # fmt: skip
HARMED_NOBODY_ELSE = {"PK-2014-05-19", "PK-2016-05-30", "PK-2018-08-11", "PK-2021-07-28", "PK-2023-08-13"}
BY_HAND = {
    "chinese_attacked_pakistan": ATTACKED,
    "chinese_killed_pakistan": [
        "PK-2012-02-28", "PK-2017-05-24", "PK-2021-07-14", "PK-2022-04-26", "PK-2024-03-26", "PK-2024-10-06",
    ],
    "anyone_killed_pakistan": [id for id in ATTACKED if id not in HARMED_NOBODY_ELSE],
    "chinese_bombed_pakistan": [
        "PK-2016-05-30", "PK-2018-08-11", "PK-2021-04-21", "PK-2021-07-14", "PK-2021-08-20", "PK-2022-04-26",
        "PK-2024-03-26", "PK-2024-10-06",
    ],
}  # fmt: skip


@pytest.fixture(scope="module", params=[KARACHI, HAITI])
def case(request: pytest.FixtureRequest) -> Case:
    return read_case(CASES / request.param)


@pytest.fixture(scope="module")
def karachi() -> Case:
    return read_case(CASES / KARACHI)


@pytest.fixture(scope="module")
def haiti() -> Case:
    return read_case(CASES / HAITI)


def find_words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:'[a-z]+)?", text.casefold().replace("’", "'").replace("-", " "))


def find_runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = find_words(text)
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def find_body(text: str) -> str:
    """The article without its front matter, whose quotation marks are YAML's."""
    return text.split("\n---\n", 1)[1]


# --- both cases ---


def test_each_case_is_read_with_its_article_in_the_layout_of_a_news_explainer(case: Case) -> None:
    kinds = [section.kind for section in case.article.sections]
    expected = ["lede", "background", "why_it_matters", "actors", "whats_next", "implications", "analysis"]
    assert kinds == expected
    assert case.article.title and case.article.dek and case.article.published


def test_each_article_is_the_one_that_its_passport_describes(case: Case) -> None:
    passport = read_passport(CASES / case.slug / "article.md")
    assert passport.producer == "Briefbook"
    assert passport.title == case.article.title
    assert passport.urls and passport.known_gaps


def test_each_passport_says_that_the_words_are_ours(case: Case) -> None:
    description = read_passport(CASES / case.slug / "article.md").description
    assert re.search(r"in (its|our) own words", description)
    assert "byline" in description and "outlet" in description


def test_neither_article_has_a_byline_or_an_outlet(case: Case) -> None:
    assert (case.article.byline, case.article.outlet, case.article.dateline) == (None, None, None)


def test_nobody_is_quoted(case: Case) -> None:
    text = find_body((CASES / case.slug / "article.md").read_text(encoding="utf-8"))
    assert QUOTATION.findall(text) == []


@pytest.mark.parametrize("speech", ["He said “we will act”.", 'He said "yes".', "She said ‘we will act’ on Friday."])
def test_a_quotation_would_be_found(speech: str) -> None:
    assert QUOTATION.search(speech)


@pytest.mark.parametrize("words", ["Haiti’s gangs and the captors’ price", "it can’t last in Pakistan’s north"])
def test_an_apostrophe_is_no_quotation(words: str) -> None:
    assert not QUOTATION.search(words)


@pytest.mark.skipif(not DEV.is_dir(), reason="the development set is not beside this clone")
def test_no_run_of_words_comes_from_the_development_set(case: Case) -> None:
    ours = find_runs((CASES / case.slug / "article.md").read_text(encoding="utf-8"), COPIED)
    texts = {path.parent.name: path.read_text(encoding="utf-8") for path in sorted(DEV.glob("*/article.txt"))}
    assert texts
    assert {name: runs for name, text in texts.items() if (runs := ours & find_runs(text, COPIED))} == {}


def test_nobody_has_reviewed_yet_and_nothing_claims_otherwise(case: Case) -> None:
    assert (case.review.reviewed_by, case.review.reviewed_on, case.review.decisions) == (None, None, ())


def test_each_case_asks_a_question_of_its_own(case: Case) -> None:
    assert case.file.title.endswith("?")
    assert case.file.question != "What happened, who is involved, and what follows?"


# --- Karachi: the table of incidents is its record ---


@pytest.mark.parametrize(("scope", "found"), BY_HAND.items())
def test_a_scope_holds_what_a_hand_count_finds(karachi: Case, scope: str, found: list[str]) -> None:
    assert sorted(select_record(karachi, scope).frame["event_id"]) == sorted(found)


def test_every_scope_has_a_hand_count(karachi: Case) -> None:
    assert set(karachi.file.scopes) == set(BY_HAND)


def test_private_quarrels_are_left_out_with_a_reason(karachi: Case) -> None:
    for scope in karachi.file.scopes.values():
        assert set(scope.exclude) == {"PK-2018-02-05", "PK-2024-11-05"}
        assert all("private" in reason for reason in scope.exclude.values())


def test_the_trigger_is_an_incident_of_the_main_scope(karachi: Case) -> None:
    assert karachi.file.trigger is not None
    days = {day.date() for day in select_record(karachi).frame["date"]}
    assert karachi.file.trigger.date in days


def test_the_pledge_is_the_row_of_the_table_that_speaks_of_pakistan(karachi: Case) -> None:
    assert karachi.file.pledge is not None and karachi.commitments is not None
    rows = karachi.commitments.frame
    row = rows[rows["commitment_id"] == karachi.file.pledge.commitment].iloc[0]
    assert date.fromisoformat(str(row["date"])[:10]) == karachi.file.pledge.date
    assert "Chinese nationals in Pakistan" in row["summary"]


def test_the_question_warns_that_the_record_has_nothing_after_november_2024(karachi: Case) -> None:
    with INCIDENTS.open(encoding="utf-8", newline="") as file:
        last = max(row["date"] for row in csv.DictReader(file) if row["country_iso3"] == "PAK")
    assert last == "2024-11-05"
    assert "no Pakistani incident after 5 November 2024" in karachi.file.question


def test_the_article_names_as_many_dead_as_the_table() -> None:
    with INCIDENTS.open(encoding="utf-8", newline="") as file:
        rows = {row["event_id"]: row for row in csv.DictReader(file)}
    bombings = ("PK-2021-07-14", "PK-2022-04-26", "PK-2024-03-26", "PK-2024-10-06")
    assert sum(int(rows[id]["killed_chinese"]) for id in bombings) == 19
    text = (CASES / KARACHI / "article.md").read_text(encoding="utf-8")
    assert "four bombings since July 2021 have killed 19 Chinese nationals" in text


def test_the_pages_in_the_passport_are_those_of_the_rows_it_names() -> None:
    passport = read_passport(CASES / KARACHI / "article.md")
    named = re.findall(r"PK-\d{4}-\d{2}-\d{2}", passport.description)
    with INCIDENTS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["event_id"] in named]
    pages = {row[column] for row in rows for column in ("source_1_url", "source_2_url")} - {""}
    assert len(rows) == len(named) == 7
    assert pages == set(passport.urls[:-2]), "the last two are for what is in no table"


# --- Haiti: no record at all ---


def test_the_case_without_a_record_has_no_events_no_scopes_and_no_pledge(haiti: Case) -> None:
    assert haiti.events is None and haiti.commitments is None and haiti.context is None
    assert haiti.file.scopes == {} and haiti.file.pledge is None and haiti.file.main_scope is None


def test_the_case_without_a_record_speaks_from_the_day_of_its_article(haiti: Case) -> None:
    assert haiti.as_of == haiti.article.published == date(2025, 8, 30)


def test_the_case_without_a_record_says_how_to_add_one() -> None:
    text = (CASES / HAITI / "case.yml").read_text(encoding="utf-8")
    assert "data/events/" in text and "# events:" in text


@pytest.mark.skipif(not KENSCOFF.is_dir(), reason="the development set is not beside this clone")
def test_the_retelling_names_its_pages_and_drops_what_the_development_text_invents() -> None:
    meta = json.loads((KENSCOFF / "meta.json").read_text(encoding="utf-8"))
    path = CASES / HAITI / "article.md"
    assert set(read_passport(path).urls) == {page["url"] for page in meta["based_on"]}
    ours = path.read_text(encoding="utf-8") + find_passport(path).read_text(encoding="utf-8")
    assert [name for name in (meta["outlet"], meta["author"], "relieved beyond words") if name in ours] == []
