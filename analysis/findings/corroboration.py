"""Article against record: which rows an incident told in the article is, why we think so, and where they disagree.

An incident told as several events ("two attacks") is matched with as many rows, whose casualties are summed. A
contradiction is shown, never settled.
"""

from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from analysis.intake.case import Case
from analysis.intake.events import Events
from analysis.reading.dossier import Count, Incident

# Two points of agreement beyond the country are asked for: with one, any attack of that kind in the country would do.
THRESHOLD = 3.0
MAX_TOGETHER = 4  # rows that one telling may sum up; more are a campaign, not an incident
MAX_SPAN_DAYS = 14  # between the first and the last row of one telling
# What each agreement is worth. Figures count most: they are rarely equal by chance.
POINTS = {"country": 1.0, "target": 1.0, "date": 2.0, "killed": 2.0, "injured": 1.0, "weapon": 1.0, "type": 0.5}
VIOLENT = {"armed_attack", "bombing", "drone_attack", "clash", "shooting", "kidnapping", "airstrike", "infiltration"}
RECENT_DAYS = 45  # an undated telling speaks of the newest weeks before the case's pledge or publication
WEAPON_WORDS = ("drone", "grenade", "bomb", "rocket", "missile", "knife", "vest", "mine", "gun", "rifle", "firearm")


@dataclass(frozen=True)
class Point:
    """One field compared: what the article says, what the record says, and whether they agree (None: one is silent)."""

    field: str
    article: str
    record: str
    agrees: bool | None


@dataclass(frozen=True)
class Match:
    """An incident of the article with the rows that it was matched with (none: `rows` is empty)."""

    incident: Incident
    rows: tuple[str, ...]  # event_ids
    score: float
    points: tuple[Point, ...]

    @property
    def is_found(self) -> bool:
        return self.score >= THRESHOLD

    @property
    def contradictions(self) -> tuple[Point, ...]:
        return tuple(point for point in self.points if point.agrees is False)

    @property
    def reason(self) -> str:
        """The agreements as a phrase: "same country; killed 5 = 5"."""
        return "; ".join(f"{p.field} {p.article} = {p.record}" for p in self.points if p.agrees) or "nothing agrees"


def match_incidents(case: Case, incidents: tuple[Incident, ...]) -> tuple[Match, ...]:
    """Each armed incident of a dossier with its best rows, in the dossier's order. Diplomatic acts are not matched."""
    armed = [incident for incident in incidents if incident.type not in ("diplomatic", "arrest", "protest")]
    if case.events is None:
        return tuple(Match(incident, (), 0.0, ()) for incident in armed)
    return tuple(match_incident(case, case.events, incident) for incident in armed)


def match_incident(case: Case, events: Events, incident: Incident) -> Match:
    """The best group of rows for one incident; groups are as large as the number of events that it tells."""
    candidates = select_candidates(case, events, incident)
    together = min(incident.number, MAX_TOGETHER)
    best = Match(incident, (), 0.0, ())
    for chosen in combinations(range(len(candidates)), together):
        rows = candidates.iloc[list(chosen)]
        if (rows["date"].iloc[-1] - rows["date"].iloc[0]).days > MAX_SPAN_DAYS:
            continue
        points = compare_points(incident, rows)
        score = sum(POINTS[p.field] for p in points if p.agrees) - 0.5 * sum(p.agrees is False for p in points)
        if score > best.score:
            best = Match(incident, tuple(rows["event_id"]), score, points)
    return best


def select_candidates(case: Case, events: Events, incident: Incident) -> pd.DataFrame:
    """Rows of the right country and time, oldest first."""
    frame = events.frame[events.frame["date"] <= pd.Timestamp(case.as_of)]
    if incident.place_precision == "border" and case.file.border:  # on which side of it is for the record to say
        frame = frame[frame["country_iso3"].isin(case.file.border)]
    elif incident.country_iso3:
        frame = frame[frame["country_iso3"] == incident.country_iso3]
    if incident.date:
        day = pd.Timestamp(incident.date)
        frame = frame[
            (frame["date"] - day).abs() <= pd.Timedelta(days=MAX_SPAN_DAYS if len(incident.date) > 7 else 366)
        ]
    elif incident.is_main:
        anchor = pd.Timestamp(
            (case.file.pledge.date if case.file.pledge else None) or case.file.published or case.as_of
        )
        frame = frame[(frame["date"] <= anchor) & (frame["date"] > anchor - pd.Timedelta(days=RECENT_DAYS))]
    return frame.sort_values(["date", "event_id"])


def compare_points(incident: Incident, rows: pd.DataFrame) -> tuple[Point, ...]:
    """Field by field, what the article and the rows say."""
    return (
        compare_text("country", incident.country_iso3, sorted(set(rows["country_iso3"].dropna()))),
        compare_date(incident, rows),
        compare_words("target", incident.target, rows["target"]),
        compare_words("weapon", incident.weapon, rows["weapon"], WEAPON_WORDS),
        compare_type(incident.type, sorted(set(rows["event_type"].dropna()))),
        compare_count("killed", incident.killed, rows["killed_best"]),
        compare_count("injured", incident.injured, rows["injured"]),
    )


def compare_text(field: str, article: str | None, record: list[str]) -> Point:
    return Point(field, article or "not stated", " and ".join(record), article in record if article else None)


def compare_type(article: str, record: list[str]) -> Point:
    """ "Armed attack" is every kind of violence: the general word does not contradict the special one."""
    agrees = article in record or (article == "armed_attack" and set(record) <= VIOLENT)
    return Point("type", article.replace("_", " "), " and ".join(record).replace("_", " "), agrees)


def compare_date(incident: Incident, rows: pd.DataFrame) -> Point:
    days = [f"{day:%Y-%m-%d}" for day in rows["date"]]
    agrees = any(day.startswith(incident.date) for day in days) if incident.date else None
    return Point("date", incident.date or "not stated", " and ".join(days), agrees)


def compare_words(field: str, article: str | None, record: pd.Series, only: tuple[str, ...] = ()) -> Point:
    """Agreement on at least one telling word (its first five letters), out of `only` where given."""
    theirs = "; ".join(record.dropna().unique())
    if not article or not theirs:
        return Point(field, article or "not stated", theirs or "not stated", None)
    shared = stems(article) & stems(theirs)
    if only:
        shared = {word for word in shared if any(word.startswith(known[:5]) for known in only)}
    return Point(field, article, theirs, bool(shared))


def compare_count(field: str, article: Count | None, record: pd.Series) -> Point:
    """The article's figure against the sum of the rows'; a row without a figure leaves the sum open."""
    sums = " + ".join("?" if pd.isna(n) else f"{n:.0f}" for n in record)
    total = None if record.isna().any() else int(record.sum())
    theirs = sums if total is None or len(record) == 1 else f"{total} ({sums})"
    if article is None or total is None:
        return Point(field, str(article.best) if article else "not stated", theirs, None)
    inside = article.low <= total <= (article.high if article.high is not None else max(total, article.best))
    return Point(field, article.text if article.low != article.best else str(article.best), theirs, inside)


def stems(text: str) -> set[str]:
    """First five letters of each word of four letters or more, in lower case."""
    words = "".join(c if c.isalpha() else " " for c in text.casefold()).split()
    return {word[:5] for word in words if len(word) >= 4}
