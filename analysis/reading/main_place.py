"""Where the main incident happened: from its sentences, the title, the dateline, else the state named most."""

from collections.abc import Sequence
from itertools import pairwise

from analysis.intake.article import Article
from analysis.reading.dating import is_old
from analysis.reading.gazetteer import find_largest, find_town
from analysis.reading.mention import Line
from analysis.reading.regions import find_region
from analysis.reading.where import Where, find_countries, find_where, is_at_sea


def find_main_place(article: Article, lines: Sequence[Line], title: Line | None, order: Sequence[Line]) -> Where:
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
        _find_label(title),
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


def _find_label(title: Line | None) -> str | None:
    """The state before the colon of a title: "Mali: convoys burnt on the road from Senegal"."""
    for mention in title.mentions[:1] if title else ():
        if mention.kind == "state" and mention.first == 0 and title and mention.last < len(title.tokens):
            return mention.iso3 if title.tokens[mention.last].text == ":" else None
    return None


def find_opener(title: Line | None, opening: Sequence[Line]) -> str | None:
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


def find_seat(article: Article) -> str | None:
    """The country of the dateline's town: where hands are shaken, news of it is filed."""
    town = find_largest((article.dateline or "").split(",")[0].strip().title())
    return town.iso3 if town and town.population > _KNOWN else None


_KNOWN = 100_000  # inhabitants: a smaller namesake of a capital is not where agencies file from


def _find_home(countries: dict[str, int]) -> str | None:
    return max(countries, key=lambda code: countries[code], default=None)
