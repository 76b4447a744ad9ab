"""The day that a line names, in the forms in which pages date themselves."""

import calendar
import re
from datetime import date

MONTHS = tuple(name.lower() for name in calendar.month_name[1:])  # English: no locale is ever set here
_MONTH = r"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:[a-z]{1,6})?\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_ORDINAL = r"(?:st|nd|rd|th)?"
_FORMS = (
    re.compile(rf"\b{_MONTH}[ -]+(?P<day>\d{{1,2}}){_ORDINAL},?[ -]+{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b(?P<day>\d{{1,2}}){_ORDINAL}(?: of)?[ -]+{_MONTH},?[ -]+{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{_YEAR}[-/.](?P<month>\d\d)[-/.](?P<day>\d\d)(?!\d)"),
    re.compile(rf"\b(?P<day>\d\d?)[./-](?P<month>\d\d?)[./-]{_YEAR}\b"),
)
_CLOCK = re.compile(
    r"(?:\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?|(?:\bat )?\b\d{1,2}[:.]\d\d(?::\d\d)?"
    r"(?:\s*[ap]\.?m\b\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?|\b\d{4} hrs\b|\blocal time\b|[+-]\d\d?(?::?\d\d)?\b"
    r"|\b(?:GMT|UTC|BST|IST|EST|EDT|ET|PST|PDT|PT|CET|CEST|EET|EAT|WAT|CAT|SAST|MSK|PKT|AFT|HKT|SGT|JST|AEST|AEDT)\b)",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"\b(?:\d{1,2}|an?) (?:min(?:ute)?|hour|hr|day)s? ago\b|^(?:just now|today|yesterday)$", re.IGNORECASE
)
_UPDATED = re.compile(r"\b(?:(?:last )?updated|last modified|modified|revised)\b", re.IGNORECASE)
_STAMP = re.compile(
    r"\b(?:first |last |originally )?(?:published|posted|updated|issued|modified|released|revised|filed|uploaded)\b"
    r"(?: (?:on|at))?\s*[:–—-]?\s*|^date(?:line)?\s*:\s*|^on (?=\S)",
    re.IGNORECASE,
)


def find_date(text: str) -> date | None:
    """The first full date in a line, or None: 05/06/2024 is the fifth of June or the sixth of May, so it is none."""
    for pattern in _FORMS if "20" in text or "19" in text else ():
        found = pattern.search(text)
        if found:
            return _build_day(found)
    return None


def _build_day(found: re.Match[str]) -> date | None:
    month, day = found["month"].lower(), int(found["day"])
    number = int(month) if month.isdigit() else next(i for i, m in enumerate(MONTHS, 1) if m.startswith(month))
    if found.re is _FORMS[-1]:
        if number <= 12 and day <= 12 and number != day:
            return None
        number, day = (day, number) if number > 12 else (number, day)
    try:
        return date(int(found["year"]), number, day)
    except ValueError:
        return None


def is_update(text: str) -> bool:
    """Whether a dated line tells when the page was changed, not when it appeared."""
    return _UPDATED.search(text) is not None


def is_dated(text: str) -> bool:
    """Whether a line says when the page appeared, by date or "2 hours ago"."""
    return find_date(text) is not None or _AGO.search(text) is not None


def cut_date(text: str) -> str:
    """A line without its date, time and "Published on", each replaced by a bar."""
    if not is_dated(text):
        return text
    for pattern in (*_FORMS, _AGO, _CLOCK):
        text = pattern.sub("|", text)
    return _STAMP.sub("|", text)
