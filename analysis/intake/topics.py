"""The kind of a section whose heading only names its topic: told by what its sentences hold."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis.intake.headings import Label, is_question
from analysis.intake.paragraphs import Paragraph
from analysis.intake.spans import SectionKind

_SAID = re.compile(
    r"\b(?:said|says?|told|according to|announced|added|accused|denied|denies|claimed|condemned|called|warned|urged"
    r"|confirmed|reported|vowed|promised|described|blamed|rejected|wrote)\b"
)
_QUOTED = re.compile(r"“[^”]{3,400}”|\"[^\"]{3,400}\"")
_WEIGHS = re.compile(
    r"\b(?:could|(?-i:may)|might|would|likely|probably|perhaps|if|unless|until|whether|as long as|not necessarily"
    r"|seems?|appears?|hardly|rather|instead|neither|nobody|no one|never|depends?|matters?|means?|cannot|harder|easier"
    r"|enough|problem|question|lesson|risks?|clear|less|expect|i)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:years?|decades?|centur(?:y|ies)) (?:ago|earlier|before|later)"
    r"|\blast (?:year|decade|century)|\bfor (?:years|decades|centuries|generations)\b"
    r"|\b[Ii]n (?:January|February|March|April|May|June|July|August|September|October|November|December)\b(?! \d\d?\b)"
    r"|\b(?:independence|colonial|historically|founded)\b"
)
_NEWS = re.compile(r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|tomorrow|this week)\b")
_SENTENCE = re.compile(r"[.!?][”\"’')]*(?:\s|$)")
_NUMBERED = re.compile(r"\d{1,2}[.)]\s")
_TOPICS = 3  # headings that only name a topic: an analysis that is built on them is one throughout
_ASSERTING = 5  # words of a heading that asserts: in an analysis it is one of its points
_REPORTING = 36  # the practice and development sets' news has 37-73, explainers, essays and newsletters 12-36
_PAST_LEAST = 2
_DIGEST = re.compile(r"\b(?:points|findings|messages|highlights)\W*$", re.IGNORECASE)
_CLOSING = re.compile(r"\b(?:bottom line|takeaways?|upshot)\W*$", re.IGNORECASE)
_BEFORE = 2  # headings that stand before a summary which closes a text


class _Counts(NamedTuple):
    """How often a section reports, weighs, looks back and tells of these days; `sentences` measures its length."""

    said: int
    weighed: int
    past: int
    news: int
    sentences: int


def is_reporting(body: Sequence[Paragraph]) -> bool:
    """Whether a text tells mostly what others said: then its headings name news, not topics of an analysis.

    Measured by verbs of saying in 1000 words and three times the share of quoted words in percent.
    """
    texts = [paragraph.text for paragraph in body]
    words = sum(len(text.split()) for text in texts)
    quoted = sum(len(found) for text in texts for found in _QUOTED.findall(text))
    said = sum(len(_SAID.findall(text)) for text in texts)
    return said * 1000 / max(words, 1) + 3 * quoted * 100 / max(sum(map(len, texts)), 1) >= _REPORTING


def find_topic_kinds(
    labels: Sequence[Label], texts: Sequence[str], *, is_analysis: bool, reporting: bool
) -> list[SectionKind]:
    """The kind of every heading: the listed one, or what the section's text tells.

    Headings that number their topics, and those of an analysis that names at least three, open parts of its analysis.
    """
    unknown = [label.text for label in labels if label.kind is None]
    topics = [text for text in unknown if not is_question(text) and not text.endswith(":")]
    numbered = sum(_NUMBERED.match(text) is not None for text in topics) >= _TOPICS
    by_topics = is_analysis or numbered or (len(topics) >= _TOPICS and not reporting)
    kinds: list[SectionKind] = []
    for label, text in zip(labels, texts, strict=True):
        if label.kind is not None:
            kinds.append(label.kind)
        elif label.text in topics and (numbered or (by_topics and len(label.text.split()) >= _ASSERTING)):
            kinds.append("analysis")
        else:
            otherwise: SectionKind = "analysis" if by_topics and label.text in topics else "other"
            kinds.append(_find_told_kind(_count(text), reporting) or otherwise)
    if len(labels) > 1 and _TAKEAWAYS.match(labels[0].text) and labels[1].kind is None and kinds[1] == "other":
        kinds[1] = "lede"  # the news follows its digest
    return [_find_kind_by_place(label.text, at, kinds) for at, label in enumerate(labels)]


_TAKEAWAYS = re.compile(r"\W*(?:key |main |the )*(?:takeaways?|points|findings|highlights)\W*$", re.IGNORECASE)


def _find_kind_by_place(heading: str, at: int, kinds: Sequence[SectionKind]) -> SectionKind:
    """A digest opens a text and a conclusion closes it, whatever both are called."""
    kind = kinds[at]
    if kind == "implications" and at == 0 and len(kinds) > 1 and _DIGEST.search(heading):
        return "lede"
    if kind == "lede" and at >= _BEFORE:
        return "analysis"
    if kind == "implications" and _CLOSING.search(heading) and at == len(kinds) - 1 and "analysis" not in kinds:
        return "analysis"
    return kind


def _count(text: str) -> _Counts:
    patterns = (_SAID, _WEIGHS, _PAST, _NEWS, _SENTENCE)
    own = _QUOTED.sub("“…”", text)  # in the writer's own words
    return _Counts(*(len(pattern.findall(own)) for pattern in patterns))


def _find_told_kind(counts: _Counts, reporting: bool) -> SectionKind | None:
    """Background or analysis, where a section looks back or weighs more than it reports; else None."""
    if counts.said * 3 > counts.sentences or (reporting and counts.said):
        return None
    if counts.past >= _PAST_LEAST and counts.past > counts.weighed and counts.news <= 1:
        return "background"
    if counts.weighed * 2 >= counts.sentences and counts.weighed > 1:
        return "analysis"
    return None
