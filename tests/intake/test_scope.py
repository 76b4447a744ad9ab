"""Scopes: printed as one sentence, joined without loss, refused where they contradict themselves."""

import datetime as dt

import pytest
from pydantic import ValidationError

from analysis.intake.scope import Scope

BORDER = {"km": 30, "border": ["AFG", "TJK"], "name": "the Afghan–Tajik border"}
TITLED = Scope(title="raids across the ford", one="raid across the ford", border_segment="XAA-XBB")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "Armed incidents."),
        ({"armed_only": False}, "Incidents."),
        (
            {"near": BORDER, "since": "2015-01-01", "without_types": ["brawl"]},
            "Armed incidents within 30 km of the Afghan–Tajik border since 2015, brawls left out.",
        ),
        (
            {"countries": ["AFG", "TJK"], "until": "2019-12-31"},
            "Armed incidents in Afghanistan and Tajikistan until 2019.",
        ),
        ({"border_segment": "AFG-TJK"}, "Armed incidents on the border of Afghanistan and Tajikistan."),
        ({"border_segment": "XAA-XBB"}, "Armed incidents on the border of XAA and XBB."),
        ({"event_types": ["clash", "raid"], "since": "2020-03-04"}, "Clashes and raids since 4 March 2020."),
        (
            {"perpetrators": ["ISKP", "TTP"], "target_iso3": "CHN", "fatal": "target"},
            "Armed incidents by ISKP or TTP against nationals of China in which one of those attacked died.",
        ),
        ({"since": "2020-01-01", "until": "2020-12-31"}, "Armed incidents in 2020."),
        ({"since": "2020-01-01", "until": "2021-06-30"}, "Armed incidents from 2020 to 30 June 2021."),
        ({"actors": ["Taliban"], "targets": ["police"]}, "Armed incidents against police involving Taliban."),
        (
            {"without_types": ["brawl", "theft"], "exclude": {"R1": "a quarrel", "R2": "a doubt"}},
            "Armed incidents, brawls, thefts and 2 named rows left out.",
        ),
    ],
)  # fmt: skip
def test_a_scope_prints_as_one_sentence(given: dict[str, object], sentence: str) -> None:
    assert str(Scope.model_validate(given)) == sentence


def test_a_single_incident_has_its_own_words() -> None:
    scope = Scope(event_types=("clash", "bombing"), countries=("TJK",))
    assert (scope.name(1), scope.name(2)) == ("clash or bombing in Tajikistan", "clashes and bombings in Tajikistan")


def test_a_given_title_stands_and_grows_with_what_is_added() -> None:
    scope = TITLED.narrowed(since=dt.date(2015, 1, 1), event_types=("bombing",), exclude={"R1": "a quarrel"})
    assert str(scope) == "Raids across the ford of the type bombing since 2015, 1 named row left out."
    assert scope.one == "raid across the ford of the type bombing since 2015"
    assert TITLED.also == ()  # the first scope is as it was


def test_two_titled_scopes_are_joined_in_words() -> None:
    deadly = Scope(title="deadly raids", one="deadly raid", fatal="any")
    assert (TITLED & deadly).title == "raids across the ford that are also deadly raids"
    assert (TITLED & deadly).one == "raid across the ford that is also one of the deadly raids"


def test_every_part_of_a_joined_scope_is_kept() -> None:
    scope = TITLED & Scope(since=dt.date(2015, 1, 1), exclude={"R1": "a"}) & Scope(since=dt.date(2016, 1, 1), until=dt.date(2019, 1, 1))  # fmt: skip  # noqa: E501
    assert [part.border_segment for part in scope.parts()] == ["XAA-XBB", None, None]
    assert scope.days == (dt.date(2016, 1, 1), dt.date(2019, 1, 1))
    assert scope.excluded == {"R1": "a"}


@pytest.mark.parametrize(
    ("first", "second", "armed"),
    [(None, None, True), (False, None, False), (None, False, False), (True, False, True), (False, True, True)],
)
def test_narrowing_does_not_bring_back_what_was_left_out_nor_leave_out_more(
    first: bool | None, second: bool | None, armed: bool
) -> None:
    assert (Scope(armed_only=first) & Scope(armed_only=second)).is_armed_only is armed


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"since": "2020-01-01", "until": "2019-01-01"}, "until 2019-01-01 lies before since 2020-01-01"),
        ({"title": "raids"}, "title and one go together"),
        ({"near": {"km": 3}}, "expected one of: place"),
        ({"color": "red"}, "Extra inputs are not permitted"),
    ],
)
def test_a_faulty_scope_is_refused(given: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Scope.model_validate(given)
