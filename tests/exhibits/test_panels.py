"""The article with layers to switch, the graph with an actor in focus."""

from analysis.exhibits.panels import build_graph, build_reader
from analysis.intake.case import Case
from analysis.reading.reviewed import read_reviewed

from .widget_parts import controls, part, text


def test_a_layer_that_is_switched_off_leaves_no_mark(ford: Case) -> None:
    widget = build_reader(ford, read_reviewed(ford).dossier, "full")
    boxes = {box.description.split(" (")[0]: box for box in controls(widget) if "(" in (box.description or "")}
    assert set(boxes) == {"statements", "incidents", "actors", "hedges"}
    assert 'class="hedges"' in text(widget)
    boxes["hedges"].value = False
    assert 'class="hedges"' not in text(widget) and "<mark" in text(widget)
    for box in boxes.values():
        box.value = False
    assert "<mark" not in text(widget) and "gunmen had crossed the river" in text(widget)


def test_how_much_is_shown_can_be_chosen(ford: Case) -> None:
    widget = build_reader(ford, read_reviewed(ford).dossier, "full")
    part(widget, "Show").value = "none"
    assert "gunmen" not in text(widget)


def test_the_focus_shows_one_actor_with_the_words(ford: Case) -> None:
    dossier = read_reviewed(ford).dossier
    widget = build_graph(dossier)
    focus = part(widget, "Focus on")
    everyone = text(widget)
    names = [value for _, value in focus.options if value]
    assert "<table" not in everyone
    for name in names:
        focus.value = name
        assert name in text(widget) and "<table" in text(widget)


def test_without_any_tone_the_graph_says_so(ford: Case) -> None:
    widget = build_graph(read_reviewed(ford).dossier)
    for box in [each for each in controls(widget) if each.description in ("cooperative", "neutral", "hostile")]:
        box.value = False
    assert "No relation to draw" in text(widget)
