"""Own sites as a table and as marks on the map. Where a case has none, or they are kept out, there is nothing."""

from collections.abc import Sequence
from math import cos, pi, sin

import pandas as pd

from analysis.exhibits.drawing import Drawing, measure
from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.grid import grid
from analysis.exhibits.labels import Box, Wanted, place_labels
from analysis.exhibits.markup import Html, join, tag
from analysis.exhibits.style import HALO, INK, MUTED, SMALL
from analysis.exhibits.terrain import KM_PER_DEGREE, View
from analysis.exhibits.wording import covered, day, listed, number, plural
from analysis.findings.sites import Nearby, SiteRecord, SiteTable
from analysis.intake.distance import REACH
from analysis.intake.sites import Site

HALF = 4.5  # pixels: half the side of a site's square


def site_table(table: SiteTable | None, *, id: str = "sites") -> Exhibit | None:
    """Each site with its nearest incident, how many came within the radius, the last of them; None: no sites."""
    if table is None:
        return None
    within = [f"Within {table.radius_km:g} km, {name}" for name in table.periods]
    names = ["Site", "People", "Nearest incident", *within, "Last one within"]
    cells = [
        [
            each.site.name,
            number(each.site.people),
            describe_nearby(each.nearest),
            *(number(count) for count in each.within.values()),
            describe_nearby(each.last),
        ]
        for each in table.sites
    ]
    return Exhibit(
        id=id,
        title=describe_sites(table),
        body=grid(names, cells, label="Own sites", numeric=(1, *range(3, 3 + len(within))), stacked=True),
        source=f"own sites; {table.record.source}",
        note=describe_doubts(table),
        data=pd.DataFrame([list_site(each) for each in table.sites]),
        kind="table",
        findings={"sites": {"radius_km": table.radius_km, "periods": table.periods, "sites": len(table.sites)}},
    )


def describe_sites(table: SiteTable) -> str:
    """The message: the site with most incidents around it, and how near one came to any."""
    first, whole = table.sites[0], next(iter(table.periods))
    scope, days = table.record.scope, covered(table.record.start, table.record.end)
    count = first.within[whole]
    if not count:
        return f"Within {table.radius_km:g} km of the sites: no {scope.title}, {days}"
    most = f"Within {table.radius_km:g} km of {first.site.name}: {plural(count, scope.one, scope.title)}, {days}"
    nearest = min((s.nearest.km for s in table.sites if s.nearest), default=None)
    return most if nearest is None else f"{most}; the nearest to any site was {distance(nearest)} away"


def describe_doubts(table: SiteTable) -> str:
    """What the distances can't know."""
    whole, *parts = table.periods.items()
    periods = listed(
        [f"{number(whole[1])} days in all", *(f"{days} {name}" for name, days in parts if str(days) not in name)]
    )
    notes = [f"Covered: {periods}. Distances are straight lines, right to half a per cent."]
    if table.rough:
        notes.append(
            f"{table.rough} of {table.record.count} incidents stand at the middle of a district or a wider area (≈): "
            "their distances are as rough as that."
        )
    if table.unstated:
        notes.append(f"Of {table.unstated} incidents the source does not say how exact the place is (≈).")
    if table.unplaced:
        notes.append(f"{plural(table.unplaced, 'incident')} without coordinates can't be measured and may be nearer.")
    notes += [f"Known gap of the data: {table.record.gaps[0]}"] if table.record.gaps else []
    return " ".join(notes)


def describe_nearby(nearby: Nearby | None) -> Html:
    """An incident as seen from a site."""
    if nearby is None:
        return tag("span", "none", class_="muted")
    about = "≈ " if nearby.is_rough else ""
    when = day(nearby.date, precision=nearby.precision)
    words = [f"{about}{distance(nearby.km)}, ", tag("span", when, class_="date"), " "]
    return join([*words, tag("small", nearby.id, class_="date")])


