"""The STIX bundle says what the page says, is valid STIX 2.1, and is the same at every run."""

import json
from typing import Any

import pytest
import stix2

from analysis.publishing.stix import TLP_IDS, build_bundle, find_alpha2

BRIEFING: dict[str, Any] = {
    "findings": {
        "case": {"slug": "ford", "title": "Is the ford guarded?", "marking": "TLP:AMBER+STRICT", "as_of": "2020-11-30"},
        "bottom_line": {"sentences": ["The pledge is strained.", "One raid followed."]},
        "actors": [
            {"id": "actor-raiders", "name": "Raiders", "kind": "armed_group", "stake": None},
            {"id": "actor-tajikistan", "name": "Tajikistan", "kind": "state", "stake": "Wants calm."},
            {"id": "actor-quill", "name": "Ada Quill", "kind": "person", "stake": None},
            {"id": "actor-millers", "name": "Millers", "kind": "community", "stake": None},
        ],
        "incidents": [
            {
                "id": "incident-1", "type": "drone_attack", "summary": "Two raids killed three millers.", "killed": 3,
                "injured": None, "date": "2020-06-28", "place": "Lower mill", "country_iso3": "TJK",
                "target": "millers", "weapon": "drone", "perpetrator": "Raiders",
                "attribution_status": "alleged", "sentences": "s1, s2",
            },
            {
                "id": "incident-2", "type": "clash", "summary": "A clash.", "killed": None, "injured": None,
                "date": None, "place": None, "country_iso3": None, "target": None, "weapon": None,
                "perpetrator": None, "attribution_status": "unknown", "sentences": "s3",
            },
        ],
        "judgments": [
            {
                "id": "J1", "text": "Another raid follows.", "words": "likely", "band": [55, 80], "basis": "computed",
                "confidence": "low", "confidence_sentence": "Confidence is low: few raids.",
                "would_change": "a quiet year",
            }
        ],
        "pledges": [
            {
                "indicator": "I1", "promiser": "Averia", "promised": "Guard the ford", "status": "strained",
                "reason": "1 raid since.", "test": "No raids.", "rule": "strained from 1",
            }
        ],
    }
}  # fmt: skip


def read(briefing: dict[str, Any]) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
    text = build_bundle(briefing)
    stix2.parse(text, allow_custom=False)  # raises for what is no STIX 2.1
    bundle = json.loads(text)
    by_type: dict[str, list[dict[str, Any]]] = {}
    for each in bundle["objects"]:
        by_type.setdefault(each["type"], []).append(each)
    return bundle, by_type


def test_every_kind_of_finding_becomes_its_kind_of_object() -> None:
    _, objects = read(BRIEFING)
    assert {kind: len(each) for kind, each in objects.items()} == {
        "marking-definition": 1, "identity": 4, "report": 1, "threat-actor": 1, "incident": 2, "location": 1,
        "relationship": 2, "note": 2,
    }  # fmt: skip
    assert {each["name"]: each["identity_class"] for each in objects["identity"]} == {
        "Briefbook": "system", "Tajikistan": "organization", "Ada Quill": "individual", "Millers": "class",
    }  # fmt: skip
    assert objects["location"][0]["country"] == "TJ"
    assert {each["relationship_type"] for each in objects["relationship"]} == {"located-at", "attributed-to"}


def test_the_report_refers_to_all_of_it_and_nothing_dangles() -> None:
    bundle, objects = read(BRIEFING)
    ids = {each["id"] for each in bundle["objects"]}
    report = objects["report"][0]
    assert report["description"] == "The pledge is strained. One raid followed."
    assert set(report["object_refs"]) == ids - {
        report["id"],
        objects["marking-definition"][0]["id"],
        bundle_author(objects),
    }
    for each in bundle["objects"]:
        refs = [*each.get("object_refs", []), *(each[k] for k in ("source_ref", "target_ref") if k in each)]
        assert set(refs) <= ids


def bundle_author(objects: dict[str, list[dict[str, Any]]]) -> str:
    return next(each["id"] for each in objects["identity"] if each["name"] == "Briefbook")


def test_confidence_is_a_number_and_stands_apart_from_the_likelihood() -> None:
    _, objects = read(BRIEFING)
    note = next(each for each in objects["note"] if "Likelihood" in each["content"])
    assert note["confidence"] == 15
    assert "Likelihood: likely (55–80 %), computed. Confidence is low: few raids." in note["content"]


@pytest.mark.parametrize("marking", TLP_IDS)
def test_every_object_carries_the_marking(marking: str) -> None:
    findings = {**BRIEFING["findings"], "case": {**BRIEFING["findings"]["case"], "marking": marking}}
    bundle, _ = read({"findings": findings})
    marked = [each for each in bundle["objects"] if each["type"] != "marking-definition"]
    assert all(each["object_marking_refs"] == [TLP_IDS[marking]] for each in marked)


def test_the_bundle_is_the_same_at_every_run_and_another_case_has_other_ids() -> None:
    assert build_bundle(BRIEFING) == build_bundle(BRIEFING)
    findings = {**BRIEFING["findings"], "case": {**BRIEFING["findings"]["case"], "slug": "bridge"}}
    shared = {each["id"] for each in read(BRIEFING)[0]["objects"]} & {
        each["id"] for each in read({"findings": findings})[0]["objects"]
    }
    assert {id.split("--")[0] for id in shared} == {"marking-definition", "identity"}


def test_a_case_with_nothing_to_tell_is_still_a_valid_report() -> None:
    _, objects = read({"findings": {"case": BRIEFING["findings"]["case"]}})
    assert set(objects) == {"marking-definition", "identity", "report"}


def test_a_code_without_a_country_gives_no_location() -> None:
    assert find_alpha2("TJK") == "TJ"
    assert find_alpha2("XXA") is None and find_alpha2(None) is None
