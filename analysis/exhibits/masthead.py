"""The masthead: which case, from which day, under which marking. Every notebook displays it once, for the publisher."""

from dataclasses import dataclass
from typing import Any

from analysis.exhibits.exhibit import MIME
from analysis.exhibits.wording import day, plural
from analysis.findings.gate import check_standards, count_missing
from analysis.intake.case import Case


@dataclass(frozen=True)
class Masthead:
    """What stands on top of a page. In JupyterLab one line of text; the published page draws its own header from it."""

    case: Case

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        lacking = count_missing(check_standards(self.case))
        facts = {
            "slug": self.case.slug,
            "title": self.case.file.title,
            "question": self.case.file.question,
            "marking": self.case.marking,
            "as_of": self.case.as_of.isoformat(),
            "as_of_text": day(self.case.as_of, long=True),
            "reviewed_by": self.case.review.reviewed_by,
            "draft": f"Draft: {plural(lacking, 'thing')} missing" if lacking else None,
        }
        line = f"{facts['title']} · as of {facts['as_of_text']} · {facts['marking']}"
        line += f" · {facts['draft']}" if lacking else ""
        return {"text/plain": line, MIME: {"findings": {"case": facts}}}


def masthead(case: Case) -> Masthead:
    """The masthead of a case."""
    return Masthead(case)
