"""References: what case.yml, review.yml and the tables say of each other must exist, or a slip reads as calm.

A scope that names a country that no row has would find nothing and look like peace; so it is refused.
"""

from collections.abc import Iterable

import pandas as pd

from analysis.intake.conditions import select_frame
from analysis.intake.events import Events
from analysis.intake.known_names import find_actor
from analysis.intake.review import IncidentTest, ModelProbability, Review
from analysis.intake.scope import Scope
from analysis.intake.value import InputError

COMMITMENT_COLUMNS = ("commitment_id", "date", "actor", "counterpart", "summary", "source_name", "source_url")


def check_scopes(scopes: dict[str, Scope], events: Events) -> None:
    """Raises InputError where a scope's value occurs in no row of the table, rejected ones included."""
    frame = events.frame if events.vocabulary is None else events.vocabulary
    for name, part in ((name, part) for name, scope in scopes.items() for part in scope.parts()):
        given: list[tuple[str, str, Iterable[str]]] = [
            ("countries", "country_iso3", part.countries),
            ("event_types", "event_type", part.event_types),
            ("without_types", "event_type", part.without_types),
            ("border_segment", "border_segment", [part.border_segment] if part.border_segment else []),
            ("target_iso3", "target_iso3", [part.target_iso3] if part.target_iso3 else []),
        ]
        for key, column, values in given:
            held = set(frame[column].dropna())
            if missing := sorted(set(values) - held):
                raise InputError(
                    f"case.yml: scope '{name}', {key}: no row of the event data has {', '.join(missing)}. "
                    f"It has: {', '.join(sorted(held)[:12]) or 'none'}."
                )
        check_names(name, part, frame)
        check_exclusions(part, {*frame["event_id"], *events.rejects["event_id"]})


def check_names(name: str, scope: Scope, frame: pd.DataFrame) -> None:
    """Raises InputError for an actor or target that no row names."""
    for key in ("perpetrators", "targets", "actors"):
        for words in getattr(scope, key):
            if select_frame(frame, Scope.model_validate({key: [words], "armed_only": False})).empty:
                told = f"case.yml: scope '{name}', {key}: no row of the event data names '{words}'."
                raise InputError(f"{told} {describe_actor(words, frame)}")


def describe_actor(words: str, frame: pd.DataFrame) -> str:
    """What an actor is called in the tables, or the nearest names that they or the reference lists hold."""
    columns = [each for each in ("perpetrator", "target", "actor_a", "actor_b") if each in frame]
    held = {each for column in columns for each in frame[column].dropna()}
    try:
        return f"The reference lists call it '{find_actor(words, also=held)}'."
    except InputError as error:
        return f"{error}"


def check_exclusions(scope: Scope, known: set[str]) -> None:
    """Raises InputError for an excluded id that is not in the data."""
    if stale := sorted(set(scope.exclude) - known):
        raise InputError(
            f"scope '{scope.title}' excludes {', '.join(stale)}, which the data don't hold. Remove the entry."
        )


def check_review(review: Review, scopes: Iterable[str], commitments: pd.DataFrame | None) -> None:
    """Raises InputError where the review names a scope or commitment that the case does not have."""
    tests = [i.test for i in review.indicators if isinstance(i.test, IncidentTest)]
    judged = [*(j.probability for j in review.judgments), *(i.probability for i in review.implications)]
    wanted = [
        *(p.scope for p in judged if isinstance(p, ModelProbability)),
        *(test.strained_scope for test in tests),
        *(test.broken_scope for test in tests if test.broken_scope),
        *(post.scope for scenario in review.scenarios for post in scenario.signposts if post.scope),
    ]
    known = list(scopes)
    if missing := sorted(set(wanted) - set(known)):
        raise InputError(
            f"review.yml: no scope '{missing[0]}'. Its scopes: {', '.join(known) or 'none'}. Add one in case.yml."
        )
    ids = set() if commitments is None else set(commitments["commitment_id"])
    for each in review.set_aside:
        if each.commitment not in ids:
            raise InputError(f"review.yml: set_aside: the case's commitments table has no '{each.commitment}'.")
    for indicator in review.indicators:
        if indicator.commitment not in ids:
            raise InputError(
                f"review.yml: indicator '{indicator.id}' tests commitment '{indicator.commitment}', which is not in "
                f"the case's commitments. Name the table under 'commitments:' in case.yml, or correct the id."
            )


def check_commitments(path: str, table: pd.DataFrame) -> None:
    """Raises InputError where the commitments table lacks a column, repeats an id, or holds a date that is none."""
    if missing := [name for name in COMMITMENT_COLUMNS if name not in table.columns]:
        raise InputError(f"'{path}' lacks the columns {', '.join(missing)}. It has: {', '.join(table.columns)}.")
    repeated = table["commitment_id"][table["commitment_id"].duplicated()]
    if len(repeated):
        raise InputError(f"'{path}': commitment_id '{repeated.iloc[0]}' stands more than once. Ids must be unique.")
    wrong = table[~table["date"].fillna("").str.fullmatch(r"\d{4}-\d{2}(-\d{2})?")]
    if len(wrong):
        id, day = wrong.iloc[0][["commitment_id", "date"]]
        raise InputError(f"'{path}': commitment '{id}': date '{day}' is none. Expected YYYY-MM-DD or YYYY-MM.")
