"""Which of an article's dates is the incident's: the one beside the words for it, not the one beside "said"."""

import re
from collections.abc import Sequence
from datetime import date

from analysis.intake.wordlists import word_set
from analysis.reading.events import Event
from analysis.reading.mention import Line
from analysis.reading.verbs import is_speech
from analysis.reading.when import When

_FAR = 45  # days; a date further before publication is background, not the news
_OWNS, _KIND, _TOLL, _EXPLICIT = 4.0, 2.0, 1.0, 1.0  # what speaks for a date
_SPOKEN, _OLD, _COMING, _FOLLOWS, _APART = -4.0, -2.5, -4.0, -4.0, -3.0  # and against it
_BEGINS, _IDLE = 2.0, 0.5  # a sentence without any word for an event counts half
_OPENING = (2.0, 1.5, 1.0, 0.5)  # news comes first
_LATER, _LATE = 0.05, 20  # what a date loses with each sentence before it, up to so many: older attacks come last
_CLOSE = 24  # characters in which an event's verb counts as right before its date
_ENDS = 1.0
_AGAIN = 0.3  # share of the score that a date told again adds
_LEADS = 4  # characters before a date that opens its sentence ("On ")
_NEAR = 60  # characters between a date and the event's words
_BACKGROUND = re.compile(
    (
        r"\b(?:last (?:year|month)|years? (?:ago|earlier)|previous|previously|since (?:19|20)\d\d|in (?:19"
        r"|20)\d\d|earlier (?:this|last)|so far this year|in recent|had already)\b"
    ),
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:will|would|is to|are to|was to|were to|expires?|due|expected|scheduled|planned|set to|plans)\b"
)
_NEWS = frozenset({"lede", "other", "background", "why_it_matters"})
_REST = frozenset({"actors", "analysis", "whats_next"})


def find_main_date(
    text: str, lines: Sequence[Line], kind: str, published: date | None
) -> tuple[When | None, Line | None]:
    """The main incident's date and the sentence that tells it; (None, None) where no date can be its."""
    for sections in (_NEWS, _REST):
        dated = _score_dates(text, [line for line in lines if line.kind in sections], kind, published)
        if dated and max(dated)[0] > 0:
            return max(dated)[2:]
    return None, None


def _score_dates(
    text: str, lines: Sequence[Line], kind: str, published: date | None
) -> list[tuple[float, str, When, Line]]:
    """Each day with its score, its best telling and that telling's sentence; a day told again gains a little."""
    days: dict[str, tuple[float, str, When, Line]] = {}
    for line in lines:
        for when in line.dates:
            if when.precision == "day" and _is_near(when, published) and not _is_dateline(text, line, when):
                score = score_date(text, line, when, kind)
                known = days.get(when.iso)
                low, high = sorted((score, known[0] if known else 0.0))
                told = known[2:] if known and known[0] >= score else (when, line)
                days[when.iso] = (high + _AGAIN * max(low, 0.0) if known else score, when.iso, *told)
    return list(days.values())


def score_date(text: str, line: Line, when: When, kind: str) -> float:
    """How much speaks for a date being the incident's."""
    score = _OPENING[line.number] if line.number < len(_OPENING) else -_LATER * min(line.number, _LATE)
    score += _EXPLICIT if when.kind in ("full", "day_month", "iso") else 0.0
    score += _TOLL * bool(line.tolls) + 0.5 * bool(line.events)
    kinds = line.kinds()
    for wanted in _find_wanted(kind):
        if wanted in kinds:
            score += _KIND if is_beside_event(text, line, when, line.start, line.end, wanted) else _KIND / 2
            break
    score += _OWNS if owns_event(text, line, when) else 0.0
    score += _ENDS if ends_event(line, when, (kind, "armed_attack")) else 0.0
    score += _SPOKEN if is_spoken(line, when) else 0.0
    score += _OLD if is_old(text, line) else 0.0
    score += _FOLLOWS if only_follows(text, line, when, kind) else 0.0
    begins = _begins(text, line, when, kind)
    score += _BEGINS if begins else 0.0
    score += _APART if is_apart(text, line) else 0.0
    score += _DEFINITE if _THE_DEED.match(text, line.start) else 0.0
    score += _SPOKEN if _TALLY.search(text, max(line.start, when.start - _NEAR), when.start) else 0.0
    score += _SPOKEN if _is_aftermath(text, line, when) else 0.0
    if score > 0 and not begins and _is_idle(text, line, when):
        score *= _IDLE
    score += _SECOND if _SPAN.search(text, max(line.start, when.start - _CLOSE * 2), when.start) else 0.0
    score += _COMING if _TO_COME.search(text, max(line.start, when.start - _NEAR), when.start) else 0.0
    return score


_SECOND = -1.0  # the second day of a span: an incident stands on its first
_SPAN = re.compile(r"\b(?:between|from) [\w .,]{3,24} (?:and|to|until|through) (?:early |late )?(?:on )?$")


