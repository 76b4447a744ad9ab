"""The incident that an article is about: told in its title and first sentences, completed from the rest."""

import re
from collections.abc import Sequence

from analysis.intake.article import Article
from analysis.intake.wordlists import word_set
from analysis.reading.dating import find_main_date, is_apart, is_old, is_total, only_follows
from analysis.reading.dossier import AttributionStatus
from analysis.reading.events import read_event_words
from analysis.reading.lines import find_title_line
from analysis.reading.main_place import find_main_place, find_opener, find_seat
from analysis.reading.mention import Line
from analysis.reading.numbers import read_number
from analysis.reading.perpetrators import find_named_suspect, find_perpetrator, find_plotters, find_unnamed, is_denying
from analysis.reading.pieces import find_pieces, is_same_paragraph, select_current
from analysis.reading.quantities import Toll
from analysis.reading.telling import Telling
from analysis.reading.when import When

_TAKEOVER = "upheaval"
_SHORT_LEDE = 3  # sentences; below this, headings begin at once and the news is told under them
_TOLD_IN = frozenset({"lede", "other", "why_it_matters", "background"})
_TOLD_ANYWHERE = _TOLD_IN | {"actors", "analysis"}
_OPENING = 4  # sentences in which an article tells what it is about
_WEIGHTS = (2.0, 1.5, 1.0, 0.5)
_TITLE_WEIGHT = 2.5
_DEADLY = 1.5  # violence with a toll is the news even where talks are named beside it
_GENERIC = {
    "upheaval": 1.1,
    "armed_attack": 0.45,
    "clash": 0.6,
    "other": 0.7,
    "diplomatic": 0.6,
    "arrest": 0.6,
    "protest": 0.8,
}
VIOLENT = frozenset(
    {"kidnapping", "drone_attack", "airstrike", "bombing", "shooting", "clash", "armed_attack", "protest"}
)
_SEVERAL = re.compile(
    r"\b(?P<n>two|three|four|five|six|seven|eight|nine|ten|twin|double|\d{1,2}) (?:\w+ ){0,2}?"
    r"(?:attacks|bombings|blasts|explosions|strikes|raids|shootings|bombs|assaults|incidents)\b",
    re.IGNORECASE,
)
_SUPERSEDED = re.compile(
    (
        r"\b(?:first (?:reports?|reported|counts?|said|statement)|early reports?|initial(?:ly)?|earlier|had "
        r"(?:first |earlier )?(?:reported|counted|spoken)|at first)\b"
    ),
    re.IGNORECASE,
)


_RAISED = re.compile(
    r"\b(?:rais(?:ed|ing)|revis(?:ed|ing)|updat(?:ed|ing)|increas(?:ed|ing)|r(?:ose|isen|ising)|climb(?:ed|ing)"
    r"|jumped|went up|put up|brought|bringing)\b[^.;]{0,60}?\b(?:toll|number|count|figure|dead|killed|deaths)\b"
    r"|\b(?:toll|number of (?:dead|deaths|victims|people killed)|figure|count)\b[^.;]{0,60}?"
    r"\b(?:r(?:ose|isen)|climbed|jumped|went up|has gone up|was (?:raised|revised|updated)|now stands|increased)\b",
    re.IGNORECASE,
)


def build_main(article: Article, lines: Sequence[Line]) -> Telling | None:
    """The main incident as a Telling whose spans are the sentences that speak of it, or None."""
    lede = [line for line in lines if line.kind == "lede"]
    opening = lede[:_OPENING] if len(lede) >= _SHORT_LEDE else list(lines[:_OPENING])
    told_in = _TOLD_IN if len(lede) >= _SHORT_LEDE else _TOLD_ANYWHERE
    title = find_title_line(article)
    kind = find_main_kind(opening, title)
    if kind is None or not opening:
        return None
    when, dated = find_main_date(article.text, lines, kind, article.published)
    telling = _select_telling(article.text, [x for x in lines if x.kind in told_in], kind, when) or list(opening[:1])
    first = next((line for line in opening if kind in line.kinds()), opening[0])
    told = [x for x in opening if not (when and x.dates and all(_is_other(date, when) for date in x.dates))]
    where = find_main_place(article, lines, title, [*([dated] if dated else []), first, *told])
    if kind == "diplomatic" and where.precision in (None, "country"):
        where = where._replace(country=find_opener(title, opening) or find_seat(article) or where.country)
    plotters = find_plotters(article.text, [*telling, *opening]) if kind == _TAKEOVER else None
    near = [line for line in lines if line.kind in told_in]
    who, status = _find_who(article, title, telling, near, when, is_violent=kind in VIOLENT)
    if plotters:
        who, status = plotters, "alleged"  # who took power, in the words for it
    return Telling(
        first, first.start, first.end, kind, when, where, tuple(_find_tolls(article, telling, kind, title, when)), who,
        status, _find_number(article, opening), tuple(dict.fromkeys((t.start, t.end) for t in (first, *telling[:6]))),
        tuple((t.start, t.end) for t in telling[6:]),
    )  # fmt: skip


def find_main_kind(opening: Sequence[Line], title: Line | None) -> str | None:
    """The kind that title and opening speak of most; general words ("attack") count less than telling ones."""
    scores: dict[str, float] = {}
    if _is_verdict(title) or (opening and _is_verdict(opening[0])):
        return "arrest"
    weighted = list(zip(opening, _WEIGHTS, strict=False)) + ([(title, _TITLE_WEIGHT)] if title else [])
    for line, weight in weighted:
        line = _drop_background(line)
        for kind in line.kinds():
            factor = _GENERIC.get(kind, 1.0)
            if {"clash", "airstrike"} <= set(line.kinds()) and kind in ("clash", "airstrike"):
                factor = 1.0 if kind == "clash" else 0.5  # both sides fire: rockets and jets are their weapons
            if {"clash", "shooting"} <= set(line.kinds()) and kind == "shooting":
                factor = 0.5  # shots are what a clash is made of
            deadly = _DEADLY if kind in VIOLENT and any(toll.best for toll in line.tolls) else 1.0
            scores[kind] = scores.get(kind, 0) + weight * factor * deadly
    return max(scores, key=lambda kind: scores[kind], default=None)


