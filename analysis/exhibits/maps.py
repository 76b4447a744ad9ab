"""The map of incidents: real borders, circles by deaths, eras by colour, labels that never overlap."""

from datetime import date

import pandas as pd

from analysis.exhibits.drawing import Drawing, fitted, measure
from analysis.exhibits.exhibit import NO_RECORD, Exhibit, absent, rows
from analysis.exhibits.labels import Box, Wanted, place_labels
from analysis.exhibits.places import Spot, find_spots
from analysis.exhibits.sites import box_sites, describe_drawn, draw_sites, find_drawn, frame_sites
from analysis.exhibits.style import ABROAD, BEFORE, HALO, INK, MUTED, NARROW, PAPER, SINCE, SMALL, TARGET, WIDE
from analysis.exhibits.svg import stills
from analysis.exhibits.terrain import (
    View,
    choose_view,
    draw_ground,
    draw_scale,
    find_cities,
    find_ground,
    find_name_places,
)
from analysis.exhibits.wording import counted, country, covered, day, listed, number, plural
from analysis.findings.record import Record
from analysis.findings.sites import SiteTable
from analysis.intake.borders import read_borders
from analysis.intake.columns import ROUGH

SHARE = {True: 1.0, False: 0.68}  # height of the map by its width: narrow, wide
MOST_LABELS = {True: 4, False: 7}
MOST_CITIES = {True: 3, False: 7}
KEY_HEIGHT = {True: 64, False: 36}  # below full width the key takes a second line
LEAST_SHARE = 0.2  # of all incidents at the busiest place, for the place to be the message
CITY_SPACING = 46.0  # pixels between named cities: more would be an atlas
DATA_COLUMNS = [
    "event_id", "date", "place", "country_iso3", "latitude", "longitude", "geo_precision", "event_type",
    "killed_low", "killed_best", "killed_high", "attackers_killed", "source_url",
]  # fmt: skip


def incidents_map(
    record: Record | None,
    *,
    pledge: date | None,
    countries: tuple[str, ...],
    highlight_target: str | None = None,
    sites: SiteTable | None = None,
    id: str = "map",
) -> Exhibit:
    """Where the incidents in scope happened. Circle area: people killed, attackers included; colour: the era.

    `countries`: ISO 3166 alpha-3, the first two share the border in question. `highlight_target`: whose nationals'
    deaths stand out (None: those of any target group). `sites`: own sites, as squares with a ring at their radius.
    Incidents without coordinates are counted in the note.
    """
    if record is None:
        return absent(id, "map", NO_RECORD)
    located = record.frame[record.frame["latitude"].notna() & record.frame["longitude"].notna()]
    own = find_drawn(sites)
    alt = alt_text(record, located, pledge)
    alt += f" Own sites: {listed(site.name for site in own)}." if own else ""
    data = record.frame[[name for name in DATA_COLUMNS if name in record.frame.columns]]

    def draw(width: int) -> Drawing:
        return draw_map(width, record, located, pledge, countries, highlight_target, sites)

    return Exhibit(
        id=id,
        title=describe_map(record, located, pledge),
        body=stills(id, alt, draw),
        source=f"{record.source}; borders: {read_borders(countries[:1]).passport.citation}",
        alt=alt,
        note=f"{describe_doubts(record, located)} {describe_drawn(sites)}".strip(),
        data=pd.concat([data, frame_sites(sites)], ignore_index=True) if own else data,
    )


def describe_map(record: Record, located: pd.DataFrame, pledge: date | None) -> str:
    """The message: how many lie where the most lie, and how many of those since the pledge."""
    if located.empty:
        return f"No {record.scope.title} with a known place, {covered(record.start, record.end)}"
    places = located.groupby([located["latitude"].round(1), located["longitude"].round(1)])
    busiest = max((group for _, group in places), key=len)
    if len(located) == 1 or len(busiest) == 1:
        return f"{counted(len(located), record.scope.one, record.scope.title)} on the map, no two at one place"
    if len(busiest) < LEAST_SHARE * len(located):
        return f"{len(located)} incidents on the map; no place has more than {len(busiest)} of them"
    name = str(busiest["admin1"].mode().iloc[0]) if busiest["admin1"].notna().any() else "one place"
    title = f"{len(busiest)} of {len(located)} incidents share one map point, in {common_place(busiest) or name}"
    since = int((busiest["date"] > pd.Timestamp(pledge)).sum()) if pledge else 0
    return f"{title}, {since} of them since the pledge" if since else title


