"""The incident that an article is about: told in its title and first sentences, completed from the rest."""

import re
from collections.abc import Sequence
from itertools import pairwise

from analysis.intake.article import Article
from analysis.intake.wordlists import word_set
from analysis.reading.dating import find_main_date, is_apart, is_old, is_total, only_follows
from analysis.reading.dossier import AttributionStatus
from analysis.reading.events import read_event_words
from analysis.reading.gazetteer import find_town
from analysis.reading.lines import find_title_line
from analysis.reading.mention import Line
from analysis.reading.perpetrators import find_named_suspect, find_perpetrator, find_plotters, find_unnamed, is_denying
from analysis.reading.pieces import find_pieces, is_same_paragraph, select_current
from analysis.reading.quantities import Toll, read_number
from analysis.reading.regions import find_region
from analysis.reading.telling import Telling
from analysis.reading.when import When
from analysis.reading.where import Where, find_countries, find_where, is_at_sea

_TAKEOVER = "upheaval"
_SHORT_LEDE = 3  # sentences; below this, headings begin at once and the news is told under them
_TOLD_IN = frozenset({"lede", "other", "why_it_matters", "background"})
_TOLD_ANYWHERE = _TOLD_IN | {"actors", "analysis"}
_OPENING = 4  # sentences in which an article tells what it is about
_WEIGHTS = (2.0, 1.5, 1.0, 0.5)
_TITLE_WEIGHT = 2.5
_DEADLY = 1.5  # violence with a toll is the news even where talks are named beside it
_GENERIC = {
    "upheaval": 1.1,
    "armed_attack": 0.45,
    "clash": 0.6,
    "other": 0.7,
    "diplomatic": 0.6,
    "arrest": 0.6,
    "protest": 0.8,
}
VIOLENT = frozenset(
    {"kidnapping", "drone_attack", "airstrike", "bombing", "shooting", "clash", "armed_attack", "protest"}
)
_SEVERAL = re.compile(
    r"\b(?P<n>two|three|four|five|six|seven|eight|nine|ten|twin|double|\d{1,2}) (?:\w+ ){0,2}?"
    r"(?:attacks|bombings|blasts|explosions|strikes|raids|shootings|bombs|assaults|incidents)\b",
    re.IGNORECASE,
)
_SUPERSEDED = re.compile(
    (
        r"\b(?:first (?:reports?|reported|counts?|said|statement)|early reports?|initial(?:ly)?|earlier|had "
        r"(?:first |earlier )?(?:reported|counted|spoken)|at first)\b"
    ),
    re.IGNORECASE,
)


def build_main(article: Article, lines: Sequence[Line]) -> Telling | None:
    """The main incident as a Telling whose spans are the sentences that speak of it, or None."""
    lede = [line for line in lines if line.kind == "lede"]
    opening = lede[:_OPENING] if len(lede) >= _SHORT_LEDE else list(lines[:_OPENING])
    told_in = _TOLD_IN if len(lede) >= _SHORT_LEDE else _TOLD_ANYWHERE
    title = find_title_line(article)
    kind = find_main_kind(opening, title)
    if kind is None or not opening:
        return None
    when, dated = find_main_date(article.text, lines, kind, article.published)
    telling = _select_telling(article.text, [x for x in lines if x.kind in told_in], kind, when) or list(opening[:1])
    first = next((line for line in opening if kind in line.kinds()), opening[0])
    told = [x for x in opening if not (when and x.dates and all(_is_other(date, when) for date in x.dates))]
    where = _find_where(article, lines, title, [*([dated] if dated else []), first, *told])
    if kind == "diplomatic" and where.precision in (None, "country"):
        where = where._replace(country=_find_opener(title, opening) or where.country)
    plotters = find_plotters(article.text, [*telling, *opening]) if kind == _TAKEOVER else None
    near = [line for line in lines if line.kind in told_in]
    who, status = _find_who(article, title, telling, near, when, is_violent=kind in VIOLENT)
    if plotters:
        who, status = plotters, "alleged"  # who took power, in the words for it
    return Telling(
        first, first.start, first.end, kind, when, where, tuple(_find_tolls(article, telling, kind, title, when)), who,
        status, _find_number(article, opening), tuple(dict.fromkeys((t.start, t.end) for t in (first, *telling[:6]))),
        tuple((t.start, t.end) for t in telling[6:]),
    )  # fmt: skip


