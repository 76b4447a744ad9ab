"""Cards: incidents and actors as the article tells them, each with the words that it came from."""

import pandas as pd

from analysis.exhibits.citations import Quotes, cite_evidence, name_article, name_sentences, quote_words
from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.markup import Html, tag
from analysis.exhibits.wording import capital, country, plural, shortened
from analysis.intake.article import Article
from analysis.intake.spans import Evidence
from analysis.reading.dossier import Actor, Count, Dossier, Incident

QUOTE_LIMIT = 220  # characters: the words that prove an item, not the article over again
MOST_ALIASES = 6


def incident_cards(
    dossier: Dossier, article: Article, *, quotes: Quotes = "sentence", id: str = "incidents"
) -> Exhibit:
    """One card for each incident that the article tells; what it does not state is said, with the reason.

    With `quotes` "none" no words of the article stand on it.
    """
    cards = [incident_card(incident, article, quotes) for incident in dossier.incidents]
    main = [i for i in dossier.incidents if i.is_main]
    title = f"The article tells of {plural(len(dossier.incidents), 'incident')}"
    if main and main[0].killed:
        title += f"; the main one killed {count_text(main[0].killed)}"
    return Exhibit(
        id=id,
        title=title if dossier.incidents else "The article tells of no incident that the reader recognised",
        body=tag("div", *cards, class_="cards"),
        source=name_article(article),
        data=pd.DataFrame([list_incident(incident) for incident in dossier.incidents]),
        kind="table",
        findings={"incidents": [list_incident(incident) for incident in dossier.incidents]},
    )


def incident_card(incident: Incident, article: Article, quotes: Quotes) -> Html:
    """One incident: what it was, the facts, and the words that it was read from."""
    kind = incident.type.replace("_", " ")
    head = f"{incident.number} × {kind}" if incident.number > 1 else capital(kind)
    words = quote_words(article, incident.evidence[:1]) or incident.summary
    quote = "" if quotes == "none" else tag("blockquote", shortened(words, QUOTE_LIMIT))
    return tag(
        "div",
        tag("p", "Main incident" if incident.is_main else "Also told", class_="kind"),
        tag("p", head, " ", cite_evidence(incident.evidence, article.id), class_="head"),
        tag("dl", *(part for fact in list_facts(incident) for part in fact)),
        quote,
        class_="card main" if incident.is_main else "card",
    )


def list_facts(incident: Incident) -> list[tuple[Html, Html]]:
    """The facts of an incident as terms and definitions; a field without a value gives its reason."""
    attribution = "" if incident.attribution_status == "unknown" else f" ({incident.attribution_status})"
    facts: dict[str, str | None] = {
        "date": incident.date_text or incident.date,
        "place": incident.place or country(incident.country_iso3),
        "killed": count_text(incident.killed) if incident.killed else None,
        "injured": count_text(incident.injured) if incident.injured else None,
        "perpetrator": f"{incident.perpetrator}{attribution}" if incident.perpetrator else None,
        "target": incident.target,
        "weapon": incident.weapon,
    }
    return [(tag("dt", capital(name)), tag("dd", value or unstated(incident, name))) for name, value in facts.items()]


def unstated(incident: Incident, field: str) -> Html:
    """What stands where the article is silent."""
    return tag("span", "not stated", title=incident.not_stated.get(field), class_="unstated")


def count_text(count: Count) -> str:
    """A number of people as the article gives it, with the range where it is one."""
    high = f"{count.high}" if count.high is not None else "or more"
    if count.high == count.low:
        return str(count.best)
    return f"{count.best} ({count.low}{'–' if count.high is not None else ' '}{high})"


def actor_cards(dossier: Dossier, *, main: str | None = None, id: str = "actors") -> Exhibit:
    """One card for each actor: kind, names in the article, stake, what they said, promised and were part of."""
    kinds = {actor.kind for actor in dossier.actors}
    title = f"{plural(len(dossier.actors), 'actor')} of {plural(len(kinds), 'kind')} with a part or a voice"
    listed = [list_actor(actor, dossier) for actor in dossier.actors]
    return Exhibit(
        id=id,
        title=title if dossier.actors else "The article names no actor that the reader recognised",
        body=tag("div", *(actor_card(actor, dossier, main) for actor in dossier.actors), class_="cards"),
        source=f"the article, read by rules ({dossier.article})",
        data=pd.DataFrame(listed),
        kind="table",
        findings={"actors": listed},
    )


def actor_card(actor: Actor, dossier: Dossier, main: str | None) -> Html:
    """One actor."""
    others = [alias for alias in actor.aliases if alias != actor.name][:MOST_ALIASES]
    stake = (
        [tag("dt", "Stake"), tag("dd", actor.stake, " ", cite_evidence([actor.stake_evidence], main))]
        if actor.stake and actor.stake_evidence
        else []
    )
    parts = (
        part
        for name, evidence in list_parts(actor, dossier).items()
        for part in (tag("dt", name), tag("dd", cite_evidence(evidence, main)))
    )
    home = f", {country(actor.iso3)}" if actor.iso3 and country(actor.iso3) != actor.name else ""
    return tag(
        "div",
        tag("p", f"{capital(actor.kind.replace('_', ' '))}{home}", class_="kind"),
        tag("p", tag("bdi", actor.name), class_="head"),
        tag("p", "also ", tag("bdi", ", ".join(others)), class_="muted") if others else "",
        tag("dl", *stake, *parts),
        class_="card",
    )


def list_parts(actor: Actor, dossier: Dossier) -> dict[str, list[Evidence]]:
    """What an actor did in the article, each with its evidence; what it did not do is left out."""
    groups = {
        "Said": [s.evidence for s in dossier.statements if s.speaker == actor.name],
        "Was told": [s.evidence for s in dossier.statements if s.addressee == actor.name],
        "Promised": [c.evidence for c in dossier.commitments if c.actor == actor.name],
        "Blamed for": [i.evidence for i in dossier.incidents if i.perpetrator == actor.name],
        "Named in": [actor.evidence],
    }
    return {name: [e for group in found for e in group] for name, found in groups.items() if found}


def list_incident(incident: Incident) -> dict[str, object]:
    """An incident for the data twin."""
    return {
        "id": incident.id,
        "type": incident.type,
        "is_main": incident.is_main,
        "number": incident.number,
        "summary": incident.summary,
        "date": incident.date,
        "place": incident.place,
        "country_iso3": incident.country_iso3,
        "killed": incident.killed.best if incident.killed else None,
        "injured": incident.injured.best if incident.injured else None,
        "perpetrator": incident.perpetrator,
        "attribution_status": incident.attribution_status,
        "target": incident.target,
        "weapon": incident.weapon,
        "sentences": name_sentences(incident.evidence),
    }


def list_actor(actor: Actor, dossier: Dossier) -> dict[str, object]:
    """An actor for the data twin."""
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "iso3": actor.iso3,
        "stake": actor.stake,
        "statements": sum(s.speaker == actor.name for s in dossier.statements),
        "commitments": sum(c.actor == actor.name for c in dossier.commitments),
        "sentences": name_sentences(actor.evidence),
    }
