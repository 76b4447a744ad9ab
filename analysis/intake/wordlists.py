"""The layout word lists of `layout.yml`, compiled once, on first use."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ruamel.yaml import YAML


def word_set(words: str) -> frozenset[str]:
    """The words of a text as a set: long lists read better as prose than as a column of quotes."""
    return frozenset(words.split())


class Wordlists(NamedTuple):
    """Regular expressions for headings by kind, inline labels, furniture, captions, credits and bios."""

    headings: tuple[tuple[str, re.Pattern[str]], ...]
    inline: frozenset[str]
    furniture: re.Pattern[str]  # to be matched at the start of a paragraph
    anywhere: re.Pattern[str]
    lists: re.Pattern[str]  # the same, of lines that open a list of other pages
    captions: re.Pattern[str]
    credits: re.Pattern[str]
    bios: re.Pattern[str]
    media: frozenset[str]  # words of outlets' names
    labels: frozenset[str]  # sections and kickers above a title
    language: dict[str, frozenset[str]]


@cache
def read_wordlists() -> Wordlists:
    """The lists as compiled patterns; all match without regard to case."""
    data = YAML(typ="safe").load((Path(__file__).parent / "layout.yml").read_text(encoding="utf-8"))
    return Wordlists(
        headings=tuple(
            (kind.removesuffix("_first").removesuffix("_last"), _compile(_whole_words(words)))
            for kind, words in data["headings"].items()
        ),
        inline=frozenset(data["inline"]),
        furniture=_compile_opening(data["furniture"]),
        lists=_compile_opening(data["furniture_lists"]),
        anywhere=_compile(data["furniture_anywhere"]),
        captions=_compile(data["captions"]),
        credits=_compile(data["credits"]),
        bios=_compile(data["bios"]),
        media=word_set(data["media"]),
        labels=frozenset(" ".join(label.split()) for label in data["labels"].split(";")),
        language={code: frozenset(words.split()) for code, words in data["language"].items()},
    )


def _compile_opening(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(rf"[\s*_#>•[(-]*(?:{'|'.join(f'(?:{pattern})' for pattern in patterns)})", re.IGNORECASE)


def _compile(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def _whole_words(patterns: list[str]) -> list[str]:
    return [rf"(?<!\w)(?:{pattern})(?:(?<=\s)|(?!\w))" for pattern in patterns]
