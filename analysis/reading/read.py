"""The reader: an article becomes a dossier, and a dossier becomes one JSON object."""

from collections.abc import Sequence
from typing import Any

from analysis.intake.article import Article
from analysis.intake.own_names import OwnName
from analysis.reading.actors import find_actors
from analysis.reading.commitments import find_commitments
from analysis.reading.dossier import Count, Dossier, Incident, Item
from analysis.reading.homes import find_home
from analysis.reading.incidents import find_incidents
from analysis.reading.lexicon import build_phrases
from analysis.reading.lines import find_lines
from analysis.reading.mention import Line
from analysis.reading.outlooks import find_implications, find_judgments
from analysis.reading.statements import find_speech, find_statements
from analysis.reading.unmarked import build_marked, find_unmarked


def read_dossier(article: Article, names: Sequence[OwnName] = ()) -> Dossier:
    """Everything that can be read from an article, each item with its words. Pure, deterministic, offline.

    `names`: what the case adds to the lists. The text is only text: nothing in it is executed or obeyed.
    """
    plain, places = find_unmarked(article)
    return build_marked(_read_plain(plain, names), article, places)


def _read_plain(article: Article, names: Sequence[OwnName]) -> Dossier:
    lines = find_lines(article, build_phrases(names))
    speeches = list(find_speech(article.text, lines))
    incidents = find_incidents(article, lines)
    scene = incidents[0].country_iso3 if incidents and incidents[0].type not in _ABROAD else None
    home = find_home(lines, scene)
    return Dossier(
        article=article.id,
        sections=article.sections,
        actors=find_actors(article, lines, home),
        incidents=incidents,
        statements=find_statements(article, speeches),
        commitments=find_commitments(article, lines, speeches, home),
        implications=find_implications(article, lines),
        judgments=find_judgments(article, lines),
        unresolved_names=_find_unresolved_names(lines),
        unresolved_places=_find_unresolved_places(incidents),
    )


_ABROAD = frozenset({"diplomatic"})  # where hands are shaken is seldom the state that it is about


def _find_unresolved_names(lines: Sequence[Line]) -> tuple[str, ...]:
    """Names of several words that no rule could place."""
    names = (m.text for line in lines for m in line.mentions if m.kind == "unknown" and m.last - m.first > 1)
    return tuple(dict.fromkeys(names))


def _find_unresolved_places(incidents: Sequence[Incident]) -> tuple[str, ...]:
    """Incidents' places without coordinates; a border has none by its nature."""
    places = (i.place for i in incidents if i.place and i.latitude is None and i.place_precision != "border")
    return tuple(dict.fromkeys(places))


def build_reading(article: Article, dossier: Dossier) -> dict[str, Any]:
    """One JSON object: metadata, sections and items with evidence offsets into `article_text`."""
    return {
        **_build_header(article),
        "sections": [{"heading": s.heading, "kind": s.kind, "start": s.start, "end": s.end} for s in article.sections],
        "actors": [_dump(item) for item in dossier.actors],
        "incidents": [
            {**_dump(i), "killed": _dump_count(i.killed), "injured": _dump_count(i.injured)} for i in dossier.incidents
        ],
        "statements": [
            {**_dump(item), "speaker": _name(item.speaker, item.speaker_text)} for item in dossier.statements
        ],
        "commitments": [
            {**_dump(item), "actor": _name(item.actor, item.actor_text, item.on_behalf_of)}
            for item in dossier.commitments
        ],
        "implications": [_dump(item) for item in dossier.implications],
        "judgments": [_dump(item) for item in dossier.judgments],
        "unresolved_names": list(dossier.unresolved_names),
        "unresolved_places": list(dossier.unresolved_places),
        "article_text": article.text,
    }


def _build_header(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title,
        "dek": article.dek,
        "date": article.published.isoformat() if article.published else None,
        "author": article.byline,
        "outlet": article.outlet,
        "source_credits": list(article.source_credits),
        "warnings": list(article.warnings),
    }


def _name(name: str, written: str, behalf: str | None = None) -> str:
    """A name with the text's own words where they are others, and in whose name: "Russia (Moscow)"."""
    own = written[:1].isupper() and not set(written.lower().split()) & {
        *name.lower().split(),
        "he",
        "she",
        "it",
        "they",
    }
    more = [part for part in (written if own else None, behalf) if part]
    return f"{name} ({'; '.join(more)})" if more else name


def _dump(item: Item) -> dict[str, Any]:
    data: dict[str, Any] = item.model_dump(mode="json")
    return data


def _dump_count(count: Count | None) -> dict[str, int | str | None] | None:
    """The count; a vague word ("several") has no best figure there."""
    return {**count.model_dump(), "best": None if count.is_vague else count.best} if count else None
