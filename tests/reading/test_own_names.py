"""What a case adds to the lists is read as if the lists had it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.intake.article import Article
from analysis.intake.case_file import CaseFile
from analysis.intake.own_names import OwnName
from analysis.intake.value import InputError, read_value
from analysis.reading.dossier import Dossier
from analysis.reading.read import read_dossier

TEXT = (
    "Three guards were killed in Oldmill Crossing on Monday, police said. "
    "The lantern men claimed the attack, and LMF said more would follow.\n"
)
OWN = (
    OwnName(name="Lantern Men Front", aliases=("the lantern men", "LMF"), kind="armed_group", iso3="TJK"),
    OwnName(name="Oldmill Crossing", kind="place", iso3="TJK", latitude=37.5, longitude=69.25),
)

ReadText = Callable[[str], tuple[Article, Dossier]]


def test_a_group_of_the_case_is_one_actor_under_all_its_names(read_text: ReadText) -> None:
    article, without = read_text(TEXT)
    dossier = read_dossier(article, OWN)
    group = next(actor for actor in dossier.actors if actor.name == "Lantern Men Front")
    assert (group.kind, group.iso3, group.id) == ("armed_group", "TJK", "actor-lantern-men-front")
    assert {"lantern men", "LMF"} <= set(group.aliases)
    assert "Lantern Men Front" not in {actor.name for actor in without.actors}


def test_a_place_of_the_case_has_its_coordinates_and_country(read_text: ReadText) -> None:
    article, without = read_text(TEXT)
    incident = read_dossier(article, OWN).incidents[0]
    assert (incident.place, incident.latitude, incident.longitude) == ("Oldmill Crossing", 37.5, 69.25)
    assert incident.country_iso3 == "TJK"
    assert without.unresolved_places == ("Oldmill Crossing",)
    assert read_dossier(article, OWN).unresolved_places == ()


CASE = "title: T\nquestion: Q?\narticles: [a.txt]\nnames:\n  - {row}\n"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("{name: Oldmill, kind: place, iso3: TJK}", "the place 'Oldmill' needs latitude, longitude and iso3"),
        ("{name: LMF, kind: armed_group, latitude: 3}", "only a place has coordinates: 'LMF' has kind armed_group"),
        ("{name: LMF, kind: militia}", "line 5"),
        ("{name: LMF, kind: armed_group, aliases: ['…']}", "a name needs a letter or a digit, given: '…'"),
        ("{name: LMF, kind: armed_group, iso3: Tajikistan}", "'names.0.iso3'"),
    ],
)
def test_a_faulty_name_is_refused_with_its_place_in_the_file(tmp_path: Path, row: str, message: str) -> None:
    path = tmp_path / "case.yml"
    path.write_text(CASE.format(row=row), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_value(CaseFile, path)
    assert message in str(refused.value)
    assert "case.yml, line 5" in str(refused.value)
