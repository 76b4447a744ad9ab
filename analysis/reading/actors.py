"""Who takes part or has a voice: mentions gathered into actors, and the choice of which are actors at all."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, cast

from analysis.intake.article import Article, Evidence
from analysis.reading.bodies import is_subject
from analysis.reading.dossier import Actor, ActorKind
from analysis.reading.ids import build_id
from analysis.reading.mention import Line, Mention
from analysis.reading.resolve import is_speaking

_MOST_EVIDENCE = 8  # places shown per actor; a state may be named fifty times
_WIRES = frozenset({"Reuters", "Associated Press", "Agence France-Presse", "Bloomberg", "CNN", "BBC"})
_ADJECTIVE_ACTS = 1  # adjectives ("Romanian sailor") count as mentions of the state


class Cluster(NamedTuple):
    """All mentions of one actor."""

    key: str
    mentions: list[Mention]


def find_actors(article: Article, lines: Sequence[Line]) -> tuple[Actor, ...]:
    """The actors of an article in the order in which they first appear, with their stakes."""
    home = find_home(lines)
    clusters = [c for c in _find_clusters(lines, home) if _is_actor(c, lines)]
    built = [_build_actor(article, lines, cluster, home) for cluster in clusters]
    return tuple(sorted(built, key=lambda actor: actor.evidence[0].start))


def find_home(lines: Iterable[Line]) -> str | None:
    """The state that the article names most: whose army "the army" is."""
    counts: dict[str, int] = {}
    for line in lines:
        for mention in line.mentions:
            if mention.kind == "state" and mention.iso3:
                counts[mention.iso3] = counts.get(mention.iso3, 0) + 1
    return max(counts, key=lambda code: counts[code], default=None)


def _find_clusters(lines: Sequence[Line], home: str | None) -> list[Cluster]:
    gathered: dict[str, list[Mention]] = {}
    for line in lines:
        for mention in line.mentions:
            if mention.kind not in ("place", "thing", "unknown"):
                gathered.setdefault(_key(mention, home), []).append(mention)
    return [Cluster(key, mentions) for key, mentions in gathered.items()]


def _key(mention: Mention, home: str | None) -> str:
    if mention.kind == "state":
        return f"state {mention.iso3}"
    if mention.form == "body":
        return f"body {mention.iso3 or home} {_BODY_SYNONYMS.get(mention.title, mention.title)}"
    if mention.form == "community":
        return f"community {mention.name}"
    return f"{'person' if mention.kind == 'person' else 'name'} {mention.name.casefold()}"


_BODY_SYNONYMS = {
    "armed forces": "military", "army": "military", "troops": "soldiers", "defense ministry": "defence ministry",
    "administration": "government", "authorities": "government", "officials": "officials", "ministry of defence": "defence ministry",
    "ministry of foreign affairs": "foreign ministry", "police officers": "police",
}  # fmt: skip


def _is_actor(cluster: Cluster, lines: Sequence[Line]) -> bool:
    first = cluster.mentions[0]
    if first.kind == "state":
        return any(not m.locative for m in cluster.mentions) or len(cluster.mentions) > 2
    if first.form == "body":
        return _is_body_actor(cluster, lines)
    if first.form == "community":
        return any(_acts(lines[m.sentence], m) for m in cluster.mentions)
    if first.kind == "media":
        return first.name not in _WIRES
    return True


def _is_body_actor(cluster: Cluster, lines: Sequence[Line]) -> bool:
    return any(m.iso3 or _acts(lines[m.sentence], m) for m in cluster.mentions)


def _acts(line: Line, mention: Mention) -> bool:
    """Whether the mention is the subject of a verb of speech, or stands in the actor list."""
    return is_speaking(line.tokens, mention.last) and is_subject(line, mention)


def _build_actor(article: Article, lines: Sequence[Line], cluster: Cluster, home: str | None) -> Actor:
    first = cluster.mentions[0]
    name = _find_name(cluster)
    evidence = tuple(article.evidence(m.start, m.end) for m in cluster.mentions[:_MOST_EVIDENCE])
    stake = _find_stake(article, lines, cluster)
    return Actor(
        id=build_id("actor", name),
        name=name,
        aliases=_find_aliases(article, cluster),
        kind=cast(ActorKind, first.kind),
        iso3=first.iso3 or (home if first.form == "body" else None),
        stake=article.words(stake) if stake else None,
        stake_evidence=stake,
        evidence=evidence,
    )


def _find_name(cluster: Cluster) -> str:
    first = cluster.mentions[0]
    if first.form in ("body", "community"):
        return max((m.name for m in cluster.mentions), key=len)
    return first.name


def _find_aliases(article: Article, cluster: Cluster) -> tuple[str, ...]:
    """The forms as written, and a described body's bare noun ("army" in "Mali's army")."""
    forms = [m.text for m in cluster.mentions]
    forms += [m.text[-len(m.title) :] for m in cluster.mentions if m.form in ("body", "community") and m.title]
    return tuple(dict.fromkeys(" ".join(form.split()) for form in forms))


def _find_stake(article: Article, lines: Sequence[Line], cluster: Cluster) -> Evidence | None:
    """What the article's actor list says of an actor: the rest of the line that its name opens."""
    for mention in cluster.mentions:
        line = lines[mention.sentence]
        if line.kind == "actors" and mention.first <= 1 and mention.last < len(line.tokens):
            rest = next((t.start for t in line.tokens[mention.last :] if t.text.isalnum() or t.text[0] in '“"'), None)
            if rest is not None and rest < line.end:
                return article.evidence(rest, line.end)
    return None
