"""Which country a province, state or well-known area lies in: first-level regions of the world, read on first use."""

from collections.abc import Collection
from functools import cache

from analysis.reading.gazetteer import plain_name
from analysis.reading.lexicon import read_rows

_ENDINGS = (" province", " region", " state", " oblast", " governorate", " department", " county", " prefecture")


def find_region(name: str, countries: Collection[str]) -> str | None:
    """The ISO 3166 code of the country that a region lies in, or None.

    Of several countries with such a region it is one that the article names; none of them named, it is unknown.
    """
    known = read_regions()
    plain = plain_name(name)
    short = next((plain.removesuffix(end) for end in _ENDINGS if plain.endswith(end)), plain)
    codes = known.get(plain) or known.get(short) or ()
    named = [code for code in codes if code in countries]
    return named[0] if named else codes[0] if len(codes) == 1 else None


@cache
def read_regions() -> dict[str, tuple[str, ...]]:
    """Regions by plain name, with the codes of the countries that have one of that name."""
    regions: dict[str, tuple[str, ...]] = {}
    for row in str(read_rows("regions.yml")["rows"]).splitlines():
        code, _, listed = row.partition(":")
        for name in listed.split(";"):
            plain = plain_name(name)
            regions[plain] = tuple(dict.fromkeys((*regions.get(plain, ()), code)))
    return regions
