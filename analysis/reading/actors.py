"""Who takes part or has a voice: mentions gathered into actors, and the choice of which are actors at all."""

from collections.abc import Sequence
from typing import cast

from analysis.intake.article import Article, Evidence
from analysis.reading.dossier import Actor, ActorKind
from analysis.reading.homes import find_home, find_person_state
from analysis.reading.ids import build_id, find_unique_ids
from analysis.reading.lexicon import read_actor_words
from analysis.reading.listed import find_listed, find_stake
from analysis.reading.mention import Line, Mention
from analysis.reading.parts import Cluster, is_actor, is_home

_MOST_EVIDENCE = 8  # places shown per actor; a state may be named fifty times


def find_actors(article: Article, lines: Sequence[Line], home: str | None = None) -> tuple[Actor, ...]:
    """The actors of an article in the order in which they first appear, with their stakes."""
    home = home or find_home(lines)
    listed = find_listed(article.text, lines)
    clusters = _find_clusters(lines, home, listed)
    governing = {c.mentions[0].iso3 for c in clusters if c.mentions[0].form == "governing"}
    chosen = [c for c in _give_seats(clusters, governing) if is_home(c, home, lines) or is_actor(c, lines, listed)]
    actors = sorted(
        (_build_actor(article, lines, cluster, home) for cluster in chosen), key=lambda a: a.evidence[0].start
    )
    ids = find_unique_ids([actor.id for actor in actors])
    return tuple(actor.model_copy(update={"id": each}) for actor, each in zip(actors, ids, strict=True))


def _find_clusters(lines: Sequence[Line], home: str | None, listed: Sequence[Mention]) -> list[Cluster]:
    gathered: dict[str, list[Mention]] = {}
    named = [m for line in lines for m in line.mentions if not _is_inside(m, listed)]
    for mention in [*named, *listed]:
        if mention.kind not in ("place", "thing", "unknown"):
            gathered.setdefault(_find_key(mention, home), []).append(mention)
    return [Cluster(key, sorted(mentions, key=lambda m: m.start)) for key, mentions in gathered.items()]


def _is_inside(mention: Mention, listed: Sequence[Mention]) -> bool:
    """Whether a described community or body is only a part of a list line's name."""
    if mention.form not in ("community", "body"):
        return False
    return any(other.start <= mention.start and mention.end <= other.end for other in listed)


def _find_key(mention: Mention, home: str | None) -> str:
    if mention.kind == "state" or (
        mention.form == "body" and mention.iso3 and mention.title in read_actor_words().state_voices
    ):
        return f"state {mention.iso3}"
    if mention.kind == "government_body" and mention.form == "name" and mention.iso3 and mention.name.endswith(_ARMIES):
        return f"body {mention.iso3} military"  # "the army" is what the text calls the Sudanese Armed Forces
    if mention.form == "body":
        return f"body {mention.iso3 or home} {read_actor_words().synonyms.get(mention.title, mention.title)}"
    if mention.form == "community":
        group = "nationals" if mention.iso3 and mention.title in read_actor_words().grouped else mention.title
        return f"community {mention.iso3} {group}"
    return f"{'person' if mention.kind == 'person' else 'name'} {mention.name.casefold()}"


_ARMIES = ("Armed Forces", "Defense Forces", "Defence Forces", "Army", "army", "Tatmadaw", "military")


def _give_seats(clusters: Sequence[Cluster], governing: set[str | None]) -> list[Cluster]:
    """The clusters with the seat of a government ("Kabul") given to the group that governs there."""
    given: list[Cluster] = []
    for cluster in clusters:
        first = cluster.mentions[0]
        if first.form == "governing":
            seats = [
                m
                for c in clusters
                for m in c.mentions
                if m.form in ("seat", "body") and m.iso3 == first.iso3 and c.key.startswith("state")
            ]
            cluster = cluster._replace(mentions=sorted([*cluster.mentions, *seats], key=lambda m: m.start))
        elif cluster.key.startswith("state") and first.iso3 in governing:
            cluster = cluster._replace(mentions=[m for m in cluster.mentions if m.form not in ("seat", "body")])
        given += [cluster] if cluster.mentions else []
    return given


