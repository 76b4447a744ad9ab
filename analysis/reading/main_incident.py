"""The incident that an article is about: told in its title and first sentences, completed from the rest."""

import re
from collections.abc import Sequence
from datetime import date

from analysis.intake.article import Article
from analysis.reading.dossier import AttributionStatus
from analysis.reading.events import find_kinds
from analysis.reading.mention import Line
from analysis.reading.perpetrators import find_perpetrator
from analysis.reading.quantities import Toll, find_tolls, read_number
from analysis.reading.telling import Telling, find_count
from analysis.reading.when import When, find_dates
from analysis.reading.where import Where, find_countries, find_where, is_at_sea

_OPENING = 4  # sentences in which an article tells what it is about
_WEIGHTS = (2.0, 1.5, 1.0, 0.5)
_TITLE_WEIGHT = 2.5
_GENERIC = {"armed_attack": 0.45, "clash": 0.6, "other": 0.7, "diplomatic": 0.6, "arrest": 0.6, "protest": 0.8}
_VIOLENT = frozenset(
    {"kidnapping", "drone_attack", "airstrike", "bombing", "shooting", "clash", "armed_attack", "protest"}
)
_BACKGROUND = re.compile(
    r"\b(?:last year|years? (?:ago|earlier)|previous|previously|since (?:19|20)\d\d|in (?:19|20)\d\d|earlier (?:this|last)|so far this year|in recent)\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"\b(?P<n>two|three|four|five|six|seven|eight|nine|ten|twin|double|\d{1,2}) (?:\w+ ){0,2}?(?:attacks|bombings|blasts|explosions|strikes|raids|shootings|bombs|assaults|incidents)\b",
    re.IGNORECASE,
)
_FAR = 14  # days; a date further from the article's is background, not the news


def build_main(article: Article, lines: Sequence[Line]) -> Telling | None:
    """The main incident as a Telling whose spans are all sentences that speak of it, or None."""
    opening = [line for line in lines if line.kind == "lede"][:_OPENING] or list(lines[:_OPENING])
    kind = find_main_kind(article, opening)
    if kind is None or not opening:
        return None
    when = _find_when(article, opening, lines, kind)
    telling = [line for line in lines if _tells(article, line, kind, when)] or opening[:1]
    first = next((line for line in opening if kind in find_kinds(article.text, line.start, line.end)), opening[0])
    who, status = _find_who(article, telling)
    return Telling(
        first, first.start, first.end, kind, when, _find_where(article, lines, opening, first),
        tuple(_find_tolls(article, telling, kind)), who, status, _find_number(article, opening),
        tuple((line.start, line.end) for line in telling[:6]),
    )  # fmt: skip


def find_main_kind(article: Article, opening: Sequence[Line]) -> str | None:
    """The kind that title and opening speak of most; general words ("attack") count less than telling ones."""
    scores: dict[str, float] = {}
    texts = [(article.title or "", _TITLE_WEIGHT)]
    texts += [(article.text[line.start : line.end], weight) for line, weight in zip(opening, _WEIGHTS, strict=False)]
    for text, weight in texts:
        for kind in find_kinds(text):
            scores[kind] = scores.get(kind, 0) + weight * _GENERIC.get(kind, 1.0)
    return max(scores, key=lambda kind: scores[kind], default=None)


def _find_when(article: Article, opening: Sequence[Line], lines: Sequence[Line], kind: str) -> When | None:
    """The date beside the words of the incident's kind, in the opening first."""
    candidates = [
        *opening,
        *(
            line
            for line in lines
            if line.kind in ("lede", "other", "background", "why_it_matters") and line not in opening
        ),
    ]
    for wants_kind in (True, False):
        for line in candidates if wants_kind else opening:
            if wants_kind and kind not in find_kinds(article.text, line.start, line.end):
                continue
            for when in find_dates(article.text, line.start, line.end, article.published):
                if when.precision == "day" and _is_near(when, article.published):
                    return when
    return None


def _is_near(when: When, published: date | None) -> bool:
    return published is None or 0 <= (published - date.fromisoformat(when.iso)).days <= _FAR


def _tells(article: Article, line: Line, kind: str, when: When | None) -> bool:
    """Whether a sentence speaks of the main incident and not of an older or other one."""
    if line.kind not in ("lede", "other", "why_it_matters"):
        return False
    if _BACKGROUND.search(article.text, line.start, line.end):
        return False
    dates = find_dates(article.text, line.start, line.end, article.published)
    if when and dates and not any(d.iso == when.iso for d in dates) and _dates_other(dates, when, article.published):
        return False
    return bool(set(find_kinds(article.text, line.start, line.end)) & (_VIOLENT | {kind})) or bool(
        find_count(article.text, line.start, line.end)
    )


def _dates_other(dates: Sequence[When], when: When, published: date | None) -> bool:
    """Whether the dates are all of another time: months and years, or days before the incident's."""
    days = [d for d in dates if d.precision == "day"]
    return not days or all(d.iso < when.iso for d in days)


def _find_where(article: Article, lines: Sequence[Line], opening: Sequence[Line], first: Line) -> Where:
    """The first place that the opening names, with the country from title, sentence, dateline or the most named state."""
    countries = find_countries(lines)
    order = [first, *(line for line in opening if line is not first)]
    found = [find_where(line, countries, article.text) for line in order]
    place = next((w for w in found if w.place), None) or Where(None, None, None, None)
    sea = any(is_at_sea(article.text, line.start, line.end) for line in order[:2])
    country = next((w.country for w in found if w.country), None)
    if sea and not country:
        return place._replace(country=None)
    country = country or (place.town.iso3 if place.town else None) or _find_home(countries)
    return place._replace(country=country, precision=place.precision or ("country" if country else None))


def _find_home(countries: dict[str, int]) -> str | None:
    return max(countries, key=lambda code: countries[code], default=None)


def _find_tolls(article: Article, telling: Sequence[Line], kind: str) -> list[Toll]:
    """The title's toll first, then those of the sentences; only a violent incident has any but "nobody"."""
    tolls: list[Toll] = []
    for line in telling:
        tolls += find_count(article.text, line.start, line.end)
    if kind not in _VIOLENT:
        tolls = [toll for toll in tolls if toll.best == 0]
    title = _find_title_toll(article)
    best = {toll.best for toll in tolls}
    if title and title.best in best:
        tolls.sort(key=lambda toll: toll.kind == title.kind and toll.best != title.best)
    return tolls


def _find_title_toll(article: Article) -> Toll | None:
    tolls = find_tolls(article.title or "", 0, len(article.title or ""))
    return tolls[0] if tolls else None


def _find_number(article: Article, opening: Sequence[Line]) -> int:
    for line in opening:
        found = _SEVERAL.search(article.text, line.start, line.end)
        if found:
            return 2 if found["n"].lower() in ("twin", "double") else max(1, read_number(found["n"]) or 1)
    return 1


def _find_who(article: Article, telling: Sequence[Line]) -> tuple[str | None, AttributionStatus]:
    """A claim of responsibility, else an accusation, else who is told as doing it."""
    said = [find_perpetrator(article.text, line, line.start, line.end) for line in telling]
    named = [pair for pair in said if pair[0]]
    return next((pair for pair in named if pair[1] == "claimed"), named[0] if named else (None, "unknown"))
