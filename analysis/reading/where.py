"""Where something happened: the country and the place that a sentence names, with coordinates where a town is known."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from analysis.intake.wordlists import word_set
from analysis.reading.dossier import PlacePrecision
from analysis.reading.events import read_event_words
from analysis.reading.gazetteer import Town, find_largest, find_town
from analysis.reading.mention import Line, Mention
from analysis.reading.regions import find_region

_CITY = 200_000  # people; a city of this size is known without its country: "a rally in Munich"
_JOINING = frozenset({"and", "-", "–", "'s", "/"})  # what may stand between two states and "border"
_GROUND = word_set(
    "soil territory territories city cities capital town village region province district border coast "
    "waters airspace port side land resort island peninsula highlands enclave exclave state mosque"
)
_PLACE_WORDS: dict[str, PlacePrecision] = {
    "province": "province", "region": "province", "state": "province", "governorate": "province",
    "district": "district",    "county": "district", "township": "district", "border": "border", "frontier": "border",
}  # fmt: skip


class Where(NamedTuple):
    """A place as written, its country, its coordinates where a gazetteer knows it, and how precise that is."""

    place: str | None
    country: str | None
    town: Town | None
    precision: PlacePrecision | None


def find_countries(lines: Sequence[Line]) -> dict[str, int]:
    """How often each state, or a body of it, is named in the article."""
    counts: dict[str, int] = {}
    for line in lines:
        for mention in line.mentions:
            if mention.kind in ("state", "government_body") and mention.iso3:
                counts[mention.iso3] = counts.get(mention.iso3, 0) + 1
    return counts


def find_where(line: Line, countries: Collection[str], text: str, span: tuple[int, int] | None = None) -> Where:
    """The place that a sentence, or the part `span` of it, puts its event in; all None where it names none."""
    start, end = span or (line.start, line.end)
    inside = [m for m in line.mentions if start <= m.start < end]
    country = next((_find_part(line, m) or m.iso3 for m in inside if _locates(line, m)), None)
    border = _find_border(line, text, start, end)
    if border:
        return Where(border, country, None, "border")
    places = [m for m in inside if _is_place(m) and not _names_site(line, m)]
    kept = [m for m in places if m.first == 0 or not _goes(line, m)] or places
    place = next((m for m in kept if m.locative), kept[0] if kept else None)
    if place is None:
        return Where(None, country, None, "country" if country else None)
    region = find_region(place.text, {country} if country else countries)
    town = place.town or find_town(place.text, {country or region or ""} if country or region else countries)
    if town is None and not (country or region):
        largest = find_largest(place.text) if place.locative or not countries else None
        town = largest if largest and (not countries or largest.population >= _CITY) else None
    precision = _find_precision(line, place)
    if region and town is None and precision == "place":
        precision = "province"
    return Where(place.text, country or region or (town.iso3 if town else None), town, precision)


def _find_part(line: Line, mention: Mention) -> str | None:
    """ "Northern Ireland", "West Papua": the country of a region whose name ends in that of a state."""
    before = line.tokens[mention.first - 1] if mention.first else None
    return find_region(f"{before.text} {mention.text}", ()) if before and before.cap else None


def _names_site(line: Line, mention: Mention) -> bool:
    """Whether the name is that of a hospital: where victims lie, not where they fell."""
    following = line.tokens[mention.last].low if mention.last < len(line.tokens) else ""
    return following in ("hospital", "clinic") or "hospital" in mention.text.lower()


def _is_place(mention: Mention) -> bool:
    if mention.form == "seat":
        return mention.locative
    if mention.kind in ("unknown", "person") and find_region(mention.text, ()):
        return True
    return mention.kind == "place" or (mention.kind == "unknown" and mention.locative)


def _locates(line: Line, mention: Mention) -> bool:
    """Whether a state's name puts the event there: "in Tajikistan", "Tajik territory", "Sudan's El Fasher"."""
    if mention.kind != "state":
        return False
    following = line.tokens[mention.last : mention.last + 3]
    if mention.form == "adjective":
        ground = next((k for k, token in enumerate(following[:2]) if token.low in _GROUND), None)
        return ground is not None and not any(
            t.low in ("guards", "guard", "forces", "police") for t in following[ground + 1 :]
        )
    if mention.locative and (_goes(line, mention) or _is_registered(line, mention)):
        return False
    if _is_coast(line, mention):
        return True
    is_owner = len(following) > 1 and following[0].low == "'s"
    owns = is_owner and (
        any(t.low in _GROUND for t in following[1:]) or (line.number >= 0 and _owns_place(line, mention))
    )
    return mention.locative or owns


def _is_registered(line: Line, mention: Mention) -> bool:
    """ "Registered in Togo", "based in Qatar", "born in Chile": where a thing or a person is from."""
    return mention.first > 1 and line.tokens[mention.first - 2].low in _FROM


def _is_coast(line: Line, mention: Mention) -> bool:
    """ "Off the southern coast of Taiwan", "in the waters of Oman"."""
    before = [token.low for token in line.tokens[max(0, mention.first - 2) : mention.first]]
    return len(before) > 1 and before[1] == "of" and before[0] in _COASTS


_FROM = word_set("registered based born headquartered incorporated raised educated flagged built founded licensed")
_COASTS = word_set("coast coasts shore shores waters airspace capital soil")


def _owns_place(line: Line, mention: Mention) -> bool:
    """ "Sudan's El Fasher", but not "Afghanistan's Taliban"."""
    return any(m.first == mention.last + 1 and m.kind in ("place", "unknown") for m in line.mentions)


_WAYS = frozenset({"from", "to", "toward", "towards", "through", "via", "between", "off", "with", "over", "near"})


def _goes(line: Line, mention: Mention) -> bool:
    """ "from" and "to" tell of a way, "near Chad" of a neighbour; neither is the place."""
    at = mention.first - 1
    before = line.tokens[at - 1 if line.tokens[at].low == "the" else at].low
    return before in _WAYS


def _find_border(line: Line, text: str, start: int, end: int) -> str | None:
    """The words that name a border: two states with "border" or "frontier" after them."""
    for at, token in enumerate(line.tokens):
        if start <= token.start < end and token.low in ("border", "frontier"):
            owners = [m for m in line.mentions if at - 5 <= m.last <= at and m.kind == "state"]
            joined = [t for t in line.tokens[max(0, at - 4) : at] if "-" in t.text and t.cap]
            if len(owners) > 1 or joined:
                first = joined[0].start if joined else owners[0].start
                if joined or all(t.cap or t.low in _JOINING for t in line.tokens[owners[0].first : at]):
                    return " ".join(text[first : token.end].split())
            between = [
                m for m in line.mentions if at < m.first <= at + 6 and m.kind == "state" and m.form != "adjective"
            ]
            if len(between) > 1 and line.tokens[at + 1].low in ("between", "of"):
                return " ".join(text[token.start : between[1].end].split())
    return None


def _find_precision(line: Line, place: Mention) -> PlacePrecision:
    words = [t.low for t in line.tokens[max(0, place.first - 3) : place.last + 2]]
    return next((_PLACE_WORDS[word] for word in words if word in _PLACE_WORDS), "place")


def is_at_sea(text: str, start: int, end: int) -> bool:
    """Whether the words name open waters."""
    return read_event_words().at_sea.search(text, start, end) is not None
