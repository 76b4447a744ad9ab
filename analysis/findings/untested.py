"""Promises that nobody tests: those of the articles and of the commitments table that no indicator answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from analysis.findings.pledges import find_sentence
from analysis.intake.case import Case
from analysis.reading.dossier import Dossier

NO_PROMISE = ("demand", "advisory")  # of the commitments table: what was asked of others


@dataclass(frozen=True)
class Untested:
    """One promise without a test. `id`: the table's commitment_id, or the id of the item read from an article."""

    id: str
    promiser: str
    promised: str
    shown_by: str | None  # what would show it kept, where that can be told
    sentence: str | None = None  # where the article says so
    url: str | None = None  # where the table has it from
    set_aside: str | None = None  # why it is deliberately not tested


def find_untested(case: Case, dossier: Dossier) -> tuple[Untested, ...]:
    """The articles' promises, then the table's, that no indicator answers; last those set aside with a reason."""
    answered = {find_sentence(indicator, dossier) for indicator in case.review.indicators}
    told = [
        Untested(
            id=said.id,
            promiser=said.on_behalf_of or said.actor,
            promised=said.text,
            shown_by=said.shown_by,
            sentence=said.evidence[0].sentence,
        )
        for said in dossier.commitments
        if said.evidence[0].sentence not in answered
    ]
    reasons = {each.commitment: each.reason for each in case.review.set_aside}
    return (*told, *_find_rows(case, dict.fromkeys(list_untested(case))), *_find_rows(case, reasons))


def _find_rows(case: Case, ids: Mapping[str, str | None]) -> Iterator[Untested]:
    """The table's rows of these ids, with the reason for setting each aside."""
    if case.commitments is None:
        return
    for row in case.commitments.frame.fillna("").to_dict("records"):
        if row["commitment_id"] in ids:
            yield Untested(
                id=row["commitment_id"],
                promiser=row["actor"],
                promised=row["summary"],
                shown_by=row["observable_indicator"] or None,
                url=row["source_url"] or None,
                set_aside=ids[row["commitment_id"]],
            )


def list_untested(case: Case) -> list[str]:
    """The ids of the table's promises that the case turns on and nobody tests or sets aside with a reason.

    Those older than the trigger are its history; promises made after `as_of` are not known yet; what was demanded of
    others is no promise.
    """
    if case.commitments is None:
        return []
    since = case.file.trigger.date if case.file.trigger else case.pledge_day
    table = case.commitments.frame
    made = table[~table["kind"].isin(NO_PROMISE) & (table["date"].str[:10] <= case.as_of.isoformat())]
    recent = made[made["date"] >= since.isoformat()[:7]] if since else made
    handled = {i.commitment for i in case.review.indicators} | {s.commitment for s in case.review.set_aside}
    return [id for id in recent["commitment_id"] if id not in handled]