_DEFINITE = 1.5  # "The attackers …": a sentence about the deed that was told before
_THE_DEED = re.compile(
    r"\W{0,2}The (?:\w+ )?(?:attack|attackers?|assault|assailants?|gunm[ae]n|raiders?|raid|blast|bombers?|bombing|bomb"
    r"|explosion|shooting|shooters?|killings?|strike|kidnappers?|abduction|hijackers?|ambush|clash(?:es)?|fighting)\b"
)
_TALLY = re.compile(r"\b(?:toll|death count|figure|number of (?:dead|deaths|victims|injured))\b[^.;]{0,50}$")


def _find_wanted(kind: str) -> tuple[str, ...]:
    """The kinds of word that speak of an incident of a kind: "an attack" may be told as a shooting or a blast."""
    if kind == "upheaval":
        return kind, "other"
    return (kind, *(other for other in _VIOLENT if other != kind)) if kind == "armed_attack" else (kind,)


def _is_idle(text: str, line: Line, when: When) -> bool:
    """Whether nothing near the date tells of an event: "was stuck overnight", "the flowers of 3 May"."""
    if text[when.start : when.end].lower() == "overnight":
        return not any(abs(event.start - when.end) < _CLOSE or abs(when.start - event.end) < 2 for event in line.events)
    return not line.events and not line.tolls and when.start - line.start > _LEADS


def _begins(text: str, line: Line, when: When, kind: str) -> bool:
    """Whether the date says when it began: "The fighting began on Saturday", "the raid started early on Monday"."""
    found = _BEGAN.search(text, max(line.start, when.start - _CLOSE * 2), when.start)
    if found is None:
        return False
    if _TROUBLE.search(text, max(line.start, found.start() - _CLOSE), found.start()):
        return True
    return any(found.start() - _CLOSE <= e.end <= found.start() and e.kind in (kind, *_VIOLENT) for e in line.events)


_TROUBLE = re.compile(r"\b(?:trouble|violence|fighting|unrest|clashes|crisis|bloodshed|assault|raid|siege)\s+$")
_BEGAN = re.compile(r"\b(?:began|started|erupted|broke out|happened|took place|occurred|unfolded)\b[\w\s.:,]{0,30}$")


def _is_aftermath(text: str, line: Line, when: When) -> bool:
    """Whether the date is that of mourning, visits or shut shops: what people did because of the news."""
    first, last = max(line.start, when.start - _NEAR), min(line.end, when.end + _NEAR)
    return line.has(_AFTER_DEED_WORDS) and _AFTER_DEED.search(text, first, last) is not None


_AFTER_DEED_WORDS = word_set(
    "mourning mourned mourn mourners vigil vigils funeral funerals buried burial visited shut condolences flags protest"
    " memory travelled traveled flew tribute flowers bodies"
)
_AFTER_DEED = re.compile(
    r"\b(?:(?:day|days|hour) of (?:national )?mourning|mourn(?:ed|ers)? |vigils?|funerals? (?:were|was|for|took|is|are)"
    r"|(?:was|were|been) buried|visited (?:survivors|the (?:site|scene|wounded|injured|area|victims))"
    r"|(?:stayed|remained|kept|were) (?:shut|closed)|condolences|lowered (?:its |their )?flags|in protest at"
    r"|in memory of|(?:travelled|traveled|flew) to|paid tribute|laid flowers|flowers)\b",
    re.IGNORECASE,
)


def is_apart(text: str, line: Line) -> bool:
    """Whether a sentence opens by setting what it tells apart from the news: "Another ship …", "In a separate …"."""
    return line.has(_OTHER_WORDS) and _OTHERS.match(text, line.start) is not None


_OTHER_WORDS = word_set("another separately separate similar different second earlier previous elsewhere two")
_OTHERS = re.compile(
    r"\W{0,3}(?:Another |Separately|In (?:a|another) (?:separate|similar|different|second|earlier|previous) "
    r"|In another |In separate |A separate |Elsewhere|Two (?:separate|other) |The previous (?!day)"
    r"|Earlier (?:attacks|this))"
)


def _is_dateline(text: str, line: Line, when: When) -> bool:
    """Whether the date is that of the report: "GENEVA, 10 October 2024 —", "KYIV, May 3 (Agency) -"."""
    opens = when.start - line.start < _NEAR and text[max(0, when.start - 2) : when.start] in (", ", "/ ")
    return opens and _DASH.match(text, when.end, line.end) is not None


_DASH = re.compile(r"\s*(?:\([^)]{1,40}\)\s*)?[-\u2013\u2014]{1,2}\s")


def only_follows(text: str, line: Line, when: When, kind: str) -> bool:
    """Whether the date is that of what came after: "Rescuers pulled out four on Monday after a raid …"."""
    turn = _AFTER.search(text, when.end, line.end) if line.has(_AFTER_WORDS) else None
    if turn is None or owns_event(text, line, when):
        return False
    own = [e for e in line.events if e.start < turn.start() and e.kind in (kind, *_VIOLENT) and not _is_count(text, e)]
    return not own and any(event.start >= turn.end() for event in line.events)


