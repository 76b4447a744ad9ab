"""A verb of speech with its speaker, and what kind of statement it makes: pledge, threat, demand, advice …"""

import re
from typing import NamedTuple

from analysis.reading.memory import Speaker
from analysis.reading.mention import Line

_PROMISE = re.compile(
    r"(?:that )?(?:it|he|she|they|we|his \w+|its \w+|their \w+|the \w+) (?:will|would|are ready to|is "
    r"ready to|plans? to|intends? to)\b"
)
_MUST = re.compile(r"\b(?:must|should|needs? to|ha(?:s|ve) to|wants?)\b")
_THREAT_REACH = 90  # characters of what is said in which a threat is made
_THREAT = re.compile(
    r"\b(?:aveng\w+|reveng\w+|retaliat\w+|strike back|hit back|march on|pay (?:a price|the price|dearly)"
    r"|(?:more|further|new) attacks|(?:will|would|to|and|keep|continue|go on) (?:attack|strike|kill|destroy|bomb"
    r"|target|annihilate|burn|shell|invade|striking|attacking|targeting|killing)(?:ing)?)\b"
)
_COMFORT = re.compile(r"[^.]{0,60}\b(?:prayers|condolences|sympathy|solidarity|thoughts)\b")
_TRAVEL = re.compile(
    r"(?:its |their |all |british |us |u\.s\. |american |chinese |foreign )*(?:citizens|nationals|travell?ers|people"
    r"|americans|britons|tourists|staff) (?:there |in [\w ]{3,30}? )?(?:not to|to (?:avoid|leave|stay|keep|limit"
    r"|exercise|take|shelter|reconsider|depart|get out|evacuate|return|remain))\b",
    re.IGNORECASE,
)
_AWAY = re.compile(r"\b(?:travel\w*|avoid|leave|depart|stay away|shelter|not to)\b")


class Speech(NamedTuple):
    """One verb of speech: whose, of which kind, and the words of the sentence that belong to it."""

    line: Line
    speaker: Speaker
    kind: str
    start: int
    end: int
    verb_end: int


def find_kind(text: str, speech: Speech) -> str:
    """The kind of statement: "said it will …" is a pledge, "vowed to avenge" a warning, "said X must …" a demand."""
    said = text[speech.verb_end : speech.end].lstrip(' ,:“"')
    if speech.kind == "pledge" or (speech.kind in ("statement", "advisory") and _PROMISE.match(said)):
        return "statement" if _COMFORT.match(said) else "warning" if _THREAT.search(said[:_THREAT_REACH]) else "pledge"
    if speech.kind in ("statement", "demand") and _TRAVEL.match(said) and _AWAY.search(said):
        return "advisory"
    if speech.kind == "statement" and _MUST.search(said[:60]) and "said" in text[speech.start : speech.verb_end]:
        return "demand"
    return speech.kind
