"""The founding case's content: what an auditor would check by hand, row by row."""

import csv
import json
import re
from pathlib import Path

import pytest

from analysis.findings.record import select_record
from analysis.intake.case import Case, read_case
from analysis.intake.formats import Mapping
from analysis.intake.passport import SUFFIX, read_passport
from analysis.intake.review import IncidentTest, ObservationTest, Reader, Review
from analysis.intake.value import read_value

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
FOLDER = DATA / "cases" / "tajikistan-border-2025"
INCIDENTS = DATA / "events" / "incidents.csv"
FOUNDING = ROOT.parent / "shared" / "articles" / "founding"
SETTINGS = {"case.yml", "review.yml", "incidents.mapping.yml"}  # our own judgments, versioned with the code
COPIED = 6  # words in a row: fewer are names and stock phrases, more are somebody's sentence
TAG = re.compile(r"\[(killed_total (incl|excl)\. attackers|unclear if attackers counted)\]")
LIKELIHOOD = re.compile(
    r"\b(likely|unlikely|probabl[ey]|improbable|possibl[ey]|possibility|chance|certain(?:ly)?|could|might|may|perhaps"
    r"|confiden\w+|expected|risk of)\b",
    re.IGNORECASE,
)
# Pages that notes.md names and no table holds.
OTHER_PAGES = {
    "https://pamirinside.org/13495",
    "https://asiaplustj.info/en/news/tajikistan/incidents/20260105/"
    "mystery-surrounds-killings-of-chinese-workers-along-tajik-afghan-border",
}

# Counted by hand in the table, after 2 December 2025.
SINCE_THE_PLEDGE = {
    "border": ["TJ-2025-12-23", "TJ-2026-01-18", "TJ-2026-01-29", "TJ-2026-04-17"],
    "border_fatal": ["TJ-2025-12-23", "TJ-2026-01-18", "TJ-2026-01-29", "TJ-2026-04-17"],
    "border_fatal_victims": ["TJ-2025-12-23"],
    "border_infiltrations": ["TJ-2025-12-23", "TJ-2026-01-18"],
    "border_drones": [],
    "chinese_killed_tajikistan": [],
    "chinese_attacked_tajikistan": [],
    "chinese_attacked_afghanistan": ["AF-2026-01-19"],
    "chinese_attacked_region": ["AF-2026-01-19"],
}


@pytest.fixture(scope="module")
def case() -> Case:
    return read_case(FOLDER)


@pytest.fixture(scope="module")
def review(case: Case) -> Review:
    return case.review


