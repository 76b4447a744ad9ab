"""Published data sets: each safe, licensed and cited; an unknown one is refused with the nearest."""

import pytest
from pydantic import ValidationError

from analysis.intake.published import Release, describe_release, find_release, read_releases
from analysis.intake.value import InputError

FIELDS = {
    "name": "ford-1", "producer": "Gazette", "title": "Raids", "version": "1", "description": "all raids", "bytes": 9,
    "url": "https://gazette.example/raids.csv", "page": "https://gazette.example/", "file": "raids.csv",
    "hash": "md5:" + "0" * 32, "licence": "CC0", "citations": ["Quill (2020), Raids."], "known_gaps": ["winters"],
}  # fmt: skip


def test_every_release_in_the_list_can_be_named_and_says_what_it_asks_for() -> None:
    releases = read_releases()
    assert find_release("ucdp-ged-26.1", releases).bytes == 39_122_522
    for release in releases:
        words = describe_release(release)
        assert release.url.startswith("https://")
        assert f"Licence: {release.licence}" in words
        assert all(citation in words for citation in release.citations)


def test_what_is_about_to_be_downloaded_is_explained() -> None:
    assert describe_release(Release.model_validate(FIELDS)) == (
        "Raids 1, Gazette\nall raids\nFrom https://gazette.example/raids.csv, 9 bytes.\n"
        "Licence: CC0. Whoever shows results must cite:\n  Quill (2020), Raids.\nKnown gaps:\n  winters"
    )


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(InputError, match=r"no data set 'ucdp-ged-25.1' to fetch. Did you mean ucdp-ged-26.1\?"):
        find_release("ucdp-ged-25.1", read_releases())
    with pytest.raises(InputError, match=r"'acled' to fetch. Known: .* by hand and added: briefbook data add FILE"):
        find_release("acled", read_releases())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("url", "http://gazette.example/raids.csv"),
        ("url", "ftp://gazette.example/raids.csv"),
        ("url", "file:///etc/passwd"),
        ("url", "https:///raids.csv"),
        ("file", "../raids.csv"),
        ("file", ".raids"),
        ("hash", "md5:abc"),
        ("hash", "crc:" + "0" * 32),
        ("bytes", 0),
        ("citations", []),
    ],
)
def test_an_unsafe_entry_is_refused(field: str, value: object) -> None:
    with pytest.raises(ValidationError, match=field):
        Release.model_validate({**FIELDS, field: value})
