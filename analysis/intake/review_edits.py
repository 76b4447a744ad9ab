"""Edits of a review file: single entries change, every other line and every comment stays as it was.

The file is written whole or not at all, only where what comes out is a valid review, and never over what somebody else
has changed since it was read.
"""

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import SequenceMatcher, unified_diff
from io import StringIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Literal

from pydantic import JsonValue, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

from analysis.intake.decisions import Decision
from analysis.intake.review import EvidencePiece, Review, Source, read_review
from analysis.intake.value import InputError, Value

CONTEXT_LINES = 2  # around each change that is shown
ENTRIES: dict[str, type[Value]] = {"decisions": Decision, "sources": Source, "evidence": EvidencePiece}


class Edit(Value):
    """One entry of one list of the review: `fields` to set, None takes a field away; no fields take the entry away.

    A field that holds fields itself (`ratings`) is merged, not replaced.
    """

    table: Literal["decisions", "sources", "evidence"]
    id: str
    fields: dict[str, JsonValue]


def edit_review(text: str, edits: Sequence[Edit]) -> str:
    """The text of a review file with edits made; comments stay, new entries stand first in their list.

    Raises InputError where the text can't be edited without losing something: it is then for the analyst's own hand.
    """
    if not edits:
        return text
    content = read_content(text)
    for edit in edits:
        change_entry(content, edit)
    kept = keep_comments(text, write_content(content))
    if to_plain(read_content(kept)) != to_plain(content):
        raise InputError("review.yml is laid out in a way that can't be edited here. Make this change in the file.")
    return kept


def compare_texts(before: str, after: str) -> list[str]:
    """What an edit changes, as lines of a unified diff without its head; empty where nothing changes."""
    lines = unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=CONTEXT_LINES)
    return list(lines)[2:]


def read_text(path: Path) -> str:
    """The text of a review file; empty where there is none. Raises InputError where it is no UTF-8."""
    try:
        return path.read_text(encoding="utf-8") if path.is_file() else ""
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not valid YAML in UTF-8 ({error}).") from error


def write_review(path: Path, before: str, after: str, check: Callable[[Review], object] | None = None) -> None:
    """Writes `after` in one step. The file holds either the old text or the new one, whatever goes wrong.

    `before`: the text that was edited; `check` may refuse the new review. Raises InputError where the file has changed
    meanwhile, or the new text is no valid review; OSError where the folder can't be written to.
    """
    if read_text(path) != before:
        raise InputError(f"{path.name} has changed on disk since it was read. Press Reload; your edits are not lost.")
    with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, prefix=".review-", delete=False) as file:
        file.write(after)
        file.flush()
        os.fsync(file.fileno())
    draft = Path(file.name)
    try:
        review = read_review(draft)
        if check:
            check(review)
        draft.chmod(path.stat().st_mode if path.exists() else 0o644)
        draft.replace(path)
    except InputError as error:
        raise InputError(str(error).replace(str(draft), path.name)) from error
    finally:
        draft.unlink(missing_ok=True)


def parse_review(text: str) -> Review:
    """The review that a text holds. Raises InputError where it is none."""
    try:
        return Review.model_validate(read_content(text))
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        field = ".".join(str(step) for step in fault["loc"])
        raise InputError(f"review.yml: '{field}': {fault['msg']}.") from error


def apply_edits(review: Review, edits: Iterable[Edit]) -> Review:
    """The review with edits made, in memory alone. Raises InputError for an entry that would not be valid."""
    for edit in edits:
        entries = {each.id: each for each in getattr(review, edit.table)}
        old = entries.pop(edit.id, None)
        if edit.fields:
            fields = old.model_dump(exclude_unset=True) if old else {"id": edit.id}
            merge_fields(fields, edit.fields)
            entries[edit.id] = build_entry(edit, fields)
        order = [each.id for each in getattr(review, edit.table)]
        ranked = sorted(entries.values(), key=lambda each: order.index(each.id) if each.id in order else -1)
        review = review.model_copy(update={edit.table: tuple(ranked)})
    return review


def build_entry(edit: Edit, fields: dict[str, Any]) -> Any:
    """One entry from its fields. Raises InputError."""
    try:
        return ENTRIES[edit.table].model_validate(fields)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        raise InputError(f"'{edit.id}': {fault['msg'].removeprefix('Value error, ')}.") from error


def pen() -> YAML:
    """Writes YAML as the review files of this workbook are written: lists indented, lines not broken."""
    yaml = YAML(typ="rt", pure=True)
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def read_content(text: str) -> Any:
    """The mapping in a text; an empty one where there is nothing but comments. Raises InputError."""
    try:
        return pen().load(text) or CommentedMap()
    except YAMLError as error:
        raise InputError(f"review.yml is not valid YAML any more ({error}). Mend it, then press Reload.") from error


def write_content(content: Any) -> str:
    buffer = StringIO()
    pen().dump(content, buffer)
    return buffer.getvalue()


def change_entry(content: Any, edit: Edit) -> None:
    """Makes one edit in the loaded file."""
    entries = content.get(edit.table)
    at = next((i for i, each in enumerate(entries or ()) if str(each.get("id")) == edit.id), None)
    if not edit.fields:
        if at is not None:
            del entries[at]
    elif at is not None:
        merge_fields(entries[at], edit.fields)
    else:
        entry = CommentedMap({"id": edit.id, **{k: v for k, v in edit.fields.items() if v is not None}})
        if entries:
            entries.insert(0, entry)
        else:
            start_list(content, edit.table, entry)


def merge_fields(entry: Any, fields: Mapping[str, Any]) -> None:
    """Sets the fields of an entry in place."""
    for name, value in fields.items():
        if value is None:
            entry.pop(name, None)
        elif name == "ratings":
            entry.setdefault(name, {}).update(value)
        elif entry.get(name) != value:
            entry[name] = value


def start_list(content: Any, table: str, entry: Any) -> None:
    """A list with its first entry where there was none, or an empty one; comments below it stay below it."""
    entries = CommentedSeq([entry])
    comment = content.ca.items.pop(table, None)
    if table in content:
        content[table] = entries
    else:
        content.insert(0, table, entries)
    if comment and comment[2]:
        entry.ca.items[next(reversed(entry))] = [None, None, comment[2], None]


def keep_comments(before: str, after: str) -> str:
    """`after`, with the comments back that stood in passages which were replaced, each below its passage."""
    old, new = before.splitlines(), after.splitlines()
    lines: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        lines += new[c:d]
        if kind in ("replace", "delete"):
            lines += find_lost(old[a:b], new[c:d])
    return "\n".join(lines) + "\n"


def find_lost(old: list[str], new: list[str]) -> list[str]:
    """The comment lines of a passage that its replacement lacks, with the blank lines before them."""
    lost: list[str] = []
    blank: list[str] = []
    for line in old:
        if not line.strip():
            blank.append(line)
        elif re.match(r"\s*#", line) and line not in new:
            lost += [*blank, line]
            blank = []
        else:
            blank = []
    return lost


def to_plain(content: Any) -> Any:
    """Loaded YAML as plain values, for comparing."""
    if isinstance(content, Mapping):
        return {str(key): to_plain(value) for key, value in content.items()}
    if isinstance(content, list | tuple):
        return [to_plain(value) for value in content]
    return str(content)
