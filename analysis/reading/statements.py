"""Who said what: each verb of speech with its subject, the words said, and the kind of statement it makes."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import cast

from analysis.intake.article import Article
from analysis.intake.wordlists import word_set
from analysis.reading.dossier import Statement, StatementKind
from analysis.reading.ids import build_hashed_id
from analysis.reading.lexicon import match_phrase, read_acts
from analysis.reading.listed import is_list_line
from analysis.reading.memory import Memory, Speaker, find_meant
from analysis.reading.mention import Line, Mention
from analysis.reading.speakers import find_speaker
from analysis.reading.speech import Speech, find_kind
from analysis.reading.verbs import find_agent, is_speech

_PLAIN = frozenset({"statement"})  # what only adds to what was said before


def find_statements(article: Article, speeches: Sequence[Speech]) -> tuple[Statement, ...]:
    """The statements of an article in reading order; one per speaker, kind and sentence."""
    statements: list[Statement] = []
    last: Speech | None = None
    for speech in speeches:
        kind = find_kind(article.text, speech)
        if last and _continues(article.text, last, speech) and (kind in _PLAIN or kind == statements[-1].kind):
            statements[-1] = _join(article, statements[-1], speech)
        else:
            statements.append(_build_statement(article, speech, kind))
        last = speech
    return tuple(statements)


def _continues(text: str, last: Speech, speech: Speech) -> bool:
    """Whether the same speaker goes on: in the same sentence, or in the next one as "he", "she", "it", "they"."""
    if last.speaker.name != speech.speaker.name:
        return False
    pronoun = text[speech.speaker.start : speech.speaker.end].lower() in ("he", "she", "it", "they")
    return last.line.number == speech.line.number or (pronoun and last.line.number + 1 == speech.line.number)


def _join(article: Article, statement: Statement, speech: Speech) -> Statement:
    """The statement with the words of the next sentence added."""
    known = {(evidence.start, evidence.end) for evidence in statement.evidence}
    if (speech.start, speech.end) in known:
        return statement
    words = " ".join(article.text[speech.start : speech.end].split())
    more = article.evidence(speech.start, speech.end)
    return statement.model_copy(update={"text": f"{statement.text} {words}", "evidence": (*statement.evidence, more)})


def find_speech(text: str, lines: Sequence[Line]) -> Iterator[Speech]:
    """Every verb of speech with a speaker, in reading order."""
    memory = Memory()
    for line in lines:
        if line.kind == "actors" and is_list_line(text, line):
            continue
        previous: Speaker | None = None
        for speech in _find_in_line(text, line, memory):
            previous = speech.speaker
            yield speech
        memory = _remember(line, memory, previous)


def _find_in_line(text: str, line: Line, memory: Memory) -> Iterator[Speech]:
    previous: Speaker | None = None
    begin = line.start
    tokens, verbs = line.tokens, read_acts().speech
    if not line.has(_find_openings()):
        return
    for at in range(len(tokens)):
        speaker, kind, end = None, "statement", at
        if tokens[at].low == "according" and at + 1 < len(tokens) and tokens[at + 1].low == "to":
            speaker, end = _read_source(line, text, at + 2, memory), at + 2
        elif tokens[at].low in verbs and (agent := find_agent(tokens, at)) is not None:
            matched = match_phrase(verbs, tokens, at)
            speaker, kind, end = _read_agent(line, agent), matched[0].kind if matched else kind, agent
        elif tokens[at].low in verbs and (spoken := is_speech(tokens, at)):
            kind, end = spoken
            speaker = find_speaker(line, text, at, end, memory, previous)
            if speaker and tokens[at].low in read_acts().weak and not _is_named(speaker):
                speaker = None
        if speaker and not _is_silence(line, speaker, end):
            previous = speaker
            yield Speech(line, speaker, kind, begin, line.end, tokens[end - 1].end)


def _is_silence(line: Line, speaker: Speaker, end: int) -> bool:
    """Whether nothing was said: "no group has claimed it", "the government has said nothing"."""
    first = line.tokens[0].low if line.tokens and speaker.start - line.start < _NOBODY_REACH else ""
    said = [token.low for token in line.tokens[end : end + 2]]
    return (
        speaker.name.lower().startswith(("no ", "none", "nobody", "neither"))
        or first in ("no", "nobody", "none", "neither")
        or "nothing" in said[:1]
    )


_NOBODY_REACH = 30  # characters at the start of a sentence in which "No group" is its subject


@cache
def _find_openings() -> frozenset[str]:
    """The first words of every phrase that introduces a speaker."""
    return frozenset((*read_acts().speech, "according"))


def _is_named(speaker: Speaker) -> bool:
    """Whether the text itself names the speaker here: neither "residents" nor "they"."""
    mention = speaker.mention
    if mention is None or mention.form == "community":
        return False
    return mention.kind == "person" or (speaker.start, speaker.end) == (mention.start, mention.end)


def _read_source(line: Line, text: str, at: int, memory: Memory) -> Speaker | None:
    """Whom "according to" names."""
    tokens = line.tokens
    end = next(
        (k for k in range(at, len(tokens)) if tokens[k].text in ",.;()" or tokens[k].low in ("who", "and")), len(tokens)
    )
    if end == at + 1 and tokens[at].low in _OBJECTS:
        told = memory.person if tokens[at].low in ("him", "her") else memory.group
        return Speaker(told.name, tokens[at].start, tokens[at].end, told) if told else None
    inside = [
        m
        for m in line.mentions
        if at <= m.first and m.last <= end and m.kind not in ("thing", "place", "unknown") and m.form != "adjective"
    ]
    if inside:
        person = next((m for m in inside if m.kind == "person"), _find_head(inside))
        return Speaker(person.name, person.start, person.end, person)
    if end <= at:
        return None
    words = " ".join(text[tokens[at].start : tokens[end - 1].end].split())
    speaker = Speaker(re.sub(r"^(?:the|a|an) ", "", words), tokens[at].start, tokens[end - 1].end, None)
    return find_meant(line, speaker, memory)


def _read_agent(line: Line, at: int) -> Speaker | None:
    """The name that a passive gives as its agent, past "the"."""
    at += line.tokens[at].low == "the"
    who = next((m for m in reversed(line.mentions) if m.first == at and m.kind not in _NO_VOICE), None)
    return Speaker(who.name, who.start, who.end, who) if who and who.form != "adjective" else None


_NO_VOICE = frozenset({"place", "thing", "unknown"})
_OBJECTS = frozenset({"him", "her", "them", "it"})


def _find_head(mentions: Sequence[Mention]) -> Mention:
    """The name that a source goes by: "ORTM" of "state broadcaster ORTM", the ministry of "Iran's foreign ministry"."""
    head = mentions[0]
    for mention in mentions[1:]:
        if mention.first == head.last or (mention.first == head.first and mention.last > head.last):
            head = mention
    return head


def _remember(line: Line, memory: Memory, speaker: Speaker | None) -> Memory:
    """Whom a later "he" or "it" stands for: the last speaker, else the last person or group that was a subject."""
    told = speaker.mention if speaker else None
    people = [m for m in line.mentions if m.kind == "person"]
    groups = [
        m
        for m in line.mentions
        if m.kind in ("state", "armed_group", "government_body", "international_org", "company", "media", "community")
        and not m.locative
        and m.form != "adjective"
    ]
    person = told if told and told.kind == "person" else (people[0] if people else memory.person)
    group = told if told and told.kind != "person" else (groups[0] if groups else memory.group)
    return Memory(person, group, _list_last(line, memory.named))


def _list_last(line: Line, before: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The last mention of each kind so far, latest first."""
    found: dict[str, Mention] = {}
    for mention in (*reversed(line.mentions), *before):
        if mention.form in ("name", "governing") and not mention.locative:
            found.setdefault(mention.kind, mention)
    return tuple(found.values())


def _build_statement(article: Article, speech: Speech, kind: str) -> Statement:
    words = " ".join(article.text[speech.start : speech.end].split())
    return Statement(
        id=build_hashed_id("statement", speech.speaker.name, kind, words),
        speaker=speech.speaker.name,
        speaker_text=" ".join(article.text[speech.speaker.start : speech.speaker.end].split()),
        kind=cast(StatementKind, kind),
        text=words,
        addressee=_find_addressee(speech),
        evidence=(article.evidence(speech.start, speech.end),),
    )


def _find_addressee(speech: Speech) -> str | None:
    """To whom it was said: the name that follows verbs such as "told", "assured", "urged", "warned"."""
    verb = next((t.low for t in speech.line.tokens if t.end == speech.verb_end), "")
    if verb not in _ADDRESSING:
        return None
    near: Mention | None = next(
        (m for m in speech.line.mentions if 0 <= m.start - speech.verb_end <= 12 and m.form != "adjective"), None
    )
    return near.name if near else None


_ADDRESSING = word_set("told assured urged asked warned advised reminded informed ordered on thanked congratulated")
