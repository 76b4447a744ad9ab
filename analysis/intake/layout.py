"""The structure of a plain text: what is title, byline, section, sentence, and what is no part of the article."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import zip_longest
from typing import NamedTuple

from analysis.intake.bylines import find_byline, find_name
from analysis.intake.datelines import Dateline, find_dateline
from analysis.intake.days import find_date, is_update
from analysis.intake.furniture import find_credit_tail, find_credits, find_furniture, find_subject, is_bio, is_credit
from analysis.intake.headings import (
    Label,
    ListItem,
    find_inline,
    find_item,
    find_lists,
    find_own_line,
    find_single_question,
    find_style,
)  # fmt: skip
from analysis.intake.marks import find_core
from analysis.intake.masthead import Masthead, find_masthead
from analysis.intake.outlets import find_owner
from analysis.intake.paragraphs import Paragraph, find_paragraphs
from analysis.intake.sentences import find_sentences
from analysis.intake.spans import Section, SectionKind, Sentence, Span
from analysis.intake.topics import find_topic_kinds, is_reporting

_PUBLISHED = re.compile(r"[*_(\s]*(?:first |originally )?(?:published|posted|issued|released)\b", re.IGNORECASE)
_OWNER_REACH = 300  # characters of a line in which its owner is named
_NAME_WORDS = 5  # no writer's name has as many
_HEADED = 2  # headings after which a known question at the start of a paragraph is one too


class Layout(NamedTuple):
    """The parts of a text. Everything is a span of it or a plain value."""

    title: str | None
    dek: str | None
    byline: str | None
    outlet: str | None
    published: date | None
    dateline: str | None
    source_credits: tuple[str, ...]
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    boilerplate: tuple[Span, ...]


class Block(NamedTuple):
    """One paragraph of the article itself, with the heading that opens it or the list line that it is."""

    paragraph: Paragraph
    label: Label | None
    item: ListItem | None


def find_layout(text: str) -> Layout:
    """The layout of a text, found from its own marks alone; never raises."""
    paragraphs = find_paragraphs(text)
    head = find_masthead(paragraphs)
    furniture = find_furniture(paragraphs) - head.used
    body = [p for index, p in enumerate(paragraphs) if index not in furniture and index not in head.used]
    line = find_dateline(body[0].text) if body else None
    if line and line.end >= len(body[0].text):
        body = body[1:]  # a dateline on a line of its own
    sections, sentences = _build_sections(text, _find_blocks(body, head))
    return Layout(
        title=head.title,
        dek=head.dek,
        byline=head.byline or _find_writer_below(paragraphs, furniture),
        outlet=head.outlet or (line.outlet if line else None) or _find_owner(paragraphs, furniture),
        published=_find_day(head, paragraphs, furniture, line),
        dateline=line.place if line else None,
        source_credits=find_credits(paragraphs),
        sections=sections,
        sentences=sentences,
        boilerplate=tuple(Span(start=paragraphs[i].start, end=paragraphs[i].end) for i in sorted(furniture)),
    )


def _find_writer_below(paragraphs: Sequence[Paragraph], furniture: set[int]) -> str | None:
    """The writer named at the foot: on a line of their own, in a byline, or as the subject of the bio."""
    lines = [paragraphs[index].text for index in sorted(furniture) if index > len(paragraphs) // 2]
    for line, below in zip_longest(lines, lines[1:], fillvalue=""):
        if is_credit(line):
            continue  # "Reporting by …": those who helped
        plain = re.sub(r"^(?:about the author|author|writer)\s*:?\s*", "", line.strip("*_—–- "), flags=re.IGNORECASE)
        bare = find_name(plain)
        signed = bare and (plain != line or not below or below.startswith(bare) or is_bio(below))
        name = find_byline(line) or (bare if signed else None) or find_subject(plain)
        if name and len(name.split()) < _NAME_WORDS:
            return name
    return None


def _find_owner(paragraphs: Sequence[Paragraph], furniture: set[int]) -> str | None:
    last = [len(paragraphs) - 1] if paragraphs else []
    return find_owner(paragraphs[index].text[:_OWNER_REACH] for index in sorted({*furniture, *last}))


def _find_day(
    head: Masthead, paragraphs: Sequence[Paragraph], furniture: set[int], line: Dateline | None
) -> date | None:
    """The day of publication: a line that says "Published" outranks one that says "Updated", wherever they stand."""
    stamped = [paragraphs[index].text for index in sorted(furniture | head.used)]
    told = next((day for text in stamped if _PUBLISHED.match(text) and (day := find_date(text))), None)
    return (
        told
        or head.published
        or (line.day if line else None)
        or next((day for text in stamped if is_update(text) and (day := find_date(text))), None)
    )


def _find_blocks(body: Sequence[Paragraph], head: Masthead) -> list[Block]:
    """The paragraphs with their headings; the kind of those whose words no list knows is told by what they open."""
    opens = head.dek is not None and bool(body) and head.dek in body[0].text  # the standfirst is never a heading
    blocks = _label_blocks(body, opens)
    at = [index for index, block in enumerate(blocks) if block.label]
    texts = [_find_words(blocks[start:end]) for start, end in zip(at, [*at, len(blocks)][1:], strict=True)]
    labels = [block.label for block in blocks if block.label]
    kinds = find_topic_kinds(labels, texts, is_analysis=head.is_analysis, reporting=is_reporting(body))
    for index, label, kind in zip(at, labels, kinds, strict=True):
        blocks[index] = blocks[index]._replace(label=label._replace(kind=kind))
    return blocks


def _find_words(blocks: Sequence[Block]) -> str:
    """What stands below a heading."""
    first, label = blocks[0].paragraph, blocks[0].label
    rest = first.text[label.end - first.start :] if label else first.text
    return "\n".join([rest, *(block.paragraph.text for block in blocks[1:])])


def _label_blocks(body: Sequence[Paragraph], opens: bool) -> list[Block]:
    style = find_style(body)
    lists = find_lists(body)
    blocks: list[Block] = []
    headed = 0
    for index, paragraph in enumerate(body):
        following = body[index + 1] if index + 1 < len(body) else None
        above = blocks[-1].label if blocks else None
        item = lists.get(index) or (find_item(paragraph) if above and above.kind == "actors" else None)
        label = None if item or (opens and index == 0) else find_own_line(paragraph, following)
        opened = label and index == 0 and label.kind in (None, "other", "analysis")
        if opened and not paragraph.text.startswith(("#", "**")) and "takeaways" not in paragraph.text.lower():
            label = None  # news opens without a heading: this is a place line, a kicker or a slogan
        label = label or (None if item else find_inline(paragraph, style))
        if label is None and item is None and headed >= _HEADED:
            label = find_single_question(paragraph)
        headed += label is not None
        blocks.append(Block(paragraph, label, item))
    return blocks


class _Opening(NamedTuple):
    """Where a section begins: at a heading, at an actor list without one, or at the text's start."""

    at: int
    heading: str | None
    kind: SectionKind


