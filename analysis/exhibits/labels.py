"""Labels that never cover one another: each finds the nearest free place around its point, or stays away.

Greedy, in the order given: put first what matters most. A label that finds no place is left out rather than set over
another; the data twin still has it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin

REACHES = (6, 14, 24, 36, 50, 68, 90, 116)  # pixels from the mark to its label, tried in this order
DIRECTIONS = 24
GAP = 2.0  # pixels kept free around every label


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box", gap: float = GAP) -> bool:
        """Whether two rectangles come closer than `gap`."""
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.top < other.bottom + gap
            and other.top < self.bottom + gap
        )

    def holds(self, other: "Box") -> bool:
        """Whether the other lies inside."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def nearest(self, x: float, y: float) -> tuple[float, float]:
        """The point of the rectangle that is closest to another point."""
        return min(max(x, self.left), self.right), min(max(y, self.top), self.bottom)

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Wanted:
    """A label of `width` × `height` pixels that wants to stand by a mark of `radius` at (x, y)."""

    x: float
    y: float
    width: float
    height: float
    radius: float = 0.0


def place_labels(
    wanted: Sequence[Wanted], obstacles: Iterable[Box], bounds: Box, reaches: Sequence[float] = REACHES
) -> list[Box | None]:
    """A place for each label, in order, inside `bounds` and clear of obstacles and of each other; None: no room.

    No line from a label to its mark crosses another label.
    """
    taken, lines, places = list(obstacles), list[tuple[float, float, float, float]](), list[Box | None]()
    for label in wanted:
        place = next((box for box in candidates(label, reaches) if is_free(box, label, taken, lines, bounds)), None)
        places.append(place)
        if place is not None:
            taken.append(place)
            lines.append((label.x, label.y, *place.nearest(label.x, label.y)))
    return places


def candidates(label: Wanted, reaches: Sequence[float]) -> Iterable[Box]:
    """Places around a mark, nearest first; to the right, left, above and below before the corners."""
    angles = sorted((2 * pi * i / DIRECTIONS for i in range(DIRECTIONS)), key=lambda a: round(abs(sin(2 * a)), 6))
    for reach in reaches:
        for angle in angles:
            away = label.radius + reach
            # The label's edge, not its middle, stands `away` from the mark.
            across = away * cos(angle) + label.width / 2 * clamp(1.6 * cos(angle))
            down = away * sin(angle) + label.height / 2 * clamp(1.6 * sin(angle))
            x, y = label.x + across, label.y + down
            yield Box(x - label.width / 2, y - label.height / 2, x + label.width / 2, y + label.height / 2)


def clamp(value: float) -> float:
    """The value, held between -1 and 1."""
    return max(-1.0, min(1.0, value))


def is_free(
    box: Box, label: Wanted, taken: Sequence[Box], lines: Sequence[tuple[float, float, float, float]], bounds: Box
) -> bool:
    """Whether a label could stand there, and its line be drawn."""
    if not bounds.holds(box) or any(box.overlaps(other) for other in taken):
        return False
    end = box.nearest(label.x, label.y)
    if hypot(end[0] - label.x, end[1] - label.y) > label.radius + REACHES[1]:
        own = [other for other in taken if not contains(other, label.x, label.y)]
        if any(crosses(other, (label.x, label.y, *end)) for other in own):
            return False
    return not any(crosses(box, line) for line in lines)


def contains(box: Box, x: float, y: float) -> bool:
    """Whether a point lies in a rectangle."""
    return box.left <= x <= box.right and box.top <= y <= box.bottom


def crosses(box: Box, line: tuple[float, float, float, float], steps: int = 24) -> bool:
    """Whether a line passes through a rectangle; looked at in steps, which is fine enough for labels."""
    x0, y0, x1, y1 = line
    return any(contains(box, x0 + (x1 - x0) * i / steps, y0 + (y1 - y0) * i / steps) for i in range(steps + 1))


def pack_lanes(spans: Sequence[tuple[float, float]], gap: float = 8.0) -> list[int]:
    """A lane for each span (left, right) so that none in a lane overlap; in the order given, lowest lane first."""
    ends: list[float] = []
    lanes: list[int] = []
    for left, right in spans:
        lane = next((i for i, end in enumerate(ends) if left >= end + gap), len(ends))
        ends[lane : lane + 1] = [right]
        lanes.append(lane)
    return lanes