def find_main_kind(opening: Sequence[Line], title: Line | None) -> str | None:
    """The kind that title and opening speak of most; general words ("attack") count less than telling ones."""
    scores: dict[str, float] = {}
    if _is_verdict(title) or (opening and _is_verdict(opening[0])):
        return "arrest"
    weighted = list(zip(opening, _WEIGHTS, strict=False)) + ([(title, _TITLE_WEIGHT)] if title else [])
    for line, weight in weighted:
        for kind in line.kinds():
            factor = _GENERIC.get(kind, 1.0)
            if {"clash", "airstrike"} <= set(line.kinds()) and kind in ("clash", "airstrike"):
                factor = 1.0 if kind == "clash" else 0.5  # both sides fire: rockets and jets are their weapons
            if {"clash", "shooting"} <= set(line.kinds()) and kind == "shooting":
                factor = 0.5  # shots are what a clash is made of
            deadly = _DEADLY if kind in VIOLENT and any(toll.best for toll in line.tolls) else 1.0
            scores[kind] = scores.get(kind, 0) + weight * factor * deadly
    return max(scores, key=lambda kind: scores[kind], default=None)


_VERDICT = word_set(
    "sentenced sentences jailed jails jailing convicted convicts acquitted acquits verdict extradited indicted indicts"
)


def _is_verdict(line: Line | None) -> bool:
    """Whether a court's word comes before that of the deed: then the ruling is the news."""
    ruled = next((token.start for token in line.tokens if token.low in _VERDICT), None) if line else None
    if line is None or ruled is None:
        return False
    return all(event.start >= ruled or event.kind in ("arrest", "other") for event in line.events)


def _select_telling(text: str, lines: Sequence[Line], kind: str, when: When | None) -> list[Line]:
    """The sentences that tell of the main incident.

    An undated one that follows a sentence about an older day in the same paragraph goes on about that day.
    """
    telling: list[Line] = []
    before, is_older = None, False
    for line in lines:
        goes_on = is_older and before is not None and not line.dates and is_same_paragraph(text, before, line)
        dates = [date for date in line.dates if not only_follows(text, line, date, kind)]
        dated = bool(when and dates and all(_is_other(date, when) for date in dates))
        is_older = goes_on or dated or is_apart(text, line)
        before = line
        if not is_older and _tells(text, line, kind):
            telling.append(line)
    return telling


def _tells(text: str, line: Line, kind: str) -> bool:
    """Whether a sentence speaks of the main incident and not of an older or other one."""
    if is_old(text, line) or is_total(text, line):
        return False
    return bool(set(line.kinds()) & (VIOLENT | {kind})) or bool(line.tolls)


def _is_other(told: When, when: When) -> bool:
    """Whether a date is of another time: a month or year that isn't the incident's, or a day before it."""
    if told.precision == "day":
        return told.iso < when.iso
    return not when.iso.startswith(told.iso)


def _find_where(article: Article, lines: Sequence[Line], title: Line | None, order: Sequence[Line]) -> Where:
    """The first place named, with the country from title, sentences, dateline or the most named state."""
    countries = find_countries(lines)
    found = [find_where(line, countries, article.text) for line in order if not is_old(article.text, line)]
    headline = find_where(title, countries, article.title or "") if title else Where(None, None, None, None)
    place = next((w for w in (*found, headline) if w.place), Where(None, None, None, None))
    if any(is_at_sea(article.text, line.start, line.end) for line in order[:3]) and (
        headline.town or not headline.country
    ):
        return place._replace(country=None)
    named = [
        headline.country,
        found[0].country if found else None,
        _find_filed(article, countries),
        *(w.country for w in found),
        _find_owner(title, countries),
    ]
    country = next(filter(None, named), None) or (place.town.iso3 if place.town else None)
    if country is None and not _is_between_states(title):
        country = _find_home(countries)
    if place.town and country and place.town.iso3 != country:
        place = place._replace(town=find_town(place.place or "", {country}))
    return place._replace(country=country, precision=place.precision or ("country" if country else None))


def _find_opener(title: Line | None, opening: Sequence[Line]) -> str | None:
    """The state that opens the news of its own step: "Poland expels …"; none where two states open it."""
    if _is_between_states(title):
        return None
    lines = [line for line in (title, *opening[:1]) if line]
    return next((m.iso3 for line in lines for m in line.mentions if m.first == 0 and m.kind == "state"), None)


def _is_between_states(title: Line | None) -> bool:
    """Whether the title joins two states: "Chad and Sudan trade fire", "the Chad-Sudan accord"."""
    states = [m for m in title.mentions if m.kind == "state"] if title else []
    return any(one.iso3 != other.iso3 and other.first - one.last == 1 for one, other in pairwise(states))