@pytest.fixture(scope="module")
def mapping() -> Mapping:
    return read_value(Mapping, INCIDENTS.with_suffix(".mapping.yml"))


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def find_words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+(?:'[a-z]+)?", text.casefold().replace("’", "'").replace("-", " "))


def find_runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = find_words(text)
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def list_data_files() -> list[Path]:
    paths = (path for path in DATA.rglob("*") if path.is_file() and not path.name.startswith("."))
    return sorted(path for path in paths if path.name not in SETTINGS and not path.name.endswith(SUFFIX))


# --- files and their passports ---


@pytest.mark.parametrize("path", list_data_files(), ids=lambda path: path.name)
def test_every_data_file_is_the_one_that_its_passport_describes(path: Path) -> None:
    passport = read_passport(path)
    assert passport.licence and passport.citation and passport.known_gaps


def test_only_the_rows_from_before_the_covered_years_are_left_out_each_with_that_reason(case: Case) -> None:
    assert case.events is not None
    rejects = case.events.rejects
    assert len(case.events.frame) + len(rejects) == 82
    assert rejects["reason"].str.contains("lies outside the coverage that the passport states, 2010-01-01").all()
    assert rejects["event_id"].str.slice(3, 7).astype(int).max() < 2010


def test_coverage_ends_on_the_day_of_the_last_page_that_was_found() -> None:
    assert f"{read_passport(INCIDENTS).coverage_end}" == "2026-04-17"


def test_the_known_gaps_begin_with_how_many_clashes_the_table_misses() -> None:
    first = read_passport(INCIDENTS).known_gaps[0]
    assert all(figure in first for figure in ("17", "6 in 2024", "7 incidents", "1 in 2024"))


def test_the_stated_number_of_border_incidents_in_2024_and_2025_is_that_of_the_table() -> None:
    years = [row["date"][:4] for row in read_rows(INCIDENTS) if row["border_segment"] == "AFG-TJK"]
    assert (years.count("2025"), years.count("2024"), years.count("2016"), years.count("2015")) == (7, 1, 5, 0)


@pytest.mark.parametrize("path", sorted(DATA.rglob("*.yml")) + sorted(DATA.rglob("*.md")), ids=lambda path: path.name)
def test_nothing_is_left_to_do_and_no_address_of_this_machine_is_left_behind(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\b(TODO|FIXME|XXX|TBD)\b", text)
    assert not re.search(r"/(work|home|tmp|root)/|registry\.|pypi\.|npm" + "js", text)


# --- the retold article ---


@pytest.mark.skipif(not FOUNDING.is_dir(), reason="the original article is not beside this clone")
def test_the_retold_article_takes_no_run_of_words_from_the_original() -> None:
    original = (FOUNDING / "article.txt").read_text(encoding="utf-8")
    retold = (FOLDER / "article.md").read_text(encoding="utf-8")
    assert not find_runs(original, COPIED) & find_runs(retold, COPIED)


@pytest.mark.skipif(not FOUNDING.is_dir(), reason="the gold annotations are not beside this clone")
def test_the_retold_article_keeps_every_name_and_every_likelihood_word_of_the_original() -> None:
    gold = json.loads((FOUNDING / "gold.json").read_text(encoding="utf-8"))
    text = (FOLDER / "article.md").read_text(encoding="utf-8").casefold()
    names = [alias for actor in gold["actors"] for alias in actor["aliases"]]
    hedges = [word for implication in gold["implications"] for word in implication["likelihood_words"]]
    assert [word for word in [*names, *hedges] if word.casefold() not in text] == []


def test_the_retold_article_has_the_layout_of_the_original(case: Case) -> None:
    article = case.article
    kinds = ["lede", "why_it_matters", "actors", "whats_next", "implications", "analysis"]
    assert [section.kind for section in article.sections] == kinds
    assert [section.heading for section in article.sections] == [
        None,
        "Why It Matters",
        None,
        "What’s Next",
        "Implications",
        "Analysis:",
    ]
    assert (article.byline, article.source_credits, article.published) == ("Sana Khan", ("Reuters",), None)
    assert article.dek is not None and article.text.count(article.dek) == 2


def test_each_actor_of_the_retold_article_has_a_line_with_its_stake() -> None:
    text = (FOLDER / "article.md").read_text(encoding="utf-8")
    actors = re.findall(r"^([^\n–]+) – [A-Z][^\n]+\.$", text, re.MULTILINE)
    assert actors == ["Afghan Taliban", "Tajikistan", "China", "Local communities and workers"]


# --- the events and the judgments about single rows ---


@pytest.mark.parametrize(
    "row", [r for r in read_rows(INCIDENTS) if TAG.match(r["casualties_note"])], ids=lambda r: r["event_id"]
)
def test_victims_and_attackers_add_up_as_the_tag_of_the_row_says(row: dict[str, str], mapping: Mapping) -> None:
    judged, total = mapping.casualties[row["event_id"]], int(row["killed_total"])
    tag = TAG.match(row["casualties_note"])
    assert tag and judged.killed_low is not None and judged.killed_best is not None and judged.killed_high is not None
    if tag.group(2) == "incl":
        assert judged.attackers_killed is not None
        assert judged.killed_best + judged.attackers_killed == total
    elif tag.group(2) == "excl":
        assert judged.killed_best == total
    else:
        assert judged.killed_low <= total <= judged.killed_high
        assert judged.killed_low == total - 1, "one attacker at most can hide in the count"


def test_every_judgment_about_a_row_gives_its_reason(mapping: Mapping) -> None:
    assert all(judged.reason.startswith("note: ") for judged in mapping.casualties.values())
    assert all(reason for reason in [*mapping.unarmed.values(), *mapping.date_doubts.values()])


def test_a_row_without_a_total_whose_note_gives_figures_of_dead_is_judged(mapping: Mapping) -> None:
    untold = {row["event_id"] for row in read_rows(INCIDENTS) if not row["killed_total"]}
    nobody_known_dead = {
        "TJ-2011-05-15", "TJ-2019-01-01", "KG-2020-10-06", "KG-2020-10-07", "PK-2021-07-28", "AF-2022-05-15",
        "TJ-2025-10-25",
    }  # fmt: skip
    assert untold - set(mapping.casualties) == nobody_known_dead


def test_brawls_are_no_armed_incidents(mapping: Mapping) -> None:
    assert {"KG-2013-01-08", "KG-2025-11-15"} <= set(mapping.unarmed)


def test_the_rows_with_an_inferred_date_say_so(mapping: Mapping) -> None:
    assert {"TJ-2016-07-03", "TJ-2020-06-13", "TJ-2025-07-01", "PK-2018-08-11"} <= set(mapping.date_doubts)


# --- the case ---


def count_since_pledge(case: Case, scope: str) -> list[str]:
    assert case.file.pledge is not None
    record = select_record(case, scope)
    return list(record.between(case.file.pledge.date, record.end).frame["event_id"])


@pytest.mark.parametrize(("scope", "found"), SINCE_THE_PLEDGE.items())
def test_a_scope_holds_since_the_pledge_what_a_hand_count_finds(case: Case, scope: str, found: list[str]) -> None:
    assert count_since_pledge(case, scope) == found


def test_every_scope_of_the_case_has_a_hand_count(case: Case) -> None:
    assert set(SINCE_THE_PLEDGE) == set(case.file.scopes)


def test_every_exclusion_gives_its_reason(case: Case) -> None:
    reasons = [reason for scope in case.file.scopes.values() for reason in scope.exclude.values()]
    assert reasons and all(len(reason.split()) > 3 for reason in reasons)


# --- the review ---


def test_the_review_is_an_analysts_and_not_a_sketch(review: Review) -> None:
    assert review.reviewed_by and review.reviewed_on
    counts = {
        "sources": (len(review.sources), 10),
        "hypotheses": (len(review.hypotheses), 5),
        "evidence": (len(review.evidence), 12),
        "assumptions": (len(review.assumptions), 5),
        "judgments": (len(review.judgments), 5),
        "scenarios": (len(review.scenarios), 4),
        "commitments with an indicator": (len({i.commitment for i in review.indicators}), 8),
        "gaps": (len(review.gaps), 6),
    }
    assert {what: found for what, (found, needed) in counts.items() if found < needed} == {}


def test_every_piece_of_evidence_is_rated_against_every_hypothesis(review: Review) -> None:
    hypotheses = {hypothesis.id for hypothesis in review.hypotheses}
    assert {piece.id for piece in review.evidence if set(piece.ratings) != hypotheses} == set()


def test_every_hypothesis_has_something_for_it_and_something_against_it(review: Review) -> None:
    for hypothesis in review.hypotheses:
        ratings = {piece.ratings[hypothesis.id] for piece in review.evidence}
        assert ratings & {"C", "CC"} and ratings & {"I", "II"}, hypothesis.id


def test_some_evidence_fits_every_hypothesis_and_is_kept_to_show_it(review: Review) -> None:
    assert any(set(piece.ratings.values()) <= {"C", "CC"} for piece in review.evidence)


def test_a_party_to_the_matter_is_never_graded_reliable(review: Review) -> None:
    parties = {"S-tajik-security", "S-tajik-mfa", "S-tajik-dca", "S-china", "S-taliban", "S-iskp"}
    grades = {source.id: source.reliability for source in review.sources}
    assert {party for party in parties if grades[party] in "AB"} == set()


def test_every_id_that_something_rests_on_is_defined(case: Case, review: Review) -> None:
    assert case.events is not None and case.commitments is not None
    grounds = {item.id for item in (*review.evidence, *review.assumptions)}
    grounds |= set(case.events.frame["event_id"]) | set(case.commitments.frame["commitment_id"])
    rests_on = {id for item in (*review.judgments, *review.implications) for id in item.rests_on}
    assert rests_on - grounds == set()
    targets = {item.id for item in (*review.evidence, *review.judgments, *review.hypotheses)}
    assert {id for assumption in review.assumptions for id in assumption.bears_on} - targets == set()


def test_rows_named_in_running_text_exist(case: Case) -> None:
    assert case.events is not None
    text = (FOLDER / "review.yml").read_text(encoding="utf-8")
    named = set(re.findall(r"\b(?:TJ|AF|PK|KG)-\d{4}-\d{2}-\d{2}(?:-\w+)?", text))
    assert named - set(case.events.frame["event_id"]) == set()


def test_ids_are_not_used_twice(review: Review) -> None:
    kinds = (
        review.sources, review.evidence, review.hypotheses, review.assumptions, review.judgments, review.scenarios,
        review.indicators, review.implications,
    )  # fmt: skip
    ids = [item.id for kind in kinds for item in kind]
    assert sorted({id for id in ids if ids.count(id) > 1}) == []


def test_every_commitment_and_scope_that_an_indicator_names_exists(case: Case, review: Review) -> None:
    assert case.commitments is not None
    assert {i.commitment for i in review.indicators} <= set(case.commitments.frame["commitment_id"])
    tests = [i.test for i in review.indicators if isinstance(i.test, IncidentTest)]
    scopes = {scope for test in tests for scope in (test.strained_scope, test.broken_scope) if scope}
    scopes |= {sign.scope for scenario in review.scenarios for sign in scenario.signposts if sign.scope}
    weighed = (*review.judgments, *review.implications)
    scopes |= {item.probability.scope for item in weighed if not isinstance(item.probability, tuple)}
    assert scopes <= set(case.file.scopes)


def test_the_three_commitments_of_the_article_are_answered(review: Review) -> None:
    said = [i.article_says for i in review.indicators if i.article_says]
    assert len(said) == 3
    for words in ("tighten border security", "joint investigations", "step up security coordination"):
        assert any(words in saying for saying in said), words


def test_every_observation_lies_between_the_promise_and_the_end_of_the_data(case: Case, review: Review) -> None:
    assert case.commitments is not None
    promised = dict(zip(case.commitments.frame["commitment_id"], case.commitments.frame["date"], strict=True))
    sources = {source.id for source in review.sources}
    for indicator in review.indicators:
        if isinstance(indicator.test, ObservationTest):
            for seen in indicator.test.observations:
                assert promised[indicator.commitment] <= seen.date.isoformat(), indicator.id
                assert seen.date <= case.coverage_end, indicator.id
                assert seen.source in sources, indicator.id


def test_every_address_in_the_review_stands_in_the_tables(review: Review) -> None:
    known = set(OTHER_PAGES)
    for path in (INCIDENTS, DATA / "context" / "commitments.csv", DATA / "context" / "context.csv"):
        known |= {value for row in read_rows(path) for name, value in row.items() if name.endswith("url")}
    tests = [i.test for i in review.indicators if isinstance(i.test, ObservationTest)]
    used = {piece.url for piece in review.evidence if piece.url} | {o.url for test in tests for o in test.observations}
    assert used - known == set()


@pytest.mark.parametrize("kind", ["judgments", "implications"])
def test_no_proposition_carries_a_likelihood_word_of_its_own(review: Review, kind: str) -> None:
    texts = {item.id: item.text for item in getattr(review, kind)}
    assert {id: found.group() for id, text in texts.items() if (found := LIKELIHOOD.search(text))} == {}


def test_every_key_judgment_names_its_time_frame(review: Review) -> None:
    when = re.compile(r"within \{horizon_days\} days|\b20\d\d\b")
    assert [j.id for j in review.judgments if not when.search(j.text)] == []


def test_some_probabilities_are_computed_and_some_are_the_analysts(review: Review) -> None:
    assert {isinstance(j.probability, tuple) for j in review.judgments} == {True, False}


def test_every_scenario_has_two_signposts_and_the_record_tests_one_of_each(review: Review) -> None:
    for scenario in review.scenarios:
        assert len(scenario.signposts) >= 2, scenario.id
        assert any(sign.scope for sign in scenario.signposts), scenario.id
        for sign in scenario.signposts:
            bounds = (sign.at_least is not None) + (sign.at_most is not None)
            assert bounds == (1 if sign.scope else 0), sign.text


def test_each_of_the_five_readers_gets_an_implication(review: Review) -> None:
    assert {implication.reader for implication in review.implications} == set(Reader.__args__)
