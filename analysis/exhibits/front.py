"""The front page: the bottom line, the key figures, the key judgments, what changed."""

from collections.abc import Sequence

import pandas as pd

from analysis.exhibits.citations import cite_sentence, cite_source
from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.grid import grid
from analysis.exhibits.markup import Html, icon, join, tag
from analysis.exhibits.style import COOL, WASH
from analysis.exhibits.wording import capital, day, plural
from analysis.findings.bottom_line import KeyFigure
from analysis.findings.changes import Change
from analysis.findings.judgments import Ground, KeyJudgment
from analysis.findings.likelihood import SCALES, Likelihood
from analysis.intake.case import Case

ARROWS = {"▲": ("up", "up"), "▼": ("down", "down"), "◆": ("new", "new"), "◇": ("dash", "gone")}
GROUND_ORDER = ("fact", "reported", "commitment", "assumption", "unknown")
PLURALS = {"fact": "facts", "reported": "reports", "commitment": "commitments", "assumption": "assumptions"}
SCALE_NAMES = {"icd203": "ICD 203", "phia": "the UK's PHIA yardstick"}


def bottom_line(sentences: Sequence[str], case: Case, *, id: str = "bottom-line") -> Exhibit:
    """The case's title and question, its answer in two to four sentences, and the day that they speak from."""
    covered = f" Event data end on {day(case.coverage_end, long=True)}." if case.events else ""
    first, *rest = sentences or ["No answer can be given."]
    body = join(
        [
            tag("p", case.file.question, class_="dek"),
            tag("div", tag("p", first, class_="lead"), *(tag("p", each) for each in rest), class_="answer"),
            tag("p", f"As of {day(case.as_of, long=True)}.{covered} {describe_review(case)}", class_="note"),
        ]
    )
    text = {"title": case.file.title, "question": case.file.question, "sentences": sentences, "as_of": case.as_of}
    return Exhibit(id, case.file.title, body, source="", kind="text", findings={"bottom_line": text})


def describe_review(case: Case) -> str:
    """Who judged and when, which may be later than the day that the page speaks from."""
    if case.review.reviewed_on is None:
        return "No analyst has reviewed this case yet."
    return f"Judgments: {case.review.reviewed_by or 'the analyst'}, {day(case.review.reviewed_on, long=True)}."


def key_figures(figures: tuple[KeyFigure, ...], *, id: str = "key-figures") -> Exhibit:
    """Up to four numbers, each with what it counts and a link to where it comes from."""
    cells = (
        tag("div", tag("b", each.value), tag("span", each.label, " ", figure_source(each.source))) for each in figures
    )
    listed = [{"value": each.value, "label": each.label, "source": each.source} for each in figures]
    return Exhibit(
        id=id,
        title="In figures",
        body=tag("div", *cells, class_="figures") if figures else tag("p", "No figures can be given."),
        source="",
        data=pd.DataFrame(listed),
        kind="text",
        findings={"key_figures": listed},
    )


def figure_source(source: str) -> Html:
    """A link to the sentence, or to the table of the record."""
    if source[:1] == "s" and source[1:].isdigit():
        return cite_sentence(source)
    return tag("a", "record", class_="ev", href="#record") if source == "record" else tag("small", source)


def key_judgments(judgments: tuple[KeyJudgment, ...], *, id: str = "key-judgments") -> Exhibit:
    """Each judgment: the proposition; its likelihood with the band, in words and drawn; confidence apart; its grounds.

    What it rests on is sorted by type: facts, reports, commitments, assumptions; the judgment itself is typed too.
    """
    scale = SCALE_NAMES[judgments[0].likelihood.scale] if judgments else ""
    listed = [list_judgment(judgment) for judgment in judgments]
    return Exhibit(
        id=id,
        title=f"Key judgments: {plural(len(judgments), 'proposition')} with their likelihood"
        if judgments
        else "No key judgment is made",
        body=tag("div", *(judgment_block(judgment) for judgment in judgments), class_="judgments")
        if judgments
        else tag("p", "Key judgments stand in review.yml; this case has none."),
        source="",
        note=f"Likelihood words after {scale}; the band stands beside each word. Confidence is how good the grounds "
        "are, not how likely the event is."
        if judgments
        else "",
        data=pd.DataFrame(listed),
        kind="text",
        findings={"judgments": listed},
    )


