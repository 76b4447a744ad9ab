"""Relations: who did or said what to whom, directed, cooperative or hostile, each with its sentences."""

from dataclasses import dataclass
from math import atan2, cos, hypot, pi, sin

import pandas as pd

from analysis.exhibits.drawing import Drawing, measure, wrapped
from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.labels import Box
from analysis.exhibits.layout import lay_out_nodes
from analysis.exhibits.style import COOL, HOT, INK, MUTED, NARROW, NEUTRAL, PAPER, RULE, SMALL
from analysis.exhibits.svg import stills
from analysis.exhibits.wording import counted, listed, plural, shortened
from analysis.intake.spans import Evidence
from analysis.reading.dossier import Dossier

TONES = {
    "pledge": "cooperative", "statement": "neutral", "claim": "neutral", "advisory": "neutral", "order": "neutral",
    "denial": "hostile", "demand": "hostile", "warning": "hostile", "attack": "hostile",
}  # fmt: skip
COLOURS = {"cooperative": COOL, "neutral": MUTED, "hostile": HOT}
DASHES = {"cooperative": None, "neutral": (2.0, 2.5), "hostile": None}  # tone is never told by colour alone
WIDTHS = {"cooperative": 1.8, "neutral": 1.4, "hostile": 2.6}
MOST_NODES = 14  # more can't be told apart at 640 pixels; those with most relations stay, the note counts the rest
LINE, NODE_WIDTH = 15.0, {True: 92.0, False: 132.0}


@dataclass(frozen=True)
class Relation:
    """One thing that somebody did or said to somebody."""

    source: str
    target: str
    kind: str
    tone: str
    text: str
    sentences: tuple[str, ...]


def relations_graph(dossier: Dossier, *, source: str = "", id: str = "relations") -> Exhibit:
    """Arrows from who acted to whom it was directed at, coloured and dashed by tone, with what was done beside them.

    Statements without an addressee and promises without a counterpart are no relation and are counted in the note.
    """
    relations = find_relations(dossier)
    shown = choose_relations(relations)
    unaddressed = sum(s.addressee is None for s in dossier.statements)
    hidden = len(relations) - len(shown)
    alt = alt_text(relations)
    note = f"{plural(unaddressed, 'statement')} without an addressee {'is' if unaddressed == 1 else 'are'} not drawn."
    note += f" {plural(hidden, 'relation')} of less connected actors only in the data." if hidden else ""
    return Exhibit(
        id=id,
        title=describe_relations(relations),
        body=stills(id, alt, lambda width: draw_relations(width, shown)),
        source=source or f"the article, read by rules ({dossier.article})",
        alt=alt,
        note=note,
        data=pd.DataFrame(
            [
                {"from": r.source, "to": r.target, "kind": r.kind, "tone": r.tone, "text": r.text,
                 "sentences": ", ".join(r.sentences)}
                for r in relations
            ],
            columns=["from", "to", "kind", "tone", "text", "sentences"],
        ),
        findings={"relations": [{"from": r.source, "to": r.target, "kind": r.kind, "tone": r.tone} for r in relations]},
    )  # fmt: skip


def find_relations(dossier: Dossier) -> list[Relation]:
    """Statements with an addressee, promises with a counterpart, attacks with a named side and target."""

    names = {alias: actor.name for actor in reversed(dossier.actors) for alias in (*actor.aliases, actor.name)}

    def cite(evidence: tuple[Evidence, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.sentence for each in evidence))

    told: list[tuple[str | None, str | None, str, str, str, tuple[Evidence, ...]]]
    told = [(s.speaker, s.addressee, s.kind, TONES[s.kind], s.text, s.evidence) for s in dossier.statements]
    told += [(c.actor, c.counterpart, "pledge", "cooperative", c.text, c.evidence) for c in dossier.commitments]
    told += [(i.perpetrator, i.target, "attack", "hostile", i.summary, i.evidence) for i in dossier.incidents]
    found = [
        Relation(names.get(one, one), names.get(other, other), kind, tone, text, cite(evidence))
        for one, other, kind, tone, text, evidence in told
        if one
        and other
        and names.get(other, other) not in {names.get(part, part) for part in (one, *one.split(" and "))}
    ]
    unique = {(r.source, r.target, r.kind, r.sentences): r for r in found}
    return list(unique.values())


def choose_relations(relations: list[Relation]) -> list[Relation]:
    """Those among the best connected actors."""
    degree: dict[str, int] = {}
    for relation in relations:
        for name in (relation.source, relation.target):
            degree[name] = degree.get(name, 0) + 1
    kept = set(sorted(degree, key=lambda name: (-degree[name], name))[:MOST_NODES])
    return [r for r in relations if r.source in kept and r.target in kept]


def describe_relations(relations: list[Relation]) -> str:
    """The message: how many acts, of what tone, and who acts most."""
    if not relations:
        return "The article tells of no act or word that is addressed to anybody"
    counts = {tone: sum(r.tone == tone for r in relations) for tone in COLOURS}
    tones = listed(f"{count} {tone}" for tone, count in counts.items() if count)
    return f"{counted(len(relations), 'act', 'acts')} between {plural(count_actors(relations), 'actor')}: {tones}"


def count_actors(relations: list[Relation]) -> int:
    """How many take part."""
    return len({name for r in relations for name in (r.source, r.target)})


