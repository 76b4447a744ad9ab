"""One tiny invented conflict serves all tests: raids across the ford between Averia (XAA) and Belmar (XBB)."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from analysis.intake.case import Case, read_case

settings.register_profile("untimed", deadline=None)  # no test is timed: machines are shared
settings.load_profile("untimed")

ARTICLE = """\
---
title: Averia Promises to Guard the Ford After Two Raids
author: Ada Quill
published: 2020-07-03
---
Averia said on Thursday that it would guard the ford after two raids killed three millers in Belmar.

Belmar's interior ministry said gunmen had crossed the river and injured two more.

## What's Next

The raids could strain relations if they go on.
"""

CASE = """\
title: Is the ford being guarded?
question: Does Averia keep its promise to guard the ford?
articles: [article.md]
countries: [XAA, XBB]
border: [XAA, XBB]
events: skirmishes
commitments: promises
pledge: {date: 2020-07-01, commitment: P1}
main_scope: ford
scopes:
  ford: {title: armed raids across the ford, one: armed raid across the ford, border_segment: XAA-XBB}
  killed:
    title: raids that killed millers
    one: raid that killed millers
    border_segment: XAA-XBB
    target_iso3: XBB
    fatal: target
"""

COLUMNS = (
    "event_id,date,date_precision,country_iso3,place,latitude,longitude,border_segment,event_type,weapon,perpetrator,"
    "target,killed,killed_low,killed_high,killed_of_target,injured,millers,note,source,source_url"
)
EVENTS = """\
R1,2015-03-04,day,XBB,Upper mill,50.1,20.1,XAA-XBB,shooting,rifles,raiders,millers,1,1,1,1,0,true,one miller,Gazette,https://gazette.example/1
R2,2016-05,month,XBB,Lower mill,50.2,20.2,XAA-XBB,armed_attack,rifles,raiders,guards,0,0,0,,1,false,,Gazette,https://gazette.example/2
R3,2018-08-09,day,XBB,Old ford,50.3,20.3,XAA-XBB,clash,,raiders,guards,2,1,3,,,false,one or three,Gazette,https://gazette.example/3
R4,2020-06-20,day,XBB,Upper mill,50.1,20.1,XAA-XBB,shooting,rifles,raiders,millers,2,2,2,2,1,true,two millers,Gazette,https://gazette.example/4
R5,2020-06-28,day,XBB,Lower mill,50.2,20.2,XAA-XBB,drone_attack,drone,raiders,millers,1,1,1,1,1,true,one miller,Gazette,https://gazette.example/5
R6,2020-08-15,day,XBB,Old ford,50.3,20.3,XAA-XBB,clash,rifles,raiders,guards,3,3,3,,,false,3 raiders died,Gazette,https://gazette.example/6
R7,2020-09-01,day,XBB,Market,50.4,20.4,XAA-XBB,clash,fists,drovers,drovers,0,0,0,,4,false,a brawl,Gazette,https://gazette.example/7
R8,2019-01-01,day,XCC,Far away,10.0,10.0,none,bombing,bomb,others,others,9,9,9,,,false,,Gazette,https://gazette.example/8
"""

MAPPING = """\
dataset: ford-1
columns: {event_id: event_id, date: date, date_precision: date_precision, country_iso3: country_iso3, place: place,
  latitude: latitude, longitude: longitude, border_segment: border_segment, event_type: event_type, weapon: weapon,
  perpetrator: perpetrator, target: target, killed_total: killed, killed_low: killed_low, killed_high: killed_high,
  killed_of_target: killed_of_target, injured: injured, note: note, source: source, source_url: source_url}
target_iso3: {column: millers, value: "true", iso3: XBB}
casualties:
  R6: {killed_low: 0, killed_best: 0, killed_high: 0, attackers_killed: 3, reason: "note: 3 raiders died"}
unarmed: {R7: a brawl}
"""

PROMISES = """\
commitment_id,date,actor,counterpart,kind,summary,observable_indicator,source_name,source_url
P1,2020-07-01,Averia,Belmar,pledge,Guard the ford,raids after 1 July 2020,Gazette,https://gazette.example/p1
P2,2020-07,Averia,Belmar,pledge,Publish an inquiry,a published inquiry,Gazette,https://gazette.example/p2
"""

REVIEW = """\
sources:
  - {id: gazette, name: The Gazette, reliability: B, reason: long record of corrections}
