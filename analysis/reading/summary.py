"""The dossier as plain text for a terminal: what was read, from which sentence, and what was not."""

from collections.abc import Iterable, Iterator

from analysis.intake.article import Article
from analysis.reading.dossier import Commitment, Count, Dossier, Incident, Item

WIDTH = 160  # characters of an item's own words; the rest is in the JSON


def describe_dossier(article: Article, dossier: Dossier) -> str:
    """A summary in sections, each item with the number of the sentence that it was read from."""
    return "\n".join([*describe_article(article), *describe_items(dossier), *describe_open(article, dossier)])


def describe_article(article: Article) -> Iterator[str]:
    """Title line and what is known of the article itself."""
    yield article.title or "(no title found)"
    known = {
        "by": article.byline,
        "outlet": article.outlet,
        "published": article.published,
        "credits": ", ".join(article.source_credits),
    }
    yield "; ".join(f"{name} {value}" for name, value in known.items() if value) or "no byline, outlet or date found"
    kinds = [f"{section.heading or '(no heading)'} [{section.kind}]" for section in article.sections]
    yield f"{len(article.sentences)} sentences; sections: {' · '.join(kinds)}"


def describe_items(dossier: Dossier) -> Iterator[str]:
    """Every kind of item under its heading."""
    yield from block("Actors", (f"{a.name} ({a.kind}{', ' + a.iso3 if a.iso3 else ''})" for a in dossier.actors))
    yield from block("Incidents", (cite(i, describe_incident(i)) for i in dossier.incidents))
    yield from block("Statements", (cite(s, f"{s.speaker}, {s.kind}: {s.text}") for s in dossier.statements))
    yield from block("Commitments", (line for c in dossier.commitments for line in describe_commitment(c)))
    yield from block("Implications", (cite(i, i.text) for i in dossier.implications))
    yield from block("The author's judgments", (cite(j, j.text) for j in dossier.judgments))


def describe_commitment(commitment: Commitment) -> Iterator[str]:
    """Who promised what, and what would show it kept or why that can't be told."""
    yield cite(commitment, f"{commitment.actor}: {commitment.text}")
    yield f"      shown kept by: {commitment.shown_by or commitment.not_stated.get('shown_by', 'not told')}"


def describe_incident(incident: Incident) -> str:
    """One incident in a line; what is not stated is said so."""
    facts = {
        "date": incident.date,
        "place": incident.place,
        "country": incident.country_iso3,
        "killed": count_text(incident.killed),
        "injured": count_text(incident.injured),
        "target": incident.target,
        "weapon": incident.weapon,
        "perpetrator": incident.perpetrator,
    }
    told = "; ".join(f"{name} {value}" for name, value in facts.items() if value)
    missing = [name for name, value in facts.items() if not value]
    number = f"{incident.number} × " if incident.number > 1 else ""
    role = "main" if incident.is_main else "other"
    return f"{role}, {number}{incident.type}: {told or 'nothing told'} (not stated: {', '.join(missing) or 'nothing'})"


def describe_open(article: Article, dossier: Dossier) -> Iterator[str]:
    """What could not be told, and what to be careful about."""
    yield from block("Names no rule could place", dossier.unresolved_names)
    yield from block("Places not in the gazetteer", dossier.unresolved_places)
    yield from block("Warnings", article.warnings)


def block(title: str, lines: Iterable[str]) -> Iterator[str]:
    """A heading with its lines; "none found" where there are none."""
    listed = list(lines)
    yield f"\n{title} ({len(listed)})"
    yield from (f"  {line}" for line in listed or ["none found"])


def cite(item: Item, text: str) -> str:
    """A line with its sentence number, shortened to the terminal."""
    flat = " ".join(text.split())
    return f"{item.evidence[0].sentence:>4}  {flat if len(flat) <= WIDTH else flat[: WIDTH - 1] + '…'}"


def count_text(count: Count | None) -> str | None:
    """A toll as low–best–high where it is a range, else as a number."""
    if count is None:
        return None
    high = "more" if count.high is None else count.high
    return str(count.best) if count.low == count.best == count.high else f"{count.low}–{count.best}–{high}"
