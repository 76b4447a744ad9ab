"""The graph draws who did what to whom, without a box over another."""

from itertools import combinations

import pytest

from analysis.exhibits.graphs import find_relations, merge_kinds, relations_graph
from analysis.exhibits.layout import lay_out_nodes
from analysis.intake.spans import Evidence
from analysis.reading.dossier import Actor, Commitment, Dossier, Incident, Statement

from .conftest import HOSTILE

SEEN = (Evidence(article="mir", sentence="s1", start=0, end=5),)


def build_dossier(pairs: list[tuple[str, str]]) -> Dossier:
    said = tuple(
        Statement(id=str(i), evidence=SEEN, speaker=one, kind="demand", text="x", addressee=other)
        for i, (one, other) in enumerate(pairs)
    )
    return Dossier(article="mir", statements=said)


def test_statements_promises_and_attacks_become_relations_under_the_actors_name() -> None:
    dossier = Dossier(
        article="mir",
        actors=(Actor(id="n", evidence=SEEN, name="Norland", aliases=("Norland", "the Norlanders"), kind="state"),),
        statements=(
            Statement(id="1", evidence=SEEN, speaker="Sudland", kind="demand", text="x", addressee="the Norlanders"),
            Statement(id="2", evidence=SEEN, speaker="Sudland", kind="claim", text="x"),
        ),
        commitments=(Commitment(id="3", evidence=SEEN, actor="Norland", text="x", counterpart="Sudland"),),
        incidents=(
            Incident(id="4", evidence=SEEN, summary="x", type="clash", is_main=True, perpetrator="Band",
                     target="Norland"),
        ),
    )  # fmt: skip
    found = {(r.source, r.target, r.kind, r.tone) for r in find_relations(dossier)}
    assert found == {
        ("Sudland", "Norland", "demand", "hostile"),
        ("Norland", "Sudland", "pledge", "cooperative"),
        ("Band", "Norland", "attack", "hostile"),
    }
    exhibit = relations_graph(dossier)
    assert exhibit.title == "Three acts between 3 actors: 1 cooperative and 2 hostile"
    assert "1 statement without an addressee is not drawn." in exhibit.note
    assert list(exhibit.data["sentences"]) == ["s1"] * 3  # type: ignore[index]


def test_what_is_done_twice_is_one_arrow_with_its_count() -> None:
    relations = find_relations(build_dossier([("A", "B"), ("A", "B")]))
    assert len(relations) == 1  # same kind, same sentence: told once
    assert merge_kinds(relations) == {("A", "B", "hostile"): "demand"}


@pytest.mark.parametrize("width", [720, 350])
@pytest.mark.parametrize("count", [1, 2, 5, 14])
def test_boxes_never_overlap_and_stay_inside(width: int, count: int) -> None:
    names = [f"Actor {i} of the region" for i in range(count)]
    edges = [(names[i], names[(i * 3 + 1) % count]) for i in range(count)]
    boxes, height = lay_out_nodes(edges, dict.fromkeys(names, (110.0, 42.0)), width)
    assert not any(a.overlaps(b, gap=0) for a, b in combinations(boxes.values(), 2))
    assert all(b.left >= 0 and b.right <= width and b.top >= 0 and b.bottom <= height for b in boxes.values())


def test_sixty_actors_long_hostile_and_right_to_left_names_are_drawn() -> None:
    names = ["N" * 80, HOSTILE, "محمد بن راشد", *(f"Actor {i}" for i in range(60))]
    exhibit = relations_graph(build_dossier([(name, names[(i + 1) % 63]) for i, name in enumerate(names)]))
    html = exhibit._repr_mimebundle_()["text/html"]
    assert "<script" not in html
    assert "less connected actors only in the data" in exhibit.note
    assert html == relations_graph(build_dossier([(n, names[(i + 1) % 63]) for i, n in enumerate(names)])).html()


def test_an_article_without_relations_says_so() -> None:
    exhibit = relations_graph(Dossier(article="mir"))
    assert exhibit.title == "The article tells of no act or word that is addressed to anybody"
    assert exhibit.alt == "Graph of relations: none found."