def _build_sections(text: str, blocks: Sequence[Block]) -> tuple[tuple[Section, ...], tuple[Sentence, ...]]:
    sections: list[Section] = []
    sentences: list[Sentence] = []
    for opening, following in _find_openings(blocks):
        members = blocks[opening.at : following]
        first, last = members[0].paragraph, members[-1].paragraph
        sections.append(Section(start=first.start, end=last.end, heading=opening.heading, kind=opening.kind))
        for start, end in (piece for block in members for piece in _find_pieces(text, block, block is blocks[0])):
            sentences.append(Sentence(start=start, end=end, id=f"s{len(sentences) + 1}", section=len(sections) - 1))
    return tuple(sections), tuple(sentences)


def _find_pieces(text: str, block: Block, is_first: bool) -> list[tuple[int, int]]:
    """The sentences of one block, without its heading, its list mark or the dateline."""
    start, end = block.paragraph.start, block.paragraph.end
    if (tail := find_credit_tail(block.paragraph.text)) is not None:
        end = start + tail
    if block.label:
        start = block.label.end
    elif block.item:
        start = block.item.name[0]
    elif is_first and (line := find_dateline(block.paragraph.text)):
        start += line.end
    elif mark := re.match(r"(?:[-*•‣▪–]\s+|\d{1,2}[.)]\s+|>\s+|\*(?=\w))", block.paragraph.text):
        start += mark.end()
    pieces = (find_core(text, *piece) for piece in find_sentences(text, start, end)) if start < end else ()
    return [piece for piece in pieces if piece[0] < piece[1]]


def _find_openings(blocks: Sequence[Block]) -> list[tuple[_Opening, int]]:
    """Each section's opening with the number of the block at which the next one begins."""
    openings: list[_Opening] = []
    for index, block in enumerate(blocks):
        current: SectionKind | None = openings[-1].kind if openings else None
        listed_above = index > 0 and blocks[index - 1].item is not None
        if block.label:
            kind = block.label.kind or "other"
            openings.append(_Opening(index, block.label.text, kind))
        elif block.item and not listed_above and current != "actors" and _is_actor_list(blocks, index, current):
            openings.append(_Opening(index, None, "actors"))
        elif current is None:
            openings.append(_Opening(index, None, "lede"))
        elif listed_above and not block.item and openings[-1].heading is None and current == "actors":
            openings.append(_Opening(index, None, "other"))
    ends = [*(opening.at for opening in openings[1:]), len(blocks)][: len(openings)]
    return list(zip(openings, ends, strict=True))


def _is_actor_list(blocks: Sequence[Block], index: int, current: SectionKind | None) -> bool:
    """A list straight below a heading of another kind ("Implications") is that section's, not one of actors."""
    below_heading = blocks[index - 1].label is not None if index else False
    return not (below_heading and current not in (None, "lede"))


__all__ = ["Layout", "Masthead", "find_layout"]