def _drop_background(line: Line) -> Line:
    """A sentence without the fighting that goes on "as", "while" or "despite" what statesmen do before these words."""
    turn = next((t.start for t in line.tokens[1:] if t.low in ("as", "while", "despite", "amid", "though")), None)
    before = [event for event in line.events if turn and event.start < turn]
    if before and all(event.kind == "diplomatic" for event in before):
        return line._replace(events=tuple(before), tolls=())
    return line


_VERDICT = word_set(
    "sentenced sentences jailed jails jailing convicted convicts acquitted acquits verdict extradited indicted indicts"
)


def _is_verdict(line: Line | None) -> bool:
    """Whether a court's word comes before that of the deed: then the ruling is the news."""
    ruled = next((token.start for token in line.tokens if token.low in _VERDICT), None) if line else None
    if line is None or ruled is None:
        return False
    return all(event.start >= ruled or event.kind in ("arrest", "other") for event in line.events)


def _select_telling(text: str, lines: Sequence[Line], kind: str, when: When | None) -> list[Line]:
    """The sentences that tell of the main incident.

    An undated one that follows a sentence about an older day in the same paragraph goes on about that day.
    """
    telling: list[Line] = []
    before, is_older = None, False
    for line in lines:
        goes_on = is_older and before is not None and not line.dates and is_same_paragraph(text, before, line)
        dates = [date for date in line.dates if not only_follows(text, line, date, kind)]
        dated = bool(when and dates and all(_is_other(date, when) for date in dates))
        is_older = goes_on or dated or is_apart(text, line)
        before = line
        if not is_older and _tells(text, line, kind):
            telling.append(line)
    return telling


def _tells(text: str, line: Line, kind: str) -> bool:
    """Whether a sentence speaks of the main incident and not of an older or other one."""
    if is_old(text, line) or is_total(text, line):
        return False
    return bool(set(line.kinds()) & (VIOLENT | {kind})) or bool(line.tolls)


def _is_other(told: When, when: When) -> bool:
    """Whether a date is of another time: a month or year that isn't the incident's, or a day before it."""
    if told.precision == "day":
        return told.iso < when.iso
    return not when.iso.startswith(told.iso)


def _find_tolls(
    article: Article, telling: Sequence[Line], kind: str, title: Line | None, when: When | None
) -> list[Toll]:
    """Tolls in order of authority: the title's figure, raised ones, the others in order, superseded ones last.

    Only a violent incident has any but "nobody was hurt".
    """
    text = article.text
    pairs = []
    for line in telling:
        pieces = find_pieces(text, line, article.published, None) if len(line.dates) > 1 else ()
        older = [piece for piece in pieces if when and _is_other(piece[2], when)]
        is_newer = _RAISED.search(text, line.start, line.end) is not None
        pairs += [(is_superseded(text, line, toll), not is_newer, toll) for toll in select_current(text, line, older)]
    tolls = [toll for *_, toll in sorted(pairs, key=lambda pair: pair[:2])]
    if kind != "upheaval" and kind not in VIOLENT:
        return [toll for toll in tolls if toll.best == 0]
    for headline in title.tolls if title else ():
        tolls.sort(key=lambda toll: toll.kind == headline.kind and toll.best != headline.best)
    return tolls


def is_superseded(text: str, line: Line, toll: Toll) -> bool:
    """Whether the words just before a figure tell that another has taken its place: "an earlier toll of 25"."""
    return _SUPERSEDED.search(text, max(line.start, toll.start - _EARLIER_REACH), toll.end) is not None


_EARLIER_REACH = 60  # characters


def _find_number(article: Article, opening: Sequence[Line]) -> int:
    for line in opening:
        found = _SEVERAL.search(article.text, line.start, line.end)
        if found:
            return 2 if found["n"].lower() in ("twin", "double") else max(1, read_number(found["n"]) or 1)
    return 1


def _find_who(
    article: Article,
    title: Line | None,
    telling: Sequence[Line],
    near: Sequence[Line],
    when: When | None,
    *,
    is_violent: bool,
) -> tuple[str | None, AttributionStatus]:
    """A claim of responsibility, else an accusation, else who is told as doing it, else "gunmen" and the like."""
    text = article.text
    said = [find_perpetrator(text, line, line.start, line.end) for line in telling]
    named = [pair for pair in said if pair[0]]
    for line in near:
        is_dated = when and line.dates and line.dates[0].kind != "last"  # "last week" names no other day
        if line not in telling and not is_dated and not is_old(text, line):
            named.append(find_perpetrator(text, line, line.start, line.end))
    claimed = next((pair for pair in named if pair[1] == "claimed"), None)
    name, status = claimed or next((pair for pair in named[: len(said)] if pair[0]), (None, "unknown"))
    if name is None:
        suspect = next(filter(None, (find_named_suspect(text, line) for line in near)), None)
        if suspect:
            return suspect, "alleged"
        opening = read_event_words().attackers.match(article.title or "") if title and is_violent else None
        unnamed = next(filter(None, (find_unnamed(text, line) for line in telling[:3] if is_violent)), None)
        return unnamed or (opening[0].lower() if opening else None), "unknown"
    return name, "denied" if status == "alleged" and is_denying(near, name) else status