def _build_actor(article: Article, lines: Sequence[Line], cluster: Cluster, home: str | None) -> Actor:
    first = next((m for m in cluster.mentions if m.kind != "government_body" or m.form != "body"), cluster.mentions[0])
    if not cluster.key.startswith("state"):
        first = cluster.mentions[0]
    name = _find_name(cluster, first)
    stake = find_stake(article, lines, cluster.mentions)
    return Actor(
        id=build_id("actor", name),
        name=name,
        aliases=_find_aliases(article.text, cluster),
        kind=cast(ActorKind, "state" if cluster.key.startswith("state") else first.kind),
        iso3=_find_iso3(lines, cluster, home),
        stake=article.words(stake) if stake else None,
        stake_evidence=stake,
        evidence=_find_evidence(article, cluster),
    )


def _find_evidence(article: Article, cluster: Cluster) -> tuple[Evidence, ...]:
    return tuple(article.evidence(m.start, m.end) for m in cluster.mentions[:_MOST_EVIDENCE])


def _find_name(cluster: Cluster, first: Mention) -> str:
    if first.form in ("body", "community"):
        return max((m.name for m in cluster.mentions), key=lambda name: (name[:1].isupper(), len(name)))
    return first.name


def _find_iso3(lines: Sequence[Line], cluster: Cluster, home: str | None) -> str | None:
    first = cluster.mentions[0]
    told = next((m.iso3 for m in cluster.mentions if m.iso3), None)
    if told and home and told != home and first.text in read_actor_words().shared and not _is_named(lines, told):
        return home  # "Congress" where the United States are not named is another state's
    if told or first.kind in ("international_org", "media", "armed_group"):
        return told
    if first.kind == "company":
        return home if _STAYING.intersection(first.name.lower().split()) else _find_owner(lines, first)
    if first.kind == "person":
        return find_person_state(lines, cluster.mentions, home)
    local = first.form == "community" and read_actor_words().locals.intersection(first.title.split())
    return home if first.kind == "government_body" or first.form == "name" or local else None


def _find_aliases(text: str, cluster: Cluster) -> tuple[str, ...]:
    """The forms as written, and a described body's bare noun ("army" in "Mali's army")."""
    forms = [m.text for m in cluster.mentions]
    titled = [f"{m.title} {m.text}" for m in cluster.mentions if m.kind == "person" and m.title[:1].isupper()]
    forms += [form for form in titled if form in text]
    forms += [m.name for m in cluster.mentions if m.kind == "armed_group" and m.title and m.name in text]
    for mention in cluster.mentions:
        low = mention.text.lower()
        if (
            mention.form in ("body", "community")
            and mention.title
            and mention.title in low
            and not cluster.key.startswith("state")
        ):
            at = low.index(mention.title)
            forms.append(mention.text[at : at + len(mention.title)])
    return tuple(dict.fromkeys(" ".join(form.split()) for form in forms))


_STAYING = frozenset({"hospital", "clinic", "university", "medical", "airport", "hotel", "school", "college"})


def _is_named(lines: Sequence[Line], state: str) -> bool:
    return any(m.kind == "state" and m.iso3 == state for line in lines for m in line.mentions)


def _find_owner(lines: Sequence[Line], company: Mention) -> str | None:
    """The state of a company: "the US firm X", "Norway's X", "X, the American company"."""
    line = lines[company.sentence]
    for state in line.mentions:
        if state.kind == "state" and 0 <= company.first - state.last <= 3 and state.form != "seat":
            between = [token.low for token in line.tokens[state.last : company.first]]
            if not {",", "and", "in", "to", "from"}.intersection(between):
                return state.iso3
        after = line.tokens[company.last : state.first]
        if state.form == "adjective" and [token.low for token in after] in ([",", "the"], [",", "a"], [",", "an"]):
            return state.iso3
    return None
