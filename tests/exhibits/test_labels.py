"""Labels never overlap; what finds no room stays away."""

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.exhibits.labels import Box, Wanted, crosses, pack_lanes, place_labels

PAGE = Box(0, 0, 400, 300)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(st.floats(0, 400), st.floats(0, 300), st.floats(10, 150)), max_size=12))
def test_labels_overlap_neither_each_other_nor_obstacles_and_stay_on_the_page(
    points: list[tuple[float, float, float]],
) -> None:
    obstacles = [Box(100, 100, 140, 130)]
    places = place_labels([Wanted(x, y, width, 28, 5) for x, y, width in points], obstacles, PAGE)
    found = [box for box in places if box is not None]
    for i, box in enumerate(found):
        assert PAGE.holds(box)
        assert not any(box.overlaps(other) for other in [*obstacles, *found[:i]])


def test_a_label_stands_right_beside_its_mark_where_there_is_room() -> None:
    (box,) = place_labels([Wanted(100, 100, 60, 14, 4)], [], PAGE)
    assert box is not None and box.left == 110 and box.middle[1] == 100


def test_a_label_that_finds_no_room_is_left_out() -> None:
    assert place_labels([Wanted(10, 10, 500, 14)], [], PAGE) == [None]


def test_no_line_crosses_an_earlier_label() -> None:
    places = place_labels([Wanted(200, 150, 80, 28, 5) for _ in range(8)], [], PAGE)
    found = [box for box in places if box]
    lines = [(200.0, 150.0, *box.nearest(200, 150)) for box in found]
    assert not any(crosses(box, line) for i, box in enumerate(found) for j, line in enumerate(lines) if i != j)


def test_spans_that_overlap_get_lanes_of_their_own() -> None:
    assert pack_lanes([(0, 50), (40, 90), (60, 80), (100, 120)]) == [0, 1, 0, 0]