evidence:
  - {id: E1, text: Raiders rode horses, source: gazette, credibility: 2, ratings: {H1: C, H2: I}}
  - {id: E2, text: The river was low, source: gazette, credibility: 1, ratings: {H1: C, H2: C}}
  - {id: E3, text: A drone was used, source: gazette, credibility: 3, ratings: {H1: II, H2: C}}
hypotheses:
  - {id: H1, title: Bandits, text: Bandits did it}
  - {id: H2, title: Rebels, text: Rebels did it}
assumptions:
  - {id: A1, text: The drone came from the raiders, if_wrong: bandits fit better, bears_on: [E3]}
judgments:
  - id: J1
    text: At least one more armed raid is reported within {horizon_days} days
    probability: {model: outlook, scope: ford}
    confidence: low
    confidence_reason: few raids are on record.
    rests_on: [E1, R5, P1, A1]
    would_change: a year without raids
  - id: J2
    text: The inquiry is published by the end of 2020
    probability: [0.05, 0.2]
    confidence: moderate
    confidence_reason: nobody has been named to lead it.
    rests_on: [E2]
    would_change: a named judge
scenarios:
  - {id: S1, title: Quiet, text: No raids, probability: 0.4, signposts: [{text: no raid, scope: ford, at_most: 0}]}
  - {id: S2, title: Raids, text: Raids go on, probability: 0.6, signposts: [{text: a raid, scope: ford, at_least: 1}]}
indicators:
  - id: I1
    commitment: P1
    text: no raids across the ford
    test: {kind: incidents, strained_scope: ford, strained_at: 1, broken_scope: killed, kept_after_days: 180}
    unknown: raids that nobody reported
  - id: I2
    commitment: P2
    text: an inquiry is published
    test:
      kind: observations
      fulfilled_by: the inquiry is published
      deadline: 2020-12-31
      observations:
        - {date: 2020-08-20, shows: for, text: a judge was asked, source: gazette, url: "https://gazette.example/o1"}
    unknown: what the judge said
"""


@dataclass(frozen=True)
class Workbook:
    """A workbook folder on disk, any file of which a test can rewrite; passports follow unless told not to."""

    root: Path

    @property
    def case_folder(self) -> Path:
        return self.root / "data" / "cases" / "ford"

    @property
    def events(self) -> Path:
        return self.root / "data" / "events" / "skirmishes.csv"

    @property
    def promises(self) -> Path:
        return self.root / "data" / "context" / "promises.csv"

    def write(self, path: Path, text: str, passport: bool = True) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        if passport:
            write_passport(path)
        return path

    def write_case(self, old: str = "", new: str = "", name: str = "case.yml") -> Path:
        """Rewrites a file of the case folder with one passage replaced, which must be there."""
        text = {"case.yml": CASE, "review.yml": REVIEW, "article.md": ARTICLE}[name]
        assert old in text
        return self.write(self.case_folder / name, text.replace(old, new), passport=False)

    def write_events(self, rows: str, mapping: str = MAPPING) -> Path:
        self.write(self.events.with_suffix(".mapping.yml"), mapping, passport=False)
        return self.write(self.events, f"{COLUMNS}\n{rows}")

    def read(self, as_of: str | dt.date | None = None, with_sites: bool = False) -> Case:
        return read_case(self.case_folder, as_of, with_sites=with_sites)


def write_passport(path: Path, **changes: object) -> Path:
    """A true passport beside a file; `changes` make it false where a test needs that."""
    content = path.read_bytes()
    fields = {
        "producer": "The Gazette",
        "title": path.stem,
        "version": "1",
        "description": "invented",
        "licence": "CC0",
        "citation": "none",
        "accessed": "2020-12-01",
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
        "coverage_start": "2015-01-01",
        "coverage_end": "2020-11-30",
        "known_gaps": "[winters are thinly covered]",
    }
    lines = [f"{key}: {value}" for key, value in {**fields, **changes}.items()]
    target = path.with_name(f"{path.name}.source.yml")
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return target


@pytest.fixture
def workbook(tmp_path: Path) -> Workbook:
    """The invented conflict on disk, whole and right."""
    book = Workbook(tmp_path)
    for name in ("case.yml", "review.yml", "article.md"):
        book.write_case(name=name)
    book.write_events(EVENTS)
    book.write(book.promises, PROMISES)
    return book


@pytest.fixture
def ford(workbook: Workbook) -> Case:
    """The invented case, read at the end of its data."""
    return workbook.read()
