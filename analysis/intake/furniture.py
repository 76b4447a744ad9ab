"""What stands around an article without being part of it: captions, share lines, credits, the writer's bio."""

import re
from collections.abc import Sequence

from analysis.intake.bylines import find_name
from analysis.intake.headings import is_listed
from analysis.intake.paragraphs import Paragraph
from analysis.intake.wordlists import read_wordlists

_LONGEST = 220  # characters; anything longer is prose, whatever it begins with
_LONGEST_BIO = 600
_LONGEST_LINK, _LINK_WORDS, _TAG_WORDS = 160, 7, 4  # characters and words of a link's and of a tag's line
_ITEM = re.compile(r"(?:[-*•‣▪–]|\d{1,2}[.)])\s")
_SIGNATURE = re.compile(r"(?:--|—|_{3,}|\*{3,}|(?:\* ){2,}\*|#{3,}|-{3,}|={3,})$")
_TAIL = re.compile(
    r"\s(?:[—–-]{1,2}\s?|[(\[])with (?:additional )?(?:reports?|reporting|inputs?|information|files?|agencies|details)"
    r"(?: (?:from|by|of) [^.!?]{2,120})?[)\].]*$",
    re.IGNORECASE,
)
_FOOT = 6  # paragraphs at the end of which a credit may stand
_CAPTION_BELOW = re.compile(r"(?:image|media|video|photo) caption\W*$", re.IGNORECASE)
_SHORT_FOOT = 3  # paragraphs below a line that ends the text
_FOOT_SHARE = 0.5  # credits and bios stand in the last part of a page; "Sources:" higher up is text
_NAMES = re.compile(r"(?:The )?[^\W\d_][\w/.&'’-]*(?: (?:of |the )?[A-Z][\w/.&'’-]*)*")
_LEAD_IN = re.compile(r"^.*?\b(?:from|by|sources?|credits?|agencies|via)\b\s*:?\s*|^[\[(_*\s]+", re.IGNORECASE)
_DESCRIPTION = re.compile(
    r"\b(?:the )?(?:[A-Z]\w+ )?(?:state )?(?:news )?(?:agency|agencies|newspaper|website|broadcaster)\b\s*"
)


def find_furniture(paragraphs: Sequence[Paragraph]) -> set[int]:
    """The numbers of the paragraphs that are no part of the article, in the body and at the foot."""
    marked = {index for index, paragraph in enumerate(paragraphs) if is_furniture(paragraph.text)}
    marked |= {
        index + 1 for index in marked if _CAPTION_BELOW.match(paragraphs[index].text) and index + 1 < len(paragraphs)
    }
    marked |= set(range(_find_foot(paragraphs), len(paragraphs)))
    marked |= _find_listed(paragraphs, marked)
    marked |= _find_tail(paragraphs, marked)
    return marked | _find_tags(paragraphs, marked)


def _find_listed(paragraphs: Sequence[Paragraph], marked: set[int]) -> set[int]:
    """The lines below "Related stories" and the like, down to the next prose or the end."""
    listed: set[int] = set()
    within = False
    for index, paragraph in enumerate(paragraphs):
        if index and index in marked and read_wordlists().lists.match(paragraph.text):
            within = True
        elif within and (_is_prose(paragraph.text) or _opens_section(paragraphs, index)):
            within = False
        elif within:
            listed.add(index)
    return listed


