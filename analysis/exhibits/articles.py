"""All articles of a case: their texts with the evidence marked, and where they tell one incident differently."""

import pandas as pd

from analysis.exhibits.cards import count_text
from analysis.exhibits.citations import Quotes, cite_evidence, name_article
from analysis.exhibits.exhibit import Exhibit
from analysis.exhibits.grid import grid
from analysis.exhibits.markup import Html, join, tag
from analysis.exhibits.reader import article_reader
from analysis.exhibits.wording import capital, plural
from analysis.intake.case import Case
from analysis.reading.dossier import Dossier, Incident
from analysis.reading.merge import Told
from analysis.reading.reviewed import Reviewed

FIELDS = ("date", "place", "killed", "injured", "perpetrator", "target", "weapon")


def article_readers(case: Case, dossier: Dossier, quotes: Quotes, *, id: str = "reader") -> Exhibit:
    """Every article of the case as `reader.article_reader` shows it, one after the other under its title."""
    main = case.article.id
    read = [article_reader(article, dossier, quotes, main=main) for article in case.articles]
    if len(read) == 1:
        return read[0]
    titles = [tag("h4", article.title or article.id) for article in case.articles]
    return Exhibit(
        id=id,
        title=f"{plural(len(read), 'article')}, the evidence marked in each",
        body=join(part for title, each in zip(titles, read, strict=True) for part in (title, each.body)),
        source="; ".join(name_article(article) for article in case.articles),
        note=read[0].note,
        data=pd.concat(
            [e.data.assign(article=a.id) for a, e in zip(case.articles, read, strict=True) if e.data is not None]
        ),
        kind="text",
    )


def tellings_table(case: Case, reviewed: Reviewed, *, id: str = "tellings") -> Exhibit:
    """Incidents that several articles tell, side by side; fields on which they differ are marked, none is settled."""
    shared = [told for told in reviewed.told if len(told.tellings) > 1]
    listed = [row for told in shared for row in list_differences(told)]
    clashes = sum(bool(row["differs"]) for row in listed)
    titles = {article.id: article.title or article.id for article in case.articles}
    if len(case.articles) == 1:
        title = "One article: nothing to compare with another"
    elif not shared:
        title = f"{plural(len(case.articles), 'article')} tell no incident in common"
    else:
        title = (
            f"{plural(len(shared), 'incident')} told more than once; the articles differ on {plural(clashes, 'point')}"
        )
    return Exhibit(
        id=id,
        title=title,
        body=join(tell_block(told, titles, case.article.id) for told in shared),
        source="; ".join(name_article(article) for article in case.articles),
        data=pd.DataFrame(listed),
        kind="table",
        findings={"tellings": listed},
    )


def tell_block(told: Told, titles: dict[str, str], main: str) -> Html:
    """One incident: a row for each field, a column for each article."""
    names = ["Field", *(titles[article] for article in told.tellings)]
    rows = list_differences(told)
    cells = [[capital(str(row["field"])), *(row[article] or "not stated" for article in told.tellings)] for row in rows]
    marked = ["clash" if row["differs"] else None for row in rows]
    head = tag(
        "p",
        tag("span", capital(told.incident.summary), class_="strong"),
        " ",
        cite_evidence(told.incident.evidence, main),
    )
    return tag("div", head, grid(names, cells, label=told.incident.summary, row_classes=marked))


def list_differences(told: Told) -> list[dict[str, object]]:
    """What each article says of each field; `differs` where two state different things (silence is none)."""
    rows: list[dict[str, object]] = []
    for field in FIELDS:
        said = {article: state(incident, field) for article, incident in told.tellings.items()}
        stated = {value.casefold() for value in said.values() if value}
        rows.append({"incident": told.incident.id, "field": field, **said, "differs": len(stated) > 1})
    return rows


def state(incident: Incident, field: str) -> str | None:
    """A field as text; None where the article does not state it."""
    if field in ("killed", "injured"):
        count = getattr(incident, field)
        return None if count is None else count_text(count)
    return getattr(incident, field) or None