def judgment_block(judgment: KeyJudgment) -> Html:
    """One judgment."""
    left = tag(
        "div",
        tag("p", tag("span", "Judgment ", class_="muted"), judgment.text, class_="claim"),
        tag("p", "Rests on ", list_types(judgment.grounds), class_="rests"),
        tag(
            "details",
            tag("summary", "What they say"),
            tag("ul", *(ground_item(ground) for ground in sort_grounds(judgment.grounds)), class_="typed"),
            class_="grounds",
        ),
        tag("p", tag("b", "What would change it: "), judgment.would_change, class_="change"),
    )
    right = tag(
        "div",
        tag("p", capital(judgment.likelihood.text), class_="words"),
        band_bar(judgment.likelihood),
        tag("p", capital(judgment.basis), class_="muted"),
        tag("p", judgment.confidence_sentence, class_="confidence"),
    )
    return tag("div", left, right, class_="judgment", id=f"judgment-{judgment.id}")


def sort_grounds(grounds: tuple[Ground, ...]) -> list[Ground]:
    """Facts first, assumptions late, what is not defined last."""
    return sorted(grounds, key=lambda g: GROUND_ORDER.index(g.kind) if g.kind in GROUND_ORDER else len(GROUND_ORDER))


def list_types(grounds: tuple[Ground, ...]) -> Html:
    """What something rests on by type: "facts TJ-2025-11-26; assumptions A-coverage"."""
    kinds = dict.fromkeys(ground.kind for ground in sort_grounds(grounds))
    return join(
        (
            join([tag("b", PLURALS.get(kind, kind)), " ", ", ".join(g.id for g in grounds if g.kind == kind)])
            for kind in kinds
        ),
        "; ",
    )


def ground_item(ground: Ground) -> Html:
    """One thing that a judgment rests on, with its type in front."""
    source = join([" ", cite_source("source", ground.url)]) if ground.url else ""
    return tag("li", tag("span", capital(ground.kind), class_="type"), tag("b", ground.id), " ", ground.text, source)


def band_bar(likelihood: Likelihood) -> Html:
    """The band on a scale from 0 to 100 %, and on it the number or range behind the word."""
    low, high = likelihood.low, likelihood.high
    first, last = (share * 100 for share in likelihood.probability)
    edges = sorted({edge for _, a, b in SCALES[likelihood.scale] for edge in (a, b)} - {0, 100})
    ticks = "".join(f'<rect x="{2 * edge - 0.4}" y="9" width=".8" height="3" style="fill: #c6ccd3"/>' for edge in edges)
    inner = max(last - first, 1.2)
    left = first + last - inner
    words = f"{low} to {high} percent on a scale from 0 to 100"
    return Html(
        f'<svg class="bandbar" viewBox="0 0 200 13" role="img" aria-label="{words}" xmlns="http://www.w3.org/2000/svg">'
        f'<rect x="0" y="1" width="200" height="8" style="fill: {WASH}"/>'
        f'<rect x="{2 * low}" y="1" width="{2 * (high - low)}" height="8" style="fill: #6ba3cf"/>'
        f'<rect x="{left:.1f}" y="0" width="{2 * inner:.1f}" height="10" style="fill: {COOL}"/>'
        f"{ticks}</svg>"
    )


def changes(changes: tuple[Change, ...] | None, *, id: str = "changes") -> Exhibit:
    """What changed since the earlier edition; None: there is none, and that is said."""
    if changes is None:
        title, body = "This is the first edition", tag("p", "There is no earlier edition to compare with.")
    elif not changes:
        title, body = (
            "Nothing changed since the last edition",
            tag("p", "Every status, likelihood and count is the same."),
        )
    else:
        title = f"{plural(len(changes), 'change')} since the last edition"
        cells = [[direction(each), each.what, each.before, each.after, each.reason] for each in changes]
        body = grid(["Direction", "What", "Before", "Now", "Why"], cells, label="Changes", stacked=True)
    listed = None if changes is None else [
        {"what": c.what, "direction": c.direction, "before": c.before, "after": c.after, "reason": c.reason}
        for c in changes
    ]  # fmt: skip
    return Exhibit(id=id, title=title, body=body, source="", kind="text", findings={"changes": listed})


def direction(change: Change) -> Html:
    """The direction as a symbol and a word."""
    symbol, words = ARROWS.get(change.direction, ("dash", change.direction))
    return tag("span", icon(symbol), words, class_="strong")


def list_judgment(judgment: KeyJudgment) -> dict[str, object]:
    """A judgment for the machine-readable twin."""
    return {
        "id": judgment.id,
        "text": judgment.text,
        "probability": list(judgment.likelihood.probability),
        "words": judgment.likelihood.words,
        "band": [judgment.likelihood.low, judgment.likelihood.high],
        "scale": judgment.likelihood.scale,
        "basis": judgment.basis,
        "confidence": judgment.confidence,
        "confidence_sentence": judgment.confidence_sentence,
        "grounds": [{"id": g.id, "kind": g.kind, "text": g.text, "url": g.url} for g in judgment.grounds],
        "would_change": judgment.would_change,
    }
