"""What is promised: pledges that somebody is reported to make, and undertakings that the article announces."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from analysis.intake.article import Article
from analysis.intake.wordlists import word_set
from analysis.reading.dossier import Commitment
from analysis.reading.homes import find_home, find_person_state
from analysis.reading.ids import build_hashed_id
from analysis.reading.kept import find_sign
from analysis.reading.lexicon import find_state_name
from analysis.reading.mention import Line, Mention
from analysis.reading.speech import Speech, find_kind

_MAKERS = frozenset({"state", "government_body", "armed_group", "international_org", "person"})
_OFFICIAL = frozenset({"person", "state", "government_body", "armed_group", "international_org"})
_WILL = re.compile(
    r"\b(?:will|would|(?:stands?|stood|are|is|was|were) ready (?:to|for)|plans? to"
    r"|intends? to|is to|are to|was to|were to|going to)\s+(?:not |also |soon |never )?(?P<verb>\w+)"
    r"(?: (?P<done>\w+ed|sent|shut|held|built|met|done|cut"
    r"|set|put|given|paid|made|brought|withdrawn|taken|caught|drawn|driven|rebuilt|sworn|tried|freed)\b)?"
)
_IDLE_VERBS = word_set(
    "be have mean amount depend need cost hurt remain become seem appear likely probably find face "
    "suffer lose gain happen take know think like want see fall rise grow blame"
)
_MEANT = word_set("regarded considered treated seen viewed needed required welcomed missed remembered affected")
_EVENTUAL = re.compile(r"\b(?:if|unless|could|may|might|likely|until)\b", re.IGNORECASE)
_PLAN = re.compile(
    r"(?:(?:both |now |also |soon )?(?:plans?|planned|intends?) (?:to|a|an)|will|is to|are to|ha(?:s|ve) "
    r"(?:agreed|offered|undertaken|pledged|promised|vowed|committed) to|agreed to|is sending|are sending"
    r"|is preparing to|are preparing to|(?:are|is) ready to)\s+(?P<verb>\w+)?"
)
_PASSIVE = re.compile(
    r"\b(?:will|are to|is to) (?:also |soon )?be (?:sent|deployed|posted|held|shut|closed|tightened"
    r"|stepped up|reinforced|given|paid|compensated|extradited|withdrawn|released|investigated|prosecuted"
    r"|strengthened|increased|rebuilt|sworn in|named|handed over)\b"
)
_PAIR = re.compile(
    r"\b(?:[Tt]he two|[Bb]oth|[Tt]he) (?:countries|sides|governments|states|neighbours|neighbors|parties"
    r"|capitals) (?:also |now )?(?=plan|will\b|agree|have (?:agreed|undertaken|pledged|promised|vowed"
    r"|committed)|pledged|promised|undertook)"
    r"|\b[Tt]he two (?:men |leaders |ministers |presidents |officials )?"
    r"(?=(?:also )?(?:agreed|pledged|promised|undertook|said (?:that )?(?:[\w ]{1,40} )?would\b))"
)
_SECTIONS = frozenset({"lede", "whats_next", "other", "background", "analysis"})


class Maker(NamedTuple):
    """Who promises, in whose name, and the words for both in the text."""

    actor: str
    text: str
    behalf: str | None
    states: frozenset[str | None] = frozenset()  # ISO codes of the maker's own state: never the counterpart's
    end: int = 0  # where the maker's name ends and the promise begins


class Parties(NamedTuple):
    """Whom "the two countries" and an unnamed government stand for: the states that the article names most."""

    pair: str
    home: str | None


def find_commitments(
    article: Article, lines: Sequence[Line], speeches: Sequence[Speech], home: str | None = None
) -> tuple[Commitment, ...]:
    """At most one commitment for each sentence and maker, in reading order."""
    found: dict[tuple[int, str], Commitment] = {}
    home = home or find_home(lines)
    states = _find_states(lines, home)
    rulers = {m.iso3: m.name for line in lines for m in line.mentions if m.form == "governing"}
    for speech in speeches:
        if promises(article.text, speech):
            maker = _find_maker(article.text, states, rulers, speech)
            made = _build(article, speech.line, maker, _find_promise(article.text, speech))
            found.setdefault((speech.line.number, maker.actor), made)
    reported = {number for number, _ in found}
    parties = _find_parties(lines)
    for line in lines:
        known = parties._replace(pair=_find_pair(line, rulers, list(found.values())) or parties.pair)
        for maker in _find_plans(article.text, line, known, states) if line.number not in reported else ():
            found.setdefault((line.number, maker.actor), _build(article, line, maker, maker.end or line.start))
    return tuple(sorted(found.values(), key=lambda item: item.evidence[0].start))


def promises(text: str, speech: Speech) -> bool:
    """Whether a speech is a pledge, or somebody in office saying what they or theirs will do."""
    if find_kind(text, speech) == "pledge":
        return speech.speaker.mention is not None and speech.speaker.mention.form != "community"
    mention = speech.speaker.mention
    if mention is None or mention.kind not in _OFFICIAL or find_kind(text, speech) != "statement":
        return False
    will = _WILL.search(text, speech.verb_end, speech.end)
    if will is None or _EVENTUAL.search(text, speech.verb_end, will.start()) or _quotes_end(text, speech, will.start()):
        return False
    return (
        (will["done"] or "") not in ("", *_MEANT) if will["verb"] == "be" else will["verb"].lower() not in _IDLE_VERBS
    )


def _find_promise(text: str, speech: Speech) -> int:
    """Where the promised act begins: after "vowed", or at the "will" of what is said."""
    will = _WILL.search(text, speech.verb_end, speech.end) if speech.kind != "pledge" else None
    return will.start() if will else speech.verb_end


def _quotes_end(text: str, speech: Speech, at: int) -> bool:
    """Whether a new speaker's words begin before the promise."""
    return any(m.kind == "person" and speech.verb_end < m.start < at for m in speech.line.mentions)


