"""Tables and cards: a golden text for each kind, hostile text escaped, links only to the web."""

import re
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from analysis.exhibits import tables
from analysis.exhibits.exhibit import Exhibit
from analysis.findings.corroboration import Match, Point
from analysis.findings.pledges import Exhibited, LedgerEntry
from analysis.findings.rates import compare_rates, count_quiet_spell
from analysis.findings.sensitivity import Choice
from analysis.intake.article import Article
from analysis.intake.review import Assumption, Gap, Scenario, Signpost, Source
from analysis.intake.spans import Evidence, Sentence
from analysis.reading.dossier import Actor, Count, Dossier, Incident, Statement

from .conftest import HOSTILE, PLEDGE, build_frame, build_record

GOLDEN = Path(__file__).parent / "golden"
TEXT = "Norland claimed that two soldiers died on the Mir."
SEEN = (Evidence(article="mir", sentence="s1", start=0, end=len(TEXT)),)
ARTICLE = Article(
    id="mir", text=TEXT, sha256="0" * 64, title="Two died", outlet="Mir Gazette", published=date(2024, 7, 2),
    sentences=(Sentence(id="s1", start=0, end=len(TEXT), section=0),),
)  # fmt: skip
INCIDENT = Incident(
    id="i1", evidence=SEEN, summary="Two soldiers died", type="clash", is_main=True, date="2024-06",
    date_precision="month", place="Mirabad", killed=Count(low=2, best=2, high=4, text="two"), target="soldiers",
    not_stated={"perpetrator": "nobody is named"},
)  # fmt: skip
DOSSIER = Dossier(
    article="mir",
    actors=(
        Actor(id="a1", evidence=SEEN, name="Norland", aliases=("Norland", "the north"), kind="state", iso3="TJK",
              stake="Wants calm.", stake_evidence=SEEN[0]),
    ),
    incidents=(INCIDENT,),
    statements=(Statement(id="s1", evidence=SEEN, speaker="Norland", kind="claim", text=TEXT),),
)  # fmt: skip
POINTS = (
    Point("date", "2024-06", "2024-06-30", True),
    Point("injured", "5", "3 (1 + 2)", False),
    Point("weapon", "not stated", "rifles", None),
)
MATCHES = (Match(INCIDENT, ("E-001", "E-002"), 4.5, POINTS), Match(INCIDENT, (), 0.0, ()))
LEDGER = (
    LedgerEntry(
        indicator="P1", commitment="CM-1", promiser="Sudland", counterpart="Norland", promised="Guard the river",
        date=PLEDGE, deadline=None, test="no clash for 180 days", rule="strained from 1 of: clashes",
        status="strained", reason="1 clash on the Mir since", evidence_for=(),
        evidence_against=(Exhibited(date(2024, 9, 1), "E-009: Mirabad", "https://example.org/9", "Mir Gazette"),),
        days=183, unknown="who fired", source="Mir Gazette", url="javascript:alert(1)",
    ),
)  # fmt: skip
RATES = build_record(build_frame(3))
CHOICE = Choice("baseline", "3 years before", compare_rates(RATES, PLEDGE, 3), count_quiet_spell(RATES, PLEDGE, 3))


def build_all() -> dict[str, Exhibit]:
    record = build_record(build_frame(3))
    scenario = Scenario(id="calm", title="Calm", text="It stays calm.", probability=1 - 1e-9,
                        signposts=(Signpost(text="No clash is reported"),))  # fmt: skip
    return {
        "incident_cards": tables.incident_cards(DOSSIER, ARTICLE),
        "actor_cards": tables.actor_cards(DOSSIER),
        "statements_table": tables.statements_table(DOSSIER, ARTICLE),
        "article_record_table": tables.article_record_table(MATCHES),
        "contradictions_table": tables.contradictions_table(MATCHES),
        "pledge_ledger": tables.pledge_ledger(LEDGER),
        "indicators_table": tables.indicators_table(LEDGER),
        "record_table": tables.record_table(record),
        "sensitivity_table": tables.sensitivity_table((CHOICE,), record),
        "scenarios_table": tables.scenarios_table((scenario,)),
        "assumptions_table": tables.assumptions_table((Assumption(id="A1", text="x", if_wrong="y", bears_on=("J1",)),)),
        "sources_table": tables.sources_table((Source(id="S1", name="Mir Gazette", reliability="B", reason="local"),)),
        "gaps_table": tables.gaps_table((Gap(text="who fired", matters_because="blame", close_by="witnesses"),)),
    }