def alt_text(relations: list[Relation]) -> str:
    """Every arrow in words, up to a dozen."""
    arrows = [f"{r.source} to {r.target}: {r.kind}" for r in relations[:12]]
    more = f"; and {len(relations) - 12} more" if len(relations) > 12 else ""
    return f"Graph of relations. {'; '.join(arrows)}{more}." if arrows else "Graph of relations: none found."


def draw_relations(width: int, relations: list[Relation], pen: type[Drawing] = Drawing) -> Drawing:
    """Nodes as boxes that hold their names, arrows between them, a key below."""
    names = sorted({name for r in relations for name in (r.source, r.target)})
    if not names:
        drawing = pen(width, 60)
        drawing.rect(0, 0, width, 60, NEUTRAL)
        drawing.text(width / 2, 35, "No relation to draw", color=MUTED, align="center")
        return drawing
    narrow = width <= NARROW
    lines = {name: wrapped(name, NODE_WIDTH[narrow], SMALL, 600, most=3) for name in names}
    sizes = {
        name: (max(measure(line, SMALL, 600) for line in each) + 18, LINE * len(each) + 12)
        for name, each in lines.items()
    }
    boxes, height = lay_out_nodes([(r.source, r.target) for r in relations], sizes, width)
    drawing = pen(width, height + 34)
    captions: list[Box] = list(boxes.values())
    for (source, target, tone), kinds in merge_kinds(relations).items():
        draw_arrow(drawing, boxes[source], boxes[target], tone, kinds, captions)
    for name, box in boxes.items():
        draw_node(drawing, box, lines[name])
    draw_key(drawing, height, [tone for tone in COLOURS if any(r.tone == tone for r in relations)])
    return drawing


def merge_kinds(relations: list[Relation]) -> dict[tuple[str, str, str], str]:
    """One arrow for each pair, direction and tone, with what was done as words: "pledge × 2"."""
    grouped: dict[tuple[str, str, str], list[str]] = {}
    for r in relations:
        grouped.setdefault((r.source, r.target, r.tone), []).append(r.kind)
    return {
        key: ", ".join(
            f"{kind} × {kinds.count(kind)}" if kinds.count(kind) > 1 else kind for kind in dict.fromkeys(kinds)
        )
        for key, kinds in grouped.items()
    }


def draw_node(drawing: Drawing, box: Box, lines: list[str]) -> None:
    """One actor."""
    drawing.rect(box.left, box.top, box.right - box.left, box.bottom - box.top, PAPER, RULE, 1.4)
    for i, line in enumerate(lines):
        drawing.text(box.middle[0], box.top + 17 + LINE * i, line, size=SMALL, weight=600, align="center")


def draw_arrow(drawing: Drawing, start: Box, end: Box, tone: str, kinds: str, taken: list[Box]) -> None:
    """A bowed arrow from box to box, so that there and back are two; its words beside its middle."""
    x0, y0, x1, y1 = *start.middle, *end.middle
    length = hypot(x1 - x0, y1 - y0) or 1.0
    bow = {"cooperative": 0.12, "neutral": 0.2, "hostile": 0.28}[tone] * length
    cx, cy = (x0 + x1) / 2 - (y1 - y0) / length * bow, (y0 + y1) / 2 + (x1 - x0) / length * bow
    points = [bezier((x0, y0), (cx, cy), (x1, y1), i / 60) for i in range(61)]
    outside = [p for p in points if not holds(start, p, 2) and not holds(end, p, 5)]
    if len(outside) < 3:
        return
    colour = COLOURS[tone]
    drawing.line([p[0] for p in outside[:-1]], [p[1] for p in outside[:-1]], colour, WIDTHS[tone], DASHES[tone])
    (ax, ay), (bx, by) = outside[-3], outside[-1]
    angle = atan2(by - ay, bx - ax)
    barbs = [(bx - 10 * cos(angle + turn), by - 10 * sin(angle + turn)) for turn in (pi / 7, -pi / 7)]
    drawing.polygon([(bx, by), *barbs], colour)
    words = shortened(kinds, 34)
    half = measure(words, SMALL) / 2 + 2
    spots = [outside[len(outside) * share // 100] for share in (50, 40, 60, 30, 70, 22, 78)]
    for x, y in spots:
        box = Box(max(x - half, 0), y - 8, max(x - half, 0) + 2 * half, y + 7)
        if box.right <= drawing.width and not any(box.overlaps(other) for other in taken):
            drawing.rect(box.left, box.top + 1, box.right - box.left, box.bottom - box.top - 2, PAPER)
            drawing.text(box.middle[0], y + 4, words, size=SMALL, color=colour, align="center")
            taken.append(box)
            return


def bezier(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float], t: float) -> tuple[float, float]:
    """A point on a quadratic curve."""
    u = 1 - t
    return u * u * a[0] + 2 * u * t * b[0] + t * t * c[0], u * u * a[1] + 2 * u * t * b[1] + t * t * c[1]


def holds(box: Box, point: tuple[float, float], margin: float) -> bool:
    """Whether a point lies in a box or close by it."""
    x, y = point
    return box.left - margin <= x <= box.right + margin and box.top - margin <= y <= box.bottom + margin


def draw_key(drawing: Drawing, top: float, tones: list[str]) -> None:
    """The tones in use, as they are drawn."""
    x = 4.0
    for tone in tones:
        drawing.line([x, x + 26], [top + 18, top + 18], COLOURS[tone], WIDTHS[tone], DASHES[tone])
        drawing.text(x + 32, top + 22, tone, size=SMALL, color=INK)
        x += measure(tone, SMALL) + 52
