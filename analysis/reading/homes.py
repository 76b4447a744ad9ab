"""Which state somebody belongs to: by the words before a name, else the state that the article is about."""

from collections.abc import Iterable, Sequence

from analysis.reading.lexicon import read_people
from analysis.reading.mention import Line, Mention

_REACH = 6  # tokens before or after a person's name in which a state's name or adjective tells where they belong


def find_home(lines: Iterable[Line], scene: str | None = None) -> str | None:
    """Whose army "the army" is: that of `scene`, where it happened, else of the state that the article names most."""
    if scene:
        return scene
    counts: dict[str, int] = {}
    for line in lines:
        for mention in line.mentions:
            if mention.kind == "state" and mention.iso3:
                counts[mention.iso3] = counts.get(mention.iso3, 0) + 1
    return max(counts, key=lambda code: counts[code], default=None)


def find_person_state(lines: Sequence[Line], mentions: Sequence[Mention], home: str | None) -> str | None:
    """The state of a person; None for officers of international organisations and armed groups."""
    known = read_people().leaders.get(mentions[0].name)
    if known:
        return None if known == "NONE" else known
    for mention in mentions:
        line = lines[mention.sentence]
        before = _find_before(line, mention) or _find_after(line, mention)
        if before:
            return before.iso3 or home if before.kind in ("state", "government_body") else None
    first = mentions[0]
    near = next(
        (
            m.iso3
            for m in lines[first.sentence].mentions
            if m.kind == "state" and m.last <= first.first and m.form != "name"
        ),
        None,
    )
    return near or home


def _find_before(line: Line, person: Mention) -> Mention | None:
    """The name right before the title: "Iranian Foreign Ministry spokesman", "Qatar's prime minister, Sheikh …"."""
    near = [
        m
        for m in line.mentions
        if 0 < person.first - m.last + 1 <= _REACH
        and m.kind in ("state", "government_body", "international_org", "armed_group")
    ]
    for mention in reversed(near):
        between = line.tokens[mention.last : person.first]
        if between and between[0].text == ",":
            continue  # "… in Kenya, minister X": a clause ends there
        if all(
            t.text == "." or t.text == "," or t.text.isalpha() or t.low == "'s" or "-" in t.text for t in between
        ) and not any(t.low in ("and", "said", "told", "on", "in", "that", "with", "of", "to", "by") for t in between):
            return mention
    return None


def _find_after(line: Line, person: Mention) -> Mention | None:
    """The name in the apposition: "X, the ECOWAS commissioner", "X, president of Chad"."""
    tokens = line.tokens
    if person.last >= len(tokens) or tokens[person.last].text != ",":
        return None
    return next(
        (
            m
            for m in line.mentions
            if 0 < m.first - person.last <= _REACH
            and m.kind in ("state", "international_org", "armed_group")
            and not any(t.text in ",;." for t in tokens[person.last + 1 : m.first])
        ),
        None,
    )