def outline(exhibit: Exhibit) -> str:
    """What a reader sees, an element a line: the golden text."""
    body = re.sub(r"<svg class=\"icon\".*?</svg>", "", str(exhibit.html()))
    spaced = re.sub(r"</?(tr|p|li|dt|dd|div|figcaption|blockquote|ul|dl|table|thead|tbody|summary)\b[^>]*>", "\n", body)
    text = re.sub(r"<a [^>]*href=\"([^\"]*)\"[^>]*>(.*?)</a>", r"[\2](\1)", re.sub(r"</t[hd]>", " | ", spaced))
    lines = (unescape(re.sub(r"<[^>]+>", "", line)).strip(" |") for line in text.splitlines())
    return "\n".join(line for line in lines if line) + "\n"


@pytest.mark.parametrize("name", build_all())
def test_a_table_reads_as_its_golden_text(name: str) -> None:
    path = GOLDEN / f"{name}.txt"
    found = outline(build_all()[name])
    if not path.exists():
        path.write_text(found, encoding="utf-8")
        pytest.fail(f"'{path.name}' was missing and has been written. Look at it and run again.")
    assert found == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", build_all())
def test_a_table_has_data_and_a_source(name: str) -> None:
    exhibit = build_all()[name]
    assert exhibit.source and exhibit.data is not None and exhibit.kind == "table"


def test_hostile_text_is_shown_as_text_everywhere() -> None:
    incident = INCIDENT.model_copy(update={"summary": HOSTILE, "place": HOSTILE, "target": HOSTILE})
    actor = DOSSIER.actors[0].model_copy(update={"name": HOSTILE, "stake": HOSTILE})
    said = DOSSIER.statements[0].model_copy(update={"speaker": HOSTILE, "text": HOSTILE, "addressee": HOSTILE})
    dossier = DOSSIER.model_copy(update={"incidents": (incident,), "actors": (actor,), "statements": (said,)})
    entry = replace(LEDGER[0], promised=HOSTILE, reason=HOSTILE, unknown=HOSTILE, promiser=HOSTILE, indicator=HOSTILE)
    frame = build_frame(1).assign(place=HOSTILE, source=HOSTILE, source_url="javascript:alert(1)")
    for exhibit in (
        tables.incident_cards(dossier, ARTICLE),
        tables.actor_cards(dossier),
        tables.statements_table(dossier, ARTICLE),
        tables.pledge_ledger((entry,)),
        tables.article_record_table((Match(incident, ("E",), 4.0, (Point(HOSTILE, HOSTILE, HOSTILE, False),)),)),
        tables.record_table(build_record(frame)),
        tables.gaps_table((Gap(text=HOSTILE, matters_because=HOSTILE, close_by=HOSTILE),)),
    ):
        html = str(exhibit.html())
        assert "<script" not in html and "&lt;script&gt;" in html
        assert 'href="javascript' not in html


def test_contradictions_are_marked_by_word_and_symbol_not_by_colour_alone() -> None:
    html = str(tables.article_record_table(MATCHES).html())
    assert html.count('class="clash"') == 1
    assert re.search(r"<svg[^>]*aria-hidden[^>]*>.*?</svg>differs", html)
    assert (
        tables.article_record_table(MATCHES).title
        == "One incident of the article is in the record; they differ on 1 point"
    )


def test_what_the_article_does_not_state_is_said_with_its_reason() -> None:
    assert (
        '<span title="nobody is named" class="unstated">not stated</span>'
        in tables.incident_cards(DOSSIER, ARTICLE).body
    )


def test_with_no_quotes_the_articles_words_stay_away() -> None:
    assert "died on the Mir" not in tables.incident_cards(DOSSIER, ARTICLE, quotes="none").body
    assert "died on the Mir" not in tables.statements_table(DOSSIER, ARTICLE, quotes="none").body


def test_findings_carry_what_the_next_edition_compares() -> None:
    (entry,) = tables.pledge_ledger(LEDGER).findings["pledges"]  # type: ignore[misc]
    assert {"indicator": "P1", "status": "strained", "reason": "1 clash on the Mir since"}.items() <= entry.items()


def test_empty_tables_say_what_is_missing() -> None:
    assert tables.pledge_ledger(()).title == "No promise is tracked"
    assert tables.assumptions_table(()).title == "No assumption is written down"
    assert tables.implication_table(()).title == "No implication is drawn"
    assert tables.article_record_table(()).title == "There is no incident to look up in the record"
    assert tables.record_table(None).title == "There is no record to show"
    assert tables.context_table(None).title == "There is no context to show"
    assert tables.incident_cards(Dossier(article="mir"), ARTICLE).title.startswith("The article tells of no incident")
