"""Tables of what was read: statements, and the article against the record."""

import pandas as pd

from analysis.exhibits.citations import Quotes, cite_evidence, name_article, name_sentences, quote_words
from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.grid import grid
from analysis.exhibits.markup import Html, icon, join, tag
from analysis.exhibits.wording import capital, counted, plural, shortened
from analysis.findings.corroboration import Match, Point
from analysis.intake.article import Article
from analysis.reading.dossier import Dossier

WORDS_LIMIT = 200  # characters of the article in a table cell
VERDICTS = {True: ("check", "agrees", "agrees"), False: ("cross", "differs", "differs")}


def statements_table(
    dossier: Dossier, article: Article, *, quotes: Quotes = "sentence", id: str = "statements"
) -> Exhibit:
    """Who said or promised what to whom, with the kind of statement and the sentence that it stands in.

    With `quotes` "none" the words themselves are left out.
    """
    rows = list_statements(dossier, article, quotes)
    pledges = sum(row["kind"] == "pledge" for row in rows)
    speakers = len({row["speaker"] for row in rows})
    title = f"{plural(len(rows), 'statement')} by {plural(speakers, 'speaker')}, {pledges or 'none'} of them "
    title += "pledges" if pledges > 1 else "a pledge"
    cells = [
        [
            tag("bdi", row["speaker"]),
            row["kind"],
            tag("bdi", row["addressee"]) if row["addressee"] else tag("span", "not stated", class_="unstated"),
            row["text"],
            row["link"],
        ]
        for row in rows
    ]
    frame = pd.DataFrame([{key: value for key, value in row.items() if key != "link"} for row in rows])
    return Exhibit(
        id=id,
        title=title if rows else "The article reports nobody's words that the reader recognised",
        body=grid(["Speaker", "Kind", "To", "What", "Where"], cells, label="Statements", stacked=True),
        source=name_article(article),
        data=frame,
        kind="table",
        findings={"statements": frame.to_dict("records")},
    )


def list_statements(dossier: Dossier, article: Article, quotes: Quotes) -> list[dict[str, object]]:
    """Statements, then commitments that are no statement already, in reading order."""
    said = [(s.speaker, s.kind, s.addressee, s.text, s.evidence) for s in dossier.statements]
    known = {(e.start, e.end) for each in said for e in each[4]}
    promised = [
        (c.actor, "pledge", c.counterpart, c.text, c.evidence)
        for c in dossier.commitments
        if not any((e.start, e.end) in known for e in c.evidence)
    ]
    return [
        {
            "speaker": speaker,
            "kind": kind,
            "addressee": addressee,
            "text": "" if quotes == "none" else shortened(text or quote_words(article, evidence), WORDS_LIMIT),
            "sentences": name_sentences(evidence),
            "link": cite_evidence(evidence, article.id),
        }
        for speaker, kind, addressee, text, evidence in sorted([*said, *promised], key=lambda row: row[4][0].start)
    ]


def article_record_table(matches: tuple[Match, ...], *, source: str = "", id: str = "article-record") -> Exhibit:
    """Each incident of the article against the rows it was matched with, field by field; contradictions are marked."""
    found = [match for match in matches if match.is_found]
    clashes = sum(len(match.contradictions) for match in found)
    verb = "is" if len(found) == 1 else "are"
    title = f"{counted(len(found), 'incident', 'incidents')} of the article {verb} in the record"
    title += f"; they differ on {plural(clashes, 'point')}" if clashes else "; nothing contradicts" if found else ""
    listed = list_points(matches)
    return Exhibit(
        id=id,
        title=title if matches else "There is no incident to look up in the record",
        body=join(match_block(match) for match in matches) if matches else tag("p", "Nothing to compare."),
        source=f"the article; {source or 'the event table'}; matched by rule, reasons shown",
        note="A contradiction is shown, never settled. Where one side is silent nothing is claimed.",
        data=listed,
        kind="table",
        findings={"matches": [describe_match(match) for match in matches]},
    )


def match_block(match: Match) -> Html:
    """One incident with its comparison, or the words that none was found."""
    sentences = cite_evidence(match.incident.evidence)
    head = tag("p", tag("span", capital(match.incident.summary), class_="strong"), " ", sentences)
    if not match.is_found:
        words = "No row of the record agrees on enough points to be this incident."
        return tag("div", head, tag("p", words, class_="muted"))
    rows = f"Record: {', '.join(match.rows)} (score {match.score:g})"
    cells = [[capital(p.field), spoken(p.article), spoken(p.record), verdict(p)] for p in match.points]
    clashes = ["clash" if p.agrees is False else None for p in match.points]
    names = ["Field", "The article says", "The record says", "Verdict"]
    table = grid(names, cells, label=match.incident.summary, row_classes=clashes)
    return tag("div", head, tag("p", rows, class_="muted"), table)


def spoken(text: str) -> str:
    """A value of a closed list as words: "armed attack", not "armed_attack"."""
    return text.replace("_", " ")


def verdict(point: Point) -> Html:
    """Agreement in a symbol and a word, never by colour alone."""
    if point.agrees is None:
        return tag("span", icon("dash"), "one is silent", class_="silent")
    symbol, words, class_ = VERDICTS[point.agrees]
    return tag("span", icon(symbol), words, class_=class_)


def contradictions_table(matches: tuple[Match, ...], *, source: str = "", id: str = "contradictions") -> Exhibit:
    """Every point on which an article and the record differ, from all matches, each with both sides."""
    points = [(match, point) for match in matches if match.is_found for point in match.contradictions]
    cells = [
        [
            capital(point.field),
            tag("span", spoken(point.article), " ", cite_evidence(match.incident.evidence)),
            spoken(point.record),
            ", ".join(match.rows),
        ]
        for match, point in points
    ]
    frame = list_points(matches)
    title = f"Article and record contradict each other on {plural(len(points), 'point')}"
    body = grid(["On", "The article says", "The record says", "Rows"], cells, label="Contradictions", stacked=True)
    return Exhibit(
        id=id,
        title=title if points else "Article and record do not contradict each other",
        body=body if points else tag("p", "No point was found on which both speak and differ."),
        source=source or "the article and the event table",
        data=frame[frame["agrees"].eq(False)] if len(frame) else frame,
        kind="table",
    )


def list_points(matches: tuple[Match, ...]) -> pd.DataFrame:
    """Every compared field as a row."""
    return pd.DataFrame(
        [
            {"incident": m.incident.id, "field": p.field, "article": p.article, "record": p.record, "agrees": p.agrees}
            for m in matches
            if m.is_found
            for p in m.points
        ],
        columns=["incident", "field", "article", "record", "agrees"],
    )


def describe_match(match: Match) -> dict[str, object]:
    """A match for the machine-readable twin."""
    return {
        "incident": match.incident.id,
        "summary": match.incident.summary,
        "rows": match.rows,
        "score": match.score,
        "is_found": match.is_found,
        "reason": match.reason,
        "contradictions": [{"field": p.field, "article": p.article, "record": p.record} for p in match.contradictions],
    }
