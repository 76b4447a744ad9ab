"""Incidents as circles on a map: sized by deaths, set side by side where they would cover one another."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from math import cos, hypot, pi, sin, sqrt

import pandas as pd

from analysis.exhibits.eras import Era, count_killed, describe_killed, era_of
from analysis.exhibits.wording import day, plural
from analysis.findings.record import Record

MOST_CIRCLES = 60  # single circles; beyond it a map can only show how many at each place
CELL = 40.0  # pixels: incidents nearer than this are one place on a crowded map
LARGEST, SMALLEST = 15.0, 3.6  # radius in pixels
FULL_SCALE = 8  # dead: the largest circle stands for at least as many
MOST_GROWTH = 22.0  # radius of the largest place on a crowded map
MOST_COVERED = 1 / 7  # of the map's area: with more, the country could not be seen
GOLDEN = pi * (3 - sqrt(5))  # the turn of a sunflower: successive seeds never line up


@dataclass(frozen=True)
class Spot:
    """One circle: where it belongs, where it was set, how large, of which era, and what it stands for."""

    x: float
    y: float
    radius: float
    era: Era
    items: tuple[str, ...]  # event_ids of the incidents that it stands for
    killed: float
    date: pd.Timestamp
    title: str
    set_x: float = 0.0
    set_y: float = 0.0
    is_known: bool = True  # whether the number of dead is known


def find_spots(
    record: Record, points: pd.DataFrame, pledge: date | None, target: str | None, area: float
) -> list[Spot]:
    """A circle for each incident with coordinates, or for each place where there are too many.

    `points`: x, y in pixels, indexed like the record's frame; rows without coordinates are left out. `area`: of the
    map, in square pixels; circles never fill more than a seventh of it.
    """
    killed = count_killed(record.frame)
    most = max(FULL_SCALE, float(killed["best"].max() if killed["best"].notna().any() else 0))
    spots = []
    for row in points.index:
        incident = record.frame.loc[row]
        low, best, high = killed.loc[row]
        words = f"{day(incident['date'], precision=incident['date_precision'])}, {incident['place']}: "
        spots.append(
            Spot(
                x=float(points.loc[row, "x"]),
                y=float(points.loc[row, "y"]),
                radius=size_circle(best, most),
                era=era_of(incident, pledge, target),
                items=(str(incident["event_id"]),),
                killed=0.0 if pd.isna(best) else float(best),
                date=incident["date"],
                title=words + describe_killed(low, best, high),
                is_known=bool(pd.notna(best)),
            )
        )
    return spread(shrink(spots if len(spots) <= MOST_CIRCLES else gather(spots), area))


def size_circle(killed: float, most: float) -> float:
    """Radius for a number of dead: area grows with it; none and not known get the smallest."""
    return SMALLEST if pd.isna(killed) or killed <= 0 else max(SMALLEST + 1, LARGEST * sqrt(killed / most))


def shrink(spots: list[Spot], area: float) -> list[Spot]:
    """The circles, all smaller by the same factor where they would cover too much of the map."""
    covered = sum(pi * spot.radius**2 for spot in spots)
    factor = min(1.0, sqrt(MOST_COVERED * area / covered)) if covered else 1.0
    return [replace(spot, radius=max(SMALLEST, spot.radius * factor)) for spot in spots]


def spread(spots: list[Spot]) -> list[Spot]:
    """The circles, largest first, each as near to its place as it can stand without covering another."""
    placed: list[Spot] = []
    for spot in sorted(spots, key=lambda s: (-s.radius, s.date, s.items)):
        x, y = next(
            (x, y)
            for x, y in spiral(spot.x, spot.y)
            if all(hypot(x - p.set_x, y - p.set_y) >= spot.radius + p.radius + 1.2 for p in placed)
        )
        placed.append(replace(spot, set_x=x, set_y=y))
    return placed


def spiral(x: float, y: float) -> Iterator[tuple[float, float]]:
    """Points around a place, nearest first."""
    return ((x + 2.0 * sqrt(i) * cos(i * GOLDEN), y + 2.0 * sqrt(i) * sin(i * GOLDEN)) for i in range(6000))


def gather(spots: list[Spot]) -> list[Spot]:
    """One circle for all incidents of an era near a place, so that hundreds stay readable."""
    cells: dict[tuple[int, int, str], list[Spot]] = {}
    for spot in spots:
        cells.setdefault((int(spot.x // CELL), int(spot.y // CELL), spot.era.name), []).append(spot)
    most = max(sum(s.killed for s in group) for group in cells.values()) or 1.0
    gathered = []
    for group in cells.values():
        if len(group) == 1:
            grown = max(SMALLEST, MOST_GROWTH * sqrt(group[0].killed / most))
            gathered.append(replace(group[0], radius=grown))
            continue
        killed = sum(s.killed for s in group)
        gathered.append(
            Spot(
                x=sum(s.x for s in group) / len(group),
                y=sum(s.y for s in group) / len(group),
                radius=max(SMALLEST + 1, MOST_GROWTH * sqrt(killed / most)),
                era=group[0].era,
                items=tuple(item for s in group for item in s.items),
                killed=killed,
                date=max(s.date for s in group),
                title=f"{plural(len(group), 'incident')}, {killed:.0f} killed, {group[0].era.name}",
            )
        )
    return gathered