def common_place(group: pd.DataFrame) -> str:
    """The last part of the place names that most of a group share: "Shamsiddin Shohin district"."""
    parts = group["place"].dropna().str.split(",").str[-1].str.strip()
    return str(parts.mode().iloc[0]) if len(parts) and parts.value_counts().iloc[0] > 1 else ""


def describe_doubts(record: Record, located: pd.DataFrame) -> str:
    """What the map can't show: incidents without coordinates, and places that are only approximate."""
    missing = record.count - len(located)
    notes = ["Circle area: people killed, attackers included."]
    if missing:
        notes.append(f"{plural(missing, 'incident')} without coordinates {'is' if missing == 1 else 'are'} not drawn.")
    rough = int(located["geo_precision"].isin(ROUGH).sum())
    unstated = int(located["geo_precision"].isna().sum())
    if rough:
        notes.append(
            f"{rough} of {len(located)} stand at the middle of a district or a wider area; near a river border the "
            "bank is not certain, and circles at one place are set side by side."
        )
    if unstated:
        notes.append(f"Of {unstated} incidents the source does not say how exact the place is.")
    return " ".join(notes)


def alt_text(record: Record, located: pd.DataFrame, pledge: date | None) -> str:
    """What the map shows, with its main numbers."""
    text = f"Map of {plural(len(located), record.scope.one, record.scope.title)}, {covered(record.start, record.end)}."
    if pledge and len(located):
        since = located[located["date"] > pd.Timestamp(pledge)]
        text += f" {len(located) - len(since)} before the pledge of {day(pledge)}, {len(since)} since."
    if len(located):
        top = located["country_iso3"].value_counts()
        text += f" By country: {listed(f'{country(str(name))} {count}' for name, count in top.items())}."
    return text


def draw_map(
    width: int,
    record: Record,
    located: pd.DataFrame,
    pledge: date | None,
    countries: tuple[str, ...],
    target: str | None,
    sites: SiteTable | None = None,
    framed: pd.DataFrame | None = None,
    pen: type[Drawing] = Drawing,
) -> Drawing:
    """Ground, borders, circles, then words where there is room: own sites first, incidents, cities, countries last.

    `framed`: incidents that the map makes room for, shown or not (None: those shown).
    """
    narrow, own = width <= NARROW, find_drawn(sites)
    shown = located if framed is None else framed
    shown = pd.concat([shown, frame_sites(sites)]) if own else shown
    view = choose_view(shown[["longitude", "latitude"]], countries, width, SHARE[narrow])
    drawing = pen(width, view.height + KEY_HEIGHT[width < WIDE])
    drawing.rect(0, 0, width, view.height, ABROAD)
    ground = find_ground(view)
    draw_ground(drawing, ground, countries, view)
    points = pd.DataFrame(
        [view.place(row.longitude, row.latitude) for row in rows(located)], columns=["x", "y"], index=located.index
    )
    spots = find_spots(record, points, pledge, target, view.width * view.height)
    taken = [Box(s.set_x - s.radius, s.set_y - s.radius, s.set_x + s.radius, s.set_y + s.radius) for s in spots]
    taken += box_sites(view, own)
    taken.append(draw_scale(drawing, view, taken))
    for spot in spots:
        draw_spot(drawing, spot)
    taken += draw_sites(drawing, view, own, sites.radius_km, taken) if sites else []
    taken += draw_captions(drawing, spots, taken, view, pledge, narrow)
    taken += draw_cities(drawing, view, taken, narrow)
    for words, x, y in find_name_places(ground, taken, view):
        drawing.text(x, y + 4, words, size=SMALL, weight=600, color=MUTED, align="center", halo=True)
    draw_key(drawing, view.height, spots, pledge)
    return drawing


def draw_spot(drawing: Drawing, spot: Spot) -> None:
    """One circle; without a known number of dead it is open. A circle for several incidents carries their number."""
    fill, stroke = (spot.era.colour, HALO) if spot.is_known and spot.killed > 0 else (HALO, spot.era.colour)
    x, y, radius = spot.set_x, spot.set_y, spot.radius
    drawing.circle(x, y, radius, fill, stroke=stroke, line=1.3, mark=spot.items[0], title=spot.title, items=spot.items)
    if len(spot.items) > 1 and radius >= 9:
        count = str(len(spot.items))
        drawing.text(x, y + 4, count, size=SMALL, weight=600, color=HALO, align="center", items=spot.items)