def _find_owner(title: Line | None, countries: dict[str, int]) -> str | None:
    """The country of a town, region or state that the title names: "New Orleans truck attack", "Chad's war"."""
    if title is None:
        return None
    long = _find_long_town(title, countries)
    for mention in () if long else title.mentions:
        following = title.tokens[mention.last].low if mention.last < len(title.tokens) else ""
        if mention.kind == "state" and mention.iso3 and following == "'s":
            return mention.iso3
        if mention.kind in ("place", "unknown"):
            town = find_town(mention.text, countries)
            found = find_region(mention.text, countries) or (town.iso3 if town else None)
            if found:
                return found
    return long


def _find_long_town(title: Line, countries: dict[str, int]) -> str | None:
    """The country of a town of several words in the title ("New Orleans"), where the article names that country."""
    for one, other in pairwise(title.tokens):
        town = find_town(f"{one.text} {other.text}", countries) if one.cap and other.cap else None
        if town:
            return town.iso3
    return None


def _find_filed(article: Article, countries: dict[str, int]) -> str | None:
    """The country of the dateline, where its town is also named in the title or the text."""
    town = (article.dateline or "").split(",")[0].strip()
    if (
        not town
        or town.casefold()
        not in f"{article.title} {article.text[:3000]}".replace(article.dateline or "", "", 1).casefold()
    ):
        return None
    known = find_town(town, countries)
    return known.iso3 if known else None


def _find_home(countries: dict[str, int]) -> str | None:
    return max(countries, key=lambda code: countries[code], default=None)


def _find_tolls(
    article: Article, telling: Sequence[Line], kind: str, title: Line | None, when: When | None
) -> list[Toll]:
    """Tolls in order of authority: the title's figure, then the sentences' in order, superseded ones last.

    Only a violent incident has any but "nobody was hurt".
    """
    text = article.text
    pairs = []
    for line in telling:
        pieces = find_pieces(text, line, article.published, None) if len(line.dates) > 1 else ()
        older = [piece for piece in pieces if when and _is_other(piece[2], when)]
        pairs += [(is_superseded(text, line, toll), toll) for toll in select_current(text, line, older)]
    tolls = [toll for _, toll in sorted(pairs, key=lambda pair: pair[0])]
    if kind == "upheaval":
        tolls = [toll for toll in tolls if any(x.start <= toll.start < x.end for x in telling if x.number < _OPENING)]
    elif kind not in VIOLENT:
        return [toll for toll in tolls if toll.best == 0]
    for headline in title.tolls if title else ():
        tolls.sort(key=lambda toll: toll.kind == headline.kind and toll.best != headline.best)
    return tolls


def is_superseded(text: str, line: Line, toll: Toll) -> bool:
    """Whether the words just before a figure tell that another has taken its place: "an earlier toll of 25"."""
    return _SUPERSEDED.search(text, max(line.start, toll.start - _EARLIER_REACH), toll.end) is not None


_EARLIER_REACH = 60  # characters


def _find_number(article: Article, opening: Sequence[Line]) -> int:
    for line in opening:
        found = _SEVERAL.search(article.text, line.start, line.end)
        if found:
            return 2 if found["n"].lower() in ("twin", "double") else max(1, read_number(found["n"]) or 1)
    return 1


def _find_who(
    article: Article,
    title: Line | None,
    telling: Sequence[Line],
    near: Sequence[Line],
    when: When | None,
    *,
    is_violent: bool,
) -> tuple[str | None, AttributionStatus]:
    """A claim of responsibility, else an accusation, else who is told as doing it, else "gunmen" and the like."""
    text = article.text
    said = [find_perpetrator(text, line, line.start, line.end) for line in telling]
    named = [pair for pair in said if pair[0]]
    for line in near:
        is_dated = when and line.dates and line.dates[0].kind != "last"  # "last week" names no other day
        if line not in telling and not is_dated and not is_old(text, line):
            named.append(find_perpetrator(text, line, line.start, line.end))
    claimed = next((pair for pair in named if pair[1] == "claimed"), None)
    name, status = claimed or next((pair for pair in named[: len(said)] if pair[0]), (None, "unknown"))
    if name is None:
        suspect = next(filter(None, (find_named_suspect(text, line) for line in near)), None)
        if suspect:
            return suspect, "alleged"
        opening = read_event_words().attackers.match(article.title or "") if title and is_violent else None
        unnamed = next(filter(None, (find_unnamed(text, line) for line in telling[:3] if is_violent)), None)
        return unnamed or (opening[0].lower() if opening else None), "unknown"
    return name, "denied" if status == "alleged" and is_denying(near, name) else status