def _find_states(lines: Sequence[Line], home: str | None) -> dict[str, str | None]:
    """Each person's state, by name."""
    people: dict[str, list[Mention]] = {}
    for line in lines:
        for mention in line.mentions:
            if mention.kind == "person":
                people.setdefault(mention.name, []).append(mention)
    return {name: find_person_state(lines, mentions, home) for name, mentions in people.items()}


def _find_maker(text: str, states: dict[str, str | None], rulers: dict[str | None, str], speech: Speech) -> Maker:
    """Who promises and in whose name; a seat or state stands for the group that governs there, where one does."""
    mention = speech.speaker.mention
    written = " ".join(text[speech.speaker.start : speech.speaker.end].split())
    if mention and (pair := _find_pair_of(speech.line, mention)):
        return Maker(" and ".join(m.name for m in pair), written, None, frozenset({m.iso3 for m in pair} - {None}))
    state = mention.iso3 if mention and mention.kind != "person" else states.get(speech.speaker.name)
    subject = _find_subject(text, speech)
    own = frozenset({state, subject.iso3 if subject else None} - {None})
    if subject and subject.name != speech.speaker.name:
        behalf = rulers.get(subject.iso3, subject.name) if subject.kind == "state" else subject.name
        return Maker(speech.speaker.name, written, behalf if behalf != speech.speaker.name else None, own)
    speaks_for_itself = mention is None or mention.kind in ("state", "armed_group", "international_org")
    if state is None or speaks_for_itself or rulers.get(state) == speech.speaker.name:
        return Maker(speech.speaker.name, written, None, own)
    return Maker(speech.speaker.name, written, rulers.get(state) or find_state_name(state), own)


def _find_pair_of(line: Line, mention: Mention) -> tuple[Mention, Mention] | None:
    """The two who promise together: "Lane and Hollis agreed to meet"."""
    for one, other in pairwise(line.mentions):
        joined = other.first == one.last + 1 and line.tokens[one.last].low == "and" and one.name != other.name
        if joined and mention in (one, other) and one.kind == other.kind and one.kind in _MAKERS:
            return one, other
    return None


def _find_subject(text: str, speech: Speech) -> Mention | None:
    """In whose name it is promised: the state or group that "will" has as its subject."""
    will = _WILL.search(text, speech.verb_end, speech.end)
    if not will:
        return None
    near = [
        m
        for m in speech.line.mentions
        if speech.verb_end <= m.start and m.end <= will.start() and will.start() - m.end < 4
    ]
    return next((m for m in near if m.kind in _MAKERS and m.form != "adjective"), None)