def draw_captions(
    drawing: Drawing, spots: list[Spot], taken: list[Box], view: View, pledge: date | None, narrow: bool
) -> list[Box]:
    """Captions for what matters most: the target group's dead, then since the pledge, then the deadliest."""

    def rank(spot: Spot) -> tuple[bool, bool, float]:
        since = pledge is not None and spot.date.date() > pledge
        return (spot.era.colour != TARGET, not since, -spot.killed)

    chosen = [s for s in sorted(spots, key=rank) if s.killed or not s.is_known][: MOST_LABELS[narrow]]
    words = [caption(spot) for spot in chosen]
    wanted = [
        Wanted(s.set_x, s.set_y, max(measure(w[0], SMALL, 600), measure(w[1], SMALL)) + 6, 30, s.radius)
        for s, w in zip(chosen, words, strict=True)
    ]
    places = place_labels(wanted, taken, Box(2, 2, view.width - 2, view.height - 2))
    for spot, text, box in zip(chosen, words, places, strict=True):
        if box is None:
            continue
        x, y = box.nearest(spot.set_x, spot.set_y)
        if (x - spot.set_x) ** 2 + (y - spot.set_y) ** 2 > (spot.radius + 10) ** 2:
            drawing.line([x, spot.set_x], [y, spot.set_y], INK, 0.9, items=spot.items)
        middle = box.middle[0]
        drawing.text(middle, box.top + 12, text[0], size=SMALL, weight=600, align="center", halo=True, items=spot.items)
        drawing.text(middle, box.top + 26, text[1], size=SMALL, align="center", halo=True, items=spot.items)
    return [box for box in places if box is not None]


def caption(spot: Spot) -> tuple[str, str]:
    """Two short lines: when, how many died."""
    when = spot.title.split(", ")[0]
    if len(spot.items) > 1:
        return plural(len(spot.items), "incident"), f"{number(spot.killed)} killed"
    return when, fitted(spot.title.rsplit(": ", 1)[-1], 160, SMALL)


def draw_cities(drawing: Drawing, view: View, taken: list[Box], narrow: bool) -> list[Box]:
    """A few cities for orientation, the most populous first, where nothing else stands."""
    chosen: list[tuple[str, float, float]] = []
    for city in rows(find_cities(view).head(80)):
        if all(abs(city.x - x) + abs(city.y - y) > CITY_SPACING for _, x, y in chosen):
            dot = Box(city.x - 2, city.y - 2, city.x + 2, city.y + 2)
            if not any(dot.overlaps(other) for other in taken):
                chosen.append((str(city.name), city.x, city.y))
    chosen = chosen[: MOST_CITIES[narrow]]
    wanted = [Wanted(x, y, measure(name, SMALL) + 2, 14, 2) for name, x, y in chosen]
    dots = [Box(x - 1, y - 1, x + 1, y + 1) for _, x, y in chosen]
    places = place_labels(wanted, [*taken, *dots], Box(2, 2, view.width - 2, view.height - 2), reaches=(3, 6))
    for (name, x, y), box in zip(chosen, places, strict=True):
        if box is not None:
            drawing.circle(x, y, 2, MUTED)
            drawing.text(box.middle[0], box.bottom - 3, name, size=SMALL, color=MUTED, align="center", halo=True)
    return [box for box in places if box is not None]


def draw_key(drawing: Drawing, top: float, spots: list[Spot], pledge: date | None) -> None:
    """The colours in use, in words; on a phone one under another."""
    shown = {spot.era.name: spot.era.colour for spot in spots}
    order = [name for colour in (BEFORE, SINCE, TARGET) for name, each in shown.items() if each == colour]
    words = [f"{name}, {day(pledge)}" if name == "since the pledge" and pledge else name for name in order]
    x, y = 4.0, top + 22.0
    for name, text in zip(order, [*words], strict=True):
        wide = measure(text, SMALL) + 34
        if x + wide > drawing.width:
            x, y = 4.0, y + 20
        drawing.circle(x + 6, y - 4, 5.5, shown[name])
        drawing.text(x + 17, y, text, size=SMALL, color=INK)
        x += wide
    if any(not s.is_known or not s.killed for s in spots) and x + 150 <= drawing.width:
        drawing.circle(x + 6, y - 4, 3.6, PAPER, stroke=MUTED, line=1.3)
        drawing.text(x + 17, y, "none killed, or not known", size=SMALL, color=INK)