def distance(km: float) -> str:
    """Kilometres as the record can know them: whole ones, within the reach of the formula."""
    return "under 1 km" if km < 1 else f"{round(km)} km" if km <= REACH else f"more than {REACH:g} km"


def list_site(each: SiteRecord) -> dict[str, object]:
    """A site for the data twin."""
    near = {f"incidents_within_{name.replace(' ', '_')}": count for name, count in each.within.items()}
    return {
        "site": each.site.name,
        "latitude": each.site.latitude,
        "longitude": each.site.longitude,
        "people": each.site.people,
        "nearest_id": each.nearest.id if each.nearest else None,
        "nearest_km": round(each.nearest.km, 1) if each.nearest else None,
        **near,
        "last_id": each.last.id if each.last else None,
        "last_date": each.last.date if each.last else None,
    }


def find_drawn(table: SiteTable | None) -> list[Site]:
    """The sites that belong on a map of the incidents: those within 475 km of one; farther ones would shrink it."""
    found = table.sites if table else ()
    return [each.site for each in found if each.nearest is None or each.nearest.km <= REACH]


def describe_drawn(table: SiteTable | None) -> str:
    """How to read the squares, and which sites are too far for the map; nothing without sites."""
    if table is None:
        return ""
    drawn = len(find_drawn(table))
    note = f"Squares: own sites, with a ring at {table.radius_km:g} km." if drawn else ""
    far = len(table.sites) - drawn
    return (
        f"{note} {plural(far, 'site')} more than {REACH:g} km from every incident not drawn.".strip() if far else note
    )


def frame_sites(table: SiteTable | None) -> pd.DataFrame:
    """The drawn sites as rows of the map's data."""
    return pd.DataFrame(
        [
            {"event_type": "own site", "place": site.name, "latitude": site.latitude, "longitude": site.longitude}
            for site in find_drawn(table)
        ]
    )


def box_sites(view: View, sites: Sequence[Site]) -> list[Box]:
    """The room that the sites' squares take."""
    places = [view.place(site.longitude, site.latitude) for site in sites]
    return [Box(x - HALF, y - HALF, x + HALF, y + HALF) for x, y in places]


def draw_sites(drawing: Drawing, view: View, sites: Sequence[Site], radius_km: float, taken: list[Box]) -> list[Box]:
    """A dark square for each site with its name, and a ring at the radius; returns the boxes of the names."""
    boxes = box_sites(view, sites)
    for box in boxes:
        draw_ring(drawing, view, box.middle, radius_km)
    for box in boxes:
        drawing.rect(box.left, box.top, 2 * HALF, 2 * HALF, INK, stroke=HALO, line=1.5)
    wanted = [
        Wanted(*box.middle, measure(site.name, SMALL, 700) + 4, 15, HALF)
        for site, box in zip(sites, boxes, strict=True)
    ]
    places = place_labels(wanted, taken, Box(2, 2, view.width - 2, view.height - 2))
    for site, place in zip(sites, places, strict=True):
        if place is not None:
            x, _ = place.middle
            drawing.text(x, place.bottom - 3, site.name, size=SMALL, weight=700, align="center", halo=True)
    return [place for place in places if place is not None]


def draw_ring(drawing: Drawing, view: View, middle: tuple[float, float], radius_km: float) -> None:
    """The radius around a site, dashed, as far as it lies on the map."""
    radius = radius_km / KM_PER_DEGREE * view.pixels_per_degree
    turns = [2 * pi * i / 96 for i in range(97)]
    points = [(middle[0] + radius * cos(t), middle[1] + radius * sin(t)) for t in turns]
    inside = [0 <= x <= view.width and 0 <= y <= view.height for x, y in points]
    for i in range(0, 96, 2):  # every other stretch: dashes
        if inside[i] and inside[i + 1]:
            drawing.line([points[i][0], points[i + 1][0]], [points[i][1], points[i + 1][1]], MUTED, 1.1)