def _find_plans(text: str, line: Line, parties: Parties, states: dict[str, str | None]) -> Iterator[Maker]:
    """ "X plans to …", "the two countries will …", "soldiers will be sent": on no condition."""
    if line.kind not in _SECTIONS or line.has(_EVENTUAL_WORDS) or not line.has(_PLAN_WORDS):
        return
    for mention in line.mentions:
        maker = _plans(text, line, mention, states)
        if maker:
            yield maker
            return
    pair = _PAIR.search(text, line.start, line.end)
    if pair:
        yield Maker(parties.pair, " ".join(pair[0].split()), None)
    elif parties.home and line.kind == "whats_next" and _PASSIVE.search(text, line.start, line.end):
        yield Maker(find_state_name(parties.home), "", None)


_EVENTUAL_WORDS = word_set("if unless could may might likely until")
_PLAN_WORDS = word_set(
    "plan plans planned intend intends will is are has have agree agreed pledged promised undertook two"
)


def _find_pair(line: Line, rulers: dict[str | None, str], found: Sequence[Commitment]) -> str | None:
    """Whom "the two countries" stands for: the one that the sentence names and the one that promised before."""
    near = {rulers.get(m.iso3, find_state_name(m.iso3)): m for m in line.mentions if m.kind == "state" and m.iso3}
    if len(near) != 1:
        return " and ".join(near) if len(near) == 2 else None
    makers = [c.on_behalf_of or c.actor for c in found if c.evidence[0].start < line.start]
    other = next((maker for maker in reversed(makers) if maker not in near), None)
    return f"{next(iter(near))} and {other}" if other else None


def _plans(text: str, line: Line, mention: Mention, states: dict[str, str | None]) -> Maker | None:
    if mention.last >= len(line.tokens) or mention.form == "adjective" or mention.kind not in _MAKERS:
        return None
    plan = _PLAN.match(text, line.tokens[mention.last].start, line.end)
    if (
        not plan
        or (plan["verb"] or "").lower() in _IDLE_VERBS
        or (line.kind == "analysis" and plan[0].startswith("will"))
    ):
        return None
    first = next((m for m in line.mentions if m.last == mention.first - 1 and line.tokens[m.last].low == "and"), None)
    if first and first.kind in _MAKERS:
        own = frozenset({first.iso3, mention.iso3} - {None})
        return Maker(f"{first.name} and {mention.name}", text[first.start : mention.end], None, own, mention.end)
    state = mention.iso3 if mention.kind != "person" else states.get(mention.name)
    return Maker(mention.name, mention.text, None, frozenset({state} - {None}), mention.end)


def _find_parties(lines: Sequence[Line]) -> Parties:
    counts: dict[str, int] = {}
    for line in lines:
        for mention in line.mentions:
            if mention.kind == "state" or mention.form == "governing":
                counts[mention.name] = counts.get(mention.name, 0) + 1
    return Parties(" and ".join(sorted(counts, key=lambda name: -counts[name])[:2]), find_home(lines))


def _build(article: Article, line: Line, maker: Maker, start: int) -> Commitment:
    words = " ".join(article.text[line.start : line.end].split())
    sign = find_sign(line, start)
    return Commitment(
        id=build_hashed_id("commitment", maker.actor, words), actor=maker.actor, actor_text=maker.text,
        on_behalf_of=maker.behalf, text=words, counterpart=_find_partner(line, maker, start), shown_by=sign.shown_by,
        not_stated={"shown_by": sign.reason} if sign.reason else {},
        evidence=(article.evidence(line.start, line.end),),
    )  # fmt: skip


def _find_partner(line: Line, maker: Maker, start: int) -> str | None:
    """To whom it is promised or with whom it is to be done: the first other state, group or body named with it."""
    own = f"{maker.actor} {maker.behalf}"
    for mention in line.mentions:
        if mention.start < start or mention.iso3 in maker.states or mention.name in own:
            continue
        if mention.kind == "person" and mention.iso3 and mention.text.split()[0].lower() in _UNNAMED:
            return find_state_name(mention.iso3)
        if mention.kind in _PARTNERS and mention.form not in ("body", "community"):
            return mention.name
    return None


_UNNAMED = word_set("his her its their the")
_PARTNERS = frozenset({"state", "armed_group", "international_org"})
