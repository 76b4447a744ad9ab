"""Fields of an item as controls and back: what nobody touched comes back as it was."""

from typing import Any

import pytest

from analysis.exhibits.item_fields import build_field, find_changes, list_fields, read_count, read_field
from analysis.intake.value import InputError
from analysis.reading.decisions import TYPES, build_item
from analysis.reading.dossier import Count, Incident, Item
from analysis.reading.reviewed import read_reviewed
from tests.conftest import Workbook


def values(item: Item) -> tuple[dict[str, Any], dict[str, Any]]:
    fields = {name: build_field(item, name) for name in list_fields(item)}
    return fields, {name: read_field(item, name, field) for name, field in fields.items()}


def test_untouched_fields_are_no_change_and_would_make_the_same_item(workbook: Workbook) -> None:
    dossier = read_reviewed(workbook.read()).dossier
    for kind, model in TYPES.items():
        for item in getattr(dossier, kind):
            fields, before = values(item)
            assert find_changes(item, fields, before) == {}
            same = {name: value for name, value in before.items() if not isinstance(getattr(item, name), Count)}
            assert build_item(model, {**item.model_dump(), **same}, "test") == item


@pytest.mark.parametrize(
    ("words", "count"),
    [("5", 5), ("5 (3–8)", {"low": 3, "best": 5, "high": 8}), ("5 (5-)", {"low": 5, "best": 5, "high": None})],
)
def test_counts_are_read_with_their_bounds(words: str, count: object) -> None:
    assert read_count("killed", words) == count


@pytest.mark.parametrize("words", ["many", "-3", "5 (a–b)", "5 to 8", ""])
def test_what_is_no_count_is_refused(words: str) -> None:
    with pytest.raises(InputError, match=r"is no count\. Write 5, or 5"):
        read_count("killed", words)


def test_an_emptied_field_is_not_stated(workbook: Workbook) -> None:
    incident: Incident = read_reviewed(workbook.read()).dossier.incidents[0]
    fields, before = values(incident)
    fields["killed"].value = ""
    fields["type"].value = "arrest"
    assert fields["date_precision"].label == "not stated"
    assert find_changes(incident, fields, before) == {"killed": None, "type": "arrest"}
