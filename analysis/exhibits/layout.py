"""Where the nodes of a graph stand: near those they deal with, never over one another, the same at every run."""

import networkx as nx

from analysis.exhibits.labels import Box

ROUNDS = 400  # of pushing apart: with 14 nodes about 40 are needed
GAP_X, GAP_Y = 46.0, 40.0  # pixels between boxes: room for an arrow and its words
EDGE = 4.0


def lay_out_nodes(
    edges: list[tuple[str, str]], sizes: dict[str, tuple[float, float]], width: float
) -> tuple[dict[str, Box], float]:
    """A box for each node in a drawing of `width`, and the height that it takes.

    Distances in the graph become distances on the page (Kamada–Kawai, from a circle in alphabetical order), then boxes
    that come too close are pushed apart.
    """
    names = sorted(sizes)
    height = max(200.0, 96.0 * len(names) ** 0.72 * (1.35 if width < 500 else 1.0))
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(names)
    ordered.add_edges_from(sorted((min(pair), max(pair)) for pair in edges))
    spots = nx.kamada_kawai_layout(ordered, pos=nx.circular_layout(ordered)) if len(names) > 1 else {names[0]: (0, 0)}
    xs, ys = [p[0] for p in spots.values()], [p[1] for p in spots.values()]
    centres = {
        name: [
            stretch(spots[name][0], min(xs), max(xs), EDGE + sizes[name][0] / 2, width - EDGE - sizes[name][0] / 2),
            stretch(spots[name][1], min(ys), max(ys), EDGE + sizes[name][1] / 2, height - EDGE - sizes[name][1] / 2),
        ]
        for name in names
    }
    for _ in range(ROUNDS):
        if not push_apart(centres, sizes, width):
            break
    top = min(y - sizes[name][1] / 2 for name, (_, y) in centres.items()) - EDGE
    boxes = {name: box_at(x, y - top, sizes[name]) for name, (x, y) in centres.items()}
    return boxes, max(box.bottom for box in boxes.values()) + EDGE


def stretch(value: float, low: float, high: float, start: float, end: float) -> float:
    """A value moved from one range to another; to the middle where the first has no width."""
    return start + (value - low) / (high - low) * (end - start) if high - low > 1e-9 else (start + end) / 2


def box_at(x: float, y: float, size: tuple[float, float]) -> Box:
    """A box around a point."""
    return Box(x - size[0] / 2, y - size[1] / 2, x + size[0] / 2, y + size[1] / 2)


def push_apart(centres: dict[str, list[float]], sizes: dict[str, tuple[float, float]], width: float) -> bool:
    """One round; moves each pair that is too close along the shorter way out. True where something moved."""
    moved = False
    names = sorted(centres)
    for i, one in enumerate(names):
        for other in names[i + 1 :]:
            (x0, y0), (x1, y1) = centres[one], centres[other]
            across = (sizes[one][0] + sizes[other][0]) / 2 + GAP_X - abs(x1 - x0)
            down = (sizes[one][1] + sizes[other][1]) / 2 + GAP_Y - abs(y1 - y0)
            if across <= 0 or down <= 0:
                continue
            moved = True
            # Sideways there is an edge, downwards there is none: narrow drawings grow longer.
            sideways = across < down and sizes[one][0] + sizes[other][0] + GAP_X < width - 2 * EDGE
            axis, step = (0, across) if sideways else (1, down)
            sign = 1 if centres[other][axis] >= centres[one][axis] else -1
            centres[one][axis] -= sign * step / 2
            centres[other][axis] += sign * step / 2
            for name in (one, other):
                half = sizes[name][0] / 2 + EDGE
                centres[name][0] = min(max(centres[name][0], half), max(width - half, half))
    return moved
