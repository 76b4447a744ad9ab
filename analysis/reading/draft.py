"""A new case from an article: `case.yml` drafted from the reading, and a `review.yml` with everything to confirm."""

import re
import shutil
import unicodedata
from datetime import date
from json import dumps
from pathlib import Path

from analysis.intake.article import Article, read_article
from analysis.intake.value import InputError
from analysis.reading.decisions import KINDS, describe_item
from analysis.reading.dossier import Dossier
from analysis.reading.read import read_dossier

SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")


def build_case(path: Path, cases: Path, slug: str | None = None, published: date | None = None) -> Path:
    """Starts `cases/<slug>/` from an article file; returns the folder. Nothing is written unless all can be.

    `published` is written down where the article itself shows no date. Raises InputError for an article that can't be
    read, a slug that is no plain name, a case that is already there.
    """
    article = read_article(path)
    given = None if article.published else published
    article = article.model_copy(update={"published": article.published or given})
    name = slug or make_slug(article.title or path.stem)
    if not SLUG.fullmatch(name):
        raise InputError(f"--slug '{name}': expected lower-case letters, digits and hyphens, like kabul-2026.")
    folder = cases / name
    if folder.exists():
        raise InputError(f"'{folder}' is there already. Choose another name with --slug, or edit that case.")
    dossier = read_dossier(article)
    copy = f"article{path.suffix.lower()}"
    texts = {"case.yml": draft_case(article, dossier, copy, given), "review.yml": draft_review(dossier)}
    folder.mkdir(parents=True)
    shutil.copyfile(path, folder / copy)
    for file, text in texts.items():
        (folder / file).write_text(text, encoding="utf-8")
    return folder


def make_slug(title: str) -> str:
    """The first words of a title as a folder name."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain)[:6]) or "case"


def draft_case(article: Article, dossier: Dossier, copy: str, given: date | None = None) -> str:
    """`case.yml` as far as the reading goes; what it takes to answer more stands in it as comments."""
    countries = find_countries(dossier)
    lines = [
        "# Drafted by `briefbook new` from the article. Check every line.",
        f"title: {quoted(article.title or copy)}",
        'question: "What happened, who is involved, and what follows?"',
        "marking: TLP:CLEAR",
        f"articles: [{copy}]",
        f"countries: [{', '.join(countries)}]"
        if countries
        else "# countries: []  # ISO 3166 alpha-3 codes; none was found",
    ]
    if given:
        lines.append(f"published: {given}  # given by hand; the article shows no date")
    elif article.published is None:
        lines.append("# published: YYYY-MM-DD  # the article shows no date; weekdays and 'yesterday' need one")
    border = next((i.place for i in dossier.incidents if i.place_precision == "border"), None)
    if border and len(countries) >= 2:
        lines.append(f"border: [{', '.join(sorted(countries[:2]))}]  # {comment(border)}")
    lines += ["", *list_hints(countries), *list_commitments(dossier), ""]
    return "\n".join(lines)


def list_hints(countries: list[str]) -> tuple[str, ...]:
    """What it takes to answer from data, as comments."""
    return (
        "# To answer from data, put a table into data/events/ (see the README) and name it here:",
        "# events: name-of-the-table",
        "# main_scope: all",
        "# scopes:",
        f"#   all: {{title: armed incidents, one: armed incident, countries: [{', '.join(countries[:1])}]}}",
        "# To test a promise, put it into data/context/<name>.csv and name it here:",
        "# commitments: name-of-the-table",
        "# pledge: {date: YYYY-MM-DD, commitment: its-id}",
    )


def list_commitments(dossier: Dossier) -> list[str]:
    """The promises that were read, as comments beside the keys that need them."""
    lines = []
    for c in dossier.commitments:
        lines.append(f"# promised by {comment(c.actor)} ({c.evidence[0].sentence}): {comment(c.text)}")
        if c.shown_by:
            lines.append(f"#   what would show it kept: {comment(c.shown_by)}")
    return lines


def draft_review(dossier: Dossier) -> str:
    """`review.yml` with one commented line for each item that was read: uncomment, decide, give a reason."""
    lines = [
        "# What was read from the article, to be accepted, rejected or edited by its id. Nothing is confirmed yet.",
        "# reviewed_by: your role",
        "# reviewed_on: YYYY-MM-DD",
        "decisions: []",
    ]
    for kind in KINDS:
        lines += ["", f"# {kind}"]
        lines += [
            f"# - {{id: {item.id}, decision: accepted, reason: …, words: {quoted(describe_item(item))}}}"
            f"  # {item.evidence[0].sentence}"
            for item in getattr(dossier, kind)
        ]
    return "\n".join([*lines, ""])


def find_countries(dossier: Dossier) -> list[str]:
    """Where it happened first, then the states that have a part, each once."""
    found = [i.country_iso3 for i in dossier.incidents] + [a.iso3 for a in dossier.actors if a.kind == "state"]
    return list(dict.fromkeys(code for code in found if code))[:6]


def quoted(text: str) -> str:
    """A YAML string that can hold anything on one line."""
    return dumps(comment(text), ensure_ascii=False)  # a JSON string is a YAML one


def comment(text: str) -> str:
    """Text that stays on its line, control characters left out."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
