"""Whether a text is in English, and if not, in what it seems to be: by its commonest words and its script."""

import re
import unicodedata
from collections import Counter

from analysis.intake.wordlists import read_wordlists

_SAMPLE = 3_000  # characters; the first page tells the language
_FEWEST_WORDS = 20  # fewer say too little to warn about
_ENGLISH_SHARE = 0.12  # of words; the development set has 0.25-0.35, other languages stay under 0.06
_ASCII_SHARE = 0.8  # of characters; no text in another script reaches it
_NAMES = {
    "fr": "French", "es": "Spanish", "de": "German", "pt": "Portuguese", "it": "Italian", "nl": "Dutch",
    "tr": "Turkish", "id": "Indonesian or Malay", "pl": "Polish", "ARABIC": "Arabic, Persian, Pashto or Urdu",
    "CYRILLIC": "Russian, Ukrainian or another language in Cyrillic letters", "HEBREW": "Hebrew",
    "CJK": "Chinese or Japanese", "HIRAGANA": "Japanese",
    "HANGUL": "Korean", "DEVANAGARI": "Hindi or Nepali", "GREEK": "Greek",
    "ETHIOPIC": "Amharic",
}  # fmt: skip


def find_language_warning(text: str) -> str | None:
    """A sentence saying that the text isn't English and what it seems to be, or None."""
    sample = text[:_SAMPLE]
    words = re.findall(r"\w+", sample.lower())
    script = _find_script(sample)
    if script != "LATIN" and len(sample.strip()) > _FEWEST_WORDS:
        return _warn(_NAMES.get(script, "another language"))
    if len(words) < _FEWEST_WORDS:
        return None
    if sum(map(read_wordlists().language["en"].__contains__, words)) >= _ENGLISH_SHARE * len(words):
        return None
    shares = {
        code: sum(word in known for word in words) / len(words) for code, known in read_wordlists().language.items()
    }
    best = max(shares, key=lambda code: shares[code])
    if best == "en" and shares["en"] > 0:
        return None
    return _warn(_NAMES[best] if best != "en" and shares[best] > 0 else "a language that isn't English")


def _find_script(sample: str) -> str:
    if sample.isascii() or sum(map(str.isascii, sample)) > _ASCII_SHARE * len(sample):
        return "LATIN"
    letters = [letter for letter in sample[:2000] if letter.isalpha()]
    counts = Counter(unicodedata.name(letter, "LATIN").split()[0] for letter in letters)
    return counts.most_common(1)[0][0] if counts else "LATIN"


def _warn(name: str) -> str:
    return (
        f"the text seems to be in {name}: the reader knows English only, so expect little; translate it and "
        f"read it again"
    )