def _opens_section(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Whether a line is a listed heading with prose below it: the article goes on."""
    goes_on = index + 1 < len(paragraphs) and _is_prose(paragraphs[index + 1].text)
    return goes_on and is_listed(paragraphs[index].text)


def _is_prose(text: str) -> bool:
    plain = text.rstrip("*_ ")
    return len(plain) > _LONGEST_LINK or (
        plain.endswith((".", ".”", '."', "!", ":")) and len(plain.split()) > _LINK_WORDS
    )


def _find_tags(paragraphs: Sequence[Paragraph], marked: set[int]) -> set[int]:
    """The lines of one to four words without a stop below the last prose: names of topics."""
    tags: set[int] = set()
    for index in range(len(paragraphs) - 1, max(len(paragraphs) // 3, 1), -1):
        text = paragraphs[index].text
        if index in marked:
            continue
        if len(text.split()) > _TAG_WORDS or text[-1] in '.!?:”"' or _ITEM.match(text):
            break
        tags.add(index)
    return tags


def is_furniture(text: str) -> bool:
    """Whether a paragraph is a share line, a promotion, a caption or the like."""
    lists, text = read_wordlists(), text.strip("*_ ")
    if len(text) > _LONGEST:
        return False
    if not text or lists.furniture.match(text) or lists.anywhere.search(text) or lists.captions.search(text):
        return True
    return lists.lists.match(text) is not None and not _is_prose(text)


def is_credit(text: str) -> bool:
    """Whether a paragraph names whose reporting was used."""
    return len(text) <= _LONGEST and bool(read_wordlists().credits.search(text))


def is_bio(text: str) -> bool:
    """Whether a paragraph tells of the writer."""
    return len(text) <= _LONGEST_BIO and bool(read_wordlists().bios.match(text.lower()) or find_subject(text))


def _find_foot(paragraphs: Sequence[Paragraph]) -> int:
    """The first paragraph of the foot: the last credit line and all that follows."""
    least = int(len(paragraphs) * (1 - _FOOT_SHARE))
    for index in range(max(least, 1), len(paragraphs)):
        text = paragraphs[index].text
        if is_credit(text) or (_SIGNATURE.match(text) and _is_foot(paragraphs[index + 1 : index + 2 + _SHORT_FOOT])):
            return index
    return len(paragraphs)


def _is_foot(below: Sequence[Paragraph]) -> bool:
    """Whether what stands below a closing line is a few short lines of which one is furniture or a credit."""
    texts = [paragraph.text for paragraph in below]
    if len(texts) > _SHORT_FOOT or any(len(text) > _LONGEST_BIO for text in texts):
        return False
    known = read_wordlists()
    return any(is_furniture(t) or is_credit(t) or known.anywhere.search(t) for t in texts)


def _find_tail(paragraphs: Sequence[Paragraph], marked: set[int]) -> set[int]:
    """The bio and name lines at the very end, read backwards until prose is met."""
    tail: set[int] = set()
    for index in range(len(paragraphs) - 1, max(len(paragraphs) // 3, 1), -1):
        text = paragraphs[index].text
        is_bio = len(text) <= _LONGEST_BIO and bool(read_wordlists().bios.match(text.lower()))
        named = find_name(text) is not None or _is_about_writer(text, paragraphs[index - 1].text)
        if index not in marked and not is_bio and not named:
            break
        tail.add(index)
    return tail


def _is_about_writer(text: str, above: str) -> bool:
    """A last line that begins with the name standing alone above it, or "X is a … at …"."""
    name = find_name(above)
    if name and text.startswith(name):
        return True
    return len(text) < _LONGEST_BIO and find_subject(text) is not None


def find_subject(text: str) -> str | None:
    """The writer whom a bio line is about: "Ada Lane is a journalist …", "Ada Lane covers …"."""
    found = read_wordlists().bios.search(text)
    return find_name(text[: found.start()].strip(" ,")) if found else None


def find_credits(paragraphs: Sequence[Paragraph]) -> tuple[str, ...]:
    """The outlets and agencies named in the credit lines at the foot."""
    names: list[str] = []
    for paragraph in paragraphs[_find_foot(paragraphs) :]:
        if is_credit(paragraph.text):
            names += _find_credited(paragraph.text)
    for paragraph in paragraphs[-_FOOT:]:
        if (at := find_credit_tail(paragraph.text)) is not None:
            names += _find_credited(paragraph.text[at:].strip())
    return tuple(dict.fromkeys(names))


def find_credit_tail(text: str) -> int | None:
    """Where the credit begins that shares a paragraph with the text before it, or None."""
    found = _TAIL.search(text)
    return found.start() if found else None


def _find_credited(text: str) -> list[str]:
    if "contributed to" in text.lower():
        return re.findall(
            r"^[\[(_*\s]*([A-Z][\w&.]+)(?= (?:writers?|journalists?|reporters?|correspondents?|staff))", text
        )
    if re.match(r"[\[(_*\s]*(?:additional )?(?:reporting|writing|editing) by", text, re.IGNORECASE):
        return []  # those are people, not sources
    listed = _DESCRIPTION.sub("", _LEAD_IN.sub("", text, count=1)).strip(" .()[]_*")
    parts = re.split(r"\s*(?:,|;|&|\b(?:and|AND)\b)\s*", listed)
    return [re.sub(r"^the ", "", part) for part in parts if part and _NAMES.fullmatch(part)]
