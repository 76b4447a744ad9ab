"""Who takes part or has a voice: mentions gathered into actors, and the choice of which are actors at all."""

from collections.abc import Sequence
from typing import NamedTuple, cast

from analysis.intake.article import Article, Evidence
from analysis.reading.bodies import is_subject
from analysis.reading.dossier import Actor, ActorKind
from analysis.reading.homes import find_home, find_person_state
from analysis.reading.ids import build_id, find_unique_ids
from analysis.reading.lexicon import read_actor_words
from analysis.reading.listed import find_listed, find_stake
from analysis.reading.mention import Line, Mention
from analysis.reading.resolve import is_speaking

_MOST_EVIDENCE = 8  # places shown per actor; a state may be named fifty times


class Cluster(NamedTuple):
    """All mentions of one actor."""

    key: str
    mentions: list[Mention]


def find_actors(article: Article, lines: Sequence[Line], home: str | None = None) -> tuple[Actor, ...]:
    """The actors of an article in the order in which they first appear, with their stakes."""
    home = home or find_home(lines)
    listed = find_listed(article.text, lines)
    clusters = _find_clusters(lines, home, listed)
    governing = {c.mentions[0].iso3 for c in clusters if c.mentions[0].form == "governing"}
    chosen = [c for c in _give_seats(clusters, governing) if _is_home(c, home) or _is_actor(c, lines, listed)]
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
    if mention.form == "body":
        return f"body {mention.iso3 or home} {read_actor_words().synonyms.get(mention.title, mention.title)}"
    if mention.form == "community":
        group = "nationals" if mention.iso3 and mention.title in read_actor_words().grouped else mention.title
        return f"community {mention.iso3} {group}"
    return f"{'person' if mention.kind == 'person' else 'name'} {mention.name.casefold()}"


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


def _is_home(cluster: Cluster, home: str | None) -> bool:
    """Whether the cluster is the state that the article is about: an actor even where it is only a place."""
    return cluster.key == f"state {home}" and sum(m.form != "seat" for m in cluster.mentions) > 1


def _is_actor(cluster: Cluster, lines: Sequence[Line], listed: Sequence[Mention]) -> bool:
    first = cluster.mentions[0]
    if any(mention in listed for mention in cluster.mentions):
        return True
    if cluster.key.startswith("state"):
        return _is_state_actor(cluster, lines)
    if first.form == "body" and first.kind != "media":
        return _is_body_actor(cluster, lines)
    if first.form == "community":
        return _is_community_actor(cluster, lines)
    if first.kind == "media":
        return first.form == "name" and first.name not in read_actor_words().wires and not first.locative
    if _is_school(first):
        return any(_acts(lines[m.sentence], m) for m in cluster.mentions)
    if first.kind == "government_body":
        return any(not _describes_person(lines[m.sentence], m) for m in cluster.mentions)
    return not all(_is_platform(lines[m.sentence], m) for m in cluster.mentions)


def _is_school(mention: Mention) -> bool:
    """Whether the name is a school's, a university's or a hospital's: mostly a place, seldom an actor."""
    words = mention.name.lower().split()
    return mention.form == "name" and mention.kind in ("company", "community") and bool(_SCHOOLS.intersection(words))


_SCHOOLS = frozenset({"university", "institute", "school", "college", "academy"})


def _acts(line: Line, mention: Mention) -> bool:
    owns = mention.last < len(line.tokens) and line.tokens[mention.last].low == "'s"
    return owns or is_speaking(line.tokens, mention.last) or (is_subject(line, mention) and not mention.locative)


def _is_state_actor(cluster: Cluster, lines: Sequence[Line]) -> bool:
    acting = [
        m
        for m in cluster.mentions
        if not m.locative and not _describes_person(lines[m.sentence], m) and not _is_label(lines[m.sentence], m)
    ]
    return bool(acting) or (len(cluster.mentions) > 2 and any(m.form != "seat" for m in cluster.mentions))


def _describes_person(line: Line, mention: Mention) -> bool:
    """Whether the name only tells whose officer a person is: "former Malawian President Ada Lane"."""
    person = next(
        (m for m in line.mentions if m.kind == "person" and m.title and 0 < m.first - mention.last <= 5), None
    )
    if person is None:
        return False
    between = line.tokens[mention.last : person.first]
    return not any(token.text in ",;:" or token.low in ("'s", "and", "said", "with") for token in between)


def _is_label(line: Line, mention: Mention) -> bool:
    """Whether a seat only labels a thing: "the Pretoria text"."""
    before = line.tokens[mention.first - 1].low if mention.first else ""
    return mention.form == "seat" and before in (
        "the",
        "a",
        "an",
        "from",
        "to",
        "toward",
        "towards",
        "via",
        "through",
        "of",
        "between",
    )


def _is_platform(line: Line, mention: Mention) -> bool:
    return mention.kind == "company" and mention.first > 0 and line.tokens[mention.first - 1].low == "on"


def _is_body_actor(cluster: Cluster, lines: Sequence[Line]) -> bool:
    speaks = any(is_speaking(lines[m.sentence].tokens, m.last) for m in cluster.mentions)
    noun = cluster.mentions[0].title
    if noun == "lawmakers":
        return False
    if noun.startswith(_SEATS):
        return speaks  # the others are buildings
    if noun.endswith(("ministry", "office")):
        return True
    if noun in read_actor_words().ranks or noun in read_actor_words().state_voices:
        return (speaks and noun in read_actor_words().state_voices and noun != "officials") or any(
            m.first == 0 and noun in read_actor_words().ranks for m in cluster.mentions
        )
    subject = any(is_subject(lines[m.sentence], m) for m in cluster.mentions)
    return speaks or subject or len(cluster.mentions) > 1 or any(m.iso3 for m in cluster.mentions)


_SEATS = ("embassy", "consulate", "high commission")


def _is_community_actor(cluster: Cluster, lines: Sequence[Line]) -> bool:
    first = cluster.mentions[0]
    if first.title in read_actor_words().too_vague and not first.iso3:
        return False
    subjects = sum(is_subject(lines[m.sentence], m) for m in cluster.mentions)
    speaks = any(_speaks(lines[m.sentence], m) for m in cluster.mentions)
    if first.iso3:
        return len(cluster.mentions) > 1 or speaks
    return speaks or (subjects > 0 and len(cluster.mentions) > 1) or any(m.first == 0 for m in cluster.mentions)


def _speaks(line: Line, mention: Mention) -> bool:
    return is_speaking(line.tokens, mention.last) and is_subject(line, mention)


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
    if told or first.kind in ("international_org", "media", "armed_group", "company"):
        return told
    if first.kind == "person":
        return find_person_state(lines, cluster.mentions, home)
    return home if first.kind == "government_body" or first.form == "name" else None


def _find_aliases(text: str, cluster: Cluster) -> tuple[str, ...]:
    """The forms as written, and a described body's bare noun ("army" in "Mali's army")."""
    forms = [m.text for m in cluster.mentions]
    titled = [f"{m.title} {m.text}" for m in cluster.mentions if m.kind == "person" and m.title[:1].isupper()]
    forms += [form for form in titled if form in text]
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