def _is_count(text: str, event: Event) -> bool:
    """Whether a word for violence only stands in a figure: "raised the number of people killed"."""
    return _COUNTING.search(text, event.start - _CLOSE * 2, event.start) is not None


_COUNTING = re.compile(r"\b(?:number of|toll|figure|count of)\b[\w\s]{0,24}$")
_AFTER = re.compile(
    r"\b(?:after(?! (?:\w+ )?(?:hours|days|weeks|months|years) of)|following|since|(?:for|of) [\w -]{1,40}? who)\b"
)
_AFTER_WORDS = word_set("after following since who")
_LOOSE = ("other", "diplomatic", "arrest")  # "Sunday's election be released" owns no release
_VIOLENT = ("armed_attack", "bombing", "shooting", "airstrike", "drone_attack", "kidnapping", "clash")


def owns_event(text: str, line: Line, when: When) -> bool:
    """Whether the date stands before the event's own noun: "Monday's blast", "the Sept. 2 strike"."""
    owned = re.match(r"['\u2019]s (?P<gap>(?:[\w-]+ ){0,2})", text[when.end : when.end + 40])
    if owned:
        words = owned["gap"].split()
        cuts = [when.end + 3 + sum(len(word) + 1 for word in words[:k]) for k in range(len(words) + 1)]
    elif text[max(0, when.start - 4) : when.start].lower() == "the ":
        cuts = [when.end + 1]
    else:
        return False
    first, *rest = cuts
    return any(e.start == first or (e.start in rest and e.kind not in _LOOSE) for e in line.events)


def ends_event(line: Line, when: When, wanted: tuple[str, ...] = ()) -> bool:
    """Whether an event's own words stand right before the date: "was hit on Thursday", "signed on Saturday"."""
    return any(
        when.start - _CLOSE <= event.start and event.end <= when.start and (not wanted or event.kind in wanted)
        for event in line.events
    )


def is_spoken(line: Line, when: When) -> bool:
    """Whether the date is that of something said: "said on Tuesday", "told reporters on Monday"."""
    at = next((k for k, token in enumerate(line.tokens) if token.start >= when.start), len(line.tokens))
    for k in range(at - 1, max(-1, at - 6), -1):
        if line.tokens[k].text in ",;":
            break
        if _says(line, k):
            return True
    after = next((k for k, token in enumerate(line.tokens) if token.start >= when.end), len(line.tokens))
    follows = any(_says(line, k) for k in range(after, min(after + 2, len(line.tokens))))
    return follows and not ends_event(line, when)


def _says(line: Line, at: int) -> bool:
    """Whether a verb of speech stands there that is no event itself ("charged" is both)."""
    start = line.tokens[at].start
    return is_speech(line.tokens, at) is not None and all(event.start != start for event in line.events)


def is_old(text: str, line: Line) -> bool:
    """Whether a sentence speaks of earlier times."""
    return line.has(_OLD_WORDS) and _BACKGROUND.search(text, line.start, line.end) is not None


def is_total(text: str, line: Line) -> bool:
    """Whether a sentence sums up several incidents over a time: "have killed 19 since 2021", "so far this year"."""
    return line.has(_TOTAL_WORDS) and _TOTAL.search(text, line.start, line.end) is not None


_TOTAL_WORDS = word_set("since far past last total altogether between year years decade")
_TOTAL = re.compile(
    r"\b(?:ha(?:ve|s) (?:\w+ )?(?:been )?(?:killed|died|injured|wounded|left|claimed|taken|kidnapped|abducted)"
    r"[^.;]{0,80}\bsince\b|\bsince\b[^.;]{0,80}\bha(?:ve|s) (?:\w+ )?(?:been )?(?:killed|died|claimed|left|taken"
    r"|kidnapped|abducted)|so far this (?:year|month)|this year alone|(?:over|in|during) the (?:past|last) (?:\w+ )?"
    r"(?:years?|months|decade|decades)|(?:in total|altogether) since)\b"
)
_OLD_WORDS = word_set("last ago earlier previous previously since in so had")


def is_beside_event(text: str, line: Line, when: When, start: int, end: int, wanted: str | None = None) -> bool:
    """Whether the words of an event (of the wanted kind) stand near the date."""
    first, last = max(start, when.start - _NEAR), min(end, when.end + _NEAR)
    if when.precision == "day" and when.start - start < _LEADS:
        last = end  # "On 3 March 2024, men with guns …": all that follows is of that day
    if when.precision == "year":  # a year dates only what stands in its own clause
        first = max(first, text.rfind(",", first, when.start) + 1)
        opens = when.end + 1 if text[when.end : when.end + 1] == "," and when.start - start < 4 else when.end
        comma = text.find(",", opens, last)  # "In 2013, attackers killed …" goes on after its comma
        last = comma if comma > 0 else last
    return any(first <= event.start and event.end <= last and wanted in (None, event.kind) for event in line.events)


def _is_near(when: When, published: date | None) -> bool:
    return published is None or 0 <= (published - date.fromisoformat(when.iso)).days <= _FAR
